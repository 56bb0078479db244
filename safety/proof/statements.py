"""Statements about every request, made of facts: the language in which the invariants are written.

Facts are built, never read from text, and mean what the same words mean in a rule.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from typing import Final

from cedarpy import pst

from carebot.core.language import Text


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a request has, or that is true of it."""

    expression: pst.Expr

    def __getitem__(self, attribute: str) -> "Fact":
        """The attribute of this name."""
        return Fact(pst.GetAttr(self.expression, attribute))

    def __and__(self, other: "Fact") -> "Fact":
        return Fact(pst.BinaryOp("and", self.expression, other.expression))

    def __or__(self, other: "Fact") -> "Fact":
        return Fact(pst.BinaryOp("or", self.expression, other.expression))

    def __invert__(self) -> "Fact":
        return Fact(pst.UnaryOp("not", self.expression))

    def has(self, attribute: str) -> "Fact":
        """That there is an attribute of this name."""
        return Fact(pst.HasAttr(self.expression, (attribute,)))

    def is_a(self, *kinds: str) -> "Fact":
        """That it is an entity of one of these kinds."""
        parts = [Fact(pst.Is(self.expression, pst.EntityType(kind), None)) for kind in kinds]
        return reduce(Fact.__or__, parts)

    def equals(self, other: "Fact") -> "Fact":
        """That both are the same."""
        return Fact(pst.BinaryOp("eq", self.expression, other.expression))

    def at_least(self, number: int) -> "Fact":
        """That it is not below `number`."""
        return Fact(pst.BinaryOp("greater_eq", self.expression, pst.LongLit(number)))

    def above(self, other: "Fact") -> "Fact":
        """That it is more than `other`."""
        return Fact(pst.BinaryOp("greater", self.expression, other.expression))

    def negative(self) -> "Fact":
        """The number below zero that is as far from it."""
        return Fact(pst.BinaryOp("sub", pst.LongLit(0), self.expression))


_ENTER: Final = pst.EntityUid(pst.EntityType("Action"), "enter")
PRINCIPAL: Final = Fact(pst.Var("principal"))
RESOURCE: Final = Fact(pst.Var("resource"))
CONTEXT: Final = Fact(pst.Var("context"))
NOW: Final = CONTEXT["now"]
ANY: Final = Fact(pst.BoolLit(True))
THING: Final = CONTEXT["thing"]
CLAIMS: Final = CONTEXT["claims"]
ON_SHIFT: Final = PRINCIPAL.is_a("Staff") & PRINCIPAL["onShift"]
NURSE: Final = ON_SHIFT & PRINCIPAL["nurse"]
FOR_HERSELF: Final = PRINCIPAL.equals(RESOURCE)
ALARM: Final = NOW["alarm"].at_least(2)
CALM: Final = ~ALARM
JUST_ALARM: Final = ALARM & ~NOW["alarm"].at_least(3)
LITTLE_WRONG: Final = CALM & NOW["alarm"].at_least(1)
ENTERING_ACTION: Final = Fact(pst.BinaryOp("eq", pst.Var("action"), pst.EntityLit(_ENTER)))
ENTERING_HOME: Final = CONTEXT["entering"] & RESOURCE.has("occupant")


class Promise(StrEnum):
    """What is said of the requests that an invariant is about."""

    REFUSED = "refused"
    """All of them are refused by a rule that says why, whatever else is true."""

    NEVER = "never"
    """None of them is allowed, whatever else is true."""

    ALWAYS = "always"
    """All of them are allowed, whatever else is true; no rule of a home can change that."""

    POSSIBLE = "possible"
    """Some of them are allowed, for each of the actions: the house does not forbid it altogether. A home may."""

    RESERVED = "reserved"
    """No rule of a home has a say in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invariant:
    """One promise about every request for one of `actions`, which may be groups, of which `when` is true."""

    id: str
    promise: Promise
    says: Text
    source: str
    actions: tuple[str, ...]
    when: Fact = ANY


def refused(name: str, actions: str, when: Fact = ANY, *, zh: str, en: str, source: str) -> Invariant:
    """The promise that all of these requests are refused by a rule that says why. `actions` are words in one string."""
    return _invariant(Promise.REFUSED, name, actions, when, says=Text(zh=zh, en=en), source=source)


def never(name: str, actions: str, when: Fact = ANY, *, zh: str, en: str, source: str) -> Invariant:
    """The promise that none of these requests is allowed."""
    return _invariant(Promise.NEVER, name, actions, when, says=Text(zh=zh, en=en), source=source)


def always(name: str, actions: str, when: Fact = ANY, *, zh: str, en: str, source: str) -> Invariant:
    """The promise that all of these requests are allowed."""
    return _invariant(Promise.ALWAYS, name, actions, when, says=Text(zh=zh, en=en), source=source)


def possible(name: str, actions: str, when: Fact = ANY, *, zh: str, en: str, source: str) -> Invariant:
    """The promise that some of these requests are allowed, of each action."""
    return _invariant(Promise.POSSIBLE, name, actions, when, says=Text(zh=zh, en=en), source=source)


def reserved(name: str, actions: str, when: Fact = ANY, *, zh: str, en: str, source: str) -> Invariant:
    """The promise that a home has no say in these requests."""
    return _invariant(Promise.RESERVED, name, actions, when, says=Text(zh=zh, en=en), source=source)


def _invariant(promise: Promise, name: str, actions: str, when: Fact, *, says: Text, source: str) -> Invariant:
    return Invariant(
        id=f"{promise}.{name}", promise=promise, says=says, source=source, actions=tuple(actions.split()), when=when
    )
