"""Words in a third language are no wish, whatever they sound like, and are answered once; cries are heeded in any."""

from dataclasses import replace
from datetime import timedelta

import pytest

from carebot.bus import Bus
from carebot.clocks import SimulatedClock
from carebot.core.events import IntentRecognized, Source, Transcript
from carebot.core.intents import HELP, YES, Intent
from carebot.core.language import Language
from carebot.core.record import AnyEvent
from carebot.other_language import ONCE_IN, OtherLanguage
from dialogue.base import Interpretation
from tests.safety.builders import BY_LI, NOW

WORDS = Transcript(
    id="t",
    occurred_at=NOW,
    cause="",
    text="continue",
    language=Language.EN,
    confidence=0.4,
    source=Source.MICROPHONE,
    speaker=BY_LI,
)
GO_ON = Interpretation(intent=Intent(name=YES), confidence=1.0)
pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_they_are_answered_once_in_a_while() -> None:
    bus, clock, told = Bus(), SimulatedClock(NOW), list[AnyEvent]()
    bus.subscribe(IntentRecognized, told.append)
    others = OtherLanguage(bus, clock)
    assert others.takes(WORDS, GO_ON, foreign=True)
    [event] = told
    assert isinstance(event, IntentRecognized)
    assert (event.intent.name, event.intent.slot("heard"), event.cause) == ("other_language", "yes", "t")
    assert others.takes(replace(WORDS, text="который час"), GO_ON, foreign=False)
    assert len(told) == 1, "she has heard it"
    await clock.advance(ONCE_IN + timedelta(seconds=1))
    assert others.takes(WORDS, GO_ON, foreign=True)
    assert len(told) == 2


async def test_ours_and_cries_go_their_way() -> None:
    others = OtherLanguage(Bus(), SimulatedClock(NOW))
    assert not others.takes(WORDS, GO_ON, foreign=False)
    cry = Interpretation(intent=Intent(name=HELP), confidence=1.0)
    assert not others.takes(replace(WORDS, text="救命 помогите мне"), cry, foreign=True)


@pytest.mark.parametrize(("source", "passed_on"), [(Source.PANEL, ["send_word"]), (Source.MICROPHONE, [])])
async def test_words_to_somebody_else_are_passed_on_where_they_were_typed(source: Source, passed_on: list[str]) -> None:
    bus, told = Bus(), list[AnyEvent]()
    bus.subscribe(IntentRecognized, told.append)
    words = replace(WORDS, text="小李，把窗户带上", source=source)
    elsewhere = Interpretation(intent=None, elsewhere=True)
    assert OtherLanguage(bus, SimulatedClock(NOW)).takes(words, elsewhere, foreign=False)
    assert [event.intent.name for event in told if isinstance(event, IntentRecognized)] == passed_on
