"""Which promise rests on which rule: a rule that nothing rests on is dead, doubled, or not yet promised."""

from collections.abc import Iterable, Iterator, Mapping

from safety.proof._terms import all_of, any_of, negation
from safety.proof.case import Case
from safety.proof.prover import Prover, Variant
from safety.proof.statements import Invariant, Promise


def guarded(prover: Prover, invariants: Iterable[Invariant]) -> Mapping[str, str]:
    """For each rule without which some promise breaks, one such promise, by their ids."""
    found: dict[str, str] = {}
    for invariant in invariants:
        for rule in dict.fromkeys(_candidates(prover, invariant)):
            if rule not in found and any(Variant(prover, rule).breaches(invariant)):
                found[rule] = invariant.id
    return found


def never_decides(prover: Prover) -> tuple[str, ...]:
    """Rules without which every request is answered as it is with them: doubled by others, or never true."""
    return tuple(rule.id for rule in prover.rules if not any(_decides(rule.id, case) for case in _cases(prover)))


def never_applies(prover: Prover) -> tuple[str, ...]:
    """Rules that are true of no request that there can be."""
    return tuple(rule.id for rule in prover.rules if not any(_applies(rule.id, case) for case in _cases(prover)))


def _candidates(prover: Prover, invariant: Invariant) -> Iterator[str]:
    """Rules without which `invariant` may break: no other can break it."""
    for case in prover.concerned(invariant):
        if invariant.promise in {Promise.REFUSED, Promise.NEVER}:
            yield from case.needed(invariant)
        else:
            yield from case.permits


def _cases(prover: Prover) -> Iterator[Case]:
    return (prover.case(environment) for environment in prover.schema.environments())


def _applies(rule: str, case: Case) -> bool:
    return case.is_found(case.permits.get(rule, case.forbids.get(rule, False)))


def _decides(rule: str, case: Case) -> bool:
    other = case.changed(rule)
    if other is case:
        return False
    with_it, without_it = case.allowed(), other.allowed()
    return case.is_found(any_of(all_of(with_it, negation(without_it)), all_of(without_it, negation(with_it))))
