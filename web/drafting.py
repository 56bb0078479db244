"""Drafts: a handover, the rounds, an incident report, made of sentences that each stand for one event.

A draft adds nothing: what it does not say, the record does not say either.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from carebot import journal
from carebot.core.alarms import IncidentChanged, IncidentStage, NotificationSent
from carebot.core.ids import Id
from carebot.core.language import Language, Text
from carebot.core.people import ResidentId
from carebot.core.record import AnyEvent
from carebot.core.reports import ReportKind, ReportSigned
from carebot.explaining.case import Case
from carebot.explaining.record import Record
from carebot.explaining.saying import said_of
from carebot.knowing import Known
from web.timeline import STAGES_TOLD, Line, Topic

LONGEST: Final = timedelta(hours=24)
_USUAL: Final = timedelta(hours=12)
LATELY: Final = timedelta(days=30)
_HOUR: Final = timedelta(hours=1)
# GB 38600-2019 asks for rounds by day and by night, and leaves the hours to the home.
_NIGHT_BEGINS: Final = 22
_NIGHT_ENDS: Final = 6
_OF_INCIDENTS: Final = (
    "incident_changed",
    "alarm_acknowledged",
    "alarm_arrived",
    "alarm_resolved",
    "alarm_marked",
    "notification_sent",
)
_HANDED_OVER: Final = (Topic.ALARM, Topic.REMINDER, Topic.TASK, Topic.CONSENT, Topic.FAULT)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSentence:
    """A sentence of a draft, and the event that it stands for."""

    event: Id
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """The sentences about one resident; `about` is empty for the robot itself."""

    about: ResidentId
    sentences: tuple[DraftSentence, ...]


def handover(lines: tuple[Line, ...], known: Known, language: Language) -> tuple[Chapter, ...]:
    """What the next shift needs to know of each resident, and of the robot; where each was seen last stands first."""
    people = [*(one.id for one in known.house.residents), ""]
    chapters = (_chapter(about, [line for line in lines if line.about == about], known, language) for about in people)
    return tuple(chapter for chapter in chapters if chapter.sentences)


def _chapter(about: ResidentId, lines: list[Line], known: Known, language: Language) -> Chapter:
    seen = [line for line in lines if line.topic is Topic.SEEN][-1:]
    told = [line for line in lines if line.topic in _HANDED_OVER]
    return Chapter(about=about, sentences=tuple(_sentence(line, known, language) for line in (*seen, *told)))


def _sentence(line: Line, known: Known, language: Language) -> DraftSentence:
    began, ended = (known.local(at).strftime("%H:%M") for at in (line.at, line.until))
    clock = f"{began}–{ended}" if line.repeats and began != ended else ended
    return DraftSentence(event=line.event, at=line.at, text=f"{clock} {line.text.in_(language)}")


def incident_report(path: Path, incident: Id, known: Known, now: datetime, language: Language) -> Chapter:
    """What happened at an incident, step by step; no sentence where the last month of the record has none of it."""
    record = Record(house=known.house, timezone=known.timezone.key)
    for entry in journal.read_since(path, now - LATELY, _OF_INCIDENTS, naming=f'"incident":"{incident}"'):
        record.take_in(entry)
    changes = [one.event for one in record.entries if isinstance(one.event, IncidentChanged)]
    told = [entry.event for entry in record.entries if _is_told(entry.event)] if changes else []
    sentences = tuple(_step(event, record, known, language) for event in _without_echoes(told))
    return Chapter(about=changes[0].about if changes else "", sentences=sentences)


def _is_told(event: AnyEvent) -> bool:
    """Whether a step stands for itself; that the incident went on by what somebody did is told by what she did."""
    return not isinstance(event, IncidentChanged) or event.stage in STAGES_TOLD


def _without_echoes(told: list[AnyEvent]) -> Iterator[AnyEvent]:
    """Each step but calls that got through where one did before: each change of an incident goes out again."""
    reached: set[tuple[str, Text, int]] = set()
    for event in told:
        if isinstance(event, NotificationSent) and event.delivered:
            way = (event.outlet, event.whom, event.chain_step)
            if way in reached:
                continue
            reached.add(way)
        yield event


def _step(event: AnyEvent, record: Record, known: Known, language: Language) -> DraftSentence:
    said = said_of(Case(event=event, record=record, house=known.house))
    clock = known.local(event.occurred_at).strftime("%H:%M:%S")
    return DraftSentence(event=event.id, at=event.occurred_at, text=f"{clock} {said.what.in_(language)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One hour of a resident's rounds: what stands on record of it, and whether it was by night."""

    hour: str
    night: bool
    seen: bool
    event: Id


def rounds(lines: tuple[Line, ...], about: ResidentId, known: Known, until: datetime) -> tuple[Round, ...]:
    """By hours of the day up to `until`, the latest first, whether a resident was seen or talked with."""
    met = [line for line in lines if line.about == about and line.topic in {Topic.SEEN, Topic.TALKED}]
    first = (until - LONGEST).replace(minute=0, second=0, microsecond=0) + _HOUR
    return tuple(_round(met, first + number * _HOUR, known) for number in reversed(range(24)))


def _round(met: list[Line], at: datetime, known: Known) -> Round:
    """The hour that begins `at`."""
    found = next((line.event for line in met if line.at < at + _HOUR and line.until >= at), "")
    hour = known.local(at).hour
    return Round(hour=f"{hour:02}", night=hour >= _NIGHT_BEGINS or hour < _NIGHT_ENDS, seen=bool(found), event=found)


def since_last(path: Path, now: datetime) -> datetime:
    """From when a handover tells: since the last one that was signed, or for a shift; never more than a day."""
    signed = [one for one in signed_reports(path, now) if one.report is ReportKind.HANDOVER]
    begin = signed[-1].until if signed else now - _USUAL
    return max(begin, now - LONGEST)


def signed_reports(path: Path, now: datetime) -> tuple[ReportSigned, ...]:
    """The reports that were signed in the last month, in their order."""
    entries = journal.read_since(path, now - LATELY, ("report_signed",))
    return tuple(one.event for one in entries if isinstance(one.event, ReportSigned))


def incidents_since(path: Path, since: datetime) -> dict[Id, IncidentChanged]:
    """How each incident that changed since then stands, or ended; a report on it changes nothing of that."""
    entries = journal.read_since(path, since, ("incident_changed",))
    changes = (one.event for one in entries if isinstance(one.event, IncidentChanged))
    return {one.incident: one for one in changes if one.stage is not IncidentStage.REPORTED}
