import asyncio
import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from carebot.clocks import SimulatedClock
from carebot.core.actions import Action, Ask, RemindDose, Say, Wait
from carebot.core.errors import DeviceError
from carebot.core.intents import SAY_AGAIN, YES, Intent
from carebot.core.language import Language, Text
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import ResidentId, SpokenTo
from carebot.core.permits import PermitLedger
from carebot.core.verdicts import Permit
from dialogue._floor import VERDICT_AT_MOST
from dialogue.base import AS_EVER, AudioSink, Interpretation, Manner, Readiness, Speech, Voice
from dialogue.mouth import Mouth, Wiring
from dialogue.simulated import SimulatedLoudspeaker
from tests.dialogue.conftest import run_for, tone

pytestmark = pytest.mark.anyio

Permits = Callable[[Action], Permit]
HELLO = Say(text=Text(zh="你好", en="Hello"), language=Language.ZH, to="wang")
QUESTION = Ask(text=Text(zh="要喝水吗？", en="Some water?"), language=Language.EN, timeout=timedelta(seconds=10))
UNDERSTOOD = Interpretation(intent=Intent(name=YES), confidence=1.0)


class Tones(Voice):
    """A voice that hums each text for one second, or fails."""

    name = "tones"
    languages = frozenset({Language.ZH, Language.EN})

    def __init__(self, *, works: bool = True, starts: bool = True) -> None:
        self.works = works
        self.starts = starts
        self.closed = False
        self.said: list[str] = []

    def readiness(self) -> Readiness:
        return Readiness(ready=self.starts, detail=Text(zh="", en=""))

    def start(self) -> None:
        if not self.starts:
            raise DeviceError(Text(zh="坏了", en="broken"))

    def synthesize(self, text: str, language: Language, *, manner: Manner = AS_EVER) -> Speech:
        if not self.works:
            raise DeviceError(Text(zh="哑了", en="dumb"))
        self.said.append(text)
        return Speech(samples=tone(1.0), rate_hz=16_000)

    def close(self) -> None:
        self.closed = True


class Unplugged(AudioSink):
    """A sink that was there when asked and is gone when played to."""

    def readiness(self) -> Readiness:
        return Readiness(ready=True, detail=Text(zh="", en=""))

    async def play(self, speech: Speech, *, volume_db: float) -> bool:
        raise DeviceError(Text(zh="拔掉了", en="unplugged"))

    def stop(self) -> None:
        return


@dataclass(slots=True, kw_only=True)
class Room:
    """A mouth with everything around it, and what came out."""

    ledger: PermitLedger
    clock: SimulatedClock
    captions: list[tuple[str, Language, ResidentId, bool]] = field(default_factory=list)
    talking: list[bool] = field(default_factory=list)
    heard: list[float] = field(default_factory=list)
    readers: bool = False
    spoken_to: dict[ResidentId, SpokenTo] = field(default_factory=dict)

    def spoken(self, *, text: str, language: Language, to: ResidentId, audible: bool, detail: Text) -> None:
        self.captions.append((text, language, to, audible))

    async def mouth(self, *voices: Voice, sink: AudioSink | None = None, mute: bool = False) -> Mouth:
        wiring = Wiring(
            ledger=self.ledger,
            clock=self.clock,
            spoken=self.spoken,
            talking=self.talking.append,
            captions_count=lambda: self.readers,
            computing=self.clock.hold,
            spoken_to=lambda resident: self.spoken_to.get(resident, SpokenTo()),
        )
        air = SimulatedLoudspeaker(self.clock, lambda _speech, volume_db: self.heard.append(volume_db))
        mouth = Mouth(wiring, voices or [Tones()], None if mute else sink or air)
        await mouth.start()
        return mouth


@pytest.fixture
def room(ledger: PermitLedger, clock: SimulatedClock) -> Room:
    return Room(ledger=ledger, clock=clock)


async def test_it_says_what_is_permitted_in_its_time(room: Room, permit: Permits) -> None:
    mouth = await room.mouth()
    saying = asyncio.create_task(mouth.execute(permit(HELLO)))
    await run_for(room.clock, 0.5)
    assert room.captions == [("你好", Language.ZH, "wang", True)]
    assert room.talking == [True]
    assert not saying.done()
    await run_for(room.clock, 1)
    assert (await saying).succeeded
    assert room.heard == [HELLO.volume_db]
    assert room.talking == [True, False]


