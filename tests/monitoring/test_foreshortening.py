"""Whoever lies straight away from the camera, and whom the engine takes for somebody small who is upright far away."""

import math
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from monitoring.figures import figure_of
from monitoring.floor import LearnedFloor
from monitoring.foreshortening import sized_by_floor
from monitoring.frames import Frame
from monitoring.keypoints import ANKLES, HEAD, middle
from monitoring.monitors.fall import Fall
from monitoring.scene import Scene
from monitoring.skeletons import PoseFrame, Skeleton
from monitoring.tracking import Tracker
from tests.monitoring.kinematics import (
    BENDING,
    HEIGHT,
    SITTING,
    SQUATTING,
    STANDING,
    Body,
    Camera,
    Part,
    fallen,
    motion,
    stage,
    stay,
)

CORNER = Camera(height_m=2.1, pitch=math.radians(25), depth=False)
UNPLACED = replace(CORNER, placed=False)
AWAY = fallen(replace(STANDING, place=(2.8, 0.0)), 0.0)
LOW_M, HIGH_M = 0.5, 1.2


def taken_for(posture: Body, poses: PoseFrame, camera: Camera) -> PoseFrame:
    """What the engine finds where it takes whoever it sees for an average adult in that posture, far away."""
    _, believed = stage(camera).projected(posture.joints())
    metres = believed - believed[[23, 24]].mean(axis=0)
    return replace(poses, skeletons=tuple(replace(one, world_m=metres) for one in poses.skeletons))


def seen(body: Body, camera: Camera, believed: Body | None = None) -> tuple[Frame, Skeleton]:
    made = stage(camera)
    made.overlooked = 0.0
    frame, poses = made.frame(1, [body.joints()])
    poses = poses if believed is None else taken_for(believed, poses, camera)
    return frame, poses.skeletons[0]


@cache
def learned(camera: Camera) -> LearnedFloor:
    """The floor as somebody teaches it who walked up to the camera."""
    floor = LearnedFloor(HEIGHT)
    for distance_m in (2.4, 3.2, 4.2, 5.0) * 4:
        frame, skeleton = seen(replace(STANDING, place=(distance_m, 0.0)), camera)
        floor.learn(figure_of(skeleton, frame, floor.upwards))
    return floor


def tall_m(skeleton: Skeleton) -> float:
    return float(np.linalg.norm(middle(skeleton.world_m, HEAD) - middle(skeleton.world_m, ANKLES)))


@pytest.mark.parametrize("camera", [CORNER, UNPLACED], ids=["placed", "learned"])
def test_who_lies_away_is_as_low_as_the_floor_under_her_feet_says(camera: Camera) -> None:
    floor = learned(camera)
    frame, skeleton = seen(AWAY, camera, STANDING)
    assert tall_m(skeleton) > HIGH_M
    mended = sized_by_floor(skeleton, frame, floor)
    assert tall_m(mended) < 0.65 * tall_m(skeleton)
    assert figure_of(mended, frame, floor.upwards).scale > 1.5 * figure_of(skeleton, frame, floor.upwards).scale


@pytest.mark.parametrize("camera", [CORNER, UNPLACED], ids=["placed", "learned"])
@pytest.mark.parametrize("body", [STANDING, SITTING, BENDING, SQUATTING])
@pytest.mark.parametrize("distance_m", [2.0, 3.0, 4.5])
def test_whoever_the_engine_sees_aright_keeps_her_size(camera: Camera, body: Body, distance_m: float) -> None:
    frame, skeleton = seen(replace(body, place=(distance_m, 0.0)), camera)
    assert sized_by_floor(skeleton, frame, learned(camera)) is skeleton


def test_a_doll_and_somebody_without_feet_are_left_alone() -> None:
    floor = LearnedFloor(HEIGHT)
    frame, doll = seen(replace(STANDING, stature_m=0.45), CORNER, STANDING)
    assert sized_by_floor(doll, frame, floor) is doll
    frame, skeleton = seen(AWAY, CORNER, STANDING)
    hidden = skeleton.visibility.copy()
    hidden[list(ANKLES)] = 0.2
    assert sized_by_floor(replace(skeleton, visibility=hidden), frame, floor).world_m is skeleton.world_m
    moved = replace(skeleton, image_px=skeleton.image_px + np.array([0.0, frame.height]))
    assert sized_by_floor(moved, frame, floor) is moved


def test_over_an_unknown_floor_and_over_the_horizon_nothing_is_mended() -> None:
    frame, skeleton = seen(AWAY, UNPLACED, STANDING)
    assert sized_by_floor(skeleton, frame, LearnedFloor(HEIGHT)) is skeleton
    frame, skeleton = seen(AWAY, CORNER, STANDING)
    assert frame.camera_to_map is not None
    upwards = frame.camera_to_map.copy()
    upwards[:3, :3] = Camera(pitch=math.radians(-60)).to_map()[:3, :3]
    assert sized_by_floor(skeleton, replace(frame, camera_to_map=upwards), LearnedFloor(HEIGHT)) is skeleton


def alarms(camera: Camera, bodies: Iterable[tuple[Body, Body | None]]) -> int:
    """Falls told of somebody who goes through these postures, each as what the engine takes it for."""
    tracker, monitor, made, told = Tracker(), Fall(), stage(camera), 0
    for number, (body, believed) in enumerate(bodies):
        frame, poses = made.frame(number, [body.joints()])
        poses = poses if believed is None else taken_for(believed, poses, camera)
        scene = Scene(camera="head", taken_at=frame.taken_at, tracks=tracker.update(frame, poses))
        told += len(list(monitor.observe(scene)))
    return told


def test_a_fall_away_from_the_camera_is_told_though_the_engine_sees_nobody_lie() -> None:
    start = replace(STANDING, place=(2.8, 0.0))
    falls = motion(start, stay(3, start), Part(to=AWAY, lasts_s=0.9, falling=True), stay(8, AWAY))
    for camera in (CORNER, UNPLACED):
        assert alarms(camera, ((body, STANDING if body.topple > 1.2 else None) for body in falls)) == 1


def test_a_child_who_stands_there_has_not_fallen() -> None:
    child = replace(STANDING, place=(2.8, 0.0), stature_m=0.9)
    assert alarms(CORNER, [(child, STANDING)] * 120) == 0
