"""Rows: who lives here and which cameras and devices there are, added and removed on the panel as a whole.

What is added counts like one of the settings file; a row that is removed leaves the record as it is.
"""

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from pydantic import BaseModel

from carebot._device_settings import DeviceSettings
from carebot._people_settings import ResidentSettings, Words
from carebot._sight_settings import CameraPlaceSettings, CameraSettings
from carebot._wrong_settings import RefusedValueError
from carebot.changing.fields import EMPTY, Raw, read
from carebot.changing.leaf import Json, Kind, Leaf, Place, Whose, element
from carebot.changing.leaves import found_in, leaf_of
from carebot.changing.refusing import Among, refuse
from carebot.changing.table import CHANGEABLE, WHEN_ADDED
from carebot.core.home import SmartDeviceKind
from carebot.core.language import Text
from carebot.settings import Plain, Settings

NEW: Final = "+"
"""What stands for the id of a row in the form for a new one."""
MOST: Final = 200
"""More of one kind is no ward, and slows every start."""

_CARE: Final = frozenset({Whose.CARE})
_TECHNICAL: Final = frozenset({Whose.TECHNICAL})
_NO_ID: Final = re.compile(r"[^a-z0-9]+")
_COVERS: Final = frozenset({"curtain", "blind", "shade", "shutter", "awning", "window", "door", "garage", "gate"})
_KINDS_OF: Final[Mapping[str, frozenset[str]]] = {
    "lock": frozenset({"lock"}), "cover": _COVERS, "valve": frozenset({"valve"})
}  # fmt: skip
"""By how Home Assistant calls a device: what it can be. A lock that calls itself a lamp would be opened like one."""
_ODD: Final = Text(zh="里面有这里不能设的内容", en="it holds what is not set here")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A list of the settings in which the panel adds and removes.

    `known_by` is the field that names a row, and `named`: whoever adds it gives that name herself, as other systems or
    the record know it. `asked` are the settings of the form, below the row; `parts` may be left empty as a whole.
    """

    place: Place
    whose: frozenset[Whose]
    known_by: str
    named: bool
    asked: tuple[str, ...]
    blank: BaseModel
    parts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Its name in the settings."""
        return ".".join(self.place)

    def key_of(self, name: str) -> str:
        """The key of one row; no setting within a row ends like it."""
        return f"{self.key}.[{name}]"

    def leaves(self) -> tuple[Leaf, ...]:
        """What the form for a new one asks for, in its order."""
        found = {one.pattern: one for one in found_in(self.blank, (*self.place, NEW), f"{self.key}.*")}
        patterns = [f"{self.key}.*.{name}" for name in self.asked]
        leaves = (leaf_of(found[one], {**CHANGEABLE, **WHEN_ADDED}[one]) for one in patterns)
        # No room is the usual one: whoever adds chooses.
        return tuple(replace(one, default=None) if one.kind is Kind.ROOM else one for one in leaves)

    def below(self, leaf: Leaf) -> Place:
        """Where a setting stands within its row."""
        return leaf.place[len(self.place) + 1 :]


ROWS: Final[Mapping[str, Rows]] = MappingProxyType(
    {
        one.key: one
        for one in (
            Rows(
                place=("residents",),
                whose=_CARE,
                known_by="id",
                named=False,
                asked=(
                    *("name.zh", "name.en", "called.zh", "called.en", "language", "room", "consents"),
                    *("frail", "risks", "diet", "allergies"),
                ),
                blank=ResidentSettings(id=NEW, name=Words(zh="", en=""), called=Words(zh="", en="")),
            ),
            Rows(
                place=("sight", "cameras"),
                whose=_TECHNICAL,
                known_by="name",
                named=True,
                asked=(
                    *("name", "source", "place.x_m", "place.y_m", "place.height_m"),
                    *("place.heading_deg", "place.tilt_deg", "place.view_deg"),
                ),
                blank=CameraSettings(
                    name="new",
                    source=NEW,
                    place=CameraPlaceSettings(x_m=0, y_m=0, height_m=1, heading_deg=0, view_deg=60),
                ),
                parts=("place",),
            ),
            Rows(
                place=("devices",),
                whose=_TECHNICAL,
                known_by="id",
                named=True,
                asked=("id", "name.zh", "name.en", "kind", "room"),
                blank=DeviceSettings(id=NEW, name=Words(zh="", en=""), kind=SmartDeviceKind.LIGHT),
            ),
        )
    }
)
"""By their place in the settings."""


def row_of(key: str) -> tuple[Rows, str] | None:
    """The list and the name of the row that a key stands for; None for the key of a setting."""
    for rows in ROWS.values():
        start = f"{rows.key}.["
        if key.startswith(start) and key.endswith("]"):
            return rows, key.removeprefix(start)[:-1]
    return None


