"""The solver's formulas as functions of a request that is written out, so that many can be compared with the engine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import z3

from safety._rules import Entity, Request, Uid
from safety.proof.schema import Environment, Schema
from safety.proof.translation import SymbolicRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A request and everybody and everything that it may touch."""

    request: Request
    entities: Mapping[Uid, Entity]

    def constant(self, name: str) -> Any:
        """The value of a leaf of the request: who, what, or an attribute of the circumstances."""
        match name.split("."):
            case ["principal"]:
                return self.request.principal
            case ["resource"]:
                return self.request.resource
            case ["context", *path]:
                return _at(self.request.context, path)
            case _:
                kind, _, quoted = name.partition('::"')
                return Uid(type=kind, id=quoted.removesuffix('"'))

    def attribute(self, name: str, owner: Uid) -> Any:
        """The value of an attribute of an entity."""
        _, *path = name.split(".")
        return _at(self.entities[owner].attributes, path) if owner in self.entities else None


def _at(attributes: Any, path: list[str]) -> Any:
    """The value at a path; whether it is there where the path ends in a question mark."""
    *before, last = path
    for name in before:
        attributes = attributes.get(name, {})
    if last.endswith("?"):
        return last[:-1] in attributes
    found = attributes.get(last)
    return frozenset(found) if isinstance(found, list) else found


Evaluator = Callable[[World], Any]


def evaluator(formula: Any) -> Evaluator:
    """The value of a formula in a world. What is read of attributes that are not there does not matter, and is none."""
    if not isinstance(formula, z3.ExprRef):
        return lambda world: formula
    constant = _constant(formula)
    if constant is not None:
        return constant
    if formula.decl().kind() == z3.Z3_OP_SEQ_IN_RE:
        words, pattern = evaluator(formula.arg(0)), formula.arg(1)
        return lambda world: z3.is_true(z3.simplify(z3.InRe(z3.StringVal(words(world) or ""), pattern)))
    name, parts = formula.decl().name(), [evaluator(child) for child in formula.children()]
    if formula.decl().kind() == z3.Z3_OP_UNINTERPRETED:
        if not parts:
            return lambda world: world.constant(name)
        return lambda world: world.attribute(name, parts[0](world))
    return _operation(formula, parts)


def _constant(formula: Any) -> Evaluator | None:
    if z3.is_true(formula) or z3.is_false(formula):
        truth = z3.is_true(formula)
        return lambda world: truth
    if z3.is_int_value(formula):
        number = formula.as_long()
        return lambda world: number
    if z3.is_string_value(formula):
        words = formula.as_string()
        return lambda world: words
    return None


def _operation(formula: Any, parts: list[Evaluator]) -> Evaluator:
    kind = formula.decl().kind()
    if kind in {z3.Z3_OP_AND, z3.Z3_OP_OR}:
        settled = kind == z3.Z3_OP_OR
        return lambda world: next((settled for part in parts if part(world) is settled), not settled)
    if kind == z3.Z3_OP_ITE:
        return lambda world: parts[1](world) if parts[0](world) else parts[2](world)
    apply = _OPERATIONS[kind]
    return lambda world: apply(*(part(world) for part in parts))


def _ordered(compare: Callable[[int, int], bool]) -> Callable[[Any, Any], bool]:
    return lambda left, right: left is not None and right is not None and compare(left, right)


def _summed(add: Callable[[int, int], int]) -> Callable[[Any, Any], int]:
    return lambda left, right: add(left or 0, right or 0)


_OPERATIONS: dict[int, Callable[..., Any]] = {
    z3.Z3_OP_NOT: lambda part: part is not True,
    z3.Z3_OP_EQ: lambda left, right: left == right,
    z3.Z3_OP_LE: _ordered(lambda left, right: left <= right),
    z3.Z3_OP_LT: _ordered(lambda left, right: left < right),
    z3.Z3_OP_GE: _ordered(lambda left, right: left >= right),
    z3.Z3_OP_GT: _ordered(lambda left, right: left > right),
    z3.Z3_OP_ADD: _summed(lambda left, right: left + right),
    z3.Z3_OP_SUB: _summed(lambda left, right: left - right),
    z3.Z3_OP_MUL: _summed(lambda left, right: left * right),
    z3.Z3_OP_UMINUS: lambda part: -(part or 0),
    z3.Z3_OP_SELECT: lambda whole, element: element in (whole or frozenset()),
    z3.Z3_OP_STORE: lambda whole, element, there: whole | {element} if there else whole - {element},
    z3.Z3_OP_CONST_ARRAY: lambda everything: frozenset(),
    z3.Z3_OP_SET_SUBSET: lambda part, whole: (part or frozenset()) <= (whole or frozenset()),
    z3.Z3_OP_SET_INTERSECT: lambda left, right: (left or frozenset()) & (right or frozenset()),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the formulas say of a request: whether it is allowed, by which rules that is decided, and which err."""

    allowed: bool
    rules: frozenset[str]
    errors: frozenset[str]


class Judge:
    """All rules for one kind of request, as functions."""

    def __init__(self, schema: Schema, environment: Environment, rules: Any) -> None:
        symbolic = SymbolicRequest(schema, environment)
        meanings = [(rule, symbolic.meaning_of(rule.tree)) for rule in rules]
        self._permits = {one.id: evaluator(said.applies) for one, said in meanings if one.permits}
        self._forbids = {one.id: evaluator(said.applies) for one, said in meanings if not one.permits}
        self._errors = {one.id: evaluator(said.fails) for one, said in meanings}

    def judged_alone(self, world: World) -> dict[str, tuple[bool, bool]]:
        """Of each rule whether it applies, and whether it errs."""
        tables = {**self._permits, **self._forbids}
        return {name: (holds(world) is True, self._errors[name](world) is True) for name, holds in tables.items()}

    def judge(self, world: World) -> Verdict:
        """The verdict of the formulas."""
        permits, forbids, errors = (
            frozenset(name for name, holds in table.items() if holds(world))
            for table in (self._permits, self._forbids, self._errors)
        )
        return Verdict(allowed=bool(permits) and not forbids and not errors, rules=forbids or permits, errors=errors)
