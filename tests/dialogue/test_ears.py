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
    CHUNK,
    CHUNK_SAMPLES,
    SAMPLE_RATE_HZ,
    AudioSource,
    Heard,
    Readiness,
    Recognizer,
    Samples,
    Spotter,
    duration_of,
)
from dialogue.ears import Ears, Hearing, Told
from dialogue.echo import EchoGuard
from dialogue.vad import VoiceActivity
from tests.dialogue.conftest import run_for, silence, tone

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


class Paced(Sounds):
    """Gives its sound in the time of a clock."""

    def __init__(self, clock: SimulatedClock, *sounds: Samples) -> None:
        super().__init__(*sounds)
        self.clock = clock
        self.duration = duration_of(self.sound)

    async def chunks(self) -> AsyncGenerator[Samples, None]:
        async for chunk in super().chunks():
            await self.clock.sleep(CHUNK)
            yield chunk


def babble(seconds: float) -> Samples:
    """Noise that comes and goes as syllables do, so that a canceller can learn from it."""
    count = round(seconds * SAMPLE_RATE_HZ)
    envelope = 0.5 + 0.5 * np.sin(np.arange(count) / SAMPLE_RATE_HZ * 2 * np.pi * 4)
    return (np.random.default_rng(1).normal(size=count) * envelope * 1000).astype(np.int16)


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
        self.own: list[str | None] = []

    def readiness(self) -> Readiness:
        return READY

    def start(self) -> None:
        if not self.starts:
            raise ModelError(Text(zh="没有词", en="no words"))

    def accept(self, chunk: Samples, *, voiced: bool) -> Intent | None:
        return Intent(name=STOP) if voiced and np.abs(chunk).max() > 20_000 else None

    def own_words(self, text: str | None) -> None:
        self.own.append(text)

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
    turns: list[str] = field(default_factory=list)

    @property
    def told(self) -> Told:
        return Told(
            heard=self.hearings.append,
            urgent=self.urgent.append,
            fault=self.faults.append,
            stirring=lambda stirring: self.turns.append("stirring" if stirring else "nothing"),
            interrupted=lambda: self.turns.append("interrupted"),
            wordless=lambda: self.turns.append("wordless"),
        )

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
    assert [hearing.end.total_seconds() for hearing in listener.hearings] == pytest.approx([3.0, 7.0], abs=0.1)
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
    ears = Ears(Sounds(tone(1), silence(2), tone(1, amplitude=30_000)), [Counting()], listener.told, spotter=Loud())
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
    source = Sounds(*[tone(0.5), silence(2)] * 6)
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


async def ended_after(clock: SimulatedClock, whole: bool, *sounds: Samples) -> list[Hearing]:
    """What was heard of `sounds` at the pace of `clock`, where words are a whole wish or never."""
    listener = Listener()
    source = Paced(clock, *sounds)
    ears = Ears(source, [Counting()], listener.told, whole=lambda _: whole, computing=clock.hold)
    listening = asyncio.create_task(listen(ears))
    await run_for(clock, source.duration.total_seconds() + 1)
    await listening
    return listener.hearings


async def test_a_whole_wish_is_taken_sooner_than_half_a_one(clock: SimulatedClock) -> None:
    sounds = (silence(1), tone(1), silence(3))
    (whole,) = await ended_after(clock, True, *sounds)
    (half,) = await ended_after(clock, False, *sounds)
    assert whole.end.total_seconds() == pytest.approx(2.6, abs=0.07)
    assert half.end.total_seconds() == pytest.approx(3.0, abs=0.07)


async def test_whoever_pauses_in_the_middle_is_heard_out(clock: SimulatedClock) -> None:
    heard = await ended_after(clock, False, tone(1), silence(0.8), tone(1), silence(3))
    assert [hearing.heard.text for hearing in heard] == ["counting 3.2"]  # recognised ahead, in her last pause


async def test_whoever_was_cut_off_is_waited_for_longer_the_next_time(clock: SimulatedClock) -> None:
    slow = (tone(1), silence(1.2), tone(1), silence(3))
    heard = await ended_after(clock, False, *slow, *slow)
    assert len(heard) == 3


async def test_words_that_were_recognised_in_a_pause_are_not_computed_again(clock: SimulatedClock) -> None:
    listener, engine = Listener(), Counting()
    source = Paced(clock, tone(1), silence(3))
    listening = asyncio.create_task(listen(Ears(source, [engine], listener.told, computing=clock.hold)))
    await run_for(clock, source.duration.total_seconds() + 1)
    await listening
    assert len(engine.asked) == len(listener.hearings) == 1


