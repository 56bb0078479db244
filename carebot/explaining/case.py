"""A case: one event with the record around it, in the words by which people speak of it.

What the record does not say is said to be missing, and never made up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeGuard

from carebot.core.actions import Action, Say
from carebot.core.deeds import ActionProposed, GoalAccepted
from carebot.core.events import IntentRecognized, IntentUnclear, Transcript
from carebot.core.goals import Goal
from carebot.core.ids import Id
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.core.people import Requester, RequesterKind, ResidentId
from carebot.core.record import AnyEvent
from carebot.core.situation import House
from carebot.explaining.actions_in_words import action_in_words
from carebot.explaining.names import person_name, requester_name
from carebot.explaining.record import Record

Words = Transcript | IntentRecognized | IntentUnclear
NOT_ON_RECORD: Final = Text(zh="记录里没有写原因。", en="The record does not say why.")
_A_TASK: Final = Text(zh="一项任务", en="a task")
_YOU: Final = Text(zh="您", en="you")
_KINDS: Final = {
    RequesterKind.RESIDENT: Text(zh="有人", en="somebody"),
    RequesterKind.CAREGIVER: Text(zh="护理员", en="a carer"),
    RequesterKind.FAMILY: Text(zh="家属", en="a relative"),
    RequesterKind.SCHEDULE: Text(zh="日程", en="the schedule"),
    RequesterKind.ROBOT: Text(zh="我自己", en="I myself"),
    RequesterKind.UNKNOWN_VOICE: Text(zh="有人", en="somebody"),
}

_NO_PERSON: Final = {
    RequesterKind.SCHEDULE: Text(zh="这是日程安排的。", en="It was on the schedule."),
    RequesterKind.ROBOT: Text(zh="这是我自己决定的。", en="I decided on it by myself."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is to be said of one event.

    `what` and `why` are for staff and name people; `told` is what the robot says of it to `concerns` (empty: to
    anybody) and names nobody. `advice` is what a person may do now.
    """

    what: Text
    told: Text
    why: tuple[Text, ...] = ()
    advice: Text = NOTHING
    concerns: ResidentId = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An event in its record, at the home as it was then. `hearer` is the resident who asks, empty where staff read."""

    event: AnyEvent
    record: Record
    house: House
    hearer: ResidentId = ""

    def person(self, person_id: str) -> Text:
        """A person's name."""
        return person_name(person_id, self.house) if person_id else Text(zh="有人", en="somebody")

    def who(self, requester: Requester) -> Text:
        """Who asked, by name where it is known."""
        return requester_name(requester, self.house)

    def told_who(self, requester: Requester) -> Text:
        """Who asked, in words that name nobody: the one who hears it, or what kind of person it was."""
        if requester.kind is RequesterKind.RESIDENT and requester.id and requester.id == self.hearer:
            return _YOU
        return _KINDS[requester.kind]

    def told_wish(self, requester: Requester) -> Text:
        """Whose wish it was, as a sentence that names nobody."""
        if requester.kind in _NO_PERSON:
            return _NO_PERSON[requester.kind]
        who = self.told_who(requester)
        return Text(zh=f"这是{who.zh}要求的。", en=f"{who.en[:1].upper()}{who.en[1:]} asked for it.")

    def action(self, action: Action) -> Text:
        """What an action does, with names; private words are not among them."""
        if is_private_speech(action):
            whom = self.person(action.to)
            return Text(zh=f"对{whom.zh}说一件私事", en=f"Tell {whom.en} something private")
        return action_in_words(action, self.house)

    def goal(self, goal: Goal | None) -> Text:
        """What a goal is for."""
        return goal.why if goal is not None and goal.why.zh else _A_TASK

    def goal_of_run(self, run: Id) -> Goal | None:
        """The goal for which an action was wanted."""
        proposed = self.record.proposed(run)
        return self.record.goal(proposed.owner) if proposed else None

    def title(self, words: IntentRecognized) -> Text:
        """What words were taken to ask for: the task that they led to, else the name of the wish."""
        accepted = (one for one in self.record.consequences(words.id) if isinstance(one, GoalAccepted))
        goal = next(accepted, None)
        return self.goal(goal.goal) if goal else Text(zh=f"“{words.intent.name}”", en=f"“{words.intent.name}”")

    def words_behind(self, cause: Id) -> Words | None:
        """The words that led to the event `cause`, as they were first heard; None where it was not words."""
        seen: set[Id] = set()
        found: Words | None = None
        while cause and cause not in seen:
            seen.add(cause)
            event = self.record.event(cause)
            if isinstance(event, Transcript | IntentRecognized | IntentUnclear):
                found = event
            cause = event.cause if event is not None else ""
        return found

    def owner_concerns(self, proposed: ActionProposed | None) -> ResidentId:
        """The resident on whose behalf an action was wanted, as far as the record has it."""
        goal = self.record.goal(proposed.owner) if proposed else None
        return self.goal_concerns(goal)

    def goal_concerns(self, goal: Goal | None) -> ResidentId:
        """The resident whom a goal is about, or who asked for it."""
        if goal is None:
            return ""
        named = goal.parameter("about") or goal.parameter("resident")
        return named or (goal.requested_by.id if self.house.resident(goal.requested_by.id) else "")


def is_private_speech(action: Action) -> TypeGuard[Say]:
    """Whether an action is to say what is for one person's ears alone."""
    return isinstance(action, Say) and action.private


def joined(texts: Iterable[Text], zh: str = "", en: str = " ") -> Text:
    """The texts as one, with these words between them."""
    kept = [text for text in texts if text.zh]
    return Text(zh=zh.join(text.zh for text in kept), en=en.join(text.en for text in kept))
