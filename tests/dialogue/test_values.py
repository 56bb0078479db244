"""Values in words: a table of what people say, what is none, and every value there and back."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carebot.core.language import Language
from dialogue.text import number_en, number_zh, spell_numbers
from dialogue.values import (
    LONGEST,
    Value,
    degrees_in,
    delay_in,
    duration_in,
    number_in,
    ordinal_in,
    share_in,
    time_in,
    value_in,
)

ZH, EN = Language.ZH, Language.EN


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


TIMES = (
    (ZH, "下午三点半", time(15, 30)),
    (ZH, "三点半", time(3, 30)),
    (ZH, "早上七点", time(7)),
    (ZH, "晚上八点二十", time(20, 20)),
    (ZH, "晚上八點二十分", time(20, 20)),
    (ZH, "上午十点一刻", time(10, 15)),
    (ZH, "下午两点三刻", time(14, 45)),
    (ZH, "下午两点零五分", time(14, 5)),
    (ZH, "三点过五分", time(3, 5)),
    (ZH, "差十分三点", time(2, 50)),
    (ZH, "差一刻九点", time(8, 45)),
    (ZH, "晚上差五分九点", time(20, 55)),
    (ZH, "中午十二点", time(12)),
    (ZH, "中午", time(12)),
    (ZH, "中午一点", time(13)),
    (ZH, "凌晨十二点", time(0)),
    (ZH, "晚上十二点", time(0)),
    (ZH, "半夜两点", time(2)),
    (ZH, "夜里十一点", time(23)),
    (ZH, "明天早上六点半", time(6, 30)),
    (ZH, "下午3点", time(15)),
    (ZH, "15:30", time(15, 30)),
    (ZH, "十五点三十分", time(15, 30)),
    (ZH, "三点钟", time(3)),
    (ZH, "三点整", time(3)),
    (EN, "half past three", time(3, 30)),
    (EN, "half past three in the afternoon", time(15, 30)),
    (EN, "quarter to nine", time(8, 45)),
    (EN, "a quarter to nine in the evening", time(20, 45)),
    (EN, "quarter past seven", time(7, 15)),
    (EN, "ten to five", time(4, 50)),
    (EN, "twenty-five past six pm", time(18, 25)),
    (EN, "five minutes past one", time(1, 5)),
    (EN, "three o'clock", time(3)),
    (EN, "at three o’clock in the afternoon", time(15)),
    (EN, "3 pm", time(15)),
    (EN, "3pm", time(15)),
    (EN, "12 am", time(0)),
    (EN, "12 pm", time(12)),
    (EN, "eight twenty", time(8, 20)),
    (EN, "seven oh five in the morning", time(7, 5)),
    (EN, "half eight", time(8, 30)),
    (EN, "7:05 a.m.", time(7, 5)),
    (EN, "7.30 pm", time(19, 30)),
    (EN, "15:30", time(15, 30)),
    (EN, "noon", time(12)),
    (EN, "midnight", time(0)),
    (EN, "eleven at night", time(23)),
    (EN, "two at night", time(2)),
    (EN, "ten to twelve at night", time(23, 50)),
)
NO_TIMES = (
    *(
        (ZH, words)
        for words in ("", "三", "三点五", "二十五点", "三点七十分", "下午", "三点半一刻", "今天", "点半", "早上十五点")
    ),
    *((EN, words) for words in ("", "three", "half past", "quarter to", "25:00", "7:60", "ten to", "in the afternoon")),
    *((EN, words) for words in ("13 o'clock in the morning", "a lot past three", "twenty five", "7.30")),
)
DURATIONS = (
    (ZH, "十分钟", minutes(10)),
    (ZH, "半小时", minutes(30)),
    (ZH, "半个钟头", minutes(30)),
    (ZH, "一个半小时", minutes(90)),
    (ZH, "两小时半", minutes(150)),
    (ZH, "两个小时十五分", minutes(135)),
    (ZH, "一小时零五分钟", minutes(65)),
    (ZH, "一刻钟", minutes(15)),
    (ZH, "三刻钟", minutes(45)),
    (ZH, "一分半", minutes(1.5)),
    (ZH, "90秒", minutes(1.5)),
    (ZH, "三天", timedelta(days=3)),
    (ZH, "两个星期", timedelta(weeks=2)),
    (EN, "ten minutes", minutes(10)),
    (EN, "half an hour", minutes(30)),
    (EN, "an hour and a half", minutes(90)),
    (EN, "two and a half hours", minutes(150)),
    (EN, "one hour and fifteen minutes", minutes(75)),
    (EN, "a quarter of an hour", minutes(15)),
    (EN, "three quarters of an hour", minutes(45)),
    (EN, "1 hour, 5 minutes and 30 seconds", minutes(65.5)),
    (EN, "90 seconds", minutes(1.5)),
    (EN, "a week", timedelta(weeks=1)),
    (EN, "5 min", minutes(5)),
)
NO_DURATIONS = (
    *((ZH, words) for words in ("一会儿", "分钟", "好几分钟", "十", "十分钟一小时", "三点", "零分钟")),
    *(
        (EN, words)
        for words in ("a while", "minutes", "some minutes", "ten", "five minutes two hours", "ten minutes ago")
    ),
)
DELAYS = (
    (ZH, "十分钟后", minutes(10)),
    (ZH, "半小时以后", minutes(30)),
    (ZH, "过一个半小时", minutes(90)),
    (ZH, "过十分钟以后", minutes(10)),
    (EN, "in ten minutes", minutes(10)),
    (EN, "in ten minutes' time", minutes(10)),
    (EN, "half an hour from now", minutes(30)),
    (EN, "two hours later", minutes(120)),
)
NUMBERS = (
    (ZH, "二十五", "25"),
    (ZH, "十", "10"),
    (ZH, "两百零三", "203"),
    (ZH, "一百二", "120"),
    (ZH, "两千五", "2500"),
    (ZH, "三万五", "35000"),
    (ZH, "一百一十", "110"),
    (ZH, "三点五", "3.5"),
    (ZH, "负五", "-5"),
    (ZH, "二零二六", "2026"),
    (ZH, "一半", "0.5"),
    (ZH, "3.50", "3.50"),
    (EN, "twenty-five", "25"),
    (EN, "a hundred and two", "102"),
    (EN, "two thousand five hundred", "2500"),
    (EN, "three point one four", "3.14"),
    (EN, "minus five", "-5"),
    (EN, "two and a half", "2.5"),
    (EN, "0.25", "0.25"),
    (EN, "three", "3"),
)
NO_NUMBERS = (
    *((ZH, words) for words in ("", "十十", "百", "二三十百", "一百百", "很多", "二五十", "三点", "万", "负")),
    *(
        (EN, words)
        for words in ("", "five twenty", "twenty ten", "hundred hundred", "many", "and a half", "point five", "1e5")
    ),
)


@pytest.mark.parametrize(("language", "words", "expected"), TIMES)
def test_times(language: Language, words: str, expected: time) -> None:
    assert time_in(words, language) == value_in(words, language) == expected


@pytest.mark.parametrize(("language", "words"), NO_TIMES)
def test_no_times(language: Language, words: str) -> None:
    assert time_in(words, language) is None


@pytest.mark.parametrize(("language", "words", "expected"), DURATIONS)
def test_durations(language: Language, words: str, expected: timedelta) -> None:
    assert duration_in(words, language) == value_in(words, language) == expected
    assert delay_in(words, language) is None


@pytest.mark.parametrize(("language", "words"), NO_DURATIONS)
def test_no_durations(language: Language, words: str) -> None:
    assert duration_in(words, language) is None
    assert delay_in(f"in {words}" if language is EN else f"{words}后", language) is None


@pytest.mark.parametrize(("language", "words", "expected"), DELAYS)
def test_times_from_now(language: Language, words: str, expected: timedelta) -> None:
    assert delay_in(words, language) == value_in(words, language) == expected


@pytest.mark.parametrize(("language", "words", "expected"), NUMBERS)
def test_numbers(language: Language, words: str, expected: str) -> None:
    assert number_in(words, language) == Decimal(expected)


@pytest.mark.parametrize(("language", "words"), NO_NUMBERS)
def test_no_numbers(language: Language, words: str) -> None:
    assert number_in(words, language) is None


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        (ZH, "百分之六十", 60),
        (ZH, "60%", 60),
        (ZH, "六成", 60),
        (ZH, "一半", 50),
        (ZH, "百分之十二点五", Decimal("12.5")),
        (ZH, "十二成", None),
        (ZH, "六十", None),
        (EN, "sixty percent", 60),
        (EN, "60 per cent", 60),
        (EN, "12.5%", Decimal("12.5")),
        (EN, "half", 50),
        (EN, "sixty", None),
        (EN, "percent", None),
    ],
)
def test_shares(language: Language, words: str, expected: Value | None) -> None:
    assert share_in(words, language) == expected


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        (ZH, "二十五度", 25),
        (ZH, "25.5℃", Decimal("25.5")),
        (ZH, "二十五度半", Decimal("25.5")),
        (ZH, "零下三度", -3),
        (ZH, "摄氏二十度", 20),
        (ZH, "二十五", None),
        (EN, "twenty-five degrees", 25),
        (EN, "20.5 °C", Decimal("20.5")),
        (EN, "minus three degrees celsius", -3),
        (EN, "twenty-five", None),
        (EN, "degrees", None),
    ],
)
def test_degrees(language: Language, words: str, expected: Value | None) -> None:
    assert degrees_in(words, language) == expected


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        (ZH, "第三", 3),
        (ZH, "第二十一", 21),
        (ZH, "第5", 5),
        (ZH, "三", None),
        (ZH, "第零", None),
        (ZH, "第一点五", None),
        (EN, "third", 3),
        (EN, "twenty-first", 21),
        (EN, "twelfth", 12),
        (EN, "thirtieth", 30),
        (EN, "sixth", 6),
        (EN, "3rd", 3),
        (EN, "three", None),
        (EN, "0th", None),
        (EN, "moth", None),
        (EN, "", None),
    ],
)
def test_ordinals(language: Language, words: str, expected: int | None) -> None:
    assert ordinal_in(words, language) == expected


@given(st.integers(0, 99_999_999))
def test_every_mandarin_number_that_is_spelled_is_read(number: int) -> None:
    assert number_in(number_zh(number), ZH) == number


@given(st.integers(0, 999))
def test_every_english_number_that_is_spelled_is_read(number: int) -> None:
    assert number_in(number_en(number), EN) == number


@given(st.times(), st.sampled_from(Language))
def test_every_clock_time_that_is_spelled_is_read(moment: time, language: Language) -> None:
    clock = moment.replace(second=0, microsecond=0)
    assert time_in(spell_numbers(f"{clock:%H:%M}", language), language) == clock


@given(
    st.text(
        alphabet="零一二三十百千万点半刻分秒钟小时过差后下午第%度and half to past ten o'clock5:", max_size=LONGEST + 5
    )
)
def test_nothing_that_is_said_breaks_it(words: str) -> None:
    for language in Language:
        value = value_in(words, language)
        assert value is None or isinstance(value, time | timedelta | Decimal)
        assert ordinal_in(words, language) != 0


@pytest.mark.parametrize("language", Language)
def test_what_is_too_long_is_no_value(language: Language) -> None:
    assert number_in("1" * LONGEST, language) is not None
    assert number_in("1" * (LONGEST + 1), language) is None
