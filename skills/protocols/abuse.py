"""Words of violence, threats, neglect, and of money taken: what happens now, and what is told of.

What is told goes to one person whom she trusts, alone, and never to the one accused. What happens now is a cry for
help, in words that accuse nobody.
"""

from typing import Final

from carebot.core.dangers import Call, DangerWords, Service
from carebot.core.language import Text
from skills.protocols.base import Protocol

_SOURCE: Final = (
    "GB 38600-2019: prevention of self-harm and violence; Law on the elderly, art. 3 and 76: no abuse; WHO, elder abuse"
)
_HURT_ZH: Final = (
    r"(?:打|揍|踢|踹|掐|拧|抽|扇|捶|砸|咬|勒|烫|推倒|推搡|拽倒|拖|虐待|欺负|折磨|骂|凶|吓唬|威胁|恐吓|吼|非礼|糟蹋)"
)
_HURT_EN: Final = (
    r"(?:hit|hits|hitting|beat|beats|beating|beaten|slap|slaps|slapped|slapping|kick|kicks|kicked|kicking|punch|"
    r"punches|punched"
    r"|pinch|pinches|pinched|pinching|push|pushes|pushed|shove|shoves|shoved|shake|shakes|shook|choke|chokes|choked|"
    r"strangled"
    r"|hurt|hurts|hurting|bit|bites|burned|burnt|burns|grabbed|grabs|threaten|threatens|threatened|threatening|"
    r"bullies|bullied"
    r"|abuses|abused|molested|scared|scares|starves|starved|tied|tie|ties|grab|bite|burn|scare|starve|bully|abuse|"
    r"molest)"
)
_WHO_EN: Final = (
    r"(?:he|she|they|somebody|someone|who|(?:the|my|that|this|a|our) (?:\w+ ){0,2}?(?:nurse|nurses|carer|carers|"
    r"caregiver|aide|helper"
    r"|son|daughter|husband|wife|grandson|granddaughter|nephew|niece|brother|sister|man|woman|doctor|neighbou?r|"
    r"roommate|staff|cleaner|one)"
    r"|(?!nobody|none|no|not|don't|do|never|it|this|that|which|what|i|you|we|and|to|news|sun|light|shoes?)"
    r"[a-z]+(?: [a-z]+)?)"
)
_STAY: Final = (
    Text(zh="我在这儿陪着您。", en="I am here with you."),
    Text(zh="您没有做错什么。", en="It is not your fault."),
)
_THANKS: Final = Text(zh="谢谢您告诉我，我听着呢。", en="Thank you for telling me. I am listening.")
_NOT_YOUR_DOING: Final = Text(zh="这不怪您。", en="None of this is your doing.")

VIOLENCE_NOW: Final = Protocol(
    words=DangerWords(
        danger="violence_now",
        call=Call.ALARM,
        zh=(
            rf"(?:正在|在|又在|又要|要|正)(?:用\w{{1,3}})?{_HURT_ZH}我(?!的?(?:电话|手机|主意|招呼|头发|玩|旗号))",
            r"(?:别|不要|不许)(?:再)?(?:打|踢|掐|揍|欺负|骂)我",
            r"(?:他|她|他们|有人|那个人)(?:拿着|拿|举着)(?:刀|棍|剪刀)",
        ),
        en=(
            r"\b(?:is|are|keeps?|he's|she's|they're|(?:going|about|trying) to) (?:\w+ )?(?:hitting|beating|hit|"
            r"beat|slapping|kicking|punching|choking|strangling|kill) me\b",
            r"\b(?:stop|don't|do not|quit) (?:hitting|beating|slapping|kicking|pinching|hurting|hit|beat|slap|kick|"
            r"pinch|hurt) me\b",
            r"\b(?:he|she|they|somebody|someone) (?:has|have|have got|has got|'s got) a (?:knife|gun)\b",
        ),
        harmless_zh=(r"打我(?:的)?(?:电话|手机)|吓我一跳|逗我|闹着玩|下棋|打牌|麻将|扑克|游戏",),
        harmless_en=(r"\bat (?:chess|cards|checkers|mahjong|draughts|the game)\b|\bthe suspense\b",),
    ),
    title=Text(zh="有人正在伤害她", en="Somebody is hurting her"),
    happened=Text(zh="呼救，请两个人一起去", en="calls for help; go by twos"),
    first=(Text(zh="我在叫人，马上有人来。", en="I am calling people now."),),
    stay=_STAY,
    service=Service.POLICE,
    source=_SOURCE,
)

