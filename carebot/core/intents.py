"""Intents: what an utterance asks for, as typed slots, and the sentences by which people ask for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from carebot.core.language import Text

Slots = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What was asked for: a name that a skill answers to, and its slots as ids or plain values."""

    name: str
    slots: Slots = field(default_factory=lambda: MappingProxyType({}))

    def slot(self, name: str) -> str:
        """The slot's value, or the empty string."""
        return self.slots.get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something that words may have meant, with a likeness of 0 to 1, and the sentence that they were alike to."""

    intent: Intent
    confidence: float
    sentence: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasing:
    """The sentences by which people ask for one intent, as hassil templates in both languages.

    `{object}`, `{place}`, `{room}`, `{resident}` and `{caregiver}` stand for the names of the house and become ids.
    """

    intent: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    slots: Slots = field(default_factory=lambda: MappingProxyType({}))


class Part(StrEnum):
    """What a clause is to a wish that names a time: the form is looked for in it once the time is cut out of the words.

    WISH does without a time, WISH_AT does not. In ALARM and TIMER a span alone counts from now; an alarm does without a
    time, and what follows is what it is for. The others stand beside a wish: a DUTY before or after it and a REASON
    after it tell what it is for, in the slot `{what}` or as a whole; IDLE tells nothing.
    """

    WISH = "wish"
    WISH_AT = "wish_at"
    ALARM = "alarm"
    TIMER = "timer"
    DUTY = "duty"
    REASON = "reason"
    IDLE = "idle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Phrasing):
    """Looser templates of an intent: they are matched as they stand, and never written out into sentences.

    Beside what phrasings may hold, `<rule>` stands for words of the shared vocabulary, `{anything}` for free words, and
    other free slots for what the dialogue finds in them. `told`: words of the past or of fiction make it a tale.
    `interrupts`: it counts though a question waits. `part`: it is looked for in words without their time.
    """

    told: bool = False
    interrupts: bool = False
    part: Part | None = None


YES: Final = "yes"
NO: Final = "no"
STOP: Final = "stop"
HELP: Final = "help"
SAY_AGAIN: Final = "say_again"
"""She did not catch what was said; to a question it is no answer."""
NOTHING: Final = "nothing"
"""What asks for nothing at all: the intent of sayings that are tales, the television, or words to somebody else."""
REMEMBER_THIS: Final = "remember_this"
