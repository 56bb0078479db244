"""A base that does as it was last told for ever, and a program that drives it: what a running monitor is there for.

The base knows no lease and no time-out; only a velocity of zero or the stop line ends its motion. It stands for motors
behind their own controller, in a process of its own.
"""

import asyncio
import multiprocessing
import os
import time
from contextlib import suppress
from ctypes import c_bool, c_double
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from typing import Any, ClassVar, Final

from carebot.clocks import SystemClock
from carebot.core.actions import Action, MoveTo
from carebot.core.body import STANDSTILL_MPS, Ability, BodyState, Health, Manifest
from carebot.core.home import Pose
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from carebot.core.permits import PermitLedger
from carebot.core.verdicts import Permit
from robot_adapters.base import RobotAdapter, Wiring
from safety.monitor import Order
from safety.vitals import Vitals

SPEED_MPS: Final = 0.3
BRAKING_MPS2: Final = 4.0
"""How fast the wheels follow: from 0.3 m/s to rest in 75 ms."""

_STEP_S: Final = 0.002
_NICENESS: Final = -10
_CONTROL: Final = timedelta(milliseconds=50)
_BEAT: Final = timedelta(milliseconds=40)
_NAME: Final = Text(zh="测量用的底盘", en="the base to measure with")


class Wheels:
    """What the base measures: its speed, and since when it has stood still (on the machine's monotonic clock)."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.speed_mps = context.RawValue(c_double, 0.0)
        self.standing_since_s = context.RawValue(c_double, 0.0)
        self.turning = context.RawValue(c_bool, False)

    def step(self, target_mps: float, now_s: float) -> None:
        """Follow `target_mps` for one step."""
        change = max(-BRAKING_MPS2 * _STEP_S, min(BRAKING_MPS2 * _STEP_S, target_mps - self.speed_mps.value))
        self.speed_mps.value += change
        turning = abs(self.speed_mps.value) > STANDSTILL_MPS
        if self.turning.value and not turning:
            self.standing_since_s.value = now_s
        self.turning.value = turning


def turn_wheels(commands: "Connection[None, float]", held: Any, wheels: Wheels, ended: Event) -> None:
    """The base's process: follow the latest command, unless the stop line (`held`) is up."""
    with suppress(OSError):
        os.nice(_NICENESS)
    target_mps = 0.0
    while not ended.is_set():
        with suppress(EOFError, OSError):
            while commands.poll():
                target_mps = commands.recv()
        wheels.step(0.0 if held.is_up() else target_mps, time.monotonic())
        time.sleep(_STEP_S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """What the driving program holds: the line to the base, what the base measures, and the pipe to the monitor."""

    commands: "Connection[float, None]"
    wheels: Wheels
    monitor: "Connection[Vitals, Order]"


class BareBase(RobotAdapter):
    """Drives the base straight on, as a body of carebot: by permit, within bounds, on a lease of its own program."""

    manifest: ClassVar[Manifest] = Manifest(
        name=_NAME,
        abilities=frozenset({Ability.DRIVE}),
        max_speed_mps=SPEED_MPS,
        max_payload_kg=0.0,
        max_reach_height_m=0.0,
        radius_m=0.2,
        reaction_s=0.1,
        braking_mps2=BRAKING_MPS2,
        tested_on_hardware=False,
    )

    def __init__(self, wiring: Wiring, lines: Lines) -> None:
        super().__init__(wiring)
        self._lines = lines

    def state(self) -> BodyState:
        """What the wheels measure."""
        return BodyState(
            at=self._clock.now(),
            pose=Pose(x_m=0.0, y_m=0.0, yaw_rad=0.0),
            linear_mps=self._lines.wheels.speed_mps.value,
            angular_radps=0.0,
            health=Health.OK,
            emergency_stop=False,
            battery=1.0,
        )

    async def _connect(self) -> None:
        pass

    async def _disconnect(self) -> None:
        pass

    async def _perform(self, action: Action) -> Outcome:
        while isinstance(action, MoveTo):
            self._drive(SPEED_MPS, 0.0)
            await self._clock.sleep(_CONTROL)
        return Outcome(result=Result.UNSUPPORTED)

    def _command_velocity(self, linear_mps: float, angular_radps: float) -> None:
        del angular_radps  # the base goes straight on
        self._lines.commands.send(linear_mps)

    def _halt(self) -> None:
        self._lines.commands.send(0.0)


def drive(lines: Lines, permit: Permit, key: bytes) -> None:
    """The driving program: do what `permit` permits, and tell the monitor how the body is."""
    asyncio.run(_drive(lines, permit, key))


async def _drive(lines: Lines, permit: Permit, key: bytes) -> None:
    clock = SystemClock()
    body = BareBase(Wiring(ledger=PermitLedger(key), clock=clock, fault=lambda _: None), lines)
    await body.connect()
    moving = asyncio.create_task(body.execute(permit))
    while not moving.done():
        lines.monitor.send(Vitals(body=body.state(), body_age=timedelta(), people_age=timedelta()))
        while lines.monitor.poll():
            lines.monitor.recv()
        await clock.sleep(_BEAT)
