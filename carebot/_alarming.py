"""Raising alarms: keeps the incidents, publishes their changes and calls people. Part of the orchestrator.

What is about one resident is one incident, but for a call that can wait: it is not ended by what becomes of a fall.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import assert_never

from carebot import incidents
from carebot._alarm_texts import concern_text, danger_text
from carebot._incident_book import IncidentBook, timer_name
from carebot._standing import Standing
from carebot._unwatched import Unwatched
from carebot.bus import Bus
from carebot.concerns import Course, concern_of, course_of
from carebot.core.actions import AlarmLevel, Notify
from carebot.core.alarms import AlarmAcknowledged, AlarmArrived, AlarmResolved, IncidentChanged, IncidentStage
from carebot.core.concerns import Concern, ConcernRaised
from carebot.core.dangers import KEEP_AWAY, PROTOCOL
from carebot.core.deeds import ActionDecided, ActionFinished, GoalFinished
from carebot.core.events import FallSuspected, IntentRecognized
from carebot.core.goals import GoalResult
from carebot.core.home import Point
from carebot.core.ids import Id, derived_id
from carebot.core.intents import Intent
from carebot.core.language import Text
from carebot.core.outcomes import Result
from carebot.core.people import ResidentId
from carebot.core.reports import ReportKind, ReportSigned
from carebot.incidents import Chain, Incident
from carebot.knowing import Known
from carebot.scribe import Scribe
from carebot.taking_up import taken_up
from skills.base import Finding
from skills.protocols.house import PROTOCOLS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """A plan's own call that is being sent: the decision that grants it, and the incident that it belongs to."""

    decision: Id
    incident: Id


