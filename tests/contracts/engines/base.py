"""What the contract suites need of a speech engine: its model, the engine over any folder, and what it is to be given.

Engines are found in the code, so that a new one without a harness fails the suite.
"""

import importlib
import inspect
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Final, Generic, TypeGuard, TypeVar

import numpy as np
import pytest

import dialogue
from carebot.core.intents import Intent
from carebot.core.language import Language
from carebot.plugins import PluginFolder
from dialogue.base import SAMPLE_RATE_HZ, Recognizer, Samples, Speech, Spotter, Voice
from dialogue.sound import resample
from tests.dialogue.conftest import silence

Engine = Recognizer | Voice | Spotter
KINDS: Final = (Recognizer, Voice, Spotter)

EngineT = TypeVar("EngineT", bound=Engine)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Said:
    """An utterance, and words that stand in it: lower case, as the recogniser writes them."""

    samples: Samples
    words: str


class EngineHarness(ABC, Generic[EngineT]):
    """One engine under test. Its name is its module's name, which is the engine's.

    `package` is the module of its maker, which it cannot do without; empty for none. `files` are those that make a
    folder its model, and `checked` those of them and others that it must not start with when they are damaged.
    """

    package: ClassVar[str] = ""
    files: ClassVar[Sequence[str]] = ()
    checked: ClassVar[Sequence[str]] = ()

    @abstractmethod
    def model(self) -> Path:
        """The folder of its model on this machine; skips the test where there is none."""

    @abstractmethod
    def engine(self, folder: Path, patch: pytest.MonkeyPatch) -> EngineT:
        """The engine, not started, with `folder` for its model."""

    @abstractmethod
    def works(self, engine: EngineT) -> bool:
        """Whether the started `engine` does what it is for."""


class RecognizerHarness(EngineHarness[Recognizer]):
    """A recogniser under test. `dithers` says that it adds noise of its own, so that no two results are quite alike."""

    dithers: ClassVar[bool] = False

    @abstractmethod
    def said(self, language: Language) -> Said:
        """Something said in `language`; skips the test where no voice is installed that it understands."""

    def works(self, engine: Recognizer) -> bool:
        """It understands what is said to it."""
        language = min(engine.languages)
        said = self.said(language)
        heard = engine.recognize(said.samples, language)
        return heard is not None and said.words in heard.text.lower()


class VoiceHarness(EngineHarness[Voice]):
    """A voice under test. `jobs` says that each text is spoken by a process of its own."""

    jobs: ClassVar[bool] = False

    def works(self, engine: Voice) -> bool:
        """It speaks."""
        text = {Language.ZH: "你好，早上好。", Language.EN: "Hello, good morning."}
        return all(loud(engine.synthesize(text[language], language).samples) for language in engine.languages)


class SpotterHarness(EngineHarness[Spotter]):
    """A spotter under test."""

    @abstractmethod
    def cries(self) -> Sequence[tuple[Samples, Intent]]:
        """Cries that it has to spot, with what they mean; at least one for stop and one for help."""

    @abstractmethod
    def talk(self) -> Sequence[Samples]:
        """Ordinary words said alone, which it has to let pass."""

    def works(self, engine: Spotter) -> bool:
        """It spots a cry."""
        samples, intent = self.cries()[0]
        return spotted(engine, samples) == [intent]


HARNESSES: Final[PluginFolder[EngineHarness[Any]]] = PluginFolder(package="tests.contracts.engines", base=EngineHarness)


@cache
def engines() -> dict[str, type[Engine]]:
    """Every engine in the code by its module's name; fails when a module holds more than one."""
    found: dict[str, type[Engine]] = {}
    for item in pkgutil.iter_modules(dialogue.__path__):
        module = importlib.import_module(f"dialogue.{item.name}")
        for candidate in vars(module).values():
            if _is_engine(candidate) and candidate.__module__ == module.__name__:
                assert item.name not in found, f"{module.__name__} holds two engines"
                found[item.name] = candidate
    return found


def names_of(kind: type[Engine]) -> list[str]:
    """The names of all engines of that kind."""
    return sorted(name for name, engine in engines().items() if issubclass(engine, kind))


def harness_of(name: str) -> EngineHarness[Any]:
    """The harness of the engine `name`."""
    return HARNESSES.load(name)()


def utterance(speech: Speech) -> Samples:
    """`speech` as a recogniser gets it: 16 kHz, with the silence around it that an utterance has."""
    sound = resample(speech.samples, speech.rate_hz, SAMPLE_RATE_HZ)
    return np.concatenate([silence(0.3), sound, silence(0.7)])


def loud(samples: Samples) -> bool:
    """Whether there is sound in it that can be heard: a tenth of full scale and more."""
    return len(samples) > 0 and int(np.abs(samples.astype(np.int32)).max()) >= 3277


def noise(seconds: float, *, scale: float) -> Samples:
    """White noise of the standard deviation `scale`, the same each time."""
    drawn = np.random.default_rng(20260301).normal(scale=scale, size=round(seconds * SAMPLE_RATE_HZ))
    sound: Samples = np.clip(drawn, -32768, 32767).astype(np.int16)
    return sound


def spotted(spotter: Spotter, samples: Samples) -> list[Intent]:
    """What `spotter` spots in `samples` in a quiet room, with the voice activity that the ears give it."""
    from dialogue.microphone import Chunker
    from dialogue.vad import VoiceActivity

    activity = VoiceActivity()
    activity.start()
    chunks = Chunker().feed(np.concatenate([noise(0.5, scale=20), samples, noise(0.8, scale=20)]))
    found = [spotter.accept(chunk, voiced=activity.probability(chunk) >= 0.5) for chunk in chunks]
    return [intent for intent in found if intent is not None]


def _is_engine(candidate: object) -> TypeGuard[type[Engine]]:
    return isinstance(candidate, type) and issubclass(candidate, KINDS) and not inspect.isabstract(candidate)
