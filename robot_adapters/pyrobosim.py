"""The second body: a robot in a household world of pyrobosim, at the level of tasks, in real time.

Its world has no people, so it declines whatever is done with a person. Installed with `carebot[pyrobosim]`.
"""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final

from carebot.core.actions import Action, Approach, Escort, MoveTo, Pick, PutDown, Wait
from carebot.core.actuator import StopLine
from carebot.core.body import Ability, BodyState, Health, Manifest
from carebot.core.errors import BodyError
from carebot.core.home import Home, Place, PlaceId, Point, Pose
from carebot.core.language import Text
from carebot.core.limits import Separation
from carebot.core.outcomes import Outcome, Result
from carebot.stop_flag import StopFlag
from robot_adapters._navigation.follower import Bounds, Going, PathFollower
from robot_adapters._navigation.footprint import NO_POINTS, Footprint
from robot_adapters._navigation.speeds import Build
from robot_adapters._pyrobosim_home import HOME
from robot_adapters._pyrobosim_world import (
    BRAKING_MPS2,
    RADIUS_M,
    TICK,
    TOP_SPEED_MPS,
    TOP_TURN_RADPS,
    PyrobosimWorld,
)
from robot_adapters._texts import unsupported
from robot_adapters.base import VELOCITY_LEASE, RobotAdapter, Wiring

_CONTROL_PERIOD: Final = timedelta(milliseconds=50)
_PATIENCE: Final = timedelta(seconds=10)
_PROGRESS_M: Final = 0.05
_PROGRESS_RAD: Final = 0.1
_HELD_MPS: Final = 0.02
_BUILD: Final = Build(
    footprint=Footprint(front_m=RADIUS_M, rear_m=RADIUS_M, side_m=RADIUS_M, turning_radius_m=RADIUS_M),
    separation=Separation(reaction_s=TICK.total_seconds(), braking_mps2=BRAKING_MPS2),
    top_speed_mps=TOP_SPEED_MPS,
    top_turn_radps=TOP_TURN_RADPS,
)

