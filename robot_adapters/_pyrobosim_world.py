"""The pyrobosim world and the thread in which its robot moves: velocities in, readings out.

Everything of pyrobosim is imported in `start`. Its own path executor cannot be slowed down or stopped between two
points of a trajectory, so the robot is moved by its dynamics alone, in real time, under a lease.
"""

import logging
import math
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from carebot.core.clock import Clock
from carebot.core.errors import BodyError
from carebot.core.home import ObjectId, Point, Pose
from carebot.core.language import Text
from carebot.core.outcomes import Result
from robot_adapters._pyrobosim_building import build_home

RADIUS_M: Final = 0.25
TOP_SPEED_MPS: Final = 0.5
TOP_TURN_RADPS: Final = 1.5
BRAKING_MPS2: Final = 3.0
TICK: Final = timedelta(milliseconds=20)

_TURN_BRAKING_RADPS2: Final = 12.0
_HEIGHT_M: Final = 1.1
_SUBSTEP_S: Final = 0.01
_LONGEST_GAP: Final = timedelta(seconds=1)
_DEAD_AFTER: Final = timedelta(seconds=2)
_CELL_M: Final = 0.05
_CLEARANCE_M: Final = 0.1
_DOCKED_M: Final = 0.15
_DOCKED_RAD: Final = 0.2

