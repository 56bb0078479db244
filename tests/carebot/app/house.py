"""A whole robot with a body that stands still: what she says to it, and what followed."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar
from unittest import mock

from carebot.app import running
from carebot.core.deeds import Spoken
from carebot.core.events import Event, IntentRecognized
from carebot.core.language import Language
from carebot.core.people import Requester, RequesterKind
from carebot.core.record import AnyEvent
from carebot.robot import Robot
from carebot.settings import Settings

E = TypeVar("E", bound=Event)

HERSELF: Final = Requester(kind=RequesterKind.RESIDENT, id="wang")
SOMEBODY: Final = Requester(kind=RequesterKind.UNKNOWN_VOICE)
QUIET: Final[dict[str, Any]] = {"recognizers": (), "phrases_ahead": False, "by_meaning": False, "microphone": "none"}
"""Speech without microphone and recognisers, sentences made ahead and meanings: the rest keeps a machine busy."""
_PATIENCE_S: Final = 60


@dataclass
class Home:
    """A robot at work, and what happened."""

    robot: Robot
    told: list[AnyEvent] = field(default_factory=list)
    happened: asyncio.Event = field(default_factory=asyncio.Event)

    def take_in(self, event: AnyEvent) -> None:
        self.told.append(event)
        self.happened.set()

    def hear(self, text: str, by: Requester = HERSELF) -> None:
        self.robot.hear(text, Language.ZH, by)

    async def until(self, holds: Callable[[], object]) -> None:
        async with asyncio.timeout(_PATIENCE_S):
            while not holds():
                self.happened.clear()
                await self.happened.wait()

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.told if isinstance(event, kind)]

    def wishes(self) -> list[str]:
        return [event.intent.name for event in self.of(IntentRecognized)]

    def said(self) -> list[str]:
        return [event.text for event in self.of(Spoken)]


async def _unguarded(*_: object) -> None:
    """A body that cannot move needs no guard, whose stop on a busy machine would end what is being done."""


@asynccontextmanager
async def home(folder: Path, **more: object) -> AsyncIterator[Home]:
    """A robot whose captions somebody reads, so that its questions count as heard without a loudspeaker."""
    settings = {"body": {"name": "still"}, "journal": folder / "j.db", "speech": QUIET, **more}
    with mock.patch("carebot.app.attach_guards", _unguarded):
        async with running(Settings.model_validate(settings)) as at_work:
            at_work.speaking.listeners.readers.append(lambda: 1)
            one = Home(at_work.robot)
            at_work.robot.bus.subscribe(Event, one.take_in)
            yield one
