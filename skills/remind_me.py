"""Remind me: takes down what somebody wants to be reminded of at an hour, says back when, lists and strikes out.

Nothing is said to be taken down before it is on disk. Medicine is reminded of by the medication record alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import ClassVar, Final

from carebot.core.actions import KeepReminder
from carebot.core.goals import Goal, Plan, Resource, SafeEnd
from carebot.core.ids import derived_id
from carebot.core.intents import Form, Phrasing
from carebot.core.language import Language, Text
from carebot.core.outcomes import Result
from carebot.core.people import RequesterKind
from carebot.core.reminders import Pending, Reminder, is_of_medicine
from carebot.core.values import BY_DAY
from skills import _passing_on as passing_on
from skills._asking_hours import interval_meant, moment_meant
from skills._clock_words import moment
from skills._hours import hour_of, through_the_day
from skills._reminder_forms import FORMS, PHRASINGS, WORDS
from skills._reminders import her_words, in_words, meant, private, when
from skills._talking import ANSWER_TIME, Steps, explain, said_no
from skills.base import DONE, FAILED, Finding, Knowledge, Skill, conclude, conclude_from, ends_when_stopped

AT_MOST: Final = 30
"""How many reminders one resident may have; a list that nobody can hear to its end helps nobody."""
_LISTED_AT_MOST: Final = 6
_LONGEST: Final = 100
_EVERY_DAY: Final = frozenset(range(7))
_WISH: Final = Text(zh="记这个提醒", en="take down that reminder")
_STRIKE: Final = Text(zh="取消这个提醒", en="strike out that reminder")
_TOO_MANY: Final = Text(
    zh="我记的提醒太多了，请先取消几个。", en="I have too many reminders already; please cancel some first."
)
_NOBODY: Final = Text(zh="对不起，我不知道是谁在说话，没法记。", en="I'm sorry, I do not know who is speaking.")
_BY_RECORD: Final = Text(zh="到了吃药的时间，我会提醒您。", en="When your medicine is due, I will remind you.")
_NO_MEDICINE: Final = Text(
    zh="您的用药记录里没有，我不能另外提醒用药。",
    en="The medication record has none for you, and I remind of no other.",
)
_SHALL_CARERS: Final = Text(zh="要我请护理员来安排吗？", en="Shall I ask a carer to see to it?")
_FOR_CARERS: Final = Text(zh="想请人到时候提醒用药", en="would like to be reminded of a medicine")
_NOTHING: Final = Text(zh="现在没有要提醒您的事。", en="There is nothing that I am to remind you of.")
_THESE: Final = Text(zh="我记着要提醒您的有：", en="This is what I am to remind you of.")
_MORE: Final = Text(zh="后面还有一些。", en="There is more after that.")
_TELL: Final = Text(zh="把提醒的事说出来", en="speak of your reminders")
_ALL_STAY: Final = Text(zh="没听清是哪一个，都还留着。", en="I did not catch which one, so all of them stay.")


class RemindMe(Skill):
    """Takes down a reminder. Parameters: `wish` (none, list, cancel), `words`, and the slots of an hour."""

    title: ClassVar[Text] = Text(zh="到点提醒", en="Remind at an hour")
    description: ClassVar[Text] = Text(
        zh="记下老人要它几点提醒什么，说得出还有哪些，说取消就取消。",
        en="Takes down what a resident wants to be reminded of at an hour, tells what there is, and cancels it.",
    )
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    stale_after: ClassVar[timedelta] = timedelta(minutes=1)
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = (
        (("at", "15:30"), ("sure", "yes"), ("words", "给女儿打电话")),
        (("after", "600"), ("timer", "yes")),
        (("at", "08:00"), ("every", "0123456"), ("words", "water the plants")),
        (("at", "03:00"), ("sure", "yes"), ("day", "+0")),
        (("interval", "7200"), ("words", "drink")),
        (("at", "08:00"), ("words", "吃降压药")),
        (("wish", "list"),),
        (("wish", "cancel"),),
        (),
    )
    phrasings: ClassVar[tuple[Phrasing, ...]] = PHRASINGS
    forms: ClassVar[tuple[Form, ...]] = FORMS
    vocabulary: ClassVar[Mapping[Language, Mapping[str, str]]] = WORDS

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """What the wish asks for; without a resident whose affair it is, nothing."""
        if knowledge.resident is None:
            yield knowledge.say(_NOBODY)
            return conclude(FAILED, "不知道是谁在说话，没有记。", "It did not know who spoke, and took nothing down.")
        wish = _PLANS.get(goal.parameter("wish"), set_reminder)
        return (yield from wish(goal, knowledge))


def set_reminder(goal: Goal, knowledge: Knowledge) -> Plan:
    """Take down what the goal's parameters say, for the resident who is meant."""
    if is_of_medicine(goal.parameter("words")):
        return (yield from _medicine(goal, knowledge))
    if len(knowledge.reminders) >= AT_MOST:
        yield knowledge.say(_TOO_MANY)
        return conclude(FAILED, _TOO_MANY.zh, _TOO_MANY.en)
    reminder = yield from (_at_intervals if goal.parameter("interval") else _at_an_hour)(goal, knowledge)
    if reminder is None:
        return conclude(FAILED, "没说定几点，没有记。", "No hour was settled, and nothing was taken down.")
    return (yield from _keep(reminder, knowledge))


