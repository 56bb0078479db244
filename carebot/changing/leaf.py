"""A leaf: one setting that may be changed on the panel, with what its own model says of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, is_dataclass
from datetime import time, timedelta
from enum import StrEnum
from typing import Any, Final

from pydantic import BaseModel

from carebot.core.language import Text

Json = None | bool | int | float | str | list[Any] | dict[str, Any]
"""A value as it stands in a file: durations in seconds, times of day in ISO 8601, sets in order."""

Place = tuple[str, ...]
"""Where a setting stands: a key of each table, and in a list the id or name of the element."""


class Kind(StrEnum):
    """What a value is, and so how it is asked for."""

    YES_NO = "yes_no"
    WHOLE = "whole"
    NUMBER = "number"
    DURATION = "duration"
    CHOICE = "choice"
    CHOICES = "choices"
    WORDS = "words"
    NAME = "name"
    TEXT = "text"
    TIMES = "times"
    SPAN = "span"
    SPANS = "spans"
    ROOM = "room"
    ROOMS = "rooms"
    PERSON = "person"
    RESIDENT = "resident"
    TIME = "time"
    HOST = "host"
    ADDRESS = "address"
    ADDRESSES = "addresses"
    SOURCE = "source"
    URL = "url"
    SECRET = "secret"  # noqa: S105 - the word, and none
    HEADERS = "headers"
    FIELDS = "fields"


HIDDEN: Final = frozenset({Kind.SOURCE, Kind.URL, Kind.SECRET, Kind.HEADERS})
"""What may hold a password, as a camera's address may: it is asked for, and never shown again."""


class Whose(StrEnum):
    """Whose business a setting is."""

    CARE = "care"
    DOSES = "doses"
    TECHNICAL = "technical"


EITHER: Final = frozenset({Whose.CARE, Whose.TECHNICAL})
"""The business of whoever comes first, the head nurse or the technician."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Between what a number lies, None where nothing bounds it; a bound counts itself unless it is `open`."""

    least: float | None = None
    most: float | None = None
    least_open: bool = False
    most_open: bool = False

    def hold(self, number: float) -> bool:
        """Whether `number` lies within."""
        above = self.least is None or number > self.least or (number == self.least and not self.least_open)
        below = self.most is None or number < self.most or (number == self.most and not self.most_open)
        return above and below


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One setting.

    `group` is the page that it stands on. `bounds` are those of its model, of a duration in seconds. `choices` are the
    values of a choice. `default` is the model's, None where there is none. `optional`: it may be left empty.
    """

    place: Place
    group: str
    name: Text
    whose: frozenset[Whose]
    kind: Kind
    bounds: Bounds = Bounds()
    choices: tuple[str, ...] = ()
    default: Json = None
    optional: bool = False

    @property
    def key(self) -> str:
        """Its name in the settings file, as the panel shows it. Ids may hold dots: it is never taken apart again."""
        return ".".join(self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a setting is called and whose it is; `kind` where the type alone does not tell.

    `choices` are those of the type's that may be chosen here; empty: all.
    """

    name: Text
    whose: frozenset[Whose]
    kind: Kind | None = None
    optional: bool = False
    choices: tuple[str, ...] = ()


def plain(value: object) -> Json:
    """`value` of a model or of options as it stands in a file, always in the same words."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    match value:
        case BaseModel():
            return {key: plain(each) for key, each in value}
        case Mapping():
            return {str(key): plain(each) for key, each in value.items()}
        case set() | frozenset():
            return sorted((plain(each) for each in value), key=str)
        case list() | tuple():
            return [plain(each) for each in value]
        case _:
            return _plain_scalar(value)


def _plain_scalar(value: object) -> Json:
    match value:
        case timedelta():
            return _plain_scalar(value.total_seconds())
        case float():
            return int(value) if value.is_integer() else value
        case time():
            return value.isoformat()
        case None | bool() | int():
            return value
        case _:  # a path, and the value of a choice
            return str(value)


def is_veiled(leaf: Leaf, value: Json) -> bool:
    """Whether this stands for what a gateway is sent, and is not shown."""
    return leaf.kind is Kind.FIELDS and isinstance(value, str)


def value_at(tree: Json, place: Place) -> Json:
    """What stands at `place`; None where nothing does."""
    here = tree
    for part in place:
        here = element(here, part)
    return here


def element(here: Json, part: str) -> Json:
    """What a table has under a key, or a list under an id or a name; None where nothing stands."""
    match here:
        case dict():
            return here.get(part)
        case list():
            return next(
                (one for one in here if isinstance(one, dict) and part in (one.get("id"), one.get("name"))), None
            )
        case _:
            return None


def given_in(layer: dict[str, Any], place: Place) -> bool:
    """Whether `layer` decides what holds at `place`: it says something there, or gives a whole list around it."""
    here: Json = layer
    for part in place:
        if not isinstance(here, dict):
            return here is not None
        if part not in here:
            return False
        here = here[part]
    return True


def stands_in(file: dict[str, Any], place: Place) -> bool:
    """Whether `file` itself says something at `place`."""
    here: Json = file
    for part in place:
        here = element(here, part)
        if here is None:
            return False
    return True
