"""How the resident moves of her own will: each motion is a generator of one stance a control period.

A motion never looks at the physics: it goes on from the stance that it is given, so it is the same every time.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from carebot.core.home import Point, Pose
from robot_adapters._simulation.anatomy import SIDES
from robot_adapters._simulation.apartment import Berth, Seat
from robot_adapters._simulation.readings import Posture
from robot_adapters._simulation.stances import (
    LYING,
    SITTING_TRUNK,
    Legs,
    Stance,
    angles,
    blended,
    rotated,
    set_angle,
    supine_turn,
    upright_angles,
    yaw_turn,
)

PERIOD_S = 0.01
WALKING_SPEED_MPS = 0.6
"""A slow walk: below 0.8 m/s predicts falls (Studenski, JAMA 305, 2011)."""

STEP_M = 0.34
STANCE_SHARE = 0.62
STEP_HEIGHT_M = 0.03
HEEL_RISE_M = 0.06
TRAILING_M = 0.035
"""A foot leaves the floor farther behind the hips than it lands ahead of them, its heel raised first."""

TURNING_SPEED_RADPS = 1.3
SITTING_S = 2.2
DROPPING_S = 0.6
"""Who lets herself drop onto a seat takes little longer than the fall from that height."""
LYING_S = 4.0
HELPED_UP_S = 5.0
BUTTOCKS_M = 0.10
"""From the hip joints down to the seat, the radius of the pelvis's capsule; also from the spine to the mattress."""


def smooth(share: float) -> float:
    """A rise from 0 to 1 that starts and ends at rest."""
    return share * share * (3.0 - 2.0 * share)


def shares(duration_s: float) -> Iterator[float]:
    """The smoothed share of `duration_s` that has passed, once a period, ending with 1."""
    count = max(round(duration_s / PERIOD_S), 1)
    for index in range(1, count + 1):
        yield smooth(index / count)


def blend(start: Stance, end: Stance, duration_s: float) -> Iterator[Stance]:
    """From one stance straight to another."""
    for share in shares(duration_s):
        yield blended(start, end, share)


def walk(legs: Legs, start: Stance, path: Sequence[Point]) -> Iterator[Stance]:
    """From standing along `path`, feet planted while they carry her; ends standing at its last point."""
    stance = start
    position = start.pelvis_m[:2].copy()
    yaw_rad = start.yaw_rad
    walked_m = speed_mps = 0.0
    remaining = list(path)
    while remaining:
        goal = np.array([remaining[0].x_m, remaining[0].y_m])
        distance_m = float(np.hypot(*(goal - position)))
        if distance_m < (0.15 if len(remaining) > 1 else 0.01):
            remaining.pop(0)
            continue
        error_rad = math.remainder(math.atan2(*(goal - position)[::-1]) - yaw_rad, math.tau)
        yaw_rad += float(np.clip(error_rad, -TURNING_SPEED_RADPS * PERIOD_S, TURNING_SPEED_RADPS * PERIOD_S))
        arriving_mps = 1.5 * distance_m + 0.03 if len(remaining) == 1 else WALKING_SPEED_MPS
        wanted_mps = min(WALKING_SPEED_MPS, arriving_mps) * max(math.cos(error_rad), 0.0) ** 3
        speed_mps += float(np.clip(wanted_mps - speed_mps, -0.012, 0.008))
        towards = np.array([math.cos(yaw_rad), math.sin(yaw_rad)])
        position = position + speed_mps * PERIOD_S * (towards if distance_m > 0.1 else (goal - position) / distance_m)
        turning = min(abs(error_rad), 1.0)
        walked_m += (speed_mps + 0.2 * turning) * PERIOD_S
        stance = _striding(legs, position, yaw_rad, walked_m, min(speed_mps / 0.3 + 0.3 * turning, 1.0))
        yield stance
    yield from blend(stance, legs.standing(_pose(position, yaw_rad)), 0.4)


def turn(legs: Legs, start: Stance, yaw_rad: float) -> Iterator[Stance]:
    """On the spot, with small steps, until she faces `yaw_rad`."""
    difference = math.remainder(yaw_rad - start.yaw_rad, math.tau)
    if abs(difference) < 0.02:
        return
    first_yaw = start.yaw_rad
    for share in shares(abs(difference) / TURNING_SPEED_RADPS + 0.4):
        stepping = math.sin(math.pi * share)
        yield _striding(
            legs, start.pelvis_m[:2], first_yaw + share * difference, abs(share * difference) * 0.25, 0.4 * stepping
        )
    yield legs.standing(_pose(start.pelvis_m[:2], yaw_rad))


def spot_before(legs: Legs, seat: Seat) -> Pose:
    """Where she stands to sit down: her feet where they will be when she sits with upright shins."""
    ahead_m = math.sqrt(max(legs.thigh_m**2 - _hip_over_knee_m(legs, seat.height_m) ** 2, 0.0))
    cos, sin = math.cos(seat.pose.yaw_rad), math.sin(seat.pose.yaw_rad)
    return Pose(x_m=seat.pose.x_m + ahead_m * cos, y_m=seat.pose.y_m + ahead_m * sin, yaw_rad=seat.pose.yaw_rad)


def sit_down(legs: Legs, seat: Seat, duration_s: float = SITTING_S) -> Iterator[Stance]:
    """From standing at `spot_before` onto the seat; the feet stay where they are, the trunk leans ahead."""
    for share in shares(duration_s):
        yield _sinking(legs, seat, share)


