"""The arm's movements on a simulated world. Every function runs in the world's thread.

The engine is imported in them, because it is slow to import and only a connected body has one.
"""

from typing import Protocol

from carebot.core.home import ObjectId, Point
from carebot.core.language import Text
from robot_adapters._simulated_scene import Stage
from robot_adapters._simulated_surfaces import Spot


class Progress(Protocol):
    """How far a sequence is, and what the base should do until the next tick."""

    @property
    def status(self) -> str:
        """Running, done or failed."""
        ...

    @property
    def stage(self) -> str:
        """What it is doing."""
        ...

    @property
    def reason(self) -> Text | None:
        """Why it failed."""
        ...

    @property
    def linear_mps(self) -> float:
        """The wanted speed ahead."""
        ...

    @property
    def angular_radps(self) -> float:
        """The wanted rate of turning."""
        ...


class Sequence(Protocol):
    """A movement of the arm, one step a tick."""

    def tick(self) -> Progress:
        """Do the next step."""
        ...


def pick(stage: Stage, thing: ObjectId) -> Sequence:
    """Grasp what stands to the right of the body, and bring it in for driving."""
    from robot_adapters._simulation import manipulation, world

    assert isinstance(stage, world.SimulatedWorld)
    return manipulation.pick(stage, thing)


def place(stage: Stage, spot: Spot) -> Sequence:
    """Put what is held down on a spot to the right of the body."""
    from robot_adapters._simulation import manipulation, world

    assert isinstance(stage, world.SimulatedWorld)
    return manipulation.place(stage, spot.point.x_m, spot.point.y_m, spot.height_m)


def offer(stage: Stage, person: Point, height_m: float) -> Sequence:
    """Hold out what is held, and let go when it is drawn away."""
    from robot_adapters._simulation import manipulation, world

    assert isinstance(stage, world.SimulatedWorld)
    return manipulation.offer(stage, person, height_m)


def stow(stage: Stage) -> Sequence:
    """Bring the arm in for driving."""
    from robot_adapters._simulation import manipulation, world

    assert isinstance(stage, world.SimulatedWorld)
    return manipulation.stow(stage)
