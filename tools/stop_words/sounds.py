"""Arithmetic of sounds: resampling, bands of frequencies, and the answer of a room."""

from typing import Final

import numpy as np
import numpy.typing as npt

from dialogue.base import SAMPLE_RATE_HZ

Sound = npt.NDArray[np.float64]

_SPEED_OF_SOUND_MPS: Final = 343.0
_IMAGES: Final = 3
"""Rooms beside the room that are looked at, in each direction."""


def resampled(sound: Sound, ratio: float) -> Sound:
    """`sound` with `ratio` times as many samples, by its spectrum."""
    count = max(1, round(len(sound) * ratio))
    spectrum = np.fft.rfft(sound)
    kept = np.zeros(count // 2 + 1, dtype=complex)
    shared = min(len(kept), len(spectrum))
    kept[:shared] = spectrum[:shared]
    longer: Sound = np.fft.irfft(kept, count) * (count / len(sound))
    return longer


def filtered(sound: Sound, lowest_hz: float, highest_hz: float) -> Sound:
    """`sound` between two frequencies, with edges a tenth of them wide."""
    spectrum = np.fft.rfft(sound)
    frequencies_hz = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE_HZ)
    below = np.clip((frequencies_hz - 0.9 * lowest_hz) / max(1e-9, 0.1 * lowest_hz), 0, 1) if lowest_hz else 1.0
    above = np.clip((1.1 * highest_hz - frequencies_hz) / (0.1 * highest_hz), 0, 1)
    passed: Sound = np.fft.irfft(spectrum * below * above, len(sound))
    return passed


def convolved(sound: Sound, answer: Sound) -> Sound:
    """`sound` answered by a room."""
    count = len(sound) + len(answer) - 1
    whole: Sound = np.fft.irfft(np.fft.rfft(sound, count) * np.fft.rfft(answer, count), count)
    return whole


def room(drawn: np.random.Generator) -> Sound:
    """The answer of a shoebox of a room to somebody in it, from her first sound on, by image sources.

    Allen and Berkley, Image method for efficiently simulating small-room acoustics (1979); after the last image noise
    that falls as Eyring's formula says.
    """
    size_m = drawn.uniform((2.2, 2.2, 2.3), (7.0, 5.5, 3.0))
    reflected = np.sqrt(1 - drawn.uniform(0.15, 0.6))
    speaker_m, microphone_m = drawn.uniform(0.3, size_m - 0.3), drawn.uniform(0.3, size_m - 0.3)
    rooms = np.stack(np.meshgrid(*[np.arange(-_IMAGES, _IMAGES + 1)] * 3, indexing="ij"), -1).reshape(-1, 1, 3)
    mirrored = np.stack(np.meshgrid(*[np.arange(2)] * 3, indexing="ij"), -1).reshape(1, -1, 3)
    images_m = (1 - 2 * mirrored) * speaker_m + 2 * rooms * size_m
    away_m = np.maximum(np.linalg.norm(images_m - microphone_m, axis=-1), 0.1)
    bounces = np.abs(2 * rooms - mirrored).sum(-1)
    delays = np.round((away_m - away_m.min()) / _SPEED_OF_SOUND_MPS * SAMPLE_RATE_HZ).astype(int).ravel()
    echoes = np.zeros(int(delays.max()) + 1)
    np.add.at(echoes, delays, (reflected**bounces / away_m).ravel() * away_m.min())
    return _with_tail(echoes, size_m, reflected, drawn)


def _with_tail(echoes: Sound, size_m: Sound, reflected: float, drawn: np.random.Generator) -> Sound:
    """`echoes` up to where images begin to be missing, and noise after that."""
    area_m2 = 2 * (size_m[0] * size_m[1] + size_m[1] * size_m[2] + size_m[0] * size_m[2])
    dying_s = 0.161 * float(np.prod(size_m)) / (-area_m2 * np.log(reflected**2))
    known = round((2 * _IMAGES - 1) * float(size_m.min()) / _SPEED_OF_SOUND_MPS * SAMPLE_RATE_HZ)
    count = max(known + 1, round(min(dying_s, 0.8) * SAMPLE_RATE_HZ))
    answer = np.zeros(count)
    early = echoes[:known]
    answer[: len(early)] = early
    falling = 10 ** (-3 * np.arange(count) / (dying_s * SAMPLE_RATE_HZ))
    width = SAMPLE_RATE_HZ // 50
    power = float(np.sqrt(np.mean(early[-width:] ** 2))) if len(early) >= width else 0.0
    late = drawn.standard_normal(count) * falling * (power / max(falling[known - 1], 1e-9))
    answer[known:] = late[known:]
    return answer
