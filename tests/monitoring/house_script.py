"""Days of a resident as the watch over the house gets them: where she is seen, where she is not, and the hour."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from carebot.core.concerns import Concern, ConcernRaised
from carebot.core.events import Observation
from carebot.core.home import Furniture, Home, Point, Room, RoomKind
from carebot.core.people import Resident
from carebot.core.situation import House, Posture
from monitoring.house_scene import Sighting
from monitoring.house_watch import PEOPLE, HouseWatch
from monitoring.monitors.base import HouseMonitor, Noticed
from monitoring.scene import Scene
from tests.safety import builders as b

ZONE: Final = timezone(timedelta(hours=8))
STEP: Final = timedelta(seconds=1)


def rectangle(left_m: float, low_m: float, right_m: float, high_m: float) -> tuple[Point, ...]:
    corners = ((left_m, low_m), (right_m, low_m), (right_m, high_m), (left_m, high_m))
    return tuple(Point(x_m=x_m, y_m=y_m) for x_m, y_m in corners)


def _room(name: str, kind: RoomKind, outline: tuple[Point, ...], occupant: str = "") -> Room:
    return Room(id=name, name=b.text(name), kind=kind, outline=outline, occupant=occupant)


ROOMS: Final = (
    _room("living", RoomKind.LIVING, rectangle(0, 0, 5, 4)),
    _room("bathroom", RoomKind.BATHROOM, rectangle(5, 0, 8, 4)),
    _room("hallway", RoomKind.HALLWAY, rectangle(0, 4, 8, 5.5)),
    _room("bedroom", RoomKind.BEDROOM, rectangle(0, 5.5, 4, 9.5), occupant="li"),
    _room("kitchen", RoomKind.KITCHEN, rectangle(4, 5.5, 8, 9.5)),
    _room("porch", RoomKind.EXIT, rectangle(8, 4, 10, 5.5)),
)
BED: Final = Furniture(id="bed", name=b.text("bed"), outline=rectangle(0.5, 8, 2.5, 9), rest_height_m=0.5)
SOFA: Final = Furniture(id="sofa", name=b.text("sofa"), outline=rectangle(1, 0.2, 3, 1), rest_height_m=0.45)
HOME: Final = Home(rooms=ROOMS, places=(), objects=(), furniture=(BED, SOFA))

IN_LIVING: Final = Point(x_m=2.0, y_m=0.8)
AT_TABLE: Final = Point(x_m=4.0, y_m=2.5)
IN_HALLWAY: Final = Point(x_m=2.0, y_m=4.8)
BEFORE_BATHROOM: Final = Point(x_m=6.0, y_m=5.2)
AT_BATHROOM_DOOR: Final = Point(x_m=6.0, y_m=4.3)
BESIDE_BED: Final = Point(x_m=1.5, y_m=7.4)
IN_BED: Final = Point(x_m=1.5, y_m=8.5)
IN_KITCHEN: Final = Point(x_m=6.0, y_m=7.5)
BEFORE_PORCH: Final = Point(x_m=6.5, y_m=4.7)
AT_PORCH: Final = Point(x_m=7.6, y_m=4.7)

LI: Final = replace(b.LI, room="bedroom")


def house_of(*residents: Resident, home: Home = HOME) -> House:
    """The house of these residents."""
    return replace(b.HOUSE, home=home, residents=residents)


def at(hour: int, minute: int = 0, day: int = 2) -> datetime:
    """An instant by the wall clock of this home."""
    return datetime(2026, 3, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


class Script:
    """Plays what is seen of one resident into the watch, and keeps what it tells. Cameras give pictures throughout."""

    def __init__(self, monitor: HouseMonitor, began: datetime, resident: Resident = LI, home: Home = HOME) -> None:
        self.house = house_of(resident, home=home)
        self.who = resident.id
        self.now = began
        self.told: list[ConcernRaised] = []
        self.measured: list[Observation] = []
        self.whereabouts: list[Observation] = []
        self.watch = HouseWatch(lambda: self.house, ZONE, [monitor])
        self._place = IN_LIVING

    @property
    def concerns(self) -> list[Concern]:
        """What was told, in its order."""
        return [event.concern for event in self.told]

    def stay(
        self,
        place: Point,
        lasts: timedelta,
        posture: Posture = Posture.SITTING,
        *,
        company: bool = False,
        step: timedelta = STEP,
    ) -> None:
        """She is seen at `place` for a while."""
        until = self.now + lasts
        while self.now < until:
            self._see(place, posture, company=company)
            self._pass(step)
        self._place = place

    def walk(self, *places: Point, speed_mps: float = 0.6, company: bool = False) -> None:
        """She is seen walking from where she is through `places`, four times a second."""
        for place in places:
            length_m = self._place.distance_m(place)
            steps = max(1, math.ceil(length_m / (0.25 * speed_mps)))
            start = self._place
            for number in range(1, steps + 1):
                share = number / steps
                here = Point(
                    x_m=start.x_m + share * (place.x_m - start.x_m), y_m=start.y_m + share * (place.y_m - start.y_m)
                )
                self._see(here, Posture.STANDING, company=company)
                self._pass(timedelta(seconds=0.25))
            self._place = place

    def unseen(self, lasts: timedelta, step: timedelta = timedelta(seconds=5)) -> None:
        """Nobody is seen for a while."""
        until = self.now + lasts
        while self.now < until:
            self._pass(step)

    def go_to_bathroom(self) -> None:
        """She is seen up to the door, and then no more."""
        self.walk(IN_HALLWAY, BEFORE_BATHROOM, AT_BATHROOM_DOOR)

    def _see(self, place: Point, posture: Posture, *, company: bool) -> None:
        seen = Sighting(at=self.now, position=place, posture=posture, confidence=0.9)
        self.watch.saw(self.who, seen, accompanied=company)

    def _pass(self, step: timedelta) -> None:
        scene = Scene(camera="hall", taken_at=self.now, tracks=())
        self._keep(tuple(self.watch.observe(scene)))
        self.now += step

    def _keep(self, noticed: Sequence[Noticed]) -> None:
        self.told += [event for event in noticed if isinstance(event, ConcernRaised)]
        observed = [event for event in noticed if isinstance(event, Observation)]
        self.measured += [event for event in observed if event.monitor != PEOPLE]
        self.whereabouts += [event for event in observed if event.monitor == PEOPLE]
