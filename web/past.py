"""The past: fills a board from the journal when the panel starts. Nothing of it counts as happening now."""

import bisect
import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from carebot import journal
from carebot.core.errors import JournalError
from carebot.core.language import Text
from carebot.journal import Entry
from web.board import Board

# How far back the panel looks, in events of all kinds: days of a quiet home, and little more than 1 s of reading.
REACH: Final = 20_000
_MOST_EVENTS: Final = 1 << 40
# What the board keeps beyond the present, but for confirmations: what waited for a yes ended with its process.
_KINDS: Final = (
    "transcript",
    "spoken",
    "action_decided",
    "limits_tightened",
    "incident_changed",
    "alarm_acknowledged",
    "alarm_resolved",
    "alarm_marked",
    "notification_sent",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """A board as the journal has it, and what kept some of it from being read."""

    board: Board
    troubles: tuple[Text, ...] = ()


def recall(path: Path, reach: int = REACH) -> Recalled:
    """The board after the last `reach` events of the journal at `path`. It takes a while: not for the loop's thread."""
    board, troubles = Board(), list[Text]()
    after = max(0, _length(path) - reach)
    readers = (_readable(path, after, kind, troubles) for kind in _KINDS)
    for entry in heapq.merge(*readers, key=lambda entry: entry.sequence):
        board.take_in(entry.event)
    return Recalled(board=board, troubles=tuple(troubles))


def _readable(path: Path, after: int, kind: str, troubles: list[Text]) -> Iterator[Entry]:
    """The events of one kind up to the first that cannot be read, so that an old form of one kind hides no other."""
    try:
        yield from journal.read(path, after, (kind,))
    except JournalError as error:
        troubles.append(error.text)


def _length(path: Path) -> int:
    """How many events the journal has. They count from 1 without gaps, so halving finds the last in few looks."""
    return bisect.bisect_left(range(_MOST_EVENTS), True, key=lambda after: not _goes_on(path, after))


def _goes_on(path: Path, after: int) -> bool:
    try:
        return next(journal.read(path, after), None) is not None
    except JournalError:
        return True
