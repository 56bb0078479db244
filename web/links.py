"""Sign-in links that wait in a folder beside the journal, where `carebot link` puts them for the panel that runs.

Each link is a file of its own, named by the digest of its token: whoever deletes the file has used the link, so it
works once for two at the same instant and on a full disk as well. Who may write to the folder owns the robot's data.
"""

import contextlib
import fcntl
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Final

from carebot.core.people import CaregiverId
from carebot.private_file import write_private

LINK_HOLDS: Final = timedelta(minutes=30)
_ADDRESS: Final = "address"
_LINK: Final = ".link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link that signs one person in; `caregiver` is empty when she chooses her name herself.

    `invited_by` is whoever made it on the panel; empty for one that was made on carebot's computer.
    """

    caregiver: CaregiverId
    expires_at: datetime
    invited_by: CaregiverId = ""


class LinkFolder:
    """The links of one robot, and the address at which its panel listens while it runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._served: IO[str] | None = None

    def open_at(self, address: str) -> None:
        """A panel listens at `address` until `close`, or until its process ends; raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        served = (self._folder / _ADDRESS).open("a", encoding="utf-8")
        fcntl.flock(served, fcntl.LOCK_EX)
        served.truncate(0)
        served.write(address)
        served.flush()
        self._served = served

    def close(self) -> None:
        """No panel listens any more."""
        if self._served is not None:
            self._served.close()

    def address(self) -> str:
        """Where the panel listens; empty while none runs, whatever one that was killed has left behind."""
        try:
            with (self._folder / _ADDRESS).open(encoding="utf-8") as served:
                return served.read() if _locked(served) else ""
        except OSError:
            return ""

    def put(self, token: str, link: Link) -> None:
        """Let `token` sign somebody in; raises OSError."""
        plain = {"caregiver": link.caregiver, "expires_at": link.expires_at.isoformat()}
        write_private(self._place(token), json.dumps(plain))

    def get(self, token: str, now: datetime) -> Link | None:
        """The link of `token`, while it waits and is good."""
        link = _read(self._place(token))
        return link if link is not None and link.expires_at > now else None

    def take(self, token: str) -> bool:
        """Use the link of `token` up; false for one that is used up already."""
        try:
            self._place(token).unlink()
        except OSError:
            return False
        return True

    def clear(self, now: datetime) -> None:
        """Delete what has expired."""
        with contextlib.suppress(OSError):
            for place in self._folder.glob(f"*{_LINK}"):
                link = _read(place)
                if link is not None and link.expires_at <= now:
                    place.unlink(missing_ok=True)

    def _place(self, token: str) -> Path:
        return self._folder / f"{digest_of(token)}{_LINK}"


def links_of(journal: Path) -> LinkFolder:
    """The links of the robot that writes `journal`."""
    return LinkFolder(journal.with_suffix(".links"))


def entrance(address: str, token: str) -> str:
    """The link by which `token` signs somebody in at the panel at `address`."""
    return f"{address}enter?token={token}"


def digest_of(token: str) -> str:
    """What is kept of a token: who reads the memory or a file cannot enter by it."""
    return hashlib.sha256(token.encode()).hexdigest()


def _read(place: Path) -> Link | None:
    """The link in the file at `place`; None for a file that is gone or holds none."""
    try:
        kept = json.loads(place.read_text(encoding="utf-8"))
        caregiver, expires_at = str(kept["caregiver"]), datetime.fromisoformat(kept["expires_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Link(caregiver=caregiver, expires_at=expires_at) if expires_at.tzinfo is not None else None


def _locked(file: IO[str]) -> bool:
    """Whether another process, or another opening in this one, has locked `file` for itself."""
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    return False
