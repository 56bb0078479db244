"""Which test of `safety/` runs which line: recorded while all tests run (`recording.py`), or measured here, in a child.

Tests that share a fixture of their file run it once where they are recorded: its lines count for the first of them.
"""

import json
import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import coverage
import pytest

from tests.mutation.mutants import Mutant
from tests.mutation.trial import Work, in_a_child, passes

RECORDED: Final = Path(".coverage")
DURATIONS: Final = Path(".test_durations.json")
"""Seconds of each test, by its name; beside the lines that are recorded, in the folder where the tests are run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Which tests run which line of which file, and how many seconds each test takes."""

    tests: Mapping[str, Mapping[int, Sequence[str]]]
    durations_s: Mapping[str, float]

    def of(self, mutant: Mutant, path: Path) -> list[str]:
        """The tests that run the lines of `mutant`: those of its own module first, and of each the quickest first."""
        by_line = self.tests.get(str(path), {})
        found = {test for line in mutant.lines for test in by_line.get(line, ())}
        own = f"test_{path.stem.removeprefix('_')}.py"
        return sorted(found, key=lambda test: (own not in test, self.durations_s.get(test, 0.0), test))

    def seen(self) -> set[str]:
        """The tests of which it is known what they reach."""
        return {test for lines in self.tests.values() for tests in lines.values() for test in tests}


class NotRecordedError(Exception):
    """There is no record; says what to do."""


def recorded(folder: Path) -> Reach:
    """What the last run of all tests in `folder` recorded; raises NotRecordedError where there was none."""
    try:
        durations_s: dict[str, float] = json.loads((folder / DURATIONS).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise NotRecordedError(f"{DURATIONS} cannot be read ({error}): run `make all-tests coverage` first") from error
    data = coverage.CoverageData(str(folder / RECORDED))
    data.read()
    return Reach(tests=_by_line(data), durations_s=durations_s)


def measured(items: Sequence[pytest.Item], source: Path) -> Reach:
    """Run all `items` once and see which lines of `source` each one reaches."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "reach.json"
        _, status = os.waitpid(in_a_child(Measuring(items=items, source=source, result=result)), 0)
        assert os.waitstatus_to_exitcode(status) == 0, "the tests could not be run"
        found = json.loads(result.read_text("utf-8"))
    tests = {file: {int(line): names for line, names in lines.items()} for file, lines in found["tests"].items()}
    return Reach(tests=tests, durations_s=found["durations_s"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Measuring(Work):
    """Runs every test and writes down which lines each one reaches."""

    items: Sequence[pytest.Item]
    source: Path
    result: Path

    def __call__(self) -> int:
        """Run all."""
        measuring = coverage.Coverage(data_file=None, source=[str(self.source)], config_file=False)
        durations_s: dict[str, float] = {}
        measuring.start()
        for item in self.items:
            measuring.switch_context(item.nodeid)
            began = time.perf_counter()
            passes(item)
            durations_s[item.nodeid] = time.perf_counter() - began
        measuring.stop()
        found = {"tests": _by_line(measuring.get_data()), "durations_s": durations_s}
        self.result.write_text(json.dumps(found), "utf-8")
        return 0


def _by_line(data: coverage.CoverageData) -> dict[str, dict[int, list[str]]]:
    return {
        file: {line: [test for test in contexts if test] for line, contexts in data.contexts_by_lineno(file).items()}
        for file in data.measured_files()
    }
