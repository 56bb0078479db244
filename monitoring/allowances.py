"""How long something may last before somebody minds: tuned by what is usual with this resident, within fixed bounds.

Habit never switches a monitor off: whatever it says, the bounds hold.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import numpy as np

from carebot.core.events import Observation
from carebot.core.people import ResidentId

LASTED: Final = "lasted_s"
"""The name of a measured duration among the evidence of an observation."""
_ENOUGH: Final = 10
"""Fewer spells say nothing of a habit."""
_ENOUGH_TO_SHORTEN: Final = 40
"""What is done once a day, as a bath, is among so many: less would be allowed before it was ever seen."""
_KEPT: Final = 200
_PERCENT: Final = 95
_FACTOR: Final = 1.5
"""Half as long again as nineteen of twenty of her spells: engineering choice, so that a habit itself never alarms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """How long something may last: `usual` until a habit is known, never less than `least` or more than `most`."""

    least: timedelta
    usual: timedelta
    most: timedelta

    def by_habit(self, spells: Sequence[timedelta]) -> timedelta:
        """The allowance of somebody with whom it lasted so long lately."""
        wanted = self.usual
        if len(spells) >= _ENOUGH:
            seconds = [spell.total_seconds() for spell in spells]
            habit = timedelta(seconds=_FACTOR * float(np.percentile(seconds, _PERCENT)))
            wanted = habit if len(spells) >= _ENOUGH_TO_SHORTEN else max(habit, self.usual)
        return max(self.least, min(wanted, self.most))


class Habits:
    """How long something lasted lately with each resident. `name` is that of the duration among the evidence."""

    def __init__(self, name: str = LASTED) -> None:
        self._name = name
        self._spells: dict[ResidentId, deque[timedelta]] = {}

    def of(self, who: ResidentId) -> tuple[timedelta, ...]:
        """Her spells, the oldest first."""
        return tuple(self._spells.get(who, ()))

    def add(self, who: ResidentId, lasted: timedelta) -> None:
        """One more spell."""
        self._spells.setdefault(who, deque(maxlen=_KEPT)).append(lasted)

    def recall(self, measured: Observation) -> None:
        """A spell that stands on record."""
        lasted_s = dict(measured.evidence).get(self._name)
        if lasted_s is not None:
            self.add(measured.about, timedelta(seconds=lasted_s))

    def clear(self) -> None:
        """Forget everybody's."""
        self._spells.clear()
