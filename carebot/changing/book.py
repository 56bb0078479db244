"""The book of changeable settings: what each is now and from the next start on, and keeping what somebody changes.

Two people may change at once: a value counts only where nobody changed it after the form was drawn.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from carebot._wrong_settings import RefusedValueError
from carebot.changing.bound import ABOVE, bound_to, strays
from carebot.changing.fields import Raw, read, shown
from carebot.changing.kept import Coming
from carebot.changing.leaf import Json, Kind, Leaf, Whose, stands_in, value_at
from carebot.changing.leaves import part_of
from carebot.changing.outlet_forms import OUTLETS
from carebot.changing.panel_file import Entry
from carebot.changing.refusing import Among
from carebot.changing.row_book import FIXED, NOT_THERE, RowBook
from carebot.changing.row_kinds import ROWS, row_of
from carebot.changing.states import Outcome, State, Wanted, drawn
from carebot.core.language import Text
from carebot.core.people import CaregiverId

_BOTH: Final = Text(
    zh="既写了新的，又勾了去掉：请只留一样。",
    en="Something new is written here and Remove is ticked: leave one of them.",
)


class Book(RowBook):
    """The settings of this run, and what was set since for the next. It may be asked from any thread."""

    def title(self, group: str) -> Text | None:
        """What a page is about: somebody, a device, a camera or a monitor; None for a section of its own."""
        leaf = next(one for one in self.leaves() if one.group == group)
        match leaf.place:
            case ("monitors", monitor, *_):
                return _about("监测", "Monitor", self._robot.titles().get(monitor))
            case ("sight", "cameras", camera, *_):
                return _about("摄像头", "Camera", Text(zh=camera, en=camera))
            case ("devices", device, *_):
                return _about("设备", "Device", self._row_title("devices", device))
            case ("outlets", way, *_):
                return _about("报警出口", "Way out for alarms", self._row_title("outlets", way))
            case ("residents" | "caregivers" | "doses" as rows, name, *_):
                return self._row_title(rows, name)
            case _:
                return None

    def _row_title(self, key: str, name: str) -> Text:
        rows, tree = ROWS[key], self._coming(self._entries()).tree
        return self._title_of(name, value_at(tree, (*rows.place, name)))

    def leaf(self, key: str) -> Leaf | None:
        """The setting of this name."""
        return self._coming(self._entries()).leaves.get(key)

    def leaves(self) -> Iterable[Leaf]:
        """All that may be changed, of everybody and everything from the next start on, in the order of the settings."""
        return self._coming(self._entries()).leaves.values()

    def among(self, kind: Kind) -> Among:
        """The rooms or people that a setting of this kind may name."""
        return self._coming(self._entries()).among.get(kind, {})

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
            if not set(wanted) <= set(coming.leaves):
                return Outcome(problems={"": NOT_THERE})
            states = {key: self._state(coming.leaves[key], coming, entries) for key in wanted}
            values, refused = _sorted(states, wanted)
            refused = replace(refused, problems={**self._strays(values, coming, entries), **refused.problems})
            if refused.problems or refused.meanwhile:
                return refused
            outcome = self._keep(entries, values, by, at)
            named = {key if key in wanted else "": text for key, text in outcome.problems.items()}
            return replace(outcome, problems=named)

    def _strays(self, values: Mapping[str, Json], coming: Coming, entries: Mapping[str, Entry]) -> dict[str, Text]:
        """By key, secrets of ways out that would go by `values` where they were not entered for."""
        problems: dict[str, Text] = {}
        ways = {leaf.place[1] for key, leaf in coming.leaves.items() if key in values and leaf.place[0] == OUTLETS}
        for way in ways:
            its = {key: leaf for key, leaf in coming.leaves.items() if leaf.place[:2] == (OUTLETS, way)}
            states = {key: self._state(leaf, coming, entries) for key, leaf in its.items()}
            entered = {leaf.place[2]: values[key] for key, leaf in its.items() if key in values}
            hidden = {one.leaf.place[2]: one.fixed_by for one in states.values() if one.is_hidden}
            before = value_at(coming.tree, (OUTLETS, way))
            for option, text in strays(before, entered, hidden):
                problems[f"{OUTLETS}.{way}.{option}"] = ABOVE if hidden.get(option) else text
        return problems

    def take_back(self, key: str) -> Outcome:
        """Leave this setting, or who and what there is, to the settings file again; raises SettingsError.

        Nothing is kept, and nothing is wrong, where it had not been set here.
        """
        with self._lock:
            entries = self._entries()
            if key not in entries:
                return Outcome()
            if row_of(key):
                return self._put(self._without_row(entries, key), entries, key)
            gone = self._given_with(key, entries)
            self._write({name: one for name, one in entries.items() if name not in gone})
            return Outcome(kept=tuple(sorted(gone)))

    def _given_with(self, key: str, entries: Mapping[str, Entry]) -> Collection[str]:
        """What goes back with this setting: a part that the file leaves out stands here as a whole or not at all.

        A secret and where it is sent go back together, so that neither meets what the other was not set for.
        """
        if way := bound_to(key):
            return {one for one in entries if bound_to(one) == way}
        part, leaf = part_of(key), self.leaf(key)
        if not part or (leaf is not None and stands_in(self._started.sources.file, leaf.place[:-1])):
            return {key}
        return {one for one in entries if part_of(one) == part}


def _about(zh: str, en: str, name: Text | None) -> Text | None:
    return Text(zh=f"{zh}：{name.zh}", en=f"{en}: {name.en}") if name else None


def whose(leaves: Iterable[Leaf]) -> frozenset[Whose]:
    """Whose business these settings are."""
    return frozenset(one for leaf in leaves for one in leaf.whose)


def _sorted(states: Mapping[str, State], wanted: Mapping[str, Wanted]) -> tuple[dict[str, Json], Outcome]:
    """The values that are new, and what is wrong with others or was changed by somebody else meanwhile."""
    values: dict[str, Json] = {}
    problems: dict[str, Text] = {}
    meanwhile: dict[str, Entry | None] = {}
    for key, one in wanted.items():
        state = states[key]
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
            problems[key] = FIXED
        else:
            values[key] = value
    return values, Outcome(problems=problems, meanwhile=meanwhile)


def _value_of(state: State, wanted: Wanted) -> Json:
    """What somebody wrote; where she left a field as it was drawn, what stands there now. Raises RefusedValueError."""
    written = tuple(one for one in wanted.raw if one.strip())
    if wanted.removed:
        if written:
            raise RefusedValueError(_BOTH)
        return read(state.leaf, ())
    if _same(written, shown(state.leaf, _was(wanted))):
        return state.next
    return read(state.leaf, wanted.raw)


def _same(written: Raw, drawn_with: Raw) -> bool:
    """Whether a field was left as it was drawn; browsers send the ends of lines in their own way."""
    return [one.splitlines() for one in written] == [one.splitlines() for one in drawn_with]


def _was(wanted: Wanted) -> Json:
    try:
        value: Json = json.loads(wanted.was)
    except (ValueError, RecursionError):
        return None
    return value
