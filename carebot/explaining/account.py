"""The account of an event: everything that the record says of it, before it is cut to who reads.

What the record does not say is named as missing.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from carebot.core.deeds import (
    ActionDecided,
    ActionFinished,
    ActionProposed,
    GoalAccepted,
    GoalFinished,
    GoalInterrupted,
    GoalStarted,
    LimitsTightened,
    Spoken,
)
from carebot.core.events import ConfirmationGiven, IntentUnclear, Transcript
from carebot.core.ids import Id
from carebot.core.language import Text
from carebot.core.outcomes import Result
from carebot.core.people import Requester, ResidentId
from carebot.core.record import AnyEvent
from carebot.core.situation import House, Present
from carebot.core.verdicts import Decision, Verdict
from carebot.explaining._of_actions import RESULTS
from carebot.explaining.case import Case, Said, Words, is_private_speech
from carebot.explaining.chain import chain_of
from carebot.explaining.record import OfRun, Record
from carebot.explaining.saying import said_of
from carebot.explaining.speech import run_of_speech

TALK: Final = "keep_company"
"""The skill whose conversations are nobody's business but the resident's."""

_NOBODY: Final = Text(zh="记录里没有写是谁要求的。", en="The record does not say who asked for it.")
_NO_WORDS: Final = Text(zh="记录里没有要求它的话。", en="The record has no words that asked for it.")
_NO_CAUSE: Final = Text(zh="记录里没有写是什么引起了它。", en="The record does not say what brought it about.")
_NO_OUTCOME: Final = Text(zh="记录里没有写后来怎样。", en="The record does not say what came of it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One link of the chain of causes, in words and on the home's wall clock."""

    id: Id
    kind: str
    at: datetime
    what: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Everything on record about one event. `words` are those that asked for it; `private`: they were mere talk."""

    event: AnyEvent
    house: House
    said: Said
    decision: Decision | None
    present: Present | None
    requester: Requester | None
    words: Words | None
    private: bool
    instead: tuple[Text, ...]
    steps: tuple[Step, ...]
    missing: tuple[Text, ...]


def account_of(record: Record, event: AnyEvent, house: House, hearer: ResidentId = "") -> Account:
    """The account of `event` at `house`, as the record has it; `hearer` is the resident to whom it is told."""
    case = Case(event=event, record=record, house=house, hearer=hearer)
    judged = _judged(case)
    run = _run_of(case)
    requester = _requester(case, run)
    words = case.words_behind(_origin(case, run))
    return Account(
        event=event,
        house=house,
        said=said_of(case),
        decision=judged.decision if judged else None,
        present=judged.present if judged else None,
        requester=requester,
        words=words,
        private=(words is not None and _mere_talk(record, words)) or _private_speech(case, judged),
        instead=tuple(_instead(case, run, judged)),
        steps=tuple(_step(case, one) for one in chain_of(case)),
        missing=tuple(_missing(case, run, requester, words)),
    )


def _step(case: Case, event: AnyEvent) -> Step:
    what = said_of(Case(event=event, record=case.record, house=case.house, hearer=case.hearer)).what
    at = event.occurred_at.astimezone(ZoneInfo(case.record.timezone))
    return Step(id=event.id, kind=event.kind, at=at, what=what)


def _run_of(case: Case) -> Id:
    """The attempt at an action that the event belongs to; empty where it belongs to none."""
    event = case.event
    if isinstance(event, OfRun):
        return event.run
    return run_of_speech(case.record, event) if isinstance(event, Spoken) else ""


def _judged(case: Case) -> ActionDecided | LimitsTightened | None:
    """The decision that the event is, or that decided about its attempt."""
    event = case.event
    if isinstance(event, ActionDecided | LimitsTightened):
        return event
    judged = [one for one in case.record.of_run(_run_of(case)) if isinstance(one, ActionDecided | LimitsTightened)]
    before = [one for one in judged if isinstance(one, ActionDecided) or one.revoked]
    return before[-1] if before else None


def _goal_of(case: Case, run: Id) -> Id:
    event = case.event
    if isinstance(event, GoalStarted | GoalInterrupted | GoalFinished):
        return event.goal
    if isinstance(event, GoalAccepted):
        return event.goal.id
    proposed = case.record.proposed(run)
    return proposed.owner if proposed else ""


def _requester(case: Case, run: Id) -> Requester | None:
    proposed, goal = case.record.proposed(run), case.record.goal(_goal_of(case, run))
    if proposed is not None:
        return proposed.requester
    if goal is not None:
        return goal.requested_by
    if isinstance(case.event, ActionDecided | LimitsTightened):
        return case.event.present.requester
    return None


def _origin(case: Case, run: Id) -> Id:
    """Where to look for the words that asked: the cause of the goal, else of the event itself."""
    goal = case.record.goal(_goal_of(case, run))
    if goal is not None:
        return goal.cause
    return case.event.id


def _mere_talk(record: Record, words: Words) -> bool:
    """Whether words were no wish: talk with the robot for its own sake, or something that it did not understand."""
    understood = [words, *record.consequences(words.id)]
    if any(isinstance(one, IntentUnclear) for one in understood):
        return True
    goals = [
        after.goal.skill
        for one in understood
        for after in record.consequences(one.id)
        if isinstance(after, GoalAccepted)
    ]
    unread = isinstance(words, Transcript) and len(understood) == 1
    return unread or (bool(goals) and all(skill == TALK for skill in goals))


def _private_speech(case: Case, judged: ActionDecided | LimitsTightened | None) -> bool:
    """Whether the event is about words that are for one person's ears alone."""
    event = case.event
    said = event.action if isinstance(event, ActionProposed | ActionFinished) else None
    asked = judged.decision.requested if judged is not None else None
    return any(one is not None and is_private_speech(one) for one in (said, asked))


