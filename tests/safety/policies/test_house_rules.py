"""The house rules as a policy: who asks, what is known, what they say, and the traps of the engine."""

from dataclasses import replace
from typing import Any

import pytest

from carebot.core.actions import (
    Action,
    Approach,
    Escort,
    Handover,
    MoveTo,
    Pick,
)
from carebot.core.people import Caregiver, Consent, Requester, RequesterKind, Role
from carebot.core.verdicts import Verdict
from safety.policies.house_rules import HouseRules
from tests.safety import builders as b
from tests.safety.rules.moments import (
    ALARM,
    CLIP,
    DOSE,
    FETCH,
    GIVE,
    HOLD,
    TALK,
    TO,
    against,
    speak,
    with_resident,
    without,
)


@pytest.mark.parametrize(
    "requester",
    [
        Requester(kind=RequesterKind.RESIDENT, id="nobody"),
        Requester(kind=RequesterKind.RESIDENT, id=""),
        Requester(kind=RequesterKind.CAREGIVER, id="nobody"),
        Requester(kind=RequesterKind.CAREGIVER, id="li"),
        Requester(kind=RequesterKind.UNKNOWN_VOICE, id="li"),
    ],
)
def test_whoever_is_not_known_has_the_rights_of_a_voice(requester: Requester) -> None:
    assert "house.visitor_contact" in against(GIVE, requester=requester)
    assert against(FETCH, requester=requester) == {}


@pytest.mark.parametrize(
    ("role", "rule"),
    [
        (Role.CAREGIVER, None),
        (Role.NURSE, None),
        (Role.HEAD_NURSE, None),
        (Role.INSPECTOR, "house.inspector"),
        (Role.FAMILY, None),
        (Role.TECHNICIAN, "house.technician"),
        (Role.VISITOR, "house.visitor_contact"),
        (Role.RESIDENT, "house.visitor_contact"),
    ],
)
def test_rights_follow_the_role_of_a_caregiver(role: Role, rule: str | None) -> None:
    house = replace(b.HOUSE, caregivers=(Caregiver(id="someone", name=b.text("someone"), role=role),))
    requester = Requester(kind=RequesterKind.CAREGIVER, id="someone")
    assert set(against(GIVE, house=house, requester=requester)) == ({rule} if rule else set())


def test_facts_are_what_the_rule_looked_at() -> None:
    house = without(Consent.NIGHT_ENTRY)
    entry = against(TO["bedroom_li"], house=house, requester=b.BY_ROBOT, local_minute=0, announced=True)
    facts = dict(entry["house.night_entry"].facts)
    assert facts["asked_by"] == "Robot"
    assert (facts["night"], facts["consentNightEntry"], facts["alarm"], facts["occupant"]) == ("yes", "no", "0", "li")


def test_what_there_is_not_is_no_fact() -> None:
    policy = HouseRules()
    policy.prepare()
    actions: list[Action] = [*TO.values(), FETCH, HOLD, TALK]
    for action in actions:
        judged = policy.judge(action, b.situation(requester=b.BY_ROBOT, local_minute=0))
        assert all(value for judgement in judged for _, value in judgement.facts)


def test_entities_are_made_anew_for_another_house() -> None:
    policy = HouseRules()
    policy.prepare()
    assert next(iter(policy.judge(HOLD, b.situation(without(Consent.TOUCH))))).verdict is Verdict.DENY
    assert next(iter(policy.judge(HOLD, b.situation()))).verdict is Verdict.ALLOW
    assert next(iter(policy.judge(HOLD, b.situation(without(Consent.TOUCH))))).verdict is Verdict.DENY


def test_nothing_is_allowed_before_the_rules_are_loaded() -> None:
    assert [judgement.rule for judgement in HouseRules().judge(TALK, b.situation())] == ["house.not_ready"]
    assert HouseRules().rules == ()


# The four traps of the engine.


def test_trap_a_forbid_that_errors_is_no_permission() -> None:
    """The engine skips a rule whose evaluation errs: a room of somebody who does not live here must not open."""
    rooms = tuple(replace(room, occupant="ghost") if room.id == "bedroom_li" else room for room in b.ROOMS)
    house = replace(b.HOUSE, home=replace(b.HOME, rooms=rooms))
    found = against(TO["bedroom_li"], house=house, requester=b.BY_ROBOT, local_minute=0, announced=True)
    assert set(found) == {"house.rule_failed"}
    assert "ghost" in dict(found["house.rule_failed"].facts)["error"]


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        (speak(to="nobody"), "resident"),
        (Approach(person="nobody"), "resident"),
        (MoveTo(place="nowhere"), "room"),
        (Pick(object="nothing"), "thing"),
        (Handover(object="nothing", to="li"), "thing"),
        (replace(DOSE, dose="none"), "dose"),
        (replace(DOSE, resident="nobody"), "resident"),
        (replace(CLIP, about="nobody"), "resident"),
    ],
)
def test_trap_an_unknown_name_is_no_permission(action: Action, kind: str) -> None:
    """The engine allows requests about entities that do not exist, so names are resolved first."""
    found = against(action, requester=b.BY_ROBOT, alarm=ALARM)
    assert set(found) == {"house.unknown"}
    assert kind in dict(found["house.unknown"].facts)


@pytest.mark.parametrize("minutes", [float("nan"), float("inf"), float("-inf"), -1e9, 1e9, -61.0])
def test_trap_no_magnitude_slips_past_a_rule(minutes: float) -> None:
    """A rule that asks for at most 60 minutes would pass minus a thousand; nonsense is far from every due time."""
    found = against(replace(DOSE, minutes_from_due=minutes), requester=b.BY_SCHEDULE)
    assert set(found) == {"house.right_time"}


def test_trap_rule_text_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judging passes the engine parsed rules, schema and entities; text there costs a thousand times as much."""
    policy = HouseRules()
    policy.prepare()
    moment = b.situation()
    list(policy.judge(TALK, moment))
    seen: list[tuple[object, ...]] = []
    import cedarpy

    original = cedarpy.is_authorized_batch

    def watch(requests: Any, *handles: Any) -> Any:
        seen.append(handles)
        return original(requests, *handles)

    monkeypatch.setattr(cedarpy, "is_authorized_batch", watch)
    list(policy.judge(FETCH, moment))
    list(policy.judge(TALK, moment))
    assert len(seen) == 2
    assert all(not isinstance(handle, str | list | dict) for handles in seen for handle in handles)
    assert seen[0][1] is seen[1][1]


def test_the_room_where_the_robot_is_already_is_not_entered() -> None:
    assert against(TO["bathroom"], body=b.body_in("bathroom")) == {}
    assert set(against(TO["bathroom"], body=None)) == {"house.bathroom"}


@pytest.mark.parametrize("requester", [b.BY_VOICE, b.BY_FAMILY, b.BY_ROBOT, b.BY_SCHEDULE, b.BY_NURSE, b.BY_LI])
def test_whoever_lives_there_is_led_home_at_any_hour(requester: Requester) -> None:
    house = with_resident(replace(b.LI, consents=frozenset()))
    found = against(Escort(person="li", place="bedroom_li"), house=house, requester=requester, local_minute=0)
    assert set(found) <= {"house.family_limits"}
