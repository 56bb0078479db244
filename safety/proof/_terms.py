"""Terms of the solver: connectives that settle what is settled already, sorts for the types of the schema, and leaves.

A formula is a bool where it is settled and a term of the solver where it is not.
"""

from collections.abc import Iterable
from typing import Any, Final, TypeAlias

import z3

from safety.proof.schema import Bool, EntityOf, Long, Scalar, SetOf, String

Formula: TypeAlias = Any
"""A bool, or a boolean term of the solver, which comes without types."""
Term: TypeAlias = Any

LONG_LOWEST: Final = -(2**63)
LONG_HIGHEST: Final = 2**63 - 1


def all_of(*parts: Formula) -> Formula:
    """Whether all parts hold."""
    if any(part is False for part in parts):
        return False
    open_parts = [part for part in parts if part is not True]
    return z3.And(open_parts) if len(open_parts) > 1 else open_parts[0] if open_parts else True


def any_of(*parts: Formula) -> Formula:
    """Whether one of the parts holds."""
    if any(part is True for part in parts):
        return True
    open_parts = [part for part in parts if part is not False]
    return z3.Or(open_parts) if len(open_parts) > 1 else open_parts[0] if open_parts else False


def negation(part: Formula) -> Formula:
    """Whether `part` does not hold."""
    return not part if isinstance(part, bool) else z3.Not(part)


def choice(condition: Formula, chosen: Term, other: Term) -> Term:
    """`chosen` where the condition holds, else `other`."""
    if isinstance(condition, bool):
        return chosen if condition else other
    return z3.If(condition, chosen, other)


def same(left: Term, right: Term) -> Formula:
    """Whether two terms of one sort are equal."""
    return left == right if is_open(left) else right == left


def is_open(term: Term) -> bool:
    """Whether `term` is one of the solver, and no plain value."""
    return isinstance(term, z3.ExprRef)


def out_of_range(number: Term) -> Formula:
    """Whether a sum or product leaves the 64 bits of a Long, which the engine calls an error."""
    return any_of(number < LONG_LOWEST, number > LONG_HIGHEST)


def sort_of(kind: Scalar | SetOf) -> Term:
    """The solver's sort for a type of the schema; records have none."""
    match kind:
        case Bool():
            return z3.BoolSort()
        case Long():
            return z3.IntSort()
        case String():
            return z3.StringSort()
        case EntityOf(name):
            return z3.DeclareSort(name)
        case _:
            return z3.SetSort(sort_of(kind.element))


def leaf(name: str, owner: Term | None, kind: Scalar | SetOf) -> Term:
    """The value `name` of the request, or that of the entity `owner`; equal owners have equal values."""
    if owner is None:
        return z3.Const(name, sort_of(kind))
    return z3.Function(name, owner.sort(), sort_of(kind))(owner)


def distinct(terms: Iterable[Term]) -> Formula:
    """Whether no two terms are equal."""
    listed = list(terms)
    return z3.Distinct(listed) if len(listed) > 1 else True


def contains(whole: Term, element: Term) -> Formula:
    """Whether a set, written out or open, holds `element`."""
    if isinstance(whole, tuple):
        return any_of(*(same(one, element) for one in whole))
    return z3.Select(whole, element)


def contains_all(whole: Term, part: Term) -> Formula:
    """Whether a set holds everything that another holds."""
    if isinstance(part, tuple):
        return all_of(*(contains(whole, one) for one in part))
    return z3.IsSubset(part, spread(whole, part))


def contains_any(left: Term, right: Term) -> Formula:
    """Whether two sets have something in common."""
    if isinstance(right, tuple):
        return any_of(*(contains(left, one) for one in right))
    if isinstance(left, tuple):
        return any_of(*(contains(right, one) for one in left))
    return z3.Not(z3.SetIntersect(left, right) == z3.EmptySet(left.sort().domain()))


def is_empty(whole: Term) -> Formula:
    """Whether a set holds nothing."""
    return not whole if isinstance(whole, tuple) else whole == z3.EmptySet(whole.sort().domain())


def same_sets(left: Term, right: Term) -> Formula:
    """Whether two sets hold the same."""
    if isinstance(left, tuple) and isinstance(right, tuple):
        return all_of(contains_all(left, right), contains_all(right, left))
    return same(spread(left, right), spread(right, left))


def spread(whole: Term, like: Term) -> Term:
    """A set that is written out as a term of the sort of `like`; an open one as it is."""
    if not isinstance(whole, tuple):
        return whole
    spread_out = z3.EmptySet(like.sort().domain())
    for element in whole:
        spread_out = z3.SetAdd(spread_out, element)
    return spread_out


def words(text: str) -> Term:
    """Words as a term."""
    return z3.StringVal(text)


def fits_pattern(term: Term, pattern: Iterable[str | None]) -> Formula:
    """Whether words fit a pattern of characters and, as None, of anything."""
    anything = z3.Full(z3.ReSort(z3.StringSort()))
    parts = [z3.Re(z3.StringVal(part)) if part is not None else anything for part in pattern]
    whole = z3.Concat(*parts) if len(parts) > 1 else parts[0] if parts else z3.Re(z3.StringVal(""))
    return z3.InRe(term, whole)
