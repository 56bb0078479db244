"""Figures: metres out of skeletons, with depth, without, and behind furniture."""

import math
from dataclasses import replace

import numpy as np
import pytest

from carebot.core.home import Point
from monitoring.figures import Figure, figure_of, image_scale
from tests.monitoring.kinematics import FOCAL, SITTING, STANDING, Body, Camera, Stage, fallen, stage

AWAY = 0.0


def exact(camera: Camera) -> Stage:
    made = stage(camera)
    made.pixel_error, made.metric_error_m, made.overlooked, made.turned_every = 0.0, 0.0, 0.0, 1000
    return made


def figure(body: Body, camera: Camera, number: int = 1) -> Figure:
    frame, poses = exact(camera).frame(number, [body.joints()])
    return figure_of(poses.skeletons[0], frame)


@pytest.mark.parametrize("distance_m", [1.8, 3.0, 5.0])
def test_the_scale_is_that_of_the_distance(distance_m: float) -> None:
    camera = Camera(pitch=0.0)
    frame, poses = exact(camera).frame(1, [replace(STANDING, place=(distance_m, 0.0)).joints()])
    assert frame.fx == FOCAL
    assert image_scale(poses.skeletons[0]) == pytest.approx(FOCAL / distance_m, rel=0.05)


@pytest.mark.parametrize("body", [STANDING, SITTING, fallen(STANDING, AWAY)], ids=["standing", "sitting", "fallen"])
@pytest.mark.parametrize("pitch", [0.0, 0.3])
def test_depth_and_place_give_the_map(body: Body, pitch: float) -> None:
    found = figure(body, Camera(pitch=pitch))
    assert found.map_m is not None
    assert np.abs(found.map_m - body.joints())[[0, 11, 12, 23, 24, 25, 26]].max() < 0.08
    assert found.position is not None
    trunk = body.joints()[[11, 12, 23, 24]].mean(axis=0)
    assert found.position.distance_m(Point(x_m=trunk[0], y_m=trunk[1])) < 0.05


def test_without_depth_the_size_gives_the_place_roughly() -> None:
    found = figure(STANDING, Camera(depth=False, pitch=0.1))
    assert found.position is not None
    assert found.position.distance_m(Point(x_m=3.0, y_m=0.0)) < 0.4
    assert found.place_error_m > figure(STANDING, Camera()).place_error_m


@pytest.mark.parametrize("stature_m", [1.45, 1.6])
@pytest.mark.parametrize("body", [STANDING, fallen(STANDING, 0.0), fallen(STANDING, math.pi / 2)])
def test_without_depth_nobodys_hips_are_below_the_floor_nor_is_she_much_too_far(body: Body, stature_m: float) -> None:
    """The metric skeleton is that of an average adult, 1.7 m tall."""
    small = replace(body, stature_m=stature_m)
    frame, poses = exact(Camera(depth=False, pitch=0.3)).frame(1, [small.joints()])
    skeleton = poses.skeletons[0]
    believed = replace(skeleton, world_m=skeleton.world_m * 1.7 / stature_m)
    found = figure_of(believed, frame)
    assert found.map_m is not None
    assert found.map_m[[23, 24, 27, 28], 2].mean() > 0.0
    assert found.place_error_m > 0.1
    robot = Point(x_m=0.0, y_m=0.0)
    nearest = min(math.hypot(x, y) for x, y, _ in small.joints())
    assert found.nearest_m(robot) < nearest + 0.15


def test_a_table_before_the_legs_does_not_bend_the_body() -> None:
    camera = Camera()
    frame, poses = exact(camera).frame(1, [STANDING.joints()])
    assert frame.depth_m is not None
    skeleton = poses.skeletons[0]
    hidden = frame.depth_m.copy()
    hidden[int(skeleton.image_px[25, 1]) - 8 :, :] = 1.2
    found = figure_of(skeleton, replace(frame, depth_m=hidden))
    assert found.map_m is not None
    assert np.abs(found.map_m - STANDING.joints())[[25, 26, 27, 28]].max() < 0.1


def test_what_was_met_counts_for_the_distance_even_where_the_skeleton_doubts_it() -> None:
    """A hand stretched towards the robot is nearer than the metric skeleton says."""
    frame, poses = exact(Camera()).frame(1, [STANDING.joints()])
    assert frame.depth_m is not None
    column, row = (round(float(value)) for value in poses.skeletons[0].image_px[15])
    stretched = frame.depth_m.copy()
    stretched[row - 3 : row + 4, column - 3 : column + 4] = 2.2
    robot = Point(x_m=0.0, y_m=0.0)
    near = figure_of(poses.skeletons[0], replace(frame, depth_m=stretched)).nearest_m(robot)
    assert near < 2.3
    assert figure_of(poses.skeletons[0], frame).nearest_m(robot) > 2.6


def test_a_camera_without_a_place_knows_no_places() -> None:
    found = figure(STANDING, Camera(placed=False))
    assert found.map_m is None
    assert found.position is None
    assert found.nearest_m(Point(x_m=0.0, y_m=0.0)) == float("inf")


@pytest.mark.parametrize("towards", [0.0, math.pi / 2, math.pi, -math.pi / 2])
def test_a_lying_body_is_flat_from_every_side(towards: float) -> None:
    found = figure(fallen(replace(STANDING, place=(3.5, 0.0)), towards), Camera())
    assert found.torso_tilt_rad > math.radians(75)
    assert max(found.heights_m) - min(found.heights_m) < 0.35


def test_the_vertical_of_a_tilted_camera_is_that_of_the_map() -> None:
    assert figure(STANDING, Camera(pitch=0.5)).torso_tilt_rad < math.radians(5)
    assert figure(STANDING, Camera(pitch=0.5, placed=False)).torso_tilt_rad > math.radians(20)


@pytest.mark.parametrize(
    ("shift", "hips_out", "legs_out"),
    [((0.0, 0.0), False, False), ((0.0, 0.45), False, True), ((0.0, 1.3), True, True), ((-1.9, 0.0), True, True)],
    ids=["within", "feet at the edge", "hips below", "aside"],
)
def test_what_is_so_near_the_picture_s_edge_that_flesh_of_it_is_out_is_out(
    shift: tuple[float, float], hips_out: bool, legs_out: bool
) -> None:
    """She stands three metres away; the picture is moved by so many metres."""
    frame, poses = exact(Camera(pitch=0.0)).frame(1, [STANDING.joints()])
    skeleton = poses.skeletons[0]
    moved = replace(skeleton, image_px=skeleton.image_px + np.array(shift) * image_scale(skeleton))
    found = figure_of(moved, frame)
    assert (found.hips_out, found.legs_out) == (hips_out, legs_out)
