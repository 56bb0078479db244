"""Similar residents get equal treatment: who somebody is, beyond what care needs to know, never changes a verdict."""

import dataclasses
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carebot.assembly.plugins import build_policies
from carebot.core.actions import Action, Say
from carebot.core.language import Language, Text
from carebot.core.people import Caregiver, Resident, Role
from carebot.core.situation import House, Situation
from carebot.core.verdicts import Decision
from carebot.settings import Settings
from safety.gate import Gate
from tests.safety import builders as b
from tests.safety import strategies as any_

MANY = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
ANY_ACTION = any_.ORDINARY | any_.ANYTHING
ANY_MOMENT = any_.ordinary_moments() | any_.situations()
FORBIDDEN = (
    "sex",
    "gender",
    "religion",
    "faith",
    "wealth",
    "income",
    "pays",
    "dialect",
    "native",
    "ethnic",
    "nation",
    "age",
)


@cache
def gate() -> Gate:
    return Gate(build_policies(Settings()), b"key", timedelta(seconds=5))


def answer(action: Action, situation: Situation) -> tuple[Any, ...]:
    """What matters of a decision: the verdict, the rules, and whether something is granted."""
    decision: Decision = gate().judge(action, situation, "d")
    rules = tuple((judgement.rule, judgement.verdict) for judgement in decision.judgements)
    return decision.verdict, rules, decision.granted is not None


def words_reachable_from(kind: Any, seen: set[Any] | None = None) -> set[str]:
    """The names of all fields of `kind` and of whatever it holds."""
    seen = set() if seen is None else seen
    if kind in seen:
        return set()
    seen.add(kind)
    names: set[str] = set()
    for part in get_args(kind):
        names |= words_reachable_from(part, seen)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        for name, hint in get_type_hints(kind).items():
            if not name.startswith("_"):
                names |= {name} | words_reachable_from(hint, seen)
    return names


def test_the_gate_is_told_nothing_of_sex_faith_wealth_or_origin() -> None:
    """By construction: no such word exists in what the gate takes into account."""
    names = words_reachable_from(Situation) | words_reachable_from(Action)
    assert {"can_decide", "refused_by", "speed_mps"} <= names
    ages_of_readings = {"age"}
    parts = {part for name in names - ages_of_readings for part in name.split("_")}
    assert parts.isdisjoint(FORBIDDEN)


def test_what_is_known_of_a_resident_is_what_care_needs() -> None:
    """A new field here needs a reason, and a place in the properties below."""
    assert {field.name for field in dataclasses.fields(Resident)} == {
        *("id", "name", "called", "language", "room"),
        *("consents", "frail", "can_decide", "risks", "diet", "allergies", "zones", "values", "spoken_to"),
    }


NAMES = st.sampled_from(["王秀英", "马丽娅", "买买提", "O'Brien", "欧阳修文", "Aa"])
NAMED = st.builds(Text, zh=NAMES, en=NAMES)
SOMEBODY = st.fixed_dictionaries({"name": NAMED, "called": NAMED, "language": st.sampled_from(Language)})


@pytest.mark.slow
@MANY
@given(ANY_ACTION, ANY_MOMENT, SOMEBODY, st.integers(0, 3))
def test_name_address_language_and_family_change_no_verdict(
    action: Action, situation: Situation, somebody: dict[str, Any], relatives: int
) -> None:
    """Her dialect and people show in her name and language, her family in the list of carers."""
    house = situation.house
    residents = tuple(replace(one, **somebody) for one in house.residents)
    family = tuple(Caregiver(id=f"relative-{n}", name=somebody["name"], role=Role.FAMILY) for n in range(relatives))
    other = replace(house, residents=residents, caregivers=(*house.caregivers, *family))
    assert answer(action, situation) == answer(action, replace(situation, house=other))


ALIKE = replace(b.HOUSE, residents=(replace(b.WANG, id="li", room="bedroom_li"), b.WANG))


def mirrored(value: Any) -> Any:
    """`value` with the ids of the two residents exchanged, wherever they stand."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        shown = {field.name: getattr(value, field.name) for field in dataclasses.fields(value) if field.init}
        return replace(value, **{name: mirrored(part) for name, part in shown.items() if mirrored(part) != part})
    if isinstance(value, tuple | frozenset):
        return type(value)(mirrored(part) for part in value)
    return {"li": "wang", "wang": "li"}.get(value, value) if isinstance(value, str) else value


def test_the_mirror_exchanges_the_two() -> None:
    house: House = mirrored(ALIKE)
    room = house.home.room("bedroom_li")
    assert room is not None
    assert room.occupant == "wang"
    assert house.doses[0].resident == "wang"
    assert mirrored(mirrored(ALIKE)) == ALIKE


@pytest.mark.slow
@MANY
@given(ANY_ACTION, ANY_MOMENT, st.booleans())
def test_of_two_residents_alike_each_gets_what_the_other_would(
    action: Action, situation: Situation, can_decide: bool
) -> None:
    alike = replace(ALIKE, residents=tuple(replace(one, can_decide=can_decide) for one in ALIKE.residents))
    here = replace(situation, house=alike)
    assert answer(action, here) == answer(mirrored(action), mirrored(here))


def test_a_private_word_about_another_is_kept_whoever_that_is() -> None:
    for name in ("王秀英", "买买提"):
        neighbour = replace(b.WANG, name=Text(zh=name, en=name))
        house = replace(b.HOUSE, residents=(b.LI, neighbour))
        said = Say(text=Text(zh=f"{name}病了。", en=f"{name} is ill."), language=Language.ZH, to="li", private=True)
        rules = {rule for rule, _ in answer(said, b.situation(house, people=b.people(b.person("li", 2.5))))[1]}
        assert "house.words_of_another" in rules
