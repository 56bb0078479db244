"""Each forbid of the house bites where it should and stays silent next to it."""

import pytest

from tests.safety.rules import autonomy_cases, devices_cases, medicine_cases, roles_cases, rooms_cases, words_cases
from tests.safety.rules.moments import Case, against, house_rules

CASES = (
    *autonomy_cases.CASES,
    *devices_cases.CASES,
    *medicine_cases.CASES,
    *roles_cases.CASES,
    *rooms_cases.CASES,
    *words_cases.CASES,
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_each_forbid_bites_and_stays_silent_next_to_it(case: Case) -> None:
    biting = against(case.action, **case.bites)
    assert biting[case.rule].verdict is case.verdict
    assert biting[case.rule].reason.zh
    if case.silent is not None:
        assert case.rule not in against(case.action, **case.silent)


def test_every_forbid_has_a_case() -> None:
    assert {case.rule for case in CASES} == {rule.id for rule in house_rules().rules if not rule.permits}
