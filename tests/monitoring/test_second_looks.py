"""Second looks: at most one a frame, at the lost first, then at the low, and now and then at everything turned."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

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
    """Whether a look takes in the whole picture, or a square as high as it at one of its ends."""
    return look.height == HEIGHT and (look.left, look.width) in {(0, WIDTH), (0, HEIGHT), (WIDTH - HEIGHT, HEIGHT)}


def test_an_empty_room_is_looked_at_turned_twice_a_second_in_whole_and_in_squares() -> None:
    found = looks([None] * 160)
    assert all(len(one) <= 1 for one in found)
    every = [one[0] for one in found if one]
    assert 36 <= len(every) <= 42
    assert all(whole(look) and not look.without for look in every)
    asked = [look for look in every if not look.located]
    assert len(asked) == len(every) // 2, "every other look is for any posture"
    assert {look.width for look in every if look.located} == {WIDTH, HEIGHT}
    assert {look.quarters for look in asked if look.width == WIDTH} == {1, 2, 3}
    squares = {(look.left, look.quarters) for look in asked if look.width == HEIGHT}
    assert squares == {(left, quarters) for left in (0, WIDTH - HEIGHT) for quarters in range(4)}


def test_an_upright_picture_has_its_squares_one_above_the_other() -> None:
    second = SecondLooks()
    upright: list[Look] = []
    for frame, _ in stage(Camera(), 2).frames([None] * 24):
        upright.extend(second.wanted(replace(frame, rgb=np.zeros((WIDTH, HEIGHT, 3), dtype=np.uint8)), ()))
    squares = [look for look in upright if look.height == HEIGHT]
    assert {(look.left, look.top) for look in squares} == {(0, 0), (0, WIDTH - HEIGHT)}


def test_whoever_stands_is_painted_over_where_somebody_may_lie_beside_her() -> None:
    beside = replace(LYING, place=(3.4, -1.0))
    both = looks(motion(HERE, stay(4, HERE)), [*motion(beside, stay(2, beside)), *([None] * 16)])
    rounds = [look for one in both[-24:] for look in one if whole(look)]
    near = [look for one in both[-12:] for look in one if not whole(look)]
    painted = [look.without[0] for look in (*rounds, *near) if look.without]
    assert len(near) >= 10
    assert len(painted) >= 0.8 * len((*rounds, *near)), "in some frames the engine overlooks her"
    for left, top, right, bottom in painted:
        assert left < WIDTH / 2 < right
        assert 0 <= top < HEIGHT / 2 < bottom <= HEIGHT


def test_whoever_stood_behind_somebody_is_looked_for_with_her_in_the_picture() -> None:
    beside = replace(HERE, place=(3.4, -1.0))
    both = looks(motion(HERE, stay(4, HERE)), [*motion(beside, stay(2, beside)), *([None] * 16)])
    near = [look for one in both[-12:] for look in one if not whole(look)]
    assert len(near) >= 10
    assert not any(look.without for look in near)


def test_whoever_was_found_once_in_a_wide_look_is_looked_for_close_and_wide() -> None:
    tracker, second = Tracker(), SecondLooks()
    near: list[Look] = []
    found = [*stage(Camera(), 1).frames(motion(LYING, stay(2, LYING)))]
    once = replace(found[0][1], skeletons=tuple(replace(one, second_look=True) for one in found[0][1].skeletons))
    tracks = tracker.update(found[0][0], once)
    for frame, poses in found[1:5]:
        tracks = tracker.update(frame, replace(poses, skeletons=()))
        near.extend(second.wanted(frame, tracks))
    assert len({look.width for look in near}) == 2


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


def test_who_was_lost_three_seconds_ago_is_looked_for_now_and_then_still_turned_every_way() -> None:
    later = looks([*motion(HERE, stay(2, HERE)), *([None] * 72)])[-40:]
    near = [look for one in later for look in one if not whole(look)]
    assert 10 <= len(near) <= 14
    assert {look.quarters for look in near} == {0, 1, 2, 3}
    assert 4 <= sum(whole(look) for one in later for look in one) <= 6


def test_somebody_low_gets_a_second_opinion_now_and_then() -> None:
    asked = [look for one in looks(motion(LYING, stay(5, LYING))) for look in one if not whole(look)]
    assert 4 <= len(asked) <= 12


def test_whoever_is_low_two_frames_after_she_was_up_is_looked_at_for_any_posture_at_once() -> None:
    """Nobody comes down so fast: the next frame's look is at her, whatever her turn was."""
    up = motion(HERE, stay(2, HERE))
    asked = looks([*up, LYING, LYING, LYING])
    (look,) = [one for one in asked[len(up) + 1] if not whole(one)]
    assert look.located
    assert look.quarters == 0


