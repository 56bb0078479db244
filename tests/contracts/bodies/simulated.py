"""The simulated body under test, as fast as the machine can and without the resident, whose data is a download."""

from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import find_spec

from carebot.clocks import SimulatedClock, SystemClock
from carebot.core.clock import Clock
from robot_adapters.base import RobotAdapter, Wiring
from robot_adapters.simulated import Options, SimulatedRobot
from tests.contracts.bodies.base import BodyHarness


class SimulatedHarness(BodyHarness):
    """Stretch 3 in MuJoCo."""

    def missing(self) -> str:
        """The physics engine and the robot's description."""
        absent = [name for name in ("mujoco", "stretch_urdf") if find_spec(name) is None]
        return f"not installed: {', '.join(absent)}" if absent else ""

    def clock(self) -> Clock:
        """Time that the body makes."""
        return SimulatedClock(datetime(2026, 3, 1, 8, 0, tzinfo=UTC))

    def body(self, wiring: Wiring) -> RobotAdapter:
        """The body at its dock."""
        return SimulatedRobot(wiring, Options(speed=None))

    def unreachable(self, wiring: Wiring) -> RobotAdapter:
        """A body whose clock it cannot drive."""
        return SimulatedRobot(replace(wiring, clock=SystemClock()), Options(speed=None))
