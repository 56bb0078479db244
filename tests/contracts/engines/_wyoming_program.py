"""A Wyoming server as a program of its own: carebot's, with Whisper for ears and the voices that are installed.

Its argument is the file to write its address to. It ends with its standard input.
"""

import asyncio
import os
import sys
from contextlib import suppress
from pathlib import Path

from carebot.clocks import SystemClock
from carebot.core.errors import ModelError
from carebot.models import ModelStore, model_cache
from dialogue.base import Interpretation, Recognizer, Voice
from dialogue.espeak import Espeak
from dialogue.espeak import Options as EspeakOptions
from dialogue.whisper import Options as WhisperOptions
from dialogue.whisper import Whisper
from dialogue.wyoming_server import Options, SatelliteService, Told


async def main(address: Path) -> None:
    """Serve until nobody needs it."""
    recognizers: list[Recognizer] = []
    with suppress(ModelError):
        recognizers.append(Whisper(ModelStore(model_cache()).path("whisper-base"), WhisperOptions()))
    voices: list[Voice] = [Espeak(EspeakOptions())]
    told = Told(heard=lambda _: None, interpret=lambda *_: Interpretation(intent=None), fault=lambda _: None)
    service = SatelliteService(Options(port=0), told, SystemClock(), recognizers, voices)
    serving = asyncio.create_task(service.run())
    await service.serving.wait()
    part = address.with_suffix(".part")
    part.write_text(f"tcp://127.0.0.1:{service.port}", "utf-8")
    part.replace(address)
    await asyncio.to_thread(sys.stdin.read)
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)


if __name__ == "__main__":
    if os.fork():
        os._exit(0)  # so that it is nobody's child, and is not counted among what an engine leaves behind
    asyncio.run(main(Path(sys.argv[1])))
