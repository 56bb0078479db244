"""Whose badge a reader read is whoever alone stands there then; where two may be she, nobody is."""

from datetime import datetime, timedelta

import pytest

from carebot.core.events import BadgeRead
from carebot.core.home import Point
from monitoring.badges import Badges
from monitoring.following import Following
from monitoring.people import PeopleEstimate
from tests.monitoring.test_following import NOW, walker

AT_THE_DOOR_M = 4.0


def badge(wearer: str, *, after_s: float = 0.0, reader: str = "door") -> BadgeRead:
    return BadgeRead(
        id=f"{reader}{wearer}{after_s}",
        occurred_at=NOW + timedelta(seconds=after_s),
        reader=reader,
        position=Point(x_m=AT_THE_DOOR_M, y_m=0.0),
        reach_m=1.0,
        wearer=wearer,
    )


class Ward:
    """Two cameras of a home in which several live, and what they call whom."""

    def __init__(self) -> None:
        self.badges = Badges()

    def sees(self, people: dict[str, float | None], at_s: float, camera: str = "hall") -> dict[str, str]:
        now = NOW + timedelta(seconds=at_s)
        return dict(self.badges.worn(camera, [walker(name, x_m, now) for name, x_m in people.items()], now))


@pytest.fixture
def ward() -> Ward:
    return Ward()


def test_who_stands_alone_at_the_reader_wears_the_badge_that_it_read(ward: Ward) -> None:
    ward.badges.read(badge("li"))
    assert ward.sees({"1": 4.5, "2": 0.0}, 0.1) == {}, "another camera may see more"
    assert ward.sees({"1": 2.0, "2": 0.0}, 1.2) == {"1": "li"}, "she has gone on meanwhile"
    assert ward.sees({"1": 2.0, "2": 0.0}, 1.4) == {}, "it is told once"


@pytest.mark.parametrize(
    "people",
    [{"1": 4.5, "2": 3.5}, {"1": 5.5, "2": 0.0}, {"1": None}, {}],
    ids=["two", "none near", "unplaced", "none"],
)
def test_nobody_is_named_where_two_stand_there_or_nobody_does(ward: Ward, people: dict[str, float | None]) -> None:
    ward.badges.read(badge("li"))
    assert ward.sees(people, 0.1) == {}
    assert ward.sees(people, 1.2) == {}


def test_nobody_is_named_where_another_camera_sees_two(ward: Ward) -> None:
    ward.badges.read(badge("li"))
    ward.sees({"1": 4.5}, 0.1)
    ward.sees({"a": 4.5, "b": 3.6}, 0.2, "yard")
    assert ward.sees({"1": 4.5}, 1.2) == {}
    assert ward.sees({"a": 4.5, "b": 3.6}, 1.3, "yard") == {}


def test_two_badges_at_one_reader_name_nobody_and_at_two_readers_both_count(ward: Ward) -> None:
    ward.badges.read(badge("li"))
    ward.badges.read(badge("wang", after_s=0.5))
    ward.sees({"1": 4.5}, 0.6)
    assert ward.sees({"1": 4.5}, 2.0) == {}
    ward.badges.read(badge("li", after_s=10.0))
    ward.badges.read(badge("wang", after_s=10.0, reader="gate"))
    ward.sees({"1": 4.5}, 10.1)
    assert ward.sees({"1": 4.5}, 11.2) != {}


@pytest.mark.parametrize("looks_at_s", [-60.0, 5.0])
def test_a_camera_that_looks_too_late_or_after_its_clock_was_set_back_says_nothing(
    ward: Ward, looks_at_s: float
) -> None:
    ward.badges.read(badge("li"))
    assert ward.sees({"1": 4.5}, looks_at_s) == {}
    assert ward.sees({"1": 4.5}, 1.5) == {}


def test_a_picture_from_before_the_badge_was_read_does_not_count(ward: Ward) -> None:
    ward.badges.read(badge("li", after_s=0.2))
    ward.sees({"1": 4.5}, 0.1)
    ward.sees({"1": 4.5, "2": 4.2}, 0.3)
    assert ward.sees({"1": 4.5, "2": 0.0}, 1.5) == {}


def test_who_wears_the_badge_of_somebody_who_works_here_is_no_resident_until_she_leaves(ward: Ward) -> None:
    ward.badges.read(badge(""))
    ward.sees({"1": 4.5}, 0.1)
    assert ward.sees({"1": 4.5}, 1.2) == {}
    assert ward.badges.others("hall") == {"1"}
    assert ward.badges.others("yard") == frozenset()
    ward.sees({"2": 4.5}, 2.0)
    assert ward.badges.others("hall") == frozenset()


def at(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_her_name_is_followed_from_the_reader_on() -> None:
    following = Following()

    def seen(at_s: float, x_m: float) -> dict[str, str]:
        return following.names("hall", [walker("1", x_m, at(at_s))], at(at_s), {})

    following.badges.read(badge("li"))
    assert seen(0.1, 4.5) == {}
    assert seen(1.2, 4.0) == {"1": "li"}
    assert seen(5.0, 0.0) == {"1": "li"}
    assert following.likely("li") == pytest.approx(0.9, abs=0.001)
    following.badges.read(badge("", after_s=6.0))
    seen(6.1, 4.0)
    assert seen(7.2, 4.0) == {}, "it was a carer who carried her badge"
    assert seen(8.2, 4.0) == {}


def test_a_badge_far_from_where_she_is_makes_nobody_her() -> None:
    following = Following()
    following.names("room", [walker("1", -10.0, NOW)], NOW, {"1": "li"})
    following.badges.read(badge("li", after_s=0.1))
    following.names("hall", [walker("2", 4.0, at(0.2))], at(0.2), {})
    following.names("room", [walker("1", -10.0, at(0.2))], at(0.2), {})
    assert following.names("hall", [walker("2", 4.0, at(1.3))], at(1.3), {}) == {}
    assert following.likely("li") == 0.0


def test_in_company_whoever_wears_her_badge_is_the_one_who_lives_alone_here() -> None:
    following = Following()
    people = PeopleEstimate(only_resident="li", following=following)
    following.badges.read(badge("li"))
    people.identify([walker("1", 4.5, at(0.1)), walker("2", 0.0, at(0.1))], at(0.1), camera="hall")
    assert people.identify([walker("1", 4.5, at(1.2)), walker("2", 0.0, at(1.2))], at(1.2), camera="hall") == {
        "1": "li"
    }


def test_a_carer_who_is_alone_in_view_is_not_taken_for_her() -> None:
    following = Following()
    people = PeopleEstimate(only_resident="li", following=following)
    assert people.identify([walker("1", 4.5, NOW)], NOW, camera="hall") == {"1": "li"}
    following.badges.read(badge(""))
    people.identify([walker("1", 4.5, at(0.1))], at(0.1), camera="hall")
    assert people.identify([walker("1", 4.5, at(1.2))], at(1.2), camera="hall") == {}
    assert people.identify([walker("1", 4.5, at(2.0))], at(2.0), camera="hall") == {}
