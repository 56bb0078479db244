"""Ways: around furniture and people, never through; failures with words; leaving a tight spot."""

import math
from itertools import pairwise

import pytest

from carebot.core.home import Point
from carebot.core.outcomes import Outcome, Result
from robot_adapters._navigation.grid import OccupancyGrid
from robot_adapters._navigation.planner import PERSON_RADIUS_M, Goals, Path, goal_at, plan, terrain
from tests.robot_adapters.navigation.builders import at, length_m, nearest_m, points, room

RADIUS_M = 0.36


def way(grid: OccupancyGrid, start: Point, end: Point, *people: Point) -> Path:
    found = plan(terrain(grid, people, RADIUS_M), start, goal_at(grid, end))
    assert not isinstance(found, Outcome), found
    return found


def refused(grid: OccupancyGrid, start: Point, end: Point, *people: Point) -> Outcome:
    found = plan(terrain(grid, people, RADIUS_M), start, goal_at(grid, end))
    assert isinstance(found, Outcome), found
    return found


def test_in_an_empty_room_the_way_is_a_straight_line() -> None:
    path = way(room(6.0, 4.0), at(1.0, 2.0), at(5.0, 2.0))
    assert path == (at(1.0, 2.0), at(5.0, 2.0))


def test_the_way_goes_around_a_box_with_room_for_the_body() -> None:
    grid = room(6.0, 4.0, (2.8, 0.0, 3.2, 2.6))
    path = way(grid, at(1.0, 1.0), at(5.0, 1.0))
    for before, after in pairwise(path):
        assert grid.along_m(before, after).min() >= RADIUS_M - 0.03
    assert 4.0 < length_m(path) < 6.5


def test_the_way_keeps_off_edges_where_there_is_room() -> None:
    grid = room(6.0, 4.0, (2.0, 0.0, 4.0, 1.0))
    path = way(grid, at(1.0, 1.3), at(5.0, 1.3))
    assert nearest_m(path, at(3.0, 1.0)) > RADIUS_M + 0.1


@pytest.mark.parametrize("person", [at(3.0, 2.0), at(3.0, 1.6), at(3.0, 2.4)])
def test_the_way_never_leads_through_a_person(person: Point) -> None:
    path = way(room(6.0, 4.0), at(1.0, 2.0), at(5.0, 2.0), person)
    assert nearest_m(path, person) > RADIUS_M + PERSON_RADIUS_M
    assert length_m(path) < 6.0


def test_the_way_gives_a_person_a_wider_berth_than_it_must_where_there_is_room() -> None:
    path = way(room(8.0, 8.0), at(1.0, 4.0), at(7.0, 4.0), at(4.0, 4.0))
    assert nearest_m(path, at(4.0, 4.0)) > RADIUS_M + PERSON_RADIUS_M + 0.15


def test_a_person_in_a_narrow_door_closes_it() -> None:
    grid = room(6.0, 4.0, (2.9, 0.0, 3.1, 1.5), (2.9, 2.5, 3.1, 4.0))
    assert way(grid, at(1.0, 2.0), at(5.0, 2.0))
    outcome = refused(grid, at(1.0, 2.0), at(5.0, 2.0), at(3.0, 2.0))
    assert outcome.result is Result.PLANNING


@pytest.mark.parametrize(("gap_m", "passes"), [(0.65, False), (0.85, True)])
def test_a_gap_is_passed_only_where_the_body_fits(gap_m: float, passes: bool) -> None:
    grid = room(6.0, 4.0, (2.9, 0.0, 3.1, 2.0 - gap_m / 2), (2.9, 2.0 + gap_m / 2, 3.1, 4.0))
    found = plan(terrain(grid, (), RADIUS_M), at(1.0, 2.0), goal_at(grid, at(5.0, 2.0)))
    assert isinstance(found, Outcome) is not passes


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (at(1.0, 1.0), at(9.0, 1.0)),
        (at(-1.0, 1.0), at(1.0, 1.0)),
        (at(math.nan, 1.0), at(1.0, 1.0)),
        (at(1.0, 1.0), at(1.0, math.nan)),
        (at(1.0, 1.0), at(math.inf, 1.0)),
    ],
)
def test_off_the_map_there_is_no_way(start: Point, end: Point) -> None:
    outcome = refused(room(4.0, 4.0), start, end)
    assert outcome.result is Result.PLANNING
    assert outcome.detail.zh
    assert outcome.detail.en


def test_a_goal_inside_furniture_has_no_way() -> None:
    grid = room(6.0, 4.0, (4.0, 1.0, 5.0, 3.0))
    assert refused(grid, at(1.0, 2.0), at(4.5, 2.0)).result is Result.PLANNING


def test_a_walled_off_goal_has_no_way() -> None:
    grid = room(6.0, 4.0, (3.0, 0.0, 3.1, 4.0))
    assert refused(grid, at(1.0, 2.0), at(5.0, 2.0)).result is Result.PLANNING


def test_a_body_that_stands_too_near_something_can_leave() -> None:
    grid = room(6.0, 4.0, (1.0, 1.0, 2.0, 3.0))
    start = at(2.25, 2.0)
    assert grid.clearances_m(points((2.25, 2.0)))[0] < RADIUS_M
    path = way(grid, start, at(5.0, 2.0))
    assert path[0] == start


def test_a_body_beside_a_person_can_leave_and_does_not_go_nearer() -> None:
    person = at(2.0, 2.0)
    start = at(2.5, 2.0)
    path = way(room(6.0, 4.0), start, at(5.0, 2.0), person)
    assert nearest_m(path, person) >= start.distance_m(person) - 0.03


def test_among_several_goals_the_cheapest_to_reach_and_to_end_at_is_taken() -> None:
    grid = room(6.0, 4.0)
    near, far = grid.cell(at(2.0, 2.0)), grid.cell(at(5.0, 2.0))
    assert near is not None
    assert far is not None
    for extra, chosen in ((0.0, near), (10.0, far)):
        goals = Goals(cells={near: extra, far: 0.0}, centre=at(5.0, 2.0), reach_m=3.1)
        path = plan(terrain(grid, (), RADIUS_M), at(1.0, 2.0), goals)
        assert not isinstance(path, Outcome)
        assert grid.cell(path[-1]) == chosen
