"""`carebot hear FILE`: what is understood of a recording, one line for each utterance, with its times."""

import argparse
import asyncio
import sys
from pathlib import Path

from carebot.assembly.hearing import build_recognizers, build_spotter, phrasings_of
from carebot.assembly.house import build_house
from carebot.assembly.playing import check_sound
from carebot.assembly.plugins import SKILLS, build_all, build_body
from carebot.clocks import SystemClock
from carebot.commands.base import add_settings, print_json, say
from carebot.commands.layers import all_settings_from
from carebot.commands.progress import Progress
from carebot.commands.terminal import here
from carebot.core.errors import ModelError
from carebot.core.intents import Phrasing
from carebot.core.language import Language, Text
from carebot.core.permits import PermitLedger
from carebot.core.situation import House
from carebot.settings import Settings
from dialogue.hear import Report, Understood, Unhurried, hear
from dialogue.interpreter import TemplateInterpreter
from dialogue.known_sentences import KnownSentences
from robot_adapters.base import Wiring


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `carebot hear` takes."""
    parser.add_argument("file", type=Path, help=here(Text(zh="一段录音", en="a recording")))
    parser.add_argument(
        "--language",
        choices=("zh", "en"),
        help=here(Text(zh="说的语言；不写则听声音判断", en="the language spoken; without it, told from the sound")),
    )
    parser.add_argument(
        "--json", action="store_true", help=here(Text(zh="每句话一行 JSON", en="one JSON line for each utterance"))
    )
    add_settings(parser)


def run(args: argparse.Namespace) -> int:
    """Hear the file to its end; raises DeviceError or ModelError."""
    report = asyncio.run(_hear(args, all_settings_from(args)))
    if not report.utterances and not args.json:
        say(Text(zh=f"{args.file} 里没有听到说话。", en=f"No speech was heard in {args.file}."))
    return 0


async def _hear(args: argparse.Namespace, settings: Settings) -> Report:
    await check_sound(args.file)
    phrasings, house = _of(settings)
    recognizers, reason = build_recognizers(settings, KnownSentences(phrasings, house))
    if not recognizers and reason is not None:
        raise ModelError(reason)
    language = Language(args.language) if args.language else None
    clock = Unhurried()
    progress = Progress(clock, sys.stderr)

    def show(utterance: Understood) -> None:
        progress.clear()
        _print(utterance, as_json=args.json)

    async with progress.shown(SystemClock()):
        interpreter, spotter = TemplateInterpreter(phrasings, house), build_spotter(beside=False)
        interpreter.start()
        return await hear(args.file, language, recognizers, interpreter, spotter=spotter, clock=clock, told=show)


def _of(settings: Settings) -> tuple[tuple[Phrasing, ...], House]:
    """The sentences of all skills, and the house whose names are in them."""
    wiring = Wiring(ledger=PermitLedger(b""), clock=SystemClock(), fault=lambda _: None)
    body = build_body(settings, wiring)
    skills = build_all(SKILLS, settings.skills, "skills")
    return phrasings_of(skills.values()), build_house(settings, body.manifest, body.home())


def _print(utterance: Understood, *, as_json: bool) -> None:
    if as_json:
        print_json(_line(utterance))
    else:
        start_s = utterance.start.total_seconds()
        print(f"{start_s:7.2f} s  {utterance.heard.text}  {_intent(utterance)}", flush=True)


def _intent(utterance: Understood) -> str:
    intent = utterance.interpretation.intent
    return f"{intent.name} {dict(intent.slots)}" if intent else "-"


def _line(utterance: Understood) -> dict[str, object]:
    meant = utterance.interpretation
    return {
        "start_s": round(utterance.start.total_seconds(), 2),
        "end_s": round(utterance.end.total_seconds(), 2),
        "text": utterance.heard.text,
        "language": utterance.heard.language.value,
        "confidence": round(utterance.heard.confidence, 3),
        "engine": utterance.heard.engine,
        "intent": meant.intent.name if meant.intent else None,
        "slots": dict(meant.intent.slots) if meant.intent else {},
        "intent_confidence": round(meant.confidence, 3),
    }
