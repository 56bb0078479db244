"""Text in one form: simplified characters, numbers in words, no punctuation, lower case."""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

import opencc

from carebot.core.language import Language

_DIGITS_ZH: Final = "零一二三四五六七八九"
_UNITS_ZH: Final = ("", "十", "百", "千")
_DIGITS_EN: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS_EN: Final = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS_EN: Final = ("", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_GROUP, _AT_A_BREATH = 4, 5
"""Digits of a long number that are read together, and how many need no breath between them."""

_CLOCK_TIME: Final = re.compile(r"(?<![\d.:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_APOSTROPHE: Final = re.compile(r"(?<=\w)['’](?=\w)")
_BETWEEN_HAN: Final = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


def simplifier() -> Callable[[str], str]:
    """A converter of traditional to simplified characters; it takes 70 ms to load."""
    return opencc.OpenCC("t2s").convert


def number_zh(number: int) -> str:
    """`number` from 0 to 99,999,999 as it is spoken in Mandarin."""
    if number >= 10_000:
        head, rest = divmod(number, 10_000)
        gap = "零" if 0 < rest < 1000 else ""
        return f"{number_zh(head)}万{gap}{number_zh(rest) if rest else ''}"
    spoken, digits = "", str(number)
    for place, digit in enumerate(digits):
        if digit != "0":
            spoken += _DIGITS_ZH[int(digit)] + _UNITS_ZH[len(digits) - 1 - place]
        elif spoken and not spoken.endswith("零"):
            spoken += "零"
    spoken = spoken.rstrip("零") or "零"
    return spoken[1:] if spoken.startswith("一十") else spoken


def number_en(number: int) -> str:
    """`number` from 0 to 999 as it is spoken in English."""
    if number >= 100:
        head, rest = divmod(number, 100)
        return f"{_DIGITS_EN[head]} hundred" + (f" {number_en(rest)}" if rest else "")
    if number < 20:
        return (_DIGITS_EN + _TEENS_EN)[number]
    tens, ones = divmod(number, 10)
    return _TENS_EN[tens] + (f" {_DIGITS_EN[ones]}" if ones else "")


def spell_numbers(text: str, language: Language) -> str:
    """`text` with numbers and times of day in words; numbers that are too long digit by digit, in groups."""
    text = _CLOCK_TIME.sub(lambda match: _spoken_time(match, language), text)
    return _NUMBER.sub(lambda match: _spoken_number(match.group(), language), text)


def normalize(text: str, language: Language, simplify: Callable[[str], str]) -> str:
    """`text` in the form that sentences are compared in: words apart by one space, Chinese characters by none."""
    text = simplify(unicodedata.normalize("NFKC", text)).lower()
    text = spell_numbers(_APOSTROPHE.sub("'", text), language)
    kept = "".join(character if character.isalnum() or character == "'" else " " for character in text)
    return _BETWEEN_HAN.sub("", " ".join(word.strip("'") for word in kept.split()))


def _spoken_time(match: re.Match[str], language: Language) -> str:
    hour, minute = int(match.group(1)), int(match.group(2))
    if language is Language.ZH:
        past = "整" if minute == 0 else f"{'零' if minute < 10 else ''}{number_zh(minute)}分"
        return f"{number_zh(hour)}点{past}"
    past = "o'clock" if minute == 0 else f"{'oh ' if minute < 10 else ''}{number_en(minute)}"
    return f"{number_en(hour)} {past}"


def _spoken_number(number: str, language: Language) -> str:
    whole, _, decimals = number.partition(".")
    spoken = _spoken_whole(whole, language)
    if not decimals:
        return spoken
    return f"{spoken}{'点' if language is Language.ZH else ' point '}{_spelled(decimals, language)}"


def _spoken_whole(digits: str, language: Language) -> str:
    zh = language is Language.ZH
    longest = 8 if zh else 3
    if len(digits) > longest or (len(digits) > 1 and digits.startswith("0")):
        return _in_groups(digits, language)
    return number_zh(int(digits)) if zh else number_en(int(digits))


def _spelled(digits: str, language: Language) -> str:
    if language is Language.ZH:
        return "".join(_DIGITS_ZH[int(digit)] for digit in digits)
    return " ".join(_DIGITS_EN[int(digit)] for digit in digits)


def _in_groups(digits: str, language: Language) -> str:
    """Many digits as telephone numbers are read, a breath after each group: voices hurry through long rows of them."""
    if len(digits) <= _AT_A_BREATH:
        return _spelled(digits, language)
    first = len(digits) % _GROUP
    groups = (digits[:first], *(digits[at : at + _GROUP] for at in range(first, len(digits), _GROUP)))
    return ("，" if language is Language.ZH else ", ").join(_spelled(group, language) for group in groups if group)
