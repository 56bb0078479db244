"""What a skill is: intents that it answers to, and a plan of actions.

No clock, no I/O: the same outcomes give the same actions.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import wraps
from typing import ClassVar, Final, TypeVar

from carebot.core.actions import Action, AlarmLevel, Ask, Say
from carebot.core.goals import Conclusion, Goal, GoalResult, Plan, Priority, Resource, SafeEnd
from carebot.core.home import Point
from carebot.core.intents import Form, Phrasing
from carebot.core.language import Language, Text
from carebot.core.memories import Memory
from carebot.core.moods import MoodWeek
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import Resident, ResidentId, Risk, SpokenTo
from carebot.core.remembered import Remembered
from carebot.core.reminders import Pending
from carebot.core.situation import House
from skills._vocabulary import VOCABULARY

_NO_MOODS: Final = MoodWeek()


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What a plan may know when it starts. `local_time` is the home's wall clock, `weather` a forecast still valid.

    `moods` are what the resident said of her mood in the last seven days, `memories` what she told, the earliest first,
    `reminders` what she is still to be reminded of, and `words` those that asked for the goal, if any did. `remembered`
    is what the robot's record has of its own deeds for the one who asks, the latest of each topic first, and
    `last_said` what it lately said to her. `guessed` are the residents whom the senses only take somebody for: she may
    be another, and her name is not spoken to her.
    """

    house: House
    local_time: datetime
    language: Language
    resident: Resident | None
    last_seen: Point | None = None
    weather: Text | None = None
    holding: str = ""
    given_doses: frozenset[str] = frozenset()
    alarm: AlarmLevel = AlarmLevel.INFORMATION
    remembered: tuple[Remembered, ...] = ()
    last_said: Text | None = None
    memories: tuple[Memory, ...] = ()
    moods: MoodWeek = _NO_MOODS
    reminders: tuple[Pending, ...] = ()
    words: str = ""
    guessed: frozenset[ResidentId] = frozenset()

    @property
    def surely(self) -> bool:
        """Whether somebody in particular is meant, and whoever is taken for her is surely she."""
        return self.resident is not None and self.resident.id not in self.guessed

    def called(self) -> Text:
        """How to address whoever is taken for the resident: by her name only where it is surely she."""
        return self.resident.called if self.resident and self.surely else Text(zh="您", en="you")

    def resident_id(self) -> ResidentId:
        """The resident's id, or the empty string when nobody in particular is meant."""
        return self.resident.id if self.resident else ""

    @property
    def plainly(self) -> bool:
        """Whether she is spoken to plainly: one thought at a time, and never put to the test."""
        resident = self.resident
        return resident is not None and (not resident.can_decide or Risk.DEMENTIA in resident.risks)

    def say(self, text: Text) -> Say:
        """The action of saying `text` to the resident in her language."""
        return Say(text=text, language=self.language, to=self.resident_id(), volume_db=self.volume_db())

    def ask(self, text: Text, timeout: timedelta) -> Ask:
        """The action of asking the resident `text` in her language."""
        return Ask(
            text=text, language=self.language, to=self.resident_id(), timeout=timeout, volume_db=self.volume_db()
        )

    def volume_db(self) -> float:
        """How loud to speak to the resident."""
        return (self.resident.spoken_to if self.resident else SpokenTo()).volume_db


