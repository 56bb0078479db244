"""What the simulated home tells: the robot's senses, and the truth about the resident that only scenarios may read."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from carebot.core.home import Pose


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Something pressed against the robot: which part, what it was (a body of the model), and the greatest force."""

    part: str
    other: str
    force_n: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotReading:
    """The robot's own state. `pose` is the true one, `odometry` what the wheels add up to since the start.

    Forces are those of the servos: `arm_force_n` is positive when something pulls the arm out, `lift_force_n` carries
    the arm's weight. `contacts` are those of the last quarter second, without wheels on the floor and fingertips.
    """

    pose: Pose
    odometry: Pose
    linear_mps: float
    angular_radps: float
    lift_m: float
    arm_m: float
    wrist_yaw_rad: float
    wrist_pitch_rad: float
    gripper_rad: float
    gripper_force_n: float
    arm_force_n: float
    lift_force_n: float
    head_pan_rad: float
    head_tilt_rad: float
    contacts: tuple[Contact, ...]

    @property
    def bumped(self) -> bool:
        """Whether anything pressed against the robot in the last quarter second."""
        return bool(self.contacts)


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraFrame:
    """A picture with its geometry.

    `rgb` is (height, width, 3), `depth_m` (height, width) along the optical axis or None. `camera_to_world` is the 4x4
    pose of the optical frame (REP-103: x right, y down, z forward) in the map frame.
    """

    rgb: NDArray[np.uint8]
    depth_m: NDArray[np.float32] | None
    fx_px: float
    fy_px: float
    cx_px: float
    cy_px: float
    camera_to_world: NDArray[np.float64]
    time_s: float


class Posture(StrEnum):
    """How the resident is, by what she does; `FALLEN` means limp on the way to, or on, the floor."""

    STANDING = "standing"
    WALKING = "walking"
    SITTING = "sitting"
    LYING = "lying"
    MOVING = "moving"
    FALLEN = "fallen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capsule:
    """A segment of the resident's body: a line from `start_m` to `end_m` (x, y, z in the map) with a radius."""

    name: str
    start_m: NDArray[np.float64]
    end_m: NDArray[np.float64]
    radius_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentTruth:
    """Where the resident truly is: for scenarios, panels and tests, never for the robot's senses."""

    posture: Posture
    facing_rad: float
    pelvis_m: NDArray[np.float64]
    head_m: NDArray[np.float64]
    right_hand_m: NDArray[np.float64]
    holding: str | None
    capsules: tuple[Capsule, ...]

    def distance_m(self, x_m: float, y_m: float) -> float:
        """The distance on the floor plan from a point to the nearest part of her body."""
        point = np.array([x_m, y_m])
        return min(
            _distance_to_segment(point, part.start_m[:2], part.end_m[:2]) - part.radius_m for part in self.capsules
        )


def _distance_to_segment(point: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]) -> float:
    along = end - start
    share = float(np.clip(np.dot(point - start, along) / max(float(np.dot(along, along)), 1e-9), 0.0, 1.0))
    return float(np.linalg.norm(point - start - share * along))
