"""A camera picture as it passes from a body to the senses, in memory only."""

from dataclasses import dataclass
from datetime import datetime

from carebot.core.home import Pose


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture.

    `rgb` is height x width x 3 bytes, `depth_m` height x width float32 in metres (0 or inf: unknown) or None.
    `camera_to_map` is the 4 x 4 row-major transform from the camera's optical frame (REP-103: x right, y down, z ahead)
    to the map; `robot` the body's pose when the picture was taken; focal lengths and centre in pixels.
    """

    camera: str
    taken_at: datetime
    width: int
    height: int
    rgb: memoryview
    depth_m: memoryview | None = None
    camera_to_map: tuple[float, ...] | None = None
    robot: Pose | None = None
    fx: float = 0.0
    fy: float = 0.0
    cx: float = 0.0
    cy: float = 0.0