def place_of(key: str) -> Place:
    """Where the row of this key stands; raises KeyError for a key of no row."""
    found = row_of(key)
    if found is None:
        raise KeyError(key)
    return (*found[0].place, found[1])


class WrongRowError(Exception):
    """What was written for a new row cannot be used. `problems` has why by the key of the form's setting."""

    def __init__(self, problems: Mapping[str, Text]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


def element_of(
    rows: Rows, raw: Mapping[str, Raw], among: Mapping[Kind, Among], fresh: Callable[[], str]
) -> tuple[str, Plain]:
    """The name and the whole of a new row from what a form says; raises WrongRowError.

    An English name that is missing is the Mandarin one. `fresh` ends a name that nobody gives, so that it is that of
    nobody who lived here before and whose record stands.
    """
    whole: Plain = {}
    problems: dict[str, Text] = {}
    for leaf in rows.leaves():
        below, written = rows.below(leaf), raw.get(leaf.key, ())
        if below[0] in rows.parts and _is_empty(rows, below[0], raw):
            continue
        if below[-1] == "en" and not any(one.strip() for one in written):
            written = raw.get(leaf.key.removesuffix("en") + "zh", ())
        try:
            value = _value(leaf, written, among)
        except RefusedValueError as error:
            problems[leaf.key] = error.text
            continue
        here = whole
        for part in below[:-1]:
            here = here.setdefault(part, {})
        here[below[-1]] = value
    if problems:
        raise WrongRowError(problems)
    if not rows.named:
        whole = {rows.known_by: f"{_slug(whole['name']['en']) or 'resident'}-{fresh()}", **whole}
    return str(whole[rows.known_by]), whole


def _value(leaf: Leaf, written: Raw, among: Mapping[Kind, Among]) -> Json:
    if leaf.kind is Kind.NUMBER and leaf.default is not None and not any(one.strip() for one in written):
        return leaf.default
    value = read(leaf, written)
    if value == "":
        raise RefusedValueError(EMPTY)
    refuse(leaf, value, among.get(leaf.kind, {}))
    return value


def _is_empty(rows: Rows, part: str, raw: Mapping[str, Raw]) -> bool:
    """Whether nothing was written of a part that may be left out, but for what has a default."""
    needed = [leaf for leaf in rows.leaves() if rows.below(leaf)[0] == part and leaf.default is None]
    return not any(one.strip() for leaf in needed for one in raw.get(leaf.key, ()))


def _slug(name: str) -> str:
    return _NO_ID.sub("_", name.lower()).strip("_")


def objection(key: str, value: Json, among: Mapping[Kind, Among]) -> Text | None:
    """What is to be said against a row of the panel's file: nobody puts more into it than the form asks for."""
    found = row_of(key)
    if found is None or value is None:
        return None
    rows, name = found
    left = deepcopy(value)
    try:
        for leaf in rows.leaves():
            there, one = _taken(left, rows.below(leaf))
            if there and (leaf.kind not in {Kind.ROOM, Kind.ROOMS} or leaf.kind in among):
                refuse(leaf, one, among.get(leaf.kind, {}))
    except RefusedValueError as error:
        return error.text
    if not rows.named and isinstance(left, dict):
        left.pop(rows.known_by, None)
    whole = isinstance(value, dict) and value.get(rows.known_by) == name
    return None if whole and not _rest(left) else _ODD


def _taken(tree: Any, place: Place) -> tuple[bool, Json]:
    """Take what stands at `place` out of `tree`; whether something did, and what."""
    for part in place[:-1]:
        tree = tree.get(part) if isinstance(tree, dict) else None
    if not isinstance(tree, dict) or place[-1] not in tree:
        return False, None
    return True, tree.pop(place[-1])


def _rest(left: Any) -> bool:
    """Whether anything but emptied tables is left."""
    return any(_rest(one) for one in left.values()) if isinstance(left, dict) else True


def put_rows(file: Plain, values: Mapping[str, Json], tree: Json) -> None:
    """Add to `file`, and take out of it, what `values` have by the keys of rows; `tree` has what holds without it."""
    for key, value in values.items():
        *above, last, name = place_of(key)
        here: Any = file
        for part in above:
            here = here.setdefault(part, {})
        known: Any = tree
        for part in (*above, last):
            known = element(known, part)
        rows = here[last] if last in here else deepcopy(known)
        there = element(rows, name)
        kept = [one for one in rows if one is not there]
        here[last] = kept if value is None else [*kept, deepcopy(value)]


def mislabelled(settings: Settings, base: Settings) -> str:
    """The first device of another kind than its name allows, unless it is so without the panel; empty where none is."""
    before = {one.id: one.kind for one in base.devices}
    for device in settings.devices:
        allowed = _KINDS_OF.get(device.id.partition(".")[0])
        if allowed is not None and device.kind not in allowed and before.get(device.id) != device.kind:
            return device.id
    return ""
