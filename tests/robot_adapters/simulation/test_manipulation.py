"""The arm: objects are held by friction, from the table to a hand."""

import copy
import math
from dataclasses import replace

import numpy as np
import pytest

from carebot.core.home import Point, Pose
from robot_adapters._simulation import manipulation
from robot_adapters._simulation.blueprint import Blueprint
from robot_adapters._simulation.readings import Posture
from robot_adapters._simulation.sequences import Progress, Sequence, Status, move
from robot_adapters._simulation.world import SimulatedWorld
from tests.robot_adapters.simulation.conftest import OpenHome
from tests.robot_adapters.simulation.driving import advance, drive_to, place_pose, run, until_still

pytestmark = pytest.mark.slow


def failed(progress: Progress, part: str) -> bool:
    return progress.status is Status.FAILED and progress.reason is not None and part in progress.reason.en


def pick_cup(world: SimulatedWorld) -> None:
    assert run(world, manipulation.pick(world, "cup")).status is Status.DONE


def test_a_cup_is_lifted_by_friction_and_survives_a_drive_through_the_door(open_home: OpenHome) -> None:
    world = open_home(place_pose("dining_table"))
    on_table_m = world.object_position_m("cup")
    pick_cup(world)
    assert world.held_object() == "cup"
    assert world.object_position_m("cup")[2] > on_table_m[2] - 0.02
    in_hand_m = world.object_position_m("cup") - world.grasp_centre_m()
    for x_m, y_m in ((6.6, 5.9), (5.6, 5.9), (3.4, 5.9), (2.9, 6.0), (1.7, 6.1)):
        assert drive_to(world, x_m, y_m)
    assert world.held_object() == "cup"
    slipped_m = world.object_position_m("cup") - world.grasp_centre_m() - in_hand_m
    assert abs(slipped_m[2]) < 0.005
    assert world.robot().contacts == ()


def test_without_friction_the_cup_stays_on_the_table(empty_plan: Blueprint) -> None:
    slippery = copy.copy(empty_plan.model)
    slippery.geom_friction[:, 0] = np.minimum(slippery.geom_friction[:, 0], 0.05)
    for side in ("left", "right"):
        slippery.geom(f"{side}_tyre").friction[0] = 1.2
    world = SimulatedWorld.after(replace(empty_plan, model=slippery), seed=1, robot_pose=place_pose("dining_table"))
    try:
        assert run(world, manipulation.pick(world, "cup")).status is Status.FAILED
        assert world.held_object() is None
    finally:
        world.close()


def test_the_cup_is_clear_of_the_table_by_10_cm_before_the_arm_comes_in(open_home: OpenHome) -> None:
    world = open_home(place_pose("dining_table"))
    sequence = manipulation.pick(world, "cup")
    heights = []
    while advance(world, sequence).status is Status.RUNNING:
        if world.robot().arm_m > 0.3 and world.held_object() == "cup":
            heights.append(float(world.object_position_m("cup")[2]))
    assert max(heights) - heights[0] > 0.10


@pytest.mark.parametrize(("thing", "place"), [("tablets", "bedside_table"), ("glasses", "side_table")])
def test_the_other_objects_can_be_fetched_too(open_home: OpenHome, thing: str, place: str) -> None:
    world = open_home(place_pose(place))
    assert run(world, manipulation.pick(world, thing)).status is Status.DONE
    assert world.held_object() == thing


def test_what_is_not_in_reach_is_refused_without_moving(open_home: OpenHome) -> None:
    world = open_home()
    before = world.robot()
    assert failed(run(world, manipulation.pick(world, "cup")), "not within the arm's reach")
    assert failed(run(world, manipulation.place(world, 8.0, 3.0, 0.7)), "holds nothing")
    assert failed(run(world, manipulation.offer(world, Point(x_m=8.0, y_m=3.0), 0.9)), "holds nothing")
    assert world.robot().lift_m == pytest.approx(before.lift_m, abs=0.001)


def test_a_grasp_that_closes_on_nothing_says_so(open_home: OpenHome) -> None:
    world = open_home(place_pose("dining_table"))
    sequence = manipulation.pick(world, "cup")
    while advance(world, sequence).stage != "reaching":
        pass
    world.put_object("cup", 8.5, 5.7, 0.74)
    assert failed(run(world, sequence), "did not get hold")
    assert world.held_object() is None


def test_a_cup_is_put_back_on_the_table(open_home: OpenHome) -> None:
    world = open_home(place_pose("dining_table"))
    pick_cup(world)
    assert run(world, manipulation.place(world, 8.08, 6.2, 0.74)).status is Status.DONE
    world.step(0.5)
    assert world.held_object() is None
    assert world.object_position_m("cup") == pytest.approx([8.08, 6.2, 0.795], abs=0.02)
    assert world.robot().lift_m < 0.3


def test_cancelled_half_way_everything_stops_and_stays(open_home: OpenHome) -> None:
    world = open_home(place_pose("dining_table"))
    sequence = manipulation.pick(world, "cup")
    for _ in range(60):
        advance(world, sequence)
    sequence.cancel()
    assert failed(sequence.tick(), "cancelled")
    world.step(0.3)
    before = world.robot()
    world.step(1.0)
    after = world.robot()
    assert after.lift_m == pytest.approx(before.lift_m, abs=0.003)
    assert after.pose.point.distance_m(before.pose.point) < 0.002


def test_she_takes_the_cup_out_of_the_gripper_and_keeps_it(open_inhabited: OpenHome) -> None:
    world = open_inhabited(place_pose("dining_table"))
    world.person.sit_on("dining_chair")
    pick_cup(world)
    until_still(world)
    assert drive_to(world, 7.4, 6.9)
    her = world.resident()
    assert her is not None
    assert her.posture is Posture.SITTING
    offering = manipulation.offer(world, Point(x_m=her.pelvis_m[0], y_m=her.pelvis_m[1]), 0.9)
    progress = advance(world, offering)
    while progress.stage != "offering":
        assert progress.status is Status.RUNNING, progress.reason
        progress = advance(world, offering)
    world.step(1.0)
    assert world.held_object() == "cup"
    assert her.holding is None
    world.hand_over("cup")
    assert run(world, offering).status is Status.DONE
    until_still(world)
    her = world.resident()
    assert her is not None
    assert her.holding == "cup"
    assert float(np.linalg.norm(world.object_position_m("cup") - her.right_hand_m)) < 0.12
    assert world.robot().wrist_yaw_rad == pytest.approx(manipulation.FOLDED_WRIST_RAD, abs=0.1)
    world.person.put_down()
    world.step(1.5)
    assert world.object_position_m("cup")[2] < 0.7


def test_what_nobody_takes_stays_in_the_gripper(open_home: OpenHome) -> None:
    world = open_home(place_pose("dining_table"))
    pick_cup(world)
    sequence = manipulation.offer(world, Point(x_m=7.4, y_m=7.3), 0.9)
    assert failed(run(world, sequence, patience_s=90.0), "Nobody took it")
    assert world.held_object() == "cup"


def test_an_arm_that_meets_a_wall_stops(open_home: OpenHome) -> None:
    world = open_home(Pose(x_m=5.0, y_m=3.9, yaw_rad=math.pi))
    assert run(world, Sequence(world, move(world, "raising", lift_m=0.6))).status is Status.DONE
    assert run(world, Sequence(world, move(world, "swinging out", wrist_yaw_rad=0.0))).status is Status.DONE
    progress = run(world, Sequence(world, move(world, "reaching", arm_m=0.45)))
    assert failed(progress, "pressed against world")
    assert world.robot().arm_m < 0.3
