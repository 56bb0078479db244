"""The schedule: asks for what is due on the home's wall clock, once a day each.

"Due since the last look" rather than alarms set ahead: a robot that slept or restarted reminds of what is still within
its window, and of nothing twice.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from carebot.core.events import GoalRequested
from carebot.core.people import Dose, RequesterKind
from carebot.core.record import AnyEvent

LOOK_EVERY: Final = timedelta(seconds=10)
REMINDER_SKILL: Final = "remind_medication"


def due_doses(
    doses: Iterable[Dose], now: datetime, timezone: ZoneInfo, done: frozenset[tuple[str, date]]
) -> list[tuple[Dose, date]]:
    """The doses whose time has come and whose window is open at `now`, but for those in `done`, with their day."""
    local = now.astimezone(timezone)
    days = (local.date(), local.date() - timedelta(days=1))
    return [
        (dose, day)
        for dose in doses
        for day in days
        if (dose.id, day) not in done and timedelta() <= local - datetime.combine(day, dose.due, timezone) < dose.window
    ]


def reminded(past: Iterable[AnyEvent]) -> frozenset[tuple[str, date]]:
    """The doses that the record has as reminded by schedule, each with its day on the wall clock."""
    return frozenset(
        (dict(event.parameters).get("dose", ""), date.fromisoformat(dict(event.parameters)["day"]))
        for event in past
        if isinstance(event, GoalRequested)
        and event.by.kind is RequesterKind.SCHEDULE
        and event.skill == REMINDER_SKILL
        and "day" in dict(event.parameters)
    )


class Schedule:
    """Looks at the clock from time to time and asks for what is due."""

    def __init__(
        self,
        doses: Callable[[], Iterable[Dose]],
        timezone: ZoneInfo,
        ask: Callable[[str, dict[str, str]], None],
        done: frozenset[tuple[str, date]],
    ) -> None:
        self._doses = doses
        self._timezone = timezone
        self._ask = ask
        self._done = done

    def look(self, now: datetime) -> None:
        """Ask for every dose that is due at `now`."""
        for dose, day in due_doses(self._doses(), now, self._timezone, self._done):
            self._done |= {(dose.id, day)}
            self._ask(REMINDER_SKILL, {"dose": dose.id, "day": day.isoformat()})
