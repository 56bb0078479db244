"""A robot as the panel meets it: a real bus, orchestrator and journal, without body, voice or gate."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

from carebot.bus import Bus
from carebot.clocks import SimulatedClock
from carebot.core.actions import Ask, MoveTo
from carebot.core.alarms import AlarmAcknowledged, AlarmArrived, AlarmMarked, AlarmMissed, AlarmResolved
from carebot.core.body import BodyState
from carebot.core.clock import Clock
from carebot.core.concerns import Concern
from carebot.core.deeds import RobotReady
from carebot.core.events import (
    ConfirmationGiven,
    Event,
    FallSuspected,
    GoalRequested,
    PauseRequested,
    Source,
    StopPressed,
    StopReleased,
    TimerElapsed,
    Transcript,
)
from carebot.core.goals import Conclusion, Goal, GoalResult, Plan, Resource
from carebot.core.home import Point
from carebot.core.ids import Id, fresh_id
from carebot.core.language import Language, Text
from carebot.core.people import Requester, ResidentId
from carebot.core.record import AnyEvent
from carebot.core.situation import House, PersonSeen
from carebot.core.verdicts import Confirmer
from carebot.incidents import Chain
from carebot.journal import Journal
from carebot.knowing import Known
from carebot.orchestrator import CHECK_SKILL, Orchestrator
from carebot.scribe import Stamp
from skills.base import Knowledge, Skill
from tests.safety.builders import HOUSE, NOW, body, person, text


class Trip(Skill):
    """One drive to the place that the goal names."""

    title: ClassVar[Text] = Text(zh="去一个地方", en="Go to a place")
    description: ClassVar[Text] = text("trip")
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.BODY})

    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        yield MoveTo(place=goal.parameter("place"))
        return Conclusion(result=GoalResult.DONE, summary=text("arrived"))


class Check(Skill):
    """One question."""

    title: ClassVar[Text] = Text(zh="看看老人是否安好", en="Check on a resident")
    description: ClassVar[Text] = text("check")

    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        yield Ask(text=text("well?"), language=Language.ZH, to=goal.parameter("about"))
        return Conclusion(result=GoalResult.DONE, summary=text("asked"), finding="no_answer")


@dataclass
class RobotUnderTest:
    """Takes the panel's commands as the robot does: each becomes an event."""

    bus: Bus
    clock: Clock
    journal: Journal
    orchestrator: Orchestrator
    timers: list[tuple[str, timedelta]]
    scenes: Mapping[str, Text] = field(default_factory=lambda: {"fall": Text(zh="老人摔倒", en="The resident falls")})
    state: BodyState | None = field(default_factory=body)
    seen: tuple[PersonSeen, ...] = (person("li"),)
    heard: list[tuple[str, Language, Requester]] = field(default_factory=list)
    confirmed: list[ConfirmationGiven] = field(default_factory=list)
    unsettled: int = 0
    microphone_level_dbfs: float | None = None
    attended: int = 0

    def __post_init__(self) -> None:
        self.bus.subscribe(Event, self.count)

    def count(self, _: AnyEvent) -> None:
        self.unsettled += 1

    def stamp(self) -> Stamp:
        return Stamp(id=fresh_id(), occurred_at=self.clock.now(), cause="")

    def body_state(self) -> BodyState | None:
        return self.state

    def people(self) -> tuple[PersonSeen, ...]:
        return self.seen

    def attend(self) -> None:
        self.attended += 1

    def hear(self, text: str, language: Language, by: Requester) -> None:
        self.heard.append((text, language, by))
        self.bus.publish(
            Transcript(**self.stamp(), text=text, language=language, confidence=1.0, source=Source.PANEL, speaker=by)
        )

    def stop(self, by: Requester) -> None:
        self.bus.publish(StopPressed(**self.stamp(), by=by, source=Source.PANEL))

    def release(self, by: Requester) -> None:
        self.bus.publish(StopReleased(**self.stamp(), by=by))

    def pause(self, by: Requester, *, paused: bool) -> None:
        self.bus.publish(PauseRequested(**self.stamp(), by=by, paused=paused))

    def request(self, skill: str, parameters: Mapping[str, str], by: Requester) -> None:
        wanted = tuple(sorted(parameters.items()))
        self.bus.publish(GoalRequested(**self.stamp(), skill=skill, parameters=wanted, by=by, source=Source.PANEL))

    def acknowledge(self, incident: Id, by: Requester, name: Text) -> None:
        self.bus.publish(AlarmAcknowledged(**self.stamp(), incident=incident, by=by, name=name))

    def arrive(self, incident: Id, by: Requester, name: Text) -> None:
        self.bus.publish(AlarmArrived(**self.stamp(), incident=incident, by=by, name=name))

    def mark(self, incident: Id, by: Requester, name: Text, *, right: bool) -> None:
        self.bus.publish(AlarmMarked(**self.stamp(), incident=incident, by=by, name=name, right=right))

    def missed(
        self, concern: Concern, about: ResidentId, by: Requester, name: Text, *, happened_at: datetime, note: str
    ) -> None:
        self.bus.publish(
            AlarmMissed(
                **self.stamp(), concern=concern, about=about, happened_at=happened_at, by=by, name=name, note=note
            )
        )

    def resolve(self, incident: Id, by: Requester, name: Text, *, real: bool, note: str) -> None:
        self.bus.publish(AlarmResolved(**self.stamp(), incident=incident, by=by, name=name, real=real, note=note))

    def confirm(self, run: Id, digest: str, confirmer: Confirmer, by: Requester, *, confirmed: bool) -> None:
        given = ConfirmationGiven(
            **self.stamp(), run=run, action_digest=digest, confirmer=confirmer, by=by, confirmed=confirmed
        )
        self.confirmed.append(given)
        self.bus.publish(given)

    async def play_scene(self, name: str) -> None:
        self.fall()

    async def settle(self) -> None:
        await self.journal.settle()
        self.unsettled = 0

    def come_to_life(self) -> None:
        """Everything that could be started has been."""
        self.bus.publish(RobotReady(**self.stamp()))

    def fall(self, about: str = "li") -> Id:
        """Somebody may have fallen; gives the incident's id."""
        place = Point(x_m=2.0, y_m=2.0)
        self.bus.publish(
            FallSuspected(
                **self.stamp(), monitor="fall", about=about, position=place, confidence=0.9, onset_at=NOW, camera="head"
            )
        )
        return self.orchestrator.alarming.open[-1].id

    def let_timer_elapse(self) -> None:
        """The last deadline that was set comes."""
        self.bus.publish(TimerElapsed(**self.stamp(), timer=self.timers[-1][0]))

    def alarm(self) -> Id:
        """A fall that nobody has answered; gives the incident's id."""
        incident = self.fall()
        self.let_timer_elapse()
        return incident


