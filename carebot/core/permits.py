"""Signing and checking of permits, and the ledger that lets each be used once.

The signature is HMAC-SHA256 (RFC 2104) over the canonical form of the permit with every parameter of its action.
"""

import dataclasses
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from enum import Enum
from operator import attrgetter
from typing import Final

from carebot.core.actions import Action
from carebot.core.errors import PermitError
from carebot.core.ids import Id
from carebot.core.language import Text
from carebot.core.verdicts import Permit

_CLOCK_TOLERANCE: Final = timedelta(seconds=1)


def _plain(value: object) -> object:
    """`value` as lists, strings and numbers, in an order that does not depend on the process."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [[field.name, _plain(attrgetter(field.name)(value))] for field in dataclasses.fields(value)]
        return [type(value).__name__, fields]
    match value:
        case Enum():
            plain: object = [type(value).__name__, value.name]
        case datetime() | time():
            plain = value.isoformat()
        case timedelta():
            plain = ["seconds", repr(value.total_seconds())]
        case float():
            plain = ["float", repr(value)]
        case Mapping():
            plain = sorted([str(key), _plain(item)] for key, item in value.items())
        case tuple() | list():
            plain = [_plain(item) for item in value]
        case frozenset() | set():
            plain = sorted(json.dumps(_plain(item)) for item in value)
        case _:
            plain = value
    return plain


def canonical(value: object) -> bytes:
    """The one byte string that stands for `value`: equal values give equal bytes, in every process."""
    return json.dumps(_plain(value), ensure_ascii=True, separators=(",", ":")).encode()


def action_digest(action: Action) -> str:
    """A digest of an action with exactly its parameters, which confirmations are bound to."""
    return hashlib.sha256(canonical(action)).hexdigest()


def signature(permit: Permit, key: bytes) -> str:
    """The signature that belongs to `permit` under `key`; the permit's own signature field does not enter it."""
    return hmac.new(key, canonical(dataclasses.replace(permit, signature="")), hashlib.sha256).hexdigest()


class PermitLedger:
    """What a body remembers of permits: each is taken once, in time, and unaltered."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._used: dict[Id, datetime] = {}

    def take(self, permit: Permit, now: datetime) -> None:
        """Use up `permit`; raises PermitError when it is altered, early, expired or used before."""
        if not hmac.compare_digest(permit.signature, signature(permit, self._key)):
            raise PermitError(
                Text(zh="许可的签名不对，动作未执行。", en="The permit's signature is wrong; nothing was done.")
            )
        if now + _CLOCK_TOLERANCE < permit.issued_at:
            raise PermitError(
                Text(
                    zh="许可来自将来，时钟有误，动作未执行。",
                    en="The permit is from the future; check the clock. Nothing was done.",
                )
            )
        if now >= permit.expires_at:
            raise PermitError(Text(zh="许可已过期，动作未执行。", en="The permit has expired; nothing was done."))
        if permit.id in self._used:
            raise PermitError(Text(zh="许可已用过，动作未执行。", en="The permit was used before; nothing was done."))
        self._used = {used: until for used, until in self._used.items() if until > now}
        self._used[permit.id] = permit.expires_at
