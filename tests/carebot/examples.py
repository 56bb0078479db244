"""One event of every kind, for tests of what carries events."""

from datetime import timedelta

from carebot.core.actions import AlarmLevel, MoveTo, Notify, Say
from carebot.core.alarms import (
    AlarmAcknowledged,
    AlarmArrived,
    AlarmMarked,
    AlarmMissed,
    AlarmResolved,
    IncidentChanged,
    IncidentStage,
    NotificationSent,
)
from carebot.core.concerns import Concern, ConcernRaised
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
from carebot.core.entries import (
    AccountChange,
    AccountChanged,
    Means,
    OutletTried,
    SessionEnded,
    SettingsChanged,
    SignedIn,
    SignInRefused,
)
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
    Source,
    SpeechChanged,
    StopPressed,
    StopReleased,
    TimerElapsed,
    Transcript,
    WeatherReported,
)
from carebot.core.goals import Conclusion, Goal, GoalResult, Priority
from carebot.core.home import Point
from carebot.core.ids import fresh_id
from carebot.core.intents import Candidate, Intent
from carebot.core.language import Language, Text
from carebot.core.memories import MemoriesErased, MemoryKept
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import Consent
from carebot.core.record import AnyEvent
from carebot.core.reminders import Reminder, ReminderNote
from carebot.core.reminding import ReminderKept, ReminderNoted
from carebot.core.reports import ReportKind, ReportSigned, Sentence
from carebot.core.situation import Posture
from carebot.core.verdicts import Confirmer, Decision, Judgement, Limits, Verdict
from carebot.scribe import Stamp
from tests.safety.builders import BY_LI, BY_NURSE, HOUSE, NOW, NURSE_ZHANG, person_at, present, text

SAY = Say(text=text("hello"), language=Language.ZH, to="li")
REMINDER = Reminder(
    id="r1", about="li", words="给女儿打电话", language=Language.ZH, due=NOW, by=BY_LI, set_at=NOW, days=frozenset({2})
)
MOVE = MoveTo(place="kitchen")
GOAL = Goal(
    id="g1", skill="fetch_item", parameters={"object": "cup"}, priority=Priority.REQUEST, requested_by=BY_LI,
    cause="c1", created_at=NOW, why=text("fetch"),
)  # fmt: skip
DECISION = Decision(
    id="d1", decided_at=NOW, requested=MOVE, considered=MOVE, granted=MoveTo(place="kitchen", speed_mps=0.3),
    verdict=Verdict.LIMIT, limits=Limits(speed_mps=0.3),
    judgements=(
        Judgement(
            rule="r1", verdict=Verdict.LIMIT, reason=text("slow"), facts=(("distance_m", "0.9"),),
            tightened=MOVE, confirmers=frozenset({Confirmer.STAFF}),
        ),
    ),
)  # fmt: skip


def stamp() -> Stamp:
    return Stamp(id=fresh_id(), occurred_at=NOW, cause="c0")


