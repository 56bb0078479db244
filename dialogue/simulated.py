"""Loudspeaker and microphone of the simulated home: what is played reaches the resident, what she says is pushed."""

import asyncio
import threading
from collections import deque
from collections.abc import AsyncGenerator, Callable
from datetime import timedelta
from typing import Final

import numpy as np

from carebot.core.clock import Clock
from carebot.core.language import Text
from dialogue.base import CHUNK, SAMPLE_RATE_HZ, AudioSink, AudioSource, Readiness, Samples, Speech
from dialogue.microphone import Chunker
from dialogue.waiting import done_within

TRAILING_SILENCE: Final = timedelta(seconds=2.5)
"""What follows simulated speech, long enough for it to count as ended."""


class SimulatedLoudspeaker(AudioSink):
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


class SimulatedMicrophone(AudioSource):
    """The sound at the robot's microphone in the simulated home: what is pushed, and some silence after it.

    Between sounds it delivers nothing, so that a quiet night costs nothing.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._chunker = Chunker()
        self._waiting: deque[Samples] = deque()
        self._sound = asyncio.Event()

    def readiness(self) -> Readiness:
        """Always ready."""
        return Readiness(ready=True, detail=Text(zh="听模拟的住户说话。", en="Listens to the simulated resident."))

    def push(self, samples: Samples) -> None:
        """Let `samples` (16 kHz) sound now, after what sounds already. Only on the loop."""
        silence = np.zeros(round(TRAILING_SILENCE.total_seconds() * SAMPLE_RATE_HZ), dtype=np.int16)
        self._waiting.extend([*self._chunker.feed(np.concatenate([samples, silence])), *self._chunker.rest()])
        self._sound.set()

    async def chunks(self) -> AsyncGenerator[Samples, None]:
        """What is pushed, in the clock's time; never ends."""
        while True:
            if not self._waiting:
                self._sound.clear()
                await self._sound.wait()
            await self._clock.sleep(CHUNK)
            yield self._waiting.popleft()


def _resolve(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
