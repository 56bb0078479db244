"""The mouth: speaks what is permitted, and says truthfully whether anybody can have heard it.

What nobody can hear or read was not said.
"""

import asyncio
import itertools
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from typing import Final, Protocol

from carebot.core.actions import Action, Ask, RemindDose, Say
from carebot.core.clock import Clock
from carebot.core.errors import CarebotError, DeviceError, PermitError
from carebot.core.language import Language, Text
from carebot.core.outcomes import NOTHING, Outcome, Result
from carebot.core.people import ResidentId
from carebot.core.permits import PermitLedger
from carebot.core.verdicts import Limits, Permit
from dialogue.base import AudioSink, Interpretation, Readiness, Speech, Voice
from dialogue.waiting import done_within

_NOT_SPEECH: Final = Text(zh="这不是说话的动作。", en="This action is not speech.")
_SILENCED: Final = Text(zh="说话被打断了。", en="The speech was cut off.")
_NO_ANSWER: Final = Text(zh="没有人回答。", en="Nobody answered.")
_NO_VOICE: Final = Text(
    zh="没有可用的语音，请安装 espeak-ng。", en="There is no voice for this language; install espeak-ng."
)
_NO_SINK: Final = Text(zh="没有配置扬声器。", en="No loudspeaker is set up.")


class Spoken(Protocol):
    """Told of every utterance as it begins: its words, whom they are for, and whether they can be heard."""

    def __call__(self, *, text: str, language: Language, to: ResidentId, audible: bool, detail: Text) -> None:
        """Take note of an utterance. `detail` says why it is not audible."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """What a mouth is joined to.

    `talking` is told when sound begins and ends. `captions_count` says whether somebody can read the captions now, so
    that words without sound count as heard. `computing` keeps simulated time still while an engine computes.
    """

    ledger: PermitLedger
    clock: Clock
    spoken: Spoken
    talking: Callable[[bool], None]
    captions_count: Callable[[], bool]
    computing: Callable[[], AbstractAsyncContextManager[None]] = nullcontext


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    interpretation: Interpretation
    text: str


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
        self._questions: list[asyncio.Future[_Answer]] = []

    async def start(self) -> None:
        """Start every voice that can be; the others are left out, as `readiness` tells."""
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
        waiting = [question for question in self._questions if not question.done()]
        if not waiting:
            return False
        waiting[-1].set_result(_Answer(interpretation=interpretation, text=text))
        return True

    @property
    def asking(self) -> bool:
        """Whether a question waits for its answer."""
        return any(not question.done() for question in self._questions)

    def stop(self) -> None:
        """Be silent at once, callable from any thread. What is being said, or about to be, counts as cut off."""
        self._stops = next(self._stop_numbers)
        if self._sink is not None:
            self._sink.stop()

    async def _ask(self, ask: Ask) -> Outcome:
        """Answers count from the first word of the question on: people answer before it ends."""
        question: asyncio.Future[_Answer] = asyncio.get_running_loop().create_future()
        self._questions.append(question)
        try:
            spoken = await self._say(ask, ask.to)
            if not spoken.succeeded:
                return spoken
            if not await done_within(self._wiring.clock, ask.timeout, question):
                return Outcome(result=Result.TIMED_OUT, detail=_NO_ANSWER)
            answer = question.result()
            return Outcome(result=Result.SUCCEEDED, answer=answer.interpretation.intent, answer_text=answer.text)
        finally:
            self._questions.remove(question)

    async def _say(self, action: Say | Ask | RemindDose, to: ResidentId) -> Outcome:
        stops = self._stops
        async with self._turn:
            if self._stops != stops:
                return Outcome(result=Result.CANCELLED, detail=_SILENCED)
            text = action.text.in_(action.language)
            speech, why_not = await self._synthesize(text, action.language)
            if self._stops != stops:
                return Outcome(result=Result.CANCELLED, detail=_SILENCED)
            self._wiring.spoken(text=text, language=action.language, to=to, audible=speech is not None, detail=why_not)
            if speech is None or self._sink is None:
                return self._unheard(why_not)
            return await self._play(self._sink, speech, action.volume_db)

    async def _play(self, sink: AudioSink, speech: Speech, volume_db: float) -> Outcome:
        self._wiring.talking(True)
        try:
            complete = await sink.play(speech, volume_db=volume_db)
        except DeviceError as error:
            return self._unheard(error.text)
        finally:
            self._wiring.talking(False)
        if complete:
            return Outcome(result=Result.SUCCEEDED)
        return Outcome(result=Result.CANCELLED, detail=_SILENCED)

    def _unheard(self, detail: Text) -> Outcome:
        if self._wiring.captions_count():
            return Outcome(result=Result.SUCCEEDED, detail=detail)
        return Outcome(result=Result.UNHEARD, detail=detail, heard=False)

    async def _synthesize(self, text: str, language: Language) -> tuple[Speech | None, Text]:
        """The sound of `text`, or None and the reason why it would not be heard."""
        readiness = self.readiness()
        if not readiness.ready:
            return None, readiness.detail
        why_not = _NO_VOICE
        for voice in [voice for voice in self._started if language in voice.languages]:
            try:
                async with self._wiring.computing():
                    return await asyncio.get_running_loop().run_in_executor(
                        self._synthesis, voice.synthesize, text, language
                    ), NOTHING
            except CarebotError as error:
                why_not = error.text
        return None, why_not
