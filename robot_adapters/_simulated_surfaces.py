"""Where the arm can put something down: the tops of tables beside the body, as its map has them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from carebot.core.home import Point, Pose
from robot_adapters._navigation.footprint import in_body_frame, in_map_frame
from robot_adapters._simulation.apartment import Apartment, Box, Piece

_LOWEST_M, _HIGHEST_M = 0.3, 1.0
_NEAREST_M, _FARTHEST_M, _STEP_M = 0.56, 0.90, 0.02
_EDGE_M = 0.06
"""Room between the middle of what is put down and the table's edge: a cup's radius and twice what the arm misses by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A point of a surface, and how high that is above the floor."""

    point: Point
    height_m: float


def spot_beside(apartment: Apartment, pose: Pose) -> Spot | None:
    """The nearest free spot straight to the right of a body at `pose`; None where no table is in the arm's reach."""
    for away_m in np.arange(_NEAREST_M, _FARTHEST_M, _STEP_M):
        x_m, y_m = in_map_frame(np.array([[0.0, -away_m]]), pose)[0]
        point = Point(x_m=float(x_m), y_m=float(y_m))
        height_m = max((top for top in _tops(apartment, point, _EDGE_M)), default=0.0)
        highest_m = max((top for top in _tops(apartment, point, -_EDGE_M)), default=0.0)
        if _LOWEST_M <= height_m <= _HIGHEST_M and math.isclose(height_m, highest_m):
            return Spot(point=point, height_m=height_m)
    return None


def _tops(apartment: Apartment, point: Point, margin_m: float) -> Iterator[float]:
    """The heights of all boxes under `point` that reach at least `margin_m` beyond it; seats and beds bear nothing."""
    soft = {seat.piece for seat in apartment.seats} | {berth.piece for berth in apartment.berths}
    for piece in apartment.pieces:
        if piece.id in soft and margin_m > 0:
            continue
        yield from (_top_m(box) for box in piece.boxes if _under(piece, box, point, margin_m))


def _under(piece: Piece, box: Box, point: Point, margin_m: float) -> bool:
    x_m, y_m = in_body_frame(np.array([[point.x_m, point.y_m]]), piece.pose)[0]
    inside_m = (box.size_m[0] / 2 - abs(x_m - box.centre_m[0]), box.size_m[1] / 2 - abs(y_m - box.centre_m[1]))
    return bool(min(inside_m) >= margin_m)


def _top_m(box: Box) -> float:
    return box.centre_m[2] + box.size_m[2] / 2