def _at_an_hour(goal: Goal, knowledge: Knowledge) -> Steps[Reminder | None]:
    settled = yield from moment_meant(goal.parameters, knowledge)
    if settled is None:
        return None
    slots, due = settled
    days, once = hour_of(slots).days, _reminder(goal, knowledge, due)
    return replace(once, days=days, at=due.time() if days else None, timer=bool(slots.get("timer")))


def _at_intervals(goal: Goal, knowledge: Knowledge) -> Steps[Reminder | None]:
    interval = yield from interval_meant(goal.parameters, knowledge)
    if interval is None:
        return None
    hour, quiet = hour_of(goal.parameters), knowledge.resident.values.quiet_hours if knowledge.resident else None
    due, at = through_the_day(hour, interval, knowledge.local_time, quiet)
    days, first = hour.days or _EVERY_DAY, _reminder(goal, knowledge, due)
    return replace(first, days=days, at=at, interval=interval, until=BY_DAY.end)


def _reminder(goal: Goal, knowledge: Knowledge, due: datetime) -> Reminder:
    return Reminder(
        id=derived_id(goal.id, "reminder"),
        about=knowledge.resident_id(),
        words=goal.parameter("words").strip()[:_LONGEST],
        language=knowledge.language,
        due=due.astimezone(UTC),
        by=goal.requested_by,
        set_at=knowledge.local_time.astimezone(UTC),
    )


def _keep(reminder: Reminder, knowledge: Knowledge) -> Plan:
    """Take it down and say so; what may not be said aloud is not kept, for it could not be told at its hour."""
    action = KeepReminder(reminder=reminder)
    outcome = yield action
    if not outcome.succeeded:
        yield from explain(knowledge, outcome, _WISH)
        return conclude_from(outcome, action)
    said = yield knowledge.say(_understood(reminder, knowledge))
    if said.result is Result.REFUSED:
        yield KeepReminder(reminder=reminder, kept=False)
        yield from explain(knowledge, said, _WISH)
        return conclude_from(said, action)
    return conclude(DONE, "记下了一个提醒。", "It took down a reminder.")


def _understood(reminder: Reminder, knowledge: Knowledge) -> Text:
    at, words = when(reminder, reminder.due, knowledge), her_words(reminder)
    whom = _spoken_to(reminder, knowledge)
    if reminder.interval is not None:
        return _understood_again(reminder, at, words, whom, knowledge)
    if not reminder.words:
        return Text(zh=f"好的，{at.zh}我叫{whom.zh}。", en=f"All right, I will call {whom.en} {at.en}.")
    return Text(
        zh=f"好的，{at.zh}我提醒{whom.zh}：{words.zh}。", en=f"All right, I will remind {whom.en} {at.en}: {words.en}."
    )


def _understood_again(reminder: Reminder, often: Text, words: Text, whom: Text, knowledge: Knowledge) -> Text:
    first = moment(reminder.due.astimezone(knowledge.local_time.tzinfo), knowledge.local_time)
    zh, en = (f"：{words.zh}", f": {words.en}") if reminder.words else ("", "")
    return Text(
        zh=f"好的，{often.zh}一次，白天提醒{whom.zh}{zh}。第一次是{first.zh}。",
        en=f"All right, I will remind {whom.en} {often.en} through the day{en}. The first time is {first.en}.",
    )


