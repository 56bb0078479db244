"""Who lives here and what there is, as the page of the settings lists it for whoever adds and removes."""

from collections.abc import Iterator
from dataclasses import dataclass

from carebot.changing.book import Book
from carebot.changing.row_kinds import ADDING, ROWS, Rows
from carebot.changing.states import RowState, State
from carebot.core.language import Language, Text
from carebot.core.outcomes import NOTHING
from web.setting_views import FieldView, Said, entry_in_words, field_views, hers
from web.setting_words import GOING, HINTS, LISTED, WAYS_TO_ADD
from web.visit import Carer, Panel


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One of a list. `group` is its page, empty where it has none; `note` tells what changes with the next start.

    `last`: without it no alarm reaches anybody who has not the panel before her.
    """

    key: str
    title: str
    group: str
    note: str
    removed: bool
    may_be_taken_back: bool
    last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AddingView:
    """A way to one more, by the name of its form."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A list under its title, with the ways to one more, and what is said before one is removed."""

    key: str
    title: str
    hint: str
    adding: tuple[AddingView, ...]
    going: str
    rows: tuple[RowView, ...]


def list_views(panel: Panel, carer: Carer, language: Language) -> tuple[ListView, ...]:
    """The lists in which she may add and remove."""
    book = panel.changing
    if book is None:
        return ()
    return tuple(
        ListView(
            key=rows.key,
            title=LISTED[rows.key].in_(language),
            hint=HINTS.get(rows.key, NOTHING).in_(language),
            adding=tuple(
                AddingView(key=form.form_key, name=WAYS_TO_ADD[form.form_key].in_(language))
                for form in ADDING.values()
                if form.place == rows.place
            ),
            going=GOING[rows.key].in_(language),
            rows=tuple(_row_views(panel, book, rows, language)),
        )
        for rows in ROWS.values()
        if rows.whose & hers(carer)
    )


def _row_views(panel: Panel, book: Book, rows: Rows, language: Language) -> Iterator[RowView]:
    groups = {leaf.group for leaf in book.leaves()}
    for state in book.listed(rows):
        group = ".".join((*rows.place, state.name))
        yield RowView(
            key=rows.key_of(state.name),
            title=state.title.in_(language),
            group=group if group in groups else "",
            note=_note(panel, state).in_(language),
            removed=state.removed,
            may_be_taken_back=state.removed and state.entry is not None,
            last=book.is_last_way(rows, state.name),
        )


def _note(panel: Panel, state: RowState) -> Text:
    """What the next start changes about it, and by whom."""
    if not state.removed and not state.added:
        return NOTHING
    by = entry_in_words(panel, state.entry)
    if state.removed:
        return Text(zh=f"{by.zh}移出了；下次启动起不再有", en=f"removed by {by.en}, from the next start on")
    return Text(zh=f"{by.zh}加的；下次启动起才有", en=f"added by {by.en}, from the next start on")


def new_row_views(panel: Panel, book: Book, rows: Rows, language: Language, said: Said) -> tuple[FieldView, ...]:
    """The fields of the form for a new one, as they come."""
    states = (State(leaf=leaf, now=leaf.default, next=leaf.default, without=leaf.default) for leaf in rows.leaves())
    return field_views(panel, book, states, language, said)
