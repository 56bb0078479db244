"""A natural English voice by the program piper. Optional: the program is GPL, and so runs as a process of its own.

What piper claims is not believed: the file that it wrote is read and measured.
"""

import os
import re
import select
import subprocess
import sys
import tempfile
import wave
from dataclasses import dataclass
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Final

import numpy as np

from carebot.core.errors import DeviceError, ModelError
from carebot.core.language import Language, Text
from dialogue._pauses import with_pauses
from dialogue.base import AS_EVER, Manner, Readiness, Speech, Voice
from dialogue.sound import stretched
from dialogue.text import spell_numbers

PACKAGE: Final = "piper"
MODEL: Final = "en_US-joe-medium.onnx"
_WROTE: Final = re.compile(rb"Wrote (.+)")
_UNSPOKEN: Final = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\s]+")
_ATTEMPTS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`pace` of the speaker's own (below 1 is slower), and how long a sentence and the start may take."""

    pace: float = 0.9
    timeout: timedelta = timedelta(seconds=20)
    loaded_within: timedelta = timedelta(seconds=60)


class Piper(Voice):
    """Speaks English only."""

    name = "piper"
    languages = frozenset({Language.EN})

    def __init__(self, folder: Path, options: Options) -> None:
        self._folder = folder
        self._options = options
        self._program: _Program | None = None

    def readiness(self) -> Readiness:
        """Whether the voice's files and the program are there."""
        missing = [name for name in (MODEL, f"{MODEL}.json") if not (self._folder / name).is_file()]
        if missing:
            return Readiness(
                ready=False,
                detail=Text(
                    zh=f"英语语音模型不完整，{self._folder} 里缺少 {missing[0]}。",
                    en=f"The English voice is incomplete: {self._folder} lacks {missing[0]}.",
                ),
            )
        if not _installed():
            return Readiness(
                ready=False,
                detail=Text(
                    zh="缺少程序 piper，请运行：pip install 'carebot[piper]'（GPL 许可）",
                    en="The program piper is missing; run: pip install 'carebot[piper]' (its licence is the GPL)",
                ),
            )
        return Readiness(ready=True, detail=Text(zh="自然的英语语音可用。", en="The natural English voice is ready."))

    def start(self) -> None:
        """Start the program and let it say a word; raises ModelError when it cannot."""
        if self._program is not None:
            return
        readiness = self.readiness()
        if not readiness.ready:
            raise ModelError(readiness.detail)
        program = _Program(self._folder / MODEL, self._options)
        try:
            program.say("ready")
        except DeviceError as error:
            program.close()
            raise ModelError(
                Text(
                    zh=f"英语语音模型 {self._folder} 或程序 piper 已损坏，请重新安装。",
                    en=f"The English voice in {self._folder} or the program piper is damaged; install it again.",
                )
            ) from error
        self._program = program

    def synthesize(self, text: str, language: Language, *, manner: Manner = AS_EVER) -> Speech:
        """The sound of `text`, 22,050 Hz; raises DeviceError when none comes of it."""
        return with_pauses(text, manner.pause, lambda part: stretched(self._spoken(part, language), manner.rate))

    def close(self) -> None:
        """End the program."""
        if self._program is not None:
            self._program.close()
            self._program = None

    def _spoken(self, text: str, language: Language) -> Speech:
        assert self._program is not None, "start was not called"
        line = _UNSPOKEN.sub(" ", spell_numbers(text, language)).strip()
        if not any(character.isalnum() for character in line):
            raise DeviceError(Text(zh="这句话里没有可以念的字。", en="There is nothing in the text to be spoken."))
        failed: DeviceError | None = None
        for _ in range(_ATTEMPTS):
            try:
                return self._program.say(line)
            except DeviceError as error:
                failed = error
                self._program.close()
                self._program = _Program(self._folder / MODEL, self._options)
        assert failed is not None
        raise failed


class _Program:
    """piper at work: a line in, the name of a file out."""

    def __init__(self, model: Path, options: Options) -> None:
        self._timeout = options.timeout
        self._within = options.loaded_within
        self._folder = tempfile.TemporaryDirectory(prefix="carebot-voice-")
        command = [sys.executable, "-m", PACKAGE, "--model", str(model), "--output-dir", self._folder.name]
        # Without its noise the same words always sound the same.
        command += ["--length-scale", f"{1 / options.pace:.3f}", "--noise-scale", "0", "--noise-w-scale", "0"]
        self._process = subprocess.Popen(  # noqa: S603 - a fixed program; the text goes through standard input
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )

    def say(self, line: str) -> Speech:
        """The sound of one line; raises DeviceError when the program has died, hangs or wrote nothing."""
        assert self._process.stdin is not None
        assert self._process.stderr is not None
        try:
            self._process.stdin.write(line.encode(errors="replace") + b"\n")
            self._process.stdin.flush()
            path = self._wrote(self._process.stderr)
            self._within = self._timeout
            return _read(path)
        except (OSError, EOFError, wave.Error) as error:
            raise DeviceError(_NO_SOUND) from error

    def close(self) -> None:
        """End it, and remove what it wrote."""
        self._process.kill()
        self._process.communicate()
        self._folder.cleanup()

    def _wrote(self, told: IO[bytes]) -> Path:
        """The file that the program tells of; raises DeviceError when it tells of none in time."""
        heard = b""
        while True:
            ready, _, _ = select.select([told], [], [], self._within.total_seconds())
            piece = os.read(told.fileno(), 4096) if ready else b""
            if not piece:
                raise DeviceError(_NO_SOUND)
            heard += piece
            found = _WROTE.search(heard[: heard.rfind(b"\n") + 1])
            if found is not None:
                return Path(found.group(1).decode().strip())


def _installed() -> bool:
    """Whether the program can be run, told without importing any of it."""
    try:
        return find_spec(PACKAGE) is not None
    except ValueError:
        return False


def _read(path: Path) -> Speech:
    """The sound that was written, which is removed then."""
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(np.int16)
        rate_hz = file.getframerate()
    path.unlink()
    if not len(samples):
        raise EOFError("an empty file")
    return Speech(samples=samples, rate_hz=rate_hz)


_NO_SOUND: Final = Text(
    zh="英语语音程序没有发出声音。", en="The English voice's program made no sound; it is started again."
)
