"""Escort: leads a resident to a place at her pace, once she has said that she is ready.

Her no ends it, silence is no, and the robot neither holds nor hurries anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import ClassVar, Final

from carebot.core.actions import Approach, Escort, Wait
from carebot.core.goals import Goal, Plan, Priority
from carebot.core.home import RoomKind
from carebot.core.intents import STOP, YES, Form, Phrasing
from carebot.core.language import Text
from carebot.core.people import RequesterKind
from skills._places import Destination, destination, destination_of_kind, direction, not_there
from skills._talking import (
    ANSWER_TIME,
    Steps,
    addressed,
    concerning,
    explain,
    explain_and_offer_carer,
    said_yes,
)
from skills._walking_forms import ESCORT
from skills.base import (
    CANCELLED,
    DONE,
    FAILED,
    FINE,
    NOT_NOW,
    QUIET,
    Finding,
    Knowledge,
    Skill,
    conclude,
    conclude_from,
    ends_when_stopped,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How near the robot comes, its pace, and how often it asks and how long it waits for her to be ready."""

    stop_at_m: float = 1.0
    speed_mps: float = 0.3
    patience: timedelta = timedelta(seconds=20)
    questions: int = 3


_DEFAULTS: Final = Options()
_NEEDS: Final[Mapping[str, RoomKind]] = MappingProxyType({"toilet": RoomKind.BATHROOM, "bed": RoomKind.BEDROOM})
_WHERE: Final = Text(zh="您想去哪儿？请再说一遍。", en="Where do you want to go? Please say it again.")
_WHOM: Final = Text(zh="对不起，我不知道要陪谁去。", en="I'm sorry, I do not know who wants to come with me.")
_READY: Final = Text(zh="您准备好了吗？", en="Are you ready?")
_NO_HURRY: Final = Text(zh="不着急，您慢慢来。", en="There is no hurry. Take your time.")
_NOT_GOING: Final = Text(zh="好的，那我们不去。", en="All right, then we will not go.")
_ANOTHER_TIME: Final = Text(zh="那我们过一会儿再去。", en="Then let us go a little later.")
_FOLLOW: Final = Text(zh="我在前面慢慢走，您跟着我。", en="I will go slowly ahead. Please follow me.")


