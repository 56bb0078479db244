"""Durations as people read them."""

from datetime import timedelta

import pytest

from carebot.core.durations import in_words


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
