"""Rows: who lives and works here, and what there is, added and removed on the panel as a whole.

What is added counts like one of the settings file; a row that is removed leaves the record as it is.
"""

import re
from collections.abc import Callable, Collection, Mapping
from copy import deepcopy
from typing import Any, Final

from carebot._wrong_settings import RefusedValueError
from carebot.changing.fields import EMPTY, Raw, read
from carebot.changing.leaf import Json, Kind, Leaf, Place, element
from carebot.changing.refusing import Among, refuse
from carebot.changing.row_kinds import ADDING, NEW, Rows, place_of, row_of
from carebot.core.language import Text
from carebot.core.people import Role
from carebot.settings import Plain, Settings

_NO_ID: Final = re.compile(r"[^a-z0-9]+")
_ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_COVERS: Final = frozenset({"curtain", "blind", "shade", "shutter", "awning", "window", "door", "garage", "gate"})
_KINDS_OF: Final[Mapping[str, frozenset[str]]] = {
    "lock": frozenset({"lock"}), "cover": _COVERS, "valve": frozenset({"valve"})
}  # fmt: skip
"""By how Home Assistant calls a device: what it can be. A lock that calls itself a lamp would be opened like one."""
_ROOMS: Final = frozenset({Kind.ROOM, Kind.ROOMS})
_PEOPLE: Final = frozenset({Kind.PERSON, Kind.RESIDENT})
_ODD: Final = Text(zh="里面有这里不能设的内容", en="it holds what is not set here")
_ODD_NAME: Final = Text(
    zh="这个名字不能用：请用小写字母、数字和下划线；胸卡和读卡器的名字里不能有空格。",
    en="That name cannot be: write small letters, digits and _; those of badges and readers have no spaces.",
)


class WrongRowError(Exception):
    """What was written for a new row cannot be used. `problems` has why by the key of the form's setting."""

    def __init__(self, problems: Mapping[str, Text]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


def element_of(
    rows: Rows, raw: Mapping[str, Raw], among: Mapping[Kind, Among], fresh: Callable[[], str], known_as: str = ""
) -> tuple[str, Json]:
    """The name and the whole of a new row from what a form says; raises WrongRowError.

    An English name that is missing is the Mandarin one. `fresh` ends a name that nobody gives, so that it is that of
    nobody who lived here before and whose record stands; who is `known_as` something has that.
    """
    whole: Plain = {}
    problems: dict[str, Text] = {}
    for leaf in rows.leaves():
        below, written = rows.below(leaf), raw.get(leaf.key, ())
        if below[0] in rows.parts and _is_empty(rows, below[0], raw):
            continue
        is_blank = not any(one.strip() for one in written)
        if is_blank and leaf.optional:
            continue
        if below[-1] == "en" and is_blank:
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
    return _named(rows, whole, fresh, known_as)


def _named(rows: Rows, whole: Plain, fresh: Callable[[], str], known_as: str) -> tuple[str, Json]:
    """The name of a new row, and the row as it stands under it; raises WrongRowError for a name that cannot be."""
    if rows.prefix:
        made = known_as or f"{_slug(whole[rows.called]['en']) or rows.prefix}-{fresh()}"
        whole = {rows.known_by: made, **whole}
    name = str(whole.pop(rows.known_by) if rows.table else whole[rows.known_by])
    form = _ID if known_as else rows.name_form
    if form is not None and not form.fullmatch(name):
        raise WrongRowError({f"{rows.key}.{NEW}.{rows.known_by}": _ODD_NAME})
    return name, whole[rows.sole] if rows.sole else {**dict(rows.given), **whole}


def _value(leaf: Leaf, written: Raw, among: Mapping[Kind, Among]) -> Json:
    if leaf.kind in {Kind.NUMBER, Kind.WHOLE} and leaf.default is not None and not any(one.strip() for one in written):
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
    """What is to be said against a row of the panel's file: nobody puts more into it than the form asks for.

    Whom it names is left to the models: she may be a row of the panel's herself.
    """
    found = row_of(key)
    if found is None or value is None:
        return None
    name = found[1]
    rows = _form_of(found[0], value)
    if rows is None:
        return _ODD
    whole: Any = deepcopy({rows.sole: value} if rows.sole else value)
    if not isinstance(whole, dict):
        return _ODD
    left = {**whole, rows.known_by: name} if rows.table else whole
    known = left.get(rows.known_by) == name and (rows.name_form is None or rows.name_form.fullmatch(name))
    try:
        for leaf in rows.leaves():
            there, one = _taken(left, rows.below(leaf))
            if there and leaf.kind not in _PEOPLE and (leaf.kind not in _ROOMS or leaf.kind in among):
                refuse(leaf, one, among.get(leaf.kind, {}))
    except RefusedValueError as error:
        return error.text
    for one in (*dict(rows.given), *((rows.known_by,) if rows.prefix else ())):
        left.pop(one, None)
    return None if known and not _rest(left) else _ODD


def _form_of(rows: Rows, value: Json) -> Rows | None:
    """The form of this list by which such a row is added; None where none is."""
    forms = (one for one in ADDING.values() if one.place == rows.place)
    fields = value if isinstance(value, dict) else {}
    return next((one for one in forms if all(fields.get(key) == said for key, said in one.given)), None)


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
        here[last] = _in_table(rows, name, value) if isinstance(rows, dict) else _in_list(rows, name, value)


def _in_table(rows: Plain, name: str, value: Json) -> Plain:
    kept = {each: one for each, one in rows.items() if each != name}
    return kept if value is None else {**kept, name: deepcopy(value)}


def _in_list(rows: list[Json], name: str, value: Json) -> list[Json]:
    there = element(rows, name)
    kept = [one for one in rows if one is not there]
    return kept if value is None else [*kept, deepcopy(value)]


def mislabelled(settings: Settings, base: Settings) -> str:
    """The first device of another kind than its name allows, unless it is so without the panel; empty where none is."""
    before = {one.id: one.kind for one in base.devices}
    for device in settings.devices:
        allowed = _KINDS_OF.get(device.id.partition(".")[0])
        if allowed is not None and device.kind not in allowed and before.get(device.id) != device.kind:
            return device.id
    return ""


def locked_out(settings: Settings, before: Settings) -> Collection[str]:
    """The head nurses of `before` where `settings` leave none, and so nobody who sets the ward up on the panel."""
    were, are = ({one.id for one in each.caregivers if one.role is Role.HEAD_NURSE} for each in (before, settings))
    return were if not are else ()
