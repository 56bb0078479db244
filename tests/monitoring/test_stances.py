"""Stances: how far and how fast a body came down, and its posture."""

import math
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from carebot.core.situation import Posture
from monitoring.figures import figure_of
from monitoring.floor import LearnedFloor
from monitoring.posture import is_glimpsed, is_upright, on_floor, posture_of, steadied
from monitoring.stances import Stance, descent, stance_of
from monitoring.tracking import Tracker
from tests.monitoring.kinematics import (
    BEGAN,
    BENDING,
    LYING,
    ON_FLOOR_SITTING,
    SITTING,
    STANDING,
    UPRIGHT,
    Body,
    Camera,
    Part,
    fallen,
    motion,
    stage,
    stay,
)

LONG = timedelta(seconds=5)


def falling(heights: list[float], step_s: float = 0.125) -> list[Stance]:
    return [
        replace(UPRIGHT, at=BEGAN + timedelta(seconds=number * step_s), shoulders_m=height)
        for number, height in enumerate(heights)
    ]


def test_a_descent_has_its_drop_speed_and_time() -> None:
    heights = [1.25] * 8 + [1.25 - 0.15 * step for step in range(1, 7)] + [0.35] * 4
    way = descent(falling(heights), LONG)
    assert way is not None
    assert way.drop_m == pytest.approx(0.9)
    assert way.speed_mps == pytest.approx(0.15 / 0.125, rel=0.1)
    assert (way.began_at - BEGAN).total_seconds() == pytest.approx(7 * 0.125, abs=0.13)
    assert (way.ended_at - BEGAN).total_seconds() == pytest.approx(13 * 0.125, abs=0.13)


def test_one_wrong_frame_is_no_descent() -> None:
    way = descent(falling([1.25] * 6 + [0.3] + [1.25] * 6), LONG)
    assert way is None


def test_getting_up_is_no_descent() -> None:
    assert descent(falling([0.3 + 0.05 * step for step in range(20)]), LONG) is None


def test_a_descent_is_forgotten_after_its_time() -> None:
    stances = falling([1.25] * 4 + [0.9, 0.6, 0.3] + [0.3] * 30)
    assert descent(stances, LONG) is not None
    assert descent(stances, timedelta(seconds=2)) is None


@pytest.mark.parametrize("number", [0, 1, 2])
def test_too_few_stances_tell_nothing(number: int) -> None:
    assert descent(falling([1.25, 0.3][:number]), LONG) is None


def test_a_lost_second_while_falling_still_counts() -> None:
    stances = falling([1.25] * 5)
    later = [replace(one, at=one.at + timedelta(seconds=1.5), shoulders_m=0.3) for one in falling([0.3] * 4)]
    way = descent([*stances, *later], LONG)
    assert way is not None
    assert way.drop_m == pytest.approx(0.95)
    assert way.speed_mps > 0.8


def held(body: Body, camera: Camera) -> tuple[Posture, float]:
    tracker = Tracker()
    stances: tuple[Stance, ...] = ()
    for frame, poses in stage(camera, 5).frames(motion(body, stay(2, body))):
        for track in tracker.update(frame, poses):
            stances = track.stances
    found = posture_of(stances, on_furniture=False)
    return found.posture, found.confidence


@pytest.mark.parametrize("camera", [Camera(), Camera(placed=False, depth=False)], ids=["placed", "picture only"])
@pytest.mark.parametrize(
    ("body", "posture"),
    [
        (STANDING, Posture.STANDING),
        (BENDING, Posture.STANDING),
        (SITTING, Posture.SITTING),
        (ON_FLOOR_SITTING, Posture.SITTING),
    ],
    ids=["standing", "bending", "sitting", "on the floor"],
)
def test_postures_of_the_upright(body: Body, posture: Posture, camera: Camera) -> None:
    found, confidence = held(body, camera)
    assert found is posture
    assert 0.4 < confidence <= 1.0


@pytest.mark.parametrize("towards", [0.0, math.pi / 2, math.pi])
def test_who_lies_on_the_floor_has_fallen_and_who_lies_in_bed_lies(towards: float) -> None:
    on_the_floor = fallen(replace(STANDING, place=(3.4, 0.0)), towards)
    assert held(on_the_floor, Camera())[0] is Posture.FALLEN
    in_bed = replace(LYING, place=(3.4, 0.0), towards=towards, base_m=0.55)
    assert held(in_bed, Camera())[0] is Posture.LYING


