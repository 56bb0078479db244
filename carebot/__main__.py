"""The command line: `carebot COMMAND`. Each command is a module in `carebot/commands`."""

import argparse
import importlib
import signal
import sys
from collections.abc import Sequence
from typing import Final

from carebot.commands.base import complain
from carebot.core.errors import CarebotError

COMMANDS: Final = {
    "run": "start the robot; the panel is on http://127.0.0.1:8460",
    "link": "a new link that signs one person in at the panel of the running robot",
    "demo": "a day in the simulated home, unattended",
    "doctor": "each device, model and engine: ready, or why not and what to do",
    "hear": "what is understood of a recording",
    "watch": "what is noticed in a recording",
    "judge": "the gate's decision on an action",
    "journal": "show, verify or export what happened",
    "replay": "a recorded day through orchestrator and gate again",
    "bench": "measure carebot on this machine",
    "models": "list, install and verify model files",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit status. 2 means that it was refused, with a sentence saying why."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="carebot", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, text in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text)
        if name in words:
            importlib.import_module(f"carebot.commands.{name}").add_arguments(command)
    args = parser.parse_args(words)
    try:
        status: int = importlib.import_module(f"carebot.commands.{args.command}").run(args)
    except CarebotError as error:
        return complain(error)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:
        return 0
    return status


if __name__ == "__main__":
    sys.exit(main())
