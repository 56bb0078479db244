"""What was set on the panel as it is kept: for this run, for the next start, and in the file between them."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2s
from secrets import token_bytes
from typing import Final

from carebot.changing.layers import (
    Layers,
    Robot,
    UnfitError,
    all_leaves,
    settings_with,
    whole_tree,
    with_entries,
)
from carebot.changing.leaf import HIDDEN, Json, Kind, Leaf, Place, given_in, stands_in, value_at
from carebot.changing.leaves import owner_of
from carebot.changing.panel_file import Entry
from carebot.changing.refusing import Among
from carebot.changing.row_kinds import place_of, row_of
from carebot.changing.states import Outcome, State
from carebot.core.errors import SettingsError
from carebot.core.language import Text
from carebot.core.people import CaregiverId

_ON_THE_PANEL: Final = Text(zh="面板", en="the panel")
_IN_THE_FILE: Final = Text(zh="设置文件", en="the settings file")
_IN_THE_ENVIRONMENT: Final = Text(zh="环境变量", en="the environment")
_ON_THE_COMMAND_LINE: Final = Text(zh="启动命令", en="the command line")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """What will hold from the next start on, and `without` what is set on the panel within each row."""

    leaves: Mapping[str, Leaf]
    tree: dict[str, Json]
    without: dict[str, Json]
    among: Mapping[Kind, Among]


class Kept:
    """The settings of this run, and what was set since for the next."""

    def __init__(self, layers: Layers, robot: Robot) -> None:
        self._started = layers
        self._robot = robot
        self._now = whole_tree(layers.settings, robot)
        self._seen = (dict(layers.entries), self._from_next_start(layers))
        self._veil = token_bytes()
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

    def source_of(self, place: Place) -> Text | None:
        """Where what is in force at `place` comes from; None where nobody said anything of it."""
        sources = self._started.sources
        if (above := self._fixed_by(place)) is not None:
            return above
        leaves = all_leaves(self._started.ground, self._robot)
        set_here = (leaves[key].place if key in leaves else place_of(key) for key in self._started.entries)
        if any(one == place[: len(one)] for one in set_here):
            return _ON_THE_PANEL
        return _IN_THE_FILE if stands_in(sources.file, place) else None

    def _keep(self, entries: Mapping[str, Entry], values: Mapping[str, Json], by: CaregiverId, at: datetime) -> Outcome:
        """Write `values` down if the settings hold with them; else tell by key why not."""
        if not values:
            return Outcome()
        given = {key: Entry(value=value, by=by, at=at) for key, value in values.items()}
        counting = self._counting(entries).entries
        try:
            settings_with(self._started, {key: one.value for key, one in {**counting, **given}.items()}, self._robot)
        except UnfitError as error:
            return Outcome(problems=error.problems)
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

    def _coming(self, entries: Mapping[str, Entry]) -> Coming:
        """What will hold from the next start on, by everything that is known now."""
        seen, coming = self._seen
        if entries != seen:
            coming = self._from_next_start(self._counting(entries))
            self._seen = dict(entries), coming
        return coming

    def _from_next_start(self, layers: Layers) -> Coming:
        return Coming(
            leaves=all_leaves(layers.ground, self._robot),
            tree=whole_tree(layers.settings, self._robot),
            without=whole_tree(layers.ground, self._robot),
            among=self._robot.among(layers.ground),
        )

    def _state(self, leaf: Leaf, coming: Coming, entries: Mapping[str, Entry]) -> State:
        place = leaf.place
        is_new = value_at(self._now, owner_of(place)) is None
        return State(
            leaf=leaf,
            now=self._veiled(leaf, value_at(coming.tree if is_new else self._now, place), entries),
            next=self._veiled(leaf, value_at(coming.tree, place), entries),
            without=self._veiled(leaf, value_at(coming.without, place), entries),
            entry=entries.get(leaf.key),
            fixed_by=self._fixed_by(place),
            in_file=stands_in(self._started.sources.file, place),
        )

    def _veiled(self, leaf: Leaf, value: Json, entries: Mapping[str, Entry]) -> Json:
        """A secret as something that tells one from another, in this run, and nothing else; headers by their names.

        What a gateway is sent may hold a secret too where it was not written on the panel, which has a field for that.
        """
        if not value:
            return value
        if leaf.kind is Kind.HEADERS and isinstance(value, dict):
            return {name: self._digest(one) for name, one in value.items()}
        is_hidden = leaf.kind in HIDDEN or (leaf.kind is Kind.FIELDS and value not in self._written(leaf, entries))
        return self._digest(value) if is_hidden else value

    def _digest(self, value: Json) -> str:
        return blake2s(str(value).encode(), key=self._veil, digest_size=8).hexdigest()

    def _written(self, leaf: Leaf, entries: Mapping[str, Entry]) -> Iterator[Json]:
        """What was written for this setting on the panel, now or before this start, by itself or with its row."""
        for each in (entries, self._started.entries):
            for key, one in each.items():
                place = leaf.place if key == leaf.key else place_of(key) if row_of(key) else ()
                if place and leaf.place[: len(place)] == place:
                    yield value_at(one.value, leaf.place[len(place) :])

    def _fixed_by(self, place: Place) -> Text | None:
        sources = self._started.sources
        if given_in(sources.command_line, place):
            return _ON_THE_COMMAND_LINE
        return _IN_THE_ENVIRONMENT if given_in(sources.environment, place) else None
