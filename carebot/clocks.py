"""The clocks: the machine's own, and one whose time a simulation makes."""

import asyncio
import heapq
import itertools
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Final

_SETTLING_TURNS: Final = 20


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> timedelta:
        """Time since an arbitrary start; not affected by changes of the wall clock."""
        return timedelta(seconds=time.monotonic())

    async def sleep(self, duration: timedelta) -> None:
        """Return after `duration`."""
        await asyncio.sleep(max(0.0, duration.total_seconds()))


class SimulatedClock:
    """A clock that stands still until it is advanced. Sleepers wake in the order of their times."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._elapsed = timedelta()
        self._sleepers: list[tuple[timedelta, int, asyncio.Future[None]]] = []
        self._order = itertools.count()
        self._held = 0
        self._let_go = asyncio.Event()
        self._let_go.set()

    def now(self) -> datetime:
        """The simulated instant, in UTC."""
        return self._start + self._elapsed

    def monotonic(self) -> timedelta:
        """The simulated time since the start."""
        return self._elapsed

    async def sleep(self, duration: timedelta) -> None:
        """Return once the clock was advanced by `duration`; at once where that is nothing or less."""
        if duration <= timedelta():
            await asyncio.sleep(0)
            return
        waker: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._elapsed + duration, next(self._order), waker))
        await waker

    async def advance(self, duration: timedelta) -> None:
        """Let `duration` pass, waking each sleeper at its own time; waits first while time is held."""
        await self._while_held()
        target = self._elapsed + duration
        while self._sleepers and self._sleepers[0][0] <= target:
            due, _, waker = heapq.heappop(self._sleepers)
            self._elapsed = max(self._elapsed, due)
            if not waker.done():
                waker.set_result(None)
                await self._settle()
        self._elapsed = max(self._elapsed, target)
        await self._settle()

    @asynccontextmanager
    async def hold(self) -> AsyncIterator[None]:
        """Keep time from passing while an engine computes, so that a slow machine does not make the robot slow."""
        self._held += 1
        self._let_go.clear()
        try:
            yield
        finally:
            self._held -= 1
            if self._held == 0:
                self._let_go.set()

    async def _settle(self) -> None:
        """Let whoever woke run on to its next wait; held time ends first."""
        for _ in range(_SETTLING_TURNS):
            await asyncio.sleep(0)
        await self._while_held()

    async def _while_held(self) -> None:
        """Wait for the end of held time, and for what follows from it."""
        while self._held:
            await self._let_go.wait()
            for _ in range(_SETTLING_TURNS):
                await asyncio.sleep(0)
