"""Every construct of a rule means to the solver what it means to the engine, and what has no meaning is refused."""

import json
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

import cedarpy
import pytest
import z3
from cedarpy import pst

from safety._rules import Entity, Request, Uid
from safety.proof import _terms as terms
from safety.proof.case import Case, ProvenRule, rules_in
from safety.proof.prover import Prover
from safety.proof.schema import Bool, EntityOf, SetOf, UnprovableError, parse_schema
from safety.proof.statements import CONTEXT, PRINCIPAL, RESOURCE, Fact, refused
from tests.safety.proof.evaluation import Judge, World
from tests.safety.proof.worlds import Chance, by_uid

SCHEMA_TEXT = """
type Flags = { a: Bool, b?: Bool };
type Circumstances = {
  words: String, labels: Set<String>, numbers: Set<Long>, number: Long, guest?: Person, flags: Flags,
};
entity Person {
  age: Long, name: String, tags: Set<String>, friends: Set<Person>, home?: Room,
  address: { street: String, number?: Long },
};
entity Room { floor: Long, owner?: Person };
action use;
action read, write in [use] appliesTo { principal: [Person], resource: [Room, Person], context: Circumstances };
"""
SCHEMA = parse_schema(SCHEMA_TEXT)
CONDITIONS = (
    "true",
    "!true",
    'context.words like "he*o"',
    'context.words like "*"',
    'context.words like "h*"',
    'context.words like "hello"',
    'context.words == "hello"',
    "context.words != principal.name",
    'principal.tags.contains("x")',
    '["a", "hello"].contains(context.words)',
    'principal.tags.containsAll(["x", "y"])',
    'principal.tags.containsAny(["x", "y"])',
    '["x", "y"].containsAll(["y"])',
    '["x", "y"].containsAll(principal.tags)',
    '["x"].containsAny(principal.tags)',
    "principal.tags.containsAny(context.labels)",
    "principal.tags.containsAll(context.labels)",
    "principal.tags.isEmpty()",
    '!["x"].isEmpty()',
    "principal.tags == context.labels",
    'principal.tags == ["x"]',
    '["x", "y"] == ["y", "x"]',
    "principal.friends.contains(principal)",
    "principal in principal.friends",
    'principal in [Person::"person0", Person::"person1"]',
    'principal in Person::"person0"',
    'resource == Room::"room1" || resource == Person::"person1"',
    "resource is Room && resource has owner && resource.owner == principal",
    'resource is Room in Room::"room0"',
    'principal is Person in [Person::"person0", Person::"person2"]',
    "resource is Person && resource.age > principal.age",
    "principal.age + 1 > context.number",
    "principal.age - context.number < 0",
    "principal.age * context.number == 4",
    "-principal.age > 5",
    "principal.age >= 3 && principal.age <= 4",
    "context.flags.a && principal.age + context.number > 0",
    "context.flags.a || principal.age + context.number > 0",
    "if context.flags.a then principal.age + context.number > 3 else resource is Room",
    "if true then context.flags.a else principal.age + 1 > 0",
    "(if context.flags.a then principal.age else context.number) > 3",
    "context.flags has b && context.flags.b",
    "context has flags.b",
    "context has guest.home",
    "context has guest && context.guest.address has number && context.guest.address.number == 3",
    "principal has home && principal.home.floor < 2",
    "principal has age",
    "resource has floor",
    'action == Action::"read"',
    'action != Action::"read"',
    'action in [Action::"read", Action::"use"]',
    'action in Action::"use"',
    'principal.address.street == "hello"',
    "context.numbers.contains(3) && !context.numbers.contains(context.number)",
)
HEADS = (
    "principal, action, resource",
    'principal == Person::"person0", action == Action::"read", resource',
    'principal in Person::"person1", action in [Action::"read", Action::"write"], resource is Room',
    'principal is Person in Person::"person2", action in Action::"use", resource == Person::"person0"',
    'principal is Person, action == Action::"write", resource in Room::"room0"',
)
RULES = "\n".join(
    (
        *(
            f'@id("{effect} {number}") {effect} (principal, action, resource) {word} {{ {condition} }};'
            for number, condition in enumerate(CONDITIONS)
            for effect, word in (("permit", "when"), ("forbid", "unless"))
        ),
        *(f'@id("head {number}") permit ({head});' for number, head in enumerate(HEADS)),
        '@id("both") forbid (principal, action, resource) when { context.flags.a } unless { principal.age + 1 > 3 };',
    )
)


def plain(value: Any) -> Any:
    match value:
        case Uid():
            return value.reference()
        case Mapping():
            return {name: plain(one) for name, one in value.items()}
        case list():
            return [plain(one) for one in value]
        case _:
            return value


def asked(request: Request) -> dict[str, Any]:
    return {
        "principal": request.principal.json(),
        "action": {"type": "Action", "id": request.action},
        "resource": request.resource.json(),
        "context": plain(request.context),
    }


def store(entities: list[Entity]) -> str:
    return json.dumps([{"uid": one.uid.json(), "attrs": plain(one.attributes), "parents": []} for one in entities])


