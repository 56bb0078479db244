"""Sight: the service that watches through one camera and tells what it sees."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from carebot.core.clock import Clock
from carebot.core.errors import DeviceError
from carebot.core.language import Text
from carebot.core.situation import PeopleView
from monitoring.camera_check import CameraCheck
from monitoring.frames import Frame, FrameSource
from monitoring.keypoints import CONNECTIONS
from monitoring.lookout import Glimpse, Lookout
from monitoring.monitors.base import Noticed

_SILENCE: Final = timedelta(seconds=5)
_CHECK_EVERY: Final = timedelta(seconds=1)
_FIRST_PAUSE: Final = timedelta(seconds=1)
_LONGEST_PAUSE: Final = timedelta(seconds=15)
"""So long is waited between two tries to reach a camera at most: who plugs it in again need not wait longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnSkeleton:
    """A person as the panel draws her: keypoints as shares of the picture's width and height, joined by `LINES`."""

    track: str
    points: tuple[tuple[float, float], ...]
    visibility: tuple[float, ...]


LINES: Final = CONNECTIONS

Skeletons = tuple[DrawnSkeleton, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Who is told what: events, who is where, skeletons to draw, and why the eye is blind (None: it sees again)."""

    noticed: Callable[[Noticed], None]
    seen: Callable[[PeopleView], None]
    skeletons: Callable[[Skeletons], None]
    fault: Callable[[Text | None], None]


class Sight:
    """Watches until its source ends, or for ever. The pose engine reports its own faults."""

    def __init__(self, source: FrameSource, lookout: Lookout, clock: Clock, told: Told, check: CameraCheck) -> None:
        self._source = source
        self._lookout = lookout
        self._clock = clock
        self._told = told
        self._check = check
        self._last_frame = timedelta()
        self._saw = False
        self._trouble: Text | None = None

    async def keep_watching(self) -> None:
        """Look for ever: a camera that cannot be read is told of, and tried again and again."""
        pause = _FIRST_PAUSE
        while True:
            self._saw = False
            try:
                await self.run()
            except DeviceError as error:
                self._report(error.text)
            else:
                return
            pause = _FIRST_PAUSE if self._saw else min(2 * pause, _LONGEST_PAUSE)
            await self._clock.sleep(pause)

    async def run(self) -> None:
        """Look at every frame as it comes; raises DeviceError when the camera cannot be read."""
        self._last_frame = self._clock.monotonic()
        waiting = asyncio.create_task(self._notice_silence(), name=f"sight of {self._source.camera}")
        try:
            async for frame in self._source.frames():
                self._last_frame, self._saw = self._clock.monotonic(), True
                self._report(self._check.trouble(frame))
                await self._look(frame)
        finally:
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)

    async def aclose(self) -> None:
        """End the source, and with it `run`."""
        await self._source.aclose()

    async def _look(self, frame: Frame) -> None:
        glimpse = await self._lookout.look(frame)
        if glimpse is None:
            return
        self._told.seen(glimpse.view)
        self._told.skeletons(drawn(glimpse))
        for event in glimpse.noticed:
            self._told.noticed(event)

    async def _notice_silence(self) -> None:
        while True:
            await self._clock.sleep(_CHECK_EVERY)
            if self._clock.monotonic() - self._last_frame > _SILENCE:
                self._report(_silent(self._source.camera))

    def _report(self, trouble: Text | None) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            self._told.fault(trouble)


def drawn(glimpse: Glimpse) -> Skeletons:
    """The people in view of a glimpse as the panel draws them."""
    return tuple(
        DrawnSkeleton(
            track=track.id,
            points=tuple(
                (round(float(x_px) / glimpse.width, 4), round(float(y_px) / glimpse.height, 4))
                for x_px, y_px in track.figure.skeleton.image_px
            ),
            visibility=tuple(round(float(value), 2) for value in track.figure.skeleton.visibility),
        )
        for track in glimpse.tracks
        if track.confirmed and track.in_view
    )


def _silent(camera: str) -> Text:
    return Text(
        zh=f"摄像头 {camera} 没有画面传来，机器人现在看不见。请检查摄像头。",
        en=f"No pictures come from the camera {camera}; the robot cannot see now. Check the camera.",
    )
