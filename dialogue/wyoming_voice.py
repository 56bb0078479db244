"""Any Wyoming server as a voice: text goes out, sound comes back.

The protocol knows no rate of speaking: how fast the server speaks is its own setting, and here the sound is stretched.
"""

from typing import Any, Final

import numpy as np

from carebot.core.clock import Clock
from carebot.core.errors import CarebotError, DeviceError, ModelError
from carebot.core.language import Language, Text
from dialogue._pauses import with_pauses
from dialogue.base import AS_EVER, Manner, Readiness, Samples, Speech, Voice
from dialogue.sound import stretched
from dialogue.wyoming_client import Message, Options, WyomingServer

_SPEAKING: Final = Text(zh="语音合成", en="speech synthesis")
_RATES_HZ: Final = (8_000, 48_000)


class WyomingVoice(Voice):
    """The voice of a Wyoming server. `languages` are those that it is to be used for."""

    name = "wyoming_voice"

    def __init__(self, options: Options, clock: Clock, languages: frozenset[Language] = frozenset(Language)) -> None:
        self._server = WyomingServer(options, clock)
        self.languages = languages
        self._started = False

    def readiness(self) -> Readiness:
        """Whether the server is there and speaks; asks it."""
        return self._server.readiness(self._speaks, _SPEAKING)

    def start(self) -> None:
        """See that the server is there; raises ModelError when it is not."""
        if self._started:
            return
        readiness = self.readiness()
        if not readiness.ready:
            raise ModelError(readiness.detail)
        self._started = True

    def synthesize(self, text: str, language: Language, *, manner: Manner = AS_EVER) -> Speech:
        """The sound of `text`; raises DeviceError when the server is gone, stuck, or answers half or nonsense."""
        assert self._started, "start was not called"
        if not any(character.isalnum() for character in text):
            raise DeviceError(Text(zh="这句话里没有可以念的字。", en="There is nothing in the text to be spoken."))
        return with_pauses(text, manner.pause, lambda part: stretched(self._spoken(part, language), manner.rate))

    def close(self) -> None:
        """Nothing is held between two requests."""
        self._started = False

    def _spoken(self, text: str, language: Language) -> Speech:
        try:
            return self._answer(text, language)
        except DeviceError:
            raise
        except CarebotError as error:
            raise DeviceError(error.text) from error

    def _answer(self, text: str, language: Language) -> Speech:
        """The whole of the server's sound."""
        pieces: list[bytes] = []
        rate_hz = 0
        for answer in self._server.ask([_request(text, language)]):
            match answer.kind:
                case "audio-start":
                    rate_hz = self._rate_of(answer.data)
                case "audio-chunk":
                    pieces.append(self._chunk(answer, rate_hz))
                case "audio-stop" if rate_hz:
                    return Speech(samples=self._samples(b"".join(pieces)), rate_hz=rate_hz)
                case _:
                    pass
        raise self._server.cut_off()

    def _rate_of(self, sound: dict[str, Any]) -> int:
        """The rate of sound in samples of 16 bits, one channel; raises ModelError for any other."""
        rate_hz = sound.get("rate")
        lowest_hz, highest_hz = _RATES_HZ
        if not isinstance(rate_hz, int) or not lowest_hz <= rate_hz <= highest_hz:
            raise self._server.garbled(f"a rate of {rate_hz!r} Hz")
        if sound.get("width") != 2 or sound.get("channels") != 1:
            raise self._server.garbled("sound that is not 16 bits, one channel")
        return rate_hz

    def _chunk(self, chunk: Message, rate_hz: int) -> bytes:
        if self._rate_of(chunk.data) != rate_hz:
            raise self._server.garbled("a rate that changes in the middle")
        return chunk.payload

    def _samples(self, sound: bytes) -> Samples:
        if len(sound) % 2:
            raise self._server.garbled("half a sample")
        if not sound:
            raise self._server.garbled("no sound at all")
        return np.frombuffer(sound, dtype="<i2").astype(np.int16)

    def _speaks(self, info: dict[str, Any]) -> bool:
        """Whether it speaks each of the languages; one that tells none is believed."""
        voices = [voice for program in info.get("tts") or [] for voice in program.get("voices") or []]
        told = {str(language).lower()[:2] for voice in voices for language in voice.get("languages") or []}
        return bool(info.get("tts")) and (not told or {language.value for language in self.languages} <= told)


def _request(text: str, language: Language) -> Message:
    """What asks for `text`, without lone surrogates, which JSON in UTF-8 cannot carry."""
    sayable = text.encode(errors="replace").decode()
    return Message(kind="synthesize", data={"text": sayable, "voice": {"language": language.value}})