@pytest.mark.parametrize(
    ("towards", "quarters"), [(math.pi / 2, 3), (-math.pi / 2, 1)], ids=["head left", "head right"]
)
def test_a_second_opinion_is_asked_with_her_head_up(towards: float, quarters: int) -> None:
    """The map's y points to the picture's left."""
    lying = fallen(HERE, towards)
    asked = [look for one in looks(motion(lying, stay(5, lying))) for look in one if not whole(look)]
    first = [look.quarters for look in asked[:2]]
    assert first == [quarters] * len(first)
    assert first


def test_whoever_stands_is_left_at_that() -> None:
    asked = [look for one in looks(motion(HERE, stay(5, HERE))) for look in one if not whole(look)]
    assert len(asked) <= 2


def test_who_walked_out_of_the_picture_is_not_looked_for() -> None:
    out = replace(STANDING, place=(2.0, 1.15))
    asked = [look for one in looks([*motion(out, stay(2, out)), *([None] * 8)])[-7:] for look in one]
    assert all(whole(look) for look in asked)


def stirred(*tracks: Track, lit: bool = False) -> list[Look]:
    """The looks at a room in whose far corner something of half a metre moves to and fro, for three seconds."""
    second = SecondLooks()
    found: list[Look] = []
    for number, (frame, _) in enumerate(stage(Camera(), 2).frames([None] * 24)):
        rgb = np.full((HEIGHT, WIDTH, 3), 120 + (30 * (number % 2) if lit else 0), dtype=np.uint8)
        rgb[200:240, 500 + 20 * (number % 3) : 540 + 20 * (number % 3)] = 30
        found.extend(second.wanted(replace(frame, rgb=rgb), tracks))
    return found


def test_where_something_stirs_is_looked_at_closely_and_turned() -> None:
    close = [look for look in stirred() if not whole(look)]
    assert 5 <= len(close) <= 8
    assert {look.quarters for look in close} == {0, 1, 2, 3}
    for look in close:
        assert look.left < 520 < look.left + look.width
        assert look.top < 220 < look.top + look.height
        assert look.width < 0.5 * WIDTH


def at_rest(*tracks: Track) -> list[Look]:
    """The looks at a room in which something of half a metre moves for a second and then lies still for nine."""
    second = SecondLooks()
    found: list[Look] = []
    for number, (frame, _) in enumerate(stage(Camera(), 2).frames([None] * 80)):
        rgb = np.full((HEIGHT, WIDTH, 3), 120, dtype=np.uint8)
        left = 400 + 20 * min(number, 8)
        rgb[200:240, left : left + 60] = 30
        found.extend(second.wanted(replace(frame, rgb=rgb), tracks if number > 8 else ()))
    return found


def test_where_something_came_to_rest_unfound_is_looked_at_for_a_while() -> None:
    close = [look for look in at_rest() if not whole(look)]
    assert 13 <= len(close) <= 19, "for five seconds after it stirred, and no longer"
    assert {look.quarters for look in close[4:]} == {0, 1, 2, 3}
    assert all(look.left < 580 < look.left + look.width for look in close[4:])


def test_whoever_is_found_where_something_came_to_rest_is_looked_for_no_more() -> None:
    tracker = Tracker()
    tracks: tuple[Track, ...] = ()
    for frame, poses in stage(Camera(), 1).frames(motion(HERE, stay(2, HERE))):
        tracks = tracker.update(frame, poses)
    there = replace(tracks[0].figure, box=(540.0, 180.0, 640.0, 260.0))
    elsewhere = replace(tracks[0].figure, box=(100.0, 180.0, 200.0, 260.0))
    close = [
        [look for look in at_rest(replace(tracks[0], figure=figure)) if not whole(look)]
        for figure in (there, elsewhere)
    ]
    assert len(close[0]) <= 4
    assert len(close[1]) >= 13


def test_what_is_known_to_move_and_light_that_changes_stir_nothing() -> None:
    tracker = Tracker()
    tracks: tuple[Track, ...] = ()
    for frame, poses in stage(Camera(), 1).frames(motion(HERE, stay(2, HERE))):
        tracks = tracker.update(frame, poses)
    figure = replace(tracks[0].figure, box=(480.0, 180.0, 600.0, 260.0))
    assert all(whole(look) for look in stirred(replace(tracks[0], figure=figure)))
    assert all(whole(look) for look in stirred(lit=True))


def test_two_of_three_looks_for_somebody_lost_are_wide_ones_for_any_posture() -> None:
    asked = [look for one in looks([*motion(HERE, stay(2, HERE)), *([None] * 16)])[-12:] for look in one]
    wide = [look for look in asked if look.located]
    assert len(wide) == 8
    assert all(look.height == HEIGHT for look in wide), "she is near: four metres are more than the picture"
    assert {look.quarters for look in asked if not look.located} == {0, 1, 2, 3}


def test_every_other_doubt_about_whoever_is_low_is_for_any_posture() -> None:
    asked = [look for one in looks(motion(LYING, stay(8, LYING))) for look in one]
    doubts = [look.located for look in asked if not whole(look) and look.quarters]
    assert len(doubts) >= 8
    assert doubts == [number % 2 == 0 for number in range(len(doubts))]
