"""Brings a body to a goal: plans, follows, plans anew when something gets in the way, waits, and at last gives up.

No clock and no I/O: each step gets the time and what is known, and gives one velocity or an outcome.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import numpy as np

from carebot.core.home import Point, Pose
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from robot_adapters._navigation.follower import Bounds, Going, PathFollower, Step
from robot_adapters._navigation.footprint import NO_POINTS, Points, in_body_frame
from robot_adapters._navigation.grid import OccupancyGrid
from robot_adapters._navigation.planner import PERSON_RADIUS_M, Goals, Path, goal_at, plan, terrain
from robot_adapters._navigation.speeds import TURN_MARGIN_M, Build, backing_speed_mps, hemmed_in

PATIENCE: Final = timedelta(seconds=20)
"""How long the body waits where it cannot get on before it says so."""

_REPLAN_EVERY: Final = timedelta(seconds=2)
_LOOK_AHEAD_M: Final = 2.5
_BACK_OFF_M: Final = 0.2
_ROOM_TO_TURN_M: Final = 0.2
"""How far the body backs off, once it must, before it turns beside whatever stands so near."""

_STRAYED_M: Final = 0.3
_NO_PROGRESS: Final = timedelta(seconds=6)
_PROGRESS_M: Final = 0.05
_PROGRESS_RAD: Final = 0.1

_BLOCKED: Final = Text(
    zh="路一直被挡住，机器人停在原地了。请把路让开，或把挡路的东西拿走。",
    en="The way stayed blocked, so the robot stopped where it is. Please clear the way.",
)
_STUCK: Final = Text(
    zh="轮子在转但机器人没有前进，已停下。请看看是不是卡住了。",
    en="The wheels turn but the robot does not get on, so it stopped. Please see whether it is caught.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensed:
    """What a step is based on: where the body is, what is around that the map does not have, and where people are."""

    now: timedelta
    pose: Pose
    obstacles: Points
    people: Sequence[Point] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where to end, and in which heading (None: any)."""

    goals: Goals
    yaw_rad: float | None = None


def destination_at(grid: OccupancyGrid, pose: Pose) -> Destination:
    """The destination of one exact pose."""
    return Destination(goals=goal_at(grid, pose.point), yaw_rad=pose.yaw_rad)


