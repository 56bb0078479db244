"""Attention: the eye is on the resident whenever the body is free, and nothing has to wait for that."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

import pytest

from carebot.attention import ATTENDS_EVERY, WATCH_SKILL, Attention
from carebot.bus import Bus
from carebot.clocks import SimulatedClock
from carebot.core.actions import Look
from carebot.core.deeds import ActionFinished, ActionProposed, ActionWithdrawn, GoalFinished, GoalStarted, RobotReady
from carebot.core.events import Event, GoalRequested, Source, StopPressed
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import SCHEDULE
from carebot.core.record import AnyEvent
from carebot.incidents import Chain
from carebot.knowing import Known
from carebot.modes import Mode
from carebot.orchestrator import Orchestrator
from skills.keep_company import KeepCompany
from skills.keep_watch import KeepWatch
from skills.patrol_rooms import PatrolRooms
from tests.carebot.examples import stamp
from tests.safety.builders import BY_LI, HOUSE, NOW


class Stage:
    """An orchestrator with a watch, a patrol and company to keep, and attention that asks it."""

    def __init__(self) -> None:
        self.bus = Bus()
        self.clock = SimulatedClock(NOW)
        self.events: list[AnyEvent] = []
        self.bus.subscribe(Event, self.events.append)
        skills = {WATCH_SKILL: KeepWatch(), "patrol_rooms": PatrolRooms(), "keep_company": KeepCompany()}
        known = Known(HOUSE, "Asia/Shanghai")
        self.orchestrator = Orchestrator(self.bus, known, skills, Chain(), lambda name, after: None)
        self.attention = Attention(self.orchestrator, self.clock, partial(self.request, by_schedule=True))
        self.bus.subscribe(GoalFinished, self.attention.on_event)

    def request(self, skill: str, *, by_schedule: bool = False, **parameters: str) -> None:
        by = SCHEDULE if by_schedule else BY_LI
        source = Source.SCHEDULE if by_schedule else Source.PANEL
        event = GoalRequested(**stamp(), skill=skill, parameters=tuple(parameters.items()), by=by, source=source)
        self.bus.publish(event)

    async def pass_time(self, duration: timedelta = ATTENDS_EVERY) -> None:
        await self.clock.advance(duration)

    def proposed(self) -> list[ActionProposed]:
        return [event for event in self.events if isinstance(event, ActionProposed)]

    def watches(self) -> int:
        return sum(isinstance(event, GoalStarted) and event.skill == WATCH_SKILL for event in self.events)

    def end_watch(self, result: Result) -> None:
        run = next(each for each in self.orchestrator.pursuit.runs if each.goal.skill == WATCH_SKILL)
        look = run.pending
        assert isinstance(look, Look)
        self.bus.publish(ActionFinished(**stamp(), run=run.run, action=look, outcome=Outcome(result=result)))


Test = Callable[[Stage], Awaitable[None]]


@pytest.fixture
def play() -> Callable[[Test], None]:
    def run(test: Test) -> None:
        async def staged() -> None:
            stage = Stage()
            stage.bus.publish(RobotReady(**stamp()))
            attending = asyncio.create_task(stage.attention.attend())
            await stage.pass_time()
            await test(stage)
            attending.cancel()
            await asyncio.gather(attending, return_exceptions=True)

        asyncio.run(staged())

    return run


def test_an_idle_robot_looks_after_the_resident_and_stays_idle(play: Callable[[Test], None]) -> None:
    async def test(stage: Stage) -> None:
        [look] = [each.action for each in stage.proposed()]
        assert isinstance(look, Look)
        assert look.duration > timedelta(minutes=1)
        assert stage.orchestrator.mode is Mode.IDLE
        await stage.pass_time(timedelta(minutes=1))
        assert stage.watches() == 1

    play(test)


def test_it_goes_on_when_one_watch_is_over(play: Callable[[Test], None]) -> None:
    async def test(stage: Stage) -> None:
        stage.end_watch(Result.SUCCEEDED)
        await stage.pass_time()
        assert stage.watches() == 2

    play(test)


@pytest.mark.parametrize("result", [Result.REFUSED, Result.UNSUPPORTED, Result.EXECUTION])
def test_where_it_may_not_look_it_waits_before_it_asks_again(play: Callable[[Test], None], result: Result) -> None:
    async def test(stage: Stage) -> None:
        stage.end_watch(result)
        await stage.pass_time(timedelta(minutes=1, seconds=50))
        assert stage.watches() == 1
        await stage.pass_time(timedelta(seconds=15))
        assert stage.watches() == 2

    play(test)


def test_whatever_needs_the_body_comes_first_and_the_watch_is_taken_up_after_it(play: Callable[[Test], None]) -> None:
    async def test(stage: Stage) -> None:
        stage.request("patrol_rooms")
        assert any(isinstance(event, ActionWithdrawn) for event in stage.events)
        assert stage.orchestrator.mode is Mode.WORKING
        await stage.pass_time(timedelta(seconds=30))
        assert stage.watches() == 1

    play(test)


def test_it_watches_while_it_talks(play: Callable[[Test], None]) -> None:
    async def test(stage: Stage) -> None:
        stage.request("keep_company", topic="story")
        await stage.pass_time()
        assert stage.orchestrator.mode is Mode.ENGAGED
        assert not any(isinstance(event, ActionWithdrawn) for event in stage.events)

    play(test)


def test_a_stopped_robot_asks_for_nothing(play: Callable[[Test], None]) -> None:
    async def test(stage: Stage) -> None:
        stage.bus.publish(StopPressed(**stamp(), by=BY_LI, source=Source.PANEL))
        await stage.pass_time(timedelta(minutes=1))
        assert stage.watches() == 1
        assert stage.orchestrator.pursuit.runs == ()

    play(test)
