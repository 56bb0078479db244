"""`carebot why EVENT`: what happened, by which rule and facts, who asked, and what would change it, from the record."""

import argparse
from collections.abc import Mapping
from typing import Any, Final

from carebot.assembly.asking import book_of
from carebot.commands.base import add_answer, add_settings, print_json, settings_from
from carebot.commands.terminal import here, terminal_language
from carebot.core.errors import SettingsError
from carebot.core.language import Language, Text
from carebot.core.people import ResidentId
from carebot.core.situation import House
from carebot.explaining.asked import look_up, only_resident, told
from carebot.explaining.levels import Level
from carebot.explaining.telling import LABELS, Telling

_EVENTS: Final = """EVENT is the beginning of an event's id, "last", "last stop", "last refusal", "last slowing",
"last alarm", "last fault", or a time on the home's clock such as 14:05 or 2026-03-02T14:05."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `carebot why` takes."""
    parser.epilog = _EVENTS
    parser.add_argument(
        "event", nargs="+", metavar="EVENT", help=here(Text(zh="指的是哪个事件", en="which event is meant"))
    )
    parser.add_argument(
        "--level",
        type=str,
        choices=[level.value for level in Level],
        default=Level.CARER.value,
        help=here(Text(zh="给谁看", en="who reads")),
    )
    parser.add_argument(
        "--resident",
        default="",
        metavar="ID",
        help=here(Text(zh="老人一级时，是哪位老人在问", en="which resident asks, at the level of residents")),
    )
    add_answer(parser)
    add_settings(parser)


def run(args: argparse.Namespace) -> int:
    """Explain and print; returns 0."""
    settings = settings_from(args)
    level = Level(args.level)
    found = look_up(settings.journal, " ".join(args.event))
    telling = told(found, level, _hearer(args.resident, level, found.house), book_of(settings))
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
        return only_resident(house)
    if house.resident(wanted) is None:
        listed = ", ".join(one.id for one in house.residents)
        raise SettingsError(
            Text(
                zh=f"家里没有编号为 {wanted} 的老人，只有：{listed}。请改正 --resident。",
                en=f"No resident has the id {wanted}, only: {listed}. Correct --resident.",
            )
        )
    return wanted


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
