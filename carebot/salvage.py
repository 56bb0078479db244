"""Salvage: what can still be read of journals that were damaged and set aside, so that no open incident is forgotten.

A damaged file is read from both ends up to the damage; a row that is no event of this version is left where it is.
"""

import contextlib
import re
import sqlite3
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from carebot.codec import event_from_json
from carebot.core.errors import JournalError
from carebot.core.record import AnyEvent

_ASIDE: Final = re.compile(r"\.damaged-(\d+)$")


def salvaged(path: Path, kinds: Collection[str]) -> Iterator[AnyEvent]:
    """The events of these kinds that stand in the files set aside for the journal at `path`, in their order."""
    for aside in _set_aside(path):
        bodies = _readable(aside, kinds)
        for sequence in sorted(bodies):
            with contextlib.suppress(JournalError):
                yield event_from_json(bodies[sequence])


def _set_aside(path: Path) -> list[Path]:
    """The damaged files, the earliest first."""
    numbered = ((_ASIDE.search(file.name), file) for file in path.parent.glob(f"{path.name}.damaged-*"))
    return [file for number, file in sorted((int(found[1]), file) for found, file in numbered if found)]


def _readable(aside: Path, kinds: Collection[str]) -> dict[int, str]:
    """The rows of these kinds by their sequence, as far as SQLite gets from the beginning and from the end."""
    bodies: dict[int, str] = {}
    for order in ("asc", "desc"):
        try:
            with contextlib.closing(sqlite3.connect(f"{aside.absolute().as_uri()}?mode=ro", uri=True)) as database:
                bodies.update(database.execute(_query(order, kinds), tuple(kinds)))
        except sqlite3.Error:
            continue
        break
    return bodies


def _query(order: str, kinds: Collection[str]) -> str:
    """Not by an index: that may be what is damaged."""
    among = ", ".join("?" * len(kinds))
    return f"select sequence, body from events not indexed where kind in ({among}) order by sequence {order}"  # noqa: S608 - question marks, and one of two words
