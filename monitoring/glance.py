"""A glance through a camera before it is kept: the size of its pictures and how often they come. None of them stays."""

from contextlib import aclosing
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from carebot.core.clock import Clock
from carebot.core.errors import DeviceError
from carebot.core.language import Text
from monitoring.frames import FrameSource

LASTING: Final = timedelta(seconds=2)
_NOTHING: Final = Text(zh="没有画面。", en="There are no pictures.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The size of the pictures in pixels, and how many of them come in a second."""

    width: int
    height: int
    frames_per_s: float


async def glance(source: FrameSource, clock: Clock, lasting: timedelta = LASTING) -> Glance:
    """Look through `source` for so long; raises DeviceError where it gives no pictures."""
    began, first, count = timedelta(), None, 0
    async with aclosing(source.frames()) as frames:  # type: ignore[type-var]  # an iterator of frames is a generator
        async for frame in frames:
            now = clock.monotonic()
            if first is None:
                began, first = now, frame
                continue
            count += 1
            if now - began >= lasting:
                return Glance(
                    width=first.width, height=first.height, frames_per_s=count / (now - began).total_seconds()
                )
    raise DeviceError(_NOTHING)
