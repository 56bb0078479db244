"""The book of changeable settings: what each is now and from the next start on, and keeping what somebody changes.

Two people may change at once: a value counts only where nobody changed it after the form was drawn.
"""

import json
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from carebot._wrong_settings import RefusedValueError
from carebot.changing.fields import Raw, read, shown
from carebot.changing.layers import (
    Layers,
    Robot,
    UnfitError,
    all_leaves,
    given_in,
    settings_with,
    stands_in,
    whole_tree,
    with_entries,
)
from carebot.changing.leaf import Json, Kind, Leaf, Place, Whose, value_at
from carebot.changing.panel_file import Entry
from carebot.changing.refusing import Among
from carebot.core.errors import SettingsError
from carebot.core.language import Text
from carebot.core.people import CaregiverId

_ON_THE_PANEL: Final = Text(zh="面板", en="the panel")
_IN_THE_FILE: Final = Text(zh="设置文件", en="the settings file")
_IN_THE_ENVIRONMENT: Final = Text(zh="环境变量", en="the environment")
_ON_THE_COMMAND_LINE: Final = Text(zh="启动命令", en="the command line")
_FIXED: Final = Text(
    zh="这一项由环境变量或启动命令定了，在这里改不起作用。",
    en="This is fixed by the environment or the command line; a change here would not count.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One setting as it stands.

    `now` is its value in force, `next` that from the next start on, `without` what it would be if nothing were set on
    the panel. `entry` says who set it there. `fixed_by` names what stands above the panel; `in_file`: the settings file
    says something of it.
    """

    leaf: Leaf
    now: Json
    next: Json
    without: Json
    entry: Entry | None = None
    fixed_by: Text | None = None
    in_file: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A value as a form sent it, and the value that the form was drawn with, as `drawn` writes it."""

    raw: Raw
    was: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a change: the keys of what was kept, or why nothing was, by key (empty: of all together).

    `meanwhile` has what somebody else set after the form was drawn.
    """

    kept: tuple[str, ...] = ()
    problems: Mapping[str, Text] = field(default_factory=dict)
    meanwhile: Mapping[str, Entry | None] = field(default_factory=dict)


class Book:
    """The settings of this run, and what was set since for the next. It may be asked from any thread."""

    def __init__(self, layers: Layers, robot: Robot) -> None:
        self._started = layers
        self._robot = robot
        self._leaves = all_leaves(layers.base, robot)
        self._now = whole_tree(layers.settings, robot)
        self._without = whole_tree(layers.base, robot)
        self._seen: tuple[Mapping[str, Entry], dict[str, Json]] = (layers.entries, self._now)
        self._among = robot.among(layers.base)
        self._lock = threading.Lock()

    @property
    def trouble(self) -> Text | None:
        """Why the panel's file cannot be read at present; None where it can, or where there is none."""
        try:
            self._started.file.read()
        except SettingsError as error:
            return error.text
        return None

    @property
    def left_out(self) -> Mapping[str, Text]:
        """What of the panel's file did not count at this start, with the reason by key."""
        return self._started.left_out

    def title(self, group: str) -> Text | None:
        """What a page is about: somebody, a device, a camera or a monitor; None for a section of its own."""
        leaf = next(one for one in self._leaves.values() if one.group == group)
        match leaf.place:
            case ("monitors", monitor, *_):
                return _about("监测", "Monitor", self._robot.titles().get(monitor))
            case ("sight", "cameras", camera, *_):
                return _about("摄像头", "Camera", Text(zh=camera, en=camera))
            case ("devices", device, *_):
                return _about("设备", "Device", self._name_at(("devices", device, "name")))
            case ("residents", resident, *_):
                return self._name_at(("residents", resident, "name"))
            case _:
                return None

    def _name_at(self, place: Place) -> Text | None:
        match value_at(self._now, place):
            case {"zh": str(zh), "en": str(en)}:
                return Text(zh=zh, en=en)
            case _:
                return None

    def source_of(self, place: Place) -> Text | None:
        """Where what is in force at `place` comes from; None where nobody said anything of it."""
        sources = self._started.sources
        if (above := self._fixed_by(place)) is not None:
            return above
        set_here = (self._leaves[key].place for key in self._started.entries)
        if any(one == place[: len(one)] for one in set_here):
            return _ON_THE_PANEL
        return _IN_THE_FILE if stands_in(sources.file, place) else None

    def leaf(self, key: str) -> Leaf | None:
        """The setting of this name."""
        return self._leaves.get(key)

    def leaves(self) -> Iterable[Leaf]:
        """All that may be changed, in the order of the settings."""
        return self._leaves.values()

    def among(self, kind: Kind) -> Among:
        """The rooms or people that a setting of this kind may name."""
        return self._among.get(kind, {})

    def states(self, leaves: Iterable[Leaf]) -> tuple[State, ...]:
        """How these settings stand."""
        entries = self._entries()
        coming = self._coming(entries)
        return tuple(self._state(leaf, coming, entries) for leaf in leaves)

    def change(self, wanted: Mapping[str, Wanted], by: CaregiverId, at: datetime) -> Outcome:
        """Keep what is wanted, all of it or nothing; raises SettingsError where the file cannot be written."""
        with self._lock:
            entries = self._entries()
            coming = self._coming(entries)
            values: dict[str, Json] = {}
            problems: dict[str, Text] = {}
            meanwhile: dict[str, Entry | None] = {}
            for key, one in wanted.items():
                state = self._state(self._leaves[key], coming, entries)
                try:
                    value = _value_of(state, one)
                except RefusedValueError as error:
                    problems[key] = error.text
                    continue
                if value == state.next:
                    continue
                if one.was != drawn(state.next):
                    meanwhile[key] = state.entry
                elif state.fixed_by is not None:
                    problems[key] = _FIXED
                else:
                    values[key] = value
            if problems or meanwhile:
                return Outcome(problems=problems, meanwhile=meanwhile)
            return self._keep(entries, values, by, at)

    def take_back(self, key: str) -> bool:
        """Leave this setting to the settings file again; whether it had been set here. Raises SettingsError."""
        with self._lock:
            entries = self._entries()
            if key not in entries:
                return False
            self._write({name: one for name, one in entries.items() if name != key})
            return True

    def _keep(self, entries: Mapping[str, Entry], values: Mapping[str, Json], by: CaregiverId, at: datetime) -> Outcome:
        if not values:
            return Outcome()
        given = {key: Entry(value=value, by=by, at=at) for key, value in values.items()}
        counting = self._counting(entries).entries
        try:
            settings_with(self._started, {key: one.value for key, one in {**counting, **given}.items()}, self._robot)
        except UnfitError as error:
            return Outcome(problems={key if key in values else "": text for key, text in error.problems.items()})
        self._write({**{key: one for key, one in entries.items() if key not in given}, **given})
        return Outcome(kept=tuple(values))

    def _write(self, entries: Mapping[str, Entry]) -> None:
        if self.trouble is not None:
            self._started.file.set_aside()
        self._started.file.write(entries)

    def _entries(self) -> dict[str, Entry]:
        """What stands in the panel's file; nothing where it cannot be read, as at the next start."""
        try:
            return self._started.file.read()
        except SettingsError:
            return {}

    def _counting(self, entries: Mapping[str, Entry]) -> Layers:
        return with_entries(self._started, entries, self._robot)

    def _coming(self, entries: Mapping[str, Entry]) -> dict[str, Json]:
        """What will hold from the next start on, by everything that is known now."""
        seen, tree = self._seen
        if entries != seen:
            tree = whole_tree(self._counting(entries).settings, self._robot)
            self._seen = dict(entries), tree
        return tree

    def _state(self, leaf: Leaf, coming: dict[str, Json], entries: Mapping[str, Entry]) -> State:
        place = leaf.place
        return State(
            leaf=leaf,
            now=value_at(self._now, place),
            next=value_at(coming, place),
            without=value_at(self._without, place),
            entry=entries.get(leaf.key),
            fixed_by=self._fixed_by(place),
            in_file=stands_in(self._started.sources.file, place),
        )

    def _fixed_by(self, place: Place) -> Text | None:
        sources = self._started.sources
        if given_in(sources.command_line, place):
            return _ON_THE_COMMAND_LINE
        return _IN_THE_ENVIRONMENT if given_in(sources.environment, place) else None


def _about(zh: str, en: str, name: Text | None) -> Text | None:
    return Text(zh=f"{zh}：{name.zh}", en=f"{en}: {name.en}") if name else None


def drawn(value: Json) -> str:
    """The value that a form is drawn with, as the form carries it and hands it back."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def whose(leaves: Iterable[Leaf]) -> frozenset[Whose]:
    """Whose business these settings are."""
    return frozenset(one for leaf in leaves for one in leaf.whose)


def _value_of(state: State, wanted: Wanted) -> Json:
    """What somebody wrote; where she left a field as it was drawn, what stands there now. Raises RefusedValueError."""
    written = tuple(one for one in wanted.raw if one.strip())
    if written == shown(state.leaf, _was(wanted)):
        return state.next
    return read(state.leaf, wanted.raw)


def _was(wanted: Wanted) -> Json:
    try:
        value: Json = json.loads(wanted.was)
    except (ValueError, RecursionError):
        return None
    return value
