"""How fast a body may go by what is near it: the last filter below the planner, and the strictest distance wins.

Every function takes unexplained points in the body's own frame; a point that is not a number stops the body.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from carebot.core.limits import SafetyLimits, Separation
from robot_adapters._navigation.footprint import Footprint, Points

SIDE_MARGIN_M: Final = 0.05
"""Room left on each side of the strip of floor that the body is about to drive over."""

TURN_MARGIN_M: Final = 0.06
"""Least room around the circle that the body's corners sweep."""

_BACKING_M: Final = 0.3
_APPROACH_BRAKING_MPS2: Final = 0.3
"""How gently the body slows down towards where it has to stop: nobody is startled by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What of a body decides how fast it may go: its outline, how it brakes, and its slowest and fastest ways."""

    footprint: Footprint
    separation: Separation
    top_speed_mps: float
    top_turn_radps: float
    creeping_mps: float = SafetyLimits().contact_speed_mps


def straight_speed_mps(build: Build, points: Points, speed_mps: float, keep_m: float) -> float:
    """The speed straight ahead, at most `speed_mps`.

    By `Separation` to the nearest point ahead, though never less than creeping; and so that the body stops `keep_m`
    short of whatever lies on the strip of floor before it.
    """
    if not (np.isfinite(points).all() and math.isfinite(speed_mps)):
        return 0.0
    ahead = points[points[:, 0] > build.footprint.front_m]
    nearest_m = float(build.footprint.distances_m(ahead).min(initial=math.inf))
    allowed = max(build.separation.speed_mps(nearest_m), build.creeping_mps)
    on_strip = ahead[np.abs(ahead[:, 1]) <= build.footprint.side_m + SIDE_MARGIN_M, 0]
    gap_m = float(on_strip.min(initial=math.inf)) - build.footprint.front_m - keep_m
    return max(0.0, min(speed_mps, build.top_speed_mps, allowed, stopping_speed_mps(gap_m)))


def stopping_speed_mps(distance_m: float) -> float:
    """The speed from which the body comes gently to rest within `distance_m`; 0 where there is no way left."""
    return math.sqrt(2 * _APPROACH_BRAKING_MPS2 * distance_m) if distance_m > 0 else 0.0


def turning_speed_radps(build: Build, points: Points, speed_mps: float) -> float:
    """The rate of turning on the spot: no corner goes faster than the body might go towards what is nearest.

    0 where something stands in the circle that the corners sweep.
    """
    if not (np.isfinite(points).all() and math.isfinite(speed_mps)) or hemmed_in(build, points, TURN_MARGIN_M):
        return 0.0
    nearest_m = float(build.footprint.distances_m(points).min(initial=math.inf))
    rim_mps = min(speed_mps, max(build.separation.speed_mps(nearest_m), build.creeping_mps))
    return max(0.0, min(build.top_turn_radps, rim_mps / build.footprint.turning_radius_m))


def hemmed_in(build: Build, points: Points, margin_m: float) -> bool:
    """Whether something stands in the circle that the body's corners sweep when it turns, or less than that beyond."""
    outside = build.footprint.distances_m(points) > 0
    away_m = np.hypot(points[:, 0], points[:, 1])
    return bool((outside & (away_m < build.footprint.turning_radius_m + margin_m)).any())


def backing_speed_mps(build: Build, points: Points, speed_mps: float) -> float:
    """The speed straight back: creeping, and only where nothing stands in the next 0.3 m behind the body."""
    if not (np.isfinite(points).all() and math.isfinite(speed_mps)):
        return 0.0
    behind_m = -build.footprint.rear_m - points[np.abs(points[:, 1]) <= build.footprint.side_m + SIDE_MARGIN_M, 0]
    if ((behind_m > -build.footprint.rear_m) & (behind_m < _BACKING_M)).any():
        return 0.0
    return max(0.0, min(speed_mps, build.creeping_mps))
