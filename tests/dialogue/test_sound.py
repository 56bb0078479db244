import wave
from pathlib import Path

import numpy as np
import pytest

from carebot.core.errors import DeviceError
from dialogue.base import SAMPLE_RATE_HZ
from dialogue.sound import Resampler, decode, resample
from tests.dialogue.conftest import tone


def loudest_hz(samples: np.ndarray[tuple[int], np.dtype[np.int16]], rate_hz: int) -> float:
    spectrum = np.abs(np.fft.rfft(samples.astype(np.float64)))
    return float(np.argmax(spectrum) * rate_hz / len(samples))


def test_another_rate_keeps_pitch_and_length() -> None:
    changed = resample(tone(1.0, rate_hz=22_050), 22_050, SAMPLE_RATE_HZ)
    assert abs(len(changed) - SAMPLE_RATE_HZ) < 40
    assert loudest_hz(changed, SAMPLE_RATE_HZ) == pytest.approx(440, abs=2)


def test_running_sound_has_no_seam() -> None:
    whole = resample(tone(0.5, rate_hz=48_000), 48_000, SAMPLE_RATE_HZ)
    resampler = Resampler(48_000, SAMPLE_RATE_HZ)
    pieces = [resampler.feed(piece) for piece in np.split(tone(0.5, rate_hz=48_000), 50)]
    joined = np.concatenate([*pieces, resampler.rest()])
    assert np.array_equal(joined, whole)


def test_the_same_rate_changes_nothing() -> None:
    sound = tone(0.1)
    assert np.array_equal(resample(sound, SAMPLE_RATE_HZ, SAMPLE_RATE_HZ), sound)


def test_a_stereo_file_at_another_rate_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "stereo.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes(np.repeat(tone(1.0, rate_hz=44_100), 2).tobytes())
    samples = decode(path)
    assert len(samples) == pytest.approx(SAMPLE_RATE_HZ, abs=40)
    assert loudest_hz(samples, SAMPLE_RATE_HZ) == pytest.approx(440, abs=2)


@pytest.mark.parametrize(("content", "message"), [(b"", "damaged"), (b"no sound at all" * 100, "damaged")])
def test_what_is_no_sound_is_refused_in_one_sentence(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "bad.wav"
    path.write_bytes(content)
    with pytest.raises(DeviceError, match=message) as caught:
        decode(path)
    assert caught.value.text.zh.count("。") == 1


def test_a_file_without_samples_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
    with pytest.raises(DeviceError, match=r"empty\.wav"):
        decode(path)
    with pytest.raises(DeviceError, match="There is no recording"):
        decode(tmp_path / "nowhere.wav")
    with pytest.raises(DeviceError, match="cannot be read"):
        decode(tmp_path)
