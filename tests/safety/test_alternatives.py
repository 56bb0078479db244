"""Every no and every "not yet" names something else that is possible: each refusal of each policy is driven once."""

import ast
import inspect
import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from types import ModuleType
from typing import Any, ClassVar, Final

import pytest
from hypothesis import HealthCheck, given, settings

from carebot.core.actions import (
    Action,
    Approach,
    Handover,
    Manipulate,
    MoveTo,
    Pick,
    PutDown,
    RemindDose,
    Say,
    SetDevice,
    StoreClip,
    SupportWalking,
)
from carebot.core.body import Ability, Health
from carebot.core.home import HouseholdObject
from carebot.core.household import Task
from carebot.core.language import Language, Text
from carebot.core.outcomes import NOTHING
from carebot.core.situation import Posture, Situation
from carebot.core.verdicts import Judgement, Verdict
from safety.explain import explain
from safety.gate import Gate
from safety.policies import confirmation, driving, form, physical
from safety.policies.base import Layer, Policy
from safety.policies.confirmation import AskedAndAnswered
from safety.policies.driving import SafeDriving
from safety.policies.form import Form
from safety.policies.physical import Physical
from tests.safety import builders as b
from tests.safety import strategies as any_

DRIVE = MoveTo(place="kitchen", speed_mps=0.1)
APPROACH = Approach(person="li", speed_mps=0.1)
DOSE = RemindDose(
    dose="noon",
    resident="li",
    drug=b.text("amlodipine"),
    text=b.text("now"),
    language=Language.ZH,
    minutes_from_due=0.0,
)
HOT = HouseholdObject(id="pot", name=b.text("pot"), place="kitchen", mass_kg=0.3, temperature_c=60.0)
WEAK = replace(b.MANIFEST, abilities=frozenset({Ability.GRASP}), max_payload_kg=0.1, max_reach_height_m=0.5)
NOON = b.situation()


def at(**changes: Any) -> Situation:
    return b.situation(**changes)


def body(**changes: Any) -> Situation:
    return b.situation(body=b.fresh(b.body(**changes)))


def near(distance_m: float, **changes: Any) -> Situation:
    return b.situation(people=b.people(b.person("li", distance_m, **changes)))


def with_thing(**changes: Any) -> Situation:
    return b.situation(b.house_with(replace(HOT, **changes)), announced=True)


LYING = b.people(b.person("wang", 0.2, posture=Posture.FALLEN))
BROKEN_BODY = replace(b.MANIFEST, max_speed_mps=math.nan)
REFUSED: Final[tuple[tuple[str, Action, Situation], ...]] = (
    ("form.language", Say(text=Text(zh="你好", en=" "), language=Language.ZH), NOON),
    ("form.number", replace(DRIVE, speed_mps=math.nan), NOON),
    ("form.resident", replace(APPROACH, person="stranger"), NOON),
    ("form.place", replace(DRIVE, place="moon"), NOON),
    ("form.object", Pick(object="crown"), NOON),
    ("form.dose", replace(DOSE, dose="never"), NOON),
    ("form.device", SetDevice(device=" ", value="on"), NOON),
    ("form.step", Manipulate(task=Task(deeds=()), step=3), NOON),
    ("form.clock", DRIVE, at(local_minute=-1)),
    ("form.manifest", DRIVE, b.situation(replace(b.HOUSE, manifest=BROKEN_BODY))),
    ("form.ability", DRIVE, b.situation(replace(b.HOUSE, manifest=WEAK))),
    ("form.payload", Pick(object="cup"), b.situation(replace(b.HOUSE, manifest=WEAK))),
    ("form.reach", Pick(object="cup"), b.situation(replace(b.HOUSE, manifest=WEAK))),
    ("form.hand", Pick(object="cup"), body(holding="knife")),
    ("form.body_state", DRIVE, at(body=None)),
    ("form.emergency_stop_age", DRIVE, at(body=b.fresh(b.body(), timedelta(seconds=0.5)))),
    ("form.health_age", DRIVE, at(body=b.fresh(b.body(), timedelta(seconds=2)))),
    ("form.body_nonsense", DRIVE, body(battery=2.0)),
    ("form.people_view", DRIVE, at(people=None)),
    ("form.people_age", DRIVE, at(people=replace(b.people(), age=timedelta(seconds=1)))),
    ("form.people_nonsense", DRIVE, near(-1.0)),
    ("driving.arm_near_person", Pick(object="cup"), near(0.1)),
    ("driving.announce", APPROACH, near(1.0)),
    ("driving.beside_fallen", DRIVE, at(people=LYING, announced=True)),
    ("driving.somebody_between", APPROACH, at(people=b.people(b.person("wang", 0.2)), announced=True)),
    ("driving.close", DRIVE, near(0.5)),
    ("physical.payload", Pick(object="pot"), with_thing(mass_kg=9.0)),
    ("physical.high_payload", Pick(object="pot"), with_thing(mass_kg=2.0, height_m=1.4)),
    ("physical.too_hot", Pick(object="pot"), with_thing(temperature_c=80.0)),
    ("physical.hot_unlidded", Pick(object="pot"), with_thing(temperature_c=48.0)),
    ("physical.hot_to_seated", Handover(object="pot", to="li"), with_thing(temperature_c=48.0, lidded=True)),
    ("physical.water_unknown", SetDevice(device="bath_tap", value="on"), NOON),
    ("physical.undressed", StoreClip(about="li", incident="i", retention=timedelta(hours=1), undressed=True), NOON),
    ("physical.stopped", DRIVE, at(stopped=True)),
    ("physical.monitor", DRIVE, at(held_by=("stale",))),
    ("physical.no_body", DRIVE, at(body=None)),
    ("physical.emergency_stop", DRIVE, body(emergency_stop=True)),
    ("physical.bumped", PutDown(object="cup"), body(bumped=True)),
    ("physical.health", DRIVE, body(health=Health.FAILED)),
    ("physical.lost", DRIVE, body(localised=False)),
    ("confirmation.support", SupportWalking(person="li", place="kitchen", force_n=10.0), NOON),
    ("confirmation.medicine", Handover(object="pills", to="li"), NOON),
    ("confirmation.clip", StoreClip(about="li", incident="i", retention=timedelta(hours=1)), NOON),
)


