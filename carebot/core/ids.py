"""Identifiers of events and runs: fresh for what comes from outside, derived for what follows from it.

A derived id depends only on its cause and its place among the consequences, so a replay of a recorded day gives the
same ids and its decisions can be compared one by one.
"""

import hashlib
from uuid import uuid4

Id = str


def fresh_id() -> Id:
    """A new id for something that came from outside."""
    return uuid4().hex


def derived_id(cause: Id, *parts: object) -> Id:
    """The id of the consequence of `cause` that `parts` name."""
    text = "\x1f".join([cause, *map(str, parts)])
    return hashlib.blake2s(text.encode(), digest_size=16).hexdigest()
