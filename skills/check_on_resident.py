"""Check on a resident: asks from afar, comes near, asks again, and concludes with what was found.

Only clear words that all is well count as that; silence, a moan or anything doubtful calls people. It never touches.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum, auto
from math import isfinite
from typing import ClassVar, Final

from carebot.core.actions import AlarmLevel, Approach, Ask, Wait
from carebot.core.dangers import KEEP_AWAY, PROTOCOL
from carebot.core.goals import Conclusion, Goal, Plan, Priority
from carebot.core.home import Point
from carebot.core.intents import NO, STOP, YES, Phrasing
from carebot.core.language import Text
from carebot.core.outcomes import Outcome
from skills._talking import (
    Steps,
    addressed,
    call_result,
    concerning,
    name_for_carers,
    nothing_heard,
    notify,
    wants_a_person,
    where_for_carers,
)
from skills.base import DONE, FAILED, FINE, QUIET, Finding, Knowledge, Skill, conclude, ends_when_stopped
from skills.protocols.house import PROTOCOLS


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How long answers may take, how near the robot comes, how loud it asks, how long it keeps company.

    The two answers and the words together stay within the voice check of 15 s (SAFETY.md) but for the drive between
    them, which the incident's own deadline bounds.
    """

    first_answer: timedelta = timedelta(seconds=4)
    second_answer: timedelta = timedelta(seconds=8)
    stop_at_m: float = 1.0
    alarm_volume_db: float = 65.0
    comfort_every: timedelta = timedelta(seconds=45)
    comfort_rounds: int = 30


class _Reply(Enum):
    WELL = auto()
    NEEDS_HELP = auto()
    GO_AWAY = auto()
    DOUBTFUL = auto()
    SILENCE = auto()


_DEFAULTS: Final = Options()
_FINDINGS: Final = {
    _Reply.WELL: Finding.WELL,
    _Reply.NEEDS_HELP: Finding.NEEDS_HELP,
    _Reply.GO_AWAY: Finding.REFUSED,
    _Reply.DOUBTFUL: Finding.NEEDS_HELP,
    _Reply.SILENCE: Finding.NO_ANSWER,
}
_SUMMARIES: Final = {
    _Reply.WELL: Text(zh="本人说没事。", en="The resident says that all is well."),
    _Reply.NEEDS_HELP: Text(zh="本人说需要帮忙。", en="The resident needs help."),
    _Reply.GO_AWAY: Text(zh="本人不让靠近，情况没有问清。", en="The resident sent the robot away; nothing is certain."),
    _Reply.DOUBTFUL: Text(zh="听到了声音，但没说清楚。", en="The resident answered, but not clearly."),
    _Reply.SILENCE: Text(zh="问了两遍，没有听到回答。", en="Asked twice and heard no answer."),
}
_ARE_YOU_WELL: Final = Text(zh="我来看看您。您还好吗？", en="I am coming to you. Are you all right?")
_HELP_NEAR: Final = Text(zh="我来了。您需要帮忙吗？", en="I am here. Do you need help?")
_HELP_FAR: Final = Text(zh="我过不去。您需要帮忙吗？", en="I cannot get to you. Do you need help?")
_GLAD: Final = Text(zh="那就好。有事随时叫我。", en="That is good. Call me whenever you need me.")
_AS_YOU_LIKE: Final = Text(zh="好的，我不过去。", en="All right, I will keep away.")
_CALLING: Final = Text(zh="我已经在叫护理员了。", en="I am calling the carers.")
_COMING: Final = Text(zh="我过来陪您。", en="I am coming to be with you.")
_STAYING_HERE: Final = Text(zh="我不过去，我在这儿陪您。", en="I stay where I am, and keep you company from here.")
_COMFORT: Final = (
    Text(zh="我在这儿陪着您。", en="I am here with you."),
    Text(zh="您先别着急起来，等人来扶。", en="Don't hurry to get up. Wait for a person's hand."),
    Text(zh="您可以跟我说说话。", en="You can talk to me if you like."),
)


