"""The air between the robot and a simulated resident: what is played reaches her when it has been played."""

import asyncio
import threading
from collections.abc import Callable

from carebot.core.clock import Clock
from carebot.core.language import Text
from dialogue.base import AudioSink, Readiness, Speech
from dialogue.waiting import done_within


class Air(AudioSink):
    """Takes as long as the speech does in the time of `clock`, then calls `hears` with the speech and its volume."""

    def __init__(self, clock: Clock, hears: Callable[[Speech, float], None]) -> None:
        self._clock = clock
        self._hears = hears
        self._lock = threading.Lock()
        self._playing: tuple[asyncio.AbstractEventLoop, asyncio.Future[None]] | None = None

    def readiness(self) -> Readiness:
        """Always ready: the simulated resident is near."""
        return Readiness(
            ready=True, detail=Text(zh="由模拟的住户听。", en="The simulated resident hears what is played.")
        )

    async def play(self, speech: Speech, *, volume_db: float) -> bool:
        """Let the speech sound; one that was stopped is not heard."""
        loop = asyncio.get_running_loop()
        silenced: asyncio.Future[None] = loop.create_future()
        with self._lock:
            self._playing = (loop, silenced)
        try:
            if await done_within(self._clock, speech.duration, silenced):
                return False
        finally:
            with self._lock:
                self._playing = None
        self._hears(speech, volume_db)
        return True

    def stop(self) -> None:
        """Silence what sounds now."""
        with self._lock:
            if self._playing is not None:
                loop, silenced = self._playing
                loop.call_soon_threadsafe(_resolve, silenced)


def _resolve(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
