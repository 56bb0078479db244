"""Which of the sentences that sound alike was said: by Whisper's own likelihoods, with a lead over other meanings."""

from collections.abc import Sequence

import numpy as np
import pytest

from carebot.core.intents import Intent
from dialogue._sentences import Sentence
from dialogue._whisper_fit import as_written, fitting, positions_of
from dialogue.known_sentences import Alike

WRITTEN = "把药水拿给我"
TABLETS, CUP = (
    Intent(name="fetch_item", slots={"object": "tablets"}),
    Intent(name="fetch_item", slots={"object": "cup"}),
)
KNOWN = (
    Sentence(text="把药盒拿给我", meaning=TABLETS),
    Sentence(text="请把药盒拿给我", meaning=TABLETS),
    Sentence(text="把水杯拿给我", meaning=CUP),
)


def fits(written: float, *known: float, alike: Sequence[float] = (0.8, 0.8, 0.8)) -> tuple[str, ...]:
    """What fits, by the mean log-likelihoods of what was written and of each of KNOWN, and by how alike they sound."""
    near = [Alike(sentence=sentence, value=value) for sentence, value in zip(KNOWN, alike, strict=True)]

    def likelihoods(texts: Sequence[str]) -> list[list[float]]:
        assert list(texts) == [WRITTEN, *(sentence.text for sentence in KNOWN)]
        return [[value - 0.5, value + 0.5] for value in (written, *known)]

    return tuple(text for text, _ in fitting(likelihoods, f"{WRITTEN}。", near))


def test_what_fits_nearly_as_well_as_what_was_written_is_found_the_best_first() -> None:
    assert fits(-1.0, -1.8, -1.4, -3.0) == ("请把药盒拿给我", "把药盒拿给我")
    assert fits(-1.0, -1.4, -2.5, -3.0) == ("把药盒拿给我",)


def test_how_much_better_it_fits_than_what_was_written_is_told() -> None:
    near = [Alike(sentence=KNOWN[0], value=0.8)]
    assert fitting(lambda _: [[-1.0], [-0.75]], WRITTEN, near) == (("把药盒拿给我", 0.25),)
    assert fitting(lambda _: [[-1.0], [-1.5]], WRITTEN, near) == (("把药盒拿给我", -0.5),)


def test_what_fits_much_worse_was_not_said() -> None:
    assert fits(-1.0, -2.45, -2.5, -4.0) == ()
    assert fits(-1.0, -2.35, -2.5, -4.0) == ("把药盒拿给我",)
    assert fits(-2.5, -2.9, -3.0, -4.0) == ()
    assert fits(-2.9, -3.1, -3.2, -4.0) == ("把药盒拿给我",)
    assert fits(-3.3, -3.35, -3.4, -5.0) == ()


def test_the_more_it_sounds_like_what_was_heard_the_worse_it_may_fit() -> None:
    assert fits(-1.0, -2.3, -4.0, -4.5, alike=(0.6, 0.6, 0.6)) == ()
    assert fits(-1.0, -2.3, -4.0, -4.5, alike=(0.8, 0.8, 0.8)) == ("把药盒拿给我",)


@pytest.mark.parametrize(
    ("heard", "wish"), [("开动", "开灯"), ("switch of the light", "switch off the light"), ("我哥哥了", "我口渴了")]
)
def test_two_syllables_and_english_must_fit_better(heard: str, wish: str) -> None:
    near = [Alike(sentence=Sentence(text=wish, meaning=CUP), value=0.8)]
    borne = 1.4 if wish == "我口渴了" else 1.1
    assert fitting(lambda _: [[-0.5], [-0.4 - borne]], heard, near)
    assert not fitting(lambda _: [[-0.5], [-0.6 - borne]], heard, near)


@pytest.mark.parametrize(
    ("heard", "wish", "fits_it"),
    [("好热闹", "好热", False), ("好热啊", "好热", True), ("bring the cup", "bring cup", True)],
)
def test_a_sentence_that_leaves_out_what_was_heard_fits_worse(heard: str, wish: str, fits_it: bool) -> None:
    near = [Alike(sentence=Sentence(text=wish, meaning=CUP), value=0.8)]
    assert bool(fitting(lambda _: [[-0.1], [-0.1, -0.1]], heard, near)) is fits_it


def test_where_another_wish_fits_nearly_as_well_neither_is_taken() -> None:
    assert fits(-1.0, -1.4, -2.5, -1.45) == ()
    assert fits(-1.0, -1.4, -2.5, -1.55) == ("把药盒拿给我",)
    assert fits(-1.0, -1.8, -1.9, -1.2) == ("把水杯拿给我",)


def test_what_fits_about_as_well_is_told_apart_by_how_like_it_is_to_what_was_heard() -> None:
    assert fits(-1.0, -1.4, -2.6, -1.45, alike=(0.9, 0.9, 0.6)) == ("把药盒拿给我",)
    assert fits(-1.0, -1.4, -2.5, -1.45, alike=(0.5, 0.5, 0.9)) == ("把水杯拿给我",)
    assert fits(-1.0, -1.4, -2.5, -1.45, alike=(0.8, 0.8, 0.75)) == ()


def test_with_nothing_known_nothing_is_computed() -> None:
    def never(_texts: Sequence[str]) -> list[list[float]]:
        raise AssertionError

    assert fitting(never, WRITTEN, ()) == ()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("把药盒拿给我", "把药盒拿给我"),
        ("bring me the 药盒", "bring me the 药盒"),
        ("what time is it", " What time is it"),
        ("i think i'm in bed", " I think I'm in bed"),
    ],
)
def test_known_sentences_are_compared_as_whisper_writes(text: str, written: str) -> None:
    assert as_written(text) == written


@pytest.mark.parametrize(("samples", "positions"), [(16_000, 150), (16_001, 151), (0, 100)])
def test_the_window_is_as_long_as_the_sound_and_the_silence_after_it(samples: int, positions: int) -> None:
    assert positions_of(np.zeros(samples, dtype=np.int16)) == positions
