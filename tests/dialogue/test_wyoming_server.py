"""carebot as a Wyoming server: met by its own client, and by satellites that send anything at all."""

import asyncio
import json
import socket
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import numpy as np
import pytest

from carebot.clocks import SystemClock
from carebot.core.errors import DeviceError, ModelError
from carebot.core.language import Language, Text
from dialogue import wyoming_server
from dialogue.base import (
    AS_EVER,
    SAMPLE_RATE_HZ,
    Heard,
    Manner,
    Readiness,
    Recognizer,
    Samples,
    Speech,
    Voice,
    duration_of,
)
from dialogue.wyoming import Wyoming
from dialogue.wyoming_client import Options as PeerOptions
from dialogue.wyoming_server import Options, SatelliteService, Told
from dialogue.wyoming_voice import WyomingVoice
from tests.dialogue.conftest import tone
from tests.dialogue.wyoming_peer import Listened, free_port, serving, wire

pytestmark = pytest.mark.anyio

READY = Readiness(ready=True, detail=Text(zh="好", en="ready"))
SOUND = {"rate": SAMPLE_RATE_HZ, "width": 2, "channels": 1}


class Counting(Recognizer):
    """Says how many tenths of a second it heard."""

    name = "counting"
    languages = frozenset(Language)

    def __init__(self, *, starts: bool = True) -> None:
        self.starts = starts
        self.asked: list[Language | None] = []
        self.closed = False

    def readiness(self) -> Readiness:
        return READY

    def start(self) -> None:
        if not self.starts:
            raise ModelError(Text(zh="坏了", en="broken"))

    def recognize(self, samples: Samples, language: Language | None) -> Heard | None:
        self.asked.append(language)
        text = f"{round(len(samples) / SAMPLE_RATE_HZ, 1)} of water"
        return Heard(text=text, language=Language.EN, confidence=0.9, engine=self.name, duration=duration_of(samples))

    def close(self) -> None:
        self.closed = True


class Humming(Voice):
    """Hums as long as a text is; says nothing with a no in it."""

    name = "humming"
    languages = frozenset({Language.EN})

    def readiness(self) -> Readiness:
        return READY

    def start(self) -> None:
        return

    def synthesize(self, text: str, language: Language, *, manner: Manner = AS_EVER) -> Speech:
        if "no" in text:
            raise DeviceError(Text(zh="哑了", en="dumb"))
        return Speech(samples=tone(0.1 * len(text), rate_hz=24_000), rate_hz=24_000)

    def close(self) -> None:
        return


