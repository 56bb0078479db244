"""The gate: strictest wins, limits settle, broken and loosening policies deny, and permits cannot be altered."""

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar

import pytest

from carebot.core.actions import Action, AlarmLevel, Approach, Handover, MoveTo, Notify, Say
from carebot.core.errors import PermitError
from carebot.core.language import Language, Text
from carebot.core.permits import PermitLedger
from carebot.core.situation import Situation
from carebot.core.verdicts import Confirmer, Judgement, Limits, Permit, Verdict
from safety.gate import Gate, is_call_for_help
from safety.policies.base import Layer, Policy
from tests.safety import builders as b

KEY = b"a key of the test"
LIFE = timedelta(seconds=2)
MOVE = MoveTo(place="kitchen", speed_mps=0.5)
HELP = Notify(text=b.text("help"), level=AlarmLevel.MEDIUM)
REASON = Text(zh="理由", en="reason")
Rule = Callable[[Action, Situation], Iterable[Judgement]]


class Stub(Policy):
    """A policy that judges by a function."""

    layer: ClassVar[Layer] = Layer.PHYSICAL
    title: ClassVar[Text] = REASON

    def __init__(self, rule: Rule) -> None:
        self._rule = rule

    def judge(self, action: Action, situation: Situation) -> Iterable[Judgement]:
        return self._rule(action, situation)


class Late(Stub):
    """The same in a later layer."""

    layer: ClassVar[Layer] = Layer.CONFIRMATION


def says(verdict: Verdict, name: str = "rule", **more: Any) -> Rule:
    return lambda action, situation: [Judgement(rule=name, verdict=verdict, reason=REASON, **more)]


def at_most(speed_mps: float) -> Rule:
    def rule(action: Action, situation: Situation) -> Iterable[Judgement]:
        if isinstance(action, MoveTo) and action.speed_mps > speed_mps:
            form = replace(action, speed_mps=speed_mps)
            yield Judgement(rule=f"at_most_{speed_mps}", verdict=Verdict.LIMIT, reason=REASON, tightened=form)

    return rule


def silent(action: Action, situation: Situation) -> Iterable[Judgement]:
    return ()


def gate(*rules: Rule) -> Gate:
    return Gate([(f"policy{number}", Stub(rule)) for number, rule in enumerate(rules)], KEY, LIFE)


def test_without_an_objection_the_action_is_granted_as_it_is() -> None:
    decision = gate(silent).judge(MOVE, b.situation(), "d")
    assert (decision.verdict, decision.granted, decision.judgements) == (Verdict.ALLOW, MOVE, ())
    assert decision.limits == Limits(speed_mps=0.5)
    assert (decision.id, decision.requested, decision.decided_at) == ("d", MOVE, b.NOW)


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("other", list(Verdict))
def test_the_strictest_verdict_wins(verdict: Verdict, other: Verdict) -> None:
    given = [says(one, tightened=MOVE if one is Verdict.LIMIT else None) for one in (verdict, other)]
    decision = gate(*given).judge(MOVE, b.situation(), "d")
    assert decision.verdict is max(verdict, other)
    assert (decision.granted is not None) is (decision.verdict <= Verdict.LIMIT)


def test_limits_are_met_one_after_the_other_and_all_are_told() -> None:
    decision = gate(at_most(0.3), at_most(0.2), at_most(0.4)).judge(MOVE, b.situation(), "d")
    assert decision.granted == replace(MOVE, speed_mps=0.2)
    assert decision.considered == decision.granted
    assert decision.verdict is Verdict.LIMIT
    assert {judgement.rule for judgement in decision.judgements} == {"at_most_0.3", "at_most_0.2", "at_most_0.4"}


def test_what_is_told_of_a_limit_is_told_once() -> None:
    decision = gate(says(Verdict.ALLOW, "fine"), at_most(0.3)).judge(MOVE, b.situation(), "d")
    assert [judgement.rule for judgement in decision.judgements] == ["at_most_0.3", "fine"]


