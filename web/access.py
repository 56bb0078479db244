"""Who may use the panel: one-time links, sessions kept on the server, and whose name stands in the record.

A link is used up when somebody enters by it, not when it is opened: a preview of it in a messenger costs nothing.
"""

import contextlib
import hashlib
import json
import os
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from carebot.core.clock import Clock
from carebot.core.people import CaregiverId

LINK_HOLDS: Final = timedelta(minutes=30)
# A shift and its handover; whoever keeps the panel open stays signed in.
SESSION_HOLDS: Final = timedelta(hours=14)
_RENEWED_AFTER: Final = timedelta(minutes=10)
_TOKEN_BYTES: Final = 32
_MOST_SESSIONS: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link that signs one person in; `caregiver` is empty when she chooses her name herself."""

    caregiver: CaregiverId
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody who is signed in, until `expires_at` unless she goes on using the panel."""

    caregiver: CaregiverId
    expires_at: datetime


class Access:
    """Links and sessions, by the wall clock. Digests of tokens are kept; `file` lets sessions outlive a restart."""

    def __init__(self, clock: Clock, file: Path | None = None) -> None:
        self._clock = clock
        self._file = file
        self._links: dict[str, Link] = {}
        self._sessions: dict[str, Session] = {}

    def start(self) -> None:
        """Take up the sessions of before; a file that cannot be read signs everybody out and harms nothing else."""
        if self._file is None or not self._file.is_file():
            return
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            self._sessions = {
                digest: Session(caregiver=each["caregiver"], expires_at=datetime.fromisoformat(each["expires_at"]))
                for digest, each in kept.items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self._sessions = {}
        self._forget_expired()

    def new_link_token(self, caregiver: CaregiverId = "") -> str:
        """A token that signs one person in, once and soon."""
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._links[_digest(token)] = Link(caregiver=caregiver, expires_at=self._clock.now() + LINK_HOLDS)
        return token

    def link(self, token: str) -> Link | None:
        """The link of `token`, while it is good."""
        self._forget_expired()
        return self._links.get(_digest(token))

    def enter(self, token: str, caregiver: CaregiverId) -> str | None:
        """Use the link up; gives the token of the new session, or None when the link is not good for `caregiver`."""
        link = self.link(token)
        if link is None or link.caregiver not in {"", caregiver}:
            return None
        del self._links[_digest(token)]
        session_token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._sessions[_digest(session_token)] = self._session(caregiver)
        while len(self._sessions) > _MOST_SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        self._keep()
        return session_token

    def session(self, token: str) -> Session | None:
        """The session of `token`, while it is good; using it prolongs it."""
        digest = _digest(token)
        session = self._sessions.get(digest)
        now = self._clock.now()
        if session is None or session.expires_at <= now:
            return None
        if session.expires_at - now < SESSION_HOLDS - _RENEWED_AFTER:
            session = self._sessions[digest] = replace(session, expires_at=now + SESSION_HOLDS)
            self._keep()
        return session

    def leave(self, token: str) -> None:
        """End the session of `token`."""
        if self._sessions.pop(_digest(token), None) is not None:
            self._keep()

    def _session(self, caregiver: CaregiverId) -> Session:
        return Session(caregiver=caregiver, expires_at=self._clock.now() + SESSION_HOLDS)

    def _forget_expired(self) -> None:
        now = self._clock.now()
        self._links = {digest: link for digest, link in self._links.items() if link.expires_at > now}
        self._sessions = {digest: each for digest, each in self._sessions.items() if each.expires_at > now}

    def _keep(self) -> None:
        """Write the sessions where a restart finds them, readable by nobody else, whole or not at all."""
        if self._file is None:
            return
        self._forget_expired()
        plain = {
            digest: {"caregiver": each.caregiver, "expires_at": each.expires_at.isoformat()}
            for digest, each in self._sessions.items()
        }
        # A full disk must not keep a carer from signing in; her session then ends with this process.
        with contextlib.suppress(OSError):
            _write_whole(self._file, json.dumps(plain))


def _write_whole(path: Path, text: str) -> None:
    beside = path.with_name(path.name + ".new")
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    beside.replace(path)


def _digest(token: str) -> str:
    """What is kept of a token: who reads the memory or the file cannot enter by it."""
    return hashlib.sha256(token.encode()).hexdigest()
