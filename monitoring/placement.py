"""Where a fixed camera hangs, as carers measure it, and what follows for its pictures.

Lenses are taken as pinholes: a wide-angle camera is to be set to its undistorted picture.
"""

import math
from dataclasses import dataclass

import numpy as np

from monitoring.frames import Metres


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The place of a lens on the map and over the floor, and how it looks.

    `heading_rad` is counter-clockwise from the map's x axis, `tilt_rad` downwards from level, `view_rad` the angle that
    the picture is wide.
    """

    x_m: float
    y_m: float
    height_m: float
    heading_rad: float
    tilt_rad: float
    view_rad: float

    def camera_to_map(self) -> Metres:
        """The (4, 4) pose of the optical frame (REP-103: x right, y down, z ahead) in the map."""
        cos, sin = math.cos(self.heading_rad), math.sin(self.heading_rad)
        level, steep = math.cos(self.tilt_rad), math.sin(self.tilt_rad)
        ahead = np.array([level * cos, level * sin, -steep])
        right = np.array([sin, -cos, 0.0])
        pose = np.eye(4)
        pose[:3, :3] = np.stack([right, np.cross(ahead, right), ahead], axis=1)
        pose[:3, 3] = (self.x_m, self.y_m, self.height_m)
        return pose

    def focal_px(self, width: int) -> float:
        """The focal length in pixels of a picture so many pixels wide."""
        return width / 2 / math.tan(self.view_rad / 2)
