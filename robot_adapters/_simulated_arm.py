"""The arm of the simulated body: picks up, puts down, hands over, and comes in before the body drives.

Joints are moved by sequences that run in the world's thread; the base moves with them only as far as the permit lets
it. A sequence that is not ticked any more leaves the arm where it is, with whatever it holds.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from carebot.core.actions import Handover
from carebot.core.clock import Clock
from carebot.core.home import ObjectId
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from carebot.core.situation import PersonSeen, Posture
from robot_adapters._simulated_commands import CommandSlot
from robot_adapters._simulated_scene import Stage
from robot_adapters._simulated_senses import Senses
from robot_adapters._simulated_sequences import Sequence, offer, pick, place, stow
from robot_adapters._simulated_surfaces import spot_beside
from robot_adapters._simulated_thread import WorldThread
from robot_adapters._simulation.apartment import Apartment

_TICK: Final = timedelta(milliseconds=50)
_OFFER_HEIGHT_M: Final = {Posture.SITTING: 0.80, Posture.STANDING: 1.0}
_OFFER_HEIGHT_OTHERWISE_M: Final = 0.85
_OUT_M: Final = 0.02
_HELD_OUT: Final = "offering"
_WITHIN_REACH: Final = {"extending", _HELD_OUT}

_NO_TABLE: Final = Text(
    zh="这里没有够得着的桌面，请让我先到桌子旁边。",
    en="There is no table within reach here; send the robot to one first.",
)
_NOT_HELD: Final = Text(zh="机器人手里没有这样东西。", en="The robot does not hold this.")
_FAILED: Final = Text(zh="机械臂没有做成。", en="The arm did not manage it.")


class Arm:
    """Runs one sequence at a time on the world's thread. `drive` rolls the base as far as the permit lets it."""

    def __init__(
        self,
        *,
        thread: WorldThread[Stage],
        senses: Senses,
        slot: CommandSlot,
        drive: Callable[[float, float], None],
        apartment: Apartment,
        clock: Clock,
    ) -> None:
        self._thread = thread
        self._senses = senses
        self._slot = slot
        self._drive = drive
        self._apartment = apartment
        self._clock = clock
        self._stage = ""

    @property
    def offering(self) -> bool:
        """Whether something is held out to be taken, and held still."""
        return self._stage == _HELD_OUT

    async def pick(self, thing: ObjectId) -> Outcome:
        """Grasp what stands to the right of the body, and bring it in for driving."""
        return await self._run(lambda stage: pick(stage, thing))

    async def put_down(self, thing: ObjectId) -> Outcome:
        """Put the held thing on the table to the right of the body."""
        if self._senses.holding != thing:
            return Outcome(result=Result.PRECONDITION, detail=_NOT_HELD)
        spot = spot_beside(self._apartment, self._senses.measured().pose)
        if spot is None:
            return Outcome(result=Result.PRECONDITION, detail=_NO_TABLE)
        return await self._run(lambda stage: place(stage, spot))

    async def hand_over(self, action: Handover, person: PersonSeen) -> Outcome:
        """Hold the thing out to a person, and let go when it is drawn away.

        TIMED_OUT when nobody took it; the body keeps it then.
        """
        if self._senses.holding != action.object:
            return Outcome(result=Result.PRECONDITION, detail=_NOT_HELD)
        height_m = _OFFER_HEIGHT_M.get(person.posture, _OFFER_HEIGHT_OTHERWISE_M)
        return await self._run(lambda stage: offer(stage, person.position, height_m), offered=action.object)

    async def come_in(self) -> Outcome:
        """Bring the arm in for driving, where it is out."""
        if self._senses.measured().arm_m < _OUT_M:
            return Outcome(result=Result.SUCCEEDED)
        return await self._run(stow)

    async def _run(self, begin: Callable[[Stage], Sequence], offered: ObjectId = "") -> Outcome:
        """Tick a sequence to its end. What was `offered` and nobody took is TIMED_OUT; what is gone has been taken."""
        await self._thread.call(self._settle)
        sequence = await self._thread.call(begin)
        held_out = False
        try:
            while True:
                progress = await self._thread.call(lambda _: sequence.tick())
                self._stage = progress.stage
                self._drive(progress.linear_mps, progress.angular_radps)
                held_out = held_out or self.offering
                if progress.status == "done":
                    return Outcome(result=Result.SUCCEEDED)
                if progress.status == "failed":
                    result = Result.TIMED_OUT if offered and held_out else Result.EXECUTION
                    return Outcome(result=result, detail=progress.reason or _FAILED)
                if offered and self._stage in _WITHIN_REACH and self._senses.holding != offered:
                    return await self._run(stow)
                await self._clock.sleep(_TICK)
        finally:
            self._stage = ""

    def _settle(self, stage: Stage) -> None:
        """Have the arm hold, where that is still due from before, so that it does not end the movement to come."""
        if self._slot.take_hold():
            stage.hold_joints()
