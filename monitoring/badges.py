"""Who somebody is by the badge that a reader of the home read: whoever alone stands there then.

It is a guess by context, for a badge may be worn by another. Where several stand at a reader, nobody is named by it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from carebot.core.events import BadgeRead
from carebot.core.home import Point
from carebot.core.people import ResidentId
from monitoring.tracking import Track

_SETTLES: Final = timedelta(seconds=1)
"""Until then every camera has said who stands at the reader: at two pictures a second each has looked twice."""
_HOLDS: Final = timedelta(seconds=4)
"""A camera that has looked no sooner says nothing of who stood there when the badge was read (engineering choice)."""
_NOW: Final = timedelta(milliseconds=500)


@dataclass(slots=True)
class _Read:
    """A badge that was read, and who stood there, by camera, when each looked first."""

    event: BadgeRead
    there: dict[str, frozenset[str]] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)


class Badges:
    """The badges read of late, for all cameras of one home, which tell of their people nearly in the order of time."""

    def __init__(self) -> None:
        self._reads: list[_Read] = []
        self._others: set[tuple[str, str]] = set()

    def read(self, event: BadgeRead) -> None:
        """A reader read a badge."""
        self._reads.append(_Read(event=event))

    def worn(self, camera: str, followed: Sequence[Track], now: datetime) -> Mapping[str, ResidentId]:
        """Who is who of those whom `camera` follows, by a badge that was read just now."""
        ids = {track.id for track in followed}
        self._others = {one for one in self._others if one[0] != camera or one[1] in ids}
        self._reads = [one for one in self._reads if abs(now - one.event.occurred_at) <= _HOLDS]
        named: dict[str, ResidentId] = {}
        for read in [one for one in self._reads if one.event.occurred_at <= now]:
            read.there.setdefault(camera, frozenset(_at(read.event.position, read.event.reach_m, followed, now)))
            track = self._wearer(read, camera, now)
            if track not in ids:
                continue
            read.told.add(camera)
            if read.event.wearer:
                named[track] = read.event.wearer
                self._others.discard((camera, track))
            else:
                self._others.add((camera, track))
        return named

    def others(self, camera: str) -> frozenset[str]:
        """The tracks of `camera` that are known to be nobody who lives here."""
        return frozenset(track for its, track in self._others if its == camera)

    def _wearer(self, read: _Read, camera: str, now: datetime) -> str:
        """Whom `camera` may name by it, once: empty until the others have looked, and where it may be another."""
        if camera in read.told or now - read.event.occurred_at < _SETTLES:
            return ""
        several = any(len(there) > 1 for there in read.there.values())
        if several or any(_contradicts(one.event, read.event) for one in self._reads):
            return ""
        return next(iter(read.there[camera]), "")


def _contradicts(other: BadgeRead, event: BadgeRead) -> bool:
    """Whether another badge was read at the same reader: one who stands there alone wears both, or one is unseen."""
    return other.reader == event.reader and other.wearer != event.wearer


def _at(place: Point, reach_m: float, followed: Iterable[Track], now: datetime) -> Iterable[str]:
    for track in followed:
        where = track.figure.position
        if where is not None and now - track.last_seen_at <= _NOW and where.distance_m(place) <= reach_m:
            yield track.id
