"""Drives a body that only takes velocities: to a place, up to a person, or ahead of one.

Every wait is on the clock and every await can be cancelled; whoever cancels halts the body.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from carebot.core.clock import Clock
from carebot.core.home import Home, Point, Pose
from carebot.core.outcomes import Outcome
from carebot.core.people import ResidentId
from carebot.core.situation import PersonSeen, Posture
from robot_adapters._navigation.follower import Bounds, Going, Step, turn_step
from robot_adapters._navigation.footprint import in_body_frame, turn_towards
from robot_adapters._navigation.grid import OccupancyGrid
from robot_adapters._navigation.navigator import Destination, Navigator, Sensed
from robot_adapters._navigation.planner import Path
from robot_adapters._navigation.speeds import Build

TICK: Final = timedelta(milliseconds=50)
_TURN_PATIENCE: Final = timedelta(seconds=15)
_AIM_HEIGHT_M: Final = {Posture.FALLEN: 0.15, Posture.LYING: 0.4, Posture.SITTING: 0.7}
_AIM_HEIGHT_OTHERWISE_M: Final = 0.85
AHEAD: Final = (0.0, -0.35)
"""Where the head looks while driving, pan and tilt: the floor from one metre ahead, and people up to their heads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaze:
    """The head's reach: camera height, and the pan and tilt that it can take (left and up are positive)."""

    camera_height_m: float
    pan_rad: tuple[float, float]
    tilt_rad: tuple[float, float]

    def reaches(self, pan_rad: float, tilt_rad: float) -> bool:
        """Whether the head can look there."""
        return self.pan_rad[0] <= pan_rad <= self.pan_rad[1] and self.tilt_rad[0] <= tilt_rad <= self.tilt_rad[1]

    def towards(self, pose: Pose, point: Point, height_m: float) -> tuple[float, float]:
        """The pan and tilt with which the camera at `pose` looks at a point; as near as the head's reach allows."""
        bearing = turn_towards(pose.yaw_rad, math.atan2(point.y_m - pose.y_m, point.x_m - pose.x_m))
        turns = (bearing, bearing - math.tau, bearing + math.tau)
        pan_rad = min(turns, key=lambda turn: (max(self.pan_rad[0] - turn, turn - self.pan_rad[1], 0.0), abs(turn)))
        away_m = max(0.2, pose.point.distance_m(point))
        tilt_rad = math.atan2(height_m - self.camera_height_m, away_m)
        return _within(pan_rad, self.pan_rad), _within(tilt_rad, self.tilt_rad)

    def around(self) -> list[float]:
        """Pan angles that together show all that the head can see, nearest to straight ahead first."""
        low, high = self.pan_rad
        steps = max(2, math.ceil((high - low) / math.radians(50.0)) + 1)
        return sorted((low + (high - low) * step / (steps - 1) for step in range(steps)), key=abs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """What a pilot needs of a body. `person` is somebody in view now: the one asked for, or the only one."""

    sensed: Callable[[], Sensed]
    drive: Callable[[float, float], None]
    speed_mps: Callable[[], float]
    look: Callable[[float, float], None]
    show: Callable[[Path], None]
    person: Callable[[ResidentId], PersonSeen | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What a pilot knows in advance: the map, the rooms, the body's build and the reach of its gaze."""

    grid: OccupancyGrid
    home: Home
    build: Build
    gaze: Gaze


class Pilot:
    """Drives one body; one errand at a time."""

    def __init__(self, vehicle: Vehicle, chart: Chart, clock: Clock) -> None:
        self.vehicle = vehicle
        self.chart = chart
        self.clock = clock

    async def drive_to(self, destination: Destination, speed_mps: float) -> Outcome:
        """Drive to `destination`, eyes ahead; the outcome is SUCCEEDED, PLANNING or EXECUTION."""
        navigator = Navigator(self.chart.grid, self.chart.build, destination)
        self.vehicle.look(*AHEAD)
        while True:
            outcome = await self.advance(navigator, Bounds(speed_mps=speed_mps, keep_m=self.standstill_m))
            if isinstance(outcome, Outcome):
                return outcome

    async def advance(self, navigator: Navigator, bounds: Bounds) -> Step | Outcome:
        """Make one step of a navigator within `bounds` and those of the permit, and let one tick pass."""
        allowed = Bounds(speed_mps=min(bounds.speed_mps, self.vehicle.speed_mps()), keep_m=bounds.keep_m)
        step = navigator.step(self.vehicle.sensed(), allowed)
        self.vehicle.show(navigator.path)
        if isinstance(step, Outcome):
            self.vehicle.drive(0.0, 0.0)
            self.vehicle.show(())
            return step
        self.vehicle.drive(step.linear_mps, step.angular_radps)
        await self.clock.sleep(TICK)
        return step

    async def face(self, person: PersonSeen) -> bool:
        """Turn on the spot until a person is straight ahead, the head on her meanwhile; whether it was in time."""
        point = person.position
        deadline = self.clock.monotonic() + _TURN_PATIENCE
        while self.clock.monotonic() < deadline:
            sensed = self.vehicle.sensed()
            near = in_body_frame(sensed.obstacles, sensed.pose)
            yaw_rad = math.atan2(point.y_m - sensed.pose.y_m, point.x_m - sensed.pose.x_m)
            step = turn_step(self.chart.build, sensed.pose, yaw_rad, near, self.vehicle.speed_mps())
            self.vehicle.drive(0.0, step.angular_radps)
            self.watch(person)
            if step.going is Going.ARRIVED:
                return True
            await self.clock.sleep(TICK)
        self.vehicle.drive(0.0, 0.0)
        return False

    def watch(self, person: PersonSeen) -> None:
        """Turn the head to a person, so that all of her is in the picture."""
        height_m = _AIM_HEIGHT_M.get(person.posture, _AIM_HEIGHT_OTHERWISE_M)
        self.vehicle.look(*self.chart.gaze.towards(self.vehicle.sensed().pose, person.position, height_m))

    @property
    def standstill_m(self) -> float:
        """The distance at which the separation rule has the body stand still."""
        return self.chart.build.separation.distance_m(0.0)


def _within(value: float, bounds: tuple[float, float]) -> float:
    return min(max(value, bounds[0]), bounds[1])
