"""Tell a reminder at its hour: to her alone, again from nearer by where she does not answer, and to carers in the end.

Each attempt is on record before its first word. What she has answered is heard; what only sounded is not.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Final

from carebot.core.actions import AlarmLevel, Approach, KeepReminder, NoteReminder
from carebot.core.goals import Goal, Plan, Priority
from carebot.core.ids import derived_id
from carebot.core.intents import NO, Intent, Phrasing
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING, Outcome, Result
from carebot.core.reminders import Pending, Reminder, ReminderNote
from skills._clock_words import moment, span
from skills._hours import hour_of
from skills._reminders import her_words, private, who_wanted
from skills._talking import (
    Steps,
    addressed,
    call_and_say,
    level_of_call,
    name_for_carers,
    nothing_heard,
    notify,
    said_yes,
    wants_a_person,
)
from skills.base import DONE, FAILED, NOT_NOW, Finding, Knowledge, Skill, conclude, conclude_from, ends_when_stopped
from skills.remind_me import set_reminder

CARERS: Final = "carers"
AGAIN: Final = "remind_again"
"""The answer that wants it told again, in `after` seconds if it says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How long an answer may take, how near the robot comes, from when on it is late, and how long "later" is."""

    answer: timedelta = timedelta(seconds=15)
    stop_at_m: float = 1.2
    late: timedelta = timedelta(minutes=2)
    later: timedelta = timedelta(minutes=10)


_DEFAULTS: Final = Options()
_HEARD: Final = Text(zh="您听到了吗？", en="Did you hear me?")
_ALL_RIGHT: Final = Text(zh="好的。", en="All right.")
_BEFORE_OTHERS: Final = Text(
    zh="您让我记的一件事，到点了。现在方便说出来吗？",
    en="It is time for a reminder of yours. May I say aloud what it is?",
)
_WANTS_A_PERSON: Final = Text(zh="听了提醒，想找人帮忙", en="was told a reminder, and would like somebody's help")
_OVER: Final = Text(zh="这个提醒已经不在了，没有再说。", en="There is no such reminder any more; nothing was said.")


class TellReminder(Skill):
    """Tells the time `at` of `reminder`. Parameter `wish`: none (tell her), `carers` (she did not answer).

    Without `reminder` it was asked for "again" when nothing was being told, and is a new one.
    """

    title: ClassVar[Text] = Text(zh="到点提醒老人", en="Tell a reminder")
    description: ClassVar[Text] = Text(
        zh="到了老人定的时间就提醒她；有旁人就先问她，叫几次没有回应就告诉护理员。",
        en="Reminds her at the hour she set; before others it asks first, and tells carers where she does not answer.",
    )
    priority: ClassVar[Priority] = Priority.CARE
    stale_after: ClassVar[timedelta] = timedelta(minutes=2)
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = (
        (("about", "li"), ("reminder", "r1"), ("at", "2026-03-01T11:59:00+00:00")),
        (("about", "li"), ("reminder", "r1"), ("at", "2026-03-01T11:59:00+00:00"), ("wish", CARERS)),
    )

    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent=AGAIN,
            zh=("(等会儿|等一会儿|待会儿|过会儿|过一会儿|一会儿|晚点|回头)再(提醒|叫|喊)我[一声|一次|一遍]",),
            en=("[please] (remind|tell) me again (later|in a bit|in a while|in a little while)",),
        ),
    )

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._options = options

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Tell her and listen, or tell the carers that she did not answer."""
        if not goal.parameter("reminder"):
            return (yield from set_reminder(goal, knowledge))
        named = (one for one in knowledge.reminders if one.reminder.id == goal.parameter("reminder"))
        pending = next((one for one in named if one.at.isoformat() == goal.parameter("at")), None)
        if pending is None:
            return conclude(DONE, _OVER.zh, _OVER.en)
        yield _note(pending, ReminderNote.TRIED)
        if goal.parameter("wish") == CARERS:
            return (yield from _tell_carers(pending, knowledge))
        answer = yield from self._tell(pending, knowledge)
        if _not_caught(answer):
            yield Approach(
                person=knowledge.resident_id(), stop_at_m=self._options.stop_at_m, last_seen=knowledge.last_seen
            )
            answer = yield from self._tell(pending, knowledge)
        return (yield from self._end(goal, pending, answer, knowledge))

    def _tell(self, pending: Pending, knowledge: Knowledge) -> Steps[Outcome]:
        """Say it, and ask whether she heard; the outcome is that of the last that was said.

        Words that others would hear are said only if she wants it so.
        """
        words = addressed(knowledge, self._words(pending, knowledge))
        said = yield private(words, knowledge) if pending.reminder.words else knowledge.say(words)
        if said.result is Result.REFUSED and pending.reminder.words:
            wanted = yield knowledge.ask(addressed(knowledge, _BEFORE_OTHERS), self._options.answer)
            if not said_yes(wanted):
                not_now = nothing_heard(wanted) or wants_a_person(wanted)
                return wanted if not_now else replace(wanted, answer=Intent(name=NOT_NOW))
            said = yield knowledge.say(words)
            return wanted if said.succeeded else said
        if not said.succeeded:
            return said
        return (yield knowledge.ask(_HEARD, self._options.answer))

    def _words(self, pending: Pending, knowledge: Knowledge) -> Text:
        reminder, now = pending.reminder, knowledge.local_time
        local = pending.at.astimezone(now.tzinfo)
        if reminder.interval is not None:
            time_is = Text(zh="到时候了", en="It is time again")
        elif now - local > self._options.late:
            return _late(reminder, moment(local, now))
        elif reminder.timer and not reminder.days:
            length = span(reminder.due - reminder.set_at)
            time_is = Text(zh=f"{length.zh}到了", en=f"Your {length.en} are over")
        else:
            hour = moment(local, now)
            time_is = Text(zh=f"{hour.zh}到了", en=f"It is {hour.en.removeprefix('at ')}")
        if not reminder.words:
            return Text(zh=f"{time_is.zh}，您让我叫您。", en=f"{time_is.en}. You asked me to call you.")
        who, words = who_wanted(reminder), her_words(reminder)
        return Text(zh=f"{time_is.zh}。{who.zh}：{words.zh}。", en=f"{time_is.en}. {who.en}: {words.en}.")

    def _end(self, goal: Goal, pending: Pending, answer: Outcome, knowledge: Knowledge) -> Plan:
        """What her answer means; what nobody heard stays open, and is told again."""
        if answer.result is Result.INTERRUPTED:
            yield _note(pending, ReminderNote.HEARD)
            return conclude(DONE, "提醒了，她接了话。", "It told her, and she spoke into it.")
        if not answer.succeeded and answer.result is not Result.TIMED_OUT:
            return conclude_from(answer, _note(pending, ReminderNote.TRIED))
        if nothing_heard(answer):
            return conclude(FAILED, "提醒了，没有回应。", "It told her and had no answer.", Finding.NO_ANSWER)
        if wants_a_person(answer):
            yield _note(pending, ReminderNote.HEARD)
            yield from call_and_say(knowledge, _WANTS_A_PERSON, level_of_call(answer))
            return conclude(DONE, "提醒了，她要找人。", "It told her; she wanted a person.", Finding.NEEDS_HELP)
        later = self._later(answer)
        if later is not None:
            return (yield from _again(goal, pending, later, knowledge))
        yield _note(pending, ReminderNote.HEARD)
        yield knowledge.say(_ALL_RIGHT)
        return conclude(DONE, "提醒了，她听到了。", "It told her, and she heard it.")

    def _later(self, answer: Outcome) -> timedelta | None:
        """How much later she wants to be told again; None where she does not."""
        intent = answer.answer
        if intent is None or intent.name not in {AGAIN, NOT_NOW}:
            return None
        return hour_of(intent.slots).after or self._options.later


