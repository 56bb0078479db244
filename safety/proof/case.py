"""One kind of request with every rule that may apply to it, put to the solver.

What the solver cannot settle in time is told apart from what it settled.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import Any, Final

import z3
from cedarpy import policies_to_pst, pst

from safety.proof._terms import Formula, all_of, any_of, is_open, negation
from safety.proof._values import Meaning
from safety.proof.schema import Environment, Schema, UnprovableError
from safety.proof.statements import Fact, Invariant, Promise
from safety.proof.translation import SymbolicRequest

_PATIENCE_MS: Final = 3_000
_SILENT: Final = Meaning(applies=False, fails=False)


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


class Case:
    """One kind of request with every rule that may apply to it, ready for the solver.

    Each rule has a switch, a boolean that is true exactly where the rule applies, and one that is true where it errs.
    """

    def __init__(self, schema: Schema, environment: Environment, rules: Iterable[ProvenRule]) -> None:
        self.request = SymbolicRequest(schema, environment)
        self.permits: dict[str, Formula] = {}
        self.forbids: dict[str, Formula] = {}
        self.added: dict[str, Formula] = {}
        self.errors: dict[str, Formula] = {}
        self._meanings: dict[str, Meaning] = {}
        self._groups = schema.actions[environment.action].groups
        self._solver = z3.Solver()
        self._solver.set("timeout", _PATIENCE_MS)
        for rule in rules:
            meaning = self.request.meaning_of(rule.tree)
            applies = self._switch(f"applies {rule.id}", meaning.applies)
            self._take(rule, meaning, Meaning(applies=applies, fails=self._switch(f"errs {rule.id}", meaning.fails)))

    def changed(self, rule: str, replacement: ProvenRule | None = None) -> "Case":
        """Such requests without `rule`, or with `replacement` in its place; this very case where nothing changes."""
        meaning = self.request.meaning_of(replacement.tree) if replacement is not None else _SILENT
        kind = rule in self.permits
        if _same(meaning, self._meanings.get(rule, _SILENT)) and (replacement is None or replacement.permits is kind):
            return self
        other = copy(self)
        other.permits, other.forbids, other.added, other.errors, other._meanings = (
            {name: one for name, one in table.items() if name != rule}
            for table in (self.permits, self.forbids, self.added, self.errors, self._meanings)
        )
        if replacement is not None:
            other._take(replacement, meaning, meaning)
        return other

    def _take(self, rule: ProvenRule, meaning: Meaning, switches: Meaning) -> None:
        if meaning.applies is not False:
            (self.permits if rule.permits else self.forbids)[rule.id] = switches.applies
            if rule.added:
                self.added[rule.id] = switches.applies
        if meaning.fails is not False:
            self.errors[rule.id] = switches.fails
        self._meanings[rule.id] = meaning

    def _switch(self, name: str, formula: Formula) -> Formula:
        if formula is False:
            return False
        switch = z3.Bool(name)
        self._solver.add(switch == formula)
        return switch

    def holds(self, fact: Fact) -> Formula:
        """When `fact` is true of such a request."""
        value = self.request.truth_of(fact.expression)
        return all_of(value.term, negation(value.fails))

    def allowed(self) -> Formula:
        """When such a request is allowed."""
        against = (*self.forbids.values(), *self.errors.values())
        return all_of(any_of(*self.permits.values()), *(negation(switch) for switch in against))

    def refused(self) -> Formula:
        """When such a request is refused by a rule."""
        return any_of(*self.forbids.values())

    @property
    def groups(self) -> frozenset[str]:
        """The action that is asked for, and all groups that it is in."""
        return self._groups

    def is_found(self, wanted: Formula) -> bool:
        """Whether there surely is a request for which `wanted` is true."""
        found = self.find(wanted)
        return found is not None and found != "unknown"

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


def _same(first: Meaning, second: Meaning) -> bool:
    """Whether two rules are the same formulas; some that mean the same are not."""
    pairs = ((first.applies, second.applies), (first.fails, second.fails))
    return all(one.eq(other) if is_open(one) and is_open(other) else one is other for one, other in pairs)
