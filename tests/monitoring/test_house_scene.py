"""The scene of a house: where somebody is, where she went, whose bed she is in."""

import math
from dataclasses import replace
from datetime import timedelta

import pytest

from carebot.core.home import Home, Point, RoomKind
from carebot.core.situation import Posture
from monitoring.house_scene import HouseScene, Presence, Sighting, outline_distance_m
from tests.monitoring.house_script import (
    AT_BATHROOM_DOOR,
    BED,
    HOME,
    IN_BED,
    IN_HALLWAY,
    IN_LIVING,
    LI,
    SOFA,
    ZONE,
    at,
    house_of,
    rectangle,
)

BATHROOM = {RoomKind.BATHROOM}
NOW = at(9)


def seen(x_m: float, y_m: float, ago_s: float = 0.0, posture: Posture = Posture.STANDING) -> Sighting:
    place = Point(x_m=x_m, y_m=y_m)
    return Sighting(at=NOW - timedelta(seconds=ago_s), position=place, posture=posture, confidence=0.9)


def scene(*path: Sighting, home: Home = HOME) -> tuple[HouseScene, Presence]:
    presence = Presence(path=path)
    return HouseScene(at=NOW, zone=ZONE, house=house_of(LI, home=home), presences={LI.id: presence}), presence


def gone_to_bathroom(*path: Sighting) -> bool:
    house, presence = scene(*path)
    return house.gone_to(presence, BATHROOM) is not None


def test_whoever_walks_towards_the_door_goes_in() -> None:
    assert gone_to_bathroom(seen(6.0, 5.0, 1.0), seen(6.0, 4.4))
    assert gone_to_bathroom(seen(6.0, 3.5))


@pytest.mark.parametrize(
    "path",
    [
        (seen(6.0, 4.4),),
        (seen(6.0, 4.3, 1.0), seen(6.0, 4.4)),
        (seen(6.0, 4.2, 1.0), seen(6.0, 5.0)),
        (seen(5.5, 4.5, 1.0), seen(6.1, 4.5)),
        (seen(6.0, 5.4, 5.0), seen(6.0, 4.9)),
        (replace(seen(6.0, 4.4), position=None),),
        (replace(seen(6.0, 5.0, 1.0), position=None), seen(6.0, 4.4)),
    ],
    ids=["unmoved", "trembling", "away from it", "past it", "too slowly", "no place", "no place before"],
)
def test_whoever_does_not_is_not_in_there(path: tuple[Sighting, ...]) -> None:
    assert not gone_to_bathroom(*path)


def test_the_way_that_counts_is_the_last_one() -> None:
    turned = (seen(4.0, 5.0, 3.0), seen(6.0, 5.0, 1.2), seen(6.0, 4.4))
    assert gone_to_bathroom(*turned)


def test_a_record_of_one_place_in_five_seconds_is_enough_for_a_direction() -> None:
    assert gone_to_bathroom(seen(6.0, 6.5, 5.0), seen(6.0, 4.9))


def test_in_bed() -> None:
    def in_bed(sighting: Sighting, home: Home = HOME) -> bool:
        house, _ = scene(sighting, home=home)
        return house.in_bed(LI, sighting)

    lying, sitting = Posture.LYING, Posture.SITTING
    assert in_bed(seen(1.5, 8.5, posture=lying))
    assert in_bed(seen(1.5, 8.5))
    assert in_bed(seen(1.5, 7.7, posture=sitting))
    assert not in_bed(seen(1.5, 7.7))
    assert not in_bed(seen(1.5, 7.3, posture=sitting))
    assert not in_bed(seen(IN_LIVING.x_m, IN_LIVING.y_m, posture=lying))
    assert not in_bed(replace(seen(1.5, 8.5), position=None))
    bare = replace(HOME, furniture=(SOFA,))
    assert in_bed(seen(3.0, 6.0, posture=lying), bare)
    assert not in_bed(seen(3.0, 6.0, posture=sitting), bare)
    assert not in_bed(seen(6.0, 7.0, posture=lying), bare)


@pytest.mark.parametrize(
    "furniture",
    [
        replace(BED, rest_height_m=0.0),
        replace(BED, outline=()),
        replace(BED, outline=rectangle(0.5, 8, 1.5, 9)),
        replace(BED, outline=rectangle(0.5, 1, 2.5, 2)),
    ],
    ids=["a wardrobe", "no outline", "an armchair", "in the living room"],
)
def test_what_is_no_bed(furniture: object) -> None:
    assert isinstance(furniture, type(BED))
    house, presence = scene(seen(1.0, 8.5, posture=Posture.SITTING), home=replace(HOME, furniture=(furniture, SOFA)))
    assert not house.in_bed(LI, presence.last)


def test_company_and_time() -> None:
    house, presence = scene(seen(2.0, 2.0, 4.0))
    assert house.unseen_for(presence) == timedelta(seconds=4)
    assert house.alone(presence, timedelta(seconds=10))
    with_somebody = replace(presence, company_at=NOW - timedelta(seconds=9))
    assert not house.alone(with_somebody, timedelta(seconds=10))
    assert house.alone(with_somebody, timedelta(seconds=8))
    assert house.local_minute == 9 * 60


def test_the_nearest_room_of_a_kind() -> None:
    house, _ = scene(seen(7.5, 4.7))
    found = house.near(seen(7.5, 4.7), {RoomKind.EXIT}, 0.6)
    assert found is not None
    assert found.id == "porch"
    assert house.near(seen(7.3, 4.7), {RoomKind.EXIT}, 0.6) is None
    assert house.near(seen(7.5, 4.7), {RoomKind.LIFT}, 9.0) is None
    assert house.near(replace(seen(7.5, 4.7), position=None), {RoomKind.EXIT}, 9.0) is None


@pytest.mark.parametrize(
    ("x_m", "y_m", "distance_m"),
    [(1.0, 1.0, 0.0), (3.0, 1.0, 1.0), (1.0, -2.0, 2.0), (5.0, 6.0, 5.0), (2.0, 1.0, 0.0)],
)
def test_the_distance_to_an_outline(x_m: float, y_m: float, distance_m: float) -> None:
    assert outline_distance_m(Point(x_m=x_m, y_m=y_m), rectangle(0, 0, 2, 2)) == pytest.approx(distance_m)


def test_outlines_that_are_none() -> None:
    assert outline_distance_m(IN_HALLWAY, ()) == math.inf
    assert outline_distance_m(AT_BATHROOM_DOOR, (IN_BED, IN_BED)) > 0
