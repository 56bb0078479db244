"""Intents: what an utterance asks for, as typed slots."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Slots = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What was asked for: a name that a skill answers to, and its slots as ids or plain values."""

    name: str
    slots: Slots = field(default_factory=lambda: MappingProxyType({}))

    def slot(self, name: str) -> str:
        """The slot's value, or the empty string."""
        return self.slots.get(name, "")


YES = "yes"
NO = "no"
STOP = "stop"
HELP = "help"
