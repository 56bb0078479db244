"""Finds bodies in any posture: MoveNet MultiPose, which needs neither a face nor an upright trunk.

MediaPipe's own detector looks for upright people and overlooks who lies or is half hidden. This network tells where
bodies are and how they lie in the picture; the landmark network then measures them there (`monitoring._landmarks`).
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

SIDE_PX: Final = 256
"""Pictures are searched at this size, as the network was trained: width and height are multiples of 32."""
JOINTS: Final = 17
"""Keypoints of a body in the order of COCO: face 0 to 4, shoulders 5 and 6, ..., hips 11 and 12, ..., ankles 16."""
_LEAST_SCORE: Final = 0.15
_SCORE: Final = 55
"""A row of the answer holds y, x and confidence of each joint, the box, and at the end how sure the body is."""

_USUAL_LIGHT: Final = 110.0
_LEAST_GAIN, _MOST_GAIN = 0.7, 4.0
"""Pictures are brought to the mean of a well lit room: in dark ones the network finds a tenth more bodies so."""

Bodies = NDArray[np.float64]


class BodyFinder:
    """The network in `network`, a TensorFlow Lite model."""

    def __init__(self, network: bytes) -> None:
        self._network = network
        self._interpreter: Any = None
        self._input: dict[str, Any] = {}
        self._output = 0

    def start(self) -> None:
        """Load the network; raises ValueError or RuntimeError where it is none."""
        from ai_edge_litert.interpreter import Interpreter  # type: ignore[import-untyped]  # ships no types

        interpreter = Interpreter(model_content=self._network, num_threads=1)
        (taken,) = interpreter.get_input_details()
        interpreter.resize_tensor_input(taken["index"], (1, SIDE_PX, SIDE_PX, 3))
        interpreter.allocate_tensors()
        (self._input,) = interpreter.get_input_details()
        self._output = interpreter.get_output_details()[0]["index"]
        self._interpreter = interpreter

    def find(self, rgb: NDArray[np.uint8]) -> Bodies:
        """Every body in a picture, the surest first: x and y in pixels and confidence of each joint (n, 17, 3)."""
        import cv2

        height, width = rgb.shape[:2]
        scale = SIDE_PX / max(width, height)
        inner = max(1, round(width * scale)), max(1, round(height * scale))
        left, top = (SIDE_PX - inner[0]) // 2, (SIDE_PX - inner[1]) // 2
        canvas = np.zeros((1, SIDE_PX, SIDE_PX, 3), dtype=self._input["dtype"])
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        small = _lit(cv2.resize(rgb, inner, interpolation=how))
        canvas[0, top : top + inner[1], left : left + inner[0]] = small
        self._interpreter.set_tensor(self._input["index"], canvas)
        self._interpreter.invoke()
        rows = self._interpreter.get_tensor(self._output)[0].astype(np.float64)
        rows = rows[np.argsort(-rows[:, _SCORE])]
        joints = rows[rows[:, _SCORE] >= _LEAST_SCORE, : 3 * JOINTS].reshape(-1, JOINTS, 3)
        x_px, y_px = (joints[..., 1] * SIDE_PX - left) / scale, (joints[..., 0] * SIDE_PX - top) / scale
        bodies: Bodies = np.stack([x_px, y_px, joints[..., 2]], axis=-1)
        return bodies


def _lit(picture: NDArray[Any]) -> NDArray[np.uint8]:
    """The picture as bright as one of a well lit room."""
    gain = float(np.clip(_USUAL_LIGHT / max(float(picture.mean()), 1.0), _LEAST_GAIN, _MOST_GAIN))
    lit: NDArray[np.uint8] = np.clip(picture * np.float32(gain), 0, 255).astype(np.uint8)
    return lit
