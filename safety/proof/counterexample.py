"""What the solver found against a promise, made into a request that the engine can be asked and a person can read.

No counterexample is shown that the engine was not asked as well.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from cedarpy import pst

from carebot.core.language import Text
from safety._cedar import RuleSet
from safety._fact_words import fact_in_words
from safety._rules import Answer, Entity, Request, Rule, Uid
from safety.proof import _terms as terms
from safety.proof._request_words import action_in_words, request_in_words
from safety.proof._terms import Term
from safety.proof.prover import Breach, Prover
from safety.proof.schema import Bool, EntityOf, Long, Record, Scalar, Schema, SetOf, String
from safety.proof.statements import Fact, Promise
from safety.proof.translation import SymbolicRequest

_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
_UNDECIDED: Final = Text(
    zh="求解器没能在限定时间内判断，因此不算证明了。",
    en="The solver could not tell in time, so this counts as not proved.",
)
_IMPOSSIBLE: Final = Text(zh="所有这样的请求都被拒绝", en="every such request is refused")
_NO_RULE: Final = Text(zh="没有规则允许", en="no rule permits it")
_NAMELESS: Final = Text(zh="没有规则说明为什么", en="no rule says why")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterexample:
    """A request for which a promise does not hold, in words, and what the engine answers to it.

    `request`, `entities` and `answer` are None where there is no single request to show.
    """

    says: Text
    request: Request | None = None
    entities: tuple[Entity, ...] = ()
    answer: Answer | None = None


def counterexample_of(prover: Prover, breach: Breach, rules: RuleSet) -> Counterexample:
    """The counterexample that `breach` stands for, put to the engine with `rules`."""
    if breach.invariant.promise is Promise.POSSIBLE:
        wanted = action_in_words(breach.action)
        return Counterexample(says=Text(zh=f"{_IMPOSSIBLE.zh}：{wanted.zh}。", en=f"{_IMPOSSIBLE.en}: {wanted.en}."))
    if breach.environment is None or breach.model is None:
        return Counterexample(says=_UNDECIDED)
    picture = Picture(prover.schema, prover.case(breach.environment).request, breach.model)
    request = picture.request()
    entities = picture.entities()
    answer = rules.ask([request], rules.know(entities))[0]
    says = _in_words(breach, request, {entity.uid: entity for entity in entities}, answer, rules.rules)
    return Counterexample(says=says, request=request, entities=entities, answer=answer)


class Picture:
    """The request that a model describes, with everybody and everything that it touches."""

    def __init__(self, schema: Schema, symbolic: SymbolicRequest, model: Any) -> None:
        self._schema = schema
        self._symbolic = symbolic
        self._model = model
        self._names: dict[tuple[str, str], Uid] = {}
        self._entities: dict[Uid, Entity] = {}
        for kind, named in symbolic.literals.items():
            for name, term in named.items():
                self._names[kind, str(self._settled(term))] = Uid(type=kind, id=name)

    def request(self) -> Request:
        """The request."""
        environment = self._symbolic.environment
        form = self._schema.actions[environment.action]
        return Request(
            principal=self._uid(environment.principal, self._symbolic.principal),
            action=environment.action,
            resource=self._uid(environment.resource, self._symbolic.resource),
            context=dict(self._record("context", None, form.context)),
        )

    def entities(self) -> tuple[Entity, ...]:
        """Everybody and everything that the request touches, whole; to be asked for after it."""
        return tuple(self._entities.values())

    def _settled(self, term: Term) -> Term:
        return self._model.eval(term, model_completion=True)

    def _uid(self, kind: str, term: Term) -> Uid:
        """The name of an entity, which is described by the way."""
        uid = self._names.setdefault(
            (kind, str(self._settled(term))), Uid(type=kind, id=f"{kind.lower()}-{len(self._names) + 1}")
        )
        if uid not in self._entities:
            self._entities[uid] = Entity(uid=uid, attributes={})
            attributes = dict(self._record(kind, term, self._schema.entities[kind]))
            self._entities[uid] = Entity(uid=uid, attributes=attributes)
        return uid

    def _record(self, name: str, owner: Term | None, record: Record) -> Iterator[tuple[str, Any]]:
        for attribute, field in record.fields.items():
            path = f"{name}.{attribute}"
            if field.optional and not self._truth(terms.leaf(f"{path}?", owner, Bool())):
                continue
            if isinstance(field.type, Record):
                yield attribute, dict(self._record(path, owner, field.type))
            else:
                yield attribute, self._value(terms.leaf(path, owner, field.type), field.type)

    def _truth(self, term: Term) -> bool:
        return str(self._settled(term)) == "True"

    def _value(self, term: Term, kind: Scalar | SetOf) -> Any:
        match kind:
            case Bool():
                return self._truth(term)
            case Long():
                return self._settled(term).as_long()
            case String():
                return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), self._settled(term).as_string())
            case EntityOf(name):
                return self._uid(name, term)
            case _:
                possible = self._symbolic.elements(kind.element)
                return [self._value(one, kind.element) for one in possible if self._truth(terms.contains(term, one))]


def _in_words(
    breach: Breach, request: Request, entities: Mapping[Uid, Entity], answer: Answer, rules: Mapping[str, Rule]
) -> Text:
    """Who asks for what, what matters of it, and what the rules make of it."""
    deciding = [rules[name] for name in answer.rules]
    paths = [*_mentioned(breach.invariant.when.expression), *(path for rule in deciding for path in rule.mentions)]
    facts = [
        fact_in_words(path[-1], value) for path in dict.fromkeys(paths) if (value := value_at(path, request, entities))
    ]
    asked = request_in_words(request.principal.type, request.action)
    zh = "，".join(fact.zh for fact in facts)
    en = ", ".join(fact.en for fact in facts)
    verdict = _verdict(breach.invariant.promise, answer, deciding)
    return Text(
        zh=f"{asked.zh}{f'（{zh}）' if zh else ''}：{verdict.zh}。",
        en=f"{asked.en}{f' ({en})' if en else ''}: {verdict.en}.",
    )


def _verdict(promise: Promise, answer: Answer, deciding: list[Rule]) -> Text:
    zh = "；".join(f"{rule.id}“{rule.text.zh}”" for rule in deciding)
    en = "; ".join(f"{rule.id} “{rule.text.en}”" for rule in deciding)
    if answer.allowed:
        return Text(zh=f"允许，依据 {zh}", en=f"it is allowed by {en}")
    if not deciding:
        return _NAMELESS if promise is Promise.REFUSED else _NO_RULE
    return Text(zh=f"被拒绝，依据 {zh}", en=f"it is refused by {en}")


def _mentioned(expression: pst.Expr) -> Iterator[tuple[str, ...]]:
    """The attribute paths that a condition looks at, such as ("context", "now", "night")."""
    path = _path(expression)
    if path:
        yield path
        return
    match expression:
        case pst.BinaryOp(_, left, right):
            yield from _mentioned(left)
            yield from _mentioned(right)
        case pst.UnaryOp(_, argument):
            yield from _mentioned(argument)
        case pst.HasAttr(base, names):
            yield from _mentioned(Fact(base)[names[0]].expression)
        case _:
            return


def _path(expression: pst.Expr) -> tuple[str, ...]:
    match expression:
        case pst.GetAttr(pst.Var(name), attribute):
            return (name, attribute)
        case pst.GetAttr(base, attribute):
            before = _path(base)
            return (*before, attribute) if before else ()
        case _:
            return ()


def value_at(path: tuple[str, ...], request: Request, entities: Mapping[Uid, Entity]) -> str:
    """The value at an attribute path of `request`, as a word; empty where there is none, or several."""
    here: Any = {"principal": request.principal, "resource": request.resource, "context": request.context}
    for name in path:
        attributes = entities[here].attributes if isinstance(here, Uid) else here
        here = attributes.get(name) if isinstance(attributes, Mapping) else None
    match here:
        case bool():
            return "yes" if here else "no"
        case Uid():
            return here.id
        case None | Mapping():
            return ""
        case _:
            return str(here)
