"""sherpa-onnx: speech followed while it goes on, by a streaming zipformer transducer or paraformer. Optional.

Which of them it is, the files in the model's folder tell.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from carebot.core.errors import ModelError
from carebot.core.language import Language, Text
from dialogue._packages import importing, without
from dialogue._sherpa_model import StreamingModel, found_in, loaded, tried
from dialogue.base import SAMPLE_RATE_HZ, Heard, Readiness, Samples, StreamingRecognizer, duration_of
from dialogue.text import simplifier

if TYPE_CHECKING:
    from sherpa_onnx import OnlineRecognizer, OnlineStream

PACKAGE: Final = "sherpa_onnx"
_SHORTEST: Final = timedelta(milliseconds=100)
_TAIL: Final = np.zeros(round(0.66 * SAMPLE_RATE_HZ), dtype=np.float32)
"""Silence after the end, as long as a zipformer looks ahead, so that the last word comes out."""
_UNSCORED: Final = 0.8
"""What words count for where the model (a paraformer) tells no probabilities."""
_FULL_SCALE: Final = 32768.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Which languages the model knows, how sure it has to be of its tokens on average, and its threads."""

    languages: frozenset[Language] = frozenset(Language)
    least_confidence: float = 0.3
    threads: int = 2


class Sherpa(StreamingRecognizer):
    """One streaming model."""

    name = "sherpa"

    def __init__(self, folder: Path, options: Options) -> None:
        self._folder = folder
        self._options = options
        self.languages = options.languages
        self._simplify = simplifier()
        self._recognizer: OnlineRecognizer | None = None
        self._stream: OnlineStream | None = None
        self._taken = timedelta()

    def readiness(self) -> Readiness:
        """Whether the model's files and the package are there."""
        model = found_in(self._folder)
        if isinstance(model, str):
            return Readiness(
                ready=False,
                detail=Text(
                    zh=f"{self._folder} 不是 sherpa-onnx 流式模型（缺少 {model}），请在设置里改正文件夹。",
                    en=f"{self._folder} is no streaming model for sherpa-onnx (it lacks {model}); correct the folder.",
                ),
            )
        absent = without(PACKAGE)
        if absent is not None:
            return Readiness(
                ready=False,
                detail=Text(
                    zh="缺少软件包 sherpa_onnx，请运行：pip install 'carebot[sherpa]'",
                    en="The package sherpa_onnx is missing; run: pip install 'carebot[sherpa]'",
                ),
            )
        return Readiness(ready=True, detail=Text(zh="sherpa-onnx 语音识别可用。", en="sherpa-onnx is ready."))

    def start(self) -> None:
        """Try the model, then load it; raises ModelError when it is missing, damaged or of another kind."""
        if self._recognizer is not None:
            return
        readiness = self.readiness()
        model = found_in(self._folder)
        if not readiness.ready or isinstance(model, str):
            raise ModelError(readiness.detail)
        with importing(PACKAGE):
            import sherpa_onnx  # noqa: F401 - a broken package is told as one
        tried(self._folder)
        self._recognizer = self._loaded(model)
        self._begin()

    def accept(self, chunk: Samples) -> str:
        """Take the next samples; gives the words so far."""
        self._feed(chunk)
        self._taken += duration_of(chunk)
        return self._words()

    def finish(self) -> Heard | None:
        """The words of the utterance, with the mean probability of its tokens; None for none."""
        recognizer, stream = self._running()
        stream.accept_waveform(SAMPLE_RATE_HZ, _TAIL)
        stream.input_finished()
        self._decode()
        text, duration = self._words(), self._taken
        logarithms = list(recognizer.ys_probs(stream))
        confidence = min(1.0, float(np.exp(np.mean(logarithms)))) if logarithms else _UNSCORED
        self._begin()
        if not text or duration < _SHORTEST or confidence < self._options.least_confidence:
            return None
        return Heard(
            text=text,
            language=_written_in(text, self.languages),
            confidence=confidence,
            engine=self.name,
            duration=duration,
        )

    def recognize(self, samples: Samples, language: Language | None) -> Heard | None:
        """The words in `samples`; None as well when they are not in the language that is asked for."""
        if language is not None and language not in self.languages:
            return None
        self._begin()
        self.accept(samples)
        return self.finish()

    def close(self) -> None:
        """Give up the model's memory."""
        self._recognizer = self._stream = None
        self._taken = timedelta()

    def _loaded(self, model: StreamingModel) -> "OnlineRecognizer":
        try:
            return loaded(model, self._options.threads)
        except (RuntimeError, ValueError) as error:
            raise ModelError(
                Text(
                    zh=f"sherpa-onnx 模型 {self._folder} 加载失败，请重新安装。",
                    en=f"The sherpa-onnx model in {self._folder} cannot be loaded; install it again.",
                )
            ) from error

    def _running(self) -> "tuple[OnlineRecognizer, OnlineStream]":
        assert self._recognizer is not None, "start was not called"
        assert self._stream is not None
        return self._recognizer, self._stream

    def _begin(self) -> None:
        """A new stream: one that is used again remembers what was said before."""
        assert self._recognizer is not None, "start was not called"
        self._stream = self._recognizer.create_stream()
        self._taken = timedelta()

    def _feed(self, chunk: Samples) -> None:
        _, stream = self._running()
        stream.accept_waveform(SAMPLE_RATE_HZ, chunk.astype(np.float32) / _FULL_SCALE)
        self._decode()

    def _decode(self) -> None:
        recognizer, stream = self._running()
        try:
            while recognizer.is_ready(stream):
                recognizer.decode_stream(stream)
        except RuntimeError as error:
            raise ModelError(_BROKE_DOWN) from error

    def _words(self) -> str:
        recognizer, stream = self._running()
        text: str = recognizer.get_result(stream)
        return self._simplify(text).lower().strip()


def _written_in(text: str, languages: frozenset[Language]) -> Language:
    """Mandarin where a Chinese character stands; the model's own language where it has but one."""
    if len(languages) == 1:
        return min(languages)
    return Language.ZH if any("\u4e00" <= character <= "\u9fff" for character in text) else Language.EN


_BROKE_DOWN: Final = Text(
    zh="语音识别出错，请重新启动机器人的程序。", en="The speech recogniser broke down; restart the robot's program."
)
