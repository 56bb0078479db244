"""A closed set: which of a few phrases was said, by their sound, or that none of them was.

Words that were heard wrongly still sound like what was said; of all hearings of an utterance the nearest counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from carebot.core.language import Language
from dialogue.phonology import Sounds, Spoken, distance
from dialogue.pinyin import han
from dialogue.text import normalize

NEAR: Final = 0.7
"""The likeness from which on a phrase was said: of 60 recorded ones 56 came so near to themselves, none to another."""
_LEAD: Final = 0.02
"""What a phrase must be ahead of the next one, lest it is either."""
_LATER_HEARING: Final = 0.04
"""What the likeness to each later hearing counts less: recognisers put the likeliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A phrase and how like it was what was said, 0 to 1; `lead` is how much more so than any other phrase."""

    phrase: str
    confidence: float
    lead: float

    @property
    def sure(self) -> bool:
        """Whether the phrase can be taken for said; else it may be asked about."""
        return self.confidence >= NEAR and self.lead >= _LEAD


class ClosedSet:
    """Phrases of one or both languages; knows nothing before `start`."""

    def __init__(self, phrases: Iterable[str], sounds: Sounds) -> None:
        self._phrases = tuple(dict.fromkeys(phrases))
        self._sounds = sounds
        self._spoken: dict[str, Spoken] = {}

    def start(self) -> None:
        """Turn the phrases into sounds; `sounds` has started."""
        self._spoken = {phrase: self._sounds.of(_normal(phrase)) for phrase in self._phrases}

    def nearest(self, hearings: Sequence[str]) -> Match | None:
        """The phrase most like what was heard, given all that it may have been, the likeliest first.

        None where there is no phrase, or nothing was heard. Whether the match is near enough, it says itself.
        """
        heard = [self._sounds.of(_normal(hearing)) for hearing in dict.fromkeys(hearings)]
        if not any(spoken.sounds for spoken in heard):
            return None
        ranked = sorted(
            ((self._likeness(spoken, heard), phrase) for phrase, spoken in self._spoken.items()), reverse=True
        )
        if not ranked:
            return None
        (best, phrase), *others = ranked
        return Match(phrase=phrase, confidence=best, lead=best - (others[0][0] if others else 0.0))

    def match(self, hearings: Sequence[str]) -> Match | None:
        """The phrase that was said; None where none is near, or two are as near."""
        nearest = self.nearest(hearings)
        return nearest if nearest is not None and nearest.sure else None

    def _likeness(self, phrase: Spoken, heard: Sequence[Spoken]) -> float:
        alike = (
            1 - distance(phrase.sounds, spoken.sounds) / max(phrase.weight, spoken.weight) - _LATER_HEARING * rank
            for rank, spoken in enumerate(heard)
            if spoken.sounds
        )
        return max(0.0, *alike)


def _normal(text: str) -> str:
    return normalize(text, Language.ZH if han(text) else Language.EN, str)
