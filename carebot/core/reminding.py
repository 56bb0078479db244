"""The events of reminders: kept, struck out, and what became of each of their times."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from carebot.core.events import Event
from carebot.core.ids import Id
from carebot.core.people import ResidentId
from carebot.core.reminders import Reminder, ReminderNote


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderKept(Event):
    """A reminder was taken down, or, where it is not `kept`, struck out."""

    kind: Literal["reminder_kept"] = "reminder_kept"
    reminder: Reminder
    kept: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderNoted(Event):
    """What became of the time `at` of a reminder."""

    kind: Literal["reminder_noted"] = "reminder_noted"
    about: ResidentId
    reminder: Id
    at: datetime
    note: ReminderNote
