"""The wishes in a clause that asks for the same of several things, and what counts as a wish at all."""

from collections.abc import Sequence, Set
from typing import Final

from carebot.core.intents import HELP, NO, STOP, YES
from carebot.core.language import Language
from dialogue import _following as following
from dialogue.answers import GO_ON
from dialogue.base import Interpretation, Interpreter

SURE: Final = 0.85
"""The confidence from which a wish counts that was put together from two sentences or cut out of one."""
NO_WISH: Final = frozenset({YES, NO, STOP, HELP, GO_ON})
IMPLIED: Final = {
    "call_caregiver": frozenset({"feel_unwell", "need_a_hand"}),
    "say_again": frozenset({"speak_louder", "speak_slower"}),
}
"""What adds nothing beside a wish that brings it about: "nurse, I feel dizzy", "speak up, I'm deaf"."""
_TRIES_AT_MOST: Final = 60
_COMMAND: Final = "command"
"""The slot that says what is to become of a device."""


class Tries:
    """Interprets what may be cut out of an utterance, each once, and no more of them than takes a moment."""

    def __init__(self, interpreter: Interpreter, language: Language) -> None:
        self._interpreter = interpreter
        self._found: dict[str, Interpretation] = {}
        self.language = language

    def likeliest(self, forms: Sequence[str]) -> tuple[str, Interpretation] | None:
        """The first of the forms that are understood best; None where none is a wish."""
        for form in forms:
            if form not in self._found and len(self._found) < _TRIES_AT_MOST:
                self._found[form] = self._interpreter.interpret(form, self.language)
        wishes = [(form, self._found[form]) for form in forms if form in self._found and is_wish(self._found[form])]
        return max(wishes, key=lambda one: one[1].confidence) if wishes else None


def listed(part: str, tries: Tries) -> tuple[tuple[str, Interpretation], ...]:
    """The wishes of a clause that asks for the same of several things; nothing where it lists none."""
    for first, second in following.lists(part, tries.language):
        one = tries.likeliest(first)
        if one is None:
            continue
        other = tries.likeliest(second)
        rest = (other,) if other is not None else _first_listed(second, tries)
        if rest and all(of_a_kind(one[1], each[1]) for each in rest):
            return (one, *rest)
    return ()


def _first_listed(forms: Sequence[str], tries: Tries) -> tuple[tuple[str, Interpretation], ...]:
    return next((found for form in forms if (found := listed(form, tries))), ())


def is_one_of(found: Interpretation, names: Set[str]) -> bool:
    """Whether what was understood is one of these intents."""
    return found.intent is not None and found.intent.name in names


def is_implied(found: Interpretation, asked: Set[str]) -> bool:
    """Whether what was understood comes about by another of the wishes `asked`."""
    return found.intent is not None and not asked.isdisjoint(IMPLIED.get(found.intent.name, ()))


def is_wish(found: Interpretation) -> bool:
    return found.intent is not None and found.intent.name not in NO_WISH and found.confidence >= SURE


def of_a_kind(one: Interpretation, other: Interpretation) -> bool:
    """Whether both ask for the same, each of another thing."""
    assert one.intent is not None
    assert other.intent is not None
    same = one.intent.name == other.intent.name and one.intent.slot(_COMMAND) == other.intent.slot(_COMMAND)
    return same and one.intent != other.intent
