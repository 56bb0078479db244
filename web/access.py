"""Who may use the panel: one-time links, sessions kept on the server, and whose name stands in the record.

A link is used up when somebody enters by it, not when it is opened: a preview of it in a messenger costs nothing.
"""

import contextlib
import json
import secrets
import threading
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from carebot.core.clock import Clock
from carebot.core.people import CaregiverId
from web.links import LINK_HOLDS, Link, LinkFolder, digest_of
from web.private_file import write_private

# A shift and its handover; whoever keeps the panel open stays signed in.
SESSION_HOLDS: Final = timedelta(hours=14)
_RENEWED_AFTER: Final = timedelta(minutes=10)
_TOKEN_BYTES: Final = 32
_MOST_SESSIONS: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody who is signed in, until `expires_at` unless she goes on using the panel."""

    caregiver: CaregiverId
    expires_at: datetime


class Access:
    """Links and sessions, by the wall clock. Digests of tokens are kept; `file` lets sessions outlive a restart.

    `waiting` holds links that were made outside this process. Requests ask from several threads at once.
    """

    def __init__(self, clock: Clock, file: Path | None = None, waiting: LinkFolder | None = None) -> None:
        self._clock = clock
        self._file = file
        self._waiting = waiting
        self._links: dict[str, Link] = {}
        self._sessions: dict[str, Session] = {}
        self._lock = threading.RLock()

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
            self._forget_expired()
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self._sessions = {}

    def new_link_token(self, caregiver: CaregiverId = "") -> str:
        """A token that signs one person in, once and soon."""
        token = new_token()
        with self._lock:
            self._links[digest_of(token)] = new_link(caregiver, self._clock.now())
        return token

    def link(self, token: str) -> Link | None:
        """The link of `token`, while it is good."""
        with self._lock:
            self._forget_expired()
            link = self._links.get(digest_of(token))
        if link is None and self._waiting is not None:
            self._waiting.clear(self._clock.now())
            link = self._waiting.get(token, self._clock.now())
        return link

    def enter(self, token: str, caregiver: CaregiverId) -> str | None:
        """Use the link up; gives the token of the new session, or None when the link is not good for `caregiver`."""
        link = self.link(token)
        if link is None or link.caregiver not in {"", caregiver} or not self._use_up(token):
            return None
        session_token = new_token()
        with self._lock:
            self._sessions[digest_of(session_token)] = self._session(caregiver)
            while len(self._sessions) > _MOST_SESSIONS:
                del self._sessions[next(iter(self._sessions))]
            self._keep()
        return session_token

    def session(self, token: str) -> Session | None:
        """The session of `token`, while it is good; using it prolongs it."""
        digest = digest_of(token)
        now = self._clock.now()
        with self._lock:
            session = self._sessions.get(digest)
            if session is None or session.expires_at <= now:
                return None
            if session.expires_at - now < SESSION_HOLDS - _RENEWED_AFTER:
                session = self._sessions[digest] = replace(session, expires_at=now + SESSION_HOLDS)
                self._keep()
            return session

    def leave(self, token: str) -> None:
        """End the session of `token`."""
        with self._lock:
            if self._sessions.pop(digest_of(token), None) is not None:
                self._keep()

    def _use_up(self, token: str) -> bool:
        """Whether this entry is the one that the link lets in."""
        with self._lock:
            if self._links.pop(digest_of(token), None) is not None:
                return True
        return self._waiting is not None and self._waiting.take(token)

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
            write_private(self._file, json.dumps(plain))


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def new_link(caregiver: CaregiverId, now: datetime) -> Link:
    """A link for `caregiver`, or for whoever opens it, that is good from `now` on and not for long."""
    return Link(caregiver=caregiver, expires_at=now + LINK_HOLDS)
