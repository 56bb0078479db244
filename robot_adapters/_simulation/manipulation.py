"""What the arm can do: pick up, stow for driving, put down, and hand over. Objects are held by friction alone.

Where an object is comes from the simulation's truth, in the place of a detector that this body does not have.
"""

import math
from collections.abc import Generator, Iterator

import numpy as np
from numpy.typing import NDArray

from carebot.core.home import Point
from carebot.core.language import Text
from robot_adapters._simulation.sequences import (
    TICK_S,
    Sequence,
    SequenceFailedError,
    Step,
    drive_beside,
    grip,
    in_base,
    move,
    turn_to,
    wait,
)
from robot_adapters._simulation.world import SimulatedWorld

OPEN_RAD = 0.40
CLOSED_RAD = -0.3
FOLDED_WRIST_RAD = 2.6
"""Gripper over the base, inside the robot's outline: for driving with an empty hand."""

CARRYING_WRIST_RAD = math.pi / 2
"""Gripper ahead of the base, no wider than the robot: for driving with something in it."""

CARRYING_LIFT_M = 0.75
FOLDED_LIFT_M = 0.25
LONGEST_ARM_M = 0.50
GRASP_SHORT_M = 0.008
"""Fingertips close around a point a little before the object's middle, or they push it away."""

CLEARANCE_M = 0.12
HOLDING_FORCE_N = 1.0
"""Least force on each fingertip that counts as holding."""

OFFER_DISTANCE_M = 0.38
"""How near to the middle of her body an object is held out: in reach of a hand, out of her face."""

OFFER_PATIENCE_S = 30.0
OFFER_FORCE_N = 15.0
"""The arm extends no further against this, half of what a frail person may be pressed with (32 N)."""

TUG_N = 2.0


def pick(world: SimulatedWorld, object_id: str) -> Sequence:
    """Take an object that stands to the robot's right, from a pose beside it, and hold it ready for driving."""
    return Sequence(world, _picking(world, object_id))


def stow(world: SimulatedWorld) -> Sequence:
    """Bring the arm in for driving, with or without something in the gripper."""
    return Sequence(world, _stowing(world))


def place(world: SimulatedWorld, x_m: float, y_m: float, surface_m: float) -> Sequence:
    """Put what is held on a surface to the robot's right, at (x, y) and this height, and fold the arm."""
    return Sequence(world, _placing(world, np.array([x_m, y_m, surface_m])))


def offer(world: SimulatedWorld, person: Point, height_m: float) -> Sequence:
    """Hold out what is held towards `person` at a height, let go when it is drawn away, and fold the arm.

    Fails, still holding it, when nobody takes it.
    """
    return Sequence(world, _offering(world, person, height_m))


def _picking(world: SimulatedWorld, object_id: str) -> Iterator[Step]:
    target = world.object_position_m(object_id)
    if world.held_object() is not None:
        raise SequenceFailedError(Text(zh="我手里已经有东西了。", en="The gripper already holds something."))
    _check_reach(world, target)
    yield from _reach_out(world, target[2] + CLEARANCE_M)
    yield from grip(world, "opening", OPEN_RAD)
    yield from drive_beside(world, "aligning", target)
    yield from move(world, "lowering", lift_m=_lift_for(world, target[2]))
    yield from move(world, "reaching", arm_m=_arm_for(world, target) - GRASP_SHORT_M)
    yield from grip(world, "grasping", CLOSED_RAD)
    yield from wait("grasping", 0.4)
    if world.held_object() != object_id or world.robot().gripper_force_n < HOLDING_FORCE_N:
        yield from _give_up_grasp(world)
        raise SequenceFailedError(Text(zh="我没有抓住它。", en="The gripper did not get hold of it."))
    yield from move(world, "lifting", lift_m=world.robot().lift_m + CLEARANCE_M)
    yield from _stowing(world)
    if world.held_object() != object_id:
        raise SequenceFailedError(Text(zh="它从我手里滑掉了。", en="It slipped out of the gripper."))


def _give_up_grasp(world: SimulatedWorld) -> Iterator[Step]:
    yield from grip(world, "letting go", OPEN_RAD)
    yield from move(world, "letting go", arm_m=0.0)


def _stowing(world: SimulatedWorld) -> Iterator[Step]:
    yield from move(world, "stowing", arm_m=0.0)
    if world.held_object() is not None:
        yield from move(world, "stowing", wrist_yaw_rad=CARRYING_WRIST_RAD)
        yield from move(world, "stowing", lift_m=CARRYING_LIFT_M)
        return
    yield from grip(world, "stowing", 0.0)
    yield from move(world, "stowing", wrist_yaw_rad=FOLDED_WRIST_RAD)
    yield from move(world, "stowing", lift_m=FOLDED_LIFT_M)


