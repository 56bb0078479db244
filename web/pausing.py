"""Pauses between test messages, by way out: whoever presses the button again and again costs a ward its text messages.

It stands before trying and nowhere else, so that no alarm ever waits for it.
"""

from datetime import timedelta
from typing import Final

from carebot.core.clock import Clock

PAUSE: Final = timedelta(seconds=20)
"""Long enough to see whether a telephone rings. An engineering choice."""


class Pauses:
    """When a test message was last sent by each way out, in memory; ways that are not kept yet count as one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: dict[str, timedelta] = {}

    def wait(self, way: str) -> timedelta:
        """How long until this way may be tried again; nothing where it may be at once."""
        last = self._last.get(way)
        return timedelta() if last is None else max(timedelta(), last + PAUSE - self._clock.monotonic())

    def tried(self, way: str) -> None:
        """A test message was sent just now."""
        self._last[way] = self._clock.monotonic()
