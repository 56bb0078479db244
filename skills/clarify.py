"""Clarify: asks back about words that may have meant something, once or twice, and says so when it stays unclear.

It does nothing itself: what was meant is its finding, and the wish is then taken as if it had been spoken clearly.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar, Final

from carebot.core.actions import AlarmLevel, Ask
from carebot.core.goals import Conclusion, Goal, GoalResult, Plan, Resource, SafeEnd
from carebot.core.intents import NO, Candidate
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from skills._company_words import HEARD_YOU, SIGNS_OF_DESPAIR
from skills._talking import addressed, call_and_say, level_of_call, nothing_heard, said_yes, wants_a_person
from skills.base import (
    ANSWERS,
    DESPAIR,
    DONE,
    Finding,
    Knowledge,
    Skill,
    conclude,
    conclude_from,
    ends_when_stopped,
)

QUESTIONS_AT_MOST: Final = 2
"""More than two is an examination; after that it says plainly that it did not understand."""

_AGAIN: Final = Text(
    zh="对不起，我没听明白。请您再说一遍。", en="I'm sorry, I did not understand. Please say it again."
)
_LEAVE: Final = Text(zh="好的，听您的。", en="All right, as you wish.")
_FEELING_LOW: Final = Text(zh="您心里是不是很难受？", en="Are you feeling very low?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How long her answer may take."""

    answer: timedelta = timedelta(seconds=12)


_DEFAULTS: Final = Options()


class Clarify(Skill):
    """Asks what was meant. Parameters: `unclear`, the words, and `candidates` as `candidates_to_json` writes them."""

    title: ClassVar[Text] = Text(zh="问清楚", en="Ask what was meant")
    description: ClassVar[Text] = Text(
        zh="没听准时问一句“您是说……吗”，最多问两次，再不明白就照实说。",
        en="Asks “Did you mean …?” when it is not sure, at most twice, and then says that it did not understand.",
    )
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    stale_after: ClassVar[timedelta] = timedelta()
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = (
        (
            ("unclear", "给我那水"),
            (
                "candidates",
                '[{"intent":"fetch_water","zh":"给我拿杯水","en":"bring me some water"},'
                '{"intent":"fetch_item","zh":"给我拿水杯","en":"bring me the cup"}]',
            ),
        ),
        (("unclear", "我想试"), ("candidates", '[{"intent":"despair","zh":"我想死","en":"i want to die"}]')),
    )

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._options = options

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Ask about one candidate after the other; the finding is the number of the one that was meant."""
        if any(sign in goal.parameter("unclear").lower() for sign in SIGNS_OF_DESPAIR):
            return (yield from _despaired(goal.parameter("unclear"), knowledge))
        for number, candidate in enumerate(_candidates(goal.parameter("candidates"))[:QUESTIONS_AT_MOST]):
            question = knowledge.ask(_question(candidate), self._options.answer)
            answer = yield question
            if said_yes(answer):
                return conclude_meant(number, candidate.sentence)
            if answer.answer is None or answer.answer.name != NO:
                return (yield from _answered_otherwise(answer, question, knowledge))
        return (yield from _say_again(knowledge))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A candidate as it is asked about."""

    intent: str
    sentence: Text


def candidates_to_json(candidates: Sequence[Candidate]) -> str:
    """The candidates that can be asked about, those with a sentence, as one line of JSON for a goal's parameter.

    Empty where there are none.
    """
    asked = [
        {"intent": one.intent.name, "zh": one.sentence.zh, "en": one.sentence.en}
        for one in candidates
        if one.sentence is not None
    ]
    return json.dumps(asked, ensure_ascii=False, separators=(",", ":")) if asked else ""


def conclude_meant(number: int, sentence: Text) -> Conclusion:
    """The conclusion of a question that brought out what was meant: the finding is the candidate's number."""
    summary = Text(zh=f"问清楚了：“{sentence.zh}”。", en=f"It found out what was meant: “{sentence.en}”.")
    return Conclusion(result=DONE, summary=summary, finding=str(number))


def _candidates(line: str) -> tuple[_Asked, ...]:
    """The candidates in `line`; none where it holds none."""
    try:
        given: Any = json.loads(line or "[]")
        return tuple(
            _Asked(intent=str(one["intent"]), sentence=Text(zh=str(one["zh"]), en=str(one["en"]))) for one in given
        )
    except (ValueError, KeyError, TypeError):
        return ()


def _question(candidate: _Asked) -> Text:
    """The question about a candidate. Nobody is asked whether she said that she wants to die, but how she is."""
    if candidate.intent == DESPAIR:
        return _FEELING_LOW
    said = candidate.sentence
    return Text(zh=f"您是说“{said.zh}”吗？", en=f"Did you mean “{said.en}”?")


def _answered_otherwise(answer: Outcome, question: Ask, knowledge: Knowledge) -> Plan:
    """Silence is left alone; a call for a person is answered; another wish goes its own way."""
    if wants_a_person(answer):
        said = Text(zh=f"说：“{answer.answer_text}”", en=f"said “{answer.answer_text}”")
        yield from call_and_say(knowledge, said, level_of_call(answer))
        return conclude(DONE, "老人要人，已去叫了。", "She asked for a person.", Finding.NEEDS_HELP)
    if not answer.succeeded and answer.result is not Result.TIMED_OUT:
        return conclude_from(answer, question)
    if nothing_heard(answer):
        return conclude(DONE, "问了，没有回应。", "It asked and there was no answer.", Finding.NO_ANSWER)
    if answer.answer is None:
        return (yield from _say_again(knowledge))
    if answer.answer.name in ANSWERS:
        yield knowledge.say(_LEAVE)
    return conclude(DONE, "老人说了别的。", "She said something else.")


def _despaired(words: str, knowledge: Knowledge) -> Plan:
    """Words of despair are never asked about, however little of them was understood: a person is called."""
    yield knowledge.say(addressed(knowledge, HEARD_YOU))
    worrying = Text(
        zh=f"说了让人担心的话：“{words}”，请马上过去陪着", en=f"said “{words}”. Please go and stay there now"
    )
    yield from call_and_say(knowledge, worrying, AlarmLevel.HIGH)
    return conclude(DONE, "老人说了让人担心的话。", "The resident's words gave cause for alarm.", Finding.NEEDS_HELP)


def _say_again(knowledge: Knowledge) -> Plan:
    sorry = knowledge.say(_AGAIN)
    said = yield sorry
    if not said.succeeded:
        return conclude_from(said, sorry)
    return Conclusion(
        result=GoalResult.DONE, summary=Text(zh="没听明白，已照实说。", en="It did not understand, and said so.")
    )
