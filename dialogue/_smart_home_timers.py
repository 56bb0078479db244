"""Timers as Home Assistant names them, as wishes to be reminded: a timer is a reminder without words.

A device that is to be switched later is none, for nothing here switches it unasked.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final

from carebot.core.intents import Intent
from dialogue.reminding import CANCEL, LIST, REMIND

_SECONDS: Final[Mapping[str, int]] = MappingProxyType({"hours": 3600, "minutes": 60, "seconds": 1})
_COMMAND: Final = "conversation_command"
_CANCEL: Final = MappingProxyType({"wish": "cancel"})
_OTHERS: Final[Mapping[str, Intent]] = MappingProxyType(
    {
        "HassCancelTimer": Intent(name=CANCEL, slots=_CANCEL),
        "HassCancelAllTimers": Intent(name="cancel_all_reminders", slots=MappingProxyType({**_CANCEL, "which": "all"})),
        "HassTimerStatus": Intent(name=LIST, slots=MappingProxyType({"wish": "list"})),
    }
)


def as_reminder(wish: Intent) -> Intent | None:
    """What a wish about timers asks of reminders; None where it asks nothing that they can do."""
    if wish.name != "HassStartTimer":
        return _OTHERS.get(wish.name)
    seconds = sum(_number(wish.slot(unit)) * each for unit, each in _SECONDS.items())
    if wish.slot(_COMMAND) or seconds <= 0:
        return None
    slots = {"after": f"{seconds:.0f}", "timer": "yes", "words": wish.slot("name")}
    return Intent(name=REMIND, slots=MappingProxyType({name: value for name, value in slots.items() if value}))


def _number(said: str) -> Decimal:
    try:
        return Decimal(said or 0)
    except InvalidOperation:
        return Decimal()
