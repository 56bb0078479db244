"""Asking for the hour or the interval that is meant, where the words leave it open: at most twice, never guessed."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from carebot.core.language import Text
from carebot.core.outcomes import Outcome
from skills._clock_words import moment
from skills._hours import hour_of, readings
from skills._passing_on import AS_YOU_LIKE
from skills._talking import ANSWER_TIME, Steps, said_no, said_yes
from skills.base import Knowledge

_AT_WHAT_HOUR: Final = Text(zh="您要我几点提醒您？", en="At what time shall I remind you?")
_BY_THE_CLOCK: Final = Text(
    zh="我只会看钟点。您说个几点，或者过多久，好吗？",
    en="I go by the clock alone. Please name an hour, or how long from now.",
)
_NOT_SETTLED: Final = Text(
    zh="没听清几点，我就没记。您想好了再告诉我。",
    en="I caught no hour, so I took nothing down. Tell me whenever you like.",
)
_HOW_OFTEN: Final = Text(
    zh="您要我隔多久提醒一次？最短半小时，最长半天。",
    en="How often shall I remind you? Between every half hour and twice a day.",
)
_AFTERNOON: Final = re.compile(r"下午|晚|中午|午后|\b(?:afternoon|evening|p\.?m|tonight|night|noon)\b", re.IGNORECASE)
_MORNING: Final = re.compile(r"早|上午|凌晨|清晨|\b(?:morning|a\.?m)\b", re.IGNORECASE)


def moment_meant(slots: Mapping[str, str], knowledge: Knowledge) -> Steps[tuple[Mapping[str, str], datetime] | None]:
    """The moment that is meant, on the home's wall clock, with the slots that it follows from, if there is one.

    What she answers adds to the slots.
    """
    for question in (_AT_WHAT_HOUR, _BY_THE_CLOCK):
        if slots.get("at") or slots.get("after"):
            break
        answer = yield knowledge.ask(question, ANSWER_TIME)
        if said_no(answer):
            yield knowledge.say(AS_YOU_LIKE)
            return None
        slots = {**slots, **(answer.answer.slots if answer.answer is not None else {})}
    found = readings(hour_of(slots), knowledge.local_time)
    if len(found) == 1:
        return slots, found[0]
    if found:
        chosen = yield from _which_of_two(found[0], found[1], knowledge)
    else:
        chosen = yield from _tomorrow_instead(slots, knowledge)
    if chosen is None:
        yield knowledge.say(_NOT_SETTLED)
        return None
    return slots, chosen


def interval_meant(slots: Mapping[str, str], knowledge: Knowledge) -> Steps[timedelta | None]:
    """How often she wants to be reminded: as she said, or as she answers; None where neither will do."""
    if (said := hour_of(slots).interval) is not None:
        return said
    answer = yield knowledge.ask(_HOW_OFTEN, ANSWER_TIME)
    slots = answer.answer.slots if answer.answer is not None else {}
    found = hour_of({"interval": slots.get("interval") or slots.get("after", "")}).interval
    if found is None:
        yield knowledge.say(AS_YOU_LIKE if said_no(answer) else _NOT_SETTLED)
    return found


def _which_of_two(first: datetime, second: datetime, knowledge: Knowledge) -> Steps[datetime | None]:
    one, other = moment(first, knowledge.local_time), moment(second, knowledge.local_time)
    question = Text(zh=f"是{one.zh}，还是{other.zh}？", en=f"Do you mean {one.en}, or {other.en}?")
    afternoon = _half_of_day((yield knowledge.ask(question, ANSWER_TIME)))
    fitting = [at for at in (first, second) if afternoon is not None and (at.hour >= 12) is afternoon]
    return fitting[0] if len(fitting) == 1 else None


def _half_of_day(answer: Outcome) -> bool | None:
    """Whether the answer names the afternoon, and not the morning; None where neither, or both."""
    afternoon, morning = (bool(half.search(answer.answer_text)) for half in (_AFTERNOON, _MORNING))
    return afternoon if afternoon is not morning else None


def _tomorrow_instead(slots: Mapping[str, str], knowledge: Knowledge) -> Steps[datetime | None]:
    """The hour of today is past, if one was named: ask whether tomorrow's is meant."""
    found = readings(hour_of({**slots, "day": "+1"}), knowledge.local_time)
    if not found or slots.get("day") != "+0":
        return None
    at = moment(found[0], knowledge.local_time)
    question = Text(zh=f"今天的已经过了。{at.zh}提醒您，好吗？", en=f"Today's is past. Shall I remind you {at.en}?")
    answer = yield knowledge.ask(question, ANSWER_TIME)
    return found[0] if said_yes(answer) else None
