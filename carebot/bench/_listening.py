"""Hearing recordings one after the other as the robot would, with engines that stay loaded between them."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from carebot.assembly.hearing import build_recognizers
from carebot.bench._interpreting import hearing_of
from carebot.bench._recordings import write_wav
from carebot.core.errors import ModelError
from carebot.core.intents import Intent
from carebot.core.language import Language, Text
from carebot.settings import Settings
from dialogue.base import Heard, Interpreter, Readiness, Recognizer, Samples
from dialogue.hear import hear

_NONE: Final = Text(
    zh="没有可用的语音识别。请运行：carebot models install", en="There is no recogniser. Run: carebot models install"
)
_HEARINGS: Final = 8
"""How many ways to hear an utterance are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listened:
    """What a recording may have said, the likeliest first and empty for nothing, what it meant, and what it cost."""

    hearings: tuple[str, ...]
    meant: tuple[Intent, ...]
    cpu_s: float

    @property
    def text(self) -> str:
        """The likeliest words."""
        return self.hearings[0] if self.hearings else ""

    @property
    def intents(self) -> tuple[str, ...]:
        """The names of what it meant."""
        return tuple(intent.name for intent in self.meant)


class KeptOpen(Recognizer):
    """A recogniser that stays loaded from one recording to the next."""

    def __init__(self, recognizer: Recognizer) -> None:
        self._recognizer = recognizer
        self.name = recognizer.name
        self.languages = recognizer.languages

    def readiness(self) -> Readiness:
        """As the recogniser says."""
        return self._recognizer.readiness()

    def start(self) -> None:
        """Load the engine, the first time."""
        self._recognizer.start()

    def tell(self, words: Sequence[str]) -> None:
        """These words are likely in the next recordings."""
        self._recognizer.expect(words)

    def expect(self, words: Sequence[str]) -> None:
        """Nobody waits for an answer while recordings are heard: what they were told to hold stays likely."""

    def recognize(self, samples: Samples, language: Language | None) -> Heard | None:
        """As the recogniser does."""
        return self._recognizer.recognize(samples, language)

    def close(self) -> None:
        """Stay loaded."""


class Listener:
    """The recognisers and the interpreter of the robot of these settings; mixed sounds are laid down in `folder`."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._settings = settings
        self._folder = folder
        self._recognizers: list[KeptOpen] = []
        self._interpreter: Interpreter | None = None

    def start(self) -> None:
        """Load everything; raises ModelError where there is no recogniser, SettingsError for a wrong sentence."""
        hearing = hearing_of(self._settings, by_meaning=self._settings.speech.by_meaning)
        recognizers, reason = build_recognizers(self._settings, hearing.known)
        if not recognizers:
            raise ModelError(reason or _NONE)
        self._recognizers = [KeptOpen(recognizer) for recognizer in recognizers]
        for recognizer in self._recognizers:
            if recognizer.readiness().ready:
                recognizer.start()
        hearing.interpreter.start()
        self._interpreter = hearing.interpreter

    def listen(self, sound: Path | Samples, language: Language | None, expected: Sequence[str]) -> Listened:
        """Hear a file or a sound while `expected` is likely to be said; raises DeviceError or ModelError."""
        assert self._interpreter is not None, "start was not called"
        path = sound if isinstance(sound, Path) else self._laid_down(sound)
        for recognizer in self._recognizers:
            recognizer.tell(expected)
        began_s = time.process_time()
        report = asyncio.run(hear(path, language, self._recognizers, self._interpreter))
        return Listened(
            hearings=joined([each.heard for each in report.utterances]),
            meant=tuple(
                each.interpretation.intent for each in report.utterances if each.interpretation.intent is not None
            ),
            cpu_s=time.process_time() - began_s,
        )

    def _laid_down(self, samples: Samples) -> Path:
        path = self._folder / "mixed.wav"
        write_wav(path, samples)
        return path


def joined(utterances: Sequence[Heard]) -> tuple[str, ...]:
    """The utterances of a recording in one text, once for each rank of their alternatives."""
    heard = [(each.text, *each.alternatives) for each in utterances]
    ranks = range(min(_HEARINGS, max(map(len, heard), default=0)))
    return tuple(" ".join(texts[min(rank, len(texts) - 1)] for texts in heard) for rank in ranks)
