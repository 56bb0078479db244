"""Salvage: what can still be read of journals that were damaged and set aside, so that no open incident is forgotten.

A damaged file is read around the damage; a row that is no event of this version is left where it is.
"""

import contextlib
import re
import sqlite3
from collections import deque
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from carebot.codec import event_from_json
from carebot.core.errors import JournalError
from carebot.core.record import AnyEvent

_ASIDE: Final = re.compile(r"\.damaged-(\d+)$")
_MOST_FAILURES: Final = 20_000
"""A second of trying: so many rows lie below a page that leads to others."""
_LEAST_ROW_BYTES: Final = 100


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
    """The rows of these kinds by their sequence, all that do not stand on a damaged page.

    What cannot be read in one go is read in halves, down to single rows: SQLite gives a row up when the way to the next
    one is damaged, and among few kinds the next one may be far away.
    """
    bodies: dict[int, str] = {}
    failures = 0
    with contextlib.closing(sqlite3.connect(f"{aside.absolute().as_uri()}?mode=ro", uri=True)) as database:
        waiting = deque([(1, _last(database, aside))])
        while waiting and failures < _MOST_FAILURES:
            first, last = waiting.popleft()
            try:
                bodies.update(database.execute(_query(kinds), (first, last, *kinds)).fetchall())
            except sqlite3.Error:
                failures += 1
                middle = (first + last) // 2
                waiting += [(first, middle), (middle + 1, last)] if first < last else []
    return bodies


def _last(database: sqlite3.Connection, aside: Path) -> int:
    """The sequence of the last row, or one beyond it where the file does not tell."""
    for query in ("select max(sequence) from events", "select seq from sqlite_sequence where name = 'events'"):
        try:
            found = database.execute(query).fetchone()
        except sqlite3.Error:
            continue
        return int(found[0] or 0) if found else 0
    return aside.stat().st_size // _LEAST_ROW_BYTES


def _query(kinds: Collection[str]) -> str:
    """Not by an index: that may be what is damaged."""
    among = ", ".join("?" * len(kinds))
    return f"select sequence, body from events not indexed where sequence between ? and ? and kind in ({among})"  # noqa: S608 - question marks alone
