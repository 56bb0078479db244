"""When something is to be, as Mandarin says it in the midst of other words: day, hour, span from now, each day.

What is found is cut out, and the rest given back, so that it may be read for what is to be.
"""

import re
from collections.abc import Callable, Iterator
from datetime import time, timedelta
from typing import Final

from dialogue._values_zh import duration, number, time_of_day

_NUMERAL: Final = r"[\d零〇一二两三四五六七八九十]+"
_PART: Final = (
    "凌晨|清晨|大?清早|一?大早|早晨|早上|早起|早|上午|头晌|中午|正午|晌午|下午|午后|后晌|傍晚|晚上|夜里|半夜|晚"
)
_PLAIN_PART: Final = {"早起": "早上", "大早": "早上", "一大早": "早上", "晌午": "中午", "头晌": "上午", "后晌": "下午"}
_DAY: Final = "[今明后]儿个?|[今明后]天|[今明]日|大后天|[今明后](?=[早晚上中下午])"
_WEEKDAYS: Final = "一二三四五六日天"
_CLOCK: Final = re.compile(
    rf"(?P<day>{_DAY})?的?(?P<part>{_PART})?的?"
    rf"(?P<clock>{_NUMERAL}点差(?:{_NUMERAL}分|一刻)|差(?:{_NUMERAL}分?钟?|一刻)(?:就|到)?{_NUMERAL}点钟?"
    rf"|{_NUMERAL}点(?:钟|整)?(?:半|[一三]刻|过?零?{_NUMERAL}分?)?|\d{{1,2}}[:：]\d{{2}})"
)
_LACKING: Final = re.compile(r"^(.+?点)(差.+)$")
"""七点差五分 is 差五分七点."""
_ONLY_PART: Final = re.compile(rf"^(?:{_PART})(?:的时候)?(?=[你您请就提叫喊催记给帮])")
_ALONE: Final = re.compile(rf"(?P<day>{_DAY})?的?(?P<part>中午|正午|晌午|半夜)(?!饭|觉)")
_ONLY_DAY: Final = re.compile(rf"(?P<day>{_DAY})的?(?P<part>{_PART})?(?!日|年)")
_WEEKDAY: Final = re.compile(rf"(?P<next>下个?)?(?:这个?|本)?(?:星期|礼拜|周)(?P<weekday>[{_WEEKDAYS}])")
_DATE: Final = re.compile(rf"(?:(?P<month>{_NUMERAL})月份?)?(?P<date>{_NUMERAL})[号日](?!楼|线|院|床|房)")
_EVERY: Final = re.compile(
    rf"(?:每个?|逢)(?:星期|礼拜|周)(?P<list>[{_WEEKDAYS}](?:[、和跟,，]?(?:星期|礼拜|周)?[{_WEEKDAYS}])*)"
    rf"|(?:每天|天天|每日|每一天)(?:都)?|每(?=(?:{_PART}))个?|(?:每到|每逢|每个?)?(?P<work>工作日)"
)
_INTERVAL: Final = re.compile(
    rf"(?:每[隔过]?|隔)(?:(?P<span>(?:半|{_NUMERAL})个?半?(?:小时|钟头|分钟|刻钟)半?)"
    "|个?(?P<one>小时|钟头|钟点)|(?:几个?|一段|一会儿?|一阵子?)(?:小时|钟头|分钟|时间)?)"
)
_SPAN: Final = rf"(?:半|{_NUMERAL})个?半?(?:小时|钟头|刻钟|分钟|分|秒钟|秒|天)(?:半|零?{_NUMERAL}(?:分钟?|秒钟?))?"
_DELAY: Final = re.compile(
    rf"(?:再?过个?|再等?|等)(?P<first>{_SPAN})(?:以后|之后|过后|后)?|(?P<last>{_SPAN})(?:以后|之后|过后|后)"
)
_BARE_SPAN: Final = re.compile(_SPAN)
_AHEAD: Final = {"今": 0, "明": 1, "后": 2, "大": 3}
_AFTER_NOON: Final = re.compile("下午|午后|后晌|傍晚|晚|夜")

Cut = tuple[dict[str, str], str]
"""Slots as the skill of reminders reads them, and the words without what they were read from."""


