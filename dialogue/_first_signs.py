"""The first signs that somebody begins to speak: sooner than it can be known, and so sometimes wrong.

Whoever goes by them must be able to go on as if nothing had been.
"""

from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import numpy as np

from dialogue.base import CHUNK, Samples


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What counts as a sign, and for how long.

    A chunk is one when it is so many dB louder than what was loud in the last `before`, and so likely speech for
    Silero's detector, which is slow to believe: any of the pairs `rising`. It is one as well when it is `plain` speech.
    A sign holds for `held`, in which it must be followed by another, or by a chunk that may be speech (`followed`).
    The figures were found on speech of five voices and two dozen recorded people that breaks into the robot's own, and
    on coughs, knocks, doors and a kitchen.
    """

    rising: tuple[tuple[float, float], ...] = ((8.0, 0.05), (12.0, 0.02))
    plain: float = 0.5
    followed: float = 0.2
    before: timedelta = timedelta(seconds=1.44)
    loud_share: float = 0.9
    held: timedelta = timedelta(seconds=0.2)


_DEFAULT: Final = Options()
_JUST_NOW: Final = 2
"""Chunks before this one that may be a part of the same rise."""
_QUIETEST: Final = 1.0
"""Power of a chunk, in squares of steps of 16 bits, below which nothing is quieter."""


class FirstSigns:
    """Looks at chunk after chunk."""

    def __init__(self, options: Options = _DEFAULT) -> None:
        self._options = options
        self._levels: deque[float] = deque(maxlen=options.before // CHUNK)
        self._left = timedelta()

    def feed(self, chunk: Samples, probability: float) -> bool:
        """Whether there are signs of speech, the next `chunk` being speech by this `probability`."""
        rise_db = self._rise_db(chunk)
        options = self._options
        rising = any(rise_db >= least and probability >= likely for least, likely in options.rising)
        going_on = self._left > timedelta() and probability >= options.followed
        if rising or going_on or probability >= options.plain:
            self._left = options.held
        else:
            self._left = max(timedelta(), self._left - CHUNK)
        return self._left > timedelta()

    def reset(self) -> None:
        """There are none any more; how loud it was is remembered."""
        self._left = timedelta()

    def _rise_db(self, chunk: Samples) -> float:
        """How far `chunk` is above what was loud before; nothing is until something was heard."""
        level_db = 10 * float(np.log10(np.mean(chunk.astype(np.float64) ** 2) + _QUIETEST))
        earlier = list(self._levels)[:-_JUST_NOW]
        self._levels.append(level_db)
        return level_db - float(np.quantile(earlier, self._options.loud_share)) if earlier else 0.0
