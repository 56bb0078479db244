"""The floor that a camera without a place learns from upright people."""

import math
from dataclasses import replace

import pytest

from monitoring.figures import figure_of
from monitoring.floor import LearnedFloor
from tests.monitoring.kinematics import (
    BENDING,
    HEIGHT,
    ON_FLOOR_SITTING,
    SITTING,
    STANDING,
    Body,
    Camera,
    fallen,
    stage,
)

DISTANCES_M = (2.2, 3.0, 4.0, 5.0)
CAMERAS = [(0.9, 0.0), (1.4, 0.1), (2.2, 0.35)]


def learned(camera: Camera, bodies: list[Body], times: int = 4) -> LearnedFloor:
    floor = LearnedFloor(HEIGHT)
    made = stage(camera)
    made.overlooked = 0.0
    for number in range(times):
        for body in bodies:
            frame, poses = made.frame(number, [body.joints()])
            floor.learn(figure_of(poses.skeletons[0], frame, floor.upwards))
    return floor


def hips_height(floor: LearnedFloor, body: Body, camera: Camera) -> tuple[float, float]:
    frame, poses = stage(camera, 9).frame(1, [body.joints()])
    figure = figure_of(poses.skeletons[0], frame)
    found = floor.height(figure.hips_row_px, figure.scale)
    return found.metres, found.error_m


@pytest.mark.parametrize(("height_m", "pitch"), CAMERAS)
def test_people_who_stand_at_several_distances_teach_the_floor(height_m: float, pitch: float) -> None:
    camera = Camera(height_m=height_m, pitch=pitch, placed=False)
    floor = learned(camera, [replace(STANDING, place=(distance, 0.0)) for distance in DISTANCES_M])
    for body in (replace(STANDING, place=(3.5, 0.0)), replace(SITTING, place=(2.7, 0.0))):
        height, error = hips_height(floor, body, camera)
        assert height == pytest.approx(body.joints()[23, 2], abs=0.15)
        assert error < 0.25


@pytest.mark.parametrize(("height_m", "pitch"), CAMERAS)
def test_one_person_at_one_place_teaches_the_floor_there(height_m: float, pitch: float) -> None:
    camera = Camera(height_m=height_m, pitch=pitch, placed=False)
    floor = learned(camera, [STANDING])
    lying = fallen(STANDING, math.pi / 2)
    height, error = hips_height(floor, lying, camera)
    assert height < 0.35
    assert error < 0.35


def test_before_anybody_stood_nothing_is_certain() -> None:
    _, error = hips_height(LearnedFloor(HEIGHT), STANDING, Camera(placed=False))
    assert error > 0.6


@pytest.mark.parametrize("body", [BENDING, fallen(STANDING, 0.0)], ids=["bending", "fallen"])
def test_whoever_is_not_upright_teaches_nothing(body: Body) -> None:
    camera = Camera(placed=False)
    _, error = hips_height(learned(camera, [body]), STANDING, camera)
    assert error > 0.6


def test_who_sits_on_the_floor_with_stretched_legs_teaches_nothing() -> None:
    camera = Camera(placed=False)
    _, error = hips_height(learned(camera, [ON_FLOOR_SITTING]), STANDING, camera)
    assert error > 0.6


def test_people_who_stand_straight_teach_a_tilted_camera_the_vertical() -> None:
    camera = Camera(height_m=2.2, pitch=0.4, placed=False)
    bodies = [replace(STANDING, place=(distance, 0.0)) for distance in DISTANCES_M]
    upwards = learned(camera, bodies, times=20).upwards
    sideways, down, ahead = upwards
    assert math.atan2(-ahead, -down) == pytest.approx(0.4, abs=0.08)
    assert abs(sideways) < 0.05


def test_a_level_camera_stays_level() -> None:
    camera = Camera(pitch=0.0, placed=False)
    _, down, ahead = learned(camera, [STANDING], times=30).upwards
    assert math.atan2(-ahead, -down) == pytest.approx(0.0, abs=0.05)
