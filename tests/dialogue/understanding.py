"""An interpreter with every skill's sentences in the simulated home, for the tests of understanding."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Final

from carebot.assembly.hearing import forms_of, vocabulary_of
from carebot.assembly.instructions import household_nouns
from carebot.assembly.plugins import SKILLS, build_all
from carebot.core.intents import Phrasing
from carebot.core.language import Language, Text
from carebot.core.people import Resident
from carebot.core.situation import House
from carebot.plugins import PluginFolder
from dialogue._sentences import Sentence, sentences, slot_names
from dialogue.base import Interpretation
from dialogue.forms import FormsInterpreter
from dialogue.interpreter import TemplateInterpreter
from dialogue.music_by_name import MusicByName
from dialogue.pinyin import han
from dialogue.things import Things
from robot_adapters._simulation.layout import apartment
from skills.base import Skill
from tests.skills.house import HOUSE as TEST_HOUSE

RESIDENTS: Final = (
    Resident(id="wang", name=Text(zh="王秀英", en="Wang Xiuying"), called=Text(zh="王奶奶", en="Grandma Wang")),
    Resident(id="li", name=Text(zh="李建国", en="Li Jianguo"), called=Text(zh="爷爷", en="Mr Li")),
)


@cache
def house() -> House:
    return replace(TEST_HOUSE, home=apartment().home(), residents=RESIDENTS)


@cache
def phrasings() -> tuple[Phrasing, ...]:
    skills = PluginFolder(package="skills", base=Skill).load_all().values()
    return tuple(phrasing for skill in skills for phrasing in skill.phrasings)


@cache
def everything_said(language: Language) -> tuple[Sentence, ...]:
    """Every sentence of every skill, with the names of the home."""
    return sentences(phrasings(), slot_names(house(), language), language)


@cache
def interpreter() -> TemplateInterpreter:
    started = TemplateInterpreter(phrasings(), house())
    started.start()
    return started


def by_form(known_music: Callable[[str], bool] = lambda _: False) -> FormsInterpreter:
    """The interpreter with every skill's forms behind it, started; `known_music` is what the home has."""
    free = (Things(household_nouns, house()), MusicByName(known_music))
    skills = build_all(SKILLS, {}, "skills").values()
    made = FormsInterpreter(interpreter(), forms_of(skills), vocabulary_of(skills), house(), free)
    made.start()
    return made


@cache
def _by_form() -> FormsInterpreter:
    return by_form()


def meant_by_form(text: str, *, asked: bool = False) -> tuple[str, dict[str, str]]:
    """The intent of `text` and its slots, by sentences and forms; empty where it has none."""
    intent = _by_form().interpret(text, _language(text), asked=asked).intent
    return (intent.name, dict(intent.slots)) if intent is not None else ("", {})


def understood(text: str, *, asked: bool = False) -> Interpretation:
    return interpreter().interpret(text, _language(text), asked=asked)


def intent_of(text: str, *, asked: bool = False) -> str | None:
    intent = understood(text, asked=asked).intent
    return intent.name if intent is not None else None


def _language(text: str) -> Language:
    return Language.ZH if han(text) else Language.EN
