"""What people do at home, one thing after the other, in the simulated home: each yields how many seconds pass next.

Durations are drawn; where no source is named they are assumed.
"""

import math
import random
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from carebot.bench._staged_scenes import spot_in
from carebot.core.home import Point, Pose
from robot_adapters.scenes.watched_home import (
    Resident,
    WatchedHome,
    exercise,
    home_motions,
    plan,
    squat,
    stoop,
    tie_shoe,
)

MINUTE_S: Final = 60.0
_STEP_S: Final = 0.48
_PATIENCE_S: Final = 90.0
_FREE_M: Final = 0.55
_RESTLESS_S: Final = 150.0
"""Who sits and watches changes over to another way to sit so often, in the mean (assumed)."""
_TURNS_S: Final = 25 * MINUTE_S
"""Whoever sleeps turns two to three times an hour, in the mean (assumed)."""
_NORTH: Final = math.pi / 2
_COUNTER: Final = (Point(x_m=6.4, y_m=7.6), Point(x_m=7.2, y_m=7.6), Point(x_m=7.9, y_m=7.6))
_REFRIGERATOR: Final = Point(x_m=5.5, y_m=7.5)
_BASIN: Final = Point(x_m=8.1, y_m=1.4)
_WARDROBE: Final = Point(x_m=4.5, y_m=1.0)
_DOOR: Final = Point(x_m=0.6, y_m=3.9)
AWAY: Final = Pose(x_m=-30.0, y_m=-30.0, yaw_rad=0.0)
TIDIED: Final = ("living_room", "kitchen", "bedroom", "hallway")


