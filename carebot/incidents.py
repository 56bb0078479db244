"""Incidents: suspected, asked, alarm, escalated, acknowledged, resolved at the resident. A pure step function.

Silence escalates, acknowledging ends nothing, and every stage but the last two has a deadline, so the top of the chain
is reached in bounded time whatever fails.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from carebot.core.actions import AlarmLevel
from carebot.core.alarms import IncidentChanged, IncidentStage
from carebot.core.home import Point
from carebot.core.ids import Id
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.core.people import ResidentId
from skills.base import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """How an alarm escalates: bounds of carebot's hazard analysis (SAFETY.md), at most 5 min to the top."""

    ask: timedelta = timedelta(seconds=18)
    steps: tuple[timedelta, ...] = (timedelta(seconds=30), timedelta(seconds=60), timedelta(seconds=120))
    repeat: timedelta = timedelta(seconds=60)
    arrival: timedelta = timedelta(minutes=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One incident as it stands. `deadline` is when it goes on by itself; `acknowledged_by` is on her way.

    `protocol` names the danger that was spoken of, if one was; `keep_away`: nothing is to come near her.
    """

    id: Id
    about: ResidentId
    stage: IncidentStage
    level: AlarmLevel
    text: Text
    opened_at: datetime
    deadline: datetime | None
    chain_step: int = 0
    position: Point | None = None
    acknowledged_by: Text = NOTHING
    protocol: str = ""
    keep_away: bool = False

    @property
    def open(self) -> bool:
        """Whether somebody still has to see to it."""
        return self.stage not in {IncidentStage.RESOLVED, IncidentStage.DISMISSED}

    @property
    def alarmed(self) -> bool:
        """Whether people have been called, so that only a person at the resident's side ends it."""
        return self.open and self.stage not in {IncidentStage.SUSPECTED, IncidentStage.ASKED}


def suspect(
    incident: Id, about: ResidentId, text: Text, *, at: datetime, position: Point | None, chain: Chain
) -> Incident:
    """A new incident: the ward is told at medium while the resident is asked, until the deadline for an answer."""
    return Incident(
        id=incident,
        about=about,
        stage=IncidentStage.SUSPECTED,
        level=AlarmLevel.MEDIUM,
        text=text,
        opened_at=at,
        deadline=at + chain.ask,
        position=position,
    )


def asked(incident: Incident) -> Incident:
    """The resident is being asked."""
    return replace(incident, stage=IncidentStage.ASKED) if incident.stage is IncidentStage.SUSPECTED else incident


def found(incident: Incident, finding: Finding, at: datetime, chain: Chain) -> Incident:
    """What asking her makes of it: anything but clear words that she is well calls people.

    Once they are called, her answer no longer ends it.
    """
    if not incident.open or incident.alarmed:
        return incident
    if finding is Finding.WELL:
        return replace(incident, stage=IncidentStage.DISMISSED, level=AlarmLevel.LOW, deadline=None)
    return alarm(incident, at, chain)


def alarm(incident: Incident, at: datetime, chain: Chain) -> Incident:
    """People are called, at the first step of the chain."""
    return replace(
        incident, stage=IncidentStage.ALARM, level=AlarmLevel.HIGH, chain_step=0, deadline=at + chain.steps[0]
    )


def spoken_of(incident: Incident, protocol: str, text: Text, *, keep_away: bool) -> Incident:
    """A danger was spoken of, and `text` tells of it: told beside what is known already, once."""
    told = text.zh in incident.text.zh
    joined = Text(zh=f"{incident.text.zh}；{text.zh}", en=f"{incident.text.en}; {text.en}")
    return replace(
        incident,
        protocol=incident.protocol or protocol,
        text=incident.text if told else joined,
        keep_away=incident.keep_away or keep_away,
    )


def overdue(incident: Incident, at: datetime, chain: Chain) -> Incident:
    """What an incident becomes at `at`: the same while its deadline has not come."""
    if incident.deadline is None or at < incident.deadline:
        return incident
    if not incident.alarmed:
        return alarm(incident, at, chain)
    step = min(incident.chain_step + 1, len(chain.steps))
    wait = chain.steps[step] - chain.steps[step - 1] if step < len(chain.steps) else chain.repeat
    return replace(
        incident, stage=IncidentStage.ESCALATED, chain_step=step, deadline=at + wait, acknowledged_by=NOTHING
    )


def acknowledged(incident: Incident, by: Text, at: datetime, chain: Chain) -> Incident:
    """Somebody is on her way, and has until the arrival deadline to resolve it."""
    if not incident.open:
        return incident
    return replace(
        incident,
        stage=IncidentStage.ACKNOWLEDGED,
        acknowledged_by=by,
        level=max(incident.level, AlarmLevel.MEDIUM),
        deadline=at + chain.arrival,
    )


def resolved(incident: Incident, by: Text) -> Incident:
    """A person at the resident's side has ended it."""
    if not incident.open:
        return incident
    return replace(incident, stage=IncidentStage.RESOLVED, acknowledged_by=by, deadline=None)


def restored(event: IncidentChanged) -> Incident:
    """The incident as its last event in the journal has it, after a restart."""
    return Incident(
        id=event.incident,
        about=event.about,
        stage=event.stage,
        level=event.level,
        text=event.text,
        opened_at=event.opened_at,
        deadline=event.deadline,
        chain_step=event.chain_step,
        position=event.position,
        acknowledged_by=event.by,
        protocol=event.protocol,
        keep_away=event.keep_away,
    )
