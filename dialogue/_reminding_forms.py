"""The forms of wishes to be reminded, woken, called or told at a time, once the time is cut out of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from carebot.core.language import Language

_NO_SLOTS: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A clause of this form; `what` in it is what is to be reminded of.

    `needs_time`: without a time somewhere it is none, unless it is `named` an alarm or reminder. `timer`: a span alone
    counts from now.
    """

    said: re.Pattern[str]
    slots: Mapping[str, str] = field(default_factory=lambda: _NO_SLOTS)
    needs_time: bool = True
    named: bool = False
    timer: bool = False
    cancels: bool = False


_BEFORE_ZH: Final = re.compile(
    r"^(?:(?:哎呀?|喂|嗯|那个?|啊|噢|对了|好|请|劳驾|麻烦|劳烦|辛苦|受累|你|您|再|也|就|可得?|得|一定|务必|记得|记着|记住"
    r"|别忘了?|不要忘了|千万|能不能|能|可以|可不可以|会不会|帮我|给我|替我|帮忙|我想让?|我要|我想请|想让|让|要|小?机器人|小\w"
    r"|到时候|到点了?|到时间了?|到了?|等(?:一?会儿?|到)?|的时候|时候|时|待会儿?|一?会儿|过会儿?|回头|晚点|今天|明天|的|吧|了"
    r"|都|钟|就行)[\s、]*)+(?=.)"
)
_AFTER_ZH: Final = re.compile(r"(?:啊|呀|吧|哦|噢|呢|哈|嘛|啦|喽|谢谢你?|好吗|行吗|好不好|行不行|可以吗|成吗|吗)+$")
_BEFORE_EN: Final = re.compile(
    r"^(?:(?:oh|well|ok|okay|so|hey|hello|robot|right|now|and|then|also|just|please|kindly|love|dear|listen"
    r"|could you|can you|would you|will you|you could|you can|you must|you'd better|i want you to|i need you to"
    r"|i'd like you to|i would like you to|i'd be glad if you would|be a (?:dear|love|sport|darling|good \w+) and"
    r"|be a (?:dear|love|sport|darling)|be sure to|remember to|don't forget to|do|would you mind|i wonder if you could"
    r"|do you think you could|possibly|maybe|perhaps),? )+(?=\w)",
    re.IGNORECASE,
)
_AFTER_EN: Final = re.compile(
    r"(?:[ ,]+(?:please|thanks|thank you|ta|love|dear|darling|will you|would you|could you|can you|for me|then|ok|okay"
    r"|if you would|if you can|if you don't mind))+$",
    re.IGNORECASE,
)


def trimmed(words: str, script: Language) -> str:
    """`words` without the polite and the idle ones that a wish begins and ends with."""
    before, after = (_BEFORE_ZH, _AFTER_ZH) if script is Language.ZH else (_BEFORE_EN, _AFTER_EN)
    bare = words.strip(" ，,。.!！?？、")
    return after.sub("", before.sub("", bare)).strip()


def _form(pattern: str, slots: Mapping[str, str] = _NO_SLOTS, **how: bool) -> Form:
    return Form(said=re.compile(pattern, re.IGNORECASE), slots=MappingProxyType(dict(slots)), **how)


_ME: Final = "(?:我|咱们?|我们|俺)"
_ONCE: Final = "(?:一声|一下|一句|一遍|着点?|着)?"
_ALARM_ZH: Final = "(?:闹钟|闹铃|闹表|提醒)"
_TIMER_ZH: Final = "(?:定时器|计时器|倒计时|定时|计时)"
_OF_THE_ZH: Final = "(?:的|之后的|以后的)?"
_ALARM_EN: Final = r"(?:alarm clock|alarm|reminder|wake-up call)s?"
_TIMER_EN: Final = r"(?:kitchen |egg )?timers?"
_NO_CLOCK_EN: Final = r"(?! (?:\w+ )?(?:fire|smoke|gas|burglar|car|house|door|carbon|fall|panic)\b)"
_MINE_EN: Final = (
    rf"(?:my|the|that|this|all my|all the|\w+'s){_NO_CLOCK_EN}(?: \w+)?(?: \w+)? (?:{_ALARM_EN}|{_TIMER_EN})"
)

