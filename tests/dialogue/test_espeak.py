import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from carebot.core.errors import DeviceError
from carebot.core.language import Language
from dialogue import espeak
from dialogue.espeak import Espeak, Options, measured, readable
from tests.dialogue.conftest import silence, tone


def write(path: Path, samples: np.ndarray[tuple[int], np.dtype[np.int16]]) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(samples.tobytes())


@pytest.fixture
def voice() -> Espeak:
    made = Espeak(Options())
    if not made.readiness().ready:
        pytest.skip("espeak-ng is not installed")
    return made


def test_mandarin_is_read_as_pinyin_with_tones() -> None:
    assert readable("请等3分钟，女士。", Language.ZH) == "qing3 deng3 san1 fen1 zhong1 , nü3 shi4 ."
    assert readable("Wait 3 minutes.", Language.EN) == "Wait three minutes."


def test_a_wav_is_measured_before_it_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "speech.wav"
    assert measured(path, "hello") is None
    path.write_bytes(b"")
    assert measured(path, "hello") is None
    write(path, silence(1.0))
    assert measured(path, "hello") is None
    write(path, tone(0.05))
    assert measured(path, "hello there, how are you") is None
    write(path, tone(60.0))
    assert measured(path, "hello") is None
    write(path, tone(1.0))
    speech = measured(path, "hello")
    assert speech is not None
    assert speech.duration.total_seconds() == pytest.approx(1.0)


@pytest.mark.parametrize(("text", "language"), [("请喝水。", Language.ZH), ("Please drink.", Language.EN)])
def test_it_speaks_both_languages(voice: Espeak, text: str, language: Language) -> None:
    speech = voice.synthesize(text, language)
    assert 0.3 < speech.duration.total_seconds() < 4.0
    assert np.abs(speech.samples).max() > 5000


def test_what_was_said_before_is_kept_up_to_a_bound() -> None:
    voice = Espeak(Options(cached=1))
    if not voice.readiness().ready:
        pytest.skip("espeak-ng is not installed")
    first = voice.synthesize("one", Language.EN)
    assert voice.synthesize("one", Language.EN) is first
    voice.synthesize("two", Language.EN)
    assert voice.synthesize("one", Language.EN) is not first


def test_the_program_speaks_where_pyttsx3_fails(voice: Espeak, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert voice.synthesize("hello", Language.EN).duration.total_seconds() > 0.2


def test_pyttsx3_speaks_without_the_program(voice: Espeak, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert voice.synthesize("hello", Language.EN).duration.total_seconds() > 0.2


def test_without_any_sound_it_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/true")
    monkeypatch.setattr(espeak, "measured", lambda path, text: None)
    with pytest.raises(DeviceError, match="brought no sound"):
        Espeak(Options()).synthesize("hello", Language.EN)


def test_missing_espeak_is_said_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.util.find_library", lambda name: None)
    monkeypatch.setattr("shutil.which", lambda name: None)
    readiness = Espeak(Options()).readiness()
    assert not readiness.ready
    assert "install" in readiness.detail.en
    with pytest.raises(DeviceError, match="espeak-ng is missing"):
        Espeak(Options()).start()
