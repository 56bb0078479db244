"""Settings on record: which sections were changed since the last start; and in force, as the panel shows them.

No value stands on record, and no secret counts or is shown.

A section is told apart by a digest of what is not secret in it, so that nobody guesses a password by its digest.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from carebot.changing.book import Book
from carebot.changing.leaf import Place
from carebot.core.entries import SettingsChanged
from carebot.core.record import AnyEvent
from carebot.scribe import Stamp
from carebot.settings import Settings
from web.visit import SettingInForce

KIND: Final = "settings_changed"
_SECRETIVE: Final = ("password", "token", "secret", "key", "url", "endpoint", "headers", "options", "source")
"""A key that has one of these in it may hold a secret, or an address with one; whether anything is set there counts."""
_OF_OUTLETS: Final = frozenset({"kind", "from_step", "least_level", "whom", "host", "port", "topic", "recipients"})
"""An outlet takes what its plug-in likes; only what is known to be no secret counts."""


def changed_since(past: Iterable[AnyEvent], settings: Settings, stamp: Stamp) -> SettingsChanged | None:
    """The sections that are not as they were on record last; None where all are."""
    before: dict[str, str] = {}
    for event in past:
        if isinstance(event, SettingsChanged) and not event.by:
            before = dict(event.digests)
    now = digests_of(settings)
    changed = tuple(name for name, digest in now.items() if before.get(name) != digest)
    return SettingsChanged(**stamp, sections=changed, digests=tuple(now.items())) if changed else None


def digests_of(settings: Settings) -> dict[str, str]:
    """Each section with the digest of what is not secret in it."""
    sections: dict[str, Any] = settings.model_dump(warnings=False)
    sections["outlets"] = {name: _known(given) for name, given in settings.outlets.items()}
    return {name: _digest({name: value}) for name, value in sorted(sections.items())}


def in_force(settings: Settings, changing: Book | None = None) -> tuple[SettingInForce, ...]:
    """Every setting as the panel may show it, in the order of the settings; of secrets only whether they are set.

    `changing` knows where each comes from.
    """
    usual = {_compared(one) for _, one in _lines(Settings())}
    return tuple(
        replace(one, changed=_compared(one) not in usual, source=changing.source_of(place) if changing else None)
        for place, one in _lines(settings)
    )


def _compared(line: SettingInForce) -> tuple[str, str]:
    """What tells a setting from another one; sets come in another order with each run."""
    return line.key, ", ".join(sorted(str(line.value).split(", ")))


_Line = tuple[Place, SettingInForce]


def _lines(settings: Settings) -> Iterator[_Line]:
    for section, value in settings.model_dump(mode="json", warnings=False).items():
        yield from _leaves((section,), value, closed=section == "outlets")


def _leaves(path: Place, value: Any, *, closed: bool, secret: bool = False) -> Iterator[_Line]:
    """The values below `path`. `closed`: what is not known to be no secret is taken for one."""
    section, name = path[0], ".".join(path)
    match value:
        case Mapping():
            for key, each in value.items():
                hidden = secret or _may_be_secret(str(key)) or (closed and key not in _OF_OUTLETS)
                inside = isinstance(each, Mapping) and len(path) == 1
                deeper = secret if closed and inside else hidden
                yield from _leaves((*path, str(key)), each, closed=closed, secret=deeper)
        case list() if any(isinstance(each, Mapping | list) for each in value):
            for number, each in enumerate(value, start=1):
                yield from _leaves((*path, _name_of(each, number)), each, closed=closed, secret=secret)
        case list():
            listed = ", ".join(str(each) for each in value)
            shown = bool(listed) or None if secret else listed
            yield path, SettingInForce(section=section, key=name, value=shown, secret=secret)
        case _:
            shown = bool(value) or None if secret else value
            yield path, SettingInForce(section=section, key=name, value=shown, secret=secret)


def _name_of(element: Any, number: int) -> str:
    """By what an element of a list is known: its id, its name, or where it stands."""
    known = (element.get("id"), element.get("name")) if isinstance(element, Mapping) else ()
    return next((one for one in known if isinstance(one, str)), str(number))


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
