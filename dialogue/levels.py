"""How loud the microphone is, and whether it hears at all: muted, or driven beyond what it can take.

A switched-off microphone delivers digital silence; a room never does.
"""

from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import numpy as np

from carebot.core.language import Text
from dialogue.base import CHUNK, Samples

_FULL_SCALE: Final = 32768.0
_CLIPPED: Final = 32700
FLOOR_DBFS: Final = -96.0
"""The level of silence: one bit of sixteen."""

MUTED: Final = Text(
    zh="麦克风没有声音，可能被静音了。请打开麦克风的开关，或检查系统的录音音量。",
    en="The microphone is silent; it may be muted. Switch it on, or look at the recording volume.",
)
CLIPPING: Final = Text(
    zh="麦克风的声音太大，听不清。请把录音音量调低，或把麦克风移远一点。",
    en="The microphone is overdriven. Turn the recording volume down, or move it further away.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """When a microphone counts as muted or overdriven.

    `muted_after` without a single bit of sound; or this share of the chunks of `window` at full scale.
    """

    muted_after: timedelta = timedelta(seconds=5)
    window: timedelta = timedelta(seconds=5)
    clipped_share: float = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """Root mean square and peak of the last chunk in dB of full scale, and what is wrong with it, if anything."""

    rms_dbfs: float
    peak_dbfs: float
    fault: Text | None = None


_DEFAULT: Final = Options()


class LevelMeter:
    """Measures chunk by chunk."""

    def __init__(self, options: Options = _DEFAULT) -> None:
        self._options = options
        self._silent = timedelta()
        self._clipped: deque[bool] = deque(maxlen=max(1, options.window // CHUNK))

    def feed(self, chunk: Samples) -> Level:
        """The level of `chunk`; none of its samples may be missing."""
        sound = chunk.astype(np.float64)
        peak = float(np.abs(sound).max(initial=0.0))
        self._silent = self._silent + CHUNK if peak == 0 else timedelta()
        self._clipped.append(peak >= _CLIPPED)
        rms = float(np.sqrt(np.mean(sound**2))) if len(sound) else 0.0
        return Level(rms_dbfs=_dbfs(rms), peak_dbfs=_dbfs(peak), fault=self._fault())

    def _fault(self) -> Text | None:
        if self._silent >= self._options.muted_after:
            return MUTED
        full = len(self._clipped) == self._clipped.maxlen
        return CLIPPING if full and sum(self._clipped) >= self._options.clipped_share * len(self._clipped) else None


def _dbfs(amplitude: float) -> float:
    return max(FLOOR_DBFS, round(20 * np.log10(amplitude / _FULL_SCALE), 1)) if amplitude > 0 else FLOOR_DBFS
