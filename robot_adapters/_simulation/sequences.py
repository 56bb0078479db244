"""Movements of the arm that are ticked, and the steps that they are made of.

A sequence commands joints, but only asks for the base to move: whoever ticks it drives the base as far as that is
allowed, and steps the world in between.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from carebot.core.home import Pose
from carebot.core.language import Text
from robot_adapters._simulation.readings import RobotReading
from robot_adapters._simulation.world import SimulatedWorld

TICK_S = 0.05
"""Sequences expect to be ticked this often."""

CONTACT_LIMIT_N = 30.0
"""Arm and base stop moving when anything presses harder: a quarter of what a forearm bears (ISO/TS 15066)."""

_TOLERANCES = {"lift_m": 0.008, "arm_m": 0.008, "wrist_yaw_rad": 0.05, "gripper_rad": 0.03}
_PATIENCE_S = 12.0
"""Longer than any joint needs for its whole range."""


class Status(StrEnum):
    """Where a sequence is."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One tick of a sequence: what it is doing, and how it wants the base to move until the next tick."""

    stage: str
    linear_mps: float = 0.0
    angular_radps: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The state of a sequence: what it is doing or why it failed, and how it wants the base to move."""

    status: Status
    stage: str
    reason: Text | None = None
    linear_mps: float = 0.0
    angular_radps: float = 0.0


class SequenceFailedError(Exception):
    """Ends a sequence: the reason is for the resident and the carer."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Sequence:
    """Runs the steps of a generator, one a tick."""

    def __init__(self, world: SimulatedWorld, steps: Iterator[Step]) -> None:
        self._world = world
        self._steps = steps
        self._progress = Progress(status=Status.RUNNING, stage="")

    def tick(self) -> Progress:
        """Do the next step. Once done or failed it stays so, and the base is to stand still."""
        if self._progress.status is not Status.RUNNING:
            return self._progress
        try:
            step = next(self._steps)
            self._progress = Progress(
                status=Status.RUNNING,
                stage=step.stage,
                linear_mps=step.linear_mps,
                angular_radps=step.angular_radps,
            )
        except StopIteration:
            self._end(Status.DONE, None)
        except SequenceFailedError as error:
            self._end(Status.FAILED, error.reason)
        return self._progress

    def cancel(self) -> None:
        """Stop at once: joints held where they are, fingers unchanged. May be called at any time."""
        self._world.hold_joints()
        if self._progress.status is Status.RUNNING:
            self._end(Status.FAILED, Text(zh="动作已取消。", en="The movement was cancelled."))

    def _end(self, status: Status, reason: Text | None) -> None:
        self._progress = Progress(status=status, stage=self._progress.stage, reason=reason)


def move(
    world: SimulatedWorld,
    stage: str,
    *,
    lift_m: float | None = None,
    arm_m: float | None = None,
    wrist_yaw_rad: float | None = None,
) -> Iterator[Step]:
    """Move joints until they are where they were sent. Raises SequenceFailedError when something is in the way."""
    given = {"lift_m": lift_m, "arm_m": arm_m, "wrist_yaw_rad": wrist_yaw_rad}
    wanted = {name: value for name, value in given.items() if value is not None}
    world.command_joints(**wanted)
    for _ in range(round(_PATIENCE_S / TICK_S)):
        yield Step(stage=stage)
        reading = world.robot()
        _check_contacts(reading)
        reached = {"lift_m": reading.lift_m, "arm_m": reading.arm_m, "wrist_yaw_rad": reading.wrist_yaw_rad}
        if all(abs(reached[name] - value) < _TOLERANCES[name] for name, value in wanted.items()):
            return
    raise SequenceFailedError(Text(zh="机械臂动不了，好像被挡住了。", en="The arm is stuck; something is in its way."))


def grip(world: SimulatedWorld, stage: str, gripper_rad: float) -> Iterator[Step]:
    """Move the fingers until they are there or press against something."""
    world.command_joints(gripper_rad=gripper_rad)
    before = math.inf
    for _ in range(round(_PATIENCE_S / TICK_S)):
        yield Step(stage=stage)
        now = world.robot().gripper_rad
        if abs(now - before) < 0.001:
            return
        before = now


def wait(stage: str, duration_s: float) -> Iterator[Step]:
    """Let things settle."""
    for _ in range(round(duration_s / TICK_S)):
        yield Step(stage=stage)


def drive_beside(world: SimulatedWorld, stage: str, target_m: NDArray[np.float64]) -> Iterator[Step]:
    """Roll ahead or back, slowly, until the fingers are abreast of `target_m`, within 3 mm."""
    for _ in range(round(_PATIENCE_S / TICK_S)):
        reading = world.robot()
        _check_contacts(reading)
        error_m = in_base(reading.pose, target_m - world.grasp_centre_m())[0]
        if abs(error_m) < 0.003:
            yield from wait(stage, 0.3)
            return
        yield Step(stage=stage, linear_mps=float(np.clip(1.2 * error_m, -0.08, 0.08)))
    raise SequenceFailedError(Text(zh="我对不准物品的位置。", en="The base cannot get beside the object."))


def turn_to(world: SimulatedWorld, stage: str, yaw_rad: float) -> Iterator[Step]:
    """Turn on the spot to a heading, within 2 degrees."""
    for _ in range(round(_PATIENCE_S / TICK_S)):
        reading = world.robot()
        _check_contacts(reading)
        error_rad = math.remainder(yaw_rad - reading.pose.yaw_rad, math.tau)
        if abs(error_rad) < math.radians(2.0):
            yield from wait(stage, 0.3)
            return
        yield Step(stage=stage, angular_radps=float(np.clip(1.5 * error_rad, -0.5, 0.5)))
    raise SequenceFailedError(Text(zh="我转不过身来。", en="The base cannot turn."))


def in_base(pose: Pose, vector: NDArray[np.float64]) -> tuple[float, float]:
    """The (x ahead, y to the left) parts, seen from the robot at `pose`, of a vector (x, y, ...) in the map."""
    cos, sin = math.cos(pose.yaw_rad), math.sin(pose.yaw_rad)
    return float(cos * vector[0] + sin * vector[1]), float(cos * vector[1] - sin * vector[0])


def _check_contacts(reading: RobotReading) -> None:
    hard = next((contact for contact in reading.contacts if contact.force_n > CONTACT_LIMIT_N), None)
    if hard is not None:
        raise SequenceFailedError(
            Text(zh="我碰到了东西，停下来了。", en=f"The {hard.part} pressed against {hard.other} and stopped.")
        )
