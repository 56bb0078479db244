"""The suite of alarms: it counts what is lost, and what many open panels are shown."""

import argparse
from pathlib import Path

import pytest

from carebot.bench import _killed, alarms
from carebot.core.ids import Id


@pytest.mark.slow
def test_kills_lose_nothing_that_was_promised(tmp_path: Path) -> None:
    result = _killed.kill_often(tmp_path / "journal.db", 3)
    assert (result.kills, result.lost, result.broken_at) == (3, [], None)
    assert result.promised >= 3


@pytest.mark.slow
def test_what_is_lost_is_told(tmp_path: Path) -> None:
    """An incident that was promised and is not there, and one that closed without anybody's word."""
    path = tmp_path / "journal.db"
    _killed.kill_often(path, 1)
    told = _killed.Killed()
    _killed._judge(path, {"never recorded"}, set(), told)
    assert told.lost == ["never recorded"]


def test_the_latency_is_from_the_decision_to_the_page() -> None:
    decided = alarms._Decided(at_s={"a": 10.0, "b": 20.0})
    seen: list[tuple[Id, float]] = [("a", 10.1), ("a", 10.3), ("b", 20.2), ("older", 1.0)]
    assert alarms._figures(decided, seen, 4) == {
        "shown": 3,
        "expected": 4,
        "latency_s": {"p50": 0.2, "p99": 0.3, "max": 0.3},
    }
    assert alarms._figures(decided, [], 4) == {"shown": 0, "expected": 4}


def test_a_part_that_is_not_wanted_is_left_out() -> None:
    assert alarms.run(argparse.Namespace(viewers=0, alarms=1, kills=0)) == {}
