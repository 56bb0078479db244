"""The signs of a stroke: face, arm, speech, sight, balance, the worst headache (BE-FAST; 中风 1-2-0)."""

from typing import Final

from carebot.core.dangers import Call, DangerWords, Past, Service, Whose
from carebot.core.language import Text
from skills.protocols.base import Protocol

_SUDDEN_ZH: Final = r"(?:突然|忽然|一下子|猛地|刚才|刚刚|这会儿|现在|怎么)"
_ONE_SIDE_ZH: Final = (
    r"(?:一边|一侧|半边|左边|右边|左侧|右侧|左半边|右半边|左|右|一只|一条|这边|这只|这条|这半边|那半边)(?:的)?"
)
_LIMB_ZH: Final = r"(?:胳膊|手臂|手|腿|脚|身子|身体|脸|面|半身)"
_WEAK_ZH: Final = (
    r"(?:都|也|就|突然|忽然|一下子|好像|有点儿?|怎么|老)*(?:发)?"
    r"(?:麻|木|没(?:有)?(?:一点)?(?:劲|力气|知觉|感觉)|抬不(?:起来?|动)|举不(?:起来?|动)|动不了|使不上(?:劲|力)|不听(?:使唤|话)|不会动|不能动|无力|软得|(?:一点|"
    r"半点)?(?:劲|力气|知觉|感觉)(?:都|也)?(?:没|使不))"
)

