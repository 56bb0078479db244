"""Speech kept on disk, for phrases that must be there at once: nothing damaged leaves it, and it never grows for ever.

Only what is the same for everybody belongs here: the files outlive the conversation.
"""

import hashlib
import io
import shutil
import wave
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from carebot.core.language import Language
from dialogue._pauses import sentences_of
from dialogue.base import Manner, Speech

_DIGEST_BYTES: Final = 32
_SUFFIX: Final = ".speech"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What is to be there: a text, and how it is to be spoken."""

    text: str
    language: Language
    manner: Manner


def phrases_of(text: str, language: Language, manner: Manner) -> tuple[Phrase, ...]:
    """`text` as the mouth says it: sentence by sentence."""
    return tuple(Phrase(text=part, language=language, manner=manner) for part in sentences_of(text) or (text,))


class Shelf:
    """The phrases of one voice, in a folder of its own. `identity` names engine, settings and version at once."""

    def __init__(self, folder: Path, identity: str) -> None:
        self._root = folder
        self.name = _digest(identity.encode()).hex()[:32]
        self._folder = folder / self.name

    def get(self, phrase: Phrase) -> Speech | None:
        """The sound of `phrase`; None when it is not there, or is not what was put there, and then it is gone."""
        path = self._path(phrase)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        digest, sound = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
        if digest != _digest(sound):
            path.unlink(missing_ok=True)
            return None
        with wave.open(io.BytesIO(sound)) as file:
            samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(np.int16)
            return Speech(samples=samples, rate_hz=file.getframerate())

    def put(self, phrase: Phrase, speech: Speech) -> None:
        """Keep the sound of `phrase`, whole or not at all; raises OSError when the disk does not take it."""
        held = io.BytesIO()
        with wave.open(held, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(speech.rate_hz)
            file.writeframes(speech.samples.astype("<i2").tobytes())
        sound = held.getvalue()
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(phrase)
        part = path.with_suffix(".part")
        part.write_bytes(_digest(sound) + sound)
        part.replace(path)

    def holds_any(self) -> bool:
        """Whether anything is there."""
        return any(self._folder.glob(f"*{_SUFFIX}"))

    def keep_only(self, phrases: Collection[Phrase]) -> None:
        """Throw away what is none of `phrases`; raises OSError when the disk does not let go."""
        wanted = {self._path(phrase) for phrase in phrases}
        for path in self._folder.glob("*"):
            if path not in wanted:
                path.unlink(missing_ok=True)

    def _path(self, phrase: Phrase) -> Path:
        spoken = (phrase.text, phrase.language.value, phrase.manner.rate, phrase.manner.pause.total_seconds())
        return self._folder / f"{_digest(repr(spoken).encode(errors='surrogatepass')).hex()}{_SUFFIX}"


def forget_others(folder: Path, shelves: Collection[Shelf]) -> None:
    """Throw away the shelves of voices that are none of these; raises OSError when the disk does not let go."""
    kept = {shelf.name for shelf in shelves}
    for old in folder.iterdir() if folder.is_dir() else ():
        if old.is_dir() and old.name not in kept:
            shutil.rmtree(old)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
