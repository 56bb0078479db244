"""What nothing understood, shown to whoever may still propose what was meant, before it counts as not understood.

Nothing is done by a proposal: it is asked about. New words, or a stop, end the waiting.
"""

from collections.abc import Awaitable
from dataclasses import replace
from typing import Final, Protocol

from carebot.bus import Bus
from carebot.core.clock import Clock
from carebot.core.events import IntentUnclear, StopPressed
from carebot.core.intents import Candidate
from carebot.core.people import RequesterKind
from carebot.supervisor import Supervisor

MAY_BE_SHOWN: Final = frozenset({RequesterKind.RESIDENT, RequesterKind.UNKNOWN_VOICE})
"""Whose words: those who live here have agreed; what carers type has its own readers."""


class Adviser(Protocol):
    """Proposes what words may have meant, within a limited time."""

    def may_hear(self, text: str) -> bool:
        """Whether it may be shown `text`, and is likely to answer."""
        ...

    def propose(self, text: str) -> Awaitable[tuple[Candidate, ...]]:
        """What `text` may have meant; nothing when it does not know."""
        ...


class SecondOpinion:
    """Holds one sentence back while the adviser thinks about it. All of it on the loop."""

    def __init__(self, bus: Bus, clock: Clock, supervisor: Supervisor, adviser: Adviser) -> None:
        self._bus = bus
        self._clock = clock
        self._supervisor = supervisor
        self._adviser = adviser
        self._waiting: IntentUnclear | None = None
        bus.subscribe(StopPressed, lambda _: self.settle())

    def takes(self, unclear: IntentUnclear) -> bool:
        """Whether `unclear` is held back and published later; what is not is to be published by whoever asks."""
        shown = unclear.speaker.kind in MAY_BE_SHOWN and not unclear.candidates
        if self._waiting is not None or not shown or not self._adviser.may_hear(unclear.text):
            return False
        self._waiting = unclear
        self._supervisor.start("language model", self._ask(unclear))
        return True

    def settle(self) -> None:
        """Publish what is held back as it is: something else was said, and nobody waits any more."""
        unclear, self._waiting = self._waiting, None
        if unclear is not None:
            self._bus.publish(replace(unclear, occurred_at=self._clock.now()))

    async def _ask(self, unclear: IntentUnclear) -> None:
        candidates: tuple[Candidate, ...] = ()
        try:
            candidates = await self._adviser.propose(unclear.text)
        finally:
            if self._waiting is unclear:
                self._waiting = replace(unclear, candidates=candidates)
                self.settle()
