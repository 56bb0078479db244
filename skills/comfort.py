"""Comfort: stays with whoever is afraid, moans, complains or does not know where she is, and offers her a person.

Nothing is explained away and nobody is set right: what she feels is so.
"""

from types import MappingProxyType
from typing import ClassVar, Final

from carebot.core.actions import AlarmLevel
from carebot.core.goals import Goal, Plan, Priority, Resource, SafeEnd
from carebot.core.intents import Form, Phrasing
from carebot.core.language import Text
from carebot.core.outcomes import Outcome
from skills._complaint_sayings import COMPLAIN, SAYINGS
from skills._talking import (
    ANSWER_TIME,
    Steps,
    addressed,
    asked_aloud,
    call_and_say,
    call_result,
    level_of_call,
    name_for_carers,
    nothing_heard,
    notify,
    said_no,
    said_yes,
    wants_a_person,
)
from skills.base import DONE, FAILED, FINE, Finding, Knowledge, Skill, conclude, conclude_from, ends_when_stopped

_WITH_YOU: Final = Text(zh="我在这儿陪着您。", en="I am here with you.")
_SHALL_I: Final = Text(zh="要我叫个人过来吗？", en="Shall I call somebody to you?")
_AS_YOU_LIKE: Final = Text(zh="好的，听您的。", en="All right, as you wish.")
_WHERE_IT_HURTS: Final = Text(zh="您怎么了？要我叫人吗？", en="What is it? Shall I call somebody?")
_SHALL_A_CARER: Final = Text(
    zh="您受累了。要我请护理员来看看吗？", en="I'm sorry to hear that. Shall I ask a carer to come?"
)
_QUOTED_AT_MOST: Final = 60
_GLAD: Final = Text(zh="那就好，我在这儿呢。", en="That is good. I am here.")
_AT_HOME: Final = Text(zh="您在自己住的地方。", en="You are in the place where you live.")
_SAFE: Final = Text(zh="这儿很安全。", en="You are safe here.")
_AFRAID: Final = Text(zh="说害怕，想有人过去陪着", en="is afraid and would like somebody there")
_MOANED: Final = Text(zh="好像不舒服，请过去看看", en="seems to be in discomfort. Please go and see")
_MOANED_SILENT: Final = Text(zh="呻吟了一声，问了没有回答，请去看看", en="moaned and did not answer. Please look in")
_LOST: Final = Text(
    zh="说不认得这是哪儿，想有人过去陪着", en="does not know where she is and would like somebody there"
)


