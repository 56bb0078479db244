"""Trains dialogue/stop_words.npz from clips: `python -m tools.stop_words.train CLIPS MODEL OUT`.

CLIPS is a folder with clips.jsonl, a line for each sound: its WAV `file` (16 kHz, mono, 16 bits), its `voice`, and the
`word` of dialogue/_cry_classifier.py that is cried in it, "-" for none. MODEL is the folder of Whisper base. Two cores
take a quarter of an hour for ten thousand clips. docs/stop-words.md tells which voices the weights in the house heard.
"""

import argparse
import json
import logging
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from dialogue._cry_classifier import NOTHING, WINDOW_S, WORDS
from dialogue.base import Samples
from dialogue.whisper_ear import WhisperEar
from tools.stop_words.network import Parameters, train
from tools.stop_words.scenes import RATE_HZ, Scene, Sound, preceded, scene, trimmed

_WINDOW: Final = round(WINDOW_S * RATE_HZ)
_BEFORE: Final = (20_000, 24_000)
_AFTER: Final = 9_000
_LATE: Final = (400, 6_000)
"""How many samples after a cry's end it is looked at: 25 to 375 ms."""
_TIMES_CRIED: Final = 2
_BABBLERS: Final = 200
_SEEDS: Final = (0, 1, 2)
"""As many networks are trained, and the best of them on a tenth that none has heard is kept."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clip:
    """One sound; `word` is a number in WORDS, 0 where nobody cries."""

    samples: Sound
    word: int


def main() -> None:
    """Read, train, write, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("clips", "model", "out"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    clips = list(_read(args.clips))
    ear = WhisperEar(args.model, threads=2)
    ear.start()
    frames, words = _windows(clips, ear)
    np.savez(
        args.out,
        allow_pickle=False,
        **{name: values.astype(np.float16) for name, values in _best(frames, words).items()},
    )


def _read(folder: Path) -> Iterator[Clip]:
    numbers = {word: number for number, word in enumerate(WORDS)}
    for line in (folder / "clips.jsonl").read_text(encoding="utf-8").splitlines():
        described = json.loads(line)
        with wave.open(str(folder / described["file"])) as file:
            sound = np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16)
        yield Clip(samples=trimmed(sound), word=numbers[described["word"]])


def _windows(clips: Sequence[Clip], ear: WhisperEar) -> tuple[npt.NDArray[np.float16], npt.NDArray[np.int64]]:
    """What the encoder makes of every window, two frames averaged, and the word that was just cried in it."""
    drawn = np.random.default_rng(3)
    others = [clip.samples for clip in clips if not clip.word][:_BABBLERS]
    frames, words = [], []
    for clip in clips:
        for window, word in _looks(clip, others, drawn):
            encoded = ear.encoded(window)
            frames.append(encoded[: len(encoded) // 2 * 2].reshape(-1, 2, encoded.shape[1]).mean(axis=1))
            words.append(word)
    return np.stack(frames).astype(np.float16), np.array(words)


def _looks(clip: Clip, others: Sequence[Sound], drawn: np.random.Generator) -> Iterator[tuple[Samples, int]]:
    """The windows of one clip: after a cry, in the middle of it, and anywhere in what is no cry."""
    for _ in range(_TIMES_CRIED if clip.word else 1):
        heard = scene(clip.samples, int(drawn.integers(*_BEFORE)), _AFTER, others, drawn)
        if clip.word and drawn.random() < 0.25:
            heard = preceded(heard, others[int(drawn.integers(len(others)))], int(drawn.integers(3_200, 9_000)))
        yield _window(heard, heard.end + int(drawn.integers(*_LATE))), clip.word
        if clip.word:
            if drawn.random() < 0.25:
                yield _window(heard, heard.start + int((heard.end - heard.start) * drawn.uniform(0.2, 0.5))), 0
            continue
        for _ in range(min(5, len(clip.samples) // _WINDOW + int(drawn.random() < 0.4))):
            yield _window(heard, int(drawn.integers(heard.start + 2_000, max(heard.end, heard.start + 2_001)))), 0


def _window(heard: Scene, end: int) -> Samples:
    window: Samples = heard.samples[max(0, end - _WINDOW) : end].astype(np.int16)
    return window


def _best(frames: npt.NDArray[np.float16], words: npt.NDArray[np.int64]) -> Parameters:
    """The best of several networks by the share of unheard cries that each finds surest."""
    aside = np.random.default_rng(5).random(len(words)) < 0.1
    found = [train(frames[~aside], words[~aside], seed) for seed in _SEEDS]
    scores = [_right(parameters, frames[aside], words[aside]) for parameters in found]
    _log.info("right on a tenth that was set aside, by seed: %s; words: %s", scores, np.bincount(words).tolist())
    return found[int(np.argmax(scores))]


def _right(parameters: Parameters, frames: npt.NDArray[np.float16], words: npt.NDArray[np.int64]) -> float:
    hidden = np.maximum(frames.astype(np.float32) @ parameters["hidden"] + parameters["hidden_bias"], 0)
    powers = np.exp(hidden @ parameters["attention"])
    counting = powers / powers.sum(axis=1, keepdims=True)
    told = ((counting * (hidden @ parameters["evidence"])).sum(axis=1) + parameters["bias"]).argmax(axis=1)
    return round(float((told == words).mean()), 4)


if __name__ == "__main__":
    assert next(iter(WORDS)) == NOTHING, "number 0 is nothing"
    main()
