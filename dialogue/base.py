"""What hearing and speaking are made of: recognisers, interpreters and voices, and what passes between them.

Sound inside carebot is 16 kHz mono int16; whoever brings other sound converts it at its own edge.
"""

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import numpy as np
import numpy.typing as npt

from carebot.core.intents import Candidate, Intent
from carebot.core.language import Language, Text

SAMPLE_RATE_HZ: Final = 16_000
CHUNK_SAMPLES: Final = 512
"""The samples of one chunk: the window of the voice activity detector, 32 ms."""

CHUNK: Final = timedelta(seconds=CHUNK_SAMPLES / SAMPLE_RATE_HZ)
"""How long a chunk sounds."""

Samples = npt.NDArray[np.int16]
"""Sound as a vector of samples, mono, 16 kHz unless a rate stands beside it."""


def duration_of(samples: Samples, rate_hz: int = SAMPLE_RATE_HZ) -> timedelta:
    """How long `samples` sound at `rate_hz`."""
    return timedelta(seconds=len(samples) / rate_hz)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Whether an engine or device can be used, and if not, why and what to do."""

    ready: bool
    detail: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a recogniser made of one utterance. `confidence` is 0 to 1, `duration` that of the sound.

    `alternatives` are other words that it may have been, the likeliest first, for who knows what was to be expected.
    `known` are those of them that are known sentences and fit the sound nearly as well as `text`; `fitting` are those
    of these that fit it at least as well, where that was heard unsurely.
    `foreign` words were spoken in neither language; what stands in `text` is then at best their sound.
    """

    text: str
    language: Language
    confidence: float
    engine: str
    duration: timedelta
    alternatives: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    fitting: tuple[str, ...] = ()
    foreign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Speech:
    """Synthesised sound, mono."""

    samples: Samples
    rate_hz: int

    @property
    def duration(self) -> timedelta:
        """How long it sounds."""
        return duration_of(self.samples, self.rate_hz)


SLOWEST: Final = 0.5
FASTEST: Final = 1.5
LONGEST_PAUSE: Final = timedelta(seconds=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How somebody wants to be spoken to: `rate` of the voice's normal one, and what more to rest between sentences.

    Raises ValueError outside SLOWEST to FASTEST, and for a pause below nothing or above LONGEST_PAUSE.
    """

    rate: float = 1.0
    pause: timedelta = timedelta()

    def __post_init__(self) -> None:
        if not SLOWEST <= self.rate <= FASTEST:
            raise ValueError(f"a rate of {self.rate} is not within {SLOWEST} to {FASTEST}")
        if not timedelta() <= self.pause <= LONGEST_PAUSE:
            raise ValueError(f"a pause of {self.pause} is not within 0 to {LONGEST_PAUSE}")


AS_EVER: Final = Manner()


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """What an utterance asks for. Without an intent it is unclear, and `candidates` are what to ask back about.

    `elsewhere`: it was said to somebody else by name, and asks the robot for nothing.
    """

    intent: Intent | None
    confidence: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    elsewhere: bool = False


class Recognizer(ABC):
    """Turns an utterance into words. Blocking; all calls after construction come from one thread.

    `start` raises ModelError when the engine cannot be used; `readiness` says so beforehand without raising.
    """

    name: str
    languages: frozenset[Language]

    @abstractmethod
    def readiness(self) -> Readiness:
        """Whether `start` will succeed, as far as can be told without loading the engine."""

    @abstractmethod
    def start(self) -> None:
        """Load the engine."""

    def expect(self, words: Sequence[str]) -> None:
        """From now on these words and phrases, in either language, are likelier than others; none ends it.

        Callable from any thread. An engine that cannot be told leaves it at that; other words are never shut out.
        """
        del words

    @abstractmethod
    def recognize(self, samples: Samples, language: Language | None) -> Heard | None:
        """The words in `samples`; None for no words. Without a language the engine decides among its own."""

    @abstractmethod
    def close(self) -> None:
        """Give up the engine's memory."""


class StreamingRecognizer(Recognizer):
    """A recogniser that can follow speech while it goes on."""

    @abstractmethod
    def accept(self, chunk: Samples) -> str:
        """Take the next samples of an utterance; gives the words so far."""

    @abstractmethod
    def finish(self) -> Heard | None:
        """End the utterance; gives its words, None for no words, and is ready for the next."""


class Spotter(ABC):
    """Listens for stop and help words in running sound. Blocking; owned by one thread."""

    @abstractmethod
    def readiness(self) -> Readiness:
        """Whether `start` will succeed."""

    @abstractmethod
    def start(self) -> None:
        """Load the engine; raises ModelError."""

    @abstractmethod
    def accept(self, chunk: Samples, *, voiced: bool) -> Intent | None:
        """Take the next samples, `voiced` telling speech from pauses; gives an intent when a word was just spoken."""

    def own_words(self, text: str | None) -> None:
        """The robot itself says `text` from now on, None when it is silent: its words are not somebody's cry.

        Callable from any thread. A spotter that cannot tell leaves it at that; other words are never shut out.
        """
        del text

    @abstractmethod
    def reset(self) -> None:
        """Forget the sound so far."""

    @abstractmethod
    def close(self) -> None:
        """Give up the engine's memory."""


class Interpreter(ABC):
    """Turns words into what they ask for."""

    @abstractmethod
    def start(self) -> None:
        """Prepare the sentences; raises SettingsError when one is malformed."""

    @abstractmethod
    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """What `text` asks for. `asked` says that a question waits for its answer."""


class Voice(ABC):
    """Turns words into sound. Blocking; callable from any one thread at a time."""

    name: str
    languages: frozenset[Language]

    @abstractmethod
    def readiness(self) -> Readiness:
        """Whether `start` will succeed."""

    @abstractmethod
    def start(self) -> None:
        """Load the engine; raises ModelError or DeviceError."""

    @abstractmethod
    def synthesize(self, text: str, language: Language, *, manner: Manner = AS_EVER) -> Speech:
        """The sound of `text`, spoken in that `manner`; raises DeviceError when no sound comes of it."""

    @abstractmethod
    def close(self) -> None:
        """Give up the engine's memory."""


class AudioSource(ABC):
    """Where sound comes from: a microphone, a recording, the simulated home."""

    @abstractmethod
    def readiness(self) -> Readiness:
        """Whether sound can be had from it."""

    @abstractmethod
    def chunks(self) -> AsyncGenerator[Samples, None]:
        """Chunks of CHUNK_SAMPLES as they become due; ends with the sound, raises DeviceError when it fails."""


class AudioSink(ABC):
    """Where sound goes: a loudspeaker, the ears of a simulated resident."""

    @abstractmethod
    def readiness(self) -> Readiness:
        """Whether somebody near can hear what is played."""

    @abstractmethod
    async def play(self, speech: Speech, *, volume_db: float) -> bool:
        """Play `speech` at `volume_db`, dB(A) at one metre; whether it was played to its end. Raises DeviceError."""

    @abstractmethod
    def stop(self) -> None:
        """Be silent at once. Synchronous, idempotent, callable from any thread."""

    def hush(self, *, hushed: bool) -> None:
        """Be silent for a moment, and go on where it was; for a second at most. Callable from any thread.

        A sink that cannot plays on: whoever hushes it stops it soon, or was wrong.
        """
        del hushed
