"""What of its past a robot takes up again when it starts: open incidents, the talk of late, moods, and reminders."""

from collections.abc import Iterable
from pathlib import Path

from carebot import journal as journals
from carebot import moods, reminders, talks
from carebot.core.clock import Clock
from carebot.core.record import AnyEvent
from carebot.orchestrator import Orchestrator
from carebot.replay import unreported


def take_up(orchestrator: Orchestrator, journal: Path, clock: Clock, past: Iterable[AnyEvent]) -> None:
    """Let the orchestrator know; `past` holds what of the record is needed however old it is.

    Raises JournalError for a file that is no journal.
    """
    past = tuple(past)
    known, now = orchestrator.known, clock.now()
    orchestrator.alarming.restore(unreported(past))
    for event in reminders.taken_up(past):
        known.reminders.take_in(event)
    for entry in journals.read_since(journal, now - talks.LATELY, talks.KINDS):
        known.talks.take_in(entry.event)
    for entry in journals.read_since(journal, now - moods.KEPT_FOR, moods.KINDS, naming=f'"{moods.MOOD_SKILL}"'):
        known.moods.take_in(entry.event, "")
