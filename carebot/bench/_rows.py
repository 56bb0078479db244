"""Rows of a suite's file: JSON lines, each read by itself, so that a bad one is named and the rest goes on."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from carebot._reasons import of_file
from carebot.core.errors import SettingsError
from carebot.core.language import Text


def text_of(file: Path) -> str:
    """What stands in `file`; raises SettingsError."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = of_file(error)
        raise SettingsError(
            Text(zh=f"读不了 {file}：{why.zh}。请检查文件。", en=f"{file} cannot be read: {why.en}. Check the file.")
        ) from error


def lines_of(file: Path) -> list[str]:
    """The lines of `file`; raises SettingsError."""
    return text_of(file).splitlines()


def object_in(line: str, number: int, key: str) -> dict[str, Any] | Text:
    """The object in `line` that has a text under `key`, or what is wrong with it."""
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Text(zh=f"第 {number} 行不是 JSON：{error}", en=f"Line {number} is no JSON: {error}")
    if not isinstance(given, dict) or not isinstance(given.get(key), str):
        return Text(zh=f"第 {number} 行没有 {key} 这段文字。", en=f"Line {number} has no text '{key}'.")
    return given


def share(right: Sequence[bool]) -> float | None:
    """The share that is right, None of none."""
    return round(sum(right) / len(right), 4) if right else None
