"""What is said of a refusal: she may hear it herself, and others may be by."""

import re

import pytest

from tests.safety.rules import food_cases, night_cases, things_cases
from tests.safety.rules.moments import Case, against, house_rules

OF_HER = re.compile(
    r"这位老人|老人(?:说|没|自己|可能)|能自己做主|她|\b(?:this|the) resident\b|\bshe\b|\bher(?:self)?\b", re.IGNORECASE
)
WRITTEN = {rule.id: rule.text for rule in house_rules().rules}
SAID = {rule.id: rule.said if rule.said.zh else rule.text for rule in house_rules().rules if not rule.permits}


def test_no_refusal_tells_what_a_resident_can_or_cannot_do() -> None:
    """Who may choke, wander off or not decide is for carers to read."""
    assert [name for name, words in SAID.items() if OF_HER.search(words.zh) or OF_HER.search(words.en)] == []


@pytest.mark.parametrize(
    "case",
    [
        case
        for case in (*food_cases.CASES, *night_cases.CASES, *things_cases.CASES)
        if OF_HER.search(WRITTEN[case.rule].zh)
    ],
    ids=lambda case: case.rule,
)
def test_a_refusal_is_in_the_words_that_are_for_saying(case: Case) -> None:
    judged = against(case.action, **case.bites)[case.rule]
    assert judged.spoken == SAID[case.rule]
    assert judged.reason == WRITTEN[case.rule]
