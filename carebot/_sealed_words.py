"""Words in the journal, each row's under a key of its own: where the key is destroyed, nobody can read them any more.

The journal is append-only and chained over what stands in it, which stays as it is. Only the keys, in a file beside it,
can be destroyed (crypto-shredding).
"""

import base64
import json
import re
import secrets
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from carebot._journal_file import JournalFault, select_rows, unused_name
from carebot.codec import plain_to_json
from carebot.core.errors import JournalError
from carebot.core.language import Text
from carebot.core.record import AnyEvent

FORGOTTEN: Final = "［已忘 forgotten］"
"""What is read in place of words whose key was destroyed."""

WITHHELD: Final = "［看不到 withheld］"
"""What is read in place of words by whoever has not the file of keys, or may not read it."""

SEALED_KINDS: Final = frozenset(
    {
        *("transcript", "intent_recognized", "intent_unclear", "goal_accepted", "spoken"),
        *("action_proposed", "action_decided", "action_finished", "limits_tightened", "reminder_kept"),
    }
)
"""Events that hold what people say to the robot, or what it says to them."""

_WORDS: Final = frozenset({"text", "words", "answer_text", "unclear"})
_TOLD_TO_CARERS: Final = "notify"
"""An action whose text is a notice to carers, which has to be legible for whoever looks into an alarm."""
_KEY_BITS: Final = 256
_ID_BYTES: Final = 8
_SEAL: Final = re.compile(r"sealed:(?P<key>[0-9a-f]{16}):(?P<number>\d{1,4}):(?P<box>[A-Za-z0-9+/=]+)")
_SEAL_MARK: Final = '"sealed:'
"""What every row holds that holds sealed words."""

_KEYS_LOST: Final = JournalFault(
    text=Text(
        zh="日志的钥匙文件已损坏，已移到一边：以前说过的话读不出来了，别的记录都完好。请通知技术人员。",
        en="The journal's file of keys was damaged and set aside: words said before cannot be read any more, all else "
        "in the record is sound. Tell a technician.",
    )
)

Leaf = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowKey:
    """The key of one row, and the name that it is kept under."""

    id: str
    key: bytes


