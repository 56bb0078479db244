"""What a robot at work consists of, as far as commands, panel and scenarios deal with it."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from carebot.assembly.hearing import Hearing
from carebot.assembly.speaking import Speaking
from carebot.outlets.base import Way
from carebot.robot import Robot
from robot_adapters.base import RobotAdapter


@dataclass(frozen=True, slots=True, kw_only=True)
class Recordings:
    """Recordings that take the place of devices; the robot ends when they end."""

    camera: Path | None = None
    microphone: Path | None = None

    @property
    def given(self) -> bool:
        """Whether there is any."""
        return self.camera is not None or self.microphone is not None


NO_RECORDINGS: Final = Recordings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A robot at work. `recordings` are the tasks that end with the recordings it was given."""

    robot: Robot
    body: RobotAdapter
    hearing: Hearing
    speaking: Speaking
    ways: dict[str, Way]
    recordings: tuple[asyncio.Task[None], ...] = ()
