"""Calls: what a skill tells carers outside an incident, until a carer has seen to it. None is shown and forgotten.

A call goes by the id of the attempt that first made it; acknowledging and resolving it are recorded under that id.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from carebot.core.actions import AlarmLevel, Notify
from carebot.core.alarms import AlarmAcknowledged, AlarmResolved
from carebot.core.deeds import ActionDecided
from carebot.core.ids import Id
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.core.record import AnyEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call that somebody has to see to. `acknowledged_by` is on her way."""

    id: Id
    notify: Notify
    at: datetime
    acknowledged_by: Text = NOTHING


class Calls:
    """A fold over the events: the calls that are open."""

    def __init__(self) -> None:
        self._open: dict[Id, Call] = {}

    @property
    def open(self) -> tuple[Call, ...]:
        """The calls that nobody has seen to, in the order of their making."""
        return tuple(self._open.values())

    def get(self, call_id: Id) -> Call | None:
        """The open call with this id."""
        return self._open.get(call_id)

    def take_in(self, event: AnyEvent) -> Call | None:
        """Take note of one event; gives the call that it ends."""
        match event:
            case ActionDecided() if (notify := call_in(event)) is not None:
                self._made(event, notify)
            case AlarmAcknowledged(incident=call_id, name=name) if call_id in self._open:
                self._open[call_id] = replace(self._open[call_id], acknowledged_by=name)
            case AlarmResolved(incident=call_id):
                return self._open.pop(call_id, None)
            case _:
                pass
        return None

    def _made(self, event: ActionDecided, notify: Notify) -> None:
        """A call that is repeated because nobody was reached is the same call; one already answered sounds again."""
        same = (
            one for one in self._open.values() if (one.notify.about, one.notify.text) == (notify.about, notify.text)
        )
        before = next(same, None)
        call_id = before.id if before else event.run
        self._open[call_id] = Call(id=call_id, notify=notify, at=before.at if before else event.occurred_at)


def call_in(event: AnyEvent) -> Notify | None:
    """The call that `event` lets out, if it lets out one that belongs to no incident."""
    if not isinstance(event, ActionDecided):
        return None
    match event.decision.granted:
        case Notify(incident="", level=level) as notify if level > AlarmLevel.INFORMATION:
            return notify
        case _:
            return None
