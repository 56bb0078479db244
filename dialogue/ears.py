"""The ears: sound becomes utterances, and utterances become words; stop and help words run beside and ahead of all.

What she said is recognised while she pauses: a whole wish is taken soon, half a one is waited for. Where the robot's
own voice can be cancelled she interrupts it, after its first seconds; else only the spotter listens while it talks.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, aclosing, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from carebot.core.errors import ModelError
from carebot.core.intents import Intent
from carebot.core.language import Language, Text
from dialogue._first_signs import FirstSigns
from dialogue._recognizing import Chain, Recognized, Understanding
from dialogue.base import CHUNK, AudioSource, Heard, Recognizer, Samples, Spotter
from dialogue.echo import EchoGuard
from dialogue.levels import Level, LevelMeter
from dialogue.patience import Patience
from dialogue.vad import Endpointer, Options, Stage, Utterance, VoiceActivity

_TOO_SLOW: Final = Text(
    zh="说话太快太多，机器人来不及听懂，漏掉了一句。",
    en="Speech came faster than the robot can understand; a sentence was lost.",
)
_VOICED: Final = 0.5
WAITING_AT_MOST: Final = 4
"""Utterances that may wait to be understood; more are a fault, told and lost."""
CUT_OFF: Final = timedelta(seconds=1.5)
"""Who speaks again so soon after she was taken for done had been cut off."""
NO_TO_A_QUESTION: Final = "不要"
"""It stops the robot when it is said alone, and answers a question while one waits."""
ECHOES: Final = timedelta(seconds=0.7)
"""For so long after its end the robot's own speech is still in the air and in the spotter."""
_DEFAULT: Final = Options()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """One utterance as it was heard; `start` and `end` count from the beginning of the source's sound."""

    heard: Heard
    start: timedelta
    end: timedelta


