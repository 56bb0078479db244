"""Sitting long: a seat is a place; short ways and wrong frames neither begin nor end a spell."""

from datetime import timedelta

from carebot.core.concerns import Concern
from carebot.core.situation import Posture
from monitoring.allowances import LASTED
from monitoring.monitors.sitting_long import SittingLong
from tests.monitoring.house_script import AT_TABLE, IN_BED, IN_HALLWAY, IN_KITCHEN, IN_LIVING, Script, at

MINUTE = timedelta(minutes=1)
SLOWLY = timedelta(seconds=5)


def sit(day: Script, minutes: float) -> None:
    day.stay(IN_LIVING, minutes * MINUTE, step=SLOWLY)


def test_two_hours_on_the_sofa_are_minded_once_and_then_every_hour() -> None:
    day = Script(SittingLong(), at(13))
    sit(day, 119)
    assert day.concerns == []
    sit(day, 2)
    assert day.concerns == [Concern.SITTING_LONG]
    sit(day, 58)
    assert len(day.told) == 1
    sit(day, 3)
    assert len(day.told) == 2


def test_getting_up_ends_it_and_is_measured() -> None:
    day = Script(SittingLong(), at(13))
    sit(day, 90)
    day.walk(IN_HALLWAY)
    sit(day, 90)
    assert day.concerns == []
    assert [round(dict(event.evidence)[LASTED] / 60) for event in day.measured] == [90]


def test_standing_by_the_seat_for_a_minute_ends_it() -> None:
    day = Script(SittingLong(), at(13))
    sit(day, 90)
    day.stay(IN_LIVING, 2 * MINUTE, Posture.STANDING)
    sit(day, 90)
    assert day.concerns == []


def test_frames_that_take_her_for_standing_do_not_end_it() -> None:
    day = Script(SittingLong(), at(13))
    for _ in range(125):
        day.stay(IN_LIVING, timedelta(seconds=30), Posture.STANDING, step=SLOWLY)
        day.stay(IN_LIVING, timedelta(seconds=30), step=SLOWLY)
    assert day.concerns == [Concern.SITTING_LONG]


def test_a_robot_that_looks_away_for_minutes_does_not_end_it() -> None:
    day = Script(SittingLong(), at(13))
    for _ in range(12):
        sit(day, 5)
        day.unseen(6 * MINUTE)
    sit(day, 1)
    assert day.concerns == [Concern.SITTING_LONG]


def test_what_nobody_saw_for_long_is_not_known() -> None:
    day = Script(SittingLong(), at(13))
    sit(day, 60)
    day.unseen(40 * MINUTE)
    sit(day, 60)
    assert day.concerns == []
    assert day.measured != []


def test_lying_in_bed_or_standing_in_the_kitchen_is_not_sitting() -> None:
    day = Script(SittingLong(), at(13))
    day.stay(IN_BED, 150 * MINUTE, step=SLOWLY)
    day.stay(IN_KITCHEN, 150 * MINUTE, Posture.STANDING, step=SLOWLY)
    assert day.concerns == []


def test_whoever_always_rises_after_minutes_is_minded_earlier_but_not_before_an_hour() -> None:
    day = Script(SittingLong(), at(6))
    for _ in range(40):
        sit(day, 20)
        day.stay(AT_TABLE, MINUTE, Posture.STANDING)
    assert len(day.measured) == 40
    sit(day, 59)
    assert day.concerns == []
    sit(day, 2)
    assert day.concerns == [Concern.SITTING_LONG]
