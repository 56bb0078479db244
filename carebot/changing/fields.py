"""Fields: a setting as the strings that a form shows and sends, and back; what is wrong is said in words."""

import math
import re
from collections.abc import Iterable
from datetime import time
from typing import Any, Final

from carebot._wrong_settings import RefusedValueError
from carebot.changing.leaf import Json, Kind, Leaf
from carebot.changing.pairs import fields_in_lines, fields_of, headers_of
from carebot.core.language import Text

Raw = tuple[str, ...]
"""What a form holds for one setting: one string, or one a choice, a time or an end of a span."""

_MINUTE_S: Final = 60
_BETWEEN_WORDS: Final = re.compile(r"[,，、;；\n]+")
_BETWEEN_ADDRESSES: Final = re.compile(r"[,，、;；\s]+")
_WORDS: Final = frozenset(
    {Kind.CHOICE, Kind.ROOM, Kind.PERSON, Kind.RESIDENT, Kind.TIME, Kind.NAME, Kind.TEXT, Kind.HOST, Kind.ADDRESS}
)

EMPTY: Final = Text(zh="这一项不能空着。", en="This must not be empty.")
NO_NUMBER: Final = Text(zh="请写一个数字，如 1.5。", en="Write a number, such as 1.5.")
_NOT_WHOLE: Final = Text(zh="请写一个整数，如 3。", en="Write a whole number, such as 3.")
_NO_TIME: Final = Text(zh="请写一个时刻，如 07:30。", en="Write a time of day, such as 07:30.")
_HALF_A_SPAN: Final = Text(zh="开始和结束都要写。", en="Write both when it begins and when it ends.")
_NO_SPAN: Final = Text(zh="开始和结束不能是同一个时刻。", en="It must not begin and end at the same time.")


def unit_s(leaf: Leaf) -> float:
    """By what a duration is written: minutes, unless its default or its bounds are below one."""
    known = [one for one in (leaf.default, leaf.bounds.most) if isinstance(one, int | float)]
    return _MINUTE_S if known and min(known) >= _MINUTE_S else 1


def shown(leaf: Leaf, value: Json) -> Raw:
    """`value` as a form has it; a value of another kind as empty."""
    parts: Iterable[str] = ()
    match leaf.kind, value:
        case (Kind.YES_NO, True):
            parts = ("true",)
        case (Kind.DURATION, int() | float()):
            parts = (figure(value / unit_s(leaf)),)
        case (Kind.WHOLE | Kind.NUMBER, int() | float()):
            parts = (figure(value),)
        case (Kind.SPAN, dict()):
            parts = _ends(value)
        case (Kind.FIELDS, dict()):
            parts = (fields_in_lines(value),)
        case (_, str()) if leaf.kind in _WORDS:
            parts = (value[:5] if leaf.kind is Kind.TIME else value,)
        case (_, list()):
            parts = _listed(leaf.kind, value)
        case _:
            pass
    return tuple(one for one in parts if one)


def _listed(kind: Kind, values: list[Any]) -> Iterable[str]:
    match kind:
        case Kind.WORDS | Kind.ADDRESSES:
            return (("、" if kind is Kind.WORDS else ", ").join(str(one) for one in values),)
        case Kind.TIMES:
            return (str(one)[:5] for one in values)
        case Kind.SPANS:
            return (end for one in values if isinstance(one, dict) for end in _ends(one))
        case Kind.CHOICES | Kind.ROOMS:
            return (str(one) for one in values)
        case _:
            return ()


def read(leaf: Leaf, raw: Raw) -> Json:
    """What was written in a form, as it stands in a file; raises RefusedValueError."""
    first = raw[0].strip() if raw else ""
    value: Json
    match leaf.kind:
        case Kind.YES_NO:
            value = raw == ("true",)
        case Kind.WHOLE | Kind.NUMBER | Kind.DURATION:
            value = _number(leaf, first)
        case Kind.WORDS:
            value = sorted({word for part in raw for one in _BETWEEN_WORDS.split(part) if (word := one.strip())})
        case Kind.ADDRESSES:
            value = list(dict.fromkeys(one for part in raw for one in _BETWEEN_ADDRESSES.split(part) if one))
        case Kind.TIME:
            value = _time(first) if first else ""
        case Kind.TIMES:
            value = sorted({_time(one) for one in raw if one.strip()})
        case Kind.SPAN | Kind.SPANS:
            value = _spans(leaf, raw)
        case Kind.CHOICES | Kind.ROOMS:
            value = sorted(set(raw))
        case Kind.FIELDS | Kind.HEADERS:
            value = (fields_of if leaf.kind is Kind.FIELDS else headers_of)("".join(raw))
        case _:
            value = first
    return value


def _number(leaf: Leaf, written: str) -> Json:
    refused = RefusedValueError(_NOT_WHOLE if leaf.kind is Kind.WHOLE else NO_NUMBER)
    if not written:
        raise RefusedValueError(EMPTY)
    try:
        number = float(written)
    except ValueError:
        raise refused from None
    if not math.isfinite(number) or (leaf.kind is Kind.WHOLE and not number.is_integer()):
        raise refused
    number *= unit_s(leaf) if leaf.kind is Kind.DURATION else 1
    return int(number) if number.is_integer() else number


def _time(written: str) -> str:
    try:
        return time.fromisoformat(written.strip()).replace(second=0, microsecond=0, tzinfo=None).isoformat()
    except ValueError:
        raise RefusedValueError(_NO_TIME) from None


def _spans(leaf: Leaf, raw: Raw) -> Json:
    if len(raw) % 2:
        raise RefusedValueError(_HALF_A_SPAN)
    spans: list[Json] = []
    for start, end in zip(raw[::2], raw[1::2], strict=True):
        if not start.strip() and not end.strip():
            continue
        if not start.strip() or not end.strip():
            raise RefusedValueError(_HALF_A_SPAN)
        span: dict[str, Json] = {"start": _time(start), "end": _time(end)}
        if span["start"] == span["end"]:
            raise RefusedValueError(_NO_SPAN)
        spans.append(span)
    if leaf.kind is Kind.SPANS:
        return sorted(spans, key=str)
    if not spans and not leaf.optional:
        raise RefusedValueError(EMPTY)
    return spans[0] if spans else None


def _ends(span: Json) -> Raw:
    return tuple(end[:5] for end in ends_in_full(span))


def ends_in_full(span: Json) -> Raw:
    return tuple(str(span.get(end, "")) for end in ("start", "end")) if isinstance(span, dict) else ("", "")


def figure(number: float) -> str:
    """A number as people write it: at most six places, and none that says nothing."""
    return f"{number:.6f}".rstrip("0").rstrip(".")
