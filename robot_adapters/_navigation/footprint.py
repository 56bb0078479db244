"""The outline of a body on the floor: a rectangle around the point that it turns about."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from carebot.core.home import Pose

Points = NDArray[np.float64]
"""Points on the floor as (N, 2): x, y in metres, in the map unless said otherwise."""

NO_POINTS: Points = np.zeros((0, 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """How far the body reaches ahead of, behind and to each side of the point that it turns about, in metres.

    `turning_radius_m` is the radius of the circle that it stays in while it turns on the spot.
    """

    front_m: float
    rear_m: float
    side_m: float
    turning_radius_m: float

    def distances_m(self, points: Points) -> NDArray[np.float64]:
        """The distance from the body's edge to each of `points`, given in the body's own frame; 0 inside."""
        ahead = np.maximum(points[:, 0] - self.front_m, -self.rear_m - points[:, 0])
        aside = np.abs(points[:, 1]) - self.side_m
        outside: NDArray[np.float64] = np.hypot(np.maximum(ahead, 0.0), np.maximum(aside, 0.0))
        return outside


def in_body_frame(points: Points, pose: Pose) -> Points:
    """Map points as seen from `pose`: x ahead, y to the left (REP-103)."""
    cos, sin = math.cos(pose.yaw_rad), math.sin(pose.yaw_rad)
    moved = points - np.array([pose.x_m, pose.y_m])
    turned: Points = moved @ np.array([[cos, -sin], [sin, cos]])
    return turned


def in_map_frame(points: Points, pose: Pose) -> Points:
    """Points in the body's frame at `pose`, as map points."""
    cos, sin = math.cos(pose.yaw_rad), math.sin(pose.yaw_rad)
    turned: Points = points @ np.array([[cos, sin], [-sin, cos]]) + np.array([pose.x_m, pose.y_m])
    return turned


def turn_towards(yaw_rad: float, target_rad: float) -> float:
    """The signed turn from one heading to another, in (-pi, pi]."""
    return math.remainder(target_rad - yaw_rad, math.tau)
