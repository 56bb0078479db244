"""The words of stop and help, and the words around them that take their meaning away, as data.

Beside them every sentence counts by which a skill is asked to stop or to call for help.
"""

import re
from typing import Final

from carebot.core.intents import HELP, STOP
from carebot.core.language import Language

ALONE: Final = {
    (Language.ZH, STOP): (
        *("停", "停下", "停下来", "停住", "停止", "停一下", "停一停", "快停", "站住", "住手", "打住", "松手", "放手"),
        *("放开", "放开我", "松开", "松开我", "放我下来", "别动", "不要动", "不许动", "别过来", "不要过来", "别靠近我"),
        *("别碰我", "别拉我", "别拽我", "别抓我", "别推我", "弄疼我了", "弄痛我了", "撞到我了", "压到我了", "夹到我了"),
    ),
    (Language.ZH, HELP): (
        *("救命", "救命啊", "来人", "来人啊", "快来人", "救我", "救救我", "帮帮我", "快帮帮我", "出事了", "着火了"),
        *("起火了", "我摔倒了", "我摔了", "我跌倒了", "我滑倒了", "我摔了一跤", "我起不来了", "我站不起来了"),
        *("我动不了了", "我喘不上气", "我喘不过气", "我胸口疼", "我噎住了", "我晕倒了"),
    ),
    (Language.EN, STOP): (
        *("stop", "halt", "freeze", "hold it", "back off", "stay back", "let go", "let go of me", "let me go"),
        *("get off me", "put me down", "hands off", "don't move", "don't touch me", "don't come closer"),
        *("you're hurting me", "you are hurting me"),
    ),
    (Language.EN, HELP): (
        *("help", "help me", "fire", "emergency", "save me", "i'm choking", "i am choking", "i'm bleeding"),
        "i am bleeding",
    ),
}
"""What acts when nothing else is said with it. A bare no is none of these: it refuses, and does not stop the robot."""

URGING_ZH: Final = (
    re.compile(
        r"^(?:快点|快|赶紧|赶快|马上|立刻|现在|先|请|求求?你|给我|我叫你|我让你|叫你|让你|我们|咱们|你|您|都|谁"
        r"|[小阿](?![心声时]).(?=停|别|不|快|站|住|救|来))"
    ),
    re.compile(r"^(?:能不能|可不可以|能)"),
    re.compile(r"(?:(?<=[我下停])吗|快点|快|赶快|听见没有|你?快来|怎么办|好疼)$"),
)
"""What people say before and after a cry."""

WITH_STOP_EN: Final = frozenset(
    (
        *("stop", "please", "now", "robot", "right", "there", "here", "just", "it", "that", "this", "you", "oh", "no"),
        *(
            "at",
            "wait",
            "immediately",
            "once",
            "hey",
            "ok",
            "okay",
            "can",
            "could",
            "will",
            "would",
            "must",
            "i",
            "said",
        ),
        *("me", "moving", "driving", "following", "pulling", "pushing", "touching", "grabbing", "going", "the"),
    )
)
"""A clause with "stop" and no other words than these is a stop: "could you stop now", "stop pulling me"."""

WITH_HELP_EN: Final = frozenset(
    (
        *("help", "me", "please", "somebody", "someone", "anybody", "anyone", "i", "need", "now", "oh", "god", "robot"),
        *("quick", "quickly", "urgently", "hey", "come", "and", "can", "could", "you"),
    )
)
"""A clause with "help" and no other words than these is a call for help; "help me find my glasses" is a request."""

STOP_FIRST_ZH: Final = re.compile(
    r"^(?:你|您|快|请)*(?:(?:别|不要|不许)(?:碰|拉我|拽我|抓我|推我|过来|靠近|靠过来|动(?!不动|不了|手术|脑|气|怒))"
    r"|停下来(?!的)|住手|站住(?!脚)|快停下|放开我|松开我)"
)
"""A clause that begins so is a stop whatever follows: "别碰那个杯子", "停下来休息一下"."""

CRY_ZH: Final = re.compile(
    r"救命(?!恩|药|钱|稻草|之|的|粮)|(?<!舅)救救我|快来人|叫救护车|打急救电话|打一百二十|打一二零|着火了|起火了|煤气漏了|漏煤气"
)
HURT_ZH: Final = re.compile(
    r"[摔跌滑绊]倒了|摔跤了|[摔跌]了一跤|摔了个跟头|摔地上了|[起爬]不来了|站不起来了|动不了了|[喘透]不(?:上来?|过)气"
    r"|呼吸困难|(?:胸口|心口|心脏)(?:好|很|特别)?[疼痛]|噎住了|呛住了|[晕昏]倒了|流血了"
)
"""What befalls somebody: it counts when nobody else than a person of the house is named before it."""

NOBODY_ZH: Final = re.compile(r"(?:哎呀|哎哟|哎|唉|喂|嗯|啊|呃|快来|快点|刚才|刚|那个什么|那个|不好了|机器人)*")
"""What names nobody: then it is the speaker who is hurt."""

PERSON_ZH: Final = re.compile(
    r"我|咱|老伴|老头|老太|爷爷|奶奶|外公|外婆|姥姥|姥爷|[爸妈爹娘]|儿子|女儿|闺女|孙|护士|护工|有人"
)
ELSEWHEN_ZH: Final = re.compile(
    r"昨天|前天|前几天|上次|上回|上个?月|上周|上星期|去年|前年|以前|从前|当年|那[年天次回]|小时候|年轻|曾"
    r"|如果|要是|假如|万一|电视|电影|新闻|故事|小说|广播|戏里|书里|听说|梦"
)
UNREAL_ZH: Final = re.compile(
    r"(?:怕|会|担心|没有?|不|别|差点儿?|差一点|险些|小心|当心|免得|[他她谁]|别人|人家|你)(?:我|又|再|给|也)?$"
)
"""What denies, supposes or fears, just before the cry."""

ASKED_ZH: Final = re.compile(r"^(?:吗|没有?|的(?:话|时候|人|那))")
"""What makes a question or a mention of a cry, just after it."""

CRY_EN: Final = re.compile(
    r"\b(?:somebody|someone|please) help(?: me)?$|\bsave me\b|\bcall (?:an |the )?ambulance\b"
    r"|\b(?:house|kitchen|bed|room) is on fire\b|\bthere(?:'s| is) a fire\b|\bi (?:can )?smell gas\b"
    r"|\b(?:i|my (?:husband|wife|mother|father|friend|sister|brother))(?:'ve|'s| have| has)?(?: just)?"
    r" (?:slipped and fell|fell|fallen|had a fall)\b(?! asleep| in | for | behind| ill| out)"
    r"|\b(?:having|had) a (?:heart attack|stroke)\b"
    r"|\bi (?:really )?(?:can't|cannot|can not) (?:breathe|get up|stand up)\b"
    r"|\bmy chest (?:really )?(?:hurts|is hurting)\b"
    r"|\bi have (?:a )?(?:terrible |bad )?(?:chest pains?|pains? in my chest)\b"
)
ELSEWHEN_EN: Final = re.compile(
    r"\b(?:yesterday|last|ago|once|used to|years|film|movie|tv|television|story|book|dream|dreamt|dreamed|news|song)\b"
)
UNREAL_EN: Final = re.compile(
    r"\b(?:if|when|whenever|what|how|in case|afraid|worr(?:y|ied)|scared|almost|nearly|might|never|not|unless"
    r"|before|until|\w+n't)\b"
)
"""What denies, supposes or fears, anywhere before the cry."""
