"""Finds ways around furniture, obstacles and people: A* on the grid, then straightened where that costs nothing.

A way never leads through a person, and keeps away from people and edges where there is room to.
"""

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from carebot.core.home import Point
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from robot_adapters._navigation.grid import Cell, OccupancyGrid

PERSON_RADIUS_M: Final = 0.3
"""Half the breadth of a person with her arms (shoulder breadth 0.5 m at most, ISO 7250-3) and a little sway."""

_COMFORT_M: Final = 0.3
"""Room beside the body below which a way becomes dearer."""
_PERSONAL_SPACE_M: Final = 1.2
"""Where personal space ends (Hall, The Hidden Dimension, 1966): nearer to a person a way becomes dearer."""
_EDGE_COST: Final = 4.0
_PERSON_COST: Final = 15.0
DEAREST: Final = 1.0 + _EDGE_COST + _PERSON_COST
"""What a metre costs at most beside one person; beside several it may cost more."""

_LEEWAY_M: Final = 0.6
"""How far around its start, where it may stand too near something, the body may move with less room than usual."""
_STRAIGHTENING_TOLERANCE: Final = 1.02

_DIAGONAL: Final = math.sqrt(2.0)
_STEPS: Final = tuple((down, across) for down in (-1, 0, 1) for across in (-1, 0, 1) if (down, across) != (0, 0))

