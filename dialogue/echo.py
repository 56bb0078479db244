"""The robot's own voice taken out of what its microphone hears, so that it can be interrupted: WebRTC's AEC3.

What is played is handed over as it goes to the loudspeaker; the canceller finds out how long it takes to come back.
"""

import threading
from typing import TYPE_CHECKING, Final

import numpy as np

from carebot.core.language import Text
from dialogue._packages import importing, without
from dialogue.base import SAMPLE_RATE_HZ, Readiness, Samples

if TYPE_CHECKING:
    from livekit.rtc import AudioProcessingModule

FRAME_SAMPLES: Final = SAMPLE_RATE_HZ // 100
"""The canceller takes frames of 10 ms."""
_WAITING_AT_MOST: Final = SAMPLE_RATE_HZ * 30
"""Played sound that may wait for the microphone: one speech. More means that the microphone has stopped."""
_LEARNING_FRAMES: Final = 300
"""Sounding frames until the canceller knows the way from the loudspeaker to the microphone: three seconds of speech. In
a simulated room it let through bursts as loud as the voice itself until then, and hardly any later."""
_SOUNDING: Final = 100
"""Peak below which a frame teaches nothing."""


class EchoGuard:
    """Cancels what the loudspeaker plays. `played` may come from any thread, the rest from the listening thread."""

    def __init__(self) -> None:
        self._canceller: AudioProcessingModule | None = None
        self._lock = threading.Lock()
        self._far: Samples = np.zeros(0, dtype=np.int16)
        self._near: Samples = np.zeros(0, dtype=np.int16)
        self._clean: Samples = np.zeros(FRAME_SAMPLES, dtype=np.int16)
        self._learned = 0

    @property
    def knows_the_way(self) -> bool:
        """Whether it has heard enough of the robot to tell its voice from others; callable from any thread."""
        return self._learned >= _LEARNING_FRAMES

    def readiness(self) -> Readiness:
        """Whether the package is there."""
        return without("livekit") or Readiness(
            ready=True,
            detail=Text(
                zh="回声消除可用，机器人说话时也能被打断。", en="Echo is cancelled: the robot can be interrupted."
            ),
        )

    def start(self) -> None:
        """Make the canceller, 0.2 s; raises ModelError where the package cannot be loaded."""
        with importing("livekit"):
            from livekit.rtc import AudioProcessingModule
        self._canceller = AudioProcessingModule(echo_cancellation=True, high_pass_filter=True)

    def played(self, samples: Samples) -> None:
        """Take note of what goes to the loudspeaker now, 16 kHz."""
        with self._lock:
            self._far = np.concatenate([self._far, samples])[-_WAITING_AT_MOST:]

    def silenced(self) -> None:
        """What was handed over and has not sounded yet will not sound."""
        with self._lock:
            self._far = self._far[:0]

    def clean(self, chunk: Samples) -> Samples:
        """`chunk` of the microphone without the robot's own voice; as long, and 10 ms later. Takes 0.3 ms."""
        self._near = np.concatenate([self._near, chunk])
        whole = len(self._near) // FRAME_SAMPLES * FRAME_SAMPLES
        frames, self._near = self._near[:whole], self._near[whole:]
        cleaned = [self._frame(frames[start : start + FRAME_SAMPLES]) for start in range(0, whole, FRAME_SAMPLES)]
        sound = np.concatenate([self._clean, *cleaned])
        self._clean = sound[len(chunk) :]
        return sound[: len(chunk)]

    def close(self) -> None:
        """Give up the canceller."""
        self._canceller = None

    def _frame(self, near: Samples) -> Samples:
        from livekit.rtc import AudioFrame

        assert self._canceller is not None, "start was not called"
        played = self._next_played()
        self._learned += int(np.abs(played).max()) > _SOUNDING
        far = AudioFrame(bytearray(played.tobytes()), SAMPLE_RATE_HZ, 1, FRAME_SAMPLES)
        self._canceller.process_reverse_stream(far)
        self._canceller.set_stream_delay_ms(0)
        frame = AudioFrame(bytearray(near.tobytes()), SAMPLE_RATE_HZ, 1, FRAME_SAMPLES)
        self._canceller.process_stream(frame)
        return np.frombuffer(bytes(frame.data), dtype=np.int16)

    def _next_played(self) -> Samples:
        with self._lock:
            frame, self._far = self._far[:FRAME_SAMPLES], self._far[FRAME_SAMPLES:]
        return np.concatenate([frame, np.zeros(FRAME_SAMPLES - len(frame), dtype=np.int16)])
