"""Memories: what residents told, in one SQLite file with one writer; what is erased cannot be read from it again.

It carries out permitted `Remember` and `Forget`; withdrawn consent erases all. `secure_delete` overwrites what is
deleted, no write-ahead log keeps a copy, and VACUUM gives the pages back. The record forgets the words first.
"""

import asyncio
import hashlib
import hmac
import secrets
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlite_utils import Database

from carebot.bus import Bus
from carebot.core.actions import Action, Forget, Remember
from carebot.core.clock import Clock
from carebot.core.errors import JournalError, PermitError
from carebot.core.events import ConsentChanged
from carebot.core.ids import Id, fresh_id
from carebot.core.language import Language, Text
from carebot.core.memories import MemoriesErased, Memory, MemoryKept
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import Consent, ResidentId
from carebot.core.permits import PermitLedger
from carebot.core.record import AnyEvent
from carebot.core.verdicts import Permit

_TABLE: Final = "memories"
_KEY_BYTES: Final = 32
_BEFORE: Final = timedelta(minutes=10)
"""How long before it was kept she may have said the same: "I like dumplings" - "remember that"."""
_DONE: Final = Outcome(result=Result.SUCCEEDED)
_CLOSED: Final = Text(
    zh="记忆文件打不开，什么也没记。请检查磁盘。",
    en="The file of memories is not open, so nothing was kept. Check the disk.",
)


ForgetWords = Callable[[Collection[str], datetime], int]
"""Makes words illegible in the record, from an instant on; tells in how many of its rows. Raises JournalError."""


class Memories:
    """The memories of everybody who lives here. Nothing is kept before `start`."""

    def __init__(self, path: Path, bus: Bus, clock: Clock, ledger: PermitLedger, forget_words: ForgetWords) -> None:
        self._path = path
        self._forget_words = forget_words
        self._bus = bus
        self._clock = clock
        self._ledger = ledger
        self._database: Database | None = None
        self._one_at_a_time = threading.Lock()

    def start(self) -> tuple[Memory, ...]:
        """Open the file and give what is in it; raises sqlite3.Error or OSError where it cannot be used."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._database = _opened(self._path)
        self._bus.subscribe(ConsentChanged, self._on_consent)
        return tuple(_memory(row) for row in self._table.rows_where(order_by="told_at"))

    def close(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def supports(self, action: Action) -> bool:
        """Remembering and forgetting alone."""
        return isinstance(action, Remember | Forget)

    async def execute(self, permit: Permit) -> Outcome:
        """Keep or erase what the permit says, and prove it in the record."""
        try:
            self._ledger.take(permit, self._clock.now())
        except PermitError as error:
            return Outcome(result=Result.REFUSED, detail=error.text)
        if self._database is None:
            return Outcome(result=Result.EXECUTION, detail=_CLOSED)
        try:
            proof = await asyncio.to_thread(self._carry_out, permit.action)
        except sqlite3.Error as error:
            return Outcome(result=Result.EXECUTION, detail=_failed(error))
        except JournalError as error:
            return Outcome(result=Result.EXECUTION, detail=error.text)
        self._bus.publish(proof)
        return _DONE

    def stop(self) -> None:
        """Nothing here moves or sounds."""

    def erase_without_consent(self, agreed: Iterable[ResidentId]) -> None:
        """Erase what is kept of anybody who is not among `agreed`: consent may have ended while nothing ran."""
        whose = {str(row["about"]) for row in self._table.rows}
        for about in sorted(whose - set(agreed)):
            self._bus.publish(self._erase(Forget(about=about)))

    def _carry_out(self, action: Action) -> MemoryKept | MemoriesErased:
        """Keep or erase, in whatever thread, one at a time; gives the proof for the record."""
        assert isinstance(action, Remember | Forget)
        with self._one_at_a_time:
            return self._keep(action) if isinstance(action, Remember) else self._erase(action)

    def _keep(self, action: Remember) -> MemoryKept:
        key = secrets.token_bytes(_KEY_BYTES)
        digest = digest_of(action.words, key)
        row = {
            "id": action.memory,
            "about": action.about,
            "words": action.words,
            "language": action.language.value,
            "told_at": self._clock.now().isoformat(),
            "source": action.source,
            "key": key,
            "digest": digest,
        }
        self._table.insert(row, pk="id", replace=True)
        return MemoryKept(
            id=fresh_id(), occurred_at=self._clock.now(), about=action.about, memory=action.memory, digest=digest
        )

    def _erase(self, action: Forget) -> MemoriesErased:
        """Erase, overwrite and give the pages back; told in the record once nothing of it can be read anywhere.

        Raises JournalError, with nothing erased, where the record cannot forget the words.
        """
        assert self._database is not None
        rows = [row for row in self._table.rows_where("about = ?", [action.about]) if _meant(row, action.memories)]
        illegible = self._forget_words([row["words"] for row in rows], _since(rows)) if rows else 0
        with self._database.conn:
            for row in rows:
                self._table.delete(row["id"])
        self._database.vacuum()
        return MemoriesErased(
            id=fresh_id(),
            occurred_at=self._clock.now(),
            about=action.about,
            memories=tuple(str(row["id"]) for row in rows),
            digests=tuple(str(row["digest"]) for row in rows),
            illegible=illegible,
        )

    def _on_consent(self, event: AnyEvent) -> None:
        assert isinstance(event, ConsentChanged)
        if event.consent is Consent.REMEMBERING and not event.given and self._database is not None:
            self._bus.publish(self._carry_out(Forget(about=event.resident)))

    @property
    def _table(self) -> Any:
        assert self._database is not None
        return self._database[_TABLE]


def digest_of(words: str, key: bytes) -> str:
    """What stands for `words` in the record: without the key, which is erased with them, it tells nothing."""
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()


def _opened(path: Path) -> Database:
    connection = sqlite3.connect(path, check_same_thread=False)
    connection.execute("pragma journal_mode=truncate")
    connection.execute("pragma synchronous=full")
    connection.execute("pragma secure_delete=on")
    database = Database(connection)
    columns = dict.fromkeys(("id", "about", "words", "language", "told_at", "source", "digest"), str)
    database[_TABLE].create({**columns, "key": bytes}, pk="id", if_not_exists=True)  # type: ignore[union-attr]
    path.chmod(0o600)
    return database


def _meant(row: dict[str, Any], memories: Sequence[Id]) -> bool:
    return not memories or row["id"] in memories


def _since(rows: Sequence[dict[str, Any]]) -> datetime:
    return min(datetime.fromisoformat(row["told_at"]) for row in rows) - _BEFORE


def _memory(row: dict[str, Any]) -> Memory:
    return Memory(
        id=row["id"],
        about=row["about"],
        words=row["words"],
        language=Language(row["language"]),
        told_at=datetime.fromisoformat(row["told_at"]),
        source=row["source"],
    )


def _failed(error: sqlite3.Error) -> Text:
    return Text(
        zh=f"记忆文件写不进去（{error}）。请检查磁盘。", en=f"The memories cannot be written ({error}). Check the disk."
    )
