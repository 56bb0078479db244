"""Kokoro, a natural voice for Mandarin and English in one, on ONNX Runtime. Optional; its weights are Apache-2.0.

One core speaks about as fast as it is listened to: for phrases made ahead, and machines with cores to spare.
"""

import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from carebot.core.errors import DeviceError, ModelError
from carebot.core.language import Language, Text
from dialogue._kokoro_phonemes import phonemes
from dialogue._packages import importing, without
from dialogue._pauses import sentences_of, with_pauses
from dialogue.base import AS_EVER, Manner, Readiness, Samples, Speech, Voice
from dialogue.text import spell_numbers

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

RATE_HZ: Final = 24_000
_MODEL, _VOCABULARY = "kokoro-v1.0.int8.onnx", "vocab.json"
_STYLE_NUMBERS: Final = 256
"""A speaker's style for each number of phonemes."""
_LONGEST: Final = 400
"""Phonemes that are spoken in one go; the model's memory ends at 510."""
_FULL_SCALE: Final = 32767
_QUIET: Final = 0.01
"""Below this share of full scale is the silence around a sentence, of which this much is kept."""
_KEPT: Final = round(0.08 * RATE_HZ)
_UNREADABLE: Final[tuple[type[Exception], ...]] = (
    RuntimeError,
    ValueError,
    LookupError,
    TypeError,
    OSError,
    EOFError,
    zipfile.BadZipFile,
)
Styles = npt.NDArray[np.float32]
_NO_STYLE: Final[Styles] = np.zeros((1, _STYLE_NUMBERS), dtype=np.float32)
_LARGEST_STYLE: Final = 100.0
"""Real ones stay below 3; what is larger, or no number, is another file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Whose voice and at which pace (below 1 is slower) for each language; and threads."""

    mandarin_speaker: str = "zf_xiaoxiao"
    english_speaker: str = "af_heart"
    mandarin_pace: float = 0.9
    english_pace: float = 0.95
    threads: int = 2


