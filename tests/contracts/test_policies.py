"""What every policy must do, whoever wrote it: judge purely, tighten only, explain itself, and stand any input."""

import dataclasses
import itertools
import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest

from carebot.assembly.plugins import POLICIES
from carebot.core.actions import Action, Driving, Motion, Speech
from carebot.core.home import Home, Pose
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.core.situation import House, PeopleView, Situation
from carebot.core.verdicts import Judgement, Verdict
from safety.gate import Gate, is_call_for_help
from safety.policies.base import Layer, Policy
from tests.contracts.actions import SAMPLES
from tests.contracts.rig import bilingual
from tests.safety.builders import (
    BY_FAMILY,
    BY_NURSE,
    BY_ROBOT,
    BY_VOICE,
    HOUSE,
    LI,
    MIDNIGHT,
    body,
    body_in,
    fresh,
    person_at,
    situation,
)

NOT_NUMBERS: Final = (math.nan, math.inf, -math.inf)
EMPTY_HOUSE: Final = House(home=Home(rooms=(), places=(), objects=()), manifest=HOUSE.manifest)

SITUATIONS: Final = {
    "quiet noon": situation(),
    "night": situation(local_minute=MIDNIGHT, requester=BY_ROBOT),
    "somebody near": situation(people=person_at(0.5)),
    "in the bathroom": situation(body=body_in("bathroom"), requester=BY_VOICE),
    "asked by staff, stopped": situation(requester=BY_NURSE, stopped=True),
    "refused": situation(refused_by=frozenset({LI.id}), requester=BY_FAMILY),
    "no senses": situation(body=None, people=None),
    "old senses": situation(body=fresh(body(), timedelta(hours=1)), people=person_at(3.0)),
    "lost": situation(body=fresh(body(localised=False))),
    "an empty house": situation(house=EMPTY_HOUSE),
    "an empty house without senses": situation(house=EMPTY_HOUSE, body=None, people=None),
}
NONSENSE: Final = {
    **{
        f"a body at {value}": situation(
            body=fresh(body(pose=Pose(x_m=value, y_m=value, yaw_rad=value), linear_mps=value, angular_radps=value))
        )
        for value in NOT_NUMBERS
    },
    **{f"a person at {value}": situation(people=person_at(value)) for value in (math.nan, -math.inf, -1.0)},
    "people nowhere": situation(people=fresh(PeopleView(people=(), nearest_m=math.nan))),
    "readings from the future": situation(body=fresh(body(), timedelta(seconds=-9)), people=person_at(3.0)),
    "a minute that is not": situation(local_minute=-5),
}
EVERYWHERE: Final = {**SITUATIONS, **NONSENSE}


def made(name: str) -> Policy:
    policy = POLICIES.load(name)()
    policy.prepare()
    return policy


@pytest.fixture(scope="module", params=POLICIES.names())
def named(request: pytest.FixtureRequest) -> tuple[str, Policy]:
    """A policy with its default options and its name."""
    return request.param, made(request.param)


@pytest.fixture(scope="module")
def house_policies() -> list[tuple[str, Policy]]:
    """All policies of the house."""
    return [(name, made(name)) for name in POLICIES.names()]


def gate_of(policies: list[tuple[str, Policy]]) -> Gate:
    return Gate(policies, key=b"key", permit_life=timedelta(seconds=1))


def hostile_forms(action: Action) -> Iterator[Action]:
    """`action` with each of its numbers turned into nonsense, and each of its words taken away."""
    for field in dataclasses.fields(action):
        value = dataclasses.asdict(action)[field.name]
        if isinstance(value, float):
            yield from (_changed(action, field.name, wrong) for wrong in (*NOT_NUMBERS, -1.0))
        elif isinstance(value, str) and field.name not in {"kind", "language"}:
            yield from (_changed(action, field.name, wrong) for wrong in ("", "nobody knows this", "\x00"))
    if isinstance(action, Speech):
        yield replace(action, text=NOTHING)


def _changed(action: Action, name: str, value: Any) -> Action:
    return replace(action, **{name: value})


def number_fields(action: Action) -> dict[str, float]:
    return {name: value for name, value in dataclasses.asdict(action).items() if isinstance(value, float)}


@pytest.mark.parametrize("name", POLICIES.names())
def test_a_policy_says_what_it_is(name: str) -> None:
    policy = POLICIES.load(name)
    assert policy.layer in Layer
    assert bilingual(policy.title)


def test_judging_is_pure(named: tuple[str, Policy]) -> None:
    name, policy = named
    another = made(name)
    for action, moment in itertools.product(SAMPLES, EVERYWHERE.values()):
        first = list(policy.judge(action, moment))
        assert list(policy.judge(action, moment)) == first
        assert list(another.judge(action, moment)) == first


def test_every_judgement_explains_itself(named: tuple[str, Policy]) -> None:
    _, policy = named
    for action, moment in itertools.product(SAMPLES, EVERYWHERE.values()):
        for judgement in policy.judge(action, moment):
            assert_explained(judgement)


