"""Whom and what an action is about."""

from safety._subjects import person_seen
from tests.safety import builders as b


def test_nobody_in_particular_is_not_whoever_is_not_known() -> None:
    stranger = b.person(resident="")
    situation = b.situation(people=b.people(stranger, b.person("li")))
    assert person_seen(situation, "") is None
    assert person_seen(situation, "li") == b.person("li")
    assert person_seen(situation, "wang") is None
