"""Puts the home's data into a pyrobosim world, and refuses a home that pyrobosim would silently leave incomplete."""

from collections.abc import Callable
from typing import Any, Final

from carebot.core.errors import BodyError
from carebot.core.home import HouseholdObject, Room
from carebot.core.language import Text
from robot_adapters._pyrobosim_home import DOOR_WIDTH_M, DOORS, HOME, PIECES, ROOMS, Door, Piece

_HALF_WALL_M: Final = 0.15
# pyrobosim shrinks rooms and doors alike by the robot's radius and clearance, so a door has to reach twice that far.
_DOOR_REACH_M: Final = 1.0
_SPACING_M: Final = 0.3
_OBJECT_SIZE_M: Final = 0.08


def build_home(world: Any, pose: Callable[..., Any]) -> None:
    """Add rooms, doors, furniture and objects to an empty `world`; `pose` makes poses. Raises BodyError."""
    for room in ROOMS:
        _demand(_add_room(world, room), room.name)
    for door in DOORS:
        _demand(_add_door(world, door), Text(zh=f"门 {door.rooms}", en=f"the door {door.rooms}"))
    for piece in PIECES:
        spot = _demand(_add_piece(world, piece, pose), piece.name).children[0]
        things = [thing for thing in HOME.objects if thing.place == piece.id]
        for number, thing in enumerate(things):
            x_m = piece.middle.x_m + (number - (len(things) - 1) / 2) * _SPACING_M
            where = pose(x=x_m, y=piece.middle.y_m)
            _demand(_add_object(world, thing, spot, where), thing.name)


def _demand(added: Any, name: Text) -> Any:
    """`added`, which pyrobosim gives as None, without raising, for what does not fit."""
    if added is None:
        raise BodyError(
            Text(
                zh=f"pyrobosim 的家里放不下{name.zh}，请检查房屋数据。",
                en=f"There is no room for {name.en} in pyrobosim's home; check the home's data.",
            )
        )
    return added


def _add_room(world: Any, room: Room) -> Any:
    x_m, y_m = [point.x_m for point in room.outline], [point.y_m for point in room.outline]
    west_m, east_m = min(x_m) + _HALF_WALL_M, max(x_m) - _HALF_WALL_M
    south_m, north_m = min(y_m) + _HALF_WALL_M, max(y_m) - _HALF_WALL_M
    inside = [(west_m, south_m), (east_m, south_m), (east_m, north_m), (west_m, north_m)]
    return world.add_room(name=room.id, footprint=inside, wall_width=_HALF_WALL_M)


def _add_door(world: Any, door: Door) -> Any:
    reach_x_m, reach_y_m = (0.0, _DOOR_REACH_M) if door.northward else (_DOOR_REACH_M, 0.0)
    return world.add_hallway(
        name="_".join(door.rooms),
        room_start=door.rooms[0],
        room_end=door.rooms[1],
        width=DOOR_WIDTH_M,
        wall_width=_HALF_WALL_M,
        conn_method="points",
        conn_points=[
            (door.middle.x_m - reach_x_m, door.middle.y_m - reach_y_m),
            (door.middle.x_m + reach_x_m, door.middle.y_m + reach_y_m),
        ],
    )


def _add_piece(world: Any, piece: Piece, pose: Callable[..., Any]) -> Any:
    """Furniture of a category of its own, since pyrobosim keeps sizes and standing poses by category."""
    stand = (piece.stand.x_m - piece.middle.x_m, piece.stand.y_m - piece.middle.y_m, 0.0, piece.stand.yaw_rad)
    world.get_location_metadata().data[piece.id] = {
        "footprint": {"type": "box", "dims": list(piece.size_m), "height": piece.height_m},
        "nav_poses": [list(stand)],
        "locations": [{"name": "top"}],
    }
    middle = pose(x=piece.middle.x_m, y=piece.middle.y_m)
    return world.add_location(name=piece.id, category=piece.id, parent=piece.room, pose=middle)


def _add_object(world: Any, thing: HouseholdObject, spot: Any, where: Any) -> Any:
    world.get_object_metadata().data[thing.id] = {
        "footprint": {"type": "box", "dims": [_OBJECT_SIZE_M, _OBJECT_SIZE_M], "height": _OBJECT_SIZE_M}
    }
    return world.add_object(name=thing.id, category=thing.id, parent=spot, pose=where)