@pytest.mark.parametrize("verdict", [Verdict.ALLOW, Verdict.CONFIRM])
def test_only_a_limit_puts_another_form_in_the_place_of_what_was_asked(verdict: Verdict) -> None:
    slower = says(verdict, tightened=replace(MOVE, speed_mps=0.1))
    assert gate(slower).judge(MOVE, b.situation(), "d").considered == MOVE


def test_every_no_has_an_alternative_and_a_yes_needs_none() -> None:
    for verdict in (Verdict.ALLOW, Verdict.CONFIRM, Verdict.DENY):
        decision = gate(says(verdict)).judge(MOVE, b.situation(), "d")
        assert bool(decision.judgements[0].alternative.zh) is (verdict > Verdict.LIMIT)
    named = gate(says(Verdict.DENY, alternative=REASON)).judge(MOVE, b.situation(), "d")
    assert named.judgements[0].alternative == REASON
    limited = gate(at_most(0.3)).judge(MOVE, b.situation(), "d")
    assert limited.judgements[0].alternative.zh == ""


def test_limits_without_end_deny() -> None:
    def lower(action: Action, situation: Situation) -> Iterable[Judgement]:
        assert isinstance(action, MoveTo)
        form = replace(action, speed_mps=action.speed_mps / 2)
        yield Judgement(rule="lower", verdict=Verdict.LIMIT, reason=REASON, tightened=form)

    decision = gate(lower).judge(MOVE, b.situation(), "d")
    assert decision.verdict is Verdict.DENY
    assert decision.granted is None
    assert "gate.unsettled" in {judgement.rule for judgement in decision.judgements}


def test_a_refusal_stands_beside_a_limit() -> None:
    decision = gate(at_most(0.3), says(Verdict.DENY)).judge(MOVE, b.situation(), "d")
    assert decision.granted is None
    assert decision.considered == MOVE
    assert [judgement.rule for judgement in decision.judgements] == ["at_most_0.3", "rule"]
    assert decision.limits == Limits()


@pytest.mark.parametrize(
    "form", [None, replace(MOVE, speed_mps=0.6), replace(MOVE, place="living"), Approach(person="li")]
)
def test_a_policy_that_would_loosen_or_replace_denies(form: Action | None) -> None:
    decision = gate(says(Verdict.LIMIT, name="loose", tightened=form)).judge(MOVE, b.situation(), "d")
    assert decision.granted is None
    assert decision.judgements[0].rule == "gate.not_stricter.policy0"
    assert decision.judgements[0].facts == (("rule", "loose"),)


def broken_at_once(action: Action, situation: Situation) -> Iterable[Judgement]:
    raise ZeroDivisionError("no braking")


def broken_midway(action: Action, situation: Situation) -> Iterable[Judgement]:
    yield Judgement(rule="fine", verdict=Verdict.ALLOW, reason=REASON)
    raise KeyError("room")


def garbage(action: Action, situation: Situation) -> Any:
    return [None]


def nothing_at_all(action: Action, situation: Situation) -> Any:
    return None


BROKEN: list[Rule] = [broken_at_once, broken_midway, garbage, nothing_at_all]


@pytest.mark.parametrize("rule", BROKEN)
def test_a_policy_that_raises_denies(rule: Rule) -> None:
    decision = gate(silent, rule).judge(MOVE, b.situation(), "d")
    assert decision.granted is None
    assert decision.judgements[-1].rule == "gate.policy_failed.policy1"
    assert dict(decision.judgements[-1].facts)["error"]


def test_without_policies_nothing_is_granted() -> None:
    decision = gate().judge(MOVE, b.situation(), "d")
    assert decision.granted is None
    assert decision.judgements[0].rule == "gate.no_policies"


HOSTILE: list[Rule] = [
    *BROKEN,
    says(Verdict.DENY),
    says(Verdict.CONFIRM, confirmers=frozenset(Confirmer)),
    says(Verdict.LIMIT, tightened=replace(HELP, level=AlarmLevel.LOW)),
    says(Verdict.LIMIT),
]


