"""Where sound comes from: a microphone, or a recording that takes its time as if somebody spoke it now."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

import numpy as np

from carebot.core.clock import Clock
from carebot.core.errors import DeviceError
from carebot.core.language import Text
from dialogue.base import CHUNK, CHUNK_SAMPLES, SAMPLE_RATE_HZ, AudioSource, Readiness, Samples
from dialogue.devices import Device
from dialogue.sound import Resampler, decode

DEAD_AFTER: Final = timedelta(seconds=2)
"""A microphone that delivers nothing for so long was unplugged: PortAudio does not say so itself."""
BACKLOG: Final = 300
"""Chunks, about 10 s: more waiting than that means that the machine cannot keep up."""


class Chunker:
    """Cuts running sound into chunks of CHUNK_SAMPLES."""

    def __init__(self) -> None:
        self._rest: Samples = np.zeros(0, dtype=np.int16)

    def feed(self, samples: Samples) -> Iterator[Samples]:
        """The chunks that are complete with `samples`."""
        sound = np.concatenate([self._rest, samples])
        whole = len(sound) // CHUNK_SAMPLES * CHUNK_SAMPLES
        self._rest = sound[whole:]
        yield from sound[:whole].reshape(-1, CHUNK_SAMPLES)

    def rest(self) -> Iterator[Samples]:
        """The last chunk, filled up with silence; none when nothing is left."""
        if len(self._rest):
            yield from self.feed(np.zeros(CHUNK_SAMPLES - len(self._rest), dtype=np.int16))


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Which microphone: a device's name or part of it (empty: the system's default)."""

    device: str = ""


class Microphone(AudioSource):
    """A microphone through a sound card."""

    def __init__(self, options: Options) -> None:
        self._device = Device(name=options.device, output=False)

    def readiness(self) -> Readiness:
        """Whether the device is there."""
        return self._device.readiness()

    async def chunks(self) -> AsyncGenerator[Samples, None]:
        """Sound as it comes; raises DeviceError when the device is missing, dies, or is faster than the machine.

        When somebody misses another device it lets go of its own for a moment, so that all are looked for again.
        """
        while True:
            async with aclosing(self._until_missed()) as sound:
                async for chunk in sound:
                    yield chunk

    async def _until_missed(self) -> AsyncGenerator[Samples, None]:
        loop = asyncio.get_running_loop()
        waiting: asyncio.Queue[bytes] = asyncio.Queue()
        rate_hz = await asyncio.to_thread(self._device.rate_hz, SAMPLE_RATE_HZ)
        resampler, chunker = Resampler(rate_hz, SAMPLE_RATE_HZ), Chunker()
        block = round(rate_hz * CHUNK.total_seconds())

        def deliver(data: bytes) -> None:
            loop.call_soon_threadsafe(waiting.put_nowait, data)

        stream = await asyncio.to_thread(self._device.open_input, rate_hz, block, deliver)
        try:
            while not self._device.missed():
                data = await self._next(waiting)
                for chunk in chunker.feed(resampler.feed(np.frombuffer(data, dtype=np.int16))):
                    yield chunk
        finally:
            await asyncio.to_thread(stream.close)

    async def _next(self, waiting: asyncio.Queue[bytes]) -> bytes:
        if waiting.qsize() > BACKLOG:
            raise DeviceError(_TOO_SLOW)
        try:
            return await asyncio.wait_for(waiting.get(), DEAD_AFTER.total_seconds())
        except TimeoutError as error:
            raise self._device.failed() from error


class Recording(AudioSource):
    """A sound file as if somebody spoke it now; ends with the file."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock

    def readiness(self) -> Readiness:
        """Whether the file is there."""
        if self._path.is_file():
            return Readiness(
                ready=True, detail=Text(zh=f"播放录音“{self._path}”。", en=f"Plays the recording {self._path}.")
            )
        return Readiness(
            ready=False, detail=Text(zh=f"没有找到录音文件“{self._path}”。", en=f"There is no recording {self._path}.")
        )

    async def chunks(self) -> AsyncGenerator[Samples, None]:
        """The file's sound in its own time; raises DeviceError when it cannot be read or holds none."""
        samples = await asyncio.to_thread(decode, self._path)
        chunker = Chunker()
        begun = self._clock.monotonic()
        for number, chunk in enumerate([*chunker.feed(samples), *chunker.rest()], start=1):
            await self._clock.sleep(max(timedelta(), begun + number * CHUNK - self._clock.monotonic()))
            yield chunk


_TOO_SLOW: Final = Text(
    zh="这台机器处理不过来麦克风的声音，请关掉其他程序。",
    en="This machine cannot keep up with the microphone; close other programs.",
)
