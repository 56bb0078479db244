"""`carebot journal`: show, verify and export what happened."""

import argparse
import contextlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from carebot import journal
from carebot._reasons import of_file
from carebot.codec import event_to_json, event_to_plain
from carebot.commands.base import add_settings, say, settings_from
from carebot.commands.terminal import EXIT_REFUSED, here
from carebot.core.errors import JournalError
from carebot.core.language import Text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the sub-commands of `carebot journal`."""
    commands = parser.add_subparsers(dest="journal_command", required=True, metavar="COMMAND")
    show = commands.add_parser(
        "show", help=here(Text(zh="最近的事件，每个一行", en="the latest events, one line each"))
    )
    show.add_argument("--last", type=int, default=50, metavar="N")
    show.add_argument("--kind", metavar="KIND", help=here(Text(zh="只看这一种事件", en="only this kind of event")))
    verify = commands.add_parser("verify", help=here(Text(zh="重新计算哈希链", en="recompute the hash chain")))
    export = commands.add_parser(
        "export", help=here(Text(zh="所有事件，每个一行 JSON", en="all events as lines of JSON"))
    )
    export.add_argument(
        "--to",
        type=Path,
        metavar="FILE",
        help=here(Text(zh="写入的文件；不写则输出到屏幕", en="file to write; standard output without it")),
    )
    for command in (show, verify, export):
        add_settings(command)


def run(args: argparse.Namespace) -> int:
    """Carry the command out; returns the exit status."""
    path = settings_from(args).journal
    match args.journal_command:
        case "show":
            return _show(path, args.last, args.kind)
        case "verify":
            return _verify(path)
        case _:
            return _export(path, args.to)


def _show(path: Path, last: int, kind: str | None) -> int:
    entries = [entry for entry in journal.read(path) if kind in {None, entry.event.kind}]
    for entry in entries[-last:] if last > 0 else []:
        plain = event_to_plain(entry.event)
        when = entry.event.occurred_at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        rest = {key: value for key, value in plain.items() if key not in {"id", "kind", "occurred_at", "cause"}}
        words = " ".join(f"{key}={value}" for key, value in rest.items())
        print(f"{entry.sequence:>7}  {when}  {entry.event.kind:<20} {words[:200]}")
    return 0


def _verify(path: Path) -> int:
    found = journal.verify(path)
    if found.broken_at is None:
        say(
            Text(
                zh=f"日志完整：{found.rows} 条事件，链头 {found.head[:16]}。",
                en=f"The journal is sound: {found.rows} events, head of the chain {found.head[:16]}.",
            )
        )
        return 0
    say(
        Text(
            zh=f"日志在第 {found.broken_at} 条被改动或缺失，之前的 {found.rows} 条完好。请保留此文件并通知管理员。",
            en=f"The journal was changed or cut at event {found.broken_at}; the {found.rows} before it are sound. "
            "Keep this file and tell the manager.",
        )
    )
    return EXIT_REFUSED


def _export(path: Path, to: Path | None) -> int:
    """Write all events, to a file whole or not at all."""
    lines = (event_to_json(entry.event) + "\n" for entry in journal.read(path))
    if to is None:
        return _print(lines)
    try:
        if to.exists() and not to.is_file():
            # A device or a pipe is written to, never replaced.
            _write(lines, to)
        else:
            _write_whole(lines, to)
    except OSError as error:
        raise _unwritten(str(to), error) from error
    return 0


def _write(lines: Iterable[str], to: Path) -> None:
    with to.open("w", encoding="utf-8") as file:
        file.writelines(lines)


def _write_whole(lines: Iterable[str], to: Path) -> None:
    beside = to.with_name(f"{to.name}.part")
    try:
        _write(lines, beside)
        beside.replace(to)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def _print(lines: Iterable[str]) -> int:
    try:
        sys.stdout.writelines(lines)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What is still in the buffer would fail again, and be told again, at the end of the process.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise _unwritten("stdout", error) from error
    return 0


def _unwritten(place: str, error: OSError) -> JournalError:
    why = of_file(error)
    return JournalError(
        Text(
            zh=f"导出写不进 {place}：{why.zh}。请用 --to 另选一个文件，或腾出空间。",
            en=f"The export cannot be written to {place}: {why.en}. Name another file with --to, or make room.",
        )
    )
