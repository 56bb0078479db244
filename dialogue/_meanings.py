"""What there is to mean: sentences of every phrasing with stand-ins for names, as vectors, and the closest to another.

Vectors of one model lie in a narrow cone; they are spread so that what tells meanings apart counts.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np

from carebot.core.intents import Phrasing
from carebot.core.language import Language
from dialogue._kept_vectors import Vectors
from dialogue._naming import STANDS_FOR
from dialogue._sentences import SLOT, Names, patterns
from dialogue._speaks import Speaks, speaks
from dialogue.text import normalize

_SHRUNK: Final = 0.7
"""The share of an even spread in that of the sentences of one meaning. Tuned with ACCEPTED and ASKED."""
_COUNTED_AT_MOST: Final = 60
"""Sentences of one meaning from which on more of them count no more for the spread: tales vary in everything."""
_NEAREST: Final = 3
_OF_NEAREST: Final = 0.3
"""How much the mean of the nearest sentences of a meaning counts beside the closest: one may share but a word.

Tuned by the sentences that ACCEPTED and ASKED were: with a wish found in 5 of 141 tales 48 of 80 paraphrases were
understood, by the closest alone 42.
"""
OF_A_TEMPLATE: Final = 6
"""Sentences at most that are kept of one template: its choices differ little in what they mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A sentence of `phrasing`: `pattern` has its slots open, `text` has stand-ins in their places.

    A `saying` says the same in other words: nobody is asked whether she meant just that.
    """

    phrasing: Phrasing
    language: Language
    pattern: str
    text: str
    slots: tuple[str, ...]
    speaks: Speaks
    saying: bool = False

    @property
    def key(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """What is meant, whatever is named."""
        return self.phrasing.intent, tuple(sorted(self.phrasing.slots.items()))


def all_meanings(
    phrasings: Sequence[Phrasing], sayings: Sequence[Phrasing], names: Mapping[Language, Names], never: Iterable[str]
) -> tuple[Meaning, ...]:
    """The sentences of `phrasings` but of those intents; each once, evenly chosen from all that a template makes.

    Those of `sayings` are all there, as they are.
    """
    left_out = frozenset(never)
    found = (
        meaning
        for phrasing in phrasings
        if phrasing.intent not in left_out
        for language in Language
        for meaning in _of_phrasing(phrasing, language, names[language])
    )
    said = (
        _saying(phrasing, sentence, language)
        for phrasing in sayings
        if phrasing.intent not in left_out
        for language in Language
        for sentence in (phrasing.zh if language is Language.ZH else phrasing.en)
    )
    every = chain(found, said)
    return tuple({(meaning.text, meaning.key, meaning.slots): meaning for meaning in every}.values())


def _of_phrasing(phrasing: Phrasing, language: Language, names: Names) -> Iterator[Meaning]:
    for template in phrasing.zh if language is Language.ZH else phrasing.en:
        written = sorted(patterns(phrasing, template, names))
        for pattern in written[:: max(1, len(written) // OF_A_TEMPLATE)][:OF_A_TEMPLATE]:
            text = normalize(SLOT.sub(lambda slot: STANDS_FOR[language][slot[1]], pattern), language, str)
            yield Meaning(
                phrasing=phrasing,
                language=language,
                pattern=pattern,
                text=text,
                slots=tuple(SLOT.findall(pattern)),
                speaks=speaks(text, language),
            )


def _saying(phrasing: Phrasing, sentence: str, language: Language) -> Meaning:
    text = normalize(sentence, language, str)
    return Meaning(
        phrasing=phrasing,
        language=language,
        pattern=text,
        text=text,
        slots=(),
        speaks=speaks(text, language),
        saying=True,
    )


class Meanings:
    """The meanings with their vectors, one row each."""

    def __init__(self, meanings: Sequence[Meaning], vectors: Vectors) -> None:
        self._meanings = tuple(meanings)
        self._mean: Vectors = vectors.mean(axis=0)
        self._spread: Vectors = _whitening(vectors - self._mean, [meaning.key for meaning in meanings])
        self._vectors = self._apart(vectors)
        self._keys = [meaning.key for meaning in meanings]
        self._slotted = np.array([bool(meaning.slots) for meaning in meanings])

    def closest(
        self, whole: Vectors, nameless: Vectors, fits: Callable[[Meaning], bool]
    ) -> tuple[tuple[Meaning, float], ...]:
        """Of each meaning that has a sentence that `fits` the closest one and how like it is, the likest first.

        That is how like the closest sentence is, and in part how like the nearest few are: words that only share
        something with one of them mean less of it. Sentences that name nothing are compared with the words as they are,
        the others with the nameless ones.
        """
        both = self._apart(np.stack((whole, nameless))) @ self._vectors.T
        likeness = np.where(self._slotted, both[1], both[0])
        nearest: dict[object, list[int]] = {}
        for row in np.argsort(-likeness).tolist():
            rows = nearest.setdefault(self._keys[row], [])
            if len(rows) < _NEAREST and fits(self._meanings[row]):
                rows.append(row)
        found = (
            (self._meanings[rows[0]], _likeness([float(likeness[row]) for row in rows]))
            for rows in nearest.values()
            if rows
        )
        return tuple(sorted(found, key=lambda one: -one[1]))

    def _apart(self, vectors: Vectors) -> Vectors:
        spread = (vectors - self._mean) @ self._spread
        lengths = np.linalg.norm(spread, axis=1, keepdims=True)
        directions: Vectors = spread / np.maximum(lengths, np.float32(1e-6))
        return directions


def _likeness(nearest: Sequence[float]) -> float:
    """How like a meaning is whose nearest sentences, the closest first, are as like as that."""
    return (1 - _OF_NEAREST) * nearest[0] + _OF_NEAREST * sum(nearest) / len(nearest)


def _whitening(centred: Vectors, keys: Sequence[object]) -> Vectors:
    """What makes sentences of one meaning vary alike in all directions (Fisher 1936, shrunk as Ledoit and Wolf 2004).

    What tells a meaning from another counts more then, and what only tells wordings or languages apart counts less.
    """
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    of_meaning = np.array([numbers[key] for key in keys])
    within = np.zeros((centred.shape[1],) * 2, dtype=np.float64)
    for number in numbers.values():
        rows = centred[of_meaning == number]
        apart = rows - rows.mean(axis=0)
        within += apart.T @ apart / max(1.0, len(rows) / _COUNTED_AT_MOST)
    within /= len(centred)
    even = np.trace(within) / len(within) * np.eye(len(within))
    variances, directions = np.linalg.eigh((1 - _SHRUNK) * within + _SHRUNK * even)
    scaled = directions / np.sqrt(np.maximum(variances, 1e-9))
    whitening: Vectors = (scaled @ directions.T).astype(np.float32)
    return whitening
