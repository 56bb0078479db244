"""Whatever is put to the rules, sane or not: names that nobody knows, clocks going back, numbers without sense."""

from dataclasses import replace
from datetime import time, timedelta
from functools import cache
from typing import Any

import pytest

from carebot.assembly.plugins import build_policies
from carebot.core.actions import (
    Action,
    Approach,
    Ask,
    Escort,
    Handover,
    MoveTo,
    Pick,
    RemindDose,
    Say,
    SetDevice,
    StoreClip,
    SupportWalking,
)
from carebot.core.home import HouseholdObject, Trait
from carebot.core.language import Language, Text
from carebot.core.people import Dose, Requester, RequesterKind, ValueProfile
from carebot.core.permits import action_digest
from carebot.core.situation import Confirmation, House
from carebot.core.values import AdvanceDecision, Hours, Wish
from carebot.core.verdicts import Confirmer, Decision
from carebot.settings import Settings
from safety.gate import Gate
from tests.safety import builders as b
from tests.safety.rules.moments import DOSE, TO


@cache
def gate() -> Gate:
    return Gate(build_policies(Settings()), b"key", timedelta(seconds=5))


def decide(action: Action, house: House = b.HOUSE, **changes: Any) -> Decision:
    return gate().judge(action, b.situation(house, **changes), "d")


def refused(decision: Decision) -> set[str]:
    """The rules of a refusal that gives its reason in both languages."""
    assert decision.granted is None
    assert decision.decisive is not None
    assert decision.decisive.reason.zh
    assert decision.decisive.reason.en
    return {judgement.rule for judgement in decision.judgements}


STRANGER = "nobody' OR 1=1 \u202e\x00"
NONE = Text(zh="无", en="none")
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    "action",
    [
        Say(text=b.text("hello"), language=Language.ZH, to=STRANGER),
        Ask(text=b.text("hello"), language=Language.ZH, to=STRANGER),
        MoveTo(place=STRANGER),
        Approach(person=STRANGER),
        Escort(person=STRANGER, place="kitchen"),
        Escort(person="li", place=STRANGER),
        SupportWalking(person=STRANGER, place="kitchen", force_n=1.0),
        Pick(object=STRANGER),
        Handover(object=STRANGER, to="li"),
        Handover(object="cup", to=STRANGER),
        RemindDose(
            dose=STRANGER, resident="li", drug=NONE, text=b.text("x"), language=Language.ZH, minutes_from_due=0.0
        ),
        StoreClip(about=STRANGER, incident="i", retention=HOUR),
        SetDevice(device=STRANGER, value="on"),
    ],
    ids=lambda action: action.kind,
)
def test_a_name_that_nobody_knows_is_refused_with_a_reason(action: Action) -> None:
    assert refused(decide(action, requester=b.BY_LI))


def test_whoever_is_not_known_has_the_rights_of_a_voice_whatever_she_calls_herself() -> None:
    for kind in (RequesterKind.RESIDENT, RequesterKind.CAREGIVER):
        stranger = Requester(kind=kind, id=STRANGER)
        assert "house.visitor_contact" in refused(decide(Handover(object="cup", to="li"), requester=stranger))


@pytest.mark.parametrize("age", [timedelta(microseconds=-1), timedelta(days=-1)])
@pytest.mark.parametrize("reading", ["body", "people"])
def test_a_reading_from_the_future_moves_nothing(reading: str, age: timedelta) -> None:
    fresh: Any = {"body": b.fresh(b.body()), "people": b.people()}[reading]
    rules = refused(decide(TO["kitchen"], **{reading: replace(fresh, age=age)}))
    assert any(rule.startswith("form.") for rule in rules)


def test_a_yes_from_before_the_clock_went_back_is_none() -> None:
    pills = Handover(object="pills", to="li")
    later = Confirmation(
        action_digest=action_digest(pills), confirmer=Confirmer.STAFF, by="nurse", at=b.NOW + timedelta(seconds=1)
    )
    assert "confirmation.medicine" in refused(decide(pills, requester=b.BY_NURSE, confirmations=(later,)))


@pytest.mark.parametrize("minute", [-10, -1, 24 * 60, 10**9])
def test_a_minute_that_is_none_of_the_day_counts_as_night(minute: int) -> None:
    asleep = replace(b.LI, consents=frozenset())
    house = replace(b.HOUSE, residents=(asleep, b.WANG))
    assert "house.night_entry" in refused(
        decide(TO["bedroom_li"], house, requester=b.BY_ROBOT, announced=True, local_minute=minute)
    )


@pytest.mark.parametrize("window", [timedelta(minutes=-1), timedelta(days=-400)])
def test_a_window_below_nothing_is_never_open(window: timedelta) -> None:
    dose = Dose(id="noon", resident="li", drug=b.DOSE.drug, amount=b.DOSE.amount, due=time(12), window=window)
    house = replace(b.HOUSE, doses=(dose,))
    assert "house.right_time" in refused(decide(DOSE, house, people=b.people(b.person("li", 2.5))))


def test_a_room_or_thing_of_somebody_who_does_not_live_here_is_closed() -> None:
    rooms = tuple(replace(one, occupant="gone") if one.id == "bedroom_li" else one for one in b.ROOMS)
    thing = HouseholdObject(
        id="thing", name=b.text("x"), place="kitchen", mass_kg=0.1, owner="gone", traits=frozenset({Trait.VALUABLE})
    )
    home = replace(b.HOME, rooms=rooms, objects=(*b.OBJECTS, thing))
    house = replace(b.HOUSE, home=home)
    night: dict[str, Any] = {"requester": b.BY_ROBOT, "announced": True, "local_minute": b.MIDNIGHT}
    assert "house.rule_failed" in refused(decide(MoveTo(place="bedroom_li"), house, **night))
    assert "house.valuables_fetch" in refused(decide(Pick(object="thing"), house, requester=b.BY_LI))


def test_a_profile_that_names_strangers_and_empty_hours_harms_nobody() -> None:
    profile = ValueProfile(
        proxy=STRANGER,
        told=frozenset({STRANGER}),
        quiet_hours=Hours(start=time(8), end=time(8)),
        advance=(AdvanceDecision(wish=Wish.NO_REMINDERS), AdvanceDecision(wish=Wish.NO_REMINDERS)),
    )
    house = replace(b.HOUSE, residents=(replace(b.LI, values=profile), b.WANG))
    assert decide(TO["kitchen"], house, requester=b.BY_LI).granted is not None
    assert "values.advance_decision" in refused(decide(DOSE, house, requester=b.BY_SCHEDULE))
