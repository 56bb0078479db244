"""How soon the robot is silent when somebody speaks into what it says, and how often when nobody does.

Silent it is when its loudspeaker hands out nothing audible any more; what is on its way through a sound card then
comes on top of it. Its voice comes back from a room, and is cancelled by the robot's own means.
"""

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from carebot.core.language import Text
from dialogue.base import CHUNK_SAMPLES, SAMPLE_RATE_HZ, AudioSource, Readiness, Samples
from dialogue.ears import Ears, Told
from dialogue.echo import EchoGuard
from dialogue.loudspeaker import Orders, Playback

Sound = npt.NDArray[np.float64]

_LEAD_S: Final = 4.0
_REST_S: Final = 2.5
_BLOCK: Final = round(0.02 * SAMPLE_RATE_HZ)
"""A loudspeaker takes blocks of this length (dialogue/devices.py), and is silent with the next one."""
_ECHO_DELAY: Final = round(0.06 * SAMPLE_RATE_HZ)
_ECHO_GAIN: Final = 0.5
_AUDIBLE: Final = 0.02
_VOICE_DBFS, _DISTURBANCE_DBFS, _NOISE_DBFS = -24.0, -22.0, -34.0
_EVERY_S: Final = 3.0
_TIMES: Final = 12
_READY: Final = Readiness(ready=True, detail=Text(zh="由语音引擎说出。", en="A voice speaks it."))


class _Air(AudioSource):
    """A room: what is said into it at `begins`, and what the loudspeaker hands out, block by block.

    `paced` in real time, else as fast as it is listened to. `hands_out` is where the loudspeaker's sound goes besides.
    """

    def __init__(self, near: Sound, talk: Samples, guard: EchoGuard, *, paced: bool) -> None:
        self._near = near
        self._guard = guard
        self._paced = paced
        self.orders = Orders(silenced=threading.Event(), hushed=threading.Event())
        self._playback = Playback(talk, SAMPLE_RATE_HZ, self.orders, self._taken)
        self._echo = np.zeros(len(near) + _ECHO_DELAY + SAMPLE_RATE_HZ)
        self._answer = _answer()
        self._played = 0
        self.began_s = 0.0
        self.audible_until_s = 0.0
        self.silent_s = 0.0

    def readiness(self) -> Readiness:
        return _READY

    async def chunks(self) -> AsyncGenerator[Samples, None]:
        self.began_s = time.monotonic()
        for start in range(0, len(self._near) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES):
            end = start + CHUNK_SAMPLES
            while self._played < end:
                await self._until(self._played)
                self._play()
            await self._until(end)
            heard = self._near[start:end] + self._echo[start:end]
            yield np.clip(heard, -32768, 32767).astype(np.int16)

    async def _until(self, sample: int) -> None:
        due_s = self.began_s + sample / SAMPLE_RATE_HZ
        await asyncio.sleep(max(0.0, due_s - time.monotonic()) if self._paced else 0)

    def _play(self) -> None:
        """The loudspeaker takes a block: it is heard in the room some time later, and known to the canceller now."""
        block = np.frombuffer(self._playback.fill(_BLOCK) or b"", dtype=np.int16)
        whole = np.zeros(_BLOCK, dtype=np.int16)
        whole[: len(block)] = block
        start = self._played
        self._played += _BLOCK
        self._guard.played(whole)
        echo = np.convolve(whole, self._answer)
        begins = start + _ECHO_DELAY
        piece = self._echo[begins : begins + len(echo)]
        piece += echo[: len(piece)]

    def _taken(self, count: int, position: int | None) -> None:
        """The loudspeaker took a part of the speech, be it a pause between words, or silence instead of it."""
        if position is None:
            self.silent_s += count / SAMPLE_RATE_HZ
        else:
            self.audible_until_s = (self._played + _BLOCK) / SAMPLE_RATE_HZ


@dataclass(slots=True, kw_only=True)
class _Heard:
    """What the ears told of interruptions."""

    air: _Air
    hushed: int = 0
    interrupted: int = 0

    def told(self) -> Told:
        return Told(
            heard=lambda _: None,
            urgent=lambda _: None,
            fault=lambda _: None,
            stirring=self._stirring,
            interrupted=self._interrupted,
        )

    def _stirring(self, stirring: bool) -> None:
        self.hushed += stirring
        if stirring:
            self.air.orders.hushed.set()
        else:
            self.air.orders.hushed.clear()

    def _interrupted(self) -> None:
        self.interrupted += 1
        self.air.orders.silenced.set()


async def silent_after(talk: Samples, said: Samples) -> float | None:
    """Seconds from her first audible sound to the robot's last one while it says `talk`; None where it talked on."""
    lead = round(_LEAD_S * SAMPLE_RATE_HZ)
    spoken = _at(said, _VOICE_DBFS)
    near = np.concatenate([np.zeros(lead), spoken, np.zeros(round(_REST_S * SAMPLE_RATE_HZ))])
    begins_s = (lead + int(np.flatnonzero(np.abs(spoken) > _AUDIBLE * np.abs(spoken).max())[0])) / SAMPLE_RATE_HZ
    heard = await _overheard(near, talk, paced=True)
    return heard.air.audible_until_s - begins_s if heard.interrupted else None


