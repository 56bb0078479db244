"""A spotter that breaks down in the middle of the run is told within ten seconds, and told well again when it is."""

import asyncio
from datetime import timedelta

import pytest

from carebot.assembly.stop_words import EVERY, watch_spotter
from carebot.clocks import SimulatedClock
from carebot.core.errors import ModelError
from carebot.core.intents import Intent
from carebot.core.language import Text
from dialogue.base import Readiness, Samples, Spotter
from dialogue.spotting import Options, Spotting
from tests.dialogue.conftest import START, tone

pytestmark = pytest.mark.anyio
BROKEN = Text(zh="坏了。", en="It broke.")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Brittle(Spotter):
    """Breaks down when it is told to, in a way that was foreseen or not."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.breaks = False
        self.ready = True

    def readiness(self) -> Readiness:
        return Readiness(ready=self.ready, detail=BROKEN)

    def start(self) -> None:
        pass

    def accept(self, chunk: Samples, *, voiced: bool) -> Intent | None:
        if self.breaks:
            raise self.error
        return None

    def reset(self) -> None:
        pass

    def close(self) -> None:
        pass


async def told_by(spotter: Spotter, clock: SimulatedClock, faults: list[Text | None], periods: int) -> None:
    watching = asyncio.create_task(watch_spotter(spotter, clock, faults.append))
    for _ in range(periods):
        async with clock.hold():
            await asyncio.sleep(0)
        await clock.advance(EVERY)
        await asyncio.to_thread(spotter.readiness)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)


async def test_what_broke_down_is_told_once_within_ten_seconds() -> None:
    engine = Brittle(ModelError(BROKEN))
    spotter, faults = Spotting([engine], Options(beside=False)), list[Text | None]()
    spotter.start()
    spotter.accept(tone(0.1), voiced=True)
    await told_by(spotter, SimulatedClock(START), faults, 2)
    assert faults == []
    engine.breaks = True
    spotter.accept(tone(0.1), voiced=True)
    await told_by(spotter, SimulatedClock(START), faults, 2)
    [fault] = faults
    assert fault is not None
    assert "It broke." in fault.en
    assert "stop button" in fault.en
    assert timedelta(seconds=10) >= EVERY * 2


async def test_what_works_again_is_told_too() -> None:
    engine, faults = Brittle(ModelError(BROKEN)), list[Text | None]()
    clock = SimulatedClock(START)
    engine.ready = False
    watching = asyncio.create_task(watch_spotter(engine, clock, faults.append))
    for ready in (False, False, True, True):
        engine.ready = ready
        await clock.advance(EVERY)
        for _ in range(50):
            await asyncio.to_thread(engine.readiness)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    assert len(faults) == 2
    assert faults[0] is not None
    assert faults[1] is None


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
async def test_a_thread_that_died_of_something_unforeseen_is_not_ready() -> None:
    engine = Brittle(RuntimeError("unforeseen"))
    engine.breaks = True
    spotter = Spotting([engine], Options(beside=True))
    spotter.start()
    assert spotter.readiness().ready
    spotter.accept(tone(0.1), voiced=True)
    async with asyncio.timeout(10):
        while spotter.readiness().ready:
            await asyncio.to_thread(engine.readiness)
    assert "broke down" in spotter.readiness().detail.en
    spotter.close()
