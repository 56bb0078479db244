"""Silence before and after a clean sound that begins or ends with speech, as a recording cut to its words does.

Whisper hears the words at such an edge worse. In noise a sudden silence is worse still, so that stays as it is.
"""

from datetime import timedelta
from typing import Final

import numpy as np

from dialogue.base import SAMPLE_RATE_HZ, Samples

AROUND: Final = timedelta(seconds=0.5)
_FRAME: Final = SAMPLE_RATE_HZ // 50
_CLEAN_DB: Final = 40.0
"""How far the quietest tenth of clean speech lies below its loudest frame of 20 ms: the stops inside its words do."""
_LEAST: Final = 1.0


def surrounded(samples: Samples) -> Samples:
    """`samples`, with silence around them where they are clean; at least one frame of 20 ms long."""
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME).astype(np.float64)
    levels = np.sqrt(np.mean(frames**2, axis=1))
    quietest, loudest = float(np.quantile(levels, 0.1)), float(levels.max())
    if quietest > loudest / 10 ** (_CLEAN_DB / 20) + _LEAST:
        return samples
    return np.pad(samples, round(AROUND.total_seconds() * SAMPLE_RATE_HZ))
