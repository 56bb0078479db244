"""How often the alarms were right: precision, recall where it is known, time to a person, false alarms a resident-day.

A fold over the record. What nobody judged counts as neither right nor wrong, and stands beside the shares as a number.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import sqrt
from pathlib import Path
from statistics import quantiles
from typing import Final

from carebot import journal
from carebot.core.actions import AlarmLevel
from carebot.core.alarms import (
    AlarmArrived,
    AlarmMarked,
    AlarmMissed,
    AlarmResolved,
    IncidentChanged,
    IncidentStage,
)
from carebot.core.concerns import Concern
from carebot.core.deeds import RobotReady, RobotStarted, RobotStopping
from carebot.core.home import Home, Point
from carebot.core.ids import Id
from carebot.core.people import ResidentId
from carebot.core.record import AnyEvent
from carebot.core.situation import House

_Z_95: Final = 1.96

# What is read of the record. Changes of mode are there as signs of life of a run that was killed.
_RUNS: Final = ("robot_started", "robot_ready", "robot_stopping")
KINDS: Final = (
    *_RUNS,
    "mode_changed",
    "incident_changed",
    "alarm_arrived",
    "alarm_resolved",
    "alarm_marked",
    "alarm_missed",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One incident as it is judged. `called_at` is when people were called; None while she was only asked.

    `right` is the last word of a carer on it; None when there is none. `cause` is the event that opened it.
    """

    id: Id
    concern: Concern
    about: ResidentId
    room: str
    level: AlarmLevel
    opened_at: datetime
    cause: Id
    called_at: datetime | None = None
    person_at: datetime | None = None
    right: bool | None = None

    @property
    def to_person(self) -> timedelta | None:
        """The time from the call until a person was with the resident."""
        return self.person_at - self.called_at if self.person_at and self.called_at else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share of `of` cases, with the 95 % interval of Wilson (1927), which holds for few cases as well."""

    part: int
    of: int

    @property
    def value(self) -> float | None:
        """The share; None of nothing."""
        return self.part / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The bounds between which the true share lies in 95 of 100 such records; None of nothing."""
        if not self.of:
            return None
        share, n = self.part / self.of, self.of
        middle = (share + _Z_95**2 / (2 * n)) / (1 + _Z_95**2 / n)
        half = _Z_95 / (1 + _Z_95**2 / n) * sqrt(share * (1 - share) / n + _Z_95**2 / (4 * n**2))
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What some cases come to. Times are from the call until a person was there; None without any.

    `false_a_resident_day` counts calls judged false; `asked` are cases in which she was asked and nobody called.
    """

    calls: int
    asked: int
    unjudged: int
    missed: int
    precision: Share
    recall: Share
    false_a_resident_day: float | None
    to_person_p50: timedelta | None
    to_person_p90: timedelta | None


@dataclass(slots=True)
class _Run:
    """One run of the robot's process, which watches over so many residents until it is `over`.

    `until` is its last sign of life: where it was killed, nothing after that counts as watched.
    """

    since: datetime
    until: datetime
    residents: int
    over: bool = False

    def watched(self, since: datetime, until: datetime) -> timedelta:
        """For how long it watched between two instants, summed over the residents."""
        end = min(self.until, until) if self.over else until
        return max(timedelta(), end - max(self.since, since)) * self.residents


@dataclass(slots=True)
class Honesty:
    """A fold over the events in their order."""

    cases: dict[Id, Case] = field(default_factory=dict)
    missed: list[AlarmMissed] = field(default_factory=list)
    house: House | None = None
    _runs: list[_Run] = field(default_factory=list)

    def take_in(self, event: AnyEvent) -> None:
        """Take note of one event."""
        if self._runs and not self._runs[-1].over and not isinstance(event, RobotStarted):
            self._runs[-1].until = event.occurred_at
        match event:
            case RobotStarted(house=house):
                self.house = house
                self._end_run()
            case RobotStopping():
                self._end_run()
            case RobotReady():
                residents = len(self.house.residents) if self.house else 0
                self._runs.append(_Run(since=event.occurred_at, until=event.occurred_at, residents=residents))
            case IncidentChanged():
                self._follow(event)
            case AlarmMissed():
                self.missed.append(event)
            case AlarmArrived() | AlarmResolved() | AlarmMarked() if event.incident in self.cases:
                self.cases[event.incident] = _judged(self.cases[event.incident], event)
            case _:
                pass

    def watched(self, since: datetime, until: datetime) -> timedelta:
        """For how long residents were watched over between two instants, summed over them."""
        return sum((run.watched(since, until) for run in self._runs), timedelta())

    def figures(
        self, since: datetime, until: datetime, among: Callable[[Concern, str], bool] = lambda *_: True
    ) -> Figures:
        """What the cases between two instants come to, of those concerns and rooms alone that are `among`."""
        cases = [one for one in self.cases.values() if since <= one.opened_at <= until and among(one.concern, one.room)]
        missed = [
            one
            for one in self.missed
            if since <= one.happened_at <= until and among(one.concern, self._room(None, one.about))
        ]
        return _figures(cases, len(missed), self.watched(since, until))

    def rooms(self) -> tuple[str, ...]:
        """The rooms in which anything was, in order."""
        return tuple(sorted({one.room for one in self.cases.values()}))

    def _end_run(self) -> None:
        if self._runs:
            self._runs[-1].over = True

    def _follow(self, event: IncidentChanged) -> None:
        known = self.cases.get(event.incident)
        case = known or Case(
            id=event.incident,
            concern=event.concern,
            about=event.about,
            room=self._room(event.position, event.about),
            level=event.level,
            opened_at=event.opened_at,
            cause=event.cause,
        )
        calling = event.stage in {IncidentStage.ALARM, IncidentStage.ESCALATED}
        called_at = case.called_at or (event.occurred_at if calling else None)
        self.cases[case.id] = replace(
            case, about=event.about or case.about, level=max(case.level, event.level), called_at=called_at
        )

    def _room(self, position: Point | None, about: ResidentId) -> str:
        """Where it was; where nobody can say, the room of whom it was about."""
        if self.house is None:
            return ""
        seen = _room_at(self.house.home, position)
        resident = self.house.resident(about)
        return seen or (resident.room if resident else "")


def of_journal(path: Path, since: datetime, house: House | None = None) -> Honesty:
    """What the journal at `path` tells of the time from `since` on; raises JournalError for a file that is none.

    Runs that began before are known as well. It takes a while: not for the loop's thread.
    """
    honesty = Honesty(house=house)
    for entry in journal.read(path, 0, _RUNS):
        if entry.event.occurred_at >= since:
            break
        honesty.take_in(entry.event)
    for entry in journal.read_since(path, since, KINDS):
        honesty.take_in(entry.event)
    return honesty


def _room_at(home: Home, position: Point | None) -> str:
    room = home.room_at(position) if position else None
    return room.id if room else ""


def _judged(case: Case, event: AlarmArrived | AlarmResolved | AlarmMarked) -> Case:
    match event:
        case AlarmArrived():
            return replace(case, person_at=case.person_at or event.occurred_at)
        case AlarmResolved():
            return replace(case, person_at=case.person_at or event.occurred_at, right=event.real)
        case AlarmMarked():
            return replace(case, right=event.right)


def _figures(cases: Iterable[Case], missed: int, watched: timedelta) -> Figures:
    listed = list(cases)
    calls = [one for one in listed if one.called_at is not None]
    right = sum(1 for one in calls if one.right is True)
    wrong = sum(1 for one in calls if one.right is False)
    times = sorted(one.to_person for one in calls if one.to_person is not None)
    days = watched / timedelta(days=1)
    return Figures(
        calls=len(calls),
        asked=len(listed) - len(calls),
        unjudged=len(calls) - right - wrong,
        missed=missed,
        precision=Share(part=right, of=right + wrong),
        recall=Share(part=right, of=right + missed),
        false_a_resident_day=wrong / days if days > 0 else None,
        to_person_p50=_quantile(times, 50),
        to_person_p90=_quantile(times, 90),
    )


def _quantile(times: list[timedelta], percent: int) -> timedelta | None:
    if len(times) < 2:
        return times[0] if times else None
    seconds = quantiles((one.total_seconds() for one in times), n=100, method="inclusive")
    return timedelta(seconds=seconds[percent - 1])
