"""What the robot makes of a recording: each utterance with its times, words and meaning."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from carebot.core.clock import Clock
from carebot.core.errors import ModelError
from carebot.core.intents import Intent
from carebot.core.language import Language, Text
from dialogue.base import Heard, Interpretation, Interpreter, Recognizer, Spotter
from dialogue.ears import Ears, Hearing, Told
from dialogue.microphone import Recording
from dialogue.second_hearing import most_sensible


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """One utterance of a recording; `start` and `end` count from its beginning."""

    start: timedelta
    end: timedelta
    heard: Heard
    interpretation: Interpretation


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All utterances of a recording in their order, and the stop and help words that the spotter heard by itself."""

    utterances: tuple[Understood, ...]
    spotted: tuple[Intent, ...]


class Unhurried(Clock):
    """A clock whose time passes as soon as somebody waits for it: a recording is heard as fast as it is understood.

    While it is held nothing passes: what a recording brings does not depend on the pace of the machine.
    """

    def __init__(self) -> None:
        self._elapsed = timedelta()
        self._held = 0
        self._going = asyncio.Event()
        self._going.set()

    def now(self) -> datetime:
        """An instant that only counts from the first one."""
        return datetime(2000, 1, 1, tzinfo=UTC) + self._elapsed

    def monotonic(self) -> timedelta:
        """What was waited for so far."""
        return self._elapsed

    async def sleep(self, duration: timedelta) -> None:
        """Let others run, and count `duration` as passed."""
        self._elapsed += duration
        await asyncio.sleep(0)
        await self._going.wait()

    @asynccontextmanager
    async def hold(self) -> AsyncIterator[None]:
        """Let no time pass meanwhile."""
        self._held += 1
        self._going.clear()
        try:
            yield
        finally:
            self._held -= 1
            if not self._held:
                self._going.set()


async def hear(
    path: Path,
    language: Language | None,
    recognizers: Sequence[Recognizer],
    interpreter: Interpreter,
    *,
    spotter: Spotter | None = None,
    clock: Clock | None = None,
    told: Callable[[Understood], None] | None = None,
) -> Report:
    """Hear the recording `path` by the same path as a microphone, and interpret it; the interpreter has started.

    `told` hears of each utterance as soon as it is understood, the report holds all of them at the end.
    Raises DeviceError when the file cannot be read, ModelError when no recogniser can be used.
    """
    utterances, spotted, faults = list[Understood](), list[Intent](), list[Text]()

    def heard(hearing: Hearing) -> None:
        utterances.append(_understood(hearing, interpreter))
        if told is not None:
            told(utterances[-1])

    pace = clock or Unhurried()
    ears = Ears(
        Recording(path, pace),
        recognizers,
        Told(heard=heard, urgent=spotted.append, fault=lambda text: faults.extend([text] if text else [])),
        spotter=spotter,
        language=language,
        whole=partial(_is_whole, interpreter),
        computing=pace.hold if isinstance(pace, Unhurried) else nullcontext,
        waiting_at_most=sys.maxsize,
    )
    return await _report(ears, utterances, spotted, faults)


def _is_whole(interpreter: Interpreter, heard: Heard) -> bool:
    return interpreter.interpret(heard.text, heard.language).intent is not None


async def _report(
    ears: Ears, utterances: Sequence[Understood], spotted: Sequence[Intent], faults: Sequence[Text]
) -> Report:
    """What is there when the ears have heard all; raises ModelError when nothing could be understood."""
    await _hear_out(ears, faults)
    if faults and not utterances:
        raise ModelError(faults[0])
    return Report(utterances=tuple(utterances), spotted=tuple(spotted))


async def _hear_out(ears: Ears, faults: Sequence[Text]) -> None:
    """Listen to the end; raises ModelError when nothing could be understood from the start."""
    try:
        await ears.start()
        if faults:
            raise ModelError(faults[0])
        await ears.run()
    finally:
        await ears.aclose()


def _understood(hearing: Hearing, interpreter: Interpreter) -> Understood:
    heard = most_sensible(hearing.heard, interpreter)
    return Understood(
        start=hearing.start,
        end=hearing.end,
        heard=heard,
        interpretation=interpreter.interpret(heard.text, heard.language),
    )
