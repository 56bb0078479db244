"""Hear in confidence what somebody does to her, and ask one person whom she trusts to come and listen.

Never the one accused, never in front of all: what the carers read names no deed. Who is told, she decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final

from carebot.core.actions import AlarmLevel
from carebot.core.dangers import ACCUSED, PROTOCOL, Accused
from carebot.core.goals import Goal, Plan, Priority, Resource, SafeEnd
from carebot.core.intents import Phrasing
from carebot.core.language import Text
from carebot.core.people import NURSES, Caregiver, Role
from skills._talking import (
    Steps,
    addressed,
    call_and_say,
    call_result,
    level_of_call,
    name_for_carers,
    nothing_heard,
    notify,
    said_no,
    said_yes,
    wants_a_person,
)
from skills.base import DONE, FAILED, Finding, Knowledge, Skill, conclude, ends_when_stopped
from skills.protocols.base import Protocol
from skills.protocols.house import PROTOCOLS


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How long an answer may take, and how many people are named at most."""

    answer: timedelta = timedelta(seconds=15)
    named_at_most: int = 3


_DEFAULTS: Final = Options()
_LISTENING: Final = Text(zh="谢谢您告诉我，我听着呢。", en="Thank you for telling me. I am listening.")
_NOBODY_ELSE: Final = Text(zh="好的，我谁也不去叫。", en="All right, I will not call anybody.")
_ANY_TIME: Final = Text(zh="您想说的时候再叫我。", en="Call me whenever you wish to talk.")
_NOBODY_TO_ASK: Final = Text(zh="对不起，我没有可以单独去请的人。", en="I'm sorry, I have nobody to ask in private.")
_WANTS_COMPANY: Final = Text(zh="想有人过去坐坐", en="would like somebody to come and sit with her")
_ALONE: Final = Text(zh="有话想单独对您说", en="would like a word with you alone")
_WHOSE: Final = {
    Accused.CARERS: frozenset({Role.CAREGIVER}),
    Accused.NURSES: NURSES,
    Accused.FAMILY: frozenset({Role.FAMILY}),
}
_CONFIDANTS: Final = (Role.NURSE, Role.HEAD_NURSE, Role.FAMILY, Role.CAREGIVER)


class Confide(Skill):
    """Listens and asks whom to send for. Parameters: `protocol` (none: she only asked to talk alone), `accused`."""

    title: ClassVar[Text] = Text(zh="听她单独说一件事", en="Hear something in confidence")
    description: ClassVar[Text] = Text(
        zh="先听，再问她想请谁单独来听；绝不去找被说的那个人。",
        en="Listens, then asks whom to send for, alone; never the one she speaks of.",
    )
    priority: ClassVar[Priority] = Priority.CARE
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    stale_after: ClassVar[timedelta] = timedelta(minutes=2)
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = (
        (),
        ((PROTOCOL, "violence"), (ACCUSED, "carers")),
        ((PROTOCOL, "violence"), (ACCUSED, "zhao")),
        ((PROTOCOL, "money_taken"), (ACCUSED, "family")),
        ((PROTOCOL, "money_taken"), (ACCUSED, "somebody")),
    )
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent="confide",
            zh=(
                "[我](想|要)(单独|私下)(说|讲)[一]件(事|事儿|事情)",
                "我有(话|事)(想|要)(单独|私下)(说|跟人说|讲)",
                "(别让别人听见|有件事我不敢说)",
            ),
            en=(
                "i (want|would like|need) to (talk|speak|say something) (in private|in confidence|alone)",
                "(can|could) i tell you something (in private|in confidence)",
                "i have something to say in private",
            ),
        ),
    )

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._options = options

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Listen, name people one by one until she agrees to one, and send for that one alone."""
        protocol = PROTOCOLS.get(goal.parameter(PROTOCOL))
        for text in protocol.first if protocol is not None else (_LISTENING,):
            yield knowledge.say(text)
        accused = frozenset(filter(None, goal.parameter(ACCUSED).split(",")))
        confidants = _confidants(knowledge, accused)[: self._options.named_at_most]
        if not confidants:
            return (yield from _nobody(protocol, knowledge))
        return (yield from self._ask_whom(confidants, protocol, accused, knowledge))

    def _ask_whom(
        self,
        confidants: Sequence[Caregiver],
        protocol: Protocol | None,
        accused: frozenset[str],
        knowledge: Knowledge,
    ) -> Plan:
        for person in confidants:
            answer = yield knowledge.ask(_shall_i_ask(person), self._options.answer)
            if wants_a_person(answer):
                yield from call_and_say(knowledge, _WANTS_COMPANY, level_of_call(answer))
                return conclude(DONE, "已另外叫人。", "People were called.", Finding.NEEDS_HELP)
            if said_yes(answer):
                return (yield from _send_for(person, protocol, knowledge))
            if nothing_heard(answer):
                return (yield from _silent(person, protocol, accused, knowledge))
            if not said_no(answer):
                yield knowledge.say(_LISTENING)
        yield knowledge.say(_NOBODY_ELSE)
        yield from _offer_line(protocol, knowledge)
        return conclude(DONE, "她不想让人知道，没有叫人。", "She wanted nobody told.", Finding.REFUSED)


def _silent(person: Caregiver, protocol: Protocol | None, accused: frozenset[str], knowledge: Knowledge) -> Plan:
    """Nobody is left alone with it: whoever is surely not accused comes alone, else anybody for company's sake."""
    if Accused.SOMEBODY not in accused:
        return (yield from _send_for(person, protocol, knowledge))
    yield from call_and_say(knowledge, _WANTS_COMPANY, AlarmLevel.MEDIUM)
    return conclude(
        DONE, "没有回答，请人过去坐坐。", "There was no answer; somebody was asked to sit with her.", Finding.NO_ANSWER
    )


