"""What the house rules speak of: entities, requests, rules and answers, whatever engine evaluates them."""

from collections.abc import Mapping
from dataclasses import dataclass

from carebot.core.language import Text
from carebot.core.verdicts import Confirmer

Mention = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Uid:
    """The name of an entity: its type and its id."""

    type: str
    id: str

    def json(self) -> dict[str, str]:
        """The form in which the engine takes it."""
        return {"type": self.type, "id": self.id}

    def reference(self) -> dict[str, dict[str, str]]:
        """The form in which an attribute or a context refers to it."""
        return {"__entity": self.json()}


Value = bool | int | Uid | Mapping[str, "bool | int | Uid"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, room, thing or dose with what the rules may know of it."""

    uid: Uid
    attributes: Mapping[str, bool | int | Uid]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Who asks for what on whom or what, in which circumstances."""

    principal: Uid
    action: str
    resource: Uid
    context: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule as people read it. `mentions` are the attributes that it looks at, as paths from the request.

    `said` is what whoever is refused hears where that is not `text`: she may be the one whom it is about, and others
    may be by.
    """

    id: str
    permits: bool
    text: Text
    said: Text
    hazard: str
    source: str
    alternative: Text
    confirmers: frozenset[Confirmer]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The engine's answer: whether it is a clean permission, the ids of the rules that decided, and what went wrong."""

    allowed: bool
    rules: tuple[str, ...]
    errors: tuple[str, ...]
