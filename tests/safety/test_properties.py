"""What holds of the gate for every action in every situation, sane or not."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from carebot.core.actions import (
    Action,
    Approach,
    Driving,
    Handover,
    Motion,
    MoveTo,
    SetDevice,
    Speech,
    StoreClip,
    SupportWalking,
)
from carebot.core.body import Health
from carebot.core.errors import PermitError
from carebot.core.home import RoomKind
from carebot.core.language import Text
from carebot.core.limits import SafetyLimits
from carebot.core.people import ROBOT_ITSELF, RequesterKind
from carebot.core.permits import PermitLedger
from carebot.core.situation import Posture, Situation
from carebot.core.verdicts import Confirmer, Judgement, Verdict
from safety._devices import DeviceKind, device_kind
from safety._fact_words import known_facts
from safety._subjects import person_of, person_seen
from safety.explain import explain
from safety.gate import Gate
from safety.policies.base import Layer, Policy
from safety.policies.confirmation import AskedAndAnswered
from safety.policies.driving import SafeDriving, nearest_person_m
from safety.policies.form import Form
from safety.policies.physical import Physical
from tests.safety import builders as b
from tests.safety import strategies as any_
from tests.safety.rules.moments import house_rules

KEY = b"key"
LIMITS = SafetyLimits()
MANY = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


ANY_ACTION = any_.ORDINARY | any_.ANYTHING
ANY_MOMENT = any_.ordinary_moments() | any_.situations()


def policies() -> list[tuple[str, Policy]]:
    return [
        ("form", Form()),
        ("driving", SafeDriving()),
        ("physical", Physical()),
        ("house_rules", house_rules()),
        ("confirmation", AskedAndAnswered()),
    ]


@cache
def gate() -> Gate:
    return Gate(policies(), KEY, timedelta(seconds=2))


def granted(action: Action, situation: Situation) -> Action | None:
    return gate().judge(action, situation, "d").granted


@pytest.mark.slow
@MANY
@given(any_.CALLS, any_.situations())
def test_a_call_for_help_is_never_refused(call: Any, situation: Situation) -> None:
    decision = gate().judge(call, situation, "d")
    assert decision.granted == call
    assert decision.verdict is Verdict.ALLOW


@pytest.mark.slow
@MANY
@given(any_.CALLS, any_.situations())
def test_nor_does_any_rule_of_the_house_forbid_one(call: Any, situation: Situation) -> None:
    """The gate would let it pass anyway; the rules must not rely on that."""
    verdicts = {judgement.verdict for judgement in house_rules().judge(call, situation)}
    assert verdicts == {Verdict.ALLOW}


@pytest.mark.slow
@MANY
@given(any_.MOTION, any_.situations())
def test_nothing_moves_when_something_says_stop(action: Action, situation: Situation) -> None:
    present = situation.present
    body = present.body
    must_stand = (
        present.stopped
        or body is None
        or body.value.emergency_stop
        or body.value.bumped
        or body.value.health is Health.FAILED
        or not body.value.localised
        or not timedelta() <= body.age <= LIMITS.emergency_stop_age
        or present.people is None
        or not timedelta() <= present.people.age <= LIMITS.person_age
    )
    assert granted(action, situation) is None or not must_stand


def _has_arrived(action: Driving, situation: Situation) -> bool:
    """Whether the body stands beside whom it is to approach: then it must not roll."""
    her = person_seen(situation, action.person) if isinstance(action, Approach) else None
    return her is not None and not her.nearest_m > LIMITS.contact_distance_m


@example(
    Approach(person="li", speed_mps=1.0, stop_at_m=0.0),
    b.situation(people=b.people(b.person("li", nearest_m=0.0)), requester=b.BY_LI, announced=True),
)
@pytest.mark.slow
@MANY
@given(any_.ORDINARY_DRIVING, any_.ordinary_moments())
def test_what_drives_is_within_every_speed(action: Action, situation: Situation) -> None:
    form = granted(action, situation)
    if form is None:
        return
    assert isinstance(form, Driving)
    present = situation.present
    assert present.body is not None
    room = b.HOME.room_at(present.body.value.pose.point)
    in_corridor = room is not None and room.kind is RoomKind.HALLWAY
    if _has_arrived(form, situation):
        assert form.speed_mps == 0
        return
    assert 0 < form.speed_mps <= (LIMITS.corridor_speed_mps if in_corridor else LIMITS.room_speed_mps)
    if LIMITS.is_night(present.local_minute) or room is None:
        assert form.speed_mps <= LIMITS.cautious_speed_mps
    keeps = max(LIMITS.separation.speed_mps(nearest_person_m(present.people)), LIMITS.contact_speed_mps)
    assert form.speed_mps <= keeps + 1e-6


@pytest.mark.slow
@MANY
@given(any_.ORDINARY, any_.ordinary_moments())
def test_what_is_granted_is_within_every_bound(action: Action, situation: Situation) -> None:
    match granted(action, situation):
        case Handover() as form:
            frail = next(one.frail for one in b.HOUSE.residents if one.id == form.to)
            assert 0 <= form.force_n <= (LIMITS.frail_touch_force_n if frail else LIMITS.touch_force_n)
        case StoreClip(retention=retention, undressed=undressed):
            assert timedelta() < retention <= LIMITS.clip_retention
            assert not undressed
        case SetDevice() as form if device_kind(form.device) is DeviceKind.WATER:
            assert form.temperature_c is not None
            assert form.temperature_c <= LIMITS.bath_temperature_c
        case form if isinstance(form, Speech):
            assert 0 <= form.volume_db <= LIMITS.volume_db
        case _:
            pass


REFUSED = frozenset({"li", "wang"})


@pytest.mark.slow
@MANY
@given(any_.ORDINARY, any_.ordinary_moments(refused_by=REFUSED))
def test_a_no_is_obeyed(action: Action, situation: Situation) -> None:
    present = situation.present
    if person_of(action) and isinstance(action, Motion) and granted(action, situation) is not None:
        assert present.requester.kind is RequesterKind.ROBOT
        assert present.alarm >= 2
        assert not isinstance(action, Handover)


@MANY
@given(st.data(), st.floats(0, 500), st.floats(0.01, 1.0))
def test_support_is_granted_only_with_both_and_within_bounds(
    data: st.DataObject, force_n: float, speed_mps: float
) -> None:
    action = SupportWalking(person="li", place="kitchen", force_n=force_n, speed_mps=speed_mps)
    tightened = gate().judge(action, b.situation(), "d").considered
    assert isinstance(tightened, SupportWalking)
    assert tightened.force_n <= LIMITS.walking_support_n
    assert tightened.speed_mps <= LIMITS.contact_speed_mps
    given_yes = data.draw(any_.confirmed(tightened))
    decision = gate().judge(action, b.situation(confirmations=given_yes), "d")
    good = {(one.confirmer, one.by) for one in given_yes if timedelta() <= b.NOW - one.at <= timedelta(seconds=60)}
    staff = {(Confirmer.STAFF, "nurse"), (Confirmer.STAFF, "carer")}
    assert (decision.granted is not None) is ((Confirmer.RESIDENT, "li") in good and bool(staff & good))


class Third(Policy):
    """A policy of somebody else, which says whatever it likes."""

    layer: ClassVar[Layer] = Layer.HOUSE_RULES
    title: ClassVar[Text] = b.text("third party")

    def __init__(self, verdict: Verdict, tightened: Action | None) -> None:
        self._judgement = Judgement(rule="third", verdict=verdict, reason=b.text("because"), tightened=tightened)

    def judge(self, action: Action, situation: Situation) -> Iterable[Judgement]:
        return [self._judgement]


@pytest.mark.slow
@MANY
@given(ANY_ACTION, ANY_MOMENT, st.sampled_from(Verdict), st.none() | ANY_ACTION)
def test_adding_a_policy_never_loosens(
    action: Action, situation: Situation, verdict: Verdict, form: Action | None
) -> None:
    before = gate().judge(action, situation, "d")
    more = Gate([*policies(), ("third", Third(verdict, form))], KEY, timedelta(seconds=2))
    after = more.judge(action, situation, "d")
    assert after.verdict >= before.verdict
    assert before.granted is not None or after.granted is None
    if after.granted is not None:
        assert after.limits.speed_mps <= before.limits.speed_mps
        assert after.limits.force_n <= before.limits.force_n
        assert after.limits.person_distance_m >= before.limits.person_distance_m


@pytest.mark.slow
@MANY
@given(ANY_ACTION, ANY_MOMENT)
def test_judging_is_a_function_and_what_is_granted_stays_granted(action: Action, situation: Situation) -> None:
    first = gate().judge(action, situation, "d")
    fresh = Gate(policies(), KEY, timedelta(seconds=2)).judge(action, situation, "d")
    assert (first.verdict, first.judgements) == (fresh.verdict, fresh.judgements)
    if first.granted is not None:
        again = gate().judge(first.granted, situation, "d")
        assert again.granted == first.granted
        assert again.verdict is Verdict.ALLOW


@pytest.mark.slow
@MANY
@given(ANY_ACTION, ANY_MOMENT)
def test_every_decision_can_be_explained(action: Action, situation: Situation) -> None:
    decision = gate().judge(action, situation, "d")
    explanation = explain(decision)
    assert explanation.to_resident.zh
    assert explanation.to_resident.en
    assert all(judgement.reason.zh and judgement.reason.en for judgement in decision.judgements)
    unknown = {name for judgement in decision.judgements for name, _ in judgement.facts} - known_facts()
    assert unknown == set()
    assert not any(judgement.rule.startswith("gate.") for judgement in decision.judgements)


@MANY
@given(st.floats(0.05, 0.5), st.floats(0.0, 3.0), st.sampled_from(["kitchen", "living"]))
def test_an_altered_permit_is_rejected(granted_mps: float, wanted_mps: float, place: str) -> None:
    action = MoveTo(place="kitchen", speed_mps=granted_mps)
    permit = gate().permit(gate().judge(action, b.situation(), "d"), b.NOW)
    assert permit is not None
    altered = MoveTo(place=place, speed_mps=wanted_mps)
    assume(altered != permit.action)
    with pytest.raises(PermitError, match="signature"):
        PermitLedger(KEY).take(replace(permit, action=altered), b.NOW)


def test_whoever_is_beside_her_may_finish_an_approach_without_rolling() -> None:
    beside = b.situation(people=b.person_at(0.1, posture=Posture.FALLEN), announced=True, requester=ROBOT_ITSELF)
    decision = gate().judge(Approach(person="li"), beside, "d")
    assert decision.verdict is Verdict.LIMIT, decision.decisive
    assert decision.limits.speed_mps == 0.0
