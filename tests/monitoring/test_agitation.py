"""Agitation: arms that do not rest and pacing, by risk; not gestures, gymnastics, a walk or laying the table."""

from dataclasses import replace
from datetime import timedelta

import pytest

from carebot.core.concerns import Concern, ConcernRaised
from carebot.core.home import Point
from carebot.core.people import Resident, Risk
from carebot.core.situation import Posture
from monitoring.house_watch import HouseWatch
from monitoring.monitors.agitation import Agitation
from tests.monitoring.gestures import CHEST, LAP, Hands, joined, still, swung
from tests.monitoring.house_script import LI, ZONE, Script, at, house_of
from tests.monitoring.kinematics import SITTING

PRONE = replace(LI, risks=frozenset({Risk.DEMENTIA}))
BEATING = swung(CHEST, (0.05, 0.25, 0.1), 1.5)
WEST, EAST = Point(x_m=1.0, y_m=4.7), Point(x_m=6.0, y_m=4.7)


def arms(resident: Resident, *parts: tuple[Hands, float], seed: int = 0) -> list[ConcernRaised]:
    watch = HouseWatch(lambda: house_of(resident), ZONE, [Agitation()])
    noticed = [event for scene in joined(parts, SITTING, began=at(10), seed=seed) for event in watch.observe(scene)]
    return [event for event in noticed if isinstance(event, ConcernRaised)]


def test_arms_that_do_not_rest_are_told_once() -> None:
    found = arms(PRONE, (still(LAP), 5), (BEATING, 40))
    assert [event.concern for event in found] == [Concern.AGITATION]
    assert found[0].since <= found[0].occurred_at - timedelta(seconds=19)


def test_others_are_given_twice_the_time() -> None:
    parts = ((still(LAP), 20), (BEATING, 19), (still(LAP), 20))
    assert len(arms(PRONE, *parts)) == 1
    assert arms(LI, *parts) == []
    assert len(arms(LI, (still(LAP), 5), (BEATING, 42))) == 1


@pytest.mark.parametrize(
    "parts",
    [
        [(still(LAP), 30)],
        [(BEATING, 6), (still(LAP), 14), (BEATING, 6), (still(LAP), 14)],
        [(swung(CHEST, (0.1, 0.3, 0.0), 0.4), 40)],
    ],
    ids=["at rest", "gestures of talk", "slow gymnastics"],
)
def test_what_is_no_agitation_of_the_arms(parts: list[tuple[Hands, float]]) -> None:
    assert arms(PRONE, *parts) == []


def test_what_two_cameras_see_in_turns_is_no_motion() -> None:
    """Each errs in its own way about where her hands are."""
    watch = HouseWatch(lambda: house_of(PRONE), ZONE, [Agitation()])
    views = zip(
        joined([(still(LAP), 40)], SITTING, began=at(10)),
        joined([(still(CHEST), 40)], SITTING, began=at(10)),
        strict=True,
    )
    told = []
    for first, second in views:
        later = replace(second, camera="other", taken_at=second.taken_at + timedelta(milliseconds=60))
        told += [*watch.observe(first), *watch.observe(later)]
    assert [event for event in told if isinstance(event, ConcernRaised)] == []


def pace(day: Script, minutes: float, rest_s: float = 0.0) -> None:
    until = day.now + timedelta(minutes=minutes)
    while day.now < until:
        for place in (EAST, WEST):
            day.walk(place, speed_mps=0.8)
            day.stay(place, timedelta(seconds=rest_s), Posture.STANDING)


def test_pacing_is_told_of_somebody_at_risk() -> None:
    day = Script(Agitation(), at(16), PRONE)
    pace(day, 7)
    assert day.concerns == [Concern.AGITATION]


def test_a_second_time_is_told_again() -> None:
    day = Script(Agitation(), at(16), PRONE)
    pace(day, 7)
    day.stay(WEST, timedelta(minutes=10))
    pace(day, 7)
    assert len(day.told) == 2


def test_walking_up_and_down_is_ones_own_affair() -> None:
    day = Script(Agitation(), at(16))
    pace(day, 10)
    assert day.concerns == []


def test_laying_the_table_is_no_pacing() -> None:
    day = Script(Agitation(), at(16), PRONE)
    pace(day, 10, rest_s=12)
    assert day.concerns == []


def test_a_few_ways_are_no_pacing() -> None:
    day = Script(Agitation(), at(16), PRONE)
    pace(day, 1)
    day.stay(WEST, timedelta(minutes=8))
    assert day.concerns == []