class Comfort(Skill):
    """Comforts. Parameter `topic`: `afraid`, `moan`, `complaint` or `place`; none counts as `afraid`."""

    title: ClassVar[Text] = Text(zh="安慰", en="Comfort")
    description: ClassVar[Text] = Text(
        zh="老人害怕、呻吟或不知道在哪儿时陪着她，问要不要叫人。",
        en="Stays with whoever is afraid, moans or does not know where she is, and offers a person.",
    )
    priority: ClassVar[Priority] = Priority.CARE
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    sayings: ClassVar[tuple[Phrasing, ...]] = SAYINGS
    by_meaning: ClassVar[frozenset[str]] = frozenset({"say_afraid", COMPLAIN})
    always: ClassVar[frozenset[str]] = by_meaning
    forms: ClassVar[tuple[Form, ...]] = (
        Form(
            intent="say_afraid",
            told=True,
            zh=(
                "我[又|总|老|好像|刚才](听见|听到|看见|看到|瞅见)[有|有个](人|脚步声|动静|声音|说话声|影子|黑影|敲门|敲门声)[{anything}]",
            ),
            en=(
                "i (keep|can|could|just|thought i) (hear|hearing|heard|see|seeing|saw)"
                " (footsteps|noises|a noise|voices|somebody|someone|a man|people|a strange noise|shadows) [{anything}]",
                "i (am|get|feel|was) [so|very|a bit|a little|really|rather]"
                " (scared|frightened|afraid|terrified|nervous) (of|about|when|at|in|on) {anything}",
                "i'm [so|very|a bit|a little|really|rather] (scared|frightened|afraid|terrified|nervous)"
                " [(of|about|when|at|in|on) {anything}]",
            ),
            slots=MappingProxyType({"topic": "afraid"}),
        ),
    )
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent="say_afraid",
            zh=(
                "我[一个人|自己|夜里|晚上|心里|有点|有点儿|好|很|真|就是](害怕|怕|怕得慌|怕黑|不踏实)[得很]",
                "(夜里|晚上)我[一个人](害怕|怕)",
                "(天一黑我就心慌|一到晚上我心里就发慌|我夜里不敢关灯|我不敢一个人睡|我不敢一个人待着|我心里直打鼓)",
                "(我老觉得有人盯着我|我怕打雷|一打雷我就害怕|我怕有人进来|我做噩梦了|你别走我害怕)",
                "(吓死我了|吓着我了|我吓着了|吓我一跳|吓坏我了)",
                "(屋里|外头|外面|窗户外头|门口|窗外|房里|床底下)(有人|好像有人|有个人|有坏人|有小偷|有动静|有声音)",
            ),
            en=(
                "(i'm|i am|i feel|i get) [so|very|a bit|rather] (frightened|scared|afraid|nervous|anxious) [at night]",
                "(i go to pieces when it gets dark|i don't like being on my own at night|i daren't sleep with the"
                " light off)",
                "(i keep thinking somebody will get in|i feel all of a tremble|my nerves are bad|i had a nightmare)",
                "(don't leave me i'm frightened|i'm frightened of the thunder|i don't like the thunder|the dark"
                " frightens me|i dread the night)",
                "(you frightened me|it frightened me|that gave me a fright|i've had a fright|i don't feel safe)",
                "(there's|there is) (someone|somebody|a man|a stranger) (at the window|at the door|outside)",
                "(i think there's|i think there is) (someone|somebody) (at the window|at the door|outside)",
                "(i think there's|i think there is) (a man|a stranger) (at the window|at the door|outside)",
                "(there's|there is) (someone|somebody) (in the room|in the house|in here|under the bed)",
                "(there's|there is) (a man|a stranger) (in the room|in the house|in here|under the bed)",
                "(i think there's|i think there is) (someone|somebody) (in the room|in the house)",
                "(i think there's|i think there is) (someone|somebody) (in here|under the bed)",
                "(i think there's|i think there is) (a man|a stranger) (in the room|in the house)",
                "(i think there's|i think there is) (a man|a stranger) (in here|under the bed)",
            ),
            slots=MappingProxyType({"topic": "afraid"}),
        ),
        Phrasing(
            intent="moan",
            zh=("(哎哟|哎呦|哎哟哟|哎呦呦|哎哟喂|唉哟|哎哟哎哟|哎呦哎呦|哎哟我的妈呀|哎哟妈呀|哎呀妈呀|哼哼)[啊]",),
            en=("(ow|ouch|oof|ow ow|ouch ouch|oh dear oh dear|oh dear me)",),
            slots=MappingProxyType({"topic": "moan"}),
        ),
        Phrasing(
            intent=COMPLAIN,
            zh=("我(睡不好|睡不着|没睡好|一夜没睡|没胃口|吃不下|没精神)[觉][了]",),
            en=(
                "i (can't|couldn't|didn't) sleep [a wink] [last night|at all]",
                "i (slept badly|have no appetite|feel worn out)",
            ),
            slots=MappingProxyType({"topic": "complaint"}),
        ),
        Phrasing(
            intent="ask_place",
            zh=(
                "[我|这|这儿|这里](是在|在|是)(哪儿|哪里|哪|什么地方|谁家)[呀]",
                "我(怎么|咋)(在这儿|到这儿来|上这儿来)[了|的]",
                "[我](不认得|不认识)(这屋|这儿|这里|这地方|这个地方|这个屋)",
                "这(不是我家|不是我的家|不是我屋|不是我的屋)",
                "我(迷路了|走丢了|糊涂了|找不着家了|找不到家了)",
            ),
            en=(
                "where am i",
                "(where|what place) is this [place]",
                "what (place is this|am i doing here)",
                "(how did i get here|why am i here)",
                "this (isn't|is not) my (house|home|room|bed)",
                "(i'm|i am) (lost|all confused|so confused|confused|all muddled)",
                "i don't (know|recognise) (where i am|this place|this room|this house)",
            ),
            slots=MappingProxyType({"topic": "place"}),
        ),
    )

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Words of comfort, and the offer of a person."""
        match goal.parameter("topic"):
            case "moan":
                return (yield from _ask_what_it_is(_WHERE_IT_HURTS, goal, knowledge))
            case "complaint":
                return (yield from _ask_what_it_is(_SHALL_A_CARER, goal, knowledge))
            case "place":
                words, carers_read = (*_place(knowledge), _WITH_YOU), _LOST
            case _:
                words, carers_read = (_WITH_YOU,), _AFRAID
        for text in words:
            say = knowledge.say(text)
            said = yield say
            if not said.succeeded:
                return conclude_from(said, say)
        if not asked_aloud(goal):
            return conclude(DONE, "安慰了老人。", "It comforted the resident.")
        answer = yield knowledge.ask(_SHALL_I, ANSWER_TIME)
        called = yield from _call_if_wanted(answer, carers_read, knowledge)
        return conclude(
            DONE, "安慰了老人。", "It comforted the resident.", Finding.NEEDS_HELP if called else Finding.NONE
        )


def _place(knowledge: Knowledge) -> tuple[Text, ...]:
    """Where she is, as far as it was seen."""
    room = knowledge.house.home.room_at(knowledge.last_seen) if knowledge.last_seen else None
    here = () if room is None else (Text(zh=f"这儿是{room.name.zh}。", en=f"This is the {room.name.en}."),)
    return (addressed(knowledge, _AT_HOME), *here, _SAFE)


def _ask_what_it_is(question: Text, goal: Goal, knowledge: Knowledge) -> Plan:
    """A moan may be a stiff knee or a stroke: it is asked about, and silence is told to the carers, softly."""
    answer = yield knowledge.ask(addressed(knowledge, question), ANSWER_TIME)
    fine = answer.answer is not None and answer.answer.name == FINE
    if nothing_heard(answer):
        who, what = name_for_carers(knowledge), _left_unanswered(goal, knowledge)
        text = Text(zh=f"{who.zh}{what.zh}。", en=f"{who.en} {what.en}.")
        if not (yield from notify(knowledge, text, AlarmLevel.LOW)):
            yield knowledge.say(call_result(called=False))
            return conclude(FAILED, "没有回答，也没能告诉护理员。", "No answer, and nobody was reached.")
        return conclude(DONE, "问了，没有回答，告诉了护理员。", "No answer; the carers were told.", Finding.NO_ANSWER)
    if fine or said_no(answer):
        yield knowledge.say(_GLAD)
        return conclude(DONE, "老人说没事。", "The resident says that all is well.", Finding.WELL)
    level = max(AlarmLevel.MEDIUM, level_of_call(answer))
    yield from call_and_say(knowledge, _told(answer, goal, knowledge), level)
    return conclude(DONE, "老人不舒服，叫了人。", "She felt unwell; people were called.", Finding.NEEDS_HELP)


def _left_unanswered(goal: Goal, knowledge: Knowledge) -> Text:
    """What carers read of whoever did not answer: that she moaned, or what she complained of."""
    return _of(knowledge.words) if _complains(goal, knowledge) else _MOANED_SILENT


def _complains(goal: Goal, knowledge: Knowledge) -> bool:
    return goal.parameter("topic") == "complaint" and bool(knowledge.words.strip())


def _of(words: str) -> Text:
    said = words.strip()[:_QUOTED_AT_MOST]
    return Text(zh=f"说：“{said}”，请过去看看", en=f"says “{said}”. Please go and see")


def _told(answer: Outcome, goal: Goal, knowledge: Knowledge) -> Text:
    """What carers read: what she said herself, where she said more than a yes."""
    if said_yes(answer) or not answer.answer_text.strip():
        return _of(knowledge.words) if _complains(goal, knowledge) else _MOANED
    return Text(
        zh=f"不舒服，说：“{answer.answer_text}”，请过去看看",
        en=f"is unwell and says “{answer.answer_text}”. Please go and see",
    )


def _call_if_wanted(answer: Outcome, carers_read: Text, knowledge: Knowledge) -> Steps[bool]:
    if said_yes(answer) or wants_a_person(answer):
        yield from call_and_say(knowledge, carers_read, max(AlarmLevel.MEDIUM, level_of_call(answer)))
        return True
    if said_no(answer):
        yield knowledge.say(_AS_YOU_LIKE)
    return False
