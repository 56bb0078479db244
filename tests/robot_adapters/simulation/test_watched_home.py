"""The simulated home without a robot: who is seen, who lies, and what stands between."""

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from carebot.core.home import Pose
from robot_adapters.scenes.watched_home import Arrangement, Fall, Viewpoint, WatchedHome, squat, stoop, tie_shoe

pytestmark = pytest.mark.slow

HER = Pose(x_m=3.4, y_m=6.2, yaw_rad=1.0)
SCENE = Arrangement(
    resident=HER, view=Viewpoint(place_m=(0.6, 5.4, 1.7), target_m=(3.4, 6.2, 0.8), fov_deg=60), garments=((0, 0.5, 0),)
)


@pytest.fixture(scope="module")
def home(resident_data: Path) -> Iterator[WatchedHome]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUJOCO_GL", "egl")
        home = WatchedHome.start(resident_data, 1.6)
        yield home
        home.close()


def test_she_is_seen_and_nothing_is_seen_through(home: WatchedHome) -> None:
    home.arrange(SCENE)
    open_share = home.in_sight()
    home.arrange(replace(SCENE, screen=Pose(x_m=2.6, y_m=6.0, yaw_rad=math.pi)))
    screened = home.in_sight()
    home.arrange(replace(SCENE, visitor=Pose(x_m=2.4, y_m=5.9, yaw_rad=0.0)))
    assert open_share == 1.0
    assert 0.2 < screened < 0.9
    assert home.in_sight() < 0.6
    home.arrange(replace(SCENE, view=replace(SCENE.view, target_m=(0.6, 8.0, 0.8))))
    assert home.in_sight() == 0.0


def test_light_and_garments_are_those_of_the_scene(home: WatchedHome) -> None:
    home.arrange(SCENE)
    bright = home.frame(160, 120).rgb
    home.arrange(replace(SCENE, light=0.3, garments=()))
    dark = home.frame(160, 120).rgb
    assert dark.mean() < 0.8 * bright.mean()
    green = bright[:, :, 1].astype(int) - bright[:, :, 0]
    assert (green > 20).sum() > 50


def test_the_picture_s_geometry_is_that_of_the_viewpoint(home: WatchedHome) -> None:
    home.arrange(SCENE)
    pose = home.frame(160, 120).camera_to_world
    assert pose[:3, 3] == pytest.approx(SCENE.view.place_m)
    towards = np.subtract(SCENE.view.target_m, SCENE.view.place_m)
    assert pose[:3, 2] == pytest.approx(towards / np.linalg.norm(towards))


def test_she_falls_and_the_next_scene_finds_her_on_her_feet(home: WatchedHome) -> None:
    home.arrange(SCENE)
    home.resident.fall(Fall.CRUMPLE)
    home.step(3.0)
    assert home.resident.truth().pelvis_m[2] < 0.35
    home.arrange(SCENE)
    home.step(1.0)
    assert home.resident.truth().pelvis_m[2] > 0.7


def test_a_scene_goes_the_same_way_whatever_was_played_before(home: WatchedHome) -> None:
    lying = []
    for before in (Fall.LEFT, Fall.BACKWARD):
        home.arrange(SCENE)
        home.resident.fall(before)
        home.step(1.3)
        home.arrange(SCENE)
        home.step(0.5)
        home.resident.fall(Fall.FORWARD)
        home.step(2.0)
        lying.append(home.resident.truth().head_m)
    assert lying[0] == pytest.approx(lying[1], abs=1e-9)


@pytest.mark.parametrize(("motion", "least_m", "most_m"), [(stoop, 0.5, 0.9), (squat, 0.3, 0.42)])
def test_what_looks_like_a_fall_for_a_moment_ends_on_her_feet(
    home: WatchedHome, motion: object, least_m: float, most_m: float
) -> None:
    assert motion in {stoop, squat}
    home.arrange(SCENE)
    head_m = float(home.resident.truth().head_m[2])
    home.resident.do(stoop if motion is stoop else squat)
    home.step(1.6)
    low = home.resident.truth()
    assert least_m < low.pelvis_m[2] < most_m
    assert low.head_m[2] < head_m - 0.4
    home.step(4.0)
    assert home.resident.truth().head_m[2] == pytest.approx(head_m, abs=0.02)


def test_she_ties_her_shoe_without_leaving_her_seat(home: WatchedHome) -> None:
    home.arrange(SCENE)
    home.resident.sit_on("armchair", hard=True)
    while not home.resident.still:
        home.step(0.5)
    seated = home.resident.truth()
    home.resident.do(tie_shoe)
    home.step(2.5)
    bent = home.resident.truth()
    assert bent.pelvis_m == pytest.approx(seated.pelvis_m, abs=0.02)
    assert bent.head_m[2] < seated.head_m[2] - 0.25
