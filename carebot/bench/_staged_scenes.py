"""Scenes for the simulated home, each made of a seed alone: where, who, what light, what camera, what happens.

A scene is told by seed, so that a miss can be seen again: the same seed always makes the same scene.
"""

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from carebot.core.home import Home, Point, Pose, RoomId
from robot_adapters.scenes.watched_home import (
    Arrangement,
    Fall,
    Viewpoint,
    WatchedHome,
    exercise,
    plan,
    squat,
    stoop,
    tie_shoe,
)

ROOMS: Final = ("living_room", "kitchen", "bedroom", "hallway")
"""Rooms with cameras: none hangs in a bathroom."""
SEATS: Final = {"living_room": ("sofa", "armchair"), "kitchen": ("dining_chair",), "bedroom": ("bed",)}
BERTHS: Final = {"bedroom": "bed"}
STATURES_M: Final = (1.42, 1.52, 1.63)
_LIGHTS: Final = (1.0, 1.3, 0.55, 0.35)
_WALL_M: Final = 0.25
_ROOM_TO_SQUAT_M: Final = 0.3
_NEAREST_M, _FARTHEST_M = 1.8, 4.8
_PATIENCE_S: Final = 40.0


class Kind(StrEnum):
    """How somebody comes to lie on the floor."""

    STANDING = "standing"
    WALKING = "walking"
    OFF_SEAT = "off_seat"
    OUT_OF_BED = "out_of_bed"
    ALREADY_DOWN = "already_down"


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedFall:
    """A fall to be played, off `piece` where it is one off furniture. `placed`: the camera knows its place."""

    seed: int
    room: RoomId
    kind: Kind
    direction: Fall
    piece: str
    scene: Arrangement
    stature_m: float
    placed: bool

    @property
    def camera(self) -> str:
        """What its camera is called: the engine follows a stream by its name, and nothing of one scene into another."""
        return f"fall {self.seed}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedDay:
    """A stretch of ordinary life before one camera: the names of what is done, one after the other."""

    seed: int
    room: RoomId
    activities: tuple[str, ...]
    scene: Arrangement
    stature_m: float
    placed: bool

    @property
    def camera(self) -> str:
        """What its camera is called: the engine follows a stream by its name, and nothing of one scene into another."""
        return f"day {self.seed}"


def staged_fall(seed: int, home: Home) -> StagedFall:
    """The fall of this seed; kinds follow each other, the rest is drawn."""
    draw = random.Random(f"fall {seed}")  # noqa: S311 - scenes, no secrets
    kind = tuple(Kind)[seed % len(Kind)]
    rooms = {Kind.OFF_SEAT: tuple(SEATS)[:2], Kind.OUT_OF_BED: tuple(BERTHS)}.get(kind, ROOMS)
    room = draw.choice(rooms)
    sides = (Fall.LEFT, Fall.RIGHT) if kind is Kind.OUT_OF_BED else tuple(Fall)
    piece = {Kind.OFF_SEAT: draw.choice(SEATS.get(room, ("",))), Kind.OUT_OF_BED: BERTHS.get(room, "")}.get(kind, "")
    return StagedFall(
        seed=seed,
        room=room,
        kind=kind,
        direction=draw.choice(sides),
        piece=piece,
        scene=_arranged(draw, home, room, piece),
        stature_m=STATURES_M[seed % len(STATURES_M)],
        placed=draw.random() < 0.5,
    )


def staged_day(seed: int, home: Home) -> StagedDay:
    """The stretch of life of this seed."""
    draw = random.Random(f"day {seed}")  # noqa: S311 - scenes, no secrets
    room = ROOMS[seed % len(ROOMS)]
    known = ["walk", "stoop", "squat", "exercise", "rest", "visit"]
    known += ["sit", "sit_hard", "tie_shoe"] if room in SEATS else []
    known += ["lie"] if room in BERTHS else []
    return StagedDay(
        seed=seed,
        room=room,
        activities=tuple(draw.choice(known) for _ in range(8)),
        scene=_arranged(draw, home, room, visited=True),
        stature_m=STATURES_M[seed % len(STATURES_M)],
        placed=draw.random() < 0.5,
    )


def spot_in(draw: random.Random, home: Home, room_id: RoomId, margin_m: float = 0.45) -> Point:
    """A point of the room's floor where nothing stands."""
    room = home.room(room_id)
    assert room is not None, "scenes are played in rooms of this home"
    xs, ys = [corner.x_m for corner in room.outline], [corner.y_m for corner in room.outline]
    while True:
        point = Point(
            x_m=draw.uniform(min(xs) + margin_m, max(xs) - margin_m),
            y_m=draw.uniform(min(ys) + margin_m, max(ys) - margin_m),
        )
        if all(clear_m(point, piece.outline) > margin_m - _WALL_M for piece in home.furniture):
            return point


