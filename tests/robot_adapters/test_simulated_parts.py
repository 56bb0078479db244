"""The parts of the simulated body without its physics: commands, thread, time, senses, battery, tables, view."""

import asyncio
import math
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import numpy as np
import pytest
from numpy.typing import NDArray

from carebot.clocks import SimulatedClock
from carebot.core.errors import BodyError
from carebot.core.home import Point, Pose
from carebot.core.language import Text
from carebot.core.situation import PeopleView, PersonSeen
from robot_adapters._navigation.footprint import NO_POINTS, Points
from robot_adapters._simulated_battery import Battery
from robot_adapters._simulated_build import new_senses
from robot_adapters._simulated_commands import CommandSlot
from robot_adapters._simulated_senses import Senses
from robot_adapters._simulated_surfaces import spot_beside
from robot_adapters._simulated_thread import STRETCH_S, WorldThread
from robot_adapters._simulated_time import SimulatedTime
from robot_adapters._simulated_view import InView
from robot_adapters._simulated_world import Camera, Snapshot
from robot_adapters._simulation.layout import apartment
from robot_adapters._simulation.readings import CameraFrame, Contact, RobotReading

STANDING = RobotReading(
    pose=Pose(x_m=5.2, y_m=3.9, yaw_rad=0.0),
    odometry=Pose(x_m=5.2, y_m=3.9, yaw_rad=0.0),
    linear_mps=0.0,
    angular_radps=0.0,
    lift_m=0.25,
    arm_m=0.0,
    wrist_yaw_rad=2.6,
    wrist_pitch_rad=0.0,
    gripper_rad=0.0,
    gripper_force_n=0.0,
    arm_force_n=0.0,
    lift_force_n=0.0,
    head_pan_rad=0.0,
    head_tilt_rad=0.0,
    contacts=(),
)
CAMERA = Camera(period_s=1e9, width=4, height=3, obstacle_height_m=1.4)


class PaperWorld:
    """A world whose robot has the speed that it is told, and which calls back after each stretch."""

    def __init__(self, after_stretch: Callable[[int], None] = lambda _: None) -> None:
        self._after_stretch = after_stretch
        self._velocity = (0.0, 0.0)
        self.velocities: list[tuple[float, float]] = []
        self.holds = 0
        self.gazes: list[tuple[float | None, float | None]] = []
        self.closed = False

    @property
    def time_s(self) -> float:
        return len(self.velocities) * STRETCH_S

    def step(self, duration_s: float) -> None:
        assert duration_s == STRETCH_S
        self.velocities.append(self._velocity)
        self._after_stretch(len(self.velocities))

    def command_velocity(self, linear_mps: float, angular_radps: float) -> None:
        self._velocity = (linear_mps, angular_radps)

    def command_joints(self, *, head_pan_rad: float | None = None, head_tilt_rad: float | None = None) -> None:
        self.gazes.append((head_pan_rad, head_tilt_rad))

    def hold_joints(self) -> None:
        self.holds += 1

    def robot(self) -> RobotReading:
        return replace(STANDING, linear_mps=self._velocity[0])

    def held_object(self) -> str | None:
        return None

    def lidar(self) -> NDArray[np.float64]:
        return np.full(360, np.inf)

    def camera(self, width: int = 640, height: int = 480, *, depth: bool = False) -> CameraFrame:
        return CameraFrame(
            rgb=np.zeros((height, width, 3), dtype=np.uint8),
            depth_m=np.full((height, width), np.inf, dtype=np.float32) if depth else None,
            fx_px=1.0,
            fy_px=1.0,
            cx_px=width / 2,
            cy_px=height / 2,
            camera_to_world=np.eye(4),
            time_s=self.time_s,
        )

    def close(self) -> None:
        self.closed = True


def never() -> bool:
    return False


def test_a_command_holds_for_half_a_second() -> None:
    slot = CommandSlot(never)
    slot.take(10.0)
    slot.drive(0.3, 0.1)
    assert slot.take(10.49).velocity == (0.3, 0.1)
    assert slot.take(10.5).velocity == (0.0, 0.0)


