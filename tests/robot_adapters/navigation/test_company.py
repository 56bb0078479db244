"""Going up to people, finding them, and leading them somewhere."""

import asyncio
import math
from datetime import timedelta

import pytest

from carebot.core.actions import Approach, Escort
from carebot.core.outcomes import Result
from carebot.core.situation import Posture
from robot_adapters._navigation.company import approach, escort, keep_in_view
from robot_adapters._navigation.navigator import destination_at
from tests.robot_adapters.navigation.builders import at, pose, room
from tests.robot_adapters.navigation.driving import Someone, Stand


@pytest.mark.slow
@pytest.mark.parametrize("stop_at_m", [0.5, 1.0, 1.5])
def test_it_drives_up_to_a_standing_person_and_faces_her(stop_at_m: float) -> None:
    stand = Stand(room(8.0, 6.0), pose(1.0, 3.0), Someone(at(5.0, 3.5)))
    outcome = stand.run(approach(stand.pilot, Approach(person="lin", stop_at_m=stop_at_m, speed_mps=0.3)))
    assert outcome.succeeded
    assert stop_at_m - 0.05 <= stand.gap_m() <= stop_at_m + 0.1
    assert stand.facing_rad() < 0.05


@pytest.mark.slow
@pytest.mark.parametrize("start_y_m", [1.0, 3.0, 5.0])
def test_it_keeps_the_distance_from_the_feet_of_a_lying_person(start_y_m: float) -> None:
    someone = Someone(at(5.0, 3.0), half_length_m=0.8, posture=Posture.FALLEN)
    stand = Stand(room(8.0, 6.0), pose(1.0, start_y_m), someone)
    outcome = stand.run(approach(stand.pilot, Approach(person="lin", stop_at_m=0.8, speed_mps=0.3)))
    assert outcome.succeeded
    assert stand.least_m >= 0.75
    assert stand.gap_m() < 1.0


def test_it_keeps_its_eyes_on_the_person_and_low_when_she_lies() -> None:
    someone = Someone(at(5.0, 3.0), half_length_m=0.8, posture=Posture.FALLEN)
    stand = Stand(room(8.0, 6.0), pose(1.0, 3.0), someone)
    stand.run(approach(stand.pilot, Approach(person="lin", stop_at_m=0.8, speed_mps=0.3)))
    assert stand.sees_someone()
    assert stand.head[1] < -0.4


def test_its_eyes_follow_a_person_who_moves_about() -> None:
    stand = Stand(room(8.0, 6.0), pose(1.0, 3.0), Someone(at(4.0, 3.0)))
    someone = stand.someone
    assert someone is not None

    async def watched() -> list[bool]:
        task = asyncio.create_task(keep_in_view(stand.pilot, "lin", timedelta(seconds=20)))
        seen = []
        for step in range(16):
            someone.where = at(2.0, 3.0 + 2.0 * math.sin(step / 3))
            await stand.clock.sleep(timedelta(seconds=1))
            seen.append(stand.sees_someone())
        assert (await task).succeeded
        return seen

    assert all(stand.run(watched()))
    assert stand.pose.point.distance_m(at(1.0, 3.0)) < 0.01


@pytest.mark.slow
def test_out_of_view_she_is_looked_for_now_and_then_and_found_at_once() -> None:
    stand = Stand(room(8.0, 6.0), pose(1.0, 3.0, 2.2), None)

    async def found() -> tuple[int, bool]:
        task = asyncio.create_task(keep_in_view(stand.pilot, "lin", timedelta(seconds=70)))
        await stand.clock.sleep(timedelta(seconds=30))
        looks = len(stand.gazes)
        stand.someone = Someone(at(4.0, 2.0))
        await stand.clock.sleep(timedelta(seconds=29))
        seen = stand.sees_someone()
        assert (await task).succeeded
        return looks, seen

    looks, seen = stand.run(found())
    assert 5 <= looks <= 40
    assert seen


def test_already_near_it_only_turns_to_her() -> None:
    stand = Stand(room(8.0, 6.0), pose(4.3, 3.0, 2.0), Someone(at(5.0, 3.0)))
    stand.head = (-1.5, 0.0)
    before = stand.pose.point
    outcome = stand.run(approach(stand.pilot, Approach(person="lin", stop_at_m=1.0, speed_mps=0.3)))
    assert outcome.succeeded
    assert before.distance_m(stand.pose.point) < 0.01
    assert stand.facing_rad() < 0.05


@pytest.mark.slow
def test_it_goes_after_a_person_who_walks_off() -> None:
    stand = Stand(room(9.0, 4.0), pose(1.0, 2.0), Someone(at(4.0, 2.0)))
    someone = stand.someone
    assert someone is not None
    walked = iter([at(4.0 + min(3.0, 0.02 * tick), 2.0) for tick in range(6000)])
    original = stand._pass_tick

    def walks() -> None:
        someone.where = next(walked)
        original()

    stand._pass_tick = walks  # type: ignore[method-assign]  # the person of this test walks on her own
    outcome = stand.run(approach(stand.pilot, Approach(person="lin", stop_at_m=1.0, speed_mps=0.3)))
    assert outcome.succeeded
    assert someone.where == at(7.0, 2.0)
    assert stand.gap_m() <= 1.1