_RESULTS: Final = {
    "SUCCESS": Result.SUCCEEDED,
    "PRECONDITION_FAILURE": Result.PRECONDITION,
    "PLANNING_FAILURE": Result.PLANNING,
    "EXECUTION_FAILURE": Result.EXECUTION,
    "POSTCONDITION_FAILURE": Result.POSTCONDITION,
    "INVALID_ACTION": Result.UNSUPPORTED,
    "CANCELED": Result.CANCELLED,
}
_MISSING: Final = Text(
    zh="没有安装 pyrobosim。请运行：pip install 'carebot[pyrobosim]'。",
    en="pyrobosim is not installed. Run: pip install 'carebot[pyrobosim]'.",
)
_STANDS_STILL: Final = Text(
    zh="pyrobosim 的仿真停住了，请重新启动机器人。", en="The pyrobosim simulation stands still; start the robot again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldReading:
    """What the world says at `at`; the speeds are displacement over time, not what was commanded."""

    at: datetime
    pose: Pose
    linear_mps: float
    angular_radps: float
    bumped: bool
    holding: ObjectId
    battery: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Command:
    """A velocity and when its lease ends; replaced as a whole, so that commanding and halting never wait."""

    linear_mps: float = 0.0
    angular_radps: float = 0.0
    ends: timedelta = timedelta()


class PyrobosimWorld:
    """A home in pyrobosim with one robot. Velocities may be commanded, and read, from any thread.

    While `held` the wheels follow no command.
    """

    def __init__(self, clock: Clock, lease: timedelta, held: Callable[[], bool] = lambda: False) -> None:
        self._clock = clock
        self._lease = lease
        self._held = held
        self._lock = threading.Lock()
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None
        self._command = _Command()
        self._simulated_to = timedelta()
        self._velocity = (0.0, 0.0)
        self._reading: WorldReading | None = None
        self._read_at = timedelta()
        self._types: Any = None
        self._world: Any = None
        self._robot: Any = None
        self._planner: Any = None

    def start(self, pose: Pose) -> None:
        """Build the world with the robot at `pose` and let its time run; raises BodyError. Takes seconds."""
        _leave_logging_to_the_root()
        try:
            from pyrobosim.core import robot, world
            from pyrobosim.navigation import a_star
            from pyrobosim.utils import pose as poses
        except ImportError as error:
            raise BodyError(_MISSING) from error
        self._types = poses.Pose
        self._world = world.World(name="pyrobosim.home")
        build_home(self._world, poses.Pose)
        self._robot = robot.Robot(
            name="pyrobosim.robot",
            radius=RADIUS_M,
            height=_HEIGHT_M,
            max_linear_velocity=TOP_SPEED_MPS,
            max_angular_velocity=TOP_TURN_RADPS,
            max_linear_acceleration=BRAKING_MPS2,
            max_angular_acceleration=_TURN_BRAKING_RADPS2,
            start_sensor_threads=False,
        )
        self._world.add_robot(self._robot, pose=self._pose(pose))
        self._planner = a_star.AStarPlanner(grid_resolution=_CELL_M, grid_inflation_radius=RADIUS_M + _CLEARANCE_M)
        self._robot.set_path_planner(self._planner)
        self._simulated_to = self._clock.monotonic()
        self._ending.clear()
        self._read(self._velocity, bumped=False)
        self._thread = threading.Thread(target=self._run, name="pyrobosim world", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the world's time."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def command(self, linear_mps: float, angular_radps: float) -> None:
        """Let the robot take this velocity until the lease is over or another one comes."""
        self._command = _Command(
            linear_mps=linear_mps, angular_radps=angular_radps, ends=self._clock.monotonic() + self._lease
        )

    def halt(self) -> None:
        """Let the robot brake at once."""
        self._command = _Command()

    def reading(self) -> WorldReading:
        """The latest reading; raises BodyError when the world's time does not run."""
        reading = self._reading
        if reading is None or self._thread is None or self._clock.monotonic() - self._read_at > _DEAD_AFTER:
            raise BodyError(_STANDS_STILL)
        return reading

    def plan(self, goal: Pose) -> tuple[Point, ...]:
        """The way from where the robot is to `goal` as corner points; empty where there is none. Takes up to 0.3 s."""
        cells = [(pose.x, pose.y) for pose in self._planner.plan(self._robot.get_pose(), self._pose(goal)).poses]
        return tuple(Point(x_m=float(x_m), y_m=float(y_m)) for x_m, y_m in self._corners(cells))

    def pick(self, object_id: ObjectId) -> tuple[Result, str]:
        """Take an object where the robot stands; the result and pyrobosim's own words."""
        with self._lock:
            thing = self._world.get_object_by_name(object_id)
            if thing is None:
                return Result.PRECONDITION, f"no {object_id}"
            self._dock()
            return self._result(self._robot.pick_object(thing))

    def put_down(self) -> tuple[Result, str]:
        """Put what the robot holds on the furniture where it stands."""
        with self._lock:
            self._dock()
            return self._result(self._robot.place_object())

    def _run(self) -> None:
        while not self._ending.wait(TICK.total_seconds()):
            self.catch_up()

    def catch_up(self) -> None:
        """Simulate what has passed since the last time; the world's own thread does so every TICK."""
        with self._lock:
            self._step_to(self._clock.monotonic())

    def _step_to(self, now: timedelta) -> None:
        """Simulate up to `now` in small steps, so that a machine that is late does not make the robot late."""
        start, bumped = self._robot.get_pose(), False
        begun = self._simulated_to = max(self._simulated_to, now - _LONGEST_GAP)
        while self._simulated_to < now:
            step = min(timedelta(seconds=_SUBSTEP_S), now - self._simulated_to)
            self._simulated_to += step
            bumped |= self._substep(step.total_seconds())
        elapsed_s = (now - begun).total_seconds()
        if elapsed_s > 0.0:
            self._velocity = _velocity(start, self._robot.get_pose(), elapsed_s)
            self._read(self._velocity, bumped=bumped)

    def _substep(self, seconds: float) -> bool:
        """Move by the robot's dynamics; whether something was in the way."""
        follows = self._simulated_to < self._command.ends and not self._held()
        command = self._command if follows else _Command()
        dynamics = self._robot.dynamics
        # The dynamics ignore a command of zero instead of braking, so the braking is asked for in their own terms.
        velocity = dynamics.enforce_dynamics_limits((command.linear_mps, 0.0, command.angular_radps), seconds)
        dynamics.velocity = velocity
        if not velocity.any():
            return False
        moved = dynamics.step(velocity, seconds)
        if self._robot.is_in_collision(moved):
            dynamics.velocity = velocity * 0.0
            return True
        self._robot.set_pose(self._types(x=moved.x, y=moved.y, yaw=moved.get_yaw()))
        carried = self._robot.manipulated_object
        if carried is not None:
            # pyrobosim raises the very pose that it is given, so the object gets one of its own.
            carried.set_pose(self._types(x=moved.x, y=moved.y, yaw=moved.get_yaw()))
        return False

    def _read(self, velocity: tuple[float, float], *, bumped: bool) -> None:
        pose, carried = self._robot.get_pose(), self._robot.manipulated_object
        self._read_at = self._clock.monotonic()
        self._reading = WorldReading(
            at=self._clock.now(),
            pose=Pose(x_m=float(pose.x), y_m=float(pose.y), yaw_rad=float(pose.get_yaw())),
            linear_mps=velocity[0],
            angular_radps=velocity[1],
            bumped=bumped,
            holding=carried.name if carried is not None else "",
            battery=float(self._robot.battery_level) / 100.0,
        )

    def _dock(self) -> None:
        """Tell pyrobosim at which furniture the robot stands; it asks for equality to the micrometre by itself."""
        here = self._robot.get_pose()
        for spawn in self._world.object_spawns:
            for stand in spawn.nav_poses:
                turn_rad = math.remainder(stand.get_yaw() - here.get_yaw(), math.tau)
                if math.hypot(stand.x - here.x, stand.y - here.y) < _DOCKED_M and abs(turn_rad) < _DOCKED_RAD:
                    self._robot.location = spawn

    def _result(self, result: Any) -> tuple[Result, str]:
        """pyrobosim's answer; and the robot set on the floor again, which attaching an object lifts by its height."""
        here = self._robot.get_pose()
        self._robot.dynamics.pose = self._types(x=here.x, y=here.y, yaw=here.get_yaw())
        self._read(self._velocity, bumped=False)
        return _RESULTS.get(result.status.name, Result.EXECUTION), result.message or ""

    def _corners(self, cells: list[tuple[float, float]]) -> list[tuple[float, float]]:
        """The fewest of `cells` that see one another in order along the way."""
        grid = self._planner.grid
        corners = cells[:1]
        for before, after in pairwise(cells[1:]):
            sees, _ = grid.has_straight_line_connection(grid.world_to_grid(corners[-1]), grid.world_to_grid(after))
            if not sees:
                corners.append(before)
        return corners + cells[1:][-1:]

    def _pose(self, pose: Pose) -> Any:
        return self._types(x=pose.x_m, y=pose.y_m, yaw=pose.yaw_rad)


def _leave_logging_to_the_root() -> None:
    """Keep pyrobosim from writing to the terminal: its loggers lie below one that has a handler already."""
    logger = logging.getLogger("pyrobosim")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def _velocity(before: Any, after: Any, seconds: float) -> tuple[float, float]:
    """Speed along the heading and turning rate between two poses."""
    yaw_rad = before.get_yaw()
    forward_m = (after.x - before.x) * math.cos(yaw_rad) + (after.y - before.y) * math.sin(yaw_rad)
    turned_rad = math.remainder(after.get_yaw() - yaw_rad, math.tau)
    return float(forward_m / seconds), float(turned_rad / seconds)
