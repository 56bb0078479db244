"""Household tasks are read behind the sentences of the skills, and swallow nothing of theirs."""

from functools import cache

import pytest

from carebot.assembly.instructions import household_nouns
from carebot.core.household import DeedKind
from carebot.core.language import Language
from carebot.core.tasks import task_from_json
from dialogue.household import HOUSEHOLD_TASK, HouseholdInterpreter
from dialogue.interpreter import TemplateInterpreter
from tests.dialogue.understanding import house, phrasings


@cache
def interpreter() -> HouseholdInterpreter:
    started = HouseholdInterpreter(TemplateInterpreter(phrasings(), house()), household_nouns)
    started.start()
    return started


def intent_of(text: str, *, asked: bool = False) -> str:
    language = Language.EN if text.isascii() else Language.ZH
    intent = interpreter().interpret(text, language, asked=asked).intent
    return intent.name if intent else ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("put the fork in the toaster", DeedKind.PUT),
        ("把叉子放进烤面包机", DeedKind.PUT),
        ("please wash the dishes", DeedKind.CLEAN),
        ("卧室灯开一下", DeedKind.SWITCH_ON),
        ("Lights off, please", DeedKind.SWITCH_OFF),
    ],
)
def test_a_household_wish_is_a_task(text: str, kind: DeedKind) -> None:
    intent = interpreter().interpret(text, Language.EN).intent
    assert intent is not None
    assert intent.name == HOUSEHOLD_TASK
    task = task_from_json(intent.slot("task"))
    assert task is not None
    assert [deed.kind for deed in task.deeds] == [kind]


@pytest.mark.parametrize(
    ("text", "intent"),
    [("停", "stop"), ("stop it now", "stop"), ("救命", "help"), ("我想喝水", "fetch_water"), ("讲个故事", "tell_story"),
     ("今天天气怎么样", "ask_weather"), ("我腿疼", "feel_unwell")],
)  # fmt: skip
def test_what_skills_understand_stays_theirs(text: str, intent: str) -> None:
    assert intent_of(text) == intent


@pytest.mark.parametrize(
    "text",
    ["I put the book on the table yesterday", "我把杯子打碎了", "别把灯关了", "do not put the fork in the toaster",
     "把碗洗了吗", "送药的来过了没有", "put the glorp in the toaster", "我今天心情不好", "read me something", "hm"],
)  # fmt: skip
def test_tales_refusals_and_unknown_things_are_no_task(text: str) -> None:
    assert intent_of(text) != HOUSEHOLD_TASK


def test_while_a_question_waits_free_words_are_an_answer() -> None:
    assert intent_of("put the fork in the toaster", asked=True) != HOUSEHOLD_TASK


def test_people_are_not_put_like_things() -> None:
    assert intent_of("帮我摆眼镜和奶奶") == ""
    assert intent_of("换你手割") == ""
    assert intent_of("帮我把书放到书架上") == HOUSEHOLD_TASK