def test_a_new_command_replaces_the_old_and_renews_the_lease() -> None:
    slot = CommandSlot(never)
    slot.drive(0.3, 0.0)
    slot.take(0.4)
    slot.drive(0.1, 0.0)
    assert slot.take(0.89).velocity == (0.1, 0.0)


def test_a_latched_stop_beats_every_command_and_holds_the_arm() -> None:
    latched = threading.Event()
    slot = CommandSlot(latched.is_set)
    slot.drive(0.3, 0.0)
    latched.set()
    orders = slot.take(0.0)
    assert orders.velocity == (0.0, 0.0)
    assert orders.hold
    slot.drive(0.3, 0.0)
    assert slot.take(0.02).velocity == (0.0, 0.0)


def test_a_halt_holds_the_arm_once_and_leaves_the_gaze() -> None:
    slot = CommandSlot(never)
    slot.drive(0.3, 0.0)
    slot.look(0.5, -0.2)
    slot.halt()
    orders = slot.take(0.0)
    assert (orders.velocity, orders.gaze, orders.hold) == ((0.0, 0.0), (0.5, -0.2), True)
    assert not slot.take(0.02).hold
    slot.halt()
    assert slot.take_hold()
    assert not slot.take(0.04).hold


def test_in_lockstep_a_stretch_passes_only_when_the_one_before_was_taken_in() -> None:
    world = PaperWorld()

    async def scenario() -> list[int]:
        thread: WorldThread[PaperWorld] = WorldThread(CommandSlot(never), CAMERA, None)
        await thread.start(lambda: world)
        counts = []
        for _ in range(3):
            await thread.measured()
            counts.append(await thread.call(lambda paper: len(paper.velocities)))
            thread.go_on(1)
        await thread.measured()
        await thread.aclose()
        return counts

    assert asyncio.run(scenario()) == [1, 2, 3]
    assert world.closed


def test_time_stands_still_until_whoever_asks_the_world_has_acted_on_its_answer() -> None:
    """The answer is slow in coming: the loop turns a hundred times before the world's thread gives it."""
    world = PaperWorld()

    async def scenario() -> list[tuple[int, int]]:
        clock = SimulatedClock(datetime(2026, 3, 1, tzinfo=UTC))
        slot = CommandSlot(never)
        thread: WorldThread[PaperWorld] = WorldThread(slot, CAMERA, None)
        time = SimulatedTime(thread, new_senses(apartment()), clock, lambda _: None)
        await time.start(lambda: world, None, lockstep=True)
        acted = []
        for speed_mps in (0.1, 0.2, 0.3):
            await clock.sleep(timedelta(milliseconds=100))
            may_answer = threading.Event()
            asking = asyncio.create_task(thread.call(partial(_slow_answer, may_answer)))
            for _ in range(100):
                await asyncio.sleep(0)
            may_answer.set()
            passed = await asking
            slot.drive(speed_mps, 0.0)
            await clock.sleep(timedelta(milliseconds=40))
            acted.append((passed, world.velocities.index((speed_mps, 0.0))))
        await time.aclose()
        return acted

    assert all(passed == index for passed, index in asyncio.run(scenario()))


def _slow_answer(may_answer: threading.Event, paper: PaperWorld) -> int:
    assert may_answer.wait(30.0)
    return len(paper.velocities)


@pytest.mark.parametrize("stopped_after", [5, None])
def test_while_the_loop_hangs_leases_end_and_stops_stop(stopped_after: int | None) -> None:
    """The loop does nothing until fifty stretches have passed without it."""
    latched, hung_long_enough = threading.Event(), threading.Event()

    def after_stretch(count: int) -> None:
        if count == stopped_after:
            latched.set()
        if count == 50:
            hung_long_enough.set()

    world = PaperWorld(after_stretch)

    async def scenario() -> None:
        slot = CommandSlot(latched.is_set)
        thread: WorldThread[PaperWorld] = WorldThread(slot, CAMERA, 1000.0)
        slot.drive(0.3, 0.0)
        await thread.start(lambda: world)
        assert hung_long_enough.wait(30.0)
        assert len(await thread.measured()) > 0
        await thread.aclose()

    asyncio.run(scenario())
    moving = 5 if stopped_after else 25
    assert len(world.velocities) == 50
    assert [velocity[0] for velocity in world.velocities] == [0.3] * moving + [0.0] * (50 - moving)
    assert world.holds == (45 if stopped_after else 0)


