"""Settings on record: which sections were changed since the last start. No value stands there, and no secret counts.

A section is told apart by a digest of what is not secret in it, so that nobody guesses a password by its digest.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from carebot.core.entries import SettingsChanged
from carebot.core.record import AnyEvent
from carebot.scribe import Stamp
from carebot.settings import Settings

KIND: Final = "settings_changed"
_SECRETIVE: Final = ("password", "token", "secret", "key", "url", "endpoint", "headers", "options", "source")
"""A key that has one of these in it may hold a secret, or an address with one; whether anything is set there counts."""
_OF_OUTLETS: Final = frozenset({"kind", "from_step", "least_level", "whom", "host", "port", "topic", "recipients"})
"""An outlet takes what its plug-in likes; only what is known to be no secret counts."""


def changed_since(past: Iterable[AnyEvent], settings: Settings, stamp: Stamp) -> SettingsChanged | None:
    """The sections that are not as they were on record last; None where all are."""
    before: dict[str, str] = {}
    for event in past:
        if isinstance(event, SettingsChanged):
            before = dict(event.digests)
    now = digests_of(settings)
    changed = tuple(name for name, digest in now.items() if before.get(name) != digest)
    return SettingsChanged(**stamp, sections=changed, digests=tuple(now.items())) if changed else None


def digests_of(settings: Settings) -> dict[str, str]:
    """Each section with the digest of what is not secret in it."""
    sections: dict[str, Any] = settings.model_dump(warnings=False)
    sections["outlets"] = {name: _known(given) for name, given in settings.outlets.items()}
    return {name: _digest({name: value}) for name, value in sorted(sections.items())}


def _known(given: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(value) for key, value in given.items() if key in _OF_OUTLETS}


def _digest(value: Mapping[str, Any]) -> str:
    text = json.dumps(_open_part(value), sort_keys=True, default=str)
    return hashlib.blake2s(text.encode(), digest_size=8).hexdigest()


def _open_part(value: Any) -> Any:
    match value:
        case Mapping():
            return {key: bool(each) if _may_be_secret(str(key)) else _open_part(each) for key, each in value.items()}
        case list() | tuple():
            return [_open_part(each) for each in value]
        case set() | frozenset():  # in another order with each run
            return sorted(str(each) for each in value)
        case _:
            return value


def _may_be_secret(key: str) -> bool:
    return any(word in key.lower() for word in _SECRETIVE)
