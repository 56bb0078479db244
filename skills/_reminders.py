"""What the skills about reminders have in common: a reminder in words, and the one that an answer means."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from carebot.core.actions import Say
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.core.people import RequesterKind
from carebot.core.reminders import Pending, Reminder
from skills._clock_words import apart, moment, repeated
from skills.base import Knowledge

_THAT: Final = Text(zh="您说的那件事", en="what you told me")
_ALL: Final = re.compile(r"都|全|所有|\b(?:all|both|every|everything)\b", re.IGNORECASE)
_ORDINALS: Final = (
    re.compile(r"第一|头一|前一|\b(?:first|number one)\b", re.IGNORECASE),
    re.compile(r"第二|\b(?:second|number two)\b", re.IGNORECASE),
    re.compile(r"第三|\b(?:third|number three)\b", re.IGNORECASE),
    re.compile(r"第四|\bfourth\b", re.IGNORECASE),
    re.compile(r"第五|\bfifth\b", re.IGNORECASE),
)
_LAST: Final = re.compile(r"最后|末了|\blast\b", re.IGNORECASE)
_SHARED: Final = 2
"""How many Chinese characters in a row two descriptions share that mean the same."""
_WORD: Final = 4
"""How many letters a word has that says something."""


def when(reminder: Reminder, at: datetime, knowledge: Knowledge) -> Text:
    """Its next time, or how often or on which days and hour it repeats, on the home's wall clock."""
    local = at.astimezone(knowledge.local_time.tzinfo)
    if reminder.interval is not None:
        return apart(reminder.interval)
    if reminder.days and reminder.at is not None:
        return repeated(reminder.days, reminder.at)
    return moment(local, knowledge.local_time)


def in_words(pending: Pending, knowledge: Knowledge) -> Text:
    """A reminder with its time, as one entry of a list."""
    at, words = when(pending.reminder, pending.at, knowledge), her_words(pending.reminder)
    return Text(zh=f"{at.zh}：{words.zh}" if words.zh else at.zh, en=f"{at.en}: {words.en}" if words.en else at.en)


def her_words(reminder: Reminder) -> Text:
    """What it is about in her own words, and by none of them in the language that they are not in."""
    words = reminder.words
    if not words:
        return NOTHING
    return Text(zh=_THAT.zh, en=words) if words.isascii() else Text(zh=words, en=_THAT.en)


def private(text: Text, knowledge: Knowledge) -> Say:
    """Words that are for her alone."""
    return Say(
        text=text,
        language=knowledge.language,
        to=knowledge.resident_id(),
        volume_db=knowledge.volume_db(),
        private=True,
    )


def who_wanted(reminder: Reminder) -> Text:
    """Who asked for it, as the beginning of a sentence to her."""
    if reminder.by.kind is RequesterKind.CAREGIVER:
        return Text(zh="护理员让我提醒您", en="Your carer asked me to remind you")
    return Text(zh="您让我提醒您", en="You asked me to remind you")


def meant(said: str, pending: Sequence[Pending], knowledge: Knowledge) -> tuple[Pending, ...]:
    """Those of `pending` that `said` means: by number, all, or by what they are about or when; none where unclear."""
    if _ALL.search(said):
        return tuple(pending)
    if _LAST.search(said):
        return tuple(pending[-1:])
    by_number = [one for one, number in zip(pending, _ORDINALS, strict=False) if number.search(said)]
    if len(by_number) == 1:
        return tuple(by_number)
    scores = [_likeness(said, in_words(one, knowledge)) for one in pending]
    best = max(scores, default=0)
    return tuple(one for one, score in zip(pending, scores, strict=True) if score == best) if best else ()


def _likeness(said: str, entry: Text) -> int:
    """How much of what was said stands in the entry: characters in a row, or words that say something."""
    heard = said.lower()
    words = set(re.findall(rf"[a-z]{{{_WORD},}}", heard)) & set(re.findall(r"[a-z]+", entry.en.lower()))
    runs = [heard[start : start + _SHARED] for start in range(len(heard) - _SHARED + 1)]
    return len(words) + sum(run in entry.zh for run in runs if not run.isascii())
