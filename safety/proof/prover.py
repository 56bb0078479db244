"""Proving invariants of a set of rules for all requests, and finding which rule each of them rests on.

What the solver cannot settle in time is never counted as proved.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import z3
from cedarpy import policies_to_pst, pst

from safety.proof._terms import Formula, all_of, any_of, negation
from safety.proof.schema import Environment, Schema, UnprovableError, parse_schema
from safety.proof.statements import Fact, Invariant, Promise
from safety.proof.translation import SymbolicRequest

_PATIENCE_MS: Final = 3_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenRule:
    """A rule as the proofs see it. `added` is one of a home's own."""

    id: str
    permits: bool
    added: bool
    tree: pst.Template


def rules_in(text: str, *, added: bool = False) -> list[ProvenRule]:
    """The rules in `text`; raises UnprovableError for what has no typed tree, ValueError for what is no rule."""
    parsed = policies_to_pst(text)
    if parsed.templates:
        raise UnprovableError("a rule with a gap to be filled")
    return [
        ProvenRule(id=tree.annotations.get("id", name), permits=tree.effect == "permit", added=added, tree=tree)
        for name, tree in parsed.static_policies.items()
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A request for `action` for which an invariant does not hold.

    It has no `environment` where all such requests are meant, and no `model` where the solver could not tell in time.
    """

    invariant: Invariant
    action: str
    environment: Environment | None = None
    model: Any = None


class Case:
    """One kind of request with every rule that may apply to it, ready for the solver.

    Each rule has a switch, a boolean that is true exactly where the rule applies, and one that is true where it errs.
    """

    def __init__(self, schema: Schema, environment: Environment, rules: Sequence[ProvenRule]) -> None:
        self.request = SymbolicRequest(schema, environment)
        self.permits: dict[str, Formula] = {}
        self.forbids: dict[str, Formula] = {}
        self.added: dict[str, Formula] = {}
        self.errors: dict[str, Formula] = {}
        self._solver = z3.Solver()
        self._solver.set("timeout", _PATIENCE_MS)
        for rule in rules:
            meaning = self.request.meaning_of(rule.tree)
            if meaning.applies is not False:
                switch = self._switch(f"applies {rule.id}", meaning.applies)
                (self.permits if rule.permits else self.forbids)[rule.id] = switch
                if rule.added:
                    self.added[rule.id] = switch
            if meaning.fails is not False:
                self.errors[rule.id] = self._switch(f"errs {rule.id}", meaning.fails)
        self._solver.add(*self.request.axioms)

    def _switch(self, name: str, formula: Formula) -> Formula:
        switch = z3.Bool(name)
        self._solver.add(switch == formula)
        return switch

    def holds(self, fact: Fact) -> Formula:
        """When `fact` is true of such a request."""
        value = self.request.truth_of(fact.expression)
        return all_of(value.term, negation(value.fails))

    def allowed(self, without: str = "") -> Formula:
        """When such a request is allowed, by all rules or by all but one."""
        permits = [switch for rule, switch in self.permits.items() if rule != without]
        against = [
            switch for switches in (self.forbids, self.errors) for rule, switch in switches.items() if rule != without
        ]
        return all_of(any_of(*permits), *(negation(switch) for switch in against))

    def find(self, wanted: Formula) -> Any:
        """A model of a request for which `wanted` is true; None where there is none, "unknown" where time ran out."""
        if wanted is False:
            return None
        self._solver.push()
        self._solver.add(wanted, *self.request.axioms)
        verdict = self._solver.check()
        found = self._solver.model() if verdict == z3.sat else None
        self._solver.pop()
        return "unknown" if verdict == z3.unknown else found

    def differs(self, rule: str) -> Formula:
        """When such a request is answered otherwise by all rules than by all but `rule`."""
        with_it, without_it = self.allowed(), self.allowed(without=rule)
        return any_of(all_of(with_it, negation(without_it)), all_of(without_it, negation(with_it)))

    def needed(self, invariant: Invariant) -> tuple[str, ...]:
        """Forbids, not necessarily fewest, that together keep `invariant` unbroken, where they do."""
        keys = {str(switch): rule for rule, switch in self.forbids.items()}
        assumed = [z3.Not(switch) for switch in (*self.forbids.values(), *self.errors.values())]
        permitted = any_of(*self.permits.values()) if invariant.promise is Promise.NEVER else True
        wanted = all_of(self.holds(invariant.when), permitted)
        if wanted is False:
            return ()
        self._solver.push()
        self._solver.add(wanted, *self.request.axioms)
        core = self._solver.unsat_core() if self._solver.check(*assumed) == z3.unsat else []
        self._solver.pop()
        return tuple(keys[name] for one in core if (name := str(one.arg(0))) in keys)


class Prover:
    """All rules of a house, for every kind of request that its schema has."""

    def __init__(self, schema_text: str, rules: Sequence[ProvenRule]) -> None:
        self.schema = parse_schema(schema_text)
        self.rules = tuple(rules)
        self._cases: dict[Environment, Case] = {}

    def case(self, environment: Environment) -> Case:
        """One kind of request, made ready once; raises UnprovableError for a rule without a meaning."""
        if environment not in self._cases:
            self._cases[environment] = Case(self.schema, environment, self.rules)
        return self._cases[environment]

    def breaches(self, invariant: Invariant, without: str = "") -> Iterator[Breach]:
        """Requests for which `invariant` does not hold, at most one of each kind; by all rules, or by all but one."""
        if invariant.promise is Promise.POSSIBLE:
            for action in invariant.actions:
                if not self._is_possible(replace(invariant, actions=(action,)), without):
                    yield Breach(invariant=invariant, action=action)
            return
        for case in self.concerned(invariant):
            wrong = _wrong(invariant, case, without)
            found = case.find(wrong)
            if found is not None:
                model = None if found == "unknown" else found
                environment = case.request.environment
                yield Breach(invariant=invariant, action=environment.action, environment=environment, model=model)

    def concerned(self, invariant: Invariant) -> Iterator[Case]:
        """The kinds of request that `invariant` is about; raises UnprovableError for an action that there is not."""
        named = set(invariant.actions)
        known = {group for form in self.schema.actions.values() for group in form.groups}
        if not named <= known:
            raise UnprovableError(f"{invariant.id} names {', '.join(sorted(named - known))}")
        for environment in self.schema.environments():
            if named & self.schema.actions[environment.action].groups:
                yield self.case(environment)

    def _is_possible(self, invariant: Invariant, without: str) -> bool:
        cases = self.concerned(invariant)
        found = (case.find(all_of(case.holds(invariant.when), case.allowed(without))) for case in cases)
        return any(model is not None and not isinstance(model, str) for model in found)


def _wrong(invariant: Invariant, case: Case, without: str) -> Formula:
    """When a request of this kind breaks `invariant`."""
    about = case.holds(invariant.when)
    match invariant.promise:
        case Promise.REFUSED:
            return all_of(about, *(negation(switch) for rule, switch in case.forbids.items() if rule != without))
        case Promise.NEVER:
            return all_of(about, case.allowed(without))
        case Promise.ALWAYS:
            return all_of(about, negation(case.allowed(without)))
        case Promise.RESERVED:
            return all_of(about, any_of(*case.added.values()))
        case Promise.POSSIBLE:
            raise ValueError(invariant.id)