def times_in(words: str, *, timer: bool = False) -> Cut:
    """When `words`, in simplified characters, say that it is to be; no slots where they do not say.

    `timer`: they speak of a timer, so that a span alone counts from now.
    """
    slots: dict[str, str] = {}
    readers: tuple[Callable[[str], Cut | None], ...] = (_interval, _delay, _every, _weekday, _date, _clock, _only_day)
    for read in (*readers[:2], _bare_span, *readers[2:]) if timer else readers:
        found = read(words) if not (read in {_clock, _only_day} and "after" in slots) else None
        if found is not None:
            slots = {**found[0], **slots}
            words = found[1]
    return slots, words if _told_when(slots) else _ONLY_PART.sub("", words)


def _told_when(slots: dict[str, str]) -> bool:
    return "at" in slots or "after" in slots


def _interval(words: str) -> Cut | None:
    """How often, in seconds; 0 where it is not said: 隔一会儿."""
    found = _INTERVAL.search(words)
    if found is None:
        return None
    length = duration("一小时" if found["one"] else found["span"] or "")
    return {"interval": _seconds(length or timedelta())}, _without(words, found)


def _delay(words: str) -> Cut | None:
    for found in _DELAY.finditer(words):
        length = duration(found["first"] or found["last"])
        if length is not None:
            return {"after": _seconds(length)}, _without(words, found)
    return None


def _bare_span(words: str) -> Cut | None:
    found = _BARE_SPAN.search(words)
    length = duration(found[0]) if found is not None else None
    return ({"after": _seconds(length)}, _without(words, found)) if found and length else None


def _every(words: str) -> Cut | None:
    found = _EVERY.search(words)
    if found is None:
        return None
    named = sorted({_weekday_number(sign) for sign in found["list"] or "" if sign in _WEEKDAYS})
    days = "".join(map(str, named)) or ("01234" if found["work"] else "0123456")
    return {"every": days}, _without(words, found)


def _weekday(words: str) -> Cut | None:
    found = _WEEKDAY.search(words)
    if found is None:
        return None
    number_of = _weekday_number(found["weekday"])
    return {"day": f"nw{number_of}" if found["next"] else f"w{number_of}"}, _without(words, found)


def _date(words: str) -> Cut | None:
    found = _DATE.search(words)
    date = _whole(found["date"]) if found else None
    month = _whole(found["month"]) if found and found["month"] else None
    if found is None or date is None or not 1 <= date <= 31 or (month is not None and not 1 <= month <= 12):
        return None
    return {"day": f"{date:02}" if month is None else f"{month:02}-{date:02}"}, _without(words, found)


def _clock(words: str) -> Cut | None:
    for found in _CLOCK.finditer(words):
        part = found["part"] or ""
        for said in _shortened(_LACKING.sub(r"\2\1", found["clock"])):
            at = time_of_day(_PLAIN_PART.get(part, part) + said)
            if at is not None:
                end = found.end() - (len(found["clock"]) - len(said))
                return _of_clock(at, said, part, found["day"] or ""), words[: found.start()] + words[end:]
    found_alone = _ALONE.search(words)
    at = time_of_day(_PLAIN_PART.get(found_alone["part"], found_alone["part"])) if found_alone else None
    if found_alone is None or at is None:
        return None
    return _of_clock(at, "", found_alone["part"], found_alone["day"] or ""), _without(words, found_alone)


def _of_clock(at: time, said: str, part: str, day: str) -> dict[str, str]:
    """The slots of a clock time; in the evening, twelve and what follows belong to the night after that day."""
    slots = {"at": f"{at:%H:%M}"}
    if part or at.hour == 0 or at.hour > 12 or re.match(r"0\d", said):
        slots["sure"] = "yes"
    if day:
        ahead = _AHEAD[day[0]] + (at.hour < 5 and _AFTER_NOON.search(part) is not None)
        slots["day"] = f"+{ahead}"
    return slots


def _only_day(words: str) -> Cut | None:
    found = _ONLY_DAY.search(words)
    return ({"day": f"+{_AHEAD[found['day'][0]]}"}, _without(words, found)) if found else None


def _shortened(said: str) -> Iterator[str]:
    """`said`, and again without its last signs: "三点三个人" begins with three o'clock."""
    for end in range(len(said), 1, -1):
        yield said[:end].replace("：", ":")


def _weekday_number(sign: str) -> int:
    return min(_WEEKDAYS.index(sign), 6)


def _whole(said: str) -> int | None:
    value = number(said)
    return int(value) if value is not None else None


def _seconds(length: timedelta) -> str:
    return str(round(length.total_seconds()))


def _without(words: str, found: re.Match[str]) -> str:
    return words[: found.start()] + words[found.end() :]
