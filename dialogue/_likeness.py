"""How alike two utterances are, as sequences of syllables or words, and the sentences most like one.

A name of the house that sounds different is another thing, never a slip: it weighs double.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from typing import Final

from carebot.core.language import Language
from dialogue._sentences import Sentence
from dialogue.phonology import syllables_apart
from dialogue.pinyin import fold, han, same_place, syllables, unlikeness

Tokens = tuple[str, ...]

DIFFERENT: Final = 1.5
"""What another syllable or word in place of the expected one costs, in words too many."""

_NEAR: Final = 0.8
_SAME_PLACE: Final = 0.65
"""What recognisers mishear most after homophones: 讲 as 想. One such slip in five syllables is borne.

In four it is not: 七点钟了 asks for nothing, and 几点钟了 does.
"""
_LIGHT_COST: Final = 0.3
_COMPARED: Final = 64
"""How many sentences are aligned with an utterance: those that share most with it."""

_UNIT: Final = {
    Language.ZH: re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]|[a-z0-9']+"),
    Language.EN: re.compile(r"\S+"),
}
_LIGHT: Final = {
    Language.ZH: frozenset({"de", "le", "ba", "a", "ya", "ne", "qing", "jiu", "na", "zhe", "ge", "en", "o", "yi"}),
    Language.EN: frozenset(
        {"i", "a", "an", "the", "my", "please", "some", "to", "just", "now", "then", "of", "so", "and"}
    ),
}
_NEGATIONS: Final = {
    Language.ZH: frozenset({"bu", "bie", "mei", "beng"}),
    Language.EN: frozenset({"no", "not", "never", "nothing", "without", "cannot"}),
}


def tokens(text: str, language: Language) -> Tokens:
    """`text`, as `normalize` gives it, in toneless syllables (Mandarin) or words (English)."""
    units = units_of(text, language)
    if language is Language.EN:
        return tuple(units)
    sounds = iter(syllables(text))
    return tuple(next(sounds, unit) if han(unit) else unit for unit in units)


def content(said: Tokens, language: Language) -> int:
    """How many of `said` are more than particles and the smallest words."""
    return sum(token not in _LIGHT[language] for token in said)


def units_of(text: str, language: Language) -> list[str]:
    """`text` in characters (Mandarin, Latin words whole) or words (English)."""
    return _UNIT[language].findall(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """A sentence of `length` tokens, and how like an utterance it is, 0 to 1.

    `agrees` says that both deny equally often.
    """

    sentence: Sentence
    length: int
    value: float
    agrees: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    sentence: Sentence
    tokens: Tokens
    named: tuple[bool, ...]


class Nearest:
    """All sentences of a language, found by what they share with an utterance."""

    def __init__(
        self, sentences: Iterable[Sentence], language: Language, cost: Callable[[str, str], float] | None = None
    ) -> None:
        """`cost` is what one token in place of another costs, up to DIFFERENT; else the usual of `language`."""
        self._language = language
        self._cost = cost or (_syllable_cost if language is Language.ZH else _word_cost)
        self._key: Callable[[str], str] = fold if language is Language.ZH else str
        self._entries = [_entry(sentence, language) for sentence in sentences]
        self._sharing: dict[str, list[int]] = defaultdict(list)
        self._same: dict[Tokens, list[int]] = defaultdict(list)
        for number, entry in enumerate(self._entries):
            self._same[entry.tokens].append(number)
            for key in {self._key(token) for token in entry.tokens}:
                self._sharing[key].append(number)

    def same(self, said: Tokens) -> list[Sentence]:
        """The sentences that sound like `said`, tones apart."""
        return [self._entries[number].sentence for number in self._same.get(said, ())]

    def find(self, said: Tokens) -> list[Likeness]:
        """The sentences most like `said`, the best first."""
        shared = Counter[int]()
        for key in {self._key(token) for token in said}:
            shared.update(self._sharing.get(key, ()))
        # the first of as many written down counts more, so that the same is found in every process
        closest = nlargest(
            _COMPARED,
            shared,
            key=lambda number: (shared[number] / (len(said) + len(self._entries[number].tokens)), -number),
        )
        found = [self._likeness(said, self._entries[number]) for number in closest]
        return sorted(found, key=lambda likeness: likeness.value, reverse=True)

    def _likeness(self, said: Tokens, entry: _Entry) -> Likeness:
        cost = _alignment(said, entry, self._cost, _LIGHT[self._language])
        longest = max(len(said), len(entry.tokens))
        return Likeness(
            sentence=entry.sentence,
            length=len(entry.tokens),
            value=max(0.0, 1 - cost / longest),
            agrees=_denials(said, self._language) == _denials(entry.tokens, self._language),
        )


def _entry(sentence: Sentence, language: Language) -> _Entry:
    starts = (unit.start() for unit in _UNIT[language].finditer(sentence.text))
    named = tuple(any(first <= start < last for first, last in sentence.names) for start in starts)
    return _Entry(sentence=sentence, tokens=tokens(sentence.text, language), named=named)


def _alignment(said: Sequence[str], entry: _Entry, cost: Callable[[str, str], float], light: frozenset[str]) -> float:
    """The least total cost of turning `entry` into `said` (Wagner and Fischer, weighted)."""
    skip = [_LIGHT_COST if token in light else 1.0 for token in said]
    row = [0.0]
    for price in skip:
        row.append(row[-1] + price)
    for token, is_name in zip(entry.tokens, entry.named, strict=True):
        weight = 2.0 if is_name else 1.0
        missing = weight * (_LIGHT_COST if token in light and not is_name else 1.0)
        before, row = row, [row[0] + missing]
        for column, other in enumerate(said):
            replaced = before[column] + weight * cost(token, other)
            row.append(min(replaced, before[column + 1] + missing, row[-1] + skip[column]))
    return row[-1]


@lru_cache(maxsize=20_000)
def _syllable_cost(one: str, other: str) -> float:
    unlike = unlikeness(one, other)
    if unlike == 0.5 and same_place(one, other):
        return _SAME_PLACE
    return unlike if unlike < 0.5 else _NEAR if unlike < 1 else DIFFERENT


@lru_cache(maxsize=20_000)
def sound_cost(one: str, other: str) -> float:
    """What a syllable or word costs in place of another, by each sound of it: 要 is nearer to 又 than to 水."""
    if one.isalpha() and other.isalpha() and one.isascii() and other.isascii():
        return min(_word_cost(one, other), DIFFERENT * syllables_apart(one, other))
    return _word_cost(one, other)


@lru_cache(maxsize=20_000)
def _word_cost(one: str, other: str) -> float:
    """Words that differ in a letter or two may be misheard; others are other words."""
    if one == other:
        return 0.0
    unlike = _edits(one, other) / max(len(one), len(other))
    return 2 * unlike if unlike <= 0.4 else DIFFERENT


def _edits(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for letter in one:
        before, row = row, [row[0] + 1]
        for column, letter_there in enumerate(other):
            row.append(min(before[column] + (letter != letter_there), before[column + 1] + 1, row[-1] + 1))
    return row[-1]


def _denials(said: Iterable[str], language: Language) -> int:
    return sum(token in _NEGATIONS[language] or token.endswith("n't") for token in said)
