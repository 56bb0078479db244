"""Being unable to see, hear or record is itself an alarm: one, whatever fails. Part of the orchestrator.

Each part that fails is told once, however often it fails again or words it otherwise, until it works.
"""

from dataclasses import replace

from carebot import incidents
from carebot._alarm_texts import mended_text, unwatched_text
from carebot._incident_book import IncidentBook
from carebot.core.actions import AlarmLevel
from carebot.core.concerns import Concern
from carebot.core.events import FaultCleared, FaultRaised
from carebot.core.ids import derived_id
from carebot.incidents import Chain
from carebot.knowing import Known
from carebot.scribe import Scribe


class Unwatched:
    """The incident about what keeps the robot from watching. Every call follows from the event at hand."""

    def __init__(self, scribe: Scribe, known: Known, chain: Chain, book: IncidentBook) -> None:
        self._scribe = scribe
        self._known = known
        self._chain = chain
        self._book = book
        self._told: set[str] = set()

    def keep_watch(self, event: FaultRaised | FaultCleared) -> None:
        """A part failed or works again; one that has become a lesser fault keeps the robot from no watch any more."""
        if isinstance(event, FaultRaised) and event.calls:
            told = event.source in self._told
            self._told.add(event.source)
            self._failed(event, told=told)
        elif isinstance(event, FaultCleared) or event.source in self._told:
            self._told.discard(event.source)
            self.watch_again()

    def watch_again(self) -> None:
        """A fault is over: once none keeps it from watching nobody is called any more, and somebody is to look."""
        before, left = self._book.of_itself(Concern.UNWATCHED), self._known.keeping_from_watch()
        if before is None or before.level is AlarmLevel.LOW:
            return
        if left:
            self._book.change(replace(before, text=unwatched_text(left)), before, told=True)
        else:
            self._book.change(incidents.mended(before, mended_text(before.text)), before)

    def _failed(self, event: FaultRaised, *, told: bool) -> None:
        """Open the incident or tell of another part beside; what a person has ended is no new one while it lasts."""
        text, before = unwatched_text(self._known.keeping_from_watch()), self._book.of_itself(Concern.UNWATCHED)
        if before is not None and text != before.text:
            after = replace(before, text=text)
            if not told:
                after = incidents.called_again(after, text, AlarmLevel.MEDIUM, self._scribe.now, self._chain)
            self._book.change(after, before, told=told)
        elif before is None and not told:
            incident = incidents.suspect(
                derived_id(event.id, "incident"),
                "",
                text,
                at=self._scribe.now,
                position=None,
                chain=self._chain,
                concern=Concern.UNWATCHED,
            )
            self._book.change(incidents.alarm(incident, self._scribe.now, self._chain, AlarmLevel.MEDIUM))
