"""What a body can do and what it reports: manifest, state, camera frames."""

import math
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Final

from carebot.core.home import ObjectId, Point, Pose
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING

STANDSTILL_MPS: Final = 0.02
STANDSTILL_RADPS: Final = 0.05
"""What a body that rests may still measure."""


class Ability(StrEnum):
    """What a body may be able to do."""

    DRIVE = "drive"
    LOOK = "look"
    GRASP = "grasp"
    HAND_OVER = "hand_over"
    SUPPORT_WALKING = "support_walking"
    MANIPULATE = "manipulate"
    CAMERA = "camera"
    LIDAR = "lidar"


class Health(IntEnum):
    """How a body is, from best to worst."""

    OK = 0
    DEGRADED = 1
    FAILED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a body is and can do, known without a connection. Limits may lower carebot's own, never raise them."""

    name: Text
    abilities: frozenset[Ability]
    max_speed_mps: float
    max_payload_kg: float
    max_reach_height_m: float
    radius_m: float
    reaction_s: float
    braking_mps2: float
    tested_on_hardware: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyState:
    """What the body says of itself at `at`. Speeds are measured, not commanded."""

    at: datetime
    pose: Pose
    linear_mps: float
    angular_radps: float
    health: Health
    emergency_stop: bool
    battery: float
    holding: ObjectId = ""
    localised: bool = True
    bumped: bool = False
    nearest_obstacle_m: float = float("inf")
    path: tuple[Point, ...] = ()
    fault: Text = NOTHING

    @property
    def moves(self) -> bool:
        """Whether the base moves; a speed that is no number counts as moving."""
        if not (math.isfinite(self.linear_mps) and math.isfinite(self.angular_radps)):
            return True
        return abs(self.linear_mps) > STANDSTILL_MPS or abs(self.angular_radps) > STANDSTILL_RADPS
