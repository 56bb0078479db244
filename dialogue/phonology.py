"""Utterances as sequences of sounds in either language: initials and finals of Mandarin syllables, English phones.

A sound weighs about as much in either language, so what sounds alike can be counted across a mixed sentence.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dialogue import english
from dialogue.pinyin import fold, han, syllables

_PIECE: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]|[^\s\u3400-\u4dbf\u4e00-\u9fff]+")
_INITIAL: Final = re.compile(r"^(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)(.*)$")
_ABBREVIATED: Final = {"oz": "ounce", "ml": "milliliter", "tsp": "teaspoon", "tbsp": "tablespoon"}
"""How recognisers write units."""

_FINAL_WEIGHT: Final = 1.3
_DIALECT: Final = 0.15
_LIKE: Final = 0.45
_LIKE_INITIALS: Final = ("jqx", "zcs", "bp", "dt", "gkh", "nlr", "mn", "fh", "jz", "qc", "xs", "dl")
_RETROFLEX: Final = {"zh": "z", "ch": "c", "sh": "s"}


@dataclass(frozen=True, slots=True)
class Sound:
    """One initial, final or phone. Mandarin ones are written as initials with - behind and finals with - before."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A text's sounds. `pieces` are its words and characters by the places where they begin.

    `starts` are these places, and the end.
    """

    sounds: tuple[Sound, ...]
    pieces: Mapping[int, str]
    starts: frozenset[int]
    weight: float


class Sounds:
    """Turns texts, as `normalize` gives them, into sounds."""

    def __init__(self) -> None:
        self._english = english.Pronunciation()

    def start(self) -> None:
        """Read the English dictionary."""
        self._english.start()

    def of(self, text: str) -> Spoken:
        """The sounds of `text`, in whatever language its words are."""
        sounds: list[Sound] = []
        pieces: dict[int, str] = {}
        mandarin = iter(syllables(text))
        for piece in _PIECE.findall(text):
            pieces[len(sounds)] = piece
            sounds += _syllable(next(mandarin, piece)) if han(piece) else self._word(piece)
        return Spoken(
            sounds=tuple(sounds),
            pieces=pieces,
            starts=frozenset((*pieces, len(sounds))),
            weight=sum(sound.weight for sound in sounds),
        )

    def _word(self, word: str) -> list[Sound]:
        phones = self._english.phones(_ABBREVIATED.get(word, word))
        return [Sound(phone, english.weight(phone)) for phone in phones]


def _syllable(syllable: str) -> list[Sound]:
    match = _INITIAL.match(syllable)
    initial, final = (match[1], match[2]) if match else ("", syllable)
    return [Sound(f"{initial}-", 1.0), Sound(f"-{final}", _FINAL_WEIGHT)]


def syllables_apart(one: str, other: str) -> float:
    """How differently two toneless syllables sound, 0 to 1: by their initials, and by their finals a little more."""
    pairs = tuple(zip(_syllable(one), _syllable(other), strict=True))
    return sum(cost(*pair) for pair in pairs) / sum(sound.weight for sound, _ in pairs)


@lru_cache(maxsize=50_000)
def cost(one: Sound, other: Sound) -> float:
    """What it costs to hear `other` for `one`: at most the greater weight of the two."""
    if one.name == other.name:
        return 0.0
    weight = max(one.weight, other.weight)
    if one.name.endswith("-") and other.name.endswith("-"):
        return weight * _initials(one.name[:-1], other.name[:-1])
    if one.name.startswith("-") and other.name.startswith("-"):
        return weight * _finals(one.name[1:], other.name[1:])
    if "-" in one.name or "-" in other.name:
        return weight
    return weight * english.unlikeness(one.name, other.name)


def _initials(one: str, other: str) -> float:
    plain, plain_there = _RETROFLEX.get(one, one), _RETROFLEX.get(other, other)
    if plain == plain_there or {plain, plain_there} in ({"n", "l"}, {"r", "l"}):
        return _DIALECT
    alike = any(plain in group and plain_there in group for group in _LIKE_INITIALS if plain and plain_there)
    return _LIKE if alike else 1.0


def _finals(one: str, other: str) -> float:
    if fold(f"b{one}") == fold(f"b{other}"):
        return _DIALECT
    return min(1.0, 0.2 + 0.8 * _letters_apart(one, other))


def _letters_apart(one: str, other: str) -> float:
    row = list(range(len(other) + 1))
    for letter in one:
        before, row = row, [row[0] + 1]
        for column, letter_there in enumerate(other):
            row.append(min(before[column] + (letter != letter_there), before[column + 1] + 1, row[-1] + 1))
    return row[-1] / max(len(one), len(other), 1)


def distance(one: Sequence[Sound], other: Sequence[Sound]) -> float:
    """The least total cost of turning the one into the other."""
    return _table(one, other)[-1][-1]


def costs_of(wanted: Sequence[Sound], heard: Sequence[Sound]) -> list[float]:
    """What each sound of `wanted` costs in the best alignment with `heard`; what is too many is put on the one before.

    The last entry is what is too many before the first.
    """
    table = _table(wanted, heard)
    costs = [0.0] * (len(wanted) + 1)
    row, column = len(wanted), len(heard)
    while row or column:
        here = table[row][column]
        if row and column and here == table[row - 1][column - 1] + cost(wanted[row - 1], heard[column - 1]):
            costs[row - 1] += here - table[row - 1][column - 1]
            row, column = row - 1, column - 1
        elif row and here == table[row - 1][column] + wanted[row - 1].weight:
            costs[row - 1] += wanted[row - 1].weight
            row -= 1
        else:
            costs[row - 1] += heard[column - 1].weight
            column -= 1
    return costs


def _table(one: Sequence[Sound], other: Sequence[Sound]) -> list[list[float]]:
    """The costs of turning each beginning of the one into each of the other (Wagner and Fischer, weighted)."""
    table = [[0.0]]
    for sound in other:
        table[0].append(table[0][-1] + sound.weight)
    for sound in one:
        before, row = table[-1], [table[-1][0] + sound.weight]
        for column, there in enumerate(other):
            row.append(
                min(before[column] + cost(sound, there), before[column + 1] + sound.weight, row[-1] + there.weight)
            )
        table.append(row)
    return table
