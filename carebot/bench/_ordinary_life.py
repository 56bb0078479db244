"""Parts of ordinary days in the simulated home, each made of a seed alone: who lives there, which cameras hang where.

Nothing in them ought to be told: whatever is told is a false alarm.
"""

import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from carebot.bench._doings import MINUTE_S, Doings
from carebot.bench._staged_scenes import ROOMS, STATURES_M, clear_m
from carebot.core.home import Home, Point
from robot_adapters.scenes.watched_home import Viewpoint, WatchedHome

HOUR_S: Final = 3600.0
_VISITORS_M: Final = (1.70, 1.10)
"""A grown-up, and a child of five (WHO growth standards: 1.10 m in the median)."""
CHILD_M: Final = _VISITORS_M[1]
_WALL_M: Final = 0.15
_TALL: Final = frozenset({"refrigerator", "wardrobe", "bookcase"})
_BESIDE_TALL_M: Final = 0.8
"""Nobody hangs a camera over what hides the room from it."""
_WAY_AT_NIGHT: Final = 0.75
"""In each half of the night: one to two ways to the toilet a night (assumed)."""


class Part(StrEnum):
    """The parts of a day, three hours each, each played by itself."""

    DAWN = "dawn"
    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    BEDTIME = "bedtime"
    NIGHT = "night"
    SMALL_HOURS = "small_hours"


_FIRST_HOUR: Final = 5
_HOURS: Final = 3


def span_s(part: Part) -> tuple[float, float]:
    """From and to, in seconds since midnight: eight seeds make 24 hours."""
    first = _FIRST_HOUR + _HOURS * list(Part).index(part)
    return first * HOUR_S, (first + _HOURS) * HOUR_S


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeScene:
    """A home and a part of the day. `cameras` by room; `placed`: they know where they hang. `night_light` in bed."""

    seed: int
    part: Part
    cameras: Mapping[str, Viewpoint]
    placed: bool
    stature_m: float
    visitor_stature_m: float
    night_light: bool


def life_scene(seed: int, home: Home) -> LifeScene:
    """The home of this seed; parts of the day follow each other, the rest is drawn."""
    draw = random.Random(f"life {seed}")  # noqa: S311 - scenes, no secrets
    return LifeScene(
        seed=seed,
        part=tuple(Part)[seed % len(Part)],
        cameras={room: _in_corner(draw, home, room) for room in ROOMS},
        placed=draw.random() < 0.7,
        stature_m=draw.choice(STATURES_M),
        visitor_stature_m=draw.choice(_VISITORS_M),
        night_light=draw.random() < 0.3,
    )


def life(scene: LifeScene, home: WatchedHome) -> tuple[Doings, Iterator[float]]:
    """Who lives it, and how many seconds pass next, again and again, until the part is over."""
    draw = random.Random(f"living {scene.seed}")  # noqa: S311 - scenes, no secrets
    first_s, last_s = span_s(scene.part)
    doings = Doings(home, draw, first_s)
    return doings, _PARTS[scene.part](doings, draw, scene, last_s)


def _dawn(her: Doings, draw: random.Random, scene: LifeScene, until_s: float) -> Iterator[float]:
    """In bed until after six; toilet, washing, dressing, breakfast."""
    yield from _asleep(her, scene, her.now_s + draw.uniform(62, 95) * MINUTE_S)
    her.dark = set()
    for doing in (her.toilet(), her.washes(), her.dresses(), her.cooks(draw.uniform(8, 20))):
        yield from doing
    yield from her.eats(draw.uniform(12, 25))
    yield from her.cooks(draw.uniform(3, 8))
    yield from _at_leisure(her, draw, until_s)


def _morning(her: Doings, draw: random.Random, scene: LifeScene, until_s: float) -> Iterator[float]:
    """Television, tidying, exercise."""
    del scene
    yield from her.watches(draw.uniform(10, 30))
    yield from her.toilet()
    yield from her.tidies(draw.uniform(15, 35))
    yield from _at_leisure(her, draw, her.now_s + draw.uniform(20, 50) * MINUTE_S)
    yield from her.exercises(draw.randint(6, 15))
    yield from _at_leisure(her, draw, until_s)


def _noon(her: Doings, draw: random.Random, scene: LifeScene, until_s: float) -> Iterator[float]:
    """Cooking, the midday meal, a nap in bed, on the sofa or in the armchair."""
    del scene
    yield from her.cooks(draw.uniform(25, 45))
    yield from her.eats(draw.uniform(15, 30))
    yield from her.cooks(draw.uniform(4, 10))
    yield from her.watches(draw.uniform(5, 20))
    nap = draw.choice(("bed", "sofa", ""))
    yield from her.lies(nap, draw.uniform(25, 60)) if nap else her.dozes(draw.uniform(15, 40))
    yield from her.toilet()
    yield from _at_leisure(her, draw, until_s)


