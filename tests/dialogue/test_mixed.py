"""Both languages in one sentence: the names of the home are understood in either."""

from functools import cache

import pytest

from carebot.assembly.instructions import household_nouns
from carebot.core.intents import Intent
from carebot.core.language import Language
from dialogue.base import Interpretation, Interpreter
from dialogue.interpreter import TemplateInterpreter
from dialogue.mixed import MixedInterpreter
from tests.dialogue.understanding import house, phrasings

TEMPLATES = TemplateInterpreter(phrasings(), house())


@cache
def mixed() -> MixedInterpreter:
    made = MixedInterpreter(TemplateInterpreter(phrasings(), house()), house(), household_nouns)
    made.start()
    return made


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("帮我拿glasses case", "fetch_item", {"object": "glasses"}),
        ("请给我拿一下 the cup of water", "fetch_item", {"object": "cup"}),
        ("带我去kitchen", "escort", {"place": "kitchen"}),
        ("去 living room 吧", "go_to_place", {"place": "living_room"}),
        ("take me to the 厨房", "escort", {"place": "kitchen"}),
        ("bring me the 眼镜盒 please", "fetch_item", {"object": "glasses"}),
        ("帮我拿 my glasses case", "fetch_item", {"object": "glasses"}),
        ("请叫 the nurse 过来", "call_caregiver", {"urgency": "usual"}),
        ("please tell me a 笑话", "tell_joke", {"topic": "joke"}),
        ("现在几点 please", "ask_time", {"topic": "time"}),
        ("what is the 天气 like today", "ask_weather", {"topic": "weather"}),
    ],
)
def test_a_name_in_the_other_language_is_the_same_thing(
    text: str, intent: str, slots: dict[str, str], language: Language
) -> None:
    found = mixed().interpret(text, language)
    assert found.intent is not None
    assert (found.intent.name, dict(found.intent.slots)) == (intent, slots)


@pytest.mark.parametrize(
    "text", ["我在kitchen看电视", "我like你", "the 电视 is on", "别拿glasses case", "ok这个WiFi", "don't call 护士"]
)
def test_a_mixture_that_asks_for_nothing_stays_unclear(text: str) -> None:
    assert mixed().interpret(text, Language.ZH).intent is None


def test_what_is_understood_freely_of_a_mixture_counts_less_than_all_of_it_in_one_language() -> None:
    class Free(Interpreter):
        """Takes any words, for what is 0.9 likely."""

        def start(self) -> None:
            """Nothing is loaded."""

        def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
            exactly = TEMPLATES.interpret(text, language, asked=asked)
            return exactly if exactly.intent is not None else Interpretation(intent=Intent(name="free"), confidence=0.9)

    TEMPLATES.start()
    made = MixedInterpreter(Free(), house(), household_nouns)
    made.start()
    meant = [made.interpret(text, Language.ZH).intent for text in ("我要去kitchen", "我要去the moon")]
    assert [one.name for one in meant if one is not None] == ["escort", "free"]


def test_a_word_that_is_part_of_another_is_none() -> None:
    assert mixed().interpret("带我去bedrooms", Language.ZH).intent is None


def test_without_names_of_things_it_knows_those_of_the_home_and_the_glossary() -> None:
    made = MixedInterpreter(TemplateInterpreter(phrasings(), house()), house())
    made.start()
    found = made.interpret("带我去kitchen", Language.ZH).intent
    assert found is not None
    assert found.slots == {"place": "kitchen"}


def test_an_answer_is_taken_as_it_stands() -> None:
    assert mixed().interpret("带我去kitchen", Language.ZH, asked=True).intent is None
