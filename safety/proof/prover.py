"""Proving invariants of a set of rules for all requests.

What the solver cannot settle in time is never counted as proved.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from safety.proof._terms import Formula, all_of, any_of, negation
from safety.proof.case import Case, ProvenRule
from safety.proof.schema import Environment, UnprovableError, parse_schema
from safety.proof.statements import Invariant, Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A request for `action` for which an invariant does not hold.

    It has no `environment` where all such requests are meant, and no `model` where the solver could not tell in time.
    """

    invariant: Invariant
    action: str
    environment: Environment | None = None
    model: Any = None


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

    def breaches(self, invariant: Invariant) -> Iterator[Breach]:
        """Requests for which `invariant` does not hold, at most one of each kind."""
        if invariant.promise is Promise.POSSIBLE:
            yield from _impossible(invariant, self.concerned(invariant))
        else:
            yield from _broken(invariant, self.concerned(invariant))

    def concerned(self, invariant: Invariant) -> Iterator[Case]:
        """The kinds of request that `invariant` is about; raises UnprovableError for an action that there is not."""
        named = set(invariant.actions)
        known = {group for form in self.schema.actions.values() for group in form.groups}
        if not named <= known:
            raise UnprovableError(f"{invariant.id} names {', '.join(sorted(named - known))}")
        for environment in self.schema.environments():
            if named & self.schema.actions[environment.action].groups:
                yield self.case(environment)


class Variant:
    """The rules of a `prover` but for `rule`, or with `replacement` in its place.

    Promises are taken to hold by the rules as they are: kinds of request that the change leaves alone are passed over.
    """

    def __init__(self, prover: Prover, rule: str, replacement: ProvenRule | None = None) -> None:
        self._prover = prover
        self._rule = rule
        self._replacement = replacement
        self._cases: dict[Environment, Case] = {}

    def case(self, environment: Environment) -> Case:
        """One kind of request; the very case of the prover where the change makes none."""
        if environment not in self._cases:
            self._cases[environment] = self._prover.case(environment).changed(self._rule, self._replacement)
        return self._cases[environment]

    def breaches(self, invariant: Invariant) -> Iterator[Breach]:
        """Requests for which `invariant` does not hold any more."""
        before = list(self._prover.concerned(invariant))
        cases = [self.case(case.request.environment) for case in before]
        if invariant.promise is not Promise.POSSIBLE:
            yield from _broken(invariant, (new for new, old in zip(cases, before, strict=True) if new is not old))
        elif cases != before:
            yield from _impossible(invariant, cases)


def _impossible(invariant: Invariant, cases: Iterable[Case]) -> Iterator[Breach]:
    """The actions of which no request is allowed."""
    left = dict.fromkeys(invariant.actions)
    for case in cases:
        done = [action for action in left if action in case.groups]
        if done and case.is_found(all_of(case.holds(invariant.when), case.allowed())):
            for action in done:
                del left[action]
        if not left:
            return
    yield from (Breach(invariant=invariant, action=action) for action in left)


def _broken(invariant: Invariant, cases: Iterable[Case]) -> Iterator[Breach]:
    for case in cases:
        found = case.find(_wrong(invariant, case))
        if found is not None:
            model = None if found == "unknown" else found
            environment = case.request.environment
            yield Breach(invariant=invariant, action=environment.action, environment=environment, model=model)


def _wrong(invariant: Invariant, case: Case) -> Formula:
    """When a request of this kind breaks `invariant`."""
    about = case.holds(invariant.when)
    match invariant.promise:
        case Promise.REFUSED:
            return all_of(about, negation(case.refused()))
        case Promise.NEVER:
            return all_of(about, case.allowed())
        case Promise.ALWAYS:
            return all_of(about, negation(case.allowed()))
        case _:
            return all_of(about, any_of(*case.added.values()))
