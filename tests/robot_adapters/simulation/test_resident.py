"""What the resident does of her own will, in the physics."""

import math

import numpy as np
import pytest

from carebot.core.errors import BodyError
from carebot.core.home import Pose
from robot_adapters._simulation.readings import Posture, ResidentTruth
from robot_adapters._simulation.resident_physics import Fall
from robot_adapters._simulation.world import SimulatedWorld
from tests.robot_adapters.simulation.conftest import OpenHome
from tests.robot_adapters.simulation.driving import until_still

pytestmark = pytest.mark.slow


def truth(world: SimulatedWorld) -> ResidentTruth:
    found = world.resident()
    assert found is not None
    return found


def lowest_m(found: ResidentTruth) -> float:
    return float(min(min(part.start_m[2], part.end_m[2]) - part.radius_m for part in found.capsules))


def test_she_stands_on_the_floor_and_stays(home: SimulatedWorld) -> None:
    before = truth(home)
    home.step(2.0)
    after = truth(home)
    assert after.posture is Posture.STANDING
    assert 0.74 < after.pelvis_m[2] < 0.82
    assert 1.2 < after.head_m[2] < 1.5
    assert abs(lowest_m(after)) < 0.02
    assert np.allclose(after.pelvis_m, before.pelvis_m, atol=0.002)
    assert after.distance_m(after.pelvis_m[0] + 2.0, after.pelvis_m[1]) == pytest.approx(1.85, abs=0.15)


def test_she_walks_around_the_furniture_to_another_room(home: SimulatedWorld) -> None:
    home.person.walk_to(7.0, 6.5)
    home.step(1.5)
    assert truth(home).posture is Posture.WALKING
    until_still(home)
    assert truth(home).posture is Posture.STANDING
    assert truth(home).pelvis_m[:2] == pytest.approx([7.0, 6.5], abs=0.05)


@pytest.mark.parametrize("piece", ["sofa", "armchair", "dining_chair", "toilet"])
def test_she_sits_down_with_her_pelvis_on_the_seat_and_gets_up(home: SimulatedWorld, piece: str) -> None:
    seat = home.apartment.seat(piece)
    assert seat is not None
    home.person.sit_on(piece)
    until_still(home)
    seated = truth(home)
    pelvis = next(part for part in seated.capsules if part.name == "pelvis")
    assert seated.posture is Posture.SITTING
    assert seated.facing_rad == pytest.approx(seat.pose.yaw_rad, abs=0.05) or abs(seat.pose.yaw_rad) == math.pi
    assert seated.pelvis_m[:2] == pytest.approx([seat.pose.x_m, seat.pose.y_m], abs=0.03)
    assert pelvis.start_m[2] - pelvis.radius_m == pytest.approx(seat.height_m, abs=0.02)
    assert abs(lowest_m(seated)) < 0.02
    home.person.stand_up()
    until_still(home)
    assert truth(home).posture is Posture.STANDING
    assert truth(home).pelvis_m[2] > 0.74


def test_she_lies_in_bed_and_gets_up_again(home: SimulatedWorld) -> None:
    home.person.lie_on("bed")
    until_still(home, 90.0)
    lying = truth(home)
    assert lying.posture is Posture.LYING
    assert 0.55 < lying.pelvis_m[2] < 0.65
    assert 0.58 < lying.head_m[2] < 0.85
    assert lying.head_m[0] < lying.pelvis_m[0] - 0.3
    home.person.walk_to(3.5, 1.8)
    until_still(home)
    assert truth(home).posture is Posture.STANDING
    assert truth(home).pelvis_m[:2] == pytest.approx([3.5, 1.8], abs=0.05)


def test_she_walks_around_the_robot(open_inhabited: OpenHome) -> None:
    robot = Pose(x_m=2.3, y_m=6.0, yaw_rad=0.0)
    world = open_inhabited(robot)
    world.person.walk_to(1.3, 5.6)
    nearest_m = math.inf
    for _ in range(200):
        world.step(0.1)
        nearest_m = min(nearest_m, truth(world).distance_m(robot.x_m, robot.y_m))
    assert world.person.still
    assert truth(world).pelvis_m[:2] == pytest.approx([1.3, 5.6], abs=0.05)
    assert nearest_m > 0.25
    assert world.robot().pose.point.distance_m(robot.point) < 0.01


def test_she_waits_while_the_robot_stands_in_her_only_way(open_inhabited: OpenHome) -> None:
    world = open_inhabited(Pose(x_m=4.1, y_m=3.2, yaw_rad=-math.pi / 2))
    world.person.walk_to(4.1, 2.0)
    world.step(20.0)
    assert not world.person.still
    assert truth(world).distance_m(4.1, 3.2) > 0.2
    world.command_velocity(0.3, 0.0)
    world.step(4.0)
    world.command_velocity(0.0, -0.8)
    world.step(2.0)
    world.command_velocity(-0.3, 0.0)
    world.step(4.0)
    world.command_velocity(0.0, 0.0)
    until_still(world)
    assert truth(world).pelvis_m[:2] == pytest.approx([4.1, 2.0], abs=0.05)


def test_what_cannot_be_done_is_refused(home: SimulatedWorld) -> None:
    with pytest.raises(BodyError, match="sit on bookcase"):
        home.person.sit_on("bookcase")
    with pytest.raises(BodyError, match="lie on armchair"):
        home.person.lie_on("armchair")
    with pytest.raises(BodyError, match="not fallen"):
        home.person.help_up()
    with pytest.raises(BodyError, match="does not hold"):
        home.hand_over("cup")
    home.person.fall(Fall.CRUMPLE)
    home.step(0.1)
    with pytest.raises(BodyError, match="fallen"):
        home.person.walk_to(2.0, 6.0)
