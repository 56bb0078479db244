"""The times of a reminder, on the home's calendar, and the words that are none to be reminded of."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from carebot.core.language import Language
from carebot.core.people import Requester, RequesterKind
from carebot.core.reminders import Reminder, is_of_medicine, is_secret

BERLIN = ZoneInfo("Europe/Berlin")
SHANGHAI = ZoneInfo("Asia/Shanghai")


def local(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


ONCE = Reminder(
    id="r1",
    about="wang",
    words="给女儿打电话",
    language=Language.ZH,
    due=local("2026-11-25T15:30"),
    by=Requester(kind=RequesterKind.RESIDENT, id="wang"),
    set_at=local("2026-11-25T10:00"),
)
DAILY = replace(ONCE, due=local("2026-11-26T08:00"), days=frozenset(range(7)), at=time(8))
OFTEN = replace(DAILY, due=local("2026-11-26T10:20"), at=time(8, 20), interval=timedelta(hours=2), until=time(20, 30))
WEDNESDAYS = replace(ONCE, due=local("2026-12-02T15:00"), days=frozenset({2}), at=time(15))


@pytest.mark.parametrize(
    ("reminder", "now", "latest", "following"),
    [
        (ONCE, "2026-11-25T15:29", None, "2026-11-25T15:30"),
        (ONCE, "2026-11-25T15:30", "2026-11-25T15:30", None),
        (ONCE, "2027-01-01T00:00", "2026-11-25T15:30", None),
        (DAILY, "2026-11-25T10:00", None, "2026-11-26T08:00"),
        (DAILY, "2026-11-26T07:59", None, "2026-11-26T08:00"),
        (DAILY, "2026-11-26T08:00", "2026-11-26T08:00", "2026-11-27T08:00"),
        (DAILY, "2026-12-24T07:00", "2026-12-23T08:00", "2026-12-24T08:00"),
        (OFTEN, "2026-11-26T10:19", None, "2026-11-26T10:20"),
        (OFTEN, "2026-11-26T13:00", "2026-11-26T12:20", "2026-11-26T14:20"),
        (OFTEN, "2026-11-26T23:00", "2026-11-26T20:20", "2026-11-27T08:20"),
        (OFTEN, "2026-11-27T07:00", "2026-11-26T20:20", "2026-11-27T08:20"),
        (replace(OFTEN, days=frozenset({3})), "2026-11-27T07:00", "2026-11-26T20:20", "2026-12-03T08:20"),
        (replace(OFTEN, interval=timedelta(1) / 1440), "2026-11-27T08:21", "2026-11-27T08:20", "2026-11-27T08:50"),
        (replace(OFTEN, until=None), "2026-11-27T13:00", "2026-11-27T08:20", "2026-11-28T08:20"),
        (WEDNESDAYS, "2026-12-02T14:00", None, "2026-12-02T15:00"),
        (WEDNESDAYS, "2026-12-02T16:00", "2026-12-02T15:00", "2026-12-09T15:00"),
        (WEDNESDAYS, "2026-12-09T14:00", "2026-12-02T15:00", "2026-12-09T15:00"),
    ],
)
def test_its_times_follow_from_the_calendar(
    reminder: Reminder, now: str, latest: str | None, following: str | None
) -> None:
    assert reminder.latest(local(now), SHANGHAI) == (latest and local(latest))
    assert reminder.following(local(now), SHANGHAI) == (following and local(following))


def test_eight_in_the_morning_stays_eight_when_the_clocks_go_forward() -> None:
    daily = replace(DAILY, due=local("2026-03-27T08:00", BERLIN))
    assert daily.following(local("2026-03-28T09:00", BERLIN), BERLIN) == datetime(2026, 3, 29, 6, tzinfo=UTC)
    assert daily.following(local("2026-03-27T09:00", BERLIN), BERLIN) == datetime(2026, 3, 28, 7, tzinfo=UTC)


def test_days_without_an_hour_give_no_time() -> None:
    assert replace(DAILY, at=None).following(local("2026-11-27T09:00"), SHANGHAI) is None


@pytest.mark.parametrize("words", ["吃降压药", "打胰岛素", "take my tablets", "My Insulin", "put in my eye drops"])
def test_medicine_is_known(words: str) -> None:
    assert is_of_medicine(words)


@pytest.mark.parametrize("words", ["给女儿打电话", "量血压", "ring the pharmacy girl", "capture the moment"])
def test_other_words_are_no_medicine(words: str) -> None:
    assert not is_of_medicine(words)
    assert not is_secret(words)


@pytest.mark.parametrize("words", ["密码是八六四二", "my PIN is 8642", "the verification code"])
def test_secrets_are_known(words: str) -> None:
    assert is_secret(words)
