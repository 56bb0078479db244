"""Reminders as a fold: what is kept, what is due, again after silence, and never twice."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carebot._sealed_words import FORGOTTEN
from carebot.core.deeds import RobotStarted
from carebot.core.ids import fresh_id
from carebot.core.language import Language
from carebot.core.people import Requester, RequesterKind
from carebot.core.record import AnyEvent
from carebot.core.reminders import Pending, Reminder, ReminderNote
from carebot.core.reminding import ReminderKept, ReminderNoted
from carebot.core.values import Hours
from carebot.reminders import AGAIN_AFTER, TIMES, TRIES_AT_MOST, Due, Reminders, taken_up
from tests.carebot.examples import examples, stamp
from tests.safety.builders import HOUSE

ZONE = ZoneInfo("Asia/Shanghai")
NOBODY_SLEEPS: Mapping[str, Hours | None] = {}
MINUTE = timedelta(minutes=1)


def at(clock: str, day: int = 25) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day}T{clock}").replace(tzinfo=ZONE).astimezone(UTC)


ONCE = Reminder(
    id="r1",
    about="wang",
    words="给女儿打电话",
    language=Language.ZH,
    due=at("15:30"),
    by=Requester(kind=RequesterKind.RESIDENT, id="wang"),
    set_at=at("10:00"),
)
OFTEN = replace(
    ONCE, id="r4", words="喝水", due=at("10:20"), days=frozenset(range(7)), at=time(8, 20), until=time(20, 30),
    interval=timedelta(hours=2),
)  # fmt: skip
NAP = Hours(start=time(12, 30), end=time(14, 30))
DAILY = replace(ONCE, id="r2", words="量血压", due=at("08:00", 26), days=frozenset(range(7)), at=time(8))


def kept(reminder: Reminder, *, yes: bool = True) -> ReminderKept:
    return ReminderKept(id=fresh_id(), occurred_at=reminder.set_at, reminder=reminder, kept=yes)


def noted(reminder: Reminder, due: datetime, when: datetime, note: ReminderNote) -> ReminderNoted:
    return ReminderNoted(id=fresh_id(), occurred_at=when, about=reminder.about, reminder=reminder.id, at=due, note=note)


def tried(reminder: Reminder, due: datetime, when: datetime) -> ReminderNoted:
    return noted(reminder, due, when, ReminderNote.TRIED)


def folded(*events: AnyEvent) -> Reminders:
    reminders = Reminders()
    for event in events:
        reminders.take_in(event)
    return reminders


def due(reminders: Reminders, now: datetime) -> tuple[Due, ...]:
    return reminders.due(now, ZONE, NOBODY_SLEEPS)


def test_it_is_due_at_its_minute_and_not_before() -> None:
    reminders = folded(kept(ONCE))
    assert due(reminders, at("15:29:59")) == ()
    assert due(reminders, at("15:30")) == (Due(reminder=ONCE, at=ONCE.due, pass_on=False),)


def test_what_was_struck_out_is_never_due() -> None:
    assert due(folded(kept(ONCE), kept(ONCE, yes=False)), at("15:31")) == ()
    assert due(folded(kept(ONCE, yes=False)), at("15:31")) == ()


def test_what_she_heard_is_over_and_what_became_of_a_stranger_changes_nothing() -> None:
    heard = noted(ONCE, ONCE.due, at("15:31"), ReminderNote.HEARD)
    assert due(folded(kept(ONCE), heard), at("15:40")) == ()
    assert due(folded(kept(ONCE), replace(heard, reminder="another")), at("15:40")) != ()


def test_without_an_answer_it_is_said_again_and_then_passed_on() -> None:
    reminders, now = folded(kept(ONCE)), ONCE.due
    for _ in range(TIMES):
        assert due(reminders, now) == (Due(reminder=ONCE, at=ONCE.due, pass_on=False),)
        reminders.take_in(tried(ONCE, ONCE.due, now))
        assert due(reminders, now + AGAIN_AFTER - MINUTE) == ()
        now += AGAIN_AFTER
    assert due(reminders, now) == (Due(reminder=ONCE, at=ONCE.due, pass_on=True),)
    reminders.take_in(noted(ONCE, ONCE.due, now, ReminderNote.PASSED_ON))
    assert due(reminders, now + AGAIN_AFTER) == ()


def test_what_nobody_can_be_told_of_ends_and_stays_in_the_list() -> None:
    reminders = folded(kept(ONCE), *(tried(ONCE, ONCE.due, at("15:30")) for _ in range(TRIES_AT_MOST)))
    assert due(reminders, at("17:00")) == ()
    assert reminders.of("wang", at("17:00"), ZONE) == (Pending(reminder=ONCE, at=ONCE.due),)


def test_after_a_restart_it_is_tried_at_once_and_not_more_often_than_before() -> None:
    reminders = folded(kept(ONCE), tried(ONCE, ONCE.due, at("15:30")))
    assert due(reminders, at("15:31")) == ()
    reminders.take_in(RobotStarted(**stamp(), body="b", version="1", timezone="Asia/Shanghai", house=HOUSE))
    assert due(reminders, at("15:31")) == (Due(reminder=ONCE, at=ONCE.due, pass_on=False),)
    for minute in ("15:31", "15:36"):
        reminders.take_in(tried(ONCE, ONCE.due, at(minute)))
    assert [one.pass_on for one in due(reminders, at("15:41"))] == [True]


def test_a_clock_that_was_set_back_holds_nothing_up() -> None:
    reminders = folded(kept(ONCE), tried(ONCE, ONCE.due, at("19:00")))
    assert due(reminders, at("15:31")) != ()


def test_each_day_is_a_time_of_its_own() -> None:
    reminders = folded(kept(DAILY))
    assert due(reminders, at("08:00")) == (), "the day it was asked for had gone by"
    for day in (26, 27):
        morning = at("08:00", day)
        assert [one.at for one in due(reminders, morning)] == [morning]
        reminders.take_in(tried(DAILY, morning, morning))
        reminders.take_in(noted(DAILY, morning, morning + MINUTE, ReminderNote.HEARD))
        assert due(reminders, morning + timedelta(hours=12)) == ()
        assert reminders.of("wang", morning + MINUTE, ZONE)[0].at == at("08:00", day + 1)


def test_of_days_on_which_nothing_ran_the_last_alone_is_told() -> None:
    assert [one.at for one in due(folded(kept(DAILY)), at("09:00", 29))] == [at("08:00", 29)]


def test_a_clock_that_jumped_ahead_and_back_takes_no_day_away() -> None:
    far = datetime(2027, 11, 26, 0, 0, tzinfo=UTC)
    jumped = folded(kept(DAILY), noted(DAILY, far, far, ReminderNote.HEARD))
    assert [one.at for one in due(jumped, at("08:00", 26))] == [at("08:00", 26)]


@pytest.mark.parametrize(
    ("quiet", "now", "told"),
    [
        (None, at("22:30"), False),
        (None, at("06:00", 26), True),
        (Hours(start=time(12), end=time(18)), at("16:05"), False),
        (Hours(start=time(12), end=time(18)), at("18:00"), True),
        (Hours(start=time(12), end=time(18)), at("15:59"), True),
    ],
)
def test_what_is_late_anyway_wakes_nobody_and_what_is_on_time_does(
    quiet: Hours | None, now: datetime, *, told: bool
) -> None:
    assert bool(folded(kept(ONCE)).due(now, ZONE, {"wang": quiet})) is told


def test_the_earliest_is_told_first() -> None:
    later = replace(ONCE, id="r3", due=at("15:31"))
    reminders = folded(kept(later), kept(ONCE))
    assert [one.reminder.id for one in due(reminders, at("15:32"))] == ["r1", "r3"]
    assert [one.reminder.id for one in reminders.of("wang", at("10:00"), ZONE)] == ["r1", "r3"]
    assert reminders.of("li", at("10:00"), ZONE) == ()


def test_of_the_past_it_takes_what_is_its_own_and_no_words_that_were_forgotten() -> None:
    gone = kept(replace(ONCE, words=FORGOTTEN))
    past = taken_up([*examples(), kept(ONCE), gone])
    assert {type(event) for event in past} == {ReminderKept, ReminderNoted}
    assert [event.reminder.words for event in past[-2:] if isinstance(event, ReminderKept)] == ["给女儿打电话", ""]


def unanswered(reminders: Reminders, since: datetime) -> list[bool]:
    """What is done of itself in the next hour, when nobody answers: whether each attempt is for the carers."""
    done = []
    for minute in range(61):
        now = since + minute * MINUTE
        for one in due(reminders, now):
            done.append(one.pass_on)
            reminders.take_in(tried(one.reminder, one.at, now))
            if one.pass_on:
                reminders.take_in(noted(one.reminder, one.at, now, ReminderNote.PASSED_ON))
    return done


def test_of_what_comes_at_intervals_carers_hear_once_a_day() -> None:
    reminders = folded(kept(OFTEN))
    assert unanswered(reminders, at("10:20")) == [*[False] * TIMES, True]
    assert unanswered(reminders, at("12:20")) == [False], "it is said once, and nobody is told again"
    assert unanswered(reminders, at("08:20", 26)) == [*[False] * TIMES, True]


def test_what_was_missed_of_an_interval_is_told_once_or_let_go() -> None:
    reminders = folded(kept(OFTEN))
    assert [one.at for one in due(reminders, at("17:15"))] == [at("16:20")]
    assert due(reminders, at("17:21")) == (), "the next is nearer than the last"
    assert [one.at for one in reminders.of("wang", at("17:21"), ZONE)] == [at("18:20")]
    assert due(reminders, at("23:30")) == (), "nor is it told by night"


def test_in_quiet_hours_no_interval_is_told_and_after_them_what_is_still_near() -> None:
    reminders = folded(kept(OFTEN))
    assert reminders.due(at("14:20"), ZONE, {"wang": NAP}) == ()
    assert [one.at for one in reminders.due(at("14:30"), ZONE, {"wang": NAP})] == [at("14:20")]


STEPS = st.lists(
    st.tuples(
        st.one_of(*[st.just(6)] * 4, st.integers(0, 90), st.integers(-700, 1500)),
        st.sampled_from(("silent", "silent", "silent", "silent", "answers", "restart")),
    ),
    min_size=20,
    max_size=40,
)
"""Minutes by which the clock goes on or is set, and what happens then; silence is long, so that carers are told."""


@given(minutes=st.integers(30, 720), begins=st.integers(0, 720), steps=STEPS)
def test_whatever_happens_to_the_robot_and_its_clock_nothing_is_told_twice(
    minutes: int, begins: int, steps: list[tuple[int, str]]
) -> None:
    interval, first = timedelta(minutes=minutes), time(8 + begins // 60, begins % 60 // 5 * 5)
    often = replace(OFTEN, interval=interval, at=first, due=at(f"{first:%H:%M}"))
    record: list[AnyEvent] = [kept(often)]
    reminders, now, finished, passed_on = folded(*record), often.due, set(), []
    for minute, happens in steps:
        now += minute * MINUTE
        if happens == "restart":
            record.append(RobotStarted(**stamp(), body="b", version="1", timezone="Asia/Shanghai", house=HOUSE))
            reminders = folded(*record)
        for one in reminders.due(now, ZONE, {"wang": NAP}):
            local = now.astimezone(ZONE)
            assert one.at not in finished
            assert one.at == often.latest(now, ZONE), "of those that were missed only the last"
            assert first <= one.at.astimezone(ZONE).time() <= time(20, 30)
            assert time(6) <= local.time() < time(22)
            assert not NAP.has(local.hour * 60 + local.minute)
            events = [tried(often, one.at, now)]
            if one.pass_on:
                events.append(noted(often, one.at, now, ReminderNote.PASSED_ON))
                passed_on.append(one.at.astimezone(ZONE).date())
            elif happens == "answers":
                events.append(noted(often, one.at, now, ReminderNote.HEARD))
            finished |= {one.at} if len(events) > 1 else set()
            record += events
            for event in events:
                reminders.take_in(event)
    assert len(passed_on) == len(set(passed_on)), "carers are told of silence once a day"
