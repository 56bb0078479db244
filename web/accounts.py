"""Accounts: who signs in with a password or a PIN, in a file of their own beside the journal, as Argon2id digests.

The file is read anew whenever it has changed: what `carebot account` does holds at once for the panel that runs.
"""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from carebot.core.errors import SettingsError
from carebot.core.language import Text
from carebot.core.people import CaregiverId
from carebot.private_file import write_private

LEAST_PASSWORD: Final = 8
"""Characters of a password (NIST SP 800-63B, section 5.1.1.1)."""
LEAST_PIN: Final = 6
MOST: Final = 128
# OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes and one lane.
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_UNREADABLE: Final = (OSError, ValueError, KeyError, TypeError, AttributeError)
_NEVER: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person's password and PIN as digests. Without a password it was removed at `changed_at`."""

    password: str = ""
    pin: str = ""
    changed_at: datetime = _NEVER


class Accounts:
    """The accounts of one robot; without a `file` there are none. Requests ask from several threads at once."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._kept: dict[CaregiverId, Account] = {}
        self._read_at = (-1, -1)
        self._lock = threading.RLock()
        self._nobody = ""

    def any(self) -> bool:
        """Whether anybody can sign in with a password."""
        return any(account.password for account in self._current().values())

    def readable(self) -> bool:
        """Whether the file, if there is one, can be read as what it is."""
        try:
            return self._file is None or _read(self._file) is not None
        except FileNotFoundError:
            return True
        except _UNREADABLE:
            return False

    def names(self) -> tuple[CaregiverId, ...]:
        """Everybody who has a password."""
        return tuple(name for name, account in self._current().items() if account.password)

    def has(self, caregiver: CaregiverId) -> bool:
        """Whether `caregiver` has a password."""
        return caregiver in self.names()

    def has_pin(self, caregiver: CaregiverId) -> bool:
        """Whether `caregiver` has a PIN."""
        return bool(self._of(caregiver).pin)

    def changed_at(self, caregiver: CaregiverId) -> datetime:
        """When her account was last changed or removed: sessions from before it are over."""
        return self._of(caregiver).changed_at

    def changes(self) -> Mapping[CaregiverId, datetime]:
        """When each account was last changed or removed."""
        return {name: account.changed_at for name, account in self._current().items()}

    def right_password(self, caregiver: CaregiverId, password: str) -> bool:
        """Whether this is her password. It takes as long for somebody who has none."""
        digest = self._of(caregiver).password
        return _fits(digest or self._digest_of_nobody(), password) and bool(digest)

    def right_pin(self, caregiver: CaregiverId, pin: str) -> bool:
        """Whether this is her PIN."""
        digest = self._of(caregiver).pin
        return _fits(digest or self._digest_of_nobody(), pin) and bool(digest)

    def set_password(self, caregiver: CaregiverId, password: str, now: datetime) -> None:
        """Give her this password, which ends her sessions; raises SettingsError for a weak one, OSError."""
        refuse_weak(password)
        digest = _HASHER.hash(password)
        self._put(caregiver, replace(self._of(caregiver), password=digest, changed_at=now))

    def set_pin(self, caregiver: CaregiverId, pin: str) -> None:
        """Give her this PIN for a shared tablet; raises SettingsError for a weak one, OSError."""
        if not (pin.isdecimal() and LEAST_PIN <= len(pin) <= MOST and len(set(pin)) > 1):
            raise SettingsError(
                Text(
                    zh=f"PIN 至少 {LEAST_PIN} 位数字，且不能全部相同。",
                    en=f"A PIN has at least {LEAST_PIN} digits, and not all of them alike.",
                )
            )
        self._put(caregiver, replace(self._of(caregiver), pin=_HASHER.hash(pin)))

    def remove(self, caregiver: CaregiverId, now: datetime) -> None:
        """Take password and PIN from her, which ends her sessions; raises OSError."""
        self._put(caregiver, Account(changed_at=now))

    def _of(self, caregiver: CaregiverId) -> Account:
        return self._current().get(caregiver, Account())

    def _current(self) -> Mapping[CaregiverId, Account]:
        """What the file holds now; while it cannot be read, what was read before."""
        if self._file is None:
            return self._kept
        with self._lock:
            try:
                state = self._file.stat()
                written = (state.st_mtime_ns, state.st_size)
                if written != self._read_at:
                    self._kept, self._read_at = _read(self._file), written
            except FileNotFoundError:
                self._kept, self._read_at = {}, (-1, -1)
            except _UNREADABLE:
                pass
            return self._kept

    def _put(self, caregiver: CaregiverId, account: Account) -> None:
        with self._lock:
            self._kept = {**self._current(), caregiver: account}
            if self._file is not None:
                write_private(self._file, json.dumps({name: _plain(one) for name, one in self._kept.items()}))
                self._read_at = (-1, -1)

    def _digest_of_nobody(self) -> str:
        """A digest that no password fits, made once."""
        with self._lock:
            self._nobody = self._nobody or _HASHER.hash(" ")
            return self._nobody


def accounts_of(journal: Path) -> Accounts:
    """The accounts of the robot that writes `journal`."""
    return Accounts(journal.with_suffix(".accounts.json"))


def _fits(digest: str, secret: str) -> bool:
    try:
        return _HASHER.verify(digest, secret)
    except (VerificationError, InvalidHashError):
        return False


def refuse_weak(password: str) -> None:
    """Raise SettingsError for a password that is none."""
    if LEAST_PASSWORD <= len(password) <= MOST and len(set(password)) > 2:
        return
    raise SettingsError(
        Text(
            zh=f"密码要有 {LEAST_PASSWORD} 到 {MOST} 个字符，且不能只是一两个字符的重复。",
            en=f"A password has {LEAST_PASSWORD} to {MOST} characters, and more than two different ones.",
        )
    )


def _plain(account: Account) -> dict[str, str]:
    return {"password": account.password, "pin": account.pin, "changed_at": account.changed_at.isoformat()}


def _read(file: Path) -> dict[CaregiverId, Account]:
    kept = json.loads(file.read_text(encoding="utf-8"))
    return {name: _account(one) for name, one in kept.items()}


def _account(plain: Mapping[str, str]) -> Account:
    changed_at = datetime.fromisoformat(plain["changed_at"])
    if changed_at.tzinfo is None:
        raise ValueError(plain["changed_at"])
    return Account(password=str(plain["password"]), pin=str(plain["pin"]), changed_at=changed_at)
