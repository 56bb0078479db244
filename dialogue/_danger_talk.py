"""The words around words of danger that take their meaning away, and those by which people are accused, as data."""

import re
from collections.abc import Mapping
from typing import Final

from carebot.core.dangers import Accused
from carebot.core.language import Language

FICTION: Final = {
    Language.ZH: re.compile(
        r"电视|电影|新闻|故事|小说|广播|戏里|戏文|书里|书上|报纸|报上|手机上|视频|演的|演员|剧里|听说|做梦|梦见|梦里|历史"
    ),
    Language.EN: re.compile(
        r"\b(?:film|movie|tv|television|story|stories|book|novel|news|newspaper|radio|programme|program|show|series|"
        r"actor"
        r"|play|song|dream|dreamt|dreamed|soap|history|character)\b"
    ),
}
PAST: Final = {
    Language.ZH: re.compile(
        r"昨[天晚夜儿个日]|前[天晚]|前些|前几|前一阵|上次|上回|上个?月|上周|上星期|去年|前年|以前|从前|当年|那[年天次回]|小时候|年轻|曾|前阵子|有一年|有一次|多年前"
    ),
    Language.EN: re.compile(
        r"\b(?:yesterday|last (?:night|week|month|year|time|winter|summer|spring|autumn)|ago|once|used to|years|back"
        r" then|in my youth"
        r"|as a (?:child|boy|girl)|when i was)\b"
    ),
}
_UNTIL_NOW: Final = {
    Language.ZH: re.compile(
        r"(?:昨[天晚夜儿]|前[天儿晚]|上(?:个?月|周|星期|礼拜)|去年|前年)\S{0,3}?(?:起(?![来床身得])|开始|以来|到现在|到今[天儿])"
        r"|到(?:现在|这会儿?)[也都]?[还没不]|至今"
    ),
    Language.EN: re.compile(
        r"\bsince (?:yesterday|last \w+|the day before|\w+ (?:days|weeks|months) ago)|\bfrom (?:yesterday|last \w+) on"
        r"|(?:'s|'re|'m|\b(?:is|are|am|has|have)) still\b"
    ),
}
"""What began then and goes on: whoever says so speaks of now, however long ago it began."""
LONG_AGO: Final = {
    Language.ZH: re.compile(
        r"小时候|年轻|以前|从前|当年|那年|曾经|去年|前年|解放前|旧社会|文革|上学|有一年|多年前|几十年前"
    ),
    Language.EN: re.compile(
        r"\b(?:years ago|used to|back then|in my youth|as a (?:child|boy|girl)|when i was (?:a |very |still |so"
        r" )*(?:young|little|small|child|boy|girl|kid|at school)"
        r"|during the war|decades ago|at school)\b"
    ),
}
SUPPOSED: Final = {
    Language.ZH: re.compile(r"如果|要是|假如|万一|怎么预防|怕(?:我)?(?:会|得|变)|会不会|担心(?:我)?(?:会|得)|免得"),
    Language.EN: re.compile(
        r"\b(?:if i|if my|if he|if she|if they|what if|what to do when|what do i do when|in case|suppose|afraid"
        r" (?:of|that)? ?(?:i might|having|getting)"
        r"|worr(?:y|ied) (?:about|that i)|how (?:do|can|to)|what (?:is|are|does|causes)|what's)\b"
    ),
}
DENIED: Final = {
    Language.ZH: re.compile(
        r"(?:没有?|没(?:再)?|不是|并不是|不会|才不会|不可能|从来不|从来没有?|从没|不再|不用|不|别|怎么会|哪会|哪能|差点儿?|不怎么)"
        r"(?:我|又|再|真|想要|觉得|说|过|人|谁|是)?$"
    ),
    Language.EN: re.compile(
        r"\b(?:not|never|no longer|nobody|no one|isn't|wasn't|doesn't|don't|didn't|hasn't|haven't|won't|wouldn't|no|"
        r"without|stopped)"
        r"(?: (?:really|ever|any|even|had|been|one|longer|feeling|felt|have|having|been having))*[ ]?$"
    ),
}
ASKED_ABOUT: Final = {
    Language.ZH: re.compile(r"^(?:是什么|是啥|怎么(?:办|治|预防|回事)|的(?:人|时候|话|症状|原因|药)|吗$|没有$|的电影)"),
    Language.EN: re.compile(r"^ (?:symptoms|signs|movie|film|patients?)\b"),
}
KIN_ZH: Final = (
    r"儿子|女儿|闺女|孙子|孙女|外孙女?|老伴儿?|老头子?|老太婆|老公|老婆|爱人|丈夫|妻子|妈妈?|爸爸?|爹|娘|哥哥?|姐姐?|弟弟?|妹妹?|姑|舅|叔|婶|姨"
    r"|侄|外甥|女婿|媳妇|儿媳|邻居|朋友|同学|同事|老乡|战友|孩子|家里人|爷爷|奶奶|姥姥|姥爷"
)
HERSELF: Final = {
    Language.ZH: re.compile(rf"(?:我(?!们|家|的?(?:那个?|大|小|二|老|亲)?(?:{KIN_ZH}))|咱(?!们)|自己|自杀|俺)"),
    Language.EN: re.compile(r"\b(?:i|i'm|i'd|i've|i'll|me|my|myself)\b"),
}
OTHERS: Final = {
    Language.ZH: re.compile(rf"他们?|她们?|你们?|您|它|别人|人家|有人|谁|老[张王李赵刘陈杨周吴孙]|(?:{KIN_ZH})"),
    Language.EN: re.compile(
        r"\b(?:he|she|they|who|somebody|someone|people|he's|she's|they're|neighbou?r|friend|son|daughter|husband|"
        r"wife|brother|sister|mother"
        r"|father|plant|plants|cat|dog)\b"
    ),
}
STRANGERS: Final = {
    Language.ZH: re.compile(
        r"(?:邻居|朋友|同学|同事|老乡|战友|别人|人家|你|他们?|她们?|谁|狗|猫|医生说|大夫说|孙子|同志|楼上|楼下|隔壁)[^我]{0,8}$"
    ),
    Language.EN: re.compile(
        r"\b(?:neighbou?r|friend|cat|dog|he|she|they|you|cousin|aunt|uncle|people)\b(?!.*\b(?:i|i'm|my|me)\b)"
    ),
}
"""Whose chest or arm is not one of this house: what is told of them is news, and no call for help."""

ACCUSED: Final = {
    Accused.CARERS: re.compile(
        r"护工|护理员|保姆|阿姨|看护|照顾我的|服务员|\b(?:carers?|caregivers?|aides?|helpers?|staff|cleaner|attendant)\b"
    ),
    Accused.NURSES: re.compile(r"护士|\bnurses?\b"),
    Accused.FAMILY: re.compile(
        rf"{KIN_ZH}|家里人|\b(?:sons?|daughters?|husband|wife|grandsons?|granddaughters?|grandchildren|nephew|niece|"
        rf"brother|sister|children|family"
        r"|in-law|cousin)\b"
    ),
}


def is_past(text: str, language: Language, past: Mapping[Language, re.Pattern[str]] = PAST) -> bool:
    """Whether `text` tells of the time that `past` has words of, and not of what has gone on since."""
    return past[language].search(text) is not None and _UNTIL_NOW[language].search(text) is None


def is_told(text: str, language: Language) -> bool:
    """Whether `text` tells of the past, or of what was made up, shown or dreamt."""
    return is_past(text, language) or FICTION[language].search(text) is not None
