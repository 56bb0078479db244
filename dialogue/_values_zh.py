"""Mandarin numbers, durations and times of day in words or digits, read as what they stand for.

Every reader takes the whole of its words, without spaces and in simplified characters, or gives None.
"""

import re
from datetime import time, timedelta
from decimal import Decimal
from typing import Final

_DIGITS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "幺": 1}
_SCALES: Final = {"十": 10, "百": 100, "千": 1000}
_TEN_THOUSAND: Final = 10_000
_NUMERALS: Final = r"(?:\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千万]+(?:点[零〇一二三四五六七八九]+)?)"

_UNITS: Final = (
    ("星期|礼拜|周", timedelta(weeks=1)),
    ("天", timedelta(days=1)),
    ("小时|钟头", timedelta(hours=1)),
    ("刻钟|刻", timedelta(minutes=15)),
    ("分钟|分", timedelta(minutes=1)),
    ("秒钟|秒", timedelta(seconds=1)),
)
_DURATION: Final = re.compile(
    "".join(
        rf"(?:(?P<n{place}>半|{_NUMERALS})个?(?P<more{place}>半)?(?:{names})(?P<after{place}>半)?零?)?"
        for place, (names, _) in enumerate(_UNITS)
    )
    + "钟?"
)
_DELAY: Final = re.compile(r"(?:过|再过|等)(?P<first>.+?)(?:以后|之后|后)?|(?P<last>.+?)(?:以后|之后|后)")

_NIGHT: Final = "半夜|深夜|夜里|夜晚|午夜"
_DAY: Final = "(?:今天|今日|明天|后天|今|明)?"
_TIME: Final = re.compile(
    rf"{_DAY}(?P<part>凌晨|清晨|清早|大清早|早晨|早上|早|上午|中午|正午|下午|午后|傍晚|晚上|晚|{_NIGHT})?(?:的)?"
    rf"(?:(?P<hour>{_NUMERALS})(?:点钟|点整|点|时)|差(?P<lack>{_NUMERALS}|一刻)(?:分钟|分)?(?P<next>{_NUMERALS})点钟?)"
    rf"(?P<half>半)?(?:(?P<quarter>[一三])刻)?(?:过?(?P<minute>{_NUMERALS})分?)?"
)
_CLOCK: Final = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d{2})")
_ALONE: Final = {"中午": time(12), "正午": time(12), "午夜": time(0), "半夜十二点": time(0)}
_AFTERNOON: Final = frozenset({"下午", "午后", "傍晚", "晚上", "晚"})


def number(words: str) -> Decimal | None:
    """`words` as a number: 二十五, 两千五, 三点五, 负五, 3.5, 一半."""
    if words.startswith("负"):
        value = number(words[1:])
        return -value if value is not None else None
    if words in {"半", "一半"}:
        return Decimal("0.5")
    if re.fullmatch(r"-?\d+(?:\.\d+)?", words, re.ASCII):
        return Decimal(words)
    whole, point, decimals = words.partition("点")
    whole_part = _whole(whole)
    if whole_part is None or (point and not _all_digits(decimals)):
        return None
    return Decimal(f"{whole_part}.{_in_digits(decimals)}") if point else Decimal(whole_part)


def share(words: str) -> Decimal | None:
    """`words` as a share in percent: 百分之六十, 60%, 六成, 一半."""
    if words in {"一半", "半"}:
        return Decimal(50)
    if words.endswith("成"):
        tenths = number(words[:-1])
        return tenths * 10 if tenths is not None and tenths <= 10 else None
    for bare in (words.removeprefix("百分之"), words.removesuffix("%")):
        if bare != words:
            return number(bare.removesuffix("%"))
    return None


def degrees(words: str) -> Decimal | None:
    """`words` as degrees Celsius: 二十五度, 25度, 二十五度半, 零下三度."""
    below = words.startswith("零下")
    found = re.fullmatch(
        r"(?P<whole>.+?)(?:(?:摄氏)?度|°c?)(?P<half>半)?", words.removeprefix("零下").removeprefix("摄氏")
    )
    value = number(found["whole"]) if found else None
    if found is None or value is None:
        return None
    value += Decimal("0.5") if found["half"] else 0
    return -value if below else value


def ordinal(words: str) -> int | None:
    """`words` as a place in a row: 第三, 第21."""
    value = number(words.removeprefix("第")) if words.startswith("第") else None
    return int(value) if value is not None and value == int(value) and value > 0 else None


def duration(words: str) -> timedelta | None:
    """`words` as a duration: 十分钟, 一个半小时, 半小时, 一刻钟, 两小时十五分."""
    found = _DURATION.fullmatch(words)
    total = timedelta()
    for place, (_, unit) in enumerate(_UNITS):
        said = found[f"n{place}"] if found else None
        if found is None or said is None:
            continue
        amount = number(said)
        if amount is None:
            return None
        amount += sum(Decimal("0.5") for extra in ("more", "after") if found[f"{extra}{place}"])
        total += unit * float(amount)
    return total or None