@asynccontextmanager
async def robot_at(
    folder: Path, house: House = HOUSE, clock: Clock | None = None, *, ready: bool = True
) -> AsyncIterator[RobotUnderTest]:
    """A robot whose journal stands in `folder`. One that is not `ready` has no body yet."""
    bus = Bus()
    faults: list[object] = []
    journal = Journal(folder / "journal.db", faults.append)
    journal.start()
    bus.subscribe(Event, journal.append)
    timers: list[tuple[str, timedelta]] = []
    orchestrator = Orchestrator(
        bus,
        Known(house, "Asia/Shanghai"),
        {"go_to_place": Trip(), CHECK_SKILL: Check()},
        Chain(),
        lambda name, after: timers.append((name, after)),
    )
    robot = RobotUnderTest(
        bus=bus, clock=clock or SimulatedClock(NOW), journal=journal, orchestrator=orchestrator, timers=timers
    )
    if ready:
        robot.come_to_life()
    else:
        robot.state, robot.seen = None, ()
    try:
        yield robot
    finally:
        await asyncio.to_thread(journal.close)


def events_of(robot: RobotUnderTest) -> list[AnyEvent]:
    """Everything that is safely recorded by now."""
    from carebot.journal import read

    return [entry.event for entry in read(robot.journal.path)]
