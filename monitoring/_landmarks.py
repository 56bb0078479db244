"""The landmark network of the pose model by itself: measures a body of which it is known where and how it lies.

What MediaPipe does around the network is in its graphs `pose_landmarks_detector` and `pose_landmark_by_roi`: a turned
square around the body is cut out, and what is found in it is turned back.
"""

import io
import math
import zipfile
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from monitoring._pose_model import LANDMARKS
from monitoring.keypoints import COUNT
from monitoring.skeletons import VALUES

_SIDE_PX: Final = 256
_POINTS: Final = 39
"""The 33 keypoints, two that tell where the body is, and four of the hands."""
_AROUND: Final = 1.25
"""MediaPipe's own margin around the circle that holds a body."""
_HEAT_PX: Final = 64
_PRESENT: Final = 0.25
"""MediaPipe asks for 0.5, where nothing else says that somebody is there."""
_WINDOW: Final = 3
_SURE: Final = 0.5
"""MediaPipe's bounds: how sure a body, and how sure a peak of the heatmap must be; how far around it is averaged."""
_SHOULDERS, _HIPS = (5, 6), (11, 12)
_SEEN: Final = 0.1
_TRUNKS: Final = 1.7
"""A body reaches at least so many times as far from its hips as its shoulders: head and neck are above them."""
_REACH: Final = 1.1
"""Feet and crown are beyond ankles and eyes."""

Floats = NDArray[np.float64]
Keypoints = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """A turned square in a picture, in pixels. At `turn_rad` 0 the body in it stands upright; it grows clockwise."""

    x_px: float
    y_px: float
    side_px: float
    turn_rad: float

    def to_picture(self) -> Floats:
        """The (2, 3) matrix from the network's pixels to those of the picture."""
        cos, sin, scale = math.cos(self.turn_rad), math.sin(self.turn_rad), self.side_px / _SIDE_PX
        turn = np.array([[cos, -sin], [sin, cos]])
        middle = np.array([self.x_px, self.y_px]) - turn @ np.full(2, self.side_px / 2)
        matrix: Floats = np.column_stack([turn * scale, middle])
        return matrix


def square_around(body: Floats) -> Square:
    """The square around a body that was found: joints (17, 3) of `monitoring._body_finder`."""
    hips, shoulders = body[list(_HIPS), :2].mean(axis=0), body[list(_SHOULDERS), :2].mean(axis=0)
    seen = body[body[:, 2] >= _SEEN, :2]
    farthest = float(np.linalg.norm(seen - hips, axis=1).max()) if len(seen) else 0.0
    up_x, up_y = shoulders - hips
    radius = max(_REACH * farthest, _TRUNKS * math.hypot(up_x, up_y), 1.0)
    turn_rad = math.pi / 2 - math.atan2(-up_y, up_x)
    return Square(x_px=float(hips[0]), y_px=float(hips[1]), side_px=2 * _AROUND * radius, turn_rad=turn_rad)


class Landmarks:
    """The landmark network in the bundle `task`."""

    def __init__(self, task: bytes) -> None:
        self._task = task
        self._interpreter: Any = None
        self._input = self._points = self._presence = self._metres = self._heat = 0

    def start(self) -> None:
        """Load the network; raises BadZipFile, KeyError, ValueError or RuntimeError where there is none."""
        from ai_edge_litert.interpreter import Interpreter  # type: ignore[import-untyped]  # ships no types

        with zipfile.ZipFile(io.BytesIO(self._task)) as bundle:
            interpreter = Interpreter(model_content=bundle.read(LANDMARKS), num_threads=1)
        interpreter.allocate_tensors()
        self._input = interpreter.get_input_details()[0]["index"]
        by_size = {int(np.prod(one["shape"])): one["index"] for one in interpreter.get_output_details()}
        self._points, self._presence, self._metres = by_size[5 * _POINTS], by_size[1], by_size[3 * _POINTS]
        self._heat = by_size[_HEAT_PX**2 * _POINTS]
        self._interpreter = interpreter

    def measured(self, rgb: NDArray[np.uint8], square: Square) -> Keypoints | None:
        """Keypoints (33, VALUES) of the body in a square of the picture; None where the network sees none."""
        import cv2

        matrix = square.to_picture()
        how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        part = cv2.warpAffine(rgb, matrix, (_SIDE_PX, _SIDE_PX), flags=how)
        self._interpreter.set_tensor(self._input, part[None].astype(np.float32) / np.float32(255))
        self._interpreter.invoke()
        if float(self._told(self._presence)[0]) < _PRESENT:
            return None
        points = self._told(self._points).reshape(_POINTS, 5)[:COUNT]
        heat = self._interpreter.get_tensor(self._heat)[0]
        places = refined(points[:, :2] / _SIDE_PX, heat) * _SIDE_PX @ matrix[:, :2].T + matrix[:, 2]
        metres = self._told(self._metres).reshape(_POINTS, 3)[:COUNT]
        cos, sin = math.cos(square.turn_rad), math.sin(square.turn_rad)
        values = np.empty((COUNT, VALUES), dtype=np.float32)
        values[:, :2], values[:, 2] = places, _probability(points[:, 3])
        values[:, 3:5], values[:, 5] = metres[:, :2] @ np.array([[cos, sin], [-sin, cos]]), metres[:, 2]
        return values

    def _told(self, tensor: int) -> Floats:
        told: Floats = self._interpreter.get_tensor(tensor).ravel().astype(np.float64)
        return told


def refined(places: Floats, heat: NDArray[np.float32]) -> Floats:
    """The places (33, 2), shares of the square, moved to the middle of the heat around them where that is sure."""
    rows, columns = heat.shape[:2]
    around = np.arange(-_WINDOW, _WINDOW + 1)
    column, row = (places * (columns, rows)).astype(int).T
    across, down = column[:, None, None] + around[None, None, :], row[:, None, None] + around[None, :, None]
    inside = (across >= 0) & (across < columns) & (down >= 0) & (down < rows)
    number = np.arange(len(places))[:, None, None]
    found = heat[np.clip(down, 0, rows - 1), np.clip(across, 0, columns - 1), number].astype(np.float64)
    weight = np.where(inside, _probability(found), 0.0)
    total = np.maximum(weight.sum(axis=(1, 2)), 1e-9)
    middle = np.stack([(weight * across).sum(axis=(1, 2)) / columns, (weight * down).sum(axis=(1, 2)) / rows], axis=1)
    sure = weight.max(axis=(1, 2)) >= _SURE
    refined: Floats = np.where(sure[:, None], middle / total[:, None], places)
    return refined


def _probability(logit: Floats) -> Floats:
    probability: Floats = 1 / (1 + np.exp(-logit))
    return probability
