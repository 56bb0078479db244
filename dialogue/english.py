"""English as it sounds: the phones of words (ARPAbet), and how alike two of them are.

Recognisers write a word that they mistake as another one that sounds like it, so words are compared by phones.
"""

import math
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Final

Phones = tuple[str, ...]

_DICTIONARY: Final = Path("model", "en-us", "cmudict-en-us.dict")
"""CMUdict (BSD), as the package pocketsphinx carries it: 134,000 words."""

_LETTERS: Final = (
    *(("tion", "SH AH N"), ("sion", "ZH AH N"), ("ight", "AY T"), ("ough", "AO"), ("tch", "CH"), ("dge", "JH")),
    *(("sch", "SH"), ("igh", "AY"), ("eau", "OW"), ("ch", "CH"), ("sh", "SH"), ("th", "TH"), ("ph", "F")),
    *(("wh", "W"), ("ck", "K"), ("ng", "NG"), ("qu", "K W"), ("kn", "N"), ("wr", "R"), ("gh", "G"), ("ee", "IY")),
    *(("ea", "IY"), ("oo", "UW"), ("ou", "AW"), ("ow", "OW"), ("oi", "OY"), ("oy", "OY"), ("ai", "EY")),
    *(("ay", "EY"), ("au", "AO"), ("aw", "AO"), ("ie", "IY"), ("ei", "EY"), ("ey", "IY"), ("oa", "OW"), ("ue", "UW")),
    *(("er", "ER"), ("ir", "ER"), ("ur", "ER"), ("ar", "AA R"), ("or", "AO R"), ("ce", "S"), ("ci", "S IH")),
    *(("cy", "S IY"), ("ge", "JH"), ("x", "K S"), ("a", "AE"), ("b", "B"), ("c", "K"), ("d", "D"), ("e", "EH")),
    *(("f", "F"), ("g", "G"), ("h", "HH"), ("i", "IH"), ("j", "JH"), ("k", "K"), ("l", "L"), ("m", "M"), ("n", "N")),
    *(("o", "AA"), ("p", "P"), ("q", "K"), ("r", "R"), ("s", "S"), ("t", "T"), ("u", "AH"), ("v", "V"), ("w", "W")),
    *(("y", "IY"), ("z", "Z")),
)
"""What letters sound like in words that no dictionary holds: names and slips of a recogniser. Longer ones first."""
_SPELLING: Final = dict(_LETTERS)
_GRAPHEME: Final = re.compile("|".join(letters for letters, _ in _LETTERS))
_DOUBLED: Final = re.compile(r"([bcdfgklmnprstvz])\1")
_SILENT_E: Final = re.compile(r"(?<=[a-z][^aeiou])e$")

_VOWELS: Final[dict[str, tuple[float, float]]] = {
    "IY": (0.0, 1.0),
    "IH": (0.2, 0.8),
    "EY": (0.1, 0.7),
    "EH": (0.2, 0.45),
    "AE": (0.25, 0.2),
    "AH": (0.55, 0.4),
    "ER": (0.55, 0.5),
    "AA": (0.8, 0.0),
    "AY": (0.5, 0.3),
    "AW": (0.7, 0.25),
    "AO": (0.95, 0.25),
    "OW": (0.95, 0.55),
    "OY": (0.7, 0.5),
    "UH": (0.85, 0.8),
    "UW": (0.9, 1.0),
}
"""Where the tongue is: how far back and how high, 0 to 1 each; of a diphthong the middle of its way (IPA chart)."""

_CONSONANTS: Final[dict[str, tuple[int, str, bool]]] = {
    "P": (0, "stop", False),
    "B": (0, "stop", True),
    "F": (1, "fricative", False),
    "V": (1, "fricative", True),
    "TH": (2, "fricative", False),
    "DH": (2, "fricative", True),
    "T": (3, "stop", False),
    "D": (3, "stop", True),
    "S": (3, "fricative", False),
    "Z": (3, "fricative", True),
    "SH": (4, "fricative", False),
    "ZH": (4, "fricative", True),
    "CH": (4, "affricate", False),
    "JH": (4, "affricate", True),
    "K": (6, "stop", False),
    "G": (6, "stop", True),
    "HH": (8, "fricative", False),
    "M": (0, "nasal", True),
    "N": (3, "nasal", True),
    "NG": (6, "nasal", True),
    "L": (3, "approximant", True),
    "R": (4, "approximant", True),
    "W": (0, "approximant", True),
    "Y": (5, "approximant", True),
}
"""Place from the lips backwards, manner, and whether it is voiced (IPA chart)."""

_GLIDES: Final = {frozenset(("R", "ER")): 0.3, frozenset(("W", "UW")): 0.4, frozenset(("Y", "IY")): 0.4}
_MANNERS: Final = {frozenset(("stop", "affricate")): 0.3, frozenset(("fricative", "affricate")): 0.3}
_WEAK: Final = {"AH": 0.5, "HH": 0.5, "T": 0.7, "D": 0.7, "IH": 0.6, "ER": 0.8}
_LONGEST_WORD: Final = 24


def weight(phone: str) -> float:
    """How much a phone that is missing or too many matters, 0 to 1: weak ones are swallowed in running speech."""
    return _WEAK.get(phone, 1.0)


def unlikeness(one: str, other: str) -> float:
    """How differently two phones sound, 0 to 1, by place, manner and voice, or by where the tongue is."""
    if one == other:
        return 0.0
    if one in _VOWELS and other in _VOWELS:
        return min(0.8, 0.1 + 0.8 * math.dist(_VOWELS[one], _VOWELS[other]))
    if one in _CONSONANTS and other in _CONSONANTS:
        return _consonants(one, other)
    return _GLIDES.get(frozenset((one, other)), 1.0)


def _consonants(one: str, other: str) -> float:
    (place, manner, voiced), (place_there, manner_there, voiced_there) = _CONSONANTS[one], _CONSONANTS[other]
    manners = 0.0 if manner == manner_there else _MANNERS.get(frozenset((manner, manner_there)), 0.5)
    return min(1.0, 0.15 * min(3, abs(place - place_there)) + manners + 0.25 * (voiced != voiced_there))


def spelled(word: str) -> Phones:
    """The phones of a word by its letters alone."""
    plain = _SILENT_E.sub("", _DOUBLED.sub(r"\1", re.sub(r"[^a-z]", "", word.lower())[:_LONGEST_WORD]))
    return tuple(phone for found in _GRAPHEME.finditer(plain) for phone in _SPELLING[found.group()].split())


class Pronunciation:
    """The phones of English words: from CMUdict where it is installed, else by their letters."""

    def __init__(self) -> None:
        self._phones: dict[str, Phones] = {}

    def start(self) -> None:
        """Read the dictionary, 0.2 s; without it every word is spoken as it is spelled."""
        if self._phones:
            return
        spec = find_spec("pocketsphinx")
        places = spec.submodule_search_locations if spec is not None else None
        files = [Path(place) / _DICTIONARY for place in places or ()]
        self._phones = next((_read(file) for file in files if file.is_file()), {})

    def phones(self, word: str) -> Phones:
        """The phones of one word in lower case."""
        known = self._phones.get(word) or self._phones.get(word.strip("'"))
        if known is None and word.endswith("'s"):
            return (*self.phones(word[:-2]), "Z")
        return known or spelled(word)


def _read(file: Path) -> dict[str, Phones]:
    entries = (line.split() for line in file.read_text(encoding="utf-8").splitlines())
    return {word: tuple(phones) for word, *phones in entries if not word.endswith(")")}