STROKE: Final = Protocol(
    words=DangerWords(
        danger="stroke",
        call=Call.ALARM,
        zh=(
            r"(?:嘴|嘴角|嘴巴|口角|脸|半边脸|眼皮)(?:都|也|就|突然|忽然|一下子|好像|有点儿?|怎么|往下|往一边|往左|往右)*(?:歪|斜|耷拉|往下掉)",
            rf"{_ONE_SIDE_ZH}{_LIMB_ZH}{_WEAK_ZH}",
            rf"{_SUDDEN_ZH}[^，]{{0,4}}{_LIMB_ZH}{_WEAK_ZH}",
            rf"{_LIMB_ZH}{_SUDDEN_ZH}(?:就)?{_WEAK_ZH}",
            r"半身不遂",
            r"(?:我)?(?:说话|讲话|话)(?:突然|忽然|怎么|都|也|就|一下子|变得?|开始)*(?:说)?(?:不利索|不利落|含糊|大舌头|不清楚了|不清了|不出来了|打结)",
            r"舌头(?:突然|忽然|怎么|有点儿?|都|也|发)*(?:硬|不听使唤|麻|打结|捋不直|转不动)",
            rf"{_SUDDEN_ZH}[^，]{{0,6}}(?:看不见|看不清|两个影|重影|眼前(?:一|发)黑)|(?:一只|左|右)眼(?:睛)?(?:突然|忽然)?(?:看不见|黑了)",
            rf"{_SUDDEN_ZH}[^，]{{0,4}}(?:说|讲)不(?:出|了|成|清)(?:话|字|声)?",
            rf"{_SUDDEN_ZH}[^，]{{0,6}}(?:站不稳|天旋地转|走不了路|走路(?:打飘|发飘|往一边))",
            r"头(?:突然|忽然)[^，]{0,2}(?:疼|痛)得?(?:要命|厉害|炸|裂|受不了)|(?:突然|忽然)头(?:疼|痛)得?(?:要命|厉害|要?炸|要?裂|受不了|很)",
            r"(?:我|怕是|好像|可能|是不是)(?:是)?(?:得了?)?(?:中风|脑梗|脑溢血|脑出血|脑卒中)了?",
        ),
        en=(
            r"\b(?:face|mouth|eyelid|smile) (?:\w+ ){0,3}?(?:droop(?:s|ing|ed)?|crooked|lopsided|numb|slipping|"
            r"twisted|fallen on one side)\b",
            r"\b(?:one|my left|my right|the left|the right|left|right|this) (?:side|arm|leg|hand|half)(?: of my"
            r" (?:body|face))? "
            r"(?:\w+ ){0,4}?(?:numb|weak|heavy|paraly[sz]ed|dead|won't move|limp|tingling|useless|won't lift|gone to"
            r" sleep suddenly)\b",
            r"\b(?:numb|weak|paraly[sz]ed|limp) (?:\w+ ){0,3}?(?:on|down|in|all down|along) (?:one|my left|my right|"
            r"the left|the right|my whole) (?:side|arm|leg)\b",
            r"\b(?:can't|cannot|can not|unable to) (?:\w+ )?(?:lift|raise|move|feel) (?:up )?(?:my|one) (?:left |"
            r"right |whole )?(?:arm|leg|hand|side|face)\b",
            r"\b(?:suddenly|all of a sudden) (?:\w+ ){0,4}?(?:can't (?:see|speak|talk|move)|cannot (?:see|speak|"
            r"talk|move)|numb|dizzy|blind|lost my (?:sight|balance|speech))\b",
            r"\b(?:can't|cannot) (?:see|speak|talk) (?:\w+ ){0,3}?(?:suddenly|all of a sudden|properly any ?more)\b",
            r"\b(?:speech|words?|talking) (?:\w+ ){0,3}?(?:slurred|slurring|jumbled|garbled|won't come out|(?:gone|"
            r"sounds?|going|got) (?:all )?(?:funny|strange|wrong|odd))\b|"
            r"\bslurring my (?:speech|words)\b",
            r"\b(?:can't|cannot) (?:see|hear anything) (?:out of|with|from) (?:one|my left|my right) eye\b",
            r"\bmy (?:arm|leg|hand|face|side) (?:\w+ ){0,2}?(?:suddenly|all of a sudden) (?:\w+ ){0,2}?(?:weak|numb|"
            r"limp|dead|heavy|useless)\b",
            r"\bworst headache (?:of|in) my life\b|\bsudden (?:\w+ )?(?:terrible|awful|splitting|severe) headache\b|"
            r"\bhaving a stroke\b",
        ),
        harmless_zh=(
            r"(?:椅子|桌子|画|帽子|照片|树|墙|车|柜子|门)[^，]{0,3}歪",
            r"(?:中过风|中风(?:以后|之后|后遗症|好几年|是什么|怎么预防|的人)|得过(?:中风|脑梗)|脑梗(?:后遗症|以后|之后|好几年))",
            r"(?:坐|压|睡|蹲|跪)(?:得|久了?)?[^，]{0,3}麻|麻(?:辣|将|烦|花|利|酱|婆|油|雀|药)",
        ),
        harmless_en=(
            r"\bstroke (?:of luck|the cat|the dog|genius)\b|\b(?:picture|painting|hat|table|chair)\b",
            r"\bafter i (?:sat|slept|lay) on it\b|\bpins and needles\b|\b(?:years|since) (?:\w+ )?my stroke\b|"
            r"\bright (?:away|now)\b",
        ),
        whose=Whose.ANYBODYS,
        past=Past.ANY,
    ),
    title=Text(zh="像是中风的样子", en="Signs of a stroke"),
    happened=Text(
        zh="说的像是中风的样子（脸歪、一边没劲、说不清话），请记下时间",
        en="tells of signs as of a stroke (face, arm or speech); note the time",
    ),
    first=(
        Text(zh="您先别动，坐稳或者躺好。", en="Please stay still. Sit or lie down."),
        Text(zh="先别吃东西，也别喝水。", en="Please do not eat or drink."),
    ),
    stay=(
        Text(zh="我在这儿陪着您。", en="I am here with you."),
        Text(zh="您歇着，等人过来。", en="Rest. People are on their way to you."),
        Text(zh="别着急说话，慢慢来。", en="Take your time with words."),
    ),
    service=Service.AMBULANCE,
    source=(
        "American Stroke Association, BE-FAST; Stroke 1-2-0 (Zhao, Liu, Lancet Neurology 2017); China: 120, note "
        "the time"
    ),
)
