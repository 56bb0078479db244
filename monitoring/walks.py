"""Walks: straight ways at an even pace, and their speed, taken from where somebody was seen on the map.

Speed is the median of the slopes between all pairs of positions (Theil and Sen): single wrong positions do not count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np

from carebot.core.situation import Posture
from monitoring.house_scene import Sighting
from monitoring.keypoints import Points

_MOVING_MPS: Final = 0.2
_PACE_OVER: Final = timedelta(seconds=2)
_GAP: Final = timedelta(seconds=1.2)
_ASIDE_M: Final = 0.35
"""So far a straight way may stray, positions erring by up to a quarter of a metre."""
_TRIMMED: Final = timedelta(seconds=1)
"""Setting out and stopping are not the pace, as gait tests leave out their first and last metre."""
_AVERAGED: Final = 3
"""Positions err one by one; the mean of so many in a row errs by little more than half as much."""
_MOST: Final = 120
LEAST_M: Final = 2.0
"""Gait tests time 4 m or 6 m (EWGSOP2 2019, AWGS 2019); rooms leave less, and shorter ways have no even pace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """One straight walk. `measured`: by a camera that measures distances, not by how large she looks."""

    ended_at: datetime
    length_m: float
    speed_mps: float
    measured: bool


class Walking:
    """Follows one resident's sightings, and finds straight walks in them."""

    def __init__(self) -> None:
        self._way: list[tuple[Sighting, float, float]] = []
        self._at: datetime | None = None

    def follow(self, path: Sequence[Sighting]) -> list[Walk]:
        """The walks that ended with what is new in `path`."""
        new = [one for one in path if self._at is None or one.at > self._at]
        walks = [walk for one in new for walk in self._step(one)]
        self._at = path[-1].at
        return walks

    def _step(self, seen: Sighting) -> list[Walk]:
        place = seen.position
        if place is None or seen.posture is not Posture.STANDING:
            return self._stop()
        ended = self._stop() if self._way and seen.at - self._way[-1][0].at > _GAP else []
        self._way.append((seen, place.x_m, place.y_m))
        if not self._moves():
            *before, last = self._way
            self._way = before
            ended += self._stop()
            self._way = [last]
        elif not self._is_straight() or len(self._way) > _MOST:
            corner = self._way[-2:]
            self._way = self._way[:-1]
            ended += self._stop()
            self._way = corner
        return ended

    def _stop(self) -> list[Walk]:
        way, self._way = self._way, []
        walk = _walk(way)
        return [walk] if walk else []

    def _moves(self) -> bool:
        """Whether she has gone on during the last seconds; a way that has only begun may still become a walk."""
        times = [seen.at for seen, _, _ in self._way]
        before = next(
            (index for index in range(len(times) - 1, -1, -1) if times[-1] - times[index] >= _PACE_OVER), None
        )
        if before is None:
            return True
        points = self._points()
        now, then = points[-_AVERAGED:].mean(axis=0), points[max(0, before - 1) : before + 2].mean(axis=0)
        return float(np.linalg.norm(now - then)) >= _MOVING_MPS * _PACE_OVER.total_seconds()

    def _is_straight(self) -> bool:
        points = self._points()
        if len(points) <= _AVERAGED:
            return True
        kernel = np.full(_AVERAGED, 1 / _AVERAGED)
        steadied = np.stack([np.convolve(points[:, axis], kernel, mode="valid") for axis in range(2)], axis=1)
        along, aside = _by_chord(steadied)
        return bool(np.abs(aside).max() <= _ASIDE_M) and bool((np.diff(along) > -_ASIDE_M).all())

    def _points(self) -> Points:
        points: Points = np.array([(x_m, y_m) for _, x_m, y_m in self._way])
        return points


def _by_chord(points: Points) -> tuple[Points, Points]:
    """How far each of `points` (n, 2) is along the line from the first to the last, and beside it, in metres."""
    chord = points[-1] - points[0]
    direction = chord / max(float(np.linalg.norm(chord)), 1e-6)
    from_start = points - points[0]
    along: Points = from_start @ direction
    aside: Points = from_start @ np.array([-direction[1], direction[0]])
    return along, aside


def _walk(way: Sequence[tuple[Sighting, float, float]]) -> Walk | None:
    if len(way) < 6:
        return None
    first, last = way[0][0].at, way[-1][0].at
    even = [one for one in way if first + _TRIMMED <= one[0].at <= last - _TRIMMED]
    if len(even) < 4:
        return None
    along, _ = _by_chord(np.array([(x_m, y_m) for _, x_m, y_m in even]))
    length_m = float(along[-1])
    if length_m < LEAST_M:
        return None
    times_s = np.array([(one[0].at - first).total_seconds() for one in even])
    return Walk(
        ended_at=last,
        length_m=length_m,
        speed_mps=_slope(times_s, along),
        measured=float(np.median([one[0].place_error_m for one in even])) <= 0.1,
    )


def _slope(times_s: Points, along_m: Points) -> float:
    """The median slope over all pairs, in m/s (Sen 1968, J Am Stat Assoc 63:1379)."""
    first, second = np.triu_indices(len(times_s), k=1)
    return float(np.median((along_m[second] - along_m[first]) / np.maximum(times_s[second] - times_s[first], 1e-3)))
