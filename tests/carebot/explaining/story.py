"""A record in which a good deal happens to two residents, told event by event, and a journal that holds it."""

import asyncio
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from carebot.core.actions import AlarmLevel, Approach, Handover, MoveTo, Notify, Say
from carebot.core.alarms import AlarmAcknowledged, IncidentChanged, IncidentStage, NotificationSent
from carebot.core.deeds import (
    ActionDecided,
    ActionFinished,
    ActionProposed,
    ConfirmationNeeded,
    GoalAccepted,
    GoalFinished,
    GoalInterrupted,
    GoalStarted,
    LimitsTightened,
    RobotStarted,
    Spoken,
)
from carebot.core.events import (
    ConfirmationGiven,
    IntentRecognized,
    IntentUnclear,
    PauseRequested,
    Source,
    StopPressed,
    StopReleased,
    TimerElapsed,
    Transcript,
)
from carebot.core.goals import Conclusion, Goal, GoalResult, Priority
from carebot.core.ids import derived_id
from carebot.core.intents import Intent
from carebot.core.language import Language, Text
from carebot.core.outcomes import NOTHING, Outcome, Result
from carebot.core.people import Requester, ResidentId
from carebot.core.record import AnyEvent
from carebot.core.situation import Present, Situation
from carebot.core.verdicts import Confirmer, Decision
from carebot.explaining.book import RuleBook
from carebot.explaining.record import Record
from carebot.journal import Entry, Journal
from carebot.scribe import Stamp
from safety.policies.confirmation import AskedAndAnswered
from safety.policies.driving import SafeDriving
from safety.policies.form import Form
from safety.policies.physical import Physical
from tests.safety import builders as b
from tests.safety.rules.moments import house_rules

FETCH = Text(zh="拿东西", en="Fetch an item")
TALK = Text(zh="陪伴", en="Keep company")
KNIFE = Handover(object="knife", to="li")


def book() -> RuleBook:
    """All rules of the house, to be asked."""
    return RuleBook(
        [
            ("form", Form()),
            ("driving", SafeDriving()),
            ("physical", Physical()),
            ("house_rules", house_rules()),
            ("confirmation", AskedAndAnswered()),
        ]
    )


def at(event_id: str, seconds: float, cause: str = "") -> Stamp:
    return Stamp(id=event_id, occurred_at=b.NOW + timedelta(seconds=seconds), cause=cause)


def started() -> RobotStarted:
    return RobotStarted(**at("start", 0), body="simulated", version="0.1", timezone="Asia/Shanghai", house=b.HOUSE)


def asked(name: str, words: str, by: Requester, seconds: float, skill: str = "fetch_item") -> list[AnyEvent]:
    """Words that became a goal, which began."""
    goal = Goal(
        id=f"{name}-goal", skill=skill, priority=Priority.REQUEST, requested_by=by, cause=f"{name}-intent",
        created_at=b.NOW, why=TALK if skill == "keep_company" else FETCH,
    )  # fmt: skip
    return [
        Transcript(
            **at(f"{name}-words", seconds), text=words, language=Language.ZH, confidence=0.9,
            source=Source.MICROPHONE, speaker=by,
        ),
        IntentRecognized(
            **at(f"{name}-intent", seconds, f"{name}-words"), intent=Intent(name="fetch"), text=words,
            language=Language.ZH, confidence=0.95, source=Source.MICROPHONE, speaker=by,
        ),
        GoalAccepted(**at(f"{name}-accepted", seconds, f"{name}-intent"), goal=goal),
        GoalStarted(**at(f"{name}-started", seconds, f"{name}-accepted"), goal=goal.id, skill=skill),
    ]  # fmt: skip


def judged(
    name: str, action: Handover | MoveTo | Approach | Say, present: Present, seconds: float, by: Requester
) -> list[AnyEvent]:
    """An action that was wanted and decided about by the rules in force."""
    decision = book().judge(action, Situation(house=b.HOUSE, present=present))
    return [
        ActionProposed(
            **at(f"{name}-wanted", seconds), run=f"{name}-run", owner=f"{name}-goal", action=action, requester=by
        ),
        ActionDecided(
            **at(f"{name}-decided", seconds, f"{name}-wanted"), run=f"{name}-run", decision=decision, present=present
        ),
    ]


def refusal(name: str, seconds: float, by: Requester, to: ResidentId) -> list[AnyEvent]:
    """Somebody asked for a knife, and was told why not."""
    present = b.present(requester=by, announced=True)
    action = Handover(object="knife", to=to)
    events = [*asked(name, "给我拿刀", by, seconds), *judged(name, action, present, seconds + 1, by)]
    outcome = Outcome(result=Result.REFUSED, detail=b.text("no"))
    run = f"{name}-run"
    done = ActionFinished(**at(f"{name}-done", seconds + 2, f"{name}-wanted"), run=run, action=action, outcome=outcome)
    conclusion = Conclusion(result=GoalResult.REFUSED, summary=b.text("refused"))
    end = GoalFinished(
        **at(f"{name}-end", seconds + 2, f"{name}-done"), goal=f"{name}-goal", skill="fetch_item", conclusion=conclusion
    )
    return [*events, done, end]