class Navigator:
    """Drives to one destination; `step` until it gives an outcome."""

    def __init__(self, grid: OccupancyGrid, build: Build, destination: Destination) -> None:
        self._grid = grid
        self._build = build
        self._destination = destination
        self._follower: PathFollower | None = None
        self._planned_at: timedelta | None = None
        self._blocked_since: timedelta | None = None
        self._backing = False
        self._mark: tuple[timedelta, Pose] | None = None

    @property
    def path(self) -> Path:
        """The way still to go, for people to see; empty while there is none."""
        return self._follower.ahead(float("inf")) if self._follower else ()

    def step(self, sensed: Sensed, bounds: Bounds) -> Step | Outcome:
        """The next velocity, or how it ended: SUCCEEDED, PLANNING where no way exists at all, EXECUTION."""
        if self._must_plan(sensed):
            failure = self._plan(sensed)
            if failure is not None:
                return failure
        step = self._follow(sensed, bounds)
        if step.going is Going.ARRIVED:
            return Outcome(result=Result.SUCCEEDED)
        return self._given_up(sensed, step) or step

    def _follow(self, sensed: Sensed, bounds: Bounds) -> Step:
        if self._follower is None:
            return Step(going=Going.BLOCKED)
        step = self._follower.step(sensed.pose, sensed.obstacles, bounds)
        near = in_body_frame(sensed.obstacles, sensed.pose)
        margin_m = _ROOM_TO_TURN_M if self._backing else TURN_MARGIN_M
        stuck = self._backing or step.going is Going.BLOCKED
        self._backing = stuck and hemmed_in(self._build, near, margin_m) and self._room_behind(sensed.pose)
        speed_mps = backing_speed_mps(self._build, near, bounds.speed_mps) if self._backing else 0.0
        return Step(going=Going.DRIVING, linear_mps=-speed_mps) if speed_mps > 0.0 else step

    def _room_behind(self, pose: Pose) -> bool:
        """Whether the map leaves room to roll a little straight back."""
        back = Point(
            x_m=pose.x_m - _BACK_OFF_M * math.cos(pose.yaw_rad), y_m=pose.y_m - _BACK_OFF_M * math.sin(pose.yaw_rad)
        )
        clearances_m = self._grid.along_m(pose.point, back)
        return bool((clearances_m >= self._build.footprint.turning_radius_m).all())

    def _must_plan(self, sensed: Sensed) -> bool:
        if self._planned_at is None:
            return True
        waited = sensed.now - self._planned_at >= _REPLAN_EVERY
        if self._follower is None or self._blocked_since is not None:
            return waited
        strayed = self._follower.offset_m(sensed.pose.point) > _STRAYED_M
        return strayed or (waited and self._obstructed(self._follower.ahead(_LOOK_AHEAD_M), sensed))

    def _obstructed(self, path: Path, sensed: Sensed) -> bool:
        """Whether something on the way ahead leaves less room than the body needs."""
        radius_m = self._build.footprint.turning_radius_m
        return (
            _distance_to_path_m(path, sensed.obstacles) < radius_m
            or _distance_to_path_m(path, _as_points(sensed.people)) < radius_m + PERSON_RADIUS_M
        )

    def _plan(self, sensed: Sensed) -> Outcome | None:
        """Plan anew. A way that only moving things block is waited for; None then and when a way was found."""
        self._planned_at = sensed.now
        radius_m = self._build.footprint.turning_radius_m
        solid = sensed.obstacles[np.isfinite(sensed.obstacles).all(axis=1)]
        floor = terrain(self._grid.with_obstacles(solid), sensed.people, radius_m)
        found = plan(floor, sensed.pose.point, self._destination.goals)
        if not isinstance(found, Outcome):
            self._follower = PathFollower(found, self._destination.yaw_rad, self._build)
            return None
        if len(solid) or sensed.people:
            empty = terrain(self._grid, (), radius_m)
            if not isinstance(plan(empty, sensed.pose.point, self._destination.goals), Outcome):
                self._follower = None
                return None
        return found

    def _given_up(self, sensed: Sensed, step: Step) -> Outcome | None:
        """The outcome when the body has been blocked too long, or is driven and does not move."""
        if step.going is Going.BLOCKED:
            self._mark = None
            self._blocked_since = self._blocked_since or sensed.now
            if sensed.now - self._blocked_since >= PATIENCE:
                return Outcome(result=Result.EXECUTION, detail=_BLOCKED)
            return None
        self._blocked_since = None
        if self._mark is None or _moved(self._mark[1], sensed.pose):
            self._mark = (sensed.now, sensed.pose)
        elif sensed.now - self._mark[0] >= _NO_PROGRESS:
            return Outcome(result=Result.EXECUTION, detail=_STUCK)
        return None


def _moved(before: Pose, after: Pose) -> bool:
    turned = abs(np.remainder(after.yaw_rad - before.yaw_rad + np.pi, 2 * np.pi) - np.pi)
    return before.point.distance_m(after.point) > _PROGRESS_M or bool(turned > _PROGRESS_RAD)


def _as_points(people: Sequence[Point]) -> Points:
    return np.array([(person.x_m, person.y_m) for person in people]) if people else NO_POINTS


def _distance_to_path_m(path: Path, points: Points) -> float:
    """The smallest distance from any of `points` to the polyline `path`; infinite where there are none."""
    if len(points) == 0:
        return float("inf")
    corners = np.array([(corner.x_m, corner.y_m) for corner in path])
    starts, legs = corners[:-1, None, :], np.diff(corners, axis=0)[:, None, :]
    lengths = np.maximum((legs**2).sum(axis=2), 1e-12)
    shares = np.clip(((points[None] - starts) * legs).sum(axis=2) / lengths, 0.0, 1.0)
    nearest = starts + shares[:, :, None] * legs
    return float(np.nanmin(np.hypot(*np.moveaxis(points[None] - nearest, 2, 0)), initial=np.inf))
