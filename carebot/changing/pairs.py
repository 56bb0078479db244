"""Pairs: what a gateway wants to be sent, what it must answer, and headers, as people write them in a field of a form.

A line each, a name and its value; where values lie within each other, as JSON. No value stands in what is said of it.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from carebot._wrong_settings import RefusedValueError
from carebot.core.language import Text

MOST_OF_PAIRS: Final = 4000
_DEEPEST: Final = 8

TOO_LONG: Final = Text(
    zh=f"太长了，最多 {MOST_OF_PAIRS} 个字。", en=f"That is too long: {MOST_OF_PAIRS} characters at most."
)
NO_PAIRS: Final = Text(zh="这里要的是一组名字和值。", en="Names with values are wanted here.")
_TOO_DEEP: Final = Text(zh="一层套一层，套得太多了。", en="Too many values lie within each other.")
_HALF_A_CHARACTER: Final = Text(
    zh="里面有不完整的字符（\\ud800 之类）。", en="It holds half a character, such as \\ud800."
)
_TWICE: Final = Text(zh="同一个名字写了两次。", en="The same name stands there twice.")


def fields_of(written: str) -> dict[str, Any]:
    """What was written as `name = value` lines, all values texts, or as a JSON object; raises RefusedValueError."""
    if len(written) > MOST_OF_PAIRS:
        raise RefusedValueError(TOO_LONG)
    return _json(written) if written.lstrip().startswith("{") else _unique(_lines(written, "="))


def headers_of(written: str) -> dict[str, str]:
    """What was written as `name: value` lines; raises RefusedValueError."""
    if len(written) > MOST_OF_PAIRS:
        raise RefusedValueError(TOO_LONG)
    return _unique(_lines(written, ":"))


def fields_in_lines(fields: dict[str, Any]) -> str:
    """The same as they are written: in lines where nothing is lost by it, else as JSON."""
    lines = "\n".join(f"{name} = {value}" for name, value in fields.items())
    try:
        if fields_of(lines) == fields:
            return lines
    except RefusedValueError:
        pass
    return json.dumps(fields, ensure_ascii=False, indent=2)


def _json(written: str) -> dict[str, Any]:
    try:
        read: dict[str, Any] = json.loads(written, object_pairs_hook=_unique)
        too_deep = _depth(read) > _DEEPEST
    except json.JSONDecodeError as error:
        line = error.lineno
        raise RefusedValueError(
            Text(
                zh=f"这不是有效的 JSON：第 {line} 行附近不对，看看引号、逗号和括号。",
                en=f"That is no valid JSON: something is wrong about line {line}; look at quotes, commas and brackets.",
            )
        ) from error
    except RecursionError as error:
        raise RefusedValueError(_TOO_DEEP) from error
    if too_deep:
        raise RefusedValueError(_TOO_DEEP)
    try:
        json.dumps(read, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise RefusedValueError(_HALF_A_CHARACTER) from error
    return read


def _unique(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise RefusedValueError(_TWICE)
        found[name] = value
    return found


def _lines(written: str, mark: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(written.splitlines(), start=1):
        name, found, value = line.partition(mark)
        if not line.strip():
            continue
        if not found or not name.strip():
            raise RefusedValueError(
                Text(
                    zh=f"第 {number} 行请写成“名字 {mark} 值”。",
                    en=f"Line {number}: write a name, {mark} and its value.",
                )
            )
        yield name.strip(), value.strip()


def _depth(value: object) -> int:
    match value:
        case dict():
            return 1 + max(map(_depth, value.values()), default=0)
        case list():
            return 1 + max(map(_depth, value), default=0)
        case _:
            return 0
