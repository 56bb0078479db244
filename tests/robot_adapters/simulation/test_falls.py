"""Falls by physics: where they end, and that nothing explodes."""

import math

import numpy as np
import pytest

from carebot.core.home import Pose
from robot_adapters._simulation.readings import Posture
from robot_adapters._simulation.resident_physics import Fall
from robot_adapters._simulation.world import SimulatedWorld
from tests.robot_adapters.simulation.conftest import OpenHome
from tests.robot_adapters.simulation.driving import until_still
from tests.robot_adapters.simulation.test_resident import lowest_m, truth

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("direction", list(Fall))
def test_a_fall_ends_on_the_floor_the_way_it_went(home: SimulatedWorld, direction: Fall) -> None:
    before = truth(home)
    home.person.fall(direction)
    home.step(3.0)
    down = truth(home)
    assert down.posture is Posture.FALLEN
    assert down.pelvis_m[2] < 0.3
    assert down.head_m[2] < 0.5
    assert lowest_m(down) > -0.03
    moved = down.head_m[:2] - before.head_m[:2]
    towards = before.facing_rad + {Fall.FORWARD: 0.0, Fall.LEFT: math.pi / 2, Fall.RIGHT: -math.pi / 2}.get(
        direction, math.pi
    )
    assert float(moved @ [math.cos(towards), math.sin(towards)]) > 0.3
    home.step(2.0)
    assert np.allclose(truth(home).pelvis_m, down.pelvis_m, atol=0.12)
    home.step(0.5)
    before_last = truth(home).head_m
    home.step(0.5)
    assert np.allclose(truth(home).head_m, before_last, atol=0.01)


def test_helped_up_she_stands_and_walks_again(home: SimulatedWorld) -> None:
    home.person.fall(Fall.LEFT)
    home.step(3.0)
    home.person.help_up()
    until_still(home)
    standing = truth(home)
    assert standing.posture is Posture.STANDING
    assert standing.pelvis_m[2] > 0.74
    goal = (1.4, 6.2)
    home.person.walk_to(*goal)
    until_still(home)
    assert truth(home).pelvis_m[:2] == pytest.approx(goal, abs=0.05)


def test_she_falls_while_walking_and_off_a_chair(home: SimulatedWorld) -> None:
    home.person.walk_to(2.6, 5.3)
    home.step(1.5)
    home.person.fall(Fall.FORWARD)
    home.step(3.0)
    assert truth(home).head_m[2] < 0.5
    home.person.help_up()
    until_still(home)
    home.person.sit_on("armchair")
    until_still(home)
    home.person.fall(Fall.FORWARD)
    home.step(4.0)
    assert truth(home).pelvis_m[2] < 0.45


def test_she_rolls_out_of_bed_onto_the_floor(home: SimulatedWorld) -> None:
    home.person.lie_on("bed")
    until_still(home, 90.0)
    home.person.fall(Fall.LEFT)
    home.step(5.0)
    down = truth(home)
    assert down.posture is Posture.FALLEN
    assert down.pelvis_m[2] < 0.3
    assert down.head_m[2] < 0.5
    assert down.pelvis_m[1] > 2.0


@pytest.mark.parametrize("fallen", [False, True])
def test_the_robot_that_runs_into_her_feels_her_and_nothing_explodes(open_inhabited: OpenHome, fallen: bool) -> None:
    world = open_inhabited(Pose(x_m=2.5, y_m=6.4, yaw_rad=0.0))
    her = truth(world).pelvis_m
    if fallen:
        world.person.fall(Fall.CRUMPLE)
        world.step(3.0)
    world.command_velocity(0.2, 0.0)
    felt = False
    for _ in range(40):
        world.step(0.1)
        felt |= any(contact.other.startswith("resident_") for contact in world.robot().contacts)
    assert felt
    assert np.isfinite(truth(world).pelvis_m).all()
    assert float(np.linalg.norm(truth(world).pelvis_m - her)) < 1.2
    pose = world.robot().pose
    assert math.hypot(pose.x_m - 2.5, pose.y_m - 6.4) < 1.0
