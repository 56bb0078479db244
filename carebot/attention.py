"""Attention: a robot with nothing to do keeps its eye on the resident, or looks for her.

It only asks, as a schedule does; whether the robot may look is the gate's to say, and everything else comes first.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from carebot.core.clock import Clock
from carebot.core.deeds import GoalFinished
from carebot.core.goals import GoalResult, Resource
from carebot.core.record import AnyEvent
from carebot.modes import Mode
from carebot.orchestrator import Orchestrator

WATCH_SKILL: Final = "keep_watch"
ATTENDS_EVERY: Final = timedelta(seconds=2)
# Where looking is not wanted or not possible, asking again at once would only fill the record.
_REFUSED_FOR: Final = timedelta(minutes=2)
_ATTENTIVE: Final = {Mode.IDLE, Mode.ENGAGED, Mode.DEGRADED}
_IN_VAIN: Final = {GoalResult.REFUSED, GoalResult.FAILED}


class Attention:
    """Asks for a watch whenever the body is free."""

    def __init__(self, orchestrator: Orchestrator, clock: Clock, ask: Callable[[str], None]) -> None:
        self._orchestrator = orchestrator
        self._clock = clock
        self._ask = ask
        self._not_before = timedelta()

    def on_event(self, event: AnyEvent) -> None:
        """Take note of a watch that came to nothing."""
        match event:
            case GoalFinished(skill=skill, conclusion=conclusion) if skill == WATCH_SKILL:
                if conclusion.result in _IN_VAIN:
                    self._not_before = self._clock.monotonic() + _REFUSED_FOR
            case _:
                pass

    async def attend(self) -> None:
        """Ask again and again, until cancelled."""
        while True:
            if self._free() and self._clock.monotonic() >= self._not_before:
                self._ask(WATCH_SKILL)
            await self._clock.sleep(ATTENDS_EVERY)

    def _free(self) -> bool:
        pursuit = self._orchestrator.pursuit
        watching = any(run.goal.skill == WATCH_SKILL for run in pursuit.runs)
        return self._orchestrator.mode in _ATTENTIVE and not watching and not pursuit.holding(Resource.BODY)