def test_a_camera_that_knows_no_floor_only_sees_somebody_lie() -> None:
    lying = fallen(replace(STANDING, place=(3.4, 0.0)), math.pi / 2)
    assert held(lying, Camera(placed=False, depth=False))[0] is Posture.LYING


def test_lying_on_furniture_is_not_having_fallen() -> None:
    low = [replace(UPRIGHT, extent_m=0.2, legs_m=0.0, hips_m=0.2, torso_tilt_rad=1.5)] * 3
    assert posture_of(low, on_furniture=False).posture is Posture.FALLEN
    assert posture_of(low, on_furniture=True).posture is Posture.LYING


@pytest.mark.parametrize(
    ("hips_m", "error_m", "low", "high"),
    [
        (0.1, 0.05, 0.95, 1.0),
        (0.5, 0.05, 0.0, 0.15),
        (0.35, 0.05, 0.4, 0.6),
        (0.1, 0.8, 0.2, 0.6),
        (-1.0, 0.1, 0.0, 0.01),
    ],
)
def test_how_sure_the_floor_is_depends_on_its_error(hips_m: float, error_m: float, low: float, high: float) -> None:
    assert low <= on_floor(replace(UPRIGHT, hips_m=hips_m, floor_error_m=error_m)) <= high


def test_being_on_the_floor_becomes_less_probable_with_height() -> None:
    chances = [on_floor(replace(UPRIGHT, hips_m=0.05 * step)) for step in range(20)]
    assert all(lower >= higher for lower, higher in pairwise(chances))


@pytest.mark.parametrize(
    ("tilt", "knees_m", "ankles_m", "extent_m"),
    [(1.5, 0.4, 0.8, 0.2), (1.5, -0.1, -0.3, 0.5), (0.1, -0.4, -0.8, 1.4), (3.0, 0.4, 0.8, 1.4)],
    ids=["lies with legs raised", "lies with legs down", "stands", "upside down"],
)
def test_raised_legs_make_nobody_taller(tilt: float, knees_m: float, ankles_m: float, extent_m: float) -> None:
    trunk_m = {0.1: (0.6, 0.45), 1.5: (0.2, 0.1), 3.0: (-0.6, -0.45)}[tilt]
    frame, poses = next(stage(Camera(), 0).frames(motion(STANDING, stay(1, STANDING))))
    figure = replace(
        figure_of(poses.skeletons[0], frame), torso_tilt_rad=tilt, heights_m=(*trunk_m, 0.0, knees_m, ankles_m)
    )
    stance = stance_of(BEGAN, figure, figure.scale, LearnedFloor(frame.height))
    assert stance.extent_m == pytest.approx(extent_m)


def test_one_sighting_after_a_while_of_none_is_a_glimpse() -> None:
    seen = falling([1.2, 1.2, 0.3])
    late = replace(seen[-1], at=seen[1].at + timedelta(seconds=1))
    assert not is_glimpsed(seen)
    assert is_glimpsed([*seen[:2], late])
    assert not is_glimpsed([*seen[:2], late, replace(late, at=late.at + timedelta(milliseconds=250))])
    assert is_glimpsed(seen[:1])


def test_a_single_wrong_stance_does_not_change_the_posture() -> None:
    wrong = replace(UPRIGHT, extent_m=0.1, legs_m=0.0, torso_tilt_rad=1.6, hips_m=0.1)
    assert is_upright(steadied([UPRIGHT, UPRIGHT, wrong]))
    assert not is_upright(steadied([UPRIGHT, wrong, wrong]))


def test_going_down_slowly_is_slower_than_falling() -> None:
    speeds = []
    for part in (Part(to=SITTING, lasts_s=1.5), Part(to=fallen(STANDING, 0.0), lasts_s=0.9, falling=True)):
        tracker = Tracker()
        stances: tuple[Stance, ...] = ()
        for frame, poses in stage(Camera(), 4).frames(motion(STANDING, stay(2, STANDING), part)):
            for track in tracker.update(frame, poses):
                stances = track.stances
        way = descent(stances, LONG)
        assert way is not None
        speeds.append(way.speed_mps)
    assert speeds[0] < 0.8
    assert speeds[1] > 1.2
