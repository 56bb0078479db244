"""Ask how she feels, in her own words and five steps, now and then and with her consent; say the week back to her.

Nothing is read from voice or face, nothing is called an illness, and no answer is weighed: low spirits are met, and a
person is offered.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import ClassVar, Final

from carebot.core.actions import AlarmLevel, Notify
from carebot.core.goals import Conclusion, Goal, GoalResult, Plan, Priority, Resource, SafeEnd
from carebot.core.intents import Phrasing
from carebot.core.language import Text
from carebot.core.moods import MOOD_PREFIX, Mood, MoodWeek
from carebot.core.outcomes import Outcome
from carebot.core.people import Consent
from skills._talking import (
    Steps,
    addressed,
    call_and_say,
    level_of_call,
    name_for_carers,
    nothing_heard,
    said_no,
    said_yes,
    wants_a_person,
)
from skills.base import DONE, FAILED, FINE, NOT_NOW, Finding, Knowledge, Skill, conclude, ends_when_stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How long there is to answer."""

    answer: timedelta = timedelta(seconds=15)


_DEFAULTS: Final = Options()
_WORDS: Final = (
    (
        Mood.VERY_LOW,
        re.compile(
            r"很不好|特别不好|糟透|太难受|糟糕|伤心|难过极"
            r"|\b(?:very (?:bad|low|sad)|terrible|awful|miserable)\b"
        ),
    ),
    (
        Mood.LOW,
        re.compile(
            r"不太好|不好(?!不坏)|不怎么样|不高兴|不开心|难过|烦|闷|委屈|孤单|没劲"
            r"|\b(?:not (?:so |very )?(?:good|well|great|happy)|low|sad|down|lonely|bad(?<!not bad)(?<!so bad)|blue)\b"
        ),
    ),
    (
        Mood.VERY_GOOD,
        re.compile(
            r"很好|特别好|好极|非常好|高兴|开心|乐呵|美得很"
            r"|\b(?:very (?:good|well|happy)|great|wonderful|excellent|splendid|happy|lovely)\b"
        ),
    ),
    (
        Mood.SO_SO,
        re.compile(
            r"一般|凑合|马马虎虎|还行|就那样|老样子|不好不坏"
            r"|\b(?:so so|so-so|not (?:too |so )?bad|middling|okay|ok|all right|alright|as usual)\b"
        ),
    ),
    (Mood.GOOD, re.compile(r"挺好|不错|还好|好|\b(?:good|well|fine|nice)\b")),
)
"""In the order in which they are looked for: "不太好" holds "好", and "not so good" holds "good"."""
_HOW_ARE_YOU: Final = Text(zh="您今天心情怎么样？", en="How do you feel today?")
_WHICH: Final = Text(zh="是好，一般，还是不太好？", en="Good, so so, or not so good?")
_THANKS: Final = Text(zh="好的，谢谢您告诉我。", en="Thank you for telling me.")
_I_HEAR: Final = Text(zh="不好受的时候，说说也好。", en="When things are hard, it can help to talk.")
_SHALL_I: Final = Text(zh="要我请个人来陪您坐坐吗？", en="Shall I ask somebody to sit with you?")
_AS_YOU_LIKE: Final = Text(zh="好的，听您的。", en="All right, as you wish.")
_NOTHING_YET: Final = Text(zh="您还没跟我说过心情。", en="You have not told me your mood.")
_WANTS_COMPANY: Final = Text(zh="说心情不太好，想有人陪着坐坐", en="feels low and would like somebody's company")
_NAMES: Final = {
    Mood.VERY_LOW: Text(zh="很不好", en="very low"),
    Mood.LOW: Text(zh="不太好", en="low"),
    Mood.SO_SO: Text(zh="一般", en="so so"),
    Mood.GOOD: Text(zh="好", en="good"),
    Mood.VERY_GOOD: Text(zh="很好", en="very good"),
}


