"""Tables of words and phrases: the longest phrase that stands at a place of a sentence wins."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final, Generic, TypeVar

T = TypeVar("T")

_VOWELS: Final = "aeiou"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Generic[T]):
    """What a phrase stands for, and how many words it takes."""

    value: T
    length: int


class PhraseTable(Generic[T]):
    """Phrases of words, each with what it stands for; the first meaning given to a phrase stays."""

    def __init__(self) -> None:
        self._phrases: dict[tuple[str, ...], T] = {}
        self._longest = 0

    def add(self, words: Sequence[str], value: T) -> None:
        """Let `words` stand for `value`."""
        if words:
            self._phrases.setdefault(tuple(words), value)
            self._longest = max(self._longest, len(words))

    def at(self, words: Sequence[str], start: int) -> Match[T] | None:
        """The longest phrase that begins at `start`."""
        for length in range(min(self._longest, len(words) - start), 0, -1):
            value = self._phrases.get(tuple(words[start : start + length]))
            if value is not None:
                return Match(value=value, length=length)
        return None

    def single_words(self) -> frozenset[str]:
        """The phrases of one word."""
        return frozenset(words[0] for words in self._phrases if len(words) == 1)


def word_file(name: str) -> Mapping[str, Mapping[str, str]]:
    """The tables of a word file in this folder."""
    tables: dict[str, dict[str, Any]] = tomllib.loads(files("dialogue.instructions").joinpath(name).read_text("utf-8"))
    return tables


def listed(line: str) -> Iterable[str]:
    """The phrases of a line."""
    return (phrase.strip() for phrase in line.split(",") if phrase.strip())


def english_table(entries: Mapping[str, str]) -> PhraseTable[str]:
    """The phrases of English `entries`, each standing for its key."""
    table: PhraseTable[str] = PhraseTable()
    for value, line in entries.items():
        for phrase in listed(line):
            table.add(phrase.replace("-", " ").split(), value)
    return table


def verb_forms(verb: str, irregular: Mapping[str, str]) -> tuple[str, ...]:
    """All forms of an English verb: as it stands, with -s, -ed and -ing."""
    if verb in irregular:
        return (verb, *irregular[verb].split())
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    stem = f"{verb}{verb[-1]}" if _doubles(verb) else verb
    sibilant = verb.endswith(("s", "sh", "ch", "x", "z", "o"))
    return verb, f"{verb}es" if sibilant else f"{verb}s", f"{stem}ed", f"{stem}ing"


def _doubles(verb: str) -> bool:
    """Whether the last letter is doubled: one short vowel before one consonant, in a short word."""
    short = len(verb) >= 3 and verb[-1] not in "aeiouwxy" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS
    return short and sum(letter in _VOWELS for letter in verb) == 1
