"""Half-said words: who halts is given time, and whole sentences are not cut short."""

import pytest

from carebot.core.language import Language
from dialogue.halting import HaltingInterpreter, is_halting
from tests.dialogue.understanding import interpreter


@pytest.mark.parametrize(
    "words",
    [
        *("那个，我想……那什么来着", "我想……", "那个叫什么来着", "给我拿那个，那个"),
        *("can you get me the, oh, what's it called", "I want to...", "could you bring my"),
    ],
)
def test_who_halts_is_given_time(words: str) -> None:
    assert is_halting(words)


@pytest.mark.parametrize(
    "words",
    [
        *("给我拿杯水", "我想喝水", "那个演员叫什么来着", "你叫什么", "bring me the cup", "I want to sleep"),
        *("what are you called", "我的眼镜是去年配的"),
    ],
)
def test_whole_sentences_do_not_halt(words: str) -> None:
    assert not is_halting(words)


def test_what_is_understood_goes_first_and_an_answer_is_an_answer() -> None:
    halting = HaltingInterpreter(interpreter())
    assert (found := halting.interpret("我想……", Language.ZH).intent) is not None
    assert found.name == "half_said"
    assert (found := halting.interpret("我渴了", Language.ZH).intent) is not None
    assert found.name == "fetch_water"
    assert halting.interpret("我想……", Language.ZH, asked=True).intent is None
