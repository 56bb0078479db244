"""Understanding by meaning: sentence embeddings behind what knows sentences by heart, where they are installed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from platformdirs import user_cache_path

from carebot.core.dangers import CONFIDE
from carebot.core.intents import Phrasing
from carebot.core.language import Text
from carebot.core.situation import House
from dialogue.base import Interpreter
from dialogue.e5 import E5Encoder
from dialogue.embeddings import EmbeddingInterpreter, Guessing
from skills.base import DESPAIR, QUIET, Skill

ONLY_CLEAR_WORDS: Final = frozenset({DESPAIR, CONFIDE, QUIET, "ask_relative", "lean_on_robot"})
"""What only clear words may bring about: a person at once, a confidence, hours of silence, and "I am not your son"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByMeaning:
    """An interpreter, and why it goes by the words of its sentences alone, if it does."""

    interpreter: Interpreter
    failure: Callable[[], Text | None]


def by_words_alone(first: Interpreter) -> ByMeaning:
    """`first` as it is, because nothing more is wanted."""
    return ByMeaning(interpreter=first, failure=lambda: None)


def with_embeddings(
    first: Interpreter, phrasings: Sequence[Phrasing], house: House, skills: Mapping[str, Skill]
) -> ByMeaning:
    """`first` with embeddings behind it; `first` alone where their engine is not installed."""
    encoder = E5Encoder()
    readiness = encoder.readiness()
    if not readiness.ready:
        return ByMeaning(interpreter=first, failure=lambda: readiness.detail)
    guessing = Guessing(
        harmless=frozenset(intent for skill in skills.values() for intent in skill.by_meaning),
        offers=frozenset(intent for skill in skills.values() for intent in skill.offers),
        never=ONLY_CLEAR_WORDS,
        sayings=tuple(saying for skill in skills.values() for saying in skill.sayings),
        cache=user_cache_path("carebot") / "meanings",
    )
    behind = EmbeddingInterpreter(first, encoder, phrasings, house, guessing)
    return ByMeaning(interpreter=behind, failure=lambda: behind.failure)