def _confidants(knowledge: Knowledge, accused: frozenset[str]) -> Sequence[Caregiver]:
    """Who may be asked to listen, whom she chose herself first: nobody who is accused, by name or by kind."""
    kinds = {role for kind, roles in _WHOSE.items() if kind.value in accused for role in roles}
    resident = knowledge.resident
    chosen = resident.values.told | {resident.values.proxy} if resident is not None else frozenset()
    free = (
        person
        for person in knowledge.house.caregivers
        if person.role in _CONFIDANTS
        and person.role not in kinds
        and person.id not in accused
        and (person.role is not Role.FAMILY or person.id in chosen)
    )
    return sorted(free, key=lambda one: (one.id not in chosen, not one.on_shift, _CONFIDANTS.index(one.role), one.id))


def _shall_i_ask(person: Caregiver) -> Text:
    return Text(
        zh=f"我只请{person.name.zh}一个人来听您说，好吗？",
        en=f"Shall I ask {person.name.en}, and nobody else, to come and listen?",
    )


def _send_for(person: Caregiver, protocol: Protocol | None, knowledge: Knowledge) -> Plan:
    """Tell the one person, in words that name no deed."""
    who = name_for_carers(knowledge)
    what = protocol.happened if protocol is not None else _ALONE
    text = Text(
        zh=f"{person.name.zh}：{who.zh}{what.zh}，请您一个人过去。",
        en=f"{person.name.en}: {who.en} {what.en}. Please go by yourself.",
    )
    called = yield from notify(knowledge, text, AlarmLevel.MEDIUM)
    yield knowledge.say(call_result(called) if not called else _sent_for(person))
    yield from _offer_line(protocol, knowledge)
    if not called:
        return conclude(FAILED, "没能通知到她信得过的人。", "The one whom she trusts could not be reached.")
    return conclude(DONE, "已请一个人单独来听。", "One person was asked to come and listen.", Finding.NEEDS_HELP)


def _sent_for(person: Caregiver) -> Text:
    return Text(
        zh=f"我已经告诉{person.name.zh}了，没说是什么事。",
        en=f"I have told {person.name.en}, but not what it is about.",
    )


def _nobody(protocol: Protocol | None, knowledge: Knowledge) -> Plan:
    yield knowledge.say(addressed(knowledge, _NOBODY_TO_ASK))
    yield from _offer_line(protocol, knowledge)
    return conclude(FAILED, "没有可以单独去请的人。", "There is nobody to be asked in private.", Finding.NEEDS_HELP)


def _offer_line(protocol: Protocol | None, knowledge: Knowledge) -> Steps[None]:
    line = protocol.offered_line(knowledge.house.numbers) if protocol is not None else None
    yield knowledge.say(line if line is not None else _ANY_TIME)
