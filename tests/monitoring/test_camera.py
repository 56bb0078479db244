"""Cameras: files that run to their end, devices that fall silent, and a body that pushes its pictures."""

import asyncio
import math
import socket
import threading
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest

from carebot.clocks import SystemClock
from carebot.core.errors import DeviceError
from carebot.core.home import Pose
from carebot.core.language import Text
from carebot.core.picture import Picture
from monitoring.camera import CameraDevice, NewestFrame, PushSource, VideoFile
from monitoring.frames import Frame
from monitoring.placement import Placement
from tests.contracts.rig import bilingual
from tests.monitoring.clocks import LeapingClock

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds at 20 frames a second; the brightness tells the frame's number."""
    import cv2

    path = tmp_path_factory.mktemp("video") / "three_seconds.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 20.0, (64, 48))
    for number in range(60):
        writer.write(np.full((48, 64, 3), 4 * number, dtype=np.uint8))
    writer.release()
    return path


async def all_of(source: VideoFile | CameraDevice) -> list[Frame]:
    return [frame async for frame in source.frames()]


def test_a_file_is_told_at_eight_frames_a_second_to_its_end(video: Path) -> None:
    frames = run(all_of(VideoFile(video, SystemClock(), waits=False, begins_at=BEGAN)))
    assert len(frames) == pytest.approx(24, abs=1)
    assert frames[0].taken_at == BEGAN
    assert frames[-1].taken_at - BEGAN == pytest.approx(timedelta(seconds=2.9), abs=timedelta(seconds=0.15))
    assert [frame.taken_at for frame in frames] == sorted(frame.taken_at for frame in frames)
    numbers = [round(float(frame.rgb.mean()) / 4) for frame in frames]
    times = [(frame.taken_at - BEGAN).total_seconds() * 20 for frame in frames]
    assert numbers == pytest.approx(times, abs=1.1)
    assert frames[0].camera == "three_seconds"


def test_a_file_keeps_its_own_pace_by_the_clock(video: Path) -> None:
    clock = LeapingClock(BEGAN)

    async def watch() -> list[timedelta]:
        return [clock.now() - frame.taken_at async for frame in VideoFile(video, clock, waits=True).frames()]

    lags = run(watch())
    assert len(lags) == pytest.approx(24, abs=1)
    assert set(lags) == {timedelta()}


def test_who_watches_slowly_misses_frames_instead_of_falling_behind(video: Path) -> None:
    clock = LeapingClock(BEGAN)

    async def watch() -> list[timedelta]:
        lags = []
        async for frame in VideoFile(video, clock, waits=True).frames():
            lags.append(clock.now() - frame.taken_at)
            await clock.sleep(timedelta(seconds=0.6))
        return lags

    lags = run(watch())
    assert 4 <= len(lags) <= 6
    assert max(lags) < timedelta(seconds=0.4)


@pytest.mark.parametrize("content", [None, b"", b"this is no video" * 100])
def test_what_is_no_video_is_said_to_be_none(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "clip.mp4"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DeviceError) as caught:
        run(all_of(VideoFile(path, SystemClock(), waits=False)))
    assert str(path) in caught.value.text.en
    assert str(path) in caught.value.text.zh


def test_a_file_can_be_left_early(video: Path) -> None:
    async def two() -> int:
        source = VideoFile(video, SystemClock(), waits=False)
        seen = 0
        async for _ in source.frames():
            seen += 1
            if seen == 2:
                await source.aclose()
        return seen

    assert run(two()) == 2


def test_a_device_that_is_missing_is_named(tmp_path: Path) -> None:
    address = str(tmp_path / "video9")
    with pytest.raises(DeviceError, match="cannot be opened") as caught:
        run(all_of(CameraDevice(address, SystemClock())))
    assert address in caught.value.text.zh


def test_what_is_told_of_a_camera_holds_nothing_of_a_network_address() -> None:
    address = "nowhere://admin:p@ss?w/rd@192.0.2.7/live?key=s3cret"
    with pytest.raises(DeviceError, match="camera hall cannot be opened") as caught:
        run(all_of(CameraDevice(address, SystemClock(), camera="hall")))
    assert [part for part in ("admin", "ss", "w/rd", "192.0.2.7", "s3cret") if part in caught.value.text.zh] == []


def test_a_device_that_stops_giving_pictures_says_so_after_its_last_frame(video: Path) -> None:
    with pytest.raises(DeviceError, match="no pictures any more") as caught:
        run(all_of(CameraDevice(str(video), SystemClock(), camera="hall")))
    assert str(video) in caught.value.text.zh


def test_a_device_gives_frames_until_it_is_let_go(video: Path) -> None:
    async def first() -> Frame | None:
        device = CameraDevice(str(video), LeapingClock(BEGAN), camera="hall")
        async for frame in device.frames():
            await device.aclose()
            return frame
        return None

    found = run(first())
    assert found is not None
    assert (found.camera, found.taken_at, found.rgb.shape) == ("hall", BEGAN, (48, 64, 3))


def frame(number: int) -> Frame:
    return Frame(
        camera="c", sequence=number, taken_at=BEGAN + timedelta(seconds=number), rgb=np.zeros((2, 2, 3), dtype=np.uint8)
    )


def test_only_the_newest_frame_is_kept() -> None:
    async def taken() -> int:
        newest = NewestFrame()
        for number in range(5):
            newest.put(frame(number))
        found = await newest.take()
        assert found is not None
        return found.sequence

    assert run(taken()) == 4


