"""What a microphone across a room hears: levels of speech, the room's echo, music, and the microphone itself."""

import math
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dialogue.base import SAMPLE_RATE_HZ, Samples

Sound = npt.NDArray[np.float64]

AUDIBLE: Final = 0.03
"""The share of its peak below which a word's fading out is no longer the word."""
_ROOM_TONE: Final = 8.0
"""Standard deviation of the microphone's own noise, in steps of 16 bits."""


def at_level(samples: Samples, level_dbfs: float) -> Sound:
    return samples.astype(np.float64) * (10 ** (level_dbfs / 20) * 32768 / max(1.0, rms(samples)))


def rms(samples: npt.NDArray[Any]) -> float:
    """The level while somebody speaks: frames of 20 ms within 20 dB of the loudest."""
    frames = samples[: len(samples) // 320 * 320].reshape(-1, 320).astype(np.float64)
    powers = np.mean(frames**2, axis=1) if len(frames) else np.zeros(1)
    return math.sqrt(float(np.mean(powers[powers >= powers.max() / 100])))


def last_audible(sound: npt.NDArray[Any]) -> int:
    return int(np.flatnonzero(np.abs(sound) >= AUDIBLE * np.abs(sound).max())[-1])


def room() -> Sound:
    """The impulse response of a furnished room: direct sound, then noise that falls by 60 dB within 0.35 s."""
    count = round(0.35 * SAMPLE_RATE_HZ)
    tail = np.random.default_rng(1).standard_normal(count) * 10 ** (-3 * np.arange(count) / count) * 0.05
    tail[:30] = 0.0
    tail[0] = 1.0
    response: np.ndarray[Any, np.dtype[np.float64]] = tail
    return response


def music() -> Sound:
    """A minute of chords with overtones, as of an organ and a glockenspiel in turn."""
    drawn = np.random.default_rng(2)
    notes = []
    for number in range(120):
        times_s = np.arange(SAMPLE_RATE_HZ // 2) / SAMPLE_RATE_HZ
        fading = np.exp(-times_s * (8 if number % 2 else 1))
        pitches_hz = 110 * 2 ** (drawn.integers(0, 36, size=3) / 12)
        chord = sum(np.sin(2 * np.pi * hz * part * times_s) / part for hz in pitches_hz for part in range(1, 6))
        notes.append(1500 * chord * fading)
    return np.concatenate(notes)


def microphone(sound: npt.NDArray[Any], seed: int = 0) -> Samples:
    """`sound` as a microphone gives it: with a little noise of its own, clipped at full scale."""
    noisy = sound + np.random.default_rng(seed).normal(scale=_ROOM_TONE, size=len(sound))
    return np.clip(noisy, -32768, 32767).astype(np.int16)
