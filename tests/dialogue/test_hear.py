import wave
from pathlib import Path

import numpy as np
import pytest

from carebot.core.errors import DeviceError, ModelError
from carebot.core.intents import Intent
from carebot.core.language import Language
from dialogue.base import Interpretation, Interpreter, Samples
from dialogue.hear import Understood, Unhurried, hear
from dialogue.sound import decode
from dialogue.vad import VoiceActivity
from dialogue.whisper import Options, Whisper
from tests.dialogue.conftest import bench_folder, model_folder, silence, tone
from tests.dialogue.test_ears import Counting

pytestmark = pytest.mark.anyio


class Echo(Interpreter):
    """Takes whatever is said for an intent of that name."""

    def start(self) -> None:
        return

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        return Interpretation(intent=Intent(name=text), confidence=1.0)


def write(path: Path, samples: Samples) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(samples.tobytes())
    return path


@pytest.mark.slow
async def test_a_recording_of_two_sentences_is_heard_in_both_languages(tmp_path: Path) -> None:
    folder = bench_folder("speech")
    english, chinese = decode(folder / "en" / "uberi_english.wav"), decode(folder / "zh" / "hsk_12.mp3")
    sound = np.concatenate([silence(1), english, silence(1.5), chinese, silence(0.2)])
    engine = Whisper(model_folder("whisper-base"), Options(threads=1))
    report = await hear(write(tmp_path / "two.wav", sound), None, [engine], Echo())
    first, second = report.utterances
    assert (first.heard.language, second.heard.language) == (Language.EN, Language.ZH)
    assert first.heard.text.lower().strip(" .").replace(",", "") in {"one two three", "1 2 3"}
    assert second.heard.text.startswith("为什么")
    assert first.start.total_seconds() > 0.5
    assert second.start > first.end
    assert second.interpretation.intent == Intent(name=second.heard.text)


async def test_each_utterance_is_told_before_the_recording_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(VoiceActivity, "start", lambda _self: None)
    monkeypatch.setattr(VoiceActivity, "probability", lambda _self, chunk: float(np.abs(chunk).max() > 100))
    sound = np.concatenate([tone(1), silence(60), tone(1), silence(60)])
    clock = Unhurried()
    told: list[tuple[Understood, float]] = []
    report = await hear(
        write(tmp_path / "long.wav", sound),
        None,
        [Counting()],
        Echo(),
        clock=clock,
        told=lambda utterance: told.append((utterance, clock.monotonic().total_seconds())),
    )
    assert tuple(utterance for utterance, _ in told) == report.utterances
    first_s, second_s = (at_s for _, at_s in told)
    assert first_s < 61 < second_s < 122


async def test_what_is_no_recording_and_what_has_no_engine_is_refused(tmp_path: Path) -> None:
    engine = Whisper(tmp_path, Options())
    with pytest.raises(ModelError, match="Install the models first"):
        await hear(write(tmp_path / "one.wav", silence(1)), None, [engine], Echo())
    with pytest.raises(DeviceError, match="no recording"):
        await hear(tmp_path / "nowhere.wav", None, [Counting()], Echo())
