"""The ears: sound becomes utterances, and utterances become words; stop and help words run beside and ahead of all.

While the robot itself talks, only the spotter listens.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, aclosing, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from carebot.core.errors import CarebotError, ModelError
from carebot.core.intents import Intent
from carebot.core.language import Language, Text
from dialogue.base import AudioSource, Heard, Recognizer, Samples, Spotter
from dialogue.vad import Endpointer, Options, Utterance, VoiceActivity

_NO_ENGINE: Final = Text(
    zh="没有可用的语音识别，机器人听不懂话，请在面板上打字。",
    en="There is no speech recogniser, so the robot understands no speech. Type on the panel.",
)
_TOO_SLOW: Final = Text(
    zh="说话太快太多，机器人来不及听懂，漏掉了一句。",
    en="Speech came faster than the robot can understand; a sentence was lost.",
)
_VOICED: Final = 0.5
WAITING_AT_MOST: Final = 4
"""Utterances that may wait to be understood; more are a fault, told and lost."""
_DEFAULT: Final = Options()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """One utterance as it was heard; `start` and `end` count from the beginning of the source's sound."""

    heard: Heard
    start: timedelta
    end: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Who is told: of words, of stop and help words, and of why nothing can be understood (None: it can again)."""

    heard: Callable[[Hearing], None]
    urgent: Callable[[Intent], None]
    fault: Callable[[Text | None], None]


class Ears:
    """Listens to one source until it ends.

    Recognisers are tried in their order; one that cannot be started is left out. `computing` holds simulated time while
    an engine computes.
    """

    def __init__(
        self,
        source: AudioSource,
        recognizers: Sequence[Recognizer],
        told: Told,
        *,
        spotter: Spotter | None = None,
        language: Language | None = None,
        options: Options = _DEFAULT,
        computing: Callable[[], AbstractAsyncContextManager[None]] = nullcontext,
        waiting_at_most: int = WAITING_AT_MOST,
    ) -> None:
        self._source = source
        self._recognizers = tuple(recognizers)
        self._told = told
        self._spotter = spotter
        self._language = language
        self._options = options
        self._computing = computing
        self._waiting_at_most = waiting_at_most
        self._started: list[Recognizer] = []
        self._listening: ThreadPoolExecutor | None = None
        self._understanding: ThreadPoolExecutor | None = None
        self._activity = VoiceActivity()
        self._talking = False
        self._failing = False

    async def start(self) -> None:
        """Load what can be loaded; says through `fault` when no recogniser can."""
        self._listening = ThreadPoolExecutor(max_workers=1, thread_name_prefix="listening")
        self._understanding = ThreadPoolExecutor(max_workers=1, thread_name_prefix="understanding")
        await _in(self._listening, self._activity.start)
        await self._start_spotter(self._listening)
        reason = _NO_ENGINE
        for recognizer in self._recognizers:
            try:
                await _in(self._understanding, recognizer.start)
            except CarebotError as error:
                reason = error.text
            else:
                self._started.append(recognizer)
        if not self._started:
            self._told.fault(reason)

    async def aclose(self) -> None:
        """Let go of the engines."""
        if self._understanding is not None:
            for recognizer in self._started:
                await _in(self._understanding, recognizer.close)
            self._understanding.shutdown()
        if self._listening is not None:
            if self._spotter is not None:
                await _in(self._listening, self._spotter.close)
            self._listening.shutdown()
        self._started.clear()

    def talking(self, talking: bool) -> None:
        """The robot begins or ends to talk: meanwhile what is heard is its own voice."""
        self._talking = talking

    async def run(self) -> None:
        """Listen until the source ends; raises DeviceError when it fails."""
        assert self._listening is not None, "start was not called"
        utterances: asyncio.Queue[Utterance | None] = asyncio.Queue()
        understanding = asyncio.create_task(self._understand(utterances), name="understanding")
        endpointer = Endpointer(self._options)
        try:
            async with aclosing(self._source.chunks()) as chunks:
                async for chunk in chunks:
                    self._offer(utterances, await self._listen(self._listening, endpointer, chunk))
                    if understanding.done():
                        break
            self._offer(utterances, endpointer.finish())
            utterances.put_nowait(None)
            await understanding
        finally:
            understanding.cancel()
            await asyncio.gather(understanding, return_exceptions=True)

    def _offer(self, utterances: asyncio.Queue[Utterance | None], utterance: Utterance | None) -> None:
        if utterance is None:
            return
        if utterances.qsize() >= self._waiting_at_most:
            self._told.fault(_TOO_SLOW)
        else:
            utterances.put_nowait(utterance)

    async def _start_spotter(self, thread: ThreadPoolExecutor) -> None:
        if self._spotter is None:
            return
        try:
            await _in(thread, self._spotter.start)
        except ModelError as error:
            self._spotter = None
            self._told.fault(error.text)

    async def _listen(self, thread: ThreadPoolExecutor, endpointer: Endpointer, chunk: Samples) -> Utterance | None:
        async with self._computing():
            probability, intent = await asyncio.get_running_loop().run_in_executor(thread, self._hear, chunk)
        if intent is not None:
            self._told.urgent(intent)
        if self._talking:
            return endpointer.finish()
        return endpointer.feed(chunk, probability)

    def _hear(self, chunk: Samples) -> tuple[float, Intent | None]:
        """In the listening thread: how likely speech is, and a stop or help word that just ended."""
        probability = self._activity.probability(chunk)
        if self._spotter is None:
            return probability, None
        return probability, self._spotter.accept(chunk, voiced=probability >= _VOICED)

    async def _understand(self, utterances: asyncio.Queue[Utterance | None]) -> None:
        while (utterance := await utterances.get()) is not None:
            async with self._computing():
                heard = await self._recognize(utterance.samples)
            if heard is not None:
                self._told.heard(Hearing(heard=heard, start=utterance.start, end=utterance.end))

    async def _recognize(self, samples: Samples) -> Heard | None:
        """The words, by the first engine that works; each one that does not is told."""
        loop = asyncio.get_running_loop()
        for recognizer in self._started:
            try:
                heard = await loop.run_in_executor(self._understanding, recognizer.recognize, samples, self._language)
            except CarebotError as error:
                self._told.fault(error.text)
                self._failing = True
                continue
            if self._failing:
                self._failing = False
                self._told.fault(None)
            return heard
        return None


async def _in(thread: ThreadPoolExecutor, work: Callable[[], None]) -> None:
    await asyncio.get_running_loop().run_in_executor(thread, work)
