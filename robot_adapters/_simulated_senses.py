"""What the simulated body makes of its measurements: pose, speed, contacts, and whatever the map does not explain."""

import math
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import numpy as np

from carebot.core.errors import BodyError
from carebot.core.home import Pose
from robot_adapters._navigation.footprint import NO_POINTS, Points, in_body_frame
from robot_adapters._navigation.grid import OccupancyGrid
from robot_adapters._navigation.obstacles import ObstacleMemory, laser_points, unexplained
from robot_adapters._simulated_battery import Battery
from robot_adapters._simulated_outline import CARRYING, STOWED
from robot_adapters._simulated_texts import NOT_CONNECTED
from robot_adapters._simulated_world import Snapshot
from robot_adapters._simulation.readings import RobotReading

_OWN_M: Final = 0.03
"""What the depth camera shows this near to the body's outline is the body itself."""

_ARM_IN_M: Final = 0.03
_WRIST_AHEAD_RAD: Final = 1.4
_BUMP_HOLDS: Final = timedelta(milliseconds=500)
_GRIP_HOLDS: Final = timedelta(milliseconds=300)
_FOLLOWS_WITHIN: Final = timedelta(seconds=1)
_FOLLOWING_SHARE: Final = 0.3
_COMMANDED_AT_LEAST_MPS: Final = 0.05


class Senses:
    """The latest measurements, each remembered as long as it counts. `ignored` names what may touch without a bump."""

    def __init__(self, grid: OccupancyGrid, battery: Battery, ignored: frozenset[str]) -> None:
        self.grid = grid
        self._ignored = ignored
        self.battery = battery
        self._memory = ObstacleMemory()
        self._laser = NO_POINTS
        self._reading: RobotReading | None = None
        self._bumped_at: timedelta | None = None
        self._holding = ""
        self._held_at = timedelta()
        self._follows_at = timedelta()
        self.now = timedelta()

    def measured(self) -> RobotReading:
        """The robot's own state as last measured; raises BodyError before the first measurement."""
        if self._reading is None:
            raise BodyError(NOT_CONNECTED)
        return self._reading

    @property
    def holding(self) -> str:
        """What is between the fingers; contacts that flicker for a moment do not count."""
        return self._holding

    @property
    def bumped(self) -> bool:
        """Whether anything pressed against the body within the last half second."""
        return self._bumped_at is not None and self.now - self._bumped_at <= _BUMP_HOLDS

    @property
    def follows(self) -> bool:
        """Whether the base has moved when it was told to, within the last second."""
        return self.now - self._follows_at <= _FOLLOWS_WITHIN

    def take(self, snapshots: Sequence[Snapshot]) -> None:
        """Take in what was measured, oldest first."""
        for snapshot in snapshots:
            before = self.now
            self.now = timedelta(seconds=snapshot.time_s)
            self._reading = snapshot.reading
            self.battery.pass_time(
                (self.now - before).total_seconds(), snapshot.reading.pose, snapshot.reading.linear_mps
            )
            self._take_contacts(snapshot)
            self._take_ranges(snapshot)
            self._take_progress(snapshot)

    def obstacles(self) -> Points:
        """All that the map does not explain, on the map."""
        return np.concatenate([self._laser, self._memory.points(self.now)])

    def nearest_m(self) -> float:
        """The distance from the body's edge to the nearest unexplained thing; 0 when something presses against it."""
        if self.bumped:
            return 0.0
        near = in_body_frame(self.obstacles(), self.measured().pose)
        nearest_m = float(STOWED.distances_m(near).min(initial=math.inf))
        return 0.0 if math.isnan(nearest_m) else nearest_m

    def _take_contacts(self, snapshot: Snapshot) -> None:
        if any(contact.other not in self._ignored for contact in snapshot.reading.contacts):
            self._bumped_at = self.now
        if snapshot.holding:
            self._holding, self._held_at = snapshot.holding, self.now
        elif self.now - self._held_at > _GRIP_HOLDS:
            self._holding = ""

    def _take_ranges(self, snapshot: Snapshot) -> None:
        pose = snapshot.reading.pose
        if snapshot.laser_m is not None:
            self._laser = unexplained(laser_points(snapshot.laser_m, pose), self.grid)
        if snapshot.frame is not None and _arm_is_in(snapshot.reading):
            seen = unexplained(snapshot.points, self.grid)
            self._memory.note(self._not_own(seen, pose), self.now)

    def _not_own(self, points: Points, pose: Pose) -> Points:
        outline = CARRYING if self._holding else STOWED
        return points[outline.distances_m(in_body_frame(points, pose)) > _OWN_M]

    def _take_progress(self, snapshot: Snapshot) -> None:
        commanded = snapshot.commanded[0]
        achieved = snapshot.reading.linear_mps * math.copysign(1.0, commanded)
        if abs(commanded) < _COMMANDED_AT_LEAST_MPS or achieved >= _FOLLOWING_SHARE * abs(commanded):
            self._follows_at = self.now


def _arm_is_in(reading: RobotReading) -> bool:
    """Whether arm and gripper are inside the outline, so that what the depth camera shows is not the body's own."""
    return reading.arm_m < _ARM_IN_M and reading.wrist_yaw_rad > _WRIST_AHEAD_RAD
