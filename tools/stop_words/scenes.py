"""Sounds as a microphone in a home might hear them: clips at other speeds and levels, in rooms, in noise.

Everything is drawn from one generator, so that the same seed gives the same scenes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.signal import fftconvolve, resample_poly

RATE_HZ: Final = 16_000
FULL_SCALE: Final = 32768.0
AUDIBLE: Final = 0.03

Sound = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """Sound with a clip in it, from sample `start` to sample `end`."""

    samples: Sound
    start: int
    end: int


def trimmed(samples: npt.NDArray[Any]) -> Sound:
    """`samples` without what is silent around them, but for 10 ms."""
    level = np.convolve(np.abs(samples.astype(np.float64)), np.ones(320) / 320, "same")
    loud = np.flatnonzero(level > AUDIBLE * level.max())
    return samples[max(0, loud[0] - 160) : loud[-1] + 160].astype(np.float64)


def level_of(samples: npt.NDArray[Any]) -> float:
    """Root mean square while somebody speaks: frames of 20 ms within 20 dB of the loudest."""
    powers = (samples[: len(samples) // 320 * 320].reshape(-1, 320) ** 2).mean(axis=1)
    return float(np.sqrt(powers[powers >= powers.max() / 100].mean())) if len(powers) else 0.0


def scene(clip: Sound, before: int, after: int, others: Sequence[Sound], drawn: np.random.Generator) -> Scene:
    """`clip` with `before` and `after` samples around it, as `drawn` has it; `others` are what babble is made of."""
    sound = clip
    if drawn.random() < 0.6:
        sound = resample_poly(sound, 100, round(100 * drawn.uniform(0.88, 1.14)))
    length = len(sound)
    if drawn.random() < 0.4:
        sound = _in_a_room(sound, drawn)
    level = FULL_SCALE * 10 ** (drawn.uniform(-40, -18) / 20)
    sound = sound * (level / max(level_of(sound), 1e-9))
    samples = np.concatenate([np.zeros(before), sound, np.zeros(after)])
    if drawn.random() < 0.65:
        samples = samples + _noise(len(samples), others, drawn) * level / 10 ** (drawn.uniform(4, 25) / 20)
    samples = samples + drawn.standard_normal(len(samples)) * drawn.uniform(0.5, 6)
    return Scene(samples=np.clip(samples, -FULL_SCALE, FULL_SCALE - 1), start=before, end=before + length)


def preceded(heard: Scene, other: Sound, gap: int) -> Scene:
    """`heard` with `other` ending `gap` samples before it, at the same level."""
    samples = heard.samples.copy()
    end = heard.start - gap
    count = min(end, len(other))
    louder = level_of(samples[heard.start : heard.end]) / max(level_of(other), 1e-9)
    samples[end - count : end] += other[len(other) - count :] * louder
    return Scene(samples=samples, start=heard.start, end=heard.end)


def _in_a_room(sound: Sound, drawn: np.random.Generator) -> Sound:
    """`sound` with an echo that falls by 60 dB within 0.12 to 0.5 s."""
    count = round(RATE_HZ * drawn.uniform(0.12, 0.5))
    tail = drawn.standard_normal(count) * np.exp(-6.9 * np.arange(count) / count) * drawn.uniform(0.02, 0.12)
    tail[: drawn.integers(10, 60)] = 0.0
    tail[0] = 1.0
    echoing: Sound = fftconvolve(sound, tail)[: len(sound) + count // 2]
    return echoing


def _noise(count: int, others: Sequence[Sound], drawn: np.random.Generator) -> Sound:
    """Noise of a home with a standard deviation of one: hiss, clatter, music, people, or clatter over a hum."""
    match drawn.integers(0, 6):
        case 0 | 1:
            return _hiss(count, drawn.uniform(0, 2), drawn)
        case 2:
            return _clatter(count, drawn)
        case 3:
            return _music(count, drawn)
        case 4:
            return _babble(count, others, drawn)
        case _:
            return _clatter(count, drawn) * 0.7 + _hiss(count, 1.5, drawn) * 0.7


def _hiss(count: int, steepness: float, drawn: np.random.Generator) -> Sound:
    """Noise whose power falls with the frequency to the power `steepness`: 0 white, 1 pink, 2 brown."""
    spectrum = np.fft.rfft(drawn.standard_normal(count))
    sound = np.fft.irfft(spectrum / np.maximum(np.arange(len(spectrum)), 8) ** (steepness / 2), count)
    return sound / sound.std()


def _clatter(count: int, drawn: np.random.Generator) -> Sound:
    """Dishes: some strokes a second, each of six tones that die away."""
    sound = 0.15 * _hiss(count, 1, drawn)
    for _ in range(drawn.poisson(4 * count / RATE_HZ) + 1):
        start = int(drawn.integers(0, count))
        times_s = np.arange(min(count - start, round(RATE_HZ * drawn.uniform(0.03, 0.35)))) / RATE_HZ
        stroke = np.zeros(len(times_s))
        for _ in range(6):
            ringing = np.sin(2 * np.pi * drawn.uniform(300, 7000) * times_s)
            stroke += drawn.normal() * ringing * np.exp(-times_s * drawn.uniform(12, 80))
        sound[start : start + len(times_s)] += stroke * drawn.uniform(0.3, 1.5)
    return sound / sound.std()


def _music(count: int, drawn: np.random.Generator) -> Sound:
    sound, start = np.zeros(count), 0
    while start < count:
        times_s = np.arange(min(count - start, round(RATE_HZ * drawn.uniform(0.15, 0.7)))) / RATE_HZ
        for _ in range(drawn.integers(1, 4)):
            pitch_hz = 110 * 2 ** (drawn.integers(0, 36) / 12)
            for part in range(1, 6):
                fading = np.exp(-times_s * drawn.uniform(1, 6))
                sound[start : start + len(times_s)] += np.sin(2 * np.pi * pitch_hz * part * times_s) * fading / part
        start += len(times_s)
    return sound / (sound.std() + 1e-9)


def _babble(count: int, others: Sequence[Sound], drawn: np.random.Generator) -> Sound:
    """Two to six people at once."""
    sound = np.zeros(count)
    for _ in range(drawn.integers(2, 7)):
        speech = np.resize(others[int(drawn.integers(len(others)))], count)
        sound += np.roll(speech, drawn.integers(count)) / (speech.std() + 1)
    return sound / sound.std()
