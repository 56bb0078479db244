"""What the pose engine finds in a frame: skeletons, and the looks at a frame that it can be asked for."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from monitoring.keypoints import Points


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A part of a frame in pixels, turned counter-clockwise by quarters before it is searched.

    Pose engines are trained on upright people: somebody on the floor is often found only in a turned or closer look,
    and beside somebody upright not at all. `without` are boxes of the frame (left, top, right, bottom) painted over.
    `located`: bodies are to be searched by the network that finds them in any posture, where there is one.
    """

    left: int
    top: int
    width: int
    height: int
    quarters: int = 0
    without: tuple[tuple[int, int, int, int], ...] = ()
    located: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Skeleton:
    """One body: the 33 keypoints of `monitoring.keypoints`.

    `image_px` is (33, 2), x right and y down in the whole frame, and may lie outside of it; `visibility` (33,) is 0 to
    1; `world_m` (33, 3) is metric about the middle of the hips along the camera's axes (x right, y down, z away), as
    the engine believes for an average adult. `second_look` tells that an extra look found it, turned by so many
    `quarters`: what passes for a body only upright is none. `shrunk` is how many times smaller `world_m` was made than
    the engine believed, because the floor under the feet says so. `located` tells that the network that
    finds bodies in any posture found it.
    """

    image_px: Points
    visibility: Points
    world_m: Points
    second_look: bool = False
    quarters: int = 0
    shrunk: float = 1.0
    located: bool = False

    @property
    def turned(self) -> bool:
        """Whether it was found in a turned picture."""
        return self.quarters % 4 != 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PoseFrame:
    """The skeletons of one frame."""

    camera: str
    sequence: int
    taken_at: datetime
    skeletons: tuple[Skeleton, ...]


VALUES = 6
"""Numbers of one keypoint as the engine's process sends them: x, y, visibility, and x, y, z in metres."""


def skeletons_of(values: NDArray[np.float32], look: Look | None = None) -> tuple[Skeleton, ...]:
    """The skeletons in an array (people, 33, VALUES), which `look` found (None: the frame itself)."""
    return tuple(
        Skeleton(
            image_px=person[:, 0:2].astype(np.float64),
            visibility=person[:, 2].astype(np.float64),
            world_m=person[:, 3:6].astype(np.float64),
            second_look=look is not None,
            quarters=0 if look is None else look.quarters,
            located=look is not None and look.located,
        )
        for person in values
    )


def turned_back(values: NDArray[np.float32], look: Look) -> NDArray[np.float32]:
    """Keypoints (people, 33, VALUES) found in `look` after its turn, told in the pixels and axes of the whole frame."""
    found = values.copy()
    width, height = (look.width, look.height) if look.quarters % 2 == 0 else (look.height, look.width)
    for _ in range(look.quarters % 4):
        x_px, y_px, x_m, y_m = (found[..., column].copy() for column in (0, 1, 3, 4))
        width, height = height, width
        found[..., 0], found[..., 1] = width - y_px, x_px
        found[..., 3], found[..., 4] = -y_m, x_m
    found[..., 0] += look.left
    found[..., 1] += look.top
    return found
