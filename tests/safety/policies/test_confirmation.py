"""Confirmation: whose yes each action waits for, and which yes counts."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from carebot.core.actions import Action, Escort, Handover, MoveTo, Pick, StoreClip, SupportWalking
from carebot.core.people import Caregiver, Role, ValueProfile
from carebot.core.permits import action_digest
from carebot.core.situation import Confirmation, House
from carebot.core.verdicts import Confirmer, Judgement, Verdict
from safety._confirmations import confirmed_by_nurse, confirmers_of
from safety.policies.confirmation import AskedAndAnswered, Options
from tests.safety import builders as b

HOLD = SupportWalking(person="li", place="kitchen", force_n=100.0)
PILLS = Handover(object="pills", to="li")
CLIP = StoreClip(about="li", incident="i", retention=timedelta(hours=1))
LIFE = timedelta(seconds=60)


def yes(action: Action, confirmer: Confirmer, by: str, age: timedelta = timedelta()) -> Confirmation:
    return Confirmation(action_digest=action_digest(action), confirmer=confirmer, by=by, at=b.NOW - age)


def judged(action: Action, *given: Confirmation, **changes: Any) -> list[Judgement]:
    return list(AskedAndAnswered().judge(action, b.situation(confirmations=given, **changes)))


def missing(action: Action, *given: Confirmation, **changes: Any) -> frozenset[Confirmer]:
    judgements = judged(action, *given, **changes)
    assert all(judgement.verdict is Verdict.CONFIRM and judgement.confirmers for judgement in judgements)
    return frozenset().union(*(judgement.confirmers for judgement in judgements))


BOTH = frozenset(Confirmer)
RESIDENT, STAFF = frozenset({Confirmer.RESIDENT}), frozenset({Confirmer.STAFF})


def test_support_needs_her_yes_and_a_carers() -> None:
    her, carers = yes(HOLD, Confirmer.RESIDENT, "li"), yes(HOLD, Confirmer.STAFF, "carer")
    assert missing(HOLD) == BOTH
    assert missing(HOLD, her) == STAFF
    assert missing(HOLD, carers) == RESIDENT
    assert judged(HOLD, her, carers) == []
    assert dict(judged(HOLD)[0].facts) == {"missing_yes": "resident, staff"}


def test_medicine_needs_a_carer_and_other_things_nobody() -> None:
    assert missing(PILLS) == STAFF
    assert judged(PILLS, yes(PILLS, Confirmer.STAFF, "nurse")) == []
    assert judged(Handover(object="cup", to="li")) == []
    assert missing(Handover(object="unheard of", to="li")) == STAFF


def test_a_clip_that_a_person_wants_needs_the_yes_of_whom_it_shows() -> None:
    assert missing(CLIP, requester=b.BY_NURSE) == RESIDENT
    assert judged(CLIP, yes(CLIP, Confirmer.RESIDENT, "li"), requester=b.BY_NURSE) == []
    assert judged(CLIP, requester=b.BY_ROBOT) == []


@pytest.mark.parametrize(
    "action", [MoveTo(place="kitchen"), Escort(person="li", place="kitchen"), Pick(object="pills")]
)
def test_everything_else_waits_for_nobody(action: Action) -> None:
    assert judged(action) == []


@pytest.mark.parametrize(
    ("age", "counts"),
    [
        (timedelta(), True),
        (LIFE, True),
        (LIFE + timedelta(microseconds=1), False),
        (-timedelta(microseconds=1), False),
    ],
)
def test_a_yes_expires_and_none_comes_from_the_future(age: timedelta, counts: bool) -> None:
    assert (missing(PILLS, yes(PILLS, Confirmer.STAFF, "nurse", age)) == frozenset()) is counts


@pytest.mark.parametrize(
    "other",
    [
        replace(HOLD, force_n=100.001),
        replace(HOLD, speed_mps=0.1),
        replace(HOLD, place="living"),
        replace(HOLD, person="wang"),
    ],
)
def test_a_yes_is_to_exactly_these_parameters(other: SupportWalking) -> None:
    given = (yes(other, Confirmer.RESIDENT, "li"), yes(other, Confirmer.STAFF, "nurse"))
    assert missing(HOLD, *given) == BOTH


@pytest.mark.parametrize("by", ["wang", "", "nurse", "Li"])
def test_nobody_else_says_yes_for_the_resident(by: str) -> None:
    assert Confirmer.RESIDENT in missing(HOLD, yes(HOLD, Confirmer.RESIDENT, by))


@pytest.mark.parametrize("by", ["off_shift", "technician", "li", "nobody", ""])
def test_only_staff_on_shift_say_yes_for_staff(by: str) -> None:
    assert missing(PILLS, yes(PILLS, Confirmer.STAFF, by)) == STAFF


@pytest.mark.parametrize("role", [Role.FAMILY, Role.VISITOR, Role.RESIDENT])
def test_others_on_the_list_of_carers_are_no_staff(role: Role) -> None:
    house = replace(b.HOUSE, caregivers=(Caregiver(id="someone", name=b.text("someone"), role=role),))
    assert missing(PILLS, yes(PILLS, Confirmer.STAFF, "someone"), house=house) == STAFF


def test_nobody_is_both() -> None:
    """Somebody whose name is that of a resident and of a carer gives one of the two yeses that touching needs."""
    house = replace(b.HOUSE, caregivers=(Caregiver(id="li", name=b.text("Li")), *b.CAREGIVERS))
    for_staff, hers = yes(HOLD, Confirmer.STAFF, "li"), yes(HOLD, Confirmer.RESIDENT, "li")
    assert missing(HOLD, for_staff, hers, house=house) == STAFF
    assert missing(HOLD, for_staff, house=house) == BOTH
    assert judged(HOLD, hers, yes(HOLD, Confirmer.STAFF, "carer"), house=house) == []
    assert missing(HOLD, replace(hers, in_her_stead=True), yes(HOLD, Confirmer.STAFF, "carer")) == RESIDENT


def test_whoever_is_not_on_the_spot_says_yes_to_no_touch() -> None:
    hers, afar = yes(HOLD, Confirmer.RESIDENT, "li"), replace(yes(HOLD, Confirmer.STAFF, "nurse"), remote=True)
    assert missing(HOLD, hers, afar) == STAFF
    assert missing(PILLS, replace(yes(PILLS, Confirmer.STAFF, "nurse"), remote=True)) == STAFF


def test_what_touches_nobody_may_be_agreed_to_from_afar() -> None:
    drive = MoveTo(place="kitchen")
    afar = replace(yes(drive, Confirmer.STAFF, "nurse"), remote=True)
    assert confirmers_of(drive, b.situation(confirmations=(afar,)), LIFE) == STAFF


def test_a_nurse_confirms_as_staff_and_by_her_name() -> None:
    def by_nurse(given: Confirmation) -> bool:
        return confirmed_by_nurse(PILLS, b.situation(confirmations=(given,)), LIFE)

    assert by_nurse(yes(PILLS, Confirmer.STAFF, "nurse"))
    assert not by_nurse(yes(PILLS, Confirmer.RESIDENT, "nurse"))
    assert not by_nurse(yes(PILLS, Confirmer.STAFF, "nobody"))
    assert not by_nurse(yes(PILLS, Confirmer.STAFF, "carer"))


def test_a_yes_to_pictures_of_nobody_known_is_hers_alone() -> None:
    stranger = replace(CLIP, about="nobody")
    assert missing(stranger, yes(stranger, Confirmer.RESIDENT, "li"), requester=b.BY_NURSE) == RESIDENT
    assert judged(stranger, yes(stranger, Confirmer.RESIDENT, "nobody"), requester=b.BY_NURSE) == []


def with_proxy(*, can_decide: bool, proxy: str = "daughter") -> House:
    li = replace(b.LI, can_decide=can_decide, values=ValueProfile(proxy=proxy))
    return replace(b.HOUSE, residents=(li, b.WANG))


def test_while_she_cannot_decide_her_proxy_agrees_to_pictures() -> None:
    hers = yes(CLIP, Confirmer.RESIDENT, "li")
    entrusted = replace(yes(CLIP, Confirmer.RESIDENT, "daughter"), in_her_stead=True)
    cannot: dict[str, Any] = {"requester": b.BY_NURSE, "house": with_proxy(can_decide=False)}
    assert judged(CLIP, entrusted, **cannot) == []
    assert missing(CLIP, hers, **cannot) == RESIDENT
    assert missing(CLIP, replace(entrusted, by="son"), **cannot) == RESIDENT
    assert missing(CLIP, replace(entrusted, in_her_stead=False), **cannot) == RESIDENT
    can: dict[str, Any] = {"requester": b.BY_NURSE, "house": with_proxy(can_decide=True)}
    assert missing(CLIP, entrusted, **can) == RESIDENT
    assert judged(CLIP, hers, **can) == []


def test_without_a_proxy_nobody_agrees_for_her() -> None:
    nobody: dict[str, Any] = {"requester": b.BY_NURSE, "house": with_proxy(can_decide=False, proxy="")}
    assert missing(CLIP, replace(yes(CLIP, Confirmer.RESIDENT, ""), in_her_stead=True), **nobody) == RESIDENT


def test_to_be_touched_she_agrees_herself_whatever_she_can_decide() -> None:
    house = with_proxy(can_decide=False)
    staff = yes(HOLD, Confirmer.STAFF, "carer")
    entrusted = replace(yes(HOLD, Confirmer.RESIDENT, "daughter"), in_her_stead=True)
    assert missing(HOLD, staff, entrusted, house=house) == RESIDENT
    assert judged(HOLD, staff, yes(HOLD, Confirmer.RESIDENT, "li"), house=house) == []


def test_how_long_a_yes_counts_can_be_set() -> None:
    policy = AskedAndAnswered(Options(life=timedelta(seconds=5)))
    policy.prepare()
    old = yes(PILLS, Confirmer.STAFF, "nurse", timedelta(seconds=6))
    assert list(policy.judge(PILLS, b.situation(confirmations=(old,))))
