"""The board: what the panel keeps in memory of the record, and which parts of the page each event changes."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, get_args

from carebot.core.actions import Action, Say
from carebot.core.alarms import AlarmMarked, AlarmResolved, IncidentChanged, IncidentStage, NotificationSent
from carebot.core.dangers import CONFIDE
from carebot.core.deeds import (
    ActionDecided,
    ActionFinished,
    ActionProposed,
    ActionWithdrawn,
    ConfirmationNeeded,
    GoalAccepted,
    GoalFinished,
    GoalInterrupted,
    GoalStarted,
    LimitsTightened,
    ModeChanged,
    RobotReady,
    RobotStarted,
    Spoken,
)
from carebot.core.events import ConfirmationGiven, Event, FaultCleared, FaultRaised, IntentRecognized, Transcript
from carebot.core.ids import Id
from carebot.core.intents import Intent
from carebot.core.language import Text
from carebot.core.memories import MemoriesErased
from carebot.core.outcomes import NOTHING
from carebot.core.record import AnyEvent

SHOWN: Final = 50
_KEPT_DECISIONS: Final = 500
_KEPT_CLOSED: Final = 10

Utterance = Transcript | Spoken
Judged = ActionDecided | LimitsTightened


class Section(StrEnum):
    """The parts of the page that change with events."""

    STATUS = "status"
    ALARMS = "alarms"
    CONFIRMATIONS = "confirmations"
    DOING = "doing"
    TALK = "talk"
    DECISIONS = "decisions"
    FAULTS = "faults"


_TOUCHES: Final[tuple[tuple[type[Event] | tuple[type[Event], ...], tuple[Section, ...]], ...]] = (
    ((RobotStarted, RobotReady), tuple(Section)),
    (ModeChanged, (Section.STATUS, Section.DOING)),
    ((IncidentChanged, NotificationSent, AlarmMarked), (Section.ALARMS,)),
    ((FaultRaised, FaultCleared), (Section.FAULTS, Section.STATUS)),
    ((*get_args(Utterance), IntentRecognized), (Section.TALK,)),
    (MemoriesErased, (Section.TALK, Section.DECISIONS)),
    (get_args(Judged), (Section.DECISIONS,)),
    ((ConfirmationNeeded, ConfirmationGiven), (Section.CONFIRMATIONS,)),
    ((ActionFinished, ActionWithdrawn), (Section.CONFIRMATIONS, Section.DOING)),
    ((GoalAccepted, GoalStarted, GoalInterrupted, GoalFinished, ActionProposed), (Section.DOING,)),
)


def touched(event: AnyEvent) -> tuple[Section, ...]:
    """The sections that `event` changes."""
    return tuple(section for kinds, sections in _TOUCHES if isinstance(event, kinds) for section in sections)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A confirmation that is waited for, with the decision that needs it."""

    needed: ConfirmationNeeded
    decided: ActionDecided | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """An incident that is over, with the carer's word on it when a carer ended it.

    `by` is whoever saw to it; of a robot that stood still she released it, and needs say no more.
    """

    id: Id
    at: datetime
    text: Text
    stage: IncidentStage
    resolved: AlarmResolved | None
    by: Text = NOTHING


class Board:
    """A fold over the events that it is given; each section counts its changes."""

    def __init__(self) -> None:
        self.utterances: deque[Utterance] = deque(maxlen=SHOWN)
        self.decisions: deque[Judged] = deque(maxlen=_KEPT_DECISIONS)
        self.closed: deque[Closed] = deque(maxlen=_KEPT_CLOSED)
        self.marks: dict[Id, bool] = {}
        self.reported_by: dict[Id, Text] = {}
        self._resolved: AlarmResolved | None = None
        self.undelivered: dict[Id, dict[str, NotificationSent]] = {}
        self.waiting: dict[Id, Waiting] = {}
        self.confided: deque[Id] = deque(maxlen=SHOWN)
        self.revisions: dict[Section, int] = dict.fromkeys(Section, 0)

    def take_in(self, event: AnyEvent) -> None:
        """Take note of one event."""
        match event:
            case Transcript() | Spoken():
                self.utterances.append(event)
            case IntentRecognized(intent=Intent(name=name)) if name == CONFIDE:
                self.confided.append(event.cause)
            case ActionDecided() | LimitsTightened():
                self.decisions.append(event)
            case MemoriesErased():
                self._forget()
            case AlarmResolved() | AlarmMarked():
                self._mark(event)
            case IncidentChanged(stage=stage) if stage.over:
                self._close(event)
            case NotificationSent():
                self._follow_notification(event)
            case ConfirmationNeeded() | ConfirmationGiven() | ActionFinished() | ActionWithdrawn():
                self._follow_confirmation(event)
            case _:
                pass
        for section in touched(event):
            self.revisions[section] += 1

    def decision(self, decision_id: Id) -> Judged | None:
        """The decision with this id, while the board has it."""
        return next((judged for judged in self.decisions if judged.decision.id == decision_id), None)

    def _mark(self, event: AlarmResolved | AlarmMarked) -> None:
        if isinstance(event, AlarmResolved):
            self._resolved = event
        self.marks[event.incident] = event.real if isinstance(event, AlarmResolved) else event.right

    def _forget(self) -> None:
        """Keep nothing that may tell what was forgotten: neither what was said nor what was said back in private."""
        self.utterances.clear()
        kept = [judged for judged in self.decisions if not _is_private(judged.decision.requested)]
        self.decisions = deque(kept, maxlen=_KEPT_DECISIONS)

    def _close(self, event: IncidentChanged) -> None:
        if event.stage is IncidentStage.REPORTED:
            self.reported_by[event.incident] = event.by
            return
        resolved = self._resolved if self._resolved and self._resolved.incident == event.incident else None
        self.undelivered.pop(event.incident, None)
        self.closed.append(
            Closed(
                id=event.incident,
                at=event.occurred_at,
                text=event.text,
                stage=event.stage,
                resolved=resolved,
                by=event.by,
            )
        )

    def _follow_notification(self, event: NotificationSent) -> None:
        """The last word of each outlet on an incident that is open, as far as it failed."""
        if not event.incident or any(closed.id == event.incident for closed in self.closed):
            return
        failed = self.undelivered.setdefault(event.incident, {})
        if event.delivered:
            failed.pop(event.outlet, None)
        else:
            failed[event.outlet] = event

    def _follow_confirmation(
        self, event: ConfirmationNeeded | ConfirmationGiven | ActionFinished | ActionWithdrawn
    ) -> None:
        """The same need is told again while a second yes is missing; a no and the end of the action settle it."""
        match event:
            case ConfirmationNeeded(run=run):
                self.waiting[run] = Waiting(needed=event, decided=self._decided(run))
            case ConfirmationGiven(confirmed=True):
                pass
            case _:
                self.waiting.pop(event.run, None)

    def _decided(self, run: Id) -> ActionDecided | None:
        candidates = (one for one in reversed(self.decisions) if isinstance(one, ActionDecided) and one.run == run)
        return next(candidates, None)


def _is_private(action: Action) -> bool:
    return isinstance(action, Say) and action.private
