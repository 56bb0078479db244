"""Remind of a medicine: says what the record says, asks once, repeats once, and tells the nurse what came of it.

The robot decides, advises and confirms nothing: what it reports is what the resident said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType
from typing import ClassVar, Final

from carebot.core.actions import AlarmLevel, Approach, RemindDose
from carebot.core.goals import Goal, GoalResult, Plan, Priority
from carebot.core.intents import NO, YES, Form, Phrasing
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import Dose
from skills._medicine_phrasings import FORMS, PHRASINGS, SAYINGS
from skills._talking import (
    Steps,
    addressed,
    asked_aloud,
    call_result,
    concerning,
    level_of_call,
    listed,
    name_for_carers,
    nothing_heard,
    notify,
    said_no,
    wants_a_person,
)
from skills.base import DONE, FAILED, NOT_NOW, TAKEN, Finding, Knowledge, Skill, conclude, ends_when_stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How long an answer may take, and how near the robot comes before it repeats itself."""

    answer: timedelta = timedelta(seconds=30)
    stop_at_m: float = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """What came of a reminder: what she hears, what the nurse reads, and how the goal ends."""

    spoken: Text
    nurse_reads: Text
    result: GoalResult = DONE
    finding: Finding
    level: AlarmLevel = AlarmLevel.LOW


_DEFAULTS: Final = Options()
_MEDICINE: Final = Text(zh="药", en="the medicine")
_TAKEN: Final = _Report(
    spoken=Text(zh="好的，我记下您说用过药了。", en="All right. I will note that you told me you have had it."),
    nurse_reads=Text(zh="本人说用过了，未经核实", en="said to be taken, not verified"),
    finding=Finding.TAKEN_SAID,
)
_REFUSED: Final = _Report(
    spoken=Text(zh="好的，听您的。我跟护士说一声。", en="As you wish. I will let the nurse know."),
    nurse_reads=Text(zh="本人说不用", en="refused"),
    finding=Finding.REFUSED,
)
_LATER: Final = _Report(
    spoken=Text(zh="好的，不着急。我跟护士说一声。", en="All right, there is no hurry. I will let the nurse know."),
    nurse_reads=Text(zh="本人说还没用", en="said to be not taken yet"),
    finding=Finding.NOT_TAKEN_SAID,
)
_UNSURE: Final = _Report(
    spoken=Text(zh="没关系，我请护士来看看。", en="Never mind, I will ask the nurse to come and see."),
    nurse_reads=Text(zh="本人没说清用了没有，请去看看", en="it is not clear whether it was taken; please go and see"),
    result=FAILED,
    finding=Finding.NEEDS_HELP,
)
_SILENT: Final = _Report(
    spoken=Text(zh="您先歇着，我跟护士说一声。", en="Please rest. I will let the nurse know."),
    nurse_reads=Text(zh="提醒了两遍，没有回答", en="reminded twice, no answer"),
    result=FAILED,
    finding=Finding.NO_ANSWER,
)
_BY_WORD: Final[Mapping[str, _Report]] = MappingProxyType({"taken": _TAKEN, "refused": _REFUSED, "later": _LATER})
_BY_INTENT: Final[Mapping[str, _Report]] = MappingProxyType({YES: _TAKEN, TAKEN: _TAKEN, NO: _LATER, NOT_NOW: _LATER})
_COMING: Final = Text(zh="我过来跟您说一声。", en="I am coming to tell you something.")
_NO_REASON: Final = Text(zh="原因不明", en="for an unknown reason")
_NOT_ON_RECORD: Final = Text(
    zh="记录上没写。您先别再吃，我请护士看看。",
    en="The record does not show it. Please take no more yet. I will ask the nurse.",
)
_ASKED_WHETHER: Final = Text(zh="问今天的药吃了没有，请核对", en="asks whether it was taken today; please check")
_NOTHING_DUE: Final = Text(zh="这会儿没有要用的药。", en="The record has no medicine for you just now.")
_NO_RECORD: Final = Text(
    zh="我这儿没有您的用药记录，请问问护士。", en="I have no medication record for you. Please ask the nurse."
)


