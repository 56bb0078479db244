"""Recordings with what is said in them: the rows of a manifest, and sounds mixed with noise."""

import hashlib
import math
import wave
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np

from carebot.bench._rows import lines_of, object_in
from carebot.core.language import Language, Text
from dialogue.base import CHUNK_SAMPLES, SAMPLE_RATE_HZ, Samples
from dialogue.pinyin import han
from dialogue.sound import decode
from dialogue.vad import VoiceActivity

MANIFEST: Final = "manifest.jsonl"
NOISE: Final = "noise"
SNR_DB: Final = 10.0
_VOICED: Final = 0.5
_PHRASE_SYLLABLES: Final = 8
_PHRASES_AT_LEAST: Final = 5
_LOUDEST: Final = 32767


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One recording. What is expected is a `text`, or `slots` of an `intent`; nothing where it has neither."""

    file: str
    language: Language
    text: str = ""
    intent: str = ""
    slots: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    source: str = ""


def read_rows(folder: Path) -> list[Row | Text]:
    """The rows of a folder's manifest, and for each line that is none what is wrong with it; raises SettingsError."""
    lines = lines_of(folder / MANIFEST)
    return [row_of(line, number) for number, line in enumerate(lines, start=1) if line.strip()]


def row_of(line: str, number: int) -> Row | Text:
    """The row in `line`, or what is wrong with it."""
    given = object_in(line, number, "file")
    if isinstance(given, Text):
        return given
    if given.get("language") not in list(Language):
        return Text(
            zh=f"第 {number} 行的 language 只能是 zh 或 en。", en=f"In line {number}, 'language' can only be zh or en."
        )
    slots = given.get("slots", {})
    if not isinstance(slots, dict) or not all(isinstance(value, str) for value in slots.values()):
        return Text(zh=f"第 {number} 行的 slots 不是文字表。", en=f"In line {number}, 'slots' is no table of texts.")
    return Row(
        file=given["file"],
        language=Language(given["language"]),
        text=str(given.get("text") or ""),
        intent=str(given.get("intent") or ""),
        slots=MappingProxyType({name: value.strip() for name, value in slots.items()}),
        source=str(given.get("source") or ""),
    )


def phrases_of(rows: Sequence[Row]) -> dict[str, frozenset[str]]:
    """The closed sets by their sources: several short Mandarin texts that are at least half of what a source holds."""
    texts: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.language is Language.ZH and row.text and not row.slots:
            texts[row.source].append(row.text)
    short = {source: [text for text in each if len(han(text)) <= _PHRASE_SYLLABLES] for source, each in texts.items()}
    return {
        source: frozenset(phrases)
        for source, phrases in short.items()
        if len(phrases) >= max(_PHRASES_AT_LEAST, len(texts[source]) / 2)
    }


def noises_of(folder: Path) -> dict[str, Samples]:
    """The noises of a folder by their names; raises DeviceError for one that is no sound."""
    return {file.stem: decode(file) for file in sorted((folder / NOISE).glob("*.wav"))}


class Mixer:
    """Mixes speech with noise, the same way each time."""

    def __init__(self) -> None:
        self._activity = VoiceActivity()

    def start(self) -> None:
        """Load the detector of speech."""
        self._activity.start()

    def mixed(self, speech: Samples, noise: Samples, name: str) -> Samples:
        """`speech` with `noise` SNR_DB below the level that it has where somebody speaks.

        The piece of noise depends on `name` alone. What would clip is made softer as a whole.
        """
        start = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") % len(noise)
        piece = np.resize(np.roll(noise, -start), len(speech)).astype(np.float64)
        power = float(np.mean(np.square(piece)))
        scale = math.sqrt(self._spoken_power(speech) / power / 10 ** (SNR_DB / 10)) if power else 0.0
        both = speech + scale * piece
        loudest = float(np.abs(both).max(initial=0.0))
        mixed: Samples = (both * min(1.0, _LOUDEST / max(loudest, 1.0))).astype(np.int16)
        return mixed

    def _spoken_power(self, speech: Samples) -> float:
        """The mean power of what is speech; of all where nothing is."""
        self._activity.reset()
        whole = len(speech) // CHUNK_SAMPLES * CHUNK_SAMPLES
        chunks = speech[:whole].reshape(-1, CHUNK_SAMPLES)
        spoken = [chunk for chunk in chunks if self._activity.probability(chunk) >= _VOICED] or [speech]
        return float(np.mean(np.square(np.concatenate(spoken).astype(np.float64))))


def write_wav(path: Path, samples: Samples) -> None:
    """Write 16 kHz mono sound."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE_HZ)
        file.writeframes(samples.tobytes())
