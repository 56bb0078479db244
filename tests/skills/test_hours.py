"""Which moment an hour means, seen from another; the week is that of Wednesday, 25 November 2026."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carebot.core.values import BY_DAY, Hours
from skills._hours import Hour, hour_of, readings, through_the_day

ZONE = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "slots", "meant"),
    [
        ("25T10:00", {"at": "15:30", "sure": "yes"}, ["25T15:30"]),
        ("25T16:00", {"at": "15:30", "sure": "yes"}, ["26T15:30"]),
        ("25T10:00", {"at": "03:00"}, ["25T15:00"]),
        ("25T16:00", {"at": "03:00"}, ["26T03:00", "26T15:00"]),
        ("25T02:30", {"at": "03:00"}, ["25T03:00"]),
        ("25T21:00", {"at": "07:00"}, ["26T07:00"]),
        ("25T21:00", {"at": "12:00"}, ["26T00:00"]),
        ("25T20:00", {"at": "12:00"}, ["26T00:00", "26T12:00"]),
        ("25T10:00", {"at": "12:00"}, ["25T12:00"]),
        ("25T10:00", {"at": "07:00", "wake": "yes"}, ["26T07:00"]),
        ("25T10:00", {"at": "01:00", "wake": "yes"}, ["25T13:00"]),
        ("25T10:00", {"at": "08:00", "day": "+1"}, ["26T08:00"]),
        ("25T10:00", {"at": "03:00", "day": "+1"}, ["26T15:00"]),
        ("25T10:00", {"at": "06:00", "day": "+1"}, ["26T06:00", "26T18:00"]),
        ("25T10:00", {"at": "11:30", "day": "+2"}, ["27T11:30"]),
        ("25T10:00", {"at": "09:00", "sure": "yes", "day": "+0"}, []),
        ("25T10:00", {"at": "09:00", "day": "+0"}, ["25T21:00"]),
        ("25T10:00", {"at": "00:00", "sure": "yes", "day": "+0"}, ["26T00:00"]),
        ("25T10:00", {"at": "16:00", "sure": "yes", "day": "w4"}, ["27T16:00"]),
        ("25T17:00", {"at": "16:00", "sure": "yes", "day": "w2"}, ["02T16:00"]),
        ("25T10:00", {"at": "10:00", "day": "nw0"}, ["30T10:00"]),
        ("25T10:00", {"at": "10:00", "day": "28"}, ["28T10:00"]),
        ("25T10:00", {"at": "10:00", "day": "11-29"}, ["29T10:00"]),
        ("25T10:00", {"at": "08:00", "sure": "yes", "every": "0123456"}, ["26T08:00"]),
        ("25T07:00", {"at": "08:00", "sure": "yes", "every": "0123456"}, ["25T08:00"]),
        ("25T10:00", {"at": "08:00", "every": "0123456"}, ["26T08:00"]),
        ("25T10:00", {"at": "15:00", "sure": "yes", "every": "2"}, ["25T15:00"]),
        ("25T10:00", {"after": "1200"}, ["25T10:20"]),
        ("25T10:00", {}, []),
        ("25T10:00", {"at": "nonsense", "after": "0"}, []),
        ("25T10:00", {"after": "99999999999"}, []),
    ],
)
def test_what_an_hour_means(now: str, slots: dict[str, str], meant: list[str]) -> None:
    said = [at(one) if not one.startswith("02") else at(one.replace("02", "25", 1)) + timedelta(7) for one in meant]
    assert list(readings(hour_of(slots), at(now))) == said


def test_without_slots_no_hour_is_named() -> None:
    assert hour_of({"every": "7x"}) == Hour()


NAP = Hours(start=time(12, 30), end=time(14, 30))


@pytest.mark.parametrize(
    ("now", "minutes", "slots", "quiet", "meant"),
    [
        ("25T10:17", 120, {}, None, ("25T12:20", "08:20")),
        ("25T10:00", 30, {}, None, ("25T10:30", "08:00")),
        ("25T11:00", 120, {}, NAP, ("25T15:00", "09:00")),
        ("25T19:50", 120, {}, None, ("26T09:50", "09:50")),
        ("25T23:59", 90, {}, None, ("26T09:00", "09:00")),
        ("25T10:00", 720, {}, None, ("26T10:00", "10:00")),
        ("25T10:00", 60, {"every": "56"}, None, ("28T08:00", "08:00")),
        ("25T10:00", 60, {}, Hours(start=time(0), end=time(23, 59)), ("25T11:00", "08:00")),
    ],
)
def test_what_comes_at_intervals_comes_by_day(
    now: str, minutes: int, slots: dict[str, str], quiet: Hours | None, meant: tuple[str, str]
) -> None:
    first, begins = through_the_day(hour_of(slots), timedelta(minutes=minutes), at(now), quiet)
    assert (first, begins) == (at(meant[0]), time.fromisoformat(meant[1]))


@given(seconds=st.integers(0, 7 * 24 * 3600), minutes=st.integers(30, 720))
def test_the_first_time_is_one_of_the_day_and_neither_early_nor_a_day_late(seconds: int, minutes: int) -> None:
    here, interval = at("22T00:00") + timedelta(seconds=seconds), timedelta(minutes=minutes)
    first, begins = through_the_day(Hour(), interval, here, None)
    since = (first.hour - begins.hour) * 60 + first.minute - begins.minute
    assert BY_DAY.start <= begins <= first.time() <= BY_DAY.end
    assert since % minutes == 0
    assert interval - timedelta(minutes=1) <= first - here <= interval + timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "length"), [("1799", None), ("1800", 30), ("43200", 720), ("43201", None), ("x", None)]
)
def test_how_far_apart_times_may_be(said: str, length: int | None) -> None:
    assert hour_of({"interval": said}).interval == (length and timedelta(minutes=length))
