"""Which moment an hour means, seen from another; the week is that of Wednesday, 25 November 2026."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from skills._hours import Hour, hour_of, readings

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
