"""Stillness: since when somebody in view has not stirred, by what of her was seen over seconds and not by one frame.

The engine's keypoints tremble even on a statue; their medians over two seconds do not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from monitoring.keypoints import Points
from monitoring.limbs import ACROSS, UP, Limbs, limbs_of
from monitoring.tracking import Track

_OVER: Final = timedelta(seconds=2)
_STIRRED_M: Final = 0.12
"""A hand, an elbow or the head that has moved by a hand's breadth; medians of keypoints tremble by a third of it."""
_LEANED_RAD: Final = 0.2
_MOVED_M: Final = 0.5
_LEAST_FRAMES: Final = 3
_GAP: Final = timedelta(minutes=5)
"""Out of view for longer, she may have done anything."""
_IN_VIEW: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Attitude:
    """How she held herself for a while: limbs (5, 2) in metres with what was seen of them, lean and place."""

    limbs: Points
    seen: NDArray[np.bool_]
    lean_rad: float
    place: Points | None


class Stillness:
    """What one camera knows of how still one person is: since when it watches her, and when she last stirred."""

    def __init__(self) -> None:
        self.watched_since: datetime | None = None
        self.stirred_at: datetime | None = None
        self.seen_at: datetime | None = None
        self._frames: list[tuple[Limbs, float, Points | None]] = []
        self._attitude: _Attitude | None = None

    def see(self, track: Track) -> None:
        """One more frame of her."""
        at = track.last_seen_at
        if self.seen_at is None or at - self.seen_at > _GAP:
            self._attitude, self.watched_since = None, at
        if self.seen_at is None or at - self.seen_at > _OVER:
            self._frames.clear()
        self.seen_at = at
        place = track.figure.position
        spot = None if place is None else np.array([place.x_m, place.y_m])
        self._frames.append((limbs_of(track), track.stances[-1].torso_tilt_rad, spot))
        if at - self._frames[0][0].at >= _OVER:
            self._compare(at)

    def _compare(self, at: datetime) -> None:
        frames, self._frames = self._frames, []
        if len(frames) < _LEAST_FRAMES:
            return
        attitude = _attitude(frames)
        if self._attitude is None:
            self._attitude = attitude
        elif _stirred(self._attitude, attitude):
            self._attitude, self.stirred_at = attitude, at


def still_since(cameras: Iterable[Stillness], now: datetime) -> datetime | None:
    """Since when no camera has seen her stir, as far back as one of them watched her; None where none sees her."""
    every = list(cameras)
    watching = [
        one.watched_since
        for one in every
        if one.watched_since is not None and one.seen_at is not None and now - one.seen_at <= _IN_VIEW
    ]
    if not watching:
        return None
    return max([min(watching), *(one.stirred_at for one in every if one.stirred_at is not None)])


def _attitude(frames: list[tuple[Limbs, float, Points | None]]) -> _Attitude:
    points = np.stack([limbs.points[:, (ACROSS, UP)] for limbs, _, _ in frames])
    spots = [spot for _, _, spot in frames if spot is not None]
    return _Attitude(
        limbs=np.median(points, axis=0),
        seen=np.mean([limbs.seen for limbs, _, _ in frames], axis=0) >= 0.8,
        lean_rad=float(np.median([lean for _, lean, _ in frames])),
        place=np.median(np.stack(spots), axis=0) if spots else None,
    )


def _stirred(before: _Attitude, after: _Attitude) -> bool:
    both = before.seen & after.seen
    moved_m = np.linalg.norm(before.limbs - after.limbs, axis=1)[both]
    if moved_m.size and float(moved_m.max()) >= _STIRRED_M:
        return True
    if abs(before.lean_rad - after.lean_rad) >= _LEANED_RAD:
        return True
    if before.place is None or after.place is None:
        return False
    return float(np.linalg.norm(before.place - after.place)) >= _MOVED_M