_UNKNOWN_PLACE: Final = Text(
    zh="地图上没有这个地点，请换一个地点。", en="This place is not on the map; please name another."
)
_NO_WAY: Final = Text(zh="找不到去那里的路，请把路让开。", en="There is no way there; please clear the way.")
_STUCK: Final = Text(
    zh="机器人没有前进，已停下。请看看是不是被挡住了。",
    en="The robot does not get on, so it stopped. Please see whether something is in its way.",
)
_NOT_CONNECTED: Final = Text(zh="机器人未连接，请先启动。", en="The robot is not connected; start it first.")
_WORDS: Final = {
    Result.PRECONDITION: Text(
        zh="东西不在机器人跟前，或夹爪里的东西不对。",
        en="The thing is not within reach, or the gripper is not as needed.",
    ),
    Result.PLANNING: Text(zh="没有找到放得下的地方。", en="There is no free spot to put it."),
}
_FAILED: Final = Text(zh="夹爪没有完成动作。", en="The gripper did not do it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Settings. `start_place` is where the robot stands at first."""

    start_place: PlaceId = "dock"


_DEFAULT: Final = Options()


class PyrobosimRobot(RobotAdapter):
    """A round robot with an arm in pyrobosim's home."""

    manifest: ClassVar[Manifest] = Manifest(
        name=Text(zh="pyrobosim 机器人", en="The pyrobosim robot"),
        abilities=frozenset({Ability.DRIVE, Ability.GRASP}),
        max_speed_mps=TOP_SPEED_MPS,
        max_payload_kg=2.0,
        max_reach_height_m=1.1,
        radius_m=RADIUS_M,
        reaction_s=TICK.total_seconds(),
        braking_mps2=BRAKING_MPS2,
        tested_on_hardware=False,
    )

    def __init__(self, wiring: Wiring, options: Options = _DEFAULT) -> None:
        super().__init__(wiring)
        self._options = options
        self._stop_flag = StopFlag()
        self._world: PyrobosimWorld | None = None
        self._way: tuple[Point, ...] = ()

    def supports(self, action: Action) -> bool:
        """Whether this body can do `action`: it sees no people, so it neither approaches nor leads them."""
        return super().supports(action) and not isinstance(action, Approach | Escort)

    def home(self) -> Home:
        """The home that the world is built from."""
        return HOME

    def stop_line(self) -> StopLine:
        """The flag that the world reads before every small step."""
        return self._stop_flag

    def state(self) -> BodyState:
        """What the world measures now; raises BodyError when it does not run."""
        reading = self._connected.reading()
        return BodyState(
            at=reading.at,
            pose=reading.pose,
            linear_mps=reading.linear_mps,
            angular_radps=reading.angular_radps,
            health=Health.OK,
            emergency_stop=False,
            battery=reading.battery,
            holding=reading.holding,
            bumped=reading.bumped,
            path=self._way,
        )

    @property
    def _connected(self) -> PyrobosimWorld:
        if self._world is None:
            raise BodyError(_NOT_CONNECTED)
        return self._world

    async def _connect(self) -> None:
        world = PyrobosimWorld(self._clock, VELOCITY_LEASE, self._stop_flag.is_up)
        await asyncio.to_thread(world.start, self._start_pose())
        self._world = world

    async def _disconnect(self) -> None:
        world, self._world = self._world, None
        if world is not None:
            await asyncio.to_thread(world.close)

    def _start_pose(self) -> Pose:
        place = HOME.place(self._options.start_place)
        if place is None:
            listed = ", ".join(place.id for place in HOME.places)
            raise BodyError(
                Text(
                    zh=f"没有名为“{self._options.start_place}”的起点，可用：{listed}。",
                    en=f"There is no starting place '{self._options.start_place}'. There are: {listed}.",
                )
            )
        return place.pose

    def _command_velocity(self, linear_mps: float, angular_radps: float) -> None:
        if self._world is not None:
            self._world.command(linear_mps, angular_radps)

    def _halt(self) -> None:
        if self._world is not None:
            self._world.halt()

    async def _perform(self, action: Action) -> Outcome:
        match action:
            case MoveTo(place=place_id):
                place = HOME.place(place_id)
                return await self._go_to(place) if place else Outcome(result=Result.PLANNING, detail=_UNKNOWN_PLACE)
            case Pick(object=object_id):
                return _outcome(await asyncio.to_thread(self._connected.pick, object_id))
            case PutDown(object=object_id):
                if self.state().holding != object_id:
                    return Outcome(result=Result.PRECONDITION, detail=_WORDS[Result.PRECONDITION])
                return _outcome(await asyncio.to_thread(self._connected.put_down))
            case Wait(duration=duration):
                await self._clock.sleep(duration)
                return Outcome(result=Result.SUCCEEDED)
            case _:
                return Outcome(result=Result.UNSUPPORTED, detail=unsupported(self.manifest))

    async def _go_to(self, place: Place) -> Outcome:
        way = await asyncio.to_thread(self._connected.plan, place.pose)
        if not way:
            return Outcome(result=Result.PLANNING, detail=_NO_WAY)
        try:
            return await self._follow(PathFollower(way, place.pose.yaw_rad, _BUILD))
        finally:
            self._way = ()

    async def _follow(self, follower: PathFollower) -> Outcome:
        """Drive along the way; being held at a bound of zero is no lack of progress."""
        mark, marked_at = self.state().pose, self._clock.monotonic()
        while True:
            pose = self.state().pose
            step = follower.step(pose, NO_POINTS, Bounds(speed_mps=self._bounds.speed_mps, keep_m=0.0))
            if step.going is Going.ARRIVED:
                return Outcome(result=Result.SUCCEEDED)
            self._way = follower.ahead(float("inf"))
            self._drive(step.linear_mps, step.angular_radps)
            if _got_on(mark, pose) or self._bounds.speed_mps < _HELD_MPS:
                mark, marked_at = pose, self._clock.monotonic()
            if self._clock.monotonic() - marked_at > _PATIENCE:
                return Outcome(result=Result.EXECUTION, detail=_STUCK)
            await self._clock.sleep(_CONTROL_PERIOD)


def _got_on(before: Pose, now: Pose) -> bool:
    return before.point.distance_m(now.point) > _PROGRESS_M or abs(now.yaw_rad - before.yaw_rad) > _PROGRESS_RAD


def _outcome(answer: tuple[Result, str]) -> Outcome:
    """pyrobosim's answer as an outcome, its own words in the English detail."""
    result, message = answer
    if result is Result.SUCCEEDED:
        return Outcome(result=result)
    words = _WORDS.get(result, _FAILED)
    return Outcome(result=result, detail=Text(zh=words.zh, en=f"{words.en} ({message})"))
