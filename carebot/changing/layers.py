"""Layers: the settings file, above it what was set on the panel, above that the environment and the command line.

Nothing that was set on the panel ends a start: what cannot be used any more is left out, and said.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from carebot._reasons import MISSING_KEY, of_value
from carebot._wrong_settings import RefusedValueError
from carebot.changing.bound import bound_to, unbound
from carebot.changing.fields import EMPTY
from carebot.changing.leaf import Json, Kind, Leaf, Place, element, plain, value_at
from carebot.changing.leaves import leaves_of, part_of
from carebot.changing.outlet_forms import OUTLETS, leaves_of_outlets, tree_of_outlets
from carebot.changing.panel_file import Entry, PanelFile, panel_file_of
from carebot.changing.refusing import Among, refuse
from carebot.changing.row_kinds import place_of, row_of
from carebot.changing.rows import locked_out, mislabelled, objection, put_rows
from carebot.core.errors import CarebotError, SettingsError, WrongValueError
from carebot.core.language import Text
from carebot.settings import Plain, Settings, Sources, settings_of

_GONE: Final = Text(
    zh="没有这项设置，或者它现在只能在设置文件里改",
    en="there is no such setting, or it is changed in the settings file now",
)
_FOLLOWS: Final = "default_factory_not_called"
"""What pydantic says of a default that depends on a value which is wrong."""
_OTHER_KIND: Final = Text(
    zh="按它在智能家居系统里的名字，不是这一种。", en="By its name in the smart home it is of another kind."
)
_NO_HEAD_NURSE: Final = Text(
    zh="这样就没有护士长了，再也没有人能在面板上添加和移出人。请先添加另一位护士长。",
    en="There would be no head nurse left, and nobody who adds and removes people on the panel. Add another one first.",
)
_NOBODY: Final = Text(
    zh="设置里已经没有这个人或这台设备", en="the settings know nobody and nothing of that name any more"
)


class Robot(Protocol):
    """What more is known of the settings by whoever builds a robot from them."""

    def leaves(self, settings: Settings) -> tuple[Leaf, ...]:
        """Settings of plug-ins that may be changed."""

    def tree(self, settings: Settings) -> dict[str, Json]:
        """What holds for plug-ins where the settings say nothing, in the form of the settings."""

    def among(self, settings: Settings) -> Mapping[Kind, Among]:
        """The rooms and people that settings may name; a kind that is missing is not known yet."""

    def refuse(self, settings: Settings) -> None:
        """Raise SettingsError where no robot can be built from them."""

    def titles(self) -> Mapping[str, Text]:
        """What each monitor is called."""


class UnfitError(CarebotError):
    """Values that cannot be used. `problems` has the reason by the key of the setting; empty: of them together."""

    def __init__(self, problems: Mapping[str, Text]) -> None:
        super().__init__(next(iter(problems.values())))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """The settings with where they come from.

    `base` are those without the panel's, `ground` the same with who and what was added and removed there, `settings`
    those in force, `entries` what counts of the panel's, and `left_out` the reason by key of what does not; the key is
    empty for a file that cannot be used at all.
    """

    sources: Sources
    base: Settings
    ground: Settings
    settings: Settings
    file: PanelFile
    entries: Mapping[str, Entry]
    left_out: Mapping[str, Text]


def layered(sources: Sources, robot: Robot) -> Layers:
    """The settings of all layers; raises SettingsError where those without the panel's cannot be used."""
    base = settings_of(sources)
    file = panel_file_of(base.journal)
    bare = Layers(sources=sources, base=base, ground=base, settings=base, file=file, entries={}, left_out={})
    try:
        entries = bare.file.read()
    except SettingsError as error:
        return replace(bare, left_out={"": error.text})
    return with_entries(bare, entries, robot) if entries else bare


def with_entries(layers: Layers, entries: Mapping[str, Entry], robot: Robot) -> Layers:
    """The same with `entries` for what was set on the panel, as far as they can be used; rows come first."""
    values = {key: entries[key].value for key in sorted(entries, key=lambda key: row_of(key) is None)}
    try:
        return _with(layers, values, entries, robot)
    except UnfitError:
        pass
    good: dict[str, Json] = {}
    left_out: dict[str, Text] = {}
    for these in _given_together(values):
        try:
            settings_with(layers, {**good, **these}, robot)
            good |= these
        except UnfitError as error:
            left_out |= dict.fromkeys(these, error.text)
    return replace(_with(layers, good, entries, robot), left_out=left_out)


def _given_together(values: Mapping[str, Json]) -> Iterable[dict[str, Json]]:
    """One by one, but parts that are given as a whole or not at all, and secrets with where they are sent."""
    together: dict[str, dict[str, Json]] = {}
    for key, value in values.items():
        together.setdefault(part_of(key) or bound_to(key) or key, {})[key] = value
    return together.values()


def _with(layers: Layers, values: Mapping[str, Json], entries: Mapping[str, Entry], robot: Robot) -> Layers:
    return replace(
        layers,
        ground=_grounded(layers, values, robot)[0],
        settings=settings_with(layers, values, robot),
        entries={key: one for key, one in entries.items() if key in values},
        left_out={},
    )


