"""Degrees that an answer names: "二十二度吧", "make it 21", "twenty-two"."""

import re
from typing import Final

_DIGITS: Final = re.compile(r"(?<![\d.])(\d{1,2})(?![\d.])")
_NUMERALS: Final = "一二三四五六七八九"
_ONES: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS: Final = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
    *("sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = {20: ("二十", "twenty"), 30: ("三十", "thirty")}


def _names() -> dict[str, int]:
    """The numbers from 5 to 39 in words of either language."""
    named = {_NUMERALS[one]: one + 1 for one in range(4, 9)} | {word: one + 1 for one, word in enumerate(_ONES)}
    named |= {"十": 10} | {f"十{sign}": 11 + one for one, sign in enumerate(_NUMERALS)}
    named |= {word: 10 + one for one, word in enumerate(_TEENS)}
    for tens, (zh, en) in _TENS.items():
        named |= {zh: tens, en: tens}
        named |= {f"{zh}{sign}": tens + 1 + one for one, sign in enumerate(_NUMERALS)}
        named |= {f"{en} {word}": tens + 1 + one for one, word in enumerate(_ONES)}
    return named


_NAMED: Final = tuple(sorted(_names().items(), key=lambda pair: -len(pair[0])))


def degrees_named(words: str) -> int | None:
    """The degrees in `words`, the longest name first; None where they name none."""
    said = words.lower().replace("-", " ")
    digits = _DIGITS.search(said)
    if digits is not None:
        return int(digits[1])
    return next((number for name, number in _NAMED if _stands_in(name, said)), None)


def _stands_in(name: str, said: str) -> bool:
    return re.search(rf"\b{name}\b", said) is not None if name.isascii() else name in said
