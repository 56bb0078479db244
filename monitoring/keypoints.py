"""The 33 keypoints of a body in the order of MediaPipe's BlazePose topology, and what they are joined by."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

COUNT: Final = 33
HEAD: Final = (0, 7, 8)
"""Nose and ears: the middle of the head, however it is turned."""
SHOULDERS: Final = (11, 12)
HIPS: Final = (23, 24)
KNEES: Final = (25, 26)
ANKLES: Final = (27, 28)
FEET: Final = (27, 28, 29, 30, 31, 32)
"""Ankles, heels and toes."""
TRUNK: Final = (*SHOULDERS, *HIPS)
BODY: Final = (*HEAD, *SHOULDERS, 13, 14, 15, 16, *HIPS, *KNEES, *FEET)
"""Every keypoint that carries position; the rest of face and fingers adds noise only."""

CONNECTIONS: Final = (
    *((7, 0), (0, 8), (11, 12), (11, 13), (13, 15), (12, 14), (14, 16), (11, 23), (12, 24), (23, 24)),
    *((23, 25), (25, 27), (27, 29), (29, 31), (27, 31), (24, 26), (26, 28), (28, 30), (30, 32), (28, 32)),
)
"""The lines of a drawn skeleton."""

Points = NDArray[np.float64]


def middle(points: Points, part: tuple[int, ...]) -> Points:
    """The mean of the keypoints `part` among `points` (33, n): shape (n,)."""
    # The sum is what `mean` divides, and is had in a third of its time: nothing here is asked for more often.
    mean: Points = np.add.reduce(points[list(part)], axis=0) / len(part)
    return mean
