"""Watching a recording or a camera from the command line: one line for each thing that is noticed."""

from collections.abc import AsyncIterator
from datetime import datetime

from carebot.core.events import FallSuspected
from monitoring.frames import FrameSource
from monitoring.lookout import Lookout
from monitoring.monitors.base import Noticed

Line = dict[str, object]


async def watch(source: FrameSource, lookout: Lookout) -> AsyncIterator[Line]:
    """What is noticed, as it is noticed. Times count in seconds from the first frame; places are metres on the map.

    Raises DeviceError when the source cannot be read.
    """
    began_at: datetime | None = None
    async for frame in source.frames():
        began_at = began_at or frame.taken_at
        glimpse = await lookout.look(frame)
        for event in glimpse.noticed if glimpse else ():
            yield line_of(event, began_at)


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
    return line | {"posture": event.posture.value}


def _seconds(instant: datetime, began_at: datetime) -> float:
    return round((instant - began_at).total_seconds(), 2)
