"""A voice by espeak-ng, Mandarin and English: robotic, small, always there.

pyttsx3 reports success for files that are empty or unfinished, so each job is a child process and its WAV is measured.
"""

import ctypes.util
import re
import shutil
import subprocess
import sys
import tempfile
import wave
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

import numpy as np
from pypinyin import Style, lazy_pinyin

from carebot.core.errors import DeviceError
from carebot.core.language import Language, Text
from dialogue._pauses import with_pauses
from dialogue.base import AS_EVER, Manner, Readiness, Speech, Voice
from dialogue.text import spell_numbers

_HAN_RUN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_PAUSES: Final = str.maketrans("，。！？；：、", ",.!?;:,")
_LOST: Final = timedelta(milliseconds=300)
"""On a busy machine pyttsx3 may leave out blocks of half a second and more; espeak-ng's own program does not."""
_SHORTEST_S: Final = 0.02
"""Seconds of speech for a letter, at least and at most; measured 0.027 to 0.33 at 80 to 450 words a minute."""
_LONGEST_S: Final = 2.0
_KEPT_AT_MOST: Final = timedelta(seconds=30)
"""What sounds longer is not said twice, and 64 of them would fill the memory."""
_SILENCE: Final = 200
"""Peak below which a file counts as silent; speech of espeak-ng peaks above 5,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How it speaks. Rates are words a minute; old ears want them slow."""

    english_voice: str = "gmw/en-US"
    mandarin_voice: str = "sit/cmn-Latn-pinyin"
    english_rate: int = 140
    mandarin_rate: int = 140
    volume: float = 1.0
    attempts: int = 2
    timeout: timedelta = timedelta(seconds=20)
    cached: int = 64


class Espeak(Voice):
    """Speaks by pyttsx3 where that works, else by the espeak-ng program."""

    name = "espeak-ng"
    languages = frozenset({Language.ZH, Language.EN})

    def __init__(self, options: Options) -> None:
        self._options = options
        self._cache: OrderedDict[tuple[str, Language, Manner], Speech] = OrderedDict()

    def readiness(self) -> Readiness:
        """Whether the library of espeak-ng, or its program, is installed."""
        if ctypes.util.find_library("espeak-ng") or shutil.which("espeak-ng"):
            return Readiness(ready=True, detail=Text(zh="espeak-ng 语音可用。", en="The espeak-ng voice can be used."))
        return Readiness(
            ready=False,
            detail=Text(
                zh="没有找到 espeak-ng，请安装系统软件包 espeak-ng。",
                en="espeak-ng is missing; install the system package espeak-ng.",
            ),
        )

    def start(self) -> None:
        """Nothing is loaded here, each job is a process of its own; raises DeviceError without espeak-ng."""
        readiness = self.readiness()
        if not readiness.ready:
            raise DeviceError(readiness.detail)

    def synthesize(self, text: str, language: Language, *, manner: Manner = AS_EVER) -> Speech:
        """The sound of `text`, 22,050 Hz; raises DeviceError when neither way brings sound."""
        key = (text, language, manner)
        if key in self._cache:
            self._cache.move_to_end(key)
            return self._cache[key]
        speech = with_pauses(
            text, manner.pause, lambda part: self._speak(readable(part, language), language, manner.rate)
        )
        if speech.duration <= _KEPT_AT_MOST:
            self._cache[key] = speech
        if len(self._cache) > self._options.cached:
            self._cache.popitem(last=False)
        return speech

    def close(self) -> None:
        """Forget what was spoken."""
        self._cache.clear()

    def _speak(self, readable_text: str, language: Language, rate: float) -> Speech:
        voice, words_a_minute = self._voice(language)
        pace = round(words_a_minute * rate)
        with tempfile.TemporaryDirectory(prefix="carebot-voice-") as folder:
            path = Path(folder) / "speech.wav"
            whole = self._spoken(self._program(path, voice, pace), path, readable_text)
            for _ in range(self._options.attempts):
                speech = self._spoken(self._pyttsx3(path, voice, pace), path, readable_text)
                if speech is not None and (whole is None or speech.duration >= whole.duration - _LOST):
                    return speech
            # a program that was killed the first time may be heard the second time
            whole = whole or self._spoken(self._program(path, voice, pace), path, readable_text)
            if whole is not None:
                return whole
        raise DeviceError(
            Text(
                zh="语音合成没有发出声音，请检查 espeak-ng 是否能用。",
                en="Speech synthesis brought no sound; check that espeak-ng works.",
            )
        )

    def _spoken(self, command: list[str], path: Path, text: str) -> Speech | None:
        path.unlink(missing_ok=True)
        return measured(path, text) if self._run(command, text) else None

    def _pyttsx3(self, path: Path, voice: str, rate: int) -> list[str]:
        options = [str(path), voice, str(rate), str(self._options.volume)]
        return [sys.executable, "-m", "dialogue._pyttsx3_job", *options]

    def _program(self, path: Path, voice: str, rate: int) -> list[str]:
        amplitude = str(round(100 * self._options.volume))
        return ["espeak-ng", "--stdin", "-b", "1", "-v", voice, "-s", str(rate), "-a", amplitude, "-w", str(path)]

    def _voice(self, language: Language) -> tuple[str, int]:
        if language is Language.ZH:
            return self._options.mandarin_voice, self._options.mandarin_rate
        return self._options.english_voice, self._options.english_rate

    def _run(self, command: list[str], text: str) -> bool:
        """Whether the job ended well as far as it says itself."""
        try:
            done = subprocess.run(  # noqa: S603 (fixed programs; the text goes through standard input)
                command,
                input=text.encode(errors="replace"),
                capture_output=True,
                timeout=self._options.timeout.total_seconds(),
                check=False,
            )
        except (subprocess.TimeoutExpired, FileNotFoundError):
            return False
        return done.returncode == 0


def readable(text: str, language: Language) -> str:
    """`text` as espeak-ng reads it: numbers in words; Mandarin as pinyin with tone numbers (it spells characters)."""
    text = spell_numbers(text, language)
    if language is Language.EN:
        return text
    spoken = _HAN_RUN.sub(lambda match: f" {_pinyin(match.group())} ", text.translate(_PAUSES))
    return " ".join(spoken.split())


def measured(path: Path, text: str) -> Speech | None:
    """The sound in the WAV file `path`, or None when it is missing, silent, or no plausible length for `text`."""
    try:
        with wave.open(str(path)) as file:
            rate_hz = file.getframerate()
            samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(np.int16)
    except (FileNotFoundError, EOFError, wave.Error):
        return None
    letters = sum(character.isalnum() for character in text)
    speech = Speech(samples=samples, rate_hz=rate_hz)
    seconds = speech.duration.total_seconds()
    plausible = _SHORTEST_S * letters <= seconds <= _LONGEST_S * (letters + 2)
    loud = len(samples) > 0 and int(np.abs(samples.astype(np.int32)).max()) >= _SILENCE
    return speech if plausible and loud else None


def _pinyin(characters: str) -> str:
    return " ".join(lazy_pinyin(characters, style=Style.TONE3, neutral_tone_with_five=True, v_to_u=True))
