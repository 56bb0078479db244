"""Which slips in a rule nobody would notice: no promise breaks by them, and no case in the tests of the rules.

Run as a module it prints them, one a line: a process of its own is not slowed down by what measures coverage.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

import cedarpy
from cedarpy import pst

from carebot.core.actions import Action
from carebot.core.limits import SafetyLimits
from carebot.core.situation import Situation
from safety._entities import entities_of
from safety._requests import Asking
from safety._rooms import RoomFinder
from safety._rule_files import house_rules_text, schema_text
from safety.invariants import INVARIANTS
from safety.proof._terms import Formula, all_of, any_of, negation
from safety.proof.case import Case, ProvenRule, rules_in
from safety.proof.prover import Prover, Variant
from safety.proof.reliance import guarded
from safety.proof.schema import Environment
from safety.proof.statements import Invariant
from tests.safety import builders as b
from tests.safety.proof.evaluation import World, evaluator
from tests.safety.proof.mutations import mutants
from tests.safety.proof.worlds import by_uid
from tests.safety.rules.test_forbids import CASES, NEAR_MISSES
from tests.safety.rules.test_permits import uses

LIKELY: Final = 8
"""So many promises are tried before it is worked out whether a slip changes anything."""


class CaseTables:
    """The cases in the tests of the rules, asked of one rule alone."""

    def __init__(self, prover: Prover) -> None:
        self._prover = prover
        self._permits = {one.id: one.permits for one in prover.rules}
        self._cases: defaultdict[str, list[tuple[bool, list[World]]]] = defaultdict(list)
        for rule, expected, worlds in cases():
            self._cases[rule].append((expected, worlds))
        self._kinds = {(one.action, one.principal, one.resource): one for one in prover.schema.environments()}

    def notice(self, rule: ProvenRule) -> bool:
        """Whether a case fails by `rule`."""
        return rule.permits is not self._permits[rule.id] or not all(self._passed(rule))

    def _passed(self, rule: ProvenRule) -> Iterator[bool]:
        for expected, worlds in self._cases[rule.id]:
            yield any(self._applied(rule, world) for world in worlds) is expected

    def _applied(self, rule: ProvenRule, world: World) -> bool:
        asked = world.request
        environment = self._kinds[asked.action, asked.principal.type, asked.resource.type]
        meaning = self._prover.case(environment).request.meaning_of(rule.tree)
        return evaluator(meaning.applies)(world) is True


def cases() -> Iterator[tuple[str, bool, list[World]]]:
    """Each case of the tests of the rules: of which rule, whether it is to apply, and to which requests."""
    for case in CASES:
        yield case.rule, True, worlds_of(case.action, b.situation(**case.bites))
        if case.silent is not None:
            yield case.rule, False, worlds_of(case.action, b.situation(**case.silent))
    for rule, action, moment in NEAR_MISSES:
        yield rule, False, worlds_of(action, b.situation(**moment))
    for used, requester, action, alarm in uses():
        yield used, True, worlds_of(action, b.situation(requester=requester, alarm=alarm))


def worlds_of(action: Action, situation: Situation) -> list[World]:
    """What the gate asks about an action in this situation."""
    asking = Asking(
        situation=situation,
        limits=SafetyLimits(),
        confirmation_life=timedelta(seconds=60),
        rooms=RoomFinder(),
    )
    known = by_uid(list(entities_of(situation.house)))
    return [World(request=request, entities=known) for request in asking.requests(action)]


def fits_the_schema(rule: ProvenRule, schema: cedarpy.Schema) -> bool:
    alone = cedarpy.PolicySet.from_pst(pst.PolicySet({}, {rule.tree.id: rule.tree}, ()))
    return not cedarpy.validate_policies(str(alone), schema).errors


def differ(first: Formula, second: Formula) -> Formula:
    return any_of(all_of(first, negation(second)), all_of(second, negation(first)))


def changes_something(prover: Prover, variant: Variant) -> bool:
    """Whether any request is answered otherwise: what changes nothing at all cannot be noticed."""

    def changed(before: Case, after: Case) -> bool:
        answers = differ(before.allowed(), after.allowed())
        return after is not before and before.is_found(any_of(answers, differ(before.refused(), after.refused())))

    def both(environment: Environment) -> tuple[Case, Case]:
        return prover.case(environment), variant.case(environment)

    return any(changed(*both(environment)) for environment in prover.schema.environments())


def survivors(prover: Prover) -> Iterator[str]:
    schema, tests = cedarpy.Schema.from_str(schema_text()), CaseTables(prover)
    keepers = guarded(prover, INVARIANTS)
    promises = list(INVARIANTS)
    for rule in prover.rules:
        if rule.id in keepers:
            promises.sort(key=lambda one: one.id != keepers[rule.id])
        for slip, mutant in mutants(rule):
            if not fits_the_schema(mutant, schema) or tests.notice(mutant):
                continue
            variant = Variant(prover, rule.id, mutant)
            broken = first_broken(variant, promises[:LIKELY])
            if broken is None and changes_something(prover, variant):
                broken = first_broken(variant, promises[LIKELY:])
                if broken is None:
                    yield slip
            if broken is not None:  # similar slips break the same promises
                promises.remove(broken)
                promises.insert(0, broken)


def first_broken(variant: Variant, promises: Iterable[Invariant]) -> Invariant | None:
    return next((one for one in promises if any(variant.breaches(one))), None)


if __name__ == "__main__":
    print(*survivors(Prover(schema_text(), rules_in(house_rules_text()))), sep="\n")