def test_a_world_that_fails_tells_and_a_closed_one_takes_no_jobs() -> None:
    told: list[Text] = []

    def fails(count: int) -> None:
        if count == 3:
            raise BodyError(Text(zh="坏了。", en="It broke."))

    async def scenario() -> None:
        clock = SimulatedClock(datetime(2026, 3, 1, tzinfo=UTC))
        thread: WorldThread[PaperWorld] = WorldThread(CommandSlot(never), CAMERA, None)
        time = SimulatedTime(thread, new_senses(apartment()), clock, told.append)
        await time.start(lambda: PaperWorld(fails), None, lockstep=True)
        await asyncio.wait(time._tasks)
        await time.aclose()
        with pytest.raises(BodyError):
            await thread.call(lambda paper: paper.time_s)

    asyncio.run(scenario())
    assert told == [Text(zh="坏了。", en="It broke.")]


def snapshot(
    at_s: float,
    *,
    reading: RobotReading = STANDING,
    holding: str = "",
    commanded: tuple[float, float] = (0.0, 0.0),
    laser_m: NDArray[np.float64] | None = None,
    points: Points = NO_POINTS,
    frame: CameraFrame | None = None,
) -> Snapshot:
    """One measurement."""
    return Snapshot(
        time_s=at_s,
        reading=reading,
        holding=holding,
        commanded=commanded,
        laser_m=laser_m,
        frame=frame,
        points=points,
    )


def test_before_the_first_measurement_there_is_none() -> None:
    with pytest.raises(BodyError):
        new_senses(apartment()).measured()


def test_a_laser_return_in_the_free_hallway_is_an_obstacle_at_its_distance() -> None:
    senses = new_senses(apartment())
    ranges = np.full(360, np.inf)
    ranges[0] = 1.0
    senses.take([snapshot(0.1, laser_m=ranges)])
    assert senses.nearest_m() == pytest.approx(0.93)


def test_the_walls_of_the_hallway_are_no_obstacles() -> None:
    senses = new_senses(apartment())
    ranges = np.full(360, np.inf)
    ranges[90] = 0.65
    senses.take([snapshot(0.1, laser_m=ranges)])
    assert senses.nearest_m() == math.inf


def test_a_broken_laser_means_something_at_the_body() -> None:
    senses = new_senses(apartment())
    senses.take([snapshot(0.1, laser_m=np.full(360, math.nan))])
    assert senses.nearest_m() == 0.0


def test_the_depth_camera_does_not_take_the_body_for_an_obstacle() -> None:
    frame = PaperWorld().camera(depth=True)
    own, other = (5.2 + 0.08, 3.9), (5.2 + 0.5, 3.9)
    seen = np.array([own, other])
    for reading, holding, count in (
        (STANDING, "", 1),
        (replace(STANDING, wrist_yaw_rad=math.pi / 2), "cup", 1),
        (replace(STANDING, arm_m=0.3, wrist_yaw_rad=0.0), "", 0),
    ):
        senses = new_senses(apartment())
        senses.take([snapshot(0.1, reading=reading, holding=holding, frame=frame, points=seen)])
        assert len(senses.obstacles()) == count


def test_a_bump_is_remembered_for_half_a_second_and_what_is_carried_may_touch() -> None:
    bumped = replace(STANDING, contacts=(Contact(part="base_box", other="sofa", force_n=20.0),))
    touched = replace(STANDING, contacts=(Contact(part="link_arm", other="cup", force_n=20.0),))
    senses = new_senses(apartment())
    found = []
    for reading, at_s in ((touched, 1.0), (bumped, 1.1), (STANDING, 1.6), (STANDING, 1.62)):
        senses.take([snapshot(at_s, reading=reading)])
        found.append((senses.bumped, senses.nearest_m() == 0.0))
    assert found == [(False, False), (True, True), (True, True), (False, False)]


