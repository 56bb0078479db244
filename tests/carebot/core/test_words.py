"""Texts, intents, goals, outcomes, ids and errors: the small words of the vocabulary."""

import itertools
from types import MappingProxyType

import pytest

from carebot.core import errors
from carebot.core.errors import CarebotError, WrongValueError
from carebot.core.goals import Goal, Priority
from carebot.core.ids import derived_id, fresh_id
from carebot.core.intents import Intent, Phrasing
from carebot.core.language import Language, Text
from carebot.core.outcomes import Outcome, Result
from tests.safety.builders import BY_LI, HOUSE, NOW

WORDS = Text(zh="您好", en="hello")


def test_a_text_is_given_in_the_language_that_is_asked_for() -> None:
    assert {language: WORDS.in_(language) for language in Language} == {Language.ZH: "您好", Language.EN: "hello"}


def test_a_slot_that_an_intent_does_not_have_is_empty() -> None:
    intent = Intent(name="fetch_item", slots={"object": "cup"})
    assert (intent.slot("object"), intent.slot("place")) == ("cup", "")


@pytest.mark.parametrize("made", [Intent(name="yes").slots, Phrasing(intent="yes", zh=("好",), en=("yes",)).slots])
def test_nobody_can_write_into_slots_that_were_left_out(made: MappingProxyType[str, str]) -> None:
    assert dict(made) == {}
    with pytest.raises(TypeError):
        made["object"] = "cup"  # type: ignore[index]  # a read-only mapping


def goal(**parameters: str) -> Goal:
    return Goal(
        id="g", skill="s", parameters=parameters, priority=Priority.REQUEST, requested_by=BY_LI, cause="c",
        created_at=NOW,
    )  # fmt: skip


def test_a_parameter_that_a_goal_does_not_have_is_empty() -> None:
    assert (goal(object="cup").parameter("object"), goal().parameter("object")) == ("cup", "")


def test_care_comes_before_wishes_and_an_alarm_before_everything() -> None:
    ladder = [
        Priority.WATCH, Priority.COMPANY, Priority.ROUTINE, Priority.REQUEST, Priority.CARE, Priority.EMERGENCY,
        Priority.ALARM,
    ]  # fmt: skip
    assert sorted(Priority) == ladder
    assert len(set(Priority)) == len(ladder)


@pytest.mark.parametrize("result", list(Result))
def test_success_alone_has_succeeded(result: Result) -> None:
    assert Outcome(result=result).succeeded is (result is Result.SUCCEEDED)


def test_fresh_ids_are_never_the_same() -> None:
    assert len({fresh_id() for _ in range(10_000)}) == 10_000


def test_a_derived_id_depends_on_its_cause_and_every_part_in_their_order() -> None:
    made = [
        derived_id("c"), derived_id("c", ""), derived_id("c", 1), derived_id("c", 2), derived_id("c", 1, 2),
        derived_id("c", 2, 1), derived_id("c", 12), derived_id("c1"), derived_id("c1", 2), derived_id("C", 1),
        derived_id("c", "action", 1), derived_id("c", "action1"),
    ]  # fmt: skip
    for (first, one), (second, other) in itertools.combinations(enumerate(made), 2):
        assert one != other, (first, second)


def test_a_derived_id_is_the_same_in_every_version() -> None:
    """Replays compare ids with recorded ones: this value must never change."""
    assert derived_id("cause", "action", 1) == "53920146dd00e9a66c053fc644d7d411"


def test_an_error_speaks_to_people_in_both_languages() -> None:
    error = CarebotError(WORDS)
    assert error.text is WORDS
    assert str(error) == "hello"


def test_a_wrong_value_is_told_with_its_place_and_beside_its_field() -> None:
    why = Text(zh="太大", en="too large")
    error = WrongValueError(WORDS, ("sight", "cameras", "hall"), why)
    assert error.text is WORDS
    assert error.place == ("sight", "cameras", "hall")
    assert error.why is why


def test_every_error_of_the_house_is_a_carebot_error() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert len(kinds) > 5
    assert all(issubclass(kind, CarebotError) for kind in kinds)


def test_people_and_doses_are_found_by_their_id_alone() -> None:
    assert [HOUSE.resident(one.id) for one in HOUSE.residents] == list(HOUSE.residents)
    assert [HOUSE.caregiver(one.id) for one in HOUSE.caregivers] == list(HOUSE.caregivers)
    assert [HOUSE.dose(one.id) for one in HOUSE.doses] == list(HOUSE.doses)
    for unknown in ("", "nobody"):
        assert HOUSE.resident(unknown) is None
        assert HOUSE.caregiver(unknown) is None
        assert HOUSE.dose(unknown) is None