async def test_a_forged_or_used_permit_says_nothing(room: Room, permit: Permits) -> None:
    mouth = await room.mouth()
    forged = dataclasses.replace(permit(HELLO), action=dataclasses.replace(HELLO, volume_db=90.0))
    assert (await mouth.execute(forged)).result is Result.REFUSED
    once = permit(HELLO)
    saying = asyncio.create_task(mouth.execute(once))
    await run_for(room.clock, 2)
    assert (await saying).succeeded
    assert (await mouth.execute(once)).result is Result.REFUSED
    assert len(room.captions) == 1


async def test_a_reminder_is_speech_and_a_wait_is_not(room: Room, permit: Permits) -> None:
    mouth = await room.mouth()
    reminder = RemindDose(
        dose="d1",
        resident="wang",
        drug=Text(zh="阿司匹林", en="aspirin"),
        text=Text(zh="该吃药了", en="Time for your medicine"),
        language=Language.EN,
        minutes_from_due=0,
    )
    saying = asyncio.create_task(mouth.execute(permit(reminder)))
    await run_for(room.clock, 2)
    assert (await saying).succeeded
    assert room.captions == [("Time for your medicine", Language.EN, "wang", True)]
    waiting = Wait(duration=timedelta(seconds=1))
    assert [mouth.supports(action) for action in (HELLO, QUESTION, reminder, waiting)] == [True, True, True, False]
    assert (await mouth.execute(permit(waiting))).result is Result.UNSUPPORTED


async def test_utterances_wait_for_each_other(room: Room, permit: Permits) -> None:
    mouth = await room.mouth()
    both = [asyncio.create_task(mouth.execute(permit(HELLO))) for _ in range(2)]
    await run_for(room.clock, 1.5)
    assert [task.done() for task in both] == [True, False]
    await run_for(room.clock, 1)
    assert (await both[1]).succeeded
    assert room.talking == [True, False, True, False]


async def test_without_a_loudspeaker_nothing_was_said_unless_somebody_reads(room: Room, permit: Permits) -> None:
    mouth = await room.mouth(mute=True)
    outcome = await mouth.execute(permit(HELLO))
    assert outcome.result is Result.UNHEARD
    assert not outcome.heard
    assert "loudspeaker" in outcome.detail.en
    room.readers = True
    assert (await mouth.execute(permit(HELLO))).succeeded
    assert [audible for *_, audible in room.captions] == [False, False]
    assert not mouth.readiness().ready


async def test_a_loudspeaker_that_dies_is_unheard(room: Room, permit: Permits) -> None:
    mouth = await room.mouth(sink=Unplugged())
    outcome = await mouth.execute(permit(QUESTION))
    assert outcome.result is Result.UNHEARD
    assert outcome.detail.en == "unplugged"
    assert room.talking == [True, False]
    assert not mouth.asking


async def test_the_next_voice_speaks_where_one_fails(room: Room, permit: Permits) -> None:
    dumb, good = Tones(works=False), Tones()
    mouth = await room.mouth(Tones(starts=False), dumb, good)
    saying = asyncio.create_task(mouth.execute(permit(HELLO)))
    await run_for(room.clock, 2)
    assert (await saying).succeeded
    assert good.said == ["你好"]
    alone = await room.mouth(dumb)
    outcome = await alone.execute(permit(HELLO))
    assert (outcome.result, outcome.detail.en) == (Result.UNHEARD, "dumb")


async def test_stop_cuts_off_what_sounds_and_what_waits(room: Room, permit: Permits) -> None:
    mouth = await room.mouth()
    both = [asyncio.create_task(mouth.execute(permit(HELLO))) for _ in range(2)]
    await run_for(room.clock, 0.5)
    mouth.stop()
    assert [(await task).result for task in both] == [Result.CANCELLED, Result.CANCELLED]
    assert room.heard == []
    assert len(room.captions) == 1
    again = asyncio.create_task(mouth.execute(permit(HELLO)))
    await run_for(room.clock, 2)
    assert (await again).succeeded


async def test_cancelling_ends_in_silence(room: Room, permit: Permits) -> None:
    mouth = await room.mouth()
    saying = asyncio.create_task(mouth.execute(permit(HELLO)))
    await run_for(room.clock, 0.5)
    saying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await saying
    assert room.talking == [True, False]
    await run_for(room.clock, 2)
    assert room.heard == []


async def test_an_answer_ends_the_question(room: Room, permit: Permits) -> None:
    mouth = await room.mouth()
    assert not mouth.answer(UNDERSTOOD, "yes")
    asking = asyncio.create_task(mouth.execute(permit(QUESTION)))
    await run_for(room.clock, 2)
    assert mouth.asking
    assert mouth.answer(UNDERSTOOD, "yes please")
    outcome = await asking
    assert outcome.succeeded
    assert outcome.answer == Intent(name=YES)
    assert outcome.answer_text == "yes please"
    assert not mouth.answer(UNDERSTOOD, "yes")


