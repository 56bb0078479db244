"""The pyrobosim body: its home as data, and its world stepped by hand where the contract of bodies does not look."""

import asyncio
import itertools
import math
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from carebot.clocks import SimulatedClock
from carebot.core.actions import Approach, Escort, MoveTo
from carebot.core.errors import BodyError
from carebot.core.home import Point, Pose
from carebot.core.outcomes import Result
from robot_adapters import _pyrobosim_building
from robot_adapters._pyrobosim_home import DOORS, HOME, PIECES, ROOMS, Piece
from robot_adapters._pyrobosim_world import (
    _RESULTS,
    BRAKING_MPS2,
    RADIUS_M,
    TOP_SPEED_MPS,
    PyrobosimWorld,
    WorldReading,
)
from robot_adapters.base import VELOCITY_LEASE
from robot_adapters.pyrobosim import PyrobosimRobot
from tests.contracts.bodies.pyrobosim import PyrobosimHarness
from tests.contracts.rig import Rig, bilingual

DOCK = Pose(x_m=0.8, y_m=5.35, yaw_rad=0.0)
STEP = timedelta(milliseconds=20)
SECOND = timedelta(seconds=1)


class HandDriven:
    """A world whose time passes only when the test says so."""

    def __init__(self) -> None:
        self.clock = SimulatedClock(datetime(2026, 3, 1, 8, 0, tzinfo=UTC))
        self.world = PyrobosimWorld(self.clock, VELOCITY_LEASE)

    def pass_time(self, duration: timedelta) -> WorldReading:
        """Let time pass without a command being renewed."""
        for _ in range(round(duration / STEP)):
            asyncio.run(self.clock.advance(STEP))
            self.world.catch_up()
        return self.world.reading()

    def drive(self, linear_mps: float, angular_radps: float, duration: timedelta) -> WorldReading:
        """Let time pass under a command that is renewed."""
        for _ in range(round(duration / STEP)):
            self.world.command(linear_mps, angular_radps)
            self.pass_time(STEP)
        return self.world.reading()

    def put(self, pose: Pose) -> None:
        """Set the robot down somewhere."""
        self.world._robot.set_pose(self.world._pose(pose))


@pytest.fixture
def driven() -> Iterator[HandDriven]:
    """A world with the robot at its dock."""
    pytest.importorskip("pyrobosim", reason="pyrobosim is not installed: pip install 'carebot[pyrobosim]'")
    made = HandDriven()
    made.world.start(DOCK)
    yield made
    made.world.close()


def test_rooms_places_and_furniture_fit_together() -> None:
    for piece in PIECES:
        room = HOME.room(piece.room)
        assert room is not None
        assert all(room.contains(corner) for corner in piece.outline())
        assert room.contains(piece.stand.point)
    for first, second in itertools.combinations(PIECES, 2):
        assert apart(first, second)
    assert all({HOME.room(room_id) for room_id in door.rooms} <= set(ROOMS) for door in DOORS)


def apart(first: Piece, second: Piece) -> bool:
    """Whether two boxes do not overlap."""
    x_m = abs(first.middle.x_m - second.middle.x_m) >= (first.size_m[0] + second.size_m[0]) / 2
    return x_m or abs(first.middle.y_m - second.middle.y_m) >= (first.size_m[1] + second.size_m[1]) / 2


def test_places_keep_clear_of_furniture() -> None:
    for place, piece in itertools.product(HOME.places, PIECES):
        near = Point(
            x_m=min(
                max(place.pose.x_m, piece.middle.x_m - piece.size_m[0] / 2), piece.middle.x_m + piece.size_m[0] / 2
            ),
            y_m=min(
                max(place.pose.y_m, piece.middle.y_m - piece.size_m[1] / 2), piece.middle.y_m + piece.size_m[1] / 2
            ),
        )
        assert near.distance_m(place.pose.point) > RADIUS_M + 0.1, (place.id, piece.id)


def test_objects_lie_on_furniture() -> None:
    assert {thing.place for thing in HOME.objects} <= {piece.id for piece in PIECES}