class Doings:
    """Has the resident and her visitor do things. `now_s` counts from midnight; `dark` are the rooms without light."""

    def __init__(self, home: WatchedHome, draw: random.Random, now_s: float) -> None:
        self.now_s = now_s
        self.dark: set[str] = set()
        self.doing = ""
        self.done: Counter[str] = Counter()
        self._home = home
        self._plan = plan()
        self._draw = draw

    def passes(self, seconds: float) -> Iterator[float]:
        """Time passes."""
        self.now_s += seconds
        yield seconds

    def lies_in_bed(self) -> None:
        """She is in bed, at once where she is not: a part of the day begins there."""
        self.doing = "sleeping"
        self._home.resident.lie_on("bed")
        while not self._home.resident.still:
            self._home.move(1.0)

    def toilet(self) -> Iterator[float]:
        """Go to the toilet, and wash the hands."""
        self.doing = "toilet"
        yield from self._sits("toilet")
        yield from self._rests(self._draw.uniform(2, 5) * MINUTE_S)
        yield from self.walks(_BASIN)
        yield from self._works(0.0, self._draw.randint(1, 2))

    def washes(self) -> Iterator[float]:
        """Wash at the basin."""
        self.doing = "washing"
        yield from self.walks(_BASIN)
        yield from self._works(0.0, self._draw.randint(8, 20))

    def dresses(self) -> Iterator[float]:
        """Take clothes out of the wardrobe, sit on the bed, put on shoes, make the bed."""
        self.doing = "dressing"
        yield from self.walks(_WARDROBE)
        yield from self._does(home_motions.facing(-_NORTH), home_motions.reach_up, home_motions.work)
        yield from self._sits("bed")
        yield from self._does(tie_shoe, home_motions.shift, tie_shoe)
        yield from self.walks(Point(x_m=1.6, y_m=2.55))
        yield from self._does(home_motions.facing(-_NORTH), *self._some(stoop, 1, 2))

    def undresses(self) -> Iterator[float]:
        """Sit on the bed, take off the shoes."""
        self.doing = "undressing"
        yield from self._sits("bed")
        yield from self._does(tie_shoe, home_motions.shift)

    def cooks(self, minutes: float) -> Iterator[float]:
        """Work at the counter, take things from the refrigerator, from above and from below."""
        self.doing = "cooking"
        until_s = self.now_s + minutes * MINUTE_S
        while self.now_s < until_s:
            if self._draw.random() < 0.2:
                yield from self.walks(_REFRIGERATOR)
                yield from self._does(home_motions.facing(_NORTH), home_motions.reach_up)
            yield from self.walks(self._draw.choice(_COUNTER))
            yield from self._works(_NORTH, self._draw.randint(2, 8))
            below = self._draw.random()
            if below < 0.12:
                yield from self._does(stoop if below < 0.09 else squat)
            elif below < 0.3:
                yield from self._does(home_motions.reach_up)
            yield from self.passes(self._draw.uniform(2, 20))

    def eats(self, minutes: float) -> Iterator[float]:
        """Sit at table and eat."""
        self.doing = "eating"
        yield from self._sits("dining_chair")
        until_s = self.now_s + minutes * MINUTE_S
        while self.now_s < until_s:
            yield from self._does(home_motions.eat)
            yield from self.passes(self._draw.uniform(3, 25))

    def watches(self, minutes: float) -> Iterator[float]:
        """Sit before the television, or with a book."""
        self.doing = "television"
        yield from self._sits(self._draw.choice(("sofa", "armchair")), hard=self._draw.random() < 0.2)
        yield from self._rests(minutes * MINUTE_S)

    def dozes(self, minutes: float) -> Iterator[float]:
        """Fall asleep in the armchair."""
        self.doing = "dozing"
        yield from self._sits("armchair")
        yield from self._does(home_motions.nod_off)
        yield from self.passes(minutes * MINUTE_S)
        yield from self._does(home_motions.raise_head, home_motions.shift)

    def lies(self, piece: str, minutes: float) -> Iterator[float]:
        """Lie down and stay, turning now and then."""
        self.doing = f"lying on the {piece}"
        self._home.resident.lie_on(piece)
        self.done["lies down"] += 1
        yield from self._until_still()
        yield from self.sleeps(self.now_s + minutes * MINUTE_S)

    def sleeps(self, until_s: float) -> Iterator[float]:
        """Lie until that hour."""
        rolled_rad = 0.0
        while self.now_s < until_s:
            lies_s = min(self._draw.expovariate(1 / _TURNS_S) + 20.0, until_s - self.now_s)
            yield from self.passes(lies_s)
            rolls_rad = -rolled_rad if rolled_rad else self._draw.choice((-1.2, 1.2))
            rolled_rad += rolls_rad
            yield from self._does(home_motions.turned_in_bed(rolls_rad))
        if rolled_rad:
            yield from self._does(home_motions.turned_in_bed(-rolled_rad))

    def tidies(self, minutes: float) -> Iterator[float]:
        """Walk from room to room, pick up, put away, look into drawers."""
        self.doing = "tidying"
        until_s = self.now_s + minutes * MINUTE_S
        low = (stoop, stoop, stoop, squat, home_motions.reach_up, home_motions.work, home_motions.work)
        while self.now_s < until_s:
            yield from self.walks(self._spot(self._draw.choice(TIDIED)))
            if self._draw.random() < 0.6:
                yield from self._does(self._draw.choice(low))
            yield from self.passes(self._draw.uniform(2, 30))

    def exercises(self, times: int) -> Iterator[float]:
        """Swing the arms and bend the knees, with pauses."""
        self.doing = "exercising"
        yield from self.walks(self._spot("living_room"))
        for _ in range(times):
            yield from self._does(exercise)
            yield from self.passes(self._draw.uniform(4, 20))

    def visited(self, minutes: float) -> Iterator[float]:
        """Somebody comes, sits down with her, is given tea, and goes."""
        self.doing = "visit"
        yield from self._welcomes()
        self._home.visitor.sit_on("sofa")
        yield from self._sits("armchair")
        yield from self._talk(minutes / 2)
        self.doing = "fetching tea"
        yield from self.walks(_COUNTER[0])
        yield from self._works(_NORTH, 4)
        self.doing = "visit"
        yield from self._sits("armchair")
        yield from self._talk(minutes / 2)
        yield from self._takes_leave()

    def child_visits(self, minutes: float) -> Iterator[float]:
        """A child comes, walks about, and plays on the floor while she sits by."""
        self.doing = "a child plays"
        yield from self._welcomes()
        yield from self._sits(self._draw.choice(("sofa", "armchair")))
        child = self._home.visitor
        until_s = self.now_s + minutes * MINUTE_S
        while self.now_s < until_s:
            for _ in range(self._draw.randint(1, 3)):
                spot = self._spot("living_room")
                child.walk_to(spot.x_m, spot.y_m)
                yield from self._until_still()
            yield from self._child_plays(child)
        yield from self._takes_leave()

    def walks(self, to: Point) -> Iterator[float]:
        """The resident walks there, and gets up first if she must."""
        self._leaves_seat()
        self._home.resident.walk_to(to.x_m, to.y_m)
        yield from self._until_still()

    def _child_plays(self, child: Resident) -> Iterator[float]:
        child.do(home_motions.sit_on_floor)
        for _ in range(self._draw.randint(4, 12)):
            child.do(home_motions.play_on_floor)
            yield from self._until_still()
            yield from self.passes(self._draw.uniform(2, 15))
        child.do(home_motions.get_up_from_floor)
        yield from self._until_still()

    def _welcomes(self) -> Iterator[float]:
        yield from self.walks(Point(x_m=1.6, y_m=3.9))
        self._home.visitor.begin_at(Pose(x_m=_DOOR.x_m, y_m=_DOOR.y_m, yaw_rad=0.0))
        yield from self.passes(self._draw.uniform(10, 40))
        spot = self._spot("living_room")
        self._home.visitor.walk_to(spot.x_m, spot.y_m)
        yield from self._until_still()

    def _takes_leave(self) -> Iterator[float]:
        self._home.visitor.walk_to(_DOOR.x_m, _DOOR.y_m)
        yield from self._until_still()
        self._home.visitor.begin_at(AWAY)
        yield from self.passes(1.0)

    def _talk(self, minutes: float) -> Iterator[float]:
        until_s = self.now_s + minutes * MINUTE_S
        while self.now_s < until_s:
            yield from self.passes(self._draw.expovariate(1 / 40.0))
            who = self._draw.choice((self._home.resident, self._home.visitor))
            who.do(self._draw.choice((home_motions.shift, home_motions.lean_ahead)))
            yield from self._until_still()

    def _rests(self, seconds: float) -> Iterator[float]:
        until_s = self.now_s + seconds
        while self.now_s < until_s:
            yield from self.passes(min(self._draw.expovariate(1 / _RESTLESS_S), until_s - self.now_s))
            yield from self._does(self._draw.choice((home_motions.shift, home_motions.shift, home_motions.lean_ahead)))

    def _works(self, facing_rad: float, times: int) -> Iterator[float]:
        yield from self._does(home_motions.facing(facing_rad), *[home_motions.work] * times)

    def _sits(self, piece: str, *, hard: bool = False) -> Iterator[float]:
        self._leaves_seat()
        self._home.resident.sit_on(piece, hard=hard)
        self.done["sits down"] += 1
        yield from self._until_still()

    def _leaves_seat(self) -> None:
        self.done["rises"] += self.done["sits down"] + self.done["lies down"] > self.done["rises"]

    def _does(self, *every: home_motions.Motion) -> Iterator[float]:
        for motion in every:
            self.done[motion.__name__.strip("_")] += 1
            self._home.resident.do(motion)
            yield from self._until_still()

    def _until_still(self) -> Iterator[float]:
        waited_s = 0.0
        while waited_s < _PATIENCE_S and not (self._home.resident.still and self._home.visitor.still):
            waited_s += _STEP_S
            yield from self.passes(_STEP_S)

    def _some(self, motion: home_motions.Motion, least: int, most: int) -> list[home_motions.Motion]:
        return [motion] * self._draw.randint(least, most)

    def _spot(self, room: str) -> Point:
        return spot_in(self._draw, self._plan, room, _FREE_M)


Doing = Callable[[Doings], Iterator[float]]