def delay(words: str) -> timedelta | None:
    """`words` as a time from now: 十分钟后, 过半小时."""
    found = _DELAY.fullmatch(words)
    return duration(found["first"] or found["last"]) if found else None


def time_of_day(words: str) -> time | None:
    """`words` as a time of day: 下午三点半, 差一刻九点, 15:30. Without a part of the day the hour is as it is said."""
    if words in _ALONE:
        return _ALONE[words]
    if (clock := _CLOCK.fullmatch(words)) is not None:
        return _at(int(clock["hour"]), int(clock["minute"]))
    found = _TIME.fullmatch(words)
    if found is None:
        return None
    minute = _minute(found)
    hour = number(found["hour"] or found["next"])
    if hour is None or hour != int(hour) or minute is None:
        return None
    told = _hour_of(int(hour), found["part"] or "")
    if told is None:
        return None
    return _at(told, minute) if found["hour"] else _before(told, minute)


def _whole(words: str) -> int | None:
    """Digits, or numerals up to 99,999,999; a last digit without its scale has the next lower one: 两千五 is 2500."""
    if re.fullmatch(r"\d+", words, re.ASCII):
        return int(words)
    if len(words) > 1 and _all_digits(words):
        return int(_in_digits(words))
    head, ten_thousands, rest = words.rpartition("万")
    if not ten_thousands:
        return _below_ten_thousand(rest, lower=1)
    high, low = _below_ten_thousand(head, lower=1), _below_ten_thousand(rest, lower=1000) if rest else 0
    return high * _TEN_THOUSAND + low if high and low is not None else None


def _below_ten_thousand(words: str, *, lower: int) -> int | None:
    """`words` below 10,000; `lower` is the scale of a digit that stands alone after a higher one."""
    total, digit, last, after_zero = 0, None, _TEN_THOUSAND, False
    for sign in words:
        scale = _SCALES.get(sign)
        if scale is None:
            if digit is not None or sign not in _DIGITS:
                return None
            after_zero, digit = (True, None) if _DIGITS[sign] == 0 and words != sign else (after_zero, _DIGITS[sign])
            continue
        if scale >= last or (digit is None and (scale != 10 or total)):
            return None
        total, digit, last, after_zero = total + (digit or 1) * scale, None, scale, False
    if digit is None:
        return total or None
    alone = last == _TEN_THOUSAND
    unscaled = lower if alone else last // 10
    return total + digit * (1 if after_zero or (alone and lower == 1) else max(unscaled, 1))


def _all_digits(words: str) -> bool:
    return bool(words) and all(sign in _DIGITS or sign.isdecimal() for sign in words)


def _in_digits(words: str) -> str:
    return "".join(str(_DIGITS[sign]) if sign in _DIGITS else sign for sign in words)


def _minute(found: re.Match[str]) -> int | None:
    """The minutes that are said, after the hour or before it; None for more than one way at once, or no minute."""
    said = [found[name] for name in ("half", "quarter", "minute", "lack") if found[name]]
    if not said:
        return 0
    if len(said) > 1:
        return None
    if found["half"]:
        return 30
    if found["quarter"] or found["lack"] == "一刻":
        return 45 if found["quarter"] == "三" else 15
    words = said[0]
    value = number(words)
    single = found["minute"] is not None and len(words) == 1 and not found[0].endswith("分")
    return int(value) if value is not None and value == int(value) and value < 60 and not single else None


def _hour_of(hour: int, part: str) -> int | None:
    """`hour` as it is said in this part of the day, on the 24-hour clock; None where it is not in it."""
    night = part in _NIGHT.split("|")
    if not part or hour > 12:
        return hour if not part or part in _AFTERNOON or night else None
    if part in _AFTERNOON:
        return 0 if hour == 12 and part.startswith("晚") else hour % 12 + 12
    if night:
        return hour % 12 if hour in {12, 1, 2, 3, 4, 5} else hour + 12
    if part in {"中午", "正午"}:
        return hour if hour in {11, 12} else hour + 12 if hour in {1, 2} else None
    return 0 if hour == 12 and part == "凌晨" else hour


def _at(hour: int, minute: int) -> time | None:
    return time(hour % 24, minute) if hour < 24 or (hour, minute) == (24, 0) else None


def _before(hour: int, minutes: int) -> time | None:
    at = _at(hour, 0)
    if at is None or not minutes:
        return None
    total = (hour % 24 * 60 - minutes) % (24 * 60)
    return time(total // 60, total % 60)
