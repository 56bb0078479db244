"""Speak her way: softer, louder, slower or faster from now on, at her word, and as before when she says so.

What she wants is on record and outlasts a restart; she hears at once, in the new manner, that it was understood.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar, Final

from carebot.core.goals import Goal, Plan, Resource, SafeEnd
from carebot.core.intents import Form, Phrasing
from carebot.core.language import Text
from carebot.core.people import SpokenTo
from carebot.core.speech import SetSpeech
from skills._speech_sayings import FORMS, PHRASINGS, SAYINGS
from skills._talking import explain
from skills.base import DONE, FAILED, REFUSED, Knowledge, Skill, conclude, conclude_from, ends_when_stopped

SLOWEST: Final = 0.7
FASTEST: Final = 1.3
SOFTEST_DB: Final = 45.0
LOUDEST_DB: Final = 70.0
"""Between these a word of hers moves it; what is beyond is for the settings. The gate limits loudness besides."""

_RATE_STEP: Final = 0.15
_STEP_DB: Final = 5.0
"""A step that is clearly noticed and startles nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Manner:
    """What a word changes, what is said in the new manner, and what where it can go no further."""

    change: Callable[[SpokenTo], SpokenTo]
    done: Text
    no_further: Text


def _paced(step: float) -> Callable[[SpokenTo], SpokenTo]:
    return lambda now: now.as_asked(_within(now.rate + step, now.rate, SLOWEST, FASTEST), now.volume_db)


def _loud(step_db: float) -> Callable[[SpokenTo], SpokenTo]:
    return lambda now: now.as_asked(now.rate, _within(now.volume_db + step_db, now.volume_db, SOFTEST_DB, LOUDEST_DB))


def _within(wanted: float, now: float, low: float, high: float) -> float:
    """`wanted` within the bounds; what the settings have beyond them is never moved away from what was asked for."""
    bounded = round(min(max(wanted, low), high), 2)
    return now if (bounded - now) * (wanted - now) < 0 else bounded


_MANNERS: Final[Mapping[str, _Manner]] = MappingProxyType(
    {
        "softer": _Manner(
            change=_loud(-_STEP_DB),
            done=Text(zh="好的，以后我小声点说。", en="All right, I will speak more softly from now on."),
            no_further=Text(zh="再小声，您就听不见了。", en="Any softer, and you could not hear me."),
        ),
        "louder": _Manner(
            change=_loud(_STEP_DB),
            done=Text(zh="好的，以后我大声点说。", en="All right, I will speak louder from now on."),
            no_further=Text(zh="我只能说这么大声了。", en="This is as loud as I can speak."),
        ),
        "slower": _Manner(
            change=_paced(-_RATE_STEP),
            done=Text(zh="好的，以后我慢点说。", en="All right, I will speak more slowly from now on."),
            no_further=Text(zh="我只能说这么慢了。", en="This is as slowly as I can speak."),
        ),
        "faster": _Manner(
            change=_paced(_RATE_STEP),
            done=Text(zh="好的，以后我快点说。", en="All right, I will speak faster from now on."),
            no_further=Text(zh="我只能说这么快了。", en="This is as fast as I can speak."),
        ),
        "before": _Manner(
            change=lambda now: now.as_usual,
            done=Text(zh="好的，还像原来那样说。", en="All right, I speak as before."),
            no_further=Text(zh="我现在就是原来那样说的。", en="I am speaking as I always did."),
        ),
    }
)
_WHOSE: Final = Text(
    zh="对不起，我不知道您是哪一位，没法记住。", en="I'm sorry, I do not know who you are, so I cannot keep it."
)
_HOW: Final = Text(zh="对不起，我不明白该怎么说话。", en="I'm sorry, I do not understand how I should speak.")
_WISH: Final = Text(zh="换个说法", en="speak otherwise")


class SpeakHerWay(Skill):
    """Changes how a resident is spoken to. Parameter `how`: softer, louder, slower, faster, before; else refused."""

    title: ClassVar[Text] = Text(zh="按她的习惯说话", en="Speak her way")
    description: ClassVar[Text] = Text(
        zh="老人要它以后小声、大声、慢点、快点说，它就一直那样说，直到她说像原来那样。",
        en="Speaks softer, louder, slower or faster from now on, until she wants it as before.",
    )
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = tuple((("how", how),) for how in _MANNERS)
    phrasings: ClassVar[tuple[Phrasing, ...]] = PHRASINGS
    forms: ClassVar[tuple[Form, ...]] = FORMS
    sayings: ClassVar[tuple[Phrasing, ...]] = SAYINGS
    by_meaning: ClassVar[frozenset[str]] = frozenset(one.intent for one in PHRASINGS)

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """The change, and a sentence in the new manner."""
        manner, resident = _MANNERS.get(goal.parameter("how")), knowledge.resident
        if manner is None or resident is None:
            why, result = (_HOW, REFUSED) if manner is None else (_WHOSE, FAILED)
            yield knowledge.say(why)
            return conclude(result, why.zh, why.en)
        now = resident.spoken_to
        then = manner.change(now)
        if then == now:
            words = knowledge.say(manner.no_further)
            said = yield words
            if not said.succeeded:
                return conclude_from(said, words)
            return conclude(DONE, "说话已经到头了，没有再变。", "Its speech could go no further.")
        as_usual = then.usual_rate is None
        change = SetSpeech(
            resident=resident.id,
            rate=None if as_usual else then.rate,
            level_db=None if as_usual else then.volume_db,
        )
        changed = yield change
        if not changed.succeeded:
            yield from explain(knowledge, changed, _WISH)
            return conclude_from(changed, change)
        yield replace(knowledge.say(manner.done), volume_db=then.volume_db)
        return conclude(DONE, "以后按她要的样子说话。", "It speaks as she wants it from now on.")
