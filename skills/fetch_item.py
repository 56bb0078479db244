"""Fetch an item: says what it will do, takes the thing from its place, brings it, and hands it over.

Whatever fails is said in words, and a thing that could not be handed over is put back or named as still held.
"""

from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import ClassVar, Final

from carebot.core.actions import Action, Approach, Handover, MoveTo, Pick, PutDown
from carebot.core.goals import Goal, Plan, SafeEnd
from carebot.core.home import Home, HouseholdObject
from carebot.core.intents import Form, Phrasing
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from skills._passing_on import called_thing, pass_on
from skills._places import with_article
from skills._talking import (
    ANSWER_TIME,
    Steps,
    addressed,
    asked_aloud,
    concerning,
    explain,
    explain_and_offer_carer,
    listed,
    said_no,
    said_yes,
)
from skills._thing_forms import FETCH, SAYINGS
from skills.base import DONE, FAILED, Knowledge, Skill, conclude, conclude_from, ends_when_stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How near the robot comes to hand something over, and how many things it names or asks about when not sure."""

    stop_at_m: float = 0.7
    names_at_most: int = 4
    medicines_at_most: int = 2


_DEFAULTS: Final = Options()
_WATER: Final = "water"
_MEDICINE: Final = "medicine"
_WHAT: Final = Text(zh="您要我拿什么？", en="What shall I bring?")
_SHALL_A_CARER: Final = Text(zh="要我请护理员给您拿吗？", en="Shall I ask a carer to bring it?")
_TO_WHOM: Final = Text(zh="对不起，我不知道该拿给谁。", en="I'm sorry, I do not know who it is for.")
_HERE_YOU_ARE: Final = Text(zh="请您拿好。", en="Here you are.")
_NOT_TAKEN: Final = frozenset({Result.TIMED_OUT, Result.EXECUTION, Result.POSTCONDITION})
_Hindrance = tuple[Outcome, Action]


class FetchItem(Skill):
    """Brings a thing of the house to a resident. Parameters: `object` or `need`; `resident` when it is for another.

    What is only `called` something, the house does not know: a carer is offered. Where it is of the `kind` medicine, it
    is asked about first: words for medicines sound alike, and none is brought in place of another unasked.
    """

    title: ClassVar[Text] = Text(zh="拿东西", en="Fetch an item")
    description: ClassVar[Text] = Text(
        zh="把家里的一样东西拿来，递到老人手里。", en="Brings a thing of the house and hands it to the resident."
    )
    stale_after: ClassVar[timedelta] = timedelta(minutes=10)
    safe_end: ClassVar[SafeEnd] = SafeEnd.HOLD_ON
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = (
        (("object", "cup_of_water"),),
        (("need", _WATER),),
        (("called", "毛衣"),),
        (("called", "cardigan"),),
        (("called", "药水"), ("kind", _MEDICINE)),
        (),
    )
    forms: ClassVar[tuple[Form, ...]] = FETCH
    sayings: ClassVar[tuple[Phrasing, ...]] = SAYINGS
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent="fetch_item",
            zh=(
                "[请|麻烦你](帮我|给我)(拿|取|端|递)[一下|个|副]{object}",
                "(帮我|给我)(拿|取|端)[个|副]{object}(来|过来)",
                "[请|麻烦你|你]把[我的]{object}(拿|递|端|取)(给我|过来|来)",
                "我(要|想要|想用){object}",
                "[去|来](拿|取){object}[来|过来|给我]",
                "[请]给{resident}(拿|取|端|递){object}",
                "[请]把{object}(拿|递|端|送)给{resident}",
            ),
            en=(
                "[please] (bring|get|fetch|hand|pass|give) me [the|my|a] {object} [please]",
                "(can|could|would|will) you [please] (bring|get|fetch|hand) me [the|my|a] {object}",
                "(i want|i need|i would like|i'd like) [the|my|a] {object} [please]",
                "(the|my) {object} please",
                "[please] (bring|take|give) {resident} [the|a|his|her] {object}",
                "[please] (bring|take|give) [the|a] {object} to {resident}",
            ),
        ),
        Phrasing(
            intent="fetch_water",
            zh=(
                "我[想|要|有点](喝水|喝点水|喝点儿水|喝口水|口渴|渴了|渴)",
                "我[好|很|真|太|有点儿|可]渴[了|啊]",
                "[请|麻烦你](给我|帮我)(倒|拿|端)[一](杯水|点水|点儿水|口水)",
                "(倒|拿|端|来)[一]杯(水|温水|白开水|凉白开|温开水)[来|过来|给我]",
                "(给我|帮我)(倒|拿|端)[一]杯(温水|白开水|凉白开|温开水|水)[来|喝]",
                "(给我|帮我)(来|接|弄)[一]杯(温水|白开水|凉白开|温开水|水)[来|喝]",
                "(给我|帮我)(来|弄|倒)[点|一点|口](喝的|水喝|水)",
                "[我](口渴|口渴了|口干|嗓子干|嘴干|嗓子冒烟了|口干舌燥|渴死了|渴得慌)",
                "我想喝(点|点儿)(水|温水|喝的|东西)",
            ),
            en=(
                "(i am|i'm) [so|very|really|rather|ever so] (thirsty|parched)",
                "my (mouth|throat|lips) (is|are) [so|very] dry",
                "(i want|i need|i would like|i'd like) (something|a drop|a sip) to drink",
                "(can|could|may) i have (something to drink|a drink|a sip of water)",
                "[please] (bring|get|fetch|give) me (a drink|something to drink|a sip of water)",
                "(i want|i need|i would like|i'd like) (some|a glass of|a drink of) water [please]",
                "[please] (bring|get|fetch|give) me (some|a glass of|a drink of) water [please]",
                "(can|could) i have (some|a glass of) water [please]",
                "(some|a glass of|a drink of) water please",
            ),
            slots=MappingProxyType({"need": _WATER}),
        ),
    )

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._options = options

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Find out what and for whom; then fetch it, and bring it."""
        knowledge = concerning(knowledge, goal.parameter("resident"))
        called = bool(goal.parameter("called"))
        thing = yield from (self._medicine_meant if called else self._thing_meant)(goal, knowledge)
        if thing is None and called:
            return (yield from _not_here(goal, knowledge))
        if thing is None:
            return conclude(FAILED, "不知道要拿的是什么。", "It is not known what to fetch.")
        if knowledge.resident is None:
            yield knowledge.say(_TO_WHOM)
            return conclude(FAILED, "不知道该拿给谁。", "It is not known whom to bring it to.")
        if knowledge.holding != thing.id:
            obstacle = yield from _fetch(goal, thing, knowledge)
            if obstacle is not None:
                return conclude_from(*obstacle)
        return (yield from self._bring(goal, thing, knowledge))

    def _thing_meant(self, goal: Goal, knowledge: Knowledge) -> Steps[HouseholdObject | None]:
        """What is wanted; asks once when the goal does not say, and names what there is when it is unknown."""
        home = knowledge.house.home
        word, need = goal.parameter("object"), goal.parameter("need")
        if not word and not need:
            answer = yield knowledge.ask(addressed(knowledge, _WHAT), ANSWER_TIME)
            slots = answer.answer.slots if answer.answer else {}
            word, need = slots.get("object", ""), slots.get("need", "")
        thing = _thing(word, need, home)
        if thing is None:
            yield knowledge.say(_unknown(word, need))
            yield knowledge.say(self._offer(home))
        return thing

    def _medicine_meant(self, goal: Goal, knowledge: Knowledge) -> Steps[HouseholdObject | None]:
        """The medicine of the house that she says she meant by the words for another; None for no such thing."""
        if goal.parameter("kind") != _MEDICINE or not asked_aloud(goal):
            return None
        medicines = [thing for thing in knowledge.house.home.objects if thing.medicine]
        for thing in medicines[: self._options.medicines_at_most]:
            name = with_article(thing.name)
            question = Text(zh=f"您要的是{name.zh}吗？", en=f"Is it {name.en} that you want?")
            answer = yield knowledge.ask(addressed(knowledge, question), ANSWER_TIME)
            if said_yes(answer):
                return thing
            if not said_no(answer):
                break
        return None

    def _offer(self, home: Home) -> Text:
        names = [with_article(thing.name) for thing in home.objects if not (thing.medicine or thing.sharp)]
        if not names:
            return Text(zh="现在没有我能拿的东西。", en="There is nothing here that I can bring.")
        some = listed(names[: self._options.names_at_most])
        return Text(zh=f"我能拿的有{some.zh}。", en=f"I can bring {some.en}.")

    def _bring(self, goal: Goal, thing: HouseholdObject, knowledge: Knowledge) -> Plan:
        name = with_article(thing.name)
        yield knowledge.say(
            addressed(
                knowledge, Text(zh=f"{name.zh}拿到了，我给您送过来。", en=f"I have {name.en} and am coming to you.")
            )
        )
        approach = Approach(
            person=knowledge.resident_id(), stop_at_m=self._options.stop_at_m, last_seen=knowledge.last_seen
        )
        came = yield approach
        if not came.succeeded:
            yield from explain(knowledge, came, Text(zh="走到您身边", en="come to your side"))
            yield from _put_back(thing, knowledge)
            return conclude_from(came, approach)
        yield knowledge.say(Text(zh=f"{name.zh}来了，请您接一下。", en=f"I have {name.en} for you. Please take hold."))
        given, handover = yield from _hand_over(thing, knowledge)
        if not given.succeeded:
            wish = Text(zh=f"把{name.zh}递给您", en=f"hand you {name.en}")
            yield from explain_and_offer_carer(goal, knowledge, given, wish, _for_carers(name))
            yield from _put_back(thing, knowledge)
            return conclude_from(given, handover)
        yield knowledge.say(_HERE_YOU_ARE)
        return conclude(DONE, f"{name.zh}已交到老人手里。", f"The resident has {name.en}.")


