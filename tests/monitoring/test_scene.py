"""Whether somebody is on furniture: by her place, and where only her size tells that, by the line of sight to her."""

import math
from dataclasses import replace

import pytest

from carebot.core.home import Point
from monitoring.figures import figure_of
from monitoring.scene import RestArea, Scene
from monitoring.tracking import Track, Tracker
from tests.monitoring.kinematics import BEGAN, LYING, STANDING, Body, Camera, motion, stage, stay

HIGH = Camera(height_m=2.0, pitch=math.radians(25), depth=False)
LEFT = math.pi / 2
BED = RestArea(
    id="bed",
    outline=(Point(x_m=2.6, y_m=-1.1), Point(x_m=3.5, y_m=-1.1), Point(x_m=3.5, y_m=1.1), Point(x_m=2.6, y_m=1.1)),
    height_m=0.5,
)
IN_BED = replace(LYING, place=(3.0, -0.6), towards=LEFT, base_m=0.58)
BEFORE_BED = replace(LYING, place=(2.1, -0.6), towards=LEFT, base_m=0.08)
BEHIND_BED = replace(LYING, place=(5.2, -0.6), towards=LEFT, base_m=0.08)
SMALL_M = 1.3
"""Whoever is a fifth smaller than the engine believes seems to be a fifth farther away."""


def seen(body: Body, camera: Camera = HIGH) -> tuple[Scene, Track]:
    """She is seen for a second; the engine takes everybody for 1.6 m tall."""
    tracker = Tracker()
    tracks: tuple[Track, ...] = ()
    for frame, poses in stage(camera, 1).frames(motion(body, stay(1, body))):
        taller = tuple(replace(one, world_m=one.world_m * 1.6 / body.stature_m) for one in poses.skeletons)
        tracks = tracker.update(frame, replace(poses, skeletons=taller))
    return Scene(camera="c", taken_at=BEGAN, tracks=tracks, rest_areas=(BED,)), tracks[0]


@pytest.mark.parametrize("stature_m", [1.6, SMALL_M])
def test_who_lies_in_bed_is_on_furniture_however_far_she_seems(stature_m: float) -> None:
    scene, track = seen(replace(IN_BED, stature_m=stature_m))
    assert scene.on_furniture(track)
    by_place = BED.holds(track.figure.position, track.stances[-1].hips_m)
    assert by_place is (stature_m > SMALL_M), "her place alone would tell it of an average adult only"


@pytest.mark.parametrize("stature_m", [1.6, SMALL_M])
@pytest.mark.parametrize("body", [BEFORE_BED, BEHIND_BED], ids=["before", "behind"])
def test_who_lies_on_the_floor_beside_the_bed_is_not(body: Body, stature_m: float) -> None:
    scene, track = seen(replace(body, stature_m=stature_m))
    assert not scene.on_furniture(track)


def test_who_stands_before_the_bed_is_not_on_it() -> None:
    scene, track = seen(replace(STANDING, place=(2.2, 0.0)))
    assert BED.hides_floor(track.figure)
    assert not scene.on_furniture(track)


def test_hips_that_are_not_seen_and_cameras_below_the_bed_tell_nothing() -> None:
    _, track = seen(IN_BED)
    skeleton = track.figure.skeleton
    guessed = replace(skeleton, visibility=skeleton.visibility * 0.4)
    assert not BED.hides_floor(replace(track.figure, skeleton=guessed))
    assert not BED.hides_floor(replace(track.figure, map_m=None))
    low = Camera(height_m=0.4, pitch=0.0, depth=False)
    frame, poses = stage(low, 1).frame(0, [IN_BED.joints()])
    assert not BED.hides_floor(figure_of(poses.skeletons[0], frame))


def test_a_depth_camera_needs_no_line_of_sight() -> None:
    _, track = seen(IN_BED, replace(HIGH, depth=True))
    assert not track.figure.placed_by_size
