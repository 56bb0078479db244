from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carebot.core.errors import DeviceError
from carebot.core.language import Text
from dialogue._pauses import sentences_of, with_pauses
from dialogue.base import FASTEST, LONGEST_PAUSE, SLOWEST, Manner, Speech
from tests.dialogue.conftest import tone

RATE_HZ = 16_000


def hum(text: str) -> Speech:
    return Speech(samples=tone(0.1 * len(text)), rate_hz=RATE_HZ)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("您好。吃药了吗？好！", ("您好。", "吃药了吗？", "好！")),
        ("It is 36.5 degrees. Drink! All right?", ("It is 36.5 degrees.", "Drink!", "All right?")),
        ("没有句号", ("没有句号",)),
        ("……！？。", ()),
        ("", ()),
        ("一；二\n三", ("一；", "二", "三")),
    ],
)
def test_a_text_is_parted_at_its_marks(text: str, sentences: tuple[str, ...]) -> None:
    assert sentences_of(text) == sentences


@given(st.text(max_size=200))
def test_no_letter_is_lost(text: str) -> None:
    assert [letter for letter in "".join(sentences_of(text)) if letter.isalnum()] == [
        letter for letter in text if letter.isalnum()
    ]


def test_there_is_silence_between_sentences_and_nowhere_else() -> None:
    speech = with_pauses("一。二。", timedelta(seconds=1), hum)
    assert speech.duration == timedelta(seconds=1.4)
    middle = speech.samples[round(0.2 * RATE_HZ) : round(1.2 * RATE_HZ)]
    assert not np.any(middle)
    assert np.any(speech.samples[-100:])


def test_without_a_pause_the_text_is_spoken_as_it_stands() -> None:
    said: list[str] = []

    def note(text: str) -> Speech:
        said.append(text)
        return hum(text)

    with_pauses("一。 二。", timedelta(), note)
    with_pauses("一", timedelta(seconds=1), note)
    assert said == ["一。 二。", "一"]


def test_a_sentence_without_sound_fails_the_whole() -> None:
    def dumb(text: str) -> Speech:
        if "二" in text:
            raise DeviceError(Text(zh="哑了", en="dumb"))
        return hum(text)

    with pytest.raises(DeviceError, match="dumb"):
        with_pauses("一。二。", timedelta(seconds=1), dumb)


@pytest.mark.parametrize("rate", [SLOWEST - 0.01, FASTEST + 0.01, float("nan")])
def test_a_rate_that_nobody_follows_is_refused(rate: float) -> None:
    with pytest.raises(ValueError, match="rate"):
        Manner(rate=rate)


@pytest.mark.parametrize("pause", [timedelta(seconds=-1), LONGEST_PAUSE * 2])
def test_a_pause_that_nobody_waits_for_is_refused(pause: timedelta) -> None:
    with pytest.raises(ValueError, match="pause"):
        Manner(pause=pause)
