"""carebot as a client of Wyoming servers, well-behaved and other."""

from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from carebot.clocks import SystemClock
from carebot.core.errors import DeviceError, ModelError
from carebot.core.language import Language
from dialogue import wyoming_client
from dialogue.base import Manner, duration_of
from dialogue.wyoming import CONFIDENCE, Wyoming
from dialogue.wyoming_client import Options, host_of, is_this_machine
from dialogue.wyoming_voice import WyomingVoice
from tests.dialogue.conftest import silence, tone
from tests.dialogue.wyoming_peer import INFO, answering, free_port, wire

DESCRIBED = wire("info", INFO)
SOUND = {"rate": 22_050, "width": 2, "channels": 1}
SOUND_BYTES = tone(0.5, rate_hz=22_050).astype("<i2").tobytes()
SPOKEN = wire("audio-start", SOUND) + wire("audio-chunk", SOUND, SOUND_BYTES) + wire("audio-stop")


def at(address: str) -> Options:
    return Options(address=address, reached_within=timedelta(seconds=1), answered_within=timedelta(seconds=1))


def recognizer(address: str) -> Wyoming:
    engine = Wyoming(at(address), SystemClock())
    engine.start()
    return engine


def voice(address: str) -> WyomingVoice:
    engine = WyomingVoice(at(address), SystemClock())
    engine.start()
    return engine


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("tcp://127.0.0.1:10300", "127.0.0.1"),
        ("tcp://[::1]:10300", "::1"),
        ("tcp://localhost:1", "localhost"),
        ("tcp://ears.local:10300", "ears.local"),
        ("tcp://127.0.0.1", None),
        ("tcp://127.0.0.1:0", None),
        ("tcp://127.0.0.1:99999", None),
        ("http://127.0.0.1:80", None),
        ("tcp://:10300", None),
        ("tcp://127.0.0.1:10300/path", None),
        ("127.0.0.1:10300", None),
        ("", None),
    ],
)
def test_an_address_names_host_and_port(address: str, host: str | None) -> None:
    assert host_of(address) == host


@pytest.mark.parametrize(
    ("host", "here"),
    [("127.0.0.1", True), ("127.3.2.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False)]
    + [(host, False) for host in ("192.168.1.7", "example.org", "")],
)
def test_this_machine_is_a_loopback_address(host: str, here: bool) -> None:
    assert is_this_machine(host) is here


def test_other_machines_are_refused_unless_they_are_allowed() -> None:
    refused = Wyoming(at("tcp://192.0.2.1:10300"), SystemClock())
    assert "wyoming_beyond_this_machine" in refused.readiness().detail.en
    with pytest.raises(ModelError, match="no passwords"):
        refused.start()


@pytest.mark.parametrize("engine", [Wyoming, WyomingVoice])
def test_a_server_that_is_not_there_is_told(engine: Any) -> None:
    one = engine(at(f"tcp://127.0.0.1:{free_port()}"), SystemClock())
    assert "cannot be reached" in one.readiness().detail.en
    with pytest.raises(ModelError, match="start it, or correct the address"):
        one.start()


@pytest.mark.parametrize(
    ("engine", "info"),
    [
        (Wyoming, {"tts": INFO["tts"]}),
        (Wyoming, {}),
        (WyomingVoice, {"asr": INFO["asr"]}),
        (WyomingVoice, {"tts": [{"voices": [{"languages": ["fr"]}]}]}),
        (WyomingVoice, {}),
    ],
)
def test_a_server_that_serves_something_else_is_told(engine: Any, info: dict[str, Any]) -> None:
    with answering(wire("info", info)) as address:
        readiness = engine(at(address), SystemClock()).readiness()
    assert not readiness.ready
    assert "offers no" in readiness.detail.en


@pytest.mark.parametrize(
    ("data", "asked", "text", "language"),
    [
        ({"text": " 請給我水。", "language": "zh-TW"}, None, "请给我水。", Language.ZH),
        ({"text": "Some water."}, None, "Some water.", Language.EN),
        ({"text": "喝水"}, None, "喝水", Language.ZH),
        ({"text": "OK"}, Language.ZH, "OK", Language.ZH),
        ({"text": "OK", "language": "EN"}, Language.ZH, "OK", Language.EN),
    ],
)
def test_words_come_back(data: dict[str, str], asked: Language | None, text: str, language: Language) -> None:
    sound = tone(0.5)
    with answering(DESCRIBED, wire("transcript", data)) as address:
        heard = recognizer(address).recognize(sound, asked)
    assert heard is not None
    assert (heard.text, heard.language, heard.confidence) == (text, language, CONFIDENCE)
    assert heard.duration == duration_of(sound)


@pytest.mark.parametrize("text", ["", "  ", "……", "?!"])
def test_no_words_are_none(text: str) -> None:
    with answering(DESCRIBED, wire("transcript", {"text": text})) as address:
        assert recognizer(address).recognize(tone(0.5), None) is None


def test_silence_and_clicks_are_not_sent() -> None:
    with answering(DESCRIBED, b"garbage") as address:
        engine = recognizer(address)
        assert engine.recognize(silence(1.0), None) is None
        assert engine.recognize(tone(0.05), None) is None
        assert engine.recognize(silence(0.0), None) is None


BAD = {
    "nothing": (b"", "hung up"),
    "garbage": (b"\x00\xff garbage\n", "makes no sense"),
    "no object": (b"[1, 2]\n", "makes no sense"),
    "no type": (b"{}\n", "makes no sense"),
    "half a line": (b'{"type": "tran', "makes no sense|hung up"),
    "a length that is none": (b'{"type": "transcript", "data_length": "x"}\n', "makes no sense"),
    "data that is none": (b'{"type": "transcript", "data": [1]}\n', "makes no sense"),
    "a failure": (wire("error", {"text": "out of memory"}), "reports a failure: out of memory"),
    "half a payload": (b'{"type": "audio-chunk", "payload_length": 100}\nabc', "hung up"),
}


@pytest.mark.parametrize("bad", BAD)
def test_an_answer_that_is_none_is_told_by_the_recogniser(bad: str) -> None:
    answer, why = BAD[bad]
    with answering(DESCRIBED, answer) as address:
        engine = recognizer(address)
        with pytest.raises(ModelError, match=why):
            engine.recognize(tone(0.5), None)


@pytest.mark.parametrize("bad", BAD)
def test_an_answer_that_is_none_is_told_by_the_voice(bad: str) -> None:
    answer, why = BAD[bad]
    with answering(DESCRIBED, answer) as address:
        engine = voice(address)
        with pytest.raises(DeviceError, match=why):
            engine.synthesize("hello", Language.EN)


@pytest.mark.parametrize("text", [None, 3, ["a"]])
def test_a_transcript_without_words_is_told(text: object) -> None:
    with answering(DESCRIBED, wire("transcript", {"text": text})) as address:
        engine = recognizer(address)
        with pytest.raises(ModelError, match="without words"):
            engine.recognize(tone(0.5), None)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (wire("audio-start", {**SOUND, "rate": 0}), "rate of 0"),
        (wire("audio-start", {**SOUND, "rate": "16000"}), "rate of '16000'"),
        (wire("audio-start", {**SOUND, "width": 4}), "16 bits"),
        (wire("audio-start", {**SOUND, "channels": 2}), "16 bits"),
        (wire("audio-start", SOUND) + wire("audio-chunk", {**SOUND, "rate": 16_000}, b"ab"), "changes in the middle"),
        (wire("audio-start", SOUND) + wire("audio-chunk", SOUND, b"abc") + wire("audio-stop"), "half a sample"),
        (wire("audio-start", SOUND) + wire("audio-stop"), "no sound at all"),
        (wire("audio-start", SOUND) + wire("audio-chunk", SOUND, SOUND_BYTES), "hung up"),
        (wire("audio-stop"), "hung up"),
    ],
)
def test_half_or_odd_sound_is_not_believed(answer: bytes, why: str) -> None:
    with answering(DESCRIBED, answer) as address:
        engine = voice(address)
        with pytest.raises(DeviceError, match=why):
            engine.synthesize("hello", Language.EN)


