"""carebot as a Wyoming server, so that any satellite can be ears and mouth: it hears, speaks and understands.

The protocol knows no passwords: whoever reaches the port can speak to the robot, so a voice from here is nobody's.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from carebot.core.clock import Clock
from carebot.core.errors import CarebotError, DeviceError
from carebot.core.language import Language, Text
from dialogue._packages import importing, without
from dialogue._recognizing import Chain
from dialogue._satellite import Satellite
from dialogue.base import CHUNK_SAMPLES, Heard, Interpretation, Readiness, Recognizer, Samples, Speech, Voice
from dialogue.vad import VoiceActivity
from dialogue.wyoming_client import PACKAGE, is_this_machine

_VOICED_CHUNKS: Final = 4
"""Chunks of 32 ms that must be speech: what holds less is no word, whatever a recogniser makes of it."""
_VOICED: Final = 0.5
_MUTE: Final = Text(zh="没有可用的语音来念这句话。", en="There is no voice for this language.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Where to listen; who may be connected at once, and how long the same words count as taken already."""

    host: str = "127.0.0.1"
    port: int = 10700
    beyond_this_machine: bool = False
    connections: int = 8
    taken_for: timedelta = timedelta(seconds=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the server is joined to: who takes words, what understands them, and who is told of failures."""

    heard: Callable[[Heard], None]
    interpret: Callable[[str, Language], Interpretation]
    fault: Callable[[Text | None], None]


class SatelliteService:
    """Serves satellites until it is cancelled. Recognisers and voices are its own: they belong to its threads."""

    def __init__(
        self, options: Options, told: Told, clock: Clock, recognizers: Sequence[Recognizer], voices: Sequence[Voice]
    ) -> None:
        self._options = options
        self._told = told
        self._clock = clock
        self._recognizers = tuple(recognizers)
        self._voices = tuple(voices)
        self._chain: Chain | None = None
        self._started: list[Voice] = []
        self._speaking: ThreadPoolExecutor | None = None
        self._given: deque[tuple[timedelta, str]] = deque(maxlen=32)
        self._connected: set[asyncio.Task[None]] = set()
        self.port = 0
        self.serving = asyncio.Event()

    def readiness(self) -> Readiness:
        """Whether it may listen where it is to."""
        if not self._options.beyond_this_machine and not is_this_machine(self._options.host):
            return Readiness(
                ready=False,
                detail=Text(
                    zh=f"Wyoming 没有密码和加密，因此不在 {self._options.host} 上向别的机器开放；"
                    "确实需要时请设置 speech.satellites.beyond_this_machine = true。",
                    en="Wyoming knows no passwords and no encryption: satellites on other machines are not served at "
                    f"{self._options.host}; set speech.satellites.beyond_this_machine = true where that is meant.",
                ),
            )
        return without(PACKAGE) or Readiness(
            ready=True,
            detail=Text(
                zh=f"Wyoming 卫星设备可以连接 {self._options.host}:{self._options.port}；来自那里的话不算任何人的话。",
                en=f"Wyoming satellites may connect to {self._options.host}:{self._options.port}; a voice "
                "from there is taken for nobody's.",
            ),
        )

    async def run(self) -> None:
        """Load the engines and serve; raises DeviceError when the port cannot be had."""
        readiness = self.readiness()
        if not readiness.ready:
            raise DeviceError(readiness.detail)
        with importing(PACKAGE):
            import wyoming.event  # noqa: F401 - told here, before anybody connects
        try:
            server = await asyncio.start_server(self._connect, self._options.host, self._options.port)
        except (OSError, OverflowError) as error:
            raise DeviceError(self._taken(error)) from error
        try:
            await self._start_engines()
            self.port = server.sockets[0].getsockname()[1]
            self.serving.set()
            await server.serve_forever()
        finally:
            self.serving.clear()
            server.close()
            await self._end()

    async def recognize(self, samples: Samples, language: Language | None) -> Heard | None:
        """The words in `samples`, which are taken by the robot; None for what is no speech."""
        assert self._chain is not None, "run was not called"
        if not await asyncio.to_thread(_voiced, samples):
            return None
        heard = await self._chain.recognize(samples, language)
        if heard is not None:
            self._given.append((self._clock.monotonic(), heard.text))
            self._told.heard(heard)
        return heard

    async def synthesize(self, text: str, language: Language) -> Speech:
        """The sound of `text` by the first voice that works; raises DeviceError when none does."""
        why_not = _MUTE
        for voice in self._started:
            if language in voice.languages:
                try:
                    return await asyncio.get_running_loop().run_in_executor(
                        self._speaking, voice.synthesize, text, language
                    )
                except CarebotError as error:
                    why_not = error.text
        raise DeviceError(why_not)

    def interpret(self, text: str, language: Language) -> Interpretation:
        """What `text` asks for; nothing follows from it."""
        return self._told.interpret(text, language)

    def handle(self, heard: Heard) -> bool:
        """Take words that a satellite sends as text, but for those just given to it; whether they ask for something."""
        now = self._clock.monotonic()
        if not any(text == heard.text and now - at <= self._options.taken_for for at, text in self._given):
            self._told.heard(heard)
        return self._told.interpret(heard.text, heard.language).intent is not None

    @property
    def languages(self) -> dict[str, frozenset[Language]]:
        """The languages of each voice that has started."""
        return {voice.name: voice.languages for voice in self._started}

    @property
    def heard_by(self) -> dict[str, frozenset[Language]]:
        """The languages of each recogniser."""
        return {recognizer.name: recognizer.languages for recognizer in self._recognizers}

    async def _start_engines(self) -> None:
        self._chain = Chain(self._recognizers, self._told.fault)
        await self._chain.start()
        self._speaking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="satellites")
        for voice in self._voices:
            try:
                await asyncio.get_running_loop().run_in_executor(self._speaking, voice.start)
            except CarebotError as error:
                self._told.fault(error.text)
            else:
                self._started.append(voice)

    def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one satellite more, where there is room."""
        if self._chain is None or len(self._connected) >= self._options.connections:
            writer.close()
            return
        task = asyncio.create_task(self._serve(reader, writer), name="satellite")
        self._connected.add(task)
        task.add_done_callback(self._connected.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await Satellite(self, reader, writer).run()
        finally:
            writer.close()

    async def _end(self) -> None:
        """Hang up, and let go of the engines."""
        connected = tuple(self._connected)
        for task in connected:
            task.cancel()
        await asyncio.gather(*connected, return_exceptions=True)
        if self._chain is not None:
            await self._chain.aclose()
            self._chain = None
        started, self._started = self._started, []
        if self._speaking is not None:
            for voice in started:
                await asyncio.get_running_loop().run_in_executor(self._speaking, voice.close)
            self._speaking.shutdown()
            self._speaking = None

    def _taken(self, error: Exception) -> Text:
        place = f"{self._options.host}:{self._options.port}"
        return Text(
            zh=f"卫星设备的端口 {place} 用不了（{error}），请在设置 speech.satellites.port 里换一个。",
            en=f"The port for satellites {place} cannot be had ({error}); choose another in speech.satellites.port.",
        )


def _voiced(samples: Samples) -> bool:
    """Whether somebody speaks in `samples`."""
    activity = VoiceActivity()
    activity.start()
    chunks = (samples[start : start + CHUNK_SAMPLES] for start in range(0, len(samples), CHUNK_SAMPLES))
    voiced = sum(activity.probability(chunk) >= _VOICED for chunk in chunks if len(chunk) == CHUNK_SAMPLES)
    return voiced >= _VOICED_CHUNKS
