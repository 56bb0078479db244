"""Her motions, checked on the leg's own geometry: no physics, no picture."""

import math
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import pytest

from carebot.core.home import Point, Pose
from robot_adapters._simulation import motions
from robot_adapters._simulation.anatomy import SIDES
from robot_adapters._simulation.apartment import Berth, Seat
from robot_adapters._simulation.readings import Posture
from robot_adapters._simulation.stances import HINGES, Legs, Stance, blended, rotated, supine_turn, yaw_turn

pytestmark = pytest.mark.slow

LEGS = Legs(thigh_m=0.355, shin_m=0.365, sole_m=0.076, thigh_rest_rad=0.0735, shin_rest_rad=-0.064)
START = LEGS.standing(Pose(x_m=1.0, y_m=2.0, yaw_rad=0.4))
SEAT = Seat(piece="sofa", pose=Pose(x_m=1.65, y_m=8.05, yaw_rad=-math.pi / 2), height_m=0.45)


def angle(stance: Stance, name: str) -> float:
    return float(stance.angles_rad[HINGES.index(name)])


def ankle_m(stance: Stance, side: str) -> tuple[float, float, float]:
    """Where an ankle is in the map, from the hinges' angles alone; and the pitch of the foot."""
    thigh = angle(stance, f"{side}_thigh_raise") + LEGS.thigh_rest_rad
    shin = thigh - angle(stance, f"{side}_knee") - (LEGS.thigh_rest_rad - LEGS.shin_rest_rad)
    ahead = LEGS.thigh_m * math.sin(thigh) + LEGS.shin_m * math.sin(shin)
    below = LEGS.thigh_m * math.cos(thigh) + LEGS.shin_m * math.cos(shin)
    towards = rotated(stance.turn, (1.0, 0.0, 0.0))
    x_m, y_m = stance.pelvis_m[:2] + ahead * towards[:2]
    return float(x_m), float(y_m), float(stance.pelvis_m[2]) - below


def foot_pitch_rad(stance: Stance, side: str) -> float:
    raised, bent, stretched = (angle(stance, f"{side}_{name}") for name in ("thigh_raise", "knee", "ankle"))
    return -raised + bent + stretched


def last(stances: Iterable[Stance]) -> Stance:
    *_, final = stances
    return final


@pytest.mark.parametrize(("ahead_m", "below_m"), [(0.0, 0.68), (0.2, 0.65), (-0.25, 0.6), (0.33, 0.38), (0.0, 0.4)])
def test_a_leg_reaches_the_spot_it_is_given(ahead_m: float, below_m: float) -> None:
    angles = START.angles_rad.copy()
    LEGS.set_leg(angles, "left", ahead_m, below_m)
    here = Stance(posture=Posture.STANDING, pelvis_m=np.array([0.0, 0.0, 1.0]), turn=yaw_turn(0.0), angles_rad=angles)
    x_m, _, z_m = ankle_m(here, "left")
    assert x_m == pytest.approx(ahead_m, abs=1e-6)
    assert z_m == pytest.approx(1.0 - below_m, abs=1e-6)
    assert foot_pitch_rad(here, "left") == pytest.approx(0.0, abs=1e-9)


def test_a_leg_out_of_reach_is_stretched_towards_the_spot() -> None:
    angles = START.angles_rad.copy()
    LEGS.set_leg(angles, "right", 0.5, 0.9)
    assert np.isfinite(angles).all()
    assert angles[HINGES.index("right_knee")] < 0.1


def test_standing_feet_are_on_the_floor() -> None:
    for side in SIDES:
        assert ankle_m(START, side)[2] == pytest.approx(LEGS.sole_m, abs=1e-6)


