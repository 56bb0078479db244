"""The timeline: what the record says of residents in a stretch of time, each sentence made from one event.

Nothing is said that no event says, and nobody reads more than the map of dignity lets her.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Final

from carebot import journal
from carebot.core.actions import RemindDose
from carebot.core.alarms import (
    AlarmAcknowledged,
    AlarmArrived,
    AlarmMissed,
    AlarmResolved,
    IncidentChanged,
    IncidentStage,
)
from carebot.core.dangers import CONFIDE
from carebot.core.deeds import ActionFinished, GoalFinished, Spoken
from carebot.core.events import ConsentChanged, FaultRaised, Observation, Transcript
from carebot.core.ids import Id
from carebot.core.language import Text
from carebot.core.people import Caregiver, Resident, ResidentId, Role
from carebot.core.record import AnyEvent
from carebot.core.situation import Posture
from carebot.core.values import Audience, Data, Purpose
from carebot.explaining.case import Case
from carebot.explaining.names import POSTURES
from carebot.explaining.record import Record
from carebot.explaining.saying import said_of
from carebot.knowing import LIKELY, SURE, Known
from safety.values.dignity import Flow, judge_flow

_KINDS: Final = (
    "observation",
    "transcript",
    "spoken",
    "incident_changed",
    "alarm_acknowledged",
    "alarm_arrived",
    "alarm_resolved",
    "alarm_missed",
    "action_finished",
    "goal_accepted",
    "goal_finished",
    "consent_changed",
    "fault_raised",
)
# What lies no further apart belongs together: one stretch of being seen, one conversation, one trouble.
_TOGETHER: Final = timedelta(minutes=15)


class Topic(StrEnum):
    """What a line is about."""

    SEEN = "seen"
    TALKED = "talked"
    ALARM = "alarm"
    REMINDER = "reminder"
    TASK = "task"
    CONSENT = "consent"
    FAULT = "fault"


_DENSE: Final = frozenset({Topic.SEEN, Topic.TALKED})
_DATA: Final = {
    Topic.SEEN: Data.PRESENCE,
    Topic.TALKED: Data.WORDS,
    Topic.ALARM: Data.HEALTH,
    Topic.REMINDER: Data.HEALTH,
    Topic.TASK: Data.WORDS,
    Topic.CONSENT: Data.WORDS,
}
_OfAlarms = IncidentChanged | AlarmMissed | AlarmAcknowledged | AlarmArrived | AlarmResolved
STAGES_TOLD: Final = {
    IncidentStage.SUSPECTED: Text(zh="机器人起了疑心，过去问", en="the robot suspected it and went to ask"),
    IncidentStage.ASKED: Text(zh="机器人问了本人", en="the robot asked her"),
    IncidentStage.WATCHED: Text(zh="机器人继续留意", en="the robot kept watching"),
    IncidentStage.ALARM: Text(zh="叫了人", en="people were called"),
    IncidentStage.ESCALATED: Text(zh="没有人到，叫了更多的人", en="nobody had come, and more people were called"),
    IncidentStage.DISMISSED: Text(zh="本人说没事", en="she said that she was well"),
}
"""What the robot made of an incident; what people did stands in events of its own."""
_AUDIENCES: Final = {
    Role.CAREGIVER: Audience.CARER,
    Role.NURSE: Audience.NURSE,
    Role.HEAD_NURSE: Audience.NURSE,
    Role.FAMILY: Audience.FAMILY,
    Role.TECHNICIAN: Audience.TECHNICIAN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence from the event `event`; `until` is when a stretch ended that it stands for.

    `repeats` is what it says once more when it comes again soon.
    """

    at: datetime
    until: datetime
    event: Id
    topic: Topic
    about: ResidentId
    text: Text
    room: str = ""
    posture: Posture = Posture.UNKNOWN
    surely: bool = True
    repeats: str = ""


