"""Moods as findings name them."""

import pytest

from carebot.core.moods import MOOD_PREFIX, Mood, mood_of


@pytest.mark.parametrize("mood", list(Mood))
def test_a_finding_names_each_step(mood: Mood) -> None:
    assert mood_of(f"{MOOD_PREFIX}{int(mood)}") is mood


@pytest.mark.parametrize(
    "finding", ["", "well", "3", MOOD_PREFIX, f"{MOOD_PREFIX}0", f"{MOOD_PREFIX}6", f"{MOOD_PREFIX}x"]
)
def test_other_findings_name_none(finding: str) -> None:
    assert mood_of(finding) is None
