"""The command line: `carebot COMMAND`. Each command is a module in `carebot/commands`.

Whatever takes time to import is imported by `main`, so that Ctrl-C and a termination signal end that quietly as well.
"""

import argparse
import importlib
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Final

from carebot.commands.terminal import CommandLine, complain
from carebot.core.errors import CarebotError

COMMANDS: Final = {
    "run": "start the robot; the panel is on http://127.0.0.1:8460",
    "link": "a new link that signs one person in at the panel of the running robot",
    "account": "who signs in at the panel with a password: add, password, remove, list",
    "demo": "a day in the simulated home, unattended",
    "doctor": "each device, model and engine: ready, or why not and what to do",
    "hear": "what is understood of a recording",
    "watch": "what is noticed in a recording",
    "judge": "the gate's decision on an action",
    "rules": "prove the house rules; check, sign and list those of a home",
    "whatif": "what the gate would say of an action in a supposed moment",
    "journal": "show, verify or export what happened",
    "alarms": "how often alarms were right; labelled data of residents who agree",
    "why": "why something happened: the rule, the facts, who asked, and what would change it",
    "replay": "a recorded day through orchestrator and gate again",
    "bench": "measure carebot on this machine",
    "models": "list, install and verify model files",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit status.

    2 means that it was refused, with a sentence saying why; 128 and the number of a signal, that the signal ended it.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    told: list[int] = []

    def interrupt(number: int, _: FrameType | None) -> None:
        told.append(number)
        signal.raise_signal(signal.SIGINT)

    try:
        with _answering(_end_at_once, signal.SIGINT, signal.SIGTERM):
            args = _read(words)
            run: Callable[[argparse.Namespace], int] = importlib.import_module(f"carebot.commands.{args.command}").run
        # What a command has begun it ends in order, as it does at Ctrl-C.
        with _answering(interrupt, signal.SIGTERM):
            return run(args)
    except CarebotError as error:
        return complain(error)
    except KeyboardInterrupt:
        return 128 + (told[0] if told else signal.SIGINT)
    except BrokenPipeError:
        return 0


def _read(words: Sequence[str]) -> argparse.Namespace:
    """The command line taken apart; raises SettingsError for a wrong one."""
    parser = CommandLine(prog="carebot", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, text in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text)
        if name in words:
            importlib.import_module(f"carebot.commands.{name}").add_arguments(command)
    return parser.parse_args(words)


def _end_at_once(number: int, _: FrameType | None) -> None:
    """End the process: nothing has begun that would have to be ended in order."""
    os._exit(128 + number)


@contextmanager
def _answering(answer: Callable[[int, FrameType | None], None], *numbers: signal.Signals) -> Iterator[None]:
    """Answer these signals so meanwhile, unless whoever started the process wants interrupts to be ignored."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    before = {number: signal.signal(number, answer) for number in numbers}
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)


if __name__ == "__main__":
    sys.exit(main())
