"""Stirrings: where in a picture something moves that nobody who is followed accounts for.

Somebody far away, lying, or half hidden is often found only when the look goes to where she moves, or came to rest.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from monitoring.frames import Frame
from monitoring.motion_gate import BLOCK_PX, block_means
from monitoring.tracking import Track

_MOVED: Final = 10.0
_LEAST_BLOCKS: Final = 2
"""A single block is a leaf, a lamp, or noise."""
_MOST_SHARE: Final = 0.4
"""Where so much changes at once, it is the light, or the camera itself."""
_RESTED: Final = timedelta(seconds=5)
"""What stirred and was not found, and lies still now, is looked for at its place for so long."""
_AROUND_M: Final = 0.4
"""Hair, sleeves, hands and the shadow move with a body outside of its joints."""

Box = tuple[float, float, float, float]


class Stirrings:
    """Watches the frames of one camera."""

    def __init__(self) -> None:
        self._last: NDArray[np.float32] | None = None
        self._place: tuple[datetime, Box] | None = None

    def box(self, frame: Frame, tracks: Sequence[Track]) -> Box | None:
        """Left, top, right and bottom of what stirs or came to rest, in pixels; None when all of it is known."""
        blocks = block_means(frame.rgb)
        last, self._last = self._last, blocks
        if last is None or last.shape != blocks.shape:
            return None
        moved = np.abs(blocks - last) > _MOVED
        if moved.mean() > _MOST_SHARE:
            return None
        for track in tracks:
            if track.confirmed and track.in_view:
                left, top, right, bottom = track.figure.box
                around_px = _AROUND_M * track.figure.scale
                moved[_blocks(top, bottom, around_px), _blocks(left, right, around_px)] = False
        rows, columns = np.nonzero(moved)
        if len(rows) < _LEAST_BLOCKS:
            return self._rested(frame, tracks)
        left_px, top_px = float(columns.min() * BLOCK_PX), float(rows.min() * BLOCK_PX)
        right_px, bottom_px = float((columns.max() + 1) * BLOCK_PX), float((rows.max() + 1) * BLOCK_PX)
        stirs = (left_px, top_px, right_px, bottom_px)
        self._place = (frame.taken_at, stirs)
        return stirs

    def _rested(self, frame: Frame, tracks: Sequence[Track]) -> Box | None:
        """Where something stirred last, until somebody is found there."""
        if self._place is None:
            return None
        stirred_at, place = self._place
        found = any(track.confirmed and track.in_view and _meet(track.figure.box, place) for track in tracks)
        if found or not timedelta() <= frame.taken_at - stirred_at <= _RESTED:
            self._place = None
            return None
        return place


def _meet(first: Box, second: Box) -> bool:
    across = min(first[2], second[2]) > max(first[0], second[0])
    return across and min(first[3], second[3]) > max(first[1], second[1])


def _blocks(first_px: float, last_px: float, around_px: float) -> slice:
    """The blocks from one pixel to another, and so much around them."""
    return slice(max(0, int((first_px - around_px) // BLOCK_PX)), max(0, int((last_px + around_px) // BLOCK_PX) + 1))
