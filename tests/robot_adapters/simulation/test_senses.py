"""Laser, camera and onlookers' views, against what is known of the home."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from carebot.core.errors import BodyError
from carebot.core.home import Pose
from robot_adapters._simulation.readings import CameraFrame
from tests.robot_adapters.simulation.conftest import OpenHome
from tests.robot_adapters.simulation.driving import place_pose

pytestmark = pytest.mark.slow


def projected(frame: CameraFrame, point_m: NDArray[np.float64]) -> tuple[float, float, float]:
    """The column and row of a point of the map in the picture, and its depth, by the frame's own geometry."""
    x, y, depth_m, _ = np.linalg.inv(frame.camera_to_world) @ np.append(point_m, 1.0)
    return frame.fx_px * x / depth_m + frame.cx_px, frame.fy_px * y / depth_m + frame.cy_px, float(depth_m)


def red_middle(rgb: NDArray[np.uint8]) -> tuple[float, float]:
    red, green, blue = (rgb[:, :, channel].astype(int) for channel in range(3))
    rows, columns = np.nonzero((red > 90) & (green < red // 2) & (blue < red // 2))
    assert len(rows) > 50, "the red cup is not in the picture"
    return float(columns.mean()), float(rows.mean())


def test_the_laser_measures_the_walls(open_home: OpenHome) -> None:
    ranges = open_home(Pose(x_m=5.2, y_m=3.95, yaw_rad=0.0)).lidar()
    laser_x_m = 5.2 + 0.004
    assert ranges.shape == (360,)
    assert np.median(ranges[88:93]) == pytest.approx(4.55 - 3.95, abs=0.02)
    assert np.median(ranges[268:273]) == pytest.approx(3.95 - 3.25, abs=0.02)
    assert ranges[180] == pytest.approx(laser_x_m - 0.085, abs=0.04)
    assert not (ranges < 0.3).any(), "the robot sees itself"


def test_the_laser_is_noisy_but_the_same_for_the_same_seed(open_home: OpenHome) -> None:
    pose = Pose(x_m=5.2, y_m=3.95, yaw_rad=0.0)
    first, second = open_home(pose), open_home(pose)
    one, two = first.lidar(), first.lidar()
    assert 0.003 < float(np.std((one - two)[np.isfinite(one)])) < 0.03
    assert np.array_equal(one, second.lidar())


def test_the_laser_sees_her_legs(open_home: OpenHome, open_inhabited: OpenHome) -> None:
    pose = Pose(x_m=1.7, y_m=6.4, yaw_rad=0.0)
    alone, world = open_home(pose).lidar(), open_inhabited(pose)
    her = world.resident()
    assert her is not None
    ranges = world.lidar()
    nearer = np.flatnonzero(ranges < alone - 0.2)
    assert 2 <= len(nearer) <= 20
    off_axis = (nearer + 180) % 360 - 180
    assert (np.abs(off_axis) <= 8).all()
    shins = [part for part in her.capsules if part.name.endswith("shin")]
    ankles_m = [math.hypot(part.end_m[0] - 1.704, part.end_m[1] - 6.4) - part.radius_m for part in shins]
    assert float(ranges[nearer].min()) == pytest.approx(min(ankles_m), abs=0.06)


def test_a_known_point_lies_where_the_picture_shows_it(open_home: OpenHome) -> None:
    world = open_home(place_pose("dining_table"))
    world.command_joints(head_pan_rad=-math.pi / 2, head_tilt_rad=-0.5)
    world.step(2.5)
    frame = world.camera(depth=True)
    assert frame.rgb.shape == (480, 640, 3)
    cup_m = world.object_position_m("cup")
    column, row, depth_m = projected(frame, cup_m)
    seen_column, seen_row = red_middle(frame.rgb)
    assert abs(column - seen_column) < 3.0
    assert abs(row - seen_row) < 3.0
    assert frame.depth_m is not None
    assert float(frame.depth_m[round(row), round(column)]) == pytest.approx(depth_m - 0.031, abs=0.02)


def test_the_picture_is_upright_and_depth_measures_the_wall(open_home: OpenHome) -> None:
    world = open_home(Pose(x_m=7.0, y_m=3.9, yaw_rad=math.pi))
    world.command_joints(head_tilt_rad=0.0)
    world.step(1.0)
    frame = world.camera(width=320, height=240, depth=True)
    assert frame.depth_m is not None
    assert frame.depth_m.shape == (240, 320)
    camera_m = frame.camera_to_world[:3, 3]
    assert camera_m[2] == pytest.approx(1.32, abs=0.03)
    assert frame.camera_to_world[:3, 2] == pytest.approx([-1.0, 0.0, 0.0], abs=0.02)
    assert frame.camera_to_world[:3, 1] == pytest.approx([0.0, 0.0, -1.0], abs=0.02)
    assert float(frame.depth_m[120, 160]) == pytest.approx(camera_m[0] - 0.085, abs=0.03)
    assert frame.depth_m[239, 160] < frame.depth_m[120, 160]
    assert world.camera().depth_m is None


def test_onlookers_see_the_home_and_follow_the_robot(open_home: OpenHome) -> None:
    world = open_home()
    overview = world.spectator("overview", 320, 240)
    assert overview.shape == (240, 320, 3)
    assert len(np.unique(overview.reshape(-1, 3), axis=0)) > 50
    before = world.spectator("robot", 320, 240)
    world.command_velocity(0.3, 0.0)
    world.step(2.0)
    assert (world.spectator("robot", 320, 240) != before).any()
    with pytest.raises(BodyError, match="no view called resident"):
        world.spectator("resident")
    with pytest.raises(BodyError, match="at most"):
        world.spectator("overview", 4000, 3000)


def test_without_her_data_nobody_lives_there(open_home: OpenHome) -> None:
    world = open_home()
    assert world.resident() is None
    with pytest.raises(BodyError, match="Nobody lives"):
        _ = world.person


def test_an_unknown_object_is_refused(open_home: OpenHome) -> None:
    world = open_home()
    with pytest.raises(BodyError, match="no teapot"):
        world.object_position_m("teapot")
    with pytest.raises(BodyError, match="no teapot"):
        world.object_height_m("teapot")
