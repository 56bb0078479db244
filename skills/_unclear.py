"""Words that nobody claims: a tale is heard out, a wish or a question offered to carers, despair never passed over."""

from carebot.core.actions import AlarmLevel
from carebot.core.goals import Conclusion, Goal, GoalResult, Plan
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from skills._company_words import (
    ANSWERS,
    ASK_SOMEBODY,
    GO_ON_TELLING,
    HAS_A_QUESTION,
    HEARD_YOU,
    NOT_KNOWN,
    NOT_TALKED,
    NOT_UNDERSTOOD,
    SIGNS_OF_DESPAIR,
    WANTS_HELP,
)
from skills._passing_on import pass_on
from skills._tales import is_question, is_telling, is_wish
from skills._talking import addressed, call_and_say
from skills._telling import one_of
from skills.base import DONE, FAILED, Finding, Knowledge, conclude, conclude_from


def not_understood(words: str, goal: Goal, knowledge: Knowledge) -> Plan:
    """Say so and what it can do; a tale is heard out, a wish or a question offered to carers.

    Words of despair are never passed over.
    """
    if any(sign in words.lower() for sign in SIGNS_OF_DESPAIR):
        what = Text(
            zh=f"说了让人担心的话：“{words}”，请马上过去陪着", en=f"said “{words}”. Please go and stay there now"
        )
        yield knowledge.say(addressed(knowledge, HEARD_YOU))
        yield from call_and_say(knowledge, what, AlarmLevel.HIGH)
        return conclude(
            DONE, "老人说了让人担心的话。", "The resident's words gave cause for alarm.", Finding.NEEDS_HELP
        )
    if is_wish(words):
        return (yield from pass_on(goal, knowledge, NOT_UNDERSTOOD, ASK_SOMEBODY, WANTS_HELP))
    if is_telling(words):
        said = yield knowledge.say(one_of(GO_ON_TELLING, goal, "telling"))
        return talked(said)
    if is_question(words):
        return (yield from pass_on(goal, knowledge, NOT_KNOWN, ASK_SOMEBODY, HAS_A_QUESTION))
    sorry = knowledge.say(NOT_UNDERSTOOD)
    said = yield sorry
    yield knowledge.say(ANSWERS["abilities"])
    if not said.succeeded:
        return conclude_from(said, sorry)
    return conclude(DONE, "没听明白，已照实说。", "It did not understand, and said so.")


def talked(last: Outcome) -> Conclusion:
    """The conclusion of a talk whose last words ended so; nobody's silence makes it a failure."""
    if last.succeeded or last.result is Result.TIMED_OUT:
        return conclude(DONE, "陪老人说了话。", "It kept the resident company.")
    return Conclusion(result=GoalResult.REFUSED if last.result is Result.REFUSED else FAILED, summary=NOT_TALKED)