def test_the_last_frame_of_a_camera_that_fails_is_still_seen() -> None:
    async def ended() -> Frame | None:
        newest = NewestFrame()
        newest.put(frame(1))
        newest.close(DeviceError(Text(zh="坏了。", en="It broke.")))
        last = await newest.take()
        with pytest.raises(DeviceError):
            await newest.take()
        return last

    assert run(ended()) is not None


def test_after_closing_there_are_no_frames() -> None:
    async def ended() -> Frame | None:
        newest = NewestFrame()
        newest.put(frame(1))
        newest.close()
        return await newest.take()

    assert run(ended()) is None


def test_waiting_for_a_frame_has_an_end() -> None:
    async def waited() -> None:
        await NewestFrame().take(timedelta(milliseconds=1))

    with pytest.raises(TimeoutError):
        run(waited())


def picture(seconds: float) -> Picture:
    return Picture(
        camera="head",
        taken_at=BEGAN + timedelta(seconds=seconds),
        width=2,
        height=2,
        rgb=memoryview(bytes(12)),
    )


def test_a_body_waits_until_its_picture_was_dealt_with() -> None:
    async def watched() -> list[str]:
        told: list[str] = []
        source = PushSource("head")

        async def watch() -> None:
            async for taken in source.frames():
                told.append(f"looking at {taken.sequence}")
                await asyncio.sleep(0)
                told.append(f"done with {taken.sequence}")

        watching = asyncio.create_task(watch())
        await asyncio.sleep(0)
        for number in range(3):
            await source.push(picture(number / 5))
            told.append(f"pushed {number + 1}")
        await source.aclose()
        await watching
        return told

    assert run(watched()) == [
        step for number in (1, 2, 3) for step in (f"looking at {number}", f"done with {number}", f"pushed {number}")
    ]


def test_a_body_does_not_wait_when_nobody_looks() -> None:
    async def pushed() -> bool:
        pushing = asyncio.create_task(PushSource("head").push(picture(0)))
        await asyncio.sleep(0)
        return pushing.done()

    assert run(pushed())


def test_a_body_does_not_wait_for_somebody_who_left() -> None:
    async def pushed() -> bool:
        source = PushSource("head")

        async def one() -> None:
            async for _ in source.frames():
                return

        watching = asyncio.create_task(one())
        await asyncio.sleep(0)
        await source.push(picture(0))
        await watching
        pushing = asyncio.create_task(source.push(picture(1)))
        await asyncio.sleep(0)
        return pushing.done()

    assert run(pushed())


def test_a_body_that_gives_more_pictures_than_wanted_is_not_held_up() -> None:
    async def pushed() -> int:
        source = PushSource("head")
        seen = 0

        async def watch() -> None:
            nonlocal seen
            async for _ in source.frames():
                seen += 1

        watching = asyncio.create_task(watch())
        await asyncio.sleep(0)
        for number in range(60):
            await source.push(picture(number / 60))
        await source.aclose()
        await watching
        return seen

    assert run(pushed()) == pytest.approx(8, abs=1)


class StallingServer:
    """A camera on the network: it sends what was recorded to whoever calls, and then falls silent without a word."""

    def __init__(self, recording: bytes) -> None:
        self._recording = recording
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._over = threading.Event()
        self._thread.start()

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self._socket.getsockname()[1]}"

    def _serve(self) -> None:
        caller, _ = self._socket.accept()
        with caller:
            caller.sendall(self._recording)
            self._over.wait(60.0)

    def close(self) -> None:
        self._over.set()
        self._socket.close()
        self._thread.join(10.0)


@pytest.fixture
def stream(tmp_path: Path) -> bytes:
    """Two seconds of a network camera's stream."""
    import av

    path = tmp_path / "stream.ts"
    with av.open(str(path), "w", format="mpegts") as container:
        video = container.add_stream("mpeg2video", rate=25)
        video.width, video.height, video.pix_fmt = 160, 128, "yuv420p"
        for number in range(50):
            picture = np.full((128, 160, 3), 4 * number, dtype=np.uint8)
            container.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(video.encode(None))
    return path.read_bytes()


@pytest.mark.slow
def test_a_network_camera_that_stalls_is_told_within_ten_seconds(stream: bytes) -> None:
    server, clock = StallingServer(stream), SystemClock()
    seen: list[Frame] = []

    async def watch() -> timedelta:
        began = clock.monotonic()
        with pytest.raises(DeviceError) as told:
            seen.extend([frame async for frame in CameraDevice(server.address, clock, camera="hall").frames()])
        assert bilingual(told.value.text)
        return clock.monotonic() - began

    try:
        assert run(watch()) < timedelta(seconds=10)
    finally:
        server.close()


def test_a_placed_camera_knows_where_its_pixels_are_and_where_the_robot_is(video: Path) -> None:
    placement = Placement(x_m=1.0, y_m=2.0, height_m=2.2, heading_rad=0.0, tilt_rad=0.3, view_rad=math.pi / 2)
    robot = Pose(x_m=3.0, y_m=1.0, yaw_rad=0.0)
    device = CameraDevice(str(video), LeapingClock(BEGAN), camera="hall", placement=placement, robot=lambda: robot)

    async def first() -> Frame:
        async for frame in device.frames():
            return frame
        raise AssertionError

    frame = run(first())
    assert frame.placed
    assert (frame.robot, frame.camera) == (robot, "hall")
    assert [frame.fx, frame.fy, frame.cx, frame.cy] == pytest.approx([32.0, 32.0, 32.0, 24.0])
    assert frame.camera_to_map is not None
    assert frame.camera_to_map[:3, 3] == pytest.approx([1.0, 2.0, 2.2])
