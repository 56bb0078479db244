"""Allowances: habit moves them within their bounds, and never beyond."""

from datetime import timedelta

import pytest

from carebot.core.events import Observation
from carebot.core.situation import Posture
from monitoring.allowances import Allowance, Habits
from tests.monitoring.house_script import at

MINUTE = timedelta(minutes=1)
ALLOWANCE = Allowance(least=10 * MINUTE, usual=20 * MINUTE, most=40 * MINUTE)


@pytest.mark.parametrize(
    ("minutes", "times", "allowed"),
    [
        (1, 0, 20),
        (1, 39, 20),
        (1, 40, 10),
        (20 / 3, 40, 10),
        (8, 40, 12),
        (500, 9, 20),
        (20, 200, 30),
        (80 / 3, 10, 40),
        (500, 10, 40),
    ],
)
def test_habit_lengthens_from_ten_spells_on_and_shortens_from_forty_on_within_the_bounds(
    minutes: float, times: int, allowed: float
) -> None:
    found = ALLOWANCE.by_habit([minutes * MINUTE] * times)
    assert found / MINUTE == pytest.approx(allowed)


def test_one_long_spell_in_many_does_not_move_it() -> None:
    assert ALLOWANCE.by_habit([8 * MINUTE] * 50 + [300 * MINUTE]) / MINUTE == pytest.approx(12)


def test_bounds_that_contradict_each_other_are_kept_at_the_least() -> None:
    odd = Allowance(least=10 * MINUTE, usual=20 * MINUTE, most=5 * MINUTE)
    assert odd.by_habit([]) == 10 * MINUTE


def measured(lasted_s: float, name: str = "lasted_s", about: str = "li") -> Observation:
    return Observation(
        id="1",
        occurred_at=at(9),
        monitor="m",
        about=about,
        posture=Posture.UNKNOWN,
        position=None,
        confidence=1.0,
        evidence=((name, lasted_s),),
    )


def test_habits_are_each_residents_own_and_of_one_name() -> None:
    habits = Habits()
    for event in (measured(60.0), measured(5.0, name="unseen_s"), measured(90.0, about="wang")):
        habits.recall(event)
    assert habits.of("li") == (MINUTE,)
    assert habits.of("wang") == (1.5 * MINUTE,)
    habits.clear()
    assert habits.of("li") == ()


def test_only_the_latest_spells_count() -> None:
    habits = Habits()
    for number in range(300):
        habits.add("li", number * MINUTE)
    assert len(habits.of("li")) == 200
    assert habits.of("li")[-1] == 299 * MINUTE
