"""What the network learns from: what Whisper's encoder makes of a second and a half around each cry, and of all else.

Each clip draws from a generator of its own, so that the windows are the same however often the making was broken off.
"""

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from dialogue._cry_classifier import WINDOW_S, WORDS
from dialogue.base import Samples
from dialogue.whisper_ear import WhisperEar
from tools.stop_words.clips import SHORT, SLOW, Clip, listed, sound_of
from tools.stop_words.scenes import RATE_HZ, Scene, preceded, scene, trimmed
from tools.stop_words.sounds import Sound

_WINDOW: Final = round(WINDOW_S * RATE_HZ)
_BEFORE: Final = (20_000, 24_000)
_AFTER: Final = 9_000
_LATE: Final = (400, 8_000)
"""How many samples after a cry's end it is looked at: 25 to 500 ms."""
_TIMES_NATURAL, _TIMES_ROBOTIC = 12, 5
_TIMES_OTHER: Final = 2
"""In how many scenes a cry is put, and what is none: there are many times as many wordings of that."""
_TIMES_SHORT: Final = 2
"""What is short, so many times as often as the others."""
_HALF: Final = 0.2
"""The share of cries in the middle of which it is looked as well: half a word is none."""
_MOST: Final = 5
_BABBLERS: Final = 200

_NUMBERS: Final = {word: number for number, word in enumerate(WORDS)}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Learned:
    """Frames (windows, frames, width) and the number in WORDS of what was just cried in each window."""

    frames: npt.NDArray[np.float16]
    words: npt.NDArray[np.int64]


Window = tuple[npt.NDArray[np.float16], int]
"""Frames in pairs, and the number of the word."""


def make(clips: Path, model: Path, folder: Path, seconds: float, go: int = 0) -> bool:
    """Make the parts that are missing for at most so many `seconds` of computing; whether none is missing any more.

    Each `go` draws scenes of its own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    until_s = time.process_time() + seconds
    ear = WhisperEar(model)
    ear.start()
    everything = listed(clips, aside=False)
    talking = [clip for clip in everything if not _NUMBERS[clip.word] and not clip.voice.startswith(SLOW)]
    others = [trimmed(sound_of(clips, clip)) for clip in talking[:_BABBLERS]]
    missing = [voice for voice in sorted({clip.voice for clip in everything}) if not _part(folder, voice).exists()]
    for number, voice in enumerate(missing, start=1):
        theirs = [clip for clip in everything if clip.voice == voice]
        store(_part(folder, voice), [found for clip in theirs for found in _of(clip, clips, others, ear, go)])
        _log.info("%s: %d clips", voice, len(theirs))
        if time.process_time() > until_s:
            return number == len(missing)
    return True


def read(folder: Path) -> Learned:
    """All windows."""
    parts = [np.load(path) for path in sorted(folder.glob("*.npz")) if not path.name.startswith("unfinished")]
    return Learned(
        frames=np.concatenate([part["frames"] for part in parts]),
        words=np.concatenate([part["words"] for part in parts]),
    )


def _part(folder: Path, voice: str) -> Path:
    return folder / f"{voice}.npz"


def store(path: Path, found: Sequence[Window]) -> None:
    """Write the windows of a part; half a file is never taken for one."""
    unfinished = path.with_name(f"unfinished-{path.name}")
    np.savez(unfinished, frames=np.stack([frames for frames, _ in found]), words=np.array([word for _, word in found]))
    unfinished.rename(path)


def _of(clip: Clip, folder: Path, others: Sequence[Sound], ear: WhisperEar, go: int) -> Iterator[Window]:
    """The windows of one clip as pairs of frames, averaged as the classifier does it, and their words."""
    drawn = np.random.default_rng([int(clip.file[:12], 16), go])
    for window, word in _looks(clip, trimmed(sound_of(folder, clip)), others, drawn):
        encoded = ear.encoded(window)
        yield encoded[: len(encoded) // 2 * 2].reshape(-1, 2, encoded.shape[1]).mean(axis=1).astype(np.float16), word


def _looks(
    clip: Clip, sound: Sound, others: Sequence[Sound], drawn: np.random.Generator
) -> Iterator[tuple[Samples, int]]:
    """After a cry and in the middle of it; at the end of what is no cry, and anywhere in it."""
    word = _NUMBERS[clip.word]
    for _ in range(_times(clip)):
        heard = scene(sound, int(drawn.integers(*_BEFORE)), _AFTER, others, drawn)
        if drawn.random() < 0.25:
            heard = preceded(heard, others[int(drawn.integers(len(others)))], int(drawn.integers(3_200, 9_000)))
        yield _window(heard, heard.end + int(drawn.integers(*_LATE))), word
        if word:
            if drawn.random() < _HALF:
                yield _window(heard, heard.start + int((heard.end - heard.start) * drawn.uniform(0.2, 0.5))), 0
            continue
        for _ in range(min(_MOST, len(sound) // _WINDOW + int(drawn.random() < 0.4))):
            yield _window(heard, int(drawn.integers(heard.start + 2_000, max(heard.end, heard.start + 2_001)))), 0


def _times(clip: Clip) -> int:
    """In how many scenes a clip is put."""
    if not _NUMBERS[clip.word]:
        return _TIMES_OTHER
    return (_TIMES_NATURAL if clip.natural else _TIMES_ROBOTIC) * (_TIMES_SHORT if clip.word in SHORT else 1)


def _window(heard: Scene, end: int) -> Samples:
    window: Samples = heard.samples[max(0, end - _WINDOW) : end].astype(np.int16)
    return window
