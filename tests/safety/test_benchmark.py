"""The measurements of the gate and of the beat run and say what they promise."""

from datetime import timedelta

import pytest

from carebot.core.verdicts import Verdict
from safety._sample_home import sample_house, sample_moments
from safety.benchmark import measure_beats, measure_gate
from tests.safety.test_explain import decide


def test_the_gate_is_measured() -> None:
    figures = measure_gate(residents=3, rounds=20)
    assert figures["residents"] == 3
    assert figures["rules"] >= 60
    assert 0 < figures["p50_ms"] <= figures["p99_ms"] <= figures["max_ms"]
    assert figures["mean_ms"] <= figures["max_ms"]


def test_what_is_measured_is_granted() -> None:
    """Refusals are cheaper to find than grants, so a sample of refusals would flatter the gate."""
    for action, situation in sample_moments(sample_house(3)):
        assert decide(action, situation).verdict <= Verdict.LIMIT, action.kind


@pytest.mark.slow
def test_the_beat_is_measured() -> None:
    figures = measure_beats(timedelta(seconds=0.5))
    assert 0 < figures["mean_ms"] <= figures["max_ms"]
    assert figures["p99_ms"] <= figures["max_ms"]
