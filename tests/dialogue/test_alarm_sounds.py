"""The alarm sounds against the numbers of IEC 60601-1-8, measured in the sound itself; and the bell that plays them."""

import asyncio
from collections.abc import Coroutine
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from carebot.core.actions import AlarmLevel
from carebot.core.errors import DeviceError
from carebot.core.language import Text
from dialogue.alarm_bell import VOLUME_DB, AlarmBell
from dialogue.alarm_sounds import BETWEEN_BURSTS, RATE_HZ, alarm_sound
from dialogue.base import AudioSink, Readiness, Samples, Speech

LEVELS = (AlarmLevel.LOW, AlarmLevel.MEDIUM, AlarmLevel.HIGH)


def pulses(samples: Samples) -> list[tuple[float, float]]:
    """Begin and end of each pulse in ms."""
    window = RATE_HZ // 200
    loud = np.convolve(np.abs(samples.astype(np.float64)), np.ones(window) / window, "same")
    edges = np.flatnonzero(np.diff((loud > 0.05 * loud.max()).astype(int), prepend=0, append=0))
    return [(begin * 1000 / RATE_HZ, end * 1000 / RATE_HZ) for begin, end in edges.reshape(-1, 2)]


def gaps(samples: Samples) -> list[float]:
    return [after[0] - before[1] for before, after in pairwise(pulses(samples))]


@pytest.mark.parametrize(
    ("level", "count", "shortest_ms", "longest_ms"),
    [(AlarmLevel.HIGH, 10, 75, 200), (AlarmLevel.MEDIUM, 3, 125, 250), (AlarmLevel.LOW, 2, 125, 250)],
)
def test_a_burst_has_its_pulses(level: AlarmLevel, count: int, shortest_ms: float, longest_ms: float) -> None:
    found = pulses(alarm_sound(level).samples)
    assert len(found) == count
    assert all(shortest_ms <= end - begin <= longest_ms for begin, end in found)


def test_pulses_of_high_priority_come_in_two_groups_of_three_and_two() -> None:
    spaces = gaps(alarm_sound(AlarmLevel.HIGH).samples)
    short = [spaces[number] for number in (0, 1, 3, 5, 6, 8)]
    assert all(50 <= space <= 125 for space in short)
    assert all(300 - 20 <= spaces[number] <= 300 + 20 for number in (2, 7))
    assert 350 <= spaces[4] <= 1300


@pytest.mark.parametrize("level", [AlarmLevel.MEDIUM, AlarmLevel.LOW])
def test_pulses_of_lower_priority_are_evenly_apart(level: AlarmLevel) -> None:
    assert all(125 <= space <= 250 for space in gaps(alarm_sound(level).samples))


@pytest.mark.parametrize(
    ("level", "least_s", "most_s"),
    [(AlarmLevel.HIGH, 2.5, 15.0), (AlarmLevel.MEDIUM, 2.5, 30.0), (AlarmLevel.LOW, 15.0, 60.0)],
)
def test_bursts_are_as_far_apart_as_their_priority_asks(level: AlarmLevel, least_s: float, most_s: float) -> None:
    assert least_s <= BETWEEN_BURSTS[level].total_seconds() <= most_s
    twice = alarm_sound(level, 2)
    assert least_s * 1000 <= max(gaps(twice.samples)) <= most_s * 1000 + 50
    assert twice.duration == 2 * alarm_sound(level).duration + BETWEEN_BURSTS[level]


def spectrum(samples: Samples) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    begin, end = (round(each * RATE_HZ / 1000) for each in pulses(samples)[0])
    pulse = samples[begin:end].astype(np.float64)
    size = 1 << 16
    level_db = 20 * np.log10(np.abs(np.fft.rfft(pulse * np.hanning(len(pulse)), size)) + 1e-9)
    frequencies_hz: npt.NDArray[np.float64] = np.arange(len(level_db)) * RATE_HZ / size
    return frequencies_hz, level_db.astype(np.float64)


