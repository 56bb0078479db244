"""Understanding by meaning: sentence embeddings behind what knows sentences by heart, where they are installed."""

from collections.abc import Mapping, Sequence
from typing import Final

from platformdirs import user_cache_path

from carebot.core.dangers import CONFIDE
from carebot.core.intents import Phrasing
from carebot.core.situation import House
from dialogue.base import Interpreter
from dialogue.e5 import E5Encoder
from dialogue.embeddings import EmbeddingInterpreter, Guessing
from skills.base import DESPAIR, QUIET, Skill

_ONLY_TALK: Final = ("keep_company", "tell_time_and_weather")
"""The skills whose talk harms nobody when it was not meant; whatever else is merely alike is asked about."""

_NEVER: Final = frozenset({DESPAIR, CONFIDE, QUIET})
"""What only clear words may bring about: a person at once, a confidence, and hours of silence."""


def with_embeddings(
    first: Interpreter, phrasings: Sequence[Phrasing], house: House, skills: Mapping[str, Skill]
) -> Interpreter:
    """`first` with embeddings behind it; `first` alone where their engine is not installed."""
    encoder = E5Encoder()
    if not encoder.readiness().ready:
        return first
    talk = (skill.phrasings for name, skill in skills.items() if name in _ONLY_TALK)
    harmless = frozenset(phrasing.intent for some in talk for phrasing in some)
    guessing = Guessing(harmless=harmless, never=_NEVER, cache=user_cache_path("carebot") / "meanings")
    return EmbeddingInterpreter(first, encoder, phrasings, house, guessing)
