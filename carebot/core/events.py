"""Events: everything that happens. This file holds what the senses bring and what people command.

The journal keeps events, the panel shows them, a replay feeds them back. `Event.cause` names the event that led to this
one; it is empty for what came from outside. What the robot does stands in `deeds.py`, alarms stand in `alarms.py`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from carebot.core.actions import AlarmLevel
from carebot.core.home import Point
from carebot.core.ids import Id
from carebot.core.intents import Candidate, Intent
from carebot.core.language import Language, Text
from carebot.core.people import Consent, Requester, ResidentId
from carebot.core.situation import Posture
from carebot.core.verdicts import Confirmer


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
    """What a transcript asks for; `instead_of` is the event of an earlier wish that this one corrects."""

    kind: Literal["intent_recognized"] = "intent_recognized"
    intent: Intent
    text: str
    language: Language
    confidence: float
    source: Source
    speaker: Requester
    instead_of: Id = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentUnclear(Event):
    """A transcript that no skill claims; `candidates` are what it may have meant, the likeliest first."""

    kind: Literal["intent_unclear"] = "intent_unclear"
    text: str
    language: Language
    source: Source
    speaker: Requester
    candidates: tuple[Candidate, ...] = ()


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
    """A monitor believes that somebody fell or lies where nobody lies. `onset_at` is when it began.

    `hard`: she surely fell, and as fast as nobody does who catches herself.
    """

    kind: Literal["fall_suspected"] = "fall_suspected"
    monitor: str
    about: ResidentId
    position: Point | None
    confidence: float
    onset_at: datetime
    camera: str
    evidence: tuple[tuple[str, float], ...] = ()
    hard: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeRead(Event):
    """A reader of the home read a badge. `wearer` is a resident; empty for anybody else who wears one.

    Whoever stands within `reach_m` of `position` wears it, if only one person does. It is a guess and gives no rights.
    """

    kind: Literal["badge_read"] = "badge_read"
    reader: str
    position: Point
    reach_m: float
    wearer: ResidentId


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultRaised(Event):
    """Part of the robot does not work. `source` names it; the text says what to do.

    `calls`: it keeps the robot from watching over people or from recording what happens, so that people are called.
    """

    kind: Literal["fault_raised"] = "fault_raised"
    source: str
    level: AlarmLevel
    text: Text
    calls: bool = False


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StopPressed(Event):
    """Somebody stopped the robot, by word, button or panel. It had stopped before this was recorded.

    `position` is where it stood then, where that was at hand.
    """

    kind: Literal["stop_pressed"] = "stop_pressed"
    by: Requester
    source: Source
    position: Point | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechChanged(Event):
    """A resident is spoken to in another manner from now on, as SetSpeech has it; None: as the settings have it."""

    kind: Literal["speech_changed"] = "speech_changed"
    resident: ResidentId
    rate: float | None = None
    volume_db: float | None = None
