"""A body that does exactly what it is told, in a room with a person made of points, on a clock that a test drives."""

import asyncio
import math
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import numpy as np

from carebot.clocks import SimulatedClock
from carebot.core.home import Home, Point, Pose, Room, RoomKind
from carebot.core.language import Text
from carebot.core.situation import PersonSeen, Posture
from robot_adapters._navigation.footprint import NO_POINTS, Points, in_body_frame, turn_towards
from robot_adapters._navigation.grid import OccupancyGrid
from robot_adapters._navigation.navigator import Sensed
from robot_adapters._navigation.pilot import Chart, Gaze, Pilot, Vehicle
from robot_adapters._navigation.planner import Path
from tests.robot_adapters.navigation.builders import BODY, at, moved

T = TypeVar("T")
TICK = timedelta(milliseconds=50)
SIGHT_RAD = 0.7
GAZE = Gaze(camera_height_m=1.3, pan_rad=(-3.9, 1.5), tilt_rad=(-1.5, 0.8))


class Someone:
    """A person on the floor: her middle, how far her body reaches to both sides of it, and how she moves."""

    def __init__(self, where: Point, half_length_m: float = 0.15, posture: Posture = Posture.STANDING) -> None:
        self.where = where
        self.half_length_m = half_length_m
        self.posture = posture
        self.follows = False

    def points(self) -> Points:
        """Her body as points, lying along x."""
        reach = np.linspace(-self.half_length_m, self.half_length_m, 15)
        return np.stack([self.where.x_m + reach, np.full(15, self.where.y_m)], axis=1)

    def seen(self) -> PersonSeen:
        """Her as the senses have her."""
        return PersonSeen(track="1", position=self.where, nearest_m=math.inf, posture=self.posture, resident="lin")

    def follow(self, pose: Pose, speed_mps: float) -> None:
        """Walk after the body, no nearer than 0.9 m."""
        away_m = self.where.distance_m(pose.point)
        step_m = min(speed_mps * TICK.total_seconds(), max(0.0, away_m - 0.9))
        self.where = at(
            self.where.x_m + step_m * (pose.x_m - self.where.x_m) / max(away_m, 1e-9),
            self.where.y_m + step_m * (pose.y_m - self.where.y_m) / max(away_m, 1e-9),
        )


class Stand:
    """A body in a room, with or without somebody."""

    def __init__(self, grid: OccupancyGrid, start: Pose, someone: Someone | None = None) -> None:
        self.clock = SimulatedClock(datetime(2026, 3, 1, 9, tzinfo=UTC))
        self.grid = grid
        self.pose = start
        self.someone = someone
        self.walking_mps = 0.0
        self.blind_until_x_m = -math.inf
        self.bound_mps = 0.3
        self.head = (0.0, 0.0)
        self.gazes: list[tuple[float, float]] = []
        self.least_m = math.inf
        self.path: Path = ()
        self._velocity = (0.0, 0.0)
        self.pilot = Pilot(self._vehicle(), Chart(grid=grid, home=_home(grid), build=BODY, gaze=GAZE), self.clock)

    def run(self, errand: Coroutine[Any, Any, T]) -> T:
        """Let time pass until the errand has ended."""

        async def passing() -> T:
            task = asyncio.create_task(errand)
            for _ in range(6000):
                await self.clock.advance(TICK)
                if task.done():
                    return task.result()
                self._pass_tick()
            task.cancel()
            raise AssertionError("the errand has no end")

        return asyncio.run(passing())

    def sees_someone(self) -> bool:
        """Whether somebody is in the picture: within 40 degrees of where the head looks, and no wall between."""
        if self.someone is None or self.pose.x_m < self.blind_until_x_m:
            return False
        where = self.someone.where
        bearing = math.atan2(where.y_m - self.pose.y_m, where.x_m - self.pose.x_m)
        aside = turn_towards(self.pose.yaw_rad + self.head[0], bearing)
        return abs(aside) < SIGHT_RAD and self.grid.sees(self.pose.point, where)

    def gap_m(self) -> float:
        """The distance from the body's edge to the nearest point of somebody."""
        if self.someone is None:
            return math.inf
        return float(BODY.footprint.distances_m(in_body_frame(self.someone.points(), self.pose)).min())

    def facing_rad(self) -> float:
        """How far somebody's middle is from straight ahead."""
        assert self.someone is not None
        where = self.someone.where
        return abs(turn_towards(self.pose.yaw_rad, math.atan2(where.y_m - self.pose.y_m, where.x_m - self.pose.x_m)))

    def _pass_tick(self) -> None:
        self.pose = moved(self.pose, *self._velocity, TICK.total_seconds())
        if self.someone is not None and self.walking_mps > 0:
            self.someone.follow(self.pose, self.walking_mps)
        self.least_m = min(self.least_m, self.gap_m())

    def _vehicle(self) -> Vehicle:
        return Vehicle(
            sensed=self._sensed,
            drive=self._drive,
            speed_mps=lambda: self.bound_mps,
            look=self._look,
            show=self._show,
            person=lambda _: self.someone.seen() if self.someone is not None and self.sees_someone() else None,
        )

    def _sensed(self) -> Sensed:
        around = NO_POINTS if self.someone is None else self.someone.points()
        people = (self.someone.where,) if self.someone is not None and self.sees_someone() else ()
        return Sensed(now=self.clock.monotonic(), pose=self.pose, obstacles=around, people=people)

    def _drive(self, linear_mps: float, angular_radps: float) -> None:
        assert abs(linear_mps) <= self.bound_mps + 1e-9
        self._velocity = (linear_mps, angular_radps)

    def _look(self, pan_rad: float, tilt_rad: float) -> None:
        self.head = (pan_rad, tilt_rad)
        self.gazes.append(self.head)

    def _show(self, path: Path) -> None:
        self.path = path


def _home(grid: OccupancyGrid) -> Home:
    rows, columns = grid.shape
    width_m, depth_m = columns * grid.resolution_m, rows * grid.resolution_m
    outline = (at(0.0, 0.0), at(width_m, 0.0), at(width_m, depth_m), at(0.0, depth_m))
    name = Text(zh="房间", en="room")
    return Home(
        rooms=(Room(id="room", name=name, kind=RoomKind.LIVING, outline=outline),),
        places=(),
        objects=(),
    )
