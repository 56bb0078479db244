"""The journal: every event, append-only, hash-chained, in one SQLite file with one writer.

An event is accepted once it is committed (WAL, synchronous=FULL). Accepted events survive a kill and a power cut; a
changed, missing or added row breaks the chain and is found by `verify`. Words stand in it sealed, so that they can be
forgotten (`carebot/_sealed_words.py`).
"""

import asyncio
import contextlib
import os
import queue
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Final

from carebot._journal_file import (
    GENESIS,
    NO_RESERVE,
    JournalFault,
    Row,
    chain_hash,
    chained,
    keep_reserve,
    locked,
    open_writer,
    read_rows,
    select_rows,
)
from carebot._reasons import of_file
from carebot._sealed_words import Keys, Opener, RowKey, keys_of, sealed
from carebot.codec import event_from_json, event_to_plain, plain_to_json
from carebot.core.errors import JournalError
from carebot.core.language import Text
from carebot.core.record import AnyEvent

_Columns = tuple[str, str, str, str, str]
_Line = tuple[_Columns, RowKey | None]

_BATCH: Final = 500
_QUEUE: Final = 20_000
_RETRY_S: Final = 0.5
_RESERVE_RETRY_S: Final = 5.0
"""How often the reserve for a full disk is tried to be laid by again while nothing is written."""
_CLOSED: Final = Text(zh="日志已关闭。", en="The journal is closed.")
_WRITTEN_WITHIN_S: Final = 5.0
_NOT_WRITTEN: Final = Text(
    zh="日志现在写不进去，所以没能忘掉那些话。请检查磁盘。",
    en="The journal cannot be written now, so those words could not be forgotten. Check the disk.",
)
_OVERFLOW: Final = Text(
    zh="事件来得比日志写得快，请检查磁盘。", en="Events arrive faster than the journal can write; check the disk."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event with its place in the journal, counted from 1, and the link of the hash chain that binds it there."""

    sequence: int
    event: AnyEvent
    chain: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Mark:
    """A place in the queue that somebody waits for; `reach` tells them, from the writer's thread."""

    reach: Callable[[], object]


class Journal:
    """Writes events in their order. `fault` hears of trouble with the file, and of its end (None)."""

    def __init__(self, path: Path, fault: Callable[[JournalFault | None], None]) -> None:
        self.path = path
        self._fault = fault
        self._queue: queue.Queue[_Line | _Mark | None] = queue.Queue(_QUEUE)
        self._thread = threading.Thread(target=self._write, name="journal writer", daemon=True)
        self._lock: IO[str] | None = None
        self._database: sqlite3.Connection | None = None
        self._keys = Keys(path)
        self._last_hash = GENESIS
        self._failing = False
        self._scarce = False
        self._closed = False
        self._closing = threading.Event()

    def start(self) -> None:
        """Open the file, or set a damaged one aside and begin anew; raises JournalError when it cannot be used."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = locked(self.path)
        except OSError as error:
            raise JournalError(_unwritable(self.path, of_file(error))) from error
        self._database, self._last_hash, fault = open_writer(self.path)
        for trouble in (fault, self._keys.open()):
            if trouble is not None:
                self._fault(trouble)
        if not keep_reserve(self.path):
            self._scarce = True
            self._fault(NO_RESERVE)
        self._thread.start()

    def append(self, event: AnyEvent) -> None:
        """Queue `event` for writing. It is accepted once `settle` returns."""
        if self._closed:
            raise JournalError(_CLOSED)
        try:
            self._queue.put_nowait(_line(event))
        except queue.Full:
            raise JournalError(_OVERFLOW) from None

    async def settle(self, within: timedelta | None = None) -> bool:
        """Return once everything appended so far is committed, or `within` that time; whether it is committed."""
        loop, reached = asyncio.get_running_loop(), asyncio.Event()

        def reach() -> None:
            with contextlib.suppress(RuntimeError):  # nobody waits in a loop that was closed
                loop.call_soon_threadsafe(reached.set)

        try:
            self._queue.put_nowait(_Mark(reach=reach))
            # no thread is held while the disk does not answer
            async with asyncio.timeout(None if within is None else within.total_seconds()):
                await reached.wait()
        except (queue.Full, TimeoutError):
            return False
        return True

    def forget(self, words: Collection[str], since: datetime) -> int:
        """Make whatever holds any of `words`, from `since` on, illegible for ever; how many rows. Blocking.

        Raises JournalError where it cannot be done.
        """
        written = threading.Event()
        try:
            self._queue.put_nowait(_Mark(reach=written.set))
            if not written.wait(_WRITTEN_WITHIN_S):
                raise JournalError(_NOT_WRITTEN)
            holding = keys_of(self.path, words, since)
            self._keys.destroy(holding)
        except (sqlite3.Error, queue.Full) as error:
            raise JournalError(_NOT_WRITTEN) from error
        return len(holding)

    def close(self) -> None:
        """Write what is queued and let go of the file."""
        if self._closed or self._database is None:
            return
        self._closed = True
        self._closing.set()
        self._queue.put(None)
        self._thread.join()
        self._database.close()
        self._keys.close()
        if self._lock is not None:
            self._lock.close()

    def _write(self) -> None:
        """The writer's thread: commits whatever is queued in one go, and tries again for as long as it must."""
        while True:
            batch, marks, last = self._take()
            # A robot that ends does not wait for a disk that takes nothing.
            while not self._commit(batch) and not self._closing.wait(_RETRY_S):
                pass
            for mark in marks:
                mark.reach()
            if last:
                return

    def _take(self) -> tuple[list[_Line], list[_Mark], bool]:
        items = self._first()
        with contextlib.suppress(queue.Empty):
            while items and len(items) < _BATCH and items[-1] is not None:
                items.append(self._queue.get_nowait())
        events = [item for item in items if isinstance(item, tuple)]
        marks = [item for item in items if isinstance(item, _Mark)]
        return events, marks, None in items

    def _first(self) -> list[_Line | _Mark | None]:
        """What comes next; nothing after a while where the reserve is missing, which is tried again then."""
        try:
            return [self._queue.get(timeout=_RESERVE_RETRY_S if self._scarce else None)]
        except queue.Empty:
            return []

    def _commit(self, batch: list[_Line]) -> bool:
        """Whether `batch` stands in the file. A full disk gives up the reserve first and says so."""
        if not batch:
            self._recover()
            return True
        assert self._database is not None
        rows, head = chained([columns for columns, _ in batch], self._last_hash)
        try:
            self._keys.keep(key for _, key in batch if key is not None)
            with self._database:
                self._database.executemany("insert into events values (null, ?, ?, ?, ?, ?, ?)", rows)
        except sqlite3.Error as error:
            self._tell_of(error)
            return False
        self._last_hash = head
        self._recover()
        return True

    def _recover(self) -> None:
        """The file can be written: trouble is over once the reserve, where it was given up, is laid by again."""
        failed, self._failing = self._failing, False
        if self._scarce and keep_reserve(self.path):
            self._scarce = False
            self._fault(None)
        elif failed:
            self._fault(NO_RESERVE if self._scarce else None)

    def _tell_of(self, error: sqlite3.Error) -> None:
        self._scarce = self._scarce or error.sqlite_errorcode == sqlite3.SQLITE_FULL
        fault = JournalFault.from_error(self.path, error)
        if not self._failing or fault.reserve_given_up:
            self._fault(fault)
        self._failing = True


def _unwritable(path: Path, why: Text) -> Text:
    return Text(
        zh=f"日志写不进 {path}（{why.zh}）。请检查路径和权限，或用 --journal 另选一个文件。",
        en=f"The journal cannot be written at {path} ({why.en}). Check path and rights, or choose another (--journal).",
    )


def _line(event: AnyEvent) -> _Line:
    plain = event_to_plain(event)
    key = sealed(plain)
    return (event.id, event.kind, event.occurred_at.isoformat(), event.cause, plain_to_json(plain)), key


def read(path: Path, after: int = 0, kinds: Collection[str] = ()) -> Iterator[Entry]:
    """The events with a sequence above `after`, of these kinds or of all, in order.

    Raises JournalError for a file that is no journal.
    """
    yield from _entries(path, read_rows(path, after, kinds))


def read_since(path: Path, since: datetime, kinds: Collection[str], naming: str = "") -> Iterator[Entry]:
    """The events of these kinds from `since` on, in order, of those alone that hold `naming` as text.

    Raises JournalError for a file that is no journal.
    """
    among = ", ".join("?" * len(kinds))
    at = since.astimezone(UTC).isoformat()
    condition = f"kind in ({among}) and occurred_at >= ? and instr(body, ?) order by sequence"
    yield from _entries(path, select_rows(path, condition, (*kinds, at, naming)))


def select(path: Path, condition: str, values: Sequence[str | int]) -> Iterator[Entry]:
    """The events for whose rows the SQL `condition` holds, in its order; `values` stand for its question marks.

    Words are sealed there, and no condition finds them. Raises JournalError for a file that is no journal.
    """
    return _entries(path, select_rows(path, condition, values))


def _entries(path: Path, rows: Iterable[Row]) -> Iterator[Entry]:
    with Opener(path) as opener:
        for row in rows:
            yield Entry(sequence=row.sequence, event=event_from_json(opener.opened(row.body)), chain=row.chain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What `verify` found: how many rows are sound, the head of the chain, and the first row that is not."""

    rows: int
    head: str
    broken_at: int | None


def verify(path: Path) -> Verification:
    """Recompute the hash chain of the journal at `path`; raises JournalError for a file that is no journal."""
    head = GENESIS
    rows = 0
    for row in read_rows(path, 0):
        if not _follows(row, rows, head):
            return Verification(rows=rows, head=head, broken_at=row.sequence)
        head = row.chain
        rows += 1
    return Verification(rows=rows, head=head, broken_at=None)


def _follows(row: Row, rows_before: int, head: str) -> bool:
    return row.sequence == rows_before + 1 and row.chain == chain_hash(head, row.body)


def readable(path: Path) -> bool:
    """Whether a journal stands at `path` and may be read."""
    return path.is_file() and os.access(path, os.R_OK)
