"""`carebot bench SUITE`: figures measured on this machine. Each suite is a module in `carebot/bench`."""

import argparse
import importlib
import json
from typing import Final

from carebot.commands.base import print_json

SUITES: Final = {
    "alarms": "how soon many open panels show an alarm, and whether kills in the middle of alarms lose any",
    "core": "gate, stop, journal, simulated home, memory",
    "falls": "falls in recordings, against a manifest",
    "gate": "decisions, proof, and how soon the body of a hung program rests",
    "instructions": "household instructions: taken on, refused or asked back",
    "intents": "smart-home sentences: intent and slots, against what is expected",
    "simfalls": "falls and ordinary life played in the simulated home, by seed",
    "speech": "recordings of speech: phrases, commands with slots, read sentences, with and without noise",
    "stop": "stop and help words: heard by how many voices, how soon, and where nobody said them",
    "turns": "how soon an answer begins, and how soon the robot is silent for whoever speaks",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the suites."""
    suites = parser.add_subparsers(dest="suite", required=True, metavar="SUITE")
    for name, text in SUITES.items():
        suite = suites.add_parser(name, help=text, description=text)
        suite.add_argument("--json", action="store_true", help="the figures as one JSON line")
        importlib.import_module(f"carebot.bench.{name}").add_arguments(suite)


def run(args: argparse.Namespace) -> int:
    """Measure and print: one object of figures, or one for each row and the figures last."""
    measured = importlib.import_module(f"carebot.bench.{args.suite}").run(args)
    for figures in [measured] if isinstance(measured, dict) else measured:
        if args.json:
            print_json(figures)
        else:
            print(json.dumps(figures, ensure_ascii=False, indent=2))
    return 0
