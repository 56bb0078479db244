"""What else a day at home is full of: meals, work at a counter, dozing, turning in bed, a child who plays on the floor.

Like `daily_motions`, each goes on from the stance that it is given. Those that say so end in another one, which is
held until the next motion.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

import mujoco
import numpy as np

from carebot.core.home import Pose
from robot_adapters._simulation import motions
from robot_adapters._simulation.daily_motions import bent
from robot_adapters._simulation.motions import blend
from robot_adapters._simulation.readings import Posture
from robot_adapters._simulation.stances import Legs, Stance, angles

Motion = Callable[[Legs, Stance], Iterator[Stance]]

_BITES = 5
_STROKES = 6
_FLOOR_HIPS = 0.13
"""The hips of whoever sits on the floor, as a share of those of one who stands."""


def facing(yaw_rad: float) -> Motion:
    """Turn on the spot until she faces `yaw_rad`; ends so."""
    return lambda legs, start: motions.turn(legs, start, yaw_rad)


def eat(legs: Legs, start: Stance) -> Iterator[Stance]:
    """Seated, the right hand goes to the mouth some times."""
    del legs
    over_table = _gesture(start, {"arm_raise": 0.35, "elbow": 0.6})
    at_mouth = _gesture(start, {"left_arm_raise": 0.35, "left_elbow": 0.6, "right_arm_raise": 0.7, "right_elbow": 1.45})
    yield from blend(start, over_table, 0.8)
    for _ in range(_BITES):
        yield from blend(over_table, at_mouth, 1.0)
        yield from blend(at_mouth, at_mouth, 0.5)
        yield from blend(at_mouth, over_table, 1.0)
        yield from blend(over_table, over_table, 1.5)
    yield from blend(over_table, start, 0.8)


def work(legs: Legs, start: Stance) -> Iterator[Stance]:
    """Standing, both hands busy before her at the height of a counter."""
    del legs
    one = _gesture(start, {"left_arm_raise": 0.7, "left_elbow": 0.9, "right_arm_raise": 0.5, "right_elbow": 1.1})
    other = _gesture(start, {"left_arm_raise": 0.5, "left_elbow": 1.1, "right_arm_raise": 0.8, "right_elbow": 0.8})
    leaning = {"abdomen_bend": 0.12, "head_bend": 0.35}
    one, other = _gesture(one, leaning), _gesture(other, leaning)
    yield from blend(start, one, 1.0)
    for _ in range(_STROKES):
        yield from blend(one, other, 0.7)
        yield from blend(other, one, 0.7)
    yield from blend(one, start, 1.0)


def reach_up(legs: Legs, start: Stance) -> Iterator[Stance]:
    """Take something from a high shelf."""
    del legs
    up = _gesture(start, {"right_arm_raise": 2.3, "right_elbow": 0.2, "abdomen_bend": -0.1})
    yield from _there_and_back(start, up, there_s=1.1, held_s=1.2)


def shift(legs: Legs, start: Stance) -> Iterator[Stance]:
    """Seated, change over to another way to sit, look round, and settle again."""
    del legs
    aside = _gesture(start, {"abdomen_lean": 0.15, "abdomen_turn": 0.2, "head_turn": 0.5, "arm_raise": 0.35})
    aside = replace(aside, pelvis_m=start.pelvis_m + np.array([0.0, 0.0, 0.02]))
    yield from _there_and_back(start, aside, there_s=0.9, held_s=1.0)


def lean_ahead(legs: Legs, start: Stance) -> Iterator[Stance]:
    """Seated, lean over to the table before her and take something."""
    del legs
    yield from _there_and_back(start, bent(start, 0.35, back_m=0.0), there_s=1.1, held_s=0.8)


def nod_off(legs: Legs, start: Stance) -> Iterator[Stance]:
    """Seated, the head sinks as in sleep; ends so."""
    del legs
    yield from blend(start, _gesture(start, {"head_bend": 0.45, "chest_bend": 0.15, "abdomen_lean": 0.1}), 3.0)


def raise_head(legs: Legs, start: Stance) -> Iterator[Stance]:
    """Seated, wake from `nod_off`; ends upright."""
    del legs
    yield from blend(start, _gesture(start, {"head_bend": -0.45, "chest_bend": -0.15, "abdomen_lean": -0.1}), 1.5)


def turned_in_bed(roll_rad: float) -> Motion:
    """Lying, roll to her left by so much (negative: right), knees drawn up; ends so."""

    def motion(legs: Legs, start: Stance) -> Iterator[Stance]:
        del legs
        turn, roll = np.zeros(4), np.array([math.cos(roll_rad / 2), 0.0, 0.0, math.sin(roll_rad / 2)])
        mujoco.mju_mulQuat(turn, start.turn, roll)
        drawn = abs(roll_rad) / math.pi
        drawn_up = _gesture(start, {"thigh_raise": drawn, "knee": 1.4 * drawn, "arm_raise": drawn})
        yield from blend(start, replace(drawn_up, turn=turn), 2.5)

    return motion


def sit_on_floor(legs: Legs, start: Stance) -> Iterator[Stance]:
    """From standing by a squat down to the floor, legs ahead; ends so."""
    squatting, seated = _on_floor(legs, start)
    yield from blend(start, squatting, 1.2)
    yield from blend(squatting, seated, 0.9)


def play_on_floor(legs: Legs, start: Stance) -> Iterator[Stance]:
    """Sitting on the floor, bend ahead to something there and move it about."""
    del legs
    down = _gesture(start, {"abdomen_bend": 0.45, "chest_bend": 0.3, "arm_raise": 0.9})
    aside = _gesture(down, {"abdomen_turn": 0.3, "arm_raise": 0.25})
    yield from blend(start, down, 0.8)
    for _ in range(_STROKES):
        yield from blend(down, aside, 0.6)
        yield from blend(aside, down, 0.6)
    yield from blend(down, start, 0.8)


def get_up_from_floor(legs: Legs, start: Stance) -> Iterator[Stance]:
    """From `sit_on_floor` by a squat to standing; ends so."""
    standing = legs.standing(_here(start))
    squatting, seated = _on_floor(legs, standing)
    yield from blend(start, seated, 0.3)
    yield from blend(seated, squatting, 0.9)
    yield from blend(squatting, standing, 1.2)


def _on_floor(legs: Legs, standing: Stance) -> tuple[Stance, Stance]:
    """The squat on the way, and sitting with the legs ahead."""
    hips_m = 0.45 * legs.standing_m
    angles_rad = standing.angles_rad + angles({"abdomen_bend": 0.3, "arm_raise": 0.6})
    for side in ("left", "right"):
        legs.set_leg(angles_rad, side, 0.1 * legs.standing_m, hips_m - legs.sole_m)
    x_m, y_m = standing.pelvis_m[:2]
    squatting = replace(standing, pelvis_m=np.array([x_m, y_m, hips_m]), angles_rad=angles_rad)
    seated_rad = angles({"thigh_raise": 1.45, "knee": 0.25, "abdomen_bend": 0.25, "arm_raise": 0.5, "arm_spread": -0.4})
    floor = np.array([x_m, y_m, _FLOOR_HIPS * legs.standing_m])
    return squatting, replace(standing, posture=Posture.SITTING, pelvis_m=floor, angles_rad=seated_rad)


def _here(stance: Stance) -> Pose:
    return Pose(x_m=float(stance.pelvis_m[0]), y_m=float(stance.pelvis_m[1]), yaw_rad=stance.yaw_rad)


def _gesture(start: Stance, changes: dict[str, float]) -> Stance:
    return replace(start, angles_rad=start.angles_rad + angles(changes))


def _there_and_back(start: Stance, there: Stance, *, there_s: float, held_s: float) -> Iterator[Stance]:
    yield from blend(start, there, there_s)
    yield from blend(there, there, held_s)
    yield from blend(there, start, there_s)
