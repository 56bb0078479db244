"""Sounds as a microphone in a home might hear them: clips from other bodies, at other levels, in rooms, in noise.

Everything is drawn from one generator, so that the same seed gives the same scenes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dialogue.base import SAMPLE_RATE_HZ
from tools.stop_words.bodies import another
from tools.stop_words.sounds import Sound, convolved, filtered, room

RATE_HZ: Final = SAMPLE_RATE_HZ
FULL_SCALE: Final = 32768.0
AUDIBLE: Final = 0.03
_BREATH: Final = 0.15
"""The share of clips with a breath drawn before them."""
_NARROW: Final = ((300.0, 3_400.0), (150.0, 5_500.0))
"""What a telephone and a small loudspeaker, as of a television, let through, in Hz."""


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
    sound = another(clip, drawn) if drawn.random() < 0.75 else clip
    length = len(sound)
    if drawn.random() < 0.5:
        sound = convolved(sound, room(drawn))[: length + round(0.5 * RATE_HZ)]
    level = FULL_SCALE * 10 ** (drawn.uniform(-42, -16) / 20)
    sound = sound * (level / max(level_of(sound), 1e-9))
    samples = np.zeros(before + length + after)
    heard = sound[: length + after]
    samples[before : before + len(heard)] = heard
    if drawn.random() < _BREATH:
        drawn_in = _breath(drawn)[-before:] if before else np.zeros(0)
        samples[before - len(drawn_in) : before] += drawn_in * level * 10 ** (drawn.uniform(-30, -14) / 20)
    if drawn.random() < 0.65:
        samples = samples + _noise(len(samples), others, drawn) * level / 10 ** (drawn.uniform(3, 25) / 20)
    if drawn.random() < 0.15:
        samples = filtered(samples, *_NARROW[int(drawn.integers(len(_NARROW)))])
    samples = samples + drawn.standard_normal(len(samples)) * drawn.uniform(0.5, 9)
    return Scene(samples=np.clip(samples, -FULL_SCALE, FULL_SCALE - 1), start=before, end=before + length)


def preceded(heard: Scene, other: Sound, gap: int) -> Scene:
    """`heard` with `other` ending `gap` samples before it, at the same level."""
    samples = heard.samples.copy()
    end = heard.start - gap
    count = min(end, len(other))
    louder = level_of(samples[heard.start : heard.end]) / max(level_of(other), 1e-9)
    samples[end - count : end] += other[len(other) - count :] * louder
    return Scene(samples=samples, start=heard.start, end=heard.end)


def _breath(drawn: np.random.Generator) -> Sound:
    """Air drawn in for 0.15 to 0.5 s, held for up to 0.12 s."""
    count = int(drawn.uniform(0.15, 0.5) * RATE_HZ)
    air = filtered(drawn.standard_normal(count), drawn.uniform(300, 900), drawn.uniform(2500, 6500))
    swelling = np.hanning(count) * air / (air.std() + 1e-9)
    return np.concatenate([swelling, np.zeros(int(drawn.uniform(0, 0.12) * RATE_HZ))])


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
    even: Sound = sound / sound.std()
    return even


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
    even: Sound = sound / sound.std()
    return even


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
    even: Sound = sound / (sound.std() + 1e-9)
    return even


def _babble(count: int, others: Sequence[Sound], drawn: np.random.Generator) -> Sound:
    """Two to six people at once."""
    sound = np.zeros(count)
    for _ in range(drawn.integers(2, 7)):
        speech = np.resize(others[int(drawn.integers(len(others)))], count)
        sound += np.roll(speech, drawn.integers(count)) / (speech.std() + 1)
    even: Sound = sound / sound.std()
    return even
