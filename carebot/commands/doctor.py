"""`carebot doctor`: each device, model and engine: ready, or why not and what to do."""

import argparse
import shutil
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from carebot import journal
from carebot._models.folder import ModelState
from carebot.assembly.gate import Sealed
from carebot.assembly.hearing import build_hearing, build_recognizers
from carebot.assembly.house import build_house
from carebot.assembly.plugins import SKILLS, build_all, build_body
from carebot.clocks import SystemClock
from carebot.commands.base import add_settings, print_json, settings_from, terminal_language
from carebot.core.errors import CarebotError, JournalError
from carebot.core.language import Text
from carebot.models import ModelStore, model_cache
from carebot.settings import Settings
from dialogue.base import Readiness
from dialogue.loudspeaker import Loudspeaker
from dialogue.loudspeaker import Options as LoudspeakerOptions
from dialogue.microphone import Microphone
from dialogue.microphone import Options as MicrophoneOptions
from dialogue.pocketsphinx import Options as SpotterOptions
from dialogue.pocketsphinx import PocketSphinx
from robot_adapters.base import Wiring

_READY = Text(zh="可用", en="ready")
_NOT_READY = Text(zh="不可用", en="not ready")
_FREE_GB = 1.0
_GB = 1e9

Finding = tuple[str, Readiness]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `carebot doctor` takes."""
    parser.add_argument("--json", action="store_true", help="one JSON line for each part")
    add_settings(parser)


def run(args: argparse.Namespace) -> int:
    """Look at everything; returns 0 when all is ready, 1 when something is not."""
    settings = settings_from(args)
    findings = [*_models(), *_speech(settings), *_robot(settings), *_storage(settings)]
    language = terminal_language()
    if args.json:
        for name, found in findings:
            print_json({"part": name, "ready": found.ready, "detail": found.detail.in_(language)})
    else:
        table = Table(box=None, pad_edge=False, show_header=False)
        for name, found in findings:
            state = _READY if found.ready else _NOT_READY
            table.add_row(name, state.in_(language), found.detail.in_(language))
        Console().print(table)
    return 0 if all(found.ready for _, found in findings) else 1


def _models() -> Iterator[Finding]:
    store = ModelStore(model_cache())
    required = {model.name for model in store.models() if model.required}
    for status in store.status():
        if status.name in required:
            yield f"model {status.name}", Readiness(ready=status.state is ModelState.READY, detail=status.detail)


def _speech(settings: Settings) -> Iterator[Finding]:
    yield "microphone", Microphone(MicrophoneOptions(device=settings.speech.microphone)).readiness()
    yield "loudspeaker", Loudspeaker(LoudspeakerOptions(device=settings.speech.loudspeaker)).readiness()
    yield "stop words", PocketSphinx(SpotterOptions()).readiness()
    for recognizer in build_recognizers(settings)[0]:
        yield f"recogniser {recognizer.name}", recognizer.readiness()


def _robot(settings: Settings) -> Iterator[Finding]:
    """The gate's rules, the body and the home, as far as they can be read without moving anything."""
    try:
        sealed = Sealed(settings)
        body = build_body(settings, Wiring(ledger=sealed.ledger(), clock=SystemClock(), fault=lambda _: None))
        house = build_house(settings, body.manifest, body.home())
        voice = build_hearing(house, build_all(SKILLS, settings.skills, "skills")).resident_voice
    except CarebotError as error:
        yield "robot", Readiness(ready=False, detail=error.text)
        return
    tested = Text(zh="已在真机上测试", en="tested on hardware")
    untested = Text(zh="未在真机上测试", en="untested on hardware")
    yield "gate", Readiness(ready=True, detail=Text(zh="规则已载入", en="the rules are loaded"))
    yield (
        f"body {settings.body.name}",
        Readiness(ready=True, detail=tested if body.manifest.tested_on_hardware else untested),
    )
    yield "voice", voice.readiness()


def _storage(settings: Settings) -> Iterator[Finding]:
    folder = next(each for each in settings.journal.parents if each.exists())
    free_gb = shutil.disk_usage(folder).free / _GB
    yield (
        "disk",
        Readiness(ready=free_gb >= _FREE_GB, detail=Text(zh=f"剩余 {free_gb:.1f} GB", en=f"{free_gb:.1f} GB are free")),
    )
    if not journal.readable(settings.journal):
        yield "journal", Readiness(ready=True, detail=Text(zh="还没有日志", en="there is none yet"))
        return
    try:
        found = journal.verify(settings.journal)
    except JournalError as error:
        yield "journal", Readiness(ready=False, detail=error.text)
        return
    text = Text(zh=f"{found.rows} 条事件完好", en=f"{found.rows} events are sound")
    yield "journal", Readiness(ready=found.broken_at is None, detail=text)
