"""Rules as formulas: the meaning of every rule for one kind of request, exactly as the engine evaluates it.

Whatever has no meaning here raises UnprovableError; nothing is taken for true or false because it is not understood. A
rule that errs is no rule to the engine, and carebot refuses a request on which one errs: the formulas hold both.
"""

from collections.abc import Mapping
from typing import Final

from cedarpy import pst

from safety.proof import _terms as terms
from safety.proof._terms import Formula, Term, all_of, any_of, negation, same
from safety.proof._values import COMPARISONS, SETS, SUMS, Meaning, Place, Value
from safety.proof.schema import (
    Bool,
    EntityOf,
    Environment,
    Field,
    Long,
    Record,
    Schema,
    SetOf,
    String,
    Type,
    UnprovableError,
)

_ACTION: Final = "Action"


class SymbolicRequest:
    """Any request of one kind. `axioms` are what they all have in common, and grow with what is translated."""

    def __init__(self, schema: Schema, environment: Environment) -> None:
        self.environment = environment
        self._schema = schema
        self._form = schema.actions[environment.action]
        self._literals: dict[str, dict[str, Term]] = {}
        self._numbers: dict[str, Term] = {}
        self._constants: list[Value] = []
        self.principal = terms.leaf("principal", None, EntityOf(environment.principal))
        self.resource = terms.leaf("resource", None, EntityOf(environment.resource))

    @property
    def axioms(self) -> list[Formula]:
        """Different names are different entities, and every number is one of 64 bits."""
        ranges = [negation(terms.out_of_range(number)) for number in self._numbers.values()]
        return [*ranges, *(terms.distinct(named.values()) for named in self._literals.values())]

    @property
    def literals(self) -> Mapping[str, Mapping[str, Term]]:
        """The entities that were named, by kind and id."""
        return self._literals

    def elements(self, kind: Type) -> list[Term]:
        """What a set of `kind` may hold as far as anything was said of it: every value that was written out."""
        return list({str(value.term): value.term for value in self._constants if value.type == kind}.values())

    def meaning_of(self, rule: pst.Template) -> Meaning:
        """When `rule` applies to such a request, and when it errs; raises UnprovableError."""
        about = all_of(self._is_asked(rule.action), self._is_whom(rule.principal), self._is_what(rule.resource))
        holds, fails = about, False
        for clause in rule.clauses:
            if holds is False:
                break
            value = self.truth_of(clause.expr)
            fails = any_of(fails, all_of(holds, value.fails))
            met = value.term if isinstance(clause, pst.When) else negation(value.term)
            holds = all_of(holds, negation(value.fails), met)
        return Meaning(applies=holds, fails=fails)

    def truth_of(self, expression: pst.Expr) -> Value:
        """The truth of a condition about such a request; raises UnprovableError."""
        value = self._value(expression)
        if value.type != Bool():
            raise UnprovableError("a condition that is neither true nor false")
        return value

    def _is_asked(self, scope: pst.ActionConstraint) -> bool:
        match scope:
            case pst.ScopeAny():
                return True
            case pst.ActionEq(entity):
                return entity.id == self.environment.action
            case _:
                return any(entity.id in self._form.groups for entity in scope.entities)

    def _is_whom(self, scope: pst.PrincipalOrResourceConstraint) -> Formula:
        return self._is_within(scope, Value(type=EntityOf(self.environment.principal), term=self.principal))

    def _is_what(self, scope: pst.PrincipalOrResourceConstraint) -> Formula:
        return self._is_within(scope, Value(type=EntityOf(self.environment.resource), term=self.resource))

    def _is_within(self, scope: pst.PrincipalOrResourceConstraint, entity: Value) -> Formula:
        match scope:
            case pst.ScopeAny():
                return True
            case pst.ScopeIs(kind):
                return entity.type == EntityOf(str(kind))
            case pst.ScopeEq(pst.EntityUid() as uid) | pst.ScopeIn(pst.EntityUid() as uid):
                return self._equal(entity, self._literal(uid))
            case pst.ScopeIsIn(kind, pst.EntityUid() as uid):
                return all_of(entity.type == EntityOf(str(kind)), self._equal(entity, self._literal(uid)))
            case _:
                raise UnprovableError("a rule with a gap to be filled")

    def _value(self, expression: pst.Expr) -> Value:
        match expression:
            case pst.BoolLit() | pst.LongLit() | pst.StringLit() | pst.EntityLit():
                return self._constant(expression)
            case pst.Var(name):
                return self._variable(name)
            case pst.UnaryOp(op, argument):
                return self._unary(op, self._value(argument))
            case pst.BinaryOp(op, left, right):
                return self._binary(op, left, right)
            case _:
                return self._compound(expression)

    def _is(self, value: Value, kind: pst.EntityType, inside: pst.Expr | None) -> Value:
        if value.type != EntityOf(str(kind)) or inside is None:
            return Value(type=Bool(), term=value.type == EntityOf(str(kind)), fails=value.fails)
        whole = self._value(inside)
        return Value(type=Bool(), term=self._within(value, whole), fails=any_of(value.fails, whole.fails))

    def _constant(self, literal: pst.Lit) -> Value:
        value = self._written(literal)
        self._constants.append(value)
        return value

    def _written(self, literal: pst.Lit) -> Value:
        match literal:
            case pst.BoolLit(value):
                return Value(type=Bool(), term=value)
            case pst.LongLit(value):
                return Value(type=Long(), term=value)
            case pst.StringLit(value):
                return Value(type=String(), term=terms.words(value))
            case _:
                return self._literal(literal.value)

    def _compound(self, expression: pst.Expr) -> Value:
        match expression:
            case pst.GetAttr(base, name):
                return self._attribute(self._value(base), name)
            case pst.HasAttr(base, names):
                return self._has(self._value(base), names)
            case pst.Is(base, kind, inside):
                return self._is(self._value(base), kind, inside)
            case pst.IfThenElse(condition, chosen, other):
                return self._either(self._value(condition), chosen, other)
            case pst.Set(elements):
                return self._set([self._value(element) for element in elements])
            case pst.Like(base, pattern):
                value = self._value(base)
                parts = [part.value if isinstance(part, pst.Char) else None for part in pattern]
                return Value(type=Bool(), term=terms.fits_pattern(value.term, parts), fails=value.fails)
            case _:
                raise UnprovableError(f"a rule with {type(expression).__name__}")

    def _variable(self, name: pst.VarName) -> Value:
        match name:
            case "principal":
                return Value(type=EntityOf(self.environment.principal), term=self.principal)
            case "resource":
                return Value(type=EntityOf(self.environment.resource), term=self.resource)
            case "action":
                return Value(type=EntityOf(_ACTION), term=self.environment.action)
            case _:
                return Value(type=self._form.context, term=Place(name="context", owner=None))

    def _literal(self, uid: pst.EntityUid) -> Value:
        kind = str(uid.type)
        if kind == _ACTION:
            return Value(type=EntityOf(_ACTION), term=uid.id)
        named = self._literals.setdefault(kind, {})
        if uid.id not in named:
            named[uid.id] = terms.leaf(str(uid), None, EntityOf(kind))
        return Value(type=EntityOf(kind), term=named[uid.id])

    def _field(self, value: Value, name: str) -> tuple[Place, Field | None]:
        """The record in which an attribute stands, and the attribute; None where the type has no such attribute."""
        match value.type:
            case EntityOf(kind):
                return Place(name=kind, owner=value.term), self._schema.entities[kind].fields.get(name)
            case Record(fields):
                return value.term, fields.get(name)
            case _:
                raise UnprovableError(f"an attribute {name} of what has none")

    def _attribute(self, value: Value, name: str) -> Value:
        place, field = self._field(value, name)
        if field is None:
            raise UnprovableError(f"{place.name} has no attribute {name}")
        missing = negation(self._present(place, name, field))
        path = f"{place.name}.{name}"
        if isinstance(field.type, Record):
            return Value(type=field.type, term=Place(name=path, owner=place.owner), fails=any_of(value.fails, missing))
        term = terms.leaf(path, place.owner, field.type)
        if field.type == Long():
            self._numbers[str(term)] = term
        return Value(type=field.type, term=term, fails=any_of(value.fails, missing))

    def _present(self, place: Place, name: str, field: Field | None) -> Formula:
        if field is None or not field.optional:
            return field is not None
        return terms.leaf(f"{place.name}.{name}?", place.owner, Bool())

    def _has(self, value: Value, names: tuple[str, ...]) -> Value:
        """Whether an attribute is there, and the attributes of that one in turn."""
        place, field = self._field(value, names[0])
        there = self._present(place, names[0], field)
        if len(names) == 1 or there is False:
            return Value(type=Bool(), term=there, fails=value.fails)
        inner = self._has(self._attribute(value, names[0]), names[1:])
        return Value(type=Bool(), term=all_of(there, inner.term), fails=value.fails)

    def _unary(self, op: pst.UnaryOpName, value: Value) -> Value:
        match op, value.type:
            case "not", Bool():
                return Value(type=Bool(), term=negation(value.term), fails=value.fails)
            case "neg", Long():
                return Value(type=Long(), term=-value.term, fails=any_of(value.fails, terms.out_of_range(-value.term)))
            case "is_empty", SetOf():
                return Value(type=Bool(), term=terms.is_empty(value.term), fails=value.fails)
            case _:
                raise UnprovableError(f"a rule with {op}")

    def _binary(self, op: pst.BinaryOpName, left: pst.Expr, right: pst.Expr) -> Value:
        first = self._value(left)
        if op in {"and", "or"}:
            return self._connected(op, first, right)
        second = self._value(right)
        fails = any_of(first.fails, second.fails)
        if op in COMPARISONS and first.type == second.type == Long():
            return Value(type=Bool(), term=COMPARISONS[op](first.term, second.term), fails=fails)
        if op in SUMS and first.type == second.type == Long():
            total = SUMS[op](first.term, second.term)
            return Value(type=Long(), term=total, fails=any_of(fails, terms.out_of_range(total)))
        if op in SETS and isinstance(first.type, SetOf):
            return Value(type=Bool(), term=SETS[op](first.term, second.term), fails=fails)
        if op in {"eq", "not_eq"}:
            equal = self._equal(first, second)
            return Value(type=Bool(), term=equal if op == "eq" else negation(equal), fails=fails)
        if op == "in":
            return Value(type=Bool(), term=self._within(first, second), fails=fails)
        raise UnprovableError(f"a rule with {op}")

    def _connected(self, op: str, first: Value, right: pst.Expr) -> Value:
        """Both or one of two conditions; the second is not looked at where the first settles it."""
        settled = op == "or"
        if first.term is settled:
            return first
        second = self.truth_of(right)
        looked_at = negation(first.term) if settled else first.term
        fails = any_of(first.fails, all_of(negation(first.fails), looked_at, second.fails))
        joined = any_of(first.term, second.term) if settled else all_of(first.term, second.term)
        return Value(type=Bool(), term=joined, fails=fails)

    def _either(self, condition: Value, chosen: pst.Expr, other: pst.Expr) -> Value:
        if isinstance(condition.term, bool):
            return self._value(chosen if condition.term else other)
        first, second = self._value(chosen), self._value(other)
        if first.type != second.type or isinstance(first.type, Record | SetOf):
            raise UnprovableError("a choice between values of different kinds")
        fails = terms.choice(condition.term, first.fails, second.fails)
        term = terms.choice(condition.term, first.term, second.term)
        return Value(type=first.type, term=term, fails=any_of(condition.fails, fails))

    def _set(self, elements: list[Value]) -> Value:
        kinds = {element.type for element in elements if not isinstance(element.type, SetOf | Record)}
        if len(kinds) != 1 or any(element.type not in kinds for element in elements):
            raise UnprovableError("a set that is empty, of several kinds, or of sets or records")
        fails = any_of(*(element.fails for element in elements))
        return Value(type=SetOf(kinds.pop()), term=tuple(element.term for element in elements), fails=fails)

    def _equal(self, left: Value, right: Value) -> Formula:
        if left.type != right.type:
            return False
        match left.type:
            case Record():
                raise UnprovableError("a comparison of records")
            case SetOf():
                return terms.same_sets(left.term, right.term)
            case _:
                return same(left.term, right.term)

    def _within(self, entity: Value, whole: Value) -> Formula:
        """Cedar's `in`: actions have groups; no other entity is inside another, so that it is equality."""
        if isinstance(whole.type, SetOf):
            if not isinstance(whole.term, tuple):
                return whole.type.element == entity.type and terms.contains(whole.term, entity.term)
            parts = [Value(type=whole.type.element, term=one) for one in whole.term]
            return any_of(*(self._within(entity, part) for part in parts))
        if entity.type == whole.type == EntityOf(_ACTION):
            return whole.term in self._form.groups
        return self._equal(entity, whole)
