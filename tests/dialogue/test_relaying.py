"""Wishes that only people can fulfil: known by their form, and not by what is to be told."""

from functools import cache

import pytest

from carebot.core.language import Language
from dialogue.pinyin import han
from dialogue.relaying import RelayingInterpreter
from tests.dialogue.understanding import interpreter


@cache
def relaying() -> RelayingInterpreter:
    made = RelayingInterpreter(interpreter())
    made.start()
    return made


def meant(text: str, *, asked: bool = False) -> tuple[str, dict[str, str]]:
    intent = relaying().interpret(text, Language.ZH if han(text) else Language.EN, asked=asked).intent
    return (intent.name, dict(intent.slots)) if intent is not None else ("", {})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("给我闺女打个电话", "telephone"),
        ("我想跟我孙子视频", "telephone"),
        ("你告诉我儿子一声，我挺好的", "send_word"),
        ("你给我女儿捎个话儿，就说别惦记我", "send_word"),
        ("Give my sister a ring, would you", "telephone"),
        ("I'd like to speak to my son on the phone", "telephone"),
        ("Could you let my brother know I'm all right?", "send_word"),
        ("tell my daughter to come on Sunday", "send_word"),
    ],
)
def test_it_is_to_be_passed_on(text: str, name: str) -> None:
    assert meant(text)[0] == name


@pytest.mark.parametrize(
    "text",
    [
        *("昨天孙女给我打电话了", "我跟我儿子说了", "你告诉我现在几点了", "闺女一早叫我起床了", "他叫我奶奶"),
        *("my daughter rang me yesterday", "I told my son to come", "what time is it", "he reminds me of my father"),
    ],
)
def test_what_is_told_is_no_wish(text: str) -> None:
    assert meant(text)[0] not in {"telephone", "send_word"}


def test_while_a_question_waits_it_is_an_answer() -> None:
    assert meant("你告诉我儿子一声，我挺好的", asked=True) == ("", {})
