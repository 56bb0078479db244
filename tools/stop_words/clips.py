"""The clips that the network learns from: every cry by every voice, and what is no cry, each a WAV in one folder.

What is there already is not made again, so that making can be broken off and gone on with.
"""

import hashlib
import json
import logging
import time
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from carebot.core.errors import CarebotError
from carebot.core.language import Language
from dialogue.base import SAMPLE_RATE_HZ, Manner, Samples, Voice
from dialogue.sound import resample
from tools.stop_words.sentences import cries, other
from tools.stop_words.voices import Speaker

INDEX: Final = "clips.jsonl"
_SHORTEST_S: Final = 0.12
SLOW: Final = ("zf_", "zm_", "af_", "am_", "bf_", "bm_", "hf_", "hm_", "if_", "ef_", "em_", "pm_", "jf_", "jm_")
"""Kokoro's speakers, who take a second for a word."""
SHORT: Final = frozenset({"停", "stop", "fell"})
"""What is over soonest and sounds like most else: everybody says all wordings of it, and it is put in more scenes."""
_RATES: Final = (0.8, 1.0, 1.25)
_PACES_SLOW: Final = (0.8, 1.4)
"""Between which paces the slow ones are drawn."""
_SHARE_NATURAL, _SHARE_ROBOTIC = 1.0, 0.4
_SHARE_SLOW: Final = {Language.ZH: 0.06, Language.EN: 0.04}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """What one speaker says once."""

    text: str
    word: str
    rate: float


def make(everybody: Sequence[Speaker], folder: Path, seconds: float) -> bool:
    """Make what is missing for at most so many `seconds` of computing; whether nothing is missing any more."""
    folder.mkdir(parents=True, exist_ok=True)
    until_s = time.process_time() + seconds
    index = folder / INDEX
    there = {json.loads(line)["file"] for line in index.read_text("utf-8").splitlines()} if index.exists() else set()
    with index.open("a", encoding="utf-8") as lines:
        for speaker in everybody:
            missing = [(line, _name(speaker, line)) for line in _lines(speaker) if _name(speaker, line) not in there]
            for described in _spoken(speaker, missing, folder):
                lines.write(f"{json.dumps(described, ensure_ascii=False)}\n")
                lines.flush()
                if time.process_time() > until_s:
                    return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A sound in the folder, as the index describes it; `word` is one of dialogue/_cry_classifier.py."""

    file: str
    voice: str
    word: str
    text: str
    natural: bool
    aside: bool


def listed(folder: Path, *, aside: bool) -> list[Clip]:
    """The clips of those who are kept aside or of the others, in an order that no history has a part in."""
    lines = (folder / INDEX).read_text(encoding="utf-8").splitlines()
    clips = {clip.file: clip for clip in (Clip(**json.loads(line)) for line in lines)}
    return [clip for _, clip in sorted(clips.items()) if clip.voice and clip.aside is aside]


def sound_of(folder: Path, clip: Clip) -> Samples:
    """Its samples, 16 kHz."""
    with wave.open(str(folder / clip.file)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16)


def _lines(speaker: Speaker) -> list[_Line]:
    """What is asked of `speaker`: the slow ones say half of all cries at a pace each, the others all at several."""
    drawn = np.random.default_rng(int(hashlib.sha256(speaker.name.encode()).hexdigest()[:8], 16))
    slow = speaker.name.startswith(SLOW)
    share = _SHARE_SLOW[speaker.language] if slow else _SHARE_NATURAL if speaker.natural else _SHARE_ROBOTIC
    rates = _RATES if speaker.natural else _RATES[1:]
    said = [
        _Line(text=text, word=word, rate=float(drawn.choice(rates)))
        for text, word in other(speaker.language, drawn, share)
    ]
    wordings = cries(speaker.language)
    if slow:
        left = set() if speaker.aside else {int(number) for number in drawn.permutation(len(wordings))[::2]}
        chosen = [each for number, each in enumerate(wordings) if number not in left or each[1] in SHORT]
        return [_Line(text=text, word=word, rate=_pace(drawn)) for text, word in chosen] + said
    cried = [_Line(text=text, word=word, rate=rate) for text, word in wordings for rate in rates]
    return cried + said


def _pace(drawn: np.random.Generator) -> float:
    return round(float(drawn.uniform(*_PACES_SLOW)), 2)


def _spoken(speaker: Speaker, lines: Sequence[tuple[_Line, str]], folder: Path) -> Iterator[dict[str, object]]:
    """Make the clips of one speaker; what cannot be spoken is listed without a voice, and not tried again."""
    if not lines:
        return
    voice = speaker.make()
    voice.start()
    try:
        for line, name in lines:
            sound = _sound(voice, speaker, line)
            if sound is not None:
                with wave.open(str(folder / name), "wb") as file:
                    file.setparams((1, 2, SAMPLE_RATE_HZ, 0, "NONE", ""))
                    file.writeframes(sound.tobytes())
            voice_name = speaker.name if sound is not None else ""
            about = {"natural": speaker.natural, "aside": speaker.aside}
            yield {"file": name, "voice": voice_name, "word": line.word, "text": line.text, **about}
    finally:
        voice.close()
    _log.info("%s: %d clips", speaker.name, len(lines))


def _sound(voice: Voice, speaker: Speaker, line: _Line) -> Samples | None:
    try:
        speech = voice.synthesize(line.text, speaker.language, manner=Manner(rate=line.rate))
    except CarebotError:
        return None
    sound = resample(speech.samples, speech.rate_hz, SAMPLE_RATE_HZ)
    return sound if len(sound) >= _SHORTEST_S * SAMPLE_RATE_HZ and np.abs(sound).max() > 0 else None


def _name(speaker: Speaker, line: _Line) -> str:
    said = hashlib.sha256(f"{speaker.name} {line.text} {line.rate}".encode()).hexdigest()[:16]
    return f"{said}.wav"
