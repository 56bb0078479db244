"""Requests by chance, from the schema alone: every attribute, with and without what may be missing, at every edge."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from safety._rules import Entity, Request, Uid
from safety.proof.schema import Bool, EntityOf, Environment, Long, Record, Schema, SetOf, String, Type

PEOPLE = 3
EXTREMES = (-(2**63), 2**63 - 1)


class Chance:
    """Makes entities and requests of a schema. `numbers` and `words` are those that the rules speak of."""

    def __init__(self, schema: Schema, random: Random, numbers: Sequence[int], words: Sequence[str] = ()) -> None:
        self._schema = schema
        self._random = random
        self._numbers = [number + step for number in numbers for step in (-1, 0, 1)]
        self._words = ["", *words]
        self._likely = 0.5

    def entities(self) -> list[Entity]:
        """A few of each kind."""
        return [Entity(uid=uid, attributes=self._record(self._schema.entities[uid.type])) for uid in self._uids()]

    def request(self, environment: Environment) -> Request:
        """A request of one kind. Some have much in them, some little, as what is allowed is mostly plain."""
        form = self._schema.actions[environment.action]
        self._likely = self._random.choice((0.03, 0.1, 0.3, 0.6))
        return Request(
            principal=self._uid(environment.principal),
            action=environment.action,
            resource=self._uid(environment.resource),
            context=self._record(form.context),
        )

    def altered(self, request: Request, entities: Sequence[Entity]) -> tuple[Request, list[Entity]]:
        """`request` and `entities` with one attribute of one of them made anew."""
        self._likely = 0.5
        known = [entity.uid for entity in entities]
        if self._random.random() < 0.5:
            form = self._schema.actions[request.action]
            return replace(request, context=self._with_one_anew(form.context, request.context, known)), list(entities)
        chosen = self._random.randrange(len(entities))
        described = entities[chosen]
        record = self._schema.entities[described.uid.type]
        anew = replace(described, attributes=self._with_one_anew(record, described.attributes, known))
        return request, [anew if number == chosen else one for number, one in enumerate(entities)]

    def _with_one_anew(self, record: Record, attributes: Mapping[str, Any], known: Sequence[Uid]) -> dict[str, Any]:
        if not record.fields:
            return {}
        name = self._random.choice(list(record.fields))
        kind = record.fields[name].type
        if isinstance(kind, Record) and name in attributes:
            return {**attributes, name: self._with_one_anew(kind, attributes[name], known)}
        if not isinstance(kind, EntityOf):
            return {**attributes, name: self._value(kind)}
        # Whoever is named must be known: a request that names a stranger never comes to the rules.
        possible = [uid for uid in known if uid.type == kind.kind]
        return {**attributes, name: self._random.choice(possible)} if possible else dict(attributes)

    def tidy(self) -> None:
        """Have what is made from now on be plain or crowded."""
        self._likely = self._random.choice((0.05, 0.2, 0.5, 0.9))

    def _uids(self) -> Iterator[Uid]:
        for kind in self._schema.entities:
            yield from (Uid(type=kind, id=f"{kind.lower()}{number}") for number in range(PEOPLE))

    def _uid(self, kind: str) -> Uid:
        return Uid(type=kind, id=f"{kind.lower()}{self._random.randrange(PEOPLE)}")

    def _record(self, record: Record) -> dict[str, Any]:
        return {
            name: self._value(field.type)
            for name, field in record.fields.items()
            if not field.optional or self._random.random() < 0.5
        }

    def _value(self, kind: Type) -> Any:
        match kind:
            case Bool():
                return self._random.random() < self._likely
            case Long():
                extreme = self._random.random() < 0.02
                return self._random.choice(EXTREMES if extreme else self._numbers)
            case String():
                return self._random.choice(self._words)
            case EntityOf(name):
                return self._uid(name)
            case SetOf(element):
                return [self._value(element) for _ in range(self._random.randrange(3))]
            case Record():
                return self._record(kind)


def by_uid(entities: Sequence[Entity]) -> Mapping[Uid, Entity]:
    """The entities by name."""
    return {entity.uid: entity for entity in entities}
