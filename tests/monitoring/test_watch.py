"""A recording that lacks part of its pictures is told to be incomplete, and a whole one is not."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import pytest

from carebot.clocks import SimulatedClock
from carebot.core.errors import DeviceError
from monitoring.camera import VideoFile
from monitoring.frames import Frame
from monitoring.lookout import Lookout
from monitoring.people import PeopleEstimate
from monitoring.skeletons import PoseFrame
from monitoring.watch import Line, Promise, promise_of, watch
from tests.monitoring.kinematics import BEGAN

FRAMES_PER_S: Final = 10
LASTS_S: Final = 20
FORMS: Final = {"mp4": {"movflags": "+faststart"}, "mkv": {}, "avi": {}}


class NobodyThere:
    """An engine that sees nobody."""

    async def estimate(self, frame: Frame, looks: Sequence[object] = ()) -> PoseFrame:
        return PoseFrame(camera=frame.camera, sequence=frame.sequence, taken_at=frame.taken_at, skeletons=())


@pytest.fixture(params=FORMS)
def video(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A recording of some seconds, of noise: each stretch of the file holds as much time as any other."""
    import av

    path = tmp_path / f"day.{request.param}"
    noise = np.random.default_rng(5)
    with av.open(str(path), "w", options=FORMS[request.param]) as container:
        stream = container.add_stream("mpeg4", rate=FRAMES_PER_S)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for _ in range(FRAMES_PER_S * LASTS_S):
            picture = noise.integers(0, 255, (48, 64, 3), dtype=np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
    return path


def watch_out(path: Path, promise: Promise) -> list[Line]:
    """What is noticed in the recording, to its end."""

    async def watch_all() -> list[Line]:
        clock = SimulatedClock(BEGAN)
        source = VideoFile(path, clock, waits=False, begins_at=BEGAN, frames_per_s=4)
        return [line async for line in watch(source, Lookout(NobodyThere(), (), PeopleEstimate()), promise)]

    return asyncio.run(watch_all())


def test_a_whole_recording_is_watched_without_complaint(video: Path) -> None:
    promise = promise_of(video)
    assert promise.lasts.total_seconds() == pytest.approx(LASTS_S, abs=0.2)
    assert watch_out(video, promise) == []


def test_a_recording_that_breaks_off_says_from_when_on_nothing_is_known(video: Path) -> None:
    whole = video.read_bytes()
    video.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DeviceError, match=r"no pictures at (8|9|10)–20 s") as caught:
        watch_out(video, promise_of(video))
    assert str(video) in caught.value.text.zh
    assert "–20 秒" in caught.value.text.zh


def test_a_recording_that_was_overwritten_in_its_midst_is_incomplete(video: Path) -> None:
    whole = video.read_bytes()
    start, end = len(whole) * 2 // 5, len(whole) * 3 // 5
    video.write_bytes(whole[:start] + bytes(end - start) + whole[end:])
    with pytest.raises(DeviceError, match=r"no pictures at \d+–\d+ s"):
        watch_out(video, promise_of(video))


def test_a_last_picture_that_stands_for_long_is_no_gap(video: Path) -> None:
    whole = promise_of(video)
    if whole.frames:
        assert watch_out(video, Promise(path=video, lasts=2 * whole.lasts, frames=whole.frames)) == []
    assert watch_out(video, Promise(path=video)) == []


def test_what_is_no_video_promises_nothing(tmp_path: Path) -> None:
    (tmp_path / "letter.mp4").write_text("To whom it may concern. " * 100)
    with pytest.raises(DeviceError, match=r"letter\.mp4"):
        promise_of(tmp_path / "letter.mp4")
