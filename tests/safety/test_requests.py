"""What the house rules are told of a moment, where arithmetic may go wrong."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from carebot.core.actions import Escort, Handover, Look, MoveTo, Pick, RemindDose, Say
from carebot.core.language import Language, Text
from carebot.core.limits import SafetyLimits
from carebot.core.people import Consent
from carebot.core.situation import House
from safety._entities import entities_of
from safety._requests import Asking, minutes_from_due
from safety._rooms import RoomFinder
from safety._rules import Request
from tests.safety import builders as b

DOSE = RemindDose(
    dose="noon",
    resident="li",
    drug=b.DOSE.drug,
    text=b.text("time"),
    language=Language.ZH,
    minutes_from_due=0.0,
)


def requests(action: Any, house: House = b.HOUSE, **changes: Any) -> list[Request]:
    asking = Asking(
        situation=b.situation(house, **changes),
        limits=SafetyLimits(),
        confirmation_life=timedelta(seconds=60),
        rooms=RoomFinder(),
    )
    return list(asking.requests(action))


@pytest.mark.parametrize(
    ("due", "minute", "since"),
    [
        (time(12), 12 * 60, 0),
        (time(8, 30), 9 * 60 + 5, 35),
        (time(8, 30), 7 * 60 + 50, -40),
        (time(23, 50), 5, 15),
        (time(0, 10), 23 * 60 + 55, -15),
        (time(6), 18 * 60 - 1, 719),
        (time(6), 18 * 60, -720),
    ],
)
def test_minutes_from_the_nearest_due_time(due: time, minute: int, since: int) -> None:
    assert minutes_from_due(due, minute) == since


@pytest.mark.parametrize(
    ("claimed", "minute", "told"),
    [
        (0.0, 12 * 60, 0),
        (-0.0, 12 * 60, 0),
        (0.2, 12 * 60, 1),
        (-0.2, 12 * 60, -1),
        (30.0, 12 * 60, 30),
        (-30.5, 12 * 60, -31),
        (5.0, 12 * 60 + 20, 20),
        (5.0, 12 * 60 - 20, -20),
        (float("nan"), 12 * 60, 100_000),
        (float("-inf"), 12 * 60, 100_000),
    ],
)
def test_the_worse_of_claim_and_clock_is_told(claimed: float, minute: int, told: int) -> None:
    (request,) = requests(replace(DOSE, minutes_from_due=claimed), local_minute=minute)
    assert request.context["minutesFromDue"] == told


def test_a_dose_that_nobody_knows_is_never_due() -> None:
    (request,) = requests(replace(DOSE, dose="none"))
    assert request.context["minutesFromDue"] == 100_000
    assert request.context["rightDrug"] is False


def test_consent_of_whoever_is_in_view() -> None:
    strangers = b.people(b.person(""), b.person("nobody"))
    assert requests(Look(), people=strangers)[0].context["unconsentedInView"] is False
    both = b.people(b.person("li"), b.person("wang"))
    assert requests(Look(), people=both)[0].context["unconsentedInView"] is True
    agreed = replace(b.HOUSE, residents=(b.LI, replace(b.WANG, consents=frozenset({Consent.CAMERA_POSE}))))
    assert requests(Look(), agreed, people=both)[0].context["unconsentedInView"] is False


def test_an_escort_asks_for_the_person_and_for_the_room() -> None:
    lead, enter = requests(Escort(person="li", place="bedroom_li"))
    assert (lead.action, lead.resource.id, lead.context["throughExit"]) == ("escort", "li", False)
    assert (enter.action, enter.resource.id) == ("enter", "bedroom_li")
    assert (enter.context["leading"], enter.context["withOccupant"]) == (True, True)
    _, other = requests(Escort(person="wang", place="bedroom_li"))
    assert (other.context["leading"], other.context["withOccupant"]) == (True, False)
    _, shared = requests(Escort(person="", place="kitchen"))
    assert (shared.context["leading"], shared.context["withOccupant"]) == (False, False)
    (alone,) = requests(MoveTo(place="bedroom_li"))
    assert (alone.context["leading"], alone.context["withOccupant"]) == (False, False)


def test_a_handover_leads_nowhere() -> None:
    assert [request.action for request in requests(Handover(object="cup", to="li"))] == ["handover"]


def test_words_tell_who_else_hears() -> None:
    private = Say(text=b.text("hello"), language=Language.ZH, to="li", private=True)
    alone = requests(private, people=b.people(b.person("li")))[0]
    assert (alone.context["private"], alone.context["othersPresent"]) == (True, False)
    assert requests(private, people=b.people(b.person("li"), b.person("")))[0].context["othersPresent"] is True


def test_leading_to_a_place_that_nobody_knows() -> None:
    kept_in = replace(b.HOUSE, residents=(replace(b.LI, zones=frozenset({"living"})), b.WANG))
    for house, out_of_zone in ((b.HOUSE, False), (kept_in, True)):
        lead, enter = requests(Escort(person="li", place="nowhere"), house)
        facts = {name: lead.context[name] for name in ("throughExit", "outOfZone", "homeward")}
        assert facts == {"throughExit": False, "outOfZone": out_of_zone, "homeward": False}
        assert enter.resource.id == ""
        facts = {name: enter.context[name] for name in ("entering", "leading", "withOccupant")}
        assert facts == {"entering": True, "leading": False, "withOccupant": False}


def test_a_refusal_closes_her_own_room_and_no_shared_one() -> None:
    beside_her: dict[str, Any] = {"refused_by": frozenset({"li"}), "people": b.people(b.person("li"))}
    for place, closed in (("kitchen", False), ("bedroom_li", True), ("bedroom_wang", False)):
        (enter,) = requests(MoveTo(place=place), **beside_her)
        now = enter.context["now"]
        assert isinstance(now, Mapping)
        assert now["refused"] is closed


def test_names_of_others_matter_in_private_words_alone() -> None:
    said = Say(text=Text(zh="王建国来了。", en="He is here."), language=Language.ZH, to="li")
    assert requests(said)[0].context["namesAnother"] is False
    assert requests(replace(said, private=True))[0].context["namesAnother"] is True


def test_a_window_is_told_in_whole_minutes() -> None:
    for window, minutes in ((timedelta(hours=1), 60), (timedelta(seconds=119), 1), (timedelta(seconds=120), 2)):
        house = replace(b.HOUSE, doses=(replace(b.DOSE, window=window),))
        (dose,) = (entity for entity in entities_of(house) if entity.uid.type == "Dose")
        assert dose.attributes["windowMinutes"] == minutes


def test_what_concerns_nobody_is_refused_by_nobody() -> None:
    beside_her: dict[str, Any] = {"refused_by": frozenset({"li"}), "people": b.people(b.person("li"))}
    for action, refused in ((Pick(object="cup"), False), (Look(), True)):
        now = requests(action, **beside_her)[0].context["now"]
        assert isinstance(now, Mapping)
        assert now["refused"] is refused


def test_who_is_not_known_has_no_allergies_that_are_known() -> None:
    (request,) = requests(Handover(object="cup", to="nobody known"))
    assert request.context["allergen"] is False
