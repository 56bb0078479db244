"""What is to be said of any event: every kind that the record knows has its words."""

from typing import assert_never

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
from carebot.explaining import (
    _of_actions,
    _of_alarms,
    _of_commands,
    _of_deeds,
    _of_entries,
    _of_memories,
    _of_reminders,
    _of_reports,
    _of_senses,
    _of_words,
)
from carebot.explaining.case import Case, Said

_Rest = (
    Spoken
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
    | _of_entries.Entry
)
_Deed = (
    ModeChanged
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
    | _Rest
)


def said_of(case: Case) -> Said:
    """What happened with the event of `case`, and why, from its record alone."""
    event = case.event
    match event:
        case Transcript() | IntentRecognized() | IntentUnclear():
            return _of_words.of_words(case, event)
        case Observation() | FallSuspected() | ConcernRaised() | BadgeRead() | TimerElapsed() | WeatherReported():
            return _of_senses.of_senses(case, event)
        case FaultRaised() | FaultCleared():
            return _of_senses.of_fault(case, event)
        case StopPressed() | StopReleased() | PauseRequested() | GoalRequested():
            return _of_commands.of_command(case, event)
        case ConfirmationGiven() | ConsentChanged() | SpeechChanged():
            return _of_commands.of_answer(case, event)
        case _:
            return _of_deed(case, event)


def _of_deed(case: Case, event: _Deed) -> Said:
    match event:
        case ModeChanged():
            return _of_deeds.of_mode(event)
        case GoalAccepted() | GoalStarted() | GoalInterrupted() | GoalFinished():
            return _of_deeds.of_goal(case, event)
        case ActionProposed() | ActionWithdrawn() | ActionDecided() | ConfirmationNeeded():
            return _of_actions.of_action(case, event)
        case LimitsTightened() | ActionFinished():
            return _of_actions.of_action(case, event)
        case _:
            return _of_the_rest(case, event)


def _of_the_rest(case: Case, event: _Rest) -> Said:
    match event:
        case Spoken() | RobotStarted() | RobotReady() | RobotStopping():
            return _of_the_robot(case, event)
        case IncidentChanged():
            return _of_alarms.of_incident(case, event)
        case AlarmAcknowledged() | AlarmArrived() | AlarmResolved():
            return _of_alarms.of_answer(case, event)
        case NotificationSent() | AlarmMarked() | AlarmMissed():
            return _of_alarms.of_alarm(case, event)
        case MemoryKept() | MemoriesErased() | ReminderKept() | ReminderNoted() | ReportSigned():
            return _of_what_is_kept(case, event)
        case SignedIn() | SignInRefused() | SessionEnded() | AccountChanged() | SettingsChanged() | OutletTried():
            return _of_entries.of_entry(case, event)
        case _:
            assert_never(event)


def _of_the_robot(case: Case, event: Spoken | RobotStarted | RobotReady | RobotStopping) -> Said:
    if isinstance(event, Spoken):
        return _of_deeds.of_speech(case, event)
    return _of_deeds.of_life(case, event)


def _of_what_is_kept(
    case: Case, event: MemoryKept | MemoriesErased | ReminderKept | ReminderNoted | ReportSigned
) -> Said:
    match event:
        case ReportSigned():
            return _of_reports.of_report(event)
        case ReminderKept() | ReminderNoted():
            return _of_reminders.of_reminder(case, event)
        case _:
            return _of_memories.of_memory(case, event)
