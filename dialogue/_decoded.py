"""What a decoder made of an utterance, before anybody knows whether to believe it."""

import math
from dataclasses import dataclass
from typing import Final

from carebot.core.language import Language

_UNFINISHED: Final = "\N{REPLACEMENT CHARACTER}"
"""What the bytes of a character become of which the model wrote only the first."""


def written(text: str) -> str:
    """Decoded `text` as people write it: with no character that was left unfinished, nor commas around it."""
    return text.replace(_UNFINISHED, "").strip(" ,，")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """What was heard; `texts` are the ways to hear it, the likeliest first, which all else here is said of.

    `known` are those that are known sentences which fit the sound, `fitting` those that do so no worse than the words.
    """

    texts: tuple[str, ...]
    language: Language
    logprob: float
    no_speech: float
    cut: bool
    expecting: bool
    known: tuple[str, ...] = ()
    fitting: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The likeliest words."""
        return self.texts[0]

    @property
    def confidence(self) -> float:
        """The mean probability of a token, 0 to 1."""
        return math.exp(min(0.0, self.logprob))
