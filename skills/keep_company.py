"""Keep company: greets, chats, invites to remember, tells a poem, a story or a joke, and can be sent away.

It says that it is a machine, plays no relative, claims no feelings, and says so when it did not understand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import ClassVar, Final

from carebot.core.actions import AlarmLevel
from carebot.core.body import Ability
from carebot.core.goals import Goal, Plan, Priority, Resource, SafeEnd
from carebot.core.intents import STOP, Form, Phrasing
from carebot.core.language import Text
from carebot.core.outcomes import Outcome
from carebot.core.people import Consent
from skills._company_forms import FORMS
from skills._company_phrasings import PHRASINGS
from skills._company_sayings import SAYINGS
from skills._company_words import (
    ANSWERS,
    AS_YOU_LIKE,
    CALL_FAMILY,
    CHAT,
    GREETINGS,
    I_AM_HERE,
    I_AM_WITH_YOU,
    LEAVE,
    LISTENING,
    LONELY,
    NO_RELATIVE,
    NO_WATCH,
    ONLY_A_MACHINE,
    PAUSE,
    POEM,
    QUIET_COMPANY,
    SOMEBODY_TO_SIT,
    TALKED_LONG,
    TELL_OF_HOME,
    THANKS_FOR_TELLING,
    WANTS_COMPANY,
    WANTS_FAMILY,
    YOU_MISS_IT,
)
from skills._keeping import keep
from skills._tale_sayings import SAYINGS as TALES
from skills._talking import (
    Steps,
    addressed,
    asked_aloud,
    call_and_say,
    level_of_call,
    nothing_heard,
    said_no,
    said_yes,
    wants_a_person,
)
from skills._telling import PIECES, one_of, tell
from skills._unclear import not_understood, talked
from skills.base import (
    DONE,
    NOT_NOW,
    QUIET,
    Finding,
    Knowledge,
    Skill,
    conclude,
    conclude_from,
    ends_when_stopped,
)
from skills.repertoire.questions import MEMORIES, OPENINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How long an answer in a conversation may take."""

    answer: timedelta = timedelta(seconds=12)


_DEFAULTS: Final = Options()

_STEERING: Final[Mapping[str, tuple[Text, Text]]] = MappingProxyType(
    {
        "lonely": (LONELY, WANTS_COMPANY),
        "relative": (CALL_FAMILY, WANTS_FAMILY),
        "missing": (CALL_FAMILY, WANTS_FAMILY),
        "attached": (SOMEBODY_TO_SIT, WANTS_COMPANY),
    }
)
"""What is offered, and what carers read on a yes."""
_FIRST: Final = {"relative": NO_RELATIVE, "missing": YOU_MISS_IT, "attached": ONLY_A_MACHINE}
"""What is said before the offer."""


