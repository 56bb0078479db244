"""Pass on: what the robot cannot do by itself - telephone, send word - it offers to tell the carers."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, Final

from carebot.core.goals import Goal, Plan, Resource, SafeEnd
from carebot.core.intents import Form, Phrasing
from carebot.core.language import Text
from skills import _passing_on as passing_on
from skills._pass_on_chores import CHORES, ENQUIRIES
from skills._pass_on_forms import FORMS
from skills._pass_on_sayings import SAYINGS
from skills.base import Knowledge, Skill, ends_when_stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What she hears of it, what she is asked, and what carers read."""

    cannot: Text
    offer: Text
    for_carers: Text


_WISHES: Final[Mapping[str, _Wish]] = MappingProxyType(
    {
        "call": _Wish(
            cannot=Text(zh="我自己打不了电话。", en="I cannot make telephone calls myself."),
            offer=Text(zh="要我请护理员帮您打吗？", en="Shall a carer make the call?"),
            for_carers=Text(zh="想给家里人打个电话", en="would like to telephone somebody"),
        ),
        "message": _Wish(
            cannot=Text(zh="我自己捎不了话。", en="I cannot pass on messages myself."),
            offer=Text(zh="要我请护理员转告吗？", en="Shall a carer pass it on?"),
            for_carers=Text(zh="想捎个话", en="would like word sent to somebody"),
        ),
        "unseen": _Wish(
            cannot=Text(zh="这个我没看见，说不准。", en="I did not see that, so I cannot say."),
            offer=Text(zh="要我问问护理员吗？", en="Shall I ask a carer?"),
            for_carers=Text(zh="有事想问问，请过去告诉一声", en="would like to know something; please tell her"),
        ),
        "order": _Wish(
            cannot=Text(zh="对不起，这个我做不来。", en="I'm sorry, I cannot do that."),
            offer=Text(zh="要我请护理员来吗？", en="Shall I ask a carer?"),
            for_carers=Text(zh="想请人帮个忙", en="would like a helping hand"),
        ),
    }
)


class PassOn(Skill):
    """Offers to tell the carers. Parameters: `what` (call, message, unseen, order)."""

    title: ClassVar[Text] = Text(zh="转告护理员", en="Pass it on")
    description: ClassVar[Text] = Text(
        zh="打电话、捎话，它自己做不了就直说，问要不要告诉护理员。",
        en="Says plainly that it cannot telephone or send word, and offers to tell the carers.",
    )
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = (
        *((("what", what),) for what in _WISHES),
        (),
    )
    forms: ClassVar[tuple[Form, ...]] = FORMS
    sayings: ClassVar[tuple[Phrasing, ...]] = (*SAYINGS, CHORES, ENQUIRIES)
    by_meaning: ClassVar[frozenset[str]] = frozenset(
        {
            *("telephone", "send_word", "ask_unseen", "go_and_see", "go_out"),
            *("something_to_eat", "change_channel", "mishap"),
        }
    )
    offers: ClassVar[frozenset[str]] = by_meaning - {"telephone", "send_word"}
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent="telephone",
            zh=(
                "[我想|我要|帮我|给我|你](打个电话|打电话|打一个电话)[吧]",
                "[我要|我想]给[我](闺女|女儿|儿子|孙子|孙女|孩子|孩子们|家里|家里人|老伴|妹妹)(打个电话|打电话)",
            ),
            en=(
                "(call|ring|phone|telephone) my (son|daughter|family|grandson|granddaughter|sister|brother|friend)",
                "(i want|i need|i would like|i'd like) to (ring|call|phone) my (son|daughter|family)",
                "(i want|i need|i would like|i'd like) to (ring|call|phone) my (sister|brother|friend)",
            ),
            slots=MappingProxyType({"what": "call"}),
        ),
        Phrasing(
            intent="send_word",
            zh=("(帮我|替我|给我)(捎个话|带个话|捎个信|传个话)[吧]",),
            en=("[please] (pass on|send|take) a message [for me]",),
            slots=MappingProxyType({"what": "message"}),
        ),
        Phrasing(
            intent="ask_unseen",
            zh=(
                "我(吃饭了吗|吃饭了没有|吃过饭了吗|吃午饭了吗|吃晚饭了吗|吃早饭了吗)",
                "(今天有人来过吗|有人来看过我吗|有人打过电话吗)",
            ),
            en=(
                "have i (had|eaten) [my] (breakfast|lunch|dinner|supper) [yet|today]",
                "has (anybody|anyone) (been|called|rung) [today|for me]",
            ),
            slots=MappingProxyType({"what": "unseen"}),
        ),
        Phrasing(
            intent="go_and_see",
            zh=("[你]去看看(是谁|谁来了|门口有没有人|外头怎么了)", "[你]去开[一下]门"),
            en=("[go and] see (who it is|who's at the door|what that noise is)", "[please] (answer|get) the door"),
            slots=MappingProxyType({"what": "order"}),
        ),
        Phrasing(
            intent="something_to_eat",
            zh=("我(饿了|有点饿|肚子饿了)", "我想吃点(东西|什么|零食)"),
            en=("i'm [so|very] hungry", "i (want|would like) something to eat"),
            slots=MappingProxyType({"what": "order"}),
        ),
        Phrasing(
            intent="go_out",
            zh=(
                "(带我|陪我|推我|扶我)(出去走走|出去转转|下楼走走|下楼转转|出去晒晒太阳)[吧]",
                "我想出去(走走|转转|透透气)",
            ),
            en=(
                "[please] (take me|wheel me) (out|outside|into the garden|round the garden)",
                "i (want|would like) (to go out|to go for a walk|some fresh air)",
            ),
            slots=MappingProxyType({"what": "order"}),
        ),
        Phrasing(
            intent="mishap",
            zh=(
                "[我](把)(水|茶|饭|汤|东西)(弄洒了|打翻了|弄撒了|洒了)",
                "[我的|我那](东西|毯子|被子)掉(地上|地下)了",
                "[我](够不着|够不到)[了]",
            ),
            en=(
                "i've (spilled|spilt|knocked over) (it|my tea|my water|something)",
                "i've dropped (it|something|my blanket)",
                "i can't reach (it|that)",
            ),
            slots=MappingProxyType({"what": "order"}),
        ),
        Phrasing(
            intent="change_channel",
            zh=("[请|给我|你](换个台|换台|换一个台|调个台|换个频道|换频道)[吧]",),
            en=(
                "[please] (change the channel|turn it over|turn over|change channels|change it over)",
                "[please] (turn it over to|put on|turn over to|switch to|put) the other (side|channel|programme) [on]",
            ),
            slots=MappingProxyType({"what": "order"}),
        ),
    )

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Say that it cannot, and offer the carers."""
        wish = _WISHES.get(goal.parameter("what"), _WISHES["order"])
        return (yield from passing_on.pass_on(goal, knowledge, wish.cannot, wish.offer, wish.for_carers))
