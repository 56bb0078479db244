"""A robot that stands still is told to carers: soon where nobody stopped it, late where somebody did."""

from datetime import timedelta

import pytest

from carebot._standing import ON_PURPOSE, SOON
from carebot.core.actions import AlarmLevel
from carebot.core.alarms import AlarmAcknowledged, AlarmResolved, IncidentChanged, IncidentStage
from carebot.core.concerns import Concern
from carebot.core.events import FaultCleared, FaultRaised, Source, StopPressed, StopReleased
from carebot.core.home import Point
from carebot.core.people import ROBOT_ITSELF, Requester
from carebot.modes import Mode
from carebot.replay import unreported
from safety.ladder import FAULTS
from tests.carebot.test_alarming import last, sent
from tests.carebot.test_orchestrator import World
from tests.safety.builders import BY_LI, BY_NURSE, NURSE_ZHANG, middle

BUMPED = next(fault for fault in FAULTS if fault.name == "bumped")
KITCHEN = middle("kitchen")


@pytest.fixture
def world() -> World:
    return World()


def fails(world: World, name: str, level: AlarmLevel = AlarmLevel.MEDIUM) -> None:
    fault = next((one for one in FAULTS if f"monitor.{one.name}" == name), BUMPED)
    world.tell(lambda s: FaultRaised(**s, source=name, level=level, text=fault.text))


def works(world: World, name: str) -> None:
    world.tell(lambda s: FaultCleared(**s, source=name))


def stops(world: World, by: Requester = ROBOT_ITSELF, position: Point | None = None) -> None:
    world.tell(lambda s: StopPressed(**s, by=by, source=Source.PANEL, position=position))


def bumps(world: World, position: Point | None = None) -> None:
    fails(world, "monitor.bumped")
    stops(world, position=position)


def releases(world: World, by: Requester = BY_NURSE) -> None:
    world.tell(lambda s: StopReleased(**s, by=by))


def wait(world: World) -> None:
    world.elapse(world.timers[-1][0])


def test_a_bump_that_nobody_releases_calls_carers_and_climbs(world: World) -> None:
    bumps(world, KITCHEN)
    assert (world.of(IncidentChanged), world.timers[-1][1]) == ([], SOON)
    wait(world)
    told = last(world)
    assert (told.concern, told.stage, told.level) == (Concern.STANDS_STILL, IncidentStage.ALARM, AlarmLevel.MEDIUM)
    assert BUMPED.text.en.rstrip(".") in told.text.en
    assert "kitchen（中）" in told.text.zh
    (notice,) = sent(world)
    assert (notice.itself, notice.level, notice.room) == (True, AlarmLevel.MEDIUM, "kitchen")
    wait(world)
    assert (last(world).stage, last(world).chain_step, len(sent(world))) == (IncidentStage.ESCALATED, 1, 2)
    assert world.mode == Mode.STOPPED


def test_whoever_releases_it_ends_the_alarm_by_name(world: World) -> None:
    bumps(world)
    wait(world)
    releases(world)
    assert (last(world).stage, last(world).by) == (IncidentStage.RESOLVED, NURSE_ZHANG)
    assert world.orchestrator.alarming.open == ()


def test_a_bump_that_is_released_in_time_is_told_to_nobody(world: World) -> None:
    bumps(world)
    releases(world)
    wait(world)
    assert world.of(IncidentChanged) == []


def test_the_time_of_an_earlier_stop_does_not_count_for_a_later_one(world: World) -> None:
    bumps(world)
    earlier = world.timers[-1][0]
    releases(world)
    bumps(world)
    world.elapse(earlier)
    assert world.of(IncidentChanged) == []
    wait(world)
    assert len(world.of(IncidentChanged)) == 1


@pytest.mark.parametrize("by", [BY_NURSE, BY_LI])
def test_of_what_a_person_stopped_carers_are_reminded_late_and_calmly(world: World, by: Requester) -> None:
    stops(world, by)
    assert world.timers[-1][1] == ON_PURPOSE > SOON
    wait(world)
    assert (last(world).concern, last(world).level, last(world).deadline) == (
        Concern.STANDS_STILL,
        AlarmLevel.LOW,
        None,
    )
    assert "30 minutes" in last(world).text.en
    assert "30 分钟" in last(world).text.zh
    releases(world)
    assert world.orchestrator.alarming.open == ()


def test_the_emergency_stop_on_the_body_is_pressed_by_a_person(world: World) -> None:
    fails(world, "monitor.emergency_stop")
    stops(world)
    assert world.timers[-1][1] == ON_PURPOSE
    wait(world)
    assert last(world).text.en.startswith("Somebody stopped the robot")


