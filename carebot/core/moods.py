"""Moods as a resident names them herself, in five steps. Never from voice or face, and no diagnosis."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

MOOD_PREFIX: Final = "mood_"
"""How the finding of a talk begins that names a mood; the step follows."""


class Mood(IntEnum):
    """Five steps, as in the faces scales of self-report."""

    VERY_LOW = 1
    LOW = 2
    SO_SO = 3
    GOOD = 4
    VERY_GOOD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class MoodWeek:
    """What she said in the last seven days, in its order."""

    reports: tuple[Mood, ...] = ()


def mood_of(finding: str) -> Mood | None:
    """The mood that a finding names; None where it names none."""
    step = finding.removeprefix(MOOD_PREFIX)
    named = finding.startswith(MOOD_PREFIX) and step in {str(int(mood)) for mood in Mood}
    return Mood(int(step)) if named else None
