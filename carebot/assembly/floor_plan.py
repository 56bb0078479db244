"""Floor plans: what is wrong with one is said before the robot starts, since alarms name rooms by it."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import Final

from carebot._badge_settings import ReaderSettings
from carebot._sight_settings import CameraSettings
from carebot.core.errors import WrongValueError
from carebot.core.home import Home, Place, Point, Room
from carebot.core.language import Text

MOST_M: Final = 1000.0
"""No home lies so far from its origin; a plan in millimetres does."""
_LEAST_AREA_M2: Final = 0.25
_BEYOND_M: Final = 3.0
"""A camera or a reader hangs on a wall, or looks in from a porch."""

_NO_ROOMS: Final = Text(zh="rooms 是空的，至少要有一个房间", en="rooms is empty; there must be one room at least")
_Wall = tuple[Point, Point]


def flaw_of(home: Home) -> Text | None:
    """The first thing that is wrong with the plan, as part of a sentence; None for a sound one."""
    if not home.rooms:
        return _NO_ROOMS
    return next(chain(_twice(home), _rooms(home.rooms), _places(home)), None)


def camera_flaw(home: Home, cameras: Iterable[CameraSettings]) -> WrongValueError | None:
    """The first camera that hangs nowhere near any room."""
    for camera in cameras:
        if camera.place is None:
            continue
        point = Point(x_m=camera.place.x_m, y_m=camera.place.y_m)
        if not _near_a_room(home, point):
            nowhere = _nowhere(point)
            text = Text(
                zh=f"摄像头“{camera.name}”的位置 {nowhere.zh}请按地图改正 sight.cameras 里的 place，以米为单位。",
                en=f"The camera '{camera.name}' at {nowhere.en} Correct its place in sight.cameras by the map, in "
                "metres.",
            )
            return WrongValueError(text, ("sight", "cameras", camera.name, "place", "x_m"), nowhere)
    return None


def reader_flaw(home: Home, readers: Mapping[str, ReaderSettings]) -> WrongValueError | None:
    """The first badge reader that hangs nowhere near any room."""
    for name, reader in readers.items():
        point = Point(x_m=reader.x_m, y_m=reader.y_m)
        if not _near_a_room(home, point):
            nowhere = _nowhere(point)
            text = Text(
                zh=f"读卡器“{name}”的位置 {nowhere.zh}请按地图改正 badges.readers，以米为单位。",
                en=f"The badge reader '{name}' at {nowhere.en} Correct badges.readers by the map, in metres.",
            )
            return WrongValueError(text, ("badges", "readers", name, "x_m"), nowhere)
    return None


def _nowhere(point: Point) -> Text:
    where = f"({point.x_m:g}, {point.y_m:g})"
    return Text(zh=f"{where} 不在任何房间里或旁边。", en=f"{where} is in no room and near none.")


def _near_a_room(home: Home, point: Point) -> bool:
    return any(room.contains(point) or _from_walls_m(room, point) <= _BEYOND_M for room in home.rooms)


def _twice(home: Home) -> Iterator[Text]:
    for key, ids in (("rooms", [one.id for one in home.rooms]), ("places", [one.id for one in home.places])):
        for name in dict.fromkeys(ids):
            if ids.count(name) > 1:
                yield Text(zh=f"{key} 里有两个“{name}”", en=f"{key} has '{name}' twice")


def _rooms(rooms: Sequence[Room]) -> Iterator[Text]:
    for room in rooms:
        name, corners = room.id, room.outline
        if len(corners) < 3:
            yield Text(
                zh=f"房间“{name}”的 outline 不到三个角", en=f"the outline of room '{name}' has fewer than 3 corners"
            )
        elif not all(_on_the_map(corner) for corner in corners):
            yield Text(
                zh=f"房间“{name}”的 outline 有不可能的坐标，应以米为单位",
                en=f"the outline of room '{name}' has an impossible corner; give metres",
            )
        elif _crosses_itself(corners):
            yield Text(
                zh=f"房间“{name}”的 outline 和自己相交，各角要按墙的顺序写",
                en=f"the outline of room '{name}' crosses itself; give its corners in the order of the walls",
            )
        elif _area_m2(corners) < _LEAST_AREA_M2:
            yield Text(zh=f"房间“{name}”几乎没有面积", en=f"room '{name}' has next to no area")


def _places(home: Home) -> Iterator[Text]:
    for place in home.places:
        if home.room(place.room) is None:
            yield Text(
                zh=f"地点“{place.id}”的房间“{place.room}”不在 rooms 里",
                en=f"the room '{place.room}' of place '{place.id}' is not among rooms",
            )
        elif not _reachable(place, home):
            yield Text(
                zh=f"地点“{place.id}”不在任何房间里，请改正它的 pose",
                en=f"place '{place.id}' lies in no room; correct its pose",
            )


def _reachable(place: Place, home: Home) -> bool:
    return math.isfinite(place.pose.yaw_rad) and home.room_at(place.pose.point) is not None


def _on_the_map(point: Point) -> bool:
    return abs(point.x_m) <= MOST_M and abs(point.y_m) <= MOST_M


def _walls(corners: Sequence[Point]) -> tuple[_Wall, ...]:
    return tuple(zip(corners, (*corners[1:], corners[0]), strict=True))


def _crosses_itself(corners: Sequence[Point]) -> bool:
    """Whether two walls cross; such as share a corner, or stand on one another, do not."""
    return any(_cross(first, second) for first, second in combinations(_walls(corners), 2))


def _cross(first: _Wall, second: _Wall) -> bool:
    sides = (_side(*first, second[0]), _side(*first, second[1])), (_side(*second, first[0]), _side(*second, first[1]))
    return all(one * other < 0 for one, other in sides)


def _side(begin: Point, end: Point, point: Point) -> float:
    """On which side of the line from `begin` to `end` a point lies: above 0 to the left, 0 on it."""
    return (end.x_m - begin.x_m) * (point.y_m - begin.y_m) - (end.y_m - begin.y_m) * (point.x_m - begin.x_m)


def _area_m2(corners: Sequence[Point]) -> float:
    """The area within the outline, by the shoelace formula."""
    return abs(sum(one.x_m * other.y_m - other.x_m * one.y_m for one, other in _walls(corners))) / 2


def _from_walls_m(room: Room, point: Point) -> float:
    return min((_from_wall_m(wall, point) for wall in _walls(room.outline)), default=math.inf)


def _from_wall_m(wall: _Wall, point: Point) -> float:
    begin, end = wall
    length_m = begin.distance_m(end)
    if length_m == 0:
        return begin.distance_m(point)
    along = (point.x_m - begin.x_m) * (end.x_m - begin.x_m) + (point.y_m - begin.y_m) * (end.y_m - begin.y_m)
    share = min(max(along / length_m**2, 0.0), 1.0)
    nearest = Point(x_m=begin.x_m + share * (end.x_m - begin.x_m), y_m=begin.y_m + share * (end.y_m - begin.y_m))
    return nearest.distance_m(point)
