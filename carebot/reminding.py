"""Reminding: looks from time to time which reminder is due, and asks for it in the name of whoever wanted it.

What follows is judged as her own wish and not as a schedule's: what she asked for at an hour comes at that hour.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from carebot.core.clock import Clock
from carebot.core.goals import Priority, Resource
from carebot.core.people import Requester
from carebot.modes import Mode
from carebot.orchestrator import Orchestrator

LOOK_EVERY: Final = timedelta(seconds=5)
TELL_SKILL: Final = "tell_reminder"
_FREE: Final = {Mode.IDLE, Mode.ENGAGED, Mode.WORKING, Mode.DEGRADED}
"""Not while stopped, paused or in an incident; what comes due then is told afterwards."""

Ask = Callable[[str, Mapping[str, str], Requester], None]


class Reminding:
    """Asks for one reminder at a time, while nothing more urgent is under way."""

    def __init__(self, orchestrator: Orchestrator, clock: Clock, ask: Ask) -> None:
        self._orchestrator = orchestrator
        self._clock = clock
        self._ask = ask

    async def attend(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            self.look()
            await self._clock.sleep(LOOK_EVERY)

    def look(self) -> None:
        """Ask for what is due, the earliest first."""
        if self._orchestrator.mode not in _FREE or self._busy():
            return
        known = self._orchestrator.known
        quiet = {one.id: one.values.quiet_hours for one in known.house.residents}
        for due in known.reminders.due(self._clock.now(), known.timezone, quiet)[:1]:
            parameters = {"about": due.reminder.about, "reminder": due.reminder.id, "at": due.at.isoformat()}
            if due.pass_on:
                parameters["wish"] = "carers"
            self._ask(TELL_SKILL, parameters, due.reminder.by)

    def _busy(self) -> bool:
        """Whether something goes on that a reminder would only wait for."""
        held = self._orchestrator.pursuit.holding
        return any(held(resource, above=Priority.REQUEST) for resource in (Resource.TALK, Resource.BODY))