def assert_explained(judgement: Judgement) -> None:
    """Whether a judgement has a rule, words in both languages, and what its verdict comes with."""
    assert judgement.rule.strip()
    assert bilingual(judgement.reason), judgement
    assert judgement.alternative == NOTHING or bilingual(judgement.alternative), judgement
    assert all(isinstance(part, str) for fact in judgement.facts for part in fact)
    assert (judgement.tightened is not None) is (judgement.verdict is Verdict.LIMIT), judgement
    assert bool(judgement.confirmers) is (judgement.verdict is Verdict.CONFIRM), judgement


def test_what_a_policy_tightens_is_the_same_deed_and_no_looser(named: tuple[str, Policy]) -> None:
    _, policy = named
    for action, moment in itertools.product(SAMPLES, EVERYWHERE.values()):
        for judgement in policy.judge(action, moment):
            if judgement.tightened is not None:
                assert_no_looser(action, judgement.tightened)


def assert_no_looser(before: Action, after: Action) -> None:
    """Whether `after` is `before` with at most as much speed, force, sound and heat, and at least as much distance."""
    assert type(after) is type(before)
    assert after != before
    old, new = number_fields(before), number_fields(after)
    for name in old:
        assert new[name] >= old[name] if name == "stop_at_m" else new[name] <= old[name], name


def test_no_policy_stumbles_over_nonsense(named: tuple[str, Policy]) -> None:
    _, policy = named
    for sample, moment in itertools.product(SAMPLES, EVERYWHERE.values()):
        for action in hostile_forms(sample):
            for judgement in policy.judge(action, moment):
                assert_explained(judgement)


def test_adding_a_policy_never_loosens(named: tuple[str, Policy], house_policies: list[tuple[str, Policy]]) -> None:
    name, policy = named
    others = [other for other in house_policies if other[0] != name]
    with_it, without_it = gate_of([*others, (name, policy)]), gate_of(others)
    for action, (where, moment) in itertools.product(SAMPLES, EVERYWHERE.items()):
        strict = with_it.judge(action, moment, "1")
        if others:
            loose = without_it.judge(action, moment, "1")
            assert strict.verdict >= loose.verdict, (action, where)
            assert strict.limits.speed_mps <= loose.limits.speed_mps or loose.granted is None, (action, where)


def test_nonsense_is_never_allowed_to_move(house_policies: list[tuple[str, Policy]]) -> None:
    gate = gate_of(house_policies)
    moves = [action for action in SAMPLES if isinstance(action, Motion)]
    for action, (where, moment) in itertools.product(moves, NONSENSE.items()):
        assert gate.judge(action, moment, "1").granted is None, (action, where)


def test_an_action_with_a_number_that_is_none_is_never_allowed(house_policies: list[tuple[str, Policy]]) -> None:
    gate = gate_of(house_policies)
    for sample in SAMPLES:
        for action in hostile_forms(sample):
            numbers = number_fields(action).values()
            if not all(map(math.isfinite, numbers)) and not is_call_for_help(action):
                assert gate.judge(action, situation(), "1").verdict is Verdict.DENY, action


def test_a_call_for_help_is_never_refused(house_policies: list[tuple[str, Policy]]) -> None:
    gate = gate_of(house_policies)
    calls = [action for action in SAMPLES if is_call_for_help(action)]
    assert calls
    for action, (where, moment) in itertools.product(calls, EVERYWHERE.items()):
        for form in (action, *hostile_forms(action)):
            if is_call_for_help(form):
                assert gate.judge(form, moment, "1").granted is not None, (form, where)


def test_the_quiet_house_lets_something_be_done(house_policies: list[tuple[str, Policy]]) -> None:
    """Denying everything would pass all of the above."""
    gate = gate_of(house_policies)
    granted = {type(action) for action in SAMPLES if gate.judge(action, situation(), "1").granted is not None}
    assert granted & set(Driving.__args__)
    assert granted & set(Speech.__args__)


class Loosening(Policy):
    """A policy that speeds up, gives no reason and keeps state."""

    layer = Layer.PHYSICAL
    title = Text(zh="放宽", en="Loosening")

    def judge(self, action: Action, situation: Situation) -> list[Judgement]:
        """Doubles the speed of a drive."""
        if not isinstance(action, Driving):
            return []
        faster = replace(action, speed_mps=action.speed_mps * 2)
        return [Judgement(rule="loosening", verdict=Verdict.LIMIT, reason=NOTHING, tightened=faster)]


def test_this_suite_finds_a_policy_that_loosens() -> None:
    named = ("loosening", Loosening())
    with pytest.raises(AssertionError):
        test_what_a_policy_tightens_is_the_same_deed_and_no_looser(named)
    with pytest.raises(AssertionError):
        test_every_judgement_explains_itself(named)