def bounds(name: str, present: Present, seconds: float, *, revoked: bool = False) -> LimitsTightened:
    decision: Decision = book().judge(MoveTo(place="kitchen"), Situation(house=b.HOUSE, present=present))
    return LimitsTightened(
        **at(f"{name}-bounds", seconds, f"{name}-wanted"), run=f"{name}-run", decision=decision, present=present,
        revoked=revoked,
    )  # fmt: skip


def incident(name: str, stage: IncidentStage, seconds: float, cause: str, by: Text = NOTHING) -> IncidentChanged:
    return IncidentChanged(
        **at(name, seconds, cause), incident="i1", about="wang", stage=stage, level=AlarmLevel.HIGH, chain_step=0,
        text=Text(zh="王建国可能摔倒了", en="Wang Jianguo may have fallen"), by=by, opened_at=b.NOW,
    )  # fmt: skip


def story() -> list[AnyEvent]:
    """What happened, in order."""
    drive = MoveTo(place="kitchen", speed_mps=1.0)
    notify = Notify(text=b.text("help"), level=AlarmLevel.HIGH, about="wang", incident="i1")
    called = book().judge(notify, Situation(house=b.HOUSE, present=b.present(requester=b.BY_ROBOT)))
    return [
        started(),
        *refusal("knife", 10, b.BY_LI, "li"),
        *asked("trip", "去厨房", b.BY_LI, 20),
        *judged("trip", drive, b.present(requester=b.BY_LI, people=b.person_at(5.0)), 21, b.BY_LI),
        bounds("trip", b.present(people=b.person_at(0.5)), 22),
        StopPressed(**at("stop", 23), by=b.BY_LI, source=Source.MICROPHONE),
        GoalFinished(
            **at("trip-end", 23, "stop"), goal="trip-goal", skill="fetch_item",
            conclusion=Conclusion(result=GoalResult.CANCELLED, summary=b.text("cancelled")),
        ),
        StopReleased(**at("release", 30), by=b.BY_NURSE),
        *asked("chat", "我儿子好久没来了", b.BY_WANG, 40, skill="keep_company"),
        Spoken(**at("said", 41), text="您好", language=Language.ZH, to="wang", audible=True),
        IntentUnclear(**at("unclear", 42), text="那个谁", language=Language.ZH, source=Source.PANEL, speaker=b.BY_WANG),
        incident("fall", IncidentStage.SUSPECTED, 50, ""),
        TimerElapsed(**at("timer", 60), timer="incident:i1:soon"),
        incident("alarm", IncidentStage.ALARM, 60, "timer"),
        ActionProposed(**at("call", 60, "timer"), run="call-run", owner="i1", action=notify, requester=b.BY_ROBOT),
        ActionDecided(
            **at("call-decided", 60, "call"), run="call-run", decision=called, present=b.present(requester=b.BY_ROBOT)
        ),
        NotificationSent(
            **at("sent", 61, derived_id(called.id, "permit")), outlet="panel", incident="i1", level=AlarmLevel.HIGH,
            delivered=True,
        ),
        AlarmAcknowledged(**at("coming", 70), incident="i1", by=b.BY_NURSE, name=b.NURSE_ZHANG),
        incident("on-the-way", IncidentStage.ACKNOWLEDGED, 70, "coming", b.NURSE_ZHANG),
        PauseRequested(**at("pause", 80), by=b.BY_NURSE, paused=True),
        GoalInterrupted(**at("aside", 80, "pause"), goal="chat-goal", skill="keep_company", by="pause"),
        ConfirmationNeeded(
            **at("needed", 90, "knife-wanted"), run="knife-run", action_digest="d", until=b.NOW,
            confirmers=frozenset({Confirmer.STAFF}), question=b.text("may I?"),
        ),
        ConfirmationGiven(
            **at("answered", 91), run="knife-run", action_digest="d", confirmer=Confirmer.STAFF, by=b.BY_NURSE,
            confirmed=False,
        ),
    ]  # fmt: skip


def recorded(events: Iterable[AnyEvent]) -> Record:
    """The events as a record at hand."""
    record = Record()
    for number, event in enumerate(events, start=1):
        record.take_in(Entry(sequence=number, event=event))
    return record


def journal_of(events: Iterable[AnyEvent], folder: Path) -> Path:
    """The events in a journal."""
    path = folder / "journal.db"
    journal = Journal(path, lambda fault: None)
    journal.start()
    for event in events:
        journal.append(event)
    asyncio.run(journal.settle())
    journal.close()
    return path