def _ignore(_: object = None) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Who is told: of words, of stop and help words, and of why nothing can be understood (None: it can again).

    `stirring`: she may begin to speak while the robot does, or it was nothing. `interrupted`: she does. `wordless`:
    what sounded like speech held no words. `level`: how loud the microphone is, chunk by chunk.
    """

    heard: Callable[[Hearing], None]
    urgent: Callable[[Intent], None]
    fault: Callable[[Text | None], None]
    stirring: Callable[[bool], None] = _ignore
    interrupted: Callable[[], None] = _ignore
    wordless: Callable[[], None] = _ignore
    level: Callable[[Level], None] = _ignore


def _nobody_asks() -> bool:
    return False


def _never_whole(_: Heard) -> bool:
    return False


class Ears:
    """Listens to one source until it ends.

    Recognisers are tried in their order; one that cannot be started is left out. `whole` says whether words are a whole
    wish, `asked` whether a question waits. `echo` cancels the robot's voice; without it a source that `hears_itself` is
    heard for cries alone while the robot talks. `computing` holds simulated time while an engine computes.
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
        whole: Callable[[Heard], bool] = _never_whole,
        asked: Callable[[], bool] = _nobody_asks,
        echo: EchoGuard | None = None,
        hears_itself: bool = True,
        computing: Callable[[], AbstractAsyncContextManager[None]] = nullcontext,
        waiting_at_most: int = WAITING_AT_MOST,
    ) -> None:
        self._source, self._told, self._options = source, told, options
        self._spotter = spotter
        self._whole, self._asked = whole, asked
        self._echo = echo
        self._deaf_while_talking = hears_itself and echo is None
        self._computing = computing
        self._chain = Chain(recognizers, told.fault)
        self._understanding = Understanding(self._chain, language, computing, waiting_at_most)
        self._listening = ThreadPoolExecutor(max_workers=1, thread_name_prefix="listening")
        self._activity = VoiceActivity()
        self._meter, self._patience, self._endpointer = LevelMeter(), Patience(), Endpointer(options)
        self._signs = FirstSigns()
        self._talking = self._interrupting = self._stirring = False
        self._saying, self._own, self._ended_for = "", "", ECHOES

    async def start(self) -> None:
        """Load what can be loaded; says through `fault` when no recogniser can."""
        await self._in_thread(self._activity.start)
        await self._start_or_tell()
        await self._chain.start()

    async def aclose(self) -> None:
        """Let go of the engines."""
        await self._chain.aclose()
        for close in (self._spotter and self._spotter.close, self._echo and self._echo.close):
            if close:
                await self._in_thread(close)
        self._listening.shutdown()

    def talking(self, talking: bool) -> None:
        """The robot begins or ends to talk: meanwhile what is heard is its own voice, unless that is cancelled."""
        self._talking = talking
        self._stirring = False
        self._signs.reset()
        self._ended_for = timedelta()
        if not talking and self._echo is not None:
            self._echo.silenced()

    def saying(self, text: str) -> None:
        """These are the words that it says from now on: a stop among them is nobody's cry."""
        self._saying = text

    def expect(self, words: Sequence[str]) -> None:
        """A question waits that these words would answer; none: nothing in particular is expected."""
        self._chain.expect(words)

    async def run(self) -> None:
        """Listen until the source ends; raises DeviceError when it fails."""
        understanding = asyncio.create_task(self._understanding.run(self._tell), name="understanding")
        try:
            async with aclosing(self._source.chunks()) as chunks:
                async for chunk in chunks:
                    self._told.level(self._meter.feed(chunk))
                    self._follow(await self._listen(chunk))
                    if understanding.done():
                        break
            self._end(self._endpointer.finish())
            self._understanding.close()
            await understanding
        finally:
            understanding.cancel()
            await asyncio.gather(understanding, return_exceptions=True)

    async def _start_or_tell(self) -> None:
        """Start the spotter and the canceller; what cannot be is told, and left out."""
        try:
            if self._spotter is not None:
                await self._in_thread(self._spotter.start)
        except ModelError as error:
            self._spotter = None
            self._told.fault(error.text)
        try:
            if self._echo is not None:
                await self._in_thread(self._echo.start)
        except ModelError as error:
            self._echo, self._deaf_while_talking = None, True
            self._told.fault(error.text)

    async def _listen(self, chunk: Samples) -> tuple[Samples, float]:
        """The chunk without the robot's voice, and how likely it holds speech; cries are told at once."""
        self._tell_own_words()
        async with self._computing():
            heard = await asyncio.get_running_loop().run_in_executor(self._listening, self._hear, chunk)
        cleaned, probability, intent = heard
        if intent is not None:
            self._told.urgent(intent)
        return cleaned, probability

    def _hear(self, chunk: Samples) -> tuple[Samples, float, Intent | None]:
        """In the listening thread: the chunk cleaned, how likely speech is, and a stop or help word that just ended."""
        cleaned = chunk if self._echo is None else self._echo.clean(chunk)
        probability = self._activity.probability(cleaned)
        if self._spotter is None:
            return cleaned, probability, None
        return cleaned, probability, self._spotter.accept(cleaned, voiced=probability >= _VOICED)

    def _tell_own_words(self) -> None:
        """Tell the spotter what is no cry now: what the robot says, until it has died away, and a no to a question."""
        self._ended_for += CHUNK
        in_the_air = self._saying if self._talking or self._ended_for < ECHOES else ""
        own = " ".join(words for words in (in_the_air, NO_TO_A_QUESTION if self._asked() else "") if words)
        if own != self._own and self._spotter is not None:
            self._own = own
            self._spotter.own_words(own or None)

    def _follow(self, heard: tuple[Samples, float]) -> None:
        """One chunk further: what ended with it, what may be recognised already, whether she interrupts."""
        if self._talking and not self._can_be_interrupted():
            self._end(self._endpointer.finish())
            return
        self._look_for_signs(*heard)
        endpointer, understanding = self._endpointer, self._understanding
        endpointer.wait = max(self._patience.wait, self._options.end_silence)
        ended = endpointer.feed(*heard)
        if endpointer.gap >= self._options.pause:
            understanding.withdraw()
            if endpointer.gap <= CUT_OFF:
                self._patience.paused(endpointer.gap)
        if ended is not None:
            self._end(ended)
        elif endpointer.stage is Stage.SPEECH:
            self._interrupt()
            self._look_ahead()

    def _can_be_interrupted(self) -> bool:
        """Whether somebody else can be told from the robot's own voice."""
        return not self._deaf_while_talking and (self._echo is None or self._echo.knows_the_way)

    def _look_for_signs(self, chunk: Samples, probability: float) -> None:
        """While the robot talks: whether somebody may begin to speak, told whenever that changes."""
        stirring = self._signs.feed(chunk, probability) and self._talking
        if stirring != self._stirring:
            self._stirring = stirring
            self._told.stirring(stirring)

    def _interrupt(self) -> None:
        if self._talking and not self._interrupting:
            self._interrupting = True
            self._told.interrupted()

    def _look_ahead(self) -> None:
        """In a pause: have what was said so far recognised; end it when it is a whole wish."""
        silence = self._endpointer.silence
        so_far = self._endpointer.so_far() if silence >= self._options.pause else None
        if so_far is None:
            return
        ahead = self._understanding.ahead(so_far.spoken_until)
        if ahead is None:
            if silence < self._options.pause + CHUNK:
                self._understanding.offer(so_far)
        elif silence >= self._options.end_silence and ahead.heard is not None and self._whole(ahead.heard):
            self._end(self._endpointer.finish())

    def _end(self, utterance: Utterance | None) -> None:
        if utterance is not None and not self._understanding.take(utterance):
            self._told.fault(_TOO_SLOW)

    def _tell(self, recognized: Recognized) -> None:
        self._interrupting = False
        if recognized.heard is None:
            self._told.wordless()
            return
        utterance = recognized.utterance
        self._told.heard(Hearing(heard=recognized.heard, start=utterance.start, end=utterance.end))

    async def _in_thread(self, work: Callable[[], None]) -> None:
        await asyncio.get_running_loop().run_in_executor(self._listening, work)
