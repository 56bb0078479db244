"""The home of one old woman: hallway in the middle, living room and kitchen north, bedroom and bathroom south.

Metres in the map frame: x to the east, y to the north; the only way out is the hallway's west end.
"""

from carebot.core.home import HouseholdObject, Place, Point, Pose, Room, RoomKind, Trait
from carebot.core.language import Text
from robot_adapters._simulation.apartment import Apartment, Berth, Colour, Seat, SmallObject, Wall
from robot_adapters._simulation.furnishing import furnishing
from robot_adapters._simulation.furniture import EAST, NORTH, SOUTH, WEST

ROOM_IDS = {
    RoomKind.LIVING: "living_room",
    RoomKind.KITCHEN: "kitchen",
    RoomKind.HALLWAY: "hallway",
    RoomKind.BEDROOM: "bedroom",
    RoomKind.BATHROOM: "bathroom",
    RoomKind.EXIT: "front_door",
}


def apartment() -> Apartment:
    """The apartment of 9.0 m by 8.6 m."""
    return Apartment(
        rooms=_rooms(),
        outside=(_room(RoomKind.EXIT, Text(zh="大门口", en="front door"), (-1.2, 3.4), (0.0, 4.4)),),
        floor_colours={
            "living_room": (0.72, 0.58, 0.42, 1.0),
            "kitchen": (0.78, 0.76, 0.70, 1.0),
            "bedroom": (0.68, 0.54, 0.40, 1.0),
            "bathroom": (0.74, 0.80, 0.82, 1.0),
            "hallway": (0.70, 0.60, 0.48, 1.0),
        },
        walls=_walls(),
        pieces=furnishing(),
        seats=(
            Seat(piece="sofa", pose=_pose(1.65, 8.05, SOUTH), height_m=0.45),
            Seat(piece="armchair", pose=_pose(0.7, 6.6, EAST), height_m=0.45),
            Seat(piece="dining_chair", pose=_pose(8.4, 7.35, SOUTH), height_m=0.45),
            Seat(piece="bed", pose=_pose(1.25, 1.71, NORTH), height_m=0.50),
            Seat(piece="toilet", pose=_pose(8.46, 2.4, WEST), height_m=0.45),
        ),
        berths=(
            Berth(piece="bed", pose=_pose(1.12, 1.45, WEST), height_m=0.50, half_width_m=0.55),
            Berth(piece="sofa", pose=_pose(2.0, 8.05, EAST), height_m=0.45, half_width_m=0.3),
        ),
        objects=_objects(),
        places=_places(),
        dock=_pose(8.45, 3.9, WEST),
        resident_start=_pose(3.2, 6.4, WEST),
    )


def _pose(x_m: float, y_m: float, yaw_rad: float) -> Pose:
    return Pose(x_m=x_m, y_m=y_m, yaw_rad=yaw_rad)


def _room(kind: RoomKind, name: Text, low: tuple[float, float], high: tuple[float, float]) -> Room:
    outline = (low, (high[0], low[1]), high, (low[0], high[1]))
    corners = tuple(Point(x_m=x_m, y_m=y_m) for x_m, y_m in outline)
    return Room(id=ROOM_IDS[kind], name=name, kind=kind, outline=corners)


def _rooms() -> tuple[Room, ...]:
    return (
        _room(RoomKind.LIVING, Text(zh="客厅", en="living room"), (0.0, 4.6), (5.0, 8.6)),
        _room(RoomKind.KITCHEN, Text(zh="厨房", en="kitchen"), (5.0, 4.6), (9.0, 8.6)),
        _room(RoomKind.HALLWAY, Text(zh="走廊", en="hallway"), (0.0, 3.2), (9.0, 4.6)),
        _room(RoomKind.BEDROOM, Text(zh="卧室", en="bedroom"), (0.0, 0.0), (5.4, 3.2)),
        _room(RoomKind.BATHROOM, Text(zh="卫生间", en="bathroom"), (5.4, 0.0), (9.0, 3.2)),
    )