class Skill(ABC):
    """One skill. Its name is its module's name; `Options` are its settings.

    `phrasings` are the sentences that ask for it, `forms` looser templates of the same intents with free words in them;
    `vocabulary` is what `<name>` stands for in all forms: a skill may add words to those that all share. `sayings` are
    plain sentences that mean the same in other words, and are compared by their meaning alone. What is in `by_meaning`
    may follow from that alone, for its plans only talk, or ask before they do anything; those of `offers` do no more
    than offer a person's help, and may follow from less. What is in `always` counts
    though it was said to somebody else by name, who may not have heard it.

    `stale_after` is how long an interrupted plan may wait before going on would surprise people; zero: never resumed.
    `safe_end` is the state in which it leaves the world when it is stopped or revoked, at whatever action.
    """

    title: ClassVar[Text]
    description: ClassVar[Text]
    phrasings: ClassVar[tuple[Phrasing, ...]] = ()
    forms: ClassVar[tuple[Form, ...]] = ()
    sayings: ClassVar[tuple[Phrasing, ...]] = ()
    by_meaning: ClassVar[frozenset[str]] = frozenset()
    offers: ClassVar[frozenset[str]] = frozenset()
    always: ClassVar[frozenset[str]] = frozenset()
    vocabulary: ClassVar[Mapping[Language, Mapping[str, str]]] = VOCABULARY
    priority: ClassVar[Priority] = Priority.REQUEST
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.BODY, Resource.TALK})
    stale_after: ClassVar[timedelta] = timedelta(minutes=10)
    safe_end: ClassVar[SafeEnd] = SafeEnd.STAND_STILL
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = ((),)

    @abstractmethod
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """The actions that reach `goal`, each yielded and answered with its outcome, and at the end the conclusion."""


class Finding(StrEnum):
    """What talking to a person brought, as a plan's conclusion names it."""

    NONE = ""
    WELL = "well"
    NEEDS_HELP = "needs_help"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    TAKEN_SAID = "taken_said"
    NOT_TAKEN_SAID = "not_taken_said"


DONE: Final = GoalResult.DONE
FAILED: Final = GoalResult.FAILED
CANCELLED: Final = GoalResult.CANCELLED
REFUSED: Final = GoalResult.REFUSED

FINE: Final = "fine"
CALL_CAREGIVER: Final = "call_caregiver"
FEEL_UNWELL: Final = "feel_unwell"
NEED_A_HAND: Final = "need_a_hand"
DESPAIR: Final = "despair"
QUIET: Final = "quiet"
NOT_NOW: Final = "not_now"
TAKEN: Final = "taken"
ANSWERS: Final = frozenset({FINE, NOT_NOW, TAKEN, QUIET})
"""Intents that are answers first: while a plan asks, they belong to it alone; said unasked, they are small talk."""

_RESULTS: Final = {
    Result.REFUSED: GoalResult.REFUSED,
    Result.CANCELLED: GoalResult.CANCELLED,
    Result.INTERRUPTED: GoalResult.CANCELLED,
}


def conclude(result: GoalResult, zh: str, en: str, finding: Finding = Finding.NONE) -> Conclusion:
    """The conclusion of a plan, in both languages."""
    return Conclusion(result=result, summary=Text(zh=zh, en=en), finding=finding)


def conclude_from(outcome: Outcome, action: Action) -> Conclusion:
    """The conclusion of a plan that cannot go on after `outcome` of `action`."""
    result = _RESULTS.get(outcome.result, GoalResult.FAILED)
    detail = outcome.detail
    if not detail.zh:
        detail = Text(zh=f"“{action.kind}”没有完成。", en=f"'{action.kind}' was not completed.")
    return Conclusion(result=result, summary=detail)


SkillT = TypeVar("SkillT", bound=Skill)


def ends_when_stopped(plan: Callable[[SkillT, Goal, Knowledge], Plan]) -> Callable[[SkillT, Goal, Knowledge], Plan]:
    """Decorates a `plan`: the first action that is cancelled ends it, for nothing may follow a stop."""

    @wraps(plan)
    def stoppable(skill: SkillT, goal: Goal, knowledge: Knowledge) -> Plan:
        return _until_cancelled(plan(skill, goal, knowledge))

    return stoppable


def _until_cancelled(plan: Plan) -> Plan:
    try:
        action = next(plan)
        while True:
            outcome = yield action
            if outcome.result is Result.CANCELLED:
                return conclude(CANCELLED, "被叫停，没有做完。", "It was stopped before the end.")
            action = plan.send(outcome)
    except StopIteration as end:
        conclusion: Conclusion = end.value
        return conclusion
    finally:
        plan.close()
