"""The reminders that are kept, and which of them is to be told now: a fold over the record, without clock or I/O.

A time of a reminder stays open until she has heard it or the carers have been told; it is begun at most a few times,
each of them on record before the first word. What comes at intervals is let go when its next time draws near, and the
carers are told of silence once a day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from carebot._sealed_words import FORGOTTEN, WITHHELD
from carebot.core.deeds import RobotStarted
from carebot.core.ids import Id
from carebot.core.limits import SafetyLimits
from carebot.core.people import ResidentId
from carebot.core.record import AnyEvent
from carebot.core.reminders import Pending, Reminder, ReminderNote
from carebot.core.reminding import ReminderKept, ReminderNoted
from carebot.core.values import Hours

KINDS: Final = ("reminder_kept", "reminder_noted")
"""The events that tell of reminders, for whoever reads them from the journal."""

AGAIN_AFTER: Final = timedelta(minutes=5)
TIMES: Final = 3
"""How often she is told without an answer before the carers are."""
TRIES_AT_MOST: Final = 12
"""How often anything is tried at all: what nobody can be told of stays in the list that the panel shows."""
NO_LONGER_PROMPT: Final = timedelta(minutes=30)
"""From this on it is late anyway, and waits until neither night nor quiet hours are disturbed."""
_LET_GO: Final = timedelta(minutes=20)
"""A time of an interval is over after half of it, and not before all attempts can have been made."""
_LIMITS: Final = SafetyLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is to be told now: a time of a reminder, to her or, `pass_on`, to the carers."""

    reminder: Reminder
    at: datetime
    pass_on: bool


@dataclass(slots=True)
class _State:
    """One reminder, which of its times are done with, and how the one under way stands."""

    reminder: Reminder
    done: set[datetime] = field(default_factory=set)
    at: datetime | None = None
    tries: int = 0
    tried_at: datetime | None = None
    passed_on: set[datetime] = field(default_factory=set)

    def tried(self, at: datetime) -> int:
        """How often the time `at` was begun."""
        return self.tries if self.at == at else 0


class Reminders:
    """Who is to be reminded of what."""

    def __init__(self) -> None:
        self._kept: dict[Id, _State] = {}

    def take_in(self, event: AnyEvent) -> None:
        """Learn from `event`; after a restart, what was begun and broken off may be tried at once."""
        match event:
            case ReminderKept(reminder=reminder, kept=True):
                self._kept[reminder.id] = _State(reminder)
            case ReminderKept(reminder=reminder):
                self._kept.pop(reminder.id, None)
            case ReminderNoted(reminder=reminder) if reminder in self._kept:
                self._noted(self._kept[reminder], event)
            case RobotStarted():
                for state in self._kept.values():
                    state.tried_at = None
            case _:
                pass

    def of(self, resident: ResidentId, now: datetime, zone: ZoneInfo) -> tuple[Pending, ...]:
        """What the resident is still to be reminded of, the earliest first."""
        mine = (state for state in self._kept.values() if state.reminder.about == resident)
        pending = ((state.reminder, _next(state, now, zone)) for state in mine)
        found = [Pending(reminder=reminder, at=at) for reminder, at in pending if at is not None]
        return tuple(sorted(found, key=lambda one: one.at))

    def due(self, now: datetime, zone: ZoneInfo, quiet: Mapping[ResidentId, Hours | None]) -> tuple[Due, ...]:
        """What is to be told now, the earliest first; `quiet` has the quiet hours of everybody who lives here."""
        found = [due for state in self._kept.values() if (due := _due(state, now, zone, quiet)) is not None]
        return tuple(sorted(found, key=lambda one: one.at))

    def _noted(self, state: _State, event: ReminderNoted) -> None:
        if event.note is not ReminderNote.TRIED:
            state.done.add(event.at)
            if event.note is ReminderNote.PASSED_ON:
                state.passed_on.add(event.at)
            if not state.reminder.days:
                del self._kept[state.reminder.id]
            return
        if state.at != event.at:
            state.at, state.tries = event.at, 0
        state.tries += 1
        state.tried_at = event.occurred_at


def taken_up(past: Iterable[AnyEvent]) -> tuple[AnyEvent, ...]:
    """The events of `past` that tell of reminders; words that nobody can read any more are none."""
    events: list[AnyEvent] = []
    for event in past:
        if isinstance(event, ReminderKept) and event.reminder.words in {FORGOTTEN, WITHHELD}:
            events.append(replace(event, reminder=replace(event.reminder, words="")))
        elif isinstance(event, ReminderKept | ReminderNoted):
            events.append(event)
    return tuple(events)


def _open(state: _State, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The time of a reminder that has come and is not done with: the latest alone."""
    latest = state.reminder.latest(now, zone)
    return None if latest in state.done or (latest is not None and _let_go(state, latest, now, zone)) else latest


def _let_go(state: _State, at: datetime, now: datetime, zone: ZoneInfo) -> bool:
    """Whether `at` is past telling, one of many: too long ago, or tried on a day on which the carers know already."""
    interval = state.reminder.interval
    if interval is None:
        return False
    day = at.astimezone(zone).date()
    known = any(told.astimezone(zone).date() == day for told in state.passed_on)
    return now - at > max(interval / 2, _LET_GO) or (known and state.tried(at) > 0)


def _next(state: _State, now: datetime, zone: ZoneInfo) -> datetime | None:
    return _open(state, now, zone) or state.reminder.following(now, zone)


def _due(state: _State, now: datetime, zone: ZoneInfo, quiet: Mapping[ResidentId, Hours | None]) -> Due | None:
    at = _open(state, now, zone)
    if at is None:
        return None
    tries = state.tried(at)
    waits = state.tried_at is not None and timedelta() <= now - state.tried_at < AGAIN_AFTER
    if (tries and waits) or tries >= TRIES_AT_MOST:
        return None
    local, prompt = now.astimezone(zone), state.reminder.interval is None and now - at <= NO_LONGER_PROMPT
    if not prompt and _in_peace(local.hour * 60 + local.minute, quiet.get(state.reminder.about)):
        return None
    return Due(reminder=state.reminder, at=at, pass_on=tries >= TIMES)


def _in_peace(minute: int, quiet: Hours | None) -> bool:
    return _LIMITS.is_night(minute) or (quiet is not None and quiet.has(minute))
