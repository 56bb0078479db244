"""Cues in words: what a monitor measured is told in both languages, and nobody reads the name of a variable."""

from dataclasses import fields

import pytest

from carebot.explaining.cues import FALL, cue_words, cues_in_words
from monitoring.monitors._fall_cues import FallCues
from tests.carebot.stranger import is_chinese


@pytest.mark.parametrize(
    "name", [*(field.name for field in fields(FallCues)), "drop_m", "speed_mps", "hips_m", "extent_m"]
)
def test_every_cue_of_a_fall_has_words(name: str) -> None:
    words = cue_words(name, FALL)
    assert is_chinese(words.zh)
    assert "_" not in words.en


def test_the_same_name_is_another_thing_to_another_monitor() -> None:
    assert cue_words("speed_mps", "gait").en == "walking speed (m/s)"
    assert cue_words("speed_mps", FALL).en == "speed on the way down (m/s)"


def test_a_cue_that_nobody_has_words_for_is_spelt_apart() -> None:
    told = cues_in_words((("paws_seen", 4.0), ("lasted_s", 12.3456)), "cats")
    assert (told.zh, told.en) == ("paws seen 4、持续（秒） 12.3", "paws seen 4, lasted (s) 12.3")
