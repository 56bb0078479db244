"""What a monitor is: it looks at scenes, and tells what it noticed.

It keeps its own state only, and takes the time from the scene: the same scenes always bring the same events.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import timedelta
from typing import ClassVar

from carebot.core.concerns import ConcernRaised
from carebot.core.events import FallSuspected, Observation
from carebot.core.language import Text
from monitoring.house_scene import HouseScene
from monitoring.scene import Scene

Noticed = FallSuspected | Observation | ConcernRaised


class AnyMonitor(ABC):
    """What every monitor has. Its name is its module's name; `Options` are its settings."""

    title: ClassVar[Text]
    description: ClassVar[Text]

    @property
    def name(self) -> str:
        """The name in records and settings."""
        return type(self).__module__.rpartition(".")[2]

    @abstractmethod
    def reset(self) -> None:
        """Forget everything, as if no scene had been seen."""


class Monitor(AnyMonitor):
    """A monitor of what is before one camera; each camera has its own."""

    @abstractmethod
    def observe(self, scene: Scene) -> Iterable[Noticed]:
        """What is noticed in the next scene of a camera."""


class HouseMonitor(AnyMonitor):
    """A monitor of the whole house: it looks at what all cameras know of its residents, and at the hour.

    A concern is told for as long as it holds, with the instant since when; `monitoring.house_watch` hands it on once.
    What a monitor has measured it tells as an observation, which comes back by `recall`: at once, and after a restart.
    """

    remembers: ClassVar[timedelta] = timedelta()
    """How far back its own observations count."""
    again_after: ClassVar[timedelta | None] = None
    """A concern that still holds so long after it was told is told again; None: never."""

    def glance(self, scene: Scene) -> None:
        """Take note of what one camera sees, frame by frame; for what the house's scenes do not show."""
        del scene

    @abstractmethod
    def observe(self, house: HouseScene) -> Iterable[Noticed]:
        """What holds at this instant in the house."""

    def recall(self, measured: Observation) -> None:
        """Take up what this monitor measured, just now or before the robot last ended."""
        del measured
