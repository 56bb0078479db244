"""The journal's file: schema, hash chain, the reserve for a full disk, and what to do with a damaged file."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from carebot.core.errors import JournalError
from carebot.core.language import Text

GENESIS: Final = "0" * 64
# A 256 KiB file given up when the disk is full, so that an alarm can still be written; deleting rows would fail too.
RESERVE_BYTES: Final = 256 * 1024
# The reserve is laid by again only where as much is left beside it: a disk that is barely free would be full at once.
_FREE_BYTES: Final = 2 * RESERVE_BYTES

_IN_USE: Final = Text(
    zh="另一个 carebot 正在使用这个日志。请先关闭它，或用 --journal 另选一个文件。",
    en="Another carebot is using this journal. Close it first, or choose another file with --journal.",
)

_SCHEMA: Final = """
create table if not exists events (
    sequence integer primary key autoincrement,
    id text not null, kind text not null, occurred_at text not null, cause text not null,
    body text not null, chain text not null
);
create index if not exists events_id on events (id);
create index if not exists events_kind on events (kind);
create trigger if not exists events_stay before update on events begin select raise(abort, 'append-only'); end;
create trigger if not exists events_remain before delete on events begin select raise(abort, 'append-only'); end;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalFault:
    """Trouble with the journal's file, in words for the person who can mend it."""

    text: Text
    reserve_given_up: bool = False

    @classmethod
    def from_error(cls, path: Path, error: sqlite3.Error) -> "JournalFault":
        """The fault that `error` means; a full disk costs the reserve, which makes room for what matters now."""
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
            return cls(
                text=Text(
                    zh="磁盘已满，事件暂存在内存中。请立即清理磁盘。",
                    en="The disk is full; events are kept in memory. Free some space now.",
                ),
                reserve_given_up=_give_up_reserve(path),
            )
        return cls(
            text=Text(
                zh=f"日志写不进去（{error}），事件暂存在内存中。请检查磁盘。",
                en=f"The journal cannot be written ({error}); events are kept in memory. Check the disk.",
            )
        )


