"""Follows a planned way with a differential base: pure pursuit (Coulter 1992), turning on the spot at sharp corners.

No clock and no I/O: each step gets what is known now and gives one velocity.
"""

import math
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Final

import numpy as np

from carebot.core.home import Point, Pose
from robot_adapters._navigation.footprint import Points, in_body_frame, turn_towards
from robot_adapters._navigation.planner import Path
from robot_adapters._navigation.speeds import Build, stopping_speed_mps, straight_speed_mps, turning_speed_radps

ARRIVAL_M: Final = 0.01
_NEAR_ENOUGH_M: Final = 0.25
"""Where something stands in the last quarter metre the end counts as reached: nobody at a place is pushed away."""

_OVERSHOT_M: Final = 0.1
_HEADING_RAD: Final = 0.015
_LOOKAHEAD_M: Final = 0.35
_WINDOW_M: Final = 1.0
_SLOWEST_MPS: Final = 0.03
_BLOCKED_MPS: Final = 0.01
_START_TURNING_RAD: Final = 0.7
_STOP_TURNING_RAD: Final = 0.12
_TURN_GAIN: Final = 2.5
_SLOWEST_TURN_RADPS: Final = 0.1


class Going(Enum):
    """How the body gets on."""

    DRIVING = "driving"
    BLOCKED = "blocked"
    ARRIVED = "arrived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One velocity for the base, and how the body gets on."""

    going: Going
    linear_mps: float = 0.0
    angular_radps: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The bounds of one step: the speed, and the distance to keep from whatever stands ahead."""

    speed_mps: float
    keep_m: float


def turn_step(build: Build, pose: Pose, yaw_rad: float, points: Points, speed_mps: float) -> Step:
    """One step of turning on the spot to `yaw_rad`, among `points` in the body's frame."""
    error_rad = turn_towards(pose.yaw_rad, yaw_rad)
    if abs(error_rad) <= _HEADING_RAD:
        return Step(going=Going.ARRIVED)
    limit = turning_speed_radps(build, points, speed_mps)
    if limit == 0.0:
        return Step(going=Going.BLOCKED)
    rate = min(max(_TURN_GAIN * abs(error_rad), _SLOWEST_TURN_RADPS), limit)
    return Step(going=Going.DRIVING, angular_radps=math.copysign(rate, error_rad))


