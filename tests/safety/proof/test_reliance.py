"""Every rule of the house is needed: without it a promise breaks, or a case in the tests of the rules."""

import pytest

from safety._rule_files import house_rules_text, schema_text
from safety.invariants import INVARIANTS
from safety.proof.case import rules_in
from safety.proof.prover import Prover
from safety.proof.reliance import guarded, never_applies, never_decides
from safety.proof.statements import ANY, CONTEXT, always, never, possible, refused
from tests.safety.rules.test_forbids import CASES
from tests.safety.rules.test_permits import uses

DOUBLED = {
    "house.clip_without_incident": "permits ask for an incident as well",
    "house.family_limits": "no permit lets family do these",
    "house.off_shift": "every permit for staff asks for the shift as well",
    "house.robot_duties": "no permit lets the robot touch anybody by itself",
    "house.schedule_duties": "no permit lets the schedule do these",
    "house.technician": "no permit lets a technician do these",
    "house.visitor_contact": "no permit lets a voice do this",
    "house.visitor_limits": "no permit lets a voice do these",
}
"""Forbids that refuse what no permit allows either: they are there to say why, and in case a permit grows too wide."""

SCHEMA = """
entity Person { kind: Bool };
entity Room;
action enter, leave appliesTo { principal: [Person], resource: [Room], context: { fast: Bool, late: Bool } };
"""


def rule(name: str, effect: str, head: str = "principal, action, resource", condition: str = "") -> str:
    return f'@id("{name}") {effect} ({head}) {condition};\n'


def small(*rules: str) -> Prover:
    return Prover(SCHEMA, rules_in("".join(rules)))


@pytest.fixture(scope="module")
def house() -> Prover:
    return Prover(schema_text(), rules_in(house_rules_text()))


def test_without_any_one_rule_a_promise_or_a_test_breaks(house: Prover) -> None:
    tested = {case.rule for case in CASES} | {rule for rule, *_ in uses()}
    kept = guarded(house, INVARIANTS)
    assert {rule.id for rule in house.rules} - kept.keys() - tested == set()


def test_nearly_every_rule_has_a_promise_of_its_own(house: Prover) -> None:
    kept = guarded(house, INVARIANTS)
    assert len(kept) >= 0.9 * len(house.rules)


def test_rules_that_decide_nothing_are_known(house: Prover) -> None:
    assert set(never_decides(house)) <= DOUBLED.keys()


def test_every_rule_is_true_of_some_request(house: Prover) -> None:
    assert never_applies(house) == ()


WORDS = {"zh": "中", "en": "x", "source": "s"}
FAST = refused("fast", "enter", CONTEXT["fast"], **WORDS)


def test_a_promise_names_the_rules_that_keep_it() -> None:
    prover = small(
        rule("may", "permit"),
        rule("slow", "forbid", condition="when { context.fast }"),
        rule("early", "forbid", condition="when { context.late }"),
    )
    late = never("late", "enter leave", CONTEXT["late"] & ~CONTEXT["fast"], **WORDS)
    calm = possible("calm", "enter leave", ANY, **WORDS)
    assert guarded(prover, [FAST, late, calm]) == {"slow": FAST.id, "early": late.id, "may": calm.id}


def test_of_several_promises_that_rest_on_a_rule_the_first_is_named() -> None:
    prover = small(rule("may", "permit"), rule("slow", "forbid", condition="when { context.fast }"))
    too_fast = never("too_fast", "enter", CONTEXT["fast"], **WORDS)
    assert guarded(prover, [FAST, too_fast]) == {"slow": FAST.id}
    assert guarded(prover, [too_fast, FAST]) == {"slow": too_fast.id}


def test_a_rule_counts_where_something_is_permitted() -> None:
    prover = small(
        rule("may", "permit", condition="when { context.fast }"),
        rule("late", "forbid", condition="when { context.fast && context.late }"),
    )
    late = never("late", "enter leave", CONTEXT["late"], **WORDS)
    assert guarded(prover, [late]) == {"late": late.id}


def test_a_rule_that_is_always_true_counts() -> None:
    everything = refused("everything", "enter leave", ANY, **WORDS)
    assert guarded(small(rule("no", "forbid")), [everything]) == {"no": everything.id}


def test_what_two_rules_keep_rests_on_neither() -> None:
    prover = small(
        rule("may", "permit"),
        rule("slow", "forbid", condition="when { context.fast }"),
        rule("slower", "forbid", condition="when { context.fast || context.late }"),
    )
    assert guarded(prover, [FAST]) == {}
    assert never_decides(prover) == ("slow",)


def test_a_permit_may_carry_a_promise_to_allow() -> None:
    prover = small(
        rule("may", "permit"),
        rule("may_too", "permit", 'principal, action == Action::"leave", resource'),
        rule("out", "forbid", 'principal, action == Action::"enter", resource', "when { context.fast }"),
    )
    out = always("out", "leave", ANY, **WORDS)
    calm = always("calm", "enter", ~CONTEXT["fast"], **WORDS)
    assert guarded(prover, [out, calm]) == {"may": calm.id}


def test_a_rule_that_is_never_true_is_found() -> None:
    prover = small(rule("may", "permit"), rule("dead", "forbid", condition="when { context.fast && !context.fast }"))
    assert never_applies(prover) == ("dead",)
    assert never_decides(prover) == ("dead",)


def test_a_rule_for_whom_there_is_not_is_never_true() -> None:
    prover = small(rule("may", "permit"), rule("dead", "forbid", "principal is Room, action, resource"))
    assert never_applies(prover) == ("dead",)
    assert never_decides(prover) == ("dead",)
