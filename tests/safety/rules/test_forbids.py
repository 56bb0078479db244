"""Each forbid of the house bites where it should and stays silent next to it."""

from typing import Any

import pytest

from carebot.core.actions import Action
from tests.safety.rules import (
    autonomy_cases,
    devices_cases,
    food_cases,
    medicine_cases,
    memories_cases,
    music_cases,
    night_cases,
    reminders_cases,
    remote_cases,
    roles_cases,
    rooms_cases,
    things_cases,
    words_cases,
)
from tests.safety.rules.moments import Case, against, house_rules

CASES = (
    *autonomy_cases.CASES,
    *devices_cases.CASES,
    *food_cases.CASES,
    *medicine_cases.CASES,
    *memories_cases.CASES,
    *music_cases.CASES,
    *night_cases.CASES,
    *reminders_cases.CASES,
    *remote_cases.CASES,
    *roles_cases.CASES,
    *rooms_cases.CASES,
    *things_cases.CASES,
    *words_cases.CASES,
)

NEAR_MISSES: tuple[tuple[str, Action, dict[str, Any]], ...] = (
    *autonomy_cases.NEAR_MISSES,
    *devices_cases.NEAR_MISSES,
    *memories_cases.NEAR_MISSES,
    *music_cases.NEAR_MISSES,
    *night_cases.NEAR_MISSES,
    *reminders_cases.NEAR_MISSES,
    *remote_cases.NEAR_MISSES,
    *words_cases.NEAR_MISSES,
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_each_forbid_bites_and_stays_silent_next_to_it(case: Case) -> None:
    biting = against(case.action, **case.bites)
    assert biting[case.rule].verdict is case.verdict
    assert biting[case.rule].reason.zh
    if case.silent is not None:
        assert case.rule not in against(case.action, **case.silent)


@pytest.mark.parametrize(("rule", "action", "moment"), NEAR_MISSES, ids=lambda one: one if isinstance(one, str) else "")
def test_another_action_next_to_it_is_left_alone(rule: str, action: Action, moment: dict[str, Any]) -> None:
    assert rule not in against(action, **moment)


def test_every_forbid_names_an_alternative() -> None:
    assert [rule.id for rule in house_rules().rules if not rule.permits and not rule.alternative.zh] == []


def test_every_forbid_has_a_case() -> None:
    assert {case.rule for case in CASES} == {rule.id for rule in house_rules().rules if not rule.permits}
