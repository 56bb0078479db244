"""The same words from another body: a smaller or larger throat, an old, trembling, weak or shouting voice.

By formula alone, so that a few speakers become many. All draw from one generator.
"""

from typing import Final

import numpy as np

from carebot.core.language import Language
from dialogue.base import SAMPLE_RATE_HZ, Speech
from dialogue.sound import stretched
from tools.stop_words.sounds import Sound, filtered, resampled

_SIZES: Final = (0.82, 1.2)
"""Ratios of size: all frequencies, pitch and resonances alike, shift so far between people (Peterson and Barney, 1952:
formants of children lie a quarter to a third above men's)."""
_PACES: Final = {Language.ZH: (0.75, 1.4), Language.EN: (0.7, 1.5)}
_TREMOR_HZ: Final = (3.5, 8.0)
"""Tremor of old voices (Linville, Vocal Aging, 2001)."""


def another(sound: Sound, drawn: np.random.Generator, language: Language = Language.EN) -> Sound:
    """`sound` as somebody else says it."""
    if drawn.random() < 0.7:
        sound = _resized(sound, drawn.uniform(*_SIZES))
    if drawn.random() < 0.4:
        sound = _at_pace(sound, drawn.uniform(*_PACES[language]))
    if drawn.random() < 0.3:
        sound = _trembling(sound, drawn)
    if drawn.random() < 0.3:
        sound = _breathy(sound, drawn)
    match drawn.integers(0, 5):
        case 0:
            return _shouted(sound, drawn)
        case 1:
            return _weak(sound, drawn)
        case _:
            return sound


def _resized(sound: Sound, ratio: float) -> Sound:
    """Every frequency `ratio` times as high, as fast as before but for half of it: large people speak slower."""
    return _at_pace(resampled(sound, 1 / ratio), ratio**-0.5)


def _at_pace(sound: Sound, rate: float) -> Sound:
    """`sound` at `rate` of its speed and at its own pitch."""
    loudest = max(1.0, float(np.abs(sound).max()))
    samples = (sound * (20_000 / loudest)).astype(np.int16)
    speech = stretched(Speech(samples=samples, rate_hz=SAMPLE_RATE_HZ), rate)
    return speech.samples.astype(np.float64) * (loudest / 20_000)


def _trembling(sound: Sound, drawn: np.random.Generator) -> Sound:
    """Pitch up and down by some percent, and loudness with it, several times a second."""
    times_s = np.arange(len(sound)) / SAMPLE_RATE_HZ
    swing = 2 * np.pi * drawn.uniform(*_TREMOR_HZ)
    phase = drawn.uniform(0, 2 * np.pi)
    wobble_s = drawn.uniform(0.005, 0.03) / swing * np.sin(swing * times_s + phase)
    wobbling = np.interp(times_s + wobble_s, times_s, sound)
    loudness = 1 + drawn.uniform(0.1, 0.5) * np.cos(swing * times_s + phase)
    trembling: Sound = wobbling * loudness
    return trembling


def _breathy(sound: Sound, drawn: np.random.Generator) -> Sound:
    """Air with the voice: hiss of the upper frequencies as loud as the voice is, some dB below it."""
    smooth = np.ones(320) / 320
    loudness = np.sqrt(np.convolve(sound**2, smooth, "same"))
    hiss = filtered(drawn.standard_normal(len(sound)), drawn.uniform(800, 2000), 7000)
    air: Sound = sound + hiss * loudness * 10 ** (drawn.uniform(-14, -2) / 20)
    return air


def _shouted(sound: Sound, drawn: np.random.Generator) -> Sound:
    """Brighter, and driven until it flattens."""
    bright = sound - drawn.uniform(0.3, 0.8) * np.concatenate([[0.0], sound[:-1]])
    peak = max(1e-9, float(np.abs(bright).max()))
    driven: Sound = np.tanh(bright / peak * drawn.uniform(1, 4)) * peak
    return driven


def _weak(sound: Sound, drawn: np.random.Generator) -> Sound:
    """Duller, and dying away."""
    dull = filtered(sound, 0, drawn.uniform(2200, 5000))
    fading: Sound = dull * 10 ** (-drawn.uniform(0, 12) / 20 * np.linspace(0, 1, len(dull)))
    return fading
