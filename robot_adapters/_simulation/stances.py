"""The resident's stances: where her pelvis is, how it is turned, and the angle of every hinge; and how they blend."""

import math
from dataclasses import dataclass, replace

import mujoco
import numpy as np
from numpy.typing import NDArray

from carebot.core.home import Pose
from robot_adapters._simulation.anatomy import SIDES, segments
from robot_adapters._simulation.readings import Posture

HINGES: tuple[str, ...] = tuple(hinge.name for segment in segments() for hinge in segment.hinges)
"""The order of the angles in a stance, which is also their order in the model."""

_INDEX = {name: index for index, name in enumerate(HINGES)}

_UPRIGHT: dict[str, float] = {
    "abdomen_bend": 0.05,
    "chest_bend": 0.14,
    "head_bend": -0.08,
    "arm_spread": -0.6,
    "arm_turn": 0.3,
    "elbow": -0.35,
    "thigh_spread": -0.12,
}
"""An old woman's upright bearing: a round upper back, arms beside the body. Side-less names mean both sides."""

SITTING_TRUNK: dict[str, float] = {
    **_UPRIGHT,
    "abdomen_bend": 0.0,
    "arm_raise": 0.25,
    "arm_turn": 0.6,
    "elbow": 0.15,
    "thigh_spread": -0.02,
}
"""Sitting with the hands on the thighs."""

_ALL_BUT_STRAIGHT = 0.992
"""The share of its length that a leg spans with its knee slightly bent."""

