"""What several cameras see, made into one view, and falls that several cameras see."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from carebot.core.events import FallSuspected
from carebot.core.home import Point
from carebot.core.situation import PeopleView, PersonSeen, Posture
from monitoring.views import FallsTold, Views

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def person(
    track: str, x_m: float, *, resident: str = "", nearest_m: float = 2.0, confidence: float = 0.8
) -> PersonSeen:
    return PersonSeen(
        track=track,
        position=Point(x_m=x_m, y_m=0.0),
        nearest_m=nearest_m,
        posture=Posture.STANDING,
        resident=resident,
        confidence=confidence,
    )


def view(*people: PersonSeen) -> PeopleView:
    return PeopleView(people=people, nearest_m=min((one.nearest_m for one in people), default=float("inf")))


def test_how_likely_it_is_she_is_told_by_the_camera_that_names_her() -> None:
    views = Views()
    views.take("hall", view(replace(person("hall/1", 1.0, resident="li", confidence=0.6), likely=0.7)), NOW)
    (one,) = views.take("head", view(person("head/7", 1.4, confidence=0.9)), NOW).people
    assert (one.track, one.resident, one.likely) == ("head/7", "li", 0.7)


def test_one_person_before_two_cameras_is_one_as_near_as_either_sees_her() -> None:
    views = Views()
    views.take("hall", view(person("hall/1", 1.0, resident="li", nearest_m=2.5, confidence=0.6)), NOW)
    together = views.take("head", view(person("head/7", 1.4, nearest_m=1.2, confidence=0.9)), NOW)
    (one,) = together.people
    assert (one.track, one.resident, one.nearest_m) == ("head/7", "li", 1.2)
    assert together.nearest_m == 1.2


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (person("hall/1", 1.0), person("head/1", 2.0), 2),
        (person("hall/1", 1.0, resident="li"), person("head/1", 1.2, resident="wang"), 2),
        (person("hall/1", 1.0, resident="li"), person("head/1", 3.0, resident="li"), 1),
    ],
    ids=["apart", "two names", "one name"],
)
def test_people_are_told_apart_by_place_and_name(first: PersonSeen, second: PersonSeen, count: int) -> None:
    views = Views()
    views.take("hall", view(first), NOW)
    assert len(views.take("head", view(second), NOW).people) == count


def test_two_far_apart_are_never_both_the_same_resident() -> None:
    views = Views()
    views.take("hall", view(person("hall/1", 1.0, resident="li", confidence=0.6)), NOW)
    together = views.take("door", view(person("door/1", 9.0, resident="li", confidence=0.9)), NOW)
    assert [(one.track, one.resident) for one in together.people] == [("door/1", "li"), ("hall/1", "")]


def test_two_before_one_camera_are_two_however_near() -> None:
    assert len(Views().take("hall", view(person("hall/1", 1.0), person("hall/2", 1.1)), NOW).people) == 2


def test_a_camera_that_sees_nobody_takes_nobody_away_and_one_that_is_silent_is_forgotten() -> None:
    views = Views()
    views.take("hall", view(person("hall/1", 1.0)), NOW)
    assert len(views.take("head", view(), NOW + timedelta(seconds=0.5)).people) == 1
    assert views.take("head", view(), NOW + timedelta(seconds=2)).people == ()


def fall(camera: str, x_m: float | None, at_s: float, about: str = "") -> FallSuspected:
    return FallSuspected(
        id=f"{camera}{at_s}",
        occurred_at=NOW + timedelta(seconds=at_s),
        monitor="fall",
        about=about,
        position=None if x_m is None else Point(x_m=x_m, y_m=0.0),
        confidence=0.9,
        onset_at=NOW,
        camera=camera,
        evidence=(),
    )


@pytest.mark.parametrize(
    ("second", "new"),
    [
        (fall("head", 1.8, 2.0), False),
        (fall("head", 4.0, 2.0), True),
        (fall("head", 1.0, 30.0), True),
        (fall("hall", 1.0, 3.0), True),
        (fall("head", None, 1.0), True),
        (fall("head", None, 1.0, about="li"), False),
    ],
    ids=["same place", "elsewhere", "much later", "same camera", "place unknown", "same resident"],
)
def test_a_fall_that_two_cameras_see_is_one_with_more_confidence_than_either(
    second: FallSuspected, *, new: bool
) -> None:
    told, first = FallsTold(), fall("hall", 1.0, 0.0, about="li")
    assert told.take(first) == first
    taken = told.take(second)
    assert taken.id == second.id
    if new:
        assert taken == second
    else:
        assert taken.confidence == 0.99 > max(first.confidence, second.confidence)
        assert (taken.about, taken.position) == (first.about, first.position), "it belongs to the same incident"


def test_each_further_camera_adds_confidence() -> None:
    told = FallsTold()
    confidences = [
        told.take(replace(fall(camera, 1.0, second), confidence=0.6)).confidence
        for second, camera in enumerate(("hall", "head", "door"))
    ]
    assert confidences == [0.6, 0.84, 0.936]
    assert told.take(replace(fall("hall", 1.0, 3.5), confidence=0.6)).confidence == 0.6, "its own, told anew"
