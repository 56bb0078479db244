"""Wandering: zones and ways out, by risk and hour, and never of somebody who is accompanied."""

from dataclasses import replace
from datetime import timedelta

import pytest

from carebot.core.concerns import Concern
from carebot.core.home import Point
from carebot.core.people import Resident, Risk
from carebot.core.situation import Posture
from monitoring.monitors.wandering import Wandering
from robot_adapters._simulation.layout import apartment
from tests.monitoring.house_script import AT_PORCH, BEFORE_PORCH, IN_HALLWAY, IN_KITCHEN, IN_LIVING, LI, Script, at

MINUTE = timedelta(minutes=1)
MAY_WANDER = replace(LI, risks=frozenset({Risk.WANDERING}))
CANNOT_DECIDE = replace(LI, can_decide=False)
WITH_ZONE = replace(LI, zones=frozenset({"living", "hallway", "bedroom"}))


@pytest.mark.parametrize("resident", [MAY_WANDER, CANNOT_DECIDE, replace(LI, risks=frozenset({Risk.DEMENTIA}))])
def test_somebody_at_risk_goes_to_the_exit(resident: Resident) -> None:
    day = Script(Wandering(), at(10), resident)
    day.walk(IN_HALLWAY, BEFORE_PORCH, AT_PORCH)
    day.stay(AT_PORCH, timedelta(seconds=5), Posture.STANDING)
    assert day.concerns == [Concern.AT_EXIT]
    assert day.told[0].position == AT_PORCH


def test_walking_out_of_view_through_the_exit_counts() -> None:
    day = Script(Wandering(), at(10), MAY_WANDER)
    day.walk(IN_HALLWAY, Point(x_m=7.1, y_m=4.7))
    day.unseen(MINUTE)
    assert day.concerns == [Concern.AT_EXIT]


def test_the_front_door_of_the_simulated_home_is_a_way_out() -> None:
    """From the living room along the hallway: past the door is none of it, and up to it is."""
    day = Script(Wandering(), at(10), MAY_WANDER, home=apartment().home())
    hallway, door = Point(x_m=2.6, y_m=3.9), Point(x_m=0.6, y_m=3.9)
    day.walk(Point(x_m=2.6, y_m=5.0), hallway, Point(x_m=6.6, y_m=3.9))
    assert day.concerns == []
    day.walk(hallway, door)
    day.stay(door, timedelta(seconds=5), Posture.STANDING)
    assert day.concerns == [Concern.AT_EXIT]


def test_passing_by_the_exit_does_not() -> None:
    day = Script(Wandering(), at(10), MAY_WANDER)
    day.walk(IN_HALLWAY, Point(x_m=6.5, y_m=4.7), IN_HALLWAY)
    day.unseen(MINUTE)
    assert day.concerns == []


def test_with_company_she_goes_where_she_likes() -> None:
    day = Script(Wandering(), at(10), MAY_WANDER)
    day.walk(IN_HALLWAY, BEFORE_PORCH, AT_PORCH, company=True)
    day.stay(AT_PORCH, MINUTE, Posture.STANDING, company=True)
    day.unseen(MINUTE)
    assert day.concerns == []


def test_who_can_decide_goes_out_by_day() -> None:
    day = Script(Wandering(), at(10))
    day.walk(IN_HALLWAY, BEFORE_PORCH, AT_PORCH)
    day.stay(AT_PORCH, MINUTE, Posture.STANDING)
    assert day.concerns == []


def test_late_at_night_a_way_out_concerns_everybody() -> None:
    night = Script(Wandering(), at(23, 30))
    night.walk(IN_HALLWAY, BEFORE_PORCH, AT_PORCH)
    night.stay(AT_PORCH, MINUTE, Posture.STANDING)
    assert night.concerns == [Concern.WANDERING]


def test_she_leaves_her_zone() -> None:
    day = Script(Wandering(), at(10), WITH_ZONE)
    day.stay(IN_LIVING, MINUTE)
    day.stay(IN_KITCHEN, timedelta(seconds=15), Posture.STANDING)
    assert day.concerns == []
    day.stay(IN_KITCHEN, timedelta(seconds=10), Posture.STANDING)
    assert day.concerns == [Concern.WANDERING]
    day.stay(IN_LIVING, MINUTE)
    day.stay(IN_KITCHEN, MINUTE, Posture.STANDING)
    assert len(day.told) == 2


def test_a_position_that_errs_over_the_threshold_leaves_no_zone() -> None:
    day = Script(Wandering(), at(10), WITH_ZONE)
    day.stay(Point(x_m=5.0, y_m=5.7), 5 * MINUTE, Posture.STANDING)
    assert day.concerns == []


def test_turning_round_by_herself_is_left_alone() -> None:
    day = Script(Wandering(), at(10), WITH_ZONE)
    for _ in range(5):
        day.stay(IN_KITCHEN, timedelta(seconds=15), Posture.STANDING)
        day.stay(IN_HALLWAY, timedelta(seconds=15), Posture.STANDING)
    assert day.concerns == []


def test_without_zones_every_room_is_hers() -> None:
    day = Script(Wandering(), at(10), MAY_WANDER)
    day.stay(IN_KITCHEN, 10 * MINUTE, Posture.STANDING)
    assert day.concerns == []