def activity(name: str, draw: random.Random, home: WatchedHome, room: RoomId) -> Iterator[float]:
    """Have it done; yields how many seconds to watch before it goes on."""
    person = home.resident
    seat = draw.choice(SEATS.get(room, ("",)))
    begin: dict[str, Callable[[], None]] = {
        "walk": lambda: _walk(draw, home, room),
        "stoop": lambda: person.do(stoop),
        "squat": lambda: person.do(squat),
        "exercise": lambda: person.do(exercise),
        "sit": lambda: person.sit_on(seat),
        "sit_hard": lambda: person.sit_on(seat, hard=True),
        "tie_shoe": lambda: person.sit_on(seat),
        "lie": lambda: person.lie_on(BERTHS[room]),
    }
    if name in {"stoop", "squat", "exercise"}:
        person.stand_up()
        if not _stands_free(home):
            _walk(draw, home, room)
            yield from _until_still(home)
    if name == "visit":
        spot = spot_in(draw, plan(), room)
        home.visitor.walk_to(spot.x_m, spot.y_m)
    begin.get(name, lambda: None)()
    yield from _until_still(home)
    if name == "tie_shoe":
        person.do(tie_shoe)
        yield from _until_still(home)
    yield draw.uniform(4.0, 15.0) if name in {"rest", "lie", "sit"} else 1.0


def _walk(draw: random.Random, home: WatchedHome, room: RoomId) -> None:
    spot = spot_in(draw, plan(), room)
    home.resident.walk_to(spot.x_m, spot.y_m)


def _stands_free(home: WatchedHome) -> bool:
    """Whether nothing stands where she would squat: her body is moved, and goes through a chair."""
    x_m, y_m, _ = home.resident.truth().pelvis_m
    here = Point(x_m=float(x_m), y_m=float(y_m))
    return all(clear_m(here, piece.outline) > _ROOM_TO_SQUAT_M for piece in plan().furniture)


def _until_still(home: WatchedHome) -> Iterator[float]:
    waited_s = 0.0
    while waited_s < _PATIENCE_S and not (home.resident.still and home.visitor.still):
        waited_s += 0.5
        yield 0.5


def _arranged(draw: random.Random, home: Home, room: RoomId, piece: str = "", *, visited: bool = False) -> Arrangement:
    spot = spot_in(draw, home, room)
    aim = next((_middle(one.outline) for one in home.furniture if one.id == piece), spot)
    view = _viewpoint(draw, home, room, aim)
    half_way = draw.uniform(0.35, 0.6)
    aside_m, ahead_m = view.place_m[0] - aim.x_m, view.place_m[1] - aim.y_m
    screen = Pose(
        x_m=aim.x_m + half_way * aside_m, y_m=aim.y_m + half_way * ahead_m, yaw_rad=math.atan2(ahead_m, aside_m)
    )
    visitor = spot_in(draw, home, room) if visited or draw.random() < 0.25 else None
    return Arrangement(
        resident=Pose(x_m=spot.x_m, y_m=spot.y_m, yaw_rad=draw.uniform(-math.pi, math.pi)),
        view=view,
        light=draw.choice(_LIGHTS),
        garments=tuple((draw.random(), draw.random(), draw.random()) for _ in range(2)),
        screen=screen if draw.random() < 0.2 else None,
        visitor=None if visitor is None else Pose(x_m=visitor.x_m, y_m=visitor.y_m, yaw_rad=draw.uniform(-3.0, 3.0)),
    )


def _viewpoint(draw: random.Random, home: Home, room: RoomId, spot: Point) -> Viewpoint:
    """A camera on a wall, a shelf or a table of the same room, turned to where she is."""
    while True:
        place = spot_in(draw, home, room, _WALL_M)
        if _NEAREST_M <= place.distance_m(spot) <= _FARTHEST_M:
            break
    aim = draw.uniform(0.5, 0.9)
    return Viewpoint(
        place_m=(place.x_m, place.y_m, draw.uniform(0.9, 2.3)),
        target_m=(spot.x_m + draw.uniform(-0.4, 0.4), spot.y_m + draw.uniform(-0.4, 0.4), aim),
        fov_deg=draw.uniform(48.0, 70.0),
        roll_rad=draw.gauss(0.0, math.radians(2.0)),
    )


def _middle(outline: tuple[Point, ...]) -> Point:
    return Point(
        x_m=sum(corner.x_m for corner in outline) / len(outline),
        y_m=sum(corner.y_m for corner in outline) / len(outline),
    )


def clear_m(point: Point, outline: tuple[Point, ...]) -> float:
    """How far a point is from a piece's bounding rectangle; 0 inside."""
    xs, ys = [corner.x_m for corner in outline], [corner.y_m for corner in outline]
    aside_m = max(min(xs) - point.x_m, 0.0, point.x_m - max(xs))
    ahead_m = max(min(ys) - point.y_m, 0.0, point.y_m - max(ys))
    return math.hypot(aside_m, ahead_m)