def policies() -> tuple[tuple[str, Policy], ...]:
    return (
        ("form", Form()),
        ("driving", SafeDriving()),
        ("physical", Physical()),
        ("confirmation", AskedAndAnswered()),
    )


def against(action: Action, situation: Situation) -> list[Judgement]:
    judged = (one for _, policy in policies() for one in policy.judge(action, situation))
    return [one for one in judged if one.verdict > Verdict.LIMIT]


def rules_in(module: ModuleType) -> Iterable[str]:
    """The ids of the refusals that stand in the source of a policy."""
    words = (node.value for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.Constant))
    prefix = f"{module.__name__.rpartition('.')[2]}."
    return {word for word in words if isinstance(word, str) and word.startswith(prefix) and " " not in word}


LIMITING: Final = {
    *("driving.near_enough", "driving.body", "driving.night", "driving.unsure", "driving.contact_speed"),
    *("driving.separation", "driving.doorway", "driving.corridor", "driving.room", "driving.arms_length"),
    *("physical.walking_support", "physical.touch_force", "physical.night_volume", "physical.volume"),
    *("physical.bath", "physical.clip_retention"),
}


def test_every_refusal_in_the_source_is_driven_here() -> None:
    written = {rule for module in (form, driving, physical, confirmation) for rule in rules_in(module)}
    assert written - LIMITING == {rule for rule, _, _ in REFUSED}


@pytest.mark.parametrize(("rule", "action", "situation"), REFUSED, ids=[rule for rule, _, _ in REFUSED])
def test_a_refusal_names_what_is_possible_instead(rule: str, action: Action, situation: Situation) -> None:
    said = [one for one in against(action, situation) if one.rule == rule]
    assert said, [one.rule for one in against(action, situation)]
    for judgement in said:
        assert judgement.alternative != NOTHING
        assert judgement.alternative != judgement.reason


@given(any_.ORDINARY | any_.ANYTHING, any_.ordinary_moments() | any_.situations())
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_refused_leaves_a_way_on(action: Action, situation: Situation) -> None:
    decision = Gate(policies(), b"key", timedelta(seconds=1)).judge(action, situation, "d")
    refused = [one for one in decision.judgements if one.verdict > Verdict.LIMIT]
    assert [one.rule for one in refused if not (one.alternative.zh and one.alternative.en)] == []
    if decision.verdict > Verdict.LIMIT:
        explanation = explain(decision)
        assert explanation.to_resident.zh.endswith(explanation.alternative.zh)
        assert explanation.alternative.en in explanation.to_resident.en


class Curt(Policy):
    """A policy of somebody else that says no and nothing more, or raises."""

    layer: ClassVar[Layer] = Layer.HOUSE_RULES
    title: ClassVar[Text] = Text(zh="外来规则", en="A rule from elsewhere")

    def __init__(self, says: Verdict | None) -> None:
        self._says = says

    def judge(self, action: Action, situation: Situation) -> Iterable[Judgement]:
        if self._says is None:
            raise ValueError
        yield Judgement(rule="curt", verdict=self._says, reason=b.text("no"))


@pytest.mark.parametrize("says", [None, Verdict.LIMIT, Verdict.CONFIRM, Verdict.DENY])
def test_nobody_is_left_without_a_way_on_by_a_policy_of_somebody_else(says: Verdict | None) -> None:
    decision = Gate([("curt", Curt(says))], b"key", timedelta(seconds=1)).judge(DRIVE, NOON, "d")
    assert decision.verdict > Verdict.LIMIT
    assert explain(decision).alternative.en == "I can ask a carer to come."


def test_a_gate_without_rules_offers_a_carer() -> None:
    decision = Gate([], b"key", timedelta(seconds=1)).judge(DRIVE, NOON, "d")
    assert explain(decision).to_resident.zh.endswith("我可以请护理员来。")
