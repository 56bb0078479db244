"""Written dilemmas about one action: the whole gate answers them as written, by the rule that is named."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from carebot.assembly.plugins import build_policies
from carebot.core.actions import Action, AlarmLevel
from carebot.core.home import HouseholdObject, Trait
from carebot.core.people import Diet, Risk, ValueProfile
from carebot.core.situation import House, Posture, Situation
from carebot.core.values import AdvanceDecision, Hours, Value
from carebot.settings import Settings
from safety.gate import Gate
from tests.safety import builders as b
from tests.safety.values.test_dilemmas import written

DILEMMAS = [one for one in written() if "action" in one]
WHO = {
    "li": b.BY_LI,
    "nurse": b.BY_NURSE,
    "carer": b.BY_CARER,
    "family": b.BY_FAMILY,
    "voice": b.BY_VOICE,
    "schedule": b.BY_SCHEDULE,
    "robot": b.BY_ROBOT,
}


@cache
def gate() -> Gate:
    """The gate with every policy of the house, as a robot has it."""
    return Gate(build_policies(Settings()), b"key", timedelta(seconds=5))


def house(given: dict[str, Any]) -> House:
    about = given.get("resident", {})
    hours = about.get("quiet_hours")
    profile = ValueProfile(
        advance=tuple(TypeAdapter(AdvanceDecision).validate_python(one) for one in about.get("advance", ())),
        quiet_hours=TypeAdapter(Hours).validate_python(hours) if hours else None,
    )
    li = replace(
        b.LI,
        values=profile,
        risks=frozenset(Risk(one) for one in about.get("risks", ())),
        diet=frozenset(Diet(one) for one in about.get("diet", ())),
        can_decide=about.get("can_decide", True),
    )
    thing = given.get("object", {})
    item = HouseholdObject(
        id="thing",
        name=b.text("thing"),
        place="kitchen",
        mass_kg=0.2,
        traits=frozenset(Trait(one) for one in thing.get("traits", ())),
        owner=thing.get("owner", ""),
    )
    return replace(b.house_with(item), residents=(li, b.WANG))


def moment(given: dict[str, Any]) -> Situation:
    how = given.get("moment", {})
    seen = [
        b.person(
            one["resident"],
            one["nearest_m"],
            posture=Posture(one.get("posture", "sitting")),
            position=b.middle(one.get("room", "living")),
        )
        for one in how.get("see", ())
    ]
    return b.situation(
        house(given),
        requester=replace(WHO[how.get("by", "li")], remote=how.get("remote", False)),
        local_minute=how.get("minute", b.NOON),
        alarm=AlarmLevel(how.get("alarm", 0)),
        announced=how.get("announced", False),
        refused_by=frozenset(how.get("refused", ())),
        people=b.people(*seen),
        body=b.body_in(how.get("body_in", "living"), holding=how.get("holding", "")),
    )


def action(given: dict[str, Any]) -> Action:
    kinds: dict[str, Any] = {kind.__dataclass_fields__["kind"].default: kind for kind in get_args(Action)}
    asked: Action = TypeAdapter(kinds[given["action"]["kind"]]).validate_python(given["action"])
    return asked


@pytest.mark.parametrize("given", DILEMMAS, ids=lambda one: one["id"])
def test_the_gate_answers_as_written(given: dict[str, Any]) -> None:
    decision = gate().judge(action(given), moment(given), "d")
    ruled = {judgement.rule: judgement.verdict for judgement in decision.judgements}
    assert ("granted" if decision.granted is not None else "refused") == given["expected"], ruled
    assert given["because"] in ruled
    assert len({Value(one) for one in given["values"]}) >= 2


def test_they_reach_over_every_value() -> None:
    assert {Value(one) for given in DILEMMAS for one in given["values"]} == set(Value)
