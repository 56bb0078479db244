"""An interpreter with every skill's sentences in the simulated home, for the tests of understanding."""

from dataclasses import replace
from functools import cache
from typing import Final

from carebot.core.intents import Phrasing
from carebot.core.language import Language, Text
from carebot.core.people import Resident
from carebot.core.situation import House
from carebot.plugins import PluginFolder
from dialogue._sentences import Sentence, sentences, slot_names
from dialogue.base import Interpretation
from dialogue.interpreter import TemplateInterpreter
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


def understood(text: str, *, asked: bool = False) -> Interpretation:
    language = Language.ZH if any("\u4e00" <= character <= "\u9fff" for character in text) else Language.EN
    return interpreter().interpret(text, language, asked=asked)


def intent_of(text: str, *, asked: bool = False) -> str | None:
    intent = understood(text, asked=asked).intent
    return intent.name if intent is not None else None
