"""Stop and help words by the ear of Whisper: looked for when somebody pauses, and now and then while somebody goes on.

Small networks propose a word from what the encoder hears, and the decoder tells how well that word fits. What else is
said with a cry is not understood here.
"""

import math
from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

import numpy as np

from carebot.core.errors import ModelError
from carebot.core.intents import Intent
from dialogue._cry_classifier import WINDOW_S, WORDS, Cry, Floats, Weights, load, probabilities
from dialogue.base import SAMPLE_RATE_HZ, Readiness, Samples, Spotter, duration_of
from dialogue.whisper_ear import WhisperEar

_WINDOW: Final = round(WINDOW_S * SAMPLE_RATE_HZ)
_FAINTEST: Final = 30
"""A peak below which nobody speaks: 1/1000 of full scale."""
_LEAST_PROBABILITY: Final = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """When it looks, and how sure it must be.

    It looks when a pause has lasted for each of `pauses`, and `every` so often once somebody has spoken for `soonest`.
    A word that the networks find `proposed` is compared by the decoder; its log-odds and the decoder's fit must come to
    `needed`: less when it is said `alone`, in so short a stretch of speech, with a pause behind it; more after the
    first of the pauses, which words have inside as well, and when speech goes on, as it does where a bus has its stop.
    A bad fit counts `against`; a good one, up to `best_fit`, counts `for_it`, but for nothing within running speech.
    """

    pauses: tuple[timedelta, ...] = tuple(timedelta(seconds=pause_s) for pause_s in (0.06, 0.12, 0.19, 0.28))
    soonest: timedelta = timedelta(seconds=0.6)
    every: timedelta = timedelta(seconds=0.32)
    alone: timedelta = timedelta(seconds=1.6)
    proposed: float = 0.1
    against: float = 0.25
    for_it: float = 0.25
    best_fit: float = 1.0
    needed_alone: float = -1.0
    needed_soon: float = 1.0
    needed_within: float = 2.2
    threads: int = 1


class WhisperSpotter(Spotter):
    """Spots cries in Mandarin and English. 20 ms of computing for a look, 60 ms more for a proposed word."""

    def __init__(self, folder: Path, options: Options) -> None:
        self._ear = WhisperEar(folder, threads=options.threads)
        self._options = options
        self._networks: tuple[Weights, ...] = ()
        self._sound: deque[Samples] = deque()
        self._speaking = timedelta()
        self._silent = timedelta.max
        self._looked = timedelta()
        self._own = ""

    def readiness(self) -> Readiness:
        """Whether the model's files and the packages are there."""
        return self._ear.readiness()

    def start(self) -> None:
        """Load the model, 1 s; raises ModelError when it is missing, damaged or another one."""
        if self._networks:
            return
        self._ear.start()
        try:
            self._networks = self._fitting(load())
        except ModelError:
            self._ear.close()
            raise

    def accept(self, chunk: Samples, *, voiced: bool) -> Intent | None:
        """Take the next samples; looks at the sound so far when it is time to. Raises ModelError."""
        if not len(chunk):
            return None
        self._keep(chunk)
        return self._look() if self._due(duration_of(chunk), voiced=voiced) else None

    def own_words(self, text: str | None) -> None:
        """The words in `text` are the robot's own until it says other ones, or none."""
        self._own = "" if text is None else text.lower()

    def reset(self) -> None:
        """Forget the sound so far."""
        self._sound.clear()
        self._speaking, self._silent, self._looked = timedelta(), timedelta.max, timedelta()

    def close(self) -> None:
        """Give up the model's memory."""
        self._ear.close()
        self._networks = ()
        self.reset()

    def _fitting(self, networks: tuple[Weights, ...]) -> tuple[Weights, ...]:
        """`networks`; raises ModelError unless they were made for this model."""
        frames = self._ear.encoded(np.zeros(_WINDOW, dtype=np.int16))
        if any(frames.shape[1:] != weights.hidden.shape[:1] for weights in networks):
            raise ModelError(self._ear.damaged())
        return networks

    def _keep(self, chunk: Samples) -> None:
        self._sound.append(chunk)
        spare = sum(len(piece) for piece in self._sound) - _WINDOW
        while spare >= len(self._sound[0]):
            spare -= len(self._sound.popleft())

    def _due(self, lasting: timedelta, *, voiced: bool) -> bool:
        """Count how long somebody speaks or pauses; whether it is time to look."""
        options = self._options
        self._looked += lasting
        if voiced:
            if self._silent > max(options.pauses):
                self._speaking = timedelta()
            self._speaking += lasting
            self._silent = timedelta()
            return self._speaking >= options.soonest and self._looked >= options.every
        if self._silent == timedelta.max:
            return False
        before, self._silent = self._silent, self._silent + lasting
        return any(before < pause <= self._silent for pause in options.pauses)

    def _look(self) -> Intent | None:
        assert self._networks, "start was not called"
        self._looked = timedelta()
        window = np.concatenate(self._sound)[-_WINDOW:]
        if int(np.abs(window.astype(np.int32)).max()) < _FAINTEST:
            return None
        frames = self._ear.encoded(window)
        proposed = self._proposed(probabilities(self._networks, frames))
        if proposed is None or not self._sure(frames, *proposed):
            return None
        self._sound.clear()
        return Intent(name=proposed[0].intent)

    def _proposed(self, likely: Floats) -> tuple[Cry, float] | None:
        """The likeliest cry and how likely its intent is; what the robot itself says just now does not count."""
        told = [
            (cry, share)
            for (word, cry), share in zip(WORDS.items(), likely.tolist(), strict=True)
            if cry is not None and word not in self._own
        ]
        best, _ = max(told, key=lambda each: each[1])
        share = math.fsum(share for cry, share in told if cry.intent == best.intent)
        return (best, share) if share >= self._options.proposed else None

    def _sure(self, frames: Floats, cry: Cry, share: float) -> bool:
        """Whether network and decoder together make the cry likely enough."""
        options = self._options
        odds = math.log(max(share, _LEAST_PROBABILITY) / max(1 - share, _LEAST_PROBABILITY))
        fit = self._ear.fit(frames, cry.written, cry.language)
        evidence = odds + options.against * min(fit, 0.0)
        if self._silent > timedelta() and self._speaking <= options.alone:
            needed = options.needed_soon if self._silent < options.pauses[1] else options.needed_alone
            return evidence + options.for_it * min(max(fit, 0.0), options.best_fit) >= needed
        return evidence >= options.needed_within
