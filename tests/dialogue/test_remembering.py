"""Free words that ask to be remembered, and words like them that ask for something else."""

import pytest

from carebot.core.intents import REMEMBER_THIS
from carebot.core.language import Language
from dialogue.pinyin import han
from dialogue.remembering import RememberingInterpreter
from tests.dialogue.understanding import interpreter


def meant(text: str, *, asked: bool = False) -> str:
    language = Language.ZH if han(text) else Language.EN
    intent = RememberingInterpreter(interpreter()).interpret(text, language, asked=asked).intent
    return intent.name if intent is not None else ""


@pytest.mark.parametrize(
    "text",
    [
        *("记住，我最爱吃饺子", "你帮我记一下，我孙女五月结婚", "请你记着我怕冷", "你可要记住我不吃香菜"),
        *(
            "remember that I like dumplings",
            "please remember my granddaughter marries in May",
            "Note down that we met in May",
        ),
    ],
)
def test_it_is_to_be_remembered(text: str) -> None:
    assert meant(text) == REMEMBER_THIS


@pytest.mark.parametrize(
    "text",
    [
        *("我记住了", "你记得我什么", "记住提醒我吃药", "别忘了三点叫我", "我记不住", "给我拿杯水"),
        *("do you remember me", "remember to remind me of my pills", "I remember my childhood", "bring me my glasses"),
    ],
)
def test_it_is_something_else(text: str) -> None:
    assert meant(text) != REMEMBER_THIS


def test_while_a_question_waits_it_is_an_answer() -> None:
    assert meant("记住，我最爱吃饺子", asked=True) != REMEMBER_THIS


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("你记得我什么", "ask_memories"),
        ("你都记着我什么事", "ask_memories"),
        ("忘掉它", "forget_that"),
        ("忘掉我刚才说的话", "forget_that"),
        ("把我说的全都忘掉吧", "forget_all"),
        ("以后别再记我的事了", "remember_no_more"),
        ("what do you remember about me", "ask_memories"),
        ("forget it", "forget_that"),
        ("forget everything about me", "forget_all"),
        ("you may remember what I tell you", "may_remember"),
    ],
)
def test_how_people_ask_about_it(text: str, intent: str) -> None:
    assert meant(text) == intent


@pytest.mark.parametrize(
    "text",
    [
        *("忘掉吧", "你就当我没说过", "把刚才那事儿从脑子里抹了", "别记那个了", "那件事你甭记着了", "给我忘了它"),
        *(
            "scrub that",
            "wipe what I just said from your memory",
            "pretend you never heard that",
            "I never told you that",
        ),
    ],
)
def test_it_is_to_be_forgotten(text: str) -> None:
    assert meant(text) == "forget_that"


@pytest.mark.parametrize(
    "text",
    [
        "我忘了",
        "我忘了带钥匙",
        "你别忘了",
        "别记错了",
        "I forgot my keys",
        "forget-me-nots are pretty",
        "delete the photo",
    ],
)
def test_who_forgets_herself_takes_nothing_back(text: str) -> None:
    assert meant(text) != "forget_that"
