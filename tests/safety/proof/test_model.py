"""The formulas that are proved are what the engine evaluates: ten thousand requests get the same answer from both."""

import json
from collections import Counter
from collections.abc import Iterator
from random import Random

import cedarpy
import pytest

from safety._cedar import RuleSet, _plain
from safety._rule_files import house_rules_text, schema_text
from safety._rules import Answer, Entity, Request
from safety.proof._terms import all_of
from safety.proof.case import rules_in
from safety.proof.counterexample import Picture
from safety.proof.prover import Prover
from safety.proof.schema import parse_schema
from tests.safety.proof.evaluation import Judge, Verdict, World
from tests.safety.proof.worlds import Chance, by_uid

REQUESTS = 10_000
EACH = 50
ALTERED = 10
SCHEMA = parse_schema(schema_text())
NUMBERS = (0, 1, 2, 3, 60, -60)


def requests() -> Iterator[tuple[list[Entity], list[Request]]]:
    """Houses with requests in them, the same at every run: first some on which each rule decides, altered, then others.

    The others are of every kind in turn, made by chance.
    """
    chance, environments = Chance(SCHEMA, Random(20260301), NUMBERS), list(SCHEMA.environments())
    made = 0
    for request, entities in decided():
        yield list(entities), [request]
        for _ in range(ALTERED):
            altered, around = chance.altered(request, entities)
            yield around, [altered]
        made += 1 + ALTERED
    while made < REQUESTS:
        chance.tidy()
        kinds = (environments[(made + number) % len(environments)] for number in range(min(EACH, REQUESTS - made)))
        asked = [chance.request(kind) for kind in kinds]
        yield chance.entities(), asked
        made += len(asked)


def decided() -> Iterator[tuple[Request, tuple[Entity, ...]]]:
    """For each rule a request on which it decides, as the solver finds it."""
    prover = Prover(schema_text(), rules_in(house_rules_text()))
    for rule in prover.rules:
        for environment in SCHEMA.environments():
            case = prover.case(environment)
            switch = case.forbids.get(rule.id, all_of(case.permits.get(rule.id, False), case.allowed()))
            model = case.find(switch)
            if model is not None:
                picture = Picture(SCHEMA, case.request, model)
                yield picture.request(), picture.entities()
                break


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return RuleSet.parse(house_rules_text(), schema_text())


def engine(answer: Answer) -> Verdict:
    return Verdict(allowed=answer.allowed, rules=frozenset(answer.rules), errors=frozenset())


@pytest.fixture(scope="module")
def compared(rules: RuleSet) -> tuple[list[str], Counter[str]]:
    """Where formulas and engine differ, and what was met."""
    house_rules = rules_in(house_rules_text())
    judges = {environment: Judge(SCHEMA, environment, house_rules) for environment in SCHEMA.environments()}
    kinds = {(one.action, one.principal, one.resource): judge for one, judge in judges.items()}
    differences: list[str] = []
    met: Counter[str] = Counter()
    for entities, asked in requests():
        known = by_uid(entities)
        for request, answer in zip(asked, rules.ask(asked, rules.know(entities)), strict=True):
            kind = (request.action, request.principal.type, request.resource.type)
            said = kinds[kind].judge(World(request=request, entities=known))
            met.update(["requests", f"allowed {answer.allowed}", *answer.rules, *(["errors"] if answer.errors else [])])
            same = said.allowed is answer.allowed and bool(said.errors) is bool(answer.errors)
            if not same or said.rules != frozenset(answer.rules):
                differences.append(f"{request}: the engine says {answer}, the formulas {said}")
    return differences, met


@pytest.mark.slow
def test_formulas_and_engine_agree(compared: tuple[list[str], Counter[str]]) -> None:
    differences, met = compared
    assert differences == []
    assert met["requests"] == REQUESTS


@pytest.mark.slow
def test_the_comparison_meets_every_rule(compared: tuple[list[str], Counter[str]], rules: RuleSet) -> None:
    _, met = compared
    assert [name for name in rules.rules if name not in met] == []
    assert REQUESTS / 10 < met["allowed True"] < 9 * REQUESTS / 10
    assert met["errors"] > 0


@pytest.mark.slow
def test_rules_cut_by_action_answer_as_all_rules_do(rules: RuleSet) -> None:
    whole = cedarpy.PolicySet.from_str(house_rules_text())
    schema = cedarpy.Schema.from_str(schema_text())
    for entities, asked in requests():
        known = rules.know(entities)
        documents = [
            {
                "principal": request.principal.json(),
                "action": {"type": "Action", "id": request.action},
                "resource": request.resource.json(),
                "context": {name: _plain(value) for name, value in request.context.items()},
            }
            for request in asked
        ]
        results = cedarpy.is_authorized_batch(documents, whole, known.handle, schema)
        for request, answer, result in zip(asked, rules.ask(asked, known), results, strict=True):
            decided = frozenset(result.diagnostics.id_annotations_by_reason.values())
            clean = result.decision is cedarpy.Decision.Allow and not result.diagnostics.errors
            assert (answer.allowed, frozenset(answer.rules)) == (clean, decided), json.dumps(str(request))
            assert bool(answer.errors) is bool(result.diagnostics.errors)
