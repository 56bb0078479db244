"""Stances: how high the parts of a body are over the floor at one instant, and how fast they come down."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

import numpy as np

from monitoring.figures import Figure
from monitoring.floor import ANKLE_M, Height, LearnedFloor
from monitoring.keypoints import ANKLES, SHOULDERS, Points, middle

_SLOPE_OVER: Final = timedelta(milliseconds=350)
"""A speed is that over three frames at least: a single frame's error would be one of half a metre a second."""
_STEADIED_OVER: Final = 3
_OVER_FEET_ERROR_M: Final = 0.15
"""Assumed: the engine's error of joints in one body, and as much again of the vertical that was only learned."""
_UPSIDE_DOWN_RAD: Final = math.radians(120)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """A body at one instant. Heights are over the floor; `floor_error_m` is how doubtful the floor under them is.

    `extent_m` is the height of the body from its lowest part to its head, shoulders or hips, for raised legs make
    nobody taller; `legs_m` how high the hips are over the ankles and `trunk_m` the head over the hips, which need no
    floor. `measured`: the heights are on the map, from a camera that knows its place, and not over a learned floor.
    `turned`: a turned picture showed it.
    `foreshortened`: she seems too small for any posture, so that neither tilt nor legs are what they seem. `rows_px`
    are the image rows of her shoulders and of her ankles; NaN where nobody noted them.
    """

    at: datetime
    head_m: float
    shoulders_m: float
    hips_m: float
    floor_error_m: float
    extent_m: float
    legs_m: float
    trunk_m: float
    torso_tilt_rad: float
    seen: float
    measured: bool = False
    turned: bool = False
    foreshortened: bool = False
    rows_px: tuple[float, float] = (math.nan, math.nan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """The way down that a body has gone: from `began_at` to `ended_at`, by how much, at what greatest speed."""

    began_at: datetime
    ended_at: datetime
    drop_m: float
    speed_mps: float


def stance_of(at: datetime, figure: Figure, scale: float, floor: LearnedFloor, smaller: float = 1.0) -> Stance:
    """The stance of a figure: measured on the map, or over the learned floor at the steadied `scale`.

    Who looks so many times `smaller` than when she stood there has her feet on the floor and is as much shorter: what
    of her is farther up in the picture may be farther away.
    """
    if smaller > 1.0:
        head, shoulders, hips, knees, ankles = (height / smaller for height in figure.heights_m)
        figure = replace(figure, heights_m=(head, shoulders, hips, knees, ankles))
        return _stance(at, figure, Height(metres=ANKLE_M - ankles, error_m=_OVER_FEET_ERROR_M))
    return measured_stance(at, figure) or _stance(at, figure, floor.height(figure.hips_row_px, scale))


def measured_stance(at: datetime, figure: Figure) -> Stance | None:
    """The stance of a figure on the map, which stays the same whatever is learned later; None of any other."""
    hips_m = figure.hips_m
    return None if hips_m is None else _stance(at, figure, Height(metres=hips_m, error_m=figure.place_error_m))


def _stance(at: datetime, figure: Figure, base: Height) -> Stance:
    head, shoulders, hips, knees, ankles = figure.heights_m
    return Stance(
        at=at,
        head_m=base.metres + head,
        shoulders_m=base.metres + shoulders,
        hips_m=base.metres,
        floor_error_m=base.error_m,
        extent_m=_top(figure) - min(head, shoulders, hips, knees, ankles),
        legs_m=-ankles,
        trunk_m=head,
        torso_tilt_rad=figure.torso_tilt_rad,
        seen=figure.seen,
        measured=figure.hips_m is not None,
        turned=figure.skeleton.turned,
        foreshortened=figure.skeleton.shrunk > 1.0,
        rows_px=(_row_px(figure, SHOULDERS), _row_px(figure, ANKLES)),
    )


def _row_px(figure: Figure, part: tuple[int, ...]) -> float:
    return float(middle(figure.skeleton.image_px, part)[1])


def _top(figure: Figure) -> float:
    """The highest part over the hips. A body that seems to stand on its head was taken for its mirror image."""
    head, shoulders, hips, knees, ankles = figure.heights_m
    trunk = max(head, shoulders, hips)
    return trunk if figure.torso_tilt_rad < _UPSIDE_DOWN_RAD else max(trunk, knees, ankles)


def descent(stances: Sequence[Stance], within: timedelta) -> Descent | None:
    """The deepest way down of the shoulders that ended within the last `within`; None when they never came down."""
    # A frame in which the shoulders have no place says nothing about where they went.
    recent = [
        stance for stance in stances if stances[-1].at - stance.at <= within and math.isfinite(stance.shoulders_m)
    ]
    if len(recent) < _STEADIED_OVER:
        return None
    heights = _steadied(np.array([stance.shoulders_m for stance in recent]))
    highest_before = np.maximum.accumulate(heights)
    lowest = int(np.argmax(highest_before - heights))
    top = int(np.flatnonzero(heights[: lowest + 1] == highest_before[lowest])[-1])
    drop_m = float(heights[top] - heights[lowest])
    if drop_m <= 0:
        return None
    times_s = np.array([(stance.at - recent[0].at).total_seconds() for stance in recent])
    # What a tenth of the drop precedes is swaying: the descent begins in earnest after it.
    began = top + int(np.flatnonzero(heights[top : lowest + 1] >= heights[top] - 0.1 * drop_m)[-1])
    return Descent(
        began_at=recent[began].at,
        ended_at=recent[lowest].at,
        drop_m=drop_m,
        speed_mps=_greatest_speed(times_s[top : lowest + 1], heights[top : lowest + 1]),
    )


def _steadied(heights: Points) -> Points:
    """The running median of three: a single frame that errs neither makes a drop nor a speed."""
    padded = np.concatenate([heights[:1], heights, heights[-1:]])
    middle: Points = np.median(np.stack([padded[:-2], padded[1:-1], padded[2:]]), axis=0)
    return middle


def _greatest_speed(times_s: Points, heights: Points) -> float:
    """The greatest downward speed over any stretch of _SLOPE_OVER (or all, when shorter), in m/s."""
    fastest = 0.0
    for start in range(len(times_s) - 1):
        end = int(np.searchsorted(times_s, times_s[start] + _SLOPE_OVER.total_seconds()))
        if end < len(times_s) or start == 0:
            end = min(end, len(times_s) - 1)
            fastest = max(fastest, float((heights[start] - heights[end]) / max(times_s[end] - times_s[start], 0.1)))
    return fastest
