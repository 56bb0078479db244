"""Proving invariants of a set of rules for all requests, and finding which rule each of them rests on.

What the solver cannot settle in time is never counted as proved.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
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
    """A request for which an invariant does not hold; without a `model` where the solver could not tell in time."""

    invariant: Invariant
    environment: Environment | None
    model: Any


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

    def needed(self, wanted: Formula) -> tuple[str, ...]:
        """Forbids, not necessarily fewest, that together keep `wanted` from being allowed, where they do."""
        keys = {str(switch): rule for rule, switch in self.forbids.items()}
        assumed = [z3.Not(switch) for switch in (*self.forbids.values(), *self.errors.values())]
        self._solver.push()
        self._solver.add(wanted, any_of(*self.permits.values()), *self.request.axioms)
        core = self._solver.unsat_core() if self._solver.check(*assumed) == z3.unsat else []
        self._solver.pop()
        return tuple(keys[name] for one in core if (name := str(one.arg(0))) in keys)


class Prover:
    """All rules of a house, for every kind of request that its schema has."""

    def __init__(self, schema_text: str, rules: Sequence[ProvenRule]) -> None:
        self.schema = parse_schema(schema_text)
        self.rules = tuple(rules)

    @cached_property
    def cases(self) -> Mapping[Environment, Case]:
        """Every kind of request; raises UnprovableError for a rule without a meaning."""
        return {one: Case(self.schema, one, self.rules) for one in self.schema.environments()}

    def breaches(self, invariant: Invariant, without: str = "") -> Iterator[Breach]:
        """Requests for which `invariant` does not hold, at most one of each kind; by all rules, or by all but one."""
        concerned = list(self.concerned(invariant))
        if invariant.promise is Promise.POSSIBLE:
            if not self._is_possible(invariant, concerned, without):
                yield Breach(invariant=invariant, environment=None, model=None)
            return
        for case in concerned:
            wrong = _wrong(invariant, case, without)
            found = case.find(wrong)
            if found is not None:
                model = None if found == "unknown" else found
                yield Breach(invariant=invariant, environment=case.request.environment, model=model)

    def concerned(self, invariant: Invariant) -> Iterator[Case]:
        """The kinds of request that `invariant` is about; raises UnprovableError for an action that there is not."""
        named = set(invariant.actions)
        known = {group for form in self.schema.actions.values() for group in form.groups}
        if not named <= known:
            raise UnprovableError(f"{invariant.id} names {', '.join(sorted(named - known))}")
        for environment, case in self.cases.items():
            if named & self.schema.actions[environment.action].groups:
                yield case

    def _is_possible(self, invariant: Invariant, concerned: Sequence[Case], without: str) -> bool:
        found = (case.find(all_of(case.holds(invariant.when), case.allowed(without))) for case in concerned)
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
