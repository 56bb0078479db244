import math

import numpy as np
import pytest
from numpy.typing import NDArray

from carebot.core.home import Point, Pose, RoomKind
from carebot.core.language import Text
from robot_adapters._simulation.apartment import Apartment, Box, Piece, Wall, occupancy_grid
from robot_adapters._simulation.layout import apartment

RESOLUTION_M = 0.05
ROBOT_RADIUS_M = 0.34

HOME = apartment()
CORNER, OCCUPIED = occupancy_grid(HOME, RESOLUTION_M)


def occupied_at(x_m: float, y_m: float) -> bool:
    row, column = int((y_m - CORNER[1]) / RESOLUTION_M), int((x_m - CORNER[0]) / RESOLUTION_M)
    return bool(OCCUPIED[row, column])


def within(radius_m: float) -> NDArray[np.bool_]:
    """The cells whose centre is nearer than `radius_m` to an occupied one."""
    reach = math.ceil(radius_m / RESOLUTION_M)
    padded = np.pad(OCCUPIED, reach, constant_values=True)
    rows, columns = OCCUPIED.shape
    result = np.zeros_like(OCCUPIED)
    for dy in range(-reach, reach + 1):
        for dx in range(-reach, reach + 1):
            if math.hypot(dx, dy) * RESOLUTION_M < radius_m:
                result |= padded[reach + dy : reach + dy + rows, reach + dx : reach + dx + columns]
    return result


def reachable_from(start: tuple[int, int], free: NDArray[np.bool_]) -> NDArray[np.bool_]:
    seen = np.zeros_like(free)
    seen[start] = free[start]
    while True:
        grown = seen.copy()
        grown[1:] |= seen[:-1]
        grown[:-1] |= seen[1:]
        grown[:, 1:] |= seen[:, :-1]
        grown[:, :-1] |= seen[:, 1:]
        grown &= free
        if (grown == seen).all():
            return seen
        seen = grown


@pytest.mark.parametrize(
    ("x_m", "y_m", "occupied"),
    [
        (4.5, 0.0, True),  # outer wall
        (0.0, 3.9, True),  # the front door is closed
        (4.1, 3.2, False),  # bedroom door
        (6.6, 4.6, False),  # kitchen door
        (5.0, 5.9, False),  # between kitchen and living room
        (5.0, 7.5, True),  # the wall beside that opening
        (8.4, 6.1, True),  # under the dining table
        (1.2, 1.4, True),  # bed
        (2.0, 3.9, False),  # hallway
    ],
)
def test_the_map_knows_walls_doors_and_furniture(x_m: float, y_m: float, occupied: bool) -> None:
    assert occupied_at(x_m, y_m) is occupied


def test_every_place_has_room_to_turn_and_can_be_driven_to() -> None:
    free = ~within(ROBOT_RADIUS_M)
    cells = {
        place.id: (
            int((place.pose.y_m - CORNER[1]) / RESOLUTION_M),
            int((place.pose.x_m - CORNER[0]) / RESOLUTION_M),
        )
        for place in HOME.places
    }
    reachable = reachable_from(cells["dock"], free)
    assert [place for place, cell in cells.items() if not reachable[cell]] == []


def test_all_doors_are_at_least_90_cm_wide() -> None:
    widths = [end - start for wall in HOME.walls for start, end in wall.openings]
    assert len(widths) >= 5
    assert min(widths) >= 0.9


def test_the_home_is_consistent() -> None:
    home = HOME.home()
    assert {room.kind for room in home.rooms} == set(RoomKind) - {RoomKind.STAIRS, RoomKind.LIFT}
    for place in home.places:
        found = home.room_at(place.pose.point)
        assert found is not None
        assert found.id == place.room
    assert all(home.place(thing.place) is not None for thing in home.objects)
    assert {seat.piece for seat in HOME.seats} <= {piece.id for piece in home.furniture}


def test_objects_stand_on_furniture_within_the_arms_reach() -> None:
    for thing in HOME.objects:
        place = HOME.home().place(thing.household.place)
        assert place is not None
        away_m = math.hypot(thing.position_m[0] - place.pose.x_m, thing.position_m[1] - place.pose.y_m)
        assert 0.5 < away_m < 0.9
        tops = [
            box.centre_m[2] + box.size_m[2] / 2
            for piece in HOME.pieces
            for box in piece.boxes
            if math.hypot(piece.pose.x_m - thing.position_m[0], piece.pose.y_m - thing.position_m[1]) < 0.5
        ]
        assert any(abs(top - thing.position_m[2]) < 1e-6 for top in tops)


def test_a_turned_piece_is_drawn_and_mapped_turned() -> None:
    shelf = Piece(
        id="shelf",
        name=Text(zh="架子", en="shelf"),
        pose=Pose(x_m=2.0, y_m=1.0, yaw_rad=math.pi / 2),
        boxes=(Box(centre_m=(0.5, 0.0, 0.5), size_m=(1.0, 0.2, 1.0), colour=(1.0, 1.0, 1.0, 1.0)),),
    )
    room = Apartment(
        rooms=(),
        outside=(),
        floor_colours={},
        walls=(Wall(start=Point(x_m=0.0, y_m=0.0), end=Point(x_m=4.0, y_m=0.0)),),
        pieces=(shelf,),
        seats=(),
        berths=(),
        objects=(),
        places=(),
        dock=shelf.pose,
        resident_start=shelf.pose,
    )
    corner, occupied = occupancy_grid(room, 0.1)
    rows, columns = np.nonzero(occupied)
    along_y = rows * 0.1 + corner[1] + 0.05
    shelf_columns = columns[along_y > 0.3] * 0.1 + corner[0] + 0.05
    assert along_y.max() == pytest.approx(2.0, abs=0.1)
    assert shelf_columns.min() == pytest.approx(1.9, abs=0.1)
    assert shelf_columns.max() == pytest.approx(2.1, abs=0.1)
    outline = room.home().furniture[0].outline
    assert {(round(point.x_m, 6), round(point.y_m, 6)) for point in outline} == {
        (1.9, 1.0),
        (2.1, 1.0),
        (1.9, 2.0),
        (2.1, 2.0),
    }


def test_a_wall_is_solid_but_for_its_openings() -> None:
    wall = Wall(start=Point(x_m=0.0, y_m=0.0), end=Point(x_m=5.0, y_m=0.0), openings=((1.0, 2.0), (3.0, 4.0)))
    assert wall.solid_spans() == [(-0.05, 1.0), (2.0, 3.0), (4.0, 5.05)]
