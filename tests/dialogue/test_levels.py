import numpy as np
import pytest

from dialogue.base import CHUNK, CHUNK_SAMPLES, Samples
from dialogue.levels import CLIPPING, FLOOR_DBFS, MUTED, LevelMeter, Options


def chunk(amplitude: int) -> Samples:
    return np.where(np.arange(CHUNK_SAMPLES) % 2, amplitude, -amplitude).astype(np.int16)


@pytest.mark.parametrize(
    ("amplitude", "level"), [(0, FLOOR_DBFS), (1, -90.3), (328, -40.0), (3277, -20.0), (32767, 0.0)]
)
def test_the_level_is_in_decibels_of_full_scale(amplitude: int, level: float) -> None:
    measured = LevelMeter().feed(chunk(amplitude))
    assert measured.rms_dbfs == measured.peak_dbfs == pytest.approx(level, abs=0.1)


def test_the_lowest_sample_is_no_overflow() -> None:
    lowest = np.full(CHUNK_SAMPLES, -32768, dtype=np.int16)
    assert LevelMeter().feed(lowest).peak_dbfs == 0.0


def test_digital_silence_is_a_muted_microphone_and_a_quiet_room_is_none() -> None:
    meter = LevelMeter()
    chunks = Options().muted_after // CHUNK + 1
    assert [meter.feed(chunk(0)).fault for _ in range(chunks)][-2:] == [None, MUTED]
    assert meter.feed(chunk(1)).fault is None
    assert [meter.feed(chunk(1)).fault for _ in range(chunks)] == [None] * chunks


def test_much_at_full_scale_is_overdriven_and_a_bang_is_not() -> None:
    meter = LevelMeter()
    window = Options().window // CHUNK
    quiet = [meter.feed(chunk(1000)).fault for _ in range(window)]
    few = [meter.feed(chunk(32767)).fault for _ in range(round(0.2 * window) - 1)]
    assert {*quiet, *few} == {None}
    assert [meter.feed(chunk(32767)).fault for _ in range(2)][-1] == CLIPPING
    assert [meter.feed(chunk(1000)).fault for _ in range(window)][-1] is None
