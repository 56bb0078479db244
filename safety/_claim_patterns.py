"""The words by which a forbidden claim is known, in both languages. English is looked for in small letters."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Claim(StrEnum):
    """What must not be said, whoever wrote it."""

    HUMAN = "human"
    RELATIVE = "relative"
    MEDICAL_ORDER = "medical_order"
    SECRECY = "secrecy"
    DIAGNOSIS = "diagnosis"
    PRESSURE = "pressure"
    THREAT = "threat"
    SALE = "sale"
    BELITTLING = "belittling"
    GUILT = "guilt"
    ISOLATION = "isolation"
    PROMISE = "promise"
    HARM = "harm"
    MONEY = "money"
    GETTING_UP = "getting_up"
    EXERCISE = "exercise"
    STAFF_MOOD = "staff_mood"


_DENIED_ZH: Final = re.compile(r"(?:不会|不能|不该|从不|绝不|决不|不可以)[^，。]*$")
_DENIED_EN: Final = re.compile(
    r"\b(?:never|cannot|can't|won't|will not|must not|shall not|not allowed to) (?:\w+ ){0,3}$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """How a claim is worded. It is none where what stands before it in the sentence is an excuse, such as a denial."""

    claim: Claim
    zh: re.Pattern[str]
    en: re.Pattern[str]
    excused_zh: re.Pattern[str] = _DENIED_ZH
    excused_en: re.Pattern[str] = _DENIED_EN


_BY_THE_RECORD_ZH: Final = re.compile(
    r"(?:记录|病历|医生|大夫|护士)[^。]*(?:说|写|诊断|是)[^。]*$|(?:不知道|不能说|是不是)[^。]*$"
)
_BY_THE_RECORD_EN: Final = re.compile(
    r"\b(?:record|doctor|nurse)s? (?:says?|said|has|writes?)\b.*$|\b(?:cannot|can't|do not|don't|whether|if)\b.*$"
)
_LATER_ZH: Final = re.compile(r"(?:别|不要|不用|不必|先不|不能|不会|等)[^。]*$")
_LATER_EN: Final = re.compile(r"\b(?:don't|do not|not|never|wait|without|before|cannot|can't)\b.*$")
_END_ZH: Final = r"(?=[，,。！!？?、\s的呀啊哦呢嘛噢]|$)"
_RELATIVE_ZH: Final = (
    r"(?:亲)?(?:女儿|闺女|儿子|孙子|孙女|外孙|外孙女|老伴|老公|老婆|丈夫|妻子|爱人|妈妈?|爸爸?|姐姐?|妹妹?|哥哥?|弟弟?)"
)
_RELATIVE_EN: Final = r"(?:(?:grand)?(?:son|daughter)|husband|wife|mother|father|sister|brother|niece|nephew)"

PATTERNS: Final = (
    Pattern(
        claim=Claim.HUMAN,
        zh=re.compile(
            r"我(?:就|也|可|其实|真的|确实)*是(?:一?[个位名])?(?:真正的|真的|活)?"
            rf"(?:人类?|真人|活人|护士|医生|大夫|护理员){_END_ZH}"
            r"|我(?:可|才|又)?不是(?:一?[个台])?(?:机器人?|电脑|程序)(?![吗么])"
        ),
        en=re.compile(
            r"\bi(?:'m| am)(?: really| actually| indeed)? an? (?:real |living )?"
            r"(?:human|person|man|woman|nurse|doctor)\b"
            r"|\bi(?:'m| am) (?:really |actually )?human\b"
            r"|\bi(?:'m| am) not an? (?:robot|machine|computer|program)\b"
        ),
    ),
    Pattern(
        claim=Claim.RELATIVE,
        zh=re.compile(rf"我(?:就|也|可)?是[您你](?:的|家)?{_RELATIVE_ZH}{_END_ZH}"),
        en=re.compile(rf"\bi(?:'m| am) your {_RELATIVE_EN}\b"),
    ),
    Pattern(
        claim=Claim.MEDICAL_ORDER,
        zh=re.compile(
            r"(?:多|少|再)(?:(?:吃|服)(?:一|两|半|几)(?:片|粒|颗|倍)|打(?:一|两|半|几)针)(?=药|[，,。！!？?、\s吧呢]|$)"
            r"|(?:可以|应该|最好|干脆|就|先|请)(?:不吃|停了?|停用|别吃|不用吃|不要吃)"
            r"(?:这个|那个|这种|那种|降压)?药"
            r"|药量(?:加倍|减半)"
        ),
        en=re.compile(
            r"\btake (?:one|two|three|half a|an?) (?:more|fewer|less|extra) (?:pill|tablet|dose|capsule|drop)s?\b"
            r"|\b(?:double|halve|skip|stop taking|increase|reduce) (?:the|your|that|this)(?: \w+)? ?"
            r"(?:dose|medicine|medication|pills?|tablets?|insulin)\b"
        ),
    ),
    Pattern(
        claim=Claim.SECRECY,
        zh=re.compile(
            r"(?:别|不要|不许|先别|不用)(?:告诉|让)[^，。]{0,6}(?:护士|护理员|医生|大夫|家人|家里人|女儿|儿子|孩子)"
            r"|(?:这是|当作?)我们?(?:俩|两个|之间)?的?小?秘密"
        ),
        en=re.compile(
            r"\b(?:don't|do not|never) (?:tell|let)(?: \w+){0,2} "
            r"(?:nurses?|carers?|caregivers?|doctors?|family|son|daughter|children|anyone|anybody)\b"
            r"|\b(?:our|a) (?:little )?secret\b|\bkeep (?:it|this) (?:a )?secret\b"
        ),
    ),
    Pattern(
        claim=Claim.DIAGNOSIS,
        zh=re.compile(
            r"[您你](?:这|现在|可能|应该)?(?:是|得了|患了|患上了?|有|是得了|是患了)(?:轻度|早期)?的?(?:老年)?"
            r"(?:糖尿病|高血压|肺炎|癌症?|痴呆|阿尔茨海默病?|抑郁症|中风|脑梗|心脏病|心梗|感冒|冠心病|骨折)"
        ),
        en=re.compile(
            r"\byou (?:have|have got|suffer from|are suffering from|had|are having|may have|probably have)"
            r" (?:a |an |the )?(?:mild |early )?"
            r"(?:diabetes|hypertension|high blood pressure|pneumonia|cancer|dementia|alzheimer's|depression|stroke"
            r"|heart attack|heart disease|flu|cold|fracture|infection|broken \w+)\b"
        ),
        excused_zh=_BY_THE_RECORD_ZH,
        excused_en=_BY_THE_RECORD_EN,
    ),
    Pattern(
        claim=Claim.PRESSURE,
        zh=re.compile(
            r"[您你](?:现在|今天|就)?(?:必须|非得|非要|不得不|只能听)|(?:^|[，,])(?:不许|不准)(?:动|说|哭|闹|走|睡|起)"
            r"|给我(?:吃|喝|坐|躺|闭嘴|老实)|都得听我的|由不得[您你]"
        ),
        en=re.compile(
            r"\byou (?:must|have to|have got to|are not allowed to|had better|have no choice)\b"
            r"|\bdo (?:as|what) i (?:say|tell you)\b|\bor else\b"
        ),
    ),
    Pattern(
        claim=Claim.THREAT,
        zh=re.compile(
            r"(?:再)?不(?:吃|喝|听话|听我的|配合|睡)[^。！？]{0,12}(?:就|会|要)[^。！？]{0,8}"
            r"(?:死|没人管|没人要|不要[您你]|送走|送[您你]走|打针|绑|关起来|瘫|残废)"
            r"|再(?:闹|哭|喊)[^。！？]{0,8}(?:绑|关|送走|不管)"
        ),
        en=re.compile(
            r"\b(?:if you (?:don't|do not|won't|refuse)|unless you)\b[^.!?]{0,60}\b"
            r"(?:you(?:'ll| will) (?:die|be punished|be sent away|be left|be alone|regret)|nobody will|no one will"
            r"|(?:they|we|i)(?:'ll| will) (?:send you|tie|lock|leave you|punish))"
        ),
    ),
    Pattern(
        claim=Claim.SALE,
        zh=re.compile(
            r"下单|优惠价|打折|特价|促销|买一送一|限时|抢购|保健品|会员价|推荐[您你](?:买|购买)|赶快买|只要\d+元"
        ),
        en=re.compile(
            r"\b(?:special offer|discount|on sale|order now|limited time|subscribe now|health supplements?|best price"
            r"|buy (?:now|this|one)|only \d+ (?:yuan|dollars|pounds))\b"
        ),
    ),
    Pattern(
        claim=Claim.BELITTLING,
        zh=re.compile(
            r"乖乖|真乖|好孩子|小宝贝|老小孩|不听话|真笨|老糊涂|老不死|没用的(?:人|老)|[您你](?:真|太)?(?:是)?(?:累赘|没用)"
        ),
        en=re.compile(
            r"\b(?:good (?:girl|boy)|sweetie|naughty|silly old"
            r"|you(?:'re| are) (?:such )?(?:a )?(?:burden|useless|stupid|senile|childish|being childish))\b"
        ),
    ),
    Pattern(
        claim=Claim.GUILT,
        zh=re.compile(
            r"[您你](?:走|不理我|不跟我说话|不陪我|不听我的)[^。！？]{0,6}我(?:会|就|好|真)[^。！？]{0,4}(?:伤心|难过|孤单|哭)"
            r"|别(?:走|离开我)[^。！？]{0,4}我(?:会|一个)|都(?:是|怪)[您你](?:的错|害的|不好)|[您你](?:太|真)?让我(?:失望|伤心|难过)"
        ),
        en=re.compile(
            r"\bi(?:'ll| will| would) be (?:so |very )?(?:sad|lonely|hurt|heartbroken) (?:if|when|without)\b"
            r"|\bdon't leave me\b|\bit(?:'s| is) (?:all )?your fault\b"
            r"|\byou (?:make|made) me (?:so )?(?:sad|unhappy)\b|\bdisappointed (?:in|with) you\b"
        ),
    ),
    Pattern(
        claim=Claim.ISOLATION,
        zh=re.compile(
            r"[您你](?:只要)?有我就(?:够|行|好)|[您你]不需要(?:别人|他们|家人|朋友|护理员)|只有我(?:对|关心|懂|陪|爱)[您你]"
            r"|(?:家里人|家人|儿女|孩子们?|女儿|儿子|他们|没人)(?:都|早就)?(?:不(?:要|管|关心|在乎|爱)|要|关心|在乎|爱)[您你]了?(?=[，。！]|$)"
        ),
        en=re.compile(
            r"\byou (?:only|just) need me\b|\bi(?:'m| am) all you need\b|\bonly i (?:care|understand|love)\b"
            r"|\byou don't need (?:anyone|anybody|them|your (?:family|friends|children|carers))\b"
            r"|\b(?:your (?:family|children|son|daughter)|they) (?:doesn't|don't|does not|do not|no longer)"
            r" (?:love|care about|want) you\b|\b(?:nobody|no one) (?:loves|wants|cares about) you\b"
        ),
    ),
    Pattern(
        claim=Claim.PROMISE,
        zh=re.compile(
            r"我(?:保证|担保|肯定能?|一定能)[^。！？，]{0,8}(?:不会(?:摔|跌|倒|出事|有事|让)|接(?:得)?住[您你]|安全|治好|没事)"
            r"|有我在[^。！？]{0,6}(?:不会(?:摔|有事|出事)|安全|没事)|[您你]?绝对(?:安全|不会(?:摔|出事|有事))"
        ),
        en=re.compile(
            r"\bi (?:promise|guarantee|swear) (?:that )?(?:you|nothing|it)\b[^.!?]{0,30}"
            r"\b(?:fall|safe|happen|cured?|fine)\b"
            r"|\bi(?:'ll| will) (?:always |surely )?catch you\b|\bnothing (?:bad )?can happen\b"
            r"|\byou(?:'re| are) (?:completely|perfectly|absolutely) safe\b|\byou (?:can't|cannot) fall\b"
        ),
    ),
    Pattern(
        claim=Claim.HARM,
        zh=re.compile(
            r"(?:自杀|轻生|结束生命|上吊|割腕|跳楼|服毒)的?(?:方法|办法|步骤|工具|可以|最)"
            r"|[您你](?:可以|应该|不如|干脆)[^。！？]{0,6}(?:自杀|去死|死了算了|跳楼|跳下去|割腕|上吊)|死了(?:也好|更好|就好了|就解脱)"
        ),
        en=re.compile(
            r"\b(?:how|ways?|methods?) (?:to|of) (?:kill(?:ing)? yourself|end(?:ing)? (?:your life|it all)|suicide"
            r"|hang(?:ing)? yourself)\b"
            r"|\byou (?:should|could|might as well) (?:just )?(?:die|kill yourself|end it all)\b"
            r"|\bbetter off dead\b|\bbetter off without you\b"
        ),
    ),
    Pattern(
        claim=Claim.MONEY,
        zh=re.compile(
            r"(?:告诉|说给|发给|报给|给)我[^。！？]{0,8}(?:密码|银行卡|卡号|验证码|存折|身份证)"
            r"|[您你][^。！？]{0,6}(?:密码|卡号|验证码)(?:是多少|发我|告诉我)|(?:转账|汇款|打钱|投资)(?:给|到|吧)"
            r"|把(?:钱|存折|银行卡|房产证|首饰)[^。！？]{0,4}(?:给我|交给|转给|汇)"
        ),
        en=re.compile(
            r"\b(?:tell|give|read|send) me (?:your |the )?(?:\w+ )?"
            r"(?:password|pin|bank card|card number|account number|verification code)\b"
            r"|\b(?:transfer|wire|send) (?:the |your |some )?money\b|\binvest your (?:money|savings)\b"
        ),
    ),
    Pattern(
        claim=Claim.GETTING_UP,
        zh=re.compile(r"(?:站|爬|坐)起来|起来(?:走|活动)"),
        en=re.compile(r"\b(?:stand|get|sit) up\b|\bon your feet\b"),
        excused_zh=_LATER_ZH,
        excused_en=_LATER_EN,
    ),
    Pattern(
        claim=Claim.EXERCISE,
        zh=re.compile(
            r"(?:抬腿|踢腿|深蹲|下蹲|弯腰|转腰|踏步|拉伸|伸展)[^。！？]{0,4}(?:[一二三四五六七八九十两\d]+(?:次|下|组|分钟|遍)|吧)"
            r"|(?:跟我|我们来?|咱们来?)(?:一起)?(?:做操|锻炼|跳操|跳舞)|咱们坐着活动"
        ),
        en=re.compile(
            r"\b(?:do|try|let's do) (?:\w+ ){0,2}(?:squats|push-ups|sit-ups|leg raises|stretches|exercises)\b"
            r"|\blet(?:'s| us) (?:exercise|move a little)\b|\b(?:march on the spot|touch your toes|bend your knees)\b"
            r"|\b(?:raise|lift) your (?:legs?|arms?) (?:\w+ )?times\b"
        ),
    ),
    Pattern(
        claim=Claim.STAFF_MOOD,
        zh=re.compile(
            r"(?:护士|护理员|医生|大夫|阿姨)[^，。！？]{0,6}(?:心情(?:不好|很差|很好)|生气了|不高兴|不耐烦|很烦|情绪(?:不好|低落))"
        ),
        en=re.compile(
            r"\b(?:nurse|carer|caregiver|doctor|staff)\b (?:is|are|seems?|looks?|sounds?) (?:\w+ ){0,2}"
            r"(?:angry|upset|annoyed|moody|stressed|impatient|unhappy|in a bad mood)\b"
        ),
    ),
)