FORMS: Final[Mapping[Language, Sequence[Form]]] = {
    Language.ZH: (
        _form(
            rf"(?:把|将)?.{{0,12}}(?:{_ALARM_ZH}|{_TIMER_ZH})(?:给我|帮我|替我|全|都|统统|也)*(?:取消|不要|不用|删|去|关|撤|免)(?:掉|了|吧)*"
            rf"|.{{0,12}}(?:{_ALARM_ZH})(?:别|不要|不用|甭)(?:再)?(?:响|闹|叫|提醒)了?"
            rf"|.{{0,12}}(?:不用|别|不要|甭|不必|用不着)再?(?:(?:提醒|叫醒){_ME}|(?:叫|喊){_ME}(?:起床|起来|起)?)了"
            rf"|(?:取消|删掉|去掉|关掉|关了|停掉|停了|撤掉|不要)(?:我)?.{{0,12}}?(?:{_ALARM_ZH}|{_TIMER_ZH})了?",
            cancels=True,
        ),
        _form(
            rf"(?:(?:叫|喊|弄)醒{_ME}|把{_ME}(?:叫|喊|弄)(?:醒|起来)|(?:叫|喊){_ME}(?=起床|起来|起身|醒)){_ONCE}(?P<what>.*)",
            {"wake": "yes"},
        ),
        _form(rf"(?:提醒|提个?醒){_ONCE}{_ME}{_ONCE}(?P<what>.*)", needs_time=False),
        _form(rf"{_ONCE}提醒(?!过)(?P<what>.+)"),
        _form(rf"(?:叫|喊|催|招呼|知会|通知){_ONCE}{_ME}{_ONCE}(?P<what>.*)"),
        _form(rf"(?:告诉|跟|和|对){_ME}(?:说|讲)?(?:(?:一声|一下|一句)|(?P<what>(?:该|要|得|去).+))"),
        _form(
            rf"(?:定|设|上|订|调|开|来|弄|设置|设定)(?:上|好)?(?:一?个|个)?{_OF_THE_ZH}{_ALARM_ZH}(?P<what>.*)",
            named=True,
            timer=True,
        ),
        _form(
            rf"{_ALARM_ZH}(?:给我|帮我)?(?:定|设|调|上)(?:到|在|成|为|好)?(?P<what>.*)",
            named=True,
            timer=True,
        ),
        _form(
            rf"(?:定|设|上|订|调|开|来|弄|设置|设定|开始|启动)?(?:上|好)?(?:一?个|个)?{_OF_THE_ZH}{_TIMER_ZH}",
            {"timer": "yes"},
            timer=True,
        ),
    ),
    Language.EN: (
        _form(
            rf"(?:cancel|delete|remove|scrap|forget about|turn off|switch off|stop|clear|drop|kill|end) {_MINE_EN}.*"
            rf"|{_MINE_EN} (?:can be|should be|is|to be) (?:cancelled|canceled|deleted|off)"
            r"|(?:cancel|delete|scrap|drop|forget) the one (?:about|for|at|to)\b.*"
            r"|i (?:don't|do not|won't) (?:need|want) (?:waking|reminding|to be woken|to be reminded)\b.*"
            rf"|i (?:don't|do not|won't) (?:need|want) {_MINE_EN}.*"
            r"|(?:don't|do not|you needn't|no need to|don't bother)(?: to)? (?:wake|remind|waking|reminding) me(?: up)?"
            r"(?: (?:tomorrow|today|tonight|any ?more|after all|again|at|in|on)\b.*)?",
            cancels=True,
        ),
        _form(
            r"(?:wake me|get me up|get me out of bed|rouse me)(?: up)?(?P<what>(?: (?:to|for|so|because)\b.*)?)",
            {"wake": "yes"},
        ),
        _form(r"(?:remind me|jog my memory)(?: again)?(?P<what>(?:[ ,].*)?)", needs_time=False),
        _form(
            r"(?:i want|i need|i'd like|i would like|i have) (?:to be reminded|reminding)(?P<what>(?:[ ,].*)?)",
            needs_time=False,
        ),
        _form(
            r"(?:give me (?:a |another )?(?:shout|nudge|buzz|reminder|knock|poke|prod|call)|nudge me|shout me|alert me"
            r"|call me|tell me(?: when)?|let me know(?: when)?|tell me it's time)(?P<what>(?: (?:to|that|for)\b.*)?)"
        ),
        _form(r"(?:don't|do not|never) let me forget(?P<what>(?:[ ,].*)?)", needs_time=False),
        _form(r"(?:make sure|see to it|see|mind)(?: that)? i (?:don't forget to |remember to |do |'m )?(?P<what>.+)"),
        _form(
            rf"(?:(?:set|put|make|start|i need|i want|i'd like|give me|have|create|add)(?: me)?(?: on)?(?: up)?)?"
            rf"(?: ?(?:a|an|the|another|my))?(?: \w+)? ?{_ALARM_EN}(?: on)?(?: for me)?"
            r"(?P<what>(?: (?:to|that|for|about)\b.*)?)",
            named=True,
        ),
        _form(
            rf"(?:(?:set|put|make|start|i need|i want|i'd like|give me|have|create|add)(?: me)?(?: on)?(?: up)?)?"
            rf"(?: ?(?:a|an|the|another|my))? ?{_TIMER_EN}(?: on| going)?(?: for me)?(?P<what>(?: (?:to|for)\b.*)?)",
            {"timer": "yes"},
            timer=True,
        ),
    ),
}
