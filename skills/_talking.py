"""What skills say in common: the form of address, failures in plain words, and the offer to call a carer.

Nothing is said to have happened that an outcome does not show.
"""

from collections.abc import Generator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final, TypeVar

from carebot.core.actions import Action, AlarmLevel, Notify
from carebot.core.goals import Goal
from carebot.core.intents import HELP, NO, STOP, YES
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING, Outcome, Result
from carebot.core.people import RequesterKind, ResidentId
from skills.base import CALL_CAREGIVER, DESPAIR, FEEL_UNWELL, NEED_A_HAND, QUIET, Knowledge

T = TypeVar("T")
Steps = Generator[Action, Outcome, T]

NOTIFY_ATTEMPTS: Final = 2
ANSWER_TIME: Final = timedelta(seconds=10)

_CALLS: Final = {
    HELP: AlarmLevel.HIGH,
    DESPAIR: AlarmLevel.HIGH,
    CALL_CAREGIVER: AlarmLevel.MEDIUM,
    FEEL_UNWELL: AlarmLevel.MEDIUM,
    NEED_A_HAND: AlarmLevel.MEDIUM,
}
_UNASKED: Final = (RequesterKind.SCHEDULE, RequesterKind.ROBOT)
_CALLED: Final = Text(zh="我已经通知护理员了。", en="I have told the carers.")
_NOT_CALLED: Final = Text(
    zh="对不起，我没能通知到护理员。请您按呼叫铃。",
    en="I'm sorry, I could not reach the carers. Please press the call bell.",
)
_OFFER: Final = Text(zh="要我请护理员来帮您吗？", en="Shall I ask a carer to help you?")
_AS_YOU_LIKE: Final = Text(zh="好的，听您的。", en="All right, as you wish.")


def addressed(knowledge: Knowledge, text: Text) -> Text:
    """`text` with the resident's form of address before it, where it is surely she who is spoken to."""
    if not knowledge.surely:
        return text
    called = knowledge.called()
    return Text(zh=f"{called.zh}，{text.zh}", en=f"{called.en}, {_inside_a_sentence(text.en)}")


def _inside_a_sentence(english: str) -> str:
    first = english.split(" ", maxsplit=1)[0]
    keeps_its_capital = first == "I" or first.startswith("I'")
    return english if keeps_its_capital else english[:1].lower() + english[1:]


def concerning(knowledge: Knowledge, resident_id: ResidentId) -> Knowledge:
    """`knowledge` with this resident as the one who is meant, whoever asked; unchanged when the id is unknown."""
    resident = knowledge.house.resident(resident_id)
    if resident is None or resident == knowledge.resident:
        return knowledge
    return replace(knowledge, resident=resident, last_seen=None)


def asked_aloud(goal: Goal) -> bool:
    """Whether a person asked for `goal`, and so expects words; what the robot does by itself it does quietly."""
    return goal.requested_by.kind not in _UNASKED


def said_yes(outcome: Outcome) -> bool:
    """Whether the answer was a yes."""
    return outcome.answer is not None and outcome.answer.name == YES


def said_no(outcome: Outcome) -> bool:
    """Whether the answer was a no in any of its forms: "stop" and "leave me in peace" are a no to every question."""
    return outcome.answer is not None and outcome.answer.name in {NO, STOP, QUIET}


def level_of_call(outcome: Outcome) -> AlarmLevel:
    """How urgently the answer asks for a person; INFORMATION when it does not."""
    return _CALLS.get(outcome.answer.name, AlarmLevel.INFORMATION) if outcome.answer else AlarmLevel.INFORMATION


def wants_a_person(outcome: Outcome) -> bool:
    """Whether the answer asks for a person's help."""
    return level_of_call(outcome) > AlarmLevel.INFORMATION


def nothing_heard(outcome: Outcome) -> bool:
    """Whether no words came back."""
    return outcome.answer is None and not outcome.answer_text.strip()


def listed(names: Sequence[Text]) -> Text:
    """The names as a list in a sentence."""
    *others, last = [name.en for name in names] or [""]
    return Text(zh="、".join(name.zh for name in names), en=f"{', '.join(others)} and {last}" if others else last)


