"""The schema of the house rules as the proofs read it: what may be asked for, by whom, on whom, in which circumstances.

Read from the engine's own printing of the schema, so that spelling and aliases are settled before. What the proofs
cannot handle is refused, never left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import cedarpy

_TOKEN: Final = re.compile(
    r'\s*(?:"((?:[^"\\]|\\.)*)"|([A-Za-z_]\w*(?:::[A-Za-z_]\w*)*(?:::(?="))?)|([{}\[\]<>?;:,=]))'
)


class UnprovableError(Exception):
    """Rules or schema hold something that the proofs have no meaning for; nothing is proved of them."""


@dataclass(frozen=True, slots=True)
class Bool:
    """Yes or no."""


@dataclass(frozen=True, slots=True)
class Long:
    """A whole number of 64 bits."""


@dataclass(frozen=True, slots=True)
class String:
    """Words."""


@dataclass(frozen=True, slots=True)
class EntityOf:
    """A person, place or thing of the kind `kind`."""

    kind: str


@dataclass(frozen=True, slots=True)
class SetOf:
    """Any number of what `element` is."""

    element: "Scalar"


@dataclass(frozen=True, slots=True)
class Field:
    """One attribute, which may be missing where it is `optional`."""

    type: "Type"
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """Attributes by name."""

    fields: Mapping[str, Field]


Scalar = Bool | Long | String | EntityOf
Type = Scalar | SetOf | Record
_PLAIN: Final[Mapping[str, Scalar]] = {"Bool": Bool(), "Long": Long(), "String": String()}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionForm:
    """What one action applies to. `groups` are all that it is in, itself included."""

    groups: frozenset[str]
    principals: tuple[str, ...]
    resources: tuple[str, ...]
    context: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """One kind of request: what is asked for, by which kind of requester, on which kind of thing."""

    action: str
    principal: str
    resource: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """Kinds of entities with their attributes, and actions that somebody can ask for."""

    entities: Mapping[str, Record]
    actions: Mapping[str, ActionForm]

    def environments(self) -> Iterator[Environment]:
        """Every kind of request that fits the schema; the engine refuses all others."""
        for name, form in self.actions.items():
            for principal in form.principals:
                for resource in form.resources:
                    yield Environment(action=name, principal=principal, resource=resource)


def parse_schema(text: str) -> Schema:
    """The schema written in `text`; raises UnprovableError for what has no meaning here, ValueError for no schema."""
    return _Reader(str(cedarpy.Schema.from_str(text))).schema()


class _Reader:
    """Reads the engine's printing: declarations with attributes in braces, one after the other."""

    def __init__(self, text: str) -> None:
        self._tokens = [*_tokens(text), ""]
        self._at = 0
        # An attribute that is called so is noted as well, under a name that no type has.
        self._aliases = {self._tokens[at + 1]: at + 3 for at, word in enumerate(self._tokens) if word == "type"}

    def schema(self) -> Schema:
        entities: dict[str, Record] = {}
        heads: dict[str, tuple[str, ...]] = {}
        forms: dict[str, tuple[tuple[str, ...], tuple[str, ...], Record]] = {}
        while self._tokens[self._at]:
            word = self._take()
            match word:
                case "action":
                    self._action(heads, forms)
                case "entity":
                    self._entity(entities)
                case "type":
                    self._alias()
                case _:
                    raise UnprovableError(f"the schema declares {word!r}")
        actions = {
            name: ActionForm(groups=_closure(name, heads), principals=whom, resources=what, context=context)
            for name, (whom, what, context) in forms.items()
        }
        return Schema(entities=entities, actions=actions)

    def _alias(self) -> None:
        self._take()
        self._expect("=")
        self._type()
        self._expect(";")

    def _entity(self, entities: dict[str, Record]) -> None:
        name = self._take()
        entities[name] = self._record() if self._accept("=") else Record({})
        self._expect(";")

    def _action(
        self, heads: dict[str, tuple[str, ...]], forms: dict[str, tuple[tuple[str, ...], tuple[str, ...], Record]]
    ) -> None:
        name = self._take()
        heads[name] = self._groups() if self._accept("in") else ()
        if self._accept("appliesTo"):
            self._expect("{")
            self._expect("principal", ":")
            whom = self._names()
            self._expect(",", "resource", ":")
            what = self._names()
            self._expect(",", "context", ":")
            context = self._type()
            # The engine takes no other circumstances.
            assert isinstance(context, Record)
            self._expect("}")
            forms[name] = (whom, what, context)
        self._expect(";")

    def _groups(self) -> tuple[str, ...]:
        """`[Action::"a", Action::"b"]`; the tokens of one are Action:: and its name."""
        listed = self._names()
        return tuple(name for name in listed if name != "Action::")

    def _names(self) -> tuple[str, ...]:
        self._expect("[")
        names: list[str] = []
        while not self._accept("]"):
            if (name := self._take()) != ",":
                names.append(name)
        return tuple(names)

    def _type(self) -> Type:
        if self._tokens[self._at] == "{":
            return self._record()
        name = self._take().removeprefix("__cedar::")
        if name == "Set":
            self._expect("<")
            element = self._type()
            self._expect(">")
            if isinstance(element, SetOf | Record):
                raise UnprovableError("the schema has a set of sets or records")
            return SetOf(element)
        if name in self._aliases:
            return self._aliased(name)
        if name in {"decimal", "ipaddr", "datetime", "duration"}:
            raise UnprovableError(f"the schema has an attribute of type {name}")
        return _PLAIN.get(name, EntityOf(name))

    def _aliased(self, name: str) -> Type:
        here, self._at = self._at, self._aliases[name]
        meant = self._type()
        self._at = here
        return meant

    def _record(self) -> Record:
        self._expect("{")
        fields: dict[str, Field] = {}
        while not self._accept("}"):
            name = self._take()
            optional = self._accept("?")
            self._expect(":")
            fields[name] = Field(self._type(), optional)
            self._accept(",")
        return Record(fields)

    def _take(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def _accept(self, token: str) -> bool:
        found = self._tokens[self._at] == token
        self._at += found
        return found

    def _expect(self, *tokens: str) -> None:
        for token in tokens:
            if not self._accept(token):
                raise UnprovableError(f"the schema has {self._tokens[self._at]!r} where {token!r} is understood")


def _tokens(text: str) -> Iterator[str]:
    at = 0
    end = len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None:
            raise UnprovableError(f"the schema holds {text[at : at + 20]!r}")
        yield next(part for part in found.groups() if part is not None)
        at = found.end()


def _closure(name: str, heads: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """`name` and every group that it is in, through whatever other group."""
    return frozenset({name}).union(*(_closure(head, heads) for head in heads[name]))
