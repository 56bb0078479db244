"""Time, date and weather as people say them, and no weather made up."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from carebot.core.goals import GoalResult
from carebot.core.language import Text
from carebot.core.outcomes import Result
from skills.tell_time_and_weather import TellTimeAndWeather, date_in_words, time_in_words
from tests.skills.house import AFTERNOON, KNOWLEDGE, failed, run


@pytest.mark.parametrize(
    ("hour", "minute", "zh", "en"),
    [
        (15, 30, "现在下午三点半。", "It is half past three in the afternoon."),
        (0, 0, "现在夜里十二点。", "It is twelve o'clock at night."),
        (0, 59, "现在夜里十二点五十九分。", "It is one minute to one at night."),
        (1, 5, "现在凌晨一点零五分。", "It is five past one in the morning."),
        (5, 0, "现在早上五点。", "It is five o'clock in the morning."),
        (8, 15, "现在早上八点一刻。", "It is a quarter past eight in the morning."),
        (9, 45, "现在上午九点三刻。", "It is a quarter to ten in the morning."),
        (12, 0, "现在中午十二点。", "It is twelve noon."),
        (12, 20, "现在中午十二点二十分。", "It is twenty past twelve in the afternoon."),
        (14, 2, "现在下午两点零二分。", "It is two minutes past two in the afternoon."),
        (17, 11, "现在下午五点十一分。", "It is eleven minutes past five in the afternoon."),
        (18, 40, "现在晚上六点四十分。", "It is twenty to seven in the evening."),
        (21, 35, "现在晚上九点三十五分。", "It is twenty-five to ten in the evening."),
        (23, 22, "现在晚上十一点二十二分。", "It is twenty-two minutes past eleven at night."),
    ],
)
def test_the_time(hour: int, minute: int, zh: str, en: str) -> None:
    assert time_in_words(AFTERNOON.replace(hour=hour, minute=minute)) == Text(zh=zh, en=en)


def test_every_minute_of_the_day_has_its_own_words() -> None:
    midnight = AFTERNOON.replace(hour=0, minute=0)
    words = [time_in_words(midnight + timedelta(minutes=number)) for number in range(24 * 60)]
    assert len({text.zh for text in words}) == 24 * 60
    assert len({text.en for text in words}) == 24 * 60


@pytest.mark.parametrize(
    ("date", "zh", "en"),
    [
        ((2026, 6, 3), "今天是二〇二六年六月三号，星期三。", "Today is Wednesday, 3 June 2026."),
        ((2027, 10, 10), "今天是二〇二七年十月十号，星期日。", "Today is Sunday, 10 October 2027."),
        ((2028, 2, 29), "今天是二〇二八年二月二十九号，星期二。", "Today is Tuesday, 29 February 2028."),
        ((2030, 12, 31), "今天是二〇三〇年十二月三十一号，星期二。", "Today is Tuesday, 31 December 2030."),
    ],
)
def test_the_date(date: tuple[int, int, int], zh: str, en: str) -> None:
    assert date_in_words(datetime(*date, tzinfo=AFTERNOON.tzinfo)) == Text(zh=zh, en=en)


@pytest.mark.parametrize(("topic", "begins"), [("time", "现在"), ("", "现在"), ("date", "今天是")])
def test_it_answers_what_was_asked(topic: str, begins: str) -> None:
    played = run(TellTimeAndWeather(), topic=topic)
    assert played.kinds == ["say"]
    assert played.said.startswith(begins)


def test_a_forecast_is_passed_on_as_it_is() -> None:
    forecast = Text(zh="今天晴，最高二十八度。", en="Sunny today, up to 28 degrees.")
    played = run(TellTimeAndWeather(), knowledge=replace(KNOWLEDGE, weather=forecast), topic="weather")
    assert played.words == [forecast]
    assert played.conclusion.result is GoalResult.DONE


def test_without_a_forecast_it_says_so() -> None:
    played = run(TellTimeAndWeather(), topic="weather")
    assert "没有天气预报" in played.said
    assert played.conclusion.result is GoalResult.FAILED


def test_what_nobody_heard_was_not_told() -> None:
    played = run(TellTimeAndWeather(), ends={"say": failed(Result.UNHEARD)}, topic="time")
    assert played.conclusion.result is GoalResult.FAILED
