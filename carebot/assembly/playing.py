"""Recordings in the place of devices: read beforehand, begun when the robot is ready, ended when they are dealt with.

A recording plays once: one that breaks off is told as a fault and not begun anew.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from carebot.bus import Bus
from carebot.clocks import SystemClock
from carebot.core.alarms import IncidentChanged, IncidentStage
from carebot.core.deeds import RobotReady
from carebot.core.ids import Id
from carebot.core.record import AnyEvent
from carebot.supervisor import Supervisor
from dialogue.sound import decode
from monitoring.camera import VideoFile

# Until she has answered, or has not, people are not called: a robot that ended here would leave her lying.
_OPEN_QUESTIONS: Final = frozenset({IncidentStage.SUSPECTED, IncidentStage.ASKED})


async def check_sound(path: Path) -> None:
    """Raise DeviceError when the file at `path` holds no sound that can be read."""
    await asyncio.to_thread(decode, path)


async def check_video(path: Path) -> None:
    """Raise DeviceError when the file at `path` holds no picture that can be read."""
    video = VideoFile(path, SystemClock(), waits=False)
    async for _ in video.frames():
        await video.aclose()


def play(bus: Bus, supervisor: Supervisor, name: str, recording: Callable[[], Awaitable[None]]) -> asyncio.Task[None]:
    """Begin `recording` once the robot is ready; the task ends when it has ended and no incident waits for an answer.

    To be called before the robot is ready.
    """
    questions = _Questions(bus)

    async def played() -> None:
        await questions.ready.wait()
        await recording()
        await questions.none_open.wait()

    return supervisor.start(name, played())


class _Questions:
    """Whether the robot is ready, and whether it waits for an answer to what it suspects."""

    def __init__(self, bus: Bus) -> None:
        self.ready = asyncio.Event()
        self.none_open = asyncio.Event()
        self.none_open.set()
        self._open: set[Id] = set()
        bus.subscribe(RobotReady, self._on_event)
        bus.subscribe(IncidentChanged, self._on_event)

    def _on_event(self, event: AnyEvent) -> None:
        match event:
            case RobotReady():
                self.ready.set()
            case IncidentChanged(stage=stage):
                self._note(event.incident, still_open=stage in _OPEN_QUESTIONS)
            case _:
                pass

    def _note(self, incident: Id, *, still_open: bool) -> None:
        if still_open:
            self._open.add(incident)
            self.none_open.clear()
        else:
            self._open.discard(incident)
            if not self._open:
                self.none_open.set()
