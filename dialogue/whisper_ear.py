"""Whisper's model over a second and a half: what its encoder hears there, and how well given words fit to it.

It was made for 30 s, so it writes such sound down badly; how well a given word fits it tells well.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from carebot.core.errors import ModelError
from carebot.core.language import Language, Text
from dialogue._cry_classifier import WINDOW_S, Floats
from dialogue._log_mel import LogMel
from dialogue._packages import importing, without
from dialogue.base import SAMPLE_RATE_HZ, Readiness, Samples

if TYPE_CHECKING:
    from ctranslate2.models import Whisper as Model
    from faster_whisper.tokenizer import Tokenizer

_TOKENIZER: Final = "tokenizer.json"
_FILES: Final = ("model.bin", "config.json", _TOKENIZER, "vocabulary.txt")
_LEAST_WORDS: Final = 50_000
"""Whisper's multilingual vocabulary has 50,257 words and parts of words."""
_WINDOW: Final = round(WINDOW_S * SAMPLE_RATE_HZ)
_PEAK: Final = 0.5
"""What the loudest sample becomes, so that soft and loud voices look alike; 1 is full scale."""
_OWN_TOKENS: Final = 5
"""So many tokens of its own writing are compared with; in so short a sound it repeats itself after that."""
_LEAST: Final = 1e-9


class WhisperEar:
    """The model, on so many `threads`. Blocking; owned by one thread after `start`."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self._folder = folder
        self._threads = threads
        self._model: Model | None = None
        self._spectrum = LogMel()
        self._tokenizers: dict[Language, Tokenizer] = {}

    def readiness(self) -> Readiness:
        """Whether the model's files and the packages are there."""
        missing = [name for name in _FILES if not (self._folder / name).is_file()]
        if missing:
            return Readiness(
                ready=False,
                detail=Text(
                    zh=f"缺少语音识别模型的文件 {missing[0]}，“停”“救命”等词听得慢，请先安装模型。",
                    en=f"{self._folder} lacks {missing[0]}, so stop and help are heard late. Install the models first.",
                ),
            )
        return (
            without("ctranslate2")
            or without("faster_whisper")
            or Readiness(
                ready=True,
                detail=Text(
                    zh="随时听“停”“救命”等词（普通话、英语）。",
                    en="Stop and help are listened for (Mandarin, English).",
                ),
            )
        )

    def start(self) -> None:
        """Load the model, 1 s; raises ModelError when it is missing or damaged."""
        if self._model is not None:
            return
        readiness = self.readiness()
        if not readiness.ready:
            raise ModelError(readiness.detail)
        with importing("ctranslate2"):
            from ctranslate2.models import Whisper as Model
        try:
            self._tokenizers = {language: self._tokenizer(language) for language in Language}
            self._model = Model(str(self._folder), compute_type="int8", intra_threads=self._threads)
        except (RuntimeError, ValueError, LookupError, TypeError) as error:
            raise ModelError(self.damaged()) from error

    def close(self) -> None:
        """Give up the model's memory."""
        self._model = None
        self._tokenizers.clear()

    def encoded(self, window: Samples) -> Floats:
        """The encoder's frames for `window`, 20 ms each, silence in front of it when it is short; raises ModelError."""
        from ctranslate2 import StorageView

        assert self._model is not None, "start was not called"
        sound = np.zeros(_WINDOW, dtype=np.float32)
        sound[_WINDOW - len(window) :] = window
        sound *= _PEAK / max(float(np.abs(sound).max()), 1.0)
        spectrum = self._spectrum.of(sound)[np.newaxis]
        try:
            encoded = self._model.encode(StorageView.from_array(np.ascontiguousarray(spectrum)))
        except RuntimeError as error:
            raise ModelError(BROKE_DOWN) from error
        frames: Floats = np.asarray(encoded, dtype=np.float32)[0]
        return frames

    def fit(self, frames: Floats, words: Sequence[str], language: Language) -> float:
        """How much better the best of `words` fits than what the model would write: a difference of log-likelihoods.

        Above zero the word fits better; raises ModelError.
        """
        from ctranslate2 import StorageView

        assert self._model is not None, "start was not called"
        tokenizer = self._tokenizers[language]
        spoken = [tokenizer.encode(word) for word in words]
        try:
            own = self._own(StorageView.from_array(frames[np.newaxis]), tokenizer)
            candidates = [*spoken, own]
            alike = StorageView.from_array(np.repeat(frames[np.newaxis], len(candidates), axis=0))
            found = self._model.align(alike, list(tokenizer.sot_sequence), candidates, [len(frames)] * len(candidates))
        except RuntimeError as error:
            raise ModelError(BROKE_DOWN) from error
        *likely, free = (_log_likelihood(result) for result in found)
        return max(likely) - free

    def damaged(self) -> Text:
        """That the model's files are not what they should be."""
        return Text(
            zh=f"语音识别模型 {self._folder} 已损坏，或不是 Whisper base，请重新安装。",
            en=f"The speech model in {self._folder} is damaged, or not Whisper base; install it again.",
        )

    def _own(self, frames: Any, tokenizer: "Tokenizer") -> list[int]:
        """The first tokens that the model writes by itself; a full stop where it writes none."""
        assert self._model is not None
        prompt = [*tokenizer.sot_sequence, tokenizer.no_timestamps]
        (result,) = self._model.generate(frames, [prompt], beam_size=1, max_length=len(prompt) + _OWN_TOKENS + 1)
        words = [token for token in result.sequences_ids[0] if token < tokenizer.eot][:_OWN_TOKENS]
        return words or list(tokenizer.encode("."))[:1]

    def _tokenizer(self, language: Language) -> "Tokenizer":
        """The tokenizer for one language; raises ValueError, LookupError or TypeError for a damaged file.

        A package that cannot be loaded raises ModelError. The tokenizers package itself raises bare
        Exception for a damaged file, which is therefore looked into beforehand.
        """
        with importing("faster_whisper"):
            from faster_whisper.tokenizer import Tokenizer
            from tokenizers import Tokenizer as Tokens

        written = (self._folder / _TOKENIZER).read_text(encoding="utf-8")
        if len(json.loads(written)["model"]["vocab"]) < _LEAST_WORDS:
            raise ValueError("words are missing")
        return Tokenizer(Tokens.from_str(written), multilingual=True, task="transcribe", language=language.value)


def _log_likelihood(result: Any) -> float:
    return float(np.log(np.asarray(result.text_token_probs) + _LEAST).sum())


BROKE_DOWN: Final = Text(
    zh="“停”“救命”等词的识别出错，请重新启动机器人的程序。",
    en="The listening for stop and help words broke down; restart the robot's program.",
)
