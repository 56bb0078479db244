"""Names of things in running words: singular or plural, joined or apart, with a slip of the keyboard or without."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Final

from carebot.core.household import Noun
from dialogue.instructions.words import Match

_LONGEST: Final = 5
_FUZZY_FROM: Final = 5
_ALIKE: Final = 0.85
_IRREGULAR: Final = {
    "knives": "knife",
    "shelves": "shelf",
    "loaves": "loaf",
    "leaves": "leaf",
    "children": "child",
    "people": "person",
    "feet": "foot",
    "mice": "mouse",
    "halves": "half",
    "scarves": "scarf",
    "men": "man",
    "women": "woman",
}


class EnglishNouns:
    """The English names of things."""

    def __init__(self, nouns: Iterable[Noun]) -> None:
        self._by_key: dict[str, Noun] = {}
        for noun in nouns:
            for name in noun.en:
                self._by_key.setdefault(_key(name.lower().split()), noun)
        self._single = [key for key in self._by_key if len(key) >= _FUZZY_FROM]

    def at(self, words: Sequence[str], start: int, end: int) -> Match[Noun] | None:
        """The longest name that begins at `start` and ends before `end`."""
        for length in range(min(_LONGEST, end - start), 0, -1):
            noun = self.named(words[start : start + length])
            if noun is not None:
                return Match(value=noun, length=length)
        return None

    def named(self, words: Sequence[str]) -> Noun | None:
        """The thing that exactly these words name, in the singular or the plural."""
        if not all(word[0].isalnum() for word in words):
            return None
        found = self._by_key.get(_key(words))
        if found is None and words:
            for singular in singulars(words[-1]):
                found = found or self._by_key.get(_key((*words[:-1], singular)))
        return found

    def like(self, word: str) -> Noun | None:
        """The thing whose name is one slip away from `word`."""
        if len(word) < _FUZZY_FROM:
            return None
        close = get_close_matches(word, self._single, n=1, cutoff=_ALIKE)
        return self._by_key[close[0]] if close else None


def singulars(word: str) -> tuple[str, ...]:
    """What `word` may be the plural of."""
    if word in _IRREGULAR:
        return (_IRREGULAR[word],)
    if word.endswith("ies"):
        return f"{word[:-3]}y", word[:-1]
    if word.endswith("es"):
        return word[:-1], word[:-2]
    return (word[:-1],) if word.endswith("s") and not word.endswith("ss") else ()


def _key(words: Sequence[str]) -> str:
    return "".join(letter for word in words for letter in word if letter.isalnum())
