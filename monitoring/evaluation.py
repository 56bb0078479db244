"""How well falls are found in recordings: what was told and when, against what truly happened."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import numpy as np

from carebot.core.clock import Clock
from carebot.core.errors import ModelError
from carebot.core.events import FallSuspected
from carebot.core.language import Text
from monitoring.camera import VideoFile
from monitoring.frames import Frame
from monitoring.lookout import Lookout
from monitoring.monitors.base import Monitor
from monitoring.motion_gate import MotionGate
from monitoring.people import PeopleEstimate
from monitoring.pose import MediaPipePose
from monitoring.skeletons import Look, PoseFrame

_AGAIN_AFTER: Final = timedelta(seconds=1)
_TRIES: Final = 300
"""On a busy machine the engine takes half a minute to come back."""
_EARLY: Final = timedelta(milliseconds=500)
_LATE: Final = timedelta(seconds=10)
"""An alarm belongs to a fall from shortly before its marked onset until so long after its marked end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One alarm in a clip: when it came, when the fall is said to have begun, how sure it is, and by which cues."""

    at_s: float
    onset_s: float
    confidence: float
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipResult:
    """What one clip brought. `cpu_s` counts decoding, the pose engine and everything after it."""

    alarms: tuple[Alarm, ...]
    frames: int
    duration_s: float
    cpu_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallen:
    """A fall that truly happened, by its clip's own clock."""

    onset_s: float
    end_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FallScore:
    """How well falls were found over many clips. Latencies are from the marked onset to the alarm; None without any."""

    falls: int
    found: int
    sensitivity: float | None
    false_alarms: int
    false_alarms_per_hour: float | None
    latency_p50_s: float | None
    latency_p90_s: float | None
    frames_per_core_s: float | None


class Unlosing:
    """An engine to measure by: a frame that it loses is shown to it again, for a miss without an engine is none."""

    def __init__(self, pose: MediaPipePose, clock: Clock) -> None:
        self._pose = pose
        self._clock = clock

    async def estimate(self, frame: Frame, looks: Sequence[Look] = ()) -> PoseFrame:
        """What the engine finds in `frame`; raises ModelError where it stays away for five minutes."""
        for _ in range(_TRIES):
            poses = await self._pose.estimate(frame, looks)
            if poses is not None:
                return poses
            await self._clock.sleep(_AGAIN_AFTER)
        raise ModelError(self._pose.readiness() or _LOST)


async def evaluate_clip(path: Path, pose: MediaPipePose, monitors: Sequence[Monitor], clock: Clock) -> ClipResult:
    """Watch a clip as fast as the machine can, with everything forgotten that was seen before it.

    Raises DeviceError when the file is no video, ModelError when the engine fails for good.
    """
    for monitor in monitors:
        monitor.reset()
    lookout = Lookout(Unlosing(pose, clock), monitors, PeopleEstimate(), gate=MotionGate())
    began_cpu_s = _own_cpu_s() + pose.cpu_s
    began_at = clock.now()
    frames, duration_s = 0, 0.0
    alarms: list[Alarm] = []
    async for frame in VideoFile(path, clock, waits=False, begins_at=began_at).frames():
        frames += 1
        duration_s = (frame.taken_at - began_at).total_seconds()
        glimpse = await lookout.look(frame)
        alarms.extend(
            _alarm(event, began_at)
            for event in (glimpse.noticed if glimpse else ())
            if isinstance(event, FallSuspected)
        )
    cpu_s = _own_cpu_s() + pose.cpu_s - began_cpu_s
    return ClipResult(alarms=tuple(alarms), frames=frames, duration_s=duration_s, cpu_s=round(cpu_s, 3))


def score(results: Mapping[str, ClipResult], truth: Mapping[str, Sequence[Fallen]]) -> FallScore:
    """The score of `results` by clip against the falls in each clip. A second alarm for a fall counts as false."""
    found, false_alarms = 0, 0
    latencies: list[float] = []
    for clip, result in results.items():
        left = list(truth.get(clip, ()))
        for alarm in result.alarms:
            fall = next((one for one in left if _belongs(alarm, one)), None)
            if fall is None:
                false_alarms += 1
                continue
            left.remove(fall)
            found += 1
            latencies.append(alarm.at_s - fall.onset_s)
    falls = sum(len(truth.get(clip, ())) for clip in results)
    hours = sum(result.duration_s for result in results.values()) / 3600
    cpu_s = sum(result.cpu_s for result in results.values())
    return FallScore(
        falls=falls,
        found=found,
        sensitivity=found / falls if falls else None,
        false_alarms=false_alarms,
        false_alarms_per_hour=false_alarms / hours if hours else None,
        latency_p50_s=percentile(latencies, 50),
        latency_p90_s=percentile(latencies, 90),
        frames_per_core_s=sum(result.frames for result in results.values()) / cpu_s if cpu_s else None,
    )


def _alarm(event: FallSuspected, began_at: datetime) -> Alarm:
    return Alarm(
        at_s=round((event.occurred_at - began_at).total_seconds(), 2),
        onset_s=round((event.onset_at - began_at).total_seconds(), 2),
        confidence=event.confidence,
        cause=cause(event),
    )


def _belongs(alarm: Alarm, fall: Fallen) -> bool:
    return fall.onset_s - _EARLY.total_seconds() <= alarm.at_s <= fall.end_s + _LATE.total_seconds()


def percentile(values: Sequence[float], percent: float) -> float | None:
    """The percentile to hundredths; None of nothing."""
    return round(float(np.percentile(values, percent)), 2) if values else None


def cause(event: FallSuspected) -> str:
    """The cues that speak for the fall, the strongest first."""
    cues = [(value, name) for name, value in event.evidence if value > 0 and not name.endswith(("_m", "_mps"))]
    return ", ".join(f"{name} {value:+.1f}" for value, name in sorted(cues, reverse=True))


def _own_cpu_s() -> float:
    times = os.times()
    return times.user + times.system


_LOST: Final = Text(
    zh="姿势识别一再丢失画面，无法测量。请等机器空闲时再试。",
    en="Pose estimation keeps losing frames, so nothing can be measured. Try again when the machine is less busy.",
)