class CheckOnResident(Skill):
    """Asks a resident how she is. With the parameter `called`, people are called already and it keeps her company."""

    title: ClassVar[Text] = Text(zh="看看老人是否安好", en="Check on a resident")
    description: ClassVar[Text] = Text(
        zh="先问一声，再到身边问，没人答应就叫人；不碰老人，也不离开。",
        en="Asks from afar, comes near and asks again; calls people when unsure; never touches, never leaves.",
    )
    priority: ClassVar[Priority] = Priority.EMERGENCY
    stale_after: ClassVar[timedelta] = timedelta(minutes=1)
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = (
        (),
        (("incident", "i1"), ("x_m", "2.0"), ("y_m", "6.5")),
        (("incident", "i1"), ("called", "yes"), ("x_m", ""), ("y_m", "")),
        *((("incident", "i1"), ("called", "yes"), (PROTOCOL, name)) for name in PROTOCOLS),
        (("incident", "i1"), ("called", "yes"), (PROTOCOL, "self_harm"), (KEEP_AWAY, "yes")),
    )
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent="check_on_resident",
            zh=(
                "[请|你|麻烦你](去看看|去看一下|去瞧瞧|看看|问问|去问问){resident}[怎么样了|怎么样|好不好|在干什么|有没有事]",
                "{resident}(怎么样了|还好吗|没事吧|在干什么)",
            ),
            en=(
                "[please] (check on|look in on|go and see|look after) {resident} [please]",
                "(is {resident} (all right|alright|ok|okay)|how is {resident})",
                "[please] (see|check) (if|whether) {resident} is (all right|alright|ok|okay)",
            ),
        ),
    )

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._options = options

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Ask at once, come near, ask again; clear words end it at any time."""
        knowledge = concerning(knowledge, goal.parameter("about") or goal.parameter("resident"))
        if goal.parameter("called"):
            return (yield from self._keep_company(goal, knowledge))
        outcome = yield self._question(goal, knowledge, _ARE_YOU_WELL, self._options.first_answer)
        reply = _reply_to_well(outcome)
        if reply in {_Reply.DOUBTFUL, _Reply.SILENCE}:
            came = yield self._approach(goal, knowledge)
            text = _HELP_NEAR if came.succeeded else _HELP_FAR
            outcome = yield self._question(goal, knowledge, text, self._options.second_answer)
            reply = _reply_to_help(outcome)
        return (yield from _finish(goal, knowledge, reply))

    def _keep_company(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Say what was done, come near, stay and speak from time to time, until somebody ends the goal."""
        protocol = PROTOCOLS.get(goal.parameter(PROTOCOL))
        for text in protocol.first if protocol is not None else ():
            yield replace(knowledge.say(text), alarm=True)
        yield knowledge.say(addressed(knowledge, _CALLING))
        with_her = yield from self._come(goal, knowledge)
        line = protocol.offered_line(knowledge.house.numbers) if protocol is not None else None
        if line is not None:
            yield knowledge.say(line)
        comfort = protocol.stay if protocol is not None else _COMFORT
        for turn in range(self._options.comfort_rounds):
            spoken = yield knowledge.say(comfort[turn % len(comfort)])
            with_her = with_her or spoken.succeeded
            yield Wait(duration=self._options.comfort_every)
        if not with_her:
            return conclude(FAILED, "既过不去，也没法跟老人说话。", "It could neither come near nor speak to her.")
        return conclude(DONE, "一直陪着老人。", "It kept the resident company.")

    def _come(self, goal: Goal, knowledge: Knowledge) -> Steps[bool]:
        """Come near, unless she said that nothing may; whether it is with her."""
        if goal.parameter(KEEP_AWAY):
            yield knowledge.say(_STAYING_HERE)
            return False
        yield knowledge.say(_COMING)
        came = yield self._approach(goal, knowledge)
        return came.succeeded

    def _question(self, goal: Goal, knowledge: Knowledge, text: Text, timeout: timedelta) -> Ask:
        ask = knowledge.ask(addressed(knowledge, text), timeout)
        return replace(ask, alarm=True, volume_db=self._options.alarm_volume_db) if goal.parameter("incident") else ask

    def _approach(self, goal: Goal, knowledge: Knowledge) -> Approach:
        return Approach(
            person=knowledge.resident_id() or goal.parameter("about"),
            stop_at_m=self._options.stop_at_m,
            last_seen=_last_seen(goal) or knowledge.last_seen,
        )


def _last_seen(goal: Goal) -> Point | None:
    try:
        point = Point(x_m=float(goal.parameter("x_m")), y_m=float(goal.parameter("y_m")))
    except ValueError:
        return None
    return point if isfinite(point.x_m) and isfinite(point.y_m) else None


def _reply_to_well(outcome: Outcome) -> _Reply:
    """What an answer to "are you all right?" means. A bare yes may be a moan, so it is asked once more."""
    name = outcome.answer.name if outcome.answer else ""
    match name:
        case _ if name == FINE:
            return _Reply.WELL
        case _ if name == NO or wants_a_person(outcome):
            return _Reply.NEEDS_HELP
        case _ if name in {STOP, QUIET}:
            return _Reply.GO_AWAY
        case _:
            return _Reply.SILENCE if nothing_heard(outcome) else _Reply.DOUBTFUL


def _reply_to_help(outcome: Outcome) -> _Reply:
    """What an answer to "do you need help?" means."""
    name = outcome.answer.name if outcome.answer else ""
    if name in {YES, NO}:
        return _Reply.NEEDS_HELP if name == YES else _Reply.WELL
    return _reply_to_well(outcome)


def _finish(goal: Goal, knowledge: Knowledge, reply: _Reply) -> Plan:
    """The conclusion, said aloud where nothing is urgent; without an incident behind it the skill calls by itself."""
    if reply is _Reply.WELL:
        yield knowledge.say(_GLAD)
    elif reply is _Reply.GO_AWAY:
        yield knowledge.say(_AS_YOU_LIKE)
    if reply is not _Reply.WELL and not goal.parameter("incident"):
        yield from _call(knowledge, reply)
    return _conclusion(reply)


def _call(knowledge: Knowledge, reply: _Reply) -> Steps[None]:
    """Tell the carers, at high when help is wanted, else at medium; and tell the resident."""
    who, where, what = name_for_carers(knowledge), where_for_carers(knowledge), _SUMMARIES[reply]
    level = AlarmLevel.HIGH if reply is _Reply.NEEDS_HELP else AlarmLevel.MEDIUM
    text = Text(zh=f"{who.zh}（{where.zh}）：{what.zh}", en=f"{who.en} ({where.en}): {what.en}")
    called = yield from notify(knowledge, text, level)
    yield knowledge.say(call_result(called))


def _conclusion(reply: _Reply) -> Conclusion:
    what = _SUMMARIES[reply]
    return conclude(DONE if reply is _Reply.WELL else FAILED, what.zh, what.en, _FINDINGS[reply])