def test_walking_arrives_at_her_speed_with_feet_that_do_not_slip() -> None:
    path = [Point(x_m=2.0, y_m=2.0), Point(x_m=4.0, y_m=2.0)]
    stances = list(motions.walk(LEGS, LEGS.standing(Pose(x_m=0.0, y_m=2.0, yaw_rad=0.0)), path))
    assert stances[-1].pelvis_m[:2] == pytest.approx([4.0, 2.0], abs=0.02)
    assert stances[-1].posture is Posture.STANDING
    steady = stances[200:500]
    speed_mps = (steady[-1].pelvis_m[0] - steady[0].pelvis_m[0]) / ((len(steady) - 1) * motions.PERIOD_S)
    assert speed_mps == pytest.approx(motions.WALKING_SPEED_MPS, rel=0.03)
    heights = [min(ankle_m(stance, side)[2] for side in SIDES) for stance in steady]
    assert max(heights) < LEGS.sole_m + 0.07
    assert min(heights) > LEGS.sole_m - 0.005
    for side in SIDES:
        for before, after in pairwise(steady):
            here, there = ankle_m(before, side), ankle_m(after, side)
            if max(here[2], there[2]) < LEGS.sole_m + 0.001:
                assert abs(there[0] - here[0]) < 0.0015


def test_walking_turns_corners_without_jumps() -> None:
    path = [Point(x_m=2.0, y_m=2.0), Point(x_m=2.0, y_m=0.5)]
    stances = [START, *motions.walk(LEGS, START, path)]
    for before, after in pairwise(stances):
        assert float(np.linalg.norm(after.pelvis_m - before.pelvis_m)) < 0.012
        assert float(np.abs(after.angles_rad - before.angles_rad).max()) < 0.12


def test_sitting_down_rests_on_the_seat_with_planted_feet() -> None:
    stances = list(motions.sit_down(LEGS, SEAT))
    seated = stances[-1]
    assert seated.posture is Posture.SITTING
    assert seated.pelvis_m == pytest.approx([1.65, 8.05, SEAT.height_m + motions.BUTTOCKS_M])
    planted = ankle_m(stances[0], "left")
    for stance in stances:
        assert ankle_m(stance, "left") == pytest.approx(planted, abs=0.02)
    assert ankle_m(seated, "left")[1] < SEAT.pose.y_m - 0.3


def test_standing_up_ends_where_she_stood_to_sit_down() -> None:
    final = last(motions.stand_up(LEGS, SEAT))
    spot = motions.spot_before(LEGS, SEAT)
    assert final.posture is Posture.STANDING
    assert final.pelvis_m == pytest.approx([spot.x_m, spot.y_m, LEGS.standing_m])


def test_lying_she_looks_up_with_her_head_where_the_bed_says() -> None:
    berth = Berth(piece="bed", pose=Pose(x_m=1.0, y_m=1.4, yaw_rad=math.pi), height_m=0.5, half_width_m=0.5)
    lying = last(motions.lie_down(START, berth))
    assert lying.posture is Posture.LYING
    assert rotated(lying.turn, (1.0, 0.0, 0.0)) == pytest.approx([0.0, 0.0, 1.0], abs=1e-9)
    assert rotated(lying.turn, (0.0, 0.0, 1.0)) == pytest.approx([-1.0, 0.0, 0.0], abs=1e-9)
    assert lying.yaw_rad == pytest.approx(0.0, abs=1e-9)


def test_a_blend_begins_and_ends_at_its_stances_and_turns_the_short_way() -> None:
    end = LEGS.standing(Pose(x_m=2.0, y_m=2.0, yaw_rad=0.4 - 1.2))
    assert blended(START, end, 1.0).pelvis_m == pytest.approx(end.pelvis_m)
    assert blended(START, end, 1.0).yaw_rad == pytest.approx(end.yaw_rad)
    assert blended(START, end, 0.5).yaw_rad == pytest.approx(0.4 - 0.6)
    assert blended(START, end, 0.5).posture is Posture.MOVING
    assert np.linalg.norm(blended(START, end, 0.3).turn) == pytest.approx(1.0)


def test_turning_faces_the_asked_way_and_nothing_is_done_when_she_does() -> None:
    assert last(motions.turn(LEGS, START, -2.0)).yaw_rad == pytest.approx(-2.0)
    assert list(motions.turn(LEGS, START, START.yaw_rad)) == []


def test_rolling_to_the_edge_moves_her_to_her_side() -> None:
    lying = Stance(
        posture=Posture.LYING,
        pelvis_m=np.array([1.0, 1.4, 0.6]),
        turn=supine_turn(math.pi),
        angles_rad=np.zeros(len(HINGES)),
    )
    assert last(motions.roll_to_edge(lying, 0.5)).pelvis_m == pytest.approx([1.0, 1.9, 0.6])
