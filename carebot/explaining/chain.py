"""The chain of causes: from what was said or sensed over goal, action and decision to what came of it.

Only links that stand in the record are followed.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from carebot.core.alarms import (
    AlarmAcknowledged,
    AlarmArrived,
    AlarmMarked,
    AlarmResolved,
    IncidentChanged,
    NotificationSent,
)
from carebot.core.deeds import (
    ActionDecided,
    ActionFinished,
    ActionProposed,
    ActionWithdrawn,
    ConfirmationNeeded,
    GoalFinished,
    GoalInterrupted,
    GoalStarted,
    LimitsTightened,
    Spoken,
)
from carebot.core.events import ConfirmationGiven
from carebot.core.ids import Id
from carebot.core.record import AnyEvent
from carebot.explaining.case import Case
from carebot.explaining.record import Record
from carebot.explaining.speech import run_of_speech

LONGEST: Final = 30
_OF_RUN: Final = (
    *(ActionWithdrawn, ActionDecided, ConfirmationNeeded, ConfirmationGiven),
    *(LimitsTightened, ActionFinished),
)


def chain_of(case: Case) -> tuple[AnyEvent, ...]:
    """What led to the event of `case`, itself, and what came of it, in order; the middle of a long chain is kept."""
    before = _origins(case.record, case.event)
    after = tuple(_outcomes(case.record, case.event))
    found = {one.id: one for one in (*before, case.event, *after)}
    ordered = sorted(found.values(), key=case.record.place)
    if len(ordered) <= LONGEST:
        return tuple(ordered)
    here = next(number for number, one in enumerate(ordered) if one.id == case.event.id)
    first = max(0, min(here - LONGEST // 2, len(ordered) - LONGEST))
    return tuple(ordered[first : first + LONGEST])


def _origins(record: Record, event: AnyEvent) -> tuple[AnyEvent, ...]:
    """Everything before `event` that it goes back to."""
    found: dict[Id, AnyEvent] = {}
    waiting = [event]
    while waiting:
        for origin in _origins_of(record, waiting.pop()):
            if origin.id not in found and record.place(origin) <= record.place(event):
                found[origin.id] = origin
                waiting.append(origin)
    return tuple(found.values())


def _origins_of(record: Record, event: AnyEvent) -> Iterator[AnyEvent]:
    """The events that one event goes back to at once."""
    match event:
        case ActionProposed(owner=owner):
            accepted = record.accepted(owner)
            # A later step of a plan is caused by the end of the step before; what it was for says more.
            found: Iterable[AnyEvent | None] = (accepted,) if accepted else (*_stages(record, owner, event),)
        case ActionDecided() | ConfirmationNeeded() | ConfirmationGiven() | LimitsTightened():
            found = (record.proposed(event.run),)
        case ActionFinished(run=run):
            found = (record.proposed(run), *_decided(record, run))
        case ActionWithdrawn(run=run):
            found = (record.proposed(run), record.event(event.cause))
        case GoalStarted(goal=goal) | GoalInterrupted(goal=goal) | GoalFinished(goal=goal):
            found = (record.accepted(goal), record.event(event.cause))
        case (
            IncidentChanged(incident=incident)
            | AlarmAcknowledged(incident=incident)
            | AlarmArrived(incident=incident)
            | AlarmResolved(incident=incident)
            | AlarmMarked(incident=incident)
        ):
            found = (record.event(event.cause), *_stages(record, incident, event))
        case NotificationSent():
            found = (record.decided_for(event),)
        case Spoken():
            found = _decided(record, run_of_speech(record, event))
        case _:
            found = (record.event(event.cause),)
    return (one for one in found if one is not None)


def _decided(record: Record, run: Id) -> tuple[AnyEvent, ...]:
    return tuple(one for one in record.of_run(run) if isinstance(one, ActionDecided | LimitsTightened))


def _stages(record: Record, incident: Id, event: AnyEvent) -> tuple[AnyEvent, ...]:
    """What had become of an incident before `event`."""
    return tuple(one for one in record.of_incident(incident) if record.place(one) < record.place(event))


def _outcomes(record: Record, event: AnyEvent) -> Iterator[AnyEvent]:
    """What came of `event`: the rest of its attempt at an action, or what names it as its cause."""
    if isinstance(event, (ActionProposed, *_OF_RUN)):
        yield from (one for one in record.of_run(event.run) if record.place(one) > record.place(event))
    else:
        yield from record.consequences(event.id)
