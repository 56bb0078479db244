"""How far a long recording is: one line on a terminal, which gives way to what is found. Elsewhere nothing is shown."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final, TextIO

from carebot.commands.terminal import terminal_language
from carebot.core.clock import Clock
from carebot.core.language import Text

_EVERY: Final = timedelta(seconds=1)
_CLEAR: Final = "\r\x1b[K"


class Progress:
    """Shows on `terminal` how much time passed on `recording`, the clock of what is dealt with."""

    def __init__(self, recording: Clock, terminal: TextIO) -> None:
        self._recording = recording
        self._terminal = terminal
        self._shown = False

    @asynccontextmanager
    async def shown(self, clock: Clock) -> AsyncIterator[None]:
        """Show it as long as the context lasts, anew each second of `clock`."""
        if not self._terminal.isatty():
            yield
            return
        ticking = asyncio.create_task(self._tick(clock), name="progress")
        try:
            yield
        finally:
            ticking.cancel()
            self.clear()

    def clear(self) -> None:
        """Make room for another line."""
        if self._shown:
            self._terminal.write(_CLEAR)
            self._terminal.flush()
            self._shown = False

    async def _tick(self, clock: Clock) -> None:
        began = self._recording.monotonic()
        while True:
            minutes, seconds = divmod(int((self._recording.monotonic() - began).total_seconds()), 60)
            done = Text(zh=f"已处理 {minutes}:{seconds:02}", en=f"{minutes}:{seconds:02} dealt with")
            self._terminal.write(f"{_CLEAR}{done.in_(terminal_language())}")
            self._terminal.flush()
            self._shown = True
            await clock.sleep(_EVERY)
