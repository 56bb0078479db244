"""Verifying one password at a time, so that guessing takes no more than one thread from the robot."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Verifying:
    """A queue with one turn at a time; `waiting` are those who stand in it, the one whose turn it is included."""

    def __init__(self) -> None:
        self.waiting = 0
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for one's turn, and have it."""
        self.waiting += 1
        try:
            async with self._turn:
                yield
        finally:
            self.waiting -= 1
