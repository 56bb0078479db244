"""What would change a verdict: the smallest changes of the facts, and only those by which the gate is milder."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from carebot.core.actions import (
    Action,
    AlarmLevel,
    Approach,
    Handover,
    MoveTo,
    Notify,
    Pick,
    RemindDose,
    Say,
    SetDevice,
    StoreClip,
    SupportWalking,
)
from carebot.core.body import Health
from carebot.core.language import Language
from carebot.core.people import Consent, Role
from carebot.core.situation import House, Situation
from carebot.core.verdicts import Decision, Verdict
from safety.counterfactual import suppositions, what_would_change
from safety.explain import explain
from safety.gate import Gate
from safety.policies.confirmation import AskedAndAnswered
from safety.policies.driving import SafeDriving
from safety.policies.form import Form
from safety.policies.physical import Physical
from safety.sources import source_of
from safety.supposing import Moment
from tests.safety import builders as b
from tests.safety import strategies as any_
from tests.safety.rules.moments import house_rules

GATE = Gate(
    [
        ("form", Form()),
        ("driving", SafeDriving()),
        ("physical", Physical()),
        ("house_rules", house_rules()),
        ("confirmation", AskedAndAnswered()),
    ],
    b"key",
    timedelta(seconds=1),
)
DOSE = RemindDose(
    dose="noon",
    resident="li",
    drug=b.text("amlodipine"),
    text=b.text("now"),
    language=Language.ZH,
    minutes_from_due=0.0,
)
TOUCH = Consent.TOUCH
DOOR = SetDevice(device="front_door", value="open")
DRIVE = MoveTo(place="kitchen", speed_mps=0.3)
PRIVATE = Say(text=b.text("so"), language=Language.ZH, to="li", private=True, volume_db=40.0)


def judge(action: Action, situation: Situation) -> Decision:
    return GATE.judge(action, situation, "d")


def without(consent: Consent) -> House:
    li = replace(b.LI, consents=b.LI.consents - {consent})
    return replace(b.HOUSE, residents=(li, b.WANG))


def changes(action: Action, situation: Situation, most: int = 100) -> set[str]:
    found = what_would_change(judge, action, situation, most)
    return {"+".join(one.name for one in change.suppositions) for change in found}


@pytest.mark.parametrize(
    ("named", "action", "situation"),
    [
        ("by_day", DOOR, b.situation(local_minute=b.MIDNIGHT)),
        ("asked_by_nurse", DOOR, b.situation(local_minute=b.MIDNIGHT)),
        ("asked_by_caregiver", DOOR, b.situation(requester=b.BY_VOICE)),
        ("not_refused", Approach(person="li", speed_mps=0.1), b.situation(refused_by=frozenset({"li"}))),
        ("announced", Approach(person="li", speed_mps=0.1), b.situation(people=b.person_at(1.5))),
        ("people_farther", Pick(object="cup"), b.situation(people=b.person_at(0.1))),
        ("nobody_near", Pick(object="cup"), b.situation(people=b.person_at(0.1))),
        ("alone", PRIVATE, b.situation(people=b.people(b.person("li"), b.person("wang")))),
        ("released", DRIVE, b.situation(stopped=True)),
        ("released", DRIVE, b.situation(body=b.fresh(b.body(emergency_stop=True)))),
        ("healthy", DRIVE, b.situation(body=b.fresh(b.body(health=Health.FAILED)))),
        ("healthy", DRIVE, b.situation(body=b.fresh(b.body(localised=False)))),
        ("fresh_senses", DRIVE, b.situation(people=b.fresh(b.people().value, timedelta(seconds=2)))),
        ("labelled", Handover(object="jar", to="li"), b.situation(announced=True)),
        ("consent_touch", Handover(object="cup", to="li"), b.situation(without(TOUCH), requester=b.BY_CARER)),
        ("asked_by_herself", Handover(object="cup", to="li"), b.situation(without(TOUCH), requester=b.BY_CARER)),
        ("dose_due", DOSE, b.situation(requester=b.BY_SCHEDULE, local_minute=18 * 60)),
        ("record_at_hand", DOSE, b.situation(requester=b.BY_SCHEDULE, given_doses=None)),
        ("not_given", DOSE, b.situation(requester=b.BY_SCHEDULE, given_doses=frozenset({"noon"}))),
        ("nurse_yes", Handover(object="pills", to="li"), b.situation(requester=b.BY_NURSE)),
        (
            "resident_yes",
            StoreClip(about="li", incident="i", retention=timedelta(hours=1)),
            b.situation(requester=b.BY_NURSE, alarm=AlarmLevel.HIGH),
        ),
    ],
)  # fmt: skip
def test_the_change_that_matters_is_named(named: str, action: Action, situation: Situation) -> None:
    assert judge(action, situation).verdict > Verdict.ALLOW, "the case is a refusal"
    assert named in changes(action, situation)


def test_a_hot_drink_may_go_to_whoever_sits() -> None:
    tea = Handover(object="hot_tea", to="li")
    standing = b.people(b.person("li", posture="standing"))
    assert "seated" in changes(tea, b.situation(people=standing, announced=True))
    assert "seated_in_view" in changes(tea, b.situation(announced=True))
    assert "cooler" in changes(tea, b.situation(announced=True))


def test_a_lid_helps_where_one_is_missing() -> None:
    open_tea = b.house_with(replace(b.OBJECTS[1], lidded=False))
    assert "lidded" in changes(Pick(object="hot_tea"), b.situation(open_tea))


def test_two_changes_are_named_together_where_none_is_enough() -> None:
    situation = b.situation(stopped=True, refused_by=frozenset({"li"}))
    found = changes(Approach(person="li", speed_mps=0.1), situation)
    assert "not_refused+released" in found
    assert all(name.count("+") == 1 for name in found)


def test_what_is_allowed_needs_no_change() -> None:
    assert changes(DRIVE, b.situation()) == set()


def test_what_nothing_helps_is_not_explained_away() -> None:
    assert changes(Handover(object="knife", to="li"), b.situation(announced=True)) == set()


def test_support_waits_for_two_people() -> None:
    hold = SupportWalking(person="li", place="kitchen", force_n=50.0, speed_mps=0.1)
    assert "resident_yes+nurse_yes" in changes(hold, b.situation(requester=b.BY_CARER))


def test_a_house_without_staff_offers_none() -> None:
    nobody = replace(b.HOUSE, caregivers=tuple(replace(one, on_shift=False) for one in b.CAREGIVERS))
    moment = Moment(action=DOOR, situation=b.situation(nobody, local_minute=b.MIDNIGHT))
    names = {one.name for one in suppositions(moment, judge(DOOR, moment.situation))}
    assert names.isdisjoint({"nurse_yes", f"asked_by_{Role.NURSE}", f"asked_by_{Role.CAREGIVER}"})


def test_the_mildest_stands_first_and_no_more_than_asked_for() -> None:
    found = what_would_change(judge, DOOR, b.situation(local_minute=b.MIDNIGHT, requester=b.BY_VOICE))
    assert 0 < len(found) <= 5
    assert all(first.verdict <= second.verdict for first, second in pairwise(found))
    assert len(what_would_change(judge, DOOR, b.situation(local_minute=b.MIDNIGHT), most=1)) == 1


def test_a_change_is_a_sentence_in_both_languages() -> None:
    (first, *_) = what_would_change(judge, DOOR, b.situation(local_minute=b.MIDNIGHT))
    assert first.text.zh == "如果是在白天，就可以做。"
    assert first.text.en == "If it were by day, it would be allowed."


@given(any_.ORDINARY, any_.ordinary_moments())
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_every_change_that_is_named_really_changes_the_verdict(action: Action, situation: Situation) -> None:
    before = judge(action, situation)
    found = what_would_change(judge, action, situation, most=1000)
    if before.verdict is Verdict.ALLOW:
        assert found == ()
    single = {change.suppositions[0].name for change in found if len(change.suppositions) == 1}
    for change in found:
        moment = Moment(action=action, situation=situation)
        for supposition in change.suppositions:
            moment = supposition.suppose(moment)
        assert judge(moment.action, moment.situation).verdict is change.verdict < before.verdict
        assert len(change.suppositions) == 1 or single.isdisjoint(one.name for one in change.suppositions)


def test_a_call_for_help_is_never_in_need_of_a_change() -> None:
    call = Notify(text=b.text("help"), level=AlarmLevel.HIGH, about="li")
    assert changes(call, b.situation(stopped=True, body=None, people=None)) == set()


def test_every_rule_has_a_source() -> None:
    sources = {rule.id: rule.source for rule in house_rules().rules}
    assert all(source_of(rule, sources).en for rule in sources)
    assert source_of("house.sharp_handover", sources).en == sources["house.sharp_handover"]
    for rule in (
        "form.number",
        "driving.close",
        "physical.bath",
        "confirmation.clip",
        "house.unknown",
        "gate.unsettled",
    ):
        assert "SAFETY.md" in source_of(rule, sources).en
    assert source_of("elsewhere.rule", sources).en == "neither the record nor the rules name it"


def test_the_explanation_offers_the_alternative_of_the_policies() -> None:
    assert explain(judge(DRIVE, b.situation(stopped=True))).alternative.en.startswith("Staff can release the stop")


def named_at(action: Action, situation: Situation) -> list[str]:
    """Everything that is supposed at this moment, helpful or not."""
    moment = Moment(action=action, situation=situation)
    return [one.name for one in suppositions(moment, judge(action, situation))]


NO_TO_ALL = b.situation(refused_by=frozenset({"li", "wang"}), requester=b.BY_CARER)
TO_LI = Handover(object="cup", to="li")
STRANGER = b.person("", 1.0, track="somebody")


@pytest.mark.parametrize(
    ("name", "times", "action", "situation"),
    [
        ("not_refused", 0, DRIVE, NO_TO_ALL),
        ("not_refused", 1, Approach(person="li", speed_mps=0.1), NO_TO_ALL),
        ("not_refused", 1, DRIVE, b.situation(refused_by=frozenset({"li"}))),
        ("not_refused", 1, TO_LI, b.situation(refused_by=frozenset({"wang"}))),
        ("announced", 1, DRIVE, b.situation()),
        ("announced", 0, DRIVE, b.situation(announced=True)),
        ("alarm", 1, DRIVE, b.situation()),
        ("alarm", 1, DRIVE, b.situation(alarm=AlarmLevel.MEDIUM)),
        ("alarm", 0, DRIVE, b.situation(alarm=AlarmLevel.HIGH)),
        ("by_day", 0, DRIVE, b.situation(local_minute=13 * 60)),
        ("alone", 0, DRIVE, b.situation(people=b.people(STRANGER, b.person("li")))),
        ("alone", 1, TO_LI, b.situation(people=b.people(STRANGER, b.person("li")))),
        ("alone", 0, TO_LI, b.situation(people=b.people(STRANGER))),
        ("seated_in_view", 1, TO_LI, b.situation(people=b.people(STRANGER))),
        ("seated_in_view", 0, TO_LI, b.situation(people=b.people(b.person("li")))),
        ("seated_in_view", 0, DRIVE, b.situation(people=b.people(STRANGER))),
        ("slower", 1, DRIVE, b.situation(stopped=True)),
        ("slower", 0, TO_LI, b.situation(stopped=True)),
        ("slower", 0, MoveTo(place="kitchen", speed_mps=0.9), b.situation()),
        ("cooler", 1, Pick(object="hot_tea"), b.situation()),
        ("cooler", 0, Pick(object="cup"), b.situation()),
        ("lidded", 0, DRIVE, b.situation()),
        ("dose_due", 0, TO_LI, b.situation()),
    ],
)  # fmt: skip
def test_what_may_be_otherwise_is_supposed_and_nothing_else(
    name: str, times: int, action: Action, situation: Situation
) -> None:
    assert named_at(action, situation).count(name) == times


def consents_supposed(action: Action, situation: Situation) -> set[tuple[str, Consent]]:
    """Who is supposed to agree to what."""
    found = set()
    for one in suppositions(Moment(action=action, situation=situation), judge(action, situation)):
        if one.name.startswith("consent_"):
            residents = one.suppose(Moment(action=action, situation=situation)).situation.house.residents
            pairs = zip(residents, situation.house.residents, strict=True)
            found |= {(now.id, purpose) for now, was in pairs for purpose in now.consents - was.consents}
    return found


@pytest.mark.parametrize(
    ("action", "situation", "whose"),
    [
        (TO_LI, b.situation(without(TOUCH)), {("li", TOUCH)}),
        (TO_LI, b.situation(), set()),
        (DRIVE, b.situation(without(TOUCH)), set()),
        (DRIVE, b.situation(people=b.people(b.person("wang"))), {("wang", purpose) for purpose in Consent}),
        (MoveTo(place="bedroom_wang"), b.situation(), {("wang", purpose) for purpose in Consent}),
    ],
)
def test_consent_is_supposed_of_those_whom_it_concerns(
    action: Action, situation: Situation, whose: set[tuple[str, Consent]]
) -> None:
    assert consents_supposed(action, situation) == whose


@pytest.mark.parametrize(
    ("name", "who"), [("asked_by_caregiver", "carer"), ("asked_by_nurse", "nurse"), ("asked_by_herself", "li")]
)
def test_whoever_asks_instead_has_the_role_that_is_named(name: str, who: str) -> None:
    moment = Moment(action=TO_LI, situation=b.situation(requester=b.BY_FAMILY))
    (asked,) = (one for one in suppositions(moment, judge(TO_LI, moment.situation)) if one.name == name)
    assert asked.suppose(moment).situation.present.requester.id == who
