"""Outcomes: how an action ended, in the classes that a plan can react to."""

from dataclasses import dataclass
from enum import StrEnum

from carebot.core.intents import Intent
from carebot.core.language import Text


class Result(StrEnum):
    """How an action ended.

    `POSTCONDITION` means that the body said done and the check said no; `INTERRUPTED`, that somebody spoke into what
    was said, and is listened to instead.
    """

    SUCCEEDED = "succeeded"
    REFUSED = "refused"
    UNSUPPORTED = "unsupported"
    PRECONDITION = "precondition"
    PLANNING = "planning"
    EXECUTION = "execution"
    POSTCONDITION = "postcondition"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"
    UNHEARD = "unheard"
    TIMED_OUT = "timed_out"


NOTHING = Text(zh="", en="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How an action ended, why, and what a question brought. `alternative` is the nearest safe thing instead."""

    result: Result
    detail: Text = NOTHING
    answer: Intent | None = None
    answer_text: str = ""
    alternative: Text = NOTHING
    heard: bool = True

    @property
    def succeeded(self) -> bool:
        """Whether the action did what it was for."""
        return self.result is Result.SUCCEEDED