def settings_with(layers: Layers, values: Mapping[str, Json], robot: Robot) -> Settings:
    """The settings with `values`, by key, above the file; raises UnfitError."""
    ground, file = _grounded(layers, values, robot)
    within = {key: value for key, value in values.items() if row_of(key) is None}
    leaves, tree, among = all_leaves(ground, robot), whole_tree(ground, robot), robot.among(ground)
    problems = {key: text for key, value in within.items() if (text := _objection(leaves.get(key), value, among))}
    if problems:
        raise UnfitError(problems)
    for key, value in within.items():
        if not _put(file, leaves[key].place, value, tree):
            raise UnfitError({key: _NOBODY})
    settings = _settings_of(replace(layers.sources, file=file), leaves.values(), values)
    if device := mislabelled(settings, layers.base):
        raise UnfitError({f"devices.{device}.kind": _OTHER_KIND})
    if gone := locked_out(settings, layers.settings):
        raise UnfitError({f"caregivers.{one}.role": _NO_HEAD_NURSE for one in gone})
    if problems := unbound(settings.outlets, layers.base.outlets, layers.sources, values):
        raise UnfitError(problems)
    try:
        robot.refuse(settings)
    except WrongValueError as error:
        raise UnfitError({".".join(error.place): error.why}) from error
    except SettingsError as error:
        raise UnfitError({"": error.text}) from error
    return settings


def _grounded(layers: Layers, values: Mapping[str, Json], robot: Robot) -> tuple[Settings, Plain]:
    """The settings, and the file, with who and what `values` add and remove as a whole; raises UnfitError."""
    rows, file = {key: value for key, value in values.items() if row_of(key)}, deepcopy(layers.sources.file)
    if not rows:
        return layers.base, file
    among = robot.among(layers.base)
    problems = {key: text for key, value in rows.items() if (text := objection(key, value, among))}
    if problems:
        raise UnfitError(problems)
    put_rows(file, rows, whole_tree(layers.base, robot))
    return _settings_of(replace(layers.sources, file=file), (), rows), file


def _settings_of(sources: Sources, leaves: Iterable[Leaf], values: Mapping[str, Json]) -> Settings:
    try:
        return sources.settings()
    except ValidationError as error:
        raise UnfitError(_problems(error, leaves, sources.file, values)) from error


def all_leaves(settings: Settings, robot: Robot) -> dict[str, Leaf]:
    """Every setting that may be changed on the panel, by key."""
    own = (*leaves_of(settings), *leaves_of_outlets(settings))
    return {leaf.key: leaf for leaf in (*own, *robot.leaves(settings))}


def whole_tree(settings: Settings, robot: Robot) -> dict[str, Json]:
    """All that holds, as it would stand in a file, plug-ins included."""
    own = cast("dict[str, Json]", plain(settings))
    return {**own, OUTLETS: tree_of_outlets(settings), **robot.tree(settings)}


def _objection(leaf: Leaf | None, value: Json, among: Mapping[Kind, Among]) -> Text | None:
    """What is to be said against a value before the models see it."""
    if leaf is None:
        return _GONE
    if leaf.kind in {Kind.ROOM, Kind.ROOMS, Kind.PERSON, Kind.RESIDENT} and leaf.kind not in among:
        return None
    try:
        refuse(leaf, value, among.get(leaf.kind, {}))
    except RefusedValueError as error:
        return error.text
    return None


def _put(file: Plain, place: Place, value: Json, tree: Json) -> bool:
    """Put `value` into `file`, with what is needed around it from `tree`; whether there is such a place."""
    here: Json = file
    for depth, part in enumerate(place[:-1], start=1):
        below = element(here, part)
        if not isinstance(below, dict | list):
            below = deepcopy(value_at(tree, place[:depth]))
            if below is None and part_of(".".join(place)) == ".".join(place[:depth]):
                below = {}
            if not isinstance(here, dict) or not isinstance(below, dict | list):
                return False
            if isinstance(below, dict) and depth < len(place) - 1:
                below = {}
            here[part] = below
        here = below
    if not isinstance(here, dict):
        return False
    here[place[-1]] = value
    return True


def _problems(
    error: ValidationError, leaves: Iterable[Leaf], file: Plain, values: Mapping[str, Json]
) -> dict[str, Text]:
    """What the model says against values, by the key of the setting, also of one within a row of `values`."""
    known, problems = tuple(leaves), dict[str, Text]()
    for one in error.errors():
        if one["type"] == _FOLLOWS:
            continue
        place = _place_of(one["loc"], file)
        key = next((leaf.key for leaf in known if leaf.place == place[: len(leaf.place)]), "")
        within = any(row_of(each) and place_of(each) == place[: len(place_of(each))] for each in values)
        key = key or (".".join(place) if within else "")
        problems.setdefault(key, _why(one))
    return problems


def _place_of(location: tuple[int | str, ...], file: Plain) -> Place:
    """A location in the models with ids in the place of numbers, as far as the file has them."""
    here: Any = file
    place: list[str] = []
    for part in location:
        match here:
            case list() if isinstance(part, int) and part < len(here):
                here = here[part]
                names = (here.get("id"), here.get("name")) if isinstance(here, dict) else ()
                place.append(next((one for one in names if isinstance(one, str)), str(part)))
            case dict():
                here = here.get(str(part))
                place.append(str(part))
            case _:
                here = None
                place.append(str(part))
    return tuple(place)


def _why(error: ErrorDetails) -> Text:
    if error["type"] in MISSING_KEY:
        return EMPTY
    cause = error.get("ctx", {}).get("error")
    said = cause.text if isinstance(cause, RefusedValueError) else of_value(error)
    return Text(zh=f"{said.zh}。", en=f"{said.en[:1].upper()}{said.en[1:]}.")