VIOLENCE: Final = Protocol(
    words=DangerWords(
        danger="violence",
        call=Call.IN_CONFIDENCE,
        zh=(
            rf"(?:^|[^挨不没]){_HURT_ZH}(?:过|了|伤|哭|疼|痛)*我(?!的?(?:电话|手机|主意|招呼|头发|玩|旗号|们|家))",
            r"我(?:又|就|总|老|天天|经常|昨天|今天|刚才|前天)*(?:被|让|挨|叫|遭)(?:他|她|他们|人|人家|\w{1,6})?(?:给)?(?:打|揍|骂|欺负|虐待|踢|掐|扇|绑|锁|关|"
            r"非礼|摸)(?!针|雷|动|扰|断)",
            r"(?:对我|跟我)(?:动手|动手动脚|下手|使坏|不规矩)|(?:扇|抽|打)(?:了)?我(?:一?个?)?(?:耳光|嘴巴|巴掌)",
            r"把我(?:绑|捆|锁|反锁|关)(?:在|起来|着|住|到)",
            rf"把我{_HURT_ZH}",
            r"(?:不给|不让|不许)我(?:饭|吃饭|吃东西|喝水|水喝|上厕所|吃|喝|穿衣服|出声|打电话)(?!糖|甜|酒|辣|咸|冷|油|凉|药|早|晚|这|那|太|多)",
            r"(?:乱|偷|总|老|有人|[他她])摸我(?!的?(?:脉|头|额|脑门|手|脚))|脱我(?:的)?(?:衣服|裤子)|占我便宜",
            r"(?:说|威胁)[^，]{0,6}(?:再(?:说|闹|叫|告诉)[^，]{0,6}就(?:打|揍|弄死|饿|扔)我?)",
        ),
        en=(
            rf"\b{_WHO_EN} (?:\w+ ){{0,2}}?{_HURT_EN} (?:me\b(?! (?:up|to it|a (?:mail|email|message|text|"
            rf"cup|line|smile|"
            rf"hand|drink)))"
            r"|my (?:arm|face|head|hand|leg|cheek|hair|ear|back)\b)",
            r"\b(?:i'm|i am|i was|i've been|i have been|i get|i got|being|been) (?:\w+ )?(?:beaten|slapped|hit|"
            r"kicked|abused|bullied"
            r"|threatened|mistreated|molested|locked (?:in|up)|tied (?:up|down))\b(?! by (?:a (?:cold|bus|car)|the"
            r" (?:news|heat)))",
            r"\b(?:locks?|locked|shuts?|ties|tied|keeps?|kept) me (?:in (?:my|the|a)|up|to the bed|down|locked|out|"
            r"tied)\b",
            r"\b(?:won't|will not|doesn't|does not|don't|never) (?:let|give|gives) me (?:\w+ )?(?:eat|any food|food|"
            r"water|anything to (?:eat|drink)"
            r"|use the (?:toilet|bathroom|phone))\b",
            r"\b(?:touches|touched|touching) me (?:where|down there|in (?:a way|places)|inappropriately|there)\b",
            r"\b(?:yells|yelled|screams|screamed|shouts|shouted|swears|swore"
            r"|snaps|snapped|snapping|shouting|yelling|swearing|spat|spits) at me\b",
            r"\bi(?:'m| am) (?:afraid|scared|frightened|terrified) of (?:the|my|that|him|her) ?(?:nurse|carer|"
            r"caregiver|aide|son|daughter|husband|wife"
            r"|grandson|roommate)?\b",
        ),
        harmless_zh=(
            r"打我(?:的)?(?:电话|手机)|吓我一跳|逗我|闹着玩|下棋|打牌|麻将|扑克|游戏|蚊子|虫子|小狗|小猫|猫|太阳|门框|蜜蜂",
            r"(?:医生|大夫)(?:不让|不给|不许)我(?:吃|喝)|打针|打吊瓶|打点滴|打预防",
        ),
        harmless_en=(
            r"\bat (?:chess|cards|checkers|mahjong|draughts|the game|bingo|dominoes)\b|\b(?:mosquito|bee|wasp|cat|"
            r"dog|sun|news|weather|light)\b"
            r"|\bof the (?:dark|thunder|storms?|lightning|stairs|lift|dentist|needle|height|hospital|cold|night)\b"
            r"|\b(?:shoes?|knees?|hip|back|feet|foot|tooth|teeth|stomach|legs?|head|it|this|that|which|light)"
            r" (?:really |still )?(?:hurts?|is hurting)\b",
        ),
    ),
    title=Text(zh="听她单独说一件事", en="Something told in confidence"),
    happened=Text(zh="有话想单独对您说", en="would like a word with you alone"),
    first=(_THANKS, _NOT_YOUR_DOING),
    stay=_STAY,
    service=Service.POLICE,
    line=Text(zh="您随时也可以打{number}报警。", en="You can call the police, too: {number}."),
    source=_SOURCE,
)

_VALUABLES_ZH: Final = (
    r"(?:钱(?!包)|存款|积蓄|存折|银行卡|工资卡|社保卡|退休金|养老金|低保|首饰|戒指|金镯子|镯子|项链"
    r"|房产证|房本|房子|身份证|私房钱|红包|现金)"
)
_TAKEN_ZH: Final = r"(?:拿(?:走|去)|偷|骗|抢|卷(?:走|跑)|私吞|吞|扣|克扣|霸占|转走|取走|花光|花掉|独吞|过户|卖)"
_VALUABLES_EN: Final = (
    r"(?:\w+ )?(?:money|savings|pension|cash|bank ?book|bank card|credit card|card|purse|wallet|ring|rings|"
    r"jewel(?:le)?ry|necklace|watch|house|deeds)"
)

