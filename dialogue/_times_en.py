"""When something is to be, as English says it in the midst of other words: day, hour, span from now, every day.

What is found is cut out, and the rest given back, so that it may be read for what is to be.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import time, timedelta
from typing import Final

from dialogue._values_en import delay, duration, ordinal, time_of_day

_DAY_LONG: Final = timedelta(days=1)
_LONGEST: Final = 8
"""How many words a time has at most."""
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_PARTS: Final = {"morning": "in the morning", "afternoon": "in the afternoon", "evening": "in the evening"} | {
    "night": "at night",
    "lunchtime": "in the afternoon",
}
_AHEAD: Final[Mapping[str, tuple[str, str]]] = {
    "today": ("+0", ""),
    "tonight": ("+0", "in the evening"),
    "tomorrow": ("+1", ""),
    "the day after tomorrow": ("+2", ""),
    "the day after": ("+2", ""),
    **{f"this {part}": ("+0", said) for part, said in _PARTS.items()},
    **{f"tomorrow {part}": ("+1", said) for part, said in _PARTS.items()},
    "first thing tomorrow": ("+1", "in the morning"),
}
_EACH_DAY: Final = ("every day", "each day", "daily", "every single day", "each and every day")
_WEEKDAY: Final = ("every weekday", "on weekdays", "weekdays", "each weekday")
_NOT_SAID: Final = ("every so often", "every now and then", "every now and again", "now and then", "every few hours")
_REPEATED: Final[Mapping[str, tuple[str, str]]] = {
    **dict.fromkeys(_EACH_DAY, ("every", "0123456")),
    **dict.fromkeys(_WEEKDAY, ("every", "01234")),
    **dict.fromkeys(("hourly", "once an hour"), ("interval", "3600")),
    "every other hour": ("interval", "7200"),
    **dict.fromkeys(_NOT_SAID, ("interval", "0")),
}
"""On which days, or how often in seconds; 0 where that is not said."""
_PREPOSITION: Final = re.compile(
    r"^(?:at|by|for|around|about|from|(?:when|once) it (?:gets to|is)|when it's|it's|it is|once it's|as soon as it's)"
    r"(?: about| around)? "
)
_PLAINLY: Final = re.compile(r":|\.\d\d|o'clock|\b(?:am|pm|noon|midday|midnight|past|half|quarter)\b|\d[ap]m\b")
"""What shows that words are a time, even without "at" before them."""
_OVER: Final = re.compile(r"(?:when|once|after) (.+?)(?: (?:is|are|has|have) (?:up|over|gone|passed))")
_FIRST: Final = re.compile(r"^(?:on |this |the |every |each |next |coming )+")
_WORD: Final = re.compile(r"[^\s,;!?]+")

Cut = tuple[dict[str, str], str]
"""Slots as the skill of reminders reads them, and the words without what they were read from."""


def times_in(words: str, *, timer: bool = False) -> Cut:
    """When `words` say that it is to be; no slots where they do not say.

    `timer`: they speak of a timer, so that a span alone counts from now.
    """
    slots: dict[str, str] = {}
    clock = part = ""
    while (found := _next(words, slots, clock, timer=timer)) is not None:
        said, slots, start, end = found
        clock, part = said.get("clock", clock), said.get("part", part)
        words = f"{words[:start].rstrip()} {words[end:].lstrip()}".strip()
    return {**slots, **_hour(clock, part)}, words


def _next(
    words: str, slots: Mapping[str, str], clock: str, *, timer: bool
) -> tuple[dict[str, str], dict[str, str], int, int] | None:
    """The first of the longest stretches that say something of when: what it adds, all slots, and where it stands."""
    tokens = [(found.group().rstrip("."), found.start(), found.end()) for found in _WORD.finditer(words)]
    for start, stop in _stretches(len(tokens)):
        phrase = " ".join(token for token, _, _ in tokens[start:stop]).lower()
        said, added = _read(phrase, timer=timer)
        if (said or added) and not (added.keys() & slots.keys()) and not (clock and "clock" in said):
            return said, {**slots, **added}, tokens[start][1], tokens[stop - 1][2]
    return None


def _stretches(count: int) -> Iterator[tuple[int, int]]:
    for length in range(min(_LONGEST, count), 0, -1):
        for start in range(count - length + 1):
            yield start, start + length


def _read(phrase: str, *, timer: bool) -> tuple[dict[str, str], dict[str, str]]:
    """What a stretch says: a clock time and a part of the day, not yet joined, and the slots that are plain."""
    over = _OVER.fullmatch(phrase)
    length = duration(over[1]) if over is not None else delay(phrase)
    length = length or (duration(phrase.removeprefix("for ")) if timer else None)
    if length is not None:
        return {}, {"after": str(round(length.total_seconds()))}
    if phrase in _AHEAD:
        day, part = _AHEAD[phrase]
        return ({"part": part} if part else {}), {"day": day}
    if phrase in {"in the morning", "in the afternoon", "in the evening", "at night"}:
        return {"part": phrase}, {}
    every = _every(phrase)
    if every is not None:
        return every
    head, _, part = phrase.rpartition(" ")
    day = _day(head if part in _PARTS else phrase)
    if day:
        return ({"part": _PARTS[part]} if part in _PARTS else {}), {"day": day}
    return ({"clock": phrase}, {}) if _is_clock(phrase) else ({}, {})


def _every(phrase: str) -> tuple[dict[str, str], dict[str, str]] | None:
    if phrase in _REPEATED:
        return {}, dict([_REPEATED[phrase]])
    first, _, rest = phrase.partition(" ")
    if first not in {"every", "each"}:
        return None
    length = duration(rest) or duration(f"a {rest}") or _DAY_LONG
    if length < _DAY_LONG:
        return {}, {"interval": str(round(length.total_seconds()))}
    if rest in _PARTS:
        return {"part": _PARTS[rest]}, {"every": "0123456"}
    *names, last = re.split(r" and |, | ", rest)
    *_, part = (last, _PARTS.get(last, ""))
    named = [*names, last] if not part else names
    days = [_WEEKDAYS.index(name) for name in named if name in _WEEKDAYS]
    if not days or len(days) != len(named):
        return None
    return ({"part": part} if part else {}), {"every": "".join(map(str, sorted(days)))}


def _day(phrase: str) -> str:
    bare = _FIRST.sub("", phrase)
    if bare in _WEEKDAYS:
        number = _WEEKDAYS.index(bare)
        return f"nw{number}" if "next" in phrase.split() else f"w{number}" if bare != phrase else ""
    return _date(phrase, bare)


def _date(phrase: str, bare: str) -> str:
    """A day of a month: on the fifth, on the 5th of December, December 5th."""
    words = bare.replace(" of ", " ").split()
    month = next((name for name in _MONTHS if name in words), "")
    date = ordinal(" ".join(word for word in words if word != month)) if words else None
    if date is None or date > 31 or not (month or phrase.startswith("on the ")):
        return ""
    return f"{_MONTHS.index(month) + 1:02}-{date:02}" if month else f"{date:02}"


def _is_clock(phrase: str) -> bool:
    bare = _PREPOSITION.sub("", phrase)
    if bare == phrase and _PLAINLY.search(phrase) is None:
        return False
    return _time(bare) is not None


def _time(bare: str) -> time | None:
    """`bare` as a time; a mere hour is one here, for a preposition stands before it."""
    at = time_of_day(bare)
    return at if at is not None else time_of_day(f"{bare} o'clock") if len(bare.split()) == 1 else None


def _hour(clock: str, part: str) -> dict[str, str]:
    bare = _PREPOSITION.sub("", clock)
    at = _time(bare) if clock else None
    if at is None:
        return {}
    joined = time_of_day(f"{bare} {part}") if part and not _sure(bare, at) else None
    slots = {"at": f"{joined or at:%H:%M}"}
    return slots | {"sure": "yes"} if joined is not None or _sure(bare, at) else slots


def _sure(bare: str, at: time) -> bool:
    """Whether the time was said with its part of the day, or on the 24-hour clock."""
    said = re.search(r"\b[ap]\.?m\b|\d[ap]m\b|noon|midday|midnight|morning|afternoon|evening|night", bare)
    return said is not None or at.hour == 0 or at.hour > 12 or re.match(r"0\d", bare) is not None
