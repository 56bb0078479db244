"""The sentences and forms about reminders as such; when and of what, `dialogue/reminding.py` reads in free words."""

from types import MappingProxyType
from typing import Final

from carebot.core.intents import Form, Phrasing

_MINE_ZH: Final = "(提醒|闹钟|闹铃|定时|定时器|计时器|倒计时)"
_MINE_EN: Final = "(reminder|alarm|timer|reminders|alarms|timers)"
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

FORMS: Final[tuple[Form, ...]] = (
    Form(
        intent="ask_reminders",
        zh=(
            "(我|你)[今天|明天|这两天|还](有什么|有哪些|有啥)[事][情](要提醒|需要提醒|该提醒)[我][的][事]",
            "[我|你][今天|明天|还](有什么|有哪些|有啥|有没有什么)[事|事情](要|需要|该)提醒[我][的][吗]",
            "[你][今天|明天|都|还](要提醒我|会提醒我|该提醒我|提醒我)[些|一些](什么|哪些事|什么事)",
            f"(我|你)[今天|明天|都|还](定了|设了|有|记了|记着)[些](什么|哪些|几个|多少){_MINE_ZH}",
            f"[我]还有(几个|什么|哪些|多少){_MINE_ZH}",
            f"[我](有没有|有){_MINE_ZH}[吗]",
            "(都有什么提醒|有哪些要提醒的|还有什么要提醒的吗|念一下我的提醒|说说我的提醒)",
        ),
        en=(
            "what (have you|do you have|are you going|are you) to remind me (of|about) [today|tomorrow]",
            "what (will you|are you going to|do you have to) remind me (of|about) [today|tomorrow]",
            f"(do i have|have i got|are there|have i) any {_MINE_EN} [set] [today|tomorrow] [left|for me]",
            f"(what|which) {_MINE_EN} (do i have|have i got|have i set|are there|are set) [today|tomorrow]",
            f"what are my {_MINE_EN} [for] [today|tomorrow]",
            f"(tell me|list|read me|read out) [all] my {_MINE_EN}",
            "(are you going to|do you have to|will you) remind me of anything [today|tomorrow]",
            "what (was|am) i (to be|supposed to be|meant to be) reminded of [today|tomorrow]",
        ),
        slots=_LIST,
    ),
    Form(
        intent="cancel_reminder",
        zh=(
            f"[请|你|帮我|给我](取消|删掉|关掉|去掉|撤了|撤掉|不要)[我的|这个|那个|刚才的|刚才那个]{_MINE_ZH}[了|吧]",
            f"[请|你|帮我|给我]把[我的|这个|那个|刚才的|刚才那个]{_MINE_ZH}(取消|删|关|去|撤)[掉][了][吧]",
            f"[我的|这个|那个]{_MINE_ZH}(不要了|取消了|取消|不用了|取消吧|取消掉吧|删了吧)",
            "(不用|不要|别|不必|甭|用不着)[再](提醒我|提醒|叫我|喊我)了",
        ),
        en=(
            f"[please] (cancel|delete|remove|scrap|forget|turn off|switch off|drop) (my|the|that|this) {_MINE_EN}",
            "[you] (don't|do not|needn't|need not) [need to|have to] remind me [about it] [any more|anymore]",
            "(no need to|there's no need to|you don't have to|you can stop) (remind|reminding) me [any more|anymore]",
            f"i (don't|do not) need (my|the|that|a) {_MINE_EN} [any more|anymore]",
        ),
        slots=_CANCEL,
    ),
    Form(
        intent="cancel_latest_reminder",
        zh=(
            f"(刚才|刚刚)[那个|那条|定的|说的|的]{_MINE_ZH}(不要了|取消了吧|取消吧|取消|不用了|不算)",
            f"[把]刚才[那个|定的]{_MINE_ZH}(取消|删)[掉][了][吧]",
        ),
        en=(
            f"[please] (cancel|delete|forget|scrap|undo) (that last|the last|that latest) {_MINE_EN}",
            f"[please] (cancel|delete|scrap) the {_MINE_EN} (i just set|you just set)",
        ),
        slots=_LATEST,
    ),
    Form(
        intent="cancel_all_reminders",
        zh=(
            f"[请|你|帮我](取消|删掉|关掉|去掉)(所有的|全部|所有|我所有的){_MINE_ZH}[吧]",
            f"[我的]{_MINE_ZH}(全|都)(取消|不要|删)[掉][了][吧]",
            f"把[我的]{_MINE_ZH}(全|都)(取消|删|去)[掉][了][吧]",
        ),
        en=(f"[please] (cancel|delete|remove|forget|turn off) (all|all my|all the|all of my) {_MINE_EN}",),
        slots=_ALL,
    ),
)
