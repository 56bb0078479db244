"""The pyrobosim body under test, in real time."""

from importlib.util import find_spec

from carebot.clocks import SystemClock
from carebot.core.clock import Clock
from robot_adapters.base import RobotAdapter, Wiring
from robot_adapters.pyrobosim import Options, PyrobosimRobot
from tests.contracts.bodies.base import BodyHarness


class PyrobosimHarness(BodyHarness):
    """pyrobosim's household world."""

    def missing(self) -> str:
        """The optional library."""
        return "" if find_spec("pyrobosim") else "pyrobosim is not installed: pip install 'carebot[pyrobosim]'"

    def clock(self) -> Clock:
        """The machine's time, in which that world runs."""
        return SystemClock()

    def body(self, wiring: Wiring) -> RobotAdapter:
        """The body at its dock."""
        return PyrobosimRobot(wiring)

    def unreachable(self, wiring: Wiring) -> RobotAdapter:
        """A body that is to start at a place which is not there."""
        return PyrobosimRobot(wiring, Options(start_place="nowhere at all"))
