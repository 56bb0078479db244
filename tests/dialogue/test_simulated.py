import asyncio
import threading

import pytest

from carebot.clocks import SimulatedClock
from dialogue.base import Speech
from dialogue.simulated import SimulatedLoudspeaker
from tests.dialogue.conftest import run_for, tone

pytestmark = pytest.mark.anyio

SPEECH = Speech(samples=tone(2.0), rate_hz=16_000)


async def test_speech_takes_its_time_and_is_heard_at_its_end(clock: SimulatedClock) -> None:
    heard: list[tuple[Speech, float]] = []
    playing = asyncio.create_task(
        SimulatedLoudspeaker(clock, lambda *what: heard.append(what)).play(SPEECH, volume_db=50)
    )
    await run_for(clock, 1.8)
    assert not playing.done()
    assert heard == []
    await run_for(clock, 0.4)
    assert await playing
    assert heard == [(SPEECH, 50)]


async def test_a_stop_from_another_thread_silences_it(clock: SimulatedClock) -> None:
    heard: list[tuple[Speech, float]] = []
    air = SimulatedLoudspeaker(clock, lambda *what: heard.append(what))
    playing = asyncio.create_task(air.play(SPEECH, volume_db=50))
    await run_for(clock, 1)
    thread = threading.Thread(target=air.stop)
    thread.start()
    thread.join()
    assert not await playing
    assert heard == []
    air.stop()