class Deaf(Counting):
    """Hears no words."""

    def recognize(self, samples: Samples, language: Language | None) -> Heard | None:
        return None


@pytest.mark.parametrize(
    ("engine", "turns", "heard"),
    [
        (Counting(), ["stirring", "interrupted", "nothing"], 1),
        (Deaf(), ["stirring", "interrupted", "nothing", "wordless"], 0),
    ],
)
async def test_she_interrupts_a_robot_that_does_not_hear_itself(engine: Counting, turns: list[str], heard: int) -> None:
    listener = Listener()
    ears = Ears(Sounds(silence(1), tone(1), silence(2)), [engine], listener.told, hears_itself=False)
    await ears.start()
    ears.talking(True)
    await ears.run()
    await ears.aclose()
    assert listener.turns == turns
    assert len(listener.hearings) == heard


async def test_a_click_stirs_it_and_is_no_interruption() -> None:
    listener = Listener()
    ears = Ears(Sounds(silence(1), tone(0.1), silence(2)), [Counting()], listener.told, hears_itself=False)
    await ears.start()
    ears.talking(True)
    await ears.run()
    await ears.aclose()
    assert listener.turns == ["stirring", "nothing"]


async def test_while_the_canceller_learns_nobody_interrupts() -> None:
    listener, guard = Listener(), EchoGuard()
    ears = Ears(Sounds(silence(1), tone(1), silence(2)), [Counting()], listener.told, echo=guard)
    await ears.start()
    ears.talking(True)
    await ears.run()
    await ears.aclose()
    assert not guard.knows_the_way
    assert listener.turns == []


async def test_nobody_interrupts_a_robot_that_is_silent() -> None:
    listener = Listener()
    await listen(Ears(Sounds(silence(1), tone(1), silence(2)), [Counting()], listener.told, hears_itself=False))
    assert listener.turns == []


async def test_its_own_voice_is_no_interruption_where_it_is_cancelled() -> None:
    listener, guard, voice = Listener(), EchoGuard(), babble(8)
    ears = Ears(Sounds(silence(1), voice), [Counting()], listener.told, echo=guard)
    await ears.start()
    ears.talking(True)
    guard.played(np.concatenate([silence(1), voice]))
    await ears.run()
    await ears.aclose()
    assert [turn for turn in listener.turns if turn == "interrupted"] == []


async def test_without_its_canceller_it_listens_to_cries_only_while_it_talks(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: EchoGuard) -> None:
        raise ModelError(Text(zh="没有回声消除", en="no canceller"))

    monkeypatch.setattr(EchoGuard, "start", broken)
    listener = Listener()
    ears = Ears(Sounds(tone(1), silence(2)), [Counting()], listener.told, echo=EchoGuard())
    await ears.start()
    ears.talking(True)
    await ears.run()
    await ears.aclose()
    assert listener.faults == [Text(zh="没有回声消除", en="no canceller")]
    assert listener.hearings == []


async def test_where_one_engine_hears_no_words_the_next_is_asked() -> None:
    listener = Listener()
    await listen(Ears(Sounds(tone(1), silence(2)), [Deaf("one language"), Counting("both")], listener.told))
    assert [text.split()[0] for text in listener.texts] == ["both"]


async def test_its_own_words_are_nobody_s_cry_until_they_have_died_away() -> None:
    spotter = Loud()
    ears = Ears(Sounds(silence(0.6)), [Counting()], Listener().told, spotter=spotter)
    await ears.start()
    ears.saying("我停下来了。")
    ears.talking(True)
    await ears.run()
    ears.talking(False)
    await ears.run()
    assert spotter.own == ["我停下来了。"], "it is still in the air"
    await ears.run()
    assert spotter.own == ["我停下来了。", None]
    ears.talking(True)
    await ears.run()
    await ears.aclose()
    assert spotter.own == ["我停下来了。", None, "我停下来了。"]


async def test_a_no_is_an_answer_while_a_question_waits() -> None:
    spotter, waiting = Loud(), [True]
    ears = Ears(Sounds(silence(0.2)), [Counting()], Listener().told, spotter=spotter, asked=lambda: waiting[0])
    await ears.start()
    await ears.run()
    assert spotter.own == ["不要"]
    waiting[0] = False
    await ears.run()
    await ears.aclose()
    assert spotter.own == ["不要", None]
