"""The names of the house in an utterance, found by their sound, and what stands in their place where none is meant.

A name is taken from what was said and from nowhere else: a sentence that is merely alike never gives one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from carebot.core.language import Language
from dialogue._likeness import units_of
from dialogue._sentences import Names
from dialogue.pinyin import han, syllables

STANDS_FOR: Final = {
    Language.ZH: {"object": "东西", "place": "地方", "room": "地方", "resident": "他", "caregiver": "护士"},
    Language.EN: {"object": "thing", "place": "place", "room": "place", "resident": "him", "caregiver": "nurse"},
}
"""What a name is replaced by, so that sentences are compared by what they ask for and not by what they name."""

_BY_SOUND_FROM: Final = 2
"""Syllables: a single one sounds like too many other words, and must be written as the name is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A name in the units `first` up to `last` of an utterance, as all the slots and values that it may be."""

    first: int
    last: int
    values: Mapping[str, str]


class NamesBySound:
    """Finds the names of one language."""

    def __init__(self, names: Names, language: Language) -> None:
        self._language = language
        self._written: dict[tuple[str, ...], dict[str, str]] = {}
        self._sounding: dict[tuple[str, ...], dict[str, str]] = {}
        for slot, said in names.items():
            for name, value in said:
                units = tuple(units_of(name, language))
                self._written.setdefault(units, {}).setdefault(slot, value)
                if language is Language.ZH and len(units) >= _BY_SOUND_FROM:
                    self._sounding.setdefault(_sound(units), {}).setdefault(slot, value)
        self._longest = max(map(len, self._written), default=0)

    def find(self, text: str) -> tuple[Naming, ...]:
        """The names in `text`, as `normalize` gives it, from left to right, the longest first where they overlap."""
        units = tuple(units_of(text, self._language))
        found: list[Naming] = []
        first = 0
        while first < len(units):
            naming = next(self._at(units, first), None)
            if naming is not None:
                found.append(naming)
            first = naming.last if naming is not None else first + 1
        return tuple(found)

    def without(self, text: str, namings: Iterable[Naming]) -> str:
        """`text` with what stands for a name in place of each; as it is where none was found."""
        namings = tuple(namings)
        if not namings:
            return text
        units = list(units_of(text, self._language))
        for naming in sorted(namings, key=lambda one: -one.first):
            units[naming.first : naming.last] = [STANDS_FOR[self._language][next(iter(naming.values))]]
        return ("" if self._language is Language.ZH else " ").join(units)

    def _at(self, units: tuple[str, ...], first: int) -> Iterator[Naming]:
        for last in range(min(len(units), first + self._longest), first, -1):
            part = units[first:last]
            values = self._written.get(part) or self._sounding.get(_sound(part))
            if values:
                yield Naming(first=first, last=last, values=values)


def _sound(units: Iterable[str]) -> tuple[str, ...]:
    written = tuple(units)
    sounds = iter(syllables("".join(written)))
    return tuple(next(sounds, unit) if han(unit) else unit for unit in written)
