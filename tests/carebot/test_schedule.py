"""The schedule: once a day, within the window, across midnight, and not again after a restart."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from carebot.core.events import GoalRequested, Source
from carebot.core.people import SCHEDULE, Dose
from carebot.schedule import Schedule, due_doses, reminded
from tests.carebot.examples import stamp
from tests.safety.builders import text

BEIJING = ZoneInfo("Asia/Shanghai")
MORNING = Dose(id="morning", resident="li", drug=text("pill"), amount=text("one"), due=time(8, 0))
LATE = Dose(id="late", resident="li", drug=text("pill"), amount=text("one"), due=time(23, 50))
DAY = date(2026, 3, 1)


def beijing(hour: int, minute: int, day: int = 1) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=BEIJING).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (beijing(7, 59), False),
        (beijing(8, 0), True),
        (beijing(8, 59), True),
        (beijing(9, 0), False),
        (beijing(20, 0), False),
    ],
)
def test_a_dose_is_due_within_its_window_only(now: datetime, due: bool) -> None:
    assert (due_doses([MORNING], now, BEIJING, frozenset()) == [(MORNING, DAY)]) is due


def test_a_window_may_reach_over_midnight() -> None:
    assert due_doses([LATE], beijing(0, 20, day=2), BEIJING, frozenset()) == [(LATE, DAY)]


def test_each_dose_is_asked_for_once_a_day() -> None:
    asked: list[dict[str, str]] = []
    schedule = Schedule(lambda: [MORNING], BEIJING, lambda _, parameters: asked.append(parameters), frozenset())
    for minute in range(5):
        schedule.look(beijing(8, minute))
    schedule.look(beijing(8, 0, day=2))
    assert asked == [{"dose": "morning", "day": "2026-03-01"}, {"dose": "morning", "day": "2026-03-02"}]


def test_after_a_restart_nothing_is_asked_for_twice() -> None:
    request = GoalRequested(
        **stamp(),
        skill="remind_medication",
        parameters=(("day", "2026-03-01"), ("dose", "morning")),
        by=SCHEDULE,
        source=Source.SCHEDULE,
    )
    done = reminded([request])
    assert done == {("morning", DAY)}
    assert due_doses([MORNING], beijing(8, 5), BEIJING, done) == []


def test_a_change_of_summer_time_moves_nothing_on_the_wall_clock() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    for day in (28, 29, 30):
        now = datetime(2026, 3, day, 8, 0, tzinfo=berlin).astimezone(UTC)
        assert due_doses([MORNING], now, berlin, frozenset()) == [(MORNING, date(2026, 3, day))]
        assert due_doses([MORNING], now - timedelta(seconds=1), berlin, frozenset()) == []
