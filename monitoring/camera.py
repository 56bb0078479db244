"""Where frames come from: a camera device, a video file, or a body that pushes its pictures.

A device never makes anybody wait for old frames: its own thread reads on, and only the newest frame is kept.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from carebot.core.clock import Clock
from carebot.core.errors import DeviceError
from carebot.core.home import Pose
from carebot.core.language import Text
from carebot.core.picture import Picture
from monitoring._capture import NO_FRAME_FOR, next_time, opened, retrieved
from monitoring.frames import ENOUGH_FRAMES_PER_S, Frame, Pace, frame_of
from monitoring.placement import Placement

_LATE_BY: Final = timedelta(milliseconds=250)
"""A frame of a file that is late by so much is left out: whoever watches shall see the present."""


class NewestFrame:
    """Holds one frame: a new one takes the place of one that nobody has taken. Belongs to the loop."""

    def __init__(self) -> None:
        self._frame: Frame | None = None
        self._filled = asyncio.Event()
        self._wanted = asyncio.Event()
        self._failure: DeviceError | None = None
        self._closed = False

    def put(self, frame: Frame) -> None:
        """Offer `frame` in place of the last one."""
        self._frame = frame
        self._wanted.clear()
        self._filled.set()

    def close(self, failure: DeviceError | None = None) -> None:
        """End the frames at once, or after the one that is still there when a `failure` ends them."""
        self._closed, self._failure = True, failure
        self._filled.set()
        self._wanted.set()

    async def wanted(self) -> None:
        """Return once the frame was taken and dealt with, so that the next one is wanted; at once when closed."""
        if not self._closed:
            await self._wanted.wait()

    async def take(self, patience: timedelta | None = None) -> Frame | None:
        """The newest frame as soon as there is one; None at the end. Raises TimeoutError after `patience`."""
        if self._frame is None:
            self._wanted.set()
        async with asyncio.timeout(None if patience is None else patience.total_seconds()):
            await self._filled.wait()
        frame, self._frame = self._frame, None
        if self._failure is not None and frame is None:
            raise self._failure
        if not self._closed:
            self._filled.clear()
        return frame if self._failure is not None or not self._closed else None


class PushSource:
    """Frames of a camera that pushes them: the body's eye."""

    def __init__(self, camera: str, frames_per_s: float = ENOUGH_FRAMES_PER_S) -> None:
        self.camera = camera
        self._pace = Pace(frames_per_s)
        self._newest: NewestFrame | None = None
        self._sequence = 0

    async def push(self, picture: Picture) -> None:
        """Offer a picture; returns once it was dealt with, so that a simulation can wait for the eye.

        Returns at once while nobody takes frames.
        """
        self._sequence += 1
        if self._newest is not None and self._pace.takes(picture.taken_at):
            self._newest.put(frame_of(picture, self._sequence))
            await self._newest.wanted()

    async def frames(self) -> AsyncIterator[Frame]:
        """The newest frame, again and again, until the source is closed."""
        newest = self._newest = NewestFrame()
        try:
            while (frame := await newest.take()) is not None:
                yield frame
        finally:
            await self.aclose()

    async def aclose(self) -> None:
        """End the frames."""
        if self._newest is not None:
            self._newest.close()
            self._newest = None


