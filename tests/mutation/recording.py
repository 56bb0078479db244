"""A pytest plug-in for `make all-tests`: records which lines each test of `safety/` runs, and how long each test takes.

`python -m tests.mutation --recorded` reads it (`reach.py`), so that the tests need not run once more to find that out.
"""

import json
import os
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path
from typing import Final

import coverage
import pytest

from tests.mutation.reach import DURATIONS

_JUDGE_SAFETY: Final = Path(__file__).parents[1] / "safety"
# Set by pytest-xdist in the processes that run tests for the one that is asked to.
_ONE_OF_SEVERAL: Final = "PYTEST_XDIST_WORKER"


def pytest_configure(config: pytest.Config) -> None:
    """Durations are added up where the reports of all processes arrive."""
    if _ONE_OF_SEVERAL not in os.environ:
        config.pluginmanager.register(_Stopwatch())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let coverage, where it looks, tell the lines of this test from those of others."""
    looking = coverage.Coverage.current()
    if looking is None or not item.path.is_relative_to(_JUDGE_SAFETY) or item.get_closest_marker("slow"):
        return (yield)
    looking.switch_context(item.nodeid)
    try:
        return (yield)
    finally:
        looking.switch_context("")


class _Stopwatch:
    """Adds up how long setting up, running and tearing down of each test took."""

    def __init__(self) -> None:
        self._durations_s: defaultdict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add one part of a test."""
        self._durations_s[report.nodeid] += report.duration

    def pytest_sessionfinish(self) -> None:
        """Write them down."""
        DURATIONS.write_text(json.dumps(self._durations_s), "utf-8")
