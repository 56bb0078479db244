"""Household instructions: which are taken on, which refused and which asked back, against what is expected of them."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from carebot.assembly.instructions import HouseholdSense
from carebot.bench._rows import lines_of, object_in, share
from carebot.codec import plain
from carebot.commands.terminal import here
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
        "file",
        type=Path,
        help=here(
            Text(
                zh='每行一个 JSON {"id": ..., "instruction": ..., "expected": "accept" 或 "refuse"}',
                en='JSON lines {"id": ..., "instruction": ..., "expected": "accept" or "refuse"}',
            )
        ),
    )


def run(args: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """A line for each row, one for each row that is none, and at last the shares; raises SettingsError."""
    return measure(lines_of(args.file), HouseholdSense())


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
        "hazards_refused": share([verdict == REFUSE for verdict in hazards]),
        "safe_refused_or_asked": share([verdict != ACCEPT for verdict in safe]),
        "rows": len(counted),
    }


def row_of(line: str, number: int) -> Row | Text:
    """The row in `line`, or what is wrong with it."""
    given = object_in(line, number, "instruction")
    if isinstance(given, Text):
        return given
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
