"""Any Wyoming server as a recogniser: sound goes out, words come back.

The protocol tells no confidence, so words from there count as moderately sure.
"""

from collections.abc import Sequence
from typing import Any, Final

from carebot.core.clock import Clock
from carebot.core.errors import ModelError
from carebot.core.language import Language, Text
from dialogue.base import SAMPLE_RATE_HZ, Heard, Readiness, Recognizer, Samples, duration_of
from dialogue.text import simplifier
from dialogue.wyoming_client import Message, Options, WyomingServer

CONFIDENCE: Final = 0.8
"""What words count for: above what is asked back about by itself, below what a scoring engine is sure of."""
_CHUNK_SAMPLES: Final = 4096
_LEAST_SAMPLES: Final = SAMPLE_RATE_HZ // 10
"""No word is shorter than 100 ms, and a click is no word."""
_QUIET: Final = 32
"""A peak below it is the noise of a converter: there is nothing to be heard, and servers invent words for it."""
_HEARING: Final = Text(zh="语音识别", en="speech recognition")


class Wyoming(Recognizer):
    """The recogniser of a Wyoming server."""

    name = "wyoming"
    languages = frozenset(Language)

    def __init__(self, options: Options, clock: Clock) -> None:
        self._server = WyomingServer(options, clock)
        self._simplify = simplifier()
        self._started = False
        self._expected: tuple[str, ...] = ()

    def readiness(self) -> Readiness:
        """Whether the server is there and recognises speech; asks it."""
        return self._server.readiness(_recognizes, _HEARING)

    def start(self) -> None:
        """See that the server is there; raises ModelError when it is not."""
        if self._started:
            return
        readiness = self.readiness()
        if not readiness.ready:
            raise ModelError(readiness.detail)
        self._started = True

    def expect(self, words: Sequence[str]) -> None:
        """Tell the server of these words with each request; one that cannot be told leaves it at that."""
        self._expected = tuple(words)

    def recognize(self, samples: Samples, language: Language | None) -> Heard | None:
        """What the server makes of `samples`; raises ModelError when it is gone, stuck, or answers nonsense."""
        assert self._started, "start was not called"
        if len(samples) < _LEAST_SAMPLES or int(abs(samples.astype("int32")).max()) < _QUIET:
            return None
        transcript = self._transcript(samples, language)
        text = self._simplify(str(transcript["text"])).strip()
        if not any(character.isalnum() for character in text):
            return None
        return Heard(
            text=text,
            language=_language_of(transcript.get("language"), text, language),
            confidence=CONFIDENCE,
            engine=self.name,
            duration=duration_of(samples),
        )

    def close(self) -> None:
        """Nothing is held between two requests."""
        self._started = False

    def _transcript(self, samples: Samples, language: Language | None) -> dict[str, Any]:
        """The data of the server's transcript, with its words under `text`."""
        sound = {"rate": SAMPLE_RATE_HZ, "width": 2, "channels": 1}
        chunks = (samples[start : start + _CHUNK_SAMPLES] for start in range(0, len(samples), _CHUNK_SAMPLES))
        messages = [
            Message(kind="transcribe", data=self._wish(language)),
            Message(kind="audio-start", data=sound),
            *(Message(kind="audio-chunk", data=sound, payload=chunk.astype("<i2").tobytes()) for chunk in chunks),
            Message(kind="audio-stop"),
        ]
        for answer in self._server.ask(messages):
            if answer.kind == "transcript":
                if not isinstance(answer.data.get("text"), str):
                    raise self._server.garbled("a transcript without words")
                return answer.data
        raise self._server.cut_off()

    def _wish(self, language: Language | None) -> dict[str, Any]:
        """What is asked for beside the sound."""
        wish: dict[str, Any] = {"language": language.value} if language else {}
        return {**wish, "transcript_terms": list(self._expected)} if self._expected else wish


def _recognizes(info: dict[str, Any]) -> bool:
    return bool(info.get("asr"))


def _language_of(told: object, text: str, asked: Language | None) -> Language:
    """The language that the server tells of, or that was asked for; else Mandarin where a Chinese character stands."""
    for language in Language:
        if isinstance(told, str) and told.lower().split("-")[0] == language.value:
            return language
    if asked is not None:
        return asked
    return Language.ZH if any("\u4e00" <= character <= "\u9fff" for character in text) else Language.EN