async def test_an_answer_before_the_end_of_the_question_counts(room: Room, permit: Permits) -> None:
    mouth = await room.mouth()
    asking = asyncio.create_task(mouth.execute(permit(QUESTION)))
    await run_for(room.clock, 0.5)
    assert mouth.answer(UNDERSTOOD, "yes")
    await run_for(room.clock, 1)
    assert (await asking).answer == Intent(name=YES)


async def test_silence_times_out_after_the_question_was_heard(room: Room, permit: Permits) -> None:
    mouth = await room.mouth()
    asking = asyncio.create_task(mouth.execute(permit(QUESTION)))
    await run_for(room.clock, 10.8)
    assert not asking.done()
    await run_for(room.clock, 0.4)
    assert (await asking).result is Result.TIMED_OUT


async def test_an_unheard_question_does_not_wait(room: Room, permit: Permits) -> None:
    mouth = await room.mouth(mute=True)
    assert (await mouth.execute(permit(QUESTION))).result is Result.UNHEARD
    assert not mouth.asking


async def test_closing_lets_go_of_the_voices(room: Room) -> None:
    voice = Tones()
    mouth = await room.mouth(voice)
    await mouth.aclose()
    assert voice.closed
    assert not mouth.readiness().ready


STORY = Say(
    text=Text(zh="从前有座山。山里有座庙。", en="Once there was a hill. On it stood a house."), language=Language.EN
)


async def interrupted(room: Room, permit: Permits, mouth: Mouth, action: Action = STORY) -> asyncio.Task[Outcome]:
    """The robot talks, and somebody speaks into its first sentence."""
    saying = asyncio.create_task(mouth.execute(permit(action)))
    await run_for(room.clock, 0.5)
    mouth.interrupt()
    await run_for(room.clock, 0.1)
    return saying


async def test_a_text_is_said_sentence_by_sentence(room: Room, permit: Permits) -> None:
    voice = Tones()
    mouth = await room.mouth(voice)
    saying = asyncio.create_task(mouth.execute(permit(STORY)))
    await run_for(room.clock, 0.5)
    assert voice.said == ["Once there was a hill."]
    await run_for(room.clock, 3)
    assert (await saying).succeeded
    assert voice.said == ["Once there was a hill.", "On it stood a house."]
    assert [text for text, *_ in room.captions] == [STORY.text.en]


async def test_whoever_speaks_into_it_silences_it_and_is_listened_to(room: Room, permit: Permits) -> None:
    mouth = await room.mouth()
    saying = await interrupted(room, permit, mouth)
    assert room.talking == [True, False]
    assert not saying.done()
    mouth.answer(Interpretation(intent=Intent(name="fetch")), "bring me some water")
    assert (await saying).result is Result.INTERRUPTED
    assert room.heard == []


@pytest.mark.parametrize("noise", ["wordless", "Mm-hmm.", "嗯嗯，"])
async def test_a_cough_or_a_nod_lets_it_repeat_the_sentence_and_go_on(room: Room, permit: Permits, noise: str) -> None:
    voice = Tones()
    mouth = await room.mouth(voice)
    saying = await interrupted(room, permit, mouth)
    if noise == "wordless":
        mouth.wordless()
    else:
        mouth.answer(Interpretation(intent=None), noise)
    await run_for(room.clock, 4)
    assert (await saying).succeeded
    assert voice.said == ["Once there was a hill.", "On it stood a house."]
    assert len(room.heard) == 2


async def test_when_nobody_says_what_it_was_it_goes_on(room: Room, permit: Permits) -> None:
    mouth = await room.mouth()
    saying = await interrupted(room, permit, mouth)
    await run_for(room.clock, VERDICT_AT_MOST.total_seconds() + 3)
    assert (await saying).succeeded


async def test_a_stop_during_an_interruption_ends_it(room: Room, permit: Permits) -> None:
    mouth = await room.mouth()
    saying = await interrupted(room, permit, mouth)
    mouth.stop()
    await run_for(room.clock, 0.1)
    assert (await saying).result is Result.CANCELLED


async def test_an_answer_into_the_question_is_its_answer_even_a_nod(room: Room, permit: Permits) -> None:
    mouth = await room.mouth()
    asking = await interrupted(room, permit, mouth, QUESTION)
    assert mouth.answer(UNDERSTOOD, "嗯")
    outcome = await asking
    assert (outcome.succeeded, outcome.answer_text) == (True, "嗯")