class CameraDevice:
    """A camera of this machine by number (`0`), path (`/dev/video0`) or address (`rtsp://...`).

    A video file in its place is shown at its own pace, and fails at its end as a camera does that is unplugged. With a
    `placement` its frames are placed on the map; `robot` tells where the robot is, if anybody knows.
    """

    def __init__(
        self,
        address: str,
        clock: Clock,
        *,
        camera: str = "camera",
        frames_per_s: float = ENOUGH_FRAMES_PER_S,
        placement: Placement | None = None,
        robot: Callable[[], Pose | None] = lambda: None,
    ) -> None:
        self.camera = camera
        self._address = address
        self._clock = clock
        self._placement = placement
        self._robot = robot
        self._pace = Pace(frames_per_s)
        self._newest = NewestFrame()
        self._ended = threading.Event()
        self._reader: asyncio.Future[None] | None = None

    async def frames(self) -> AsyncIterator[Frame]:
        """The newest frame, again and again; raises DeviceError when the camera is missing or falls silent."""
        self._newest, self._ended = NewestFrame(), threading.Event()
        loop = asyncio.get_running_loop()
        thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"camera {self.camera}")
        self._reader = loop.run_in_executor(thread, self._read, loop, self._newest, self._ended)
        try:
            while (frame := await self._newest.take(NO_FRAME_FOR)) is not None:
                yield self._placed(frame)
        except TimeoutError as error:
            raise DeviceError(_silent(self._named())) from error
        finally:
            await self.aclose()
            thread.shutdown(wait=False)

    async def aclose(self) -> None:
        """Let go of the camera; a driver that hangs is left behind after a while."""
        self._ended.set()
        self._newest.close()
        if self._reader is not None:
            await asyncio.wait([self._reader], timeout=NO_FRAME_FOR.total_seconds())

    def _placed(self, frame: Frame) -> Frame:
        if self._placement is None:
            return frame
        focal_px = self._placement.focal_px(frame.width)
        return replace(
            frame,
            camera_to_map=self._placement.camera_to_map(),
            robot=self._robot(),
            fx=focal_px,
            fy=focal_px,
            cx=frame.width / 2,
            cy=frame.height / 2,
        )

    def _named(self) -> str:
        """Its name, with where it is; what stands in a network address may be a password, and is told to nobody."""
        return self.camera if "://" in self._address else f"{self.camera} ({self._address})"

    def _read(self, loop: asyncio.AbstractEventLoop, newest: NewestFrame, ended: threading.Event) -> None:
        """Read until `ended`: runs in the camera's own thread."""
        capture = opened(self._address)
        recorded = Path(self._address).is_file()
        began, sequence = self._clock.monotonic(), 0
        while capture is not None and not ended.is_set() and (at := next_time(capture, sequence)) is not None:
            sequence += 1
            if recorded:
                ended.wait(max(0.0, (began + at - self._clock.monotonic()).total_seconds()))
            taken_at = self._clock.now()
            rgb = retrieved(capture) if self._pace.takes(taken_at) else None
            if rgb is not None:
                frame = Frame(camera=self.camera, sequence=sequence, taken_at=taken_at, rgb=rgb)
                loop.call_soon_threadsafe(newest.put, frame)
        if capture is not None:
            capture.release()
        if not ended.is_set():
            failure = DeviceError(_missing(self._named()) if sequence == 0 else _silent(self._named()))
            loop.call_soon_threadsafe(newest.close, failure)


class VideoFile:
    """A recorded video, told as if it happened from `begins_at` (now) on. It ends at its end.

    `waits` keeps the recording's own pace by the clock; without it the frames come as fast as they are asked for.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        *,
        waits: bool,
        begins_at: datetime | None = None,
        frames_per_s: float = ENOUGH_FRAMES_PER_S,
    ) -> None:
        self.camera = path.stem
        self._path = path
        self._clock = clock
        self._waits = waits
        self._begins_at = begins_at
        self._pace = Pace(frames_per_s)
        self._closed = False

    async def frames(self) -> AsyncIterator[Frame]:
        """The frames in order; late ones are left out when the pace is kept. Raises DeviceError for no video."""
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="video file") as thread:
            capture = await _in(thread, opened, str(self._path))
            if capture is None:
                raise DeviceError(_no_video(self._path))
            try:
                async for frame in self._read(thread, capture):
                    yield frame
            finally:
                await _in(thread, capture.release)

    async def _read(self, thread: Executor, capture: Any) -> AsyncIterator[Frame]:
        begins_at = self._begins_at or self._clock.now()
        began = self._clock.monotonic()
        sequence = 0
        while not self._closed and (at := await _in(thread, next_time, capture, sequence)) is not None:
            sequence += 1
            if not self._pace.takes(begins_at + at) or await self._late(began + at):
                continue
            rgb = await _in(thread, retrieved, capture)
            if rgb is not None:
                yield Frame(camera=self.camera, sequence=sequence, taken_at=begins_at + at, rgb=rgb)
        if sequence == 0 and not self._closed:
            raise DeviceError(_no_video(self._path))

    async def aclose(self) -> None:
        """Stop after the present frame."""
        self._closed = True

    async def _late(self, due: timedelta) -> bool:
        """Wait until `due` where the pace is kept, and tell whether it had passed long since."""
        if not self._waits:
            return False
        left = due - self._clock.monotonic()
        if left > timedelta():
            await self._clock.sleep(left)
        return left < -_LATE_BY


async def _in(thread: Executor, work: Callable[..., Any], *arguments: object) -> Any:
    """Do blocking `work` in its `thread`."""
    return await asyncio.get_running_loop().run_in_executor(thread, work, *arguments)


def _missing(camera: str) -> Text:
    return Text(
        zh=f"打不开摄像头 {camera}。请检查连线和设置里的地址，并确认没有别的程序在使用它。",
        en=f"The camera {camera} cannot be opened. Check the cable and the address in the settings, "
        "and that no other program uses it.",
    )


def _silent(camera: str) -> Text:
    return Text(
        zh=f"摄像头 {camera} 不再传来画面。请检查连线和电源。",
        en=f"The camera {camera} gives no pictures any more. Check its cable and power.",
    )


def _no_video(path: Path) -> Text:
    return Text(
        zh=f"{path} 无法作为视频读取。请检查文件是否存在、是否完整。",
        en=f"{path} cannot be read as a video. Check that the file exists and is complete.",
    )
