"""Trials: each mutant lives in a child process of its own, and the tests that run its lines are to kill it.

The tests are collected once, before the first child; a child has the changed code in the place of the function's own
and runs tests until one fails. Nothing is written, so that the working tree stays as it is.
"""

import gc
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType
from typing import Final

import coverage
import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.mutants import Mutant

_PATIENCE: Final = 5
"""Tests that take so many times as long as before, and ten seconds, are taken to hang."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Which tests run which line of which file, and how long each test takes."""

    tests: Mapping[str, Mapping[int, Sequence[str]]]
    durations_s: Mapping[str, float]

    def of(self, mutant: Mutant, path: Path) -> list[str]:
        """The tests that run the lines of `mutant`: those of its own module first, and of each the quickest first."""
        by_line = self.tests.get(str(path), {})
        found = {test for line in mutant.lines for test in by_line.get(line, ())}
        own = f"test_{path.stem.removeprefix('_')}.py"
        return sorted(found, key=lambda test: (own not in test, self.durations_s.get(test, 0.0), test))


def in_a_child(work: "Work") -> int:
    """Fork, do `work` there, and give its process id."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    status = 2
    try:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        status = work()
    finally:
        os._exit(status)


class Work:
    """Something to do in a child; what it returns is the child's status."""

    def __call__(self) -> int:
        """Do it."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Measuring(Work):
    """Runs every test and writes down which lines each one reaches, and which fail as it is."""

    items: Sequence[pytest.Item]
    source: Path
    result: Path

    def __call__(self) -> int:
        """Run all."""
        measured = coverage.Coverage(data_file=None, source=[str(self.source)], config_file=False)
        durations_s: dict[str, float] = {}
        failing: list[str] = []
        measured.start()
        for item in self.items:
            measured.switch_context(item.nodeid)
            began = time.perf_counter()
            if not _passes(item):
                failing.append(item.nodeid)
            durations_s[item.nodeid] = time.perf_counter() - began
        measured.stop()
        data = measured.get_data()
        tests = {
            file: {
                line: [test for test in contexts if test] for line, contexts in data.contexts_by_lineno(file).items()
            }
            for file in data.measured_files()
        }
        found = {"tests": tests, "durations_s": durations_s, "failing": failing}
        self.result.write_text(json.dumps(found), "utf-8")
        return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trying(Work):
    """Puts a mutant in its place and runs tests until one fails; the status is 1 where one did."""

    mutant: Mutant
    functions: Sequence[FunctionType]
    items: Sequence[pytest.Item]
    patience_s: int

    def __call__(self) -> int:
        """Try it; a mutant that hangs is ended by the alarm."""
        signal.alarm(self.patience_s)
        gc.disable()
        for function in self.functions:
            function.__code__ = self.mutant.code
        return 0 if all(_passes(item) for item in self.items) else 1


def _passes(item: pytest.Item) -> bool:
    """Whether the test passes, with fixtures of its own."""
    reports = runtestprotocol(item, log=False, nextitem=None)
    return not any(report.failed for report in reports)


def reach_of(items: Sequence[pytest.Item], source: Path) -> Reach:
    """Which tests reach which lines; raises AssertionError naming tests that fail as they are."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "reach.json"
        _, status = os.waitpid(in_a_child(Measuring(items=items, source=source, result=result)), 0)
        assert os.waitstatus_to_exitcode(status) == 0, "the tests could not be run"
        found = json.loads(result.read_text("utf-8"))
    assert not found["failing"], f"these tests fail without any mutant: {found['failing']}"
    tests = {file: {int(line): names for line, names in lines.items()} for file, lines in found["tests"].items()}
    return Reach(tests=tests, durations_s=found["durations_s"])


def functions_in(paths: Iterable[Path]) -> dict[tuple[str, str, int], list[FunctionType]]:
    """Every living function of the files, by file, qualified name and first line."""
    wanted = {str(path) for path in paths}
    found: dict[tuple[str, str, int], list[FunctionType]] = {}
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename in wanted:
            code = one.__code__
            found.setdefault((code.co_filename, code.co_qualname, code.co_firstlineno), []).append(one)
    return found


def patience_s(tests: Sequence[str], reach: Reach) -> int:
    """How long the tests of a mutant may take."""
    return int(sum(reach.durations_s.get(test, 0.0) for test in tests) * _PATIENCE) + 10
