"""Foreshortening: whoever lies straight away from the camera looks like somebody small who stands far away.

The floor tells how near she is: her feet are on it. Rule: only feet that are seen tell anything, in a picture that was
not turned, for she is upright in it; and only a size that no posture of an adult explains is mended.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from monitoring.figures import SEEN, image_scale
from monitoring.floor import ANKLE_M, LearnedFloor
from monitoring.frames import Frame
from monitoring.keypoints import ANKLES
from monitoring.skeletons import Skeleton

_SMALLEST: Final = 1.7
"""The engine takes everybody for an average adult. In daily life in the simulated home people were seen up to 1.42
times smaller than the floor under their feet says (3,441 skeletons before cameras that know their place), 1.56 over a
learned floor (2,996); who lay straight away from the camera, 1.8 to 2.3 times."""
_SMALLER_THAN_ANYBODY: Final = 3.0
"""Half a metre long: a doll, a picture, or a floor that was measured wrongly."""
_MOST_DOUBT: Final = 0.08
"""How doubtful a learned floor may be under the feet, relative to the scale there."""


def sized_by_floor(skeleton: Skeleton, frame: Frame, floor: LearnedFloor) -> Skeleton:
    """The skeleton with metres as large as the floor under its feet tells, where the engine's cannot be true."""
    scale = None if skeleton.turned else _scale_at_feet(skeleton, frame, floor)
    if scale is None:
        return skeleton
    smaller = scale / image_scale(skeleton)
    if not _SMALLEST < smaller < _SMALLER_THAN_ANYBODY:
        return skeleton
    return replace(skeleton, world_m=skeleton.world_m / smaller, shrunk=smaller)


def _scale_at_feet(skeleton: Skeleton, frame: Frame, floor: LearnedFloor) -> float | None:
    """Pixels a metre where the nearer foot stands; None where feet are not seen or the floor is unknown there."""
    feet = skeleton.image_px[list(ANKLES)]
    inside = (feet >= 0).all() and (feet < (frame.width, frame.height)).all()
    if skeleton.visibility[list(ANKLES)].min() < SEEN or not inside:
        return None
    if frame.placed:
        return max(_placed_scale(frame, float(x_px), float(y_px)) for x_px, y_px in feet)
    scale, error = floor.scale(float(feet[:, 1].max()))
    return scale if error < _MOST_DOUBT * scale else None


def _placed_scale(frame: Frame, x_px: float, y_px: float) -> float:
    """Pixels a metre where the line of sight through a pixel meets an ankle's height; 0 where it never does."""
    assert frame.camera_to_map is not None, "a placed frame knows where it was taken"
    ray = np.array([(x_px - frame.cx) / frame.fx, (y_px - frame.cy) / frame.fy, 1.0])
    sinking = -float(frame.camera_to_map[2, :3] @ ray)
    over_ankles_m = float(frame.camera_to_map[2, 3]) - ANKLE_M
    return frame.fx * sinking / over_ankles_m if sinking > 0 and over_ankles_m > 0 else 0.0
