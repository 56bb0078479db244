"""What words may mean, by the closest of all meanings: for the interpreter by embeddings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from carebot.core.intents import NOTHING, Intent
from carebot.core.language import Language
from dialogue._kept_vectors import Vectors
from dialogue._meanings import Meaning, Meanings
from dialogue._naming import Naming
from dialogue._speaks import Speaks

MOST_CONFIDENT: Final = 0.89
"""The confidence of what only means something alike: less than that of what sounds the same."""

AT_ALL: Final = 0.5
"""How like a meaning must be, as above, that words sounding like it may have it."""

CANDIDATES_AT_MOST: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A `part` of what was said, as it `speaks`, with the names in it; `text` is it, or it without its time."""

    part: str
    text: str
    speaks: Speaks
    language: Language
    namings: tuple[Naming, ...]
    nameless: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What a `part` of what was said may mean by its `text`. `value`: how like it is, and how much more than others."""

    part: str
    text: str
    meaning: Meaning
    intent: Intent
    value: float

    @property
    def confidence(self) -> float:
        """The value as other likenesses are measured: from 0 to 1, below that of words that were understood."""
        return min(self.value, MOST_CONFIDENT)


def rivalled(best: Guess, guesses: Sequence[Guess], asked: float) -> bool:
    """Whether another part of the same words means something else, or the same part does with its time or without.

    `asked` is the value from which another part counts.
    """
    others = [guess for guess in guesses if guess.value >= asked and guess.part != best.part]
    firsts = {guess.text: guess for guess in reversed(guesses) if guess.part == best.part and guess.value >= AT_ALL}
    others += (guess for guess in firsts.values() if guess.intent.name != NOTHING)
    return any(guess.intent.name != best.intent.name for guess in others)


def of_form(meanings: Meanings, form: Form, whole: Vectors, nameless: Vectors) -> Iterator[Guess]:
    """What `form` may mean, whose vectors are `whole`, and `nameless` without its names."""
    found = meanings.closest(
        whole,
        nameless,
        lambda meaning: (
            meaning.phrasing.intent == NOTHING
            or (form.speaks.may_mean(meaning.speaks) and _slots(meaning, form.namings) is not None)
        ),
    )[: CANDIDATES_AT_MOST + 1]
    for (meaning, likeness), (_, next_one) in pairwise(found):
        intent = Intent(
            name=meaning.phrasing.intent,
            slots=MappingProxyType({**meaning.phrasing.slots, **(_slots(meaning, form.namings) or {})}),
        )
        yield Guess(
            part=form.part,
            text=form.text,
            meaning=meaning,
            intent=intent,
            value=likeness + max(0.0, likeness - next_one),
        )


def _slots(meaning: Meaning, namings: Sequence[Naming]) -> dict[str, str] | None:
    """The values of what `meaning` names, each from a name of its own; None where one was not said."""
    left = list(namings)
    values: dict[str, str] = {}
    for slot in meaning.slots:
        naming = next((one for one in left if slot in one.values), None)
        if naming is None:
            return None
        left.remove(naming)
        values[slot] = naming.values[slot]
    return values
