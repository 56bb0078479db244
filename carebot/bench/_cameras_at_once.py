"""Several cameras watched at once at their own pace, as the robot watches them: what is looked at, what is dropped.

A camera that shows its clip to the end is put in again; frames that nobody took in time are counted as dropped.
"""

import asyncio
import itertools
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from carebot.core.clock import Clock
from carebot.core.errors import DeviceError
from monitoring.camera import CameraDevice
from monitoring.frames import ENOUGH_FRAMES_PER_S, Frame
from monitoring.lookout import Glimpse


class Looks(Protocol):
    """What looks at the frames of one camera in their order."""

    async def look(self, frame: Frame) -> Glimpse | None:
        """What the frame shows."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AtOnce:
    """What several cameras cost. `cores` is the processor time used a second, decoding included."""

    cameras: int
    seconds: float
    frames: int
    frames_per_camera_s: float
    dropped_share: float
    cores: float
    frames_per_core_s: float


async def watch_at_once(
    clips: Sequence[Path], lookouts: Sequence[Looks], lasts: timedelta, clock: Clock, engines_cpu_s: Callable[[], float]
) -> AtOnce:
    """Show `clips` to one camera for each of `lookouts` for so long. Raises DeviceError where no clip can be shown."""
    began, began_cpu_s = clock.monotonic(), _own_cpu_s() + engines_cpu_s()
    ends = began + lasts
    watched = [_watch(number, clips, look, ends, clock) for number, look in enumerate(lookouts)]
    frames = sum(await asyncio.gather(*watched))
    took_s = (clock.monotonic() - began).total_seconds()
    cpu_s = _own_cpu_s() + engines_cpu_s() - began_cpu_s
    due = ENOUGH_FRAMES_PER_S * took_s * len(lookouts)
    return AtOnce(
        cameras=len(lookouts),
        seconds=round(took_s, 1),
        frames=frames,
        frames_per_camera_s=round(frames / took_s / len(lookouts), 2),
        dropped_share=round(max(0.0, 1 - frames / due), 3),
        cores=round(cpu_s / took_s, 2),
        frames_per_core_s=round(frames / max(cpu_s, 1e-6), 1),
    )


async def _watch(number: int, clips: Sequence[Path], look: Looks, ends: timedelta, clock: Clock) -> int:
    """One camera, which begins with a clip of its own; gives how many frames were looked at."""
    frames = failures = 0
    for clip in itertools.islice(itertools.cycle(clips), number, None):
        device = CameraDevice(str(clip), clock, camera=f"camera-{number + 1}")
        before = frames
        try:
            async for frame in device.frames():
                await look.look(frame)
                frames += 1
                if clock.monotonic() >= ends:
                    await device.aclose()
        except DeviceError:
            failures = failures + 1 if frames == before else 0
            if failures >= len(clips):
                raise
        if clock.monotonic() >= ends:
            break
    return frames


def _own_cpu_s() -> float:
    times = os.times()
    return times.user + times.system
