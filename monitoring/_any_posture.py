"""People in any posture: one network finds them, another measures them. Whoever is measured already is not again."""

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from monitoring._body_finder import Bodies, BodyFinder
from monitoring._landmarks import Keypoints, Landmarks, Square, square_around
from monitoring.keypoints import COUNT, TRUNK
from monitoring.skeletons import VALUES

_TRUNK: Final = (5, 6, 11, 12)
_ONE_BODY: Final = 0.12
"""Trunks nearer than this share of a body's square are one: of two people side by side they are a third of it apart."""


class AnyPosture:
    """The network in the file `finder`, and the landmark network of the bundle `task`."""

    def __init__(self, finder: Path, task: bytes) -> None:
        self._finder = BodyFinder(finder.read_bytes())
        self._landmarks = Landmarks(task)

    def start(self) -> None:
        """Load both; raises BadZipFile, KeyError, ValueError or RuntimeError where one is none."""
        self._finder.start()
        self._landmarks.start()

    def people(self, picture: NDArray[np.uint8], known: Keypoints) -> Keypoints:
        """Keypoints (people, 33, VALUES) of everybody found; of the `known` (n, 33, VALUES), in its pixels, these."""
        found = (self._measured(picture, body, known) for body in self._finder.find(picture))
        people = [one for one in found if one is not None]
        return np.array(people, dtype=np.float32).reshape(len(people), COUNT, VALUES)

    def _measured(self, picture: NDArray[np.uint8], body: Bodies, known: Keypoints) -> Keypoints | None:
        square = square_around(body)
        same = one_of(known, body, square)
        return self._landmarks.measured(picture, square) if same is None else same


def one_of(known: Keypoints, body: Bodies, square: Square) -> Keypoints | None:
    """Whom of the `known` the found `body`, which fills `square`, is; None when it is nobody of them."""
    if not len(known):
        return None
    trunks = known[:, list(TRUNK), :2].mean(axis=1)
    gaps = np.linalg.norm(trunks - body[list(_TRUNK), :2].mean(axis=0), axis=1)
    nearest = int(np.argmin(gaps))
    same: Keypoints = known[nearest]
    return same if float(gaps[nearest]) < _ONE_BODY * square.side_px else None
