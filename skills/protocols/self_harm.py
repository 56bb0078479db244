"""Words of not wanting to live, or of harming oneself."""

from typing import Final

from carebot.core.dangers import Call, DangerWords, Service
from carebot.core.language import Text
from skills.protocols.base import Protocol

_METHODS_ZH: Final = "跳楼|上吊|割腕|跳河|跳下去|撞墙|喝农药|服毒|绝食"
_SOURCE: Final = "CAC draft on human-like AI, 2025: a person takes over; WHO mhGAP 2.0, self-harm: do not leave alone"

SELF_HARM: Final = Protocol(
    words=DangerWords(
        danger="self_harm",
        call=Call.ALARM,
        zh=(
            r"不(?:是很|太|怎么)?(?:大)?(?:再)?想(?:再|要)?(?:继续)?活(?!动|跃|络|儿|鱼|虾|捉|泼)",
            r"活不(?:下去|成)了?",
            r"(?:活得?)(?:太|真|好)?(?:够了|腻了|够够的|累了)",
            r"活着(?:也|还|真|都|就)?(?:太|是)?(?:没|有(?:什么|啥)|没有?(?:什么|啥)?|能有什么|图什么|受罪|遭罪|是个?累赘|干什么|干嘛|浪费)"
            r"(?:意思|意义|劲|用|盼头|希望|奔头)?",
            r"(?:真|好|就|只|都|总|老|很)?想(?:去|要)?死(?=$|了?算了|了的心|掉|的(?:念头|心)|[啊啦呀]|了$|给)",
            r"死(?:了|掉)(?:算了|算啦|拉倒|干净|才好|就好|倒好|省心|省事|得了|好了|解脱|一了百了)",
            r"不如(?:早点儿?|现在|去|就)?死",
            r"(?:早点儿?|早些|快点儿?|赶紧|盼着|巴不得|宁愿|宁可|情愿)(?:去|早点|我)?死(?!机)",
            r"怎么(?:还)?不(?:早点)?(?:让我)?死",
            r"让我(?:去|快点|早点)?死(?!心|得|也|皮|记|守)",
            r"(?:想|要|打算|准备|不如|干脆|就)(?:去)?(?:自杀|自尽|轻生|寻死|寻短见|自我了断|了断|了结自己|结束生命|结束自己|一了百了)",
            r"^(?:我)?(?:自杀|轻生|自尽|寻短见)(?:算了|吧|得了)?$",
            rf"(?:想|要|打算|准备|不如|干脆|就)(?:去|从\w{{1,4}})?(?:{_METHODS_ZH})",
            r"(?:想|要|打算|准备)(?:伤害|弄伤|割|掐死|弄死)(?:我)?自己",
            r"(?:把|想)(?:这些|那些|一瓶|整瓶)?(?:安眠药|药|药片)(?:全|都|一口气|一次)(?:吃|吞|喝)(?:了|下去|掉)",
            r"(?:睡着?|睡过去|一睡|闭上眼)(?:了)?(?:就|再也)?(?:不|别)(?:想)?(?:再)?(?:醒|起)(?:过)?来?(?:就好|多好|才好|算了|了)",
            r"(?:不想|再也不想)(?:再)?醒(?:过)?来",
            r"(?:老天|阎王|菩萨)(?:爷)?(?:快|早点|赶紧)?(?:把我)?(?:收了我|收走|带走|接走|叫走)",
            r"(?:没有?|少了)我(?:他们|大家|孩子们?|家里)?(?:都|就|才|会)?(?:更好|轻松|好过|省心)",
            r"我(?:要是|要|如果)?死(?:了|掉)[^，]{0,5}(?:就|才|都|也)(?:轻松|省心|清静|好过|解脱|高兴)",
            r"撑不下去了|熬不下去了|没法活了|没脸活",
        ),
        en=(
            r"\b(?:want|wanted|wish|going|like|ready|prefer|rather|plan|planning|thinking|thought|think) (?:\w+ ){0,3}?"
            r"(?:die|be dead|kill(?:ing)? myself|end(?:ing)? (?:my life|it all|everything|things)|suicide|"
            r"hurt(?:ing)? myself|harm(?:ing)? myself|never wake up|not wake up|jump(?:ing)? off|"
            r"hang(?:ing)? myself|cut(?:ting)? myself)\b",
            r"\b(?:i'll|i will|i'd|i might|i may|i could|let me|should|just) (?:\w+ )?"
            r"(?:kill|hang|drown|hurt|harm|shoot) myself\b",
            r"\b(?:kill myself|suicidal|end my (?:own )?life|take my own life)\b",
            r"\b(?:don't|do not|didn't|no longer|not) (?:really )?(?:want|wish|care) (?:to|if i) "
            r"(?:live|be alive|go on living|be here any ?more|be here anymore|wake up|exist)\b",
            r"\bi(?:'d| would|'m| am)? (?:be |am )?better off (?:dead|gone|not here)\b",
            r"\b(?:everyone|everybody|they|my family|you)(?:'d| would)? (?:all )?be better off (?:if i|without me)\b",
            r"\bwish (?:that )?i (?:were|was|could be|had been|could just) (?:\w+ )?(?:dead|die|gone|never born)\b",
            r"\bwish i (?:could|would) (?:just )?(?:die|not wake up|disappear)\b",
            r"\blet me die\b",
            r"\bi should be dead\b|\bi(?:'d| would) rather be dead\b",
            r"\b(?:life|living|it)(?:'s| is| isn't| is not)? ?(?:not|no longer|hardly)? ?worth (?:living|going on)\b",
            r"\b(?:no|any|not much|not a lot of|little|see no"
            r"|isn't any|what's the|what is the) (?:point|reason|sense|use) (?:in|to|for|of) (?:me"
            r" )?(?:\w+ )?"
            r"(?:living|live|going on|go on|being alive)\b",
            r"\b(?:tired|sick|had enough) of (?:living|life|being alive|my life)\b",
            r"\bnothing (?:left )?to live for\b|\bwant it (?:all )?to (?:be over|end|stop for good)\b",
            r"\b(?:nobody|no one) (?:would|will) (?:\w+ )?(?:care|notice|mind|miss me|be sad) if i (?:died|was|were|"
            r"am|die)\b",
            r"\bwish i (?:could|would) (?:just )?(?:go to sleep|fall asleep) and (?:not|never) wake\b",
            r"\bi (?:can't|cannot|can not) (?:go on(?: living| like this| any ?more)?|take it any ?more|live like"
            r" this)$",
            r"\b(?:swallow|take|taking|took) (?:all|the whole bottle of|every one of) (?:of )?(?:my|the|these|those)"
            r" (?:\w+ )?(?:pills|tablets|medicine|medication)\b",
        ),
        harmless_zh=(
            r"(?:累|笑|热|饿|渴|急|气|烦|吓|冷|困|忙|疼|痒|难受|高兴|乐|撑|闷|臭|堵|无聊|羡慕|恨|冤|丢人|笨|美|馋|倒霉)死",
            r"死(?:活|机|心|板|皮|记|对头|胡同|党|了心|角)",
            r"(?:保险|遗嘱|房子|存款|后事|墓地|骨灰)",
        ),
        harmless_en=(
            r"\bdying (?:to|for|of (?:laughter|curiosity|boredom))\b|\bto die for\b|\bdie (?:of )?(?:laughing|"
            r"laughter|boredom|embarrassment)\b",
            r"\b(?:bored|scared|frightened|tickled|worried|starved|sick) to death\b",
            r"\bi could (?:murder|kill for)\b|\bmy (?:feet|knees?|back|shoes?|hips?|legs?) (?:are|is) killing me\b",
            r"\bdon't want to die\b|\bdo not want to die\b|\bafraid (?:of dying|to die)\b|\bwhat a way to go\b",
            r"\b(?:plants?|flowers?|batter(?:y|ies)|phone|roses?|leaves)\b",
        ),
        supposed=True,
    ),
    title=Text(zh="说了不想活的话", en="Spoke of not wanting to live"),
    happened=Text(zh="说了不想活的话，要有人陪着", en="spoke of not wanting to live and must not be left alone"),
    first=(
        Text(zh="谢谢您肯告诉我。", en="Thank you for telling me."),
        Text(zh="您心里一定很难受。", en="It must be very hard for you."),
    ),
    stay=(
        Text(zh="我在这儿陪着您。", en="I am here with you."),
        Text(zh="您不用一个人扛着。", en="You do not have to bear this alone."),
        Text(zh="想说什么，您就说。", en="Say whatever you like."),
    ),
    service=Service.CRISIS_LINE,
    line=Text(zh="您也可以打{number}，有人听您说。", en="You can also call: {number}. Somebody will listen."),
    source=_SOURCE,
)