def test_describing_the_body_does_not_load_pyrobosim() -> None:
    script = (
        "import sys, robot_adapters.pyrobosim; print([name for name in sys.modules if name.startswith('pyrobosim')])"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


def test_people_are_no_matter_of_this_body() -> None:
    body = Rig(PyrobosimHarness()).body
    assert body.supports(MoveTo(place="dock"))
    assert not body.supports(Approach(person="li"))
    assert not body.supports(Escort(person="li", place="dock"))


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyrobosim.core", None)
    with pytest.raises(BodyError, match=r"carebot\[pyrobosim\]") as caught:
        HandDriven().world.start(DOCK)
    assert bilingual(caught.value.text)


def test_a_world_that_was_not_started_cannot_be_read() -> None:
    world = HandDriven().world
    world.halt()
    world.close()
    with pytest.raises(BodyError):
        world.reading()


@pytest.mark.slow
def test_it_drives_as_commanded_and_measures_it(driven: HandDriven) -> None:
    reading = driven.drive(0.4, 0.0, SECOND)
    assert reading.linear_mps == pytest.approx(0.4, abs=1e-6)
    assert reading.pose.x_m == pytest.approx(DOCK.x_m + 0.4 - 0.4**2 / (2 * BRAKING_MPS2), abs=0.01)
    reading = driven.drive(0.0, 1.0, SECOND)
    assert reading.angular_radps == pytest.approx(1.0, abs=1e-6)
    assert reading.pose.yaw_rad == pytest.approx(1.0, abs=0.1)


@pytest.mark.slow
def test_it_brakes_within_its_manifest(driven: HandDriven) -> None:
    driven.drive(TOP_SPEED_MPS, 0.0, SECOND)
    driven.world.halt()
    braking_s = PyrobosimRobot.manifest.reaction_s + TOP_SPEED_MPS / PyrobosimRobot.manifest.braking_mps2
    assert driven.pass_time(timedelta(seconds=braking_s / 2)).linear_mps > 0.1
    assert driven.pass_time(timedelta(seconds=braking_s / 2 + 0.02)).linear_mps == 0.0


@pytest.mark.slow
def test_a_command_ends_with_its_lease_without_anybody_watching(driven: HandDriven) -> None:
    driven.world.command(0.3, 0.5)
    assert driven.pass_time(VELOCITY_LEASE - 2 * STEP).linear_mps == pytest.approx(0.3, abs=1e-3)
    reading = driven.pass_time(timedelta(milliseconds=200))
    assert (reading.linear_mps, reading.angular_radps) == (0.0, 0.0)


@pytest.mark.slow
def test_a_late_machine_does_not_make_the_robot_late(driven: HandDriven) -> None:
    driven.drive(0.4, 0.0, SECOND)
    before = driven.world.reading().pose.x_m
    asyncio.run(driven.clock.advance(timedelta(milliseconds=400)))
    driven.world.catch_up()
    assert driven.world.reading().pose.x_m - before == pytest.approx(0.16, abs=0.005)


@pytest.mark.slow
def test_it_does_not_drive_through_walls(driven: HandDriven) -> None:
    driven.put(Pose(x_m=0.8, y_m=5.35, yaw_rad=math.pi))
    reading = driven.drive(0.5, 0.0, 2 * SECOND)
    assert reading.bumped
    assert reading.linear_mps == 0.0
    assert reading.pose.x_m == pytest.approx(0.15 + RADIUS_M, abs=0.02)
    driven.world.halt()
    assert not driven.pass_time(STEP).bumped


@pytest.mark.slow
def test_every_way_keeps_clear_of_walls_and_furniture(driven: HandDriven) -> None:
    for start, goal in itertools.permutations([HOME.places[0], *HOME.places[2::3]], 2):
        driven.put(start.pose)
        way = driven.world.plan(goal.pose)
        assert way[0].distance_m(start.pose.point) < 0.01
        assert way[-1].distance_m(goal.pose.point) < 0.01
        for before, after in itertools.pairwise(way):
            steps = max(2, round(before.distance_m(after) / 0.02))
            for number in range(steps + 1):
                share = number / steps
                x_m = before.x_m + (after.x_m - before.x_m) * share
                y_m = before.y_m + (after.y_m - before.y_m) * share
                assert not driven.world._robot.is_in_collision(driven.world._types(x=x_m, y=y_m))


@pytest.mark.slow
def test_there_is_no_way_into_a_wall(driven: HandDriven) -> None:
    assert driven.world.plan(Pose(x_m=5.0, y_m=0.5, yaw_rad=0.0)) == ()


@pytest.mark.slow
def test_a_carried_object_goes_along_and_can_be_put_elsewhere(driven: HandDriven) -> None:
    counter, table = (next(piece for piece in PIECES if piece.id == name) for name in ("counter", "table"))
    driven.put(counter.stand)
    assert driven.world.pick("cup") == (Result.SUCCEEDED, "")
    assert driven.world.reading().holding == "cup"
    assert driven.world._robot.get_pose().z == 0.0
    assert driven.world.pick("bottle")[0] is Result.PRECONDITION
    driven.drive(-0.3, 0.0, SECOND)
    cup = driven.world._world.get_object_by_name("cup")
    here = driven.world.reading().pose
    assert (cup.pose.x, cup.pose.y) == (here.x_m, here.y_m)
    assert driven.world.put_down()[0] is Result.PRECONDITION
    driven.put(table.stand)
    assert driven.world.put_down() == (Result.SUCCEEDED, "")
    assert driven.world.reading().holding == ""
    assert cup.parent.parent.name == "table"
    assert driven.world.pick("cup")[0] is Result.SUCCEEDED


@pytest.mark.slow
@pytest.mark.parametrize(
    ("aside_m", "turned_rad", "reached"), [(0.1, 0.0, True), (0.2, 0.0, False), (0.0, 0.15, True), (0.0, 0.25, False)]
)
def test_it_reaches_only_from_where_it_should_stand(
    driven: HandDriven, aside_m: float, turned_rad: float, reached: bool
) -> None:
    stand = next(piece.stand for piece in PIECES if piece.id == "counter")
    driven.put(Pose(x_m=stand.x_m + aside_m, y_m=stand.y_m, yaw_rad=stand.yaw_rad + turned_rad))
    assert (driven.world.pick("cup")[0] is Result.SUCCEEDED) is reached


@pytest.mark.slow
def test_every_answer_of_pyrobosim_has_a_result(driven: HandDriven) -> None:
    from pyrobosim.planning.actions import ExecutionStatus

    assert {status.name for status in ExecutionStatus} - {"UNKNOWN"} == set(_RESULTS)


@pytest.mark.slow
def test_a_home_that_does_not_fit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_pyrobosim_building, "PIECES", (*PIECES, PIECES[0]))
    with pytest.raises(BodyError, match="sofa"):
        HandDriven().world.start(DOCK)


@pytest.mark.slow
def test_nothing_is_written_to_the_terminal() -> None:
    pytest.importorskip("pyrobosim", reason="pyrobosim is not installed: pip install 'carebot[pyrobosim]'")
    script = "from tests.robot_adapters.test_pyrobosim import *; d = HandDriven(); d.world.start(DOCK); d.world.close()"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("", "")
