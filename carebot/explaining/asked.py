"""Asked about an event of a journal: finds it, reads what is around it, and tells it to whoever asks."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from carebot import journal
from carebot.core.errors import JournalError
from carebot.core.language import Text
from carebot.core.people import ResidentId
from carebot.core.situation import House
from carebot.explaining.account import account_of
from carebot.explaining.book import RuleBook
from carebot.explaining.finding import find, often, stretch
from carebot.explaining.levels import Level
from carebot.explaining.record import Record
from carebot.explaining.telling import Evidence, Reader, Telling, tell
from carebot.journal import Entry

_NO_HOUSE: Final = Text(
    zh="记录里没有机器人启动的事件，不知道当时家里有谁，无法说明。请给出完整的日志。",
    en="The record holds no start of the robot, so who lived there is unknown and nothing can be told. "
    "Name the whole journal.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An event of a journal with what is around it."""

    path: Path
    entry: Entry
    record: Record
    house: House


def look_up(path: Path, wanted: str) -> Found:
    """The event that `wanted` means; raises UnknownEventError or JournalError with what to do."""
    entry = find(path, wanted)
    record = stretch(path, entry)
    house = record.house_at(entry.event)
    if house is None:
        raise JournalError(_NO_HOUSE)
    return Found(path=path, entry=entry, record=record, house=house)


def told(found: Found, level: Level, hearer: ResidentId, book: RuleBook | None) -> Telling:
    """What was found, as told at `level`; without a `book` nothing is said of what would change a verdict."""
    account = account_of(found.record, found.entry.event, found.house, hearer)
    return tell(account, Reader(level=level, hearer=hearer), _evidence(found, level, book))


def only_resident(house: House) -> ResidentId:
    """Whoever asks where one resident lives alone; empty where several do."""
    return house.residents[0].id if len(house.residents) == 1 else ""


def _evidence(found: Found, level: Level, book: RuleBook | None) -> Evidence:
    return Evidence(
        sequence=found.entry.sequence,
        chain=found.entry.chain,
        sound=_sound(found) if level.sees_proof else None,
        often=often(found.path, found.entry.event) if level.sees_patterns else None,
        judge=book.judge if book is not None and level is not Level.DEVELOPER else None,
        sources=book.sources if book is not None else {},
    )


def _sound(found: Found) -> bool:
    """Whether the chain holds up to the event."""
    broken_at = journal.verify(found.path).broken_at
    return broken_at is None or broken_at > found.entry.sequence
