"""The head of the simulated body: turns where it is told, and is believed only when the joints say so."""

from datetime import timedelta
from typing import Final

from carebot.core.actions import Look
from carebot.core.clock import Clock
from carebot.core.outcomes import Outcome, Result
from robot_adapters._navigation.pilot import TICK
from robot_adapters._simulated_build import GAZE
from robot_adapters._simulated_commands import CommandSlot
from robot_adapters._simulated_senses import Senses
from robot_adapters._simulated_texts import HEAD_STUCK, OUT_OF_REACH

_TOLERANCE_RAD: Final = 0.05
_PATIENCE: Final = timedelta(seconds=5)


async def look(action: Look, slot: CommandSlot, senses: Senses, clock: Clock) -> Outcome:
    """Turn the head as `action` says; PRECONDITION where it cannot, EXECUTION where it does not get there."""
    if not GAZE.reaches(action.pan_rad, action.tilt_rad):
        return Outcome(result=Result.PRECONDITION, detail=OUT_OF_REACH)
    slot.look(action.pan_rad, action.tilt_rad)
    deadline = clock.monotonic() + _PATIENCE
    while clock.monotonic() < deadline:
        await clock.sleep(TICK)
        head = senses.measured()
        missed = max(abs(head.head_pan_rad - action.pan_rad), abs(head.head_tilt_rad - action.tilt_rad))
        if missed < _TOLERANCE_RAD:
            return Outcome(result=Result.SUCCEEDED)
    return Outcome(result=Result.EXECUTION, detail=HEAD_STUCK)