class PathFollower:
    """Follows one way to its end, and there turns to `yaw_rad` if one is given."""

    def __init__(self, path: Path, yaw_rad: float | None, build: Build) -> None:
        self._points = np.array([(point.x_m, point.y_m) for point in path])
        legs = np.hypot(*np.diff(self._points, axis=0).T) if len(path) > 1 else np.zeros(0)
        self._marks_m = np.concatenate([[0.0], np.cumsum(legs)])
        self._yaw_rad = yaw_rad
        self._build = build
        self._progress_m = 0.0
        self._turning = False
        self._at_end = False

    def step(self, pose: Pose, obstacles: Points, bounds: Bounds) -> Step:
        """The velocity for now, given unexplained `obstacles` on the map."""
        if not all(map(math.isfinite, (pose.x_m, pose.y_m, pose.yaw_rad))):
            return Step(going=Going.BLOCKED)
        near = in_body_frame(obstacles, pose)
        self._progress_m = self._nearest_m(pose.point)
        end_m = self._end.distance_m(pose.point)
        error_rad = self._error_rad(pose)
        overshot = end_m < _OVERSHOT_M and abs(error_rad) > math.pi / 2
        self._at_end = self._at_end or end_m <= ARRIVAL_M or (overshot and self._on_last_leg())
        if self._at_end:
            return self._finish(pose, near, bounds)
        return self._pursue(pose, error_rad, near, bounds, end_m)

    def ahead(self, length_m: float) -> Path:
        """The next `length_m` of the way from where the body is, as corner points."""
        until_m = min(self._progress_m + length_m, float(self._marks_m[-1]))
        corners = [self._at(float(mark)) for mark in self._marks_m if self._progress_m < float(mark) < until_m]
        return (self._at(self._progress_m), *corners, self._at(until_m))

    def offset_m(self, point: Point) -> float:
        """How far `point` is from the part of the way where the body is."""
        return self._at(self._nearest_m(point)).distance_m(point)

    @property
    def _end(self) -> Point:
        return Point(x_m=float(self._points[-1, 0]), y_m=float(self._points[-1, 1]))

    def _on_last_leg(self) -> bool:
        return self._progress_m + _OVERSHOT_M >= float(self._marks_m[-1])

    def _finish(self, pose: Pose, near: Points, bounds: Bounds) -> Step:
        if self._yaw_rad is None:
            return Step(going=Going.ARRIVED)
        return turn_step(self._build, pose, self._yaw_rad, near, bounds.speed_mps)

    def _pursue(self, pose: Pose, error_rad: float, near: Points, bounds: Bounds, end_m: float) -> Step:
        threshold = _STOP_TURNING_RAD if self._turning else _START_TURNING_RAD
        self._turning = abs(error_rad) > threshold
        allowed = straight_speed_mps(self._build, near, bounds.speed_mps, bounds.keep_m)
        turn_limit = turning_speed_radps(self._build, near, bounds.speed_mps)
        blocked = allowed < _BLOCKED_MPS
        if self._turning or (blocked and abs(error_rad) > _STOP_TURNING_RAD):
            rate = min(max(_TURN_GAIN * abs(error_rad), _SLOWEST_TURN_RADPS), turn_limit)
            going = Going.DRIVING if rate > 0.0 else Going.BLOCKED
            return Step(going=going, angular_radps=math.copysign(rate, error_rad))
        if blocked:
            self._at_end = bounds.speed_mps > 0.0 and end_m <= _NEAR_ENOUGH_M
            return Step(going=Going.BLOCKED)
        speed = min(allowed, max(_SLOWEST_MPS, stopping_speed_mps(end_m - ARRIVAL_M / 2)))
        curvature = 2 * math.sin(error_rad) / max(self._lookahead_m(pose), ARRIVAL_M)
        speed = min(speed, self._build.top_turn_radps / max(abs(curvature), 1e-6))
        return Step(going=Going.DRIVING, linear_mps=speed, angular_radps=speed * curvature)

    def _target(self) -> Point:
        return self._at(self._progress_m + _LOOKAHEAD_M)

    def _lookahead_m(self, pose: Pose) -> float:
        return self._target().distance_m(pose.point)

    def _error_rad(self, pose: Pose) -> float:
        target = self._target()
        return turn_towards(pose.yaw_rad, math.atan2(target.y_m - pose.y_m, target.x_m - pose.x_m))

    def _at(self, mark_m: float) -> Point:
        """The point `mark_m` along the way, its end where that is beyond."""
        x_m = float(np.interp(mark_m, self._marks_m, self._points[:, 0]))
        y_m = float(np.interp(mark_m, self._marks_m, self._points[:, 1]))
        return Point(x_m=x_m, y_m=y_m)

    def _nearest_m(self, point: Point) -> float:
        """The mark nearest to `point`, not before the present one and not far beyond it."""
        here = np.array([point.x_m, point.y_m])
        best_m, least = self._progress_m, math.inf
        for (start_m, end_m), (start, end) in zip(pairwise(self._marks_m), pairwise(self._points), strict=True):
            if end_m < self._progress_m or start_m > self._progress_m + _WINDOW_M or end_m == start_m:
                continue
            share = float(np.dot(here - start, end - start)) / float(end_m - start_m)
            mark_m = min(max(float(start_m) + share, float(start_m), self._progress_m), float(end_m))
            away_m = self._at(mark_m).distance_m(point)
            if away_m < least:
                best_m, least = mark_m, away_m
        return best_m
