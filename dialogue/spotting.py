"""Several spotters as one, in a thread of their own: whoever listens is never held up by what they compute.

A word that several of them hear is told once.
"""

import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from carebot.core.errors import ModelError
from carebot.core.intents import Intent
from carebot.core.language import Text
from dialogue.base import Readiness, Samples, Spotter, duration_of

_BROKE_DOWN: Final = Text(zh="听停止词的程序断了。", en="What listens for stop words broke down.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`beside`: compute in a thread, as with a microphone; otherwise in `accept`, for recordings and simulated time.

    What waits for the thread is no longer than `waiting`; when it falls behind, older sound is given up for newer.
    The same intent is not told twice `within` this much sound.
    """

    beside: bool = True
    waiting: timedelta = timedelta(seconds=2)
    within: timedelta = timedelta(seconds=1)


class Spotting(Spotter):
    """Joins spotters in their order; one that cannot be started, or breaks down, is left out."""

    def __init__(self, spotters: Sequence[Spotter], options: Options) -> None:
        self._spotters = tuple(spotters)
        self._options = options
        self._started: list[Spotter] = []
        self._left_out: Text | None = None
        self._thread: threading.Thread | None = None
        self._changed = threading.Condition()
        self._ending = False
        self._torn = False
        self._times_reset = 0
        self._waiting: deque[tuple[Samples, bool]] = deque()
        self._found: deque[Intent] = deque()
        self._heard = timedelta()
        self._told: dict[str, timedelta] = {}

    def readiness(self) -> Readiness:
        """That of the first spotter that is ready; else why none is. One that broke down is none that is ready."""
        if self._left_out is not None and not self._started:
            return Readiness(ready=False, detail=self._left_out)
        if self._thread is not None and not self._thread.is_alive():
            return Readiness(ready=False, detail=_BROKE_DOWN)
        found = [spotter.readiness() for spotter in self._spotters]
        return next((each for each in found if each.ready), found[0])

    def start(self) -> None:
        """Load every engine that can be; raises the first ModelError when none can."""
        if self._started:
            return
        failed: list[ModelError] = []
        for spotter in self._spotters:
            try:
                spotter.start()
            except ModelError as error:
                failed.append(error)
            else:
                self._started.append(spotter)
        if not self._started:
            raise failed[0]
        self._left_out = failed[0].text if failed else None
        if self._options.beside:
            self._ending = False
            self._thread = threading.Thread(target=self._work, name="spotting", daemon=True)
            self._thread.start()

    def accept(self, chunk: Samples, *, voiced: bool) -> Intent | None:
        """Take the next samples; beside, what was found in earlier ones is given."""
        if not self._options.beside:
            return self._hear(chunk, voiced=voiced)
        with self._changed:
            self._waiting.append((chunk, voiced))
            while sum((duration_of(sound) for sound, _ in self._waiting), timedelta()) > self._options.waiting:
                self._waiting.popleft()
                self._torn = True
            self._changed.notify()
            return self._found.popleft() if self._found else None

    def own_words(self, text: str | None) -> None:
        """Tell every spotter what the robot itself says."""
        for spotter in self._spotters:
            spotter.own_words(text)

    def reset(self) -> None:
        """Forget the sound so far, and what was found in it."""
        with self._changed:
            self._waiting.clear()
            self._found.clear()
            self._times_reset += 1
            self._torn = True
        if not self._options.beside:
            self._mend()

    def close(self) -> None:
        """End the thread, however much it computes, and give up the engines' memory."""
        with self._changed:
            self._ending = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        for spotter in self._started:
            spotter.close()
        self._started.clear()
        self.reset()

    def _work(self) -> None:
        """In the thread: hear what waits, chunk by chunk, until it is to end."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._ending or self._waiting)
                if self._ending:
                    return
                chunk, voiced = self._waiting.popleft()
                times_reset = self._times_reset
            intent = self._hear(chunk, voiced=voiced)
            with self._changed:
                if intent is not None and times_reset == self._times_reset:
                    self._found.append(intent)

    def _hear(self, chunk: Samples, *, voiced: bool) -> Intent | None:
        if self._torn:
            self._mend()
        self._heard += duration_of(chunk)
        found: list[Intent] = []
        for spotter in tuple(self._started):
            try:
                intent = spotter.accept(chunk, voiced=voiced)
            except ModelError as error:
                self._started.remove(spotter)
                self._left_out = error.text
            else:
                found += [] if intent is None else [intent]
        return next((intent for intent in found if self._new(intent)), None)

    def _new(self, intent: Intent) -> bool:
        """Whether `intent` was not told just now."""
        told = self._told.get(intent.name)
        if told is not None and self._heard - told < self._options.within:
            return False
        self._told[intent.name] = self._heard
        return True

    def _mend(self) -> None:
        """Let every engine forget sound that the next chunk does not follow."""
        with self._changed:
            self._torn = False
            self._told.clear()
        for spotter in self._started:
            spotter.reset()
