"""Maps and bodies for the tests of navigation."""

import math
from datetime import timedelta
from itertools import pairwise

import numpy as np

from carebot.core.home import Point, Pose
from carebot.core.limits import Separation
from robot_adapters._navigation.footprint import NO_POINTS, Footprint, Points
from robot_adapters._navigation.grid import OccupancyGrid
from robot_adapters._navigation.navigator import Sensed
from robot_adapters._navigation.planner import Path
from robot_adapters._navigation.speeds import Build

CELL_M = 0.05
BODY = Build(
    footprint=Footprint(front_m=0.1, rear_m=0.3, side_m=0.2, turning_radius_m=0.36),
    separation=Separation(),
    top_speed_mps=0.5,
    top_turn_radps=0.8,
)


def at(x_m: float, y_m: float) -> Point:
    """The point (x, y)."""
    return Point(x_m=x_m, y_m=y_m)


def pose(x_m: float, y_m: float, yaw_rad: float = 0.0) -> Pose:
    """The pose (x, y, heading)."""
    return Pose(x_m=x_m, y_m=y_m, yaw_rad=yaw_rad)


def points(*pairs: tuple[float, float]) -> Points:
    """The points (N, 2) of the given pairs."""
    return np.array(pairs, dtype=np.float64) if pairs else NO_POINTS


def room(width_m: float, depth_m: float, *boxes: tuple[float, float, float, float]) -> OccupancyGrid:
    """An empty room from (0, 0) with a wall of one cell all around, and boxes (x0, y0, x1, y1) standing in it."""
    columns, rows = round(width_m / CELL_M), round(depth_m / CELL_M)
    occupied = np.zeros((rows, columns), dtype=np.bool_)
    occupied[[0, -1], :] = True
    occupied[:, [0, -1]] = True
    for x0, y0, x1, y1 in boxes:
        occupied[round(y0 / CELL_M) : round(y1 / CELL_M), round(x0 / CELL_M) : round(x1 / CELL_M)] = True
    return OccupancyGrid.build(Point(x_m=0.0, y_m=0.0), CELL_M, occupied)


def sensed(where: Pose, at_s: float = 0.0, obstacles: Points = NO_POINTS, people: tuple[Point, ...] = ()) -> Sensed:
    """What a body at `where` knows."""
    return Sensed(now=timedelta(seconds=at_s), pose=where, obstacles=obstacles, people=people)


def moved(where: Pose, linear_mps: float, angular_radps: float, duration_s: float) -> Pose:
    """Where a differential base gets from `where` at a constant velocity."""
    middle_rad = where.yaw_rad + angular_radps * duration_s / 2
    return Pose(
        x_m=where.x_m + linear_mps * duration_s * math.cos(middle_rad),
        y_m=where.y_m + linear_mps * duration_s * math.sin(middle_rad),
        yaw_rad=math.remainder(where.yaw_rad + angular_radps * duration_s, math.tau),
    )


def length_m(path: Path) -> float:
    """The length of a way."""
    return sum(start.distance_m(end) for start, end in pairwise(path))


def nearest_m(path: Path, point: Point) -> float:
    """The smallest distance from `point` to a way, looked at every centimetre."""
    return min(
        math.hypot(
            start.x_m + share * (end.x_m - start.x_m) - point.x_m, start.y_m + share * (end.y_m - start.y_m) - point.y_m
        )
        for start, end in pairwise(path)
        for share in np.linspace(0.0, 1.0, max(2, round(start.distance_m(end) / 0.01)))
    )
