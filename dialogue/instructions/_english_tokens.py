"""The words of an English instruction, in the order in which they are read.

Nothing is lost but signs: what is unknown stays a word.
"""

import re
from typing import Final

from dialogue.instructions.english_words import EnglishWords

_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SHORT: Final = (
    (re.compile(r"\b(it|he|she|that|there|everyone|everybody|nobody|someone|no one|what|who)'s\b"), r"\1 is"),
    (re.compile(r"\b(they|you|we)'re\b"), r"\1 are"),
    (re.compile(r"\bi'm\b"), "i am"),
    (re.compile(r"\b(i|you|we|they)'(?:d|ll|ve)\b"), r"\1 would"),
    (re.compile(r"\b(is|are|does|did|do|wo|ca|should|would|could|must|has|have)n't\b"), r"\1 not"),
)
"""Short forms with their full ones; the possessive "'s" of a name stays."""
_PAUSE: Final = re.compile(r"\.{2,}|…")
_TITLED: Final = re.compile(r"\b(?:mr|mrs|ms|miss|madam|mister)\.? (?!the\b|and\b)[a-z]+(?='s|\b)")
"""Somebody of the house, by title and name."""
_TOKEN: Final = re.compile(r"\d+(?:\.\d+)?|[a-z]+(?:'[a-z]+)?|[.,;:!?\n()]")
FORBIDDING: Final = frozenset(
    {
        "not",
        "never",
        "avoid",
        "avoiding",
        "don't",
        "dont",
        "prevent",
        "preventing",
        "cannot",
        "instead",
        "rather",
        "nor",
        "neither",
    }
)
MODALS: Final = frozenset(
    {"should", "must", "shall", "has", "have", "needs", "need", "ought", "to", "be", "get", "gets"}
)
_PARTICLES: Final = frozenset({"on", "off", "up", "down", "out", "away", "over", "back"})
_BEGINS_THING: Final = frozenset({"a", "an", "the", "my", "your", "his", "her", "its", "another", "some", "that"})


def words_of(text: str) -> list[str]:
    """The words of an instruction in lower case, CamelCase apart; sentence ends are ".", other breaks ","."""
    apart = _CAMEL.sub(" ", text).lower().replace("-", " ").replace("_", " ").replace("’", "'").replace("/", " or ")
    apart = _PAUSE.sub(" ", apart)
    for short, full in _SHORT:
        apart = short.sub(full, apart)
    apart = _TITLED.sub("resident", apart)
    found = _TOKEN.findall(apart)
    return ["." if word in ".;!?\n" else "," if word in ",:()" else word for word in found]


def with_verbs_together(words: list[str], language: EnglishWords) -> list[str]:
    """ "Turn it on" as "turn on it", so that the whole verb is known before its object."""
    together = list(words)
    for place in range(len(words) - 2):
        verb, pronoun, particle = words[place : place + 3]
        following = words[place + 3] if place + 3 < len(words) else "."
        split = pronoun in {"it", "them", "this", "that", "everything"} and particle in _PARTICLES
        found = language.verbs.at([verb, particle], 0) if split else None
        if found is not None and found.length == 2 and following not in _BEGINS_THING and not _named(following):
            together[place + 1 : place + 3] = [particle, pronoun]
    return together


def _named(word: str) -> bool:
    return word in {"top", "shelf", "table", "bed", "counter"}
