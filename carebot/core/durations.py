"""Durations as people read them: 4 小时, 1 hour 30 minutes. What is said aloud has words of its own (skills)."""

from datetime import timedelta
from typing import Final

from carebot.core.language import Text

_UNITS: Final = (
    (timedelta(days=1), Text(zh="天", en="day")),
    (timedelta(hours=1), Text(zh="小时", en="hour")),
    (timedelta(minutes=1), Text(zh="分钟", en="minute")),
)
_HOURS: Final = (
    *(("", ""), ("", "hour"), ("两", "two hours"), ("三", "three hours"), ("四", "four hours"), ("五", "five hours")),
    *(("六", "six hours"), ("七", "seven hours"), ("八", "eight hours"), ("九", "nine hours"), ("十", "ten hours")),
)
_SECOND: Final = Text(zh="秒", en="second")


def in_words(length: timedelta) -> Text:
    """A length of time in days, hours, minutes and seconds, without those that are none; below a second in parts."""
    left, parts = abs(length), list[Text]()
    for unit, name in _UNITS:
        number, left = divmod(left, unit)
        if number:
            parts.append(_counted(f"{number}", name))
    if left or not parts:
        parts.append(_counted(f"{left.total_seconds():g}", _SECOND))
    sign = "-" if length < timedelta() else ""
    return Text(zh=sign + " ".join(one.zh for one in parts), en=sign + " ".join(one.en for one in parts))


def how_often(interval: timedelta) -> Text:
    """How often something comes again: 每两小时, every two hours; 每 90 分钟 is 每 1 小时 30 分钟."""
    hours, left = divmod(interval, timedelta(hours=1))
    if left or not 0 < hours < len(_HOURS):
        length = in_words(interval)
        return Text(zh=f"每 {length.zh}", en=f"every {length.en}")
    zh, en = _HOURS[hours]
    return Text(zh=f"每{zh}小时", en=f"every {en}")


def _counted(number: str, unit: Text) -> Text:
    return Text(zh=f"{number} {unit.zh}", en=f"{number} {unit.en}{'' if number == '1' else 's'}")
