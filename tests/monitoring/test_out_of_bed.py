"""Out of bed at night: by her risk and her habit, in the dark too, and not before she has gone to bed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from carebot.core.concerns import Concern
from carebot.core.people import Resident, Risk
from carebot.core.situation import Posture
from monitoring.allowances import LASTED
from monitoring.monitors.out_of_bed import OutOfBed
from tests.monitoring.house_script import (
    BESIDE_BED,
    IN_BED,
    IN_HALLWAY,
    IN_KITCHEN,
    IN_LIVING,
    LI,
    Script,
    at,
)

MINUTE = timedelta(minutes=1)
MAY_WANDER = replace(LI, risks=frozenset({Risk.WANDERING}))
STURDY = replace(LI, frail=False)


def night(resident: Resident = LI) -> Script:
    """She is seen in bed before midnight."""
    script = Script(OutOfBed(), at(23), resident)
    script.stay(IN_BED, 5 * MINUTE, Posture.LYING)
    return script


@pytest.mark.parametrize(("resident", "minutes"), [(MAY_WANDER, 10), (LI, 15), (STURDY, 30)])
def test_she_is_up_for_longer_than_her_risk_allows(resident: Resident, minutes: int) -> None:
    script = night(resident)
    script.walk(BESIDE_BED, IN_HALLWAY)
    script.stay(IN_KITCHEN, (minutes - 1) * MINUTE, Posture.STANDING)
    assert script.concerns == []
    script.stay(IN_KITCHEN, 2 * MINUTE, Posture.STANDING)
    assert script.concerns == [Concern.OUT_OF_BED]


def test_out_of_view_she_is_still_up() -> None:
    script = night()
    script.walk(BESIDE_BED, IN_HALLWAY)
    script.unseen(16 * MINUTE)
    assert script.concerns == [Concern.OUT_OF_BED]


def test_a_way_to_the_toilet_is_measured_and_not_minded() -> None:
    script = night()
    script.walk(BESIDE_BED, IN_HALLWAY)
    script.unseen(6 * MINUTE)
    script.walk(BESIDE_BED)
    script.stay(IN_BED, 30 * MINUTE, Posture.LYING)
    assert script.concerns == []
    assert [6 <= dict(event.evidence)[LASTED] / 60 < 8 for event in script.measured] == [True]


def test_whoever_comes_back_to_a_dark_bedroom_has_gone_to_bed() -> None:
    script = night()
    script.walk(BESIDE_BED, IN_HALLWAY)
    script.walk(BESIDE_BED)
    script.unseen(60 * MINUTE)
    assert script.concerns == []


def test_one_wrong_frame_does_not_take_her_out_of_bed() -> None:
    script = night()
    script.stay(IN_KITCHEN, timedelta(seconds=1), Posture.STANDING)
    script.stay(IN_BED, 1 * MINUTE, Posture.LYING)
    script.unseen(60 * MINUTE)
    assert script.concerns == []
    assert script.measured == []
    script.stay(IN_KITCHEN, timedelta(seconds=1), Posture.STANDING)
    script.unseen(60 * MINUTE)
    assert script.concerns == []


def test_sitting_on_the_edge_of_the_bed_is_not_being_up() -> None:
    script = night(MAY_WANDER)
    script.stay(replace(IN_BED, y_m=7.8), 20 * MINUTE, Posture.SITTING)
    assert script.concerns == []


def test_whoever_has_not_gone_to_bed_yet_is_not_out_of_it() -> None:
    script = Script(OutOfBed(), at(22, 10), MAY_WANDER)
    script.stay(IN_LIVING, 60 * MINUTE)
    assert script.concerns == []


def test_by_day_nobody_minds() -> None:
    script = Script(OutOfBed(), at(14), MAY_WANDER)
    script.stay(IN_BED, 5 * MINUTE, Posture.LYING)
    script.stay(IN_LIVING, 60 * MINUTE)
    assert script.concerns == []


def test_the_morning_ends_it() -> None:
    script = Script(OutOfBed(), at(5, 40))
    script.stay(IN_BED, 10 * MINUTE, Posture.LYING)
    script.stay(IN_KITCHEN, 60 * MINUTE, Posture.STANDING)
    assert script.concerns == []


def test_her_habit_of_long_ways_is_allowed_for_within_the_bound() -> None:
    script = Script(OutOfBed(), at(22), MAY_WANDER)
    for _ in range(10):
        script.stay(IN_BED, MINUTE, Posture.LYING)
        script.stay(IN_HALLWAY, timedelta(minutes=9.5), Posture.STANDING, step=timedelta(seconds=2))
    assert script.concerns == []
    script.stay(IN_BED, MINUTE, Posture.LYING)
    script.stay(IN_HALLWAY, 13 * MINUTE, Posture.STANDING)
    assert script.concerns == []
    script.stay(IN_HALLWAY, 3 * MINUTE, Posture.STANDING)
    assert script.concerns == [Concern.OUT_OF_BED]
