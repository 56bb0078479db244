import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np
import pytest

from carebot.clocks import SimulatedClock
from carebot.core.errors import DeviceError, ModelError
from carebot.core.intents import STOP, Intent
from carebot.core.language import Language, Text
from dialogue.base import (
    CHUNK_SAMPLES,
    AudioSource,
    Heard,
    Readiness,
    Recognizer,
    Samples,
    Spotter,
    duration_of,
)
from dialogue.ears import Ears, Hearing, Told
from dialogue.vad import VoiceActivity
from tests.dialogue.conftest import silence, tone

pytestmark = pytest.mark.anyio

READY = Readiness(ready=True, detail=Text(zh="", en=""))


@pytest.fixture(autouse=True)
def tones_are_speech(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silero knows that a tone is no voice; here any sound counts as one."""
    monkeypatch.setattr(VoiceActivity, "start", lambda _self: None)
    monkeypatch.setattr(VoiceActivity, "probability", lambda _self, chunk: float(np.abs(chunk).max() > 100))


class Sounds(AudioSource):
    """Gives its sound at once, then ends or fails; tells `at` before each chunk."""

    def __init__(self, *sounds: Samples, fails: bool = False) -> None:
        self.sound = np.concatenate(sounds)
        self.fails = fails

    def readiness(self) -> Readiness:
        return READY

    async def chunks(self) -> AsyncGenerator[Samples, None]:
        for start in range(0, len(self.sound) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES):
            await asyncio.sleep(0)
            yield self.sound[start : start + CHUNK_SAMPLES]
        if self.fails:
            raise DeviceError(Text(zh="拔掉了", en="unplugged"))


class Counting(Recognizer):
    """Says how many seconds it heard; can be broken."""

    languages = frozenset({Language.EN})

    def __init__(self, name: str = "counting", *, starts: bool = True, works: bool = True) -> None:
        self.name = name
        self.starts = starts
        self.works = works
        self.asked: list[Language | None] = []
        self.closed = False

    def readiness(self) -> Readiness:
        return READY

    def start(self) -> None:
        if not self.starts:
            raise ModelError(Text(zh="没有模型", en="no model"))

    def recognize(self, samples: Samples, language: Language | None) -> Heard | None:
        self.asked.append(language)
        if not self.works:
            raise ModelError(Text(zh="坏了", en="broken"))
        duration = duration_of(samples)
        return Heard(
            text=f"{self.name} {duration.total_seconds():.1f}",
            language=Language.EN,
            confidence=1.0,
            engine=self.name,
            duration=duration,
        )

    def close(self) -> None:
        self.closed = True


class Loud(Spotter):
    """Hears a stop in every chunk above an amplitude."""

    def __init__(self, *, starts: bool = True) -> None:
        self.starts = starts

    def readiness(self) -> Readiness:
        return READY

    def start(self) -> None:
        if not self.starts:
            raise ModelError(Text(zh="没有词", en="no words"))

    def accept(self, chunk: Samples, *, voiced: bool) -> Intent | None:
        return Intent(name=STOP) if voiced and np.abs(chunk).max() > 20_000 else None

    def reset(self) -> None:
        return

    def close(self) -> None:
        return


@dataclass(slots=True, kw_only=True)
class Listener:
    """Everything that the ears told."""

    hearings: list[Hearing] = field(default_factory=list)
    urgent: list[Intent] = field(default_factory=list)
    faults: list[Text | None] = field(default_factory=list)

    @property
    def told(self) -> Told:
        return Told(heard=self.hearings.append, urgent=self.urgent.append, fault=self.faults.append)

    @property
    def texts(self) -> list[str]:
        return [hearing.heard.text for hearing in self.hearings]


async def listen(ears: Ears) -> None:
    await ears.start()
    try:
        await ears.run()
    finally:
        await ears.aclose()


async def test_each_utterance_is_understood_with_its_times() -> None:
    listener = Listener()
    engine = Counting()
    source = Sounds(silence(1), tone(1), silence(2), tone(2), silence(2))
    await listen(Ears(source, [engine], listener.told, language=Language.EN))
    assert [hearing.start.total_seconds() for hearing in listener.hearings] == pytest.approx([0.6, 3.6], abs=0.15)
    assert [hearing.end.total_seconds() for hearing in listener.hearings] == pytest.approx([2.7, 6.7], abs=0.1)
    assert engine.asked == [Language.EN, Language.EN]
    assert engine.closed
    assert listener.faults == []


async def test_speech_at_the_end_of_the_sound_is_understood() -> None:
    listener = Listener()
    await listen(Ears(Sounds(silence(1), tone(1)), [Counting()], listener.told))
    assert len(listener.hearings) == 1


async def test_a_source_that_fails_raises_and_what_was_heard_is_not_lost() -> None:
    listener = Listener()
    ears = Ears(Sounds(tone(1), silence(2), fails=True), [Counting()], listener.told)
    with pytest.raises(DeviceError, match="unplugged"):
        await listen(ears)
    assert len(listener.hearings) == 1


async def test_an_engine_that_cannot_start_is_passed_over() -> None:
    listener = Listener()
    engines = [Counting("first", starts=False), Counting("second")]
    await listen(Ears(Sounds(tone(1), silence(1)), engines, listener.told))
    assert listener.texts[0].startswith("second")
    assert listener.faults == []


async def test_without_any_engine_somebody_is_told() -> None:
    listener = Listener()
    await listen(Ears(Sounds(tone(1), silence(1)), [Counting(starts=False)], listener.told))
    assert listener.faults == [Text(zh="没有模型", en="no model")]
    assert listener.hearings == []


async def test_the_next_engine_understands_where_one_breaks_and_recovery_is_told() -> None:
    listener = Listener()
    engines = [Counting("first", works=False), Counting("second")]
    await listen(Ears(Sounds(tone(1), silence(1)), engines, listener.told))
    assert listener.texts[0].startswith("second")
    assert listener.faults == [Text(zh="坏了", en="broken"), None]


async def test_a_stop_is_heard_while_the_robot_talks_and_words_are_not() -> None:
    listener = Listener()
    ears = Ears(Sounds(tone(1), silence(1), tone(1, amplitude=30_000)), [Counting()], listener.told, spotter=Loud())
    await ears.start()
    ears.talking(True)
    await ears.run()
    assert listener.hearings == []
    assert {intent.name for intent in listener.urgent} == {STOP}
    ears.talking(False)
    await ears.run()
    assert len(listener.hearings) == 2
    await ears.aclose()


async def test_without_its_spotter_it_listens_on_and_tells() -> None:
    listener = Listener()
    await listen(Ears(Sounds(tone(1), silence(1)), [Counting()], listener.told, spotter=Loud(starts=False)))
    assert listener.faults == [Text(zh="没有词", en="no words")]
    assert len(listener.hearings) == 1


async def test_more_speech_than_can_be_understood_is_a_fault() -> None:
    listener = Listener()
    source = Sounds(*[tone(0.5), silence(1)] * 6)
    await listen(Ears(source, [Counting()], listener.told, waiting_at_most=0))
    assert len(listener.faults) == 6
    assert listener.hearings == []


async def test_simulated_time_stands_still_while_it_computes(clock: SimulatedClock) -> None:
    held: list[int] = []
    listener = Listener()

    class Watching(Counting):
        def recognize(self, samples: Samples, language: Language | None) -> Heard | None:
            held.append(clock._held)
            return super().recognize(samples, language)

    await listen(Ears(Sounds(tone(1), silence(1)), [Watching()], listener.told, computing=clock.hold))
    assert held
    assert min(held) >= 1
    await clock.advance(timedelta(seconds=1))
