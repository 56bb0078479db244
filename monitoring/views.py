"""What several cameras see of people at one instant, made into one view: who is seen by two cameras is one person.

A camera that tells nothing any more is forgotten after a moment; it never takes away what another one sees.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from carebot.core.events import FallSuspected
from carebot.core.situation import PeopleView, PersonSeen

_HOLDS: Final = timedelta(seconds=1)
_SAME_PERSON_M: Final = 0.7
"""Two fixed cameras err by 0.25 m each about where somebody is, and two people do not stand within one another."""
_SAME_FALL_M: Final = 1.5
_SAME_FALL_WITHIN: Final = timedelta(seconds=10)


class Views:
    """The latest view of each camera."""

    def __init__(self) -> None:
        self._latest: dict[str, tuple[datetime, PeopleView]] = {}

    def take(self, camera: str, view: PeopleView, at: datetime) -> PeopleView:
        """Take in what a camera sees now; gives what all of them see together."""
        self._latest[camera] = (at, view)
        self._latest = {name: (seen_at, one) for name, (seen_at, one) in self._latest.items() if at - seen_at <= _HOLDS}
        views = [one for _, one in self._latest.values()]
        return PeopleView(people=tuple(_people(views)), nearest_m=min(one.nearest_m for one in views))


def _people(views: list[PeopleView]) -> Iterator[PersonSeen]:
    """Everybody once, as whoever sees them best tells it, but as near as any camera sees them."""
    left = sorted((person for view in views for person in view.people), key=lambda person: -person.confidence)
    while left:
        best = left.pop(0)
        same = [other for other in left if _same(best, other)]
        left = [other for other in left if other not in same]
        resident = next((one.resident for one in (best, *same) if one.resident), best.resident)
        yield replace(best, resident=resident, nearest_m=min(one.nearest_m for one in (best, *same)))


def _same(first: PersonSeen, second: PersonSeen) -> bool:
    """Whether two cameras mean one person. One camera never sees the same person twice."""
    if _camera(first) == _camera(second):
        return False
    if first.resident and second.resident:
        return first.resident == second.resident
    return first.position.distance_m(second.position) <= _SAME_PERSON_M


def _camera(person: PersonSeen) -> str:
    return person.track.partition("/")[0]


class FallsTold:
    """The falls that were told lately, by all cameras."""

    def __init__(self) -> None:
        self._told: list[FallSuspected] = []

    def is_new(self, fall: FallSuspected) -> bool:
        """Whether no other camera has told this fall; it counts as told from now on.

        Two falls count as one where place and time, or resident and time, agree. In doubt they are two: a second call
        for one fall is a nuisance, a missing one is not to be made good.
        """
        self._told = [one for one in self._told if fall.occurred_at - one.occurred_at <= _SAME_FALL_WITHIN]
        known = any(one.camera != fall.camera and _one_fall(one, fall) for one in self._told)
        self._told.append(fall)
        return not known


def _one_fall(first: FallSuspected, second: FallSuspected) -> bool:
    if first.position is not None and second.position is not None:
        return first.position.distance_m(second.position) <= _SAME_FALL_M
    return bool(first.about) and first.about == second.about
