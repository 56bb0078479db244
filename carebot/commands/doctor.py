"""`carebot doctor`: each device, model and engine: ready, or why not and what to do.

It moves nothing, changes nothing and downloads nothing. Exit status: 0 when all is ready, 1 when something is not, 2
when the settings cannot be read.
"""

import argparse
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from carebot.assembly.checkup import Finding, check_models, check_robot, check_senses, check_storage
from carebot.assembly.sources import check_sources
from carebot.commands.base import add_settings, print_json
from carebot.commands.layers import layers_from
from carebot.commands.terminal import here, terminal_language
from carebot.core.language import Language, Text

_READY = Text(zh="可用", en="ready")
_NOT_READY = Text(zh="不可用", en="not ready")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `carebot doctor` takes."""
    parser.add_argument(
        "--json", action="store_true", help=here(Text(zh="每个部件一行 JSON", en="one JSON line for each part"))
    )
    parser.epilog = (
        "Exit status: 0 when all is ready, 1 when something is not, 2 when the settings cannot be read. "
        "carebot runs without what is not ready, as far as it can, and shows on the panel what is missing."
    )
    add_settings(parser)


def run(args: argparse.Namespace) -> int:
    """Look at everything; returns 0 when all is ready, 1 when something is not."""
    layers = layers_from(args)
    settings = layers.settings
    findings = [
        *check_sources(layers),
        *check_models(),
        *check_senses(settings),
        *check_robot(settings),
        *check_storage(settings),
    ]
    language = terminal_language()
    if args.json:
        for found in findings:
            print_json({"part": found.part, "ready": found.ready, "detail": found.detail.in_(language)})
    else:
        _print(findings, language)
    return 0 if all(found.ready for found in findings) else 1


def _print(findings: Iterable[Finding], language: Language) -> None:
    """A table on a terminal; anywhere else one line for each part, never broken."""
    console = Console()
    rows = [
        (found.title.in_(language), (_READY if found.ready else _NOT_READY).in_(language), found.detail.in_(language))
        for found in findings
    ]
    if not console.is_terminal:
        for row in rows:
            print(": ".join(row))
        return
    table = Table(box=None, pad_edge=False, show_header=False)
    for row in rows:
        table.add_row(*row)
    console.print(table)
