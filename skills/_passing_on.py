"""Passing on what the robot cannot do itself: it says so plainly, and offers to tell the carers in her own words."""

from typing import Final

from carebot.core.actions import AlarmLevel
from carebot.core.goals import Conclusion, Goal
from carebot.core.language import Text
from carebot.core.outcomes import Outcome
from skills._talking import (
    ANSWER_TIME,
    Steps,
    asked_aloud,
    call_and_say,
    level_of_call,
    nothing_heard,
    said_no,
    said_yes,
    wants_a_person,
)
from skills.base import DONE, FAILED, Finding, Knowledge, conclude

AS_YOU_LIKE: Final = Text(zh="好的，听您的。", en="All right, as you wish.")
_QUOTED_AT_MOST: Final = 60


def pass_on(goal: Goal, knowledge: Knowledge, cannot: Text, offer: Text, for_carers: Text) -> Steps[Conclusion]:
    """Say what cannot be, ask whether the carers are to know, and tell them on anything but a no or silence.

    Whatever she adds in her answer ("with milk, please") goes to them with it. `for_carers` is a predicate.
    """
    yield knowledge.say(cannot)
    if not asked_aloud(goal):
        return conclude(FAILED, cannot.zh, cannot.en)
    answer = yield knowledge.ask(offer, ANSWER_TIME)
    if said_no(answer):
        yield knowledge.say(AS_YOU_LIKE)
        return conclude(DONE, "她不用请人。", "She wanted nobody asked.", Finding.REFUSED)
    if nothing_heard(answer) or not (said_yes(answer) or wants_a_person(answer) or _adds(answer)):
        return conclude(FAILED, cannot.zh, cannot.en, Finding.NO_ANSWER)
    what = _in_her_words(for_carers, knowledge.words, answer.answer_text if _adds(answer) else "")
    yield from call_and_say(knowledge, what, max(AlarmLevel.LOW, level_of_call(answer)))
    return conclude(DONE, "自己做不来，问过她，告诉了护理员。", "It could not, asked her, and told the carers.")


def called_thing(words: str) -> Text:
    """A thing by her own `words` in the language that they are in, and by none in the other."""
    if words.isascii():
        return Text(zh="这个", en=f"the {words}" if words else "that")
    return Text(zh=words, en="that")


def _adds(answer: Outcome) -> bool:
    """Whether the answer is more about what is wanted, and neither yes nor no."""
    return answer.succeeded and answer.answer is None and bool(answer.answer_text.strip())


def _in_her_words(what: Text, *said: str) -> Text:
    words = "”“".join(one.strip()[:_QUOTED_AT_MOST] for one in said if one.strip())
    return Text(zh=f"{what.zh}（“{words}”）", en=f"{what.en} (“{words}”)") if words else what
