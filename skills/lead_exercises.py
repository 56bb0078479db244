"""Lead movements in a chair, at a carer's word and with a carer there; nobody is led who is not to exert herself.

Asked by anybody else it offers to ask a carer, for what leads people in exercises alone cannot see how they are
(`house.no_exercise_alone`).
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final

from carebot.core.actions import AlarmLevel, Wait
from carebot.core.goals import Goal, Plan, Priority, Resource, SafeEnd
from carebot.core.intents import Form, Phrasing
from carebot.core.language import Text
from carebot.core.outcomes import Outcome
from carebot.core.people import RequesterKind, Risk
from skills._talking import (
    Steps,
    addressed,
    call_and_say,
    concerning,
    explain,
    level_of_call,
    said_no,
    said_yes,
    wants_a_person,
)
from skills.base import DONE, NOT_NOW, Finding, Knowledge, Skill, conclude, conclude_from, ends_when_stopped
from skills.repertoire.exercises import BEFORE, MOVEMENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How long there is to answer."""

    answer: timedelta = timedelta(seconds=10)


_DEFAULTS: Final = Options()
_NOT_ALONE: Final = Text(zh="做操要有护理员在。", en="For exercises, a carer has to be there.")
_SHALL_I: Final = Text(zh="要我去请护理员吗？", en="Shall I ask a carer?")
_NOT_FOR_HER: Final = Text(zh="您这会儿先别活动。", en="No exercises for you just now.")
_REST: Final = Text(zh="您歇着，咱们聊聊天。", en="Please rest. We can talk instead.")
_ALL_RIGHT: Final = Text(zh="您还好吗？接着做吗？", en="Are you well? Shall we go on?")
_AS_YOU_LIKE: Final = Text(zh="好的，咱们歇着。", en="All right, we rest.")
_STOPPED: Final = Text(zh="好，马上停，您坐着别动。", en="Stop now, and stay seated.")
_WANTS: Final = Text(zh="想做坐着的操，请一位护理员去带", en="would like seated exercises; a carer is needed")
_UNWELL: Final = Text(zh="做操时说不舒服，请马上去看看", en="felt unwell during exercises. Please go and see at once")


class LeadExercises(Skill):
    """Leads seated movements one by one. Parameter `about`: whom."""

    title: ClassVar[Text] = Text(zh="坐着做操", en="Seated exercises")
    description: ClassVar[Text] = Text(
        zh="护理员在场时，带老人坐着活动；疼就停，不宜活动的不做。",
        en="With a carer there it leads seated movements; stops at any pain; not for whoever must not exert herself.",
    )
    priority: ClassVar[Priority] = Priority.COMPANY
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    stale_after: ClassVar[timedelta] = timedelta()
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    forms: ClassVar[tuple[Form, ...]] = (
        Form(
            intent="lead_exercises",
            zh=(
                "<us>(做做操|做操|做个操|做会儿操|做做运动|活动活动|活动一下|锻炼锻炼|锻炼一下|动动|动一动|伸伸|练练)"
                "[身体|身子|身子骨|筋骨|胳膊|腿|胳膊腿|腿脚|手脚|腰腿]",
            ),
            en=(
                "[let's|let us|i'd like to|i want to|shall we|can we|could we] (do|have|get on with|try)"
                " [some|a bit of|a few|my|our|the] [seated|morning|daily|gentle]"
                " (exercises|exercise|stretches|stretching|keep fit|gymnastics) [with me|together]",
                "[let's|let us] get (my|these|our) [old|poor] (arms|legs|bones|joints|limbs) (moving|going|working)",
            ),
        ),
    )
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent="lead_exercises",
            zh=(
                "[咱们|我们|带我|带我们|陪我](做操|做做操|坐着做操|活动活动|锻炼锻炼|锻炼身体)[吧]",
                "带{resident}(做操|活动活动)",
                "(领|带|教|陪|跟)[着]我(做操|做做操|活动活动|动一动|活动一下|伸伸胳膊|锻炼|锻炼一下|做运动)[吧]",
                "我(想|要)(活动活动|动一动|活动一下|锻炼锻炼|锻炼一下|锻炼|做操|伸伸腿)",
            ),
            en=(
                "(let's|let us) (exercise|do some exercises|do seated exercises)",
                "[please] lead (us|me|{resident}) in [seated] exercises",
                "(i want|i'd like|i would like) to (exercise|do my exercises|stretch my legs|move about a bit)",
                "(shall|can|could) we do (my|our|the|some) exercises",
                "(let's|let us) do (my|our|the|some) (exercises|stretches|keep fit)",
                "(help me|do) (with my|my) exercises [with me]",
            ),
        ),
    )

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._options = options

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Words of safety first, then one movement after another, asking half-way."""
        knowledge = concerning(knowledge, goal.parameter("about") or goal.parameter("resident"))
        if knowledge.resident is not None and Risk.EXERTION in knowledge.resident.risks:
            yield knowledge.say(addressed(knowledge, _NOT_FOR_HER))
            yield knowledge.say(_REST)
            return conclude(
                DONE, "她不宜活动，没有带操。", "She must not exert herself; none were led.", Finding.REFUSED
            )
        if goal.requested_by.kind is not RequesterKind.CAREGIVER:
            return (yield from self._offer_carer(knowledge))
        for text in BEFORE:
            words = knowledge.say(text)
            said = yield words
            if not said.succeeded:
                yield from explain(knowledge, said, Text(zh="带您做操", en="lead you in exercises"))
                return conclude_from(said, words)
        return (yield from self._lead(knowledge))

    def _lead(self, knowledge: Knowledge) -> Plan:
        for number, movement in enumerate(MOVEMENTS):
            if number == len(MOVEMENTS) // 2:
                answer = yield knowledge.ask(_ALL_RIGHT, self._options.answer)
                if not said_yes(answer):
                    return (yield from self._break_off(answer, knowledge))
            words = knowledge.say(movement.text)
            said = yield words
            if not said.succeeded:
                return conclude_from(said, words)
            if movement.seconds:
                yield Wait(duration=timedelta(seconds=movement.seconds))
        return conclude(DONE, "带她坐着做了操。", "It led her in seated exercises.")

    def _break_off(self, answer: Outcome, knowledge: Knowledge) -> Plan:
        """Whatever is no clear yes ends it; pain and dizziness call a person."""
        unwell = wants_a_person(answer)
        yield knowledge.say(_STOPPED if unwell else _AS_YOU_LIKE)
        if unwell:
            yield from call_and_say(knowledge, _UNWELL, max(AlarmLevel.MEDIUM, level_of_call(answer)))
            return conclude(DONE, "她不舒服，已停下叫人。", "She felt unwell: stopped, and called.", Finding.NEEDS_HELP)
        return conclude(DONE, "做到一半歇了。", "They rested half-way.", Finding.REFUSED)

    def _offer_carer(self, knowledge: Knowledge) -> Plan:
        yield knowledge.say(_NOT_ALONE)
        answer = yield knowledge.ask(_SHALL_I, self._options.answer)
        yield from self._call(answer, knowledge)
        return conclude(DONE, "没有护理员在场，没有带操。", "No carer was there; none were led.", Finding.REFUSED)

    def _call(self, answer: Outcome, knowledge: Knowledge) -> Steps[None]:
        if said_yes(answer) or wants_a_person(answer):
            yield from call_and_say(knowledge, _WANTS, max(AlarmLevel.LOW, level_of_call(answer)))
        elif said_no(answer) or (answer.answer is not None and answer.answer.name == NOT_NOW):
            yield knowledge.say(_AS_YOU_LIKE)
