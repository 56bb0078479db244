"""Tracking: who is who from frame to frame."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from monitoring.frames import Frame
from monitoring.skeletons import PoseFrame
from monitoring.tracking import Track, Tracker
from tests.monitoring.kinematics import FRAMES_PER_S, STANDING, Body, Camera, Part, fallen, motion, stage, stay

CAMERAS = pytest.mark.parametrize(
    "camera", [Camera(), Camera(placed=False, depth=False)], ids=["placed", "picture only"]
)
SIDE = math.pi / 2


def followed(camera: Camera, *people: Sequence[Body | None]) -> list[tuple[Track, ...]]:
    tracker = Tracker()
    return [tracker.update(frame, poses) for frame, poses in stage(camera, 3).frames(*people)]


def confirmed(tracks: tuple[Track, ...]) -> list[Track]:
    return [track for track in tracks if track.confirmed]


def walking(start: tuple[float, float], end: tuple[float, float], lasts_s: float = 4.0) -> list[Body]:
    body = replace(STANDING, place=start, heading=SIDE)
    return motion(body, Part(to=replace(body, place=end), lasts_s=lasts_s))


@CAMERAS
def test_one_person_has_one_track(camera: Camera) -> None:
    history = followed(camera, walking((3.0, -1.4), (3.0, 1.4)))
    assert {track.id for tracks in history for track in confirmed(tracks)} == {"person-1"}
    assert history[-1][0].presence > 0.8
    assert len(history[-1][0].stances) > 20


@CAMERAS
def test_two_who_cross_keep_their_tracks(camera: Camera) -> None:
    near, far = walking((2.4, -1.1), (2.4, 1.1)), walking((4.2, 1.6), (4.2, -1.6))
    history = followed(camera, near, far)
    by_size = [sorted(confirmed(tracks), key=lambda track: track.figure.scale) for tracks in (history[6], history[-1])]
    before, after = ([track.id for track in tracks] for tracks in by_size)
    assert before == after
    assert len(before) == 2


@CAMERAS
def test_somebody_hidden_for_two_seconds_keeps_her_track(camera: Camera) -> None:
    body = replace(STANDING, place=(3.0, 0.0))
    hidden: list[Body | None] = [None] * int(2 * FRAMES_PER_S)
    history = followed(camera, [*motion(body, stay(2, body)), *hidden, *motion(body, stay(2, body))])
    assert [track.id for track in confirmed(history[-1])] == ["person-1"]
    assert not history[20][0].in_view
    assert history[-1][0].in_view


@CAMERAS
def test_a_mirage_of_one_frame_is_nobody(camera: Camera) -> None:
    body = replace(STANDING, place=(3.0, 0.0))
    history = followed(camera, [None, body, *([None] * 12)])
    assert all(not track.confirmed for tracks in history for track in tracks)
    assert history[-1] == ()


@CAMERAS
def test_somebody_who_left_the_picture_is_forgotten_soon(camera: Camera) -> None:
    out = walking((2.5, 0.0), (2.5, 1.9), lasts_s=3)
    gone: list[Body | None] = [None] * int(4 * FRAMES_PER_S)
    history = followed(camera, [*out, *gone])
    assert any(track.at_edge for tracks in history for track in tracks)
    assert history[-1] == ()


@CAMERAS
def test_a_body_that_is_found_twice_is_one_person(camera: Camera) -> None:
    tracker, made = Tracker(), stage(camera)
    made.overlooked, made.turned_every = 0.0, 1000
    tracks: tuple[Track, ...] = ()
    for number in range(8):
        frame, poses = made.frame(number, [STANDING.joints(), STANDING.joints()])
        assert len(poses.skeletons) >= 2
        tracks = tracker.update(frame, poses)
    assert len(tracks) == 1


def test_a_thing_a_third_as_large_is_another_one() -> None:
    """A table's foot is no person who has just left, though it stands where she stood."""
    camera = Camera(placed=False, depth=False)
    near, far = replace(STANDING, place=(2.0, 0.0)), replace(STANDING, place=(6.5, 0.0))
    gap: list[Body | None] = [None] * 3
    history = followed(camera, [*motion(near, stay(1.5, near)), *gap, *motion(far, stay(1, far))])
    assert {track.id for track in confirmed(history[-1])} == {"person-1", "person-2"}


