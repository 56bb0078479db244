"""How settings stand, what somebody wants of them, and what came of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from carebot.changing.fields import Raw
from carebot.changing.leaf import HIDDEN, Json, Leaf, is_veiled
from carebot.changing.panel_file import Entry
from carebot.changing.row_kinds import Rows
from carebot.core.language import Text


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

    @property
    def is_hidden(self) -> bool:
        """Whether something stands there that is not shown."""
        return bool(self.next) and (self.leaf.kind in HIDDEN or is_veiled(self.leaf, self.next))


@dataclass(frozen=True, slots=True, kw_only=True)
class RowState:
    """One row of a list: whose name it is, who added or removed it here, and whether it is there now and later on."""

    rows: Rows
    name: str
    title: Text
    entry: Entry | None
    added: bool
    removed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A value as a form sent it, and the value that the form was drawn with, as `drawn` writes it.

    `removed`: what was set there, and is not shown, is to be set no more.
    """

    raw: Raw
    was: str
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a change: the keys of what was kept, or why nothing was, by key (empty: of all together).

    `meanwhile` has what somebody else set after the form was drawn.
    """

    kept: tuple[str, ...] = ()
    problems: Mapping[str, Text] = field(default_factory=dict)
    meanwhile: Mapping[str, Entry | None] = field(default_factory=dict)


def drawn(value: Json) -> str:
    """The value that a form is drawn with, as the form carries it and hands it back."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
