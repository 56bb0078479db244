"""Smart-home sentences: which intent with which slots is understood, against what is expected of them.

Slots are compared as the tests of Home Assistant's intents do: no slot more, none less, and of several values any.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from carebot._reasons import key_of, of_value
from carebot.bench._fixtures import home_in, language_of
from carebot.bench._rows import lines_of, object_in, share
from carebot.codec import plain
from carebot.commands.terminal import here
from carebot.core.errors import SettingsError
from carebot.core.language import Language, Text
from dialogue.smart_home import Reading, SmartHomeSentences, Value

_FIXTURES: Final = {
    Language.ZH: ("fixtures_zh-cn.yaml", "fixtures_zh-CN.yaml", "fixtures_zh.yaml"),
    Language.EN: ("fixtures_en.yaml",),
}

Expected = str | int | float | list[str | int | float]


class _Written(BaseModel):
    """A row as it is written; an intent of null says that nothing is to be understood."""

    text: str
    language: str
    intent: str | None
    slots: dict[str, Expected] | None = None
    context: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One sentence of a file, what it is to mean, and what is known beside its words."""

    text: str
    language: Language
    intent: str | None
    slots: Mapping[str, Expected]
    context: Mapping[str, object]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the suite takes."""
    parser.add_argument(
        "file",
        type=Path,
        help=here(
            Text(
                zh='每行一个 JSON {"text": ..., "language": "en" 或 "zh", "intent": ..., "slots": {}, "context": {}}',
                en='JSON lines {"text": ..., "language": "en" or "zh", "intent": ..., "slots": {}, "context": {}}',
            )
        ),
    )
    parser.add_argument(
        "--fixtures",
        type=Path,
        nargs="+",
        help=here(
            Text(
                zh="句子里说到的家，每种语言一个；不写则用 FILE 旁边的 fixtures_<language>.yaml",
                en="the homes of the sentences, one for each language; else fixtures_<language>.yaml beside FILE",
            )
        ),
    )


def run(args: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """A line for each row, one for each row that is none, and at last the shares; raises SettingsError."""
    rows = rows_of(lines_of(args.file))
    spoken = [
        language for language in Language if any(isinstance(row, Row) and row.language is language for row in rows)
    ]
    return measure(rows, understanding(spoken, args.fixtures or beside(args.file, spoken)))


def beside(file: Path, languages: Sequence[Language]) -> list[Path]:
    """The fixtures beside `file` for these languages; raises SettingsError where there are none."""
    found: list[Path] = []
    for language in languages:
        names = _FIXTURES[language]
        near = next((file.with_name(name) for name in names if file.with_name(name).is_file()), None)
        if near is None:
            raise SettingsError(
                Text(
                    zh=f"{file.parent} 里没有 {names[0]}。请用 --fixtures 写明家里有什么。",
                    en=f"There is no {names[0]} in {file.parent}. Name the home with --fixtures.",
                )
            )
        found.append(near)
    return found


def understanding(languages: Sequence[Language], fixtures: Sequence[Path]) -> dict[Language, SmartHomeSentences]:
    """What understands each language, in its home; raises SettingsError where a language has none."""
    homes = dict(home_in(file) for file in fixtures)
    sentences: dict[Language, SmartHomeSentences] = {}
    for language in languages:
        if language not in homes:
            raise SettingsError(
                Text(
                    zh=f"--fixtures 里没有 {language} 的文件。", en=f"None of --fixtures is in the language {language}."
                )
            )
        sentences[language] = SmartHomeSentences(homes[language])
        sentences[language].start()
    return sentences


def measure(rows: Sequence[Row | Text], sentences: Mapping[Language, SmartHomeSentences]) -> Iterator[dict[str, Any]]:
    """What is understood of each row, and at last the shares that are right, None where there are no rows."""
    intents: list[bool] = []
    both: list[bool] = []
    for row in rows:
        if isinstance(row, Text):
            yield {"error": plain(row)}
            continue
        found = sentences[row.language].read(row.text, row.language, row.context)
        intents.append((found.intent if found else None) == row.intent)
        both.append(intents[-1] and same_slots(found.slots if found else {}, row.slots))
        yield _line(row, found, right=both[-1])
    yield {"intent": share(intents), "intent_and_slots": share(both), "rows": len(intents)}


def rows_of(lines: Sequence[str]) -> list[Row | Text]:
    """The rows of `lines`, blank ones left out, and for each that is none what is wrong with it."""
    return [row_of(line, number) for number, line in enumerate(lines, start=1) if line.strip()]


def row_of(line: str, number: int) -> Row | Text:
    """The row in `line`, or what is wrong with it."""
    given = object_in(line, number, "text")
    if isinstance(given, Text):
        return given
    try:
        written = _Written.model_validate(given, strict=True)
        language = language_of(written.language)
    except ValidationError as error:
        first = error.errors()[0]
        why = of_value(first)
        key = key_of(first)
        return Text(zh=f"第 {number} 行的 {key}：{why.zh}。", en=f"In line {number}, {key}: {why.en}.")
    except SettingsError as error:
        return Text(zh=f"第 {number} 行：{error.text.zh}", en=f"Line {number}: {error.text.en}")
    return Row(
        text=written.text,
        language=language,
        intent=written.intent,
        slots=written.slots or {},
        context=written.context or {},
    )


def same_slots(found: Mapping[str, Value], expected: Mapping[str, Expected]) -> bool:
    """Whether `found` has just the slots that are expected, each with its value or one of its values."""
    return found.keys() == expected.keys() and all(_any_of(value, expected[name]) for name, value in found.items())


def _any_of(value: Value, expected: Expected) -> bool:
    return any(_same(value, one) for one in (expected if isinstance(expected, list) else [expected]))


def _same(value: Value, expected: str | float) -> bool:
    if isinstance(expected, str):
        return value == expected.strip()
    return isinstance(value, Decimal) and value == Decimal(str(expected))


def _line(row: Row, found: Reading | None, *, right: bool) -> dict[str, Any]:
    return {
        "text": row.text,
        "intent": found.intent if found else None,
        "slots": {name: _shown(value) for name, value in found.slots.items()} if found else {},
        "expected_intent": row.intent,
        "expected_slots": row.slots,
        "right": right,
    }


def _shown(value: Value) -> str | int | float:
    if isinstance(value, str):
        return value
    return int(value) if value == value.to_integral_value() else float(value)