@pytest.mark.parametrize("level", LEVELS)
def test_a_pulse_has_a_low_fundamental_and_four_harmonics_within_15_db(level: AlarmLevel) -> None:
    frequencies_hz, level_db = spectrum(alarm_sound(level).samples)
    fundamental_hz = frequencies_hz[int(np.argmax(level_db))]
    assert 150 <= fundamental_hz <= 1000
    strongest_db = level_db.max()
    heard = []
    for number in range(1, 9):
        near = np.abs(frequencies_hz - number * fundamental_hz) < 30
        if 300 <= number * fundamental_hz <= 4000 and level_db[near].max() > strongest_db - 15:
            heard.append(number)
    assert len(heard) >= 4


@pytest.mark.parametrize("level", LEVELS)
def test_pulses_rise_softly_and_nothing_is_cut_off(level: AlarmLevel) -> None:
    samples = alarm_sound(level).samples
    assert np.abs(samples.astype(int)).max() < 32_000
    assert np.abs(samples[:32].astype(int)).max() < 0.02 * 32_767
    assert np.abs(samples[-32:].astype(int)).max() < 0.02 * 32_767


def test_mere_information_has_no_sound() -> None:
    with pytest.raises(KeyError):
        alarm_sound(AlarmLevel.INFORMATION)


class Speaker(AudioSink):
    """Notes what is played, or is missing."""

    def __init__(self, *, there: bool = True) -> None:
        self.there = there
        self.played: list[tuple[int, float]] = []

    def readiness(self) -> Readiness:
        return Readiness(ready=self.there, detail=Text(zh="", en=""))

    async def play(self, speech: Speech, *, volume_db: float) -> bool:
        if not self.there:
            raise DeviceError(Text(zh="没有扬声器", en="no loudspeaker"))
        self.played.append((len(speech.samples), volume_db))
        return True

    def stop(self) -> None:
        return


def rung(speaker: Speaker, *calls: tuple[AlarmLevel, int], mute: bool = False) -> list[BaseException | None]:
    """What comes of these calls, one after the other."""
    started: list[Coroutine[Any, Any, None]] = []

    async def scenario() -> list[BaseException | None]:
        bell = AlarmBell(speaker, mute=lambda: mute, start=started.append)
        results: list[BaseException | None] = []
        for level, step in calls:
            bell.ring(level, step)
            while started:
                results += await asyncio.gather(started.pop(), return_exceptions=True)
        return results

    return asyncio.run(scenario())


def test_it_rings_once_nobody_has_answered() -> None:
    speaker = Speaker()
    rung(speaker, (AlarmLevel.HIGH, 0), (AlarmLevel.HIGH, 1), (AlarmLevel.LOW, 3), (AlarmLevel.MEDIUM, 2))
    high, medium = (len(alarm_sound(level, 2).samples) for level in (AlarmLevel.HIGH, AlarmLevel.MEDIUM))
    assert speaker.played == [(high, VOLUME_DB), (medium, VOLUME_DB)]


def test_without_a_voice_it_rings_at_once() -> None:
    speaker = Speaker()
    rung(speaker, (AlarmLevel.HIGH, 0), (AlarmLevel.LOW, 0), (AlarmLevel.INFORMATION, 0), mute=True)
    assert len(speaker.played) == 1


def test_one_ringing_at_a_time_is_enough() -> None:
    speaker = Speaker()
    started: list[Coroutine[Any, Any, None]] = []
    bell = AlarmBell(speaker, mute=lambda: True, start=started.append)
    bell.ring(AlarmLevel.HIGH, 0)
    bell.ring(AlarmLevel.HIGH, 1)
    assert len(started) == 1
    asyncio.run(started[0])
    bell.ring(AlarmLevel.HIGH, 2)
    assert len(started) == 2
    started[1].close()


def test_a_loudspeaker_that_is_missing_is_told_and_it_rings_again() -> None:
    speaker = Speaker(there=False)
    (failed,) = rung(speaker, (AlarmLevel.HIGH, 1))
    assert isinstance(failed, DeviceError)
    bell_again = rung(speaker, (AlarmLevel.HIGH, 1), (AlarmLevel.HIGH, 2))
    assert [type(each) for each in bell_again] == [DeviceError, DeviceError]
