"""What the contract suite needs of a body: how to make one, in which time it lives, and what is missing here."""

from abc import ABC, abstractmethod

from carebot.core.clock import Clock
from robot_adapters.base import RobotAdapter, Wiring


class BodyHarness(ABC):
    """One body under test. Its name is its module's name, which is the body's."""

    @abstractmethod
    def missing(self) -> str:
        """The library or model without which the body cannot run here; empty when nothing is missing."""

    @abstractmethod
    def clock(self) -> Clock:
        """A new clock of the kind that the body lives by."""

    @abstractmethod
    def body(self, wiring: Wiring) -> RobotAdapter:
        """The body, not yet connected."""

    @abstractmethod
    def unreachable(self, wiring: Wiring) -> RobotAdapter:
        """The same body, set up so that connecting fails."""
