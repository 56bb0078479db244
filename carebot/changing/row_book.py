"""Whom and what there is: listed, added and removed as a whole, from the next start on."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from secrets import token_hex
from typing import Final

from carebot.changing.fields import Raw
from carebot.changing.kept import Kept
from carebot.changing.layers import whole_tree
from carebot.changing.leaf import Json, Kind, value_at
from carebot.changing.outlet_forms import OUTLETS, sends
from carebot.changing.panel_file import Entry
from carebot.changing.row_kinds import MOST, NEW, Rows, place_of
from carebot.changing.rows import WrongRowError, element_of
from carebot.changing.states import Outcome, RowState
from carebot.core.language import Text
from carebot.core.people import CaregiverId

_TAKEN: Final = Text(zh="这个名字已经有了。", en="There is one of that name already.")
_FULL: Final = Text(zh=f"最多 {MOST} 个。", en=f"There are {MOST} at most.")
NOT_THERE: Final = Text(
    zh="已经不在了，可能刚被别人移走。", en="It is not there any more; somebody may have removed it just now."
)
FIXED: Final = Text(
    zh="这一项由环境变量或启动命令定了，在这里改不起作用。",
    en="This is fixed by the environment or the command line; a change here would not count.",
)


class RowBook(Kept):
    """The lists of the settings in which the panel adds and removes."""

    def listed(self, rows: Rows) -> tuple[RowState, ...]:
        """Whom and what a list has now and from the next start on, in its order."""
        entries = self._entries()
        now, coming = (_rows_in(tree, rows) for tree in (self._now, self._coming(entries).tree))
        return tuple(
            RowState(
                rows=rows,
                name=name,
                title=self._title_of(name, {**now, **coming}[name]),
                entry=entries.get(rows.key_of(name)),
                added=name not in now,
                removed=name not in coming,
            )
            for name in dict.fromkeys((*now, *coming))
        )

    def add(self, rows: Rows, raw: Mapping[str, Raw], by: CaregiverId, at: datetime, known_as: str = "") -> Outcome:
        """Keep a new row from what the form for it says, or tell why not; raises SettingsError as `change` does.

        `known_as` is the id of somebody who is to have a certain one.
        """
        with self._lock:
            entries = self._entries()
            coming = self._coming(entries)
            there = _rows_in(coming.tree, rows)
            if len(there) >= MOST:
                return Outcome(problems={"": _FULL})
            try:
                name, whole = element_of(rows, raw, coming.among, lambda: token_hex(2), known_as)
            except WrongRowError as error:
                return Outcome(problems=error.problems)
            if self._is_fixed(rows, name):
                return Outcome(problems={"": FIXED})
            if name in there:
                return Outcome(problems={f"{rows.key}.{NEW}.{rows.known_by}": _TAKEN})
            if rows.alike and any(_alike(rows, whole, one) for one in there.values()):
                return Outcome(problems={f"{rows.key}.{NEW}.{rows.called}.zh": rows.twice})
            outcome = self._keep(self._without_leftovers(entries, rows, name), {rows.key_of(name): whole}, by, at)
            return replace(outcome, problems={rows.in_form(key, name): text for key, text in outcome.problems.items()})

    def tried(self, rows: Rows, raw: Mapping[str, Raw]) -> tuple[str, Json, Mapping[str, Text]]:
        """The name and the whole of a row as a form for a new one says it, to be tried alone; or what is wrong."""
        try:
            return *element_of(rows, raw, self._coming(self._entries()).among, lambda: token_hex(2)), {}
        except WrongRowError as error:
            return "", None, error.problems

    def whole_of(self, rows: Rows, name: str) -> Json:
        """A row as it will hold from the next start on, with its secrets; None where there will be none."""
        return _rows_in(self._coming(self._entries()).tree, rows).get(name)

    def is_last_way(self, rows: Rows, name: str) -> bool:
        """Whether without this way out no alarm would reach anybody who has not the panel before her."""
        ways = _rows_in(self._coming(self._entries()).tree, rows) if rows.place == (OUTLETS,) else {}
        return [each for each, given in ways.items() if sends(each, given)] == [name]

    def remove(self, rows: Rows, name: str, by: CaregiverId, at: datetime) -> Outcome:
        """Have a row no more from the next start on, with all that was set in it; raises SettingsError."""
        with self._lock:
            entries, key = self._entries(), rows.key_of(name)
            if name not in _rows_in(self._coming(entries).tree, rows):
                return Outcome(problems={"": NOT_THERE})
            if self._is_fixed(rows, name):
                return Outcome(problems={"": FIXED})
            left = self._without_row(entries, key)
            if name in _rows_in(whole_tree(self._started.base, self._robot), rows):
                left[key] = Entry(value=None, by=by, at=at)
            return self._put(left, entries, key)

    def _title_of(self, name: str, row: Json) -> Text:
        """What a row is called: by whom or what it is about, and where it has no words of its own by its name."""
        people = self._coming(self._entries()).among.get(Kind.PERSON, {})
        match row:
            case str(person):
                whom = people.get(person, Text(zh=person, en=person))
                return Text(zh=f"{name}：{whom.zh}", en=f"{name}: {whom.en}")
            case {"drug": {"zh": str(zh), "en": str(en)}, "resident": str(resident), "due": str(due)}:
                whom = people.get(resident, Text(zh=resident, en=resident))
                return Text(zh=f"{whom.zh}：{zh}，{due[:5]}", en=f"{whom.en}: {en}, {due[:5]}")
            case {"whom": {"zh": str(zh), "en": str(en)}} if zh or en:
                return Text(zh=f"{zh or en}（{name}）", en=f"{en or zh} ({name})")
            case {"name": {"zh": str(zh), "en": str(en)}}:
                return Text(zh=zh, en=en)
            case _:
                return Text(zh=name, en=name)

    def _without_row(self, entries: Mapping[str, Entry], key: str) -> dict[str, Entry]:
        """The entries without a row and without what was set in it."""
        leaves, place = self._coming(entries).leaves, place_of(key)
        return {
            each: one
            for each, one in entries.items()
            if each != key and not (each in leaves and leaves[each].place[: len(place)] == place)
        }

    def _without_leftovers(self, entries: Mapping[str, Entry], rows: Rows, name: str) -> dict[str, Entry]:
        """The entries without what was set in one that had this name before, such as a key for another address."""
        leaves = self._coming(entries).leaves
        return {
            each: one for each, one in entries.items() if each in leaves or not each.startswith(f"{rows.key}.{name}.")
        }

    def _is_fixed(self, rows: Rows, name: str) -> bool:
        """Whether this row comes from above the panel: of a list the whole of it does, of a table each by its name."""
        return self._fixed_by((*rows.place, name) if rows.table else rows.place) is not None

    def _put(self, left: Mapping[str, Entry], before: Mapping[str, Entry], key: str) -> Outcome:
        """Write `left` unless something else would not count any more by it."""
        lost, lost_before = self._counting(left).left_out, self._counting(before).left_out
        why = next((text for each, text in lost.items() if each not in lost_before), None)
        if why is not None:
            return Outcome(problems={"": why})
        self._write(left)
        return Outcome(kept=(key,))


def _rows_in(tree: Json, rows: Rows) -> dict[str, Json]:
    """The rows of a list by name."""
    match value_at(tree, rows.place):
        case dict() as table:
            return table
        case list() as listed:
            return {str(one[rows.known_by]): one for one in listed if isinstance(one, dict)}
        case _:
            return {}


def _alike(rows: Rows, one: Json, other: Json) -> bool:
    """Whether two rows are of the same person or thing, as far as can be told."""
    return all(value_at(one, place) == value_at(other, place) for place in rows.alike)
