"""Wishes to be reminded, woken or called at a time, to hear of them and to strike them out: sentences and forms.

The forms are looked for once the time is cut out of the words. `{what}` is what to remind of, kept as it was said,
`{rising}` the same where it is to get up, and `{which}` a few words that tell one reminder from another.
"""

from types import MappingProxyType
from typing import Final

from carebot.core.intents import Form, Part, Phrasing
from carebot.core.language import Language
from skills._vocabulary import VOCABULARY

_REMIND: Final = "remind_me"
_WAKE: Final = MappingProxyType({"wake": "yes"})
_TIMER: Final = MappingProxyType({"timer": "yes"})
_LIST: Final = MappingProxyType({"wish": "list"})
_CANCEL: Final = MappingProxyType({"wish": "cancel"})
_LATEST: Final = MappingProxyType({"wish": "cancel", "which": "latest"})
_ALL: Final = MappingProxyType({"wish": "cancel", "which": "all"})

_ZH: Final = {
    "me": "(我|咱|咱们|我们|俺)",
    "once": "[一声|一下|一句|一遍|一次|一回|着|着点|着点儿|点|点儿]",
    "then": (
        "[到时候|到点|到点了|到时间|到时间了|到了|到|等到|等|等会儿|等一会儿|待会儿|待一会儿|一会儿|会儿|过会儿|回头|晚点|的时候|时候|时"
        "|开始|今天|明天|都|的|钟]"
    ),
    "do": (
        "<then>[<me>(想|要|想要|得)][请|让|要]<ask>[可|也|就][得|要|可得|可要|一定|一定要|务必|千万|千万要|必须]"
        "[记得|记着|记住|别忘了|不要忘了|能|能不能|可以|可不可以|会不会](<then>[<for_me>|帮忙]|<for_me><then>)"
    ),
    "have_to": "[我|咱|咱们|咱俩|俺][还|就|也](得|该|要|想|需要|打算|准备)",
    "set": "(定|设|上|订|调|开|来|弄|设置|设定)[上|好][一个|个][的|后的|之后的|以后的]",
    "alarm": "(闹钟|闹铃|闹表|提醒)",
    "timer": "(定时器|计时器|倒计时|定时|计时)",
    "not_any_more": "(不用|别|不要|不必|甭|用不着)[再]",
    "strike": "(取消|不要|不用|删|去|关|撤|免|停)[掉|了|掉了]",
}
_EN: Final = {
    "do": (
        "[mind you|right|then|also|kindly|possibly|perhaps] [be sure to|remember to|don't forget to|would you mind"
        "|you must|you could|you can|you'd better|i wonder if you could]"
    ),
    "to": "[to|that|about|of|for]",
    "have_to": (
        "[so|and|because|that] (i must|i should|i (need|want|have|ought|have got) to|i've got to"
        "|i (mustn't|must not|can't) forget [to])"
    ),
    "set": "(set|put|make|start|<i_want>|give me|have|create|add) [me] [on] [up]",
    "an": "[a|an|another|my|the]",
    "alarm": "[wake up|wake-up|little] (alarm|alarms|alarm clock|reminder|reminders|wake-up call)",
    "timer": "[kitchen|egg] (timer|timers)",
    "clock": "(<alarm>|<timer>)",
    "not": "(don't|do not|won't)",
    "strike": (
        "(cancel|delete|remove|scrap|forget|forget about|never mind|turn off|switch off|stop|clear|drop|kill|end|undo)"
    ),
    "over": "[any more|anymore|again|after all|then]",
}
WORDS: Final = MappingProxyType(
    {
        Language.ZH: MappingProxyType({**VOCABULARY[Language.ZH], **_ZH}),
        Language.EN: MappingProxyType({**VOCABULARY[Language.EN], **_EN}),
    }
)
"""The shared vocabulary with what only reminders need."""

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

