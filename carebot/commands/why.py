"""`carebot why EVENT`: what happened, by which rule and facts, who asked, and what would change it, from the record."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from carebot import journal
from carebot.assembly.asking import book_of
from carebot.commands.base import add_settings, print_json, settings_from
from carebot.commands.terminal import terminal_language
from carebot.core.errors import JournalError, SettingsError
from carebot.core.language import Language, Text
from carebot.core.people import ResidentId
from carebot.core.situation import House
from carebot.explaining.account import account_of
from carebot.explaining.book import RuleBook
from carebot.explaining.finding import find, often, stretch
from carebot.explaining.levels import Level
from carebot.explaining.telling import LABELS, Evidence, Reader, Telling, tell
from carebot.journal import Entry

_EVENTS: Final = """EVENT is the beginning of an event's id, "last", "last stop", "last refusal", "last slowing",
"last alarm", "last fault", or a time on the home's clock such as 14:05 or 2026-03-02T14:05."""
_NO_HOUSE: Final = Text(
    zh="记录里没有机器人启动的事件，不知道当时家里有谁，无法说明。请给出完整的日志。",
    en="The record holds no start of the robot, so who lived there is unknown and nothing can be told. "
    "Name the whole journal.",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `carebot why` takes."""
    parser.epilog = _EVENTS
    parser.add_argument("event", nargs="+", metavar="EVENT", help="which event is meant")
    parser.add_argument(
        "--level", type=str, choices=[level.value for level in Level], default=Level.CARER.value, help="who reads"
    )
    parser.add_argument("--resident", default="", metavar="ID", help="which resident asks, at the level of residents")
    parser.add_argument("--lang", choices=[language.value for language in Language], help="language of the answer")
    parser.add_argument("--json", action="store_true", help="the answer as one JSON line, in both languages")
    add_settings(parser)


def run(args: argparse.Namespace) -> int:
    """Explain and print; returns 0."""
    settings = settings_from(args)
    level = Level(args.level)
    entry = find(settings.journal, " ".join(args.event))
    record = stretch(settings.journal, entry)
    house = record.house_at(entry.event)
    if house is None:
        raise JournalError(_NO_HOUSE)
    reader = Reader(level=level, hearer=_hearer(args.resident, level, house))
    account = account_of(record, entry.event, house, reader.hearer)
    telling = tell(account, reader, _evidence(settings.journal, entry, level, book_of(settings)))
    if args.json:
        print_json(as_json(telling))
    else:
        _print(telling, Language(args.lang) if args.lang else terminal_language())
    return 0


def _hearer(wanted: ResidentId, level: Level, house: House) -> ResidentId:
    """The resident who asks: the one named, or the only one; raises SettingsError for one who does not live there."""
    if level is not Level.RESIDENT:
        return ""
    if not wanted:
        return house.residents[0].id if len(house.residents) == 1 else ""
    if house.resident(wanted) is None:
        listed = ", ".join(one.id for one in house.residents)
        raise SettingsError(
            Text(
                zh=f"家里没有编号为 {wanted} 的老人，只有：{listed}。请改正 --resident。",
                en=f"No resident has the id {wanted}, only: {listed}. Correct --resident.",
            )
        )
    return wanted


def _evidence(path: Path, entry: Entry, level: Level, book: RuleBook) -> Evidence:
    return Evidence(
        sequence=entry.sequence,
        chain=entry.chain,
        sound=_sound(path, entry) if level.sees_proof else None,
        often=often(path, entry.event) if level.sees_patterns else None,
        judge=book.judge if level is not Level.DEVELOPER else None,
        sources=book.sources,
    )


def _sound(path: Path, entry: Entry) -> bool:
    """Whether the chain holds up to `entry`."""
    broken_at = journal.verify(path).broken_at
    return broken_at is None or broken_at > entry.sequence


def as_json(telling: Telling) -> Mapping[str, Any]:
    """The telling as plain JSON values, in both languages."""
    return {
        "event": telling.event,
        "kind": telling.kind,
        "at": telling.at.isoformat(),
        "level": telling.level.value,
        "parts": {
            part.value: [{"zh": text.zh, "en": text.en} for text in texts if text.zh] for part, texts in telling.parts
        },
        "record": telling.record,
    }


def _print(telling: Telling, language: Language) -> None:
    """The sentences under their labels; a resident's answer stands alone."""
    for part, texts in telling.parts:
        words = [text.in_(language) for text in texts if text.zh]
        if telling.level is Level.RESIDENT:
            print("\n".join(words))
        else:
            print(f"{LABELS[part].in_(language)}\n" + "\n".join(f"  {line}" for line in words))
    if telling.record is not None:
        print_json(telling.record)
