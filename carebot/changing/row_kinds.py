"""Lists of the settings in which the panel adds and removes, and what it asks for where one more is added."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from types import MappingProxyType
from typing import Final

from pydantic import BaseModel

from carebot._badge_settings import ReaderSettings
from carebot._device_settings import DeviceSettings
from carebot._people_settings import CaregiverSettings, DoseSettings, ResidentSettings, Section, Words
from carebot._sight_settings import CameraSettings
from carebot.changing.leaf import EITHER, Kind, Leaf, Named, Place, Whose
from carebot.changing.leaves import LEFT_OUT, found_in, leaf_of
from carebot.changing.outlet_forms import FORMS, NAMED, OUTLETS
from carebot.changing.table import CHANGEABLE, WHEN_ADDED
from carebot.core.home import SmartDeviceKind
from carebot.core.language import Text

NEW: Final = "+"
"""What stands for the id of a row in the form for a new one."""
MOST: Final = 200
"""More of one kind is no ward, and slows every start."""

_CARE: Final = frozenset({Whose.CARE})
_TECHNICAL: Final = frozenset({Whose.TECHNICAL})
_NOBODY: Final = Words(zh="", en="")
_NAMES: Final[Mapping[str, Named]] = {**NAMED, **CHANGEABLE, **WHEN_ADDED}
_TWICE: Final = Text(
    zh="已经有这一个了；可能刚由别人加过。", en="There is this one already; perhaps a colleague has just added it."
)
_BADGE_NAME: Final = re.compile(r"[!-~]{1,64}")
_OUTLET_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,31}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A list, or a table by name, of the settings in which the panel adds and removes.

    `known_by` is the field that names a row. A row of a `table` stands under its name and does not hold it, and is no
    more than its field `sole` where one is named. `prefix` begins the names that nobody gives; without one whoever adds
    a row names it, as `name_form` allows, since other systems or the record know it by that. `called` is the field that
    people call it by, and `twice` is said of two that are `alike`. `asked` are the settings of the form, below the row;
    `parts` may be left empty as a whole; `given` is what a form says of itself, one of several for a list, which is
    then known as `form`.
    """

    place: Place
    whose: frozenset[Whose]
    known_by: str
    asked: tuple[str, ...]
    blank: BaseModel
    prefix: str = ""
    called: str = "name"
    alike: tuple[Place, ...] = ()
    twice: Text = _TWICE
    parts: tuple[str, ...] = ()
    table: bool = False
    sole: str = ""
    name_form: re.Pattern[str] | None = None
    given: tuple[tuple[str, str], ...] = ()
    form: str = ""

    @property
    def key(self) -> str:
        """Its name in the settings."""
        return ".".join(self.place)

    @property
    def form_key(self) -> str:
        """The name of the form for one more."""
        return self.form or self.key

    def key_of(self, name: str) -> str:
        """The key of one row; no setting within a row ends like it."""
        return f"{self.key}.[{name}]"

    def leaves(self) -> tuple[Leaf, ...]:
        """What the form for a new one asks for, in its order."""
        found = {one.pattern: one for one in found_in(self.blank, (*self.place, NEW), f"{self.key}.*")}
        patterns = [f"{self.key}.*.{name}" for name in self.asked]
        leaves = (leaf_of(found[one], _NAMES[one]) for one in patterns)
        # No room is the usual one: whoever adds chooses.
        return tuple(replace(one, default=None) if one.kind is Kind.ROOM else one for one in leaves)

    def in_form(self, key: str, name: str) -> str:
        """The key that a setting of the row `name` has in the form for one more; empty where it does not ask for it."""
        asked = f"{self.key}.{NEW}.{key.removeprefix(f'{self.key}.{name}.')}"
        return asked if asked in {leaf.key for leaf in self.leaves()} else ""

    def below(self, leaf: Leaf) -> Place:
        """Where a setting stands within its row."""
        return leaf.place[len(self.place) + 1 :]


class _BadgeForm(Section):
    name: str
    person: str


class _ReaderForm(ReaderSettings):
    name: str