class RemindMedication(Skill):
    """Reminds of one dose: the parameter `dose`, else the one that is due. `said` is a report of her own accord."""

    title: ClassVar[Text] = Text(zh="提醒吃药", en="Remind of a medicine")
    description: ClassVar[Text] = Text(
        zh="按用药记录提醒，问一声用了没有，把老人的话转告护士；不给药，也不替人拿主意。",
        en="Reminds by the medication record, asks, and passes on the answer; gives and decides nothing.",
    )
    priority: ClassVar[Priority] = Priority.CARE
    stale_after: ClassVar[timedelta] = timedelta(minutes=15)
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = (
        (("dose", "morning_tablet"),),
        (("said", "taken"),),
        (("said", "refused"),),
        (("wish", "ask"),),
        (),
    )
    sayings: ClassVar[tuple[Phrasing, ...]] = SAYINGS
    by_meaning: ClassVar[frozenset[str]] = frozenset({"ask_dose"})
    forms: ClassVar[tuple[Form, ...]] = FORMS
    phrasings: ClassVar[tuple[Phrasing, ...]] = PHRASINGS

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._options = options

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Remind, ask, repeat once from nearer by; then report."""
        if goal.parameter("wish") == "ask":
            return (yield from _tell_of_record(knowledge))
        own_report = _BY_WORD.get(goal.parameter("said"))
        if own_report is not None:
            return (yield from _pass_on(own_report, _MEDICINE, knowledge))
        named = knowledge.house.dose(goal.parameter("dose"))
        knowledge = concerning(knowledge, named.resident if named else goal.parameter("resident"))
        dose = _dose_meant(goal, knowledge)
        if dose is None:
            return (yield from _nothing_to_remind(goal, knowledge))
        if dose.id in knowledge.given_doses:
            return conclude(
                DONE, "记录上这次的药已经给过，没有再提醒。", "The record has this dose as given; no reminder."
            )
        return (yield from self._remind(dose, knowledge))

    def _remind(self, dose: Dose, knowledge: Knowledge) -> Plan:
        answer = yield from self._remind_once(dose, knowledge)
        if nothing_heard(answer) and answer.result is not Result.REFUSED:
            yield knowledge.say(addressed(knowledge, _COMING))
            yield Approach(
                person=knowledge.resident_id(), stop_at_m=self._options.stop_at_m, last_seen=knowledge.last_seen
            )
            answer = yield from self._remind_once(dose, knowledge)
        if answer.result is Result.REFUSED:
            return (yield from _not_allowed(answer, dose, knowledge))
        return (yield from _pass_on(_report_from(answer), dose.drug, knowledge))

    def _remind_once(self, dose: Dose, knowledge: Knowledge) -> Steps[Outcome]:
        """Speak the reminder and ask; the outcome is that of the question, or of a reminder that may not be."""
        reminded = yield _reminder(dose, knowledge)
        if reminded.result is Result.REFUSED:
            return reminded
        return (yield knowledge.ask(_did_you(dose), self._options.answer))


def _dose_meant(goal: Goal, knowledge: Knowledge) -> Dose | None:
    """The dose that the goal names; without a name, the one longest due of those whose time it is."""
    if goal.parameter("dose"):
        return knowledge.house.dose(goal.parameter("dose"))
    due = [
        dose
        for dose in knowledge.house.doses
        if dose.resident == knowledge.resident_id()
        and dose.id not in knowledge.given_doses
        and abs(_minutes_from_due(dose, knowledge)) <= dose.window.total_seconds() / 60
    ]
    return max(due, key=lambda dose: _minutes_from_due(dose, knowledge), default=None)


def _minutes_from_due(dose: Dose, knowledge: Knowledge) -> float:
    """Minutes since the dose was due, negative before; the nearest due time counts, over midnight too."""
    now = knowledge.local_time
    minutes = (now.hour - dose.due.hour) * 60 + (now.minute - dose.due.minute)
    return float((minutes + 12 * 60) % (24 * 60) - 12 * 60)


def _reminder(dose: Dose, knowledge: Knowledge) -> RemindDose:
    text = Text(
        zh=f"到{_verb(dose).zh}药的时间了。记录上写的是：{dose.drug.zh}，{dose.amount.zh}。",
        en=f"It is time for your medicine. The record says: {dose.drug.en}, {dose.amount.en}.",
    )
    return RemindDose(
        dose=dose.id,
        resident=dose.resident,
        drug=dose.drug,
        text=addressed(knowledge, text),
        language=knowledge.language,
        minutes_from_due=_minutes_from_due(dose, knowledge),
    )


def _did_you(dose: Dose) -> Text:
    verb = _verb(dose)
    return Text(zh=f"您{verb.zh}了吗？", en=f"Have you {verb.en} it?")


def _verb(dose: Dose) -> Text:
    return Text(zh="吃", en="taken") if dose.route == "oral" else Text(zh="用", en="used")


def _report_from(answer: Outcome) -> _Report:
    if nothing_heard(answer):
        return _SILENT
    if answer.answer is None:
        return _UNSURE
    if wants_a_person(answer):
        return replace(_UNSURE, level=level_of_call(answer))
    named = _BY_WORD.get(answer.answer.slot("said")) or _BY_INTENT.get(answer.answer.name)
    return named or (_REFUSED if said_no(answer) else _UNSURE)


def _pass_on(report: _Report, drug: Text, knowledge: Knowledge) -> Plan:
    """Answer her, tell the nurse what is not as planned, and conclude."""
    yield knowledge.say(report.spoken)
    if report is not _TAKEN:
        yield from _tell_nurse(drug, report.nurse_reads, report.level, knowledge)
    read = report.nurse_reads
    return conclude(report.result, f"{drug.zh}：{read.zh}。", f"{drug.en}: {read.en}.", report.finding)


def _tell_nurse(drug: Text, what: Text, level: AlarmLevel, knowledge: Knowledge) -> Steps[None]:
    who = name_for_carers(knowledge)
    text = Text(zh=f"{who.zh}，{drug.zh}：{what.zh}。", en=f"{who.en}, {drug.en}: {what.en}.")
    if not (yield from notify(knowledge, text, level)):
        yield knowledge.say(call_result(called=False))


def _tell_of_record(knowledge: Knowledge) -> Plan:
    """Whether today's doses are on record as given. What is not there may have been taken: nobody takes it twice."""
    own = [dose for dose in knowledge.house.doses if dose.resident == knowledge.resident_id()]
    given = [dose.drug for dose in own if dose.id in knowledge.given_doses]
    if given:
        names = listed(given)
        text = Text(zh=f"记录上写着，{names.zh}给过了。", en=f"The record says that {names.en} has been given.")
        said = yield knowledge.say(text)
        return conclude(DONE if said.succeeded else FAILED, text.zh, text.en)
    said = yield knowledge.say(_NOT_ON_RECORD if own else _NO_RECORD)
    if own:
        yield from _tell_nurse(_MEDICINE, _ASKED_WHETHER, AlarmLevel.LOW, knowledge)
    result = DONE if said.succeeded else FAILED
    return conclude(result, "她问药吃了没有，记录上没有。", "She asked whether it was taken; the record has nothing.")


