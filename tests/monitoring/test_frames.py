"""Frames: their pace by time, and what a body's picture becomes."""

from array import array
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from carebot.core.home import Pose
from carebot.core.picture import Picture
from monitoring.frames import Frame, Pace, frame_of

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(("source_per_s", "taken"), [(30, 8), (60, 8), (15, 8), (10, 8), (8, 8), (5, 5)])
def test_as_many_frames_a_second_as_wanted_whatever_the_source_gives(source_per_s: int, taken: int) -> None:
    pace = Pace(8.0)
    times = [BEGAN + timedelta(seconds=number / source_per_s) for number in range(10 * source_per_s)]
    assert sum(pace.takes(time) for time in times) == pytest.approx(10 * taken, abs=2)


def test_an_irregular_source_is_sampled_by_time_and_not_by_count() -> None:
    pace = Pace(8.0)
    burst = [BEGAN + timedelta(milliseconds=10 * number) for number in range(12)]
    assert [pace.takes(time) for time in burst] == [True] + [False] * 11
    assert pace.takes(BEGAN + timedelta(milliseconds=130))


@pytest.mark.parametrize("jump", [timedelta(hours=-1), timedelta(hours=1)])
def test_a_clock_that_jumps_does_not_stop_the_frames(jump: timedelta) -> None:
    pace = Pace(8.0)
    assert pace.takes(BEGAN)
    assert pace.takes(BEGAN + jump)
    assert not pace.takes(BEGAN + jump + timedelta(milliseconds=50))


def picture(*, placed: bool) -> Picture:
    depth = array("f", [1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    return Picture(
        camera="head",
        taken_at=BEGAN,
        width=3,
        height=2,
        rgb=memoryview(bytes(range(18))),
        depth_m=memoryview(depth) if placed else None,
        camera_to_map=tuple(float(value) for value in np.eye(4).ravel()) if placed else None,
        robot=Pose(x_m=1.0, y_m=2.0, yaw_rad=0.0),
        fx=500.0 if placed else 0.0,
        fy=500.0 if placed else 0.0,
    )


def test_a_picture_becomes_a_frame_of_the_same_pixels() -> None:
    frame = frame_of(picture(placed=True), sequence=7)
    assert (frame.width, frame.height, frame.sequence) == (3, 2, 7)
    assert frame.rgb[1, 2].tolist() == [15, 16, 17]
    assert frame.depth_m is not None
    assert frame.depth_m[1].tolist() == [4.0, 5.0, 6.0]
    assert frame.placed
    assert frame.camera_to_map is not None
    assert frame.camera_to_map.shape == (4, 4)


def test_a_picture_without_a_place_becomes_a_frame_without_one() -> None:
    frame = frame_of(picture(placed=False), sequence=1)
    assert frame.depth_m is None
    assert not frame.placed


def test_a_place_is_of_no_use_without_the_lens() -> None:
    frame = Frame(
        camera="c", sequence=0, taken_at=BEGAN, rgb=np.zeros((2, 2, 3), dtype=np.uint8), camera_to_map=np.eye(4)
    )
    assert not frame.placed
