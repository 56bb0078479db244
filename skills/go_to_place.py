"""Go to a place: to a named place or room, or to whoever calls. It says where it goes and why it cannot."""

from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import ClassVar, Final

from carebot.core.actions import Approach, MoveTo
from carebot.core.goals import Goal, Plan
from carebot.core.intents import Form, Phrasing
from carebot.core.language import Text
from skills._places import Destination, destination, going_to, not_there
from skills._talking import asked_aloud, explain
from skills._walking_forms import GO
from skills.base import DONE, FAILED, Knowledge, Skill, conclude, conclude_from, ends_when_stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How near the robot comes to whoever calls it."""

    stop_at_m: float = 1.0


_DEFAULTS: Final = Options()
_COMING: Final = Text(zh="好的，我过来了。", en="All right, I am coming.")
_GO_AWAY: Final = "go_away"
_AWAY: Final = Text(zh="好的，我这就让开。", en="All right, I will get out of your way.")
_HERE: Final = Text(zh="我到了。", en="I am here.")
_WHO_CALLS: Final = Text(zh="对不起，我不知道是谁叫我。", en="I'm sorry, I do not know who is calling me.")
_WHERE: Final = Text(zh="您要我去哪儿？请再说一遍。", en="Where shall I go? Please say it again.")
_COME: Final = Text(zh="到您身边去", en="come to your side")


class GoToPlace(Skill):
    """Drives to a place. Parameters: `place` or `room`, or `to` = "me" for whoever calls."""

    title: ClassVar[Text] = Text(zh="去一个地方", en="Go to a place")
    description: ClassVar[Text] = Text(
        zh="到指定的地方或房间去，或者到叫它的人身边来。",
        en="Goes to a named place or room, or comes to whoever calls.",
    )
    stale_after: ClassVar[timedelta] = timedelta(minutes=5)
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = (
        (("place", "kitchen_table"),),
        (("room", "kitchen"),),
        (("to", "me"),),
    )
    forms: ClassVar[tuple[Form, ...]] = GO
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent="go_to_place",
            zh=("[请|麻烦你][你](去|到|上|回)({place}|{room})[去|吧]",),
            en=(
                "[please] (go|drive|move) [back] to [the|my] ({place}|{room}) [please]",
                "[please] go [into] ({place}|{room})",
            ),
        ),
        Phrasing(
            intent="come_here",
            zh=(
                "[请|麻烦你|你](过来|来这儿|过来一下|来一下|到我这儿来|到我跟前来|来我这儿|到这儿来)[吧]",
                "[你]在哪儿呢[过来吧]",
                "[请|你|再](走近|靠近|离我近|过来|近)(点|点儿|一点)",
                "[你](往|朝)我这边(来|走|靠)(点|点儿|一点)",
            ),
            en=(
                "[please] come [over] [here|to me] [please]",
                "(can|could) you come [over] [here|to me] [please]",
                "[please] (come|move) [a bit|a little] (closer|nearer) [to me|please]",
            ),
            slots=MappingProxyType({"to": "me"}),
        ),
        Phrasing(
            intent=_GO_AWAY,
            zh=(
                "[请|你](走开|走开吧|出去|出去吧|离我远点|离我远一点|一边儿去|一边去|走远点|走远点儿)",
                "[请|你|都](给我)(走开|出去)",
                "[那|好了|行了](你|您)[先|快]走(吧|开|你的吧)",
                "[你](先)(一边待着去|一边儿待着去|一边呆着去|靠边|靠边站|边上待着去)",
                "[你](起开|躲开|让开|让一让|让一下|让让|挪开|挪一挪|往边上站站|往旁边让让|躲远点|让条道)",
                "[你]别(挡道|挡着道|挡我道|挡路|挡着我|挡着我了|碍事|挡着电视|挡我看电视)",
            ),
            en=(
                "[please|just|you] go away [please|for now]",
                "[please] leave (me|the room|us)",
                "get (lost|out|out of here|out of the way|out of my way)",
                "(you're|you are) in (my|the) way",
                "[please] (shift|budge|move|shove|shift yourself) (over|out of the way|aside|up|along)",
                "[please] (step aside|stand aside|mind out|make way|let me pass|let me by|let me through)",
            ),
            slots=MappingProxyType({"place": "dock"}),
        ),
        Phrasing(
            intent="go_and_charge",
            zh=("[请|你](回去吧|回去充电|回去充电吧|去充电|去充电吧|先回去吧)",),
            en=("[please] go (charge|and charge|back to your dock|home)",),
            slots=MappingProxyType({"place": "dock"}),
        ),
    )

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._options = options

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Say where to, and go."""
        if goal.parameter("to") == "me":
            return (yield from self._come(knowledge))
        there = destination(goal, knowledge.house.home)
        if there is None:
            yield knowledge.say(not_there(goal, knowledge.house.home, _WHERE))
            return conclude(FAILED, "不知道要去哪儿。", "It is not known where to go.")
        return (yield from _go(goal, there, knowledge))

    def _come(self, knowledge: Knowledge) -> Plan:
        if knowledge.resident is None:
            yield knowledge.say(_WHO_CALLS)
            return conclude(FAILED, "不知道是谁在叫。", "It is not known who called.")
        yield knowledge.say(_COMING)
        approach = Approach(
            person=knowledge.resident_id(), stop_at_m=self._options.stop_at_m, last_seen=knowledge.last_seen
        )
        outcome = yield approach
        if not outcome.succeeded:
            yield from explain(knowledge, outcome, _COME)
            return conclude_from(outcome, approach)
        yield knowledge.say(_HERE)
        return conclude(DONE, "到老人身边了。", "It is beside the resident.")


def _go(goal: Goal, there: Destination, knowledge: Knowledge) -> Plan:
    """Drive there. What nobody asked for is done without a word, unless it fails for somebody who waits."""
    going = going_to(there.name)
    if asked_aloud(goal):
        out_of_the_way = goal.parameter("intent") == _GO_AWAY
        yield knowledge.say(
            _AWAY if out_of_the_way else Text(zh=f"好的，我{going.zh}。", en=f"All right, I will {going.en}.")
        )
    move = MoveTo(place=there.place)
    outcome = yield move
    if not outcome.succeeded:
        if asked_aloud(goal):
            yield from explain(knowledge, outcome, going)
        return conclude_from(outcome, move)
    return conclude(DONE, f"到了：{there.name.zh}。", f"Arrived: {there.name.en}.")