NO_RESERVE: Final = JournalFault(
    text=Text(
        zh="磁盘几乎已满，只剩最后一点空间记录事件。请立即清理磁盘。",
        en="The disk is all but full; there is hardly room left to record events. Free some space now.",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row as it stands in the file."""

    sequence: int
    body: str
    chain: str


def chain_hash(previous: str, body: str) -> str:
    """The link of the chain that binds `body` to everything before it (SHA-256)."""
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


def chained(batch: Sequence[tuple[str, ...]], head: str) -> tuple[list[tuple[str, ...]], str]:
    """Each of `batch`, whose last column is the body, with the link that binds it behind `head`; and the new head."""
    rows: list[tuple[str, ...]] = []
    for columns in batch:
        head = chain_hash(head, columns[-1])
        rows.append((*columns, head))
    return rows, head


def open_writer(path: Path) -> tuple[sqlite3.Connection, str, JournalFault | None]:
    """The writer's connection and the head of the chain; a damaged file is set aside, and the fault says so."""
    fault = None
    try:
        database, head = _open(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode != sqlite3.SQLITE_CORRUPT:
            raise JournalError(_unusable(path, error)) from error
        fault = _quarantine(path)
        database, head = _open(path)
    return database, head, fault


def read_rows(path: Path, after: int, kinds: Collection[str] = ()) -> Iterator[Row]:
    """The rows above `after`, of these kinds or of all, read-only; raises JournalError for what is no journal."""
    of_kind = f"and kind in ({', '.join('?' * len(kinds))})" if kinds else ""
    return select_rows(path, f"sequence > ? {of_kind} order by sequence", (after, *kinds))


def select_rows(path: Path, condition: str, values: Sequence[str | int]) -> Iterator[Row]:
    """The rows for which the SQL `condition` holds, in its order; `values` stand for its question marks.

    Read-only; raises JournalError for what is no journal.
    """
    if not path.is_file():
        raise JournalError(Text(zh=f"没有找到日志文件 {path}。", en=f"There is no journal at {path}."))
    try:
        with contextlib.closing(_open_to_read(path)) as database:
            query = f"select sequence, body, chain from events where {condition}"  # noqa: S608 - conditions are written in this package
            for sequence, body, chain in database.execute(query, tuple(values)):
                yield Row(sequence=sequence, body=body, chain=chain)
    except sqlite3.Error as error:
        raise JournalError(_unusable(path, error)) from error


def locked(path: Path) -> IO[str]:
    """The lock of the one writer of the journal at `path`; raises JournalError where another has it."""
    lock = path.with_name(path.name + ".lock").open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise JournalError(_IN_USE) from None
    return lock


def keep_reserve(path: Path) -> bool:
    """Whether the reserve of the journal at `path` is laid by: written now where it is missing and there is room."""
    reserve = _reserve(path)
    try:
        if reserve.is_file() and reserve.stat().st_size == RESERVE_BYTES:
            return True
        if shutil.disk_usage(path.parent).free < _FREE_BYTES:
            return False
        with reserve.open("wb") as file:
            file.write(os.urandom(RESERVE_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        # A part of it would take up the last of the room and serve nobody.
        _give_up_reserve(path)
        return False
    return True


def _open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing. SQLite's own way of reading wants to write beside the file.

    Where that is not allowed, a file that no writer has open (it has no log beside it) is read as it stands
    (https://www.sqlite.org/wal.html#read_only_databases). Raises JournalError where a log lies beside it.
    """
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        database.execute("select 1 from sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        database.close()
        if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}:
            raise
        if path.with_name(f"{path.name}-wal").exists():
            raise JournalError(_half_closed(path)) from error
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error:
        database.close()
        raise
    return database


def _open(path: Path) -> tuple[sqlite3.Connection, str]:
    database = sqlite3.connect(path, check_same_thread=False)
    try:
        database.execute("pragma journal_mode=wal")
        database.execute("pragma synchronous=full")
        if database.execute("pragma quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("quick_check failed")
        tables = {name for (name,) in database.execute("select name from sqlite_master where type = 'table'")}
        if tables and "events" not in tables:
            raise JournalError(_foreign(path))
        database.executescript(_SCHEMA)
        last = database.execute("select chain from events order by sequence desc limit 1").fetchone()
    except (sqlite3.Error, JournalError):
        database.close()
        raise
    return database, last[0] if last else GENESIS


def unused_name(path: Path) -> Path:
    """The name under which a damaged file is set aside."""
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    return aside


def _quarantine(path: Path) -> JournalFault:
    aside = unused_name(path)
    path.rename(aside)
    for suffix in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
    return JournalFault(
        text=Text(
            zh=f"日志文件已损坏，已移到 {aside.name}，从新文件继续。请通知技术人员。",
            en=f"The journal was damaged; it was set aside as {aside.name} and a new one begun. Tell a technician.",
        )
    )


def _foreign(path: Path) -> Text:
    return Text(
        zh=f"{path} 是别的程序的数据库，不是日志。请用 --journal 另选一个文件。",
        en=f"{path} is a database of another program and no journal. Choose another file with --journal.",
    )


def _reserve(path: Path) -> Path:
    return path.with_name(path.name + ".reserve")


def _give_up_reserve(path: Path) -> bool:
    try:
        _reserve(path).unlink()
    except OSError:
        return False
    return True


def _half_closed(path: Path) -> Text:
    return Text(
        zh=f"日志 {path} 旁有尚未并入的 {path.name}-wal，而这个文件夹不可写，所以读不了。"
        "请把两个文件一起复制到可写的文件夹再读。",
        en=f"The journal {path} cannot be read where nothing may be written: {path.name}-wal beside it is not merged "
        "yet. Copy both into a folder that can be written and read it there.",
    )


def _unusable(path: Path, error: sqlite3.Error) -> Text:
    return Text(
        zh=f"日志 {path} 打不开（{error}）。请检查路径、权限和磁盘，或用 --journal 另选一个文件。",
        en=f"The journal {path} cannot be used ({error}). Check path, rights and disk, or name another (--journal).",
    )
