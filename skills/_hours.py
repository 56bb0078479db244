"""Which moment is meant by an hour that somebody named: the likeliest reading, both readings, or none.

"Three" at ten in the morning is three in the afternoon; at four in the afternoon nobody can say, and so she is asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from carebot.core.reminders import LEAST_APART
from carebot.core.values import BY_DAY, Hours

_WEEK: Final = 7
_WAKING: Final = (time(6), time(22))
"""When people are up; an hour in between that was not named with its part of the day is taken for meant."""
_SOON: Final = timedelta(hours=3)
"""Whoever is up at night means the next hour of this name, if it comes so soon."""
_OF_THE_MORNING: Final = range(7, 10)
"""Hours of which the one in the morning is meant for another day: "tomorrow at eight"."""
_RISING: Final = range(4, 12)
"""Hours at which people want to be woken."""
_LONGEST: Final = timedelta(days=366)
_FARTHEST_APART: Final = timedelta(hours=12)
"""What comes again less often than that has an hour of the day, and no interval."""
_EACH_DAY: Final = range(_WEEK)
_ROUND: Final = 5
"""Intervals begin at such minutes of the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """An hour as it was named. `sure`: with its part of the day, or on the 24-hour clock.

    `day` is empty, `+N` for so many days on, `wN` for the day of the week and `nwN` for that of the next week, N from 0
    for Monday, `DD` or `MM-DD`. `after` is a span from now instead; `days` are those on which it repeats, and
    `interval` how often it does so through the day.
    """

    at: time | None = None
    sure: bool = False
    day: str = ""
    after: timedelta | None = None
    days: frozenset[int] = frozenset()
    interval: timedelta | None = None
    wake: bool = False


def hour_of(slots: Mapping[str, str]) -> Hour:
    """The hour in the slots of an intent; a slot that is none counts as not there."""
    return Hour(
        at=_time(slots.get("at", "")),
        sure=bool(slots.get("sure")),
        day=slots.get("day", ""),
        after=_span(slots.get("after", "")),
        days=frozenset(int(one) for one in slots.get("every", "") if one in "0123456"),
        interval=_interval(_span(slots.get("interval", ""))),
        wake=bool(slots.get("wake")),
    )


def through_the_day(hour: Hour, interval: timedelta, now: datetime, quiet: Hours | None) -> tuple[datetime, time]:
    """The first time of `interval`, counted from `now` on the home's wall clock, and the hour it begins at each day.

    It is by day alone, on the days of `hour` or every day; the first is not within the hours that are `quiet`.
    """
    begins, ends, step = _minute(BY_DAY.start), _minute(BY_DAY.end), interval // timedelta(minutes=1)
    soonest = now.replace(second=0, microsecond=0) + interval
    soonest += timedelta(minutes=-soonest.minute % _ROUND)
    hours = [time(*divmod(minute, 60)) for minute in range(begins, ends + 1) if not (minute - _minute(soonest)) % step]
    days = (soonest.date() + timedelta(days=ahead) for ahead in range(_WEEK + 1))
    times = [
        datetime.combine(day, at, now.tzinfo)
        for day in days
        if day.weekday() in (hour.days or _EACH_DAY)
        for at in hours
    ]
    coming = [at for at in times if at >= soonest]
    return next((at for at in coming if quiet is None or not quiet.has(_minute(at))), coming[0]), hours[0]


def readings(hour: Hour, now: datetime) -> tuple[datetime, ...]:
    """The moments that may be meant, on the wall clock of `now`: one, or two of which nobody can say which.

    None where no hour is named, or none that is still to come.
    """
    if hour.after is not None:
        return ((now.astimezone(UTC) + hour.after).astimezone(now.tzinfo),)
    if hour.at is None:
        return ()
    today = hour.day == "+0"
    if hour.sure:
        return tuple(_first([hour.at], hour, now, today=today))
    times = [time(hour.at.hour % 12, hour.at.minute), time(hour.at.hour % 12 + 12, hour.at.minute)]
    found = sorted(_first(times, hour, now, today=today))
    return _likeliest(found, hour, now) if found else ()


def _first(times: Iterable[time], hour: Hour, now: datetime, *, today: bool) -> list[datetime]:
    """For each of `times` the next moment on the days that are meant; nothing for one that is past today."""
    moments = ((at, _moment(at, hour, now)) for at in times)
    past_midnight = time(5)
    return [
        moment if moment > now else moment + timedelta(days=1)
        for at, moment in moments
        if moment > now or not today or at < past_midnight
    ]


def _moment(at: time, hour: Hour, now: datetime) -> datetime:
    """The moment of `at` on the day that is meant, which for today may be past."""
    for day in _days(hour, now.date()):
        moment = datetime.combine(day, at, now.tzinfo)
        if moment > now or not (hour.days or hour.day):
            return moment
    return datetime.combine(now.date(), at, now.tzinfo)


def _days(hour: Hour, today: date) -> Iterable[date]:
    """The days that are meant, the nearest first."""
    coming = [today + timedelta(days=ahead) for ahead in range(_LONGEST.days)]
    if hour.days:
        return [day for day in coming if day.weekday() in hour.days]
    match hour.day:
        case "":
            return [today]
        case day if day.startswith("+"):
            return [today + timedelta(days=int(day[1:]))]
        case day if day.startswith("nw"):
            monday = today + timedelta(days=_WEEK - today.weekday())
            return [monday + timedelta(days=int(day[2:]))]
        case day if day.startswith("w"):
            return [one for one in coming if one.weekday() == int(day[1:])]
        case day:
            return [one for one in coming if one.isoformat().endswith(f"-{day}")]


def _likeliest(found: list[datetime], hour: Hour, now: datetime) -> tuple[datetime, ...]:
    """The one of `found` that is meant, or both."""
    if hour.wake and (rising := [one for one in found if one.hour in _RISING]):
        return (rising[0],)
    if hour.days or hour.day not in {"", "+0"}:
        return _of_another_day(found)
    nearest = found[0]
    if _waking(nearest) or nearest - now <= _SOON or len(found) == 1:
        return (nearest,)
    return tuple(found)


def _of_another_day(found: list[datetime]) -> tuple[datetime, ...]:
    waking = [one for one in found if _waking(one)]
    if len(waking) == 1:
        return tuple(waking)
    morning = [one for one in waking if one.hour in _OF_THE_MORNING]
    return tuple(morning or waking or found)


def _waking(moment: datetime) -> bool:
    return _WAKING[0] <= moment.time() < _WAKING[1]


def _minute(at: time | datetime) -> int:
    return at.hour * 60 + at.minute


def _interval(length: timedelta | None) -> timedelta | None:
    return length if length is not None and LEAST_APART <= length <= _FARTHEST_APART else None


def _time(said: str) -> time | None:
    try:
        return time.fromisoformat(said)
    except ValueError:
        return None


def _span(said: str) -> timedelta | None:
    """Seconds as a span that can be waited for."""
    length = timedelta(seconds=int(said)) if said.isdecimal() and len(said) < 12 else timedelta()
    return length if timedelta() < length <= _LONGEST else None
