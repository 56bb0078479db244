"""The mouth: speaks what is permitted, sentence by sentence, and says truthfully whether anybody can have heard it.

What nobody can hear or read was not said. Whoever speaks into it is listened to first.
"""

import asyncio
import itertools
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

from carebot.core.actions import Action, Ask, RemindDose, Say
from carebot.core.clock import Clock
from carebot.core.errors import CarebotError, DeviceError, PermitError
from carebot.core.intents import SAY_AGAIN
from carebot.core.language import Language, Text
from carebot.core.outcomes import NOTHING, Outcome, Result
from carebot.core.people import ResidentId, SpokenTo
from carebot.core.permits import PermitLedger
from carebot.core.verdicts import Limits, Permit
from dialogue._floor import Floor, Verdict, listens_on
from dialogue._pauses import sentences_of
from dialogue.base import AudioSink, Interpretation, Manner, Readiness, Speech, Voice
from dialogue.waiting import done_within

_NOT_SPEECH: Final = Text(zh="这不是说话的动作。", en="This action is not speech.")
_SILENCED: Final = Text(zh="说话被打断了。", en="The speech was cut off.")
_INTERRUPTED: Final = Text(zh="有人插话，没有说完。", en="Somebody spoke, so it was not said to its end.")
_NO_ANSWER: Final = Text(zh="没有人回答。", en="Nobody answered.")
_NO_VOICE: Final = Text(zh="没有可用的语音，请安装 espeak-ng。", en="There is no voice for it; install espeak-ng.")
_NO_SINK: Final = Text(zh="没有配置扬声器。", en="No loudspeaker is set up.")


