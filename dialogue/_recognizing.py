"""The recognisers in a thread of their own: one sound at a time, by the first engine that hears words.

What is only offered, in a pause, is computed when nothing else waits, and thrown away when she goes on.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from carebot.core.errors import CarebotError
from carebot.core.language import Language, Text
from dialogue.base import Heard, Recognizer, Samples
from dialogue.other_languages import SPOKEN_ENOUGH
from dialogue.vad import Utterance

_NO_ENGINE: Final = Text(
    zh="没有可用的语音识别，机器人听不懂话，请在面板上打字。",
    en="There is no speech recogniser, so the robot understands no speech. Type on the panel.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognized:
    """What was made of an utterance; `heard` is None for no words."""

    utterance: Utterance
    heard: Heard | None


class Chain:
    """Engines in the order of preference. `fault` is told why nothing can be understood, and None when it can again."""

    def __init__(self, recognizers: Sequence[Recognizer], fault: Callable[[Text | None], None]) -> None:
        self._recognizers = tuple(recognizers)
        self._fault = fault
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="understanding")
        self._started: list[Recognizer] = []
        self._expected: tuple[str, ...] = ()
        self._failing = False

    async def start(self) -> None:
        """Load what can be loaded; an engine that cannot is left out."""
        reason = _NO_ENGINE
        for recognizer in self._recognizers:
            try:
                await asyncio.get_running_loop().run_in_executor(self._thread, recognizer.start)
            except CarebotError as error:
                reason = error.text
            else:
                recognizer.expect(self._expected)
                self._started.append(recognizer)
        if not self._started:
            self._fault(reason)

    async def aclose(self) -> None:
        """Let go of the engines."""
        for recognizer in self._started:
            await asyncio.get_running_loop().run_in_executor(self._thread, recognizer.close)
        self._started.clear()
        self._thread.shutdown()

    def expect(self, words: Sequence[str]) -> None:
        """From now on these words are likelier for every engine that can be told; others count as ever."""
        self._expected = tuple(words)
        for recognizer in self._started:
            recognizer.expect(self._expected)

    async def recognize(self, samples: Samples, language: Language | None) -> Heard | None:
        """The words, by the first engine that hears any: one may know a single language. Those that break are told."""
        loop = asyncio.get_running_loop()
        for recognizer in self._started:
            try:
                heard = await loop.run_in_executor(self._thread, recognizer.recognize, samples, language)
            except CarebotError as error:
                self._fault(error.text)
                self._failing = True
                continue
            if self._failing:
                self._failing = False
                self._fault(None)
            if heard is not None:
                return heard
        return None


class Understanding:
    """Recognises utterances in their order, and what is offered in a pause ahead of its end.

    `computing` holds simulated time still while an engine computes.
    """

    def __init__(
        self,
        chain: Chain,
        language: Language | None,
        computing: Callable[[], AbstractAsyncContextManager[None]],
        waiting_at_most: int,
    ) -> None:
        self._chain = chain
        self._language = language
        self._computing = computing
        self._ended: asyncio.Queue[Utterance | None] = asyncio.Queue()
        self._waiting_at_most = waiting_at_most
        self._offered: Utterance | None = None
        self._ahead: Recognized | None = None
        self._work = asyncio.Event()

    def offer(self, utterance: Utterance) -> None:
        """She paused: recognise what she said so far, unless something that ended waits."""
        self._offered = utterance
        self._work.set()

    def withdraw(self) -> None:
        """She went on: what was offered is not the whole."""
        self._offered = self._ahead = None

    def ahead(self, spoken_until: timedelta) -> Recognized | None:
        """What was made of the offered utterance that was spoken until then, once it is known."""
        known = self._ahead
        return known if known is not None and known.utterance.spoken_until == spoken_until else None

    def take(self, utterance: Utterance) -> bool:
        """She ended; whether there is room for it."""
        if self._ended.qsize() >= self._waiting_at_most:
            return False
        self._ended.put_nowait(utterance)
        self._work.set()
        return True

    def close(self) -> None:
        """Nothing more comes; `run` ends once everything that ended is recognised."""
        self._ended.put_nowait(None)
        self._work.set()

    async def run(self, told: Callable[[Recognized], None]) -> None:
        """Recognise until `close`, and tell of each utterance that ended."""
        while True:
            await self._work.wait()
            if not self._ended.empty():
                utterance = self._ended.get_nowait()
                if utterance is None:
                    return
                told(await self._once(utterance))
            elif self._offered is not None:
                offered, self._offered = self._offered, None
                recognized = await self._recognized(offered)
                self._ahead = recognized
            else:
                self._work.clear()

    async def _once(self, utterance: Utterance) -> Recognized:
        ahead = self.ahead(utterance.spoken_until)
        if ahead is not None:
            self._ahead = None
            return Recognized(utterance=utterance, heard=ahead.heard)
        return await self._recognized(utterance)

    async def _recognized(self, utterance: Utterance) -> Recognized:
        async with self._computing():
            heard = await self._chain.recognize(utterance.samples, self._language)
        return Recognized(utterance=utterance, heard=_surely(heard, utterance))


def _surely(heard: Heard | None, utterance: Utterance) -> Heard | None:
    """`heard`, called foreign only where she spoke for long; what was heard of nothing else was nothing then."""
    if heard is None or not heard.foreign or utterance.spoken_until - utterance.start >= SPOKEN_ENOUGH:
        return heard
    return replace(heard, foreign=False) if heard.confidence > 0 else None