def _walls() -> tuple[Wall, ...]:
    def wall(x0_m: float, y0_m: float, x1_m: float, y1_m: float, *openings: tuple[float, float]) -> Wall:
        return Wall(start=Point(x_m=x0_m, y_m=y0_m), end=Point(x_m=x1_m, y_m=y1_m), openings=openings)

    return (
        wall(0.0, 0.0, 9.0, 0.0),
        wall(0.0, 8.6, 9.0, 8.6),
        wall(0.0, 0.0, 0.0, 8.6),
        wall(9.0, 0.0, 9.0, 8.6),
        wall(0.0, 3.2, 9.0, 3.2, (3.6, 4.6), (6.1, 7.1)),
        wall(0.0, 4.6, 9.0, 4.6, (2.0, 3.2), (6.1, 7.1)),
        wall(5.0, 4.6, 5.0, 8.6, (0.7, 1.9)),
        wall(5.4, 0.0, 5.4, 3.2),
    )


def _objects() -> tuple[SmallObject, ...]:
    """What can be carried. Each stands near a table's edge, in reach of an arm from free floor."""
    cup = HouseholdObject(
        id="cup",
        name=Text(zh="水杯", en="cup of water"),
        place="dining_table",
        mass_kg=0.2,
        height_m=0.74,
        traits=frozenset({Trait.DRINK}),
    )
    tablets = HouseholdObject(
        id="tablets",
        name=Text(zh="药盒", en="box of tablets"),
        place="bedside_table",
        mass_kg=0.05,
        height_m=0.6,
        medicine=True,
    )
    glasses = HouseholdObject(
        id="glasses",
        name=Text(zh="眼镜盒", en="glasses case"),
        place="side_table",
        mass_kg=0.12,
        height_m=0.55,
    )
    return (
        _standing(cup, (8.04, 6.1), (0.062, 0.062, 0.11), (0.80, 0.22, 0.18, 1.0)),
        _standing(tablets, (0.36, 2.4), (0.07, 0.05, 0.10), (0.92, 0.93, 0.96, 1.0), upright_cylinder=False),
        _standing(glasses, (0.65, 5.75), (0.055, 0.055, 0.16), (0.25, 0.32, 0.55, 1.0)),
    )


def _standing(
    household: HouseholdObject,
    at_m: tuple[float, float],
    size_m: tuple[float, float, float],
    colour: Colour,
    *,
    upright_cylinder: bool = True,
) -> SmallObject:
    """A thing on the surface at its own height."""
    position = (*at_m, household.height_m)
    return SmallObject(household=household, position_m=position, size_m=size_m, colour=colour, round=upright_cylinder)


def _places() -> tuple[Place, ...]:
    def place(place_id: str, name: Text, room: str, pose: Pose) -> Place:
        return Place(id=place_id, name=name, room=room, pose=pose)

    return (
        place("dock", Text(zh="充电座", en="charging dock"), "hallway", _pose(8.45, 3.9, WEST)),
        place("living_room", Text(zh="客厅", en="living room"), "living_room", _pose(2.7, 5.7, NORTH)),
        place("kitchen", Text(zh="厨房", en="kitchen"), "kitchen", _pose(6.6, 5.6, NORTH)),
        place("hallway", Text(zh="走廊", en="hallway"), "hallway", _pose(5.2, 3.9, WEST)),
        place("bedroom", Text(zh="卧室", en="bedroom"), "bedroom", _pose(3.6, 2.2, WEST)),
        place("bathroom", Text(zh="卫生间", en="bathroom"), "bathroom", _pose(6.6, 2.1, EAST)),
        place("dining_table", Text(zh="餐桌旁", en="beside the dining table"), "kitchen", _pose(7.3, 6.1, NORTH)),
        place("bedside_table", Text(zh="床头柜旁", en="beside the bedside table"), "bedroom", _pose(1.08, 2.4, SOUTH)),
        place("sofa", Text(zh="沙发前", en="in front of the sofa"), "living_room", _pose(1.65, 6.95, WEST)),
        place("armchair", Text(zh="扶手椅前", en="in front of the armchair"), "living_room", _pose(1.75, 6.45, SOUTH)),
        place("bed", Text(zh="床边", en="beside the bed"), "bedroom", _pose(1.6, 2.72, EAST)),
        place("side_table", Text(zh="边几旁", en="beside the side table"), "living_room", _pose(1.4, 5.75, SOUTH)),
    )
