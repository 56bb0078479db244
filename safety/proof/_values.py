"""What the parts of a rule give: values, the records that they are read from, and what may be done with two of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from safety.proof import _terms as terms
from safety.proof._terms import Formula, Term
from safety.proof.schema import Type

COMPARISONS: Final[Mapping[str, Callable[[Term, Term], Formula]]] = {
    "less": lambda left, right: left < right,
    "less_eq": lambda left, right: left <= right,
    "greater": lambda left, right: left > right,
    "greater_eq": lambda left, right: left >= right,
}
SUMS: Final[Mapping[str, Callable[[Term, Term], Term]]] = {
    "add": lambda left, right: left + right,
    "sub": lambda left, right: left - right,
    "mul": lambda left, right: left * right,
}
SETS: Final[Mapping[str, Callable[[Term, Term], Formula]]] = {
    "contains": terms.contains,
    "contains_all": terms.contains_all,
    "contains_any": terms.contains_any,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A record: the circumstances of the request (no owner), or what is known of the entity `owner`."""

    name: str
    owner: Term | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What an expression gives, of which type, and when its evaluation errs."""

    type: Type
    term: Term
    fails: Formula = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """When a rule applies to a request, and when its evaluation errs."""

    applies: Formula
    fails: Formula
