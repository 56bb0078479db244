"""A word that wakes: heard in running sound by an engine of its own, where the robot is to wait for its name.

It only opens a talk; what was said before it is not heard, and where it fails the names in the recognised words count.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from carebot.core.errors import ModelError
from carebot.core.intents import Intent
from carebot.core.language import Text
from dialogue._packages import importing
from dialogue.base import Readiness, Samples, Spotter

if TYPE_CHECKING:
    from pymicro_wakeword import MicroWakeWord as Engine
    from pymicro_wakeword import MicroWakeWordFeatures as Features

_PACKAGE: Final = "pymicro_wakeword"
_NOT_INSTALLED: Final = Text(
    zh="没有装唤醒词引擎，只按听到的名字应答。请安装 carebot[wake-word]。",
    en="The wake word engine is not installed, so only names that are recognised count. Install carebot[wake-word].",
)


class WakeWord(ABC):
    """Listens for one word in running sound. Blocking; owned by one thread."""

    @abstractmethod
    def readiness(self) -> Readiness:
        """Whether `start` will succeed."""

    @abstractmethod
    def start(self) -> None:
        """Load the engine; raises ModelError."""

    @abstractmethod
    def accept(self, chunk: Samples) -> bool:
        """Take the next samples; whether the word was just spoken. Raises ModelError when the engine breaks down."""

    @abstractmethod
    def close(self) -> None:
        """Give up the engine's memory."""


class MicroWakeWord(WakeWord):
    """microWakeWord by pymicro-wakeword (Apache-2.0): `model` is one that comes with it, or a JSON file of another.

    Its own are English: okay_nabu, hey_jarvis, hey_mycroft, alexa. A word is told once for each time it is spoken.
    """

    def __init__(self, model: str) -> None:
        self._model = model
        self._engine: Engine | None = None
        self._features: Features | None = None
        self._heard = False

    def readiness(self) -> Readiness:
        """Whether the package is installed and the model is there."""
        spec = find_spec(_PACKAGE)
        if spec is None or spec.origin is None:
            return Readiness(ready=False, detail=_NOT_INSTALLED)
        if not self._file(Path(spec.origin).parent).is_file():
            return Readiness(ready=False, detail=_no_model(self._model))
        return Readiness(
            ready=True, detail=Text(zh=f"唤醒词 {self._model} 可用", en=f"the wake word {self._model} is ready")
        )

    def start(self) -> None:
        """Load engine and model; raises ModelError when one of them is missing or damaged."""
        readiness = self.readiness()
        if not readiness.ready:
            raise ModelError(readiness.detail)
        with importing(_PACKAGE):
            from pymicro_wakeword import MicroWakeWord as Loaded
            from pymicro_wakeword import MicroWakeWordFeatures
            from pymicro_wakeword import __file__ as package
        try:
            self._engine = Loaded.from_config(self._file(Path(package).parent))
            self._features = MicroWakeWordFeatures()
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise ModelError(_no_model(self._model)) from error

    def accept(self, chunk: Samples) -> bool:
        """Take the next samples; true once for each time that the word is spoken."""
        assert self._engine is not None, "start was not called"
        assert self._features is not None
        found = [self._engine.process_streaming(one) for one in self._features.process_streaming(chunk.tobytes())]
        before, self._heard = self._heard, any(found) if found else self._heard
        return self._heard and not before

    def close(self) -> None:
        """Give up the model's memory."""
        if self._engine is not None:
            self._engine.close()
        self._engine = self._features = None

    def _file(self, package: Path) -> Path:
        own = package / "models" / f"{self._model}.json"
        return own if own.is_file() else Path(self._model)


class Waking(Spotter):
    """A spotter with a wake word beside it: `called` is called, in the thread of whoever listens, when it was spoken.

    Where the wake word cannot be had or breaks down, `failed` is told why and stop words are listened for as ever.
    """

    def __init__(
        self,
        spotter: Spotter | None,
        wake_word: WakeWord,
        called: Callable[[], None],
        failed: Callable[[Text], None],
    ) -> None:
        self._spotter = spotter
        self._wake_word = wake_word
        self._called = called
        self._failed = failed
        self._awake = False

    def readiness(self) -> Readiness:
        """That of the spotter; without one that of the wake word."""
        return (self._spotter or self._wake_word).readiness()

    def start(self) -> None:
        """Load both; raises ModelError only where stop words cannot be heard."""
        try:
            self._wake_word.start()
            self._awake = True
        except ModelError as error:
            self._failed(error.text)
        if self._spotter is not None:
            self._spotter.start()

    def accept(self, chunk: Samples, *, voiced: bool) -> Intent | None:
        """Stop words first; then whether it was called."""
        intent = None if self._spotter is None else self._spotter.accept(chunk, voiced=voiced)
        if self._awake:
            try:
                if self._wake_word.accept(chunk):
                    self._called()
            except ModelError as error:
                self._awake = False
                self._failed(error.text)
        return intent

    def own_words(self, text: str | None) -> None:
        """Tell the spotter what the robot itself says."""
        if self._spotter is not None:
            self._spotter.own_words(text)

    def reset(self) -> None:
        """Forget the sound so far."""
        if self._spotter is not None:
            self._spotter.reset()

    def close(self) -> None:
        """Give up the memory of both."""
        self._wake_word.close()
        if self._spotter is not None:
            self._spotter.close()


def _no_model(model: str) -> Text:
    return Text(
        zh=f"没有可用的唤醒词“{model}”。请写 okay_nabu、hey_jarvis、hey_mycroft、alexa 之一，或一个 JSON 文件。",
        en=f"There is no usable wake word '{model}'. Write one of okay_nabu, hey_jarvis, hey_mycroft, alexa, "
        "or the JSON file of another.",
    )
