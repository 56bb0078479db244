"""What the commands share: the terminal's language, settings from the command line, errors in one sentence."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any, Final

from carebot.core.errors import CarebotError
from carebot.core.language import Language, Text
from carebot.settings import Plain, Settings, load

EXIT_REFUSED: Final = 2


def terminal_language() -> Language:
    """The language of the terminal (POSIX locale variables); English unless it is Chinese."""
    chosen = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return Language.ZH if chosen.startswith("zh") else Language.EN


def complain(error: CarebotError) -> int:
    """Print what happened and what to do; gives the exit code."""
    print(error.text.in_(terminal_language()), file=sys.stderr)
    return EXIT_REFUSED


def say(text: Text) -> None:
    """Print a sentence in the terminal's language."""
    print(text.in_(terminal_language()), flush=True)


def print_json(value: object) -> None:
    """Print one line of JSON, Mandarin as it is."""
    print(json.dumps(value, ensure_ascii=False, default=str), flush=True)


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Declare what every command that reads settings takes."""
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings file (TOML)")
    parser.add_argument("--journal", type=Path, metavar="FILE", help="journal file")


def settings_from(args: argparse.Namespace, overrides: Plain | None = None) -> Settings:
    """The settings with what the command line says above them; raises SettingsError."""
    above: dict[str, Any] = dict(overrides or {})
    if args.journal is not None:
        above["journal"] = args.journal
    return load(args.settings, above)
