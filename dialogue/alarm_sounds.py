"""Alarm sounds made by formula: bursts of pulses after IEC 60601-1-8, for when no voice is needed, or none is left.

Numbers are those of IEC 60601-1-8:2006+A1:2012, 6.3.3.1, Tables 3 and 4. carebot is no certified medical alarm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import numpy as np
import numpy.typing as npt

from carebot.core.actions import AlarmLevel
from dialogue.base import Samples, Speech

RATE_HZ: Final = 16_000
FUNDAMENTAL_HZ: Final = 440.0
"""Within 150 to 1000 Hz (Table 4); low, since hearing goes with age from the high end."""
HARMONICS: Final = (1, 2, 3, 4, 5)
"""Of the fundamental; at least four have to lie in 300 to 4000 Hz, within 15 dB of it (Table 4)."""
_FALL_OFF_DB: Final = 3.0
"""Each harmonic is so much softer than the one below it, the last one 12 dB below the fundamental."""
_PEAK: Final = 0.8 * 32767


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """One burst: how long its pulses sound and rise, and the silence after each but the last."""

    pulse: timedelta
    rise: timedelta
    spaces: Sequence[timedelta]


def _milliseconds(*each: int) -> tuple[timedelta, ...]:
    return tuple(timedelta(milliseconds=one) for one in each)


_HIGH_PULSE, _X, _Y = 150, 75, 200
"""In ms: pulses of high priority last 75 to 200, x apart (50 to 125); the others 125 to 250, y apart (125 to 250)."""
_GROUP: Final = (_X, _X, 2 * _X + _HIGH_PULSE, _X)
BURSTS: Final = {
    AlarmLevel.HIGH: Burst(
        pulse=timedelta(milliseconds=_HIGH_PULSE),
        rise=timedelta(milliseconds=30),
        spaces=_milliseconds(*_GROUP, 500, *_GROUP),
    ),
    AlarmLevel.MEDIUM: Burst(
        pulse=timedelta(milliseconds=200), rise=timedelta(milliseconds=40), spaces=_milliseconds(_Y, _Y)
    ),
    AlarmLevel.LOW: Burst(pulse=timedelta(milliseconds=200), rise=timedelta(milliseconds=40), spaces=_milliseconds(_Y)),
}
"""Ten, three and two pulses (Table 3), rising for 10 to 40 % of their time; the two groups are 0.35 to 1.3 s apart."""
BETWEEN_BURSTS: Final = {
    AlarmLevel.HIGH: timedelta(seconds=2.5),
    AlarmLevel.MEDIUM: timedelta(seconds=7.5),
    AlarmLevel.LOW: timedelta(seconds=16),
}
"""From the end of a burst to the next: 2.5 to 15 s, 2.5 to 30 s, and over 15 s (Table 3)."""


def alarm_sound(level: AlarmLevel, bursts: int = 1) -> Speech:
    """`bursts` bursts of `level`; raises KeyError for INFORMATION, which has no sound."""
    one = _burst(BURSTS[level])
    rest = _silence(BETWEEN_BURSTS[level])
    pieces = [one]
    for _ in range(bursts - 1):
        pieces += [rest, one]
    return Speech(samples=np.concatenate(pieces), rate_hz=RATE_HZ)


def _burst(burst: Burst) -> Samples:
    pulse = _pulse(burst)
    pieces = [pulse]
    for space in burst.spaces:
        pieces += [_silence(space), pulse]
    return np.concatenate(pieces)


def _pulse(burst: Burst) -> Samples:
    """One pulse: harmonics under an envelope that rises and falls along a raised cosine."""
    instants_s: npt.NDArray[np.float64] = np.arange(round(burst.pulse.total_seconds() * RATE_HZ)) / RATE_HZ
    sound = sum(
        (
            10 ** (-_FALL_OFF_DB * (number - 1) / 20) * np.sin(2 * np.pi * FUNDAMENTAL_HZ * number * instants_s)
            for number in HARMONICS
        ),
        start=np.zeros(len(instants_s)),
    )
    flank = round(burst.rise.total_seconds() * RATE_HZ)
    rising = (1 - np.cos(np.pi * np.arange(flank) / flank)) / 2
    envelope = np.concatenate([rising, np.ones(len(sound) - 2 * flank), rising[::-1]])
    shaped = sound * envelope
    samples: Samples = np.round(shaped / np.abs(shaped).max() * _PEAK).astype(np.int16)
    return samples


def _silence(duration: timedelta) -> Samples:
    return np.zeros(round(duration.total_seconds() * RATE_HZ), dtype=np.int16)
