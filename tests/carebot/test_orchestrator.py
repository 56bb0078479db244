"""The orchestrator: what follows from what, without clock or body."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar, TypeVar

import pytest

from carebot.bus import Bus
from carebot.core.actions import AlarmLevel, Ask, MoveTo, Notify, Say
from carebot.core.alarms import AlarmAcknowledged, AlarmResolved, IncidentChanged, IncidentStage
from carebot.core.deeds import (
    ActionFinished,
    ActionProposed,
    ActionWithdrawn,
    GoalAccepted,
    GoalFinished,
    GoalInterrupted,
    GoalStarted,
    ModeChanged,
    RobotReady,
)
from carebot.core.events import (
    Event,
    FallSuspected,
    FaultRaised,
    GoalRequested,
    IntentRecognized,
    IntentUnclear,
    PauseRequested,
    Source,
    StopPressed,
    StopReleased,
    TimerElapsed,
)
from carebot.core.goals import Conclusion, Goal, GoalResult, Plan, Priority, Resource
from carebot.core.intents import HELP, NO, STOP, YES, Intent, Phrasing
from carebot.core.language import Language, Text
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import Requester
from carebot.core.record import AnyEvent
from carebot.incidents import Chain
from carebot.knowing import Known
from carebot.modes import Mode
from carebot.orchestrator import CHECK_SKILL, UNCLEAR_SKILL, Orchestrator
from carebot.scribe import Stamp
from skills.base import DONE, Knowledge, Skill
from tests.safety.builders import BY_LI, BY_NURSE, HOUSE, NOW, NURSE_ZHANG, text

E = TypeVar("E", bound=Event)
OK = Outcome(result=Result.SUCCEEDED)


class Errand(Skill):
    """Two drives."""

    title: ClassVar[Text] = text("errand")
    description: ClassVar[Text] = text("errand")
    phrasings: ClassVar[tuple[Phrasing, ...]] = (Phrasing(intent="errand", zh=("跑腿",), en=("errand",)),)
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.BODY})

    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        first = yield MoveTo(place="kitchen")
        second = yield MoveTo(place="living")
        result = GoalResult.DONE if first.succeeded and second.succeeded else GoalResult.FAILED
        return Conclusion(result=result, summary=text("errand over"))


class Chat(Skill):
    """One sentence."""

    title: ClassVar[Text] = text("chat")
    description: ClassVar[Text] = text("chat")
    phrasings: ClassVar[tuple[Phrasing, ...]] = (Phrasing(intent="chat", zh=("聊天",), en=("chat",)),)
    priority: ClassVar[Priority] = Priority.COMPANY
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})

    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        yield Say(text=text(goal.parameter("unclear") or "chat"), language=Language.ZH)
        return Conclusion(result=DONE, summary=text("chatted"))


class Check(Skill):
    """One question; what it finds is what was answered."""

    title: ClassVar[Text] = text("check")
    description: ClassVar[Text] = text("check")
    priority: ClassVar[Priority] = Priority.EMERGENCY
    stale_after: ClassVar[timedelta] = timedelta(minutes=1)

    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        outcome = yield Ask(text=text("well?"), language=Language.ZH)
        well = outcome.answer is not None and outcome.answer.name == YES
        if goal.parameter("called") and outcome.result is Result.UNSUPPORTED:
            return Conclusion(result=GoalResult.FAILED, summary=text("could neither come nor speak"))
        return Conclusion(result=GoalResult.DONE, summary=text("asked"), finding="well" if well else "no_answer")


class Halted(Skill):
    """Says that it stopped."""

    title: ClassVar[Text] = text("stop")
    description: ClassVar[Text] = text("stop")
    priority: ClassVar[Priority] = Priority.EMERGENCY
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})

    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        yield Say(text=text("I have stopped"), language=Language.ZH)
        return Conclusion(result=DONE, summary=text("stopped"))


def fail() -> Plan:
    """A plan that raises before its first action."""
    raise ValueError("a fault in the skill")


class Broken(Skill):
    """Raises at once."""

    title: ClassVar[Text] = text("broken")
    description: ClassVar[Text] = text("broken")

    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        yield from fail()
        return Conclusion(result=DONE, summary=text("never"))


SKILLS = {"errand": Errand(), UNCLEAR_SKILL: Chat(), CHECK_SKILL: Check(), "broken": Broken(), STOP: Halted()}


@dataclass
class World:
    """An orchestrator with its record and the timers that it set."""

    bus: Bus = field(default_factory=Bus)
    events: list[AnyEvent] = field(default_factory=list)
    timers: list[tuple[str, timedelta]] = field(default_factory=list)
    count: int = 0
    now_offset: timedelta = timedelta()
    ready: bool = True
    skills: Mapping[str, Skill] = field(default_factory=lambda: SKILLS)

    def __post_init__(self) -> None:
        self.bus.subscribe(Event, self.events.append)
        self.orchestrator = Orchestrator(
            self.bus,
            Known(HOUSE, "Asia/Shanghai"),
            self.skills,
            Chain(),
            lambda name, after: self.timers.append((name, after)),
        )
        if self.ready:
            self.ready_now()

    def ready_now(self) -> None:
        self.tell(lambda s: RobotReady(**s))

    def tell(self, make: Callable[[Stamp], AnyEvent]) -> None:
        self.count += 1
        self.bus.publish(make(Stamp(id=f"in{self.count}", occurred_at=NOW + self.now_offset, cause="")))

    def hear(self, intent: str, by: Requester = BY_LI) -> None:
        self.tell(
            lambda s: IntentRecognized(
                **s, intent=Intent(name=intent), text=intent, language=Language.ZH, confidence=1.0,
                source=Source.MICROPHONE, speaker=by,
            )
        )  # fmt: skip

    def fall(self) -> None:
        self.tell(
            lambda s: FallSuspected(
                **s, monitor="fall", about="li", position=None, confidence=0.9, onset_at=NOW, camera="head"
            )
        )

    def elapse(self, timer: str) -> None:
        self.tell(lambda s: TimerElapsed(**s, timer=timer))

    def finish(self, outcome: Outcome = OK) -> None:
        """The last action that is still wanted ends with `outcome`."""
        proposed = self.pending()[-1]
        self.tell(lambda s: ActionFinished(**s, run=proposed.run, action=proposed.action, outcome=outcome))

    def pending(self) -> list[ActionProposed]:
        over = {e.run for e in self.events if isinstance(e, ActionFinished | ActionWithdrawn)}
        return [e for e in self.of(ActionProposed) if e.run not in over and not isinstance(e.action, Notify)]

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def mode(self) -> str:
        return self.orchestrator.mode.value

    def stages(self) -> list[IncidentStage]:
        return [event.stage for event in self.of(IncidentChanged)]


@pytest.fixture
def world() -> World:
    return World()


def test_a_request_becomes_a_goal_and_its_plan_goes_on_with_each_outcome(world: World) -> None:
    world.hear("errand")
    assert world.mode == Mode.WORKING
    assert [event.action for event in world.pending()] == [MoveTo(place="kitchen")]
    assert world.pending()[0].requester == BY_LI
    world.finish()
    assert world.pending()[-1].action == MoveTo(place="living")
    world.finish()
    assert world.of(GoalFinished)[-1].conclusion.result is GoalResult.DONE
    assert world.mode == Mode.IDLE


def test_a_chat_runs_beside_an_errand(world: World) -> None:
    world.hear("errand")
    world.hear("chat")
    assert {type(event.action) for event in world.pending()} == {MoveTo, Say}
    assert not world.of(GoalInterrupted)


def test_the_same_wish_twice_is_one_goal(world: World) -> None:
    world.hear("errand")
    world.hear("errand")
    assert len(world.of(GoalAccepted)) == 1


def test_words_that_nobody_claims_go_to_company(world: World) -> None:
    world.tell(lambda s: IntentUnclear(**s, text="嗯嗯", language=Language.ZH, source=Source.MICROPHONE, speaker=BY_LI))
    assert world.of(GoalAccepted)[-1].goal.skill == UNCLEAR_SKILL


def test_stop_ends_every_goal_and_only_a_release_leaves_it(world: World) -> None:
    world.hear("errand")
    world.hear(STOP)
    assert world.mode == Mode.STOPPED
    assert world.of(StopPressed)
    assert len(world.of(ActionWithdrawn)) == 1
    assert world.of(GoalAccepted)[-1].goal.skill == STOP
    world.finish()
    assert world.of(GoalFinished)[0].conclusion.result is GoalResult.CANCELLED
    world.hear("errand")
    assert world.pending() == []
    world.tell(lambda s: StopReleased(**s, by=BY_NURSE))
    assert world.mode == Mode.WORKING


def test_a_stop_released_before_the_robot_is_ready_lets_it_go_on_starting() -> None:
    world = World(ready=False)
    world.tell(lambda s: StopPressed(**s, by=BY_NURSE, source=Source.PANEL))
    world.tell(lambda s: StopReleased(**s, by=BY_NURSE))
    assert world.mode == Mode.STARTING
    world.tell(lambda s: RobotReady(**s))
    assert world.mode == Mode.IDLE


def test_a_stop_pressed_before_the_robot_is_ready_holds() -> None:
    world = World(ready=False)
    world.tell(lambda s: StopPressed(**s, by=BY_NURSE, source=Source.PANEL))
    world.tell(lambda s: RobotReady(**s))
    assert world.mode == Mode.STOPPED
    world.tell(lambda s: StopReleased(**s, by=BY_NURSE))
    assert world.mode == Mode.IDLE


def test_a_spoken_stop_may_be_taken_back_by_voice_and_a_pressed_one_may_not(world: World) -> None:
    world.hear(STOP)
    world.finish()
    world.hear("go_on")
    assert world.mode == Mode.IDLE
    world.tell(lambda s: StopPressed(**s, by=BY_NURSE, source=Source.PANEL))
    world.hear("go_on")
    assert world.mode == Mode.STOPPED


def test_a_fall_interrupts_asks_and_the_errand_resumes_when_all_is_well(world: World) -> None:
    world.hear("errand")
    world.fall()
    assert world.mode == Mode.INCIDENT
    assert world.of(GoalInterrupted)[-1].skill == "errand"
    assert [type(event.action) for event in world.pending()] == [Ask]
    assert world.stages() == [IncidentStage.SUSPECTED, IncidentStage.ASKED]
    assert [e.action.level for e in world.of(ActionProposed) if isinstance(e.action, Notify)] == [AlarmLevel.MEDIUM]
    world.finish(Outcome(result=Result.SUCCEEDED, answer=Intent(name=YES)))
    assert world.stages()[-1] is IncidentStage.WATCHED
    assert world.of(GoalStarted)[-1].resumed
    assert world.pending()[-1].action == MoveTo(place="kitchen")
    assert world.mode == Mode.WORKING
    name, after = world.timers[-1]
    world.now_offset += after
    world.elapse(name)
    assert world.stages()[-1] is IncidentStage.DISMISSED


def test_silence_raises_the_alarm_and_deadlines_escalate_it_until_it_is_resolved(world: World) -> None:
    world.fall()
    world.finish(Outcome(result=Result.TIMED_OUT))
    assert world.stages()[-1] is IncidentStage.ALARM
    assert world.orchestrator.alarm is AlarmLevel.HIGH
    for _ in range(4):
        name, after = world.timers[-1]
        world.now_offset += after
        world.elapse(name)
    assert [event.chain_step for event in world.of(IncidentChanged)][-4:] == [1, 2, 3, 3]
    incident = world.of(IncidentChanged)[-1].incident
    world.tell(lambda s: AlarmAcknowledged(**s, incident=incident, by=BY_NURSE, name=NURSE_ZHANG))
    assert world.mode == Mode.INCIDENT
    world.tell(lambda s: AlarmResolved(**s, incident=incident, by=BY_NURSE, name=NURSE_ZHANG, real=True))
    assert world.stages()[-1] is IncidentStage.RESOLVED
    assert world.mode == Mode.IDLE


def test_carers_read_every_name_in_their_own_language(world: World) -> None:
    world.fall()
    world.finish(Outcome(result=Result.TIMED_OUT))
    incident = world.of(IncidentChanged)[-1].incident
    world.tell(lambda s: AlarmAcknowledged(**s, incident=incident, by=BY_NURSE, name=NURSE_ZHANG))
    world.tell(lambda s: AlarmResolved(**s, incident=incident, by=BY_NURSE, name=NURSE_ZHANG, real=True))
    told = [event.action.text for event in world.of(ActionProposed) if isinstance(event.action, Notify)]
    assert [text.en for text in told] == [
        "Li Xiulan may have fallen; the robot is asking.",
        "Li Xiulan may have fallen. Please go at once!",
        "Li Xiulan may have fallen. Nurse Zhang is on the way.",
        "Li Xiulan may have fallen: resolved at the resident by Nurse Zhang.",
    ]
    assert [text.zh for text in told][2:] == [
        "李秀兰可能摔倒了，张护士正在赶去。",
        "李秀兰可能摔倒了：张护士已到场处理。",
    ]
    assert [event.by for event in world.of(IncidentChanged)][-2:] == [NURSE_ZHANG, NURSE_ZHANG]


def test_once_people_are_called_she_is_not_left_alone_until_they_come(world: World) -> None:
    world.fall()
    world.finish(Outcome(result=Result.TIMED_OUT))
    staying = world.of(GoalAccepted)[-1].goal
    assert staying.parameter("called") == "yes"
    assert world.pending()[-1].owner == staying.id
    incident = world.of(IncidentChanged)[-1].incident
    world.tell(lambda s: AlarmResolved(**s, incident=incident, by=BY_NURSE, name=NURSE_ZHANG, real=True))
    assert world.of(GoalFinished)[-1].goal == staying.id
    assert world.pending() == []


def test_an_answer_does_not_become_a_wish_of_its_own(world: World) -> None:
    world.fall()
    for words in ("fine", "not_now"):
        world.hear(words)
    assert len(world.of(GoalAccepted)) == 1


def test_the_timer_counts_even_when_the_wall_clock_went_back(world: World) -> None:
    world.fall()
    name, _ = world.timers[-1]
    world.now_offset = timedelta(hours=-3)
    world.elapse(name)
    assert world.stages()[-1] is IncidentStage.ALARM


def test_an_old_timer_changes_nothing(world: World) -> None:
    world.fall()
    first, _ = world.timers[0]
    world.finish(Outcome(result=Result.TIMED_OUT))
    world.elapse(first)
    assert world.stages()[-1] is IncidentStage.ALARM


def test_falls_of_one_resident_are_one_incident(world: World) -> None:
    world.fall()
    world.fall()
    assert len({event.incident for event in world.of(IncidentChanged)}) == 1


def test_a_cry_for_help_calls_people_without_asking_back(world: World) -> None:
    world.hear(HELP)
    assert world.stages()[0] is IncidentStage.ALARM
    assert world.of(GoalAccepted)[-1].goal.parameter("called") == "yes"


def test_a_fall_while_stopped_still_alarms(world: World) -> None:
    world.hear(STOP)
    world.fall()
    assert world.mode == Mode.STOPPED
    assert world.stages() == [IncidentStage.SUSPECTED, IncidentStage.ASKED]
    world.finish(Outcome(result=Result.TIMED_OUT))
    assert world.stages()[-1] is IncidentStage.ALARM


def test_no_ends_what_the_robot_is_about_and_holds_until_she_asks_again(world: World) -> None:
    world.hear("errand")
    world.hear(NO)
    assert world.pending() == []
    assert world.orchestrator.known.refused_by(NOW) == {"li"}
    world.hear("errand")
    assert world.orchestrator.known.refused_by(NOW) == frozenset()


def test_an_answer_goes_to_the_question_and_ends_nothing(world: World) -> None:
    world.fall()
    world.hear(NO)
    assert world.orchestrator.known.refused_by(NOW) == frozenset()
    assert len(world.pending()) == 1


def test_a_pause_sets_goals_aside_and_going_on_resumes_them(world: World) -> None:
    world.hear("errand")
    world.tell(lambda s: PauseRequested(**s, by=BY_NURSE, paused=True))
    assert world.mode == Mode.PAUSED
    assert world.pending() == []
    world.tell(lambda s: PauseRequested(**s, by=BY_NURSE, paused=False))
    assert world.mode == Mode.WORKING
    assert world.pending()[-1].action == MoveTo(place="kitchen")


def test_what_was_set_aside_too_long_is_not_taken_up_again(world: World) -> None:
    world.hear("errand")
    world.tell(lambda s: PauseRequested(**s, by=BY_NURSE, paused=True))
    world.now_offset = Errand.stale_after + timedelta(seconds=1)
    world.tell(lambda s: PauseRequested(**s, by=BY_NURSE, paused=False))
    assert world.of(GoalFinished)[-1].conclusion.result is GoalResult.EXPIRED
    assert world.pending() == []


def test_a_broken_skill_ends_its_goal_and_is_reported(world: World) -> None:
    world.tell(lambda s: GoalRequested(**s, skill="broken", by=BY_NURSE, source=Source.PANEL))
    assert world.of(GoalFinished)[-1].conclusion.result is GoalResult.FAILED
    assert world.of(FaultRaised)[-1].source == "skill.broken"
    world.hear("errand")
    assert world.mode == Mode.WORKING


def test_an_unknown_skill_is_reported(world: World) -> None:
    world.tell(lambda s: GoalRequested(**s, skill="fly", by=BY_NURSE, source=Source.PANEL))
    assert world.of(FaultRaised)[-1].source == "skill.fly"


def test_a_fault_degrades_the_robot(world: World) -> None:
    world.tell(lambda s: FaultRaised(**s, source="camera", level=AlarmLevel.MEDIUM, text=text("camera")))
    assert world.mode == Mode.DEGRADED
    assert [event.after for event in world.of(ModeChanged)][-1] == "degraded"


def test_after_a_restart_open_incidents_go_on() -> None:
    before = World()
    before.fall()
    after = World.__new__(World)
    after.bus, after.events, after.timers, after.count, after.now_offset = Bus(), [], [], 100, timedelta(minutes=2)
    after.bus.subscribe(Event, after.events.append)
    after.orchestrator = Orchestrator(
        after.bus, Known(HOUSE, "Asia/Shanghai"), SKILLS, Chain(), lambda name, due: after.timers.append((name, due))
    )
    after.orchestrator.alarming.restore(before.of(IncidentChanged)[-1:])
    after.tell(lambda s: RobotReady(**s))
    assert after.mode == Mode.INCIDENT
    assert after.stages() == [IncidentStage.ALARM]
    assert after.timers


def test_the_same_events_give_the_same_consequences() -> None:
    def day() -> list[AnyEvent]:
        world = World()
        world.hear("errand")
        world.finish()
        world.fall()
        world.finish(Outcome(result=Result.TIMED_OUT))
        world.hear(STOP)
        return world.events

    assert day() == day()
