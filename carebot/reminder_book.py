"""The book of reminders: takes down what the gate permits, on disk before it says so.

The journal is the book: its events are all that a restart needs, and her words stand in it sealed (decision 0014).
"""

from typing import Final

from carebot.bus import Bus
from carebot.core.actions import Action, KeepReminder, NoteReminder
from carebot.core.clock import Clock
from carebot.core.errors import PermitError
from carebot.core.ids import derived_id
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from carebot.core.permits import PermitLedger
from carebot.core.reminding import ReminderKept, ReminderNoted
from carebot.core.verdicts import Permit
from carebot.executor import DISK_WAIT
from carebot.journal import Journal

_NOT_ON_DISK: Final = Text(
    zh="写不进磁盘，所以没有记下。请检查磁盘。", en="The disk does not take it, so it is not kept. Check the disk."
)


class ReminderBook:
    """Carries out permitted `KeepReminder` and `NoteReminder`."""

    def __init__(self, bus: Bus, clock: Clock, ledger: PermitLedger, journal: Journal) -> None:
        self._bus = bus
        self._clock = clock
        self._ledger = ledger
        self._journal = journal

    def supports(self, action: Action) -> bool:
        """Reminders alone."""
        return isinstance(action, KeepReminder | NoteReminder)

    async def execute(self, permit: Permit) -> Outcome:
        """Take down what the permit says; done once it is on disk. What the disk does not take is not kept."""
        try:
            self._ledger.take(permit, self._clock.now())
        except PermitError as error:
            return Outcome(result=Result.REFUSED, detail=error.text)
        action = permit.action
        assert isinstance(action, KeepReminder | NoteReminder)
        self._bus.publish(self._event(permit, action))
        if await self._journal.settle(DISK_WAIT):
            return Outcome(result=Result.SUCCEEDED)
        if isinstance(action, KeepReminder) and action.kept:
            self._bus.publish(
                ReminderKept(
                    id=derived_id(permit.id, "not kept"),
                    occurred_at=self._clock.now(),
                    reminder=action.reminder,
                    kept=False,
                )
            )
        return Outcome(result=Result.EXECUTION, detail=_NOT_ON_DISK)

    def stop(self) -> None:
        """Nothing here moves or sounds."""

    def _event(self, permit: Permit, action: KeepReminder | NoteReminder) -> ReminderKept | ReminderNoted:
        event_id, now = derived_id(permit.id, action.kind), self._clock.now()
        if isinstance(action, KeepReminder):
            return ReminderKept(id=event_id, occurred_at=now, reminder=action.reminder, kept=action.kept)
        return ReminderNoted(
            id=event_id,
            occurred_at=now,
            about=action.about,
            reminder=action.reminder,
            at=action.at,
            note=action.note,
        )
