"""A body on paper: a disc that rolls straight on in simulated time, with faults that a test can give it."""

import asyncio
import math
from datetime import UTC, datetime, timedelta
from typing import Final

from carebot.clocks import SimulatedClock
from carebot.core.actions import Action, MoveTo, Pick, PutDown
from carebot.core.body import Ability, BodyState, Health, Manifest
from carebot.core.clock import Clock
from carebot.core.errors import BodyError
from carebot.core.home import Home, HouseholdObject, Place, Point, Pose, Room, RoomKind
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from robot_adapters.base import RobotAdapter, Wiring
from tests.contracts.bodies.base import BodyHarness

STEP: Final = timedelta(milliseconds=20)
ACCELERATION_MPS2: Final = 2.0
UNREACHABLE: Final = Text(zh="纸上的机器人连不上，请再画一个。", en="The body on paper is not there; draw another.")

_CORNERS: Final = ((-1.0, -1.0), (6.0, -1.0), (6.0, 1.0), (-1.0, 1.0))
HOME: Final = Home(
    rooms=(
        Room(
            id="hall",
            name=Text(zh="大厅", en="hall"),
            kind=RoomKind.LIVING,
            outline=tuple(Point(x_m=x_m, y_m=y_m) for x_m, y_m in _CORNERS),
        ),
    ),
    places=(
        Place(id="left", name=Text(zh="左边", en="left"), room="hall", pose=Pose(x_m=0.0, y_m=0.0, yaw_rad=0.0)),
        Place(id="right", name=Text(zh="右边", en="right"), room="hall", pose=Pose(x_m=5.0, y_m=0.0, yaw_rad=0.0)),
    ),
    objects=(HouseholdObject(id="cup", name=Text(zh="杯子", en="cup"), place="right", mass_kg=0.2),),
)


class PaperBody(RobotAdapter):
    """Moves along the x axis. `deaf` does not obey halts, `unreadable` does not answer, `lying` claims success."""

    drives_clock = True
    manifest = Manifest(
        name=Text(zh="纸上机器人", en="paper body"),
        abilities=frozenset({Ability.DRIVE, Ability.GRASP}),
        max_speed_mps=0.5,
        max_payload_kg=1.0,
        max_reach_height_m=1.0,
        radius_m=0.25,
        reaction_s=0.02,
        braking_mps2=ACCELERATION_MPS2,
        tested_on_hardware=False,
    )

    def __init__(self, wiring: Wiring, *, reachable: bool = True) -> None:
        super().__init__(wiring)
        self._reachable = reachable
        self._driver: asyncio.Task[None] | None = None
        self.wanted = self._actual = (0.0, 0.0)
        self._x_m = self._yaw_rad = 0.0
        self._holding = ""
        self.deaf = self.unreadable = self.lying = False
        self.commands: list[tuple[float, float]] = []

    def home(self) -> Home:
        """One hall with two places."""
        return HOME

    def state(self) -> BodyState:
        """What the paper says."""
        if self.unreadable:
            raise BodyError(UNREACHABLE)
        return BodyState(
            at=self._clock.now(),
            pose=Pose(x_m=self._x_m, y_m=0.0, yaw_rad=self._yaw_rad),
            linear_mps=self._actual[0],
            angular_radps=self._actual[1],
            health=Health.OK,
            emergency_stop=False,
            battery=1.0,
            holding=self._holding,
        )

    async def _connect(self) -> None:
        if not self._reachable:
            raise BodyError(UNREACHABLE)
        self._driver = asyncio.create_task(self._let_time_pass())

    async def _disconnect(self) -> None:
        if self._driver is not None:
            self._driver.cancel()
            await asyncio.gather(self._driver, return_exceptions=True)

    async def _let_time_pass(self) -> None:
        assert isinstance(self._clock, SimulatedClock)
        while True:
            seconds = STEP.total_seconds()
            change = ACCELERATION_MPS2 * seconds
            linear, angular = self._actual
            linear += max(-change, min(change, self.wanted[0] - linear))
            angular += max(-4 * change, min(4 * change, self.wanted[1] - angular))
            self._actual = (linear, angular)
            self._x_m += linear * seconds
            self._yaw_rad += angular * seconds
            await self._clock.advance(STEP)

    def _command_velocity(self, linear_mps: float, angular_radps: float) -> None:
        self.commands.append((linear_mps, angular_radps))
        self.wanted = (linear_mps, angular_radps)

    def _halt(self) -> None:
        if not self.deaf:
            self.wanted = (0.0, 0.0)

    async def _perform(self, action: Action) -> Outcome:
        if self._driver is None or self._driver.done():
            raise BodyError(UNREACHABLE)
        match action:
            case MoveTo(place=place_id):
                return await self._roll_to(HOME.place(place_id))
            case Pick(object=object_id) if object_id == "cup" and abs(self._x_m - 5.0) < 0.3:
                self._holding = object_id
            case PutDown(object=object_id) if object_id == self._holding:
                self._holding = ""
            case _:
                return Outcome(result=Result.PRECONDITION, detail=Text(zh="够不着。", en="Out of reach."))
        return Outcome(result=Result.SUCCEEDED)

    async def _roll_to(self, place: Place | None) -> Outcome:
        if place is None:
            return Outcome(result=Result.PLANNING, detail=Text(zh="没有这个地点。", en="There is no such place."))
        while not self.lying and abs(place.pose.x_m - self._x_m) > 0.05:
            ahead_m = place.pose.x_m - self._x_m
            slow_enough_mps = math.sqrt(2 * 0.5 * ACCELERATION_MPS2 * abs(ahead_m))
            self._drive(math.copysign(min(0.5, slow_enough_mps), ahead_m), 0.0)
            await self._clock.sleep(STEP * 2)
        return Outcome(result=Result.SUCCEEDED)


class PaperHarness(BodyHarness):
    """The contract suite on paper, which checks the base class and the suite itself."""

    def missing(self) -> str:
        """Nothing."""
        return ""

    def clock(self) -> Clock:
        """Time that the body makes."""
        return SimulatedClock(datetime(2026, 3, 1, 8, 0, tzinfo=UTC))

    def body(self, wiring: Wiring) -> PaperBody:
        """The body."""
        return PaperBody(wiring)

    def unreachable(self, wiring: Wiring) -> PaperBody:
        """The body, out of reach."""
        return PaperBody(wiring, reachable=False)
