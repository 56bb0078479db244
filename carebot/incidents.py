"""Incidents: suspected, asked, alarm, escalated, acknowledged, arrived, resolved, reported. A pure step function.

Silence escalates, acknowledging ends nothing, and what nobody has seen to always has a deadline, so the top of the
chain is reached in bounded time whatever fails. Only what is told at low waits for somebody to look.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from carebot.concerns import COURSES
from carebot.core.actions import AlarmLevel
from carebot.core.alarms import IncidentChanged, IncidentStage
from carebot.core.concerns import Concern
from carebot.core.home import Point
from carebot.core.ids import Id
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.core.people import ResidentId
from skills.base import Finding

_BEFORE_CALLING = frozenset({IncidentStage.SUSPECTED, IncidentStage.ASKED, IncidentStage.WATCHED})
_CALLING = frozenset({IncidentStage.ALARM, IncidentStage.ESCALATED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """How an alarm escalates: bounds of carebot's hazard analysis (SAFETY.md), at most 5 min to the top.

    `steps` count from the alarm. A call at medium climbs by `calm_steps`, slowly and never to the family or to 120.
    Whoever has arrived ends it within `tending`, or it rises again; `look_again` is how long she may take to get up.
    """

    ask: timedelta = timedelta(seconds=18)
    steps: tuple[timedelta, ...] = (timedelta(seconds=30), timedelta(seconds=60), timedelta(seconds=120))
    repeat: timedelta = timedelta(seconds=60)
    calm_steps: tuple[timedelta, ...] = (timedelta(minutes=2), timedelta(minutes=5))
    calm_repeat: timedelta = timedelta(minutes=5)
    arrival: timedelta = timedelta(minutes=3)
    tending: timedelta = timedelta(minutes=15)
    look_again: timedelta = timedelta(minutes=2)

    def top(self, level: AlarmLevel) -> int:
        """The highest step of a call at `level`."""
        return len(self._steps(level))

    def wait(self, level: AlarmLevel, step: int) -> timedelta | None:
        """How long a call at `level` stays at `step`; None for one that waits for somebody to look."""
        steps = self._steps(level)
        if not steps:
            return None
        if step >= len(steps):
            return self.repeat if level is AlarmLevel.HIGH else self.calm_repeat
        return steps[step] - (steps[step - 1] if step else timedelta())

    def _steps(self, level: AlarmLevel) -> tuple[timedelta, ...]:
        match level:
            case AlarmLevel.HIGH:
                return self.steps
            case AlarmLevel.MEDIUM:
                return self.calm_steps
            case _:
                return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One incident as it stands. `deadline` is when it goes on by itself; `acknowledged_by` is on her way or there.

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
    concern: Concern = Concern.FALL

    @property
    def open(self) -> bool:
        """Whether somebody still has to see to it."""
        return not self.stage.over

    @property
    def alarmed(self) -> bool:
        """Whether people have been called, so that only a person at the resident's side ends it."""
        return self.open and self.stage not in _BEFORE_CALLING

    @property
    def pressing(self) -> bool:
        """Whether everything else gives way to it. A call for a hand does not stop the cup of water on its way."""
        grave = AlarmLevel.HIGH in {self.level, COURSES[self.concern].level}
        return self.open and grave and self.stage is not IncidentStage.WATCHED


def suspect(
    incident: Id,
    about: ResidentId,
    text: Text,
    *,
    at: datetime,
    position: Point | None,
    chain: Chain,
    concern: Concern = Concern.FALL,
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
        concern=concern,
    )


def asked(incident: Incident) -> Incident:
    """The resident is being asked."""
    return replace(incident, stage=IncidentStage.ASKED) if incident.stage is IncidentStage.SUSPECTED else incident


def found(incident: Incident, finding: Finding, at: datetime, chain: Chain) -> Incident:
    """What asking her makes of it: anything but clear words that she is well calls people.

    Her word is believed, and where she may be lying it is looked into again. Once people are called, it ends nothing.
    """
    if not incident.open or incident.alarmed:
        return incident
    if finding is not Finding.WELL:
        return alarm(incident, at, chain)
    if COURSES[incident.concern].looks_again:
        deadline = at + chain.look_again
        return replace(incident, stage=IncidentStage.WATCHED, level=AlarmLevel.LOW, deadline=deadline)
    return _dismissed(incident)


def alarm(incident: Incident, at: datetime, chain: Chain, level: AlarmLevel = AlarmLevel.HIGH) -> Incident:
    """People are called at `level`, at the first step of the chain."""
    return replace(
        incident,
        stage=IncidentStage.ALARM,
        level=level,
        chain_step=0,
        deadline=_after(at, chain.wait(level, 0)),
        acknowledged_by=NOTHING,
    )


def joined(incident: Incident, text: Text) -> Incident:
    """Something else about the same resident: `text` is told beside what is known already, once."""
    if text.zh in incident.text.zh:
        return incident
    both = Text(zh=f"{incident.text.zh}；{text.zh}", en=f"{incident.text.en}; {text.en}")
    return replace(incident, text=both)