def _placing(world: SimulatedWorld, spot: NDArray[np.float64]) -> Iterator[Step]:
    held = _held(world)
    _check_reach(world, spot)
    bottom_m = world.grasp_centre_m()[2] - world.object_position_m(held)[2] + world.object_height_m(held) / 2
    yield from _reach_out(world, spot[2] + bottom_m + CLEARANCE_M / 2)
    yield from drive_beside(world, "aligning", spot)
    yield from move(world, "reaching", arm_m=_arm_for(world, spot))
    yield from _lower_onto(world, _lift_for(world, spot[2] + bottom_m))
    yield from grip(world, "letting go", OPEN_RAD)
    yield from wait("letting go", 0.3)
    yield from _stowing(world)


def _lower_onto(world: SimulatedWorld, lift_m: float) -> Iterator[Step]:
    """Lower until the surface takes the object's weight off the lift, at most 2 cm below where it should be."""
    carried_n = world.robot().lift_force_n
    target = world.robot().lift_m
    while target > lift_m - 0.02:
        target -= 0.06 * TICK_S
        world.command_joints(lift_m=target)
        yield Step(stage="lowering")
        if target < lift_m + 0.015 and world.robot().lift_force_n < carried_n - 1.0:
            return


def _offering(world: SimulatedWorld, person: Point, height_m: float) -> Iterator[Step]:
    held = _held(world)
    pose = world.robot().pose
    towards_rad = math.atan2(person.y_m - pose.y_m, person.x_m - pose.x_m)
    yield from turn_to(world, "turning", towards_rad + math.pi / 2)
    yield from _reach_out(world, height_m)
    yield from _extend_towards(world, held, person)
    yield from wait("offering", 0.5)
    taken = yield from _feel_for_tug(world)
    if not taken:
        yield from _stowing(world)
        raise SequenceFailedError(Text(zh="没有人接，我先拿着。", en="Nobody took it; the robot keeps it."))
    yield from grip(world, "letting go", OPEN_RAD)
    yield from wait("letting go", 0.8)
    yield from _stowing(world)


def _extend_towards(world: SimulatedWorld, held: str, person: Point) -> Iterator[Step]:
    """Extend until the object is near enough, the arm is at its end, or something resists."""
    middle = np.array([person.x_m, person.y_m])
    free_n = world.robot().arm_force_n
    arm_m = world.robot().arm_m
    while arm_m < LONGEST_ARM_M:
        if float(np.linalg.norm(world.object_position_m(held)[:2] - middle)) < OFFER_DISTANCE_M:
            return
        if abs(world.robot().arm_force_n - free_n) > OFFER_FORCE_N:
            world.command_joints(arm_m=world.robot().arm_m - 0.02)
            return
        arm_m += 0.08 * TICK_S
        world.command_joints(arm_m=arm_m)
        yield Step(stage="extending")


def _feel_for_tug(world: SimulatedWorld) -> Generator[Step, None, bool]:
    """Wait until the object is drawn at, felt as a change of the arm's and lift's forces that lasts three ticks."""
    still = world.robot()
    felt = 0
    for _ in range(round(OFFER_PATIENCE_S / TICK_S)):
        yield Step(stage="offering")
        now = world.robot()
        change_n = math.hypot(now.arm_force_n - still.arm_force_n, now.lift_force_n - still.lift_force_n)
        felt = felt + 1 if change_n > TUG_N else 0
        if felt >= 3:
            return True
    return False


def _reach_out(world: SimulatedWorld, height_m: float) -> Iterator[Step]:
    """Arm in, fingertips at a height, gripper pointing to the robot's right."""
    yield from move(world, "raising", arm_m=0.0, lift_m=_lift_for(world, height_m))
    yield from move(world, "swinging out", wrist_yaw_rad=0.0)


def _held(world: SimulatedWorld) -> str:
    held = world.held_object()
    if held is None:
        raise SequenceFailedError(Text(zh="我手里没有东西。", en="The gripper holds nothing."))
    return held


def _lift_for(world: SimulatedWorld, height_m: float) -> float:
    """The lift's position that brings the fingertips to a height."""
    return float(world.robot().lift_m + height_m - world.grasp_centre_m()[2])


def _arm_for(world: SimulatedWorld, target_m: NDArray[np.float64]) -> float:
    """The arm's extension that brings the fingertips abreast of `target_m`."""
    reading = world.robot()
    return reading.arm_m - in_base(reading.pose, target_m - world.grasp_centre_m())[1]


def _check_reach(world: SimulatedWorld, target_m: NDArray[np.float64]) -> None:
    """Raises SequenceFailedError unless the spot is to the right of the robot, in the arm's reach."""
    pose = world.robot().pose
    ahead_m, left_m = in_base(pose, target_m[:2] - (pose.x_m, pose.y_m))
    if not (-0.95 < left_m < -0.50 and abs(ahead_m) < 0.30):
        raise SequenceFailedError(Text(zh="它不在我手边。", en="It is not within the arm's reach from here."))
