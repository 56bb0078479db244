"""Whisper through faster-whisper: Mandarin and English without a network, from one model folder.

Whisper invents sentences when it hears none, so what it is not sure of is not passed on.
"""

import math
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from carebot.core.errors import ModelError
from carebot.core.language import Language, Text
from dialogue._decoded import Decoded, written
from dialogue._packages import importing, without
from dialogue._surrounding import surrounded
from dialogue._whisper_fit import Fits, as_written, first_fitting, positions_of
from dialogue.base import Heard, Readiness, Recognizer, Samples, duration_of
from dialogue.known_sentences import KnownSentences
from dialogue.other_languages import neither
from dialogue.pinyin import han
from dialogue.text import simplifier
from dialogue.whisper_files import check_words, damaged, incomplete, with_first_merge

if TYPE_CHECKING:
    from ctranslate2 import StorageView
    from faster_whisper import WhisperModel
    from faster_whisper.tokenizer import Tokenizer
    from tokenizers import Tokenizer as Pieces

LONGEST: Final = timedelta(seconds=28)
"""The longest sound taken at once: the model's window of 30 s, less the silence around it."""
_SHORTEST: Final = timedelta(milliseconds=100)
"""No word is shorter; nothing is computed for less."""
NO_WORDS: Final = "…"
"""What is written for words in another language that sound like none of ours."""
_FRAMES_PER_S: Final = 100
_WHOLE_WINDOW: Final = 3000
_FULL_SCALE: Final = 32768.0
_LEAST: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How it decodes, and what counts as invented.

    `window` is how much time the encoder looks at first; what it is not `sure` of there is heard again in the whole
    window of 30 s, which costs three times as much and errs less (30 against 27 of 30 synthetic Mandarin sentences).
    `unsure_margin`: when the languages' probabilities lie closer, both are decoded; so they are when the two together
    are less likely than `least_known`, as short words make it guess any language. The gates are those of OpenAI's
    decoder (average log-probability, compression ratio), and a rate of speech that nobody reaches. `hypotheses` is how
    many ways to hear it are handed on, `expected_tokens` how much of what is expected the decoder is told: it has room
    for 223 tokens, and each costs a little. It then hears these words in noise more readily, so it must be surer.
    """

    threads: int = 2
    beam: int = 5
    hypotheses: int = 5
    expected_tokens: int = 200
    window: timedelta = timedelta(seconds=15)
    sure: float = 0.75
    unsure_margin: float = 0.8
    least_known: float = 0.5
    least_logprob: float = -1.0
    least_logprob_expecting: float = -0.85
    most_compression: float = 2.4
    most_no_speech: float = 0.8
    tokens_per_s: float = 12.0


class Whisper(Recognizer):
    """Recognises utterances of up to 28 s; no partial results. Sentences of `known` are compared with the sound."""

    name = "whisper"
    languages = frozenset({Language.ZH, Language.EN})

    def __init__(self, folder: Path, options: Options, known: KnownSentences | None = None) -> None:
        self._folder = folder
        self._options = options
        self._known = known
        self._model: WhisperModel | None = None
        self._tokenizers: dict[Language, Tokenizer] = {}
        self._pieces: Pieces | None = None
        self._suppressed: tuple[int, ...] = ()
        self._simplify: Callable[[str], str] = str
        self._expected: dict[Language, str] = {}
        self._shares: dict[str, float] = {}

    def readiness(self) -> Readiness:
        """Whether the model's files and faster-whisper are there."""
        return (
            incomplete(self._folder)
            or without("faster_whisper")
            or Readiness(
                ready=True,
                detail=Text(zh="Whisper 语音识别可用（普通话、英语）。", en="Whisper is ready (Mandarin, English)."),
            )
        )

    def start(self) -> None:
        """Load the model, 2 s, and write the known sentences out, some more; raises ModelError, and SettingsError."""
        if self._model is not None:
            return
        readiness = self.readiness()
        if not readiness.ready:
            raise ModelError(readiness.detail)
        with importing("faster_whisper"):
            from faster_whisper.tokenizer import Tokenizer
            from faster_whisper.transcribe import get_suppressed_tokens
        model = self._load()
        for language in self.languages:
            self._tokenizers[language] = Tokenizer(
                model.hf_tokenizer, multilingual=True, task="transcribe", language=language.value
            )
        self._pieces = type(model.hf_tokenizer).from_str(with_first_merge(model.hf_tokenizer.to_str()))
        self._suppressed = get_suppressed_tokens(self._tokenizers[Language.EN], [-1])
        self._simplify = simplifier()
        if self._known is not None:
            self._known.start()
        self._model = model

    def _load(self) -> "WhisperModel":
        """The model; raises ModelError when a file of it is damaged."""
        from faster_whisper import WhisperModel

        try:
            check_words(self._folder)
            return WhisperModel(
                str(self._folder),
                device="cpu",
                compute_type="int8",
                cpu_threads=self._options.threads,
                local_files_only=True,
            )
        except (RuntimeError, ValueError, LookupError, TypeError) as error:
            raise ModelError(damaged(self._folder)) from error

    def expect(self, words: Sequence[str]) -> None:
        """Make `words` likelier: they are told to the decoder as if somebody had just spoken them."""
        mandarin = [word for word in words if han(word)]
        others = [word for word in words if not han(word)]
        self._expected = {Language.ZH: "，".join(mandarin), Language.EN: ", ".join(others)}

    def recognize(self, samples: Samples, language: Language | None) -> Heard | None:
        """The words in `samples`, simplified characters; raises ValueError when they are longer than LONGEST."""
        if (duration := duration_of(samples)) > LONGEST:
            raise ValueError(f"utterances of up to {LONGEST.total_seconds():.0f} s only")
        if duration < _SHORTEST:
            return None
        self._shares = {}
        try:
            decoded = self._listen(samples if any(self._expected.values()) else surrounded(samples), language)
        except RuntimeError as error:
            raise ModelError(_BROKE_DOWN) from error
        foreign = neither(self._shares, duration)
        if not decoded:
            return self._unwritten(duration) if foreign else None
        likeliest = decoded[0]
        text, *alternatives = dict.fromkeys(text for each in decoded for text in each.texts)
        return Heard(
            text=text,
            language=likeliest.language,
            confidence=likeliest.confidence,
            engine=self.name,
            duration=duration,
            alternatives=tuple(alternatives),
            known=likeliest.known,
            fitting=likeliest.fitting,
            foreign=foreign,
        )

    def _unwritten(self, duration: timedelta) -> Heard:
        """Words in another language that cannot even be written down."""
        silent = Heard(text=NO_WORDS, language=Language.EN, confidence=0.0, engine=self.name, duration=duration)
        return replace(silent, foreign=True)

    def close(self) -> None:
        """Give up the model's memory."""
        self._model = self._pieces = None
        self._tokenizers.clear()

    def _listen(self, samples: Samples, language: Language | None) -> list[Decoded]:
        """What is believed of the short window where it is sure or a known sentence fits, else of the whole, too."""
        heard: list[Decoded] = []
        short = int(self._options.window.total_seconds() * _FRAMES_PER_S)
        for frames in (short, _WHOLE_WINDOW) if duration_of(samples) < self._options.window else (_WHOLE_WINDOW,):
            heard = [*self._decode(samples, language, frames), *heard]
            first, fit = self._fitting(samples, heard)
            if first is not None and (fit or (frames == short and first.confidence >= self._options.sure)):
                known = tuple(text for text, _ in fit)
                better = tuple(text for text, gain in fit if gain >= 0.0 > first.confidence - self._options.sure)
                texts = (first.text, *known, *first.texts[1:])
                others = [each for each in heard if each is not first]
                return [replace(first, texts=texts, known=known, fitting=better), *others]
        return heard

    def _fitting(self, samples: Samples, heard: Sequence[Decoded]) -> tuple[Decoded | None, Fits]:
        """What was heard, and known sentences that fit it, with how much better they do; none while one is answered."""
        if self._known is None or self._model is None or any(self._expected.values()):
            return next(iter(heard), None), ()
        return first_fitting(partial(self._likelihoods, samples), heard, self._known, self._options.sure)

    def _likelihoods(self, samples: Samples, language: Language, texts: Sequence[str]) -> list[list[float]]:
        """The log-likelihood of each token of each of `texts`, in a window somewhat longer than the sound."""
        from ctranslate2 import StorageView

        assert self._model is not None, "start was not called"
        assert self._pieces is not None, "start was not called"
        tokenizer, positions = self._tokenizers[language], positions_of(samples)
        encoded = np.asarray(self._encoded(samples, 2 * positions))[:, :positions]
        alike = StorageView.from_array(np.ascontiguousarray(np.repeat(encoded, len(texts), axis=0)))
        words = [self._pieces.encode(as_written(text), add_special_tokens=False).ids for text in texts]
        found = self._model.model.align(alike, list(tokenizer.sot_sequence), words, [positions] * len(words))
        return [[math.log(share + _LEAST) for share in each.text_token_probs] for each in found]

    def _encoded(self, samples: Samples, frames: int) -> "StorageView":
        """What the encoder makes of `frames` of 10 ms from the beginning."""
        assert self._model is not None, "start was not called"
        spectrum = self._model.feature_extractor(samples.astype(np.float32) / _FULL_SCALE)[:, :frames]
        return self._model.encode(np.pad(spectrum, ((0, 0), (0, frames - spectrum.shape[1]))))

    def _decode(self, samples: Samples, language: Language | None, frames: int) -> list[Decoded]:
        """What is believed to be heard when the encoder looks at `frames` of 10 ms, the likeliest first."""
        encoded = self._encoded(samples, frames)
        languages = [language] if language is not None else self._likely_languages(encoded)
        told = ((each, words) for each in languages for words in self._tellings(each))
        decoded = (self._generate(encoded, each, duration_of(samples), words) for each, words in told)
        return sorted(filter(self._believable, decoded), key=lambda each: each.logprob, reverse=True)

    def _likely_languages(self, encoded: "StorageView") -> list[Language]:
        """Mandarin or English, or both when neither is clear; all other languages are out of the question."""
        assert self._model is not None
        found = {token.strip("<|>"): share for token, share in self._model.model.detect_language(encoded)[0]}
        self._shares = self._shares or found
        zh, en = found[Language.ZH.value], found[Language.EN.value]
        if zh + en < self._options.least_known or abs(zh - en) < self._options.unsure_margin * (zh + en):
            return [Language.ZH, Language.EN]
        return [Language.ZH] if zh > en else [Language.EN]

    def _generate(
        self, encoded: "StorageView", language: Language, duration: timedelta, told: Sequence[int]
    ) -> Decoded:
        """What is heard after the tokens `told`."""
        assert self._model is not None
        tokenizer = self._tokenizers[language]
        prompt = self._model.get_prompt(tokenizer, list(told), without_timestamps=True)
        longest = len(prompt) + math.ceil(duration.total_seconds() * self._options.tokens_per_s) + 8
        (result,) = self._model.model.generate(
            encoded,
            [prompt],
            beam_size=self._options.beam,
            num_hypotheses=self._options.hypotheses,
            max_length=longest,
            return_scores=True,
            return_no_speech_prob=True,
            suppress_tokens=self._suppressed,
        )
        tokens = result.sequences_ids[0]
        return Decoded(
            texts=tuple(self._simplify(written(tokenizer.decode(each))) for each in result.sequences_ids),
            language=language,
            logprob=result.scores[0] * len(tokens) / (len(tokens) + 1),
            no_speech=result.no_speech_prob,
            cut=len(prompt) + len(tokens) >= longest,
            expecting=bool(told),
        )

    def _tellings(self, language: Language) -> list[list[int]]:
        """What the decoder is told: nothing, and where words are expected also the tokens of those there is room for.

        Who says something else than expected is heard as well as ever, for 0.2 s more of computing. The words are in
        the pieces of the model's file: of 30 commands in noise 29 are right then, in those of `with_first_merge` 28.
        """
        expected = self._expected.get(language)
        if not expected:
            return [[]]
        tokens: list[int] = self._tokenizers[language].encode(f" {expected}")
        return [[], tokens[: self._options.expected_tokens]]

    def _believable(self, decoded: Decoded) -> bool:
        """Whether somebody said it, rather than the model."""
        options = self._options
        words = decoded.text.encode()
        if decoded.cut or not any(character.isalnum() for character in decoded.text):
            return False
        least = options.least_logprob_expecting if decoded.expecting else options.least_logprob
        likely = decoded.logprob >= least and decoded.no_speech <= options.most_no_speech
        return likely and len(words) / len(zlib.compress(words)) <= options.most_compression


_BROKE_DOWN: Final = Text(
    zh="语音识别出错，请重新启动机器人的程序。", en="The speech recogniser broke down; restart the robot's program."
)
