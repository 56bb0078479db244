"""Following a way, with a base that does exactly what it is told."""

import math

import pytest

from carebot.core.home import Pose
from robot_adapters._navigation.follower import Bounds, Going, PathFollower, Step, turn_step
from robot_adapters._navigation.footprint import NO_POINTS, Points
from robot_adapters._navigation.planner import Path
from tests.robot_adapters.navigation.builders import BODY, at, moved, nearest_m, points, pose

TICK_S = 0.05
BOUNDS = Bounds(speed_mps=0.3, keep_m=0.52)


def run(
    follower: PathFollower, start: Pose, obstacles: Points = NO_POINTS, seconds: float = 90.0
) -> tuple[list[Pose], list[Step]]:
    """Drive until arrived, blocked for a second, or out of time."""
    track, steps, blocked = [start], [], 0
    for _ in range(round(seconds / TICK_S)):
        step = follower.step(track[-1], obstacles, BOUNDS)
        steps.append(step)
        blocked = blocked + 1 if step.going is Going.BLOCKED else 0
        if step.going is Going.ARRIVED or blocked > 20:
            break
        track.append(moved(track[-1], step.linear_mps, step.angular_radps, TICK_S))
    return track, steps


@pytest.mark.parametrize(
    ("path", "yaw_rad"),
    [
        ((at(0.0, 0.0), at(3.0, 0.0)), 0.0),
        ((at(0.0, 0.0), at(3.0, 0.0)), math.pi),
        ((at(0.0, 0.0), at(-2.0, 0.5)), None),
        ((at(0.0, 0.0), at(2.0, 0.0), at(2.0, 2.0), at(0.0, 2.0)), -math.pi / 2),
        ((at(0.0, 0.0), at(0.05, 0.0)), math.pi / 2),
        ((at(0.0, 0.0), at(0.0, 0.0)), 1.0),
        ((at(0.0, 0.0), at(1.0, 0.0), at(0.2, 0.3)), 0.0),
    ],
)
@pytest.mark.parametrize("start_yaw_rad", [0.0, 2.0, -3.1])
def test_it_arrives_where_and_as_it_should(path: Path, yaw_rad: float | None, start_yaw_rad: float) -> None:
    track, steps = run(PathFollower(path, yaw_rad, BODY), pose(0.0, 0.0, start_yaw_rad))
    assert steps[-1].going is Going.ARRIVED
    assert track[-1].point.distance_m(path[-1]) < 0.06
    if yaw_rad is not None:
        assert abs(math.remainder(track[-1].yaw_rad - yaw_rad, math.tau)) < 0.05


def test_it_stays_on_the_way() -> None:
    path = (at(0.0, 0.0), at(2.0, 0.0), at(2.0, 2.0), at(4.0, 2.5))
    track, _ = run(PathFollower(path, None, BODY), pose(0.0, 0.0))
    assert max(nearest_m(path, where.point) for where in track) < 0.12


def test_it_never_goes_backwards_nor_faster_than_its_bounds() -> None:
    path = (at(0.0, 0.0), at(2.0, 0.0), at(2.0, 2.0))
    _, steps = run(PathFollower(path, math.pi, BODY), pose(0.0, 0.0, 1.0))
    assert all(0.0 <= step.linear_mps <= BOUNDS.speed_mps for step in steps)
    assert all(abs(step.angular_radps) <= BODY.top_turn_radps + 1e-9 for step in steps)


def test_it_stops_short_of_what_stands_on_the_way() -> None:
    obstacle = points((2.5, 0.0))
    track, steps = run(PathFollower((at(0.0, 0.0), at(4.0, 0.0)), None, BODY), pose(0.0, 0.0), obstacle)
    assert steps[-1].going is Going.BLOCKED
    assert steps[-1].linear_mps == 0.0
    gap_m = 2.5 - track[-1].x_m - BODY.footprint.front_m
    assert BOUNDS.keep_m - 0.02 <= gap_m < BOUNDS.keep_m + 0.05


def test_it_goes_on_when_the_way_is_free_again() -> None:
    follower = PathFollower((at(0.0, 0.0), at(4.0, 0.0)), None, BODY)
    track, _ = run(follower, pose(0.0, 0.0), points((2.5, 0.0)))
    _, steps = run(follower, track[-1])
    assert steps[-1].going is Going.ARRIVED


def test_a_place_where_somebody_stands_close_by_counts_as_reached() -> None:
    obstacle = points((2.0 + BODY.footprint.front_m + BOUNDS.keep_m - 0.15, 0.0))
    track, steps = run(PathFollower((at(0.0, 0.0), at(2.0, 0.0)), math.pi / 2, BODY), pose(0.0, 0.0), obstacle)
    assert steps[-1].going is Going.ARRIVED
    assert 0.1 < track[-1].point.distance_m(at(2.0, 0.0)) < 0.25


def test_it_turns_away_from_what_stands_ahead_when_the_way_leads_elsewhere() -> None:
    obstacle = points((0.5, 0.0))
    _, steps = run(PathFollower((at(0.0, 0.0), at(-2.0, 0.0)), None, BODY), pose(0.0, 0.0), obstacle)
    assert steps[-1].going is Going.ARRIVED


@pytest.mark.parametrize("broken", [pose(math.nan, 0.0), pose(0.0, math.inf), pose(0.0, 0.0, math.nan)])
def test_a_pose_that_is_no_number_moves_nothing(broken: Pose) -> None:
    step = PathFollower((at(0.0, 0.0), at(4.0, 0.0)), None, BODY).step(broken, NO_POINTS, BOUNDS)
    assert step == Step(going=Going.BLOCKED)


def test_an_obstacle_that_is_no_number_moves_nothing() -> None:
    step = PathFollower((at(0.0, 0.0), at(4.0, 0.0)), None, BODY).step(pose(0, 0), points((math.nan, 1.0)), BOUNDS)
    assert step.going is Going.BLOCKED
    assert (step.linear_mps, step.angular_radps) == (0.0, 0.0)


def test_the_way_ahead_begins_where_the_body_is_and_ends_with_the_way() -> None:
    follower = PathFollower((at(0.0, 0.0), at(2.0, 0.0), at(2.0, 2.0)), None, BODY)
    follower.step(pose(1.0, 0.1), NO_POINTS, BOUNDS)
    assert follower.ahead(math.inf) == (at(1.0, 0.0), at(2.0, 0.0), at(2.0, 2.0))
    assert follower.ahead(1.5) == (at(1.0, 0.0), at(2.0, 0.0), at(2.0, 0.5))
    assert follower.offset_m(at(1.0, 0.1)) == pytest.approx(0.1)


@pytest.mark.parametrize(("yaw_rad", "target_rad", "sign"), [(0.0, 1.0, 1), (0.0, -1.0, -1), (3.0, -3.0, 1)])
def test_a_turn_takes_the_short_way(yaw_rad: float, target_rad: float, sign: int) -> None:
    step = turn_step(BODY, pose(0.0, 0.0, yaw_rad), target_rad, NO_POINTS, 0.3)
    assert step.angular_radps * sign > 0


def test_a_turn_into_somebody_is_not_made() -> None:
    step = turn_step(BODY, pose(0.0, 0.0), 1.0, points((-0.05, 0.3)), 0.3)
    assert step == Step(going=Going.BLOCKED)
