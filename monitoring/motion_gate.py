"""Whether a frame is worth a look of the pose engine: in a still picture, people are where they were.

Whoever is low, lost, or not yet certain is looked at in every frame, so that no fall is seen later for this.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from monitoring.frames import Frame, Rgb
from monitoring.tracking import Track

_AT_LEAST_EVERY: Final = timedelta(milliseconds=500)
BLOCK_PX: Final = 16
_SPARED: Final = 2
_MOVED: Final = 6.0
"""The change of a block's mean brightness (0 to 255) that no sensor's noise makes: that is a sixteenth of its own."""
_STILL_FOR: Final = timedelta(seconds=1)
_LOW_EXTENT_M: Final = 0.9


class MotionGate:
    """Decides for the frames of one camera."""

    def __init__(self) -> None:
        self._seen: NDArray[np.float32] | None = None
        self._looked_at: datetime | None = None
        self._moved_at: datetime | None = None

    def opens(self, frame: Frame, tracks: Sequence[Track]) -> bool:
        """Whether to look at this frame, by what was followed until the last one that was looked at."""
        blocks = block_means(frame.rgb)
        last, self._seen = self._seen, blocks
        if last is None or last.shape != blocks.shape or float(np.abs(blocks - last).max(initial=0.0)) > _MOVED:
            self._moved_at = frame.taken_at
        still = self._moved_at is not None and frame.taken_at - self._moved_at > _STILL_FOR
        due = self._looked_at is None or not timedelta() <= frame.taken_at - self._looked_at < _AT_LEAST_EVERY
        if still and not due and not any(_is_doubtful(track) for track in tracks):
            return False
        self._looked_at = frame.taken_at
        return True


def block_means(rgb: Rgb) -> NDArray[np.float32]:
    """The mean brightness of each block of the picture (rows, columns), from every other pixel."""
    green = rgb[::_SPARED, ::_SPARED, 1]
    side = BLOCK_PX // _SPARED
    rows, columns = green.shape[0] // side, green.shape[1] // side
    lines = green[: rows * side, : columns * side].astype(np.uint16).reshape(rows, side, columns * side)
    # Whole lines are added one to another: a mean over two axes at once takes four times as long.
    added = lines[:, 0].copy()
    for line in range(1, side):
        added += lines[:, line]
    sums = added.reshape(rows, columns, side).sum(axis=2, dtype=np.uint32)
    means: NDArray[np.float32] = (sums / np.float32(side * side)).astype(np.float32)
    return means


def _is_doubtful(track: Track) -> bool:
    low = track.stances[-1].extent_m < _LOW_EXTENT_M
    return not track.confirmed or not track.in_view or low
