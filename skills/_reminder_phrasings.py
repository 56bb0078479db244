"""The sentences about reminders; when and of what is in their forms (`_reminder_forms.py`)."""

from types import MappingProxyType
from typing import Final

from carebot.core.intents import Phrasing

_LIST: Final = MappingProxyType({"wish": "list"})
_CANCEL: Final = MappingProxyType({"wish": "cancel"})
_LATEST: Final = MappingProxyType({"wish": "cancel", "which": "latest"})
_ALL: Final = MappingProxyType({"wish": "cancel", "which": "all"})

PHRASINGS: Final[tuple[Phrasing, ...]] = (
    Phrasing(
        intent="remind_me",
        zh=(
            "(到点|到时候|到时间|到钟点)[你|记得](叫我|提醒我|喊我)[一声|一下]",
            "[请|你|给我|帮我](定|设|上)[一]个(闹钟|闹铃|提醒|定时器)",
        ),
        en=("[please] (remind me|give me a shout) later", "[please] set (an alarm|a timer|a reminder) [for me]"),
    ),
    Phrasing(
        intent="ask_reminders",
        zh=(
            "我[今天|还](有什么|有哪些)[事]要提醒的",
            "你[今天|还](要|会)提醒我什么",
            "我[今天|还](定了|有)什么(提醒|闹钟)",
        ),
        en=(
            "what (have you|do you have) to remind me of [today]",
            "(do i have|have i got) any reminders [today]",
            "what are my reminders [today]",
        ),
        slots=_LIST,
    ),
    Phrasing(
        intent="cancel_reminder",
        zh=(
            "[请|你]取消[我的](提醒|闹钟|定时器)[吧]",
            "(提醒|闹钟|定时器)(不要了|取消吧)",
            "(不用|别|不要)[再]提醒我了",
        ),
        en=(
            "[please] (cancel|delete) (my|the) (reminder|alarm|timer)",
            "[you] (don't|do not|needn't) [need to|have to] remind me [any more]",
        ),
        slots=_CANCEL,
    ),
    Phrasing(
        intent="cancel_latest_reminder",
        zh=("刚才[那个|定的](提醒|闹钟)(不要了|取消吧)",),
        en=("[please] cancel (that last|the last) (reminder|alarm|timer)",),
        slots=_LATEST,
    ),
    Phrasing(
        intent="cancel_all_reminders",
        zh=("[请|你]取消(所有的|全部)(提醒|闹钟)[吧]",),
        en=("[please] cancel (all my|all the) (reminders|alarms|timers)",),
        slots=_ALL,
    ),
)