def _hand_over(thing: HouseholdObject, knowledge: Knowledge) -> Steps[_Hindrance]:
    """Offer the thing; a second time when she did not take it and says that she wants it."""
    handover = Handover(object=thing.id, to=knowledge.resident_id())
    given = yield handover
    if given.result in _NOT_TAKEN:
        name = with_article(thing.name)
        question = Text(zh=f"您还要{name.zh}吗？", en=f"Do you still want {name.en}?")
        if said_yes((yield knowledge.ask(question, ANSWER_TIME))):
            given = yield handover
    return given, handover


def _thing(object_id: str, need: str, home: Home) -> HouseholdObject | None:
    """The named object, or the first that meets the need by its English name ("cup of water")."""
    if object_id or not need:
        return home.object(object_id)
    return next((thing for thing in home.objects if need in thing.name.en.lower().split()), None)


def _unknown(word: str, need: str) -> Text:
    if word:
        return Text(zh=f"对不起，我不知道“{word}”放在哪儿。", en=f"I'm sorry, I do not know where “{word}” is kept.")
    if need == _WATER:
        return Text(zh="对不起，我不知道水放在哪儿。", en="I'm sorry, I do not know where the water is kept.")
    return Text(zh="对不起，我没听清您要什么。", en="I'm sorry, I did not catch what you want.")


