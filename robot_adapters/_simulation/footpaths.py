"""Where the resident can walk: the cheapest way over a grid of the floor, keeping off walls and furniture.

She knows her home; the robot plans with its own map and planner, and never asks this one.
"""

import heapq
import math

import numpy as np
from numpy.typing import NDArray

from carebot.core.home import Point
from robot_adapters._simulation.apartment import Apartment, occupancy_grid

CELL_M = 0.1
COMFORTABLE_CELLS = 3
"""Within this many cells of an obstacle each step costs more: she squeezes through only where she must."""

BERTH_M = 0.6
"""How wide a berth she gives the robot: half of its length and half of her width, with a hand's breadth to spare."""

_NEIGHBOURS = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy]
Cell = tuple[int, int]


class Footpaths:
    """Ways over the floor of one apartment."""

    def __init__(self, apartment: Apartment) -> None:
        self._corner, self._occupied = occupancy_grid(apartment, CELL_M)
        self._cost = _step_costs(self._occupied)

    def path(self, start: Point, goal: Point, avoiding: Point | None = None) -> list[Point] | None:
        """The points to walk through, ending with `goal`, clear of somebody `avoiding`; None where there is no way."""
        free = ~self._occupied if avoiding is None else ~self._occupied & ~self._around(avoiding)
        first, last = _nearest(free, self._cell(start)), _nearest(free, self._cell(goal))
        cells = self._search(first, last, free)
        if cells is None:
            return None
        return [*(self._centre(cell) for cell in cells[2:-2:2]), goal]

    def nearest_free(self, point: Point) -> Point:
        """The nearest point where she can stand without touching anything."""
        return self._centre(_nearest(self._cost <= 1.0, self._cell(point)))

    def _search(self, start: Cell, goal: Cell, free: NDArray[np.bool_]) -> list[Cell] | None:
        """Dijkstra's algorithm; a step costs its length times the price of the cell it enters. Walls close the grid."""
        best: dict[Cell, float] = {start: 0.0}
        came_from: dict[Cell, Cell] = {}
        queue = [(0.0, start)]
        while queue:
            cost, cell = heapq.heappop(queue)
            if cell == goal:
                return _traced(came_from, goal)
            for dx, dy in _NEIGHBOURS:
                following = (cell[0] + dx, cell[1] + dy)
                if not free[following]:
                    continue
                total = cost + math.hypot(dx, dy) * float(self._cost[following])
                if total < best.get(following, math.inf):
                    best[following] = total
                    came_from[following] = cell
                    heapq.heappush(queue, (total, following))
        return None

    def _around(self, point: Point) -> NDArray[np.bool_]:
        """The cells that somebody at `point` takes up."""
        rows, columns = np.indices(self._occupied.shape)
        y_m = self._corner[1] + (rows + 0.5) * CELL_M - point.y_m
        x_m = self._corner[0] + (columns + 0.5) * CELL_M - point.x_m
        near: NDArray[np.bool_] = np.hypot(x_m, y_m) < BERTH_M
        return near

    def _cell(self, point: Point) -> Cell:
        return int((point.y_m - self._corner[1]) // CELL_M), int((point.x_m - self._corner[0]) // CELL_M)

    def _centre(self, cell: Cell) -> Point:
        return Point(x_m=self._corner[0] + (cell[1] + 0.5) * CELL_M, y_m=self._corner[1] + (cell[0] + 0.5) * CELL_M)


def _nearest(allowed: NDArray[np.bool_], cell: Cell) -> Cell:
    """The allowed cell nearest to `cell`."""
    rows, columns = np.nonzero(allowed)
    index = int(np.argmin((rows - cell[0]) ** 2 + (columns - cell[1]) ** 2))
    return int(rows[index]), int(columns[index])


def _step_costs(occupied: NDArray[np.bool_]) -> NDArray[np.float64]:
    """One where an obstacle is far, up to 10 next to one."""
    cost = np.ones(occupied.shape)
    near = occupied
    for distance in range(1, COMFORTABLE_CELLS + 1):
        near = _grown(near)
        cost = np.where(near & (cost == 1.0), 10.0 / distance, cost)
    return cost


def _grown(cells: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The cells and their eight neighbours."""
    padded = np.pad(cells, 1)
    rows, columns = cells.shape
    result = cells.copy()
    for dx, dy in _NEIGHBOURS:
        result |= padded[1 + dx : 1 + dx + rows, 1 + dy : 1 + dy + columns]
    return result


def _traced(came_from: dict[Cell, Cell], goal: Cell) -> list[Cell]:
    """The cells from the start to `goal`."""
    cells = [goal]
    while cells[-1] in came_from:
        cells.append(came_from[cells[-1]])
    return cells[::-1]
