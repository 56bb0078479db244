"""What is tried case by case fails where a policy fails, and words for requests are there for all that can be asked."""

from collections.abc import Iterable
from dataclasses import replace
from typing import get_args

import pytest

from carebot.core.actions import Action, Motion
from carebot.core.situation import Situation
from carebot.core.verdicts import Decision, Judgement
from safety._python_invariants import MOVES, TRIALS
from safety._rule_files import schema_text
from safety.gate import Gate
from safety.policies.form import Form
from safety.policies.physical import Physical
from safety.proof._request_words import words_for
from safety.proof.schema import parse_schema
from safety.proof.trials import failures_of

BY_NAME = {trial.id: trial for trial in TRIALS}


def silent(_: object, action: Action, situation: Situation) -> Iterable[Judgement]:
    return ()


@pytest.mark.parametrize(
    ("policy", "trial"),
    [
        (Physical, "python.no_motion_while_stopped"),
        (Form, "python.no_motion_while_blind"),
        (Form, "python.no_nonsense"),
        (Physical, "python.force"),
        (Physical, "python.water"),
    ],
)
def test_a_policy_that_is_silent_is_found_out(
    policy: type[object], trial: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried, failed = failures_of(BY_NAME[trial])
    assert tried > 0
    assert failed == []
    monkeypatch.setattr(policy, "judge", silent)
    _, failed = failures_of(BY_NAME[trial])
    assert failed
    assert all(text.zh and text.en for text in failed)


@pytest.mark.parametrize("trial", ["python.call_help", "python.strictest_wins"])
def test_a_gate_that_does_not_join_as_it_should_is_found_out(trial: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Gate.judge

    def turned(gate: Gate, action: Action, situation: Situation, decision_id: str) -> Decision:
        decision = whole(gate, action, situation, decision_id)
        return replace(decision, granted=None if decision.granted is not None else action)

    monkeypatch.setattr(Gate, "judge", turned)
    assert failures_of(BY_NAME[trial])[1]


def test_every_kind_of_motion_is_tried() -> None:
    kinds = {kind for part in get_args(Motion) for kind in (get_args(part) or (part,))}
    assert {type(action) for action in MOVES} == kinds


def test_whatever_can_be_asked_has_words() -> None:
    schema = parse_schema(schema_text())
    asked = {name for one in schema.environments() for name in (one.action, one.principal)}
    assert asked - words_for() == set()
