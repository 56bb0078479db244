"""Numbers, shares, degrees, durations and times of day in what people say, as typed values.

Words are read whole or not at all: what is only partly understood has no value. `text.py` spells the other way round.
"""

import unicodedata
from datetime import time, timedelta
from decimal import Decimal
from typing import Final

from carebot.core.language import Language
from dialogue import _values_en as english
from dialogue import _values_zh as mandarin

Value = time | timedelta | Decimal

LONGEST: Final = 60
"""Signs of a value; more are no value."""

_SIMPLIFIED: Final = str.maketrans("點鐘時兩個後週負萬過剛禮從間", "点钟时两个后周负万过刚礼从间")
_ONE_FORM: Final = str.maketrans({"’": "'", "。": "", "！": "", "？": "", "，": ","})


def number_in(text: str, language: Language) -> Decimal | None:
    """`text` as a number."""
    words = _words(text, language)
    return mandarin.number(words) if language is Language.ZH else english.number(words)


def share_in(text: str, language: Language) -> Decimal | None:
    """`text` as a share, in percent."""
    words = _words(text, language)
    return mandarin.share(words) if language is Language.ZH else english.share(words)


def degrees_in(text: str, language: Language) -> Decimal | None:
    """`text` as a temperature, in degrees Celsius."""
    words = _words(text, language)
    return mandarin.degrees(words) if language is Language.ZH else english.degrees(words)


def ordinal_in(text: str, language: Language) -> int | None:
    """`text` as a place in a row, from 1."""
    words = _words(text, language)
    return mandarin.ordinal(words) if language is Language.ZH else english.ordinal(words)


def duration_in(text: str, language: Language) -> timedelta | None:
    """`text` as a duration."""
    words = _words(text, language)
    return mandarin.duration(words) if language is Language.ZH else english.duration(words)


def delay_in(text: str, language: Language) -> timedelta | None:
    """`text` as a time from now."""
    words = _words(text, language)
    return mandarin.delay(words) if language is Language.ZH else english.delay(words)


def time_in(text: str, language: Language) -> time | None:
    """`text` as a time of day; an hour without its part of the day stays as it is said."""
    words = _words(text, language)
    return mandarin.time_of_day(words) if language is Language.ZH else english.time_of_day(words)


def value_in(text: str, language: Language) -> Value | None:
    """Whatever value `text` is: a time of day, a duration or time from now, or a number, share or temperature."""
    readers = (time_in, delay_in, duration_in, share_in, degrees_in, number_in)
    values = (read(text, language) for read in readers)
    return next((value for value in values if value is not None), None)


def _words(text: str, language: Language) -> str:
    """`text` in one form, and empty where it is too long for a value."""
    if len(text) > LONGEST:
        return ""
    said = unicodedata.normalize("NFKC", text).translate(_ONE_FORM).lower().strip(" .!?")
    if language is Language.EN:
        return " ".join(said.split())
    return "".join(said.translate(_SIMPLIFIED).split())