class Timeline:
    """Reads the journal at `path` for the home that is `known`. It takes a while: not for the loop's thread."""

    def __init__(self, path: Path, known: Known) -> None:
        self._path = path
        self._known = known

    def lines(self, since: datetime, until: datetime) -> tuple[Line, ...]:
        """Everything from `since` up to `until`, in its order."""
        record = Record(house=self._known.house, timezone=self._known.timezone.key)
        for entry in journal.read_since(self._path, since, _KINDS):
            if entry.event.occurred_at < until:
                record.take_in(entry)
        found = [line for entry in record.entries if (line := self._line(entry.event, record)) is not None]
        return tuple(sorted(_gathered(found), key=lambda line: line.at))

    def seen_by(self, reader: Caregiver, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """Of `lines` what `reader` may have, by the map of dignity."""
        return tuple(shown for line in lines if (shown := self._shown(reader, line)) is not None)

    def _shown(self, reader: Caregiver, line: Line) -> Line | None:
        if not line.about:
            return line
        resident = self._known.house.resident(line.about)
        if resident is None or not self._may_have(reader, resident, line, _DATA[line.topic]):
            return None
        if line.topic is Topic.SEEN and not self._may_have(reader, resident, line, Data.POSE):
            text = self._seen_text(line.room, Posture.UNKNOWN, surely=line.surely)
            return replace(line, posture=Posture.UNKNOWN, text=text)
        return line

    def _may_have(self, reader: Caregiver, resident: Resident, line: Line, data: Data) -> bool:
        audience = _AUDIENCES.get(reader.role, Audience.OTHERS)
        flow = Flow(
            data=data,
            audience=audience,
            purpose=Purpose.FAMILY_CONTACT if audience is Audience.FAMILY else Purpose.CARE,
            room=self._known.house.home.room(line.room),
            local_minute=self._known.local_minute(line.at),
            who=reader.id,
        )
        return judge_flow(resident, flow).allowed

    def _line(self, event: AnyEvent, record: Record) -> Line | None:
        match event:
            case Observation(about=about, monitor="people") if about:
                return self._seen(event)
            case Transcript(speaker=speaker) if self._known.house.resident(speaker.id):
                return _line_of(event, Topic.TALKED, speaker.id, _TALKED)
            case Spoken(to=to) if to:
                return _line_of(event, Topic.TALKED, to, _SPOKEN_TO)
            case IncidentChanged() | AlarmMissed() | AlarmAcknowledged() | AlarmArrived() | AlarmResolved():
                return self._of_alarms(Case(event=event, record=record, house=self._known.house), event)
            case _:
                return self._of_deeds(Case(event=event, record=record, house=self._known.house))

    def _of_alarms(self, case: Case, event: _OfAlarms) -> Line | None:
        match event:
            case IncidentChanged(stage=stage, about=about, text=text):
                if stage not in STAGES_TOLD:
                    return None
                how = STAGES_TOLD[stage]
                said = Text(zh=f"{text.zh}：{how.zh}。", en=f"{text.en}: {how.en}.")
                line = _line_of(event, Topic.ALARM, about, said)
                return replace(line, repeats=event.incident) if stage is IncidentStage.ESCALATED else line
            case AlarmMissed(about=about):
                return _line_of(event, Topic.ALARM, about, said_of(case).what)
            case _:
                return _line_of(event, Topic.ALARM, _about(case.record, event.incident), said_of(case).what)

    def _seen(self, event: Observation) -> Line:
        room = self._known.house.home.room_at(event.position) if event.position else None
        where = room.id if room else ""
        surely = dict(event.evidence).get(LIKELY, 1.0) >= SURE
        line = _line_of(event, Topic.SEEN, event.about, self._seen_text(where, event.posture, surely=surely))
        return replace(line, room=where, posture=event.posture, surely=surely)

    def _of_deeds(self, case: Case) -> Line | None:
        event = case.event
        match event:
            case ActionFinished(action=RemindDose(resident=resident)):
                return _line_of(event, Topic.REMINDER, resident, said_of(case).what)
            case GoalFinished(skill=skill) if skill != CONFIDE:
                concerned = case.goal_concerns(case.record.goal(event.goal))
                return _line_of(event, Topic.TASK, concerned, said_of(case).what) if concerned else None
            case ConsentChanged(resident=resident):
                return _line_of(event, Topic.CONSENT, resident, said_of(case).what)
            case FaultRaised(text=text):
                line = _line_of(event, Topic.FAULT, "", Text(zh=f"故障：{text.zh}", en=f"Fault: {text.en}"))
                return replace(line, repeats=f"{event.source} {text.zh}")
            case _:
                return None

    def _seen_text(self, room_id: str, posture: Posture, *, surely: bool) -> Text:
        room = self._known.house.home.room(room_id)
        zh, en = (f"在{room.name.zh}", f"Seen in the {room.name.en}") if room else ("看到了她", "Seen")
        if not surely:
            zh, en = f"可能是她：{zh}", f"Probably she: {en}"
        if posture is Posture.UNKNOWN:
            return Text(zh=f"{zh}。", en=f"{en}.")
        how = POSTURES[posture]
        return Text(zh=f"{zh}，{how.zh}。", en=f"{en}, {how.en}.")


_TALKED: Final = Text(zh="她和机器人说话。", en="She talked with the robot.")
_SPOKEN_TO: Final = Text(zh="机器人对她说话。", en="The robot talked to her.")


def _line_of(event: AnyEvent, topic: Topic, about: ResidentId, text: Text) -> Line:
    return Line(at=event.occurred_at, until=event.occurred_at, event=event.id, topic=topic, about=about, text=text)


def _about(record: Record, incident: Id) -> ResidentId:
    changes = (one for one in record.of_incident(incident) if isinstance(one, IncidentChanged))
    return next((one.about for one in changes), "")


def _gathered(lines: list[Line]) -> Iterator[Line]:
    """The lines, where those of one stretch of being seen, of one conversation or of one trouble are one."""
    yield from (line for line in lines if line.topic not in _DENSE and not line.repeats)
    dense = [line for line in lines if line.topic in _DENSE or line.repeats]
    for _, alike in groupby(sorted(dense, key=_kind), key=_kind):
        stretches: list[Line] = []
        for line in alike:
            if stretches and _goes_on(stretches[-1], line):
                stretches[-1] = replace(stretches[-1], until=line.at)
            else:
                stretches.append(line)
        yield from stretches


def _kind(line: Line) -> tuple[Topic, ResidentId, str]:
    return line.topic, line.about, line.repeats


def _goes_on(before: Line, line: Line) -> bool:
    """Whether `line` is of the same stretch. Of a conversation the first sentence tells who began it."""
    near = line.at - before.until <= _TOGETHER
    alike = (before.room, before.posture, before.surely) == (line.room, line.posture, line.surely)
    return near and (line.topic is Topic.TALKED or alike)
