"""Promises of small sets of rules: kept, broken with a request that shows it, or not settled in time."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import z3
from cedarpy import pst

from carebot.core.errors import RulesError
from safety._cedar import RuleSet
from safety._rules import Uid
from safety.proof import home
from safety.proof.case import Case, rules_in
from safety.proof.counterexample import Counterexample, counterexample_of, value_at
from safety.proof.prover import Prover, Variant
from safety.proof.schema import UnprovableError
from safety.proof.statements import (
    ANY,
    CONTEXT,
    PRINCIPAL,
    RESOURCE,
    Fact,
    Invariant,
    always,
    never,
    possible,
    refused,
    reserved,
)

SCHEMA = """
type Flags = { late: Bool, loud?: Bool };
entity Person { age: Long, absent?: Room, room?: Room };
entity Room { floor: Long };
action enter, leave in [walk] appliesTo {
  principal: [Person], resource: [Room, Person], context: { flags: Flags, words: String, labels: Set<String>, n: Long },
};
action walk;
"""
NOTES = '@zh("中") @en("words") @hazard("h") @source("s") @alternative_zh("别") @alternative_en("else")'
WORDS = {"zh": "中", "en": "x", "source": "s"}
MAY = f'@id("may") {NOTES} permit (principal, action, resource);'
LATE = f'@id("late") {NOTES} forbid (principal, action, resource) when {{ context.flags.late }};'


def prover_of(*rules: str) -> Prover:
    return Prover(SCHEMA, rules_in("".join(rules)))


def examples(invariant: Invariant, *rules: str) -> list[Counterexample]:
    prover = prover_of(*rules)
    engine = RuleSet.parse("".join(rules), SCHEMA)
    return [counterexample_of(prover, breach, engine) for breach in prover.breaches(invariant)]


KEPT = (
    refused("late", "walk", CONTEXT["flags"]["late"], **WORDS),
    never("late", "enter", CONTEXT["flags"]["late"] & RESOURCE.is_a("Room"), **WORDS),
    always("early", "walk", ~CONTEXT["flags"]["late"], **WORDS),
    possible("early", "enter leave", ANY, **WORDS),
    reserved("early", "walk", ANY, **WORDS),
)


@pytest.mark.parametrize("invariant", KEPT, ids=lambda one: one.id)
def test_promises_that_hold(invariant: Invariant) -> None:
    assert examples(invariant, MAY, LATE) == []


def test_a_request_that_breaks_a_promise_is_answered_by_the_engine() -> None:
    (room, person) = examples(refused("all", "enter", CONTEXT["flags"]["late"], **WORDS), MAY)
    assert room.request is not None
    assert room.answer is not None
    assert room.answer.allowed
    assert room.request.context["flags"] == {"late": True}
    assert room.request.resource.type == "Room"
    assert "Person wants the robot to enter a room (late: yes): it is allowed by may “words”." in room.says.en
    assert "允许，依据 may“中”。" in room.says.zh
    assert person.request is not None
    assert person.request.resource.type == "Person"


def test_a_refusal_without_a_reason_and_one_with() -> None:
    nameless = examples(refused("x", "enter", RESOURCE.is_a("Room"), **WORDS))
    assert "no rule says why" in nameless[0].says.en
    unpermitted = examples(always("x", "enter", RESOURCE.is_a("Room"), **WORDS))
    assert "no rule permits it" in unpermitted[0].says.en
    forbidden = examples(always("x", "enter", RESOURCE.is_a("Room"), **WORDS), MAY, LATE)
    assert "it is refused by late" in forbidden[0].says.en


def test_what_has_become_impossible_names_the_action() -> None:
    never_leave = f'@id("stay") {NOTES} forbid (principal, action == Action::"leave", resource);'
    (told,) = examples(possible("x", "enter leave", ANY, **WORDS), MAY, never_leave)
    assert told.says.en == "every such request is refused: leave."


def test_words_sets_numbers_names_and_what_is_missing_are_shown() -> None:
    rule = f"""@id("odd") {NOTES} permit (principal, action, resource) when {{
      context.words == "你好" && context.labels.contains("a") && !context.labels.contains("b") && context.n == 7 &&
      principal == Person::"ann" && principal has room && principal.room == Room::"hall" && !(context.flags has loud)
    }};"""
    condition = never("odd", "enter", RESOURCE.is_a("Room") & ~RESOURCE["floor"].at_least(3), **WORDS)
    (told,) = examples(condition, rule)
    request = told.request
    assert request is not None
    assert request.principal == Uid(type="Person", id="ann")
    labels: Any = request.context["labels"]
    assert {"a", "b"} & set(labels) == {"a"}
    assert {**request.context, "labels": []} == {"words": "你好", "labels": [], "n": 7, "flags": {"late": False}}
    entities = {entity.uid: entity for entity in told.entities}
    assert entities[request.principal].attributes["room"] == Uid(type="Room", id="hall")
    assert "age" in entities[request.principal].attributes
    assert value_at(("principal", "room"), request, entities) == "hall"
    assert value_at(("principal", "room", "floor"), request, entities) != ""
    assert value_at(("context", "words"), request, entities) == "你好"
    assert value_at(("context", "flags", "loud"), request, entities) == ""
    assert value_at(("context", "n", "more"), request, entities) == ""
    assert value_at(("context", "flags"), request, entities) == ""


def test_a_promise_about_what_may_be_missing() -> None:
    quiet = never("loud", "walk", CONTEXT["flags"].has("loud") & CONTEXT["flags"]["loud"], **WORDS)
    told = examples(quiet, MAY)
    assert len(told) == 4
    assert "loud: yes" in told[0].says.en


def test_what_is_not_settled_in_time_is_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    def undecided(self: Case, wanted: Any) -> str:
        return "unknown"

    monkeypatch.setattr(Case, "find", undecided)
    (told, *_) = examples(KEPT[0], MAY, LATE)
    assert "could not tell in time" in told.says.en
    assert len(examples(KEPT[3], MAY, LATE)) == 2


def test_a_solver_that_gives_up_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    case = prover_of(MAY, LATE).case(next(prover_of(MAY).schema.environments()))
    monkeypatch.setattr(z3.Solver, "check", lambda *_: z3.unknown)
    assert case.find(case.refused()) == "unknown"
    assert not case.is_found(case.refused())
    assert case.needed(KEPT[0]) == ()


def test_an_action_that_there_is_not_is_told() -> None:
    with pytest.raises(UnprovableError, match="fly"):
        list(prover_of(MAY).breaches(refused("x", "fly", ANY, **WORDS)))


def test_another_rule_in_the_place_of_one() -> None:
    prover = prover_of(MAY, LATE)
    (loud,) = rules_in(LATE.replace("context.flags.late", "context.n > 3"))
    changed = Variant(prover, "late", loud)
    assert any(changed.breaches(KEPT[0]))
    assert any(changed.breaches(KEPT[2]))
    assert not any(Variant(prover, "late", prover.rules[1]).breaches(KEPT[0]))
    assert not any(Variant(prover, "late", prover.rules[1]).breaches(KEPT[3]))
    (turned,) = rules_in(LATE.replace("forbid", "permit"))
    assert any(Variant(prover, "late", turned).breaches(KEPT[0]))


def test_what_changes_nothing_is_the_same_case() -> None:
    prover = prover_of(MAY, LATE)
    case = prover.case(next(prover.schema.environments()))
    assert case.changed("late", prover.rules[1]) is case
    assert case.changed("nothing") is case
    assert case.changed("another", prover.rules[1]) is not case
    (everything,) = rules_in(LATE.replace("context.flags.late", "true"))
    assert case.changed("late", everything).refused() is True
    assert not case.changed("late", everything).is_found(case.changed("late", everything).allowed())


def test_a_rule_that_errs_allows_nothing() -> None:
    """The engine skips a rule that errs, and carebot refuses the request: a promise to allow is broken."""
    huge = f'@id("huge") {NOTES} forbid (principal, action, resource) when {{ context.n + 1 < -9223372036854775807 }};'
    (told, *_) = examples(always("x", "walk", CONTEXT["n"].at_least(0), **WORDS), MAY, huge)
    assert told.request is not None
    assert told.request.context["n"] == 2**63 - 1
    assert told.answer is not None
    assert told.answer.errors


def test_different_names_are_different_people() -> None:
    bob = f'@id("bob") {NOTES} permit (principal == Person::"bob", action, resource);'
    ann = Fact(pst.EntityLit(pst.EntityUid(pst.EntityType("Person"), "ann")))
    assert examples(never("ann", "walk", PRINCIPAL.equals(ann), **WORDS), bob) == []


def test_what_a_promise_looks_at_is_told() -> None:
    looked_at = (CONTEXT["n"].at_least(4) & CONTEXT["flags"]["late"]) | (~PRINCIPAL.has("room") & ~ANY)
    (told, *_) = examples(refused("x", "enter", looked_at & PRINCIPAL.has("room"), **WORDS))
    assert re.search(r"n: \d+, late: yes, room: room-\d", told.says.en)
    (told, *_) = examples(refused("x", "enter", ~CONTEXT["flags"]["late"], **WORDS))
    assert "late: no" in told.says.en


def test_the_solver_is_given_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[object] = []
    monkeypatch.setattr(z3.Solver, "set", lambda _, *words: given.append(words))
    prover_of(MAY).case(next(prover_of(MAY).schema.environments()))
    assert given == [("timeout", 3000)]


def test_a_rule_without_a_name_has_the_one_that_it_is_given() -> None:
    (rule,) = rules_in("permit (principal, action, resource);")
    assert rule.id == "policy0"


UNPROVABLE = f'@id("home.x") {NOTES} forbid (principal, action, resource) when {{ %s }};'


def broken(*_: object) -> Iterator[object]:
    raise UnprovableError("something odd")


def test_home_rules_that_cannot_be_translated_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RulesError, match="cannot be proved"):
        home.rules_with(UNPROVABLE % "context.now == context.now")
    monkeypatch.setattr(home, "rules_in", broken)
    with pytest.raises(RulesError, match="something odd"):
        home.taken_away(UNPROVABLE % "true")


def test_facts_are_built_as_rules_are_written() -> None:
    assert (PRINCIPAL.is_a("Person", "Room") | ~ANY) != ANY
    assert Fact(PRINCIPAL["age"].negative().expression) == PRINCIPAL["age"].negative()


@pytest.mark.parametrize(("least", "of_its_negative", "breaches"), [(1, 0, 0), (0, 0, 4), (1, -1, 4)])
def test_a_number_and_its_negative_are_as_far_from_zero(least: int, of_its_negative: int, breaches: int) -> None:
    number = CONTEXT["n"]
    both = number.at_least(least) & number.negative().at_least(of_its_negative)
    assert len(examples(never("both", "walk", both, **WORDS), MAY)) == breaches
