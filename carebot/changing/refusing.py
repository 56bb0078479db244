"""Refusing: what no form would send for a setting, though its type may allow it, and between what it lies."""

import json
import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import time
from typing import Final

from carebot._wrong_settings import RefusedValueError
from carebot.changing.fields import EMPTY, NO_NUMBER, ends_in_full, figure, unit_s
from carebot.changing.leaf import Json, Kind, Leaf
from carebot.changing.pairs import MOST_OF_PAIRS, NO_PAIRS
from carebot.core.language import Text

Among = Mapping[str, Text]
"""What a setting may name, rooms or people, with what each is called."""

MOST_CHARACTERS: Final = 200
_MOST_OF_A_SECRET: Final = 4000
MOST_OF_A_LIST: Final = 24
MANY_OF_MANY: Final = frozenset({Kind.CHOICES, Kind.ROOMS})
_DAY_S: Final = 24 * 3600
_UNITS_S: Final = {Kind.SPAN: 3600, Kind.SPANS: 3600}
_IN_NAMES: Final = frozenset(" ·.'’-()（）・")

_TOO_LONG: Final = Text(
    zh=f"太长了，最多 {MOST_CHARACTERS} 个字。", en=f"That is too long: {MOST_CHARACTERS} characters at most."
)
_SECRET_TOO_LONG: Final = Text(
    zh=f"太长了，最多 {_MOST_OF_A_SECRET} 个字。", en=f"That is too long: {_MOST_OF_A_SECRET} characters at most."
)
_TOO_MANY: Final = Text(zh=f"太多了，最多 {MOST_OF_A_LIST} 个。", en=f"That is too many: {MOST_OF_A_LIST} at most.")
_NO_NAME: Final = Text(
    zh="只能写文字、数字、空格和 · . ' - 括号。",
    en="Only letters, digits, spaces and · . ' - and brackets may stand here.",
)
_CAMERA: Final = re.compile(r"\d{1,3}|/dev/video\d{1,3}|(?:rtsps?|https?)://[!-~]+")
"""What is surely a camera. Files, and the pipelines that a video library would run, are named in the file alone."""
_WRITTEN: Final = {
    Kind.SOURCE: _CAMERA,
    Kind.URL: re.compile(r"https?://[!-~]+"),
    Kind.HOST: re.compile(r"[\w.-]+|[0-9A-Fa-f:.]+"),
    Kind.ADDRESS: re.compile(r"[!-?A-~]+@[!-?A-~]+"),
}
_NO_CAMERA: Final = Text(
    zh="请写摄像头的设备（/dev/video0）或地址（rtsp:// 或 http:// 开头）。",
    en="Write a camera's device (/dev/video0) or its address (beginning with rtsp:// or http://).",
)
_NO_ADDRESS: Final = Text(
    zh="请写邮件地址，如 name@example.com。", en="Write an e-mail address, such as name@example.com."
)
_NONE_OF_ITS_KIND: Final = {
    Kind.SOURCE: _NO_CAMERA,
    Kind.URL: Text(
        zh="请写以 http:// 或 https:// 开头的地址。", en="Write an address that begins with http:// or https://."
    ),
    Kind.HOST: Text(
        zh="请写服务器的名字或地址，如 mail.example 或 192.0.2.7。",
        en="Write the name or address of a server, such as mail.example or 192.0.2.7.",
    ),
    Kind.ADDRESS: _NO_ADDRESS,
}
_NO_WORDS: Final = Text(zh="里面有看不见的控制字符。", en="There are control characters in it.")
_NO_CHOICE: Final = Text(zh="没有这个选项，请在列出的里面选。", en="There is no such choice; take one of the list.")


def refuse(leaf: Leaf, value: Json, among: Among) -> None:
    """Raise RefusedValueError for what no form would send, though its type may allow it.

    `among` are the rooms or the people that a setting may name, where it names any.
    """
    match leaf.kind, value:
        case (Kind.NAME | Kind.TEXT | Kind.HOST | Kind.ADDRESS | Kind.SOURCE | Kind.URL | Kind.SECRET, str()):
            _refuse_text(leaf, value)
        case (Kind.WORDS | Kind.CHOICES | Kind.ROOMS | Kind.TIMES | Kind.SPANS | Kind.ADDRESSES, list()):
            _refuse_list(leaf, value, among)
        case (Kind.WHOLE | Kind.NUMBER | Kind.DURATION, int() | float()):
            _refuse_number(leaf, value)
        case (Kind.SPAN, dict()):
            _refuse_length(leaf, [value])
        case ((Kind.FIELDS | Kind.HEADERS), _) if not _are_pairs(leaf, value):
            raise RefusedValueError(NO_PAIRS)
        case (Kind.CHOICE | Kind.ROOM | Kind.PERSON | Kind.RESIDENT, str()):
            if value not in (leaf.choices or among):
                raise RefusedValueError(_NO_CHOICE)
        case _:
            pass


