"""Who may use the panel: one-time links, sessions kept on the server, and whose name stands in the record.

A link is used up when somebody enters by it, not when it is opened: a preview of it in a messenger costs nothing.
"""

import contextlib
import json
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from carebot.core.clock import Clock
from carebot.core.people import CaregiverId
from carebot.private_file import write_private
from web.accounts import Accounts
from web.links import LINK_HOLDS, Link, LinkFolder, digest_of

# A shift and its handover; whoever keeps the panel open stays signed in.
SESSION_HOLDS: Final = timedelta(hours=14)
_RENEWED_AFTER: Final = timedelta(minutes=10)
_TOKEN_BYTES: Final = 32
_MOST_SESSIONS: Final = 500
_MOST_OF_DEVICE: Final = 200
_NAME_CHARACTERS: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody who is signed in, until `expires_at` unless she goes on using the panel."""

    caregiver: CaregiverId
    expires_at: datetime
    began_at: datetime
    device: str = ""


class Access:
    """Links and sessions, by the wall clock. Digests of tokens are kept; `file` lets sessions outlive a restart.

    `waiting` holds links that were made outside this process. A session from before its account was last changed is
    over. Requests ask from several threads at once.
    """

    def __init__(
        self,
        clock: Clock,
        file: Path | None = None,
        waiting: LinkFolder | None = None,
        accounts: Accounts | None = None,
    ) -> None:
        self.accounts = accounts or Accounts()
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
                digest: Session(
                    caregiver=each["caregiver"],
                    expires_at=datetime.fromisoformat(each["expires_at"]),
                    began_at=datetime.fromisoformat(each.get("began_at", each["expires_at"])),
                    device=str(each.get("device", "")),
                )
                for digest, each in kept.items()
            }
            self._forget_expired()
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self._sessions = {}

    def new_link_token(self, caregiver: CaregiverId = "", invited_by: CaregiverId = "") -> str:
        """A token that signs one person in, once and soon: her who is named, or somebody whom `invited_by` lets in."""
        token = new_token()
        with self._lock:
            self._links[digest_of(token)] = new_link(caregiver, self._clock.now(), invited_by)
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

    def enter(self, token: str, caregiver: CaregiverId, device: str = "") -> str | None:
        """Use the link up; gives the token of the new session, or None when the link is not good for `caregiver`."""
        link = self.link(token)
        if link is None or link.caregiver not in {"", caregiver} or not self._use_up(token):
            return None
        return self.begin(caregiver, device)

    def begin(self, caregiver: CaregiverId, device: str = "") -> str:
        """The token of a new session of somebody who has shown who she is."""
        session_token, now = new_token(), self._clock.now()
        session = Session(
            caregiver=caregiver, expires_at=now + SESSION_HOLDS, began_at=now, device=device[:_MOST_OF_DEVICE]
        )
        with self._lock:
            self._sessions[digest_of(session_token)] = session
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
            if session is None or not self._good(session, now):
                return None
            if session.expires_at - now < SESSION_HOLDS - _RENEWED_AFTER:
                session = self._sessions[digest] = replace(session, expires_at=now + SESSION_HOLDS)
                self._keep()
            return session

    def holds(self, token: str) -> bool:
        """Whether the session of `token` is good, without prolonging it."""
        session = self._sessions.get(digest_of(token))
        return session is not None and self._good(session, self._clock.now())

    def sessions(self) -> Mapping[str, Session]:
        """Every session that is good, under a name that lets nobody in."""
        now = self._clock.now()
        with self._lock:
            return {name_of(digest): each for digest, each in self._sessions.items() if self._good(each, now)}

    def end(self, name: str) -> None:
        """End the session with this name."""
        with self._lock:
            self._sessions = {digest: each for digest, each in self._sessions.items() if name_of(digest) != name}
            self._keep()

    def now(self) -> datetime:
        """The time by which sessions are counted."""
        return self._clock.now()

    def name_of(self, token: str) -> str:
        """The name under which the session of `token` stands among all."""
        return name_of(digest_of(token))

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

    def _good(self, session: Session, now: datetime) -> bool:
        return session.expires_at > now and session.began_at >= self.accounts.changed_at(session.caregiver)

    def _forget_expired(self) -> None:
        now = self._clock.now()
        self._links = {digest: link for digest, link in self._links.items() if link.expires_at > now}
        self._sessions = {digest: each for digest, each in self._sessions.items() if self._good(each, now)}

    def _keep(self) -> None:
        """Write the sessions where a restart finds them, readable by nobody else, whole or not at all."""
        if self._file is None:
            return
        self._forget_expired()
        plain = {
            digest: {
                "caregiver": each.caregiver,
                "expires_at": each.expires_at.isoformat(),
                "began_at": each.began_at.isoformat(),
                "device": each.device,
            }
            for digest, each in self._sessions.items()
        }
        # A full disk must not keep a carer from signing in; her session then ends with this process.
        with contextlib.suppress(OSError):
            write_private(self._file, json.dumps(plain))


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def name_of(digest: str) -> str:
    """What a session is called on the panel: too little of its digest to be of use to anybody."""
    return digest[:_NAME_CHARACTERS]


def new_link(caregiver: CaregiverId, now: datetime, invited_by: CaregiverId = "") -> Link:
    """A link for `caregiver`, or for whoever opens it, that is good from `now` on and not for long."""
    return Link(caregiver=caregiver, expires_at=now + LINK_HOLDS, invited_by=invited_by)
