"""What a monitor is: it looks at scenes, and tells what it noticed.

It keeps its own state only, and takes the time from the scene: the same scenes always bring the same events.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import ClassVar

from carebot.core.events import FallSuspected, Observation
from carebot.core.language import Text
from monitoring.scene import Scene

Noticed = FallSuspected | Observation


class Monitor(ABC):
    """One monitor. Its name is its module's name; `Options` are its settings."""

    title: ClassVar[Text]
    description: ClassVar[Text]

    @property
    def name(self) -> str:
        """The name in records and settings."""
        return type(self).__module__.rpartition(".")[2]

    @abstractmethod
    def observe(self, scene: Scene) -> Iterable[Noticed]:
        """What is noticed in the next scene of a camera."""

    @abstractmethod
    def reset(self) -> None:
        """Forget everything, as if no scene had been seen."""
