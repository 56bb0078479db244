"""The knowledge files: what they hold, and that whatever is wrong in one is refused with its name."""

from typing import Any

import pytest

from carebot.core.errors import RulesError
from carebot.core.household import Effect
from safety.household import knowledge as module
from safety.household.knowledge import build_knowledge, load_knowledge, name_key
from tests.safety.household.sense import sense

TRAITS = {"all": {"metal": "hard", "hard": "", "loop": "pool", "pool": "loop"}}
EFFECTS = {"aims": {effect.value: "为了它。|For it." for effect in Effect}}
RULE = {"on": ["in"], "thing": ["metal -hard"], "effect": "fire", "why": "会。|It does.", "instead": "别。|Do not.",
        "source": "general"}  # fmt: skip


def tables(**changes: Any) -> dict[str, Any]:
    whole = {
        "traits.toml": TRAITS,
        "things.toml": {"all": {"fork": "叉子 | fork, table fork | metal", "box": "盒子 | box |"}},
        "rules.toml": {"one": RULE},
        "effects.toml": EFFECTS,
    }
    return {**whole, **{name.replace("_", "."): table for name, table in changes.items()}}


def test_traits_bring_others_along_even_in_a_circle() -> None:
    knowledge = build_knowledge(tables())
    assert knowledge.traits_of("fork") == {"metal", "hard"}
    assert knowledge.closures["loop"] == knowledge.closures["pool"] == {"loop", "pool"}
    assert knowledge.traits_of("no such thing") == frozenset()


def test_a_rule_is_found_by_its_events_and_bites_by_its_marks() -> None:
    (rule,) = build_knowledge(tables()).rules["in"]
    assert rule.id == "household.one"
    assert rule.bites(frozenset({"metal"}), frozenset(), frozenset())
    assert not rule.bites(frozenset({"metal", "hard"}), frozenset(), frozenset())
    assert not rule.bites(frozenset({"wood"}), frozenset(), frozenset())


def test_of_other_events_a_rule_says_nothing() -> None:
    rules = build_knowledge(tables()).rules
    assert [event for event, some in rules.items() if some] == ["in"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"traits_toml": {"all": {"metal": "wood"}}}, "wood"),
        ({"traits_toml": {"all": "metal"}}, "no table"),
        ({"traits_toml": {"all": {"metal": 1}}}, "no text"),
        ({"things_toml": {"all": {"fork": "叉子 | fork | shiny"}}}, "shiny"),
        ({"things_toml": {"all": {"fork": "叉子 fork metal"}}}, "needs Chinese names"),
        ({"things_toml": {"all": {"fork": "| fork | metal"}}}, "needs Chinese names"),
        ({"things_toml": {"all": {"fork": "叉子 | fork"}}}, "needs Chinese names"),
        ({"things_toml": {"all": {"fork": "叉子 | fork | metal | hard"}}}, "needs Chinese names"),
        ({"things_toml": {"all": {"fork": "叉子 | fork, | metal"}}}, "needs Chinese names"),
        ({"things_toml": {"all": {"fork": "叉子 | fork |", "pin": "针 | Fork |"}}}, "both called"),
        ({"things_toml": {"a": {"fork": "叉子 | fork |"}, "b": {"fork": "刀 | knife |"}}}, "twice"),
        ({"rules_toml": {"one": RULE}, "rules2_toml": {"one": RULE}}, "twice"),
        ({"rules_toml": {"one": "in"}}, "no table"),
        ({"rules_toml": {"one": {**RULE, "on": ["flying"]}}}, "flying"),
        ({"rules_toml": {"one": {**RULE, "on": []}}}, "no such event"),
        ({"rules_toml": {"one": {**RULE, "on": 3}}}, "no list"),
        ({"rules_toml": {"one": {**RULE, "thing": ["shiny"]}}}, "shiny"),
        ({"rules_toml": {"one": {**RULE, "thing": ["metal", 3]}}}, "no list"),
        ({"rules_toml": {"one": {**RULE, "thing": [""]}}}, "no such mark"),
        ({"rules_toml": {"one": {**RULE, "how": ["metal"]}}}, "metal"),
        ({"rules_toml": {"one": {**RULE, "effect": "bliss"}}}, "bliss"),
        ({"rules_toml": {"one": {**RULE, "why": "only one"}}}, "Chinese | English"),
        ({"rules_toml": {"one": {**RULE, "why": " | It does."}}}, "Chinese | English"),
        ({"rules_toml": {"one": {**RULE, "why": "会。| "}}}, "Chinese | English"),
        ({"rules_toml": {"one": {**RULE, "colour": "red"}}}, "colour"),
        ({"rules_toml": {"one": {"on": ["in"]}}}, "effect"),
        ({"effects_toml": {"aims": {"fire": "火|Fire"}}}, "explosion"),
        ({"effects_toml": {"aims": {"bliss": "福|Bliss"}}}, "bliss"),
    ],
)
def test_what_is_wrong_is_refused_by_name(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(RulesError) as refused:
        build_knowledge(tables(**changes))
    assert says in refused.value.text.en
    assert refused.value.text.zh


def test_only_the_data_files_are_read() -> None:
    names = [item.name for item in module.sorted_files()]
    assert names == sorted(names)
    assert {name.rpartition(".")[2] for name in names} == {"toml"}
    assert {"effects.toml", "things.toml", "traits.toml"} <= set(names)


def test_a_file_that_is_no_toml_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        name = "rules.toml"

        def read_text(self, encoding: str) -> str:
            return "on = ["

    monkeypatch.setattr(module, "sorted_files", lambda: [Broken()])
    with pytest.raises(RulesError, match=r"rules\.toml"):
        load_knowledge()


def test_a_name_is_compared_without_case_and_blanks() -> None:
    assert name_key("Counter Top") == name_key("countertop") == name_key("counter-top")


def test_the_knowledge_is_broad() -> None:
    knowledge = sense().knowledge
    assert len(knowledge.things) > 400
    assert len(knowledge.all_rules()) > 150
    assert all(noun.zh and noun.en for noun in knowledge.nouns)


@pytest.mark.parametrize(
    "trait", ["metal", "flammable", "sharp", "electrical", "liquid", "fragile", "medicine", "child"]
)
def test_every_trait_of_the_wide_kinds_is_used(trait: str) -> None:
    assert sum(trait in thing.traits for thing in sense().knowledge.things.values()) > 0


def test_every_trait_is_used_by_a_thing_or_a_rule() -> None:
    knowledge = sense().knowledge
    marks = {
        mark.split(":")[-1]
        for rule in knowledge.all_rules()
        for condition in (*rule.thing, *rule.other)
        for mark in condition.wanted | condition.barred
    }
    used = marks.union(*(thing.traits for thing in knowledge.things.values()))
    assert set(knowledge.closures) - used <= {"leather", "soft"}
