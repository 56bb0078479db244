import asyncio
import wave
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from carebot.clocks import SimulatedClock
from carebot.core.errors import DeviceError
from dialogue import microphone
from dialogue.base import CHUNK_SAMPLES, AudioSource, Samples
from dialogue.devices import Device, Stream
from dialogue.hear import Unhurried
from dialogue.microphone import Chunker, Microphone, Options, Recording
from dialogue.simulated import SimulatedMicrophone
from tests.dialogue.conftest import run_for, tone
from tests.dialogue.test_loudspeaker import with_sound_card

pytestmark = pytest.mark.anyio


class Wire(Stream):
    """A stream that delivers what it is given, from another thread as a sound card does."""

    def __init__(self, deliver: Callable[[bytes], None], pieces: list[Samples]) -> None:
        self.closed = False
        for piece in pieces:
            deliver(piece.tobytes())

    def close(self) -> None:
        self.closed = True


def plugged(monkeypatch: pytest.MonkeyPatch, pieces: list[Samples], rate_hz: int = 16_000) -> list[Wire]:
    """Put a microphone in that hears `pieces` and then nothing more."""
    wires: list[Wire] = []

    def open_input(_device: Device, _rate_hz: int, _block: int, deliver: Callable[[bytes], None]) -> Wire:
        wires.append(Wire(deliver, pieces))
        return wires[-1]

    monkeypatch.setattr(Device, "rate_hz", lambda _device, _wanted: rate_hz)
    monkeypatch.setattr(Device, "open_input", open_input)
    monkeypatch.setattr(microphone, "DEAD_AFTER", timedelta(milliseconds=50))
    return wires


def write(path: Path, samples: Samples) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(samples.tobytes())
    return path


async def listen(source: AudioSource, into: list[Samples]) -> None:
    """Put every chunk of `source` into the list as it comes."""
    async for chunk in source.chunks():
        into.append(chunk)  # noqa: PERF401 (it is looked at while it grows)


def test_sound_is_cut_into_equal_chunks_and_the_last_is_filled_up() -> None:
    chunker = Chunker()
    sound = tone(0.1)
    chunks = [*chunker.feed(sound[:700]), *chunker.feed(sound[700:]), *chunker.rest()]
    assert [len(chunk) for chunk in chunks] == [CHUNK_SAMPLES] * 4
    assert np.array_equal(np.concatenate(chunks)[: len(sound)], sound)
    assert list(chunker.rest()) == []


async def test_a_recording_takes_its_own_time(tmp_path: Path, clock: SimulatedClock) -> None:
    chunks: list[Samples] = []

    source = Recording(write(tmp_path / "one.wav", tone(2.0)), clock)
    listening = asyncio.create_task(listen(source, chunks))
    while not chunks:
        await asyncio.sleep(0)
        await clock.advance(timedelta(milliseconds=1))
    await run_for(clock, 1.0)
    assert len(chunks) == pytest.approx(1.0 / 0.032, abs=2)
    await run_for(clock, 1.5)
    await listening
    assert np.array_equal(np.concatenate(chunks)[:32_000], tone(2.0))


async def test_a_bad_recording_raises_when_it_is_listened_to(tmp_path: Path) -> None:
    source = Recording(tmp_path / "nowhere.wav", Unhurried())
    assert not source.readiness().ready
    with pytest.raises(DeviceError, match="no recording"):
        await anext(source.chunks())


async def test_a_microphone_gives_chunks_and_says_when_it_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    wires = plugged(monkeypatch, [tone(0.064), tone(0.064)])
    chunks: list[Samples] = []
    with pytest.raises(DeviceError, match="has stopped working") as caught:
        await listen(Microphone(Options(device="desk")), chunks)
    assert len(chunks) == 4
    assert "desk" in caught.value.text.zh
    assert wires[0].closed


async def test_another_rate_is_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    plugged(monkeypatch, [tone(1.0, rate_hz=48_000)], rate_hz=48_000)
    chunks: list[Samples] = []
    with pytest.raises(DeviceError):
        await listen(Microphone(Options()), chunks)
    spectrum = np.abs(np.fft.rfft(np.concatenate(chunks).astype(np.float64)))
    assert np.argmax(spectrum) * 16_000 / (len(chunks) * CHUNK_SAMPLES) == pytest.approx(440, abs=3)


async def test_a_machine_that_cannot_keep_up_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    plugged(monkeypatch, [tone(0.032)] * (microphone.BACKLOG + 10))
    with pytest.raises(DeviceError, match="cannot keep up"):
        await listen(Microphone(Options()), [])


@pytest.mark.slow
def test_a_missing_microphone_is_named_with_the_remedy(tmp_path: Path) -> None:
    told = with_sound_card(
        tmp_path,
        """
        import asyncio, json
        from carebot.core.errors import DeviceError
        from dialogue.microphone import Microphone, Options

        async def first(name):
            try:
                return len(await anext(Microphone(Options(device=name)).chunks()))
            except DeviceError as error:
                return error.text.en

        print(json.dumps([asyncio.run(first("speaker")), asyncio.run(first("ceiling"))]))
        """,
    )
    # A card without a clock of its own may deliver faster than anybody can listen.
    assert told[0] in {512, "This machine cannot keep up with the microphone; close other programs."}
    assert told[1] == "The microphone ceiling is missing; plug it in or name another one in the settings."


async def test_the_simulated_microphone_is_silent_until_somebody_speaks(clock: SimulatedClock) -> None:
    source = SimulatedMicrophone(clock)
    chunks: list[Samples] = []

    listening = asyncio.create_task(listen(source, chunks))
    await run_for(clock, 5)
    assert chunks == []
    source.push(tone(1.0))
    await run_for(clock, 1.0)
    assert 28 <= len(chunks) <= 32
    await run_for(clock, 5)
    heard = np.concatenate(chunks)
    assert np.array_equal(heard[:16_000], tone(1.0))
    assert 16_000 * 3.4 < len(heard) < 16_000 * 3.6
    assert not heard[16_000:].any()
    listening.cancel()


@pytest.mark.slow
def test_what_is_plugged_in_later_is_found(tmp_path: Path) -> None:
    """A microphone that was missing at the start, and a loudspeaker for which the microphone lets go for a moment."""
    told = with_sound_card(
        tmp_path,
        """
        import asyncio, json, os
        from pathlib import Path
        from carebot.core.errors import DeviceError
        from dialogue.devices import Device
        from dialogue.microphone import Microphone, Options

        CONFIG = Path(os.environ["ALSA_CONFIG_PATH"])

        def plug(name):
            CONFIG.write_text(
                CONFIG.read_text() + 'pcm.%s { type null; hint { show on description "%s" } }' % (name, name)
            )

        def missing(device):
            try:
                device.rate_hz(16_000)
            except DeviceError:
                return True
            return False

        async def sound(source):
            # a card without a clock of its own may deliver faster than anybody can listen: listened to anew
            while True:
                try:
                    async for chunk in source.chunks():
                        yield len(chunk)
                except DeviceError as error:
                    assert "cannot keep up" in error.text.en

        async def listen():
            chunks, ceiling = sound(Microphone(Options(device="desk"))), Device(name="ceiling", output=True)
            told = [missing(Device(name="desk", output=False))]
            plug("desk")
            told.append(await anext(chunks))
            told.append(missing(ceiling))
            plug("ceiling")
            while missing(ceiling):
                await anext(chunks)
            told.append(await anext(chunks))
            return told

        print(json.dumps(asyncio.run(listen())))
        """,
    )
    assert told == [True, 512, True, 512]
