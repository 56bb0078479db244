"""A sign that somebody makes with her arms: whether it is there in the last frames, and whether it was told already."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Generic, TypeVar

HowT = TypeVar("HowT")
_NEARLY: Final = 0.9
"""The share of the time that has to be looked back on: no frame falls just on its beginning."""


@dataclass(slots=True, kw_only=True)
class Gesture(Generic[HowT]):
    """What is remembered of one person: in each of the last frames, whether she made the sign, and how."""

    frames: deque[tuple[datetime, bool, HowT]] = field(default_factory=deque)
    made_at: datetime | None = None
    told: bool = False

    def note(self, at: datetime, how: HowT, *, made: bool, over: timedelta, again_after: timedelta) -> None:
        """Take in one frame and forget those longer than `over` ago; without the sign for `again_after` it is over."""
        self.frames.append((at, made, how))
        while at - self.frames[0][0] > over:
            self.frames.popleft()
        if made:
            self.made_at = at
        elif self.made_at is None or at - self.made_at >= again_after:
            self.told = False

    @property
    def since(self) -> datetime:
        """The first frame that is remembered."""
        return self.frames[0][0]

    @property
    def share(self) -> float:
        """In which share of the frames she makes the sign, 0 to 1."""
        return sum(made for _, made, _ in self.frames) / len(self.frames)

    def lasts(self, over: timedelta, *, least: int, share: float) -> bool:
        """Whether she has made it for `over`, in `share` of the frames and more, of which there are `least`."""
        looked = self.frames[-1][0] - self.since >= _NEARLY * over and len(self.frames) >= least
        return looked and self.share >= share
