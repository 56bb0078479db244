"""Stirrings: where in a picture something moves that nobody who is followed accounts for.

Somebody far away, lying, or half hidden is often found only when the look goes to where she moves.
"""

from collections.abc import Sequence
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
_AROUND_M: Final = 0.4
"""Hair, sleeves, hands and the shadow move with a body outside of its joints."""

Box = tuple[float, float, float, float]


class Stirrings:
    """Watches the frames of one camera."""

    def __init__(self) -> None:
        self._last: NDArray[np.float32] | None = None

    def box(self, frame: Frame, tracks: Sequence[Track]) -> Box | None:
        """Left, top, right and bottom of what stirs, in pixels; None when all that moves is known."""
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
            return None
        left_px, top_px = columns.min() * BLOCK_PX, rows.min() * BLOCK_PX
        return float(left_px), float(top_px), float((columns.max() + 1) * BLOCK_PX), float((rows.max() + 1) * BLOCK_PX)


def _blocks(first_px: float, last_px: float, around_px: float) -> slice:
    """The blocks from one pixel to another, and so much around them."""
    return slice(max(0, int((first_px - around_px) // BLOCK_PX)), max(0, int((last_px + around_px) // BLOCK_PX) + 1))
