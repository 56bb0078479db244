"""Vosk: speech followed word by word while it goes on, one language a model folder.

Without sentences it recognises everything its model knows; with them only those, at a twentieth of real time.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from carebot.core.errors import ModelError
from carebot.core.language import Language, Text
from dialogue._packages import importing, without
from dialogue.base import SAMPLE_RATE_HZ, Heard, Readiness, Samples, StreamingRecognizer, duration_of

if TYPE_CHECKING:
    from vosk import KaldiRecognizer, Model

_UNKNOWN: Final = "[unk]"
_SHORTEST: Final = timedelta(milliseconds=100)
"""No word is shorter, and a click is no word."""
_FILES: Final = ("am/final.mdl", "conf/mfcc.conf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What to listen for: sentences of space-separated words; empty: anything.

    Words are passed on when they are on average likelier (Kaldi's minimum Bayes risk) than `least_confidence`.
    """

    sentences: tuple[str, ...] = ()
    least_confidence: float = 0.5


class Vosk(StreamingRecognizer):
    """One Vosk model for one language."""

    name = "vosk"

    def __init__(self, folder: Path, language: Language, options: Options) -> None:
        self._folder = folder
        self._language = language
        self._options = options
        self.languages = frozenset({language})
        self._model: Model | None = None
        self._recognizer: KaldiRecognizer | None = None
        self._taken = timedelta()
        self._done: list[dict[str, Any]] = []

    def readiness(self) -> Readiness:
        """Whether the model's files and the package vosk are there."""
        missing = [name for name in _FILES if not (self._folder / name).is_file()]
        if missing:
            return Readiness(
                ready=False,
                detail=Text(
                    zh=f"{self._folder} 不是 Vosk 语音模型（缺少 {missing[0]}），请在设置里改正文件夹。",
                    en=f"{self._folder} is no Vosk model (it lacks {missing[0]}); correct the folder in the settings.",
                ),
            )
        return without("vosk") or Readiness(
            ready=True,
            detail=Text(zh=f"Vosk 语音识别可用（{self._language}）。", en=f"Vosk is ready ({self._language})."),
        )

    def start(self) -> None:
        """Load the model; raises ModelError when it is missing or damaged, or does not know a word to listen for."""
        if self._model is not None:
            return
        readiness = self.readiness()
        if not readiness.ready:
            raise ModelError(readiness.detail)
        with importing("vosk"):
            import vosk
        vosk.SetLogLevel(-1)
        try:
            model = vosk.Model(str(self._folder))
        except Exception as error:  # vosk raises bare Exception and nothing narrower
            raise ModelError(_damaged(self._folder)) from error
        self._check_sentences(model)
        self._recognizer = self._new(model)
        self._model = model

    def _check_sentences(self, model: "Model") -> None:
        """Raise ModelError for words that the model would silently leave out of the sentences."""
        unknown = unknown_words(model, self._options.sentences)
        if unknown:
            words = ", ".join(unknown)
            raise ModelError(
                Text(
                    zh=f"Vosk 模型不认识这些词：{words}，请换一种说法。",
                    en=f"The Vosk model does not know these words: {words}. Say it with others.",
                )
            )
        if self._options.sentences and unknown_words(model, [_UNKNOWN]):
            raise ModelError(
                Text(
                    zh=f"Vosk 模型 {self._folder} 没有 {_UNKNOWN}，会把任何声音听成指定的句子，请不要限定句子。",
                    en=f"The Vosk model in {self._folder} lacks {_UNKNOWN} and would hear the given sentences in any "
                    "sound; use it without sentences.",
                )
            )

    def accept(self, chunk: Samples) -> str:
        """Take the next samples; gives the words so far."""
        assert self._recognizer is not None, "start was not called"
        self._taken += duration_of(chunk)
        try:
            ended = self._recognizer.AcceptWaveform(chunk.tobytes())
        except Exception as error:  # vosk raises bare Exception and nothing narrower
            raise ModelError(_BROKE_DOWN) from error
        if ended:
            self._done.append(json.loads(self._recognizer.Result()))
        partial = str(json.loads(self._recognizer.PartialResult()).get("partial", ""))
        return joined([*(str(result["text"]) for result in self._done), partial], self._language).strip()

    def finish(self) -> Heard | None:
        """The words of the utterance, with the mean confidence of its words; None when hardly anybody spoke."""
        assert self._recognizer is not None, "start was not called"
        assert self._model is not None
        results = [*self._done, json.loads(self._recognizer.FinalResult())]
        self._recognizer = self._new(self._model)
        duration, self._taken, self._done = self._taken, timedelta(), []
        words = [word for result in results for word in result.get("result", []) if word["word"] != _UNKNOWN]
        confidence = min(1.0, float(np.mean([word["conf"] for word in words]))) if words else 0.0
        if confidence < self._options.least_confidence or duration < _SHORTEST:
            return None
        return Heard(
            text=joined([str(word["word"]) for word in words], self._language),
            language=self._language,
            confidence=confidence,
            engine=self.name,
            duration=duration,
        )

    def recognize(self, samples: Samples, language: Language | None) -> Heard | None:
        """The words in `samples`; None as well when another language than the model's is asked for."""
        if language is not None and language is not self._language:
            return None
        self.accept(samples)
        return self.finish()

    def close(self) -> None:
        """Give up the model's memory."""
        self._recognizer = self._model = None
        self._taken, self._done = timedelta(), []

    def _new(self, model: "Model") -> "KaldiRecognizer":
        """A recogniser that knows nothing of the last speaker: one that is used again stays adapted to that voice.

        Raises ModelError when a part of the model is damaged that no recogniser can do without.
        """
        import vosk

        grammar = json.dumps([*self._options.sentences, _UNKNOWN], ensure_ascii=False)
        try:
            recognizer = vosk.KaldiRecognizer(model, SAMPLE_RATE_HZ, *([grammar] if self._options.sentences else []))
        except Exception as error:  # vosk raises bare Exception and nothing narrower
            raise ModelError(_damaged(self._folder)) from error
        recognizer.SetWords(True)
        return recognizer


def _damaged(folder: Path) -> Text:
    return Text(
        zh=f"Vosk 模型 {folder} 已损坏，请重新安装。", en=f"The Vosk model in {folder} is damaged; install it again."
    )


def unknown_words(model: "Model", sentences: Sequence[str]) -> tuple[str, ...]:
    """The words of `sentences` that `model` does not know. Vosk itself drops them from a grammar in silence."""
    words = dict.fromkeys(word for sentence in sentences for word in sentence.split())
    return tuple(word for word in words if model.vosk_model_find_word(word) < 0)


def joined(words: Sequence[str], language: Language) -> str:
    """Words as a sentence: Mandarin without spaces between them."""
    return ("" if language is Language.ZH else " ").join(words)


_BROKE_DOWN: Final = Text(
    zh="语音识别出错，请重新启动机器人的程序。", en="The speech recogniser broke down; restart the robot's program."
)
