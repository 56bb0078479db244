"""Who keeps still over her knees from the first: nobody saw her come down, but nobody sits or stands like that."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitoring.monitors._lingering import Lasted, lingers_cue
from monitoring.posture import on_floor
from monitoring.stances import Stance
from tests.monitoring.kinematics import BEGAN

UNKNOWN = Stance(
    at=BEGAN,
    head_m=1.0,
    shoulders_m=0.95,
    hips_m=0.9,
    floor_error_m=1.2,
    extent_m=0.65,
    legs_m=0.35,
    trunk_m=0.1,
    torso_tilt_rad=1.2,
    seen=0.8,
)
BY_SIZE = replace(UNKNOWN, floor_error_m=0.25, measured=True)


def lingers(stance: Stance, lain_s: float, *, legs_seen: bool = True, on_furniture: bool = False) -> float:
    lasted = Lasted(lain=timedelta(seconds=lain_s))
    return lingers_cue(stance, on_floor(stance), lasted, legs_seen=legs_seen, on_furniture=on_furniture)


@pytest.mark.parametrize(
    "stance",
    [UNKNOWN, replace(BY_SIZE, hips_m=0.45), replace(UNKNOWN, floor_error_m=0.1, hips_m=0.2)],
    ids=["unknown floor", "by size", "known floor"],
)
def test_where_the_floor_may_be_under_her_half_a_minute_says_that_she_fell(stance: Stance) -> None:
    assert [lingers(stance, lain_s) for lain_s in (0, 30, 31, 40)] == [0.0, 0.0, 2.0, 6.0]
    assert lingers(stance, 40, legs_seen=False) == 0.0, "hidden legs are guessed"
    assert lingers(stance, 40, on_furniture=True) == 0.0


@pytest.mark.parametrize("stance", [BY_SIZE, replace(UNKNOWN, floor_error_m=0.1)], ids=["by size", "known floor"])
def test_where_her_hips_are_surely_higher_it_says_nothing(stance: Stance) -> None:
    assert lingers(stance, 40) == 0.0