def _are_pairs(leaf: Leaf, value: Json) -> bool:
    """Whether a form could have sent this; of headers the values are texts."""
    if not isinstance(value, dict) or len(json.dumps(value)) > 6 * MOST_OF_PAIRS:
        return False
    return leaf.kind is Kind.FIELDS or all(isinstance(one, str) for one in value.values())


def fault_of(leaf: Leaf, value: Json) -> Text | None:
    """Why no form would send `value` for a setting that names neither rooms nor people; None where one would."""
    try:
        refuse(leaf, value, {})
    except RefusedValueError as error:
        return error.text
    return None


def _refuse_text(leaf: Leaf, value: str) -> None:
    if not value and not leaf.optional:
        raise RefusedValueError(EMPTY)
    if len(value) > most_characters(leaf):
        raise RefusedValueError(_TOO_LONG if leaf.kind is not Kind.SECRET else _SECRET_TOO_LONG)
    if leaf.kind is Kind.NAME and not all(_of_a_name(one) for one in value):
        raise RefusedValueError(_NO_NAME)
    if not value.isprintable():
        raise RefusedValueError(_NO_WORDS)
    if value and leaf.kind in _WRITTEN and not _WRITTEN[leaf.kind].fullmatch(value):
        raise RefusedValueError(_NONE_OF_ITS_KIND[leaf.kind])


def most_characters(leaf: Leaf) -> int:
    """How long a text may be; tokens are longer than what people write."""
    if leaf.kind in {Kind.FIELDS, Kind.HEADERS}:
        return MOST_OF_PAIRS
    return _MOST_OF_A_SECRET if leaf.kind is Kind.SECRET else MOST_CHARACTERS


def _refuse_list(leaf: Leaf, value: list[Json], among: Among) -> None:
    if len(value) > MOST_OF_A_LIST:
        raise RefusedValueError(_TOO_MANY)
    if leaf.kind is Kind.SPANS:
        _refuse_length(leaf, value)
    if leaf.kind in MANY_OF_MANY and not set(map(str, value)) <= set(leaf.choices or among):
        raise RefusedValueError(_NO_CHOICE)
    if leaf.kind is Kind.ADDRESSES and not value and not leaf.optional:
        raise RefusedValueError(EMPTY)
    for one in value:
        if leaf.kind is Kind.ADDRESSES and not _WRITTEN[Kind.ADDRESS].fullmatch(str(one)):
            raise RefusedValueError(_NO_ADDRESS)
        if isinstance(one, str) and len(one) > MOST_CHARACTERS:
            raise RefusedValueError(_TOO_LONG)
        if leaf.kind is Kind.WORDS and isinstance(one, str) and not all(_of_a_name(each) for each in one):
            raise RefusedValueError(_NO_NAME)


def _refuse_number(leaf: Leaf, value: float) -> None:
    if not math.isfinite(value):
        raise RefusedValueError(NO_NUMBER)
    if not leaf.bounds.hold(value):
        within = limits(leaf)
        raise RefusedValueError(Text(zh=f"应为 {within.zh}。", en=f"It must be {within.en}."))


def _refuse_length(leaf: Leaf, spans: list[Json]) -> None:
    """Raise RefusedValueError for hours that last too short or too long in all."""
    if not leaf.bounds.hold(sum(map(length_s, spans))):
        within = limits(leaf)
        raise RefusedValueError(Text(zh=f"一共应为 {within.zh} 小时。", en=f"It must be {within.en} hours in all."))


def length_s(span: Json) -> float:
    """How long a part of the day lasts, over midnight where its end is the earlier; 0 for what is none."""
    try:
        ends = [time.fromisoformat(end) for end in ends_in_full(span)]
    except ValueError:
        return 0.0
    start_s, end_s = (one.hour * 3600 + one.minute * 60 + one.second for one in ends)
    return (end_s - start_s) % _DAY_S


def limits(leaf: Leaf) -> Text:
    """The bounds of a number in words, in the unit that it is written by; empty where it has none."""
    unit, bounds = _UNITS_S.get(leaf.kind, 1) if leaf.kind is not Kind.DURATION else unit_s(leaf), leaf.bounds
    least, most = (None if one is None else figure(one / unit) for one in (bounds.least, bounds.most))
    if least is not None and most is not None and not bounds.least_open and not bounds.most_open:
        return Text(zh=f"{least} 到 {most}", en=f"from {least} to {most}")
    parts: list[Text] = []
    if least is not None:
        more = Text(zh="大于", en="more than") if bounds.least_open else Text(zh="不小于", en="at least")
        parts.append(Text(zh=f"{more.zh} {least}", en=f"{more.en} {least}"))
    if most is not None:
        less = Text(zh="小于", en="less than") if bounds.most_open else Text(zh="不大于", en="at most")
        parts.append(Text(zh=f"{less.zh} {most}", en=f"{less.en} {most}"))
    return Text(zh="、".join(one.zh for one in parts), en=" and ".join(one.en for one in parts))


def _of_a_name(character: str) -> bool:
    return character in _IN_NAMES or unicodedata.category(character)[0] in "LMN"
