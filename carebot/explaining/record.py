"""The record as explanations read it: events by id, by what they belong to, and in their order.

It is filled in the order in which things happened, and holds back nothing and adds nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from carebot.core.alarms import (
    AlarmAcknowledged,
    AlarmArrived,
    AlarmMarked,
    AlarmResolved,
    IncidentChanged,
    NotificationSent,
)
from carebot.core.deeds import (
    ActionDecided,
    ActionFinished,
    ActionProposed,
    ActionWithdrawn,
    ConfirmationNeeded,
    GoalAccepted,
    GoalFinished,
    GoalInterrupted,
    GoalStarted,
    LimitsTightened,
    RobotStarted,
)
from carebot.core.events import ConfirmationGiven, ConsentChanged
from carebot.core.goals import Goal
from carebot.core.ids import Id, derived_id
from carebot.core.record import AnyEvent
from carebot.core.situation import House
from carebot.journal import Entry
from carebot.knowing import changed_consent

OfRun = (
    ActionProposed
    | ActionWithdrawn
    | ActionDecided
    | ConfirmationNeeded
    | ConfirmationGiven
    | LimitsTightened
    | ActionFinished
)
OfGoal = GoalStarted | GoalInterrupted | GoalFinished
OfIncident = IncidentChanged | AlarmAcknowledged | AlarmArrived | AlarmResolved | AlarmMarked
_PERMIT: Final = "permit"


class Record:
    """Some stretch of the record. `house` is the home where the stretch does not begin with the robot's start.

    With `most`, only the latest events are kept, about so many.
    """

    def __init__(self, house: House | None = None, timezone: str = "UTC", most: int | None = None) -> None:
        self._first_house = house
        self._first_timezone = timezone
        self._most = most
        self._begin_anew(())

    def take_in(self, entry: Entry) -> None:
        """Add what happened next."""
        self._index(entry)
        if self._most is not None and len(self._entries) > 2 * self._most:
            kept = self._entries[-self._most :]
            self._first_house, self._first_timezone = self.house_at(kept[0].event), self.timezone
            self._begin_anew(kept)

    @property
    def timezone(self) -> str:
        """The home's time zone, as the robot last started with it."""
        starts = (entry.event for entry in reversed(self._entries) if isinstance(entry.event, RobotStarted))
        return next((start.timezone for start in starts), self._first_timezone)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything, in its order."""
        return tuple(self._entries)

    def entry(self, event: Id) -> Entry | None:
        """The event with this id, and its place."""
        number = self._by_id.get(event)
        return None if number is None else self._entries[number]

    def event(self, event: Id) -> AnyEvent | None:
        """The event with this id."""
        entry = self.entry(event)
        return entry.event if entry else None

    def place(self, event: AnyEvent) -> int:
        """Where `event` stands in this stretch, counted from 0; -1 for one that is not in it."""
        return self._by_id.get(event.id, -1)

    def latest(self, before: AnyEvent | None = None) -> Iterator[AnyEvent]:
        """The events backwards, from the last one or from the one before `before`."""
        number = len(self._entries) if before is None else self._by_id.get(before.id, len(self._entries))
        return (self._entries[index].event for index in range(number - 1, -1, -1))

    def following(self, event: AnyEvent) -> Iterator[AnyEvent]:
        """What happened after `event`, forwards."""
        return (self._entries[index].event for index in range(self.place(event) + 1, len(self._entries)))

    def consequences(self, cause: Id) -> tuple[AnyEvent, ...]:
        """The events that name `cause` as theirs."""
        return tuple(self._entries[number].event for number in self._by_cause.get(cause, ()))

    def of_run(self, run: Id) -> tuple[OfRun, ...]:
        """Everything about one attempt at an action."""
        return tuple(self._runs.get(run, ()))

    def of_goal(self, goal: Id) -> tuple[OfGoal, ...]:
        """What became of a goal after it was accepted."""
        return tuple(self._goals.get(goal, ()))

    def accepted(self, goal: Id) -> GoalAccepted | None:
        """The event by which a goal was taken in."""
        return self._accepted.get(goal)

    def goal(self, goal: Id) -> Goal | None:
        """The goal with this id."""
        accepted = self._accepted.get(goal)
        return accepted.goal if accepted else None

    def proposed(self, run: Id) -> ActionProposed | None:
        """The event by which an action was wanted."""
        return next((event for event in self.of_run(run) if isinstance(event, ActionProposed)), None)

    def of_incident(self, incident: Id) -> tuple[OfIncident, ...]:
        """Everything that people and time made of an incident."""
        return tuple(self._incidents.get(incident, ()))

    def decided_for(self, notification: NotificationSent) -> ActionDecided | None:
        """The decision by whose permit something was sent."""
        return self._permits.get(notification.cause)

    def house_at(self, event: AnyEvent) -> House | None:
        """The home and its people as they were at `event`; None where this stretch does not say."""
        house, place = self._first_house, self.place(event)
        for number in self._houses:
            if place != -1 and number > place:
                break
            match self._entries[number].event:
                case RobotStarted(house=started_in):
                    house = started_in
                case ConsentChanged() as changed if house is not None:
                    house = changed_consent(house, changed)
                case _:
                    pass
        return house

    def _begin_anew(self, kept: Iterable[Entry]) -> None:
        self._entries: list[Entry] = []
        self._by_id: dict[Id, int] = {}
        self._by_cause: defaultdict[Id, list[int]] = defaultdict(list)
        self._runs: defaultdict[Id, list[OfRun]] = defaultdict(list)
        self._goals: defaultdict[Id, list[OfGoal]] = defaultdict(list)
        self._accepted: dict[Id, GoalAccepted] = {}
        self._incidents: defaultdict[Id, list[OfIncident]] = defaultdict(list)
        self._permits: dict[Id, ActionDecided] = {}
        self._houses: list[int] = []
        for entry in kept:
            self._index(entry)

    def _index(self, entry: Entry) -> None:
        event, number = entry.event, len(self._entries)
        self._entries.append(entry)
        self._by_id[event.id] = number
        if event.cause:
            self._by_cause[event.cause].append(number)
        match event:
            case GoalAccepted(goal=goal):
                self._accepted[goal.id] = event
            case GoalStarted(goal=goal_id) | GoalInterrupted(goal=goal_id) | GoalFinished(goal=goal_id):
                self._goals[goal_id].append(event)
            case IncidentChanged() | AlarmAcknowledged() | AlarmArrived() | AlarmResolved() | AlarmMarked():
                self._incidents[event.incident].append(event)
            case RobotStarted() | ConsentChanged():
                self._houses.append(number)
            case (
                ActionProposed()
                | ActionWithdrawn()
                | ActionDecided()
                | ConfirmationNeeded()
                | ConfirmationGiven()
                | LimitsTightened()
                | ActionFinished()
            ):
                self._of_run(event)
            case _:
                pass

    def _of_run(self, event: OfRun) -> None:
        self._runs[event.run].append(event)
        if isinstance(event, ActionDecided):
            self._permits[derived_id(event.decision.id, _PERMIT)] = event
