"""What the robot remembers of its own deeds, in words that may be spoken to whoever asks for it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from carebot.core.language import Text


class Topic(StrEnum):
    """What people ask a robot about itself."""

    STOP = "stop"
    REFUSAL = "refusal"
    SLOWNESS = "slowness"
    DOING = "doing"
    CALL = "call"
    WORDS = "words"


MEDICINE = "medicine"
"""Stands among the things of what was remembered where it was about a medicine, whatever its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """One deed on record: when it was, and why, as it may be told to the one who asks.

    `things` are the objects that it was about; `asked`: a person had asked for it.
    """

    topic: Topic
    at: datetime
    text: Text
    things: frozenset[str] = frozenset()
    asked: bool = False
