"""The simulated body in its home: it arrives, keeps its distance, handles things, and shows what it sees."""

import asyncio
import math
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from carebot.core.actions import Approach, Escort, Handover, Look, MoveTo, Pick, PutDown, SupportWalking
from carebot.core.body import Health
from carebot.core.errors import BodyError
from carebot.core.home import Point
from carebot.core.outcomes import Outcome, Result
from carebot.core.picture import Picture
from tests.contracts.rig import bilingual
from tests.robot_adapters.simulated_rig import CAMERA_HZ, HER, SimulatedRig

SOON = timedelta(milliseconds=20)
HAND_OVER = Handover(object="cup", to=HER)


@pytest.fixture(scope="module")
def empty() -> Iterator[SimulatedRig]:
    """A body in a home where nobody lives."""
    with SimulatedRig() as rig:
        yield rig


@pytest.fixture
def inhabited(resident_data: Path) -> Iterator[SimulatedRig]:
    """A body in the hallway of a home whose resident stands in the living room."""
    with SimulatedRig(resident_data, "hallway") as rig:
        yield rig


def test_the_engine_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, robot_adapters.simulated; sys.exit('mujoco' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("room", ["hallway", "living_room", "kitchen", "bathroom", "bedroom"])
def test_it_drives_to_every_room(empty: SimulatedRig, room: str) -> None:
    place = empty.body.home().place(room)
    assert place is not None
    outcome = empty.run(empty.do(MoveTo(place=room, speed_mps=0.3)))
    assert outcome.succeeded, outcome
    state = empty.body.state()
    assert state.pose.point.distance_m(place.pose.point) < 0.05
    assert abs(math.remainder(state.pose.yaw_rad - place.pose.yaw_rad, math.tau)) < 0.05
    assert not state.bumped
    assert state.path == ()


@pytest.mark.slow
def test_without_the_residents_data_the_body_works_and_says_what_is_missing(empty: SimulatedRig) -> None:
    told = [fault for fault in empty.faults if fault is not None]
    assert told
    assert all(map(bilingual, told))
    assert empty.body.state().health is Health.OK
    assert empty.run(empty.body.scene.resident_truth()) is None
    with pytest.raises(BodyError):
        empty.run(empty.body.scene.resident_stand())


@pytest.mark.slow
def test_a_stop_from_another_thread_acts_in_the_next_stretch_and_latches(empty: SimulatedRig) -> None:
    async def scenario() -> tuple[float, list[float], Outcome]:
        drive = asyncio.create_task(empty.do(MoveTo(place="kitchen", speed_mps=0.3)))
        while empty.body.state().linear_mps < 0.25:
            assert not drive.done(), drive.result()
            await empty.clock.sleep(SOON)
        stopper = threading.Thread(target=empty.body.stop)
        stopper.start()
        stopper.join()
        began = empty.clock.monotonic()
        while abs(empty.body.state().linear_mps) > 0.02:
            await empty.clock.sleep(SOON)
        took_s = (empty.clock.monotonic() - began).total_seconds()
        speeds = []
        for _ in range(50):
            await empty.clock.sleep(SOON)
            empty.body._drive(0.3, 0.0)
            speeds.append(abs(empty.body.state().linear_mps))
        return took_s, speeds, await drive

    took_s, speeds, outcome = empty.run(scenario())
    empty.body.release()
    assert took_s <= 0.3
    assert max(speeds) < 0.02
    assert outcome.result is Result.CANCELLED


@pytest.mark.slow
def test_the_head_looks_where_it_is_told_and_not_beyond_its_reach(empty: SimulatedRig) -> None:
    assert empty.run(empty.do(Look(pan_rad=-1.0, tilt_rad=-0.5))).succeeded
    beyond = empty.run(empty.do(Look(pan_rad=2.5, tilt_rad=0.0)))
    assert beyond.result is Result.PRECONDITION
    assert bilingual(beyond.detail)


@pytest.mark.slow
def test_what_it_cannot_do_it_refuses(empty: SimulatedRig) -> None:
    support = SupportWalking(person=HER, place="kitchen", force_n=50.0)
    assert not empty.body.supports(support)
    assert empty.run(empty.do(support)).result is Result.UNSUPPORTED
    for action in (Pick(object="elephant"), PutDown(object="cup"), Handover(object="cup", to=HER)):
        outcome = empty.run(empty.do(action))
        assert outcome.result is Result.PRECONDITION
        assert bilingual(outcome.detail)


@pytest.mark.slow
def test_it_sees_to_its_battery(empty: SimulatedRig) -> None:
    before = empty.body.state().battery
    empty.run(empty.do(MoveTo(place="hallway", speed_mps=0.3)))
    assert 0.9 < empty.body.state().battery < before


@pytest.mark.slow
def test_pictures_come_as_often_as_wanted_and_time_waits_for_whoever_takes_them() -> None:
    rig = SimulatedRig()
    taken: list[Picture] = []

    async def take(picture: Picture) -> None:
        before = rig.clock.monotonic()
        for _ in range(30):
            await asyncio.sleep(0)
        assert rig.clock.monotonic() == before
        taken.append(picture)

    rig.body.offer_pictures(take)
    with rig:
        rig.run(rig.do(Look(pan_rad=0.0, tilt_rad=-0.3)))
        taken.clear()
        rig.run(rig.clock.sleep(timedelta(seconds=2)))
        robot = rig.body.state().pose
    assert len(taken) == pytest.approx(2 * CAMERA_HZ, abs=1)
    assert all(later.taken_at > earlier.taken_at for earlier, later in pairwise(taken))
    last = taken[-1]
    assert rig.clock.now() - last.taken_at < timedelta(seconds=1 / CAMERA_HZ + 0.025)
    assert np.asarray(last.rgb).shape == (last.height, last.width, 3)
    assert last.depth_m is not None
    assert np.asarray(last.depth_m).shape == (last.height, last.width)
    assert last.camera_to_map is not None
    assert last.robot is not None
    assert last.robot.point.distance_m(robot.point) < 0.001
    camera = np.array(last.camera_to_map).reshape(4, 4)
    assert camera[:2, 3] == pytest.approx((robot.x_m, robot.y_m), abs=0.2)
    assert camera[2, 3] == pytest.approx(1.3, abs=0.1)
    assert camera[2, 2] == pytest.approx(-math.sin(0.3), abs=0.05)


@pytest.mark.slow
def test_a_home_that_cannot_be_built_is_said(tmp_path: Path) -> None:
    rig = SimulatedRig(tmp_path / "nothing here")
    with pytest.raises(BodyError) as caught:
        rig.run(rig.body.connect())
    assert bilingual(caught.value.text)
    rig.close()


@pytest.mark.slow
def test_it_goes_up_to_her_and_keeps_its_distance(inhabited: SimulatedRig) -> None:
    outcome = inhabited.run(inhabited.watched(Approach(person=HER, stop_at_m=0.8, speed_mps=0.3)))
    assert outcome.succeeded, outcome
    assert inhabited.least_m >= 0.72
    gap_m = inhabited.gap_m(inhabited.run(inhabited.truth()))
    assert gap_m <= 1.0
    assert inhabited.body.state().nearest_obstacle_m == pytest.approx(gap_m, abs=0.15)
    assert not inhabited.body.state().bumped


@pytest.mark.slow
@pytest.mark.parametrize("direction", ["left", "backward"])
def test_it_keeps_its_distance_from_every_limb_when_she_has_fallen(inhabited: SimulatedRig, direction: str) -> None:
    async def scenario() -> Outcome:
        await inhabited.body.scene.resident_fall(direction)
        await inhabited.settled()
        return await inhabited.watched(Approach(person=HER, stop_at_m=0.8, speed_mps=0.3))

    outcome = inhabited.run(scenario())
    assert outcome.succeeded, outcome
    assert inhabited.least_m >= 0.7
    assert inhabited.gap_m(inhabited.run(inhabited.truth())) <= 1.2


@pytest.mark.slow
def test_unseen_she_is_kept_clear_of_by_laser_and_depth_alone(inhabited: SimulatedRig) -> None:
    inhabited.in_view = False
    place = inhabited.body.home().place("living_room")
    assert place is not None

    async def scenario() -> Outcome:
        await inhabited.body.scene.resident_walk_to(Point(x_m=2.6, y_m=5.2))
        await inhabited.settled()
        return await inhabited.watched(MoveTo(place="living_room", speed_mps=0.3))

    inhabited.run(scenario())
    assert inhabited.least_m >= 0.3
    assert not inhabited.body.state().bumped


@pytest.mark.slow
def test_somebody_who_is_not_there_is_not_found(inhabited: SimulatedRig) -> None:
    inhabited.in_view = False
    action = Approach(person=HER, speed_mps=0.3, last_seen=Point(x_m=4.0, y_m=3.9))
    outcome = inhabited.run(inhabited.watched(action))
    assert outcome.result is Result.EXECUTION
    assert bilingual(outcome.detail)


@pytest.mark.slow
def test_it_leads_her_to_the_kitchen_and_arrives_with_her(inhabited: SimulatedRig) -> None:
    async def scenario() -> Outcome:
        assert (await inhabited.watched(Approach(person=HER, stop_at_m=0.8, speed_mps=0.3))).succeeded
        inhabited.least_m = math.inf
        leading = asyncio.create_task(inhabited.watched(Escort(person=HER, place="hallway", speed_mps=0.3)))
        while not leading.done():
            await _follow(inhabited)
            await inhabited.clock.sleep(timedelta(seconds=1))
        return leading.result()

    outcome = inhabited.run(scenario())
    assert outcome.succeeded, outcome
    truth = inhabited.run(inhabited.truth())
    robot = inhabited.body.state().pose
    assert math.hypot(truth.pelvis_m[0] - robot.x_m, truth.pelvis_m[1] - robot.y_m) <= 1.7
    assert inhabited.least_m > 0.1


async def _follow(rig: SimulatedRig) -> None:
    """Have the resident walk to a metre behind the robot, when it has left her that far behind."""
    truth, robot = await rig.truth(), rig.body.state().pose
    x_m, y_m = float(truth.pelvis_m[0]), float(truth.pelvis_m[1])
    away_m = math.hypot(robot.x_m - x_m, robot.y_m - y_m)
    if away_m > 1.1 and await rig.body.scene.resident_is_still():
        share = (away_m - 1.0) / away_m
        await rig.body.scene.resident_walk_to(
            Point(x_m=x_m + share * (robot.x_m - x_m), y_m=y_m + share * (robot.y_m - y_m))
        )


@pytest.mark.slow
def test_what_it_fetches_is_handed_over_within_reach_and_to_whoever_takes_it(resident_data: Path) -> None:
    async def fetched(rig: SimulatedRig) -> None:
        await rig.body.scene.resident_sit("sofa")
        assert (await rig.do(Pick(object="cup"))).succeeded
        await rig.look()
        too_far = await rig.do(HAND_OVER)
        assert too_far.result in {Result.PRECONDITION, Result.EXECUTION}
        assert bilingual(too_far.detail)
        assert (await rig.do(MoveTo(place="living_room", speed_mps=0.3))).succeeded
        assert (await rig.watched(Approach(person=HER, stop_at_m=0.7, speed_mps=0.3))).succeeded

    async def offered_twice(rig: SimulatedRig) -> tuple[Outcome, Outcome]:
        refused = await rig.watched(HAND_OVER)
        assert rig.body.state().holding == "cup"
        offering = asyncio.create_task(rig.watched(HAND_OVER))
        await _take_when_offered(rig, offering)
        return refused, await offering

    with SimulatedRig(resident_data, "dining_table") as rig:
        rig.run(fetched(rig))
        refused, taken = rig.run(offered_twice(rig))
        assert refused.result is Result.TIMED_OUT
        assert bilingual(refused.detail)
        assert taken.succeeded, taken
        assert rig.run(rig.truth()).holding == "cup"
        assert rig.body.state().holding == ""
        assert rig.run(rig.do(MoveTo(place="living_room", speed_mps=0.3))).succeeded


async def _take_when_offered(rig: SimulatedRig, offering: asyncio.Task[Outcome]) -> None:
    """Have the resident take the cup when it is held out to her."""
    while not (offering.done() or rig.body.offering):
        await rig.clock.sleep(timedelta(milliseconds=500))
    assert not offering.done(), offering.result()
    await rig.body.scene.resident_take("cup")


@pytest.mark.slow
def test_a_cancelled_grasp_leaves_the_arm_holding_and_it_comes_in_before_driving() -> None:
    with SimulatedRig(start_place="dining_table") as rig:

        async def scenario() -> tuple[float, float, Outcome]:
            picking = asyncio.create_task(rig.do(Pick(object="cup")))
            while not rig.body.state().holding:
                await rig.clock.sleep(SOON)
            await rig.clock.sleep(timedelta(seconds=1))
            picking.cancel()
            await asyncio.gather(picking, return_exceptions=True)
            await rig.clock.sleep(timedelta(milliseconds=200))
            before = rig.body._connected.senses.measured()
            await rig.clock.sleep(timedelta(seconds=2))
            after = rig.body._connected.senses.measured()
            moved_m = abs(after.lift_m - before.lift_m) + abs(after.arm_m - before.arm_m)
            assert rig.body.state().holding == "cup"
            return moved_m, after.arm_m, await rig.do(MoveTo(place="kitchen", speed_mps=0.3))

        moved_m, arm_m, outcome = rig.run(scenario())
        assert moved_m < 0.01
        assert arm_m > 0.05
        assert outcome.succeeded, outcome
        assert rig.body._connected.senses.measured().arm_m < 0.02
        assert rig.body.state().holding == "cup"


@pytest.mark.slow
@pytest.mark.parametrize("view", ["overview", "robot"])
def test_onlookers_see_the_home(empty: SimulatedRig, view: str) -> None:
    picture = empty.run(empty.body.scene.picture(view, 160, 120))
    assert picture.shape == (120, 160, 3)
    assert picture.std() > 10


@pytest.mark.slow
def test_what_cannot_happen_on_the_stage_is_said(inhabited: SimulatedRig) -> None:
    scene = inhabited.body.scene
    for impossible in (
        scene.resident_walk_to("nowhere"),
        scene.resident_sit("bathtub"),
        scene.resident_fall("upwards"),
        scene.resident_help_up(),
        scene.resident_take("cup"),
    ):
        with pytest.raises(BodyError) as caught:
            inhabited.run(impossible)
        assert bilingual(caught.value.text)
