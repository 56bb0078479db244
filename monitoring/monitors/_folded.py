"""Folded: whoever went down from her feet at once, and stays over her knees without stirring; or was so from the first.

The engine takes her for somebody who stoops; but nobody stoops for long and keeps still.
"""

from datetime import datetime, timedelta
from typing import Final

import numpy as np

from monitoring.keypoints import TRUNK, Points, middle
from monitoring.posture import LEANING_RAD, is_folded, stands, steadied
from monitoring.tracking import Track

_AT_ONCE: Final = timedelta(seconds=2)
"""Whoever sits down before she bends takes longer."""
_FORGIVEN: Final = timedelta(milliseconds=600)
_STIRS_M: Final = 0.15
"""The engine's trunk trembles by less; whoever scrubs a floor or looks for something moves by more."""


class Folded:
    """What is remembered of one person."""

    def __init__(self) -> None:
        self.stood = False
        """Whether she was ever seen to stand otherwise than in turned pictures."""
        self._stood_at: datetime | None = None
        self._seen_at: datetime | None = None
        self._since: datetime | None = None
        self._came = False
        self._bowed_at_once: bool | None = None
        self._where: Points = np.zeros(2)

    def note(self, track: Track) -> None:
        """Take note of how she is seen."""
        stance, last = steadied(track.stances), track.stances[-1]
        at = track.last_seen_at
        self.stood = self.stood or (stands(last) and not last.turned)
        if stands(stance):
            self._stood_at = at
        bowed_at_once = self._bows(at, upright=stance.torso_tilt_rad <= LEANING_RAD)
        if not is_folded(stance):
            if self._seen_at is None or at - self._seen_at > _FORGIVEN:
                self._since = None
            return
        begins = self._since is None and (bowed_at_once or self._stood_at is None)
        self._came = bowed_at_once if begins else self._came
        where = middle(track.figure.skeleton.image_px, TRUNK)
        stirs = float(np.linalg.norm(where - self._where)) > _STIRS_M * track.figure.scale
        if begins or (self._since is not None and stirs):
            self._since, self._where = at, where
        self._seen_at = at

    def _bows(self, at: datetime, *, upright: bool) -> bool:
        """Whether her trunk went over at once after she stood, and was not upright since: while she comes down, and for
        a while after, the engine may take bent legs for straight ones.
        """
        if upright:
            self._bowed_at_once = None
        elif self._bowed_at_once is None:
            self._bowed_at_once = self._stood_at is not None and at - self._stood_at <= _AT_ONCE
        return bool(self._bowed_at_once)

    def lasted(self, at: datetime) -> timedelta:
        """For how long she has kept still like that since she came down; zero where she has not."""
        return at - self._since if self._since is not None and self._came else timedelta()

    def lain(self, at: datetime) -> timedelta:
        """For how long she has kept still like that who was never seen to stand; zero where she was."""
        return at - self._since if self._since is not None and not self._came else timedelta()
