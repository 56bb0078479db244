import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest

from carebot.core.errors import ModelError
from carebot.core.language import Language
from dialogue.base import SAMPLE_RATE_HZ, Samples
from dialogue.pinyin import han, syllables
from dialogue.sound import decode
from dialogue.text import normalize
from dialogue.whisper import LONGEST, Options, Whisper
from tests.dialogue.conftest import bench_folder, model_folder, silence


@pytest.fixture(scope="module")
def whisper() -> Whisper:
    made = Whisper(model_folder("whisper-base"), Options(threads=1))
    made.start()
    return made


def bench_cases(language: Language) -> list[tuple[dict[str, str], Samples]]:
    folder = bench_folder("speech")
    lines = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    return [(case, decode(folder / case["file"])) for case in cases if case["language"] == language]


def padded(samples: Samples) -> Samples:
    """A clip with the silence around it that an utterance has."""
    return np.concatenate([silence(0.3), samples, silence(0.7)])


def test_a_missing_model_is_said_with_the_remedy(tmp_path: Path) -> None:
    absent = Whisper(tmp_path, Options())
    readiness = absent.readiness()
    assert not readiness.ready
    assert "model.bin" in readiness.detail.zh
    with pytest.raises(ModelError, match="Install the models first"):
        absent.start()


@pytest.mark.slow
def test_a_damaged_model_is_said_with_the_remedy(tmp_path: Path) -> None:
    whole = model_folder("whisper-base")
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        (tmp_path / name).symlink_to(whole / name)
    (tmp_path / "model.bin").write_bytes(b"no model at all" * 1000)
    with pytest.raises(ModelError, match="is damaged"):
        Whisper(tmp_path, Options()).start()


@pytest.mark.slow
def test_english_commands_are_understood(whisper: Whisper) -> None:
    wanted = found = 0
    for case, samples in bench_cases(Language.EN)[:8]:
        heard = whisper.recognize(padded(samples), None)
        assert heard is not None
        assert heard.language is Language.EN
        words = " ".join(dict(case)["slots"].values()).split()  # type: ignore[attr-defined]  # slots is a JSON object
        wanted += len(words)
        found += sum(word in heard.text.lower().replace("-", " ") for word in words)
    assert found >= 0.85 * wanted


@pytest.mark.slow
def test_mandarin_phrases_sound_right_and_are_simplified(whisper: Whisper) -> None:
    cases = bench_cases(Language.ZH)[:12]
    total = right = 0
    for case, samples in cases:
        heard = whisper.recognize(padded(samples), Language.ZH)
        expected = syllables(case["text"])
        total += len(expected)
        if heard is not None:
            assert not set(heard.text) & set("關節會員機們這請")
            right += sum(one == other for one, other in zip(syllables(heard.text), expected, strict=False))
    assert right >= 0.6 * total


@pytest.mark.slow
def test_what_was_said_fits_the_sound_better_than_anything_else(whisper: Whisper) -> None:
    for language in Language:
        cases = [case for case in bench_cases(language) if "text" in case[0]][:4]
        texts = [case["text"] for case, _ in cases]
        for number, (_, samples) in enumerate(cases):
            fits = [fmean(of_tokens) for of_tokens in whisper._likelihoods(padded(samples), language, texts)]
            assert int(np.argmax(fits)) == number


@pytest.fixture
def expecting(whisper: Whisper) -> Iterator[Whisper]:
    yield whisper
    whisper.expect(())


@pytest.mark.slow
def test_other_ways_to_hear_it_are_handed_on(whisper: Whisper) -> None:
    _, samples = bench_cases(Language.ZH)[0]
    heard = whisper.recognize(padded(samples), Language.ZH)
    assert heard is not None
    assert len(heard.alternatives) >= 3
    assert heard.text not in heard.alternatives
    assert len(set(heard.alternatives)) == len(heard.alternatives)


@pytest.mark.slow
def test_what_is_expected_is_heard_better(expecting: Whisper) -> None:
    cases = [(case["text"], padded(samples)) for case, samples in bench_cases(Language.ZH)[10:18]]
    before = [expecting.recognize(samples, Language.ZH) for _, samples in cases]
    expecting.expect([text for text, _ in cases])
    after = [expecting.recognize(samples, Language.ZH) for _, samples in cases]
    exact = [
        sum(heard is not None and han(heard.text) == text for heard, (text, _) in zip(each, cases, strict=True))
        for each in (before, after)
    ]
    assert exact[1] >= exact[0] + 2


@pytest.mark.slow
def test_expecting_does_not_shut_other_words_out(expecting: Whisper) -> None:
    case, samples = next((case, samples) for case, samples in bench_cases(Language.EN) if "text" in case)
    expecting.expect(["latte", "a little bit of milk", "brown sugar", "打开窗帘", "量血压"])
    heard = expecting.recognize(padded(samples), None)
    assert heard is not None
    assert normalize(heard.text, Language.EN, str) == case["text"]


@pytest.mark.slow
def test_noise_is_not_made_into_words(whisper: Whisper) -> None:
    kitchen = decode(bench_folder("speech") / "noise" / "kitchen.wav")
    pieces = [
        kitchen[start : start + 3 * SAMPLE_RATE_HZ] for start in range(0, 30 * SAMPLE_RATE_HZ, 3 * SAMPLE_RATE_HZ)
    ]
    heard = [whisper.recognize(piece, None) for piece in pieces]
    assert sum(each is not None for each in heard) <= 3


@pytest.mark.slow
def test_silence_is_no_words(whisper: Whisper) -> None:
    assert whisper.recognize(silence(2.0), None) is None


@pytest.mark.slow
def test_too_long_a_sound_is_refused(whisper: Whisper) -> None:
    too_long = silence(LONGEST.total_seconds() + timedelta(seconds=1).total_seconds())
    with pytest.raises(ValueError, match="28 s"):
        whisper.recognize(too_long, None)
