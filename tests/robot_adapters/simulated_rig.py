"""The simulated body in a test: its loop, its clock, permits for it, and eyes that stand in for the senses."""

import asyncio
import math
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self, TypeVar

import numpy as np

from carebot.clocks import SimulatedClock
from carebot.core.actions import Action, Approach, Driving
from carebot.core.home import Point
from carebot.core.language import Text
from carebot.core.outcomes import Outcome
from carebot.core.permits import PermitLedger
from carebot.core.situation import PeopleView, PersonSeen, Posture
from carebot.core.verdicts import Limits
from robot_adapters._navigation.footprint import in_body_frame
from robot_adapters._simulated_outline import STOWED
from robot_adapters._simulation.readings import ResidentTruth
from robot_adapters.base import Wiring
from robot_adapters.simulated import Options, SimulatedRobot
from tests.contracts.rig import CONTACT_MPS, KEY, permit_for

T = TypeVar("T")
HER = "lin"
CAMERA_HZ = 4.0
LOOKS_EVERY = timedelta(milliseconds=125)

_POSTURES = {
    "sitting": Posture.SITTING,
    "lying": Posture.LYING,
    "fallen": Posture.FALLEN,
}


class SimulatedRig:
    """One simulated body as fast as it goes, with few and small pictures: drawing them takes most of the time."""

    def __init__(self, resident_body: Path | None = None, start_place: str = "dock") -> None:
        self.clock = SimulatedClock(datetime(2026, 3, 1, 9, tzinfo=UTC))
        self.faults: list[Text | None] = []
        options = Options(
            speed=None,
            camera_hz=CAMERA_HZ,
            picture_width=160,
            picture_height=120,
            anny_data=resident_body,
            start_place=start_place,
        )
        wiring = Wiring(ledger=PermitLedger(KEY), clock=self.clock, fault=self.faults.append)
        self.body = SimulatedRobot(wiring, options)
        self.least_m = math.inf
        self.in_view = True
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        self.run(self.body.connect())
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the body and its loop."""
        self.run(self.body.aclose())
        self._runner.close()

    def run(self, scenario: Coroutine[Any, Any, T]) -> T:
        """Run `scenario` in the body's loop."""
        return self._runner.run(scenario)

    async def do(self, action: Action) -> Outcome:
        """Carry out `action` under a good permit: at its own speed, or at contact speed where it names none."""
        limits = Limits(
            speed_mps=action.speed_mps if isinstance(action, Driving) else CONTACT_MPS,
            force_n=20.0,
            person_distance_m=action.stop_at_m if isinstance(action, Approach) else 0.0,
        )
        return await self.body.execute(permit_for(action, self.clock.now(), limits))

    async def watched(self, action: Action) -> Outcome:
        """Carry out `action` while eyes see the resident; how near the body came to her is measured on the way."""
        await self.look()
        doing = asyncio.create_task(self.do(action))
        while not doing.done():
            await self.look()
            await self.clock.sleep(LOOKS_EVERY)
        return doing.result()

    async def look(self) -> None:
        """Tell the body where the resident is, as far as she is in view, and note how far away she is."""
        truth = await self.truth()
        self.least_m = min(self.least_m, self.gap_m(truth))
        people = (self._seen(truth),) if self.in_view else ()
        self.body.see(PeopleView(people=people, nearest_m=min((one.nearest_m for one in people), default=math.inf)))

    async def truth(self) -> ResidentTruth:
        """Where the resident truly is."""
        truth = await self.body.scene.resident_truth()
        assert truth is not None
        return truth

    async def settled(self, patience: timedelta = timedelta(seconds=60)) -> ResidentTruth:
        """The truth once the resident has done what she set out to do and lies or stands still."""
        deadline = self.clock.monotonic() + patience
        while not await self.body.scene.resident_is_still():
            assert self.clock.monotonic() < deadline, "she never comes to rest"
            await self.clock.sleep(LOOKS_EVERY)
        await self.clock.sleep(timedelta(seconds=3))
        return await self.truth()

    def gap_m(self, truth: ResidentTruth) -> float:
        """The distance on the floor plan from the body's edge to the nearest point of the resident."""
        pose = self.body.state().pose
        shares = np.linspace(0.0, 1.0, 9)[:, None]
        gaps = []
        for part in truth.capsules:
            along = part.start_m[:2] + shares * (part.end_m - part.start_m)[:2]
            gaps.append(float(STOWED.distances_m(in_body_frame(along, pose)).min()) - part.radius_m)
        return min(gaps)

    def _seen(self, truth: ResidentTruth) -> PersonSeen:
        return PersonSeen(
            track="1",
            position=Point(x_m=float(truth.pelvis_m[0]), y_m=float(truth.pelvis_m[1])),
            nearest_m=max(0.0, self.gap_m(truth)),
            posture=_POSTURES.get(truth.posture.value, Posture.STANDING),
            resident=HER,
        )
