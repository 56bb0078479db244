"""Leaves of the settings: which there are, and of what kind, as the settings' own models say."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from carebot._people_settings import HoursSettings
from carebot._sight_settings import CameraPlaceSettings
from carebot.changing.leaf import Bounds, Json, Kind, Leaf, Named, Place, plain
from carebot.changing.table import CHANGEABLE
from carebot.core.values import Hours
from carebot.settings import Settings

GENERAL: Final = "general"
_OF_ITS_OWN: Final = {"residents": 2, "caregivers": 2, "doses": 2, "outlets": 2, "devices": 2, "sight": 3}
"""Sections in which each element of a list has a page of its own: how many keys name it."""
LEFT_OUT: Final[Mapping[str, CameraPlaceSettings]] = {
    "sight.cameras.*.place": CameraPlaceSettings(x_m=0, y_m=0, height_m=1, heading_deg=0, view_deg=60)
}
"""Parts that are given as a whole or not at all, with what a form for them is made from."""
_SCALARS: Final[tuple[tuple[type, Kind], ...]] = (
    (bool, Kind.YES_NO), (int, Kind.WHOLE), (float, Kind.NUMBER), (timedelta, Kind.DURATION), (StrEnum, Kind.CHOICE),
    (Hours, Kind.SPAN), (HoursSettings, Kind.SPAN), (str, Kind.TEXT), (time, Kind.TIME),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A setting of the models: where it stands, the same with `*` for ids, its type, and the field that it is in."""

    place: Place
    pattern: str
    annotation: Any
    field: FieldInfo


def leaves_of(settings: Settings) -> tuple[Leaf, ...]:
    """Every setting that may be changed on the panel, in the order of the settings."""
    found = (part for one in found_in(settings) for part in _parts_of(one) if part.pattern in CHANGEABLE)
    return tuple(leaf_of(one, CHANGEABLE[one.pattern]) for one in found)


def _parts_of(found: Found) -> Iterator[Found]:
    """A setting; of a part that the file leaves out whole, those within it, so that it can be given here."""
    blank = LEFT_OUT.get(found.pattern)
    return found_in(blank, found.place, found.pattern) if blank is not None else iter((found,))


def found_in(model: BaseModel, place: Place = (), pattern: str = "") -> Iterator[Found]:
    """Every setting below `place`, sections and lists of things with an id taken apart."""
    for name, value in model:
        field = type(model).model_fields[name]
        yield from _below(value, (*place, name), f"{pattern}.{name}" if pattern else name, field.annotation, field)


def _below(value: object, place: Place, pattern: str, annotation: Any, field: FieldInfo) -> Iterator[Found]:
    match value:
        case BaseModel() if not isinstance(value, HoursSettings):
            yield from found_in(value, place, pattern)
        case tuple() if value and all(_id_of(each) for each in value):
            for each in value:
                yield from found_in(each, (*place, _id_of(each)), f"{pattern}.*")
        case Mapping() if get_args(annotation)[1:] != (dict[str, Any],) and value:
            for key, each in value.items():
                yield from _below(each, (*place, key), f"{pattern}.*", get_args(annotation)[1], field)
        case _:
            yield Found(place=place, pattern=pattern, annotation=annotation, field=field)


def _id_of(element: object) -> str:
    """By what an element of a list is known; empty where it has nothing of the kind."""
    facts = dict(element) if isinstance(element, BaseModel) else {}
    return next((str(facts[key]) for key in ("id", "name") if isinstance(facts.get(key), str)), "")


def leaf_of(found: Found, named: Named) -> Leaf:
    """A setting of the models, as it is called."""
    type_, optional = required(found.annotation)
    in_a_table = get_origin(found.field.annotation) is dict
    return Leaf(
        place=found.place,
        group=group_of(found.place),
        name=named.name,
        whose=named.whose,
        kind=named.kind or kind_of(type_),
        bounds=bounds_of(found.field.metadata),
        choices=named.choices or choices_of(type_),
        default=None if in_a_table else _default(found.field),
        optional=optional or named.optional,
    )


def group_of(place: Place) -> str:
    """The page that a setting stands on."""
    return GENERAL if len(place) == 1 else ".".join(owner_of(place))


def owner_of(place: Place) -> Place:
    """Whom or what a setting is about, by its place; its section where that is all."""
    keys = _OF_ITS_OWN.get(place[0], 1)
    return place[:keys] if len(place) > keys else place[:1]


def part_of(key: str) -> str:
    """The part, by its key, that a setting is given with as a whole or not at all; empty for one that stands alone."""
    for pattern in LEFT_OUT:
        if found := re.fullmatch(f"({re.escape(pattern)})[.][^.]+".replace(r"\*", ".+"), key):
            return found[1]
    return ""


def required(annotation: Any) -> tuple[Any, bool]:
    """A type without None, and whether None was in it; what a field's own bounds are written beside is left out."""
    if get_origin(annotation) is Annotated:
        return required(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        rest = [one for one in get_args(annotation) if one is not NoneType]
        return required(rest[0])[0], True
    return annotation, False


def kind_of(annotation: Any) -> Kind:
    """What is asked for where a value of this type is; raises TypeError for a type that no form asks for."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return Kind.CHOICE
    if origin is frozenset:
        return Kind.WORDS if inner[0] is str else Kind.CHOICES
    if origin is tuple and inner[0] is time:
        return Kind.TIMES
    if origin is tuple and inner[0] in {Hours, HoursSettings}:
        return Kind.SPANS
    for type_, kind in _SCALARS:
        if isinstance(annotation, type) and issubclass(annotation, type_):
            return kind
    raise TypeError(f"nothing on the panel asks for {annotation}")


def choices_of(annotation: Any) -> tuple[str, ...]:
    """The values that a type allows, in its order; none where they are not few."""
    inner = get_args(annotation)
    if get_origin(annotation) is Literal:
        return tuple(str(one) for one in inner)
    members = inner[0] if get_origin(annotation) is frozenset else annotation
    return tuple(one.value for one in members) if isinstance(members, type) and issubclass(members, StrEnum) else ()


def bounds_of(metadata: list[Any]) -> Bounds:
    """What bounds a field, of a duration in seconds."""
    bounds = Bounds()
    for one in metadata:
        match one:
            case Ge(ge=bound):
                bounds = replace(bounds, least=_number(bound))
            case Gt(gt=bound):
                bounds = replace(bounds, least=_number(bound), least_open=True)
            case Le(le=bound):
                bounds = replace(bounds, most=_number(bound))
            case Lt(lt=bound):
                bounds = replace(bounds, most=_number(bound), most_open=True)
            case _:
                pass
    return bounds


def _number(bound: object) -> float:
    if isinstance(bound, timedelta):
        return bound.total_seconds()
    assert isinstance(bound, int | float)
    return bound


def _default(field: FieldInfo) -> Json:
    return None if field.is_required() else plain(field.default)
