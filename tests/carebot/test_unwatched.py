"""Being unable to watch is itself an alarm: one, whatever fails, until somebody has looked."""

import pytest

from carebot.concerns import keeps_from_watch
from carebot.core.actions import AlarmLevel
from carebot.core.alarms import AlarmResolved, IncidentChanged, IncidentStage
from carebot.core.concerns import Concern
from carebot.core.events import FaultCleared, FaultRaised
from carebot.modes import Mode
from carebot.replay import unreported
from tests.carebot.test_alarming import last, sent, stranger_falls, worry
from tests.carebot.test_orchestrator import World
from tests.safety.builders import BY_NURSE, NURSE_ZHANG, text


@pytest.fixture
def world() -> World:
    return World()


def fails(world: World, source: str, *, calls: bool = True, how: str = "is gone") -> None:
    told = text(f"{source} {how}")
    world.tell(lambda s: FaultRaised(**s, source=source, level=AlarmLevel.HIGH, text=told, calls=calls))


def _incidents_of(world: World) -> set[str]:
    return {event.incident for event in world.of(IncidentChanged)}


def works(world: World, source: str) -> None:
    world.tell(lambda s: FaultCleared(**s, source=source))


def test_being_unable_to_watch_is_one_alarm_that_tells_of_whatever_fails(world: World) -> None:
    fails(world, "sight.hall")
    assert (last(world).concern, last(world).stage, last(world).level) == (
        Concern.UNWATCHED,
        IncidentStage.ALARM,
        AlarmLevel.MEDIUM,
    )
    fails(world, "sight.hall")
    assert len(sent(world)) == 1, "it is told once"
    fails(world, "sight.bath")
    assert len(_incidents_of(world)) == 1
    assert [notice.itself for notice in sent(world)] == [True, True]
    assert ("sight.hall" in last(world).text.zh, "sight.bath" in last(world).text.en) == (True, True)
    assert world.mode != Mode.INCIDENT, "nothing gives way to it"
    works(world, "sight.hall")
    assert "sight.hall" not in last(world).text.en
    assert (last(world).level, len(sent(world))) == (AlarmLevel.MEDIUM, 2)


def test_a_fault_that_keeps_it_from_no_watch_is_no_alarm_and_its_end_changes_none(world: World) -> None:
    fails(world, "music", calls=False)
    works(world, "music")
    assert world.of(IncidentChanged) == []


def test_what_works_again_waits_for_somebody_to_look_and_is_an_alarm_again_when_it_fails_again(world: World) -> None:
    fails(world, "journal")
    world.elapse(world.timers[-1][0])
    assert last(world).stage is IncidentStage.ESCALATED
    works(world, "journal")
    assert (last(world).stage, last(world).level, last(world).deadline) == (IncidentStage.ALARM, AlarmLevel.LOW, None)
    works(world, "journal")
    changes = len(world.of(IncidentChanged))
    fails(world, "journal")
    assert (last(world).level, len(_incidents_of(world))) == (AlarmLevel.MEDIUM, 1)
    assert len(world.of(IncidentChanged)) == changes + 1
    world.tell(lambda s: AlarmResolved(**s, incident=last(world).incident, by=BY_NURSE, name=NURSE_ZHANG, real=True))
    assert world.orchestrator.alarming.open == ()
    assert sent(world)[-1].text.en.endswith("has seen to it.")


def test_whoever_falls_unseen_by_a_camera_is_no_part_of_that_alarm(world: World) -> None:
    fails(world, "sight.hall")
    worry(world, Concern.OUT_OF_BED, about="")
    stranger_falls(world, None)
    assert {one.concern for one in world.orchestrator.alarming.open} == {
        Concern.UNWATCHED,
        Concern.OUT_OF_BED,
        Concern.FALL,
    }


def test_what_fails_again_in_other_words_is_told_once(world: World) -> None:
    fails(world, "task.microphone", how="was unplugged")
    fails(world, "task.microphone", how="is missing")
    assert len(sent(world)) == 1
    assert "is missing" in last(world).text.en
    assert "unplugged" not in last(world).text.en
    fails(world, "sight.hall")
    assert len(sent(world)) == 2


def test_what_a_person_has_ended_is_no_new_alarm_while_it_lasts(world: World) -> None:
    fails(world, "task.microphone")
    world.tell(lambda s: AlarmResolved(**s, incident=last(world).incident, by=BY_NURSE, name=NURSE_ZHANG, real=True))
    fails(world, "task.microphone", how="is still gone")
    assert world.orchestrator.alarming.open == ()
    works(world, "task.microphone")
    fails(world, "task.microphone")
    assert len(world.orchestrator.alarming.open) == 1


def test_a_part_that_has_become_a_lesser_fault_calls_nobody_more(world: World) -> None:
    """A microphone that was muted is overdriven: it hears."""
    fails(world, "microphone.level")
    fails(world, "microphone.level", calls=False, how="is too loud")
    assert (last(world).level, last(world).deadline) == (AlarmLevel.LOW, None)


@pytest.mark.parametrize("fails_again", [True, False])
def test_after_a_restart_it_is_what_it_is_now(world: World, fails_again: bool) -> None:
    fails(world, "sight.hall")
    again = World(ready=False)
    again.orchestrator.alarming.restore(unreported(world.events))
    if fails_again:
        fails(again, "sight.hall")
    again.ready_now()
    level = AlarmLevel.MEDIUM if fails_again else AlarmLevel.LOW
    assert (last(again).incident, last(again).level) == (last(world).incident, level)
    assert bool(again.timers)


def test_what_fails_at_the_start_is_told_once() -> None:
    new = World(ready=False)
    fails(new, "sight.hall")
    new.ready_now()
    assert len(sent(new)) == 1


@pytest.mark.parametrize(
    ("source", "level", "calls"),
    [
        ("sight.hall", AlarmLevel.HIGH, True),
        ("sight", AlarmLevel.HIGH, True),
        ("sight", AlarmLevel.MEDIUM, False),
        ("journal", AlarmLevel.HIGH, True),
        ("task.microphone", AlarmLevel.MEDIUM, True),
        ("microphone.level", AlarmLevel.HIGH, True),
        ("microphone.level", AlarmLevel.MEDIUM, False),
        ("task.music", AlarmLevel.MEDIUM, False),
        ("body", AlarmLevel.HIGH, False),
        ("sightings", AlarmLevel.HIGH, False),
    ],
)
def test_what_keeps_it_from_seeing_hearing_or_recording_calls_people(
    source: str, level: AlarmLevel, calls: bool
) -> None:
    assert keeps_from_watch(source, level) is calls