async def test_an_alarm_is_not_talked_down(room: Room, permit: Permits) -> None:
    mouth = await room.mouth()
    saying = await interrupted(room, permit, mouth, dataclasses.replace(STORY, alarm=True))
    assert room.talking == [True]
    await run_for(room.clock, 3)
    assert (await saying).succeeded


class Hushable(SimulatedLoudspeaker):
    """Takes note of what it is told."""

    def __init__(self, clock: SimulatedClock) -> None:
        super().__init__(clock, lambda _speech, _volume: None)
        self.told: list[bool] = []

    def hush(self, *, hushed: bool) -> None:
        super().hush(hushed=hushed)
        self.told.append(hushed)


@pytest.mark.parametrize(("alarm", "told"), [(False, [True, False]), (True, [False])], ids=["speech", "alarm"])
async def test_it_is_hushed_while_somebody_may_begin_to_speak(
    room: Room, permit: Permits, alarm: bool, told: list[bool]
) -> None:
    sink = Hushable(room.clock)
    mouth = await room.mouth(sink=sink)
    saying = asyncio.create_task(mouth.execute(permit(dataclasses.replace(STORY, alarm=alarm))))
    await run_for(room.clock, 0.5)
    mouth.hush(True)
    mouth.hush(False)
    await run_for(room.clock, 3)
    assert (await saying).succeeded
    assert sink.told == told


async def test_nothing_is_hushed_while_nothing_is_said_or_can_be(room: Room) -> None:
    sink = Hushable(room.clock)
    (await room.mouth(sink=sink)).hush(True)
    (await room.mouth(mute=True)).hush(True)
    assert sink.told == []


async def test_speech_before_it_talks_is_no_interruption(room: Room, permit: Permits) -> None:
    mouth = await room.mouth()
    mouth.interrupt()
    saying = asyncio.create_task(mouth.execute(permit(HELLO)))
    await run_for(room.clock, 2)
    assert (await saying).succeeded


async def test_each_resident_is_spoken_to_in_her_manner(room: Room, permit: Permits) -> None:
    manners: list[Manner] = []

    class Heeding(Tones):
        def synthesize(self, text: str, language: Language, *, manner: Manner = AS_EVER) -> Speech:
            manners.append(manner)
            return super().synthesize(text, language)

    slow = Manner(rate=0.7, pause=timedelta(seconds=2))
    room.spoken_to["wang"] = SpokenTo(rate=slow.rate, pause=slow.pause)
    mouth = await room.mouth(Heeding())
    saying = asyncio.create_task(mouth.execute(permit(dataclasses.replace(STORY, to="wang"))))
    await run_for(room.clock, 3.5)
    assert not saying.done()
    await run_for(room.clock, 1)
    assert (await saying).succeeded
    assert manners == [slow, slow]


@pytest.mark.parametrize("repeats", [0, 1, 2])
async def test_a_question_is_asked_again_for_whoever_needs_it(room: Room, permit: Permits, repeats: int) -> None:
    voice = Tones()
    room.spoken_to[""] = SpokenTo(repeats=repeats)
    mouth = await room.mouth(voice)
    asking = asyncio.create_task(mouth.execute(permit(QUESTION)))
    await run_for(room.clock, QUESTION.timeout.total_seconds() + repeats + 1.2)
    assert (await asking).result is Result.TIMED_OUT
    assert len(voice.said) == 1 + repeats


async def test_a_question_that_is_answered_is_not_asked_again(room: Room, permit: Permits) -> None:
    voice = Tones()
    room.spoken_to[""] = SpokenTo(repeats=1)
    mouth = await room.mouth(voice)
    asking = asyncio.create_task(mouth.execute(permit(QUESTION)))
    await run_for(room.clock, 3)
    assert mouth.answer(UNDERSTOOD, "yes")
    assert (await asking).succeeded
    assert len(voice.said) == 1


async def test_a_question_that_she_did_not_catch_is_repeated_as_often_as_she_wants(room: Room, permit: Permits) -> None:
    voice = Tones()
    mouth = await room.mouth(voice)
    asking = asyncio.create_task(mouth.execute(permit(QUESTION)))
    for _ in range(3):
        await run_for(room.clock, 2)
        assert mouth.answer(Interpretation(intent=Intent(name=SAY_AGAIN)), "pardon")
    await run_for(room.clock, 2)
    assert mouth.answer(UNDERSTOOD, "yes")
    assert (await asking).answer_text == "yes"
    assert len(voice.said) == 4
