"""The home of the pyrobosim body as data: five rooms round a hallway, their doors, furniture and small things.

Metres in the map frame, x to the east, y to the north. Nobody lives here: that world has no people.
"""

import math
from dataclasses import dataclass
from typing import Final

from carebot.core.home import Furniture, Home, HouseholdObject, Place, Point, Pose, Room, RoomId, RoomKind, Trait
from carebot.core.language import Text

NORTH: Final = math.pi / 2
SOUTH: Final = -math.pi / 2
EAST: Final = 0.0
WEST: Final = math.pi

DOOR_WIDTH_M: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """An opening between two rooms, through its middle, to the north or to the east."""

    rooms: tuple[RoomId, RoomId]
    middle: Point
    northward: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of furniture: a box, and the pose in which the robot reaches what lies on it; its id is the place's."""

    id: str
    name: Text
    room: RoomId
    middle: Point
    size_m: tuple[float, float]
    height_m: float
    stand: Pose

    def outline(self) -> tuple[Point, ...]:
        """The four corners."""
        half_x_m, half_y_m = self.size_m[0] / 2, self.size_m[1] / 2
        return _rectangle(
            self.middle.x_m - half_x_m,
            self.middle.y_m - half_y_m,
            self.middle.x_m + half_x_m,
            self.middle.y_m + half_y_m,
        )


def _rectangle(west_m: float, south_m: float, east_m: float, north_m: float) -> tuple[Point, ...]:
    corners = ((west_m, south_m), (east_m, south_m), (east_m, north_m), (west_m, north_m))
    return tuple(Point(x_m=x_m, y_m=y_m) for x_m, y_m in corners)


def _room(room_id: RoomId, kind: RoomKind, name: Text, extent_m: tuple[float, float, float, float]) -> Room:
    return Room(id=room_id, name=name, kind=kind, outline=_rectangle(*extent_m))


def _piece(
    piece_id: str,
    name: Text,
    room: RoomId,
    box_m: tuple[float, float, float, float, float],
    stand: tuple[float, float, float],
) -> Piece:
    """A piece whose box is its middle, its size along x and y, and its height."""
    x_m, y_m, along_x_m, along_y_m, height_m = box_m
    return Piece(
        id=piece_id,
        name=name,
        room=room,
        middle=Point(x_m=x_m, y_m=y_m),
        size_m=(along_x_m, along_y_m),
        height_m=height_m,
        stand=Pose(x_m=stand[0], y_m=stand[1], yaw_rad=stand[2]),
    )


def _place(place_id: str, name: Text, room: RoomId, pose: tuple[float, float, float]) -> Place:
    return Place(id=place_id, name=name, room=room, pose=Pose(x_m=pose[0], y_m=pose[1], yaw_rad=pose[2]))


ROOMS: Final = (
    _room("living_room", RoomKind.LIVING, Text(zh="客厅", en="living room"), (0.0, 0.0, 5.0, 4.5)),
    _room("kitchen", RoomKind.KITCHEN, Text(zh="厨房", en="kitchen"), (5.0, 0.0, 9.0, 4.5)),
    _room("hallway", RoomKind.HALLWAY, Text(zh="走廊", en="hallway"), (0.0, 4.5, 9.0, 6.2)),
    _room("bedroom", RoomKind.BEDROOM, Text(zh="卧室", en="bedroom"), (0.0, 6.2, 5.0, 10.0)),
    _room("bathroom", RoomKind.BATHROOM, Text(zh="卫生间", en="bathroom"), (5.0, 6.2, 9.0, 10.0)),
)
DOORS: Final = (
    Door(rooms=("living_room", "hallway"), middle=Point(x_m=2.5, y_m=4.5), northward=True),
    Door(rooms=("kitchen", "hallway"), middle=Point(x_m=7.0, y_m=4.5), northward=True),
    Door(rooms=("living_room", "kitchen"), middle=Point(x_m=5.0, y_m=2.6), northward=False),
    Door(rooms=("hallway", "bedroom"), middle=Point(x_m=2.5, y_m=6.2), northward=True),
    Door(rooms=("hallway", "bathroom"), middle=Point(x_m=7.0, y_m=6.2), northward=True),
)
PIECES: Final = (
    _piece("sofa", Text(zh="沙发", en="sofa"), "living_room", (0.75, 2.2, 0.9, 2.0, 0.45), (1.75, 2.2, WEST)),
    _piece("table", Text(zh="饭桌", en="dining table"), "living_room", (3.6, 0.9, 1.4, 0.8, 0.75), (3.6, 1.9, SOUTH)),
    _piece("counter", Text(zh="灶台", en="counter"), "kitchen", (7.5, 0.55, 2.2, 0.6, 0.9), (7.5, 1.45, SOUTH)),
    _piece("bed", Text(zh="床", en="bed"), "bedroom", (1.3, 9.0, 2.0, 1.4, 0.5), (2.9, 9.0, WEST)),
    _piece("nightstand", Text(zh="床头柜", en="nightstand"), "bedroom", (4.3, 9.5, 0.6, 0.5, 0.55), (4.3, 8.6, NORTH)),
    _piece("washbasin", Text(zh="洗手池", en="washbasin"), "bathroom", (8.4, 9.5, 0.7, 0.5, 0.8), (8.4, 8.6, NORTH)),
)
_OPEN_FLOOR: Final = (
    _place("dock", Text(zh="充电座", en="charging dock"), "hallway", (0.8, 5.35, EAST)),
    _place("hallway_middle", Text(zh="走廊中间", en="middle of the hallway"), "hallway", (4.7, 5.35, EAST)),
    _place("living_room_middle", Text(zh="客厅中间", en="middle of the living room"), "living_room", (2.5, 3.2, SOUTH)),
    _place("kitchen_middle", Text(zh="厨房中间", en="middle of the kitchen"), "kitchen", (7.0, 2.8, SOUTH)),
    _place("bedroom_middle", Text(zh="卧室中间", en="middle of the bedroom"), "bedroom", (2.5, 7.4, NORTH)),
    _place("bathroom_middle", Text(zh="卫生间中间", en="middle of the bathroom"), "bathroom", (7.0, 7.6, NORTH)),
)
_DRINK: Final = frozenset({Trait.DRINK})
_OBJECTS: Final = (
    HouseholdObject(id="cup", name=Text(zh="水杯", en="cup of water"), place="counter", mass_kg=0.25, traits=_DRINK),
    HouseholdObject(
        id="bottle", name=Text(zh="水瓶", en="water bottle"), place="counter", mass_kg=0.5, lidded=True, traits=_DRINK
    ),
    HouseholdObject(id="newspaper", name=Text(zh="报纸", en="newspaper"), place="table", mass_kg=0.15),
    HouseholdObject(id="glasses", name=Text(zh="老花镜", en="reading glasses"), place="nightstand", mass_kg=0.05),
    HouseholdObject(id="pill_box", name=Text(zh="药盒", en="pill box"), place="nightstand", mass_kg=0.1, medicine=True),
)
HOME: Final = Home(
    rooms=ROOMS,
    places=(
        *_OPEN_FLOOR,
        *(Place(id=piece.id, name=piece.name, room=piece.room, pose=piece.stand) for piece in PIECES),
    ),
    objects=_OBJECTS,
    furniture=tuple(Furniture(id=piece.id, name=piece.name, outline=piece.outline()) for piece in PIECES),
)
