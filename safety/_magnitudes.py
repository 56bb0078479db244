"""Every number that an action carries, by name, and the range in which each makes sense at all.

The ranges keep nonsense out; what is safe within them is for the physical policies.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, assert_never

from carebot.core.actions import (
    Action,
    Approach,
    Ask,
    Escort,
    Forget,
    Handover,
    KeepReminder,
    Kept,
    Look,
    Manipulate,
    MoveTo,
    NoteReminder,
    Notify,
    Pick,
    PlayMusic,
    PutDown,
    Remember,
    RemindDose,
    Say,
    SetConsent,
    SetDevice,
    StoreClip,
    SupportWalking,
    Wait,
)
from carebot.core.household import Task
from carebot.core.speech import SetSpeech


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Numbers from `low` to `high`, both included; `low` itself is left out where it is `exclusive`."""

    low: float
    high: float
    exclusive: bool = False

    def __contains__(self, value: float) -> bool:
        above = self.low < value if self.exclusive else self.low <= value
        return above and value <= self.high


RANGES: Final[Mapping[str, Range]] = MappingProxyType(
    {
        "speed_mps": Range(low=0.0, high=3.0, exclusive=True),
        "stop_at_m": Range(low=0.0, high=10.0),
        "last_seen_x_m": Range(low=-1000.0, high=1000.0),
        "last_seen_y_m": Range(low=-1000.0, high=1000.0),
        "pan_rad": Range(low=-3.2, high=3.2),
        "tilt_rad": Range(low=-1.6, high=1.6),
        "force_n": Range(low=0.0, high=1000.0),
        "volume_db": Range(low=0.0, high=120.0),
        "rate": Range(low=0.5, high=1.5),
        "level_db": Range(low=0.0, high=120.0),
        "timeout_s": Range(low=0.0, high=300.0, exclusive=True),
        "temperature_c": Range(low=-30.0, high=120.0),
        "minutes_from_due": Range(low=-1440.0, high=1440.0),
        "retention_s": Range(low=0.0, high=366 * 86_400.0, exclusive=True),
        "duration_s": Range(low=0.0, high=86_400.0),
        "times": Range(low=0.0, high=10_000.0),
        "chain_step": Range(low=0.0, high=10_000.0),
    }
)


def magnitudes(action: Action) -> Iterator[tuple[str, float]]:
    """Name and value of every number of `action`; durations in seconds."""
    match action:
        case Say() | PlayMusic():
            yield "volume_db", action.volume_db
        case Ask():
            yield "volume_db", action.volume_db
            yield "timeout_s", action.timeout.total_seconds()
        case RemindDose():
            yield "volume_db", action.volume_db
            yield "minutes_from_due", action.minutes_from_due
        case Notify():
            yield "chain_step", action.chain_step
        case SetDevice():
            if action.temperature_c is not None:
                yield "temperature_c", action.temperature_c
        case StoreClip():
            yield "retention_s", action.retention.total_seconds()
        case Remember() | Forget() | SetConsent() | SetSpeech() | KeepReminder() | NoteReminder():
            yield from _of_speech(action)
        case Wait():
            yield "duration_s", action.duration.total_seconds()
        case _:
            yield from _of_motion(action)


def _of_speech(action: Kept) -> Iterator[tuple[str, float]]:
    """How somebody is to be spoken to; nothing else that is kept has numbers."""
    if isinstance(action, SetSpeech):
        numbers = (("rate", action.rate), ("level_db", action.level_db))
        yield from ((name, value) for name, value in numbers if value is not None)


def _of_motion(
    action: MoveTo | Approach | Escort | Look | Pick | Handover | PutDown | SupportWalking | Manipulate,
) -> Iterator[tuple[str, float]]:
    match action:
        case MoveTo() | Escort():
            yield "speed_mps", action.speed_mps
        case Approach():
            yield "speed_mps", action.speed_mps
            yield "stop_at_m", action.stop_at_m
            if action.last_seen is not None:
                yield "last_seen_x_m", action.last_seen.x_m
                yield "last_seen_y_m", action.last_seen.y_m
        case SupportWalking():
            yield "speed_mps", action.speed_mps
            yield "force_n", action.force_n
        case Handover():
            yield "force_n", action.force_n
        case Look():
            yield "pan_rad", action.pan_rad
            yield "tilt_rad", action.tilt_rad
            yield "duration_s", action.duration.total_seconds()
        case Manipulate():
            yield from _of_task(action.task)
        case Pick() | PutDown():
            return
        case _:
            assert_never(action)


def _of_task(task: Task) -> Iterator[tuple[str, float]]:
    for deed in task.deeds:
        yield "times", deed.times
        if deed.duration is not None:
            yield "duration_s", deed.duration.total_seconds()
