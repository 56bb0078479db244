"""Alarms: events of incidents, from suspicion to a person at the resident's side."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from carebot.core.actions import AlarmLevel
from carebot.core.concerns import Concern
from carebot.core.events import Event
from carebot.core.home import Point
from carebot.core.ids import Id
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.core.people import Requester, ResidentId


class IncidentStage(StrEnum):
    """Where an incident stands. WATCHED: she says that she is well, and the robot looks again before it believes it.

    REPORTED: it was over, and somebody has signed the report on it.
    """

    SUSPECTED = "suspected"
    ASKED = "asked"
    WATCHED = "watched"
    ALARM = "alarm"
    ESCALATED = "escalated"
    ACKNOWLEDGED = "acknowledged"
    ARRIVED = "arrived"
    RESOLVED = "resolved"
    DISMISSED = "dismissed"
    REPORTED = "reported"

    @property
    def over(self) -> bool:
        """Whether nobody has to see to it any more."""
        return self in {IncidentStage.RESOLVED, IncidentStage.DISMISSED, IncidentStage.REPORTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentChanged(Event):
    """An incident was opened or went on to another stage. `deadline` is when it goes on by itself.

    `by` is the name of whoever is on her way or has seen to it. `protocol` names the danger that was spoken of, if one
    was; `keep_away`: she said with it that nothing is to come near.
    """

    kind: Literal["incident_changed"] = "incident_changed"
    incident: Id
    about: ResidentId
    stage: IncidentStage
    level: AlarmLevel
    chain_step: int
    text: Text
    position: Point | None = None
    by: Text = NOTHING
    deadline: datetime | None = None
    opened_at: datetime
    protocol: str = ""
    keep_away: bool = False
    concern: Concern = Concern.FALL


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmAcknowledged(Event):
    """A carer says that she is on her way. It does not end the alarm."""

    kind: Literal["alarm_acknowledged"] = "alarm_acknowledged"
    incident: Id
    by: Requester
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmArrived(Event):
    """A carer is at the resident's side. Calling others ends; the alarm goes on until it is resolved."""

    kind: Literal["alarm_arrived"] = "alarm_arrived"
    incident: Id
    by: Requester
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmMarked(Event):
    """A carer says whether an alarm was right, at any time, with one touch; the last word on it counts."""

    kind: Literal["alarm_marked"] = "alarm_marked"
    incident: Id
    by: Requester
    name: Text
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmMissed(Event):
    """A carer tells of something that had happened and that no alarm told of: what was missed is counted, too."""

    kind: Literal["alarm_missed"] = "alarm_missed"
    concern: Concern
    about: ResidentId
    happened_at: datetime
    by: Requester
    name: Text
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmResolved(Event):
    """A carer at the resident's side ends the alarm. `real` says whether it was right."""

    kind: Literal["alarm_resolved"] = "alarm_resolved"
    incident: Id
    by: Requester
    name: Text
    real: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationSent(Event):
    """One outlet's answer to a notification, which went to `whom` at `chain_step` of the chain."""

    kind: Literal["notification_sent"] = "notification_sent"
    outlet: str
    incident: Id
    level: AlarmLevel
    delivered: bool
    detail: Text = NOTHING
    whom: Text = NOTHING
    chain_step: int = 0