class Spoken(Protocol):
    """Told of every utterance as it begins: its words, whom they are for, and whether they can be heard."""

    def __call__(self, *, text: str, language: Language, to: ResidentId, audible: bool, detail: Text) -> None:
        """Take note of an utterance. `detail` says why it is not audible."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """What a mouth is joined to.

    `talking` is told when sound begins and ends, `spoken_to` says how somebody hears best. `captions_count`
    says whether somebody can read the captions now, so that words without sound count as heard. `computing` keeps
    simulated time still while an engine computes.
    """

    ledger: PermitLedger
    clock: Clock
    spoken: Spoken
    talking: Callable[[bool], None]
    captions_count: Callable[[], bool]
    computing: Callable[[], AbstractAsyncContextManager[None]] = nullcontext
    spoken_to: Callable[[ResidentId], SpokenTo] = lambda _: SpokenTo()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    interpretation: Interpretation
    text: str


@dataclass(slots=True, kw_only=True, eq=False)
class _Question:
    """A question that waits for its answer; each time it is repeated on demand, for another one."""

    answered: asyncio.Future[_Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saying:
    """What is being said, and the number of stops before it began."""

    sentences: tuple[str, ...]
    language: Language
    manner: Manner
    volume_db: float
    stops: int


class Mouth:
    """Says, asks and reminds; an Actuator. One utterance at a time, voices in order of preference."""

    def __init__(self, wiring: Wiring, voices: Sequence[Voice], sink: AudioSink | None) -> None:
        self._wiring = wiring
        self._voices = tuple(voices)
        self._sink = sink
        self._started: list[Voice] = []
        self._turn = asyncio.Lock()
        self._synthesis: ThreadPoolExecutor | None = None
        self._stop_numbers = itertools.count(1)
        self._stops = 0
        self._questions: list[_Question] = []
        self._floor = Floor(wiring.clock)
        self._interruptible = False
        self._loop: asyncio.AbstractEventLoop | None = None

    async def start(self) -> None:
        """Start every voice that can be; the others are left out, as `readiness` tells."""
        self._loop = asyncio.get_running_loop()
        self._synthesis = ThreadPoolExecutor(max_workers=1, thread_name_prefix="voice")
        for voice in self._voices:
            try:
                await asyncio.get_running_loop().run_in_executor(self._synthesis, voice.start)
            except CarebotError:
                continue
            self._started.append(voice)

    async def aclose(self) -> None:
        """Be silent and let go of the voices."""
        self.stop()
        started, self._started = self._started, []
        if self._synthesis is not None:
            for voice in started:
                await asyncio.get_running_loop().run_in_executor(self._synthesis, voice.close)
            self._synthesis.shutdown()

    def readiness(self) -> Readiness:
        """Whether anything said now can be heard, and if not, why."""
        if self._sink is None:
            return Readiness(ready=False, detail=_NO_SINK)
        if not self._started:
            return Readiness(ready=False, detail=_NO_VOICE)
        return self._sink.readiness()

    def supports(self, action: Action) -> bool:
        """Whether `action` is speech."""
        return isinstance(action, Say | Ask | RemindDose)

    async def execute(self, permit: Permit) -> Outcome:
        """Speak what `permit` permits. Cancelling it ends in silence."""
        try:
            self._wiring.ledger.take(permit, self._wiring.clock.now())
        except PermitError as error:
            return Outcome(result=Result.REFUSED, detail=error.text)
        match permit.action:
            case Say(to=to) as action:
                return await self._say(action, to)
            case RemindDose(resident=to) as action:
                return await self._say(action, to)
            case Ask() as action:
                return await self._ask(action)
            case _:
                return Outcome(result=Result.UNSUPPORTED, detail=_NOT_SPEECH)

    def bound(self, limits: Limits) -> None:
        """Speech has neither speed nor force: there is nothing to bound."""

    def answer(self, interpretation: Interpretation, text: str) -> bool:
        """Give an utterance to the question that was asked last; whether a question waited for it."""
        waiting = [question for question in self._questions if not question.answered.done()]
        self._floor.decide(Verdict.GO_ON if listens_on(text) and not waiting else Verdict.GIVE_WAY)
        if not waiting:
            return False
        waiting[-1].answered.set_result(_Answer(interpretation=interpretation, text=text))
        return True

    @property
    def asking(self) -> bool:
        """Whether a question waits for its answer."""
        return any(not question.answered.done() for question in self._questions)

    def interrupt(self) -> None:
        """Somebody speaks: be silent until it is known whether there are words. Alarms go on. On the loop."""
        if self._interruptible and self._sink is not None:
            self._floor.hold()
            self._sink.stop()

    def hush(self, hushed: bool) -> None:
        """Somebody may begin to speak, or it was nothing: be silent meanwhile. Alarms go on. On the loop."""
        if self._sink is not None and (self._interruptible or not hushed):
            self._sink.hush(hushed=hushed)

    def wordless(self) -> None:
        """What sounded like speech held no words: go on."""
        self._floor.decide(Verdict.GO_ON)

    def stop(self) -> None:
        """Be silent at once, callable from any thread. What is being said, or about to be, counts as cut off."""
        self._stops = next(self._stop_numbers)
        if self._sink is not None:
            self._sink.stop()
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._floor.decide, Verdict.GIVE_WAY)

    async def _ask(self, ask: Ask) -> Outcome:
        """Answers count from the first word of the question on: people answer before it ends."""
        question = _Question(answered=asyncio.get_running_loop().create_future())
        self._questions.append(question)
        try:
            return await self._ask_until_answered(ask, question)
        finally:
            self._questions.remove(question)

    async def _ask_until_answered(self, ask: Ask, question: _Question) -> Outcome:
        """Ask, and again as often as she needs it within the time of the question, or wants it repeated."""
        times = 1 + self._wiring.spoken_to(ask.to).repeats
        left = times
        while left:
            spoken = await self._say(ask, ask.to)
            if not spoken.succeeded and spoken.result is not Result.INTERRUPTED:
                return spoken
            if await done_within(self._wiring.clock, ask.timeout / times, question.answered):
                answer = question.answered.result()
                intent = answer.interpretation.intent
                if intent is None or intent.name != SAY_AGAIN:
                    return Outcome(result=Result.SUCCEEDED, answer=intent, answer_text=answer.text)
                question.answered = asyncio.get_running_loop().create_future()
            else:
                left -= 1
        return Outcome(result=Result.TIMED_OUT, detail=_NO_ANSWER)

    async def _say(self, action: Say | Ask | RemindDose, to: ResidentId) -> Outcome:
        stops = self._stops
        async with self._turn:
            if self._stops != stops:
                return Outcome(result=Result.CANCELLED, detail=_SILENCED)
            text, hears = action.text.in_(action.language), self._wiring.spoken_to(to)
            manner = Manner(rate=hears.rate, pause=hears.pause)
            sentences = sentences_of(text) or (text,)
            speech, why_not = await self._synthesize(sentences[0], action.language, manner)
            if self._stops != stops:
                return Outcome(result=Result.CANCELLED, detail=_SILENCED)
            self._wiring.spoken(text=text, language=action.language, to=to, audible=speech is not None, detail=why_not)
            if speech is None or self._sink is None:
                return self._unheard(why_not)
            saying = _Saying(
                sentences=sentences,
                language=action.language,
                manner=manner,
                volume_db=action.volume_db,
                stops=stops,
            )
            self._interruptible = isinstance(action, RemindDose) or not action.alarm
            try:
                return await self._say_all(self._sink, saying, speech)
            except DeviceError as error:
                return self._unheard(error.text)
            finally:
                self._interruptible = False
                self._floor.clear()

    async def _say_all(self, sink: AudioSink, saying: _Saying, speech: Speech) -> Outcome:
        """Play sentence after sentence; one that was broken off by no words is said again."""
        number = 0
        while True:
            complete = await self._play(sink, speech, saying.volume_db)
            number += complete
            if complete and number == len(saying.sentences):
                return Outcome(result=Result.SUCCEEDED)
            if not complete and not self._floor.held:
                return Outcome(result=Result.CANCELLED, detail=_SILENCED)
            verdict = await self._floor.verdict()
            if self._stops != saying.stops:
                return Outcome(result=Result.CANCELLED, detail=_SILENCED)
            if verdict is Verdict.GIVE_WAY:
                return Outcome(result=Result.INTERRUPTED, detail=_INTERRUPTED)
            if complete:
                await self._wiring.clock.sleep(saying.manner.pause)
                following, why_not = await self._synthesize(saying.sentences[number], saying.language, saying.manner)
                if following is None:
                    return self._unheard(why_not)
                speech = following
            if self._stops != saying.stops:
                return Outcome(result=Result.CANCELLED, detail=_SILENCED)

    async def _play(self, sink: AudioSink, speech: Speech, volume_db: float) -> bool:
        self._wiring.talking(True)
        try:
            return await sink.play(speech, volume_db=volume_db)
        finally:
            self._wiring.talking(False)

    def _unheard(self, detail: Text) -> Outcome:
        if self._wiring.captions_count():
            return Outcome(result=Result.SUCCEEDED, detail=detail)
        return Outcome(result=Result.UNHEARD, detail=detail, heard=False)

    async def _synthesize(self, text: str, language: Language, manner: Manner) -> tuple[Speech | None, Text]:
        """The sound of `text`, or None and the reason why it would not be heard."""
        readiness = self.readiness()
        if not readiness.ready:
            return None, readiness.detail
        why_not = _NO_VOICE
        for voice in [voice for voice in self._started if language in voice.languages]:
            try:
                async with self._wiring.computing():
                    return await asyncio.get_running_loop().run_in_executor(
                        self._synthesis, partial(voice.synthesize, text, language, manner=manner)
                    ), NOTHING
            except CarebotError as error:
                why_not = error.text
        return None, why_not
