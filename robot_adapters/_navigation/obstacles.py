"""What is in the way and not on the map: returns of laser and depth camera that the static map does not explain.

Whatever the map does not explain may be part of a person, and is treated as such.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from carebot.core.home import Pose
from robot_adapters._navigation.footprint import NO_POINTS, Points, in_map_frame
from robot_adapters._navigation.grid import OccupancyGrid

EXPLAINED_M: Final = 0.12
"""A return this near to something on the map belongs to it: one cell, three sigma of the laser, some of the pose."""

LOWEST_M: Final = 0.06
"""Depth points below this height are floor: three sigma of a D435i at 2 m (Intel's data sheet: 2 % of the distance)."""

MEMORY: Final = timedelta(seconds=2)
"""How long a thing counts that the camera, which looks elsewhere now, saw."""

_DEPTH_COLUMNS: Final = 80
"""Columns of a depth picture that are looked at: one every 5 cm at 2 m with a camera as wide as a D435i's."""

_FARTHEST_M: Final = 4.0
_CELL_M: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class DepthView:
    """A depth picture (height, width) in metres along the optical axis, and the 4 x 4 pose of its optical frame."""

    depth_m: NDArray[np.float32]
    fx_px: float
    fy_px: float
    cx_px: float
    cy_px: float
    camera_to_map: NDArray[np.float64]


def laser_points(ranges_m: NDArray[np.float64], pose: Pose) -> Points:
    """The map points of one turn of a laser at the body's origin, counter-clockwise from straight ahead.

    A range that is not a number gives a point that is none, so that a broken laser stops the body.
    """
    angles = np.arange(len(ranges_m)) * (2 * np.pi / len(ranges_m))
    valid = ~((ranges_m <= 0) | np.isposinf(ranges_m))
    near = np.stack([np.cos(angles[valid]), np.sin(angles[valid])], axis=1) * ranges_m[valid, None]
    return in_map_frame(near, pose)


def depth_points(view: DepthView, highest_m: float) -> Points:
    """The map points of all that a depth picture shows within 4 m and between the floor and `highest_m`.

    A point counts where others lie beside it, so a single wrong pixel does not stop the body.
    """
    height, width = view.depth_m.shape
    stride = max(1, width // _DEPTH_COLUMNS)
    rows, columns = np.mgrid[stride // 2 : height : stride, stride // 2 : width : stride]
    ahead_m = view.depth_m[rows, columns].astype(np.float64).ravel()
    valid = np.isfinite(ahead_m) & (ahead_m > 0.1) & (ahead_m < _FARTHEST_M)
    ahead_m = ahead_m[valid]
    right_m = (columns.ravel()[valid] + 0.5 - view.cx_px) / view.fx_px * ahead_m
    down_m = (rows.ravel()[valid] + 0.5 - view.cy_px) / view.fy_px * ahead_m
    seen = np.stack([right_m, down_m, ahead_m], axis=1)
    world = seen @ view.camera_to_map[:3, :3].T + view.camera_to_map[:3, 3]
    return _supported(world[(world[:, 2] > LOWEST_M) & (world[:, 2] < highest_m), :2])


def _supported(points: Points) -> Points:
    """The points that share a 10 cm cell with at least one other."""
    if len(points) == 0:
        return NO_POINTS
    cells = np.floor(points / (2 * _CELL_M)).astype(np.int64)
    across, along = (cells - cells.min(axis=0)).T
    _, where, counts = np.unique(across * (along.max() + 1) + along, return_inverse=True, return_counts=True)
    return points[counts[where] > 1]


def unexplained(points: Points, grid: OccupancyGrid) -> Points:
    """Those of `points` that are far from all on the map, or are no numbers; what is off the map is explained."""
    broken = ~np.isfinite(points).all(axis=1)
    return points[broken | (grid.clearances_m(points) > EXPLAINED_M)]


class ObstacleMemory:
    """The unexplained points of the last two seconds, one to a cell of 5 cm."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, int], timedelta] = {}

    def note(self, points: Points, now: timedelta) -> None:
        """Take in the points seen `now`, and forget what was last seen too long ago."""
        self._seen = {cell: at for cell, at in self._seen.items() if now - at <= MEMORY}
        for x, y in np.floor(points / _CELL_M).astype(np.int64).tolist():
            self._seen[x, y] = now

    def points(self, now: timedelta) -> Points:
        """What is still remembered, as (N, 2) map points."""
        cells = [cell for cell, at in self._seen.items() if now - at <= MEMORY]
        return (np.array(cells, dtype=np.float64) + 0.5) * _CELL_M if cells else NO_POINTS