def test_turned_looks_count_as_second_opinions() -> None:
    for every, least, most in ((2, 6, 40), (1000, 0, 1)):
        tracker, made = Tracker(), stage(Camera())
        made.turned_every = every
        tracks: tuple[Track, ...] = ()
        for frame, poses in made.frames(motion(STANDING, stay(3, STANDING))):
            tracks = tracker.update(frame, poses)
        assert least <= tracks[0].second_opinions <= most


def test_somebody_whom_only_a_second_look_finds_is_followed() -> None:
    tracker, made = Tracker(), stage(Camera())
    made.overlooked = 0.0
    tracks: tuple[Track, ...] = ()
    for frame, poses in made.frames(motion(STANDING, stay(2, STANDING))):
        only = tuple(replace(one, second_look=True, quarters=1) for one in poses.skeletons[:1])
        tracks = tracker.update(frame, replace(poses, skeletons=only))
    assert [track.confirmed for track in tracks] == [True]


def test_whoever_is_found_lying_where_she_was_lost_standing_is_the_same() -> None:
    """Overlooked for the whole way down, as a body that falls often is."""
    down = fallen(STANDING, SIDE)
    bodies = motion(STANDING, stay(2, STANDING), Part(to=down, lasts_s=0.9, falling=True), stay(2, down))
    began = int(2 * FRAMES_PER_S)
    seen: list[Body | None] = [body if not began < number < began + 9 else None for number, body in enumerate(bodies)]
    for camera in (Camera(), Camera(placed=False, depth=False)):
        last = confirmed(followed(camera, seen)[-1])
        assert [track.id for track in last] == ["person-1"]
        assert last[0].stances[0].shoulders_m - last[0].stances[-1].shoulders_m > 0.6


def test_a_stranger_across_the_room_is_not_the_one_who_was_lost() -> None:
    gone: list[Body | None] = [*motion(STANDING, stay(2, STANDING)), *[None] * 20]
    comes: list[Body | None] = [None] * 18 + list(walking((4.5, 1.6), (4.5, 0.8), 2.0))
    last = followed(Camera(), gone, comes)[-1]
    assert {track.id for track in last if track.confirmed} == {"person-1", "person-2"}


def test_a_camera_that_turns_away_has_lost_nobody_from_view() -> None:
    """The person stands still; the head turns by 60 degrees in a second."""
    tracker = Tracker()
    told: list[tuple[bool, bool]] = []
    for number in range(24):
        turned = Camera(yaw=math.radians(min(max(number - 12, 0), 8) * 7.5))
        frame, poses = stage(turned, number).frame(number, [STANDING.joints()])
        tracks = tracker.update(frame, poses)
        told.append((tracks[0].in_view, tracks[0].at_edge))
    assert told[11] == (True, False)
    assert told[14][1], "while it turns"
    assert told[-1] == (False, True), "and after it has turned away"


def test_a_restless_shape_is_told_from_a_steady_one() -> None:
    unrest = []
    for error_px in (1.0, 25.0):
        tracker, made = Tracker(), stage(Camera(placed=False, depth=False))
        made.pixel_error = error_px
        tracks: tuple[Track, ...] = ()
        for frame, poses in made.frames(motion(STANDING, stay(3, STANDING))):
            tracks = tracker.update(frame, poses)
        unrest.append(tracks[0].unrest_m)
    assert unrest[0] < 0.05 < unrest[1]


def test_an_empty_room_has_no_tracks() -> None:
    frame, _ = stage(Camera()).frame(0, [])
    empty = PoseFrame(camera="head", sequence=0, taken_at=frame.taken_at, skeletons=())
    assert Tracker().update(frame, empty) == ()
    assert isinstance(frame, Frame)
    assert np.isinf(frame.depth_m if frame.depth_m is not None else 0).all()
