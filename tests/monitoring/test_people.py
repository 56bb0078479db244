"""People: who is in view, where, how near, and who it is."""

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest

from carebot.core.home import Point
from carebot.core.situation import PeopleView, Posture
from monitoring.people import PeopleEstimate
from monitoring.scene import Scene
from monitoring.tracking import Tracker
from tests.monitoring.kinematics import FRAMES_PER_S, SITTING, STANDING, Body, Camera, fallen, motion, stage, stay

HERE = replace(STANDING, place=(3.0, 0.0))
THERE = replace(STANDING, place=(3.0, 1.1))


def views(people: PeopleEstimate, camera: Camera, *bodies: Sequence[Body | None]) -> list[PeopleView]:
    tracker, found = Tracker(), []
    for frame, poses in stage(camera, 8).frames(*bodies):
        tracks = tracker.update(frame, poses)
        scene = Scene(
            camera="head", taken_at=frame.taken_at, tracks=tracks, residents=people.identify(tracks, frame.taken_at)
        )
        found.append(people.view(frame, scene))
    return found


def test_somebody_in_view_is_where_she_is() -> None:
    last = views(PeopleEstimate(), Camera(), motion(HERE, stay(2, HERE)))[-1]
    (person,) = last.people
    assert person.position.distance_m(Point(x_m=3.0, y_m=0.0)) < 0.15
    assert person.posture is Posture.STANDING
    assert person.track == "head/person-1"
    assert person.resident == ""
    assert last.nearest_m == person.nearest_m
    assert 2.5 < person.nearest_m < 2.95


def test_the_robots_own_size_is_taken_off() -> None:
    far, near = (
        views(PeopleEstimate(body_radius_m=radius), Camera(), motion(HERE, stay(2, HERE)))[-1].nearest_m
        for radius in (0.0, 0.3)
    )
    assert far - near == pytest.approx(0.3, abs=0.02)


@pytest.mark.parametrize("towards", [0.0, math.pi])
def test_the_nearest_part_of_somebody_lying_counts_and_not_her_trunk(towards: float) -> None:
    lying = fallen(HERE, towards)
    (person,) = views(PeopleEstimate(), Camera(), motion(lying, stay(2, lying)))[-1].people
    nearest = min(math.hypot(x, y) for x, y, _ in lying.joints())
    assert person.nearest_m == pytest.approx(nearest - 0.18, abs=0.15)


def test_whoever_was_overlooked_may_have_come_nearer() -> None:
    people = PeopleEstimate()
    found = views(people, Camera(), [*motion(HERE, stay(2, HERE)), None, None, None])
    assert found[-1].nearest_m == pytest.approx(found[-4].nearest_m - 1.6 * 3 / FRAMES_PER_S, abs=0.3)
    assert found[-1].nearest_m < found[-4].nearest_m - 0.3


def test_nobody_in_view_is_infinitely_far() -> None:
    last = views(PeopleEstimate(), Camera(), [None] * 4)[-1]
    assert last.people == ()
    assert last.nearest_m == float("inf")


def test_who_left_is_no_longer_in_view_but_was_last_seen() -> None:
    people = PeopleEstimate(only_resident="wang")
    gone: list[Body | None] = [None] * 16
    found = views(people, Camera(), [*motion(HERE, stay(2, HERE)), *gone])
    assert found[-1].people == ()
    last_seen = people.last_seen("wang")
    assert last_seen is not None
    assert last_seen.position.distance_m(Point(x_m=3.0, y_m=0.0)) < 0.15
    assert people.last_seen("li") is None


def test_the_only_resident_is_whoever_is_alone_in_view() -> None:
    (person,) = views(PeopleEstimate(only_resident="wang"), Camera(), motion(HERE, stay(2, HERE)))[-1].people
    assert person.resident == "wang"


def test_a_visitor_who_comes_later_stays_unknown() -> None:
    visitor: list[Body | None] = [None] * 12
    visitor += motion(THERE, stay(3, THERE))
    last = views(PeopleEstimate(only_resident="wang"), Camera(), motion(HERE, stay(4.5, HERE)), visitor)[-1]
    residents = {person.position.y_m > 0.5: person.resident for person in last.people}
    assert residents == {False: "wang", True: ""}


def test_of_two_who_come_together_nobody_knows_who_is_who() -> None:
    last = views(PeopleEstimate(only_resident="wang"), Camera(), *(motion(one, stay(3, one)) for one in (HERE, THERE)))
    assert {person.resident for person in last[-1].people} == {""}


def test_a_camera_without_a_place_sees_nobody_anywhere() -> None:
    found = views(PeopleEstimate(), Camera(placed=False, depth=False), motion(SITTING, stay(2, SITTING)))
    assert found[-1].people == ()
