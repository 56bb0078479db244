"""Camera frames as the senses take them. They stay in memory: no frame is ever written anywhere."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from carebot.core.home import Pose
from carebot.core.picture import Picture

ENOUGH_FRAMES_PER_S: Final = 8.0
"""A fall lasts 0.6 s or more; eight frames a second show five of it, more only cost power."""

Rgb = NDArray[np.uint8]
Metres = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """One frame.

    `rgb` is (height, width, 3); `depth_m` (height, width) along the optical axis, 0 or inf where unknown, or None.
    `camera_to_map` is the (4, 4) pose of the optical frame (REP-103: x right, y down, z ahead) in the map, or None
    where the camera does not know its place. Focal lengths and centre are in pixels, 0 where it is not calibrated.
    """

    camera: str
    sequence: int
    taken_at: datetime
    rgb: Rgb
    depth_m: NDArray[np.float32] | None = None
    camera_to_map: Metres | None = None
    robot: Pose | None = None
    fx: float = 0.0
    fy: float = 0.0
    cx: float = 0.0
    cy: float = 0.0

    @property
    def width(self) -> int:
        """The width in pixels."""
        return int(self.rgb.shape[1])

    @property
    def height(self) -> int:
        """The height in pixels."""
        return int(self.rgb.shape[0])

    @property
    def placed(self) -> bool:
        """Whether pixels can be told as places on the map."""
        return self.camera_to_map is not None and self.fx > 0 and self.fy > 0


class FrameSource(Protocol):
    """Frames of one camera, the newest first of all: whoever is slow misses frames and never sees an old one."""

    camera: str

    def frames(self) -> AsyncIterator[Frame]:
        """The frames until the source ends; raises DeviceError when the camera cannot be read."""
        ...

    async def aclose(self) -> None:
        """Let go of the camera and end `frames`; harmless when never begun."""
        ...


class Pace:
    """Takes so many frames a second out of a faster stream, by their times and not by their count."""

    def __init__(self, frames_per_s: float) -> None:
        self._period = timedelta(seconds=1 / frames_per_s)
        self._due: datetime | None = None

    def takes(self, taken_at: datetime) -> bool:
        """Whether the frame of this instant is wanted. A stream that jumps in time begins anew."""
        if self._due is None or abs(taken_at - self._due) > 2 * self._period:
            self._due = taken_at
        if taken_at < self._due:
            return False
        self._due += self._period
        return True


def frame_of(picture: Picture, sequence: int) -> Frame:
    """The frame that shares the memory of a body's `picture`."""
    return Frame(
        camera=picture.camera,
        sequence=sequence,
        taken_at=picture.taken_at,
        rgb=np.asarray(picture.rgb, dtype=np.uint8).reshape(picture.height, picture.width, 3),
        depth_m=_depth(picture),
        camera_to_map=None if picture.camera_to_map is None else np.array(picture.camera_to_map).reshape(4, 4),
        robot=picture.robot,
        fx=picture.fx,
        fy=picture.fy,
        cx=picture.cx,
        cy=picture.cy,
    )


def _depth(picture: Picture) -> NDArray[np.float32] | None:
    if picture.depth_m is None:
        return None
    return np.asarray(picture.depth_m, dtype=np.float32).reshape(picture.height, picture.width)