class Kokoro(Voice):
    """Speaks both languages, also mixed in one sentence."""

    name = "kokoro"
    languages = frozenset(Language)

    def __init__(self, folder: Path, options: Options) -> None:
        self._folder = folder
        self._options = options
        self._session: InferenceSession | None = None
        self._failures = _UNREADABLE
        self._vocabulary: dict[str, int] = {}
        self._speakers = {Language.ZH: options.mandarin_speaker, Language.EN: options.english_speaker}
        self._styles: dict[Language, Styles] = {}

    def readiness(self) -> Readiness:
        """Whether the files, ONNX Runtime and espeak-ng, which knows how English is pronounced, are there."""
        missing = [name for name in self._files() if not (self._folder / name).is_file()]
        if missing:
            return Readiness(
                ready=False,
                detail=Text(
                    zh=f"Kokoro 语音模型不完整，{self._folder} 里缺少 {missing[0]}。",
                    en=f"The voice Kokoro is incomplete: {self._folder} lacks {missing[0]}.",
                ),
            )
        if shutil.which("espeak-ng") is None:
            return Readiness(
                ready=False,
                detail=Text(
                    zh="Kokoro 需要 espeak-ng，请安装系统软件包 espeak-ng。",
                    en="Kokoro needs espeak-ng; install the system package espeak-ng.",
                ),
            )
        return without("onnxruntime") or Readiness(
            ready=True, detail=Text(zh="Kokoro 语音可用，合成较慢。", en="The voice Kokoro is ready; it is slow.")
        )

    def start(self) -> None:
        """Load the model, 2 s; raises ModelError when it is missing or damaged, or does not have the speaker."""
        if self._session is not None:
            return
        readiness = self.readiness()
        if not readiness.ready:
            raise ModelError(readiness.detail)
        with importing("onnxruntime"):
            from onnxruntime import InferenceSession, SessionOptions
        self._failures = (*_UNREADABLE, *_failures())
        settings = SessionOptions()
        settings.intra_op_num_threads = self._options.threads
        settings.log_severity_level = 4
        try:
            self._vocabulary = json.loads((self._folder / _VOCABULARY).read_text(encoding="utf-8"))["vocab"]
            self._styles = {language: self._style(speaker) for language, speaker in self._speakers.items()}
            self._session = InferenceSession(str(self._folder / _MODEL), settings, providers=["CPUExecutionProvider"])
        except self._failures as error:
            raise ModelError(self._damaged()) from error

    def synthesize(self, text: str, language: Language, *, manner: Manner = AS_EVER) -> Speech:
        """The sound of `text`, 24 kHz; raises DeviceError when it has nothing to be spoken or the model fails."""
        zh = language is Language.ZH
        pace = manner.rate * (self._options.mandarin_pace if zh else self._options.english_pace)
        style = self._styles.get(language, _NO_STYLE)
        return with_pauses(text, manner.pause, lambda part: self._sentences(spell_numbers(part, language), style, pace))

    def close(self) -> None:
        """Give up the model's memory."""
        self._session = None

    def _sentences(self, text: str, style: Styles, pace: float) -> Speech:
        known = "".join(
            symbol
            for sentence in sentences_of(text)
            for symbol in f"{phonemes(sentence)} "
            if symbol in self._vocabulary
        )
        if not any(symbol.isalpha() for symbol in known):
            raise DeviceError(Text(zh="这句话里没有可以念的字。", en="There is nothing in the text to be spoken."))
        pieces = [self._spoken(part, style, pace) for part in _parts(known) if any(map(str.isalpha, part))]
        return Speech(samples=np.concatenate(pieces), rate_hz=RATE_HZ)

    def _spoken(self, known: str, style: Styles, pace: float) -> Samples:
        assert self._session is not None, "start was not called"
        tokens = [self._vocabulary[symbol] for symbol in known]
        inputs = {
            "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
            "style": style[min(len(tokens), len(style)) - 1].reshape(1, -1),
            "speed": np.array([pace], dtype=np.float32),
        }
        try:
            sound = np.asarray(self._session.run(None, inputs)[0]).ravel()
        except self._failures as error:
            raise DeviceError(_BROKE_DOWN) from error
        samples: Samples = (np.clip(_trimmed(sound), -1, 1) * _FULL_SCALE).astype(np.int16)
        return samples

    def _files(self) -> tuple[str, ...]:
        return (_MODEL, _VOCABULARY, *(f"{speaker}.bin" for speaker in self._speakers.values()))

    def _style(self, speaker: str) -> Styles:
        """A speaker's styles; raises ValueError when the file holds something else."""
        styles: Styles = np.fromfile(self._folder / f"{speaker}.bin", dtype="<f4").reshape(-1, _STYLE_NUMBERS)
        if len(styles) < _LONGEST or not np.all(np.abs(styles) < _LARGEST_STYLE):
            raise ValueError(f"{speaker} is no style")
        return styles

    def _damaged(self) -> Text:
        return Text(
            zh=f"Kokoro 语音模型 {self._folder} 已损坏，请重新安装。",
            en=f"The voice Kokoro in {self._folder} is damaged; install it again.",
        )


def _failures() -> tuple[type[Exception], ...]:
    """What ONNX Runtime raises: classes that have nothing in common but Exception."""
    from onnxruntime.capi import onnxruntime_pybind11_state as runtime

    return (
        *(runtime.Fail, runtime.InvalidArgument, runtime.InvalidGraph, runtime.InvalidProtobuf, runtime.NoModel),
        *(runtime.NoSuchFile, runtime.NotImplemented, runtime.RuntimeException, runtime.EngineError),
    )


def _parts(known: str) -> Iterator[str]:
    """Phonemes in parts that the model can remember, cut after a mark where there is one."""
    while len(known) > _LONGEST:
        cut = max(known.rfind(mark, 0, _LONGEST) for mark in ",.!?;: →↗↓↘") + 1 or _LONGEST
        yield known[:cut]
        known = known[cut:]
    yield known


def _trimmed(sound: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    loud = np.flatnonzero(np.abs(sound) > _QUIET)
    if not len(loud):
        return sound
    return sound[max(0, loud[0] - _KEPT) : loud[-1] + _KEPT]


_BROKE_DOWN: Final = Text(zh="Kokoro 语音合成出错。", en="The voice Kokoro failed on a sentence.")
