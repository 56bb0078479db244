"""The union of all events, as the journal records them."""

from carebot.core.alarms import (
    AlarmAcknowledged,
    AlarmArrived,
    AlarmMarked,
    AlarmMissed,
    AlarmResolved,
    IncidentChanged,
    NotificationSent,
)
from carebot.core.concerns import ConcernRaised
from carebot.core.deeds import (
    ActionDecided,
    ActionFinished,
    ActionProposed,
    ActionWithdrawn,
    ConfirmationNeeded,
    GoalAccepted,
    GoalFinished,
    GoalInterrupted,
    GoalStarted,
    LimitsTightened,
    ModeChanged,
    RobotReady,
    RobotStarted,
    RobotStopping,
    Spoken,
)
from carebot.core.entries import AccountChanged, OutletTried, SessionEnded, SettingsChanged, SignedIn, SignInRefused
from carebot.core.events import (
    BadgeRead,
    ConfirmationGiven,
    ConsentChanged,
    FallSuspected,
    FaultCleared,
    FaultRaised,
    GoalRequested,
    IntentRecognized,
    IntentUnclear,
    Observation,
    PauseRequested,
    SpeechChanged,
    StopPressed,
    StopReleased,
    TimerElapsed,
    Transcript,
    WeatherReported,
)
from carebot.core.memories import MemoriesErased, MemoryKept
from carebot.core.reminding import ReminderKept, ReminderNoted
from carebot.core.reports import ReportSigned

AnyEvent = (
    Transcript
    | IntentRecognized
    | IntentUnclear
    | Observation
    | FallSuspected
    | ConcernRaised
    | BadgeRead
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
    | SpeechChanged
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
    | RobotStarted
    | RobotReady
    | RobotStopping
    | IncidentChanged
    | AlarmAcknowledged
    | AlarmArrived
    | AlarmResolved
    | AlarmMarked
    | AlarmMissed
    | NotificationSent
    | MemoryKept
    | MemoriesErased
    | ReminderKept
    | ReminderNoted
    | ReportSigned
    | SignedIn
    | SignInRefused
    | SessionEnded
    | AccountChanged
    | SettingsChanged
    | OutletTried
)