def why_not(outcome: Outcome, wish: Text) -> Text:
    """Why `wish` (a verb with its object) did not come about, in words for the one who asked."""
    match outcome.result:
        case Result.REFUSED:
            reason = outcome.detail
            return Text(
                zh=f"对不起，我不能{wish.zh}。{reason.zh}", en=f"I'm sorry, I may not {wish.en}. {reason.en}".strip()
            )
        case Result.UNSUPPORTED:
            return Text(zh=f"对不起，我没有这个本事，没法{wish.zh}。", en=f"I'm sorry, I am not able to {wish.en}.")
        case Result.PLANNING:
            return Text(
                zh=f"对不起，路不通，我没法{wish.zh}。", en=f"I'm sorry, there is no free way, so I cannot {wish.en}."
            )
        case _:
            return Text(zh=f"对不起，我没能{wish.zh}。", en=f"I'm sorry, I did not manage to {wish.en}.")


def explain(knowledge: Knowledge, outcome: Outcome, wish: Text) -> Steps[None]:
    """Say why `wish` did not come about, and what is possible instead."""
    yield knowledge.say(why_not(outcome, wish))
    if outcome.alternative.zh:
        yield knowledge.say(outcome.alternative)


def notify(knowledge: Knowledge, text: Text, level: AlarmLevel) -> Steps[bool]:
    """Tell the carers, a second time if need be; whether it reached one of them."""
    for _ in range(NOTIFY_ATTEMPTS):
        outcome = yield Notify(text=text, level=level, about=knowledge.resident_id())
        if outcome.succeeded:
            return True
        if outcome.result is Result.REFUSED:
            break
    return False


def call_result(called: bool) -> Text:
    """What to say of a call, by whether it reached somebody."""
    return _CALLED if called else _NOT_CALLED


def explain_and_offer_carer(
    goal: Goal, knowledge: Knowledge, outcome: Outcome, wish: Text, for_carers: Text
) -> Steps[None]:
    """Say why `wish` did not come about, and offer to ask a carer; no question where nobody had asked.

    `for_carers` is what they read of the resident, a predicate.
    """
    yield from explain(knowledge, outcome, wish)
    yield from offer_carer(goal, knowledge, for_carers)


def offer_carer(goal: Goal, knowledge: Knowledge, for_carers: Text) -> Steps[None]:
    """Offer to ask a carer, and do so on a yes; no question where nobody had asked. `for_carers` is a predicate."""
    if not asked_aloud(goal):
        return
    answer = yield knowledge.ask(_OFFER, ANSWER_TIME)
    if said_yes(answer) or wants_a_person(answer):
        yield from call_and_say(knowledge, for_carers, max(AlarmLevel.LOW, level_of_call(answer)))
    elif said_no(answer):
        yield knowledge.say(_AS_YOU_LIKE)


def call_and_say(knowledge: Knowledge, what: Text, level: AlarmLevel) -> Steps[None]:
    """Tell the carers `what` of the resident (a predicate), and tell her whether that reached anybody."""
    who = name_for_carers(knowledge)
    text = Text(zh=f"{who.zh}{what.zh}。", en=f"{who.en} {what.en}.")
    called = yield from notify(knowledge, text, level)
    yield knowledge.say(call_result(called))


def name_for_carers(knowledge: Knowledge) -> Text:
    """The resident as carers speak of her; where somebody is only taken for her, that is said."""
    name = knowledge.resident.name if knowledge.resident else NOTHING
    if knowledge.resident and not knowledge.surely:
        return Text(zh=f"有人（可能是{name.zh}）", en=f"Somebody (probably {name.en})")
    return Text(zh=name.zh or "有位老人", en=name.en or "A resident")


def where_for_carers(knowledge: Knowledge) -> Text:
    """Where the resident was last seen, as an addition to a sentence; nothing when nobody knows."""
    room = knowledge.house.home.room_at(knowledge.last_seen) if knowledge.last_seen else None
    if room is None:
        return Text(zh="位置不明", en="place unknown")
    return Text(zh=f"最后看到在{room.name.zh}", en=f"last seen in the {room.name.en}")