def test_the_rules_are_sound() -> None:
    assert cedarpy.validate_policies(RULES, SCHEMA_TEXT).errors == []


def test_each_construct_means_what_it_means_to_the_engine() -> None:
    rules, random = rules_in(RULES), Random(7)
    chance = Chance(SCHEMA, random, (0, 3, -5), ("hello", "heo", "x", "y"))
    judges = {environment: Judge(SCHEMA, environment, rules) for environment in SCHEMA.environments()}
    # One rule at a time, as those that apply hide those that do not.
    alone = {rule.id: cedarpy.PolicySet.from_pst(one(rule)) for rule in rules}
    schema, met = cedarpy.Schema.from_str(SCHEMA_TEXT), dict.fromkeys(alone, 0)
    for _ in range(12):
        chance.tidy()
        entities = chance.entities()
        handle, known = cedarpy.Entities.from_json_str(store(entities), schema), by_uid(entities)
        for environment, judge in judges.items():
            request = chance.request(environment)
            said = judge.judged_alone(World(request=request, entities=known))
            for name, policies in alone.items():
                result = cedarpy.is_authorized_batch([asked(request)], policies, handle, schema)[0]
                applies = bool(result.diagnostics.id_annotations_by_reason)
                assert said[name] == (applies, bool(result.diagnostics.errors)), f"{name}: {request}"
                met[name] += applies
    assert sum(1 for times in met.values() if times) > 0.9 * len(met)


def one(rule: ProvenRule) -> pst.PolicySet:
    return pst.PolicySet({}, {rule.tree.id: rule.tree}, ())


UNPROVABLE = (
    'decimal("1.0").lessThan(decimal("2.0"))',
    "principal.address == principal.address",
    "{a: 1} == {a: 1}",
    "[].contains(principal)",
    '[principal, 3].contains("x")',
    "[context.labels].contains(context.labels)",
    '["x", context.labels].contains("x")',
    'context.words.contains("x")',
    "context.words + 1 > 0",
    "(if context.flags.a then principal.age else context.words) == 3",
    "(if context.flags.a then principal.tags else context.labels).isEmpty()",
    "principal.age",
    "principal.nonsense",
    "context.words.length",
    'principal.hasTag("x")',
    "!principal.age",
    "principal.name < principal.name",
)


@pytest.mark.parametrize("condition", UNPROVABLE)
def test_what_has_no_meaning_is_refused(condition: str) -> None:
    rules = rules_in(f"permit (principal, action, resource) when {{ {condition} }};")
    with pytest.raises(UnprovableError):
        Case(SCHEMA, next(SCHEMA.environments()), rules)


def test_gaps_are_refused() -> None:
    text = "permit (principal == ?principal, action, resource);"
    with pytest.raises(UnprovableError, match="gap"):
        rules_in(text)
    template = next(iter(cedarpy.policies_to_pst(text).templates.values()))
    with pytest.raises(UnprovableError, match="gap"):
        Case(SCHEMA, next(SCHEMA.environments()), [ProvenRule(id="x", permits=True, added=False, tree=template)])


def test_equal_entities_have_equal_attributes() -> None:
    """A rule on the resource binds the principal where they are the same."""
    text = """
      @id("may") permit (principal, action, resource);
      @id("old") forbid (principal, action, resource is Person) when { resource.age > 90 };
    """
    same = PRINCIPAL.equals(RESOURCE) & RESOURCE.is_a("Person")
    old = refused("old", "use", same & PRINCIPAL["age"].above(Fact(pst.LongLit(90))), zh="中", en="x", source="s")
    elderly = replace(old, when=same & PRINCIPAL["age"].above(Fact(pst.LongLit(89))))
    prover = Prover(SCHEMA_TEXT, rules_in(text))
    assert not any(prover.breaches(old))
    assert any(prover.breaches(elderly))


def test_what_is_in_what_may_be_missing() -> None:
    case = Case(SCHEMA, next(SCHEMA.environments()), [])
    at_home = case.holds(Fact(pst.HasAttr(pst.Var("context"), ("guest", "home"))))
    nobody = case.holds(~CONTEXT.has("guest"))
    assert case.is_found(at_home)
    assert not case.is_found(terms.all_of(at_home, nobody))
    assert case.holds(Fact(pst.HasAttr(pst.Var("context"), ("nothing", "more")))) is False


def test_terms_settle_what_is_settled() -> None:
    flag = z3.Bool("flag")
    assert terms.all_of(True, flag) is flag
    assert terms.any_of(False, flag) is flag
    assert terms.all_of() is True
    assert terms.any_of() is False
    assert terms.choice(True, 1, 2) == 1
    assert terms.choice(False, 1, 2) == 2
    assert terms.sort_of(SetOf(Bool())) == z3.SetSort(z3.BoolSort())
    assert terms.sort_of(EntityOf("Room")).name() == "Room"
    assert terms.out_of_range(2**63) is True
    assert terms.out_of_range(0) is False
    assert terms.out_of_range(-(2**63)) is False
    assert terms.out_of_range(-(2**63) - 1) is True
    assert terms.out_of_range(2**63 - 1) is False