def _fetch(goal: Goal, thing: HouseholdObject, knowledge: Knowledge) -> Steps[_Hindrance | None]:
    """Go and take the thing, with free hands; what stood in the way, or None."""
    if knowledge.holding:
        hindrance = yield from _free_hands(knowledge)
        if hindrance is not None:
            return hindrance
    name = with_article(thing.name)
    yield knowledge.say(addressed(knowledge, Text(zh=f"我去拿{name.zh}。", en=f"I will get {name.en}.")))
    wish = Text(zh=f"把{name.zh}拿过来", en=f"bring {name.en}")
    for action in (MoveTo(place=thing.place), Pick(object=thing.id)):
        outcome = yield action
        if not outcome.succeeded:
            yield from explain_and_offer_carer(goal, knowledge, outcome, wish, _for_carers(name))
            return outcome, action
    return None


def _not_here(goal: Goal, knowledge: Knowledge) -> Plan:
    """What the home does not have in its list is a person's to bring: a cardigan, a cup of tea with milk."""
    name = called_thing(goal.parameter("called"))
    cannot = Text(zh=f"对不起，{name.zh}我拿不了。", en=f"I'm sorry, I cannot bring {name.en} myself.")
    for_carers = Text(zh=f"想要{name.zh}", en=f"would like {name.en}")
    return (yield from pass_on(goal, knowledge, cannot, _SHALL_A_CARER, for_carers))


def _for_carers(name: Text) -> Text:
    return Text(zh=f"想要{name.zh}，需要人帮忙拿", en=f"would like {name.en}, which the robot could not bring")


def _free_hands(knowledge: Knowledge) -> Steps[_Hindrance | None]:
    """Put back what is still held from before."""
    held = knowledge.house.home.object(knowledge.holding)
    if held is None:
        return None
    yield knowledge.say(
        Text(zh=f"我先把{held.name.zh}放回去。", en=f"First I will put back {with_article(held.name).en}.")
    )
    outcome, action = yield from _put_away(held)
    if outcome.succeeded:
        return None
    yield from explain(knowledge, outcome, Text(zh=f"放下{held.name.zh}", en=f"put down {with_article(held.name).en}"))
    return outcome, action


def _put_away(thing: HouseholdObject) -> Steps[_Hindrance]:
    move, put = MoveTo(place=thing.place), PutDown(object=thing.id)
    outcome = yield move
    if not outcome.succeeded:
        return outcome, move
    outcome = yield put
    return outcome, put


def _put_back(thing: HouseholdObject, knowledge: Knowledge) -> Steps[None]:
    """Return what could not be handed over to its place, or say that it is still held."""
    name = with_article(thing.name)
    yield knowledge.say(Text(zh=f"我先把{name.zh}放回去。", en=f"I will put {name.en} back for now."))
    outcome, _ = yield from _put_away(thing)
    if not outcome.succeeded:
        yield knowledge.say(Text(zh=f"{name.zh}还在我手上。", en=f"I am still holding {name.en}."))
