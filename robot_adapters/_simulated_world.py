"""What the body asks of a simulated world, and what one stretch of its physics tells.

The world itself is imported only when a body connects, because its engine is slow to import.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from robot_adapters._navigation.footprint import Points
from robot_adapters._simulation.readings import CameraFrame, RobotReading


class World(Protocol):
    """A simulated world; every method is called from the one thread that built it."""

    @property
    def time_s(self) -> float:
        """Simulated seconds since the start."""
        ...

    def step(self, duration_s: float) -> None:
        """Let physics pass."""
        ...

    def command_velocity(self, linear_mps: float, angular_radps: float) -> None:
        """Drive like this until told otherwise."""
        ...

    def command_joints(self, *, head_pan_rad: float | None = None, head_tilt_rad: float | None = None) -> None:
        """Move the head there."""
        ...

    def hold_joints(self) -> None:
        """Stop lift, arm and wrist where they are; whatever is grasped stays grasped."""
        ...

    def robot(self) -> RobotReading:
        """The robot's own state, with all contacts since the previous call."""
        ...

    def held_object(self) -> str | None:
        """What is between the fingers."""
        ...

    def lidar(self) -> NDArray[np.float64]:
        """One turn of the laser, counter-clockwise from straight ahead, in metres; inf where nothing is near."""
        ...

    def camera(self, width: int = 640, height: int = 480, *, depth: bool = False) -> CameraFrame:
        """What the head camera sees."""
        ...

    def close(self) -> None:
        """Free everything."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """How often the head camera takes a picture, how large, and up to which height its points are obstacles."""

    period_s: float
    width: int
    height: int
    obstacle_height_m: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Snapshot:
    """What was measured at the end of a stretch. Laser, picture and its points are there only when they are new."""

    time_s: float
    reading: RobotReading
    holding: str
    commanded: tuple[float, float]
    laser_m: NDArray[np.float64] | None
    frame: CameraFrame | None
    points: Points
