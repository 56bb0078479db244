"""Puts the situation together that the gate judges: record, body and senses, each reading with its age."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Protocol

from carebot.core.body import Ability, BodyState
from carebot.core.clock import Clock
from carebot.core.errors import BodyError
from carebot.core.home import Point
from carebot.core.people import Requester
from carebot.core.situation import Confirmation, House, PeopleView, Present, Reading, Situation
from carebot.knowing import SURE
from carebot.orchestrator import Orchestrator

# An announcement counts for as long as somebody who heard it still expects the robot.
ANNOUNCEMENT_HOLDS: Final = timedelta(seconds=60)
# What the eye saw longer ago says nothing about where people are now.
SIGHTING_HOLDS: Final = timedelta(seconds=2)


class StatedBody(Protocol):
    """A body as far as it can be read."""

    def state(self) -> BodyState:
        """What it measures now; raises BodyError."""
        ...

    @property
    def stopped(self) -> bool:
        """Whether a stop is latched."""
        ...


def where_is(body: StatedBody) -> Point | None:
    """Where the body stands; None when it cannot be read or does not know."""
    try:
        state = body.state()
    except BodyError:
        return None
    return state.pose.point if state.localised else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What the camera's eye last made of the people in view; `at` is on the clock that never goes back."""

    view: PeopleView
    at: timedelta


class Situations:
    """The situation now, for whoever asks the gate."""

    def __init__(self, orchestrator: Orchestrator, body: StatedBody, clock: Clock) -> None:
        self._orchestrator = orchestrator
        self._body = body
        self._clock = clock
        self._sighting: Sighting | None = None
        self._announced_at: timedelta | None = None
        self._held_by: tuple[str, ...] = ()

    @property
    def house(self) -> House:
        """The home and its people as they are known now."""
        return self._orchestrator.known.house

    def saw(self, view: PeopleView) -> None:
        """Take note of what the eye sees. Where it only guesses who she is, the gate is told that somebody is there."""
        people = tuple(one if one.likely >= SURE else replace(one, resident="", likely=1.0) for one in view.people)
        self._sighting = Sighting(view=replace(view, people=people), at=self._clock.monotonic())

    def announced(self) -> None:
        """Take note that the robot has said something aloud."""
        self._announced_at = self._clock.monotonic()

    def held_by(self, faults: tuple[str, ...]) -> None:
        """Take note of the faults for which the running monitor keeps the body from moving."""
        self._held_by = faults

    def situation(self, requester: Requester, confirmations: Sequence[Confirmation] = ()) -> Situation:
        """Everything that the gate may take into account, for a wish of `requester`."""
        now = self._clock.now()
        known = self._orchestrator.known
        body = self._body_reading(now)
        return Situation(
            house=known.house,
            present=Present(
                at=now,
                local_minute=known.local_minute(now),
                mode=self._orchestrator.mode.value,
                requester=requester,
                body=body,
                people=self._people_reading(body),
                confirmations=tuple(confirmations),
                refused_by=known.refused_by(now),
                alarm=self._orchestrator.alarm,
                announced=self._announced_at is not None and self._since(self._announced_at) <= ANNOUNCEMENT_HOLDS,
                stopped=self._body.stopped,
                held_by=self._held_by,
                given_doses=known.given_doses(now),
            ),
        )

    def _body_reading(self, now: datetime) -> Reading[BodyState] | None:
        try:
            state = self._body.state()
        except BodyError:
            return None
        # A reading from the future is as doubtful as an old one: one of the clocks was set.
        return Reading(value=state, age=abs(now - state.at))

    def _people_reading(self, body: Reading[BodyState] | None) -> Reading[PeopleView] | None:
        """Where people are. A lidar knows the nearest distance as freshly as the body; the eye adds who and how."""
        sighting = self._sighting
        if sighting is not None and self._since(sighting.at) > SIGHTING_HOLDS:
            sighting = None
        has_lidar = Ability.LIDAR in self._orchestrator.known.house.manifest.abilities
        if body is None or (sighting is None and not has_lidar):
            return None
        people = sighting.view.people if sighting else ()
        nearest_m = min(
            [body.value.nearest_obstacle_m if has_lidar else float("inf"), *(person.nearest_m for person in people)]
        )
        age = body.age if has_lidar or sighting is None else self._since(sighting.at)
        return Reading(value=PeopleView(people=people, nearest_m=nearest_m), age=age)

    def _since(self, then: timedelta) -> timedelta:
        return self._clock.monotonic() - then
