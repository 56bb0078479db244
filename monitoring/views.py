"""What several cameras see of people at one instant, made into one view: who is seen by two cameras is one person.

A camera that tells nothing any more is forgotten after a moment; it never takes away what another one sees.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from carebot.core.events import FallSuspected
from carebot.core.people import ResidentId
from carebot.core.situation import PeopleView, PersonSeen

_HOLDS: Final = timedelta(seconds=1)
_SAME_PERSON_M: Final = 0.7
"""Two fixed cameras err by 0.25 m each about where somebody is, and two people do not stand within one another."""
_SAME_NAME_M: Final = 3.0
"""Cameras that guess by context call each its own person by the resident's name: so far apart they are two."""
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
    """Everybody once, as whoever sees them best tells it, but as near as any camera sees them.

    A resident is one person: of two who are far apart, whoever is seen better keeps her name.
    """
    left = sorted((person for view in views for person in view.people), key=lambda person: -person.confidence)
    named: set[ResidentId] = set()
    while left:
        best = left.pop(0)
        same = [other for other in left if _same(best, other)]
        left = [other for other in left if other not in same]
        she = next((one for one in (best, *same) if one.resident and one.resident not in named), None)
        named |= {she.resident} if she else set()
        nearest_m = min(one.nearest_m for one in (best, *same))
        if she is None:
            yield replace(best, resident="", nearest_m=nearest_m)
        else:
            yield replace(best, resident=she.resident, likely=she.likely, nearest_m=nearest_m)


def _same(first: PersonSeen, second: PersonSeen) -> bool:
    """Whether two cameras mean one person. One camera never sees the same person twice."""
    if _camera(first) == _camera(second):
        return False
    apart_m = first.position.distance_m(second.position)
    if first.resident and second.resident:
        return first.resident == second.resident and apart_m <= _SAME_NAME_M
    return apart_m <= _SAME_PERSON_M


def _camera(person: PersonSeen) -> str:
    return person.track.partition("/")[0]


class FallsTold:
    """The falls that were told lately, by all cameras."""

    def __init__(self) -> None:
        self._told: list[FallSuspected] = []

    def take(self, fall: FallSuspected) -> FallSuspected:
        """What to tell of a fall: as it is, or, where another camera has told it, the same one with more confidence.

        Two falls count as one where place and time, or resident and time, agree. In doubt they are two: a second call
        for one fall is a nuisance, a missing one is not to be made good.
        """
        self._told = [one for one in self._told if fall.occurred_at - one.occurred_at <= _SAME_FALL_WITHIN]
        known = next((one for one in self._told if one.camera != fall.camera and _one_fall(one, fall)), None)
        if known is None:
            self._told.append(fall)
            return fall
        both = replace(
            fall,
            about=known.about,
            position=known.position,
            confidence=_by_both(known.confidence, fall.confidence),
            hard=known.hard or fall.hard,
        )
        self._told[self._told.index(known)] = replace(known, confidence=both.confidence)
        return both


def _by_both(first: float, second: float) -> float:
    """How sure two sensors are together: as sure as that not both of them err.

    Dempster's rule for two simple support functions with one focus (Shafer, A Mathematical Theory of Evidence, 1976,
    section 4.1). It takes their errors for independent: two cameras see different backgrounds, from different sides.
    """
    return round(1 - (1 - first) * (1 - second), 3)


def _one_fall(first: FallSuspected, second: FallSuspected) -> bool:
    if first.position is not None and second.position is not None:
        return first.position.distance_m(second.position) <= _SAME_FALL_M
    return bool(first.about) and first.about == second.about
