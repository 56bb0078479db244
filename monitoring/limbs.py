"""Limbs: arms and head of a body in its own axes, so that neither the camera's place nor the body's turn matters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

import numpy as np

from monitoring.figures import SEEN, Figure
from monitoring.keypoints import HIPS, SHOULDERS, Points, middle
from monitoring.tracking import Track

ACROSS, UP, AHEAD = 0, 1, 2
_MOUTH: Final = (9, 10)
_ELBOWS: Final = (13, 14)
_WRISTS: Final = (15, 16)
_HANDS: Final = ((15, 17, 19, 21), (16, 18, 20, 22))
"""Wrist, little finger, forefinger and thumb: the middle of a hand."""
_THROAT_SHARE: Final = 0.4
"""The throat is so far up from between the shoulders' joints to the mouth."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Limbs:
    """Arms and head of one body at one instant, in metres from the middle of the shoulders.

    Columns are across (towards her left), up (along the trunk) and ahead. `points` (5, 3) are both wrists, both elbows
    and the mouth, `hands` (2, 3) left and right. `seen` (5,) tells which of the points the engine saw.
    """

    at: datetime
    points: Points
    hands: Points
    seen: tuple[bool, bool, bool, bool, bool]

    @property
    def wrists(self) -> Points:
        """Left and right (2, 3)."""
        wrists: Points = self.points[:2]
        return wrists

    @property
    def arms_seen(self) -> bool:
        """Whether both hands were seen."""
        return self.seen[0] and self.seen[1]

    @property
    def mouth(self) -> Points:
        """The middle of the mouth (3,)."""
        mouth: Points = self.points[4]
        return mouth

    def hands_to_throat_m(self) -> Points:
        """How far each hand is from the throat (2,)."""
        return _lengths(self.hands - _THROAT_SHARE * self.mouth)

    def hands_to_mouth_m(self) -> Points:
        """How far each hand is from the mouth (2,)."""
        return _lengths(self.hands - self.mouth)


def limbs_of(track: Track) -> Limbs:
    """The limbs of somebody as she was last seen; an average adult's metres, as the pose engine has them."""
    return _limbs(track.last_seen_at, track.figure)


@lru_cache(maxsize=16)  # five monitors ask for those of the same people in each frame
def _limbs(at: datetime, figure: Figure) -> Limbs:
    metric, visibility = figure.skeleton.world_m, figure.skeleton.visibility
    axes = _axes(metric)
    between = middle(metric, SHOULDERS)
    left, right = (middle(metric, hand) for hand in _HANDS)
    points = np.stack([*(metric[index] for index in (*_WRISTS, *_ELBOWS)), middle(metric, _MOUTH)])
    seen = tuple(bool(visibility[index] >= SEEN) for index in (*_WRISTS, *_ELBOWS, _MOUTH[0]))
    return Limbs(
        at=at,
        points=(points - between) @ axes.T,
        hands=(np.stack([left, right]) - between) @ axes.T,
        seen=(seen[0], seen[1], seen[2], seen[3], seen[4]),
    )


def _axes(metric: Points) -> Points:
    """The body's axes (3, 3) as rows: across, up, ahead."""
    up = _unit(middle(metric, SHOULDERS) - middle(metric, HIPS))
    sideways = metric[SHOULDERS[0]] - metric[SHOULDERS[1]]
    across = _unit(sideways - float(sideways @ up) * up)
    axes: Points = np.stack([across, up, np.cross(across, up)])
    return axes


def _lengths(vectors: Points) -> Points:
    lengths: Points = np.linalg.norm(vectors, axis=1)
    return lengths


def _unit(vector: Points) -> Points:
    unit: Points = vector / max(float(np.linalg.norm(vector)), 1e-6)
    return unit


def swings(values: Sequence[float], least: float) -> int:
    """How often `values` turn back by at least `least` after having gone as far: what trembles less does not count."""
    turns, direction = 0, 0
    extreme = values[0] if values else 0.0
    for value in values:
        gone = value - extreme
        if direction * gone > 0:
            extreme = value
        elif abs(gone) >= least:
            turns += 1 if direction else 0
            direction, extreme = (1 if gone > 0 else -1), value
    return turns