def _not_allowed(refusal: Outcome, dose: Dose, knowledge: Knowledge) -> Plan:
    """A reminder that may not be given is the nurse's matter."""
    reason = refusal.detail if refusal.detail.zh else _NO_REASON
    what = Text(zh=f"没有提醒，{reason.zh.rstrip('。')}", en=f"no reminder was given: {reason.en.rstrip('.')}")
    yield from _tell_nurse(dose.drug, what, AlarmLevel.LOW, knowledge)
    return conclude(GoalResult.REFUSED, f"{dose.drug.zh}：{what.zh}。", f"{dose.drug.en}: {what.en}.")


def _nothing_to_remind(goal: Goal, knowledge: Knowledge) -> Plan:
    """Nothing is due, or the record does not know the dose; the latter is told to the nurse."""
    if goal.parameter("dose"):
        unknown = Text(
            zh="用药记录里没有这一次，请核对", en="this dose is not in the medication record; please check it"
        )
        yield from _tell_nurse(_MEDICINE, unknown, AlarmLevel.LOW, knowledge)
        return conclude(FAILED, f"{unknown.zh}。", f"{unknown.en}.")
    has_record = any(dose.resident == knowledge.resident_id() for dose in knowledge.house.doses)
    if asked_aloud(goal):
        yield knowledge.say(_NOTHING_DUE if has_record else _NO_RECORD)
    return conclude(DONE, "这会儿没有要提醒的药。", "There is no medicine to remind of at this time.")
