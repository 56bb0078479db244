"""The vocabulary of a simulated apartment: walls with openings, furniture made of boxes, seats, small objects.

The robot's map, the panel's map and the physics are all computed from one `Apartment`, so they can never disagree.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from carebot.core.home import Furniture, Home, HouseholdObject, Place, Point, Pose, Room
from carebot.core.language import Text

Colour = tuple[float, float, float, float]

WALL_THICKNESS_M = 0.1
WALL_HEIGHT_M = 2.5
DOOR_HEIGHT_M = 2.05
ROBOT_HEIGHT_M = 1.45
"""The height of Stretch 3 (1.41 m) with a margin: what is above it is no obstacle on its map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box along the axes (or an upright cylinder) in the frame of its piece; full sizes in metres."""

    centre_m: tuple[float, float, float]
    size_m: tuple[float, float, float]
    colour: Colour
    round: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A fixed piece of furniture: its boxes, and where its frame stands on the floor."""

    id: str
    name: Text
    pose: Pose
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Where the resident sits down on a piece: the pose of her pelvis above the seat, and the seat's height."""

    piece: str
    pose: Pose
    height_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Berth:
    """Where the resident lies: the pose of her pelvis, heading from feet to head, and the mattress's height.

    `half_width_m` is how far it is from there to the edges.
    """

    piece: str
    pose: Pose
    height_m: float
    half_width_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """A straight wall along x or y. `openings` are (start, end) distances in metres along it, each door-high."""

    start: Point
    end: Point
    openings: tuple[tuple[float, float], ...] = ()

    @property
    def length_m(self) -> float:
        """The distance from end to end."""
        return self.start.distance_m(self.end)

    def solid_spans(self) -> list[tuple[float, float]]:
        """The floor-to-ceiling stretches between the openings, as (start, end) distances along the wall."""
        edges = [-WALL_THICKNESS_M / 2, *(edge for opening in self.openings for edge in opening)]
        edges.append(self.length_m + WALL_THICKNESS_M / 2)
        return list(zip(edges[::2], edges[1::2], strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallObject:
    """A thing that can be grasped: a cylinder (diameter, diameter, height) or a box, standing at `position_m`."""

    household: HouseholdObject
    position_m: tuple[float, float, float]
    size_m: tuple[float, float, float]
    colour: Colour
    round: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Apartment:
    """The whole home as data. `outside` is what lies beyond its doors: on the map, and never built."""

    rooms: tuple[Room, ...]
    outside: tuple[Room, ...]
    floor_colours: dict[str, Colour]
    walls: tuple[Wall, ...]
    pieces: tuple[Piece, ...]
    seats: tuple[Seat, ...]
    berths: tuple[Berth, ...]
    objects: tuple[SmallObject, ...]
    places: tuple[Place, ...]
    dock: Pose
    resident_start: Pose

    def home(self) -> Home:
        """The home as the rest of carebot speaks of it."""
        return Home(
            rooms=(*self.rooms, *self.outside),
            places=self.places,
            objects=tuple(thing.household for thing in self.objects),
            furniture=tuple(
                Furniture(
                    id=piece.id,
                    name=piece.name,
                    outline=_outline(piece),
                    rest_height_m=self._rest_height_m(piece.id),
                )
                for piece in self.pieces
                if piece.boxes
            ),
        )

    def _rest_height_m(self, piece_id: str) -> float:
        rest = self.berth(piece_id) or self.seat(piece_id)
        return rest.height_m if rest else 0.0

    def seat(self, piece_id: str) -> Seat | None:
        """The seat on this piece of furniture."""
        return next((seat for seat in self.seats if seat.piece == piece_id), None)

    def berth(self, piece_id: str) -> Berth | None:
        """The place to lie on this piece of furniture."""
        return next((berth for berth in self.berths if berth.piece == piece_id), None)

    def footprints(self) -> list[NDArray[np.float64]]:
        """Everything a robot can run into, each as the four corners (4, 2) of its footprint in metres."""
        found = [_wall_corners(wall, span) for wall in self.walls for span in wall.solid_spans()]
        for piece in self.pieces:
            low = (box for box in piece.boxes if box.centre_m[2] - box.size_m[2] / 2 < ROBOT_HEIGHT_M)
            found.extend(_corners(piece.pose, box.centre_m, box.size_m) for box in low)
        return found


def occupancy_grid(apartment: Apartment, resolution_m: float) -> tuple[tuple[float, float], NDArray[np.bool_]]:
    """The robot's static map: the (x, y) of its corner in metres, and [row along y, column along x], true = occupied.

    A cell is occupied when its centre lies inside a footprint grown by half a cell, so thin walls never vanish.
    """
    footprints = apartment.footprints()
    every = np.concatenate(footprints)
    low = np.floor(every.min(axis=0) / resolution_m) * resolution_m
    columns, rows = np.ceil((every.max(axis=0) - low) / resolution_m).astype(int)
    x_m, y_m = np.meshgrid(
        low[0] + (np.arange(columns) + 0.5) * resolution_m, low[1] + (np.arange(rows) + 0.5) * resolution_m
    )
    occupied = np.zeros((rows, columns), dtype=np.bool_)
    for corners in footprints:
        occupied |= _inside(corners, x_m, y_m, resolution_m / 2)
    return (float(low[0]), float(low[1])), occupied


def _inside(
    corners: NDArray[np.float64], x_m: NDArray[np.float64], y_m: NDArray[np.float64], margin_m: float
) -> NDArray[np.bool_]:
    """Which points lie in the rectangle with these corners, grown by `margin_m`."""
    centre = corners.mean(axis=0)
    result = np.ones(x_m.shape, dtype=np.bool_)
    for edge in (corners[1] - corners[0], corners[3] - corners[0]):
        length = float(np.hypot(*edge))
        along = ((x_m - centre[0]) * edge[0] + (y_m - centre[1]) * edge[1]) / length
        result &= np.abs(along) <= length / 2 + margin_m
    return result


def _corners(
    pose: Pose, centre_m: tuple[float, float, float], size_m: tuple[float, float, float]
) -> NDArray[np.float64]:
    """The footprint (4, 2) of a box given in the frame of `pose`."""
    cos, sin = math.cos(pose.yaw_rad), math.sin(pose.yaw_rad)
    signs = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)], dtype=np.float64)
    local = np.array(centre_m[:2]) + signs * np.array(size_m[:2]) / 2
    corners: NDArray[np.float64] = local @ np.array([[cos, sin], [-sin, cos]]) + (pose.x_m, pose.y_m)
    return corners


def _wall_corners(wall: Wall, span: tuple[float, float]) -> NDArray[np.float64]:
    """The footprint (4, 2) of one solid stretch of a wall."""
    yaw_rad = math.atan2(wall.end.y_m - wall.start.y_m, wall.end.x_m - wall.start.x_m)
    pose = Pose(x_m=wall.start.x_m, y_m=wall.start.y_m, yaw_rad=yaw_rad)
    return _corners(pose, ((span[0] + span[1]) / 2, 0.0, 0.0), (span[1] - span[0], WALL_THICKNESS_M, 0.0))


def _outline(piece: Piece) -> tuple[Point, ...]:
    """The rectangle, in the piece's own frame, around all its boxes, as map points."""
    low = [min(box.centre_m[axis] - box.size_m[axis] / 2 for box in piece.boxes) for axis in (0, 1)]
    high = [max(box.centre_m[axis] + box.size_m[axis] / 2 for box in piece.boxes) for axis in (0, 1)]
    centre = ((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, 0.0)
    corners = _corners(piece.pose, centre, (high[0] - low[0], high[1] - low[1], 0.0))
    return tuple(Point(x_m=float(x_m), y_m=float(y_m)) for x_m, y_m in corners)
