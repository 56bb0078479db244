"""Where the keypoints of a pose engine truly are on a simulated person, and which of them a point of the home sees.

The 33 keypoints are those of MediaPipe's BlazePose topology: face 0 to 10, shoulders 11 and 12, elbows, wrists, three
of each hand 17 to 22, hips 23 and 24, knees, ankles, heels and toes, the left of each pair first.
"""

from enum import IntEnum
from typing import Final

import mujoco
import numpy as np
from numpy.typing import NDArray

from robot_adapters._simulation.scenery import Shown

COUNT: Final = 33
_SKIN_M: Final = 0.16
"""The skin before a joint of her own body is no farther from it: hips and shoulders lie that deep."""
_SUNK_M: Final = 0.06
"""A joint lies so little beneath what she rests on where she has sunk into it."""
_FACE: Final = (
    *((0.115, 0.0, 0.075), (0.095, 0.015, 0.105), (0.093, 0.03, 0.105), (0.088, 0.042, 0.105)),
    *((0.095, -0.015, 0.105), (0.093, -0.03, 0.105), (0.088, -0.042, 0.105)),
    *((0.02, 0.07, 0.095), (0.02, -0.07, 0.095), (0.098, 0.022, 0.04), (0.098, -0.022, 0.04)),
)
"""Nose, eyes, ears and corners of the mouth over the joint of the neck, ahead, to the left and up, at this stature."""
_FACE_AT_M: Final = 1.49
_HEEL: Final = (-0.045, 0.0, -0.045)

Points = NDArray[np.float64]


class Sightline(IntEnum):
    """What a line of sight to a keypoint meets: it, her own body before it, or something else before it."""

    SEEN = 0
    BEHIND_HERSELF = 1
    HIDDEN = 2


class WatchedBody:
    """One person of a model, of this `stature_m`, whose parts carry this `prefix`. It reads the state alone."""

    def __init__(self, model: mujoco.MjModel, data: mujoco.MjData, prefix: str, stature_m: float) -> None:
        self.stature_m = stature_m
        self._model = model
        self._data = data
        places = _places(model, prefix, stature_m / _FACE_AT_M)
        self._bodies = np.array([model.body(prefix + name).id for name, _ in places])
        self._offsets = np.array([offset for _, offset in places])
        own = {body for body in range(model.nbody) if model.body(body).name.startswith(prefix)}
        self._own = np.isin(model.geom_bodyid, list(own))
        self._groups = np.zeros(mujoco.mjNGROUP, dtype=np.uint8)
        self._groups[[Shown.HOME, Shown.OVERHEAD, Shown.UNSEEN]] = 1

    def keypoints(self) -> Points:
        """Where her keypoints are in the map (33, 3), in metres, by the last kinematics."""
        turns = self._data.xmat[self._bodies].reshape(COUNT, 3, 3)
        points: Points = self._data.xpos[self._bodies] + np.einsum("nij,nj->ni", turns, self._offsets)
        return points

    def sightlines(self, eye_m: Points, points: Points) -> NDArray[np.int64]:
        """What the lines from `eye_m` (3,) to `points` (n, 3) of her body meet: values of `Sightline` (n,)."""
        ways = points - eye_m
        met = np.full(len(points), -1, dtype=np.int32)
        shares = np.zeros(len(points))
        mujoco.mj_multiRay(
            self._model, self._data, eye_m, ways.ravel(), self._groups, 1, -1, met, shares, len(points), mujoco.mjMAXVAL
        )
        short_m = (1.0 - shares) * np.linalg.norm(ways, axis=1)
        own = self._own[met]
        seen = (met < 0) | (short_m <= np.where(own, _SKIN_M, _SUNK_M))
        return np.where(seen, Sightline.SEEN, np.where(own, Sightline.BEHIND_HERSELF, Sightline.HIDDEN))


def _places(model: mujoco.MjModel, prefix: str, size: float) -> list[tuple[str, Points]]:
    """The segment that carries each keypoint, and where in its frame."""
    face = [("head", size * np.array(place)) for place in _FACE]
    joints = [f"{side}_{name}" for name in ("upper_arm", "forearm", "hand") for side in ("left", "right")]
    fingers = []
    for share in (0.9, 1.0, 0.6):
        fingers += [(f"{side}_hand", share * _tip(model, f"{prefix}{side}_hand")) for side in ("left", "right")]
    legs = [f"{side}_{name}" for name in ("thigh", "shin", "foot") for side in ("left", "right")]
    heels = [(f"{side}_foot", size * np.array(_HEEL)) for side in ("left", "right")]
    toes = [(f"{side}_foot", _tip(model, f"{prefix}{side}_foot")) for side in ("left", "right")]
    there = np.zeros(3)
    return [*face, *((name, there) for name in joints), *fingers, *((name, there) for name in legs), *heels, *toes]


def _tip(model: mujoco.MjModel, geom: str) -> Points:
    """The end of a segment's capsule that is farther from its joint, in the segment's frame."""
    capsule = model.geom(geom)
    along = np.zeros(3)
    mujoco.mju_rotVecQuat(along, np.array([0.0, 0.0, float(capsule.size[1])]), capsule.quat)
    ends = capsule.pos + along, capsule.pos - along
    tip: Points = max(ends, key=lambda end: float(np.linalg.norm(end)))
    return tip