class Alarming:
    """The incidents that are open. Every call follows from the event that the scribe has at hand."""

    def __init__(
        self, bus: Bus, scribe: Scribe, known: Known, chain: Chain, timer: Callable[[str, timedelta], None]
    ) -> None:
        self._scribe = scribe
        self._known = known
        self._chain = chain
        self._book = IncidentBook(bus, scribe, known, timer)
        self.unwatched = Unwatched(scribe, known, chain, self._book)
        self.standing = Standing(scribe, known, chain, self._book, timer)
        self._checks: dict[Id, Id] = {}
        self._calls: dict[Id, _Call] = {}
        self._restored: frozenset[Id] = frozenset()
        self._out_of_reach: set[Id] = set()

    @property
    def open(self) -> tuple[Incident, ...]:
        """The incidents that somebody still has to see to."""
        return self._book.open

    @property
    def pressing(self) -> tuple[Incident, ...]:
        """Those of them to which everything else gives way."""
        return tuple(incident for incident in self.open if incident.pressing)

    @property
    def level(self) -> AlarmLevel:
        """The level of the worst incident to which everything else gives way."""
        return max((incident.level for incident in self.pressing), default=AlarmLevel.INFORMATION)

    def of_call(self, decision: Id) -> Id:
        """The incident of what a plan tells carers by this decision while it is being sent; empty for anything else."""
        return next((call.incident for call in self._calls.values() if call.decision == decision), "")

    def restore(self, changes: Iterable[IncidentChanged]) -> None:
        """Take up, from the journal's last word on each, the incidents that somebody has to see to or to report on."""
        self._book.restore(changes)
        self._restored = frozenset(incident.id for incident in self.open)

    def rearm(self) -> tuple[Incident, ...]:
        """After a restart: set the timers again. Gives what is pressing."""
        for incident in self.open:
            if incident.id in self._restored or incident.concern is not Concern.UNWATCHED:
                self._book.change(taken_up(incident, self._scribe.now, self._chain))
        self.unwatched.watch_again()
        return self.pressing

    def suspect(self, event: FallSuspected | ConcernRaised) -> Incident | None:
        """Open an incident for what a monitor suspects; gives it when the robot is to go to her.

        None when it can wait, or when what is open about her already covers it.
        """
        concern, course = concern_of(event), course_of(event)
        text = concern_text(self._known, concern, event.about, event.position)
        before = self._book.about(event.about, event.position, urgent=course.level is AlarmLevel.HIGH)
        if before is None and concern is Concern.FALL:
            before = self._book.fall_at(event.position, event.about)
        if before is not None:
            same = self._as_known(before, event.about, text)
            after = self._worse(same, course, text if event.about == same.about else same.text)
            self._book.change(after, before)
            return after if after.alarmed and not before.alarmed else None
        incident = self._new(derived_id(event.id, "incident"), concern, event.about, event.position, text)
        if not course.asks:
            incident = incidents.alarm(incident, self._scribe.now, self._chain, course.level)
        self._book.change(incident)
        return incident if incident.pressing else None

    def _as_known(self, before: Incident, about: ResidentId, text: Text) -> Incident:
        """What is open, of whom one knows by now: `text` stands where it said that somebody fell."""
        if before.about or not about:
            return before
        nobody = concern_text(self._known, before.concern, "", before.position)
        return incidents.named(before, about, text, instead_of=nobody)

    def _worse(self, before: Incident, course: Course, text: Text) -> Incident:
        """What an open incident becomes by a further concern about the same resident."""
        if course.level is AlarmLevel.HIGH and not course.asks and not before.alarmed:
            return incidents.alarm(incidents.joined(before, text), self._scribe.now, self._chain)
        if before.pressing or before.stage is IncidentStage.WATCHED:
            return incidents.joined(before, text)
        return incidents.called_again(before, text, course.level, self._scribe.now, self._chain)

    def call(self, about: ResidentId, position: Point | None) -> Incident | None:
        """Somebody calls for help: people are called without asking back; None when they are called already.

        The danger that the words at hand speak of is told with it, also of an alarm that stands.
        """
        before = self._book.about(about, position, urgent=True)
        spoken = self._danger_at_hand()
        concern = Concern.HELP if spoken is None else Concern.DANGER
        text = (
            concern_text(self._known, concern, about, position)
            if spoken is None
            else danger_text(self._known, spoken, about, position)
        )
        incident = before or self._new(derived_id(self._scribe.cause, "incident"), concern, about, position, text)
        if spoken is not None:
            incident = incidents.spoken_of(
                incident, spoken.slot(PROTOCOL), text, keep_away=bool(spoken.slot(KEEP_AWAY))
            )
        if before is not None and before.alarmed:
            self._book.change(incident, before)
            return None
        incident = incidents.alarm(incident, self._scribe.now, self._chain)
        self._book.change(incident)
        return incident

    def _new(self, incident: Id, concern: Concern, about: ResidentId, position: Point | None, text: Text) -> Incident:
        return incidents.suspect(
            incident,
            about,
            text,
            at=self._scribe.now,
            position=position,
            chain=self._chain,
            concern=concern,
        )

    def _danger_at_hand(self) -> Intent | None:
        """The intent of the words at hand, where they speak of a danger that has a protocol."""
        words = self._scribe.at_hand
        if not isinstance(words, IntentRecognized) or words.intent.slot(PROTOCOL) not in PROTOCOLS:
            return None
        return words.intent

    def called(self, event: ActionDecided) -> None:
        """A plan tells carers something: it stays open until somebody has seen to it, and climbs when nobody does."""
        notify = event.decision.granted
        if not isinstance(notify, Notify) or notify.incident or notify.level is AlarmLevel.INFORMATION:
            return
        before = self._book.call_of(notify.about)
        incident = before or self._new(
            event.run, Concern.CALL, notify.about, self._known.last_seen.get(notify.about), notify.text
        )
        after = (
            incidents.called_again(before, notify.text, notify.level, self._scribe.now, self._chain)
            if before is not None
            else incidents.alarm(incident, self._scribe.now, self._chain, notify.level)
        )
        self._calls[event.run] = _Call(decision=event.decision.id, incident=after.id)
        self._book.change(after, before, told=True)

    def delivered(self, event: ActionFinished) -> None:
        """A notice was sent: where it reached nobody, the next step of the chain comes at once."""
        notify = event.action
        if not isinstance(notify, Notify):
            return
        call = self._calls.pop(event.run, None)
        incident = self._book.get(call.incident if call is not None else notify.incident)
        if incident is not None and event.outcome.result is Result.UNHEARD:
            after = incidents.unreached(incident, notify.chain_step, self._scribe.now, self._chain)
            self._book.change(after, incident)

    def expect(self, goal: Id, incident: Id) -> None:
        """The check that `goal` pursues decides on `incident`."""
        self._checks[goal] = incident

    def asking(self, goal: Id) -> None:
        """A check began."""
        incident = self._book.get(self._checks.get(goal, ""))
        if incident is not None and incident.stage is IncidentStage.SUSPECTED:
            self._book.change(incidents.asked(incident))

    def checked(self, event: GoalFinished) -> Incident | None:
        """A check ended: what it found decides; one that was cancelled leaves the deadline to decide.

        Gives the incident where people are called, so that she is not left alone until they come. Where the robot can
        neither come near nor speak, it tries again with the next step of the chain and not at once, for ever.
        """
        incident = self._book.get(self._checks.pop(event.goal, ""))
        if incident is None or event.conclusion.result in {GoalResult.CANCELLED, GoalResult.EXPIRED}:
            return None
        well = event.conclusion.finding == Finding.WELL
        finding = Finding.WELL if well else Finding.NO_ANSWER
        after = incidents.found(incident, finding, self._scribe.now, self._chain)
        self._book.change(after, incident)
        in_vain = event.conclusion.result is GoalResult.FAILED and not event.conclusion.finding
        if incident.alarmed and in_vain:
            self._out_of_reach.add(incident.id)
            return None
        return after if after.alarmed else None

    def overdue(self, timer: str) -> Incident | None:
        """A deadline came. The timer counts, whatever the wall clock says by now, and the next is counted from now.

        Gives the incident where she is not to be left alone: she said that she was well and is still down, or the robot
        could not be with her before.
        """
        for incident in self.open:
            if incident.deadline is not None and timer == timer_name(incident):
                now = self._scribe.now
                due = replace(incident, deadline=min(incident.deadline, now))
                still_down = self._known.is_down(incident.about)
                after = incidents.overdue(due, now, self._chain, still_down=still_down)
                self._book.change(after)
                again = incident.stage is IncidentStage.WATCHED or incident.id in self._out_of_reach
                self._out_of_reach.discard(incident.id)
                return after if again and after.alarmed else None
        return None

    def answered(self, event: AlarmAcknowledged | AlarmArrived | AlarmResolved) -> None:
        """Somebody is on her way, is there, or has ended it at the resident's side."""
        incident = self._book.get(event.incident)
        if incident is None:
            return
        match event:
            case AlarmAcknowledged():
                after = incidents.acknowledged(incident, event.name, self._scribe.now, self._chain)
            case AlarmArrived():
                after = incidents.arrived(incident, event.name, self._scribe.now, self._chain)
            case AlarmResolved():
                after = incidents.resolved(incident, event.name)
            case _:
                assert_never(event)
        self._book.change(after, incident)

    def reported(self, event: ReportSigned) -> None:
        """A report was signed: the incident that it is about is reported by that, and by nothing else."""
        incident = self._book.get(event.incident) if event.report is ReportKind.INCIDENT else None
        if incident is not None:
            self._book.change(incidents.reported(incident, event.name), incident, told=True)


def check_parameters(incident: Incident) -> Mapping[str, str]:
    """The parameters of the goal that asks the resident of `incident`, or keeps her company once people are called."""
    place = incident.position
    return {
        "about": incident.about,
        "incident": incident.id,
        "x_m": f"{place.x_m:.2f}" if place else "",
        "y_m": f"{place.y_m:.2f}" if place else "",
        "called": "yes" if incident.alarmed else "",
        PROTOCOL: incident.protocol,
        KEEP_AWAY: "yes" if incident.keep_away else "",
    }
