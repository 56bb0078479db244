"""Wyoming servers on a free port: one that answers with bytes that a test prepared, and carebot's own in its thread."""

import asyncio
import json
import socket
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

from carebot.clocks import SystemClock
from carebot.core.intents import Intent
from carebot.core.language import Language, Text
from dialogue.base import Heard, Interpretation, Recognizer, Voice
from dialogue.wyoming_server import Options, SatelliteService, Told

INFO = {
    "asr": [{"name": "ears", "models": [{"name": "ears", "languages": ["zh", "en"]}]}],
    "tts": [{"name": "mouth", "voices": [{"name": "mouth", "languages": ["zh-CN", "en"]}]}],
}


def wire(kind: str, data: dict[str, Any] | None = None, payload: bytes = b"") -> bytes:
    """One event as it stands on the wire."""
    header: dict[str, Any] = {"type": kind, "data": data or {}}
    if payload:
        header["payload_length"] = len(payload)
    return json.dumps(header).encode() + b"\n" + payload


@contextmanager
def answering(
    *answers: bytes, hangs: bool = False, trickles: bool = False, taken: list[bytes] | None = None
) -> Iterator[str]:
    """The address of a server that sends each next connection its answer, the last of them for ever, and hangs up.

    With `hangs` it keeps the last connection open instead; with `trickles` it goes on sending its last answer, byte by
    byte. `taken` gets the first bytes of each request.
    """
    ended = threading.Event()

    def serve(listening: socket.socket) -> None:
        number = 0
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(5)
                first = connection.recv(65536)
                if taken is not None:
                    taken.append(first)
                answer = answers[min(number, len(answers) - 1)]
                connection.sendall(answer)
                number += 1
                if trickles and number >= len(answers):
                    trickle(connection, answer, ended)
                elif hangs and number >= len(answers):
                    ended.wait(5)
                else:
                    drained(connection)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, args=(listening,))
        thread.start()
        try:
            yield f"tcp://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            ended.set()
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()


def trickle(connection: socket.socket, answer: bytes, ended: threading.Event) -> None:
    """Send `answer` for ever, a byte at a time."""
    try:
        while not ended.is_set():
            for byte in answer:
                connection.sendall(bytes([byte]))
                ended.wait(0.001)
    except OSError:
        return


def drained(connection: socket.socket) -> None:
    """Take what still comes, so that hanging up does not throw away what was sent."""
    connection.shutdown(socket.SHUT_WR)
    try:
        while connection.recv(65536):
            pass
    except OSError:
        return


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@dataclass(slots=True, kw_only=True)
class Listened:
    """What carebot's own server told the robot."""

    heard: list[Heard] = field(default_factory=list)
    faults: list[Text | None] = field(default_factory=list)

    def interpret(self, text: str, language: Language) -> Interpretation:
        """Anything with water in it is understood."""
        if "water" in text or "水" in text:
            return Interpretation(intent=Intent(name="fetch", slots={"object": "water"}), confidence=1.0)
        return Interpretation(intent=None)


@asynccontextmanager
async def serving(
    recognizers: Sequence[Recognizer], voices: Sequence[Voice], listened: Listened, **options: Any
) -> AsyncIterator[SatelliteService]:
    """carebot's own server on a free port."""
    told = Told(heard=listened.heard.append, interpret=listened.interpret, fault=listened.faults.append)
    service = SatelliteService(Options(port=0, **options), told, SystemClock(), recognizers, voices)
    task = asyncio.create_task(service.run())
    try:
        async with asyncio.timeout(60):
            await service.serving.wait()
        yield service
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
