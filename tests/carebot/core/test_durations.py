"""Durations as people read them."""

from datetime import timedelta

import pytest

from carebot.core.durations import how_often, in_words


@pytest.mark.parametrize(
    ("length", "zh", "en"),
    [
        (timedelta(hours=4), "4 小时", "4 hours"),
        (timedelta(minutes=90), "1 小时 30 分钟", "1 hour 30 minutes"),
        (timedelta(minutes=1), "1 分钟", "1 minute"),
        (timedelta(days=3), "3 天", "3 days"),
        (timedelta(days=1, hours=1, seconds=1), "1 天 1 小时 1 秒", "1 day 1 hour 1 second"),
        (timedelta(), "0 秒", "0 seconds"),
        (timedelta(milliseconds=150), "0.15 秒", "0.15 seconds"),
        (timedelta(minutes=-5), "-5 分钟", "-5 minutes"),
    ],
)
def test_a_length_of_time_is_written_in_units_that_people_use(length: timedelta, zh: str, en: str) -> None:
    words = in_words(length)
    assert (words.zh, words.en) == (zh, en)


@pytest.mark.parametrize(
    ("interval", "zh", "en"),
    [
        (timedelta(minutes=30), "每 30 分钟", "every 30 minutes"),
        (timedelta(hours=1), "每小时", "every hour"),
        (timedelta(hours=2), "每两小时", "every two hours"),
        (timedelta(hours=10), "每十小时", "every ten hours"),
        (timedelta(hours=11), "每 11 小时", "every 11 hours"),
        (timedelta(minutes=90), "每 1 小时 30 分钟", "every 1 hour 30 minutes"),
        (timedelta(), "每 0 秒", "every 0 seconds"),
    ],
)
def test_how_often_something_comes_again_is_written_in_words(interval: timedelta, zh: str, en: str) -> None:
    words = how_often(interval)
    assert (words.zh, words.en) == (zh, en)
