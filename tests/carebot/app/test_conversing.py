"""A conversation with a whole robot: several wishes, words that lean on others, and a question back."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest

from carebot.app import running
from carebot.core.alarms import IncidentChanged
from carebot.core.deeds import GoalAccepted, GoalFinished, Spoken
from carebot.core.events import Event, IntentRecognized, IntentUnclear, Transcript
from carebot.core.language import Language
from carebot.core.people import Requester, RequesterKind
from carebot.core.record import AnyEvent
from carebot.robot import Robot
from carebot.settings import Settings
from tests.carebot.stranger import machine, still_body

__all__ = ["machine", "still_body"]
pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.usefixtures("still_body")]
E = TypeVar("E", bound=Event)
HERSELF = Requester(kind=RequesterKind.RESIDENT, id="wang")
SOMEBODY = Requester(kind=RequesterKind.UNKNOWN_VOICE)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


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
        async with asyncio.timeout(30):
            while not holds():
                self.happened.clear()
                await self.happened.wait()

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.told if isinstance(event, kind)]

    def wishes(self) -> list[str]:
        return [event.intent.name for event in self.of(IntentRecognized)]

    def said(self) -> list[str]:
        return [event.text for event in self.of(Spoken)]


@asynccontextmanager
async def home(folder: Path) -> AsyncIterator[Home]:
    """A robot whose captions somebody reads, so that its questions count as heard without a loudspeaker."""
    settings = {"body": {"name": "still"}, "journal": folder / "j.db", "speech": {"recognizers": ()}}
    async with running(Settings.model_validate(settings)) as at_work:
        at_work.speaking.listeners.readers.append(lambda: 1)
        one = Home(at_work.robot)
        at_work.robot.bus.subscribe(Event, one.take_in)
        yield one


async def test_two_wishes_in_one_sentence_become_two_of_one_cause(machine: Path) -> None:
    async with home(machine) as house:
        house.hear("现在几点了，再讲个笑话吧")
        [words] = house.of(Transcript)
        assert house.wishes() == ["ask_time", "tell_joke"]
        assert {event.cause for event in house.of(IntentRecognized)} == {words.id}


async def test_once_more_is_the_last_wish_of_the_one_who_says_it(machine: Path) -> None:
    async with home(machine) as house:
        house.hear("现在几点了")
        house.hear("再来一次", SOMEBODY)
        assert house.wishes() == ["ask_time"]
        house.hear("再来一次")
        assert house.wishes() == ["ask_time", "ask_time"]


async def test_what_may_have_been_a_cry_is_asked_about_and_a_yes_calls_people(machine: Path) -> None:
    async with home(machine) as house:
        house.hear("我知道了")
        [unclear] = house.of(IntentUnclear)
        assert unclear.candidates[0].intent.name == "help"
        await house.until(lambda: any(words.startswith("您是说“") for words in house.said()))
        assert house.of(IncidentChanged) == []
        house.hear("是的")
        await house.until(lambda: house.of(IncidentChanged))
        assert house.wishes()[-1] == "help"


async def test_a_no_leaves_it_be(machine: Path) -> None:
    async with home(machine) as house:
        house.hear("我知道了")
        await house.until(lambda: [event for event in house.of(GoalAccepted) if event.goal.skill == "clarify"])
        await house.until(house.said)
        house.hear("不是")
        await house.until(lambda: [event for event in house.of(GoalFinished) if event.skill == "clarify"])
        assert house.of(IncidentChanged) == []
        assert "help" not in house.wishes()
