"""Goals and plans: what is to be reached, and the generator of actions that reaches it."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from types import MappingProxyType

from carebot.core.actions import Action
from carebot.core.ids import Id
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING, Outcome
from carebot.core.people import Requester


class Priority(IntEnum):
    """Which goal may interrupt which; a higher one pre-empts."""

    WATCH = 5
    COMPANY = 10
    ROUTINE = 20
    REQUEST = 30
    CARE = 40
    EMERGENCY = 90
    ALARM = 100


class Resource(StrEnum):
    """What a plan holds while it runs; two plans that share none run side by side."""

    BODY = "body"
    TALK = "talk"


class SafeEnd(StrEnum):
    """In which state a plan leaves the world when it is stopped or its permit is revoked, at whatever action.

    Actuators bring it about by themselves, for a stop lets nothing else be done: a body halts base and arm and keeps
    its hand as it is, so that what is held never drops and whoever holds on to it is never let go; a voice is silent.
    """

    SILENT = "silent"
    STAND_STILL = "stand_still"
    HOLD_ON = "hold_on"


class GoalResult(StrEnum):
    """How a goal ended."""

    DONE = "done"
    FAILED = "failed"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """Something to reach by a skill, on somebody's behalf, because of an event."""

    id: Id
    skill: str
    parameters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    priority: Priority
    requested_by: Requester
    cause: Id
    created_at: datetime
    why: Text = NOTHING

    def parameter(self, name: str) -> str:
        """The parameter's value, or the empty string."""
        return self.parameters.get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """What a plan returns at its end. `finding` is what a check found, in its own terms."""

    result: GoalResult
    summary: Text
    finding: str = ""


Plan = Generator[Action, Outcome, Conclusion]
