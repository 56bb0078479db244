"""Vanishing: the engine loses a body while it comes down, as it does with falls, and finds nobody there since."""

import math
from datetime import timedelta
from typing import Final

from monitoring.posture import lower_than, steadied
from monitoring.stances import Descent
from monitoring.tracking import Track

CROUCHING_M: Final = 0.6
"""Hips of whoever squats, kneels or sits are lower, of whoever stands higher."""
AT_ONCE: Final = 1.0
"""The log-odds of whoever is low when she is lost; more only time gives, in which nobody finds her."""
_LOST_AT_MPS: Final = 0.7
"""Sitting down is slower at the shoulders, seen at eight frames a second."""
_LOST_DROP_M: Final = 0.25
_BELOW_FLOOR_M: Final = -0.1
_MOST_BELOW: Final = 0.2
_LOST_FOR: Final = timedelta(milliseconds=500)
"""The engine overlooks somebody for so long without a reason."""
_PLUNGED_M, _PLUNGED_MPS = 0.4, 1.0
_PLUNGED_FRAMES: Final = 4
_BEGUN_M: Final = 0.15
_PLUNGED_FOR: Final = timedelta(seconds=1)
"""Over a floor that was only learned: faster than anybody sits down or bends, and longer unseen than who turns away."""
_UPRIGHT_RAD: Final = math.radians(40)
_FEET_RISE: Final = 0.1
"""As a share of her height in the picture, from the ankles to the shoulders."""


def vanished_cue(track: Track, way: Descent, unseen_for: timedelta) -> float:
    """The log-odds of having been lost by falling, 0 to 5: low and on the way down, or anywhere on a fast way down that
    nobody was seen to end.
    """
    stance = steadied(track.stances)
    low = stance.extent_m < 0.9 and lower_than(CROUCHING_M, stance) > 0.4
    at_once = AT_ONCE if way.drop_m > 0.4 and way.speed_mps > 0.6 and low else 0.0
    amid = way.ended_at >= stance.at and way.drop_m > _LOST_DROP_M and way.speed_mps > _LOST_AT_MPS
    amid = amid and not _is_closed_in_on(track, way)
    # Somebody who passes close before the camera sinks below the floor, by the scale that she is seen at.
    if not stance.measured:
        plunged = amid and _plunges(track, way)
        doubt = bounded((unseen_for - _PLUNGED_FOR) / timedelta(milliseconds=200), 0.0, 3.0) if plunged else 0.0
        return max(at_once, doubt)
    amid = amid and lower_than(_BELOW_FLOOR_M, stance) < _MOST_BELOW
    later = bounded((unseen_for - _LOST_FOR) / timedelta(milliseconds=200), 0.0, 5.0) if amid else 0.0
    return max(at_once, later)


def _plunges(track: Track, way: Descent) -> bool:
    """Whether she was seen on a fast and long way down in several frames: the last one alone may be wrong."""
    heights = [stance.shoulders_m for stance in track.stances if stance.at >= way.began_at]
    begun = len(heights) >= _PLUNGED_FRAMES and heights[0] - heights[-2] > _BEGUN_M
    return begun and way.drop_m > _PLUNGED_M and way.speed_mps > _PLUNGED_MPS


def _is_closed_in_on(track: Track, way: Descent) -> bool:
    """Whether her picture only shrinks towards its middle, as behind the wall beside a doorway that she walks out of.

    The engine squeezes a body into what it still sees of it, so shoulders come down, and feet come up. Whoever comes
    down with an upright trunk does so over her feet, and these stay where they are.
    """
    began = next(stance for stance in track.stances if stance.at >= way.began_at)
    (top_px, feet_px), (last_top_px, last_feet_px) = began.rows_px, track.stances[-1].rows_px
    rises = feet_px - last_feet_px > _FEET_RISE * (feet_px - top_px)
    return rises and last_top_px > top_px and track.stances[-1].torso_tilt_rad < _UPRIGHT_RAD


def bounded(value: float, low: float, high: float) -> float:
    """`value`, or the bound that it is beyond."""
    return min(max(value, low), high)
