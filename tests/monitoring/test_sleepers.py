"""Who somebody is by the bed she lies in: after a while, until she is lost from view, and never by sitting on it."""

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest

from carebot.core.home import Point
from monitoring.people import PeopleEstimate
from monitoring.scene import RestArea
from monitoring.tracking import Tracker
from tests.monitoring.kinematics import LYING, SITTING, STANDING, Body, Camera, Part, motion, stage, stay

BED_M = 0.5
LEFT = math.pi / 2
IN_BED = replace(LYING, place=(3.2, -0.8), towards=LEFT, base_m=BED_M + 0.05)
ON_BED = replace(SITTING, place=(3.2, -0.4), base_m=0.06)
BESIDE = replace(STANDING, place=(2.2, 0.8))


def bed(sleeper: str) -> RestArea:
    corners = ((2.2, -1.2), (4.2, -1.2), (4.2, 1.2), (2.2, 1.2))
    return RestArea(id="bed", outline=tuple(Point(x_m=x, y_m=y) for x, y in corners), height_m=BED_M, sleeper=sleeper)


def named(*bodies: Sequence[Body | None], sleeper: str = "li", only: str = "") -> list[set[str]]:
    """Who is known in each frame."""
    people, tracker = PeopleEstimate(only_resident=only), Tracker()
    return [
        set(people.identify(tracker.update(frame, poses), frame.taken_at, (bed(sleeper),)).values())
        for frame, poses in stage(Camera(), 8).frames(*bodies)
    ]


def test_whoever_has_lain_in_her_bed_for_a_while_is_she_and_stays_so_when_she_gets_up() -> None:
    found = named(motion(IN_BED, stay(26, IN_BED), Part(to=BESIDE, lasts_s=3.0), stay(4, BESIDE)))
    assert found[8 * 15] == set()
    assert found[8 * 25] == {"li"}
    assert found[-1] == {"li"}


def test_whoever_sits_on_a_bed_or_lies_on_nobodys_is_unknown() -> None:
    assert named(motion(ON_BED, stay(26, ON_BED)))[-1] == set()
    assert named(motion(IN_BED, stay(26, IN_BED)), sleeper="")[-1] == set()


def test_who_was_lost_from_view_is_unknown_again() -> None:
    gone: list[Body | None] = [None] * (8 * 12)
    found = named([*motion(IN_BED, stay(26, IN_BED)), *gone, *motion(BESIDE, stay(4, BESIDE))])
    assert {"li"} in found
    assert found[-1] == set()


@pytest.mark.parametrize("sleeper", ["li", ""])
def test_in_the_home_of_one_resident_beds_name_nobody(sleeper: str) -> None:
    visitor = motion(BESIDE, stay(26, BESIDE))
    found = named(visitor, motion(IN_BED, stay(26, IN_BED)), sleeper=sleeper, only="wang")
    assert found[-1] == set(), "two who came together: nobody knows who is who"
