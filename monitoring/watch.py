"""Watching a recording or a camera from the command line: one line for each thing that is noticed.

A recording that lacks part of its pictures is never told as if nothing happened there.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from carebot.core.concerns import ConcernRaised
from carebot.core.errors import DeviceError
from carebot.core.events import FallSuspected
from carebot.core.language import Text
from monitoring.frames import Frame, FrameSource
from monitoring.lookout import Lookout
from monitoring.monitors.base import Noticed

Line = dict[str, object]

_UNSEEN: Final = timedelta(seconds=1)
"""So much may lack at the end: the last pictures of a file are left out by its pace, and its length is rounded."""
_HOLE: Final = timedelta(seconds=2)
_HOLE_INTERVALS: Final = 5
"""A hole is longer than so many of the recording's own intervals: one picture in ten seconds is a slow recording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What the video file at `path` says of itself; zero where it does not say it."""

    path: Path
    lasts: timedelta = timedelta()
    frames: int = 0


async def watch(source: FrameSource, lookout: Lookout, promise: Promise | None = None) -> AsyncIterator[Line]:
    """What is noticed, as it is noticed. Times count in seconds from the first frame; places are metres on the map.

    Raises DeviceError when the source cannot be read, and at the end when it gave less than its file's `promise`.
    """
    began_at: datetime | None = None
    seen = _Seen()
    async for frame in source.frames():
        began_at = began_at or frame.taken_at
        seen.note(frame, frame.taken_at - began_at)
        glimpse = await lookout.look(frame)
        for event in glimpse.noticed if glimpse else ():
            yield line_of(event, began_at)
    if promise is not None and (missing := seen.missing(promise)):
        raise DeviceError(_incomplete(promise.path, missing))


def promise_of(path: Path) -> Promise:
    """How long the video at `path` says it lasts; raises DeviceError when it holds no pictures."""
    import av

    try:
        with av.open(str(path)) as container:
            video = container.streams.video[0]
            interval_s = 1 / float(video.average_rate) if video.average_rate else 0.0
            lasts_s = max(_told_s(container), video.frames * interval_s)
            return Promise(path=path, lasts=timedelta(seconds=lasts_s), frames=video.frames)
    except (av.FFmpegError, OSError, IndexError) as error:
        raise DeviceError(
            Text(
                zh=f"{path} 无法作为视频读取。请检查文件是否完整。",
                en=f"{path} cannot be read as a video. Check that the file is complete.",
            )
        ) from error


def _told_s(container: Any) -> float:
    """The length of the pictures as the file tells it; the sound beside them may be longer."""
    video = container.streams.video[0]
    if video.duration is not None and video.time_base is not None:
        return float(video.duration * video.time_base)
    if tagged := video.metadata.get("DURATION"):
        hours, minutes, seconds = tagged.split(":")
        return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
    if container.duration is not None and not container.streams.audio:
        return float(container.duration) / 1e6
    return 0.0


@dataclass(slots=True)
class _Seen:
    """Which stretches of a recording had pictures; times count from the first."""

    last: timedelta = timedelta()
    sequence: int = 0
    frames: int = 0
    holes: list[tuple[timedelta, timedelta]] = field(default_factory=list)

    def note(self, frame: Frame, at: timedelta) -> None:
        """Take `frame`, taken `at` that time, down."""
        if self.frames > 1 and at - self.last > max(_HOLE, _HOLE_INTERVALS * self.last / (self.frames - 1)):
            self.holes.append((self.last, at))
        self.last, self.sequence = at, frame.sequence
        self.frames += 1

    def missing(self, promise: Promise) -> list[tuple[timedelta, timedelta]]:
        """The stretches without pictures, that at the end included."""
        interval = promise.lasts / promise.frames if promise.frames else timedelta()
        all_came = promise.frames > 0 and (promise.frames - self.sequence) * interval <= _UNSEEN
        if all_came or promise.lasts - self.last <= _UNSEEN:
            return self.holes
        return [*self.holes, (self.last, promise.lasts)]


def _incomplete(path: Path, missing: Sequence[tuple[timedelta, timedelta]]) -> Text:
    listed = ", ".join(f"{start.total_seconds():.0f}–{end.total_seconds():.0f}" for start, end in missing)
    return Text(
        zh=f"{path} 不完整：第 {listed} 秒没有画面，那时发生了什么无从得知。请重新复制这个文件。",
        en=f"{path} is incomplete: it has no pictures at {listed} s, and what happened then is unknown. "
        "Copy the file anew.",
    )


def line_of(event: Noticed, began_at: datetime) -> Line:
    """One noticed thing as plain values."""
    line: Line = {
        "kind": event.kind,
        "monitor": event.monitor,
        "at_s": _seconds(event.occurred_at, began_at),
        "occurred_at": event.occurred_at.isoformat(),
        "confidence": event.confidence,
        "about": event.about,
        "position": [event.position.x_m, event.position.y_m] if event.position else None,
        "evidence": dict(event.evidence),
    }
    if isinstance(event, FallSuspected):
        return line | {"onset_s": _seconds(event.onset_at, began_at), "camera": event.camera}
    if isinstance(event, ConcernRaised):
        since_s = _seconds(event.since, began_at)
        return line | {"concern": event.concern.value, "since_s": since_s, "camera": event.camera}
    return line | {"posture": event.posture.value}


def _seconds(instant: datetime, began_at: datetime) -> float:
    return round((instant - began_at).total_seconds(), 2)