def named(incident: Incident, about: ResidentId, text: Text, *, instead_of: Text) -> Incident:
    """It is known by now who it is about: `text` is told of her `instead_of` what was told of somebody."""
    zh = incident.text.zh.replace(instead_of.zh, text.zh)
    en = incident.text.en.replace(instead_of.en, text.en)
    return replace(incident, about=about, text=Text(zh=zh, en=en))


def spoken_of(incident: Incident, protocol: str, text: Text, *, keep_away: bool) -> Incident:
    """A danger was spoken of, and `text` tells of it."""
    return replace(
        joined(incident, text),
        protocol=incident.protocol or protocol,
        keep_away=incident.keep_away or keep_away,
    )


def called_again(incident: Incident, text: Text, level: AlarmLevel, at: datetime, chain: Chain) -> Incident:
    """She calls once more: what is told is joined, and who was on her way has not come yet, so that it sounds again."""
    if not incident.open:
        return incident
    with_text = joined(incident, text)
    if level > incident.level:
        return alarm(with_text, at, chain, level)
    if incident.stage is not IncidentStage.ACKNOWLEDGED:
        return with_text
    again = alarm(with_text, at, chain, incident.level)
    return replace(again, chain_step=incident.chain_step)


def mended(incident: Incident, text: Text) -> Incident:
    """What kept the robot from watching is over, as `text` tells: nobody more is called, and somebody is to look."""
    if not incident.open:
        return incident
    stage = IncidentStage.ALARM if incident.stage in _CALLING else incident.stage
    return replace(incident, stage=stage, level=AlarmLevel.LOW, chain_step=0, deadline=None, text=text)


def overdue(incident: Incident, at: datetime, chain: Chain, *, still_down: bool = False) -> Incident:
    """What an incident becomes at `at`: the same while its deadline has not come.

    `still_down`: whoever says that she is well is still seen lying where nobody lies.
    """
    if incident.deadline is None or at < incident.deadline:
        return incident
    if incident.stage is IncidentStage.WATCHED:
        return alarm(incident, at, chain, AlarmLevel.MEDIUM) if still_down else _dismissed(incident)
    if not incident.alarmed:
        return alarm(incident, at, chain)
    return _risen(incident, at, chain)


def unreached(incident: Incident, step: int, at: datetime, chain: Chain) -> Incident:
    """The call at `step` reached nobody: the next step comes at once. At the top it is repeated in its time."""
    below_top = incident.chain_step == step < chain.top(incident.level)
    return _risen(incident, at, chain) if incident.stage in _CALLING and below_top else incident


def acknowledged(incident: Incident, by: Text, at: datetime, chain: Chain) -> Incident:
    """Somebody is on her way, and has until the arrival deadline to be there."""
    if not incident.open:
        return incident
    calm = incident.level is AlarmLevel.LOW and incident.alarmed
    return replace(
        incident,
        stage=IncidentStage.ACKNOWLEDGED,
        acknowledged_by=by,
        level=incident.level if calm else max(incident.level, AlarmLevel.MEDIUM),
        deadline=None if calm else at + chain.arrival,
    )


def arrived(incident: Incident, by: Text, at: datetime, chain: Chain) -> Incident:
    """Somebody is with the resident, and has until the tending deadline to resolve it."""
    coming = acknowledged(incident, by, at, chain)
    if not coming.open:
        return incident
    deadline = at + chain.tending if coming.deadline is not None else None
    return replace(coming, stage=IncidentStage.ARRIVED, deadline=deadline)


def resolved(incident: Incident, by: Text) -> Incident:
    """A person at the resident's side has ended it."""
    if not incident.open:
        return incident
    return replace(incident, stage=IncidentStage.RESOLVED, acknowledged_by=by, deadline=None)


def reported(incident: Incident, by: Text) -> Incident:
    """Somebody has signed the report on it. What is still open is not ended by that, and stays as it is."""
    if incident.open:
        return incident
    return replace(incident, stage=IncidentStage.REPORTED, acknowledged_by=by)


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
        concern=event.concern,
    )


def _risen(incident: Incident, at: datetime, chain: Chain) -> Incident:
    """One step up the chain, or the top again; what nobody came to is told at its concern's own level at least."""
    level = max(incident.level, COURSES[incident.concern].level)
    step = min(incident.chain_step + 1, chain.top(level))
    return replace(
        incident,
        stage=IncidentStage.ESCALATED,
        level=level,
        chain_step=step,
        deadline=_after(at, chain.wait(level, step)),
        acknowledged_by=NOTHING,
    )


def _dismissed(incident: Incident) -> Incident:
    return replace(incident, stage=IncidentStage.DISMISSED, level=AlarmLevel.LOW, deadline=None)


def _after(at: datetime, wait: timedelta | None) -> datetime | None:
    return None if wait is None else at + wait