def _spoken_to(reminder: Reminder, knowledge: Knowledge) -> Text:
    """Whom it is for, as whoever asked for it hears it: a carer asks for the resident."""
    resident = knowledge.resident
    if resident is not None and reminder.by.kind is RequesterKind.CAREGIVER:
        return resident.name
    return Text(zh="您", en="you")


def _medicine(goal: Goal, knowledge: Knowledge) -> Plan:
    """What is on record it reminds of anyway; anything else is for a carer to see to."""
    if any(dose.resident == knowledge.resident_id() for dose in knowledge.house.doses):
        said = yield knowledge.say(_BY_RECORD)
        return conclude(DONE if said.succeeded else FAILED, _BY_RECORD.zh, _BY_RECORD.en)
    return (yield from passing_on.pass_on(goal, knowledge, _NO_MEDICINE, _SHALL_CARERS, _FOR_CARERS))


def _list(_: Goal, knowledge: Knowledge) -> Plan:
    if not knowledge.reminders:
        yield knowledge.say(_NOTHING)
        return conclude(DONE, "没有要提醒的事。", "There is nothing to remind of.")
    first = private(_THESE, knowledge)
    said = yield first
    if not said.succeeded:
        yield from explain(knowledge, said, _TELL)
        return conclude_from(said, first)
    for pending in knowledge.reminders[:_LISTED_AT_MOST]:
        yield private(_sentence(in_words(pending, knowledge)), knowledge)
    if len(knowledge.reminders) > _LISTED_AT_MOST:
        yield private(_MORE, knowledge)
    return conclude(DONE, "说了要提醒的事。", "It told what there is to remind of.")


def _sentence(text: Text) -> Text:
    return Text(zh=f"{text.zh}。", en=f"{text.en[:1].upper()}{text.en[1:]}.")


def _cancel(goal: Goal, knowledge: Knowledge) -> Plan:
    if not knowledge.reminders:
        yield knowledge.say(_NOTHING)
        return conclude(DONE, "没有可取消的提醒。", "There was no reminder to cancel.")
    chosen = yield from _chosen(goal, knowledge)
    if not chosen:
        yield knowledge.say(_ALL_STAY)
        return conclude(
            DONE, "没听清取消哪一个，都留着。", "It did not catch which one and kept all.", Finding.NO_ANSWER
        )
    for pending in chosen:
        action = KeepReminder(reminder=pending.reminder, kept=False)
        outcome = yield action
        if not outcome.succeeded:
            yield from explain(knowledge, outcome, _STRIKE)
            return conclude_from(outcome, action)
    entries = [in_words(one, knowledge) for one in chosen]
    zh, en = "；".join(one.zh for one in entries), "; ".join(one.en for one in entries)
    yield knowledge.say(Text(zh=f"好的，不提醒了：{zh}。", en=f"All right, I will not remind you: {en}."))
    return conclude(DONE, "取消了提醒。", "It struck out a reminder.")


def _chosen(goal: Goal, knowledge: Knowledge) -> Steps[Sequence[Pending]]:
    """What is to be struck out: the only one, those that her words name, or what she answers."""
    pending = knowledge.reminders
    if goal.parameter("which") == "latest":
        return [max(pending, key=lambda one: one.reminder.set_at)]
    named = meant(knowledge.words, pending, knowledge) if knowledge.words else ()
    if len(pending) == 1 or goal.parameter("which") == "all" or len(named) == 1:
        return named if len(named) == 1 else pending
    listed = [in_words(one, knowledge) for one in pending[:_LISTED_AT_MOST]]
    question = Text(
        zh=f"有这几个：{'；'.join(one.zh for one in listed)}。取消哪一个？",
        en=f"There are these: {'; '.join(one.en for one in listed)}. Which one shall I cancel?",
    )
    answer = yield knowledge.ask(question, ANSWER_TIME)
    return () if said_no(answer) else meant(answer.answer_text, pending, knowledge)


_PLANS: Final[Mapping[str, Callable[[Goal, Knowledge], Plan]]] = MappingProxyType({"list": _list, "cancel": _cancel})
