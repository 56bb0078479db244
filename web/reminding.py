"""What a resident is still to be reminded of, as carers read it beside her day: as far as they may have her words."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from carebot.core.durations import how_often
from carebot.core.language import Language, Text
from carebot.core.outcomes import NOTHING
from carebot.core.people import ResidentId
from carebot.core.reminders import Reminder
from web.timeline import Line, Timeline, Topic
from web.visit import Carer, Panel

_WEEK: Final = 7
_WEEKDAYS: Final = (
    *(Text(zh="周一", en="Mon"), Text(zh="周二", en="Tue"), Text(zh="周三", en="Wed"), Text(zh="周四", en="Thu")),
    *(Text(zh="周五", en="Fri"), Text(zh="周六", en="Sat"), Text(zh="周日", en="Sun")),
)
_OFTEN: Final = Text(zh="白天{often}", en="{often} by day")
_EVERY_DAY: Final = Text(zh="每天", en="every day")
_TODAY, _TOMORROW = Text(zh="今天", en="today"), Text(zh="明天", en="tomorrow")
_CALLED: Final = Text(zh="到点叫她一声", en="to be called")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderView:
    """One reminder: its next time, the days on which it repeats, and her words."""

    iso: str
    when: str
    repeats: str
    text: str


def to_come(panel: Panel, carer: Carer, resident: ResidentId, language: Language) -> tuple[ReminderView, ...]:
    """What she is still to be reminded of, the earliest first; nothing where the carer may not have her words."""
    known, now = panel.robot.orchestrator.known, panel.robot.clock.now()
    hers = Line(at=now, until=now, event="", topic=Topic.TASK, about=resident, text=NOTHING)
    if not Timeline(panel.robot.journal.path, known).seen_by(carer.caregiver, (hers,)):
        return ()
    today = known.local(now).date()
    pending = known.reminders.of(resident, now, known.timezone)
    return tuple(_view(one.reminder, known.local(one.at), today, language) for one in pending)


def _view(reminder: Reminder, at: datetime, today: date, language: Language) -> ReminderView:
    return ReminderView(
        iso=at.isoformat(),
        when=f"{_day(at.date(), today, language)} {at:%H:%M}",
        repeats=_days(reminder, language),
        text=f"“{reminder.words}”" if reminder.words else _CALLED.in_(language),
    )


def _day(day: date, today: date, language: Language) -> str:
    named = {0: _TODAY, 1: _TOMORROW}.get((day - today).days)
    return named.in_(language) if named is not None else day.isoformat()


def _days(reminder: Reminder, language: Language) -> str:
    """The days on which it repeats, if it does, and how often through the day."""
    gap = "、" if language is Language.ZH else ", "
    if reminder.interval is not None:
        often = _OFTEN.in_(language).format(often=how_often(reminder.interval).in_(language))
        return f"{_days(replace(reminder, interval=None), language)}{gap}{often}"
    if len(reminder.days) == _WEEK:
        return _EVERY_DAY.in_(language)
    return gap.join(_WEEKDAYS[day].in_(language) for day in sorted(reminder.days))
