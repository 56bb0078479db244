"""The map: clearances, what is off it, lines of sight, obstacles that it did not know."""

import math

import numpy as np
import pytest

from carebot.core.home import Point
from robot_adapters._navigation.footprint import NO_POINTS
from robot_adapters._navigation.grid import OccupancyGrid
from tests.robot_adapters.navigation.builders import CELL_M, at, points, room


def brute_force_clearance_m(occupied: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> list[list[float]]:
    taken = np.argwhere(occupied)
    rows, columns = occupied.shape
    return [
        [CELL_M * min(math.hypot(row - r, column - c) for r, c in taken) for column in range(columns)]
        for row in range(rows)
    ]


def test_clearances_are_the_true_distances_to_the_nearest_occupied_cell() -> None:
    occupied = np.random.default_rng(3).random((17, 23)) < 0.04
    assert occupied.any()
    grid = OccupancyGrid.build(at(-1.0, 2.0), CELL_M, occupied)
    assert grid.clearance_m == pytest.approx(np.array(brute_force_clearance_m(occupied)))


def test_an_empty_map_is_clear_everywhere() -> None:
    grid = OccupancyGrid.build(at(0.0, 0.0), CELL_M, np.zeros((4, 5), dtype=np.bool_))
    assert np.isinf(grid.clearance_m).all()


def test_cells_and_their_centres_agree() -> None:
    grid = room(2.0, 1.0)
    for cell in ((0, 0), (7, 31), (19, 39)):
        assert grid.cell(grid.centre(cell)) == cell


@pytest.mark.parametrize(
    "point",
    [at(-0.01, 0.5), at(2.01, 0.5), at(0.5, -0.01), at(0.5, 1.01), at(math.nan, 0.5), at(0.5, math.inf)],
)
def test_off_the_map_there_is_no_cell_and_no_clearance(point: Point) -> None:
    grid = room(2.0, 1.0)
    assert grid.cell(point) is None
    assert grid.clearances_m(points((point.x_m, point.y_m))) == [0.0]


def test_a_box_hides_what_is_behind_it() -> None:
    grid = room(4.0, 2.0, (1.9, 0.5, 2.1, 1.5))
    assert grid.sees(at(1.0, 1.0), at(1.7, 1.0))
    assert not grid.sees(at(1.0, 1.0), at(3.0, 1.0))
    assert grid.sees(at(1.0, 1.8), at(3.0, 1.8))


def test_an_obstacle_lowers_clearance_around_it_and_leaves_the_map_as_it_was() -> None:
    grid = room(4.0, 4.0)
    before = grid.clearance_m.copy()
    added = grid.with_obstacles(points((2.0, 2.0)))
    assert added.clearances_m(points((2.0, 2.0), (2.5, 2.0)))[0] == 0.0
    assert added.clearances_m(points((2.5, 2.0)))[0] == pytest.approx(0.5, abs=CELL_M)
    assert (grid.clearance_m == before).all()
    assert not added.occupied[grid.cell(at(2.0, 2.0))]
    assert (added.clearance_m <= before).all()


def test_obstacles_off_the_map_or_without_a_place_change_nothing() -> None:
    grid = room(2.0, 2.0)
    for nothing in (NO_POINTS, points((9.0, 9.0)), points((math.nan, 1.0))):
        assert (grid.with_obstacles(nothing).clearance_m == grid.clearance_m).all()
