"""One satellite that is connected: its events, and what it is answered. Whatever it sends harms nobody but itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from importlib.metadata import version
from typing import Any, Final, Protocol, cast

import numpy as np

from carebot.core.errors import CarebotError
from carebot.core.language import Language, Text
from dialogue.base import SAMPLE_RATE_HZ, Heard, Interpretation, Samples, Speech, duration_of
from dialogue.sound import Resampler

_LONGEST: Final = timedelta(seconds=60)
"""What is said in one go; a satellite that streams on has lost its way."""
_LARGEST_BYTES: Final = 4_000_000
_SILENT_AT_MOST: Final = timedelta(minutes=10)
"""A connection on which nothing comes for so long is given up."""
_CHUNK_SAMPLES: Final = 4096
_RATES_HZ: Final = (8_000, 48_000)
_LONGEST_TEXT: Final = 2000
_BY: Final = {"name": "carebot", "url": ""}
_TOO_LONG: Final = Text(zh="说得太长了，请分开说。", en="That was too long; say it in parts.")
_NO_SOUND: Final = Text(
    zh="声音须为 16 位、单声道、8 到 48 kHz。", en="Sound has to be 16 bits, one channel, 8 to 48 kHz."
)
_WORDLESS: Final = Text(zh="没有文字。", en="There is no text.")


class Service(Protocol):
    """What a satellite is served by."""

    @property
    def languages(self) -> dict[str, frozenset[Language]]:
        """The languages of each voice."""
        ...

    @property
    def heard_by(self) -> dict[str, frozenset[Language]]:
        """The languages of each recogniser."""
        ...

    async def recognize(self, samples: Samples, language: Language | None) -> Heard | None:
        """The words in `samples`."""
        ...

    async def synthesize(self, text: str, language: Language) -> Speech:
        """The sound of `text`; raises DeviceError."""
        ...

    def interpret(self, text: str, language: Language) -> Interpretation:
        """What `text` asks for."""
        ...

    def handle(self, heard: Heard) -> bool:
        """Take words; whether they ask for something."""
        ...


class _RefusedError(Exception):
    """What a satellite asked for cannot be; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Satellite:
    """One connection."""

    def __init__(self, service: Service, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._service = service
        self._reader = reader
        self._writer = writer
        self._language: Language | None = None
        self._resampler: Resampler | None = None
        self._rate_hz = 0
        self._pieces: list[Samples] = []

    async def run(self) -> None:
        """Answer until it hangs up, sends nonsense or falls silent for long."""
        from wyoming.event import async_read_event

        reader = cast("asyncio.StreamReader", _Bounded(self._reader))
        with suppress(OSError, EOFError, TimeoutError, TypeError, AttributeError, LookupError, ValueError):
            while (event := await async_read_event(reader)) is not None:
                async for answer in self._answers(event.type, event.data, event.payload or b""):
                    await self._send(*answer)

    async def _answers(
        self, kind: str, data: dict[str, Any], payload: bytes
    ) -> AsyncIterator[tuple[str, dict[str, Any], bytes]]:
        """What follows from one event; a refusal is an answer, too."""
        try:
            async for answer in self._follow(kind, data, payload):
                yield answer
        except (_RefusedError, CarebotError) as error:
            yield "error", {"text": error.text.en}, b""

    async def _follow(
        self, kind: str, data: dict[str, Any], payload: bytes
    ) -> AsyncIterator[tuple[str, dict[str, Any], bytes]]:
        """What `kind` is answered with. The protocol asks servers to drop what they do not know."""
        match kind:
            case "describe":
                yield "info", self._info(), b""
            case "ping":
                yield "pong", {"text": data.get("text")}, b""
            case "transcribe" | "audio-start" | "audio-chunk":
                self._listen(kind, data, payload)
            case "audio-stop":
                yield "transcript", await self._transcript(), b""
            case "synthesize":
                async for answer in self._sound(data):
                    yield answer
            case "recognize" | "transcript":
                yield (self._intent if kind == "recognize" else self._handled)(_text(data), _language_of(data))
            case _:
                pass

    def _listen(self, kind: str, data: dict[str, Any], payload: bytes) -> None:
        if kind == "transcribe":
            self._language = _language(data.get("language"))
        elif kind == "audio-start":
            self._begin(data)
        else:
            self._take(data, payload)

    def _begin(self, sound: dict[str, Any]) -> None:
        self._pieces = []
        self._rate_hz = _rate_of(sound)
        self._resampler = Resampler(self._rate_hz, SAMPLE_RATE_HZ)

    def _take(self, sound: dict[str, Any], payload: bytes) -> None:
        if self._resampler is None:
            self._begin(sound)
        assert self._resampler is not None
        if _rate_of(sound) != self._rate_hz or len(payload) % 2:
            self._forget()
            raise _RefusedError(_NO_SOUND)
        self._pieces.append(self._resampler.feed(np.frombuffer(payload, dtype="<i2").astype(np.int16)))
        if sum(map(len, self._pieces)) > _LONGEST.total_seconds() * SAMPLE_RATE_HZ:
            self._forget()
            raise _RefusedError(_TOO_LONG)

    def _forget(self) -> None:
        self._pieces, self._resampler = [], None

    async def _transcript(self) -> dict[str, Any]:
        """What was said, empty for no words."""
        if self._resampler is not None:
            self._pieces.append(self._resampler.rest())
        samples = np.concatenate([np.zeros(0, dtype=np.int16), *self._pieces])
        self._forget()
        heard = await self._service.recognize(samples, self._language) if len(samples) else None
        if heard is None:
            return {"text": ""}
        return {"text": heard.text, "language": heard.language.value}

    async def _sound(self, data: dict[str, Any]) -> AsyncIterator[tuple[str, dict[str, Any], bytes]]:
        text = _text(data)
        speech = await self._service.synthesize(text, self._language_for(data.get("voice"), text))
        sound = {"rate": speech.rate_hz, "width": 2, "channels": 1}
        yield "audio-start", sound, b""
        for start in range(0, len(speech.samples), _CHUNK_SAMPLES):
            yield "audio-chunk", sound, speech.samples[start : start + _CHUNK_SAMPLES].astype("<i2").tobytes()
        yield "audio-stop", {}, b""

    def _language_for(self, voice: object, text: str) -> Language:
        """That of the voice that is asked for, else Mandarin where a Chinese character stands."""
        wanted = voice if isinstance(voice, dict) else {}
        language = _language(wanted.get("language"))
        if language is not None:
            return language
        spoken = self._service.languages.get(str(wanted.get("name")), frozenset())
        return min(spoken) if len(spoken) == 1 else _written_in(text)

    def _intent(self, text: str, language: Language) -> tuple[str, dict[str, Any], bytes]:
        intent = self._service.interpret(text, language).intent
        if intent is None:
            return "not-recognized", {}, b""
        entities = [{"name": name, "value": value} for name, value in intent.slots.items()]
        return "intent", {"name": intent.name, "entities": entities}, b""

    def _handled(self, text: str, language: Language) -> tuple[str, dict[str, Any], bytes]:
        """The robot answers with its own mouth, in the room where it is: no word of it goes to a satellite."""
        heard = Heard(
            text=text,
            language=language,
            confidence=1.0,
            engine="satellite",
            duration=duration_of(np.zeros(0, dtype=np.int16)),
        )
        return ("handled" if self._service.handle(heard) else "not-handled"), {}, b""

    def _info(self) -> dict[str, Any]:
        hears = [_artifact(name, languages) for name, languages in self._service.heard_by.items()]
        speaks = [_artifact(name, languages) for name, languages in self._service.languages.items()]
        reads = [_artifact("carebot", frozenset(Language))]
        return {
            "asr": [{**_artifact("carebot"), "models": hears}] if hears else [],
            "tts": [{**_artifact("carebot"), "voices": speaks}] if speaks else [],
            "intent": [{**_artifact("carebot"), "models": reads}],
            "handle": [{**_artifact("carebot"), "models": reads}],
        }

    async def _send(self, kind: str, data: dict[str, Any], payload: bytes) -> None:
        from wyoming.event import Event, async_write_event

        async with asyncio.timeout(_SILENT_AT_MOST.total_seconds()):
            await async_write_event(Event(type=kind, data=data, payload=payload or None), self._writer)


class _Bounded:
    """A reader of bounded pieces, on which something has to come within a time."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader

    async def readline(self) -> bytes:
        """The next line; raises ValueError when it is too long, TimeoutError when none comes."""
        async with asyncio.timeout(_SILENT_AT_MOST.total_seconds()):
            return await self._reader.readline()

    async def readexactly(self, count: int) -> bytes:
        """So many bytes; raises ValueError for more than any event holds."""
        if count > _LARGEST_BYTES:
            raise ValueError("too large for an event")
        async with asyncio.timeout(_SILENT_AT_MOST.total_seconds()):
            return await self._reader.readexactly(count)


def _artifact(name: str, languages: frozenset[Language] | None = None) -> dict[str, Any]:
    described = {
        "name": name,
        "attribution": _BY,
        "installed": True,
        "description": "carebot",
        "version": version("carebot"),
    }
    return described if languages is None else {**described, "languages": sorted(languages)}


def _rate_of(sound: dict[str, Any]) -> int:
    rate_hz = sound.get("rate")
    lowest_hz, highest_hz = _RATES_HZ
    fits = isinstance(rate_hz, int) and lowest_hz <= rate_hz <= highest_hz
    if not fits or sound.get("width") != 2 or sound.get("channels") != 1:
        raise _RefusedError(_NO_SOUND)
    return cast("int", rate_hz)


def _text(data: dict[str, Any]) -> str:
    text = data.get("text")
    if not isinstance(text, str) or not text.strip():
        raise _RefusedError(_WORDLESS)
    if len(text) > _LONGEST_TEXT:
        raise _RefusedError(_TOO_LONG)
    return text


def _language(told: object) -> Language | None:
    """The language of a tag like `zh-CN`; None for none that carebot speaks."""
    tag = told.lower().split("-")[0].split("_")[0] if isinstance(told, str) else ""
    return next((language for language in Language if language.value == tag), None)


def _language_of(data: dict[str, Any]) -> Language:
    return _language(data.get("language")) or _written_in(_text(data))


def _written_in(text: str) -> Language:
    return Language.ZH if any("\u4e00" <= character <= "\u9fff" for character in text) else Language.EN
