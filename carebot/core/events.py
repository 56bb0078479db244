"""Events: everything that happens. The journal keeps them, the panel shows them, a replay feeds them back.

`Event.cause` names the event that led to this one; empty for what came from outside.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from carebot.core.actions import Action, AlarmLevel
from carebot.core.goals import Conclusion, Goal
from carebot.core.home import Point
from carebot.core.ids import Id
from carebot.core.intents import Intent
from carebot.core.language import Language, Text
from carebot.core.outcomes import NOTHING, Outcome
from carebot.core.people import Consent, Requester, ResidentId
from carebot.core.situation import Posture, Situation
from carebot.core.verdicts import Confirmer, Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened at an instant, because of another event or from outside."""

    id: Id
    occurred_at: datetime
    cause: Id = ""


class Source(StrEnum):
    """Where words or a command reached the robot."""

    MICROPHONE = "microphone"
    PANEL = "panel"
    SCHEDULE = "schedule"
    SCENARIO = "scenario"


# --- what the senses bring -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript(Event):
    """Words that were heard or typed. `confidence` is 0 to 1; `duration` is that of the sound."""

    kind: Literal["transcript"] = "transcript"
    text: str
    language: Language
    confidence: float
    source: Source
    speaker: Requester
    engine: str = ""
    duration: timedelta = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentRecognized(Event):
    """What a transcript asks for."""

    kind: Literal["intent_recognized"] = "intent_recognized"
    intent: Intent
    text: str
    language: Language
    confidence: float
    source: Source
    speaker: Requester


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentUnclear(Event):
    """A transcript that no skill claims."""

    kind: Literal["intent_unclear"] = "intent_unclear"
    text: str
    language: Language
    source: Source
    speaker: Requester


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Event):
    """What a monitor noticed about a person, with the cues that led to it."""

    kind: Literal["observation"] = "observation"
    monitor: str
    about: ResidentId
    posture: Posture
    position: Point | None
    confidence: float
    evidence: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FallSuspected(Event):
    """A monitor believes that somebody fell or lies where nobody lies. `onset_at` is when it began."""

    kind: Literal["fall_suspected"] = "fall_suspected"
    monitor: str
    about: ResidentId
    position: Point | None
    confidence: float
    onset_at: datetime
    camera: str
    evidence: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultRaised(Event):
    """Part of the robot does not work. `source` names it; the text says what to do."""

    kind: Literal["fault_raised"] = "fault_raised"
    source: str
    level: AlarmLevel
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultCleared(Event):
    """A part that had failed works again."""

    kind: Literal["fault_cleared"] = "fault_cleared"
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerElapsed(Event):
    """A timer that the orchestrator had set is due. Recorded, so that a replay has it too."""

    kind: Literal["timer_elapsed"] = "timer_elapsed"
    timer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeatherReported(Event):
    """A forecast that a configured source gave."""

    kind: Literal["weather_reported"] = "weather_reported"
    text: Text
    valid_until: datetime


# --- what people command ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class StopPressed(Event):
    """Somebody stopped the robot, by word, button or panel. It had stopped before this was recorded."""

    kind: Literal["stop_pressed"] = "stop_pressed"
    by: Requester
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class StopReleased(Event):
    """Staff released the stop, the area being clear."""

    kind: Literal["stop_released"] = "stop_released"
    by: Requester


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseRequested(Event):
    """Somebody asked the robot to leave off what it does, or to go on (`paused` false)."""

    kind: Literal["pause_requested"] = "pause_requested"
    by: Requester
    paused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRequested(Event):
    """A goal set by panel or schedule rather than by speech."""

    kind: Literal["goal_requested"] = "goal_requested"
    skill: str
    parameters: tuple[tuple[str, str], ...] = ()
    by: Requester
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationGiven(Event):
    """A person's yes or no to one action with exactly its parameters."""

    kind: Literal["confirmation_given"] = "confirmation_given"
    run: Id
    action_digest: str
    confirmer: Confirmer
    by: Requester
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentChanged(Event):
    """A resident gave or withdrew consent to one purpose."""

    kind: Literal["consent_changed"] = "consent_changed"
    resident: ResidentId
    consent: Consent
    given: bool
    by: Requester


