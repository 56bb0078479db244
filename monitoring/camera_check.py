"""Whether a camera sees at all: a picture that shows nothing shows no fall, and must not pass for a quiet room.

Everything that is wrong is told within ten seconds, and taken back as soon as the pictures are well again.
"""

from collections import deque
from datetime import datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from carebot.core.language import Text
from monitoring.frames import ENOUGH_FRAMES_PER_S, Frame
from monitoring.motion_gate import block_means

_LEAST_CONTRAST: Final = 6.0
"""The standard deviation of brightness (0 to 255) below which a picture shows nothing: a cloth, the night."""
_LEAST_DETAIL: Final = 3.0
"""A hand or a cloth before the lens has shades but no edges: of two neighbouring blocks, so many differ by less."""
_EDGES_PERCENT: Final = 95.0
_PATIENCE: Final = timedelta(seconds=3)
_FROZEN_FOR: Final = timedelta(seconds=8)
"""A network camera repeats a still picture to the last bit until its next key frame, every four seconds or sooner."""
_RATE_OVER: Final = timedelta(seconds=5)
_LEAST_FRAMES_PER_S: Final = ENOUGH_FRAMES_PER_S / 2
"""Slower than this, a whole fall may pass between three frames."""


class CameraCheck:
    """Judges the frames of one camera. A real sensor is `noisy`: two frames that are quite alike come from a freeze.

    Of a `noisy` camera too few frames a second are told as well; what is drawn comes as fast as it is drawn.
    """

    def __init__(self, *, noisy: bool) -> None:
        self._noisy = noisy
        self._size: tuple[int, int] | None = None
        self._last: NDArray[np.float32] | None = None
        self._blind_since: datetime | None = None
        self._frozen_since: datetime | None = None
        self._arrivals: deque[tuple[datetime, int]] = deque()

    def trouble(self, frame: Frame) -> Text | None:
        """Why this camera's pictures are of no use; None while they are."""
        at = frame.taken_at
        size = (frame.width, frame.height)
        self._size = self._size or size
        blocks = block_means(frame.rgb)
        self._blind_since = (self._blind_since or at) if _is_blind(blocks) else None
        frozen = self._noisy and self._last is not None and np.array_equal(blocks, self._last)
        self._frozen_since = (self._frozen_since or at) if frozen else None
        self._last = blocks
        if size != self._size:
            return _resized(frame.camera, self._size, size)
        if self._blind_since and at - self._blind_since >= _PATIENCE:
            return _blind(frame.camera)
        if self._frozen_since and at - self._frozen_since >= _FROZEN_FOR:
            return _frozen(frame.camera)
        return _slow(frame.camera) if self._is_slow(frame) else None

    def _is_slow(self, frame: Frame) -> bool:
        """Whether the camera itself gives too few frames, by their numbers and not by how many were looked at."""
        arrivals = self._arrivals
        if arrivals and (frame.taken_at < arrivals[-1][0] or frame.sequence < arrivals[-1][1]):
            arrivals.clear()
        arrivals.append((frame.taken_at, frame.sequence))
        while len(arrivals) > 2 and frame.taken_at - arrivals[1][0] >= _RATE_OVER:
            arrivals.popleft()
        lasted = frame.taken_at - arrivals[0][0]
        come = frame.sequence - arrivals[0][1]
        return self._noisy and lasted >= _RATE_OVER and come < _LEAST_FRAMES_PER_S * lasted.total_seconds()


def _is_blind(blocks: NDArray[np.float32]) -> bool:
    if blocks.size < 4 or float(blocks.std()) < _LEAST_CONTRAST:
        return True
    edges = np.concatenate([np.abs(np.diff(blocks, axis=axis)).ravel() for axis in (0, 1)])
    return float(np.percentile(edges, _EDGES_PERCENT)) < _LEAST_DETAIL


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


def _slow(camera: str) -> Text:
    return Text(
        zh=f"摄像头 {camera} 的画面太少，每秒不到 {_LEAST_FRAMES_PER_S:.0f} 帧，可能看不出跌倒。请检查网络和设置。",
        en=f"The camera {camera} gives fewer than {_LEAST_FRAMES_PER_S:.0f} pictures a second: it may miss a fall. "
        "Check the network and the camera's settings.",
    )


def _resized(camera: str, before: tuple[int, int], now: tuple[int, int]) -> Text:
    was, is_now = (f"{width}×{height}" for width, height in (before, now))
    return Text(
        zh=f"摄像头 {camera} 的画面从 {was} 变成了 {is_now}：可能被转动了，或换了设置。请检查它；确认无误后重新启动。",
        en=f"The picture of the camera {camera} was {was} and is {is_now} now: it was turned or set anew. Check it, "
        "and start again once it is right.",
    )
