"""While a question waits the recognisers are told its answers; afterwards nothing is expected."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from carebot.assembly.expecting import Expecting
from carebot.bus import Bus
from carebot.core.actions import Action, Ask, Say
from carebot.core.deeds import ActionFinished, ActionProposed, ActionWithdrawn
from carebot.core.language import Language, Text
from carebot.core.outcomes import Outcome, Result
from dialogue._recognizing import Chain
from dialogue.base import Heard, Readiness, Recognizer, Samples
from tests.safety.builders import BY_LI, NOW

TEA = Ask(text=Text(zh="您要茶吗？", en="Would you like tea?"), language=Language.ZH, timeout=timedelta(seconds=5))
ROOM = Ask(text=Text(zh="哪个房间？", en="Which room?"), language=Language.EN)
HELLO = Say(text=Text(zh="您好", en="Hello"), language=Language.ZH)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class World:
    def __init__(self) -> None:
        self.bus = Bus()
        self.told: list[tuple[str, ...]] = []
        Expecting(self.bus, lambda question: (question, "要"), lambda words: self.told.append(tuple(words)))

    def propose(self, run: str, action: Action) -> None:
        self.bus.publish(
            ActionProposed(id=f"p{run}", occurred_at=NOW, cause="", run=run, owner="g", action=action, requester=BY_LI)
        )

    def finish(self, run: str, action: Action) -> None:
        outcome = Outcome(result=Result.SUCCEEDED)
        self.bus.publish(
            ActionFinished(id=f"f{run}", occurred_at=NOW, cause="", run=run, action=action, outcome=outcome)
        )


def test_a_question_is_expected_to_be_answered_until_it_ends() -> None:
    world = World()
    world.propose("1", TEA)
    world.finish("1", TEA)
    assert world.told == [("您要茶吗？", "要"), ()]


def test_what_is_said_and_ends_changes_nothing() -> None:
    world = World()
    world.propose("1", HELLO)
    world.finish("1", HELLO)
    assert world.told == []


def test_of_two_questions_the_last_counts_and_then_the_first_again() -> None:
    world = World()
    world.propose("1", TEA)
    world.propose("2", ROOM)
    world.bus.publish(ActionWithdrawn(id="w", occurred_at=NOW, cause="", run="2"))
    world.finish("2", ROOM)
    world.finish("1", TEA)
    assert [words[0] if words else "" for words in world.told] == ["您要茶吗？", "Which room?", "您要茶吗？", ""]


class Attentive(Recognizer):
    name = "attentive"
    languages = frozenset(Language)

    def __init__(self) -> None:
        self.expected: list[tuple[str, ...]] = []

    def readiness(self) -> Readiness:
        return Readiness(ready=True, detail=Text(zh="好", en="ready"))

    def start(self) -> None:
        pass

    def expect(self, words: Sequence[str]) -> None:
        self.expected.append(tuple(words))

    def recognize(self, samples: Samples, language: Language | None) -> Heard | None:
        return None

    def close(self) -> None:
        pass


@pytest.mark.anyio
async def test_every_engine_of_the_chain_is_told_those_that_start_later_too() -> None:
    engine = Attentive()
    chain = Chain([engine], lambda _: None)
    chain.expect(["要"])
    assert engine.expected == []
    await chain.start()
    chain.expect(())
    await chain.aclose()
    assert engine.expected == [("要",), ()]
