"""Bones: the engine errs about where limbs point and hardly about how long they are, for it believes in a body.

Of 2,700 skeletons of all postures 90 of 100 have trunks of 0.37 to 0.50 m and thighs of 0.31 to 0.41 m.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from monitoring.keypoints import HEAD, HIPS, SHOULDERS, middle

BONES: Final = ("hips", "trunk", "shoulders", "neck", "upper_arms", "forearms", "thighs", "shins")
_LIMBS: Final = (
    *((11, 13, "upper_arms"), (12, 14, "upper_arms"), (13, 15, "forearms"), (14, 16, "forearms")),
    *((23, 25, "thighs"), (24, 26, "thighs"), (25, 27, "shins"), (26, 28, "shins")),
)
"""Each from a keypoint to the next one outwards."""
_ENDS: Final = {15: (17, 19, 21), 16: (18, 20, 22), 27: (29, 31), 28: (30, 32)}
"""Hands and feet go with wrists and ankles."""
_FACE: Final = list(range(11))

Points = NDArray[np.float64]


def bones_of(body_m: Points) -> Points:
    """How long the bones (8,) of a body (33, 3) are, in metres; of two the mean."""

    def apart(one: Points, other: Points) -> float:
        return math.dist(one, other)

    shoulders, hips = middle(body_m, SHOULDERS), middle(body_m, HIPS)
    limbs: dict[str, list[float]] = {}
    for near, far, bone in _LIMBS:
        limbs.setdefault(bone, []).append(apart(body_m[near], body_m[far]))
    axial = {
        "hips": apart(body_m[HIPS[0]], body_m[HIPS[1]]),
        "trunk": apart(shoulders, hips),
        "shoulders": apart(body_m[SHOULDERS[0]], body_m[SHOULDERS[1]]),
        "neck": apart(middle(body_m, HEAD), shoulders),
    }
    return np.array([axial[bone] if bone in axial else sum(limbs[bone]) / len(limbs[bone]) for bone in BONES])


def with_bones(shape: Points, bones_m: Points) -> Points:
    """The body (33, 3) that points as `shape` does, its bones so long, in metres about the middle of the hips."""
    long_m = dict(zip(BONES, bones_m.tolist(), strict=True))
    body = np.zeros_like(shape)
    neck, hips = middle(shape, SHOULDERS), middle(shape, HIPS)
    shoulders_m = _along(neck - hips, long_m["trunk"])
    for (left, right), middle_m, bone in ((HIPS, np.zeros(3), "hips"), (SHOULDERS, shoulders_m, "shoulders")):
        half_m = _along(shape[left] - shape[right], long_m[bone] / 2)
        body[left], body[right] = middle_m + half_m, middle_m - half_m
    face = middle(shape, HEAD)
    scale = long_m["trunk"] / max(math.dist(neck, hips), 1e-3)
    body[_FACE] = shoulders_m + _along(face - neck, long_m["neck"]) + min(scale, 3.0) * (shape[_FACE] - face)
    for near, far, bone in _LIMBS:
        body[far] = body[near] + _along(shape[far] - shape[near], long_m[bone])
    for joint, ends in _ENDS.items():
        body[list(ends)] = body[joint] + min(scale, 3.0) * (shape[list(ends)] - shape[joint])
    return body


def _along(direction: Points, length: float) -> Points:
    along: Points = direction * (length / max(math.hypot(*direction.tolist()), 1e-6))
    return along
