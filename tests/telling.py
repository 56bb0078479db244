"""A pytest plug-in for `make all-tests`: keeps how the tests ended; `make test` says it last, below other checks."""

from pathlib import Path
from typing import Final

import pytest

SUMMARY: Final = Path(".test_summary")


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write the numbers of those that passed, failed and were skipped into one line."""
    parts, _ = terminalreporter.build_summary_stats_line()
    SUMMARY.write_text(", ".join(text for text, _ in parts) + "\n", "utf-8")