MONEY_TAKEN: Final = Protocol(
    words=DangerWords(
        danger="money_taken",
        call=Call.IN_CONFIDENCE,
        zh=(
            rf"{_TAKEN_ZH}(?:了|走了|去了|过)?我(?:的|好多|很多|不少|所有|一辈子的|[一二三四五六七八九十百千万两几]+块?)*{_VALUABLES_ZH}",
            rf"我(?:的|那)?(?:点儿?|些|个|张|本)?{_VALUABLES_ZH}(?:全|都|又|也|就|好像|肯定)*(?:被|让|叫|给)(?:\w{{1,6}})?{_TAKEN_ZH}",
            rf"把我(?:的|那|所有)?(?:点儿?|些|个|张|本)?{_VALUABLES_ZH}(?:全|都|又|也|就|给)*{_TAKEN_ZH}",
            r"(?:逼|强迫|骗|哄|非要|非让)(?:着)?我[^，]{0,4}(?:签字|按手印|转账|汇款|取钱|给钱|掏钱|过户|卖房|改遗嘱|写借条|交钱)",
            r"(?:偷|骗)(?:了|过)?我(?:的|好多|很多)?(?:东西|钱|积蓄)|我(?:被|让人|叫人)(?:给)?骗(?:了)?(?:[一二三四五六七八九十百千万两几]+块?钱?|钱)|骗走(?:了)?我",
            rf"(?:护工|护理员|保姆|[他她]们?|有人|谁|人家)(?:\w{{0,3}})拿了我(?:的)?{_VALUABLES_ZH}",
            r"(?:拿着|扣着|管着|霸着|攥着)我(?:的)?(?:存折|银行卡|工资卡|退休金|养老金|身份证)[^，]{0,4}(?:不给|不还)",
            r"(?:叫|让|要|催)我(?:先|赶紧|马上)?(?:转账|汇款|打钱|交保证金|交手续费|报验证码|说验证码|把?验证码告诉)",
        ),
        en=(
            rf"\b(?:took|takes?|taken|taking|stole|steals?|stolen|stealing|grabbed|kept|keeps|spent|spends|spending|"
            rf"sold|withdrew|emptied) "
            rf"(?:away )?(?:all )?(?:of )?my {_VALUABLES_EN}\b",
            rf"\bmy {_VALUABLES_EN} (?:\w+ ){{0,2}}?(?:(?:was|were|is|has been|have been|got|been|being) (?:\w+"
            rf" )?(?:stolen|taken|robbed|emptied))\b",
            r"\b(?:make|makes|made|making|force|forces|forced|forcing|pressure|pressures|pressured|trick|tricked|"
            r"tricks|bully|bullied) me"
            r" (?:to |into )?(?:\w+ ){0,2}?(?:sign|signing|sell|selling|give (?:him|her|them)|giving|pay|paying|"
            r"transfer|transferring|change my will|changing my will)\b",
            r"\b(?:cheated|conned|swindled|scammed|robbed|tricked) (?:me|out of)\b|\bi(?:'ve| have)? (?:was|been|"
            r"got) (?:\w+ )?(?:scammed|cheated|robbed|conned|swindled)\b",
            r"\b(?:won't|will not|doesn't|does not|refuses to) (?:give|let) me (?:\w+ )?(?:have )?(?:back )?my"
            r" (?:own )?(?:money|pension|card|bank book)\b",
            r"\b(?:asked|asks|asking|told|tells|telling|wants|wanted|urged) me (?:to|for) (?:\w+ ){0,2}?(?:transfer"
            r" (?:the |some |my )?money"
            r"|send (?:the |some |my )?money|the (?:verification )?code|my (?:pin|password|card number|bank"
            r" details))\b",
        ),
        harmless_zh=(r"电视里|打牌|麻将|扑克|赢了我|输了",),
        harmless_en=(
            r"\b(?:at (?:cards|bingo|mahjong|poker)|monopoly)\b|\b(?:took|take) my (?:watch|ring|purse|wallet)"
            r" off\b|\bi (?:took|take|spent|spend|sold|kept|keep) my\b",
        ),
    ),
    title=Text(zh="听她单独说一件事", en="Something told in confidence"),
    happened=Text(zh="有话想单独对您说", en="would like a word with you alone"),
    first=(
        _THANKS,
        _NOT_YOUR_DOING,
        Text(zh="先别签字，也先别给钱。", en="Please sign nothing and pay nothing for now."),
    ),
    stay=_STAY,
    service=Service.POLICE,
    line=Text(zh="您随时也可以打{number}报警。", en="You can call the police, too: {number}."),
    source=_SOURCE,
)
