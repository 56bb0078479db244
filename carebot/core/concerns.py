"""Concerns: what a monitor may be worried about, and what an incident may be about."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from carebot.core.events import Event
from carebot.core.home import Point
from carebot.core.people import ResidentId


class Concern(StrEnum):
    """What somebody may have to see to. How it is seen to stands in `carebot/concerns.py`."""

    FALL = "fall"
    HELP = "help"
    DANGER = "danger"
    CALL = "call"
    NO_MOVEMENT = "no_movement"
    OUT_OF_BED = "out_of_bed"
    WANDERING = "wandering"
    AT_EXIT = "at_exit"
    LONG_IN_BATHROOM = "long_in_bathroom"
    SITTING_LONG = "sitting_long"
    SLOWER_GAIT = "slower_gait"
    CHOKING = "choking"
    DISTRESS = "distress"
    AGITATION = "agitation"
    UNWATCHED = "unwatched"
    STANDS_STILL = "stands_still"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernRaised(Event):
    """A monitor is worried about somebody. `since` is when it began; `confidence` is 0 to 1; `evidence` are its cues.

    Falls have an event of their own (`FallSuspected`); HELP and DANGER come from words, UNWATCHED and STANDS_STILL
    from how the robot itself is.
    """

    kind: Literal["concern_raised"] = "concern_raised"
    monitor: str
    concern: Concern
    about: ResidentId
    position: Point | None
    confidence: float
    since: datetime
    camera: str = ""
    evidence: tuple[tuple[str, float], ...] = ()