@pytest.fixture(autouse=True)
def everything_is_speech(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands for speech here are tones."""
    monkeypatch.setattr(wyoming_server, "_voiced", lambda samples: bool(np.any(samples)))


def peer(service: SatelliteService) -> PeerOptions:
    return PeerOptions(address=f"tcp://127.0.0.1:{service.port}")


async def exchange(service: SatelliteService, *sent: bytes) -> list[dict[str, Any]]:
    """What a satellite is answered that sends these bytes and then nothing more; payloads are left out."""
    reader, writer = await asyncio.open_connection("127.0.0.1", service.port)
    writer.write(b"".join(sent))
    writer.write_eof()
    answers: list[dict[str, Any]] = []
    async with asyncio.timeout(20):
        with suppress(ConnectionResetError):  # what the server did not read before it hung up
            while line := await reader.readline():
                event = json.loads(line)
                event["data"] = json.loads(await reader.readexactly(event.pop("data_length", 0)) or "{}")
                await reader.readexactly(event.get("payload_length", 0))
                answers.append(event)
    writer.close()
    return answers


def spoken(samples: Samples, rate_hz: int = SAMPLE_RATE_HZ, **told: Any) -> bytes:
    """An utterance in two chunks."""
    sound = {**SOUND, "rate": rate_hz}
    middle = len(samples) // 2
    return (
        wire("transcribe", told)
        + wire("audio-start", sound)
        + b"".join(wire("audio-chunk", sound, each.tobytes()) for each in (samples[:middle], samples[middle:]))
        + wire("audio-stop")
    )


async def test_its_own_client_is_heard_and_spoken_to() -> None:
    listened = Listened()
    async with serving([Counting()], [Humming()], listened) as service:
        client = Wyoming(peer(service), SystemClock())
        await asyncio.to_thread(client.start)
        heard = await asyncio.to_thread(client.recognize, tone(0.5), None)
        voice = WyomingVoice(peer(service), SystemClock(), frozenset({Language.EN}))
        await asyncio.to_thread(voice.start)
        speech = await asyncio.to_thread(voice.synthesize, "hello", Language.EN)
    assert heard is not None
    assert heard.text == "0.5 of water"
    assert [each.text for each in listened.heard] == ["0.5 of water"]
    assert speech.rate_hz == 24_000
    assert np.array_equal(speech.samples, tone(0.5, rate_hz=24_000))


async def test_it_describes_what_it_has() -> None:
    async with serving([Counting()], [Humming()], Listened()) as service:
        (answer,) = await exchange(service, wire("describe"))
    assert answer["type"] == "info"
    info = answer["data"]
    assert info["asr"][0]["models"][0]["languages"] == ["en", "zh"]
    assert [voice["name"] for voice in info["tts"][0]["voices"]] == ["humming"]
    assert info["intent"]
    assert info["handle"]


async def test_info_is_what_the_protocol_says_it_is() -> None:
    from wyoming.event import Event
    from wyoming.info import Info

    async with serving([Counting()], [Humming()], Listened()) as service:
        (answer,) = await exchange(service, wire("describe"))
    info = Info.from_event(Event(type="info", data=answer["data"]))
    assert info.asr[0].models[0].name == "counting"
    assert info.tts[0].voices[0].languages == ["en"]


async def test_sound_of_another_rate_and_with_a_language_is_taken() -> None:
    recognizer = Counting()
    async with serving([recognizer], [], Listened()) as service:
        sound = tone(1.0, rate_hz=44_100)
        (answer,) = await exchange(service, spoken(sound, 44_100, language="zh-CN"))
    assert answer["data"]["text"] == "1.0 of water"
    assert recognizer.asked == [Language.ZH]


async def test_one_utterance_knows_nothing_of_the_one_before() -> None:
    listened = Listened()
    async with serving([Counting()], [], listened) as service:
        answers = await exchange(service, spoken(tone(0.3)), spoken(tone(0.5)), wire("audio-stop"))
    assert [answer["data"]["text"] for answer in answers] == ["0.3 of water", "0.5 of water", ""]
    assert len(listened.heard) == 2


async def test_what_is_no_speech_is_no_words_and_reaches_nobody() -> None:
    listened, recognizer = Listened(), Counting()
    async with serving([recognizer], [], listened) as service:
        (answer,) = await exchange(service, spoken(np.zeros(16_000, dtype=np.int16)))
    assert answer["data"] == {"text": ""}
    assert listened.heard == []
    assert recognizer.asked == []


async def test_words_given_as_sound_are_not_taken_again_as_text() -> None:
    listened = Listened()
    async with serving([Counting()], [], listened) as service:
        answers = await exchange(
            service,
            spoken(tone(0.5)),
            wire("transcript", {"text": "0.5 of water"}),
            wire("transcript", {"text": "more water please"}),
            wire("transcript", {"text": "今天天气好"}),
        )
    assert [answer["type"] for answer in answers] == ["transcript", "handled", "handled", "not-handled"]
    assert [each.text for each in listened.heard] == ["0.5 of water", "more water please", "今天天气好"]
    assert [each.language for each in listened.heard][1:] == [Language.EN, Language.ZH]


async def test_reading_an_intent_does_nothing() -> None:
    listened = Listened()
    async with serving([], [], listened) as service:
        answers = await exchange(
            service, wire("recognize", {"text": "bring water"}), wire("recognize", {"text": "la la"})
        )
    assert answers[0]["data"]["name"] == "fetch"
    assert answers[0]["data"]["entities"] == [{"name": "object", "value": "water"}]
    assert answers[1]["type"] == "not-recognized"
    assert listened.heard == []


async def test_a_voice_that_fails_or_is_none_is_told() -> None:
    async with serving([], [Humming()], Listened()) as service:
        answers = await exchange(
            service,
            wire("synthesize", {"text": "no"}),
            wire("synthesize", {"text": "你好"}),
            wire("synthesize", {"text": ""}),
            wire("synthesize", {"text": "word " * 1000}),
            wire("synthesize", {"text": "hi", "voice": {"name": "humming"}}),
        )
    told = [answer["data"].get("text") for answer in answers[:4]]
    assert told == ["dumb", "There is no voice for this language.", "There is no text.", told[3]]
    assert "too long" in told[3]
    assert [answer["type"] for answer in answers[4:]] == ["audio-start", "audio-chunk", "audio-chunk", "audio-stop"]


NONSENSE: Sequence[bytes] = (
    b"\x00\xff\xfe garbage\n",
    b"[]\n",
    b"{}\n",
    b'{"type": "describe", "data": [1]}\n',
    b'{"type": "audio-chunk", "payload_length": 99999999999}\n',
    b'{"type": "audio-chunk", "payload_length": -5}\n',
    b'{"type": "audio-chunk", "data_length": "x"}\n',
    b'{"type": "audio-chunk", "payload_length": 100}\nabc',
    b"x" * 200_000,
    wire("audio-chunk", {}, b"abc"),
    wire("audio-start", {"rate": 16_000, "width": 4, "channels": 1}),
    wire("audio-start", SOUND) + wire("audio-chunk", {**SOUND, "rate": 8_000}, b"ab"),
    wire("audio-start", SOUND) + wire("audio-chunk", SOUND, b"abc"),
    wire("transcribe", {"language": 7}),
    wire("synthesize", {"text": 7}),
    wire("synthesize", {"text": "hi", "voice": 7}),
    wire("transcript", {"text": None}),
    wire("something-new", {"a": 1}),
    b"",
)


async def test_whatever_a_satellite_sends_the_next_one_is_served() -> None:
    listened = Listened()
    async with serving([Counting()], [Humming()], listened) as service:
        for nonsense in NONSENSE:
            for answer in await exchange(service, nonsense):
                assert answer["type"] in {"error", "info", "audio-start", "audio-chunk", "audio-stop"}, nonsense[:60]
        (answer,) = await exchange(service, spoken(tone(0.5)))
    assert answer["data"]["text"] == "0.5 of water"
    assert len(listened.heard) == 1


async def test_one_who_streams_on_is_told_and_forgotten() -> None:
    minute = wire("audio-chunk", SOUND, np.ones(61 * SAMPLE_RATE_HZ, dtype=np.int16).tobytes())
    async with serving([Counting()], [], Listened()) as service:
        answers = await exchange(service, wire("audio-start", SOUND), minute, spoken(tone(0.5)))
    assert "too long" in answers[0]["data"]["text"]
    assert answers[1]["data"]["text"] == "0.5 of water"


async def test_more_than_so_many_are_turned_away() -> None:
    async with serving([], [], Listened(), connections=2) as service:
        held = [await asyncio.open_connection("127.0.0.1", service.port) for _ in range(2)]
        for reader, writer in held:
            writer.write(wire("describe"))
            assert await reader.readline()
        reader, writer = await asyncio.open_connection("127.0.0.1", service.port)
        assert await reader.read() == b""
        writer.close()
        for _, writer in held:
            writer.close()
            await writer.wait_closed()


async def test_a_recogniser_that_cannot_start_is_told_and_the_rest_is_served() -> None:
    listened = Listened()
    async with serving([Counting(starts=False)], [Humming()], listened) as service:
        (answer,) = await exchange(service, spoken(tone(0.5)))
        assert answer["data"]["text"] == ""
        assert await exchange(service, wire("synthesize", {"text": "hi"}))
    assert [fault.en for fault in listened.faults if fault] == ["broken"]


async def test_its_end_hangs_up_and_closes_the_engines() -> None:
    recognizer = Counting()
    async with serving([recognizer], [], Listened()) as service:
        reader, writer = await asyncio.open_connection("127.0.0.1", service.port)
        writer.write(wire("describe"))
        assert await reader.readline()
        port = service.port
    assert recognizer.closed
    await reader.read()
    writer.close()
    with pytest.raises(OSError, match="Connect"):
        await asyncio.open_connection("127.0.0.1", port)


def service_at(options: Options) -> SatelliteService:
    listened = Listened()
    told = Told(heard=listened.heard.append, interpret=listened.interpret, fault=listened.faults.append)
    return SatelliteService(options, told, SystemClock(), [], [])


async def test_a_port_that_is_taken_is_told() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(DeviceError, match="choose another in"),
    ):
        await service_at(Options(port=taken.getsockname()[1])).run()


async def test_other_machines_are_not_served_unless_it_is_meant() -> None:
    refused = service_at(Options(host="0.0.0.0", port=free_port()))
    assert not refused.readiness().ready
    with pytest.raises(DeviceError, match="beyond_this_machine"):
        await refused.run()
    assert service_at(Options(host="0.0.0.0", beyond_this_machine=True)).readiness().ready
