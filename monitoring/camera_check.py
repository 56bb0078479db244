"""Whether a camera sees at all: a covered, dark or frozen picture shows no fall, and must not pass for a quiet room."""

from datetime import datetime, timedelta
from typing import Final

import numpy as np

from carebot.core.language import Text
from monitoring.frames import Frame, Rgb

_EVERY_PX: Final = 16
_LEAST_CONTRAST: Final = 6.0
"""The standard deviation of brightness (0 to 255) below which a picture shows nothing: a hand, a cloth, the night."""
_PATIENCE: Final = timedelta(seconds=3)


class CameraCheck:
    """Judges the frames of one camera. A real sensor is `noisy`: two frames that are quite alike come from a freeze."""

    def __init__(self, *, noisy: bool) -> None:
        self._noisy = noisy
        self._last: Rgb | None = None
        self._blind_since: datetime | None = None
        self._frozen_since: datetime | None = None

    def trouble(self, frame: Frame) -> Text | None:
        """Why this camera's pictures are of no use; None while they are."""
        sample = frame.rgb[::_EVERY_PX, ::_EVERY_PX].copy()
        blind = float(sample.mean(axis=2).std()) < _LEAST_CONTRAST
        frozen = self._noisy and self._last is not None and np.array_equal(sample, self._last)
        self._last = sample
        self._blind_since = (self._blind_since or frame.taken_at) if blind else None
        self._frozen_since = (self._frozen_since or frame.taken_at) if frozen else None
        if self._blind_since and frame.taken_at - self._blind_since >= _PATIENCE:
            return _blind(frame.camera)
        if self._frozen_since and frame.taken_at - self._frozen_since >= _PATIENCE:
            return _frozen(frame.camera)
        return None


def _blind(camera: str) -> Text:
    return Text(
        zh=f"摄像头 {camera} 什么也看不见：可能被遮住了，或者太暗。请检查镜头和灯光。",
        en=f"The camera {camera} sees nothing: it is covered, or it is too dark. Check its lens and the light.",
    )


def _frozen(camera: str) -> Text:
    return Text(
        zh=f"摄像头 {camera} 的画面不动了。请重新连接它。",
        en=f"The picture of the camera {camera} is frozen. Connect it anew.",
    )