def test_a_further_press_makes_no_bump_a_stop_on_purpose(world: World) -> None:
    bumps(world)
    stops(world, BY_NURSE)
    assert [after for _, after in world.timers] == [SOON]


def test_who_ends_the_alarm_and_leaves_it_standing_is_reminded_late(world: World) -> None:
    bumps(world)
    wait(world)
    world.tell(lambda s: AlarmResolved(**s, incident=last(world).incident, by=BY_NURSE, name=NURSE_ZHANG, real=True))
    assert world.timers[-1][1] == ON_PURPOSE
    wait(world)
    assert (last(world).level, last(world).stage) == (AlarmLevel.LOW, IncidentStage.ALARM)
    assert NURSE_ZHANG.zh in last(world).text.zh


def test_a_body_that_falls_silent_is_told_and_waits_for_a_look_when_it_speaks_again(world: World) -> None:
    fails(world, "monitor.body_silent", AlarmLevel.LOW)
    fails(world, "monitor.body_silent", AlarmLevel.LOW)
    assert [after for _, after in world.timers] == [SOON]
    wait(world)
    assert (last(world).concern, last(world).level) == (Concern.STANDS_STILL, AlarmLevel.MEDIUM)
    works(world, "monitor.body_silent")
    assert (last(world).stage, last(world).level, last(world).deadline) == (IncidentStage.ALARM, AlarmLevel.LOW, None)
    assert last(world).text.en.endswith("may move again")


def test_a_robot_that_does_not_know_where_it_is_calls_carers_and_climbs(world: World) -> None:
    fails(world, "monitor.lost", AlarmLevel.LOW)
    assert world.timers[-1][1] == SOON
    wait(world)
    told = last(world)
    assert (told.concern, told.level) == (Concern.STANDS_STILL, AlarmLevel.MEDIUM)
    assert told.text.en.endswith("The robot does not know where it is; holding")
    wait(world)
    assert (last(world).chain_step, len(sent(world))) == (1, 2)
    works(world, "monitor.lost")
    assert (last(world).level, last(world).deadline) == (AlarmLevel.LOW, None)


def test_a_robot_that_finds_its_place_in_time_calls_nobody(world: World) -> None:
    fails(world, "monitor.lost", AlarmLevel.LOW)
    works(world, "monitor.lost")
    wait(world)
    assert world.of(IncidentChanged) == []


def test_a_release_while_the_body_is_silent_ends_nothing(world: World) -> None:
    bumps(world)
    wait(world)
    fails(world, "monitor.body_silent", AlarmLevel.LOW)
    releases(world)
    assert len(world.orchestrator.alarming.open) == 1
    works(world, "monitor.body_silent")
    assert last(world).level is AlarmLevel.LOW


def test_a_second_reason_is_told_in_the_same_alarm(world: World) -> None:
    bumps(world)
    wait(world)
    first = last(world).incident
    fails(world, "monitor.body_silent", AlarmLevel.LOW)
    wait(world)
    assert last(world).incident == first
    assert "does not say how it is" in last(world).text.en


def test_a_reminder_does_not_make_less_of_an_alarm(world: World) -> None:
    fails(world, "monitor.body_silent", AlarmLevel.LOW)
    wait(world)
    stops(world, BY_NURSE)
    before = last(world)
    wait(world)
    assert last(world) == before


def test_a_missed_beat_is_not_why_it_stands(world: World) -> None:
    fails(world, "watchdog", AlarmLevel.LOW)
    bumps(world)
    wait(world)
    assert last(world).text.en.count(BUMPED.text.en.rstrip(".")) == 1


def test_other_faults_and_timers_are_nothing_to_it(world: World) -> None:
    fails(world, "music")
    works(world, "music")
    world.elapse("something else")
    assert (world.of(IncidentChanged), world.timers) == ([], [])


def test_after_a_restart_a_robot_that_moves_again_waits_for_a_look(world: World) -> None:
    bumps(world)
    wait(world)
    again = World(ready=False)
    again.orchestrator.alarming.restore(unreported(world.events))
    again.ready_now()
    assert (last(again).incident, last(again).level) == (last(world).incident, AlarmLevel.LOW)
    assert last(again).text.en.endswith("may move again")


def test_whoever_is_on_her_way_is_not_called_again_by_the_same_stop(world: World) -> None:
    bumps(world)
    wait(world)
    world.tell(lambda s: AlarmAcknowledged(**s, incident=last(world).incident, by=BY_NURSE, name=NURSE_ZHANG))
    assert (last(world).stage, len(sent(world))) == (IncidentStage.ACKNOWLEDGED, 2)
    deadline = last(world).deadline
    assert deadline is not None
    assert deadline - last(world).occurred_at == timedelta(minutes=3)
