"""The measurements of the gate and of the beat run and say what they promise."""

from datetime import timedelta
from time import process_time
from typing import Any

import pytest

from carebot.core.verdicts import Verdict
from safety._entities import entities_of
from safety.benchmark import _estimate, measure_beats, measure_gate
from safety.policies.base import Policy
from safety.policies.form import Form
from safety.policies.house_rules import HouseRules
from safety.sample_home import sample_house, sample_moments
from tests.safety.test_explain import decide


def test_the_gate_is_measured() -> None:
    policies: list[tuple[str, Policy]] = [("form", Form()), ("house_rules", HouseRules())]
    figures = measure_gate(policies, residents=3, rounds=20)
    assert figures["residents"] == 3
    assert figures["entities"] == len(list(entities_of(sample_house(3))))
    assert figures["rules"] >= 60
    assert 0 < figures["p50_ms"] <= figures["p99_ms"] <= figures["max_ms"]
    assert figures["mean_ms"] <= figures["max_ms"]


def test_what_is_measured_is_granted() -> None:
    """Refusals are cheaper to find than grants, so a sample of refusals would flatter the gate."""
    for action, situation in sample_moments(sample_house(3)):
        assert decide(action, situation).verdict <= Verdict.LIMIT, action.kind


class TwoLooks:
    """An event that is set when it is looked at for the second time."""

    def __init__(self) -> None:
        self.looks = 0

    def wait(self, timeout: float) -> bool:
        self.looks += 1
        return self.looks > 1


def test_the_estimator_computes_and_ends() -> None:
    event: Any = TwoLooks()
    before = process_time()
    _estimate(event)
    assert event.looks == 2
    assert process_time() - before >= 0.040


@pytest.mark.slow
def test_the_beat_is_measured() -> None:
    figures = measure_beats(timedelta(seconds=0.5))
    assert 0 < figures["mean_ms"] <= figures["max_ms"]
    assert figures["p99_ms"] <= figures["max_ms"]
