"""What nothing understood waits for a proposal: never for long, never past new words or a stop, and in order."""

import asyncio
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from carebot.bus import Bus
from carebot.clocks import SystemClock
from carebot.core.events import IntentUnclear, Source, StopPressed
from carebot.core.intents import Candidate, Intent
from carebot.core.language import Language, Text
from carebot.core.people import Requester, RequesterKind
from carebot.core.record import AnyEvent
from carebot.second_opinion import SecondOpinion
from carebot.supervisor import Supervisor
from tests.safety.builders import BY_LI, BY_NURSE, NOW

pytestmark = [pytest.mark.anyio]
ERRAND = Candidate(intent=Intent(name="errand"), confidence=0.5, sentence=Text(zh="跑腿", en="errand"))
UNCLEAR = IntentUnclear(
    id="u", occurred_at=NOW, cause="t", text="咕噜", language=Language.ZH, source=Source.MICROPHONE, speaker=BY_LI
)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@dataclass
class Thoughtful:
    """Answers when it is let."""

    answer: tuple[Candidate, ...] = (ERRAND,)
    fails: bool = False
    free: asyncio.Event = field(default_factory=asyncio.Event)

    def may_hear(self, text: str) -> bool:
        return text != "秘密"

    async def propose(self, text: str) -> tuple[Candidate, ...]:
        await self.free.wait()
        if self.fails:
            raise RuntimeError(text)
        return self.answer


class World:
    def __init__(self, adviser: Thoughtful) -> None:
        self.bus, self.clock = Bus(), SystemClock()
        self.told: list[AnyEvent] = []
        self.faults: list[tuple[str, Text | None]] = []
        self.adviser = adviser
        self.supervisor = Supervisor(self.clock, lambda *fault: self.faults.append(fault))
        self.opinion = SecondOpinion(self.bus, self.clock, self.supervisor, adviser)
        self.bus.subscribe(IntentUnclear, self.told.append)

    async def answered(self) -> None:
        self.adviser.free.set()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            if task.get_name() == "language model":
                await task


async def test_what_is_proposed_goes_on_record_to_be_asked_about() -> None:
    world = World(Thoughtful())
    assert world.opinion.takes(UNCLEAR)
    assert world.told == [], "it is held back"
    await world.answered()
    [unclear] = world.told
    assert isinstance(unclear, IntentUnclear)
    assert (unclear.candidates, unclear.id, unclear.cause) == ((ERRAND,), "u", "t")
    assert unclear.occurred_at > NOW, "it is of the moment when it counts"


@pytest.mark.parametrize("change", [{"answer": ()}, {"fails": True}])
async def test_without_a_proposal_it_counts_as_not_understood(change: dict[str, Any]) -> None:
    world = World(Thoughtful(**change))
    world.opinion.takes(UNCLEAR)
    await world.answered()
    [unclear] = world.told
    assert isinstance(unclear, IntentUnclear)
    assert unclear.candidates == ()
    assert bool(world.faults) is bool(change.get("fails"))


async def test_new_words_or_a_stop_end_the_waiting_and_a_late_answer_is_none() -> None:
    world = World(Thoughtful())
    world.opinion.takes(UNCLEAR)
    assert not world.opinion.takes(replace(UNCLEAR, id="second")), "one at a time"
    world.bus.publish(StopPressed(id="s", occurred_at=NOW, cause="", by=BY_LI, source=Source.MICROPHONE))
    [unclear] = world.told
    assert isinstance(unclear, IntentUnclear)
    assert unclear.candidates == ()
    await world.answered()
    assert len(world.told) == 1
    world.opinion.settle()
    assert len(world.told) == 1, "nothing is held back any more"


@pytest.mark.parametrize(
    "unclear",
    [
        replace(UNCLEAR, speaker=BY_NURSE),
        replace(UNCLEAR, speaker=Requester(kind=RequesterKind.SCHEDULE)),
        replace(UNCLEAR, text="秘密"),
        replace(UNCLEAR, candidates=(ERRAND,)),
    ],
)
async def test_what_is_not_for_it_is_not_held_back(unclear: IntentUnclear) -> None:
    assert not World(Thoughtful()).opinion.takes(unclear)