def test_it_finds_a_person_behind_it_by_turning_the_head() -> None:
    stand = Stand(room(8.0, 6.0), pose(4.0, 3.0, 0.0), Someone(at(1.5, 3.0)))
    outcome = stand.run(approach(stand.pilot, Approach(person="lin", stop_at_m=1.0, speed_mps=0.3)))
    assert outcome.succeeded
    assert stand.gap_m() <= 1.1


@pytest.mark.slow
def test_it_looks_for_her_where_she_was_last_seen() -> None:
    grid = room(10.0, 4.0, (4.9, 0.0, 5.1, 2.5))
    stand = Stand(grid, pose(1.0, 1.0, math.pi), Someone(at(8.0, 1.0)))
    action = Approach(person="lin", stop_at_m=1.0, speed_mps=0.3, last_seen=at(7.5, 1.2))
    assert stand.run(approach(stand.pilot, action)).succeeded
    assert stand.gap_m() <= 1.1


@pytest.mark.parametrize("last_seen", [None, at(6.0, 3.0)])
def test_nobody_there_is_said_after_looking_all_around(last_seen: object) -> None:
    stand = Stand(room(8.0, 6.0), pose(1.0, 3.0))
    where = at(6.0, 3.0) if last_seen else None
    action = Approach(person="lin", stop_at_m=1.0, speed_mps=0.3, last_seen=where)
    outcome = stand.run(approach(stand.pilot, action))
    assert outcome.result is Result.EXECUTION
    assert outcome.detail.zh
    assert outcome.detail.en
    assert max(pan for pan, _ in stand.gazes) - min(pan for pan, _ in stand.gazes) > math.radians(300)


@pytest.mark.slow
def test_somebody_who_left_unseen_is_sought_where_she_went() -> None:
    stand = Stand(room(12.0, 4.0), pose(1.0, 2.0), Someone(at(5.0, 2.0)))
    someone = stand.someone
    assert someone is not None
    original = stand._pass_tick

    def leaves() -> None:
        original()
        if stand.pose.x_m > 2.0:
            someone.where = at(11.0, 3.0)
            stand.blind_until_x_m = 3.9

    stand._pass_tick = leaves  # type: ignore[method-assign]  # the person of this test leaves on her own
    outcome = stand.run(approach(stand.pilot, Approach(person="lin", stop_at_m=1.0, speed_mps=0.3)))
    assert outcome.succeeded
    assert stand.gap_m() <= 1.1


def test_a_bound_of_zero_holds_it_and_a_raised_one_lets_it_go_on() -> None:
    stand = Stand(room(8.0, 6.0), pose(1.0, 3.0))
    stand.bound_mps = 0.0
    outcome = stand.run(stand.pilot.drive_to(destination_at(stand.grid, pose(3.0, 3.0)), 0.3))
    assert outcome.result is Result.EXECUTION
    assert stand.pose == pose(1.0, 3.0)
    stand.bound_mps = 0.2
    assert stand.run(stand.pilot.drive_to(destination_at(stand.grid, pose(3.0, 3.0)), 0.3)).succeeded


@pytest.mark.slow
def test_an_escort_arrives_together_with_a_slow_walker() -> None:
    someone = Someone(at(1.0, 3.0))
    stand = Stand(room(9.0, 6.0), pose(2.0, 3.0, math.pi), someone)
    stand.walking_mps = 0.15
    outcome = stand.run(escort(stand.pilot, Escort(person="lin", place="there", speed_mps=0.3), pose(7.0, 3.0)))
    assert outcome.succeeded
    assert stand.pose.point.distance_m(at(7.0, 3.0)) < 0.05
    assert someone.where.distance_m(stand.pose.point) <= 1.5
    assert stand.least_m > 0.3


@pytest.mark.slow
def test_an_escort_waits_for_a_person_who_stays_behind_and_then_says_so() -> None:
    stand = Stand(room(9.0, 6.0), pose(2.0, 3.0, math.pi), Someone(at(1.0, 3.0)))
    outcome = stand.run(escort(stand.pilot, Escort(person="lin", place="there", speed_mps=0.3), pose(7.0, 3.0)))
    assert outcome.result is Result.EXECUTION
    assert outcome.detail.zh
    assert stand.pose.point.distance_m(at(1.0, 3.0)) < 1.8


def test_the_head_reaches_backwards_by_the_long_way() -> None:
    stand = Stand(room(8.0, 6.0), pose(4.0, 3.0))
    pan_rad, tilt_rad = stand.pilot.chart.gaze.towards(pose(4.0, 3.0), at(1.0, 3.5), 0.9)
    assert pan_rad == pytest.approx(-math.pi - math.atan2(0.5, 3.0), abs=0.02)
    assert tilt_rad == pytest.approx(math.atan2(-0.4, math.hypot(3.0, 0.5)))
    assert stand.pilot.chart.gaze.reaches(pan_rad, tilt_rad)
    assert not stand.pilot.chart.gaze.reaches(2.0, 0.0)
    assert not stand.pilot.chart.gaze.reaches(0.0, 1.0)
