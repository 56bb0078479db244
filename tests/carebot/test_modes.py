"""Every mode with every trigger."""

import itertools

import pytest

from carebot.modes import TABLE, Mode, ModeMachine, Trigger, diagram

ROUTES: dict[Mode, tuple[Trigger, ...]] = {
    Mode.STARTING: (),
    Mode.IDLE: (Trigger.READY,),
    Mode.ENGAGED: (Trigger.READY, Trigger.ENGAGE),
    Mode.WORKING: (Trigger.READY, Trigger.WORK),
    Mode.INCIDENT: (Trigger.INCIDENT_OPENED,),
    Mode.PAUSED: (Trigger.READY, Trigger.PAUSE),
    Mode.STOPPED: (Trigger.STOP,),
    Mode.DEGRADED: (Trigger.READY, Trigger.DEGRADE),
}


def machine_in(mode: Mode) -> ModeMachine:
    machine = ModeMachine()
    for trigger in ROUTES[mode]:
        assert machine.fire(trigger)
    assert machine.mode is mode
    return machine


@pytest.mark.parametrize(("mode", "trigger"), tuple(itertools.product(Mode, Trigger)))
def test_the_table_alone_decides(mode: Mode, trigger: Trigger) -> None:
    machine = machine_in(mode)
    target = next((to for name, sources, to in TABLE if name is trigger and mode in sources), None)
    assert machine.fire(trigger) is (target is not None)
    assert machine.mode is (target or mode)


@pytest.mark.parametrize("mode", Mode)
def test_a_stop_holds_from_every_mode(mode: Mode) -> None:
    machine = machine_in(mode)
    assert machine.fire(Trigger.STOP)
    assert machine.mode is Mode.STOPPED


@pytest.mark.parametrize(
    "trigger", [each for each in Trigger if each not in {Trigger.RELEASE, Trigger.RELEASE_EARLY, Trigger.STOP}]
)
def test_only_a_release_leaves_a_stop(trigger: Trigger) -> None:
    machine = machine_in(Mode.STOPPED)
    assert not machine.fire(trigger)
    assert machine.mode is Mode.STOPPED


def test_every_mode_can_be_left_and_reached() -> None:
    assert {to for _, _, to in TABLE} | {Mode.STARTING} == set(Mode)
    assert {source for _, sources, _ in TABLE for source in sources} == set(Mode)


def test_the_diagram_names_every_way() -> None:
    drawn = diagram()
    for trigger, sources, target in TABLE:
        for source in sources:
            if source is not target:
                assert f"{source.value} --> {target.value}: {trigger.value}" in drawn