def test_a_server_that_keeps_silent_is_given_up() -> None:
    with answering(DESCRIBED, wire("audio-start", SOUND), hangs=True) as address:
        engine = voice(address)
        with pytest.raises(DeviceError, match="did not answer in time"):
            engine.synthesize("hello", Language.EN)


def test_a_server_that_trickles_is_given_up() -> None:
    with answering(DESCRIBED, wire("transcript-chunk", {"text": "..."}), trickles=True) as address:
        engine = recognizer(address)
        with pytest.raises(ModelError, match="did not answer in time"):
            engine.recognize(tone(0.5), None)


def test_a_server_without_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wyoming_client, "_LARGEST_BYTES", 20_000)
    with answering(DESCRIBED, wire("audio-start", SOUND) + wire("audio-chunk", SOUND, SOUND_BYTES) * 2) as address:
        engine = voice(address)
        with pytest.raises(DeviceError, match="it is endless"):
            engine.synthesize("hello", Language.EN)


def test_what_is_expected_is_told_to_the_server() -> None:
    taken: list[bytes] = []
    with answering(DESCRIBED, wire("transcript", {"text": "水"}), taken=taken) as address:
        engine = recognizer(address)
        engine.expect(["降压药", "kitchen"])
        engine.recognize(tone(0.5), Language.ZH)
    assert b"transcribe" in taken[1]
    assert "降压药".encode() in taken[1]


def test_sound_comes_back_at_the_rate_that_was_asked_for() -> None:
    with answering(DESCRIBED, SPOKEN) as address:
        engine = voice(address)
        plain = engine.synthesize("hello", Language.EN)
        slow = engine.synthesize("hello", Language.EN, manner=Manner(rate=0.5))
        apart = engine.synthesize("One. Two.", Language.EN, manner=Manner(pause=timedelta(seconds=1)))
    assert plain.rate_hz == 22_050
    assert plain.samples.tobytes() == SOUND_BYTES
    assert slow.duration.total_seconds() == pytest.approx(1.0, abs=0.1)
    assert apart.duration == 2 * plain.duration + timedelta(seconds=1)
    assert not np.any(apart.samples[len(plain.samples) : len(plain.samples) + 22_050])


def test_what_has_no_letter_is_not_sent() -> None:
    with answering(DESCRIBED, SPOKEN) as address, pytest.raises(DeviceError, match="nothing in the text"):
        voice(address).synthesize("……", Language.ZH)
