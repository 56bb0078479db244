"""The journal: every event, append-only, hash-chained, in one SQLite file with one writer.

An event is accepted once it is committed (WAL, synchronous=FULL). Accepted events survive a kill and a power cut; a
changed, missing or added row breaks the chain and is found by `verify`.
"""

import asyncio
import contextlib
import fcntl
import os
import queue
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterator
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
    keep_reserve,
    open_writer,
    read_rows,
    select_rows,
)
from carebot._reasons import of_file
from carebot.codec import event_from_json, event_to_json
from carebot.core.errors import JournalError
from carebot.core.language import Text
from carebot.core.record import AnyEvent

_Columns = tuple[str, str, str, str, str]

_BATCH: Final = 500
_QUEUE: Final = 20_000
_RETRY_S: Final = 0.5
_RESERVE_RETRY_S: Final = 5.0
"""How often the reserve for a full disk is tried to be laid by again while nothing is written."""
_IN_USE: Final = Text(
    zh="另一个 carebot 正在使用这个日志。请先关闭它，或用 --journal 另选一个文件。",
    en="Another carebot is using this journal. Close it first, or choose another file with --journal.",
)
_CLOSED: Final = Text(zh="日志已关闭。", en="The journal is closed.")
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
    """A place in the queue that somebody waits for in a loop; no thread is held while the disk does not answer."""

    loop: asyncio.AbstractEventLoop
    reached: asyncio.Event

    def reach(self) -> None:
        """Tell whoever waits, if anybody still does."""
        with contextlib.suppress(RuntimeError):
            self.loop.call_soon_threadsafe(self.reached.set)


class Journal:
    """Writes events in their order. `fault` hears of trouble with the file, and of its end (None)."""

    def __init__(self, path: Path, fault: Callable[[JournalFault | None], None]) -> None:
        self.path = path
        self._fault = fault
        self._queue: queue.Queue[_Columns | _Mark | None] = queue.Queue(_QUEUE)
        self._thread = threading.Thread(target=self._write, name="journal writer", daemon=True)
        self._lock: IO[str] | None = None
        self._database: sqlite3.Connection | None = None
        self._last_hash = GENESIS
        self._failing = False
        self._scarce = False
        self._closed = False
        self._closing = threading.Event()

    def start(self) -> None:
        """Open the file, or set a damaged one aside and begin anew; raises JournalError when it cannot be used."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = _lock(self.path)
        except OSError as error:
            raise JournalError(_unwritable(self.path, of_file(error))) from error
        self._database, self._last_hash, fault = open_writer(self.path)
        if fault is not None:
            self._fault(fault)
        if not keep_reserve(self.path):
            self._scarce = True
            self._fault(NO_RESERVE)
        self._thread.start()

    def append(self, event: AnyEvent) -> None:
        """Queue `event` for writing. It is accepted once `settle` returns."""
        if self._closed:
            raise JournalError(_CLOSED)
        try:
            self._queue.put_nowait(_columns(event))
        except queue.Full:
            raise JournalError(_OVERFLOW) from None

    async def settle(self, within: timedelta | None = None) -> bool:
        """Return once everything appended so far is committed, or `within` that time; whether it is committed."""
        mark = _Mark(loop=asyncio.get_running_loop(), reached=asyncio.Event())
        try:
            self._queue.put_nowait(mark)
            async with asyncio.timeout(None if within is None else within.total_seconds()):
                await mark.reached.wait()
        except (queue.Full, TimeoutError):
            return False
        return True

    def close(self) -> None:
        """Write what is queued and let go of the file."""
        if self._closed or self._database is None:
            return
        self._closed = True
        self._closing.set()
        self._queue.put(None)
        self._thread.join()
        self._database.close()
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

    def _take(self) -> tuple[list[_Columns], list[_Mark], bool]:
        items = self._first()
        with contextlib.suppress(queue.Empty):
            while items and len(items) < _BATCH and items[-1] is not None:
                items.append(self._queue.get_nowait())
        events = [item for item in items if isinstance(item, tuple)]
        marks = [item for item in items if isinstance(item, _Mark)]
        return events, marks, None in items

    def _first(self) -> list[_Columns | _Mark | None]:
        """What comes next; nothing after a while where the reserve is missing, which is tried again then."""
        try:
            return [self._queue.get(timeout=_RESERVE_RETRY_S if self._scarce else None)]
        except queue.Empty:
            return []

    def _commit(self, batch: list[_Columns]) -> bool:
        """Whether `batch` stands in the file. A full disk gives up the reserve first and says so."""
        if not batch:
            self._recover()
            return True
        assert self._database is not None
        rows, head = _chain(batch, self._last_hash)
        try:
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


def _columns(event: AnyEvent) -> _Columns:
    return event.id, event.kind, event.occurred_at.isoformat(), event.cause, event_to_json(event)


def _chain(batch: list[_Columns], head: str) -> tuple[list[tuple[str, ...]], str]:
    rows: list[tuple[str, ...]] = []
    for columns in batch:
        head = chain_hash(head, columns[-1])
        rows.append((*columns, head))
    return rows, head


def _lock(path: Path) -> IO[str]:
    lock = path.with_name(path.name + ".lock").open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise JournalError(_IN_USE) from None
    return lock


def read(path: Path, after: int = 0, kinds: Collection[str] = ()) -> Iterator[Entry]:
    """The events with a sequence above `after`, of these kinds or of all, in order.

    Raises JournalError for a file that is no journal.
    """
    for row in read_rows(path, after, kinds):
        yield Entry(sequence=row.sequence, event=event_from_json(row.body), chain=row.chain)


def read_since(path: Path, since: datetime, kinds: Collection[str], naming: str = "") -> Iterator[Entry]:
    """The events of these kinds from `since` on, in order, of those alone that hold `naming` as text.

    Raises JournalError for a file that is no journal.
    """
    among = ", ".join("?" * len(kinds))
    at = since.astimezone(UTC).isoformat()
    for row in select_rows(
        path, f"kind in ({among}) and occurred_at >= ? and instr(body, ?) order by sequence", (*kinds, at, naming)
    ):
        yield Entry(sequence=row.sequence, event=event_from_json(row.body), chain=row.chain)


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
