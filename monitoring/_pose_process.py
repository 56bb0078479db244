"""The process in which MediaPipe's PoseLandmarker runs: frames come on standard input, keypoints go to standard output.

An engine in native code may crash or hang; here it takes nothing down with it. It ends when its input ends.
Request: one line of JSON, then the frame's bytes. Answer: one line of JSON, then float32 keypoints, look by look.
"""

import json
import os
import signal
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO, Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from monitoring._any_posture import AnyPosture
from monitoring._pose_model import without_outline
from monitoring.keypoints import COUNT
from monitoring.skeletons import VALUES, Look, turned_back

_MOST_CAMERAS: Final = 4
"""Each camera that is followed costs the networks' memory again."""

_SPARED: Final = 8
"""Every so manieth pixel tells the mean colour of a picture."""

Keypoints = NDArray[np.float32]


class Landmarker:
    """MediaPipe's landmarkers: one that follows each camera's stream, and one for single looks."""

    def __init__(self, model: Path, most_people: int, finder: Path | None = None) -> None:
        self._model = model
        self._finder_file = finder
        self._any_posture: AnyPosture | None = None
        self._followed = np.zeros((0, COUNT, VALUES), dtype=np.float32)
        self._lean = b""
        self._most_people = most_people
        self._following: dict[str, tuple[Any, int]] = {}
        self._single: Any = None

    def start(self) -> None:
        """Load the model; raises RuntimeError, ValueError, BadZipFile or struct.error where it is none."""
        self._lean = without_outline(self._model.read_bytes())
        self._single = self._made(follows=False)
        if self._finder_file is not None:
            self._any_posture = AnyPosture(self._finder_file, self._lean)
            self._any_posture.start()

    def follow(self, camera: str, at_ms: int, rgb: NDArray[np.uint8]) -> Keypoints:
        """Keypoints (people, 33, VALUES) in the next frame of a camera; a stream that goes back in time begins anew."""
        landmarker, last_ms = self._following.pop(camera, (None, -1))
        if landmarker is not None and at_ms <= last_ms:
            landmarker.close()
            landmarker = None
        if landmarker is None:
            self._forget_oldest()
            landmarker = self._made(follows=True)
        self._following[camera] = (landmarker, at_ms)
        result = landmarker.detect_for_video(_image(rgb), at_ms)
        self._followed = _keypoints(result, rgb.shape[1], rgb.shape[0])
        return self._followed

    def look(self, rgb: NDArray[np.uint8], look: Look) -> Keypoints:
        """Keypoints (people, 33, VALUES) that a look finds, told in the whole frame: the one that was followed last."""
        part = _painted(rgb[look.top : look.top + look.height, look.left : look.left + look.width], look)
        turned = _turned(part, look.quarters)
        if look.located and self._any_posture is not None:
            return turned_back(self._any_posture.people(turned, _seen_from(self._followed, look)), look)
        found = _keypoints(self._single.detect(_image(turned)), turned.shape[1], turned.shape[0])
        return turned_back(found, look)

    def _forget_oldest(self) -> None:
        if len(self._following) >= _MOST_CAMERAS:
            landmarker, _ = self._following.pop(next(iter(self._following)))
            landmarker.close()

    def _made(self, *, follows: bool) -> Any:
        from mediapipe.tasks.python import BaseOptions, vision

        mode = vision.RunningMode.VIDEO if follows else vision.RunningMode.IMAGE
        options = vision.PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_buffer=self._lean), running_mode=mode, num_poses=self._most_people
        )
        return vision.PoseLandmarker.create_from_options(options)


def _seen_from(people: Keypoints, look: Look) -> Keypoints:
    """Keypoints of the whole frame in the pixels of an unturned look."""
    moved = people.copy()
    moved[..., :2] -= (look.left, look.top)
    return moved


def _image(rgb: NDArray[np.uint8]) -> Any:
    import mediapipe

    return mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=rgb)


def _turned(part: NDArray[np.uint8], quarters: int) -> NDArray[np.uint8]:
    """The picture turned counter-clockwise by quarters; NumPy takes three to thirty times as long for it."""
    import cv2

    turns = (cv2.ROTATE_90_COUNTERCLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_CLOCKWISE)
    whole = np.ascontiguousarray(part)
    if quarters % 4 == 0:
        return whole
    return np.asarray(cv2.rotate(whole, turns[quarters % 4 - 1]), dtype=np.uint8)


def _painted(part: NDArray[np.uint8], look: Look) -> NDArray[np.uint8]:
    """The part of a picture that a look takes in, what it does without painted over in its mean colour."""
    if not look.without:
        return part
    colour = part[::_SPARED, ::_SPARED].mean(axis=(0, 1)).astype(np.uint8)
    painted = part.copy()
    for left, top, right, bottom in look.without:
        rows = slice(max(0, top - look.top), max(0, bottom - look.top))
        painted[rows, max(0, left - look.left) : max(0, right - look.left)] = colour
    return painted


def _keypoints(result: Any, width: int, height: int) -> Keypoints:
    people = [
        [
            (point.x * width, point.y * height, point.visibility, metric.x, metric.y, metric.z)
            for point, metric in zip(points, metrics, strict=True)
        ]
        for points, metrics in zip(result.pose_landmarks, result.pose_world_landmarks, strict=True)
    ]
    return np.array(people, dtype=np.float32).reshape(len(people), COUNT, VALUES)


def _answer(output: BinaryIO, head: dict[str, object], *parts: Keypoints) -> None:
    output.write(json.dumps(head).encode() + b"\n")
    for part in parts:
        output.write(part.tobytes())
    output.flush()


def serve(requests: BinaryIO, answers: BinaryIO, landmarker: Landmarker) -> None:
    """Answer frames until there are no more."""
    for line in requests:
        head = json.loads(line)
        width, height = head["width"], head["height"]
        data = requests.read(width * height * 3)
        if len(data) < width * height * 3:
            return
        rgb = np.frombuffer(data, dtype=np.uint8).reshape(height, width, 3)
        found = [landmarker.follow(head["camera"], head["at_ms"], rgb)]
        found.extend(landmarker.look(rgb, Look(**look)) for look in head["looks"])
        cpu = os.times()
        _answer(answers, {"people": [len(one) for one in found], "cpu_s": cpu.user + cpu.system}, *found)


def main() -> None:
    """Load the model, say that it is ready or why not, and serve."""
    # What ends the program at a terminal or a service reaches its whole group, and an end that was wanted is no fault.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    model, most_people, *finder = sys.argv[1:]
    # Native code writes what it likes to descriptor 1; the answers go where it cannot reach.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    landmarker = Landmarker(Path(model), int(most_people), Path(finder[0]) if finder else None)
    try:
        landmarker.start()
    except (BadZipFile, ImportError, KeyError, OSError, RuntimeError, ValueError, struct.error) as error:
        _answer(answers, {"failure": f"{type(error).__name__}: {error}"})
        return
    _answer(answers, {"ready": True})
    serve(sys.stdin.buffer, answers, landmarker)


if __name__ == "__main__":
    main()
