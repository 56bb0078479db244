"""Mandarin as it sounds: toneless syllables, folded by dialect, and how alike two of them are.

Recognition errors in Mandarin are homophones far more often than not, so words are compared by sound.
"""

import re
from functools import lru_cache
from typing import Final

from pypinyin import lazy_pinyin

_KNOWN: Final = 32_768
"""Sentences whose sound is kept: those that the skills know by heart, some 17,000, and what people say."""
_HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_INITIAL: Final = re.compile(r"^(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)(.*)$")

_RETROFLEX: Final = {"zh": "z", "ch": "c", "sh": "s"}
_NASAL: Final = {"n": "l", "r": "l"}
_AFTER_HU: Final = {"u": "u", "ui": "ei", "un": "en"}
_LIKE_INITIALS: Final = (
    frozenset({"j", "q", "x", "zh", "ch", "sh", "z", "c", "s"}),
    frozenset({"b", "p", "d", "t", "g", "k"}),
    frozenset({"l", "n", "r", "m"}),
    frozenset({"f", "h", "w", ""}),
)
_PLACES: Final = (frozenset({"j", "q", "x"}), frozenset({"zh", "ch", "sh", "z", "c", "s"}))
"""Hissing initials that the tongue forms in one place (Duanmu, 2007, table of consonants)."""


def han(text: str) -> str:
    """The Chinese characters of `text`, everything else left out."""
    return "".join(_HAN.findall(text))


@lru_cache(maxsize=_KNOWN)
def syllables(text: str) -> tuple[str, ...]:
    """One toneless syllable for each Chinese character of `text`; ü is written v."""
    return tuple(lazy_pinyin(han(text), v_to_u=False))


def fold(syllable: str) -> str:
    """`syllable` without the distinctions that southern speakers and recognisers lose.

    zh/z, ch/c, sh/s, n/l/r, hu/f and final ng/n.
    """
    initial, final = _split(syllable)
    if initial == "h" and final.startswith("u"):
        initial, final = "f", _AFTER_HU.get(final, final[1:])
    initial = _NASAL.get(_RETROFLEX.get(initial, initial), _RETROFLEX.get(initial, initial))
    if final.endswith(("ang", "eng", "ing")):
        final = final[:-1]
    return initial + final


def unlikeness(one: str, other: str) -> float:
    """How differently two syllables sound: 0 equal, 0.25 equal but for dialect, 0.5 near, 1 different."""
    if one == other:
        return 0.0
    if fold(one) == fold(other):
        return 0.25
    (initial, final), (other_initial, other_final) = _split(one), _split(other)
    if final == other_final and _like(initial, other_initial):
        return 0.5
    return 1.0


def same_place(one: str, other: str) -> bool:
    """Whether two syllables differ in nothing but how their initials hiss: 讲 and 想, 几 and 洗."""
    (initial, final), (other_initial, other_final) = _split(one), _split(other)
    return final == other_final and any(initial in place and other_initial in place for place in _PLACES)


def _split(syllable: str) -> tuple[str, str]:
    match = _INITIAL.match(syllable)
    return (match.group(1), match.group(2)) if match else ("", syllable)


def _like(one: str, other: str) -> bool:
    return any(one in group and other in group for group in _LIKE_INITIALS)
