"""Whom and what there is: listed, added and removed as a whole, from the next start on."""

from collections.abc import Mapping, Sized
from dataclasses import replace
from datetime import datetime
from secrets import token_hex
from typing import Final

from carebot.changing.fields import Raw
from carebot.changing.kept import Kept
from carebot.changing.layers import whole_tree
from carebot.changing.leaf import Json, value_at
from carebot.changing.panel_file import Entry
from carebot.changing.rows import MOST, NEW, Rows, WrongRowError, element_of, place_of
from carebot.changing.states import Outcome, RowState
from carebot.core.language import Text
from carebot.core.people import CaregiverId

_TAKEN: Final = Text(zh="这个名字已经有了。", en="There is one of that name already.")
_TWICE: Final = Text(
    zh="这个房间里已经有同名的人；可能刚由别人加过。",
    en="Somebody of that name is in that room already; perhaps a colleague has just added her.",
)
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
                title=_title_of({**now, **coming}[name], name),
                entry=entries.get(rows.key_of(name)),
                added=name not in now,
                removed=name not in coming,
            )
            for name in dict.fromkeys((*now, *coming))
        )

    def add(self, rows: Rows, raw: Mapping[str, Raw], by: CaregiverId, at: datetime) -> Outcome:
        """Keep a new row from what the form for it says, or tell why not; raises SettingsError as `change` does."""
        with self._lock:
            entries = self._entries()
            coming = self._coming(entries)
            there = _rows_in(coming.tree, rows)
            if refused := self._no_more(rows, there):
                return Outcome(problems={"": refused})
            try:
                name, whole = element_of(rows, raw, coming.among, lambda: token_hex(2))
            except WrongRowError as error:
                return Outcome(problems=error.problems)
            if name in there:
                return Outcome(problems={f"{rows.key}.{NEW}.{rows.known_by}": _TAKEN})
            if not rows.named and any(_alike(whole, one) for one in there.values()):
                return Outcome(problems={f"{rows.key}.{NEW}.name.zh": _TWICE})
            outcome = self._keep(entries, {rows.key_of(name): whole}, by, at)
            within = f"{rows.key}.{name}."
            return replace(
                outcome,
                problems={
                    f"{rows.key}.{NEW}.{key.removeprefix(within)}" if key.startswith(within) else key: text
                    for key, text in outcome.problems.items()
                },
            )

    def remove(self, rows: Rows, name: str, by: CaregiverId, at: datetime) -> Outcome:
        """Have a row no more from the next start on, with all that was set in it; raises SettingsError."""
        with self._lock:
            entries, key = self._entries(), rows.key_of(name)
            if name not in _rows_in(self._coming(entries).tree, rows):
                return Outcome(problems={"": NOT_THERE})
            if refused := self._no_more(rows, ()):
                return Outcome(problems={"": refused})
            left = self._without_row(entries, key)
            if name in _rows_in(whole_tree(self._started.base, self._robot), rows):
                left[key] = Entry(value=None, by=by, at=at)
            return self._put(left, entries, key)

    def _without_row(self, entries: Mapping[str, Entry], key: str) -> dict[str, Entry]:
        """The entries without a row and without what was set in it."""
        leaves, place = self._coming(entries).leaves, place_of(key)
        return {
            each: one
            for each, one in entries.items()
            if each != key and not (each in leaves and leaves[each].place[: len(place)] == place)
        }

    def _no_more(self, rows: Rows, there: Sized) -> Text | None:
        """Why nothing is added here, or removed."""
        if self._fixed_by(rows.place) is not None:
            return FIXED
        return _FULL if len(there) >= MOST else None

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
    listed = value_at(tree, rows.place)
    found = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return {str(one[rows.known_by]): one for one in found}


def _alike(one: Json, other: Json) -> bool:
    """Whether two rows are of the same name and room."""
    return all(value_at(one, place) == value_at(other, place) for place in (("name", "zh"), ("room",)))


def _title_of(row: Json, name: str) -> Text:
    match row:
        case {"name": {"zh": str(zh), "en": str(en)}}:
            return Text(zh=zh, en=en)
        case _:
            return Text(zh=name, en=name)
