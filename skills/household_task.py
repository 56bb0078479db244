"""Household task: has the whole of it judged before its first step, then does one step after the other.

A refusal is given with its reason and what is possible instead; what this body cannot do is said as it is.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import ClassVar, Final

from carebot.core.actions import Action, Approach, Handover, Manipulate, MoveTo, Pick, PutDown, SetDevice
from carebot.core.goals import Goal, Plan, SafeEnd
from carebot.core.home import Home, HouseholdObject, Place
from carebot.core.household import Deed, DeedKind, Mention, Task
from carebot.core.intents import Phrasing
from carebot.core.language import Text
from carebot.core.outcomes import Result
from carebot.core.tasks import task_from_json, task_to_json
from skills._talking import explain, explain_and_offer_carer
from skills.base import DONE, FAILED, Knowledge, Skill, conclude, conclude_from, ends_when_stopped

_WHICH: Final = Text(
    zh="您要我做什么家务？比如：把书放到书架上。",
    en="Which task shall I do? For example: put the book on the shelf.",
)
_WISH: Final = Text(zh="做这件事", en="do that")
_BEGIN: Final = Text(zh="好的，我来做。", en="All right, I will do that.")
_DONE: Final = Text(zh="做好了。", en="It is done.")
_FOR_CARERS: Final = Text(zh="想请人帮忙做家务", en="would like help with a household task")
_EXAMPLE: Final = Task(
    deeds=(Deed(kind=DeedKind.CLEAN, things=(Mention(kind="plate", words="盘子"),)),), words="洗盘子"
)
_VALUES: Final = {DeedKind.SWITCH_ON: "on", DeedKind.SWITCH_OFF: "off"}


class HouseholdTask(Skill):
    """Does a household task. Parameter: `task`, as `carebot.core.tasks` writes it."""

    title: ClassVar[Text] = Text(zh="做家务", en="Household task")
    description: ClassVar[Text] = Text(
        zh="按老人说的做一件家务；不安全的，说明原因和替代办法。",
        en="Does a household task in the resident's words; of an unsafe one it says why not, and what instead.",
    )
    stale_after: ClassVar[timedelta] = timedelta()
    safe_end: ClassVar[SafeEnd] = SafeEnd.HOLD_ON
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = ((("task", task_to_json(_EXAMPLE)),), ())
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent="household_task",
            zh=("[请](帮我|给我)做[点|一点|些|一件]家务", "[请]帮我干[点|一点]活"),
            en=("[please] do (some|a bit of) housework", "[please] help me with the (housework|chores)"),
        ),
    )

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Ask whether the whole may be done; then do it, step by step."""
        task = task_from_json(goal.parameter("task"))
        if task is None or not (task.deeds or task.aims):
            yield knowledge.say(_WHICH)
            return conclude(FAILED, "没有说是什么家务。", "It was not said which task.")
        considered = Manipulate(task=task)
        allowed = yield considered
        if not allowed.succeeded:
            yield from explain(knowledge, allowed, _WISH)
            return conclude_from(allowed, considered)
        yield knowledge.say(_BEGIN)
        for step in range(len(task.deeds)):
            for action in _actions(task, step, knowledge):
                outcome = yield action
                if not outcome.succeeded:
                    if outcome.result is Result.REFUSED:
                        yield from explain(knowledge, outcome, _WISH)
                    else:
                        yield from explain_and_offer_carer(goal, knowledge, outcome, _WISH, _FOR_CARERS)
                    return conclude_from(outcome, action)
        yield knowledge.say(_DONE)
        return conclude(DONE, "家务做好了。", "The household task is done.")


def _actions(task: Task, step: int, knowledge: Knowledge) -> Iterator[Action]:
    """The actions that one step takes: those that the robot has for it, or the step as it stands."""
    deed, home = task.deeds[step], knowledge.house.home
    thing = _thing(deed, home)
    place = _place(deed, home)
    if deed.kind in _VALUES and len(deed.things) == 1 and deed.things[0].kind:
        yield SetDevice(device=deed.things[0].kind, value=_VALUES[deed.kind])
    elif deed.kind is DeedKind.PICK and thing is not None:
        yield MoveTo(place=thing.place)
        yield Pick(object=thing.id)
    elif deed.kind is DeedKind.PUT and thing is not None and place is not None:
        yield MoveTo(place=place.id)
        yield PutDown(object=thing.id)
    elif deed.kind is DeedKind.GIVE and thing is not None and knowledge.resident is not None:
        yield Approach(person=knowledge.resident.id, last_seen=knowledge.last_seen)
        yield Handover(object=thing.id, to=knowledge.resident.id)
    else:
        yield Manipulate(task=task, step=step)


def _thing(deed: Deed, home: Home) -> HouseholdObject | None:
    """The one thing of the house that the step is about."""
    if len(deed.things) != 1:
        return None
    return next((thing for thing in home.objects if _named(deed.things[0], thing.name)), None)


def _place(deed: Deed, home: Home) -> Place | None:
    """The one place of the house that the step leads to."""
    if len(deed.where) != 1:
        return None
    return next((place for place in home.places if _named(deed.where[0].thing, place.name)), None)


def _named(mention: Mention, name: Text) -> bool:
    return mention.words.lower() in {name.en.lower(), name.zh}
