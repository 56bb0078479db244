"""Telling a piece of the repertoire, part by part, so that a word can end it between them."""

import hashlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeVar

from carebot.core.goals import Goal, Plan
from skills.base import DONE, Knowledge, conclude, conclude_from
from skills.repertoire.base import Piece
from skills.repertoire.poems import POEMS
from skills.repertoire.stories import JOKES, STORIES

T = TypeVar("T")
PIECES: Final[Mapping[str, Sequence[Piece]]] = MappingProxyType({"poem": POEMS, "story": STORIES, "joke": JOKES})


def one_of(choices: Sequence[T], goal: Goal, purpose: str) -> T:
    """One of `choices`, which differs from goal to goal and is always the same for the same goal."""
    digest = hashlib.blake2s(f"{goal.id} {purpose}".encode()).digest()
    return choices[int.from_bytes(digest[:8]) % len(choices)]


def tell(kind: str, goal: Goal, knowledge: Knowledge) -> Plan:
    """A piece of the repertoire, part by part; it breaks off when it is not heard."""
    piece = one_of(PIECES[kind], goal, kind)
    for text in (piece.announcement, *piece.parts):
        say = knowledge.say(text)
        outcome = yield say
        if not outcome.succeeded:
            return conclude_from(outcome, say)
    return conclude(DONE, f"讲了：{piece.announcement.zh}", f"It told: {piece.announcement.en}")
