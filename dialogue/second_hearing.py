"""Second hearing: where the likeliest words ask for nothing, another way to hear them that is just a known wish.

So it is where they are read freely: as a household task, or as a wish for something by a name that is not the home's,
or where they only resemble something; for these two the known wish must fit the sound. Only a sentence that is known by
heart counts, and none that stops, calls, agrees or denies: those are never guessed.
"""

from dataclasses import replace
from typing import Final

from carebot.core.intents import HELP, NO, STOP, YES
from carebot.core.language import Language
from dialogue._clauses import clauses
from dialogue._likeness import units_of
from dialogue.answers import GO_ON
from dialogue.base import Heard, Interpreter
from dialogue.household import HOUSEHOLD_TASK
from dialogue.mixed import LESS_SURE, mixed
from dialogue.pinyin import han
from dialogue.smart_home_interpreter import CONTROL_DEVICES
from dialogue.things import CALLED

_BY_HEART: Final = 1.0
_IN_ONE_CLAUSE: Final = 0.95
"""The confidence in a sentence with no more beside it than what people begin and end with, a please or a well."""
_GUESSED: Final = 0.87
"""Less confidence is in what words only resemble, by their sound or by their meaning."""
_SHORTEST: Final = 3
"""Characters or words: fewer sound like too much else."""
_AT_MOST: Final = 8
_NEVER: Final = frozenset({STOP, HELP, YES, NO, GO_ON})


def most_sensible(heard: Heard, interpreter: Interpreter, by_heart: Interpreter | None = None) -> Heard:
    """`heard`, or with the likeliest of its alternatives that is a wish in its place, where its own words are none.

    Where they ask for something by a name that is not the home's, or resemble a wish, only what fits the sound is such
    an alternative; a task that was read out of them is less likely than any.
    `by_heart` knows sentences alone and is quicker to ask than `interpreter`, which also knows what words mean.
    """
    if heard.foreign or not heard.alternatives:
        return heard
    found = interpreter.interpret(heard.text, heard.language)
    meant = found.intent
    if found.elsewhere:
        return heard
    free = meant is not None and (CALLED in meant.slots or found.confidence < _GUESSED) and meant.name not in _NEVER
    if meant is not None and meant.name != HOUSEHOLD_TASK and not free:
        return heard
    tried = heard.fitting if free else heard.alternatives[:_AT_MOST]
    sensible = (text for text in tried if _is_wish(text, heard, by_heart or interpreter))
    text = next(sensible, None)
    if text is None:
        return heard
    others = (heard.text, *(other for other in heard.alternatives if other != text))
    return replace(heard, text=text, alternatives=others)


def _is_wish(text: str, heard: Heard, interpreter: Interpreter) -> bool:
    if len(units_of(text, Language.ZH if han(text) else Language.EN)) < _SHORTEST and text not in heard.known:
        return False
    found = interpreter.interpret(text, heard.language)
    if found.intent is None or found.intent.name in _NEVER:
        return False
    if text in heard.known:
        return True
    by_heart = _IN_ONE_CLAUSE * (LESS_SURE if mixed(text) else 1.0)
    parts = clauses(text, Language.ZH if han(text) else Language.EN, str)
    each = [found] if len(parts) == 1 else [interpreter.interpret(part, heard.language) for part in parts]
    known = (len(parts) == 1 or not mixed(text)) and all(
        one.intent is not None and one.confidence >= by_heart for one in each
    )
    return known or found.confidence >= _BY_HEART or found.intent.name == CONTROL_DEVICES