_OFF_THE_MAP: Final = Text(
    zh="起点或目的地不在地图上，无法规划路线。", en="The start or the goal is off the map, so no way can be planned."
)
_NO_WAY: Final = Text(
    zh="找不到能通过的路，请看看是不是有东西挡住了。",
    en="There is no way through; please see whether something blocks it.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terrain:
    """What the planner needs of the floor: the room left beside the body in metres, and what a step there costs."""

    grid: OccupancyGrid
    spare_m: NDArray[np.float64]
    cost: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goals:
    """Cells to end in, each with what ending there costs in metres; all lie within `reach_m` of `centre`."""

    cells: dict[Cell, float]
    centre: Point
    reach_m: float = 0.0


Path = tuple[Point, ...]


def terrain(grid: OccupancyGrid, people: Sequence[Point], radius_m: float) -> Terrain:
    """The floor for a body of `radius_m` among `people`; where the spare room is negative it does not fit."""
    spare_m = grid.clearance_m - radius_m
    cost = 1.0 + _EDGE_COST * np.clip(1.0 - spare_m / _COMFORT_M, 0.0, 1.0) ** 2
    rows, columns = grid.shape
    x_m = grid.origin.x_m + (np.arange(columns) + 0.5) * grid.resolution_m
    y_m = grid.origin.y_m + (np.arange(rows) + 0.5) * grid.resolution_m
    for person in people:
        beside_m = np.hypot(y_m[:, None] - person.y_m, x_m[None, :] - person.x_m) - radius_m - PERSON_RADIUS_M
        spare_m = np.minimum(spare_m, beside_m)
        cost = cost + _PERSON_COST * np.clip(1.0 - beside_m / _PERSONAL_SPACE_M, 0.0, 1.0) ** 2
    return Terrain(grid=grid, spare_m=spare_m, cost=cost)


def goal_at(grid: OccupancyGrid, point: Point) -> Goals:
    """The goal of ending exactly at `point`."""
    cell = grid.cell(point)
    return Goals(cells={} if cell is None else {cell: 0.0}, centre=point)


def plan(floor: Terrain, start: Point, goals: Goals) -> Path | Outcome:
    """The cheapest way from `start` to one of `goals`, or an outcome PLANNING that says why there is none."""
    first = floor.grid.cell(start)
    if first is None or not goals.cells:
        return Outcome(result=Result.PLANNING, detail=_OFF_THE_MAP)
    cells = _search(floor, _passable(floor, first), first, goals)
    if cells is None:
        return Outcome(result=Result.PLANNING, detail=_NO_WAY)
    points = [floor.grid.centre(cell) for cell in cells]
    points[0] = start
    if goals.reach_m == 0.0:
        points[-1] = goals.centre
    return tuple(_straightened(floor, points))


def _passable(floor: Terrain, first: Cell) -> NDArray[np.bool_]:
    """Where the body fits; around `first` also where it stands no worse than at present, so that it can leave."""
    rows, columns = floor.grid.shape
    away_m = np.hypot(np.arange(rows)[:, None] - first[0], np.arange(columns)[None, :] - first[1])
    near = away_m * floor.grid.resolution_m <= _LEEWAY_M
    no_worse = floor.spare_m >= min(0.0, float(floor.spare_m[first])) - floor.grid.resolution_m / 2
    passable: NDArray[np.bool_] = (floor.spare_m >= 0.0) | (near & no_worse & ~floor.grid.occupied)
    passable[first] = True
    return passable


def _search(floor: Terrain, passable: NDArray[np.bool_], first: Cell, goals: Goals) -> list[Cell] | None:
    """A* over the eight neighbours (Hart, Nilsson, Raphael 1968), on flat lists for speed; None: no goal is reached."""
    rows, columns = floor.grid.shape
    resolution_m = floor.grid.resolution_m
    fits, cost = passable.ravel().tolist(), floor.cost.ravel().tolist()
    ahead = _heuristic(floor.grid, goals).ravel().tolist()
    ends = {row * columns + column: extra for (row, column), extra in goals.cells.items()}
    steps = [(down, across, math.hypot(down, across) * resolution_m) for down, across in _STEPS]
    start = first[0] * columns + first[1]
    reached, came_from = {start: 0.0}, {start: start}
    frontier = [(ahead[start], start)]
    while frontier:
        _, here = heapq.heappop(frontier)
        if here == -1:
            return _unwound(came_from, columns)
        row, column = divmod(here, columns)
        so_far = reached[here]
        if here in ends and so_far + ends[here] < reached.get(-1, math.inf):
            reached[-1], came_from[-1] = so_far + ends[here], here
            heapq.heappush(frontier, (reached[-1], -1))
        for down, across, length_m in steps:
            if not (0 <= row + down < rows and 0 <= column + across < columns):
                continue
            there = here + down * columns + across
            total = so_far + length_m * cost[there]
            if fits[there] and total < reached.get(there, math.inf):
                reached[there], came_from[there] = total, here
                heapq.heappush(frontier, (total + ahead[there], there))
    return None


def _heuristic(grid: OccupancyGrid, goals: Goals) -> NDArray[np.float64]:
    """A lower bound of the cost from each cell to any goal: no step costs less than its length."""
    rows, columns = grid.shape
    x_m = grid.origin.x_m + (np.arange(columns) + 0.5) * grid.resolution_m
    y_m = grid.origin.y_m + (np.arange(rows) + 0.5) * grid.resolution_m
    away_m = np.hypot(y_m[:, None] - goals.centre.y_m, x_m[None, :] - goals.centre.x_m)
    bound: NDArray[np.float64] = np.maximum(0.0, away_m - goals.reach_m - _DIAGONAL * grid.resolution_m)
    return bound


def _unwound(came_from: dict[int, int], columns: int) -> list[Cell]:
    """The cells from the start to the end that -1 stands for."""
    here = came_from[-1]
    cells = [divmod(here, columns)]
    while came_from[here] != here:
        here = came_from[here]
        cells.append(divmod(here, columns))
    return cells[::-1]


def _straightened(floor: Terrain, points: list[Point]) -> list[Point]:
    """The way without the corners that can be cut at no more cost and without leaving the room that it needs."""
    costs = [0.0]
    for before, after in pairwise(points):
        costs.append(costs[-1] + _line_cost(floor, before, after, floor_m=-math.inf))
    kept, here = [points[0]], 0
    while here < len(points) - 1:
        there = here + 1
        for candidate in range(len(points) - 1, here + 1, -1):
            along = (costs[candidate] - costs[here]) * _STRAIGHTENING_TOLERANCE
            if _line_cost(floor, points[here], points[candidate], floor_m=0.0) <= along:
                there = candidate
                break
        kept.append(points[there])
        here = there
    return kept


def _line_cost(floor: Terrain, start: Point, end: Point, *, floor_m: float) -> float:
    """The cost of the straight line between two points, infinite where its spare room falls below `floor_m`."""
    length_m = start.distance_m(end)
    count = max(2, math.ceil(length_m / floor.grid.resolution_m) + 1)
    shares = np.linspace(0.0, 1.0, count)
    columns = ((start.x_m + shares * (end.x_m - start.x_m)) - floor.grid.origin.x_m) / floor.grid.resolution_m
    rows = ((start.y_m + shares * (end.y_m - start.y_m)) - floor.grid.origin.y_m) / floor.grid.resolution_m
    height, width = floor.grid.shape
    cells = (np.clip(rows.astype(int), 0, height - 1), np.clip(columns.astype(int), 0, width - 1))
    if floor.spare_m[cells].min() < floor_m:
        return math.inf
    return float(floor.cost[cells].mean()) * length_m