class AskMood(Skill):
    """Asks for her mood. Parameter `wish`: none (ask), `week` (tell her), `report` (tell her carers)."""

    title: ClassVar[Text] = Text(zh="问问心情", en="Ask for her mood")
    description: ClassVar[Text] = Text(
        zh="老人同意时，隔几天问一次心情，只记她自己说的，不下诊断。",
        en="With her consent it asks now and then how she feels; keeps her own words only and diagnoses nothing.",
    )
    priority: ClassVar[Priority] = Priority.COMPANY
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    stale_after: ClassVar[timedelta] = timedelta()
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent="tell_mood",
            zh=("[我想]跟你说说我的心情", "(问问我的心情|记一下我的心情)"),
            en=("ask me how i feel", "i want to tell you how i feel"),
        ),
        Phrasing(
            intent="ask_mood_week",
            zh=("我(这周|这星期|最近)(心情|情绪)怎么样", "我最近说过什么心情"),
            en=("how (was|has been) my mood (this week|lately)", "what did i say about my mood"),
            slots=MappingProxyType({"wish": "week"}),
        ),
    )

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._options = options

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Ask her, tell her, or tell her carers what she said herself."""
        match goal.parameter("wish"):
            case "week":
                words = knowledge.say(_week_aloud(knowledge.moods))
                said = yield words
                return conclude(DONE if said.succeeded else FAILED, "说了她这周的心情。", "It told her of her week.")
            case "report":
                return (yield from _report(knowledge))
            case _:
                return (yield from self._ask(knowledge))

    def _ask(self, knowledge: Knowledge) -> Plan:
        answer = yield knowledge.ask(addressed(knowledge, _HOW_ARE_YOU), self._options.answer)
        mood = mood_in(answer)
        if mood is None and not _left_open(answer):
            answer = yield knowledge.ask(_WHICH, self._options.answer)
            mood = mood_in(answer)
        if wants_a_person(answer):
            yield from call_and_say(knowledge, _WANTS_COMPANY, level_of_call(answer))
            return conclude(DONE, "她要找人，已经叫了。", "She wanted a person, who was called.", Finding.NEEDS_HELP)
        if mood is None:
            return (yield from _leave_it(answer, knowledge))
        if mood <= Mood.LOW:
            yield from self._meet(knowledge)
        else:
            yield knowledge.say(_THANKS)
        return _noted(mood, knowledge)

    def _meet(self, knowledge: Knowledge) -> Steps[None]:
        yield knowledge.say(_I_HEAR)
        wanted = yield knowledge.ask(_SHALL_I, self._options.answer)
        if said_yes(wanted) or wants_a_person(wanted):
            yield from call_and_say(knowledge, _WANTS_COMPANY, max(AlarmLevel.LOW, level_of_call(wanted)))
        elif said_no(wanted):
            yield knowledge.say(_AS_YOU_LIKE)


def mood_in(answer: Outcome) -> Mood | None:
    """The step that she named herself; None where she named none."""
    if answer.answer is not None and answer.answer.name == FINE:
        return Mood.GOOD
    if _left_open(answer):
        return None
    words = answer.answer_text.lower()
    return next((mood for mood, pattern in _WORDS if pattern.search(words)), None)


def _left_open(answer: Outcome) -> bool:
    refused = answer.answer is not None and answer.answer.name in {NOT_NOW}
    return nothing_heard(answer) or said_no(answer) or wants_a_person(answer) or refused or not answer.succeeded


def _leave_it(answer: Outcome, knowledge: Knowledge) -> Plan:
    if nothing_heard(answer):
        return conclude(DONE, "没有回应，没再问。", "There was no answer; it did not insist.", Finding.NO_ANSWER)
    yield knowledge.say(_AS_YOU_LIKE)
    return conclude(DONE, "她没说心情，没再问。", "She told no mood; it did not insist.", Finding.REFUSED)


def _noted(mood: Mood, knowledge: Knowledge) -> Conclusion:
    """What she said, for the record where she has agreed to it, and for nothing else where not."""
    resident = knowledge.resident
    agreed = resident is not None and Consent.MOOD in resident.consents
    if not agreed:
        return conclude(DONE, "问了心情，没有记。", "It asked for her mood and kept nothing.")
    name = _NAMES[mood]
    return Conclusion(
        result=GoalResult.DONE,
        summary=Text(zh=f"她自己说心情：{name.zh}。", en=f"She said herself that her mood is {name.en}."),
        finding=f"{MOOD_PREFIX}{int(mood)}",
    )


def _week_aloud(week: MoodWeek) -> Text:
    if not week.reports:
        return _NOTHING_YET
    told = _counted(week)
    return Text(zh=f"这七天您说过：{told.zh}。", en=f"In the last seven days you said: {told.en}.")


def _counted(week: MoodWeek) -> Text:
    counts = [(mood, week.reports.count(mood)) for mood in reversed(Mood) if mood in week.reports]
    return Text(
        zh="，".join(f"{_NAMES[mood].zh}{count}次" for mood, count in counts),
        en=", ".join(f"{_NAMES[mood].en} {count} time{'s' if count > 1 else ''}" for mood, count in counts),
    )


def _report(knowledge: Knowledge) -> Plan:
    """What she said herself, for her carers; no judgement of it and no advice."""
    who, told = name_for_carers(knowledge), _counted(knowledge.moods)
    text = Text(
        zh=f"{who.zh}这七天自己说的心情：{told.zh or '没有说过'}。这不是诊断。",
        en=f"{who.en}'s mood in her own words, these seven days: {told.en or 'none told'}. This is no diagnosis.",
    )
    sent = yield Notify(text=text, level=AlarmLevel.INFORMATION, about=knowledge.resident_id())
    return conclude(DONE if sent.succeeded else FAILED, "每周的心情小结。", "The week's summary of her mood.")