class Keys:
    """The keys of one journal. Callable from any thread; `open` first."""

    def __init__(self, journal: Path) -> None:
        self.path = key_file(journal)
        self._database: sqlite3.Connection | None = None
        self._one_at_a_time = threading.Lock()

    def open(self) -> JournalFault | None:
        """Open the file, or begin one; a damaged one is set aside, and the fault says so.

        Raises JournalError where it cannot be used.
        """
        try:
            try:
                self._database = _begun(self.path)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                self.path.rename(unused_name(self.path))
                self._database = _begun(self.path)
                return _KEYS_LOST
        except (sqlite3.Error, OSError) as error:
            raise JournalError(_unusable(self.path, error)) from error
        return None

    def keep(self, keys: Iterable[RowKey]) -> None:
        """Keep the keys before anything is written that they seal; raises sqlite3.Error."""
        rows = [(one.id, one.key) for one in keys]
        if rows:
            with self._one_at_a_time, self._file:
                self._file.executemany("insert or replace into keys values (?, ?)", rows)

    def destroy(self, ids: Iterable[str]) -> None:
        """Overwrite the keys, and give their pages back; raises sqlite3.Error."""
        with self._one_at_a_time:
            with self._file:
                self._file.executemany("delete from keys where id = ?", [(one,) for one in ids])
            self._file.execute("vacuum")

    def close(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    @property
    def _file(self) -> sqlite3.Connection:
        assert self._database is not None, "open was not called"
        return self._database


def _begun(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, check_same_thread=False)
    try:
        database.execute("pragma journal_mode=truncate")
        database.execute("pragma synchronous=full")
        database.execute("pragma secure_delete=on")
        database.execute("create table if not exists keys (id text primary key, key blob not null)")
        path.chmod(0o600)
    except sqlite3.Error:
        database.close()
        raise
    return database


def _unusable(path: Path, error: Exception) -> Text:
    return Text(
        zh=f"日志的钥匙文件 {path} 用不了（{error}）。请检查路径、权限和磁盘。",
        en=f"The journal's file of keys, {path}, cannot be used ({error}). Check path, rights and disk.",
    )


def key_file(journal: Path) -> Path:
    """Where the keys of a journal are."""
    return journal.with_name(journal.name + ".keys")


def sealed(plain: dict[str, Any]) -> RowKey | None:
    """Seal the words of an event, given as plain values, in their places; gives the key, None where it has no words."""
    if plain["kind"] not in SEALED_KINDS:
        return None
    key = RowKey(id=secrets.token_hex(_ID_BYTES), key=AESGCM.generate_key(_KEY_BITS))
    box, number = AESGCM(key.key), 0

    def seal(words: str) -> str:
        nonlocal number
        number += 1
        shut = box.encrypt(_nonce(number), words.encode(), key.id.encode())
        return f"sealed:{key.id}:{number}:{base64.b64encode(shut).decode()}"

    _replace(plain, seal)
    return key if number else None


class Opener:
    """Reads sealed rows with the keys that lie beside a journal; words without a key are FORGOTTEN, or WITHHELD."""

    def __init__(self, journal: Path) -> None:
        self._path = key_file(journal)
        self._database: sqlite3.Connection | None = None

    def __enter__(self) -> "Opener":
        return self

    def __exit__(self, *_: object) -> None:
        if self._database is not None:
            self._database.close()

    def opened(self, body: str) -> str:
        """`body` with its words legible."""
        if _SEAL_MARK not in body:
            return body
        plain = json.loads(body)
        _replace(plain, self._open)
        return plain_to_json(plain)

    def words_in(self, body: str) -> Mapping[str, list[str]]:
        """All words that are sealed in `body` and can be read, by the name of their key."""
        found: dict[str, list[str]] = {}
        if _SEAL_MARK not in body:
            return found

        def note(leaf: str) -> str:
            seal = _SEAL.fullmatch(leaf)
            if seal is not None and (words := self._open(leaf)) not in {FORGOTTEN, WITHHELD}:
                found.setdefault(seal["key"], []).append(words)
            return leaf

        _replace(json.loads(body), note)
        return found

    def _open(self, leaf: str) -> str:
        seal = _SEAL.fullmatch(leaf)
        if seal is None:
            return leaf
        if self._database is None and not _may_be_read(self._path):
            return WITHHELD
        key = self._key(seal["key"])
        if key is None:
            return FORGOTTEN
        try:
            words = AESGCM(key).decrypt(
                _nonce(int(seal["number"])), base64.b64decode(seal["box"]), seal["key"].encode()
            )
        except (InvalidTag, ValueError):
            return FORGOTTEN  # somebody changed the row; `verify` tells of that
        return words.decode()

    def _key(self, key_id: str) -> bytes | None:
        try:
            if self._database is None:
                self._database = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True)
            row = self._database.execute("select key from keys where id = ?", (key_id,)).fetchone()
        except sqlite3.Error as error:
            raise JournalError(_unusable(self._path, error)) from error
        return None if row is None else bytes(row[0])


def _may_be_read(path: Path) -> bool:
    try:
        path.open("rb").close()
    except OSError:
        return False
    return True


def keys_of(path: Path, words: Collection[str], since: datetime) -> list[str]:
    """The names of the keys of all rows from `since` on that hold any of `words`; raises JournalError."""
    wanted = [one.casefold() for one in words if one.strip()]
    condition = "occurred_at >= ? and instr(body, ?) order by sequence"
    rows = select_rows(path, condition, (since.astimezone(UTC).isoformat(), _SEAL_MARK))
    with Opener(path) as opener:
        return [
            key
            for row in rows
            for key, leaves in opener.words_in(row.body).items()
            if any(one in leaf.casefold() for leaf in leaves for one in wanted)
        ]


def illegible(event: AnyEvent) -> bool:
    """Whether words of `event` were not to be read, for good or for want of the keys."""
    shown = repr(event)
    return FORGOTTEN in shown or WITHHELD in shown


def _replace(plain: object, change: Leaf) -> None:
    """Put what `change` makes of them in the place of all words in `plain`."""
    if isinstance(plain, list):
        for one in plain:
            _replace(one, change)
    if not isinstance(plain, dict) or plain.get("kind") == _TOLD_TO_CARERS:
        return
    for name, value in plain.items():
        if name not in _WORDS:
            _replace(value, change)
        elif isinstance(value, str) and value:
            plain[name] = change(value)
        elif isinstance(value, dict):
            plain[name] = {language: change(said) if said else said for language, said in value.items()}


def _nonce(number: int) -> bytes:
    """Each key seals one row alone, and so every number once."""
    return number.to_bytes(12, "big")
