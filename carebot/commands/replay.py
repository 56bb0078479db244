"""`carebot replay FILE`: a recorded day through orchestrator and gate again; tells every decision that differs."""

import argparse
from pathlib import Path

from carebot import journal
from carebot._reasons import of_file
from carebot.assembly.gate import PERMIT_LIFE
from carebot.assembly.plugins import SKILLS, build_all, build_policies
from carebot.codec import event_from_json
from carebot.commands.base import add_settings, print_json, say, settings_from
from carebot.commands.terminal import here
from carebot.core.errors import JournalError
from carebot.core.language import Text
from carebot.core.record import AnyEvent
from carebot.incidents import Chain
from carebot.replay import Replay, replay
from safety.gate import Gate


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `carebot replay` takes."""
    parser.add_argument(
        "file",
        type=Path,
        help=here(Text(zh="日志，或导出的日志（.jsonl）", en="a journal, or an export of one (.jsonl)")),
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help=here(Text(zh="每处不同一行 JSON，最后再一行", en="one JSON line for each difference and one at the end")),
    )
    add_settings(parser)


def run(args: argparse.Namespace) -> int:
    """Replay and compare; returns 0 when nothing differs, 1 when something does."""
    settings = settings_from(args)
    gate = Gate(build_policies(settings), b"replay makes no permits", PERMIT_LIFE)
    found = replay(_events(args.file), build_all(SKILLS, settings.skills, "skills"), gate, Chain())
    for difference in found.differences:
        if args.json:
            print_json(
                {
                    "what": difference.what,
                    "id": difference.id,
                    "recorded": difference.recorded,
                    "replayed": difference.replayed,
                }
            )
        else:
            print(f"{difference.what} {difference.id}\n  - {difference.recorded}\n  + {difference.replayed}")
    if args.json:
        figures = {"events": found.events, "decisions": found.decisions, "differences": len(found.differences)}
        print_json(figures | ({"illegible": found.illegible} if found.illegible else {}))
    else:
        _tell(found)
    return 1 if found.differences else 0


def _tell(found: Replay) -> None:
    count = len(found.differences)
    say(
        Text(
            zh=f"重放了 {found.events} 个事件，比较了 {found.decisions} 个决定，{count} 处不同。",
            en=f"Replayed {found.events} events and compared {found.decisions} decisions; {count} differ.",
        )
    )
    if found.illegible:
        say(
            Text(
                zh=f"另有 {found.illegible} 个决定涉及读不到的话，没有比较。",
                en=f"{found.illegible} more are about words that cannot be read, and were not compared.",
            )
        )


def _events(path: Path) -> list[AnyEvent]:
    if path.suffix != ".jsonl":
        return [entry.event for entry in journal.read(path)]
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = of_file(error)
        raise JournalError(
            Text(
                zh=f"读不了 {path}：{why.zh}。请给出日志，或用 carebot journal export 导出的文件。",
                en=f"{path} cannot be read: {why.en}. Name a journal, or what `carebot journal export` wrote.",
            )
        ) from error
    return [_event(path, number, line) for number, line in enumerate(lines, start=1)]


def _event(path: Path, number: int, line: str) -> AnyEvent:
    try:
        return event_from_json(line)
    except JournalError as error:
        raise JournalError(
            Text(zh=f"{path} 第 {number} 行：{error.text.zh}", en=f"{path}, line {number}: {error.text.en}")
        ) from error
