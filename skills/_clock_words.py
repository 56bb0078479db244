"""Times of day, days and spans of time as people say them."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Final

from carebot.core.language import Text
from carebot.core.outcomes import NOTHING

DIGITS: Final = "〇一二三四五六七八九"
WEEKDAYS_ZH: Final = "一二三四五六日"
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SMALL: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty")
_PARTS_OF_DAY: Final = (
    (0, "夜里", "at night"),
    (1, "凌晨", "in the morning"),
    (5, "早上", "in the morning"),
    (9, "上午", "in the morning"),
    (12, "中午", "in the afternoon"),
    (13, "下午", "in the afternoon"),
    (18, "晚上", "in the evening"),
    (22, "晚上", "at night"),
)
_WEEK: Final = 7
_NOON: Final = time(12)


def time_of_day(at: time) -> Text:
    """The hour with its part of the day: 下午三点半, half past three in the afternoon."""
    if (at.hour, at.minute) == (_NOON.hour, _NOON.minute):
        return Text(zh="中午十二点", en="twelve noon")
    _, part_zh, part = max(entry for entry in _PARTS_OF_DAY if entry[0] <= at.hour)
    return Text(zh=f"{part_zh}{_clock_zh(at)}", en=f"{_clock(at)} {part}")


def moment(at: datetime, now: datetime) -> Text:
    """The hour with its day, seen from `now`, both on the home's wall clock; in English an adverbial of a sentence."""
    clock, day = time_of_day(at.time()), _day(at.date(), now.date())
    return Text(zh=f"{day.zh}{clock.zh}", en=f"{day.en} at {clock.en}".strip())


def repeated(days: Collection[int], at: time) -> Text:
    """The hour on these days of every week, 0 being Monday."""
    clock = time_of_day(at)
    if len(days) == _WEEK:
        return Text(zh=f"每天{clock.zh}", en=f"every day at {clock.en}")
    names_zh = "、".join(WEEKDAYS_ZH[day] for day in sorted(days))
    names = " and ".join(WEEKDAYS[day] for day in sorted(days))
    return Text(zh=f"每个星期{names_zh}{clock.zh}", en=f"every {names} at {clock.en}")


def number_zh(number: int) -> str:
    """A number from 1 to 59 in Chinese."""
    tens, ones = divmod(number, 10)
    prefix = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return prefix + (DIGITS[ones] if ones else "")


def _day(day: date, today: date) -> Text:
    match (day - today).days:
        case 0:
            return NOTHING
        case 1:
            return Text(zh="明天", en="tomorrow")
        case 2:
            return Text(zh="后天", en="the day after tomorrow")
        case -1:
            return Text(zh="昨天", en="yesterday")
        case ahead if 0 < ahead < _WEEK:
            return Text(zh=f"星期{WEEKDAYS_ZH[day.weekday()]}", en=f"on {WEEKDAYS[day.weekday()]}")
        case _:
            zh = f"{number_zh(day.month)}月{number_zh(day.day)}号"
            return Text(zh=zh, en=f"on {day.day} {MONTHS[day.month - 1]}")


def _clock_zh(at: time) -> str:
    hour = at.hour % 12 or 12
    spoken_hour = f"{'两' if hour == 2 else number_zh(hour)}点"
    match at.minute:
        case 0:
            return spoken_hour
        case 15:
            return f"{spoken_hour}一刻"
        case 30:
            return f"{spoken_hour}半"
        case 45:
            return f"{spoken_hour}三刻"
        case minute if minute < 10:
            return f"{spoken_hour}零{number_zh(minute)}分"
        case minute:
            return f"{spoken_hour}{number_zh(minute)}分"


def _clock(at: time) -> str:
    hour, next_hour = _SMALL[at.hour % 12 or 12], _SMALL[(at.hour + 1) % 12 or 12]
    match at.minute:
        case 0:
            return f"{hour} o'clock"
        case 15:
            return f"a quarter past {hour}"
        case 30:
            return f"half past {hour}"
        case 45:
            return f"a quarter to {next_hour}"
        case minute if minute < 30:
            return f"{_minutes(minute)} past {hour}"
        case minute:
            return f"{_minutes(60 - minute)} to {next_hour}"


def _minutes(minutes: int) -> str:
    tens, ones = divmod(minutes, 10)
    words = (
        _SMALL[minutes]
        if minutes < len(_SMALL)
        else "-".join(filter(None, (_TENS[tens], _SMALL[ones] if ones else "")))
    )
    return words if minutes % 5 == 0 else f"{words} minute{'' if minutes == 1 else 's'}"


def span(length: timedelta) -> Text:
    """A span of time in whole minutes, or in seconds below two of them."""
    seconds = round(length.total_seconds())
    if seconds < 120:
        return Text(zh=f"{seconds}秒", en=f"{seconds} seconds")
    hours, minutes = divmod(round(seconds / 60), 60)
    zh = (f"{hours}小时" if hours else "") + (f"{minutes}分钟" if minutes else "")
    parts = [_counted(hours, "hour")] * bool(hours) + [_counted(minutes, "minute")] * bool(minutes)
    return Text(zh=zh, en=" and ".join(parts))


def apart(interval: timedelta) -> Text:
    """How often something comes again: 每两小时, every two hours; an adverbial of a sentence."""
    whole, minutes = divmod(round(interval.total_seconds() / 60), 60)
    if minutes not in {0, 30}:
        length = span(interval)
        return Text(zh=f"每{length.zh}", en=f"every {length.en}")
    if whole < 2 and not (whole and minutes):
        return Text(zh="每小时", en="every hour") if whole else Text(zh="每半小时", en="every half hour")
    number = "两" if whole == 2 else number_zh(whole)
    half_zh, half = ("个半", " and a half") if minutes else ("", "")
    return Text(zh=f"每{number}{half_zh}小时", en=f"every {_SMALL[whole]}{half} hours")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
