"""Stamps the events that follow from another: a derived id, the cause, and the cause's instant."""

from datetime import datetime
from typing import TypedDict

from carebot.core.events import Event
from carebot.core.ids import Id, derived_id


class Stamp(TypedDict):
    """The fields that every event has."""

    id: Id
    occurred_at: datetime
    cause: Id


class Scribe:
    """Counts the consequences of the event at hand, so that the same events always lead to the same ids."""

    def __init__(self) -> None:
        self._origin: Event | None = None
        self._count = 0

    def begin(self, origin: Event) -> None:
        """What is stamped from now on follows from `origin`."""
        self._origin = origin
        self._count = 0

    @property
    def at_hand(self) -> Event:
        """The event at hand."""
        assert self._origin is not None, "nothing follows from no event"
        return self._origin

    @property
    def now(self) -> datetime:
        """The instant of the event at hand."""
        return self.at_hand.occurred_at

    @property
    def cause(self) -> Id:
        """The id of the event at hand."""
        return self.at_hand.id

    def stamp(self) -> Stamp:
        """The stamp of the next consequence."""
        origin = self.at_hand
        self._count += 1
        return Stamp(id=derived_id(origin.id, self._count), occurred_at=origin.occurred_at, cause=origin.id)
