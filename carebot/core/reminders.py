"""Reminders: what somebody asked to be reminded of at an hour, in her own words, and the times that fall to it.

All times of one reminder follow from it and the home's calendar alone, so that a restart, or a clock that was set,
changes nothing about what is still to be told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from carebot.core.ids import Id
from carebot.core.language import Language
from carebot.core.people import Requester, ResidentId

_WEEK: Final = 7
LEAST_APART: Final = timedelta(minutes=30)
"""Nobody is told anything more often than that."""
_MEDICINE: Final = re.compile(
    r"药|胰岛素|打针|输液|\b(?:pills?|tablets?|medicines?|medication|(?:eye|ear) ?drops|insulin|injections?|capsules?"
    r"|inhaler)\b",
    re.IGNORECASE,
)
_SECRET: Final = re.compile(
    r"密码|口令|验证码|\b(?:passwords?|passcodes?|pin(?: number)?|(?:verification|security) codes?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One reminder, for the resident `about`; `words` are hers, empty where she only wants to be called.

    `due` is the first time. Where it repeats, it does so on `days` of the week, 0 being Monday, at `at` on the wall
    clock, and with an `interval` again and again from then on up to `until`, never over midnight. `by` is who asked for
    it, at `set_at`. `timer`: it was asked for as a span of time and not as an hour.
    """

    id: Id
    about: ResidentId
    words: str
    language: Language
    due: datetime
    days: frozenset[int] = frozenset()
    at: time | None = None
    interval: timedelta | None = None
    until: time | None = None
    by: Requester
    set_at: datetime
    timer: bool = False

    def latest(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """The last of its times that is not after `now`; None before the first."""
        if not self.days:
            return self.due if self.due <= now else None
        return next((one for one in self._times(now, zone, -1) if self.due <= one <= now), None)

    def following(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """The next of its times after `now`; None where there is none."""
        if now < self.due:
            return self.due
        return next((one for one in self._times(now, zone, 1) if one > now), None)

    def _times(self, now: datetime, zone: ZoneInfo, step: int) -> Iterator[datetime]:
        """Its times from today on, a week ahead or back, as instants."""
        today, hours = now.astimezone(zone).date(), self._hours()
        for count in range(_WEEK + 1):
            day = today + timedelta(days=count * step)
            if day.weekday() in self.days:
                yield from (datetime.combine(day, at, zone).astimezone(UTC) for at in hours[::step])

    def _hours(self) -> tuple[time, ...]:
        """When it comes on each of its days."""
        if self.at is None or self.interval is None or self.until is None:
            return () if self.at is None else (self.at,)
        first, last = (one.hour * 60 + one.minute for one in (self.at, self.until))
        step = max(self.interval, LEAST_APART) // timedelta(minutes=1)
        return tuple(time(*divmod(minute, 60)) for minute in range(first, last + 1, step))


class ReminderNote(StrEnum):
    """What became of one time of a reminder: begun to be told, heard by her, or passed on to the carers."""

    TRIED = "tried"
    HEARD = "heard"
    PASSED_ON = "passed_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A reminder that is still to be told, and at which of its times next."""

    reminder: Reminder
    at: datetime


def is_of_medicine(words: str) -> bool:
    """Whether `words` speak of a medicine, of which nobody is reminded but by the medication record."""
    return _MEDICINE.search(words) is not None


def is_secret(words: str) -> bool:
    """Whether `words` speak of a password or a code, which are not kept to be said aloud."""
    return _SECRET.search(words) is not None
