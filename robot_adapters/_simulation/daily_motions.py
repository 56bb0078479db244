"""What a day is full of and looks like a fall for a moment: stooping, squatting, tying a shoe, exercising.

Each motion goes on from the stance that it is given and comes back to it.
"""

import math
from collections.abc import Iterator
from dataclasses import replace

import mujoco
import numpy as np

from robot_adapters._simulation.anatomy import SIDES
from robot_adapters._simulation.motions import blend
from robot_adapters._simulation.stances import Legs, Stance, angles

STOOP_RAD = 0.95
_BACK_M = 0.16
"""So far the hips go back when the trunk goes ahead, or she would topple."""
_SQUATTING_HIPS_M = 0.36
_SWINGS = 3


def stoop(legs: Legs, start: Stance) -> Iterator[Stance]:
    """Bend down with all but straight legs to pick something up from the floor."""
    del legs
    yield from _there_and_back(start, bent(start, STOOP_RAD, back_m=_BACK_M), down_s=1.1, held_s=0.9)


def tie_shoe(legs: Legs, start: Stance) -> Iterator[Stance]:
    """Seated, bend over the knees down to the feet, for some seconds."""
    del legs
    yield from _there_and_back(start, bent(start, 0.55, back_m=0.0), down_s=1.2, held_s=4.0)


def squat(legs: Legs, start: Stance) -> Iterator[Stance]:
    """Go down on bent knees to look into a low drawer."""
    result = start.angles_rad + angles({"abdomen_bend": 0.35, "arm_raise": 0.9})
    below_m = _SQUATTING_HIPS_M - legs.sole_m
    for side in SIDES:
        legs.set_leg(result, side, 0.12, below_m)
    pelvis = np.array([*start.pelvis_m[:2], _SQUATTING_HIPS_M])
    yield from _there_and_back(start, replace(start, pelvis_m=pelvis, angles_rad=result), down_s=1.3, held_s=1.2)


def exercise(legs: Legs, start: Stance) -> Iterator[Stance]:
    """Swing the arms up and down, and bend the knees with it."""
    low = start.angles_rad + angles({"arm_raise": -0.3, "abdomen_bend": 0.2})
    hips_m = 0.86 * legs.standing_m
    for side in SIDES:
        legs.set_leg(low, side, 0.03, hips_m - legs.sole_m)
    crouched = replace(start, pelvis_m=np.array([*start.pelvis_m[:2], hips_m]), angles_rad=low)
    raised = replace(start, angles_rad=start.angles_rad + angles({"arm_raise": 2.4}))
    for _ in range(_SWINGS):
        yield from blend(start, raised, 0.8)
        yield from blend(raised, crouched, 0.6)
        yield from blend(crouched, start, 0.5)


def bent(start: Stance, pitch_rad: float, back_m: float) -> Stance:
    """The trunk pitched ahead about the hips by `pitch_rad` and bent in itself, the legs where they were."""
    turn, pitch = np.zeros(4), np.array([math.cos(pitch_rad / 2), 0.0, math.sin(pitch_rad / 2), 0.0])
    mujoco.mju_mulQuat(turn, start.turn, pitch)
    gesture = {"thigh_raise": pitch_rad, "abdomen_bend": 0.4, "chest_bend": 0.35, "arm_raise": pitch_rad + 0.5}
    back = np.array([-back_m * math.cos(start.yaw_rad), -back_m * math.sin(start.yaw_rad), 0.0])
    return replace(start, pelvis_m=start.pelvis_m + back, turn=turn, angles_rad=start.angles_rad + angles(gesture))


def _there_and_back(start: Stance, low: Stance, *, down_s: float, held_s: float) -> Iterator[Stance]:
    """Down, a while there, and up again."""
    yield from blend(start, low, down_s)
    yield from blend(low, low, held_s)
    yield from blend(low, start, down_s)
