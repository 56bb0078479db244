import subprocess
from pathlib import Path

import numpy as np
import pytest

from carebot.core.errors import ModelError
from carebot.core.language import Language
from dialogue.base import Samples
from dialogue.microphone import Chunker
from dialogue.sound import decode
from dialogue.vosk import Options, Vosk, joined
from tests.dialogue.conftest import model_folder, silence


def korean(*sentences: str) -> Vosk:
    """The only model that the package registries have is Korean; carebot speaks none, so it stands in for English."""
    made = Vosk(model_folder("vosk-ko"), Language.EN, Options(sentences=sentences))
    made.start()
    return made


def hello(tmp_path: Path) -> Samples:
    path = tmp_path / "hello.wav"
    try:
        subprocess.run(["espeak-ng", "-v", "ko", "-s", "130", "-w", str(path), "안녕하세요"], check=True)
    except FileNotFoundError:
        pytest.skip("espeak-ng is not installed")
    return np.concatenate([silence(0.3), decode(path), silence(0.7)])


def test_a_folder_that_is_no_model_is_said_with_the_remedy(tmp_path: Path) -> None:
    absent = Vosk(tmp_path, Language.ZH, Options())
    assert not absent.readiness().ready
    with pytest.raises(ModelError, match="is no Vosk model"):
        absent.start()


def test_mandarin_is_joined_without_spaces() -> None:
    assert joined(["我", "想", "喝水"], Language.ZH) == "我想喝水"
    assert joined(["a", "cup"], Language.EN) == "a cup"


@pytest.mark.slow
def test_words_unknown_to_the_model_are_caught() -> None:
    with pytest.raises(ModelError, match="does not know these words: zzz, qqq") as caught:
        korean("안녕 zzz", "qqq")
    assert "zzz" in caught.value.text.zh


@pytest.mark.slow
def test_a_model_that_would_hear_its_sentences_in_everything_is_refused() -> None:
    with pytest.raises(ModelError, match=r"lacks \[unk\]"):
        korean("안녕 하세요")


@pytest.mark.slow
def test_a_sentence_is_followed_while_it_goes_on(tmp_path: Path) -> None:
    engine = korean()
    partials = [engine.accept(chunk) for chunk in Chunker().feed(hello(tmp_path))]
    heard = engine.finish()
    assert heard is not None
    assert "하세요" in heard.text
    assert 0.0 < heard.confidence <= 1.0
    # What is told on the way is rescored at the end, and Kaldi dithers sound by chance: it need not be the same words.
    assert partials[-1] != ""
    assert partials[0] == ""
    assert heard.duration.total_seconds() == pytest.approx(len(partials) * 0.032)


@pytest.mark.slow
def test_each_utterance_begins_anew(tmp_path: Path) -> None:
    engine = korean()
    first, second = (engine.recognize(hello(tmp_path), None) for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.duration == second.duration
    assert second.text.count("하세요") == 1
    assert engine.recognize(silence(1.0), None) is None
    assert engine.recognize(hello(tmp_path), Language.ZH) is None