async def falsely_silent(talk: Samples, noise: Samples | None) -> dict[str, Any]:
    """By disturbance: how many there were, how often the robot was hushed and interrupted, and silent for how long."""
    figures = {}
    for name, near in _disturbances(noise).items():
        heard = await _overheard(near + _tone_of_room(len(near)), talk, paced=False)
        figures[name] = {
            "seconds": round(len(near) / SAMPLE_RATE_HZ),
            "hushed": heard.hushed,
            "silent_s": round(heard.air.silent_s, 1),
            "interrupted": heard.interrupted,
        }
    return figures


async def _overheard(near: Sound, talk: Samples, *, paced: bool) -> _Heard:
    guard = EchoGuard()
    air = _Air(near, np.resize(_at(talk, _VOICE_DBFS).astype(np.int16), len(near)), guard, paced=paced)
    heard = _Heard(air=air)
    ears = Ears(air, (), heard.told(), echo=guard)
    ears.talking(True)
    await ears.start()
    try:
        await ears.run()
    finally:
        await ears.aclose()
    return heard


def _disturbances(noise: Samples | None) -> Mapping[str, Sound]:
    """What is no speech, every few seconds, and a noise without a break."""
    count = round((_LEAD_S + _TIMES * _EVERY_S) * SAMPLE_RATE_HZ)
    found = {"its own voice": np.zeros(count)}
    for name, made in (("coughs", cough), ("knocks", knocks), ("doors", door)):
        drawn = np.random.default_rng(len(name))
        near = np.zeros(count)
        for number in range(_TIMES):
            sound = _at(made(drawn), _DISTURBANCE_DBFS)
            start = round((_LEAD_S + number * _EVERY_S) * SAMPLE_RATE_HZ)
            near[start : start + len(sound)] += sound[: count - start]
        found[name] = near
    if noise is not None:
        found["noise"] = _at(np.resize(noise, 3 * count), _NOISE_DBFS)
    return found


def cough(drawn: np.random.Generator) -> Sound:
    """A burst of noise about the resonance of a throat, with a shorter one after it now and then."""
    count = round(SAMPLE_RATE_HZ * drawn.uniform(0.15, 0.4))
    times_s = np.arange(count) / SAMPLE_RATE_HZ
    octaves = np.log2((np.fft.rfftfreq(count, 1 / SAMPLE_RATE_HZ) + 50) / drawn.uniform(500, 1200))
    burst = np.fft.irfft(np.fft.rfft(drawn.standard_normal(count)) * np.exp(-(octaves**2) / 3), count)
    burst *= np.minimum(times_s / 0.01, 1) * np.exp(-times_s / drawn.uniform(0.05, 0.12))
    pause = np.zeros(SAMPLE_RATE_HZ // 10)
    return np.concatenate([burst, pause, 0.6 * burst[: count // 2]]) if drawn.random() < 0.5 else burst


def knocks(drawn: np.random.Generator) -> Sound:
    """One to three knocks on wood: tones that die away, and a click."""
    sound = np.zeros(round(0.8 * SAMPLE_RATE_HZ))
    times_s = np.arange(round(0.12 * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    for number in range(drawn.integers(1, 4)):
        start = round(0.2 * number * SAMPLE_RATE_HZ)
        for tone_hz in drawn.uniform(80, 900, size=5):
            ringing = np.sin(2 * np.pi * tone_hz * times_s) * np.exp(-times_s * drawn.uniform(30, 80))
            sound[start : start + len(times_s)] += drawn.normal() * ringing
        sound[start : start + len(times_s)] += drawn.standard_normal(len(times_s)) * np.exp(-times_s * 300)
    return sound


def door(drawn: np.random.Generator) -> Sound:
    """A door that falls shut: low noise that dies away."""
    count = SAMPLE_RATE_HZ // 2
    rumble = np.cumsum(drawn.standard_normal(count))
    rumble -= np.convolve(rumble, np.ones(400) / 400, "same")
    shut: Sound = rumble * np.exp(-8 * np.arange(count) / SAMPLE_RATE_HZ)
    return shut


def _answer() -> Sound:
    """What a furnished room makes of the robot's voice at its own microphone."""
    count = round(0.2 * SAMPLE_RATE_HZ)
    drawn = np.random.default_rng(4)
    answer: Sound = drawn.standard_normal(count) * np.exp(-np.arange(count) / 500) * 0.08
    answer[0] = 1.0
    return answer * _ECHO_GAIN


def _tone_of_room(count: int) -> Sound:
    return np.random.default_rng(6).standard_normal(count) * 8


def _at(sound: npt.NDArray[Any], level_dbfs: float) -> Sound:
    """`sound` with the root mean square of its loud parts at `level_dbfs`."""
    frames = sound[: len(sound) // 320 * 320].reshape(-1, 320).astype(np.float64)
    powers = np.mean(frames**2, axis=1)
    loud = float(np.sqrt(np.mean(powers[powers >= powers.max() / 100])))
    brought: Sound = sound.astype(np.float64) * (10 ** (level_dbfs / 20) * 32768 / max(loud, 1e-9))
    return brought
