"""English numbers, durations and times of day in words or digits, read as what they stand for.

Every reader takes the whole of its words, in lower case and apart by one space, or gives None.
"""

import re
from datetime import time, timedelta
from decimal import Decimal
from typing import Final

_ONES: Final = {
    word: value
    for value, word in enumerate(
        (
            *(
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
            ),
            *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        )
    )
}
_TENS: Final = {
    word: 10 * value
    for value, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
_ORDINALS: Final = {
    "first": "one",
    "second": "two",
    "third": "three",
    "fifth": "five",
    "eighth": "eight",
    "ninth": "nine",
    "twelfth": "twelve",
}
_UNITS: Final = {
    "week": timedelta(weeks=1),
    "day": timedelta(days=1),
    "hour": timedelta(hours=1),
    "minute": timedelta(minutes=1),
    "second": timedelta(seconds=1),
}
_SHORT: Final = {
    "hr": "hour",
    "hrs": "hour",
    "h": "hour",
    "min": "minute",
    "mins": "minute",
    "sec": "second",
    "secs": "second",
}
_FRACTIONS: Final = {
    "half": Decimal("0.5"),
    "half a": Decimal("0.5"),
    "half an": Decimal("0.5"),
    "a quarter of an": Decimal("0.25"),
    "quarter of an": Decimal("0.25"),
    "three quarters of an": Decimal("0.75"),
    "a couple of": Decimal(2),
}
_CLOCK: Final = re.compile(r"(?P<hour>\d{1,2})(?P<sign>[:.])(?P<minute>\d{2})")
_PARTS: Final = {
    "am": "morning",
    "a.m": "morning",
    "in the morning": "morning",
    "this morning": "morning",
    "pm": "afternoon",
    "p.m": "afternoon",
    "in the afternoon": "afternoon",
    "this afternoon": "afternoon",
    "in the evening": "evening",
    "this evening": "evening",
    "at night": "night",
    "tonight": "night",
}
_ALONE: Final = {
    "noon": time(12),
    "midday": time(12),
    "twelve noon": time(12),
    "midnight": time(0),
    "twelve midnight": time(0),
}
_NAMED_MINUTES: Final = {"half": 30, "a quarter": 15, "quarter": 15}


def number(words: str) -> Decimal | None:
    """`words` as a number: twenty-five, a hundred and two, three point five, minus five, two and a half, 3.5."""
    if re.fullmatch(r"-?\d+(?:\.\d+)?", words, re.ASCII):
        return Decimal(words)
    if words in {"half", "a half", "one half"}:
        return Decimal("0.5")
    for sign in ("minus ", "negative "):
        if words.startswith(sign):
            value = number(words.removeprefix(sign))
            return -value if value is not None else None
    if words.endswith(" and a half"):
        value = number(words.removesuffix(" and a half"))
        return value + Decimal("0.5") if value is not None and value == int(value) else None
    whole, point, decimals = words.replace("-", " ").partition(" point ")
    whole_part = _whole(whole.split())
    if whole_part is None or not point:
        return Decimal(whole_part) if whole_part is not None else None
    digits = [_ONES.get("zero" if word == "oh" else word, 10) for word in decimals.split()]
    return Decimal(f"{whole_part}.{''.join(map(str, digits))}") if digits and max(digits) < 10 else None


def share(words: str) -> Decimal | None:
    """`words` as a share in percent: sixty percent, 60%, half, a quarter."""
    named = {"half": 50, "a half": 50, "halfway": 50, "a quarter": 25, "three quarters": 75}
    if words in named:
        return Decimal(named[words])
    for suffix in (" percent", " per cent", "%", " %"):
        if words.endswith(suffix):
            return number(words.removesuffix(suffix).strip())
    return None


def degrees(words: str) -> Decimal | None:
    """`words` as degrees Celsius: twenty-five degrees, 20.5°C."""
    bare = re.sub(r"\s*(?:°\s*c?|degrees?(?: celsius| centigrade| c)?)$", "", words)
    return number(bare) if bare != words else None


def ordinal(words: str) -> int | None:
    """`words` as a place in a row: third, twenty-first, 3rd."""
    if (digits := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", words, re.ASCII)) is not None:
        return int(digits[1]) or None
    *rest, last = words.replace("-", " ").split() or [""]
    if last in _ORDINALS:
        cardinal = _ORDINALS[last]
    elif last.endswith("ieth"):
        cardinal = last.removesuffix("ieth") + "y"
    else:
        cardinal = last.removesuffix("th")
    value = _whole([*rest, cardinal]) if cardinal != last else None
    return value or None


def duration(words: str) -> timedelta | None:
    """`words` as a duration: ten minutes, half an hour, an hour and a half, one hour and fifteen minutes."""
    total, amount, last = timedelta(), [], timedelta.max
    pending = words.replace(",", " ").split()
    while pending:
        word = pending.pop(0)
        unit = _UNITS.get(_SHORT.get(word, word.removesuffix("s")))
        if unit is None:
            amount.append(word)
            continue
        counted = _amount(" ".join(amount).removeprefix("and ") if total else " ".join(amount))
        if counted is None or unit >= last:
            return None
        if pending[:3] == ["and", "a", "half"]:
            counted, pending = counted + Decimal("0.5"), pending[3:]
        total, amount, last = total + unit * float(counted), [], unit
    return None if amount else total or None


def delay(words: str) -> timedelta | None:
    """`words` as a time from now: in ten minutes, half an hour from now."""
    if words.startswith("in "):
        return duration(re.sub(r"(?:'s|s'|s) time$", "s", words.removeprefix("in ")))
    for suffix in (" from now", " later"):
        if words.endswith(suffix):
            return duration(words.removesuffix(suffix))
    return None


def time_of_day(words: str) -> time | None:
    """`words` as a time of day: half past three, quarter to nine, 3 pm. With no part of the day the hour is as said."""
    words = words.removeprefix("at ")
    if words in _ALONE:
        return _ALONE[words]
    bare, part = _apart(words)
    clock = _clock(bare, part)
    if clock is None:
        return None
    hour, minute = clock
    told = _hour_of(hour, part)
    if told is None:
        return None
    total = (told * 60 + minute) % (24 * 60)
    return time(total // 60, total % 60)


def _whole(words: list[str]) -> int | None:
    """Digits, or words up to 999,999."""
    if len(words) == 1 and words[0].isdecimal() and words[0].isascii():
        return int(words[0])
    for scale, value in (("thousand", 1000), ("hundred", 100)):
        if scale in words:
            place = words.index(scale)
            head, rest = words[:place], words[place + 1 :]
            times = 1 if head in (["a"], ["one"]) else _whole(head)
            beside = 0 if not rest else _whole(rest[1:] if rest[0] == "and" else rest)
            fits = times is not None and beside is not None and beside < value and 0 < times < 1000
            return times * value + beside if fits and times is not None and beside is not None else None
    return _below_hundred(words)


def _below_hundred(words: list[str]) -> int | None:
    match words:
        case [one] if one in _ONES:
            return _ONES[one]
        case [ten] if ten in _TENS:
            return _TENS[ten]
        case [ten, one] if ten in _TENS and 0 < _ONES.get(one, 0) < 10:
            return _TENS[ten] + _ONES[one]
        case _:
            return None


def _amount(words: str) -> Decimal | None:
    """How many of a unit: a number, a or an, or a part of one."""
    if words in {"a", "an"}:
        return Decimal(1)
    return _FRACTIONS.get(words) or number(words)


def _apart(words: str) -> tuple[str, str]:
    """The time, and the part of the day that is said with it."""
    words = words.removesuffix(".")
    for said, part in _PARTS.items():
        if words.endswith(said) and words != said:
            bare = words.removesuffix(said)
            if bare.endswith(" ") or (bare[-1].isdecimal() and said in {"am", "pm", "a.m", "p.m"}):
                return bare.rstrip(), part
    return words, ""


def _clock(words: str, part: str) -> tuple[int, int] | None:
    """Hour and minutes, these below zero where they are before the hour; None where `words` are no time.

    What may be a mere number is a time only with a part of the day.
    """
    digits = _CLOCK.fullmatch(words)
    if digits is not None and (part or digits["sign"] == ":"):
        return _checked(int(digits["hour"]), int(digits["minute"]))
    for between, sign in ((" past ", 1), (" to ", -1), (" before ", -1), (" after ", 1)):
        spoken, found, hour = words.partition(between)
        if found:
            return _checked(_hour(hour), _minutes(spoken), sign)
    if words.startswith("half "):
        return _checked(_hour(words.removeprefix("half ")), 30)
    if words.endswith(" o'clock"):
        return _checked(_hour(words.removesuffix(" o'clock")), 0)
    apart = words.replace("-", " ").split()
    if len(apart) == 1:
        return _checked(_hour(words), 0) if part else None
    splits = (_checked(_whole(apart[:place]), _two_digits(apart[place:])) for place in (1, 2))
    return next((clock for clock in splits if clock is not None), None)


def _two_digits(words: list[str]) -> int | None:
    """Minutes as they are said after an hour: thirty, oh five."""
    oh = words[:1] == ["oh"]
    minute = _whole(words[1:] if oh else words)
    return minute if minute is not None and (minute < 10) == oh else None


def _hour(words: str) -> int | None:
    return _whole(words.removesuffix(" o'clock").replace("-", " ").split())


def _minutes(words: str) -> int | None:
    bare = words.removesuffix(" minutes").removesuffix(" minute")
    return _NAMED_MINUTES.get(words) or _whole(bare.replace("-", " ").split())


def _checked(hour: int | None, minute: int | None, sign: int = 1) -> tuple[int, int] | None:
    return (hour, sign * minute) if hour is not None and minute is not None and hour < 24 and minute < 60 else None


def _hour_of(hour: int, part: str) -> int | None:
    """`hour` in this part of the day, on the 24-hour clock; None where it is not in it."""
    if not part or hour > 12:
        return hour if part != "morning" else None
    if part == "morning":
        return hour % 12
    if part == "night":
        return hour + 12 if 6 <= hour < 12 else hour % 12
    return hour % 12 + 12
