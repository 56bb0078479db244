"""The scene of a whole house: all that is known of its residents at one instant, from all cameras and the clock.

Doors are on no map: whoever was last seen walking into a room that no camera looks into counts as being there.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Final

from carebot.core.home import Furniture, Point, Room, RoomKind
from carebot.core.people import Resident, ResidentId
from carebot.core.situation import House, Posture

PATH: Final = timedelta(seconds=15)
"""So much of her way is kept before she was last seen."""
_AHEAD_M: Final = 1.2
"""Whoever walks towards a room and is this near goes in: two steps, and what doors are wide."""
_WALKING_MPS: Final = 0.2
"""Slower is standing, by the error of a position over a second."""
_STEP_M: Final = 0.3
_TURNING: Final = timedelta(seconds=1.5)
"""Whoever turns into a door has turned within this time."""
_DIRECTION_OVER: Final = timedelta(seconds=6)
"""After a restart her way is known by the record alone, which holds one position in five seconds."""
_BED_LENGTH_M: Final = 1.6
"""Shorter furniture is no bed: beds for adults have 1.9 m and more, armchairs and stools hardly one."""
_BESIDE_BED_M: Final = 0.4
"""Whoever sits on the edge of a bed has her trunk so near to it, the error of a position included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Where and how a resident was at one instant. `place_error_m` is how doubtful her position is."""

    at: datetime
    position: Point | None
    posture: Posture
    confidence: float
    place_error_m: float = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """What is known of one resident. `path` is her way, the oldest first, and ends where she was last seen.

    `company_at` is when somebody else was last in view with her.
    """

    path: tuple[Sighting, ...]
    company_at: datetime | None = None

    @property
    def last(self) -> Sighting:
        """How she was last seen."""
        return self.path[-1]

    def direction(self) -> tuple[float, float] | None:
        """The unit vector of the way she walked when she was last seen; None where she stood."""
        end = self.last
        if end.position is None:
            return None
        before = [(end.at - one.at, one.position) for one in self.path[:-1] if one.position is not None]
        lately = [pair for pair in before if pair[0] <= _TURNING] or before
        took, start = next((pair for pair in lately if pair[0] <= _DIRECTION_OVER), (timedelta(), end.position))
        gone_m = start.distance_m(end.position)
        if gone_m < _STEP_M or gone_m < _WALKING_MPS * took.total_seconds():
            return None
        return (end.position.x_m - start.x_m) / gone_m, (end.position.y_m - start.y_m) / gone_m


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseScene:
    """The house at one instant. `watched_at` is when a camera last gave a picture; `zone` is the home's."""

    at: datetime
    zone: tzinfo
    house: House
    presences: Mapping[ResidentId, Presence]
    watched_at: datetime | None = None

    @property
    def local_minute(self) -> int:
        """Minutes since midnight on the home's wall clock."""
        local = self.at.astimezone(self.zone)
        return local.hour * 60 + local.minute

    def known(self) -> Iterator[tuple[Resident, Presence]]:
        """The residents who have been seen, and what is known of each."""
        for resident in self.house.residents:
            presence = self.presences.get(resident.id)
            if presence is not None:
                yield resident, presence

    def unseen_for(self, presence: Presence) -> timedelta:
        """How long ago she was last seen."""
        return max(self.at - presence.last.at, timedelta())

    def alone(self, presence: Presence, within: timedelta) -> bool:
        """Whether nobody else was seen with her in this last time."""
        return presence.company_at is None or self.at - presence.company_at > within

    def room_of(self, sighting: Sighting) -> Room | None:
        """The room that she was seen in."""
        return self.house.home.room_at(sighting.position) if sighting.position else None

    def gone_to(self, presence: Presence, kinds: Collection[RoomKind]) -> Room | None:
        """The room of one of these kinds that she was last seen in, or walking into."""
        place, direction = presence.last.position, presence.direction()
        if place is None:
            return None
        ways = (0.0,) if direction is None else (0.0, 0.4, 0.8, _AHEAD_M)
        across, along = direction or (0.0, 0.0)
        for way_m in ways:
            room = self.house.home.room_at(Point(x_m=place.x_m + across * way_m, y_m=place.y_m + along * way_m))
            if room is not None and room.kind in kinds:
                return room
        return None

    def near(self, sighting: Sighting, kinds: Collection[RoomKind], within_m: float) -> Room | None:
        """The nearest room of these kinds within so many metres of where she was seen."""
        if sighting.position is None:
            return None
        rooms = [(outline_distance_m(sighting.position, room.outline), room) for room in self._rooms(kinds)]
        distance_m, nearest = min(rooms, key=lambda pair: pair[0], default=(math.inf, None))
        return nearest if distance_m <= within_m else None

    def in_bed(self, resident: Resident, sighting: Sighting) -> bool:
        """Whether she was on a bed; where her bedroom's bed is on no map, whether she lay in that room."""
        place = sighting.position
        if place is None:
            return False
        beds = [piece for piece in self.house.home.furniture if self._is_bed(piece)]
        if not beds:
            room = self.room_of(sighting)
            return room is not None and room.id == resident.room and sighting.posture is Posture.LYING
        resting = sighting.posture in {Posture.LYING, Posture.SITTING}
        reach_m = _BESIDE_BED_M if resting else 0.0
        return any(outline_distance_m(place, bed.outline) <= reach_m for bed in beds)

    def _rooms(self, kinds: Collection[RoomKind]) -> Iterator[Room]:
        return (room for room in self.house.home.rooms if room.kind in kinds)

    def _is_bed(self, piece: Furniture) -> bool:
        """A bed is what one rests on in a bedroom that is long enough to lie on."""
        if piece.rest_height_m <= 0 or not piece.outline:
            return False
        room = self.house.home.room_at(_centre(piece.outline))
        longest_m = max(first.distance_m(second) for first in piece.outline for second in piece.outline)
        return room is not None and room.kind is RoomKind.BEDROOM and longest_m >= _BED_LENGTH_M


def _centre(outline: Sequence[Point]) -> Point:
    return Point(
        x_m=sum(point.x_m for point in outline) / len(outline), y_m=sum(point.y_m for point in outline) / len(outline)
    )


def outline_distance_m(point: Point, outline: tuple[Point, ...]) -> float:
    """How far `point` is from the area within `outline`, in metres; 0 inside of it, inf for an area without corners."""
    inside = False
    nearest_m = math.inf
    for first, second in zip(outline, outline[1:] + outline[:1], strict=True):
        nearest_m = min(nearest_m, _segment_distance_m(point, first, second))
        if (first.y_m > point.y_m) != (second.y_m > point.y_m):
            slope = (second.x_m - first.x_m) / (second.y_m - first.y_m)
            inside ^= point.x_m < first.x_m + slope * (point.y_m - first.y_m)
    return 0.0 if inside else nearest_m


def _segment_distance_m(point: Point, first: Point, second: Point) -> float:
    along_x, along_y = second.x_m - first.x_m, second.y_m - first.y_m
    length_2 = along_x * along_x + along_y * along_y
    share = ((point.x_m - first.x_m) * along_x + (point.y_m - first.y_m) * along_y) / length_2 if length_2 else 0.0
    share = min(max(share, 0.0), 1.0)
    return math.hypot(point.x_m - first.x_m - share * along_x, point.y_m - first.y_m - share * along_y)