_RESIDENTS: Final = Rows(
    place=("residents",),
    whose=_CARE,
    known_by="id",
    prefix="resident",
    alike=(("name", "zh"), ("room",)),
    twice=Text(
        zh="这个房间里已经有同名的人；可能刚由别人加过。",
        en="Somebody of that name is in that room already; perhaps a colleague has just added her.",
    ),
    asked=(
        *("name.zh", "name.en", "called.zh", "called.en", "language", "room", "consents"),
        *("frail", "risks", "diet", "allergies"),
    ),
    blank=ResidentSettings(id=NEW, name=_NOBODY, called=_NOBODY),
)
_CAREGIVERS: Final = Rows(
    place=("caregivers",),
    whose=_CARE,
    known_by="id",
    prefix="carer",
    alike=(("name", "zh"),),
    twice=Text(
        zh="已经有同名的人；可能刚由别人加过。真是两个人，请在名字里加以区别。",
        en="There is somebody of that name; perhaps a colleague has just added her. Two people need names that differ.",
    ),
    asked=("name.zh", "name.en", "role", "on_shift"),
    blank=CaregiverSettings(id=NEW, name=_NOBODY),
)
_DOSES: Final = Rows(
    place=("doses",),
    whose=frozenset({Whose.DOSES}),
    known_by="id",
    prefix="dose",
    called="drug",
    alike=(("resident",), ("drug", "zh"), ("due",)),
    asked=("resident", "drug.zh", "drug.en", "amount.zh", "amount.en", "due"),
    blank=DoseSettings(id=NEW, resident="", drug=_NOBODY, amount=_NOBODY, due=time()),
)
_BADGES: Final = Rows(
    place=("badges", "worn"),
    whose=_CARE,
    known_by="name",
    asked=("name", "person"),
    blank=_BadgeForm(name="", person=""),
    table=True,
    sole="person",
    name_form=_BADGE_NAME,
)
_READERS: Final = Rows(
    place=("badges", "readers"),
    whose=_TECHNICAL,
    known_by="name",
    asked=("name", "x_m", "y_m", "reach_m"),
    blank=_ReaderForm(name="", x_m=0, y_m=0),
    table=True,
    name_form=_BADGE_NAME,
)
_CAMERAS: Final = Rows(
    place=("sight", "cameras"),
    whose=_TECHNICAL,
    known_by="name",
    asked=(
        *("name", "source", "place.x_m", "place.y_m", "place.height_m"),
        *("place.heading_deg", "place.tilt_deg", "place.view_deg"),
    ),
    blank=CameraSettings(name="new", source=NEW, place=LEFT_OUT["sight.cameras.*.place"]),
    parts=("place",),
)
_DEVICES: Final = Rows(
    place=("devices",),
    whose=_TECHNICAL,
    known_by="id",
    asked=("id", "name.zh", "name.en", "kind", "room"),
    blank=DeviceSettings(id=NEW, name=_NOBODY, kind=SmartDeviceKind.LIGHT),
)


def _outlets(kind: str, blank: BaseModel) -> Rows:
    """The form for one more way out of this kind."""
    fields = [name for name in type(blank).model_fields if name not in {"name", "whom", "from_step", "least_level"}]
    return Rows(
        place=(OUTLETS,),
        whose=EITHER,
        known_by="name",
        asked=("name", "whom.zh", "whom.en", *fields, "from_step", "least_level"),
        blank=blank,
        table=True,
        name_form=_OUTLET_NAME,
        given=(("kind", kind),),
        form=f"{OUTLETS}.{kind}",
    )


_WAYS: Final = tuple(_outlets(kind, blank) for kind, blank in FORMS.items())
ROWS: Final[Mapping[str, Rows]] = MappingProxyType(
    {one.key: one for one in (_RESIDENTS, _CAREGIVERS, _DOSES, _BADGES, _WAYS[0], _READERS, _CAMERAS, _DEVICES)}
)
"""By their place in the settings; of a list with several forms, the first."""
ADDING: Final[Mapping[str, Rows]] = MappingProxyType({one.form_key: one for one in (*ROWS.values(), *_WAYS)})
"""By the name of the form for one more."""


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
