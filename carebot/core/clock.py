"""The clock that everything takes its time from. Nothing else in the house reads the time."""

from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable


class Clock(Protocol):
    """Wall time for records and people, monotonic time for durations, and waiting in the same time."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def monotonic(self) -> timedelta:
        """Time since an arbitrary start, never going back."""
        ...

    async def sleep(self, duration: timedelta) -> None:
        """Return once `duration` of this clock's time has passed."""
        ...


@runtime_checkable
class DrivenClock(Clock, Protocol):
    """A clock whose time is made by a simulation."""

    async def advance(self, duration: timedelta) -> None:
        """Let `duration` pass: whoever sleeps until then wakes in order and runs before this returns.

        Waits first while somebody computes on held time, so that a slow engine costs no simulated time.
        """
        ...
