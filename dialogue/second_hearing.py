"""Second hearing: where the likeliest words ask for nothing, another way to hear them that is just a known wish.

Only a sentence that is known by heart counts, and none that stops, calls, agrees or denies: those are never guessed.
"""

from dataclasses import replace
from typing import Final

from carebot.core.intents import HELP, NO, STOP, YES
from carebot.core.language import Language
from dialogue._likeness import units_of
from dialogue.answers import GO_ON
from dialogue.base import Heard, Interpreter
from dialogue.mixed import LESS_SURE, mixed
from dialogue.pinyin import han
from dialogue.smart_home_interpreter import CONTROL_DEVICES

_BY_HEART: Final = 1.0
_SHORTEST: Final = 3
"""Characters or words: fewer sound like too much else."""
_AT_MOST: Final = 8
_NEVER: Final = frozenset({STOP, HELP, YES, NO, GO_ON})


def most_sensible(heard: Heard, interpreter: Interpreter, by_heart: Interpreter | None = None) -> Heard:
    """`heard`, or with the likeliest of its alternatives that is a wish in its place, where its own words are none.

    `by_heart` knows sentences alone and is quicker to ask than `interpreter`, which also knows what words mean.
    """
    if heard.foreign or not heard.alternatives or interpreter.interpret(heard.text, heard.language).intent is not None:
        return heard
    sensible = (text for text in heard.alternatives[:_AT_MOST] if _is_wish(text, heard, by_heart or interpreter))
    text = next(sensible, None)
    if text is None:
        return heard
    others = (heard.text, *(other for other in heard.alternatives if other != text))
    return replace(heard, text=text, alternatives=others)


def _is_wish(text: str, heard: Heard, interpreter: Interpreter) -> bool:
    if len(units_of(text, Language.ZH if han(text) else Language.EN)) < _SHORTEST:
        return False
    found = interpreter.interpret(text, heard.language)
    if found.intent is None or found.intent.name in _NEVER:
        return False
    by_heart = _BY_HEART * LESS_SURE if mixed(text) else _BY_HEART
    return found.confidence >= by_heart or found.intent.name == CONTROL_DEVICES