STRIKING: Final = (
    Form(
        intent="cancel_latest_reminder",
        zh=("[把](刚才|刚刚)[定的|说的|的][那个|那条](<alarm>|<timer>)(<strike>|算)[了]",),
        en=("<strike> (that last|the last|that latest) <clock>", "<strike> the <clock> (i just set|you just set)"),
        slots=_LATEST,
        part=Part.WISH,
    ),
    Form(
        intent="cancel_all_reminders",
        zh=(
            "<do>(取消|删掉|关掉|去掉)[我](所有|所有的|全部|全部的|我所有的)(<alarm>|<timer>)",
            "<do>[把|将][我|我的|所有的|全部的](<alarm>|<timer>)[给我](全|都|统统|全都)[给我]<strike>",
            "<do>[把|将](所有的|全部的|所有|全部)(<alarm>|<timer>)[给我]<strike>",
        ),
        en=("<strike> (all|all my|all the|all of my|all of the|every) <clock>",),
        slots=_ALL,
        part=Part.WISH,
    ),
    Form(
        intent="cancel_reminder",
        zh=(
            "<do>[把|将][{which}](<alarm>|<timer>)[给我|帮我|替我|也]<strike>",
            "[{which}]<alarm><not_any_more>(响|闹|叫|提醒)[了]",
            "<do><not_any_more>(提醒|提醒<me>[{which}]|叫醒<me>|(叫|喊)<me>[起床|起来|起])了",
            "<do>(取消|删掉|去掉|关掉|关了|停掉|停了|撤掉|撤了|不要)[我][{which}](<alarm>|<timer>)[了]",
            "[{which}]提醒算了",
        ),
        en=(
            "<strike> [my|the|that|this] [{which}] <clock> [{anything}]",
            "[my|the|that|this] [{which}] <clock> (can be|should be|is|to be) (cancelled|canceled|deleted|off)",
            "(cancel|delete|scrap|drop|forget) the one [(about|for|at|to) {anything}]",
            "i <not> (need|want) (waking|reminding|to be woken|to be reminded) [{anything}]",
            "i <not> (need|want) (my|the|that|a|this) [{which}] <clock> [{anything}]",
            "[you] (don't|do not|needn't|need not|don't have to|no need to|there's no need to|don't bother"
            "|you can stop) [to|need to|have to] (wake|remind|waking|reminding) me [up] [about it] <over>",
            "(stop|you can stop|[please] don't keep) (reminding|nudging|waking) me [(to|about) {anything}]",
            "[you] (don't|do not|needn't) [need to|have to] remind me to {anything} (any more|anymore|again)",
        ),
        slots=_CANCEL,
        part=Part.WISH,
        told=True,
    ),
)
LISTING: Final = (
    Form(
        intent="ask_reminders",
        zh=(
            "<do>[我|你|您][这两天|还](有什么|有哪些|有啥|有没有什么)[事|事情][你|我][要|需要|该]提醒[我][的][事][吗]",
            "[你|您][还记得|知道|记得][你|您][都|还][要|会|该]提醒<me>[些|过|点|点儿](什么|啥|哪些)[事|事情|东西][吗]",
            "[我|你][都|还](定了|设了|有|记了|记着|有没有)[些](什么|哪些|几个|多少)(<alarm>|<timer>)",
            "[我](有没有|有)(<alarm>|<timer>)[吗]",
            "(都有什么提醒|有哪些要提醒的|还有什么要提醒的吗|念一下我的提醒|说说我的提醒)",
        ),
        en=(
            "what (have you|do you have|are you going|are you|will you|was it you were going|were you going) [to]"
            " remind me (of|about)",
            "(what|which) [{which}] <clock> (do i have|have i got|have i set|are there|are set)",
            "(do i have|have i got|are there|have i|is there) (any|a) <clock> [set|on|left] [for me]",
            "what (are|is) my <clock> [for]",
            "(tell me|list|read me|read out) [all] my <clock>",
            "(are you going to|do you have to|will you) remind me of anything",
            "what (was|am) i (to be|supposed to be|meant to be) reminded of",
            "remind me (what|which|anything) [{anything}]",
        ),
        slots=_LIST,
        part=Part.WISH,
    ),
)
ASKING: Final = (
    Form(
        intent=_REMIND,
        zh=(
            "<do>(叫|喊|弄)醒<me><once>[<have_to>][{what}]",
            "<do>把<me>(叫|喊|弄)(醒|起来)<once>[{what}]",
            "<do>(叫|喊)<me>{rising}",
        ),
        en=(
            "<do> (wake me|get me up|get me out of bed|rouse me) [up] [(to|for|so|because) {what}]",
            "<i_want> (waking|to be woken) [up] [(to|for|so|because) {what}]",
        ),
        slots=_WAKE,
        part=Part.WISH_AT,
    ),
    Form(
        intent=_REMIND,
        zh=(
            "<do>(提醒|提个醒|提个醒儿)<once><me><once><then>[[<have_to>]{what}[了]]",
            "<do>(别|不要|可别|千万别)让<me>忘了[[<have_to>]{what}]",
        ),
        en=(
            "<do> (remind me|jog my memory|give me a reminder) [again|please] <to> [[<have_to>] {what}]",
            "(<i_want>|i have) (to be reminded|reminding) <to> [[<have_to>] {what}]",
            "(don't|do not|never) let me forget <to> [{what}]",
        ),
        part=Part.WISH,
    ),
    Form(
        intent=_REMIND,
        zh=(
            "<do><once>提醒<then>[<have_to>]{what}[了]",
            "<do>(叫|喊|催|招呼|知会|通知)<once><me><once><then>[[<have_to>]{what}[了]]",
            "<do>(告诉|跟|和|对)<me>[说|讲](一声|一下|一句)",
            "<do>(告诉|跟|和|对)<me>[说|讲](该|要|得|去){what}[了]",
            "<do>说一声",
        ),
        en=(
            "<do> (give me [a|another|a little] (shout|nudge|buzz|reminder|knock|poke|prod|call|ring)|nudge me|shout me"
            "|buzz me|alert me|call me|tell me|tell me when|let me know|let me know when|tell me it's time)"
            " [(to|that|for|about) [<have_to>] {what}]",
            "<do> (make sure|see to it|see|mind) [that] (i|i'm) [don't forget to|remember to|do] {what}",
        ),
        part=Part.WISH_AT,
    ),
    Form(
        intent=_REMIND,
        zh=("<do><set><alarm>[[<have_to>]{what}]", "<do>[把]<alarm>[给我|帮我](定|设|调|上)[到|在|成|为|好][{what}]"),
        en=("<set> <an> <alarm> [on] [for me] [(to|that|for|about) {what}]",),
        part=Part.ALARM,
    ),
    Form(
        intent=_REMIND,
        zh=("<do><alarm>",),
        en=("[a|an|another] <alarm> [on] [for me] [(to|that|for|about) {what}]",),
        part=Part.TIMER,
    ),
    Form(
        intent=_REMIND,
        zh=("<do>[<set>|开始|启动]<timer>",),
        en=("[<set>] <an> <timer> [on|going] [for me] [(to|for) {what}]",),
        slots=_TIMER,
        part=Part.TIMER,
    ),
)
BESIDE: Final = (
    Form(
        intent=_REMIND,
        zh=("我[还|也][等会儿|待会儿|一会儿](要|得|该|别忘了){what}[了]", "我[还|也]约了{anything}"),
        en=("<have_to> {what}", "(i (mustn't|must not|can't)|i've got) {anything}"),
        part=Part.DUTY,
    ),
    Form(
        intent=_REMIND,
        zh=("<have_to>{what}[了]", "(我|咱|去|好|有){anything}"),
        en=(
            "(to|so|because|and|that) [<have_to>] {what}",
            "(i|i'm|i've|i'll|we|we're|we've|my|our|there's|it's) {anything}",
        ),
        part=Part.REASON,
    ),
    Form(
        intent=_REMIND,
        zh=(
            "<do>[好|好的|行|就行|就好|谢谢|麻烦了|辛苦了|嗯|对了|一声|一下|点儿|着点儿|你|机器人]",
            "[我|你|您](怕|担心|不然|要不|省得|免得)[{anything}]",
        ),
        en=(
            "(in case|otherwise|or else|i'm afraid|i might|i always|i keep|so i don't) {anything}",
            "[later|later on|in a bit|in a while|in a moment|please|thanks|thank you|right|hello|robot|love|dear|then]"
            " [please|robot|love|dear|then|will you|would you]",
        ),
        part=Part.IDLE,
    ),
)
"""What is said before and after a wish."""

FORMS: Final = (*STRIKING, *LISTING, *ASKING, *BESIDE)
