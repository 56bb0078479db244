"""A clock for tests of one sleeper: whoever sleeps finds at once that the time has passed."""

import asyncio
from datetime import datetime, timedelta


class LeapingClock:
    """Stands still but for sleeping, which takes no real time."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._passed = timedelta()

    def now(self) -> datetime:
        """The instant, in UTC."""
        return self._start + self._passed

    def monotonic(self) -> timedelta:
        """The time slept since the start."""
        return self._passed

    async def sleep(self, duration: timedelta) -> None:
        """Leap by `duration`."""
        self._passed += max(duration, timedelta())
        await asyncio.sleep(0)
