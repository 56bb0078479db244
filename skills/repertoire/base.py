"""What pieces of the repertoire are made of. Every piece says where it comes from."""

from dataclasses import dataclass
from typing import Final

from carebot.core.language import Text

OWN: Final = "written for carebot"
"""The source of what stands nowhere else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Something to tell, in the parts in which it is spoken, so that a word can end it between them."""

    announcement: Text
    parts: tuple[Text, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Riddle:
    """A question for fun. The answer is told whatever she says, and nothing is ever called wrong."""

    question: Text
    answer: Text
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One movement in a chair: what is shown in words, and how long there is for it."""

    text: Text
    seconds: float
