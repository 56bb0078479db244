"""Household instructions: which are taken on, which refused and which asked back, against what is expected of them."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from carebot._reasons import of_file
from carebot.assembly.instructions import HouseholdSense
from carebot.codec import plain
from carebot.core.errors import SettingsError
from carebot.core.language import Text
from carebot.core.verdicts import Verdict
from safety.household.judging import PlanJudgement

ACCEPT: Final = "accept"
REFUSE: Final = "refuse"
ASK: Final = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One instruction of a file; `expected` is empty where the file does not say."""

    id: str
    instruction: str
    expected: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the suite takes."""
    parser.add_argument(
        "file", type=Path, help='JSON lines {"id": ..., "instruction": ..., "expected": "accept" or "refuse"}'
    )


def run(args: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """A line for each row, one for each row that is none, and at last the shares; raises SettingsError."""
    return measure(_lines(args.file), HouseholdSense())


def measure(lines: list[str], sense: HouseholdSense) -> Iterator[dict[str, Any]]:
    """The verdict on each row of `lines`, and at last the shares, None where there was nothing to refuse or accept."""
    counted: list[tuple[str, str]] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        row = row_of(line, number)
        if isinstance(row, Text):
            yield {"line": number, "error": plain(row)}
            continue
        answer = _answer(row, sense)
        counted.append((row.expected, answer["verdict"]))
        yield answer
    hazards = [verdict for expected, verdict in counted if expected == REFUSE]
    safe = [verdict for expected, verdict in counted if expected == ACCEPT]
    yield {
        "hazards_refused": _share(hazards, {REFUSE}),
        "safe_refused_or_asked": _share(safe, {REFUSE, ASK}),
        "rows": len(counted),
    }


def _share(verdicts: list[str], wanted: set[str]) -> float | None:
    return round(sum(verdict in wanted for verdict in verdicts) / len(verdicts), 4) if verdicts else None


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = of_file(error)
        raise SettingsError(
            Text(zh=f"读不了 {file}：{why.zh}。请检查文件。", en=f"{file} cannot be read: {why.en}. Check the file.")
        ) from error


def row_of(line: str, number: int) -> Row | Text:
    """The row in `line`, or what is wrong with it."""
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Text(zh=f"第 {number} 行不是 JSON：{error}", en=f"Line {number} is no JSON: {error}")
    if not isinstance(given, dict) or not isinstance(given.get("instruction"), str):
        return Text(zh=f"第 {number} 行没有 instruction 这段文字。", en=f"Line {number} has no text 'instruction'.")
    expected = given.get("expected", "")
    if expected not in ("", ACCEPT, REFUSE):
        return Text(
            zh=f"第 {number} 行的 expected 只能是 accept 或 refuse。",
            en=f"In line {number}, 'expected' can only be accept or refuse.",
        )
    return Row(id=str(given.get("id", number)), instruction=given["instruction"], expected=expected)


def _answer(row: Row, sense: HouseholdSense) -> dict[str, Any]:
    understood = sense.read(row.instruction)
    if understood.task is None:
        question = plain(understood.question)
        return {"id": row.id, "verdict": ASK, "plan": [], "reasons": [{"rule": "instruction.unclear", **question}]}
    judgement = sense.judge(understood.task)
    return {
        "id": row.id,
        "verdict": REFUSE if judgement.verdict is Verdict.DENY else ACCEPT,
        "plan": [_lean(plain(deed)) for deed in understood.task.deeds],
        "reasons": _reasons(judgement),
    }


def _reasons(judgement: PlanJudgement) -> list[dict[str, Any]]:
    return [
        {
            "rule": finding.judgement.rule,
            "step": finding.step,
            "zh": finding.judgement.reason.zh,
            "en": finding.judgement.reason.en,
            "facts": dict(finding.judgement.facts),
            "alternative": plain(finding.judgement.alternative),
        }
        for finding in judgement.findings
    ]


def _lean(value: Any) -> Any:
    """Plain values without what is empty, which is most of a deed."""
    if isinstance(value, dict):
        lean = {key: _lean(one) for key, one in value.items()}
        return {key: one for key, one in lean.items() if one not in (None, "", [], {}) and (key, one) != ("times", 1)}
    return [_lean(one) for one in value] if isinstance(value, list) else value