class EscortToPlace(Skill):
    """Accompanies a walking resident. Parameters: `place` or `room`, or `need` ("toilet", "bed"); `resident`."""

    title: ClassVar[Text] = Text(zh="陪着走", en="Escort")
    description: ClassVar[Text] = Text(
        zh="问过老人再动身，在前面慢慢带路，老人落后了就等。",
        en="Asks first, then leads the way at the resident's pace and waits when she or he falls behind.",
    )
    priority: ClassVar[Priority] = Priority.CARE
    stale_after: ClassVar[timedelta] = timedelta(minutes=1)
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = (
        (("place", "living_room_seat"),),
        (("room", "kitchen"),),
        (("need", "toilet"),),
    )
    forms: ClassVar[tuple[Form, ...]] = ESCORT
    sayings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent="escort_to_toilet",
            zh=("憋得慌，得赶紧去", "我内急", "快憋不住了", "想起来解个手，自己去不了", "要拉肚子了，快着点"),
            en=(
                "i've got to spend a penny",
                "i'm bursting",
                "nature calls",
                "i need to powder my nose",
                "i can't hold it much longer",
            ),
            slots=MappingProxyType({"need": "toilet"}),
        ),
        Phrasing(
            intent="escort_to_bed",
            zh=("眼皮直打架，该歇了", "乏得坐不住了，想躺下", "困得不行了，回床上去", "坐累了，腰撑不住，躺会儿去"),
            en=(
                "i can hardly keep my eyes open",
                "i'm ready for my bed",
                "i'm dead on my feet",
                "i think i'd better lie down for a bit",
                "it's past my bedtime",
            ),
            slots=MappingProxyType({"need": "bed"}),
        ),
    )
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent="escort",
            zh=(
                "[请|你](带|陪|领)我(去|到|回)({place}|{room})[去|吧]",
                "[请|你](带|陪|送){resident}(去|到|回)({place}|{room})",
                "我(想|要)(去|回)({place}|{room})",
            ),
            en=(
                "[please] (take|walk|bring|accompany) me [back] to [the|my] ({place}|{room})",
                "(can|could|will) you (take|walk|accompany) me [back] to [the|my] ({place}|{room})",
                "[please] (take|walk|accompany) {resident} [back] to [the] ({place}|{room})",
                "(i want|i need|i would like|i'd like) to go [back] to [the|my] ({place}|{room})",
                "(come|walk) with me to [the|my] ({place}|{room})",
            ),
        ),
        Phrasing(
            intent="escort_to_toilet",
            zh=(
                "[请|你](带|陪|领)我(去|上)(厕所|洗手间|茅房)",
                "[我](想|要)(上|去)(厕所|洗手间|茅房)",
                "(上|去)(厕所|洗手间|茅房)",
                "我(想|要)(方便|解手|尿尿)",
            ),
            en=(
                "[please] (take|walk) me to the (toilet|loo|restroom)",
                "i (need|want|have) [to go] to [use] the (toilet|loo|restroom)",
            ),
            slots=MappingProxyType({"need": "toilet"}),
        ),
        Phrasing(
            intent="escort_to_bed",
            zh=(
                "[请|你](带|陪|送)我(回屋|回房|回房间|去睡觉|上床)",
                "我(想|要)(回屋|回房|回房间|睡觉|去睡觉|上床|躺一会儿)",
            ),
            en=(
                "[please] (take|walk) me to (bed|my bed)",
                "(i want|i need|i would like|i'd like) to (go to bed|lie down|sleep)",
            ),
            slots=MappingProxyType({"need": "bed"}),
        ),
    )

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._options = options

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Offer, come, ask whether she is ready, lead, and say when they are there."""
        knowledge = concerning(knowledge, goal.parameter("resident"))
        there = _destination(goal, knowledge)
        if there is None:
            yield knowledge.say(not_there(goal, knowledge.house.home, _WHERE))
            return conclude(FAILED, "不知道要去哪儿。", "It is not known where to go.")
        if knowledge.resident is None:
            yield knowledge.say(_WHOM)
            return conclude(FAILED, "不知道要陪谁。", "It is not known whom to accompany.")
        if not (yield from _agreed(goal, there, knowledge)):
            yield knowledge.say(_NOT_GOING)
            return conclude(CANCELLED, "老人不想去。", "The resident did not want to go.", Finding.REFUSED)
        return (yield from self._accompany(goal, there, knowledge))

    def _accompany(self, goal: Goal, there: Destination, knowledge: Knowledge) -> Plan:
        approach = Approach(
            person=knowledge.resident_id(), stop_at_m=self._options.stop_at_m, last_seen=knowledge.last_seen
        )
        came = yield approach
        if not came.succeeded:
            yield from explain(knowledge, came, Text(zh="走到您身边", en="come to your side"))
            return conclude_from(came, approach)
        if (finding := (yield from self._wait_until_ready(knowledge))) is not Finding.WELL:
            yield knowledge.say(_NOT_GOING if finding is Finding.REFUSED else _ANOTHER_TIME)
            return conclude(CANCELLED, "老人没有准备好动身。", "The resident was not ready to go.", finding)
        yield knowledge.say(_FOLLOW)
        escort = Escort(person=knowledge.resident_id(), place=there.place, speed_mps=self._options.speed_mps)
        led = yield escort
        if not led.succeeded:
            way = direction(there.name)
            wish = Text(zh=f"陪您{way.zh}", en=f"walk with you {way.en}")
            for_carers = Text(zh=f"想{way.zh}，需要人陪", en=f"wants to go {way.en} and needs somebody's company")
            yield from explain_and_offer_carer(goal, knowledge, led, wish, for_carers)
            return conclude_from(led, escort)
        yield knowledge.say(addressed(knowledge, Text(zh="我们到了。", en="We are there.")))
        return conclude(DONE, f"陪到了：{there.name.zh}。", f"Accompanied: {there.name.en}.")

    def _wait_until_ready(self, knowledge: Knowledge) -> Steps[Finding]:
        """Ask until she is ready, a few times: WELL when she is, REFUSED or NO_ANSWER when she is not."""
        for turn in range(self._options.questions):
            if turn:
                yield knowledge.say(_NO_HURRY)
                yield Wait(duration=self._options.patience)
            answer = yield knowledge.ask(_READY, ANSWER_TIME)
            intent = answer.answer.name if answer.answer else ""
            if intent in {YES, FINE}:
                return Finding.WELL
            if intent in {STOP, QUIET, NOT_NOW}:
                return Finding.NO_ANSWER if intent == NOT_NOW else Finding.REFUSED
        return Finding.NO_ANSWER


def _destination(goal: Goal, knowledge: Knowledge) -> Destination | None:
    home, kind = knowledge.house.home, _NEEDS.get(goal.parameter("need"))
    return destination_of_kind(home, kind, knowledge.resident) if kind else destination(goal, home)


def _agreed(goal: Goal, there: Destination, knowledge: Knowledge) -> Steps[bool]:
    """Whether she wants to go: her own wish is taken as it is, anybody else's is a question to her."""
    way = direction(there.name)
    if goal.requested_by.kind is RequesterKind.RESIDENT and goal.requested_by.id in {"", knowledge.resident_id()}:
        yield knowledge.say(
            addressed(
                knowledge,
                Text(zh=f"我过来陪您{way.zh}。", en=f"I will come and walk with you {way.en}."),
            )
        )
        return True
    offer = Text(zh=f"我过来陪您{way.zh}，好吗？", en=f"Shall I come and walk with you {way.en}?")
    return said_yes((yield knowledge.ask(addressed(knowledge, offer), ANSWER_TIME)))