@pytest.mark.parametrize("rule", HOSTILE)
@pytest.mark.parametrize("level", [AlarmLevel.MEDIUM, AlarmLevel.HIGH])
def test_no_policy_withholds_a_call_for_help(rule: Rule, level: AlarmLevel) -> None:
    call = replace(HELP, level=level)
    decision = gate(rule, silent).judge(call, b.situation(), "d")
    assert (decision.verdict, decision.granted) == (Verdict.ALLOW, call)
    assert decision.confirmers == frozenset()
    assert gate().judge(call, b.situation(), "d").granted == call


def test_lesser_notices_are_judged_as_everything_else() -> None:
    notice = replace(HELP, level=AlarmLevel.LOW)
    assert not is_call_for_help(notice)
    assert gate(says(Verdict.DENY)).judge(notice, b.situation(), "d").granted is None
    assert not is_call_for_help(Say(text=b.text("help"), language=Language.ZH, alarm=True))


def test_layers_judge_in_their_order() -> None:
    policies: list[tuple[str, Policy]] = [
        ("late", Late(says(Verdict.DENY, name="late"))),
        ("early", Stub(says(Verdict.DENY, name="early"))),
    ]
    decision = Gate(policies, KEY, LIFE).judge(MOVE, b.situation(), "d")
    assert [judgement.rule for judgement in decision.judgements] == ["early", "late"]


def granted(action: Action = MOVE) -> Permit:
    guard = gate(silent)
    permit = guard.permit(guard.judge(action, b.situation(), "d"), b.NOW)
    assert permit is not None
    return permit


def test_a_permit_carries_action_bounds_and_time() -> None:
    permit = granted(Approach(person="li", stop_at_m=0.8, speed_mps=0.2))
    assert permit.limits == Limits(speed_mps=0.2, person_distance_m=0.8)
    assert (permit.decision, permit.issued_at, permit.expires_at) == ("d", b.NOW, b.NOW + LIFE)
    assert granted(Handover(object="cup", to="li", force_n=15.0)).limits == Limits(speed_mps=0.1, force_n=15.0)
    assert granted(Say(text=b.text("hi"), language=Language.ZH)).limits == Limits()
    PermitLedger(KEY).take(permit, b.NOW)


def test_what_is_not_granted_has_no_permit() -> None:
    for verdict in (Verdict.DENY, Verdict.CONFIRM):
        guard = gate(says(verdict))
        assert guard.permit(guard.judge(MOVE, b.situation(), "d"), b.NOW) is None


ALTERED: dict[str, Any] = {
    "id": "another",
    "decision": "another",
    "action": replace(MOVE, speed_mps=0.5000001),
    "limits": Limits(speed_mps=0.6),
    "issued_at": b.NOW - timedelta(microseconds=1),
    "expires_at": b.NOW + 2 * LIFE,
    "signature": "0" * 64,
}


def test_a_permit_altered_in_any_field_is_rejected() -> None:
    assert set(ALTERED) == {field.name for field in dataclasses.fields(Permit)}
    for name, value in ALTERED.items():
        with pytest.raises(PermitError, match="signature"):
            PermitLedger(KEY).take(replace(granted(), **{name: value}), b.NOW)


def test_a_permit_altered_in_any_field_of_its_action_is_rejected() -> None:
    permit = granted()
    changes: dict[str, Any] = {"place": "living", "speed_mps": 0.4, "kind": "approach"}
    assert set(changes) == {field.name for field in dataclasses.fields(MoveTo)}
    for name, value in changes.items():
        altered = replace(MOVE, **{name: value})
        with pytest.raises(PermitError, match="signature"):
            PermitLedger(KEY).take(replace(permit, action=altered), b.NOW)


def test_a_permit_is_taken_once_in_time_and_under_its_key() -> None:
    ledger = PermitLedger(KEY)
    ledger.take(granted(), b.NOW)
    with pytest.raises(PermitError, match="used"):
        ledger.take(granted(), b.NOW)
    with pytest.raises(PermitError, match="expired"):
        PermitLedger(KEY).take(granted(), b.NOW + LIFE)
    with pytest.raises(PermitError, match="signature"):
        PermitLedger(b"another key").take(granted(), b.NOW)
