"""The words of when that people begin or end a sentence with: what they say is meant is the same without them.

Embeddings weigh "all this week" and 今儿早上起来 as much as the pain that is told of.
"""

import re
from typing import Final

from carebot.core.language import Language

_DAY_ZH: Final = (
    "大?前[天儿]|昨(?:天|儿个?|日)|今(?:天|儿个?|日|年)|上(?:个?月|个?星期|个?礼拜|周)"
    "|(?:这|近|最近这?|前)[几两些一三]?(?:天|日子|周|个?星期|个?礼拜|阵子?|阵儿)|近来|最近|刚才|刚刚|眼下|这会儿?"
)
_PART_ZH: Final = "大?清早上?|一?大早上?|早晨|早上|早起|上午|中午|晌午|下午|后晌|傍晚|晚上|夜里|半夜里?|[早晚夜]"
_SINCE_ZH: Final = "一?(?:睡醒|醒来|起床|起来|开始|以来|以后|之后|到现在|起|就)"
_UNITS_EN: Final = "morning|afternoon|evening|night|week|month|day|weekend|winter|summer|autumn|spring"
_NUMBER_EN: Final = r"a|an|one|two|three|four|five|six|few|couple of|last|past|last few|past few|last couple of"
_WHEN_EN: Final = (
    rf"(?:ever )?since (?:yesterday(?: (?:{_UNITS_EN}))?|(?:this|last) \w+|i (?:woke(?: up)?|got up)|breakfast|lunch"
    r"|dinner|supper|tea)"
    rf"|(?:all|all of|for) (?:(?:this|last) )?(?:{_UNITS_EN})(?: long)?|(?:this|last|every) (?:{_UNITS_EN})"
    rf"|(?:for |in )?(?:the |these )?(?:{_NUMBER_EN}) (?:days|weeks|months|nights|hours)|yesterday|today|tonight|lately"
    r"|just now|these days|first thing|recently|at the moment"
)
_FRAMES: Final = {
    Language.ZH: (
        re.compile(
            rf"^(?:[从打自](?:打|从)?)?(?:(?:{_DAY_ZH})的?(?:{_PART_ZH})?|(?:{_PART_ZH})(?=\S)(?![饭点安]))(?:{_SINCE_ZH})*"
        ),
    ),
    Language.EN: (re.compile(rf"^(?:{_WHEN_EN})\b ?"), re.compile(rf" (?:{_WHEN_EN})$")),
}


def without_time(text: str, language: Language) -> str:
    """`text`, as `normalize` gives it, without the time that it begins or ends with."""
    for frame in _FRAMES[language]:
        text = frame.sub("", text, count=1).strip()
    return text
