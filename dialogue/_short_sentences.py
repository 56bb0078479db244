"""Short known sentences of Mandarin by the sound of each syllable: what shares none of them may be one.

几号了 is heard as 解厚了, which shares its last syllable with hundreds of sentences and its sound with hardly another.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from carebot.core.language import Language
from dialogue._likeness import DIFFERENT, Tokens, tokens
from dialogue._sentences import Sentence
from dialogue.pinyin import han

SHORTEST: Final = 2
LONGEST: Final = 4
"""Syllables. One sounds like too much else; of five and more some are heard right, and sentences are found by those."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfLength:
    """Sentences of as many syllables, and the numbers of these, one row a sentence."""

    sentences: tuple[Sentence, ...]
    syllables: npt.NDArray[np.intp]


class ShortSentences:
    """Those of `sentences` with two to four syllables; `cost` is what one costs in place of another, 0 to 1.5."""

    def __init__(self, sentences: Iterable[Sentence], cost: Callable[[str, str], float]) -> None:
        said: dict[int, list[tuple[Sentence, Tokens]]] = {}
        for sentence in sentences:
            sound = tokens(sentence.text, Language.ZH)
            if SHORTEST <= len(sound) <= LONGEST and len(han(sentence.text)) == len(sound):
                said.setdefault(len(sound), []).append((sentence, sound))
        every = sorted({syllable for some in said.values() for _, sound in some for syllable in sound})
        numbers = {syllable: number for number, syllable in enumerate(every)}
        self._every = tuple(every)
        self._cost = cost
        self._costs: dict[str, npt.NDArray[np.float64]] = {}
        self._of_length = {
            length: _OfLength(
                sentences=tuple(sentence for sentence, _ in some),
                syllables=np.array([[numbers[one] for one in sound] for _, sound in some], dtype=np.intp),
            )
            for length, some in said.items()
        }

    def near(self, said: Tokens, at_most: int) -> list[tuple[float, Sentence]]:
        """The sentences of as many syllables as `said` that sound most like it, and how much, 0 to 1."""
        some = self._of_length.get(len(said))
        if some is None:
            return []
        total = sum(self._to_all(one)[some.syllables[:, at]] for at, one in enumerate(said))
        values = np.maximum(0.0, 1.0 - np.asarray(total) / len(said))
        return [(float(values[row]), some.sentences[row]) for row in np.argsort(-values, kind="stable")[:at_most]]

    def _to_all(self, said: str) -> npt.NDArray[np.float64]:
        """What each known syllable costs in the place of `said`."""
        if said not in self._costs:
            self._costs[said] = np.array([min(DIFFERENT, self._cost(one, said)) for one in self._every])
        return self._costs[said]
