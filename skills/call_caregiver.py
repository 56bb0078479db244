"""Call a caregiver: tells the carers first, then says truthfully whether that worked.

A call without a word on its urgency counts as a cry for help.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType
from typing import ClassVar, Final

from carebot.core.actions import AlarmLevel
from carebot.core.goals import Goal, Plan, Priority, Resource, SafeEnd
from carebot.core.intents import HELP, Form, Phrasing
from carebot.core.language import Text
from skills._calling_forms import FORMS
from skills._talking import Steps, addressed, call_result, name_for_carers, notify, where_for_carers
from skills.base import (
    CALL_CAREGIVER,
    DESPAIR,
    DONE,
    FAILED,
    FEEL_UNWELL,
    NEED_A_HAND,
    Knowledge,
    Skill,
    conclude,
    ends_when_stopped,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """One kind of call: how loud the alarm is, what carers read after the name, and what she hears first and last."""

    level: AlarmLevel
    carers_read: Text
    first: Text | None = None
    last: Text | None = None


_HELP: Final = _Call(
    level=AlarmLevel.HIGH,
    carers_read=Text(zh="呼救，请马上过去！", en="calls for help. Please go at once!"),
    last=Text(zh="您别怕，先别着急动。", en="Don't be afraid, and don't hurry to get up."),
)
_CALLS: Final[Mapping[str, _Call]] = MappingProxyType(
    {
        "": _HELP,
        "usual": _Call(
            level=AlarmLevel.MEDIUM, carers_read=Text(zh="请护理员过去一趟。", en="asks for a carer to come.")
        ),
        "unwell": _Call(
            level=AlarmLevel.MEDIUM,
            carers_read=Text(zh="说身体不舒服，请去看看。", en="feels unwell. Please go and see."),
            last=Text(zh="您先歇着，别着急。", en="Please rest and take your time."),
        ),
        "lift": _Call(
            level=AlarmLevel.MEDIUM,
            carers_read=Text(zh="想起身，需要人扶。", en="wants to get up and needs a person's hands."),
            first=Text(zh="我扶不动您，得请人来。", en="I cannot lift you, so I am asking a person to come."),
            last=Text(zh="请您先坐稳，等人来扶。", en="Please stay seated until somebody is with you."),
        ),
        "despair": _Call(
            level=AlarmLevel.HIGH,
            carers_read=Text(
                zh="说了不想活的话，请马上过去陪着。", en="spoke of not wanting to live. Please go and stay there now."
            ),
            first=Text(zh="谢谢您肯告诉我，这话我听进去了。", en="Thank you for telling me. I have heard you."),
            last=Text(zh="您不用一个人扛着。", en="You do not have to bear this alone."),
        ),
    }
)


class CallCaregiver(Skill):
    """Calls a person to the resident. It stays where it is."""

    title: ClassVar[Text] = Text(zh="叫护理员", en="Call a caregiver")
    description: ClassVar[Text] = Text(
        zh="通知护理员，再如实告诉老人有没有通知到。",
        en="Tells the carers, then says truthfully whether that reached anybody.",
    )
    priority: ClassVar[Priority] = Priority.EMERGENCY
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    stale_after: ClassVar[timedelta] = timedelta(minutes=2)
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = (
        (),
        (("urgency", "usual"),),
        (("urgency", "unwell"),),
        (("urgency", "lift"),),
        (("urgency", "despair"),),
    )
    always: ClassVar[frozenset[str]] = frozenset({CALL_CAREGIVER, FEEL_UNWELL, DESPAIR})
    forms: ClassVar[tuple[Form, ...]] = FORMS
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent=HELP,
            zh=(
                "(救命|救命啊|救我|快救救我|来人|来人啊|快来人|快来人啊|出事了|帮帮我|快帮帮我)",
                "[我|哎呀我](摔倒了|摔了|摔跤了|摔了一跤|跌倒了|滑倒了)",
                "我(起不来了|起不来|站不起来了|动不了了|喘不上气|喘不过气|喘不上来气|胸口疼|胸口好疼|流血了)",
                "[快](叫救护车|打120|打一二零|打急救电话)",
            ),
            en=(
                "help [me] [please]",
                "(somebody|someone) help [me]",
                "(i've fallen|i have fallen|i fell|i fell down|i fell over|i've had a fall)",
                "i (can't|cannot|can not) (get up|move|breathe|stand up)",
                "my chest hurts",
                "i have [a] (chest pain|pain in my chest)",
                "(it is|it's|this is|i have) an emergency",
                "call (an ambulance|emergency|emergency services)",
            ),
        ),
        Phrasing(
            intent=CALL_CAREGIVER,
            zh=(
                "[快|请](叫|找)[一下](护士|护工|护理员|大夫|医生)[来|过来]",
                "[请|麻烦你]帮我(叫|找|喊)[个|一下](护士|护工|护理员|大夫|医生)",
                "[请|麻烦你](帮我|给我)(叫|喊|找)[个]人[过来|来]",
                "(我要|我想)(找|见)(护士|护工|护理员|大夫|医生)",
                "(叫|让|喊|请|找)(护士|护工|护理员|大夫|医生)(来一趟|过来一趟|来一下|过来一下|过来看看|来看看|来看看我)",
                "我[有话|有事]要(跟|和)(护士|护工|护理员|大夫|医生)(说|讲)",
                "[请|快](叫|喊|找)[个]人(来|过来)[一下|看看]",
                "(护士|护工|护理员)[在吗|在哪儿|呢]",
                "(护士|护工|护理员|大夫|医生|{caregiver})[你|您|快](来一下|过来一下|来一趟|来看看|过来看看|来看看我|快来)",
            ),
            en=(
                "[please] (call|get|send for) (a|the|my) (nurse|carer|caregiver|doctor) [please]",
                "(i need|i want|i would like|i'd like) (a|the|my) (nurse|carer|caregiver|doctor) [please]",
                "(could|can) you (call|get) (a|the|my) (nurse|carer|caregiver|doctor) [for me]",
                "[please] (call|get) (somebody|someone) [for me]",
                "i (want|need) (a word with|to see|to speak to|to talk to) (a|the|my) (nurse|carer|caregiver|doctor)",
                "(i would like|i'd like) (a word with|to see) (a|the|my) (nurse|carer|caregiver|doctor)",
                "(i would like|i'd like) (to speak to|to talk to) (a|the|my) (nurse|carer|caregiver|doctor)",
                "(can|could|may) i (see|speak to|talk to|have a word with) (a|the|my) (nurse|carer|caregiver|doctor)",
                "[please] (get|fetch|find|bring) me (a|the) (nurse|carer|doctor)",
                "(can|could) (somebody|someone) come [here|to me|and see me]",
                "(nurse|doctor|carer|matron|{caregiver}) [please] come [here|over|quickly|and see me] [please]",
                "(nurse|doctor|carer|matron|{caregiver}) (can|could|will) you come [here|over|to me] [please]",
                "(nurse|doctor|carer|matron) [where are you|are you there]",
            ),
            slots=MappingProxyType({"urgency": "usual"}),
        ),
        Phrasing(
            intent=FEEL_UNWELL,
            zh=(
                "我[身上|今天|有点|有点儿|觉得](不舒服|不太舒服|难受|不好受|头晕|头疼|恶心|想吐|发烧了)",
                "我(肚子|腿|腰|背|胳膊|胃|膝盖)[有点|有点儿|很|好]疼",
                "[我|我这](肚子|腿|腰)[又|好|真](疼|疼了|疼得厉害)",
                "[我|我这](肚子|腿|腰)[又|好|真](疼死了|疼得慌|疼得要命)",
                "[我|我这](后背|胳膊|胃|膝盖)[又|好|真](疼|疼了|疼得厉害)",
                "[我|我这](后背|胳膊|胃|膝盖)[又|好|真](疼死了|疼得慌|疼得要命)",
                "[我|我这](脚|手|肩膀)[又|好|真](疼|疼了|疼得厉害)",
                "[我|我这](脚|手|肩膀)[又|好|真](疼死了|疼得慌|疼得要命)",
                "[我|我这](脖子|牙|头|骨头)[又|好|真](疼|疼了|疼得厉害)",
                "[我|我这](脖子|牙|头|骨头)[又|好|真](疼死了|疼得慌|疼得要命)",
                "[我|我这](腿|腰|后背|胳膊)[又|好|真](难受|发麻|酸得慌)",
                "[我|我这](腿|腰|后背|胳膊)[又|好|真](胀得慌|不得劲|没劲)",
                "[我|我这](胃|膝盖|脚|浑身)[又|好|真](难受|发麻|酸得慌)",
                "[我|我这](胃|膝盖|脚|浑身)[又|好|真](胀得慌|不得劲|没劲)",
                "(好|真|太|浑身|身上)(难受|不舒服|不得劲)[死了|得慌]",
                "[我](头晕|头昏|头疼|恶心|浑身疼|难受)(得厉害|得不行|得站不住|得站不住了|得站不稳|得起不来|得要命|得慌)",
                "[我](天旋地转|眼前发黑|直冒冷汗|出冷汗|浑身发抖|站不住了|站不稳了|要晕了|快晕了)[了]",
                "(好疼|疼死了|疼死我了|难受死了|受不了了|我不得劲|我心慌|我发烧|我浑身没劲|我要吐|我想吐|我吃坏肚子了|我恶心)",
                "我[有点|有点儿|好|直](晕|头昏|迷糊|发晕|犯恶心|发冷|哆嗦|心慌|腿软|喘)",
            ),
            en=(
                "(i feel|i am feeling|i'm feeling) (unwell|sick|ill|dizzy|bad|faint)",
                "i (don't|do not) feel (well|good|right)",
                "(i have|i've got) a (headache|fever|stomach ache)",
                "my (head|stomach|leg|back|arm|knee|hip) hurts",
                "(i am|i'm) (in pain|dizzy|ill|unwell)",
                "(i am|i'm) [feeling] [so|very|a bit] (poorly|not well|not feeling well|not myself)",
                "(i am|i'm) [feeling] [so|very|a bit] (under the weather|shaky|queasy|faint)",
                "i [do] feel [so|very|a bit] (funny|queer|peculiar|poorly|rotten)",
                "i [do] feel [so|very|a bit] (awful|shaky|weak|wobbly|light-headed|dreadful)",
                "(i've|i have) (come over|gone) [all] (funny|queer|faint|dizzy|wobbly|cold|peculiar)",
                "i (don't|do not) feel [very|at all|so] (well|good|right) [at all|today]",
                "my (head|stomach|tummy|leg|back) is (hurting|aching|bad|sore|playing up|killing me)",
                "my (arm|knee|hip|foot|shoulder|neck) is (hurting|aching|bad|sore|playing up|killing me)",
                "my (head|stomach|tummy|leg|back) (aches|is giving me gyp|is giving me trouble|hurts so much)",
                "my (arm|knee|hip|foot|shoulder|neck) (aches|is giving me gyp|is giving me trouble|hurts so much)",
                "my (legs|knees|feet|hips|bones|joints) (hurt|ache|are hurting|are aching|are bad|are killing me)",
                "(it hurts|it really hurts|i'm going to be sick)",
                "(i think i'm going to be sick|i've got a temperature|i can't stop shaking)",
            ),
            slots=MappingProxyType({"urgency": "unwell"}),
        ),
        Phrasing(
            intent=NEED_A_HAND,
            zh=(
                "[请|来|你](扶|拉|拽)我(起来|一把|起来一下|站起来|坐起来|下床)",
                "(帮我|我要)(翻身|翻个身)",
                "[请|来](扶|搀|抱)我(去|到|上)({place}|{room}|厕所|洗手间|床)",
            ),
            en=(
                "[please] help me (up|get up|stand up|sit up|stand|out of bed|out of this chair|turn over)",
                "[please] (lift|pull) me up",
                "[please] (help|carry|lift) me to [the|my] ({place}|{room}|toilet|loo|bed)",
            ),
            slots=MappingProxyType({"urgency": "lift"}),
        ),
        Phrasing(
            intent=DESPAIR,
            zh=(
                "我[真|真的|都|实在][是](不想活了|不想活|活够了|活腻了|想死|想自杀|不如死了)",
                "[我](活着没意思|活着没什么意思|活着没劲|活着有什么意思|活着还有什么意思|死了算了|死了才好)",
            ),
            en=(
                "i (want|wish|just want) to (die|be dead|kill myself|end my life|end it all)",
                "i (don't|do not) want to (live|live any more|live anymore|be alive|go on living)",
                "i wish i (were|was) dead",
                "(life is|my life is) not worth living",
                "(i am|i'm) going to kill myself",
            ),
            slots=MappingProxyType({"urgency": "despair"}),
        ),
    )

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Notify first; then the words that belong to this kind of call."""
        call = _CALLS.get(goal.parameter("urgency"), _HELP)
        who, where = name_for_carers(knowledge), where_for_carers(knowledge)
        read = Text(
            zh=f"{who.zh}{call.carers_read.zh}（{where.zh}）", en=f"{who.en} {call.carers_read.en} ({where.en})"
        )
        called = yield from notify(knowledge, read, call.level)
        yield from _words(call, called, knowledge)
        if not called:
            return conclude(FAILED, f"没能通知到护理员：{read.zh}", f"The carers could not be reached: {read.en}")
        return conclude(DONE, f"已通知护理员：{read.zh}", f"The carers were told: {read.en}")


def _words(call: _Call, called: bool, knowledge: Knowledge) -> Steps[None]:
    first = addressed(knowledge, call.first) if call.first else None
    for text in (first, call_result(called), call.last):
        if text is not None:
            yield replace(knowledge.say(text), alarm=call.level is AlarmLevel.HIGH)