def stand_up(legs: Legs, seat: Seat) -> Iterator[Stance]:
    """From the seat to standing before it, the way she sat down."""
    for share in shares(SITTING_S):
        yield _sinking(legs, seat, 1.0 - share)
    yield legs.standing(spot_before(legs, seat))


def lie_down(start: Stance, berth: Berth) -> Iterator[Stance]:
    """From sitting on the edge to lying on her back."""
    yield from blend(start, lying(berth), LYING_S)


def sit_up(legs: Legs, start: Stance, seat: Seat) -> Iterator[Stance]:
    """From lying to sitting on the edge."""
    yield from blend(start, _sinking(legs, seat, 1.0), LYING_S)


def lying(berth: Berth) -> Stance:
    """On her back on the mattress."""
    pelvis = np.array([berth.pose.x_m, berth.pose.y_m, berth.height_m + BUTTOCKS_M])
    turned = supine_turn(berth.pose.yaw_rad)
    return Stance(posture=Posture.LYING, pelvis_m=pelvis, turn=turned, angles_rad=angles(LYING))


def roll_to_edge(start: Stance, sideways_m: float) -> Iterator[Stance]:
    """Lying, she shifts to her left (negative: right) until her middle lies over the edge."""
    aside = rotated(start.turn, (0.0, sideways_m, 0.0))
    yield from blend(start, replace(start, pelvis_m=start.pelvis_m + aside), 1.5)


def slide_off(start: Stance) -> Iterator[Stance]:
    """Sitting, she slips ahead over the edge of the seat, her trunk falling forwards."""
    ahead = rotated(start.turn, (0.28, 0.0, -0.06))
    slipped = start.angles_rad + angles({"abdomen_bend": 0.3, "chest_bend": 0.2})
    yield from blend(start, replace(start, pelvis_m=start.pelvis_m + ahead, angles_rad=slipped), 1.0)


def _hip_over_knee_m(legs: Legs, seat_height_m: float) -> float:
    """How far her hips are above her knees when she sits with both feet on the floor and upright shins."""
    height_m = seat_height_m + BUTTOCKS_M - legs.sole_m - legs.shin_m
    return min(max(height_m, 0.0), 0.98 * legs.thigh_m)


def _sinking(legs: Legs, seat: Seat, share: float) -> Stance:
    """A `share` of the way from standing before the seat to sitting on it."""
    standing = legs.standing(spot_before(legs, seat))
    seated = np.array([seat.pose.x_m, seat.pose.y_m, seat.height_m + BUTTOCKS_M])
    pelvis = standing.pelvis_m + share * (seated - standing.pelvis_m)
    result = (1.0 - share) * standing.angles_rad + share * angles(SITTING_TRUNK)
    lean_rad = 0.35 * math.sin(math.pi * share)
    set_angle(result, "abdomen_bend", lean_rad)
    set_angle(result, "left_arm_raise", share * SITTING_TRUNK["arm_raise"] + lean_rad)
    set_angle(result, "right_arm_raise", share * SITTING_TRUNK["arm_raise"] + lean_rad)
    ahead_m = float(np.hypot(*(standing.pelvis_m - pelvis)[:2]))
    for side in SIDES:
        legs.set_leg(result, side, ahead_m, float(pelvis[2]) - legs.sole_m)
    posture = Posture.SITTING if share >= 1.0 else Posture.MOVING
    return Stance(posture=posture, pelvis_m=pelvis, turn=yaw_turn(seat.pose.yaw_rad), angles_rad=result)


def _striding(legs: Legs, position: NDArray[np.float64], yaw_rad: float, walked_m: float, vigour: float) -> Stance:
    """In the middle of a step, `walked_m` into the walk; `vigour` 0 stands still, 1 takes full steps."""
    result = upright_angles()
    phases = {side: (walked_m / (2 * STEP_M) + offset) % 1.0 for side, offset in zip(SIDES, (0.0, 0.5), strict=True)}
    feet = {side: tuple(vigour * part for part in _footfall(phase)) for side, phase in phases.items()}
    hips_m = min(legs.standing_m, *(legs.hips_over(ahead_m) + lifted_m for ahead_m, lifted_m in feet.values()))
    for side, (ahead_m, lifted_m) in feet.items():
        legs.set_leg(result, side, ahead_m, hips_m - legs.sole_m - lifted_m)
        set_angle(result, f"{side}_arm_raise", -0.9 * ahead_m)
        set_angle(result, f"{side}_elbow", -0.35 + 0.2 * vigour)
    pelvis = np.array([position[0], position[1], hips_m])
    posture = Posture.WALKING if vigour > 0.0 else Posture.STANDING
    return Stance(posture=posture, pelvis_m=pelvis, turn=yaw_turn(yaw_rad), angles_rad=result)


def _footfall(phase: float) -> tuple[float, float]:
    """How far an ankle is ahead of its hip and lifted at a phase of the stride: carried back, then swung ahead."""
    half_m = STANCE_SHARE * STEP_M
    if phase < STANCE_SHARE:
        share = phase / STANCE_SHARE
        return half_m * (1.0 - 2.0 * share) - TRAILING_M, HEEL_RISE_M * max(share - 0.6, 0.0) / 0.4
    share = (phase - STANCE_SHARE) / (1.0 - STANCE_SHARE)
    lifted_m = HEEL_RISE_M * (1.0 - share) + STEP_HEIGHT_M * math.sin(math.pi * share)
    return half_m * (2.0 * smooth(share) - 1.0) - TRAILING_M, lifted_m


def _pose(position: NDArray[np.float64], yaw_rad: float) -> Pose:
    return Pose(x_m=float(position[0]), y_m=float(position[1]), yaw_rad=yaw_rad)