def examples() -> list[AnyEvent]:
    """One of each kind, with nested values, infinities and Mandarin."""
    point = Point(x_m=1.0, y_m=-2.5)
    return [
        Transcript(
            **stamp(), text="请给我拿杯水", language=Language.ZH, confidence=0.9, source=Source.MICROPHONE,
            speaker=BY_LI, engine="whisper", duration=timedelta(seconds=1.5),
        ),
        IntentRecognized(
            **stamp(), intent=Intent(name="fetch_item", slots={"object": "cup"}), text="拿杯水",
            language=Language.ZH, confidence=1.0, source=Source.PANEL, speaker=BY_LI,
        ),
        IntentUnclear(
            **stamp(), text="嗯", language=Language.ZH, source=Source.MICROPHONE, speaker=BY_LI,
            candidates=(
                Candidate(intent=Intent(name="fetch_item", slots={"object": "cup"}), confidence=0.7),
                Candidate(intent=Intent(name="chat"), confidence=0.6, sentence=Text(zh="聊聊", en="let's talk")),
            ),
        ),
        Observation(
            **stamp(), monitor="people", about="li", posture=Posture.SITTING, position=None, confidence=0.8,
            evidence=(("torso", 0.1),),
        ),
        Observation(
            **stamp(), monitor="gait", about="li", posture=Posture.UNKNOWN, position=None, confidence=0.8,
            evidence=(("speed_mps", 0.82), ("steps", 9.0)),
        ),
        FallSuspected(
            **stamp(), monitor="fall", about="li", position=point, confidence=0.9, onset_at=NOW, camera="head",
            evidence=(("descent", 1.2),),
        ),
        ConcernRaised(
            **stamp(), monitor="out_of_bed", concern=Concern.OUT_OF_BED, about="li", position=point, confidence=0.8,
            since=NOW, evidence=(("away_s", 600.0),),
        ),
        BadgeRead(**stamp(), reader="dining_door", position=Point(x_m=1.0, y_m=2.0), reach_m=1.0, wearer="li"),
        FaultRaised(**stamp(), source="camera", level=AlarmLevel.MEDIUM, text=text("camera gone")),
        FaultCleared(**stamp(), source="camera"),
        TimerElapsed(**stamp(), timer="incident:i1:now"),
        WeatherReported(**stamp(), text=text("sunny"), valid_until=NOW),
        StopPressed(**stamp(), by=BY_NURSE, source=Source.PANEL),
        StopReleased(**stamp(), by=BY_NURSE),
        PauseRequested(**stamp(), by=BY_NURSE, paused=True),
        GoalRequested(
            **stamp(), skill="patrol_rooms", parameters=(("rooms", "living"),), by=BY_NURSE, source=Source.PANEL
        ),
        ConfirmationGiven(
            **stamp(), run="r", action_digest="d", confirmer=Confirmer.STAFF, by=BY_NURSE, confirmed=True
        ),
        ConsentChanged(**stamp(), resident="li", consent=Consent.TOUCH, given=False, by=BY_LI),
        SpeechChanged(**stamp(), resident="li", rate=0.85, volume_db=60.0),
        SpeechChanged(**stamp(), resident="li"),
        ModeChanged(**stamp(), before="idle", after="working", trigger="work"),
        GoalAccepted(**stamp(), goal=GOAL),
        GoalStarted(**stamp(), goal="g1", skill="fetch_item", resumed=True),
        GoalInterrupted(**stamp(), goal="g1", skill="fetch_item", by="g2"),
        GoalFinished(
            **stamp(), goal="g1", skill="fetch_item",
            conclusion=Conclusion(result=GoalResult.DONE, summary=text("done"), finding="well"),
        ),
        ActionProposed(**stamp(), run="r", owner="g1", action=SAY, requester=BY_LI),
        ActionWithdrawn(**stamp(), run="r"),
        ActionDecided(**stamp(), run="r", decision=DECISION, present=present(people=person_at(float("inf")))),
        ConfirmationNeeded(
            **stamp(), run="r", action_digest="d", confirmers=frozenset({Confirmer.RESIDENT, Confirmer.STAFF}),
            question=text("may I?"), until=NOW,
        ),
        LimitsTightened(**stamp(), run="r", decision=DECISION, present=present(), revoked=False),
        ActionFinished(
            **stamp(), run="r", action=MOVE,
            outcome=Outcome(result=Result.SUCCEEDED, answer=Intent(name="yes"), answer_text="好"),
        ),
        Spoken(**stamp(), text="您好", language=Language.ZH, to="li", audible=True),
        RobotStarted(**stamp(), body="simulated", version="0.1.0", timezone="Asia/Shanghai", house=HOUSE),
        RobotReady(**stamp()),
        RobotStopping(**stamp()),
        IncidentChanged(
            **stamp(), incident="i1", about="li", stage=IncidentStage.ALARM, level=AlarmLevel.HIGH, chain_step=0,
            text=text("fell"), position=point, by=NURSE_ZHANG, deadline=NOW, opened_at=NOW,
        ),
        AlarmAcknowledged(**stamp(), incident="i1", by=BY_NURSE, name=NURSE_ZHANG),
        AlarmArrived(**stamp(), incident="i1", by=BY_NURSE, name=NURSE_ZHANG),
        AlarmMarked(**stamp(), incident="i1", by=BY_NURSE, name=NURSE_ZHANG, right=False),
        AlarmMissed(
            **stamp(), concern=Concern.FALL, about="li", happened_at=NOW, by=BY_NURSE, name=NURSE_ZHANG, note="在走廊",
        ),
        AlarmResolved(**stamp(), incident="i1", by=BY_NURSE, name=NURSE_ZHANG, real=True, note="扶起来了"),
        NotificationSent(**stamp(), outlet="panel", incident="i1", level=AlarmLevel.HIGH, delivered=True),
        ActionProposed(
            **stamp(), run="n", owner="i1", requester=BY_NURSE,
            action=Notify(text=text("help"), level=AlarmLevel.HIGH, about="li", incident="i1"),
        ),
        MemoryKept(**stamp(), about="li", memory="m1", digest="d"),
        ReminderKept(**stamp(), reminder=REMINDER),
        ReminderNoted(**stamp(), about="li", reminder="r1", at=NOW, note=ReminderNote.HEARD),
        MemoriesErased(**stamp(), about="li", memories=("m1",), digests=("d",)),
        ReportSigned(
            **stamp(), report=ReportKind.HANDOVER, since=NOW, until=NOW, language=Language.ZH, by=BY_NURSE,
            name=NURSE_ZHANG,
            sentences=(Sentence(text="李秀兰可能摔倒了", event="c0", edited=True), Sentence(text="她睡得好")),
        ),
        SignedIn(**stamp(), caregiver="nurse", means=Means.PASSWORD, device="iPad · Safari"),
        SignInRefused(**stamp(), caregiver="", means=Means.PIN, remote=True, times=3),
        SessionEnded(**stamp(), caregiver="nurse", by="head_nurse", device="iPad · Safari"),
        AccountChanged(**stamp(), caregiver="nurse", change=AccountChange.REMOVED, changed_at=NOW),
        OutletTried(**stamp(), outlet="pager", by="nurse", delivered=False),
        SettingsChanged(**stamp(), sections=("outlets",), digests=(("outlets", "d"),)),
    ]  # fmt: skip
