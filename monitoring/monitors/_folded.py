"""Folded: whoever went down from her feet at once, and stays over her knees without stirring; or was so from the first.

The engine takes her for somebody who stoops; but nobody stoops for long and keeps still.
"""

from datetime import datetime, timedelta
from typing import Final

import numpy as np

from monitoring.keypoints import TRUNK, Points, middle
from monitoring.posture import is_folded, stands, steadied
from monitoring.tracking import Track

_AT_ONCE: Final = timedelta(seconds=2)
"""Whoever sits down before she bends takes longer."""
_FORGIVEN: Final = timedelta(milliseconds=600)
_STIRS_M: Final = 0.15
"""The engine's trunk trembles by less; whoever scrubs a floor or looks for something moves by more."""


class Folded:
    """What is remembered of one person."""

    def __init__(self) -> None:
        self._stood_at: datetime | None = None
        self._seen_at: datetime | None = None
        self._since: datetime | None = None
        self._came = False
        self._where: Points = np.zeros(2)

    def note(self, track: Track) -> None:
        """Take note of how she is seen."""
        stance = steadied(track.stances)
        at = track.last_seen_at
        if stands(stance):
            self._stood_at = at
        if not is_folded(stance):
            if self._seen_at is None or at - self._seen_at > _FORGIVEN:
                self._since = None
            return
        came = self._stood_at is not None and at - self._stood_at <= _AT_ONCE
        begins = self._since is None and (came or self._stood_at is None)
        self._came = came if begins else self._came
        where = middle(track.figure.skeleton.image_px, TRUNK)
        stirs = float(np.linalg.norm(where - self._where)) > _STIRS_M * track.figure.scale
        if begins or (self._since is not None and stirs):
            self._since, self._where = at, where
        self._seen_at = at

    def lasted(self, at: datetime) -> timedelta:
        """For how long she has kept still like that since she came down; zero where she has not."""
        return at - self._since if self._since is not None and self._came else timedelta()

    def lain(self, at: datetime) -> timedelta:
        """For how long she has kept still like that who was never seen to stand; zero where she was."""
        return at - self._since if self._since is not None and not self._came else timedelta()
