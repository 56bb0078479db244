"""Kokoro's phonemes: Mandarin by the rules of pinyin, English by espeak-ng, both in one sentence."""

import shutil

import pytest

from carebot.core.errors import DeviceError
from dialogue._kokoro_phonemes import mandarin, phonemes
from dialogue.kokoro import _parts


@pytest.mark.parametrize(
    ("characters", "expected"),
    [
        ("妈麻马骂吗", "ma→ma↗ma↓ma↘ma"),
        ("知字", "ꭧɨ→ʦɨ↘"),
        ("女儿", "ny↓ɚ↗"),
        ("学习", "ɕɥe↗ɕi↗"),
        ("王", "wa↗ŋ"),
        ("嗯", "ən"),
    ],
)
def test_mandarin_is_written_with_its_tones(characters: str, expected: str) -> None:
    assert mandarin(characters) == expected


def test_every_syllable_has_a_vowel_and_known_letters() -> None:
    import json

    from tests.dialogue.conftest import model_folder

    known = set(json.loads((model_folder("kokoro") / "vocab.json").read_text(encoding="utf-8"))["vocab"])
    text = "我已经在叫护理员了，请您先坐稳，等人来扶。绿色的军装，穷人用热水洗二十双鞋。"
    assert [symbol for symbol in phonemes(text) if symbol not in known] == []


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_english_and_both_in_one_sentence() -> None:
    assert phonemes("my day, now go!").replace("ˈ", "").replace("ˌ", "") == "mI dA, nW ɡO!"
    mixed = phonemes("看TV。")
    assert mixed.startswith("kʰa↘n")
    assert mixed.endswith(".")
    assert len(mixed) > len(phonemes("看。")) + 2


def test_without_espeak_english_cannot_be_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert phonemes("你好。")
    with pytest.raises(DeviceError, match="espeak-ng"):
        phonemes("hello")


def test_long_texts_are_cut_where_one_may_pause() -> None:
    parts = list(_parts("ni↓ xau↓, " * 100))
    assert "".join(parts) == "ni↓ xau↓, " * 100
    assert all(len(part) <= 400 for part in parts)
    assert list(_parts("a" * 900)) == ["a" * 400, "a" * 400, "a" * 100]
