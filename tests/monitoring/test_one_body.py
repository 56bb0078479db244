"""One body or two: one who is seen lying in the outline of somebody who stands, and what is found where she left."""

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest

from monitoring.figures import figure_of
from monitoring.frames import Frame
from monitoring.keypoints import HIPS, middle
from monitoring.one_body import stands_there
from monitoring.scene import Scene
from monitoring.skeletons import Skeleton
from monitoring.tracking import Track, Tracker
from tests.monitoring.kinematics import STANDING, Body, Camera, fallen, motion, stage, stay

CAMERA = Camera(placed=False, depth=False)
HERE = replace(STANDING, place=(3.4, 0.0))
LYING = fallen(HERE, math.pi / 2)
AT_EDGE = replace(STANDING, place=(2.4, 1.3))
ELSEWHERE = fallen(replace(STANDING, place=(2.8, 0.5)), math.pi / 2)


def moved(skeleton: Skeleton, x_px: float, y_px: float) -> Skeleton:
    """A skeleton with its hips at a place of the picture."""
    shift = (x_px, y_px) - middle(skeleton.image_px, HIPS)
    return replace(skeleton, image_px=skeleton.image_px + shift)


def skeleton_of(body: Body) -> tuple[Frame, Skeleton]:
    frame, poses = stage(CAMERA, 1).frame(1, [body.joints()])
    return frame, poses.skeletons[0]


@pytest.mark.parametrize(
    ("low", "other", "off_px", "expected"),
    [
        pytest.param(LYING, HERE, 0.0, True, id="lying in the outline of one who stands"),
        pytest.param(LYING, HERE, 90.0, False, id="lying beside one who stands"),
        pytest.param(LYING, LYING, 0.0, False, id="both lying"),
        pytest.param(HERE, HERE, 0.0, False, id="both standing"),
    ],
)
def test_two_finds_with_their_hips_in_one_place_are_one_body(
    low: Body, other: Body, off_px: float, expected: bool
) -> None:
    frame, standing = skeleton_of(other)
    _, lying = skeleton_of(low)
    x_px, y_px = middle(standing.image_px, HIPS)
    found = figure_of(moved(lying, x_px + off_px, y_px), frame), figure_of(standing, frame)
    assert stands_there(*found) is expected


def tumbled(*, located: bool) -> tuple[Scene, Track]:
    """She stands; then the engine follows her as one who lies, hips in their place, and in the end a look comes."""
    tracker, tracks = Tracker(), tuple[Track, ...]()
    frames = list(stage(CAMERA, 1).frames(motion(HERE, stay(3, HERE))))
    _, lying = skeleton_of(LYING)
    _, standing = skeleton_of(HERE)
    tumble = moved(lying, *middle(standing.image_px, HIPS))
    look = replace(standing, second_look=True, located=located)
    for frame, poses in frames[:-4]:
        tracks = tracker.update(frame, poses)
    for frame, poses in frames[-4:-1]:
        tracks = tracker.update(frame, replace(poses, skeletons=(tumble,)))
    frame, poses = frames[-1]
    tracks = tracker.update(frame, replace(poses, skeletons=(tumble, look)))
    return Scene(camera="c", taken_at=frame.taken_at, tracks=tracks), tracks[0]


@pytest.mark.parametrize("located", [True, False], ids=["by what finds any posture", "by the engine again"])
def test_a_look_that_shows_her_standing_is_kept(located: bool) -> None:
    scene, track = tumbled(located=located)
    assert scene.is_shown_standing(track) is located


def left_and_found(found: Sequence[Skeleton], start: Body) -> Track:
    """She stands somewhere, is lost for half a second, and then `found` is found in each of three frames."""
    tracker, tracks = Tracker(), tuple[Track, ...]()
    frames = list(stage(CAMERA, 2).frames(motion(start, stay(3, start))))
    for frame, poses in frames[:12]:
        tracks = tracker.update(frame, poses)
    for frame, poses in frames[12:16]:
        tracks = tracker.update(frame, replace(poses, skeletons=()))
    for frame, poses in frames[16:19]:
        tracks = tracker.update(frame, replace(poses, skeletons=tuple(found)))
    return tracks[0]


@pytest.mark.parametrize(
    ("start", "found", "borne_out"),
    [
        pytest.param(AT_EDGE, ELSEWHERE, False, id="she may have left, and something is found elsewhere"),
        pytest.param(AT_EDGE, AT_EDGE, True, id="she is found where she was"),
        pytest.param(HERE, ELSEWHERE, True, id="she cannot have left"),
    ],
)
def test_what_is_found_where_she_may_have_left_has_to_be_borne_out(start: Body, found: Body, borne_out: bool) -> None:
    _, skeleton = skeleton_of(found)
    track = left_and_found([skeleton], start)
    assert track.id == "person-1"
    assert track.in_view
    assert track.borne_out is borne_out


def test_a_look_that_finds_any_posture_bears_out() -> None:
    _, skeleton = skeleton_of(ELSEWHERE)
    look = replace(skeleton, second_look=True, located=True)
    assert left_and_found([skeleton, look], AT_EDGE).borne_out
    assert not left_and_found([skeleton, replace(look, located=False, quarters=1)], AT_EDGE).borne_out
