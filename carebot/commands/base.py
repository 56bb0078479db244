"""What the commands share: sentences and lines of JSON, and settings from the command line."""

import argparse
import json
from pathlib import Path
from typing import Any

from carebot.commands.terminal import here, terminal_language
from carebot.core.language import Language, Text
from carebot.settings import Plain, Settings, load


def say(text: Text) -> None:
    """Print a sentence in the terminal's language."""
    print(text.in_(terminal_language()), flush=True)


def print_json(value: object) -> None:
    """Print one line of JSON, Mandarin as it is."""
    print(json.dumps(value, ensure_ascii=False, default=str), flush=True)


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Declare what every command that reads settings takes."""
    parser.add_argument(
        "--settings", type=Path, metavar="FILE", help=here(Text(zh="设置文件（TOML）", en="settings file (TOML)"))
    )
    parser.add_argument("--journal", type=Path, metavar="FILE", help=here(Text(zh="日志文件", en="journal file")))


def add_answer(parser: argparse.ArgumentParser) -> None:
    """Declare what every command that gives an answer in words takes."""
    parser.add_argument(
        "--lang",
        choices=[language.value for language in Language],
        help=here(Text(zh="回答的语言", en="language of the answer")),
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help=here(Text(zh="回答输出为一行 JSON，两种语言", en="the answer as one JSON line, in both languages")),
    )


def settings_from(args: argparse.Namespace, overrides: Plain | None = None) -> Settings:
    """The settings with what the command line says above them; raises SettingsError."""
    above: dict[str, Any] = dict(overrides or {})
    if args.journal is not None:
        above["journal"] = args.journal
    return load(args.settings, above)
