"""Second looks: at most one a frame, at the lost first, then at the low, and now and then at everything turned."""

import math
from collections.abc import Sequence
from dataclasses import replace

from monitoring.second_looks import SecondLooks
from monitoring.skeletons import Look
from monitoring.tracking import Track, Tracker
from tests.monitoring.kinematics import HEIGHT, STANDING, WIDTH, Body, Camera, fallen, motion, stage, stay

HERE = replace(STANDING, place=(3.4, 0.0))
LYING = fallen(HERE, math.pi / 2)


def looks(*bodies: Sequence[Body | None]) -> list[tuple[Look, ...]]:
    tracker, second, found = Tracker(), SecondLooks(), []
    tracks: tuple[Track, ...] = ()
    for frame, poses in stage(Camera(), 2).frames(*bodies):
        found.append(second.wanted(frame, tracks))
        tracks = tracker.update(frame, poses)
    return found


def whole(look: Look) -> bool:
    return (look.left, look.top, look.width, look.height) == (0, 0, WIDTH, HEIGHT)


def test_an_empty_room_is_looked_at_turned_once_a_second() -> None:
    found = looks([None] * 48)
    assert all(len(one) <= 1 for one in found)
    asked = [one[0] for one in found if one]
    assert 5 <= len(asked) <= 7
    assert all(whole(look) for look in asked)
    assert {look.quarters for look in asked} == {1, 2, 3}


def test_somebody_lost_is_looked_for_in_every_frame_near_and_turned_every_way() -> None:
    found = looks([*motion(HERE, stay(2, HERE)), *([None] * 16)])[-12:]
    asked = [look for one in found for look in one]
    assert len(asked) == 12
    assert {look.quarters for look in asked} == {0, 1, 2, 3}
    for look in asked:
        assert not whole(look)
        assert look.left < WIDTH / 2 < look.left + look.width
        assert look.left + look.width <= WIDTH
        assert look.top + look.height <= HEIGHT


def test_somebody_low_gets_a_second_opinion_now_and_then() -> None:
    asked = [look for one in looks(motion(LYING, stay(5, LYING))) for look in one if not whole(look)]
    assert 4 <= len(asked) <= 12


def test_whoever_stands_is_left_at_that() -> None:
    asked = [look for one in looks(motion(HERE, stay(5, HERE))) for look in one if not whole(look)]
    assert len(asked) <= 2


def test_who_walked_out_of_the_picture_is_not_looked_for() -> None:
    out = replace(STANDING, place=(2.0, 1.15))
    asked = [look for one in looks([*motion(out, stay(2, out)), *([None] * 8)])[-7:] for look in one]
    assert all(whole(look) for look in asked)
