"""Posture: how a person holds herself, from her latest stances and not from one angle.

The bounds lie between what an adult's segments allow (Winter, Biomechanics and Motor Control of Human Movement: legs
0.53 and thigh 0.245 of the stature): hips over ankles 0.75 m standing, 0.45 m on a chair, 0.1 m on the floor.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from statistics import NormalDist, median
from typing import Final

from carebot.core.situation import Posture
from monitoring.stances import Stance

ON_FLOOR_M: Final = 0.35
"""Hips lower than this are on the floor: chairs and beds bear them at 0.40 m or more."""
_OWN_ERROR_M: Final = 0.1
_FLAT_M: Final = 0.6
"""A body that takes less height lies: sitting on the floor takes 0.65 m, on a chair 1.1 m."""
_SURELY_FLAT_M: Final = 0.5
LEANING_RAD: Final = math.radians(55)
_LEGS_STANDING_M: Final = 0.58
_KNEELING_M: Final = 0.5
_STOOPING_M: Final = 0.75
"""Hips over ankles of whoever stands bent down, and with that the height that she takes, are more."""
_STEADIED_OVER: Final = 3
_STEADIED_WITHIN: Final = timedelta(milliseconds=600)
"""What was seen longer ago, before somebody was lost from view, says nothing about how she is now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A posture and how sure it is, 0 to 1."""

    posture: Posture
    confidence: float


def steadied(stances: Sequence[Stance]) -> Stance:
    """The last stance with its figures steadied over the last three: one frame alone may be wrong."""
    last = [stance for stance in stances[-_STEADIED_OVER:] if stances[-1].at - stance.at <= _STEADIED_WITHIN]
    return replace(
        last[-1],
        head_m=median(one.head_m for one in last),
        shoulders_m=median(one.shoulders_m for one in last),
        hips_m=median(one.hips_m for one in last),
        extent_m=median(one.extent_m for one in last),
        legs_m=median(one.legs_m for one in last),
        trunk_m=median(one.trunk_m for one in last),
        torso_tilt_rad=median(one.torso_tilt_rad for one in last),
    )


def is_glimpsed(stances: Sequence[Stance], within: timedelta = _STEADIED_WITHIN) -> bool:
    """Whether the last stance stands alone: one frame after a while of none may be wrong, and nothing steadies it."""
    return len(stances) < 2 or stances[-1].at - stances[-2].at > within


def lower_than(height_m: float, stance: Stance) -> float:
    """How probable it is that the hips are lower than that, with the doubt about where the floor is."""
    return _hips(stance).cdf(height_m)


def on_floor(stance: Stance) -> float:
    """How probable it is that the hips are on the floor. What seems to be far below the floor is no body at all."""
    return _hips(stance).cdf(ON_FLOOR_M) - _hips(stance).cdf(-ON_FLOOR_M)


def _hips(stance: Stance) -> NormalDist:
    return NormalDist(stance.hips_m, math.hypot(stance.floor_error_m, _OWN_ERROR_M))


def is_flat(stance: Stance) -> bool:
    """Whether a body surely lies: it takes little height, or less than somebody on the floor sits, with a lying trunk.

    Before a camera that looks down and does not know it, whoever lies seems to take some height.
    """
    upright = stance.torso_tilt_rad < LEANING_RAD
    return stance.extent_m < (_SURELY_FLAT_M if upright else _FLAT_M)


def is_upright(stance: Stance) -> bool:
    """Whether somebody stands, walks or sits on furniture."""
    return stance.extent_m > 0.85 and stance.torso_tilt_rad < LEANING_RAD and stance.legs_m > 0.3


def is_folded(stance: Stance) -> bool:
    """Whether the trunk lies over bent knees: on hands and knees, or on the knees with the head down.

    Whoever stoops to the floor keeps her legs straighter, and whoever squats her trunk.
    """
    bent = stance.legs_m < _KNEELING_M
    return bent and stance.extent_m < _STOOPING_M and stance.torso_tilt_rad > LEANING_RAD


def stands(stance: Stance) -> bool:
    """Whether somebody stands or walks."""
    return is_upright(stance) and stance.legs_m >= _LEGS_STANDING_M


def posture_of(stances: Sequence[Stance], *, on_furniture: bool) -> Held:
    """The posture that the latest stances show. Bending counts as standing, for it is done on one's feet."""
    stance = steadied(stances)
    leaning = stance.torso_tilt_rad > LEANING_RAD and stance.legs_m < 0.35
    if stance.extent_m < _FLAT_M or (leaning and stance.extent_m < _FLAT_M + 0.15):
        sure = _sureness(_FLAT_M + 0.15 - stance.extent_m, 0.15) * stance.seen
        floor = on_floor(stance)
        if floor > 0.7 and not on_furniture:
            return Held(posture=Posture.FALLEN, confidence=sure * floor)
        return Held(posture=Posture.LYING, confidence=sure)
    if stance.legs_m >= _LEGS_STANDING_M:
        return Held(posture=Posture.STANDING, confidence=_sureness(stance.legs_m - _LEGS_STANDING_M, 0.1) * stance.seen)
    return Held(posture=Posture.SITTING, confidence=_sureness(_LEGS_STANDING_M - stance.legs_m, 0.1) * stance.seen)


def _sureness(margin: float, scale: float) -> float:
    """0.5 on a bound, towards 1 beyond it."""
    return 1 / (1 + math.exp(-max(margin, 0.0) / scale))