def _instead(case: Case, run: Id, judged: ActionDecided | LimitsTightened | None) -> list[Text]:
    """What was done in the place of what was asked: the stricter form, words, another action, or nothing."""
    found: list[Text] = []
    if judged is not None and judged.decision.verdict is Verdict.LIMIT and judged.decision.granted is not None:
        bounds = judged.decision.limits
        if bounds.speed_mps:
            found.append(
                Text(zh=f"以每秒 {bounds.speed_mps:.2f} 米做了。", en=f"It was done at {bounds.speed_mps:.2f} m/s.")
            )
    of_run: tuple[OfRun, ...] = case.record.of_run(run)
    for ended in (one for one in of_run if isinstance(one, ActionFinished)):
        how = RESULTS[ended.outcome.result]
        found.append(Text(zh=f"结果：{how.zh}。", en=f"In the end: {how.en}."))
        if ended.outcome.result is not Result.SUCCEEDED:
            found += _next_step(case, ended)
    return found


def _next_step(case: Case, ended: ActionFinished) -> list[Text]:
    """What the plan did next, after an action that came to nothing."""
    steps = [one for one in case.record.consequences(ended.id) if isinstance(one, ActionProposed)]
    found = []
    for step in steps[:1]:
        action = case.action(step.action)
        found.append(Text(zh=f"接着：{action.zh}。", en=f"Then it did this: {action.en}."))
    return found


def _missing(case: Case, run: Id, requester: Requester | None, words: Words | None) -> list[Text]:
    found = []
    event = case.event
    if run and requester is None:
        found.append(_NOBODY)
    if requester is not None and requester.id and words is None:
        found.append(_NO_WORDS)
    if event.cause and case.record.event(event.cause) is None and not isinstance(event, ConfirmationGiven):
        found.append(_NO_CAUSE)
    if isinstance(event, ActionDecided) and not any(isinstance(one, ActionFinished) for one in case.record.of_run(run)):
        found.append(_NO_OUTCOME)
    return found