def _afternoon(her: Doings, draw: random.Random, scene: LifeScene, until_s: float) -> Iterator[float]:
    """A visitor or a child, tidying."""
    yield from _at_leisure(her, draw, her.now_s + draw.uniform(10, 40) * MINUTE_S)
    child = scene.visitor_stature_m == CHILD_M
    yield from her.child_visits(draw.uniform(30, 60)) if child else her.visited(draw.uniform(40, 80))
    yield from her.toilet()
    yield from her.tidies(draw.uniform(10, 25))
    yield from _at_leisure(her, draw, until_s)


def _evening(her: Doings, draw: random.Random, scene: LifeScene, until_s: float) -> Iterator[float]:
    """Cooking, the evening meal, television."""
    del scene
    yield from her.cooks(draw.uniform(20, 40))
    yield from her.eats(draw.uniform(15, 30))
    yield from her.cooks(draw.uniform(4, 10))
    yield from _at_leisure(her, draw, until_s)


def _bedtime(her: Doings, draw: random.Random, scene: LifeScene, until_s: float) -> Iterator[float]:
    """Television, going to bed, sleep."""
    yield from her.watches(draw.uniform(30, 75))
    for doing in (her.toilet(), her.washes(), her.undresses(), her.lies("bed", draw.uniform(3, 15))):
        yield from doing
    yield from _asleep(her, scene, until_s)


def _night(her: Doings, draw: random.Random, scene: LifeScene, until_s: float) -> Iterator[float]:
    """Sleep, and in nearly every night a way to the toilet, by electric light."""
    if draw.random() < _WAY_AT_NIGHT:
        yield from _asleep(her, scene, her.now_s + draw.uniform(0.3, 2.0) * HOUR_S)
        her.dark = {"living_room", "kitchen"}
        yield from her.toilet()
        yield from her.lies("bed", 1.0)
    yield from _asleep(her, scene, until_s)


_PARTS: Final = {
    Part.DAWN: _dawn,
    Part.MORNING: _morning,
    Part.NOON: _noon,
    Part.AFTERNOON: _afternoon,
    Part.EVENING: _evening,
    Part.BEDTIME: _bedtime,
    Part.NIGHT: _night,
    Part.SMALL_HOURS: _night,
}


def _asleep(her: Doings, scene: LifeScene, until_s: float) -> Iterator[float]:
    her.dark = set(ROOMS) - ({"bedroom"} if scene.night_light else set())
    her.lies_in_bed()
    yield from her.sleeps(until_s)


def _at_leisure(her: Doings, draw: random.Random, until_s: float) -> Iterator[float]:
    """Sitting for a while, then something small, again and again."""
    while her.now_s < until_s:
        yield from her.watches(min(draw.uniform(6, 45), max((until_s - her.now_s) / MINUTE_S, 1.0)))
        small = draw.random()
        if small < 0.35:
            yield from her.tidies(draw.uniform(1, 6))
        elif small < 0.55:
            yield from her.toilet()
        elif small < 0.85:
            yield from her.cooks(draw.uniform(1, 4))


def _in_corner(draw: random.Random, home: Home, room_id: str) -> Viewpoint:
    """A camera below the ceiling in a corner of the room, turned to its middle."""
    room = home.room(room_id)
    assert room is not None, "life is played in rooms of this home"
    xs, ys = [corner.x_m for corner in room.outline], [corner.y_m for corner in room.outline]
    middle_m = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    sides = (min(xs) + _WALL_M, max(xs) - _WALL_M), (min(ys) + _WALL_M, max(ys) - _WALL_M)
    corners = [Point(x_m=x_m, y_m=y_m) for x_m in sides[0] for y_m in sides[1]]
    tall = [piece.outline for piece in home.furniture if piece.id in _TALL]
    corner = draw.choice([one for one in corners if all(clear_m(one, outline) > _BESIDE_TALL_M for outline in tall)])
    return Viewpoint(
        place_m=(corner.x_m, corner.y_m, draw.uniform(2.05, 2.35)),
        target_m=(*middle_m, draw.uniform(0.4, 0.9)),
        fov_deg=draw.uniform(52.0, 72.0),
        roll_rad=draw.gauss(0.0, math.radians(1.5)),
    )
