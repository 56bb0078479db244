"""Bringing a body to a goal among things and people that come and go."""

import math
from collections.abc import Callable

import pytest

from carebot.core.home import Point, Pose
from carebot.core.outcomes import Outcome, Result
from robot_adapters._navigation.follower import Bounds
from robot_adapters._navigation.footprint import NO_POINTS, Points, in_body_frame
from robot_adapters._navigation.grid import OccupancyGrid
from robot_adapters._navigation.navigator import PATIENCE, Navigator, destination_at
from tests.robot_adapters.navigation.builders import BODY, at, moved, points, pose, room, sensed

TICK_S = 0.05
BOUNDS = Bounds(speed_mps=0.3, keep_m=0.52)


def nothing(_: float) -> Points:
    return NO_POINTS


class Drive:
    """One drive of a base that does what it is told, among obstacles by the second."""

    def __init__(self, grid: OccupancyGrid, start: Pose, goal: Pose) -> None:
        self.navigator = Navigator(grid, BODY, destination_at(grid, goal))
        self.track = [start]
        self.nearest_m = math.inf
        self.seconds = 0.0

    def run(
        self, obstacles: Callable[[float], Points] = nothing, people: tuple[Point, ...] = (), slip: float = 0.0
    ) -> Outcome:
        while self.seconds < 200:
            around = obstacles(self.seconds)
            here = self.track[-1]
            distances = BODY.footprint.distances_m(in_body_frame(around, here))
            self.nearest_m = min(self.nearest_m, float(distances.min(initial=math.inf)))
            step = self.navigator.step(sensed(here, self.seconds, around, people), BOUNDS)
            if isinstance(step, Outcome):
                return step
            grip = 1.0 - slip
            self.track.append(moved(here, grip * step.linear_mps, grip * step.angular_radps, TICK_S))
            self.seconds += TICK_S
        raise AssertionError("the drive has no end")


def test_it_arrives_around_furniture() -> None:
    drive = Drive(room(6.0, 4.0, (2.8, 0.0, 3.2, 2.6)), pose(1.0, 1.0), pose(5.0, 1.0, math.pi / 2))
    assert drive.run().succeeded
    assert drive.track[-1].point.distance_m(at(5.0, 1.0)) < 0.06
    assert drive.navigator.path


def test_it_goes_around_a_chair_that_the_map_lacks() -> None:
    chair = points(*((x / 20, y / 20) for x in range(58, 63) for y in range(38, 43)))
    drive = Drive(room(6.0, 4.0), pose(1.0, 2.0), pose(5.0, 2.0))
    assert drive.run(lambda _: chair).succeeded
    assert drive.nearest_m > 0.05


def test_it_goes_around_somebody_who_steps_into_the_way() -> None:
    person = at(3.5, 2.0)
    drive = Drive(room(7.0, 5.0), pose(1.0, 2.0), pose(6.0, 2.0))

    def steps_in(seconds: float) -> Points:
        return points((person.x_m, person.y_m)) if seconds > 4 else NO_POINTS

    assert drive.run(steps_in).succeeded
    assert drive.nearest_m > 0.2


def test_it_waits_for_somebody_in_a_door_and_goes_on_when_she_has_gone() -> None:
    grid = room(6.0, 4.0, (2.9, 0.0, 3.1, 1.5), (2.9, 2.5, 3.1, 4.0))
    drive = Drive(grid, pose(1.0, 2.0), pose(5.0, 2.0))
    outcome = drive.run(lambda seconds: points((3.0, 2.0)) if seconds < 12 else NO_POINTS)
    assert outcome.succeeded
    assert drive.nearest_m >= 0.45


def test_it_gives_up_when_the_door_stays_blocked() -> None:
    grid = room(6.0, 4.0, (2.9, 0.0, 3.1, 1.5), (2.9, 2.5, 3.1, 4.0))
    drive = Drive(grid, pose(1.0, 2.0), pose(5.0, 2.0))
    outcome = drive.run(lambda _: points((3.0, 2.0)))
    assert outcome.result is Result.EXECUTION
    assert outcome.detail.zh
    assert outcome.detail.en
    assert PATIENCE.total_seconds() <= drive.seconds < PATIENCE.total_seconds() + 15
    assert drive.nearest_m >= 0.45


def test_it_waits_for_a_person_whom_only_the_eyes_see() -> None:
    grid = room(6.0, 4.0, (2.9, 0.0, 3.1, 1.5), (2.9, 2.5, 3.1, 4.0))
    drive = Drive(grid, pose(1.0, 2.0), pose(5.0, 2.0))
    assert drive.run(people=(at(3.0, 2.0),)).result is Result.EXECUTION
    assert drive.track[-1] == drive.track[0]


def test_where_no_way_exists_at_all_it_says_so_at_once() -> None:
    grid = room(6.0, 4.0, (2.9, 0.0, 3.1, 4.0))
    drive = Drive(grid, pose(1.0, 2.0), pose(5.0, 2.0))
    assert drive.run(lambda _: points((2.0, 1.0))).result is Result.PLANNING
    assert drive.seconds == 0.0


def test_wheels_that_only_spin_end_the_drive() -> None:
    drive = Drive(room(6.0, 4.0), pose(1.0, 2.0), pose(5.0, 2.0))
    outcome = drive.run(slip=1.0)
    assert outcome.result is Result.EXECUTION
    assert 5 < drive.seconds < 8
    assert outcome.detail.zh


@pytest.mark.parametrize("slip", [0.0, 0.3])
def test_some_slip_is_no_reason_to_end(slip: float) -> None:
    assert Drive(room(6.0, 4.0), pose(1.0, 2.0), pose(5.0, 2.0, 1.0)).run(slip=slip).succeeded


def test_too_near_to_somebody_to_turn_it_backs_off_first() -> None:
    drive = Drive(room(7.0, 4.0), pose(3.0, 2.0), pose(1.0, 2.0, math.pi))
    assert drive.run(lambda _: points((3.0 + BODY.footprint.front_m + 0.25, 2.0))).succeeded
    assert drive.nearest_m >= 0.2


def test_with_a_wall_behind_it_does_not_back_off() -> None:
    drive = Drive(room(7.0, 4.0), pose(0.5, 2.0), pose(5.0, 2.0, math.pi))
    outcome = drive.run(lambda _: points((0.5 + BODY.footprint.front_m + 0.25, 2.0)))
    assert outcome.result is Result.EXECUTION
    assert drive.track[-1] == drive.track[0]


def test_a_laser_that_gives_no_numbers_ends_the_drive_without_motion() -> None:
    drive = Drive(room(6.0, 4.0), pose(1.0, 2.0), pose(5.0, 2.0))
    assert drive.run(lambda _: points((math.nan, math.nan))).result is Result.EXECUTION
    assert drive.track[-1] == drive.track[0]