def _not_caught(answer: Outcome) -> bool:
    """Whether she was spoken to and did not answer, or said that she had not heard."""
    asked = answer.result in {Result.SUCCEEDED, Result.TIMED_OUT}
    return asked and (nothing_heard(answer) or (answer.answer is not None and answer.answer.name == NO))


def _note(pending: Pending, note: ReminderNote) -> NoteReminder:
    return NoteReminder(about=pending.reminder.about, reminder=pending.reminder.id, at=pending.at, note=note)


def _late(reminder: Reminder, hour: Text) -> Text:
    who = who_wanted(reminder)
    zh = f"对不起，{hour.zh}的提醒我说晚了。"
    en = f"I'm sorry, this reminder for {hour.en.removeprefix('at ')} is late."
    if not reminder.words:
        return Text(zh=f"{zh}您让我那时候叫您。", en=f"{en} You asked me to call you then.")
    words = her_words(reminder)
    return Text(zh=f"{zh}{who.zh}：{words.zh}。", en=f"{en} {who.en}: {words.en}.")


def _again(goal: Goal, pending: Pending, later: timedelta, knowledge: Knowledge) -> Plan:
    """Once more after a while: a reminder of its own, so that one that repeats keeps its hours."""
    due = (knowledge.local_time.astimezone(UTC)) + later
    once = replace(pending.reminder, days=frozenset(), at=None, interval=None, until=None, timer=False)
    again = replace(once, id=derived_id(goal.id, "again"), due=due)
    kept = yield KeepReminder(reminder=again)
    if not kept.succeeded:
        return conclude_from(kept, KeepReminder(reminder=again))
    yield _note(pending, ReminderNote.HEARD)
    at = moment(due.astimezone(knowledge.local_time.tzinfo), knowledge.local_time)
    yield knowledge.say(Text(zh=f"好的，{at.zh}我再提醒您。", en=f"All right, I will remind you again {at.en}."))
    return conclude(DONE, "她要晚点再提醒，又记了一次。", "She wants to be told later; it was taken down again.")


def _tell_carers(pending: Pending, knowledge: Knowledge) -> Plan:
    """As softly as any wish that is passed on, and with none of her words."""
    who, at = name_for_carers(knowledge), moment(_local(pending.at, knowledge), knowledge.local_time)
    once = Text(zh="今天再没有回应，就不再通知。", en=" You are not told again today.")
    more = once if pending.reminder.interval is not None else NOTHING
    text = Text(
        zh=f"{who.zh}{at.zh}让机器人提醒的事，叫了几次都没有回应，请去问问她。{more.zh}",
        en=f"{who.en} had asked to be reminded {at.en} and answered none of several calls; please look in on her."
        f"{more.en}",
    )
    if not (yield from notify(knowledge, text, AlarmLevel.LOW)):
        return conclude(FAILED, "护理员没有收到。", "The carers could not be told.")
    yield _note(pending, ReminderNote.PASSED_ON)
    return conclude(
        DONE, "没有回应，告诉了护理员。", "There was no answer, and the carers were told.", Finding.NO_ANSWER
    )


def _local(at: datetime, knowledge: Knowledge) -> datetime:
    return at.astimezone(knowledge.local_time.tzinfo)