LYING: dict[str, float] = {
    "chest_bend": 0.05,
    "head_bend": 0.25,
    "arm_spread": -0.5,
    "elbow": -0.3,
    "knee": 0.15,
    "thigh_raise": 0.1,
    "thigh_spread": -0.08,
    "ankle": 0.4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """`pelvis_m` (x, y, z) in the map, `turn` a unit quaternion (w, x, y, z), `angles_rad` in the order of HINGES."""

    posture: Posture
    pelvis_m: NDArray[np.float64]
    turn: NDArray[np.float64]
    angles_rad: NDArray[np.float64]

    @property
    def yaw_rad(self) -> float:
        """Which way her front points on the floor plan; lying on her back, which way her feet point."""
        ahead = rotated(self.turn, (1.0, 0.0, 0.0))
        if abs(ahead[2]) > 0.7:
            ahead = -rotated(self.turn, (0.0, 0.0, 1.0))
        return math.atan2(float(ahead[1]), float(ahead[0]))


def angles(gesture: dict[str, float]) -> NDArray[np.float64]:
    """The angles of all hinges, zero where not given. A name without side sets both sides."""
    result = np.zeros(len(HINGES))
    for name, value in gesture.items():
        for full in (name,) if name in _INDEX else tuple(f"{side}_{name}" for side in SIDES):
            result[_INDEX[full]] = value
    return result


def upright_angles() -> NDArray[np.float64]:
    """Standing still, legs as in the data: the legs' hinges are then set by `Legs`."""
    return angles(_UPRIGHT)


def set_angle(target: NDArray[np.float64], name: str, value: float) -> None:
    """Set one hinge's angle in place."""
    target[_INDEX[name]] = value


def yaw_turn(yaw_rad: float) -> NDArray[np.float64]:
    """The quaternion of a turn about the vertical."""
    return np.array([math.cos(yaw_rad / 2), 0.0, 0.0, math.sin(yaw_rad / 2)])


def supine_turn(heading_rad: float) -> NDArray[np.float64]:
    """Lying on her back with the head towards `heading_rad`: her front up, her up along the heading."""
    result = np.zeros(4)
    pitch_back = np.array([math.cos(-math.pi / 4), 0.0, math.sin(-math.pi / 4), 0.0])
    mujoco.mju_mulQuat(result, yaw_turn(heading_rad + math.pi), pitch_back)
    return result


def rotated(turn: NDArray[np.float64], vector: tuple[float, float, float]) -> NDArray[np.float64]:
    """`vector` of her frame in the map frame."""
    result = np.zeros(3)
    mujoco.mju_rotVecQuat(result, np.array(vector), turn)
    return result


def blended(start: Stance, end: Stance, share: float) -> Stance:
    """The stance a `share` of the way, by the shorter turn."""
    difference = np.zeros(3)
    mujoco.mju_subQuat(difference, end.turn, start.turn)
    turn = start.turn.copy()
    mujoco.mju_quatIntegrate(turn, difference, share)
    return replace(
        start,
        posture=end.posture if share >= 1.0 else Posture.MOVING,
        pelvis_m=start.pelvis_m + share * (end.pelvis_m - start.pelvis_m),
        turn=turn,
        angles_rad=start.angles_rad + share * (end.angles_rad - start.angles_rad),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Legs:
    """The lengths of her legs and their angles at rest, in her sagittal plane; both legs are alike."""

    thigh_m: float
    shin_m: float
    sole_m: float
    thigh_rest_rad: float
    shin_rest_rad: float

    @classmethod
    def of(cls, origins: dict[str, NDArray[np.float64]]) -> "Legs":
        """Measured from the segments' origins at rest, legs brought together as in the upright bearing."""
        hip, knee, ankle = (origins[f"left_{name}"] for name in ("thigh", "shin", "foot"))
        spread = _UPRIGHT["thigh_spread"]
        inward = np.array([[math.cos(spread), -math.sin(spread)], [math.sin(spread), math.cos(spread)]])

        def sagittal(offset: NDArray[np.float64]) -> tuple[float, float]:
            return float(offset[0]), -float((inward @ offset[1:])[1])

        thigh, shin = sagittal(knee - hip), sagittal(ankle - knee)
        return cls(
            thigh_m=math.hypot(*thigh),
            shin_m=math.hypot(*shin),
            sole_m=float(ankle[2]),
            thigh_rest_rad=math.atan2(*thigh),
            shin_rest_rad=math.atan2(*shin),
        )

    @property
    def standing_m(self) -> float:
        """The height of her hips when she stands, knees all but straight."""
        return self.sole_m + _ALL_BUT_STRAIGHT * (self.thigh_m + self.shin_m)

    def hips_over(self, ahead_m: float) -> float:
        """How high her hips can be while a foot stands `ahead_m` of them."""
        reach_m = _ALL_BUT_STRAIGHT * (self.thigh_m + self.shin_m)
        return self.sole_m + math.sqrt(max(reach_m**2 - ahead_m**2, 0.0))

    def set_leg(self, target: NDArray[np.float64], side: str, ahead_m: float, below_m: float) -> None:
        """Bend one leg in place so that its ankle lies `ahead_m` and `below_m` of the hip, the foot level.

        The law of cosines in the triangle of hip, knee and ankle; out of reach, the leg points there stretched.
        """
        reach = math.hypot(ahead_m, below_m)
        span = min(reach, 0.999 * (self.thigh_m + self.shin_m))
        towards = math.atan2(ahead_m, below_m)
        at_hip = math.acos(_cosine(self.thigh_m, span, self.shin_m))
        at_knee = math.pi - math.acos(_cosine(self.thigh_m, self.shin_m, span))
        thigh_rad = towards + at_hip
        raised = thigh_rad - self.thigh_rest_rad
        bent = at_knee - (self.thigh_rest_rad - self.shin_rest_rad)
        set_angle(target, f"{side}_thigh_raise", raised)
        set_angle(target, f"{side}_knee", max(bent, 0.0))
        set_angle(target, f"{side}_ankle", raised - max(bent, 0.0))

    def standing(self, pose: Pose) -> Stance:
        """Standing still at `pose`."""
        result = upright_angles()
        for side in SIDES:
            self.set_leg(result, side, 0.0, self.standing_m - self.sole_m)
        pelvis = np.array([pose.x_m, pose.y_m, self.standing_m])
        return Stance(posture=Posture.STANDING, pelvis_m=pelvis, turn=yaw_turn(pose.yaw_rad), angles_rad=result)


def _cosine(first: float, second: float, opposite: float) -> float:
    """The cosine of the angle between sides `first` and `second` of a triangle with `opposite` across."""
    return min(max((first**2 + second**2 - opposite**2) / (2 * first * second), -1.0), 1.0)
