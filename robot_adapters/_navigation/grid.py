"""The map that a body plans on: occupied cells, and how far each cell is from the nearest of them."""

import math
from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from carebot.core.home import Point
from robot_adapters._navigation.footprint import Points

_REACH_M: Final = 1.2
"""How far from an obstacle the clearance of cells is lowered: beyond it nothing that plans or drives cares."""

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OccupancyGrid:
    """A grid over the floor; [row along y, column along x], `origin` is the corner of cell (0, 0).

    `clearance_m` is the distance from a cell's centre to the centre of the nearest occupied cell or obstacle.
    """

    origin: Point
    resolution_m: float
    occupied: NDArray[np.bool_]
    clearance_m: NDArray[np.float64]

    @classmethod
    def build(cls, origin: Point, resolution_m: float, occupied: NDArray[np.bool_]) -> Self:
        """A grid with its clearances worked out."""
        clearance_m = np.sqrt(_squared_distances(occupied)) * resolution_m
        return cls(origin=origin, resolution_m=resolution_m, occupied=occupied, clearance_m=clearance_m)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        rows, columns = self.occupied.shape
        return rows, columns

    def cell(self, point: Point) -> Cell | None:
        """The cell that `point` lies in; None off the map or where the point is not a finite one."""
        if not (math.isfinite(point.x_m) and math.isfinite(point.y_m)):
            return None
        row = math.floor((point.y_m - self.origin.y_m) / self.resolution_m)
        column = math.floor((point.x_m - self.origin.x_m) / self.resolution_m)
        rows, columns = self.shape
        return (row, column) if 0 <= row < rows and 0 <= column < columns else None

    def centre(self, cell: Cell) -> Point:
        """The middle of a cell."""
        row, column = cell
        return Point(
            x_m=self.origin.x_m + (column + 0.5) * self.resolution_m,
            y_m=self.origin.y_m + (row + 0.5) * self.resolution_m,
        )

    def clearances_m(self, points: Points) -> NDArray[np.float64]:
        """The clearance (N,) at each of `points` (N, 2); 0 off the map."""
        corner = np.array([self.origin.x_m, self.origin.y_m])
        with np.errstate(invalid="ignore"):
            columns, rows = np.floor((points - corner) / self.resolution_m).T
        height, width = self.shape
        inside = (rows >= 0) & (rows < height) & (columns >= 0) & (columns < width)
        found = np.zeros(len(points))
        found[inside] = self.clearance_m[rows[inside].astype(int), columns[inside].astype(int)]
        return found

    def along_m(self, start: Point, end: Point) -> NDArray[np.float64]:
        """The clearances of the straight way from `start` to `end`, at least one for every half cell."""
        count = max(2, math.ceil(2 * start.distance_m(end) / self.resolution_m) + 1)
        shares = np.linspace(0.0, 1.0, count)[:, None]
        ends = np.array([[start.x_m, start.y_m], [end.x_m, end.y_m]])
        return self.clearances_m(ends[0] + shares * (ends[1] - ends[0]))

    def sees(self, start: Point, end: Point) -> bool:
        """Whether nothing occupied lies on the straight way from `start` to `end`."""
        return bool((self.along_m(start, end) > 0).all())

    def with_obstacles(self, points: Points) -> Self:
        """The same map with obstacles at `points` (N, 2) that it did not know; occupied cells stay as they are."""
        clearance_m = self.clearance_m.copy()
        reach = math.ceil(_REACH_M / self.resolution_m)
        rows, columns = self.shape
        for row, column in self._cells_of(points):
            top, bottom = max(0, row - reach), min(rows, row + reach + 1)
            left, right = max(0, column - reach), min(columns, column + reach + 1)
            down, across = np.arange(top, bottom) - row, np.arange(left, right) - column
            distances_m = np.hypot(down[:, None], across[None, :]) * self.resolution_m
            window = clearance_m[top:bottom, left:right]
            np.minimum(window, distances_m, out=window)
        return replace(self, clearance_m=clearance_m)

    def _cells_of(self, points: Points) -> set[Cell]:
        places = (self.cell(Point(x_m=float(x_m), y_m=float(y_m))) for x_m, y_m in points)
        return {cell for cell in places if cell is not None}


def _squared_distances(occupied: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The squared distance, in cells, from each cell to the nearest occupied one.

    The exact Euclidean transform, one axis after the other (Felzenszwalb and Huttenlocher 2012, section 2.1); the lower
    envelope is taken by brute force, which is fast enough for a home.
    """
    squared = np.where(occupied, 0.0, np.inf)
    for axis in (0, 1):
        steps = np.arange(squared.shape[axis], dtype=np.float64)
        offsets = (steps[:, None] - steps[None, :]) ** 2
        lines = np.moveaxis(squared, axis, 0)
        lines = np.stack([(offsets + line[None, :]).min(axis=1) for line in lines.T], axis=1)
        squared = np.moveaxis(lines, 0, axis)
    return squared
