"""Rising: how long somebody takes to stand up, by how high her hips are over her ankles, which needs no floor.

Eight frames a second tell the time to a quarter of a second: enough for a trend over weeks, too little for a diagnosis.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import numpy as np

from monitoring.keypoints import Points
from monitoring.stances import Stance

_SEATED_M, _UP_M = 0.5, 0.65
"""Hips over ankles: 0.45 m on a chair, 0.75 m standing (see `monitoring.posture`)."""
_SHARES: Final = (0.1, 0.9)
"""Rising begins and ends where the first and last tenth of the way is gone, as usual for the timing of movements."""
_STEADY: Final = timedelta(seconds=1)
"""She sits and stands for so long before and after: passing frames are no rise."""
_LONGEST: Final = timedelta(seconds=6)


def rise_of(stances: Sequence[Stance]) -> timedelta | None:
    """How long the rise took that ended `_STEADY` before the last stance; None where there was none just then."""
    if len(stances) < 8 or stances[-1].at - stances[0].at < 2 * _STEADY:
        return None
    if stances[0].legs_m > _SEATED_M or stances[-1].legs_m < _UP_M:
        return None
    times_s = np.array([(one.at - stances[-1].at).total_seconds() for one in stances])
    legs_m = _steadied(np.array([one.legs_m for one in stances]))
    after = times_s >= -_STEADY.total_seconds()
    if not np.isfinite(legs_m).all() or not (legs_m[after] >= _UP_M).all() or legs_m[0] > _SEATED_M:
        return None
    seated = np.flatnonzero(legs_m <= _SEATED_M)
    sat = float(np.median(legs_m[seated]))
    stood = float(np.median(legs_m[after]))
    begun, ended = (sat + share * (stood - sat) for share in _SHARES)
    start = int(seated[-1])
    start = int(np.flatnonzero(legs_m[: start + 1] <= max(begun, sat))[-1])
    end = int(np.flatnonzero(legs_m >= ended)[np.flatnonzero(legs_m >= ended) > start][0])
    just_now = -1.5 * _STEADY.total_seconds() <= times_s[end] <= -_STEADY.total_seconds()
    took = timedelta(seconds=float(times_s[end] - times_s[start]))
    return took if just_now and took <= _LONGEST else None


def _steadied(heights: Points) -> Points:
    padded = np.concatenate([heights[:1], heights, heights[-1:]])
    middle: Points = np.median(np.stack([padded[:-2], padded[1:-1], padded[2:]]), axis=0)
    return middle
