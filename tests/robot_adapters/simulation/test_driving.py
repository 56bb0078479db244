"""Driving by wheels on a floor."""

import math

import pytest

from carebot.core.home import Pose
from robot_adapters._simulation.layout import apartment
from tests.robot_adapters.simulation.conftest import OpenHome
from tests.robot_adapters.simulation.driving import drive_to, place_pose

pytestmark = pytest.mark.slow

HALLWAY = Pose(x_m=5.0, y_m=3.9, yaw_rad=math.pi)


def test_it_drives_through_doors_into_another_room_and_arrives(open_home: OpenHome) -> None:
    world = open_home()
    for x_m, y_m in ((4.1, 3.9), (4.1, 2.4), (3.6, 1.8)):
        assert drive_to(world, x_m, y_m)
    reading = world.robot()
    room = world.apartment.home().room_at(reading.pose.point)
    assert room is not None
    assert room.id == "bedroom"
    assert not reading.bumped
    assert reading.odometry.point.distance_m(reading.pose.point) < 0.10
    assert reading.odometry.point.distance_m(reading.pose.point) > 0.0


@pytest.mark.parametrize(
    ("linear_mps", "angular_radps"), [(0.1, 0.0), (0.3, 0.0), (-0.2, 0.0), (0.0, 0.5), (0.2, -0.3)]
)
def test_it_reaches_the_commanded_speed_and_stops_in_a_quarter_second(
    open_home: OpenHome, linear_mps: float, angular_radps: float
) -> None:
    world = open_home(HALLWAY)
    world.command_velocity(linear_mps, angular_radps)
    world.step(1.0)
    moving = world.robot()
    assert moving.linear_mps == pytest.approx(linear_mps, rel=0.1, abs=0.01)
    assert moving.angular_radps == pytest.approx(angular_radps, rel=0.1, abs=0.02)
    world.command_velocity(0.0, 0.0)
    world.step(0.25)
    still = world.robot()
    assert abs(still.linear_mps) < 0.01
    assert abs(still.angular_radps) < 0.03


def test_it_stands_still_untouched_where_it_starts(open_home: OpenHome) -> None:
    world = open_home()
    before = world.robot().pose
    world.step(2.0)
    reading = world.robot()
    assert reading.pose.point.distance_m(before.point) < 0.001
    assert reading.contacts == ()
    assert reading.lift_m == pytest.approx(0.25, abs=0.005)


@pytest.mark.parametrize("place", [place.id for place in apartment().places])
def test_nothing_touches_it_at_any_place(open_home: OpenHome, place: str) -> None:
    world = open_home(place_pose(place))
    world.step(0.3)
    assert world.robot().contacts == ()


def test_running_into_a_wall_is_felt_until_it_backs_off(open_home: OpenHome) -> None:
    world = open_home(Pose(x_m=5.0, y_m=3.9, yaw_rad=math.pi / 2))
    world.command_velocity(0.2, 0.0)
    world.step(4.0)
    bumps = world.robot().contacts
    assert any(contact.other == "world" and contact.force_n > 5.0 for contact in bumps)
    world.command_velocity(-0.2, 0.0)
    world.step(1.5)
    assert not world.robot().bumped


def test_joints_travel_at_the_robots_speed_and_can_be_held(open_home: OpenHome) -> None:
    world = open_home(HALLWAY)
    world.command_joints(lift_m=0.85, head_pan_rad=-1.0)
    world.step(2.0)
    assert world.robot().lift_m == pytest.approx(0.25 + 2.0 * 0.12, abs=0.02)
    assert world.robot().head_pan_rad == pytest.approx(-1.0, abs=0.02)
    world.hold_joints()
    held_m = world.robot().lift_m
    world.step(1.0)
    assert world.robot().lift_m == pytest.approx(held_m, abs=0.01)


def test_an_arm_that_is_held_for_long_does_not_sink(open_home: OpenHome) -> None:
    world = open_home(HALLWAY)
    for _ in range(200):
        world.hold_joints()
        world.step(0.02)
    assert world.robot().lift_m == pytest.approx(0.25, abs=0.005)
    assert world.robot().wrist_pitch_rad == pytest.approx(0.0, abs=0.02)


def test_what_was_held_moves_again_when_it_is_told_to(open_home: OpenHome) -> None:
    world = open_home(HALLWAY)
    world.hold_joints()
    world.command_joints(lift_m=0.35)
    world.step(1.5)
    assert world.robot().lift_m == pytest.approx(0.35, abs=0.02)
    world.hold_joints()
    world.step(0.5)
    assert world.robot().lift_m == pytest.approx(0.35, abs=0.02)


def test_a_joint_stays_within_its_limits(open_home: OpenHome) -> None:
    world = open_home(HALLWAY)
    world.command_joints(head_tilt_rad=40.0, arm_m=3.0)
    world.step(5.0)
    assert world.robot().head_tilt_rad <= 0.80
    assert world.robot().arm_m <= 0.53
