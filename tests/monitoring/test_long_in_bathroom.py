"""Long in the bathroom: known by the door alone, and not mistaken for passing it."""

from datetime import timedelta

from carebot.core.concerns import Concern
from carebot.core.home import Point
from monitoring.allowances import LASTED
from monitoring.monitors.long_in_bathroom import LongInBathroom
from tests.monitoring.house_script import AT_BATHROOM_DOOR, BEFORE_BATHROOM, IN_HALLWAY, IN_KITCHEN, Script, at

MINUTE = timedelta(minutes=1)


def test_she_goes_in_and_does_not_come_out() -> None:
    day = Script(LongInBathroom(), at(9))
    day.go_to_bathroom()
    went_in_at = day.now
    day.unseen(29 * MINUTE)
    assert day.concerns == []
    day.unseen(2 * MINUTE)
    assert day.concerns == [Concern.LONG_IN_BATHROOM]
    assert abs(day.told[0].since - went_in_at) < timedelta(seconds=2)
    assert abs(day.told[0].occurred_at - went_in_at - 30 * MINUTE) < timedelta(seconds=10)
    assert day.told[0].position is not None


def test_it_is_told_again_while_she_is_still_there() -> None:
    day = Script(LongInBathroom(), at(9))
    day.go_to_bathroom()
    day.unseen(95 * MINUTE)
    assert len(day.told) == 3


def test_a_visit_of_ten_minutes_is_measured_and_not_minded() -> None:
    day = Script(LongInBathroom(), at(9))
    day.go_to_bathroom()
    day.unseen(10 * MINUTE)
    day.walk(BEFORE_BATHROOM, IN_HALLWAY)
    day.unseen(60 * MINUTE)
    assert day.concerns == []
    assert [round(dict(event.evidence)[LASTED] / 60) for event in day.measured] == [10]


def test_who_walks_past_the_door_is_not_in_there() -> None:
    day = Script(LongInBathroom(), at(9))
    day.walk(IN_HALLWAY, Point(x_m=7.0, y_m=4.7))
    day.unseen(90 * MINUTE)
    assert day.concerns == []


def test_who_stops_before_the_door_and_turns_away_is_not_in_there() -> None:
    day = Script(LongInBathroom(), at(9))
    day.go_to_bathroom()
    day.walk(BEFORE_BATHROOM, IN_KITCHEN)
    day.unseen(90 * MINUTE)
    assert day.concerns == []


def test_with_somebody_beside_her_it_may_last_as_long_as_ever() -> None:
    day = Script(LongInBathroom(), at(9))
    day.walk(IN_HALLWAY, BEFORE_BATHROOM, AT_BATHROOM_DOOR, company=True)
    day.unseen(59 * MINUTE)
    assert day.concerns == []
    day.unseen(2 * MINUTE)
    assert day.concerns == [Concern.LONG_IN_BATHROOM]


def visits(day: Script, minutes: int, times: int = 12) -> None:
    for _ in range(times):
        day.go_to_bathroom()
        day.unseen(minutes * MINUTE)
        day.walk(BEFORE_BATHROOM, IN_HALLWAY)


def test_her_habit_shortens_what_is_allowed_but_never_below_the_bound() -> None:
    day = Script(LongInBathroom(), at(7))
    visits(day, minutes=3, times=40)
    day.go_to_bathroom()
    day.unseen(14 * MINUTE)
    assert day.concerns == []
    day.unseen(2 * MINUTE)
    assert day.concerns == [Concern.LONG_IN_BATHROOM]


def test_her_habit_of_long_baths_lengthens_it_but_never_beyond_the_bound() -> None:
    day = Script(LongInBathroom(), at(0))
    visits(day, minutes=55)
    told = len(day.told)
    day.go_to_bathroom()
    day.unseen(59 * MINUTE)
    assert len(day.told) == told
    day.unseen(2 * MINUTE)
    assert len(day.told) == told + 1


def test_after_a_restart_she_is_still_in_there_and_nothing_is_told_twice() -> None:
    day = Script(LongInBathroom(), at(9))
    day.go_to_bathroom()
    day.unseen(31 * MINUTE)
    assert len(day.told) == 1
    for told, expected in ((day.told, 0), ([], 1)):
        later = Script(LongInBathroom(), day.now)
        later.watch.recall([*day.whereabouts, *told])
        later.unseen(5 * MINUTE)
        assert len(later.told) == expected
        assert all(abs(event.since - day.told[0].since) < timedelta(seconds=2) for event in later.told)


def test_a_look_in_and_a_bath_with_help_are_no_habit() -> None:
    day = Script(LongInBathroom(), at(9))
    day.go_to_bathroom()
    day.unseen(timedelta(seconds=30))
    day.walk(BEFORE_BATHROOM, IN_HALLWAY)
    day.walk(BEFORE_BATHROOM, AT_BATHROOM_DOOR, company=True)
    day.unseen(20 * MINUTE)
    day.walk(BEFORE_BATHROOM, IN_HALLWAY)
    assert day.measured == []
