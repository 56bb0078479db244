"""The home: distances, rooms by their outlines, and finding things by id."""

import math
from dataclasses import replace

import pytest

from carebot.core.home import Furniture, Home, Point, Pose, Room, RoomKind, SmartDevice, SmartDeviceKind
from carebot.core.language import Text
from tests.safety.builders import BETWEEN_ROOMS, HOME, middle, text


def room(*corners: tuple[float, float], kind: RoomKind = RoomKind.LIVING, occupant: str = "") -> Room:
    outline = tuple(Point(x_m=x_m, y_m=y_m) for x_m, y_m in corners)
    return Room(id="room", name=text("room"), kind=kind, outline=outline, occupant=occupant)


SQUARE = room((0, 0), (4, 0), (4, 4), (0, 4))
L_SHAPE = room((0, 0), (4, 0), (4, 2), (2, 2), (2, 4), (0, 4))
DIAMOND = room((-1, 0), (0, -1), (1, 0), (0, 1))
SLANTED = room((0, 0), (4, 1), (5, 4), (1, 3))


@pytest.mark.parametrize(
    ("first", "second", "distance_m"),
    [((0, 0), (3, 4), 5.0), ((1, 1), (1, 1), 0.0), ((-1, 0), (1, 0), 2.0), ((0, 0), (math.inf, 0), math.inf)],
)
def test_distances_are_straight_and_alike_both_ways(
    first: tuple[float, float], second: tuple[float, float], distance_m: float
) -> None:
    one, other = (Point(x_m=x_m, y_m=y_m) for x_m, y_m in (first, second))
    assert one.distance_m(other) == other.distance_m(one) == distance_m


def test_a_pose_has_its_point() -> None:
    assert Pose(x_m=1.0, y_m=-2.0, yaw_rad=3.0).point == Point(x_m=1.0, y_m=-2.0)


@pytest.mark.parametrize(
    ("shape", "x_m", "y_m", "inside"),
    [
        (SQUARE, 2.0, 2.0, True),
        (SQUARE, 0.001, 0.001, True),
        (SQUARE, 3.999, 3.999, True),
        (SQUARE, -0.001, 2.0, False),
        (SQUARE, 4.001, 2.0, False),
        (SQUARE, 2.0, -0.001, False),
        (SQUARE, 2.0, 4.001, False),
        (SQUARE, math.nan, 2.0, False),
        (SQUARE, 2.0, math.nan, False),
        (SQUARE, math.inf, 2.0, False),
        (SQUARE, -math.inf, 2.0, False),
        (SQUARE, 2.0, math.inf, False),
        (L_SHAPE, 1.0, 3.0, True),
        (L_SHAPE, 3.0, 1.0, True),
        (L_SHAPE, 3.0, 3.0, False),
        (L_SHAPE, 1.999, 2.001, True),
        (L_SHAPE, 2.001, 2.001, False),
        (DIAMOND, 0.0, 0.0, True),
        (DIAMOND, -2.0, 0.0, False),
        (DIAMOND, 2.0, 0.0, False),
        (SLANTED, 2.5, 2.0, True),
        (SLANTED, 0.2, 2.0, False),
        (SLANTED, 4.9, 0.5, False),
        (SLANTED, 4.5, 3.5, True),
    ],
)
def test_a_point_lies_inside_an_outline_or_not(shape: Room, x_m: float, y_m: float, inside: bool) -> None:
    assert shape.contains(Point(x_m=x_m, y_m=y_m)) is inside


def test_the_direction_of_an_outline_does_not_matter() -> None:
    backwards = room(*((corner.x_m, corner.y_m) for corner in reversed(L_SHAPE.outline)))
    for x_m, y_m in ((1.0, 3.0), (3.0, 1.0), (3.0, 3.0), (5.0, 5.0)):
        point = Point(x_m=x_m, y_m=y_m)
        assert L_SHAPE.contains(point) is backwards.contains(point)


def test_a_point_on_a_shared_wall_lies_in_exactly_one_room() -> None:
    left, right = room((0, 0), (2, 0), (2, 2), (0, 2)), room((2, 0), (4, 0), (4, 2), (2, 2))
    wall = Point(x_m=2.0, y_m=1.0)
    assert left.contains(wall) is not right.contains(wall)


def test_a_room_without_an_outline_holds_nothing() -> None:
    assert not room().contains(Point(x_m=0.0, y_m=0.0))


@pytest.mark.parametrize(
    ("kind", "occupant", "private"),
    [
        (RoomKind.BATHROOM, "", True),
        (RoomKind.BATHROOM, "li", True),
        (RoomKind.BEDROOM, "li", True),
        (RoomKind.BEDROOM, "", False),
        (RoomKind.LIVING, "", False),
        (RoomKind.LIVING, "li", True),
        (RoomKind.KITCHEN, "", False),
        (RoomKind.HALLWAY, "", False),
        (RoomKind.EXIT, "", False),
    ],
)
def test_a_bathroom_and_a_room_of_somebodys_own_are_private(kind: RoomKind, occupant: str, private: bool) -> None:
    assert room(kind=kind, occupant=occupant).private is private


def test_everything_is_found_by_its_id_and_nothing_by_another() -> None:
    assert [HOME.room(one.id) for one in HOME.rooms] == list(HOME.rooms)
    assert [HOME.place(one.id) for one in HOME.places] == list(HOME.places)
    assert [HOME.object(one.id) for one in HOME.objects] == list(HOME.objects)
    for unknown in ("", "nowhere", "Living"):
        assert HOME.room(unknown) is None
        assert HOME.place(unknown) is None
        assert HOME.object(unknown) is None


def test_devices_are_found_by_id_the_first_of_two() -> None:
    lamp = SmartDevice(id="light.lamp", name=text("lamp"), kind=SmartDeviceKind.LIGHT)
    home = replace(HOME, devices=(lamp, replace(lamp, kind=SmartDeviceKind.FAN)))
    assert home.device("light.lamp") == lamp
    assert home.device("light.other") is None
    assert HOME.device("light.lamp") is None


def test_the_room_at_a_point() -> None:
    for one in HOME.rooms:
        assert HOME.room_at(middle(one.id)) == one
    assert HOME.room_at(BETWEEN_ROOMS) is None
    assert Home(rooms=(), places=(), objects=()).room_at(Point(x_m=0.0, y_m=0.0)) is None


def test_furniture_is_not_there_to_rest_on_unless_said_so() -> None:
    assert Furniture(id="shelf", name=Text(zh="书架", en="shelf"), outline=()).rest_height_m == 0.0
