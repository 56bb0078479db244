"""How much smaller somebody looks than when she stood there: whoever lies along the line of sight."""

import math
from dataclasses import replace

import pytest

from monitoring.figures import Figure, figure_of
from monitoring.floor import ANKLE_M, LearnedFloor
from monitoring.footing import Footing
from monitoring.keypoints import ANKLES
from monitoring.stances import stance_of
from tests.monitoring.kinematics import (
    BEGAN,
    BENDING,
    HEIGHT,
    SITTING,
    SQUATTING,
    STANDING,
    Body,
    Camera,
    fallen,
    stage,
)

CORNER = Camera(height_m=2.1, pitch=math.radians(25), depth=False, placed=False)
STANDS = replace(STANDING, place=(2.8, 0.0))
AWAY = fallen(STANDS, 0.0)


def seen(body: Body, camera: Camera = CORNER, believed: Body | None = None) -> Figure:
    """What the engine finds, which may take her for somebody in another posture, far away."""
    made = stage(camera)
    made.overlooked = 0.0
    frame, poses = made.frame(1, [body.joints()])
    skeleton = poses.skeletons[0]
    if believed is not None:
        _, metres = stage(camera).projected(believed.joints())
        skeleton = replace(skeleton, world_m=metres - metres[[23, 24]].mean(axis=0))
    return figure_of(skeleton, frame)


def footing(camera: Camera = CORNER, sightings: int = 3) -> Footing:
    """Of one who stood there in so many frames."""
    made = Footing()
    for _ in range(sightings):
        assert made.note(seen(STANDS, camera)) == 1.0
    return made


def test_who_lies_along_the_line_of_sight_looks_smaller_than_when_she_stood_there() -> None:
    assert 1.5 < footing().note(seen(AWAY, believed=STANDING)) < 2.5
    assert footing(sightings=2).note(seen(AWAY, believed=STANDING)) == 1.0, "two sightings may both be wrong"
    elsewhere = fallen(replace(STANDING, place=(4.5, 0.0)), 0.0)
    assert footing().note(seen(elsewhere, believed=STANDING)) == 1.0


@pytest.mark.parametrize("body", [STANDING, SITTING, BENDING, SQUATTING])
def test_whoever_the_engine_sees_aright_has_her_size(body: Body) -> None:
    assert footing().note(seen(replace(body, place=(2.8, 0.0)))) == 1.0


def test_only_feet_tell_it_that_are_seen_in_a_picture_of_a_camera_without_a_place() -> None:
    lies = seen(AWAY, believed=STANDING)
    hidden = lies.skeleton.visibility.copy()
    hidden[list(ANKLES)] = 0.2
    assert footing().note(replace(lies, skeleton=replace(lies.skeleton, visibility=hidden))) == 1.0
    assert footing().note(replace(lies, legs_out=True)) == 1.0
    assert footing().note(replace(lies, skeleton=replace(lies.skeleton, quarters=1))) == 1.0
    assert footing().note(replace(lies, skeleton=replace(lies.skeleton, shrunk=2.0))) == 1.0
    placed = replace(CORNER, placed=True)
    assert footing(placed).note(seen(AWAY, placed, STANDING)) == 1.0


def test_her_feet_are_on_the_floor_then_and_all_of_her_is_shorter() -> None:
    figure, floor = seen(AWAY, believed=STANDING), LearnedFloor(HEIGHT)
    as_believed = stance_of(BEGAN, figure, figure.scale, floor)
    stance = stance_of(BEGAN, figure, figure.scale, floor, 2.0)
    assert stance.extent_m == pytest.approx(as_believed.extent_m / 2)
    assert stance.legs_m == pytest.approx(as_believed.legs_m / 2)
    assert stance.hips_m == pytest.approx(stance.legs_m + ANKLE_M)
    assert stance.floor_error_m < as_believed.floor_error_m
