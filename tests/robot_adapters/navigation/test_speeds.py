"""Speed by distance: both sides of every limit, and nothing moves on what is no number."""

import math

import pytest

from robot_adapters._navigation.footprint import NO_POINTS, in_body_frame, in_map_frame
from robot_adapters._navigation.speeds import (
    backing_speed_mps,
    stopping_speed_mps,
    straight_speed_mps,
    turning_speed_radps,
)
from tests.robot_adapters.navigation.builders import BODY, points, pose

FRONT_M = BODY.footprint.front_m
SIDE_M = BODY.footprint.side_m


def test_with_nothing_near_the_body_goes_as_fast_as_it_may() -> None:
    assert straight_speed_mps(BODY, NO_POINTS, 0.3, 0.5) == 0.3
    assert straight_speed_mps(BODY, NO_POINTS, 9.0, 0.5) == BODY.top_speed_mps
    assert straight_speed_mps(BODY, NO_POINTS, 0.0, 0.5) == 0.0


@pytest.mark.parametrize(
    ("distance_m", "speed_mps"), [(0.52, 0.1), (0.71, 0.1), (0.72, 0.105), (0.90, 0.2), (1.11, 0.3), (1.55, 0.5)]
)
def test_beside_the_strip_speed_follows_the_separation_table(distance_m: float, speed_mps: float) -> None:
    beside = points((FRONT_M + 0.001, SIDE_M + distance_m))
    assert straight_speed_mps(BODY, beside, 1.0, 0.5) == pytest.approx(speed_mps, abs=0.005)


@pytest.mark.parametrize("keep_m", [0.3, 0.52, 1.0])
def test_on_the_strip_the_body_stops_short_by_the_distance_to_keep(keep_m: float) -> None:
    assert straight_speed_mps(BODY, points((FRONT_M + keep_m - 0.001, 0.0)), 0.5, keep_m) == 0.0
    assert straight_speed_mps(BODY, points((FRONT_M + keep_m + 0.02, 0.0)), 0.5, keep_m) > 0.0


@pytest.mark.parametrize(("y_m", "stops"), [(SIDE_M + 0.049, True), (SIDE_M + 0.051, False), (-SIDE_M - 0.049, True)])
def test_the_strip_is_the_body_and_a_margin_wide(y_m: float, stops: bool) -> None:
    assert (straight_speed_mps(BODY, points((FRONT_M + 0.2, y_m)), 0.5, 0.5) == 0.0) is stops


def test_what_is_beside_or_behind_does_not_hold_the_body_back() -> None:
    for point in ((-0.5, 0.0), (0.0, SIDE_M + 0.1), (-0.1, -SIDE_M - 0.1)):
        assert straight_speed_mps(BODY, points(point), 0.3, 0.5) == 0.3


def test_on_the_way_to_a_stop_the_body_can_brake_gently_in_time() -> None:
    for gap_m in (0.05, 0.2, 0.4):
        speed = straight_speed_mps(BODY, points((FRONT_M + 0.5 + gap_m, 0.0)), 1.0, 0.5)
        assert speed**2 / (2 * 0.3) <= gap_m + 1e-9


@pytest.mark.parametrize("distance_m", [-1.0, 0.0, math.nan])
def test_without_a_way_left_there_is_no_speed(distance_m: float) -> None:
    assert stopping_speed_mps(distance_m) == 0.0


@pytest.mark.parametrize("broken", [(math.nan, 0.0), (0.0, math.nan), (math.inf, 0.0), (-math.inf, 0.0)])
def test_a_point_that_is_no_number_stops_the_body(broken: tuple[float, float]) -> None:
    assert straight_speed_mps(BODY, points((3.0, 3.0), broken), 0.3, 0.5) == 0.0
    assert turning_speed_radps(BODY, points((3.0, 3.0), broken), 0.3) == 0.0


@pytest.mark.parametrize("speed_mps", [math.nan, math.inf, -math.inf, -0.1])
def test_a_bound_that_is_no_speed_stops_the_body(speed_mps: float) -> None:
    assert straight_speed_mps(BODY, NO_POINTS, speed_mps, 0.5) == 0.0
    assert turning_speed_radps(BODY, NO_POINTS, speed_mps) == 0.0


@pytest.mark.parametrize(("away_m", "turns"), [(0.41, False), (0.43, True)])
def test_the_body_does_not_turn_into_what_stands_in_its_circle(away_m: float, turns: bool) -> None:
    assert (turning_speed_radps(BODY, points((0.0, away_m)), 0.3) > 0.0) is turns


@pytest.mark.parametrize(
    ("point", "speed_mps"),
    [
        ((-0.3 - 0.29, 0.0), 0.0),
        ((-0.3 - 0.31, 0.0), 0.1),
        ((-0.3 - 0.1, SIDE_M + 0.04), 0.0),
        ((-0.3 - 0.1, -SIDE_M - 0.06), 0.1),
        ((0.3, 0.0), 0.1),
        ((math.nan, 0.0), 0.0),
    ],
)
def test_the_body_creeps_back_only_into_free_floor(point: tuple[float, float], speed_mps: float) -> None:
    assert backing_speed_mps(BODY, points(point), 0.3) == speed_mps
    assert backing_speed_mps(BODY, points(point), 0.0) == 0.0
    assert backing_speed_mps(BODY, points(point), math.nan) == 0.0


def test_turning_no_corner_is_faster_than_the_bound() -> None:
    assert turning_speed_radps(BODY, NO_POINTS, 0.1) * BODY.footprint.turning_radius_m == pytest.approx(0.1)
    assert turning_speed_radps(BODY, NO_POINTS, 0.5) == BODY.top_turn_radps
    assert turning_speed_radps(BODY, points((0.0, 0.6)), 0.5) * BODY.footprint.turning_radius_m == pytest.approx(0.1)


def test_frames_are_turned_there_and_back() -> None:
    where = pose(2.0, 1.0, math.pi / 2)
    assert in_body_frame(points((2.0, 3.0), (1.0, 1.0)), where) == pytest.approx(points((2.0, 0.0), (0.0, 1.0)))
    assert in_map_frame(points((2.0, 0.0)), where) == pytest.approx(points((2.0, 3.0)))


def test_distances_are_from_the_edge() -> None:
    near = points((FRONT_M + 0.5, 0.0), (0.0, SIDE_M + 0.2), (FRONT_M + 0.3, -SIDE_M - 0.4), (0.0, 0.0))
    assert BODY.footprint.distances_m(near) == pytest.approx([0.5, 0.2, 0.5, 0.0])
