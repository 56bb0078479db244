"""What the map does not explain: from laser and depth camera, and remembered for a while."""

import math
from datetime import timedelta

import numpy as np
import pytest

from robot_adapters._navigation.footprint import NO_POINTS
from robot_adapters._navigation.obstacles import (
    EXPLAINED_M,
    LOWEST_M,
    MEMORY,
    DepthView,
    ObstacleMemory,
    depth_points,
    laser_points,
    unexplained,
)
from tests.robot_adapters.navigation.builders import points, pose, room

WIDTH, HEIGHT, FOCAL_PX, CAMERA_M = 320, 240, 200.0, 1.3


def depth_view(depth_m: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> DepthView:
    """A camera at the origin, 1.3 m above the floor, looking level along the map's x axis."""
    camera_to_map = np.eye(4)
    camera_to_map[:3, :3] = np.array([[0, 0, 1], [-1, 0, 0], [0, -1, 0]])
    camera_to_map[:3, 3] = (0.0, 0.0, CAMERA_M)
    return DepthView(
        depth_m=depth_m, fx_px=FOCAL_PX, fy_px=FOCAL_PX, cx_px=WIDTH / 2, cy_px=HEIGHT / 2, camera_to_map=camera_to_map
    )


def floor_depth() -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """The depth of an endless floor as that camera sees it."""
    down = (np.arange(HEIGHT) + 0.5 - HEIGHT / 2) / FOCAL_PX
    with np.errstate(divide="ignore"):
        ahead = np.where(down > 0, CAMERA_M / down, np.inf)
    return np.repeat(ahead[:, None], WIDTH, axis=1).astype(np.float32)


def test_laser_returns_become_map_points() -> None:
    ranges = np.full(4, np.inf)
    ranges[0], ranges[1] = 2.0, 1.0
    found = laser_points(ranges, pose(1.0, 1.0, math.pi / 2))
    assert found == pytest.approx(points((1.0, 3.0), (0.0, 1.0)))


def test_a_range_of_zero_is_none_and_one_that_is_no_number_stays_broken() -> None:
    assert len(laser_points(np.array([0.0, np.inf, 0.0, np.inf]), pose(0, 0))) == 0
    broken = laser_points(np.array([math.nan, np.inf]), pose(0, 0))
    assert np.isnan(broken).all()
    assert len(unexplained(broken, room(4.0, 4.0))) == 1


@pytest.mark.parametrize(("away_m", "counts"), [(EXPLAINED_M - 0.06, False), (EXPLAINED_M + 0.06, True)])
def test_what_is_near_something_on_the_map_is_explained_by_it(away_m: float, counts: bool) -> None:
    grid = room(4.0, 4.0, (2.0, 2.0, 2.5, 2.5))
    assert (len(unexplained(points((2.0 - away_m, 2.25)), grid)) == 1) is counts


def test_what_is_off_the_map_is_explained() -> None:
    assert len(unexplained(points((9.0, 9.0)), room(4.0, 4.0))) == 0


def test_an_empty_floor_is_no_obstacle() -> None:
    assert len(depth_points(depth_view(floor_depth()), 1.4)) == 0


def test_something_lying_on_the_floor_is_seen_where_it_is() -> None:
    depth = floor_depth()
    ahead_m, height_m = 2.0, 0.15
    bottom = int(HEIGHT / 2 + FOCAL_PX * CAMERA_M / ahead_m)
    top = int(HEIGHT / 2 + FOCAL_PX * (CAMERA_M - height_m) / ahead_m)
    depth[top:bottom, 100:220] = ahead_m
    found = depth_points(depth_view(depth), 1.4)
    assert len(found) >= 5
    assert found[:, 0] == pytest.approx(2.0, abs=0.01)
    assert np.abs(found[:, 1]).max() < 0.65


@pytest.mark.parametrize(("ahead_m", "seen"), [(3.9, True), (4.1, False)])
def test_depth_counts_up_to_four_metres(ahead_m: float, seen: bool) -> None:
    depth = np.full((HEIGHT, WIDTH), ahead_m, dtype=np.float32)
    assert (len(depth_points(depth_view(depth), 1.4)) > 0) is seen


def test_what_is_higher_than_the_body_is_no_obstacle() -> None:
    depth = np.full((HEIGHT, WIDTH), np.inf, dtype=np.float32)
    depth[: HEIGHT // 2 - 30] = 2.0
    assert len(depth_points(depth_view(depth), 1.4)) == 0
    assert len(depth_points(depth_view(depth), 3.0)) > 0
    assert LOWEST_M < 0.1


@pytest.mark.parametrize("value", [math.nan, math.inf, 0.0])
def test_unknown_depth_is_nothing(value: float) -> None:
    assert len(depth_points(depth_view(np.full((HEIGHT, WIDTH), value, dtype=np.float32)), 1.4)) == 0


def test_a_single_wrong_pixel_is_no_obstacle() -> None:
    depth = floor_depth()
    depth[HEIGHT // 2 + 44, 164] = 1.5
    assert len(depth_points(depth_view(depth), 1.4)) == 0


def test_memory_keeps_two_seconds_and_renews_what_is_seen_again() -> None:
    memory = ObstacleMemory()
    start = timedelta(seconds=10)
    memory.note(points((1.01, 1.01), (2.01, 1.01)), start)
    memory.note(points((1.02, 1.02)), start + MEMORY)
    assert len(memory.points(start + MEMORY)) == 2
    later = memory.points(start + MEMORY + timedelta(milliseconds=1))
    assert later == pytest.approx(points((1.025, 1.025)))
    assert len(memory.points(start + 3 * MEMORY)) == 0


def test_memory_of_nothing_is_empty() -> None:
    memory = ObstacleMemory()
    memory.note(NO_POINTS, timedelta())
    assert memory.points(timedelta()).shape == (0, 2)
