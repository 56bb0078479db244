"""What of a body is in the picture, and whether the camera itself moves."""

import math
from typing import Final

import numpy as np

from monitoring.figures import Figure
from monitoring.frames import Frame
from monitoring.keypoints import TRUNK, middle

_EDGE_M: Final = 0.1
_TURNING_RADPS: Final = 0.35
"""A head that follows a walking person turns more slowly; at this speed a body 3 m away seems to move 1 m/s."""


def at_edge(figure: Figure, frame: Frame) -> bool:
    """Whether part of the trunk is out of the picture, or about to leave it."""
    trunk = figure.skeleton.image_px[list(TRUNK)]
    margin = _EDGE_M * figure.scale
    beyond_sides = (trunk[:, 0] < margin) | (trunk[:, 0] > frame.width - margin)
    beyond_ends = (trunk[:, 1] < 0) | (trunk[:, 1] > frame.height - margin)
    return bool((beyond_sides | beyond_ends).any())


def is_out(figure: Figure, frame: Frame) -> bool:
    """Whether the camera has turned away from where the trunk was."""
    if figure.map_m is None or frame.camera_to_map is None or not frame.placed:
        return False
    x_m, y_m, ahead_m = (middle(figure.map_m, TRUNK) - frame.camera_to_map[:3, 3]) @ frame.camera_to_map[:3, :3]
    if ahead_m <= 0:
        return True
    x_px, y_px = frame.cx + frame.fx * x_m / ahead_m, frame.cy + frame.fy * y_m / ahead_m
    return not (0 <= x_px < frame.width and 0 <= y_px < frame.height)


def turns(before: Frame | None, frame: Frame) -> bool:
    """Whether the camera itself turns: what comes down in its pictures then may only be its own motion."""
    if before is None or before.camera_to_map is None or frame.camera_to_map is None:
        return False
    turned = before.camera_to_map[:3, :3].T @ frame.camera_to_map[:3, :3]
    angle_rad = math.acos(float(np.clip((np.trace(turned) - 1) / 2, -1.0, 1.0)))
    passed_s = (frame.taken_at - before.taken_at).total_seconds()
    return angle_rad > _TURNING_RADPS * max(passed_s, 0.05)
