"""The language model beside the loop, over HTTP: answers within its limit, failures told and left alone for a while."""

import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from carebot.clocks import SimulatedClock
from carebot.core.language import Text
from dialogue.language_model import LanguageModel, Options
from dialogue.proposing import REST, Proposing
from tests.dialogue.language_model_server import Endpoint, serving
from tests.dialogue.understanding import house, phrasings
from tests.safety.builders import NOW

pytest.importorskip("openai")
pytestmark = [pytest.mark.anyio]
UNKNOWN = "能不能让我乐一乐"
JOKE = '{"intent": "tell_joke"}'


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@dataclass
class Asked:
    """What asks the model at `endpoint`, with what it told of its failures."""

    endpoint: Endpoint
    clock: SimulatedClock
    faults: list[Text | None] = field(default_factory=list)


@asynccontextmanager
async def asking(
    endpoint: Endpoint, limit: timedelta = timedelta(seconds=10)
) -> AsyncIterator[tuple[Proposing, Asked]]:
    asked = Asked(endpoint=endpoint, clock=SimulatedClock(NOW))
    with serving(endpoint) as url:
        model = LanguageModel(Options(endpoint=url, model="m"), phrasings(), house(), ())
        proposing = Proposing(model, limit, asked.clock, asked.faults.append)
        await proposing.start()
        try:
            yield proposing, asked
        finally:
            if endpoint.wait is not None:
                endpoint.wait.set()
            await proposing.aclose()


async def test_it_gives_what_the_model_proposes() -> None:
    async with asking(Endpoint(content=JOKE)) as (proposing, asked):
        assert proposing.may_hear(UNKNOWN)
        [candidate] = await proposing.propose(UNKNOWN)
        assert candidate.intent.name == "tell_joke"
        assert asked.faults == [None]
        assert not proposing.may_hear("救命")
    assert not proposing.may_hear(UNKNOWN), "it is closed"


async def test_a_failure_is_told_and_the_model_left_alone_for_a_while() -> None:
    async with asking(Endpoint(content=JOKE, status=500)) as (proposing, asked):
        assert await proposing.propose(UNKNOWN) == ()
        [fault] = asked.faults
        assert fault is not None
        assert not proposing.may_hear(UNKNOWN)
        asked.endpoint.status = 200
        await asked.clock.advance(REST)
        assert proposing.may_hear(UNKNOWN)
        assert await proposing.propose(UNKNOWN) != ()
        assert asked.faults[-1] is None


async def test_nobody_waits_longer_than_the_limit_nor_asks_while_it_still_thinks() -> None:
    endpoint = Endpoint(content=JOKE, wait=threading.Event())
    async with asking(endpoint, limit=timedelta(seconds=0.2)) as (proposing, asked):
        assert await proposing.propose(UNKNOWN) == ()
        [fault] = asked.faults
        assert fault is not None
        assert "too slowly" in fault.en
        await asked.clock.advance(REST)
        assert not proposing.may_hear(UNKNOWN), "the first answer is still on its way"


async def test_a_model_that_cannot_start_is_told_and_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    async with asking(Endpoint(content=JOKE)) as (proposing, asked):
        assert not proposing.may_hear(UNKNOWN)
        [fault] = asked.faults
        assert fault is not None
        assert "carebot[language-model]" in fault.en
