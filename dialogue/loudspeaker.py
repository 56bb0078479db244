"""A loudspeaker: plays in small blocks, so that it falls silent within 100 ms of a stop.

Without a device nothing is audible, and it says so.
"""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import numpy as np

from dialogue.base import SAMPLE_RATE_HZ, AudioSink, Readiness, Samples, Speech
from dialogue.devices import Device
from dialogue.sound import resample

REFERENCE_DBFS: Final = -20.0
"""The level that speech is brought to before its volume is applied; leaves 20 dB for its peaks."""
GRACE: Final = timedelta(seconds=3)
"""How much longer than the speech a device may take before it counts as dead."""
HUSHED_AT_MOST: Final = timedelta(seconds=1)
"""Whoever hushed it and forgot about it does not keep it silent for longer."""
_AGAIN: Final = timedelta(seconds=0.1)
"""What was just said when it was hushed is said again."""
_FULL_SCALE: Final = 32767
_PAUSE: Final = 0.02
"""Samples below this share of the peak are pauses and do not count towards the level."""


def _unheeded(_: Samples) -> None:
    """Nobody cancels what is played."""


def _untold(_count: int, _position: int | None) -> None:
    """Nobody follows what is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Which device (empty: the system's default), and how loud it is: dB(A) at one metre for speech at -20 dBFS.

    `level_db` differs from robot to robot: measure it once with a sound level meter.
    """

    device: str = ""
    level_db: float = 65.0


class Loudspeaker(AudioSink):
    """Plays one speech at a time through a sound card.

    `played` is told what goes out, 16 kHz, on the sound card's thread: what the microphone will hear besides.
    """

    def __init__(self, options: Options, played: Callable[[Samples], None] = _unheeded) -> None:
        self._options = options
        self._played = played
        self._device = Device(name=options.device, output=True)
        self._silenced = threading.Event()
        self._hushed = threading.Event()

    def readiness(self) -> Readiness:
        """Whether the device is there."""
        return self._device.readiness()

    async def play(self, speech: Speech, *, volume_db: float) -> bool:
        """Play `speech`; raises DeviceError when the device is missing, refuses or dies. Cancelling silences it."""
        self._silenced = silenced = threading.Event()
        self._hushed = hushed = threading.Event()
        samples = at_level(speech.samples, volume_db - self._options.level_db + REFERENCE_DBFS)
        try:
            return await asyncio.to_thread(
                self._play, Speech(samples=samples, rate_hz=speech.rate_hz), silenced, hushed
            )
        finally:
            silenced.set()

    def stop(self) -> None:
        """Fall silent with the next block."""
        self._silenced.set()

    def hush(self, *, hushed: bool) -> None:
        """Be silent from the next block on, or go on a little before where it was."""
        if hushed:
            self._hushed.set()
        else:
            self._hushed.clear()

    def _play(self, speech: Speech, silenced: threading.Event, hushed: threading.Event) -> bool:
        """Play to the end or until `silenced`; gives whether it was to the end. Blocks."""
        rate_hz = self._device.rate_hz(speech.rate_hz)
        reference = resample(speech.samples, speech.rate_hz, SAMPLE_RATE_HZ)
        heard = _Reference(reference, SAMPLE_RATE_HZ / rate_hz, self._played)
        samples = resample(speech.samples, speech.rate_hz, rate_hz)
        playback = Playback(samples, rate_hz, Orders(silenced=silenced, hushed=hushed), heard.advance)
        ended = threading.Event()
        stream = self._device.open_output(rate_hz, playback.fill, ended.set)
        try:
            # A sound server may take everything at once and say that it is done; closing then would cut the speech off.
            silenced.wait(speech.duration.total_seconds())
            while not ended.wait(GRACE.total_seconds()):
                if not playback.went_on():
                    raise self._device.failed()
        finally:
            stream.close()
        return playback.complete


class _Reference:
    """The same speech at 16 kHz, handed on at the pace at which it is played."""

    def __init__(self, samples: Samples, ratio: float, played: Callable[[Samples], None]) -> None:
        self._samples = samples
        self._ratio = ratio
        self._played = played
        self._taken = 0
        self._given = 0

    def advance(self, count: int, position: int | None) -> None:
        """The sound card took `count` samples from `position` on, silence where there is none."""
        self._taken += count
        until = round(self._taken * self._ratio)
        given = until - self._given
        if given <= 0:
            return
        self._given = until
        sound = np.zeros(given, dtype=np.int16)
        if position is not None:
            start = round(position * self._ratio)
            piece = self._samples[start : start + given]
            sound[: len(piece)] = piece
        self._played(sound)


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What is wanted of a playback meanwhile: no more of it, or silence for a moment."""

    silenced: threading.Event
    hushed: threading.Event


class Playback:
    """What the sound card's thread takes samples from; `taken` is told how many, and from where."""

    def __init__(
        self,
        samples: Samples,
        rate_hz: int,
        orders: Orders,
        taken: Callable[[int, int | None], None] = _untold,
    ) -> None:
        self._samples = samples
        self._orders = orders
        self._taken = taken
        self._position = self._silent = self._blocks = self._blocks_seen = 0
        self._longest = round(HUSHED_AT_MOST.total_seconds() * rate_hz)
        self._again = round(_AGAIN.total_seconds() * rate_hz)

    @property
    def complete(self) -> bool:
        """Whether all samples were taken and none thrown away."""
        return self._position >= len(self._samples) and not self._orders.silenced.is_set()

    def went_on(self) -> bool:
        """Whether samples were taken since this was asked last."""
        before, self._blocks_seen = self._blocks_seen, self._blocks
        return self._blocks > before

    def fill(self, count: int) -> bytes | None:
        """The next `count` samples, fewer at the end; None once silenced, silence while hushed."""
        if self._orders.silenced.is_set():
            return None
        self._blocks += 1
        if not self._orders.hushed.is_set():
            if self._silent:
                self._position, self._silent = max(0, self._position - self._again), 0
        elif self._silent < self._longest:
            self._silent += count
            self._taken(count, None)
            return bytes(count * self._samples.itemsize)
        block = self._samples[self._position : self._position + count]
        self._taken(count, self._position)
        self._position += count
        return block.tobytes()


def at_level(samples: Samples, level_dbfs: float) -> Samples:
    """`samples` with the root mean square of their sounding parts at `level_dbfs`; peaks beyond full scale are cut."""
    sound = samples.astype(np.float64)
    magnitude = np.abs(sound)
    sounding = sound[magnitude > _PAUSE * magnitude.max(initial=0.0)]
    if not len(sounding):
        return samples
    gain = 10 ** (level_dbfs / 20) * _FULL_SCALE / np.sqrt(np.mean(sounding**2))
    louder: Samples = np.clip(np.round(sound * gain), -_FULL_SCALE, _FULL_SCALE).astype(np.int16)
    return louder
