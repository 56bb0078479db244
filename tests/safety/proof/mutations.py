"""Slips in a rule: a condition less, a condition turned round, a limit one off, a wider head."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from cedarpy import pst

from safety.proof.case import ProvenRule

_NEAR: Final[Mapping[str, pst.BinaryOpName]] = {
    "less": "less_eq",
    "less_eq": "less",
    "greater": "greater_eq",
    "greater_eq": "greater",
    "eq": "not_eq",
    "not_eq": "eq",
    "add": "sub",
    "sub": "add",
}


def mutants(rule: ProvenRule) -> Iterator[tuple[str, ProvenRule]]:
    """Each slip in words, and the rule with it."""
    for slip, tree in _trees(rule.tree):
        yield f"{rule.id}: {slip}", replace(rule, tree=tree, permits=tree.effect == "permit")


def _trees(tree: pst.Template) -> Iterator[tuple[str, pst.Template]]:
    yield "permits for forbids", replace(tree, effect="forbid" if tree.effect == "permit" else "permit")
    if not isinstance(tree.principal, pst.ScopeAny):
        yield "for anybody", replace(tree, principal=pst.ScopeAny())
    if not isinstance(tree.resource, pst.ScopeAny):
        yield "on anything", replace(tree, resource=pst.ScopeAny())
    if isinstance(tree.action, pst.ActionIn) and len(tree.action.entities) > 1:
        for entity in tree.action.entities:
            fewer = tuple(one for one in tree.action.entities if one != entity)
            yield f"not for {entity.id}", replace(tree, action=pst.ActionIn(fewer))
    for place, clause in enumerate(tree.clauses):
        rest = tree.clauses[:place], tree.clauses[place + 1 :]
        yield f"without clause {place + 1}", replace(tree, clauses=(*rest[0], *rest[1]))
        for slip, expression in _expressions(clause.expr):
            yield (
                f"clause {place + 1}, {slip}",
                replace(tree, clauses=(*rest[0], replace(clause, expr=expression), *rest[1])),
            )


def _expressions(expression: pst.Expr) -> Iterator[tuple[str, pst.Expr]]:
    match expression:
        case pst.BinaryOp(("and" | "or") as op, left, right):
            yield f"the first of `{op}` alone", left
            yield f"the second of `{op}` alone", right
            yield f"the other of and and or for `{op}`", pst.BinaryOp("or" if op == "and" else "and", left, right)
            yield from ((slip, pst.BinaryOp(op, one, right)) for slip, one in _expressions(left))
            yield from ((slip, pst.BinaryOp(op, left, one)) for slip, one in _expressions(right))
        case pst.BinaryOp(op, left, right):
            yield f"{_NEAR[op]} for {op}", pst.BinaryOp(_NEAR[op], left, right)
            yield from ((slip, pst.BinaryOp(op, one, right)) for slip, one in _numbers(left))
            yield from ((slip, pst.BinaryOp(op, left, one)) for slip, one in _numbers(right))
        case pst.UnaryOp("not", argument):
            yield "without not", argument
            yield from ((slip, pst.UnaryOp("not", one)) for slip, one in _expressions(argument))
        case _:
            yield "turned round", pst.UnaryOp("not", expression)


def _numbers(expression: pst.Expr) -> Iterator[tuple[str, pst.Expr]]:
    match expression:
        case pst.LongLit(value):
            yield f"{value + 1} for {value}", pst.LongLit(value + 1)
            yield f"{value - 1} for {value}", pst.LongLit(value - 1)
        case pst.BinaryOp(("add" | "sub") as op, left, right):
            yield f"{_NEAR[op]} for {op}", pst.BinaryOp(_NEAR[op], left, right)
            yield from ((slip, pst.BinaryOp(op, one, right)) for slip, one in _numbers(left))
        case _:
            return