def test_a_grip_that_flickers_is_a_grip() -> None:
    senses = new_senses(apartment())
    senses.take([snapshot(1.0, holding="cup"), snapshot(1.28)])
    assert senses.holding == "cup"
    senses.take([snapshot(1.32)])
    assert senses.holding == ""


def driven(senses: Senses, achieved_mps: float, until_s: float) -> bool:
    reading = replace(STANDING, linear_mps=achieved_mps)
    for tick in range(round(until_s / 0.1)):
        senses.take([snapshot(0.1 * tick, reading=reading, commanded=(-0.2, 0.0))])
    return senses.follows


@pytest.mark.parametrize(
    ("achieved_mps", "until_s", "follows"), [(0.0, 1.0, True), (0.0, 1.3, False), (-0.1, 3.0, True), (0.1, 3.0, False)]
)
def test_a_base_that_does_not_move_as_told_is_noticed_after_a_second(
    achieved_mps: float, until_s: float, follows: bool
) -> None:
    assert driven(new_senses(apartment()), achieved_mps, until_s) is follows


def test_the_battery_lasts_two_hours_of_driving_and_fills_at_the_dock() -> None:
    dock, away = Point(x_m=8.4, y_m=3.9), Pose(x_m=5.0, y_m=3.9, yaw_rad=0.0)
    battery = Battery(dock)
    battery.pass_time(3600.0, away, 0.3)
    assert battery.level == pytest.approx(0.5)
    battery.pass_time(3600.0, away, 0.0)
    assert battery.level == pytest.approx(0.3)
    battery.pass_time(3600.0, Pose(x_m=8.35, y_m=3.9, yaw_rad=0.0), 0.0)
    assert battery.level == pytest.approx(0.55)
    battery.pass_time(36000.0, away, 0.3)
    assert battery.level == 0.0
    battery.pass_time(36000.0, Pose(x_m=8.4, y_m=3.9, yaw_rad=0.0), 0.0)
    assert battery.level == 1.0


@pytest.mark.parametrize("place_id", ["dining_table", "bedside_table", "side_table"])
def test_beside_every_table_there_is_a_spot_on_it(place_id: str) -> None:
    home = apartment()
    place = home.home().place(place_id)
    assert place is not None
    spot = spot_beside(home, place.pose)
    assert spot is not None
    assert 0.55 <= spot.point.distance_m(place.pose.point) <= 0.9
    assert 0.5 <= spot.height_m <= 0.8


@pytest.mark.parametrize("place_id", ["hallway", "living_room", "dock"])
def test_away_from_tables_there_is_none(place_id: str) -> None:
    home = apartment()
    place = home.home().place(place_id)
    assert place is not None
    assert spot_beside(home, place.pose) is None


def person(resident: str, track: str = "1") -> PersonSeen:
    return PersonSeen(track=track, position=Point(x_m=1.0, y_m=1.0), nearest_m=1.0, resident=resident)


@pytest.mark.parametrize(
    ("people", "who", "found"),
    [
        ((), "lin", False),
        ((person("lin"),), "lin", True),
        ((person("wang"),), "lin", False),
        ((person(""),), "lin", True),
        ((person(""), person("", "2")), "lin", False),
        ((person(""), person("lin", "2")), "lin", True),
        ((person("wang"),), "", True),
    ],
)
def test_who_is_meant_among_the_people_in_view(people: tuple[PersonSeen, ...], who: str, found: bool) -> None:
    view = InView(SimulatedClock(datetime(2026, 3, 1, tzinfo=UTC)))
    view.note(PeopleView(people=people, nearest_m=1.0))
    assert (view.person(who) is not None) is found


def test_a_view_that_is_not_renewed_is_none() -> None:
    clock = SimulatedClock(datetime(2026, 3, 1, tzinfo=UTC))
    view = InView(clock)
    assert view.people() == ()
    view.note(PeopleView(people=(person("lin"),), nearest_m=1.0))
    asyncio.run(clock.advance(timedelta(seconds=1.5)))
    assert view.person("lin") is not None
    asyncio.run(clock.advance(timedelta(milliseconds=1)))
    assert view.person("lin") is None