# --- what the robot does ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeChanged(Event):
    """The robot went from one mode to another."""

    kind: Literal["mode_changed"] = "mode_changed"
    before: str
    after: str
    trigger: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalAccepted(Event):
    """A goal entered the queue."""

    kind: Literal["goal_accepted"] = "goal_accepted"
    goal: Goal


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalStarted(Event):
    """A goal's plan runs, for the first time or again (`resumed`)."""

    kind: Literal["goal_started"] = "goal_started"
    goal: Id
    skill: str
    resumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalInterrupted(Event):
    """A goal's plan was set aside for something more urgent."""

    kind: Literal["goal_interrupted"] = "goal_interrupted"
    goal: Id
    skill: str
    by: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFinished(Event):
    """A goal ended."""

    kind: Literal["goal_finished"] = "goal_finished"
    goal: Id
    skill: str
    conclusion: Conclusion


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionProposed(Event):
    """A plan or an incident wants an action. `run` identifies this attempt; `owner` the goal or incident."""

    kind: Literal["action_proposed"] = "action_proposed"
    run: Id
    owner: Id
    action: Action
    requester: Requester


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionWithdrawn(Event):
    """The owner no longer wants an action that it had proposed."""

    kind: Literal["action_withdrawn"] = "action_withdrawn"
    run: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDecided(Event):
    """The gate's decision on a proposed action, with the situation that it judged."""

    kind: Literal["action_decided"] = "action_decided"
    run: Id
    decision: Decision
    situation: Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationNeeded(Event):
    """An action waits for somebody's yes until `until`; silence is no."""

    kind: Literal["confirmation_needed"] = "confirmation_needed"
    run: Id
    action_digest: str
    confirmers: frozenset[Confirmer]
    question: Text
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsTightened(Event):
    """The running monitor lowered the bounds of an action, or revoked it (`revoked`)."""

    kind: Literal["limits_tightened"] = "limits_tightened"
    run: Id
    decision: Decision
    revoked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFinished(Event):
    """An action ended, or was refused."""

    kind: Literal["action_finished"] = "action_finished"
    run: Id
    action: Action
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken(Event):
    """Words that the robot uttered; `audible` is false when they stand on the panel only."""

    kind: Literal["spoken"] = "spoken"
    text: str
    language: Language
    to: ResidentId
    audible: bool
    detail: Text = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationSent(Event):
    """One outlet's answer to a notification."""

    kind: Literal["notification_sent"] = "notification_sent"
    outlet: str
    incident: Id
    level: AlarmLevel
    delivered: bool
    detail: Text = NOTHING


# --- incidents -------------------------------------------------------------------------------------------------------


class IncidentStage(StrEnum):
    """Where an incident stands."""

    SUSPECTED = "suspected"
    ASKED = "asked"
    ALARM = "alarm"
    ESCALATED = "escalated"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentChanged(Event):
    """An incident was opened or went on to another stage. `deadline` is when it goes on by itself."""

    kind: Literal["incident_changed"] = "incident_changed"
    incident: Id
    about: ResidentId
    stage: IncidentStage
    level: AlarmLevel
    chain_step: int
    text: Text
    position: Point | None = None
    by: str = ""
    deadline: datetime | None = None
    opened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmAcknowledged(Event):
    """A carer says that she is on her way. It does not end the alarm."""

    kind: Literal["alarm_acknowledged"] = "alarm_acknowledged"
    incident: Id
    by: Requester
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmResolved(Event):
    """A carer at the resident's side ends the alarm. `real` says whether it was right."""

    kind: Literal["alarm_resolved"] = "alarm_resolved"
    incident: Id
    by: Requester
    name: str
    real: bool
    note: str = ""


# --- the robot itself ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotStarted(Event):
    """The robot's process began its work, with this body and these settings that matter to a replay."""

    kind: Literal["robot_started"] = "robot_started"
    body: str
    version: str
    timezone: str
    facts: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotReady(Event):
    """Everything that could be started has been."""

    kind: Literal["robot_ready"] = "robot_ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotStopping(Event):
    """The robot's process ends its work on purpose."""

    kind: Literal["robot_stopping"] = "robot_stopping"


AnyEvent = (
    Transcript
    | IntentRecognized
    | IntentUnclear
    | Observation
    | FallSuspected
    | FaultRaised
    | FaultCleared
    | TimerElapsed
    | WeatherReported
    | StopPressed
    | StopReleased
    | PauseRequested
    | GoalRequested
    | ConfirmationGiven
    | ConsentChanged
    | ModeChanged
    | GoalAccepted
    | GoalStarted
    | GoalInterrupted
    | GoalFinished
    | ActionProposed
    | ActionWithdrawn
    | ActionDecided
    | ConfirmationNeeded
    | LimitsTightened
    | ActionFinished
    | Spoken
    | NotificationSent
    | IncidentChanged
    | AlarmAcknowledged
    | AlarmResolved
    | RobotStarted
    | RobotReady
    | RobotStopping
)