class KeepCompany(Skill):
    """Talks with the resident. Parameters: `topic` (none: a conversation), or `unclear` with words nobody claims."""

    title: ClassVar[Text] = Text(zh="陪伴", en="Keep company")
    description: ClassVar[Text] = Text(
        zh="问好、聊天、念诗、讲故事，让它安静就安静；从不冒充真人。",
        en="Greets, chats, tells poems and stories, and is quiet when told; never passes for a person.",
    )
    priority: ClassVar[Priority] = Priority.COMPANY
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    stale_after: ClassVar[timedelta] = timedelta()
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = (
        (),
        *(
            ((("topic", topic),))
            for topic in ("greeting", "poem", "story", "joke", "memories", "relative", "missing", "lonely")
        ),
        *(((("topic", topic),)) for topic in ("attached", "pause", "home")),
        (("unclear", "把那个弄一下"),),
    )
    phrasings: ClassVar[tuple[Phrasing, ...]] = PHRASINGS
    forms: ClassVar[tuple[Form, ...]] = FORMS
    sayings: ClassVar[tuple[Phrasing, ...]] = (*SAYINGS, *TALES)
    by_meaning: ClassVar[frozenset[str]] = frozenset(one.intent for one in PHRASINGS)

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._options = options

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """What the topic asks for; without one, a conversation."""
        unclear, topic = goal.parameter("unclear"), goal.parameter("topic")
        if unclear:
            return (yield from not_understood(unclear, goal, knowledge))
        if topic in PIECES:
            return (yield from tell(topic, goal, knowledge))
        if topic in ANSWERS:
            words = knowledge.say(_answer_to(topic, knowledge))
            said = yield words
            if not said.succeeded:
                return conclude_from(said, words)
            return conclude(DONE, "回了老人的话。", "It answered the resident.")
        return (yield from self._talk(topic, goal, knowledge))

    def _talk(self, topic: str, goal: Goal, knowledge: Knowledge) -> Plan:
        match topic:
            case "greeting":
                return (yield from _greet(knowledge))
            case "memories":
                answer = yield from self._listen_to(goal, one_of(MEMORIES, goal, "memory"), knowledge)
                return talked(answer)
            case "home":
                return (yield from self._validate(goal, knowledge))
            case "pause":
                return (yield from self._suggest_pause(knowledge))
            case _ if topic in _STEERING:
                return (yield from self._steer(topic, goal, knowledge))
            case _:
                return (yield from self._converse(goal, knowledge))

    def _steer(self, topic: str, goal: Goal, knowledge: Knowledge) -> Plan:
        """Away from the machine and towards people, who alone can be what she longs for."""
        if topic == "lonely":
            yield from self._listen_to(goal, LISTENING, knowledge)
        else:
            yield knowledge.say(_FIRST[topic])
        return (yield from self._offer(*_STEERING[topic], knowledge))

    def _converse(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Greeting, a question or two, a poem. Uninvited it asks leave first, and who likes it quiet is not asked."""
        if not asked_aloud(goal):
            yield knowledge.say(_greeting(knowledge))
            if knowledge.resident is not None and knowledge.resident.values.quiet_company:
                said = yield knowledge.say(QUIET_COMPANY)
                return talked(said)
            invited = yield knowledge.ask(CHAT, self._options.answer)
            if not said_yes(invited):
                return (yield from _withdraw(invited, knowledge))
        for question in (one_of(OPENINGS, goal, "opening"), one_of(MEMORIES, goal, "memory")):
            answer = yield from self._listen_to(goal, question, knowledge)
            if _ends_the_talk(answer):
                return (yield from _withdraw(answer, knowledge))
        wanted = yield knowledge.ask(POEM, self._options.answer)
        if said_yes(wanted):
            return (yield from tell("poem", goal, knowledge))
        said = yield knowledge.say(I_AM_HERE)
        return talked(said)

    def _listen_to(self, goal: Goal, question: Text, knowledge: Knowledge) -> Steps[Outcome]:
        """Ask, and take the answer as what it is: something told, a call for a person, or nothing."""
        answer = yield knowledge.ask(question, self._options.answer)
        if wants_a_person(answer):
            said = Text(zh=f"聊天时说：“{answer.answer_text}”", en=f"said while talking: “{answer.answer_text}”")
            yield from call_and_say(knowledge, said, level_of_call(answer))
        elif not nothing_heard(answer) and not _ends_the_talk(answer):
            yield knowledge.say(THANKS_FOR_TELLING)
            yield from keep(goal, knowledge, question, answer.answer_text if answer.answer is None else "")
        return answer

    def _validate(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Whoever longs for home, her mother or her work is not set right: the longing is real."""
        yield knowledge.say(YOU_MISS_IT)
        answer = yield from self._listen_to(goal, TELL_OF_HOME, knowledge)
        if nothing_heard(answer):
            yield knowledge.say(I_AM_WITH_YOU)
        return talked(answer)

    def _suggest_pause(self, knowledge: Knowledge) -> Plan:
        """Once, kindly, and whatever she answers is right (CAC draft on human-like AI, 2025: after two hours)."""
        yield knowledge.say(addressed(knowledge, TALKED_LONG))
        answer = yield knowledge.ask(PAUSE, self._options.answer)
        if wants_a_person(answer):
            yield from call_and_say(knowledge, WANTS_COMPANY, level_of_call(answer))
        elif not nothing_heard(answer):
            yield knowledge.say(AS_YOU_LIKE)
        return talked(answer)

    def _offer(self, question: Text, what: Text, knowledge: Knowledge) -> Plan:
        """Offer to ask a carer for something, and do so on a yes."""
        answer = yield knowledge.ask(question, self._options.answer)
        if said_yes(answer) or wants_a_person(answer):
            yield from call_and_say(knowledge, what, max(AlarmLevel.LOW, level_of_call(answer)))
        elif said_no(answer):
            yield knowledge.say(AS_YOU_LIKE)
        return talked(answer)


def _greet(knowledge: Knowledge) -> Plan:
    greeting = knowledge.say(_greeting(knowledge))
    said = yield greeting
    if not said.succeeded:
        return conclude_from(said, greeting)
    return conclude(DONE, "问了好。", "It greeted the resident.")


def _greeting(knowledge: Knowledge) -> Text:
    _, greeting = max(
        (entry for entry in GREETINGS if entry[0] <= knowledge.local_time.hour), key=lambda entry: entry[0]
    )
    return addressed(knowledge, greeting)


def _withdraw(answer: Outcome, knowledge: Knowledge) -> Plan:
    """Leave her in peace; without a word when nothing was heard, for she may be asleep."""
    if nothing_heard(answer):
        return conclude(DONE, "没有回应，没再打扰。", "There was no answer; it did not insist.", Finding.NO_ANSWER)
    yield knowledge.say(LEAVE)
    return conclude(DONE, "老人想安静，没再打扰。", "The resident wanted quiet.", Finding.REFUSED)


def _ends_the_talk(answer: Outcome) -> bool:
    return (
        nothing_heard(answer)
        or wants_a_person(answer)
        or (answer.answer is not None and answer.answer.name in {QUIET, STOP, NOT_NOW})
    )


def _answer_to(topic: str, knowledge: Knowledge) -> Text:
    """The answer; watching is promised only where the body can look and the resident has agreed to the camera."""
    resident = knowledge.resident
    agreed = resident is None or Consent.CAMERA_POSE in resident.consents
    can_watch = agreed and Ability.LOOK in knowledge.house.manifest.abilities
    return NO_WATCH if topic == "watch" and not can_watch else ANSWERS[topic]
