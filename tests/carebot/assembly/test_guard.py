"""The running monitor of a whole robot: nothing moves without it, what it orders is done, and it comes back."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from carebot.app import running
from carebot.assembly import guard
from carebot.assembly.guard import Guard
from carebot.core.body import BodyState
from carebot.core.events import FaultRaised, StopPressed, StopReleased
from carebot.core.people import ROBOT_ITSELF, Requester, RequesterKind
from carebot.core.record import AnyEvent
from carebot.modes import Mode
from carebot.robot import Robot
from carebot.settings import Settings
from carebot.situations import Situations
from carebot.stop_flag import StopFlag
from safety.vitals import Options
from tests.carebot.app.house import QUIET
from tests.carebot.still_body import StillBody
from tests.carebot.stranger import machine, still_body

__all__ = ["machine", "still_body"]

pytestmark = [pytest.mark.slow, pytest.mark.anyio, pytest.mark.usefixtures("still_body")]
NURSE = Requester(kind=RequesterKind.CAREGIVER, id="nurse")


class Rig:
    """A robot at work with a body that measures what it is told to, and whose stop line is at hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.measured: dict[str, Any] = {}
        self.line = StopFlag()
        self.guards: list[Guard] = []
        self.situations: list[Situations] = []
        self.told: list[AnyEvent] = []
        state = StillBody.state
        build = Guard.__init__

        def measure(body: StillBody) -> BodyState:
            return replace(state(body), **self.measured)

        def note(guard: Guard, robot: Robot, situations: Situations, *parts: Any) -> None:
            self.guards.append(guard)
            self.situations.append(situations)
            build(guard, robot, situations, *parts)

        monkeypatch.setattr(StillBody, "state", measure)
        monkeypatch.setattr(StillBody, "stop_line", lambda _: self.line)
        monkeypatch.setattr(Guard, "__init__", note)

    @asynccontextmanager
    async def at_work(self, folder: Path) -> AsyncIterator[Robot]:
        async with running(
            Settings.model_validate({"body": {"name": "still"}, "journal": folder / "j.db", "speech": QUIET})
        ) as at_work:
            robot = at_work.robot
            robot.bus.subscribe(FaultRaised, self.told.append)
            robot.bus.subscribe(StopPressed, self.told.append)
            yield robot

    def held_by(self) -> tuple[str, ...]:
        return self.situations[0].situation(ROBOT_ITSELF).present.held_by

    def faults(self) -> set[str]:
        return {event.source for event in self.told if isinstance(event, FaultRaised)}

    def kill(self, number: signal.Signals) -> int:
        process = self.guards[0].process
        assert process is not None
        assert process.pid is not None
        os.kill(process.pid, number)
        return process.pid


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def rig(monkeypatch: pytest.MonkeyPatch) -> Rig:
    return Rig(monkeypatch)


async def until(condition: Callable[[], object]) -> None:
    """Wait for another process to bring about `condition`."""
    for _ in range(5000):
        if condition():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it did not come about")


async def test_a_bump_stops_until_staff_release_it(rig: Rig, machine: Path) -> None:
    async with rig.at_work(machine) as robot:
        assert "monitor_silent" not in rig.held_by(), "it is ready when the monitor has spoken"
        rig.measured = {"bumped": True}
        await until(lambda: robot.orchestrator.mode is Mode.STOPPED)
        assert "bumped" in rig.held_by()
        assert rig.line.is_up()
        rig.measured = {}
        release = StopReleased(**robot.announcer.stamp(), by=NURSE)
        robot.bus.publish(release)
        await until(lambda: rig.held_by() == () or len([e for e in rig.told if isinstance(e, StopPressed)]) > 1)
        while rig.held_by():  # released too early, before the bumper had been quiet for a second: stopped again
            robot.bus.publish(replace(release, **robot.announcer.stamp()))
            await asyncio.sleep(0.2)
        await until(lambda: not rig.line.is_up())
        assert "monitor.bumped" in rig.faults()


async def test_a_body_that_does_not_know_where_it_is_is_told_of_also_at_rest(
    rig: Rig, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "LASTING", timedelta(milliseconds=50))
    async with rig.at_work(machine) as robot:
        rig.measured = {"localised": False}
        await until(lambda: "monitor.lost" in robot.orchestrator.known.faults)
        assert "lost" not in rig.held_by(), "nothing moves that could be held"
        rig.measured = {}
        await until(lambda: "monitor.lost" not in robot.orchestrator.known.faults)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP], ids=lambda number: number.name)
async def test_a_monitor_that_is_gone_or_hangs_is_replaced(rig: Rig, machine: Path, number: signal.Signals) -> None:
    async with rig.at_work(machine):
        await until(lambda: rig.held_by() == ())
        first = rig.kill(number)
        await until(lambda: rig.held_by() == ("monitor_silent",))
        await until(lambda: rig.held_by() == ())
        process = rig.guards[0].process
        assert process is not None
        assert process.pid != first
        assert "monitor" in rig.faults()


async def test_a_loop_that_hangs_finds_its_body_halted(rig: Rig, machine: Path) -> None:
    async with rig.at_work(machine):
        await until(lambda: rig.held_by() == ())
        hang_until(rig.line.is_up)
        await until(lambda: "heartbeat_lost" in rig.held_by())
        await until(lambda: rig.held_by() == ())
        assert not rig.line.is_up()


async def test_a_monitor_that_hangs_while_it_starts_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody reads fills the pipe, and then holds the loop up."""
    monkeypatch.setattr(guard, "STARTING", timedelta(milliseconds=100))
    hangs = mock.Mock(**{"poll.return_value": False})
    await Guard(mock.Mock(), mock.Mock(), mock.Mock(), Options())._obey(hangs, lambda: True)
    hangs.send.assert_not_called()


def hang_until(condition: Callable[[], bool]) -> None:
    """Compute without giving the loop its turn."""
    while not condition():
        sum(range(1000))


async def test_a_simulation_as_fast_as_possible_has_nothing_to_watch(
    rig: Rig, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StillBody, "real_time", property(lambda _: False))
    async with rig.at_work(machine) as robot:
        assert robot.orchestrator.mode is not Mode.STOPPED
        assert rig.guards == []


async def test_the_end_of_the_robot_is_no_fault(rig: Rig, machine: Path) -> None:
    async with rig.at_work(machine):
        assert "monitor_silent" not in rig.held_by()
    assert rig.told == []
