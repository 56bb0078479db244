"""The rig that a body is tested in: its loop, its clock, permits for it, and measurements in its own time."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from carebot.core.actions import Action, Driving, MoveTo
from carebot.core.body import BodyState
from carebot.core.home import Home, Place
from carebot.core.ids import fresh_id
from carebot.core.language import Text
from carebot.core.outcomes import Outcome
from carebot.core.permits import PermitLedger, signature
from carebot.core.verdicts import Limits, Permit
from robot_adapters.base import Wiring
from tests.contracts.bodies.base import BodyHarness

T = TypeVar("T")

KEY: Final = b"the key of the contract suite"
SAMPLING: Final = timedelta(milliseconds=20)
PERMIT_LIFE: Final = timedelta(seconds=30)
UNDER_WAY_MPS: Final = 0.1
CONTACT_MPS: Final = 0.1
"""What an arm's work lets the base move with: it has to come beside what it grasps."""


def signed(permit: Permit, key: bytes = KEY) -> Permit:
    """`permit` with the signature that belongs to it."""
    return replace(permit, signature=signature(permit, key))


def permit_for(action: Action, now: datetime, limits: Limits | None = None) -> Permit:
    """A good permit for `action`, limited to the speed that the action asks for, or to contact speed."""
    speed_mps = action.speed_mps if isinstance(action, Driving) else CONTACT_MPS
    unsigned = Permit(
        id=fresh_id(),
        decision=fresh_id(),
        action=action,
        limits=limits or Limits(speed_mps=speed_mps),
        issued_at=now,
        expires_at=now + PERMIT_LIFE,
        signature="",
    )
    return signed(unsigned)


def rests(state: BodyState) -> bool:
    """Whether the measured speed is a standstill."""
    return not state.moves


def under_way(state: BodyState) -> bool:
    """Whether the body measurably drives."""
    return abs(state.linear_mps) > UNDER_WAY_MPS


def bilingual(text: Text) -> bool:
    """Whether `text` says something in each language."""
    return bool(text.zh.strip() and text.en.strip())


class Rig:
    """One body under test, in a loop of its own."""

    def __init__(self, harness: BodyHarness) -> None:
        self._runner = asyncio.Runner()
        self.clock = harness.clock()
        self.faults: list[Text | None] = []
        self.wiring = Wiring(ledger=PermitLedger(KEY), clock=self.clock, fault=self.faults.append)
        self.body = harness.body(self.wiring)

    def run(self, scenario: Coroutine[Any, Any, T]) -> T:
        """Run `scenario` in the body's loop; time passes only while something runs."""
        return self._runner.run(scenario)

    def close(self) -> None:
        """Close the loop."""
        self._runner.close()

    def home(self) -> Home:
        """The body's home."""
        home = self.body.home()
        assert home is not None
        return home

    def far_place(self) -> Place:
        """The known place that is farthest from where the body is."""
        here = self.body.state().pose.point
        return max(self.home().places, key=lambda place: place.pose.point.distance_m(here))

    def drive_far(self) -> MoveTo:
        """A drive long enough to do something meanwhile."""
        return MoveTo(place=self.far_place().id, speed_mps=min(0.5, self.body.manifest.max_speed_mps))

    async def do(self, action: Action) -> Outcome:
        """Carry out `action` under a good permit."""
        return await self.body.execute(permit_for(action, self.clock.now()))

    @asynccontextmanager
    async def driving(self, action: MoveTo | None = None) -> AsyncIterator[asyncio.Task[Outcome]]:
        """A body that measurably drives; whatever still runs at the end is cancelled."""
        drive = asyncio.create_task(self.do(action or self.drive_far()))
        try:
            await self.until(lambda state: drive.done() or under_way(state), within=timedelta(seconds=30))
            assert not drive.done(), drive.result()
            yield drive
        finally:
            drive.cancel()
            await asyncio.gather(drive, return_exceptions=True)
            await self.until(rests, within=timedelta(seconds=2))

    async def until(self, met: Callable[[BodyState], bool], within: timedelta) -> timedelta:
        """How long it took, by the body's own readings, until a reading met the condition; fails when it did not."""
        start = self.clock.now()
        while True:
            state = self.body.state()
            if met(state):
                return state.at - start
            assert state.at - start <= within, f"not within {within}: {state}"
            await self.clock.sleep(SAMPLING)

    async def readings(self, duration: timedelta) -> list[BodyState]:
        """The readings of the next `duration`."""
        end = self.clock.monotonic() + duration
        taken = []
        while self.clock.monotonic() < end:
            taken.append(self.body.state())
            await self.clock.sleep(SAMPLING)
        return taken
