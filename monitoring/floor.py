"""The floor and the vertical as a camera without a known place learns them: from people who are upright.

In the picture of a level camera a foot at `scale` pixels a metre stands in the row `horizon + camera height * scale`
(pinhole geometry; a small tilt of the camera only moves the horizon). People at several distances give both
numbers; until then assumptions about where cameras hang stand in, with all their doubt.
"""

import math
from collections import deque
from dataclasses import dataclass
from typing import Final

import numpy as np

from monitoring.figures import LEVEL, SEEN, Figure
from monitoring.keypoints import ANKLES, HEAD, HIPS, KNEES, SHOULDERS, Points, middle

ANKLE_M: Final = 0.08
"""The height of the ankle joint over the floor."""
_CAMERA_HEIGHT_M: Final = (1.3, 0.6)
"""Cameras for rooms stand on tables and hang below ceilings: mean and standard deviation assumed beforehand."""
_HORIZON_SHARE: Final = (0.5, 0.25)
"""Where the horizon lies beforehand, as a share of the picture's height: the middle, give or take a tilted camera."""
_ROW_ERROR_M: Final = 0.07
_SCALE_ERROR: Final = 0.12
"""The relative error of the metric skeleton's scale, as between standing and lying of one person at one distance."""
_UPRIGHT_RAD: Final = math.radians(40)
_LEVEL_WEIGHT: Final = 10.0
"""As long as fewer straight people were seen than this, the camera counts as nearly level."""
_LEARNS: Final = 0.01
_MOST_TILTED_RAD: Final = math.radians(45)
_STRAIGHT: Final = math.cos(math.radians(20))
_STEP: Final = 0.1
_KEPT_A_STEP: Final = 15
_MOST_WEIGHT: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Height:
    """A height over the floor and its standard deviation."""

    metres: float
    error_m: float


class LearnedFloor:
    """The floor in one camera's picture of `rows` pixels' height."""

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self._feet: dict[int, deque[tuple[float, float]]] = {}
        self._mean, self._covariance = self._fitted()
        self._upwards = _LEVEL_WEIGHT * LEVEL

    @property
    def upwards(self) -> Points:
        """The vertical in the camera's axes (3,), as straight people stand along it."""
        direction: Points = self._upwards / np.linalg.norm(self._upwards)
        return direction

    def learn(self, figure: Figure) -> None:
        """Take note of where the feet are of somebody who stands, or sits with her feet on the floor.

        Whoever got her size from the floor teaches it nothing.
        """
        if figure.skeleton.shrunk > 1.0:
            return
        axis = _standing_axis(figure)
        if axis is not None:
            self._upwards = (1 - _LEARNS) * self._upwards + axis
        row_px = _floor_row(figure, self._rows)
        if row_px is None:
            return
        step = round(math.log(figure.scale) / _STEP)
        self._feet.setdefault(step, deque(maxlen=_KEPT_A_STEP)).append((figure.scale, row_px))
        self._mean, self._covariance = self._fitted()

    def height(self, row_px: float, scale: float) -> Height:
        """How high over the floor something in image row `row_px` is, where `scale` pixels are a metre."""
        horizon, camera_height_m = self._mean
        direction = np.array([1 / scale, 1.0])
        doubt = float(direction @ self._covariance @ direction)
        below_camera_m = (row_px - horizon) / scale
        error_m = math.sqrt(doubt + (_SCALE_ERROR * below_camera_m) ** 2)
        return Height(metres=float(camera_height_m - below_camera_m), error_m=error_m)

    def scale(self, ankle_row_px: float) -> tuple[float, float]:
        """Pixels a metre where an ankle in that image row is one of somebody's feet, and the standard deviation."""
        horizon, camera_height_m = self._mean
        over_ankles_m = max(float(camera_height_m) - ANKLE_M, ANKLE_M)
        scale = max(0.0, (ankle_row_px - float(horizon)) / over_ankles_m)
        direction = np.array([1.0, scale])
        return scale, math.sqrt(float(direction @ self._covariance @ direction)) / over_ankles_m

    def _fitted(self) -> tuple[Points, Points]:
        """Bayesian linear regression: mean and covariance of horizon (pixels) and camera height (metres)."""
        prior = np.array([_HORIZON_SHARE[0] * self._rows, _CAMERA_HEIGHT_M[0]])
        precision = np.diag([1 / (_HORIZON_SHARE[1] * self._rows) ** 2, 1 / _CAMERA_HEIGHT_M[1] ** 2])
        weighted = precision @ prior
        for feet in self._feet.values():
            scale, row = np.median(np.array(feet), axis=0)
            certainty = min(len(feet), _MOST_WEIGHT) / (_ROW_ERROR_M * scale) ** 2 / _MOST_WEIGHT
            design = np.array([1.0, scale])
            precision = precision + certainty * np.outer(design, design)
            weighted = weighted + certainty * design * row
        covariance = np.linalg.inv(precision)
        return covariance @ weighted, covariance


def _standing_axis(figure: Figure) -> Points | None:
    """The direction from feet to head of somebody who stands straight; None of anybody else."""
    head, shoulders, hips, knees, ankles = (
        middle(figure.skeleton.world_m, part) for part in (HEAD, SHOULDERS, HIPS, KNEES, ANKLES)
    )
    axis: Points = (head - ankles) / max(float(np.linalg.norm(head - ankles)), 1e-6)
    if -axis[1] < math.cos(_MOST_TILTED_RAD) or figure.skeleton.visibility[list(ANKLES)].min() < SEEN:
        return None
    straight = all(
        float((upper - lower) @ axis) > _STRAIGHT * float(np.linalg.norm(upper - lower))
        for upper, lower in ((shoulders, hips), (hips, knees), (knees, ankles))
    )
    return axis if straight else None


def _floor_row(figure: Figure, rows: int) -> float | None:
    """The image row of the floor under the feet; None where nobody upright shows feet that may stand on it."""
    head_m, _, _, knees_m, ankles_m = figure.heights_m
    upright = head_m > 0.35 and figure.torso_tilt_rad < _UPRIGHT_RAD and knees_m - ankles_m > 0.25
    lower = max(ANKLES, key=lambda ankle: float(figure.skeleton.image_px[ankle, 1]))
    row_px = float(figure.skeleton.image_px[lower, 1])
    if not upright or figure.skeleton.visibility[lower] < SEEN or not figure.hips_row_px < row_px < 0.99 * rows:
        return None
    return row_px + ANKLE_M * figure.scale
