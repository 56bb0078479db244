"""The orchestrator: event -> mode, goals, pre-emption, resume, incidents. It decides; it does nothing itself.

It is a fold over events without clock or I/O: what it publishes follows from what it was handed, so a recorded day can
be handed to it again. Acting on what it publishes is the executor's part.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from carebot._alarming import Alarming, check_parameters
from carebot._consenting import Consenting
from carebot._pursuit import Pursuit
from carebot.bus import Bus
from carebot.core.actions import AlarmLevel
from carebot.core.alarms import AlarmAcknowledged, AlarmArrived, AlarmResolved, IncidentChanged, IncidentStage
from carebot.core.concerns import ConcernRaised
from carebot.core.deeds import ActionDecided, ActionFinished, GoalFinished, GoalStarted, ModeChanged, RobotReady
from carebot.core.events import (
    Event,
    FallSuspected,
    FaultCleared,
    FaultRaised,
    GoalRequested,
    IntentRecognized,
    IntentUnclear,
    PauseRequested,
    StopPressed,
    StopReleased,
    TimerElapsed,
)
from carebot.core.goals import Priority, Resource
from carebot.core.ids import Id
from carebot.core.intents import HELP, NO, STOP, YES
from carebot.core.people import ROBOT_ITSELF, Requester, RequesterKind, ResidentId
from carebot.core.record import AnyEvent
from carebot.core.reports import ReportSigned
from carebot.explaining.recollection import Recollection
from carebot.incidents import Chain, Incident
from carebot.knowing import Known
from carebot.modes import Mode, ModeMachine, Trigger
from carebot.scribe import Scribe
from skills.base import ANSWERS, Skill
from skills.clarify import candidates_to_json

GO_ON: Final = "go_on"
UNCLEAR_SKILL: Final = "keep_company"
CLARIFY_SKILL: Final = "clarify"
CHECK_SKILL: Final = "check_on_resident"

_REST: Final = {
    Mode.IDLE: Trigger.REST,
    Mode.ENGAGED: Trigger.ENGAGE,
    Mode.WORKING: Trigger.WORK,
    Mode.DEGRADED: Trigger.DEGRADE,
}
# Which goals may run in a mode. A stop and a pause leave only the care for somebody in danger.
_LEAST_PRIORITY: Final = {
    Mode.STARTING: Priority.EMERGENCY,
    Mode.IDLE: Priority.WATCH,
    Mode.ENGAGED: Priority.WATCH,
    Mode.WORKING: Priority.WATCH,
    Mode.DEGRADED: Priority.WATCH,
    Mode.INCIDENT: Priority.EMERGENCY,
    Mode.PAUSED: Priority.EMERGENCY,
    Mode.STOPPED: Priority.EMERGENCY,
}


class Orchestrator:
    """Takes every event from the bus and publishes what follows.

    `timer(name, after)` is called for a TimerElapsed to be published later. `skills` maps names to skills.
    """

    def __init__(
        self,
        bus: Bus,
        known: Known,
        skills: Mapping[str, Skill],
        chain: Chain,
        timer: Callable[[str, timedelta], None],
    ) -> None:
        self._bus = bus
        self.known = known
        self._skills = skills
        self._machine = ModeMachine()
        self._scribe = Scribe()
        self._recollection = Recollection(known)
        self.pursuit = Pursuit(bus, self._scribe, known, skills, self._recollection)
        self.alarming = Alarming(bus, self._scribe, known, chain, timer)
        self._consenting = Consenting(bus, self._scribe, known)
        self._stopped_by: Requester | None = None
        self._paused_by: Requester | None = None
        self._asked_back: dict[Id, IntentUnclear] = {}
        self._ready = False
        self._intents = {phrasing.intent: name for name, skill in skills.items() for phrasing in skill.phrasings}
        bus.subscribe(Event, self.handle)

    @property
    def mode(self) -> Mode:
        """The present mode."""
        return self._machine.mode

    @property
    def alarm(self) -> AlarmLevel:
        """The level of the worst incident to which everything else gives way."""
        return self.alarming.level

    def handle(self, event: AnyEvent) -> None:
        """Take one event and publish what follows from it."""
        self._scribe.begin(event)
        self.known.take_in(event)
        self._recollection.take_in(event)
        self._consenting.follow(event)
        self._follow(event)
        self.alarming.standing.follow(event)
        self.pursuit.dispatch(_LEAST_PRIORITY[self.mode])
        self._settle_mode()

    def _follow(self, event: AnyEvent) -> None:
        match event:
            case RobotReady():
                self._ready = True
                self._fire(Trigger.READY)
                for incident in self.alarming.rearm():
                    self._check(incident)
            case IntentRecognized():
                self._understood(event)
            case IntentUnclear() if not self.pursuit.asking:
                self._unclear(event)
            case GoalRequested(skill=skill, parameters=parameters, by=by):
                self.pursuit.accept(skill, dict(parameters), by)
            case StopPressed() | StopReleased() | PauseRequested():
                self._commanded(event)
            case ActionFinished(run=run, outcome=outcome):
                self.alarming.delivered(event)
                self.pursuit.go_on(run, outcome)
            case FaultRaised() | FaultCleared():
                self.alarming.unwatched.keep_watch(event)
            case _:
                self._follow_incident(event)

    def _follow_incident(self, event: AnyEvent) -> None:
        match event:
            case FallSuspected() | ConcernRaised():
                self._check(self.alarming.suspect(event))
            case ActionDecided():
                self.alarming.called(event)
            case GoalStarted(goal=goal):
                self.alarming.asking(goal)
            case GoalFinished(goal=goal) if goal in self._asked_back:
                self._clarified(self._asked_back.pop(goal), event)
            case GoalFinished():
                self._check(self.alarming.checked(event))
            case IncidentChanged(stage=IncidentStage.RESOLVED | IncidentStage.DISMISSED, incident=incident):
                self.pursuit.cancel_where("incident", incident)
            case TimerElapsed(timer=timer):
                self._check(self.alarming.overdue(timer))
            case AlarmAcknowledged() | AlarmArrived() | AlarmResolved():
                self.alarming.answered(event)
            case ReportSigned():
                self.alarming.reported(event)
            case _:
                pass

    def _unclear(self, event: IntentUnclear) -> None:
        """Ask back where there is something to ask about and the talk is free; else say that nothing was understood."""
        about = candidates_to_json(event.candidates)
        if about and CLARIFY_SKILL in self._skills and not self.pursuit.holding(Resource.TALK, above=Priority.COMPANY):
            parameters = {"unclear": event.text, "candidates": about}
            goal = self.pursuit.accept(CLARIFY_SKILL, parameters, event.speaker)
            if goal is not None:
                self._asked_back[goal] = event
        else:
            self.pursuit.accept(UNCLEAR_SKILL, {"unclear": event.text}, event.speaker)

    def _clarified(self, unclear: IntentUnclear, end: GoalFinished) -> None:
        """What was meant counts as if it had been said clearly."""
        meant = dict(enumerate(one for one in unclear.candidates if one.sentence is not None))
        candidate = meant.get(int(end.conclusion.finding)) if end.conclusion.finding.isdecimal() else None
        if candidate is None:
            return
        self._bus.publish(
            IntentRecognized(
                **self._scribe.stamp(),
                intent=candidate.intent,
                text=unclear.text,
                language=unclear.language,
                confidence=candidate.confidence,
                source=unclear.source,
                speaker=unclear.speaker,
            )
        )

    def _understood(self, event: IntentRecognized) -> None:
        """Stop and help come before everything; an answer belongs to the plan that asked."""
        name = event.intent.name
        if event.instead_of:
            self.pursuit.cancel_caused_by(event.instead_of)
        if name == STOP:
            self._bus.publish(StopPressed(**self._scribe.stamp(), by=event.speaker, source=event.source))
            self.pursuit.accept(STOP, {}, event.speaker)
        elif name == HELP:
            about = self._resident_of(event.speaker)
            self._check(self.alarming.call(about, self.known.last_seen.get(about)))
        elif name == GO_ON:
            self._go_on(event.speaker)
        elif name in {YES, NO}:
            self._consenting.answered(event)
            if name == NO and not self.pursuit.asking:
                self._refused(event.speaker)
        elif (skill := self._intents.get(name)) is not None and not self._answers(name, skill):
            self.known.withdraw_refusal(self._resident_of(event.speaker))
            self.pursuit.accept(skill, {**event.intent.slots, "intent": name}, event.speaker)

    def _answers(self, intent: str, skill: str) -> bool:
        """Whether these words are an answer to what a plan asks, and no wish of their own."""
        asking = self.pursuit.asking
        return bool(asking) and (intent in ANSWERS or skill in asking)

    def _commanded(self, event: StopPressed | StopReleased | PauseRequested) -> None:
        match event:
            case StopPressed():
                self._stopped_by = event.by
                self._fire(Trigger.STOP)
                self.pursuit.cancel_all(below=Priority.EMERGENCY)
            case StopReleased():
                self._fire(Trigger.RELEASE if self._ready else Trigger.RELEASE_EARLY)
            case PauseRequested(paused=True):
                self._paused_by = event.by
                self._fire(Trigger.PAUSE)
                self.pursuit.suspend_all(below=Priority.EMERGENCY)
            case PauseRequested():
                self._fire(Trigger.RESUME)

    def _go_on(self, speaker: Requester) -> None:
        """What a resident stopped or paused by her word, she may take back by another; the rest is for staff.

        While a question waits and nothing is stopped, "go on" is an answer, and its plan has had it.
        """
        spoken = {RequesterKind.RESIDENT, RequesterKind.UNKNOWN_VOICE}
        if self.mode is Mode.STOPPED and self._stopped_by is not None and self._stopped_by.kind in spoken:
            self._bus.publish(StopReleased(**self._scribe.stamp(), by=speaker))
        elif self.mode is Mode.PAUSED and self._paused_by is not None and self._paused_by.kind in spoken:
            self._bus.publish(PauseRequested(**self._scribe.stamp(), by=speaker, paused=False))

    def _refused(self, speaker: Requester) -> None:
        """A "no" ends what the robot is about and holds for a while."""
        self.known.refuse(self._resident_of(speaker), self._scribe.now)
        self.pursuit.cancel_all(below=Priority.EMERGENCY)

    def _check(self, incident: Incident | None) -> None:
        """Let the robot go and ask, or be with her, at the highest priority."""
        if incident is None:
            return
        self._fire(Trigger.INCIDENT_OPENED)
        goal = self.pursuit.accept(CHECK_SKILL, check_parameters(incident), ROBOT_ITSELF, Priority.ALARM)
        if goal is not None:
            self.alarming.expect(goal, incident.id)

    def _resident_of(self, speaker: Requester) -> ResidentId:
        resident = self.known.resident_meant("", speaker)
        return resident.id if resident else ""

    def _settle_mode(self) -> None:
        """Bring the mode in line with what is going on."""
        if self.alarming.pressing:
            self._fire(Trigger.INCIDENT_OPENED)
        elif self.mode is Mode.INCIDENT:
            self._fire(Trigger.INCIDENT_CLOSED)
        target = self._calm_mode()
        if self.mode in _REST and self.mode is not target:
            self._fire(_REST[target])

    def _calm_mode(self) -> Mode:
        if self.pursuit.holding(Resource.BODY):
            return Mode.WORKING
        if self.pursuit.holding(Resource.TALK):
            return Mode.ENGAGED
        if self.known.worst_fault() >= AlarmLevel.MEDIUM:
            return Mode.DEGRADED
        return Mode.IDLE

    def _fire(self, trigger: Trigger) -> None:
        before = self.mode
        if self._machine.fire(trigger) and self.mode is not before:
            self._bus.publish(
                ModeChanged(**self._scribe.stamp(), before=before.value, after=self.mode.value, trigger=trigger.value)
            )
