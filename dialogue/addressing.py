"""Whether the robot was meant: by its name, in the course of a talk, or by a wish in a room where nobody else talks.

What was not meant for it is neither answered nor recorded. Stop, help and danger never come here: they always count.
"""

from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from carebot.core.clock import Clock
from carebot.core.language import Text
from dialogue.own_names import NAMES, OwnNames


class Listening(StrEnum):
    """When words count as meant for the robot.

    `ADAPTIVE`: a wish always, unless the room is full of talk (a television); there by its name, or in a talk.
    """

    ALWAYS = "always"
    ADAPTIVE = "adaptive"
    CALLED = "called"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The names it goes by, and for how long a talk goes on after the last word.

    A room is full of talk when at least `busy_share` of the last `window` was speech that nobody meant for the robot.
    """

    listening: Listening = Listening.ADAPTIVE
    names: Text = NAMES
    engaged_for: timedelta = timedelta(seconds=30)
    window: timedelta = timedelta(minutes=1)
    busy_share: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    until: timedelta
    duration: timedelta


class Addressing:
    """Follows who talks to whom. All of it on the loop."""

    def __init__(self, options: Options, clock: Clock) -> None:
        self._options = options
        self._clock = clock
        self._engaged_until: timedelta | None = None
        self._passed_by: deque[_Stretch] = deque()
        self._names = OwnNames(options.names)

    @property
    def engaged(self) -> bool:
        """Whether a talk is going on."""
        return self._engaged_until is not None and self._clock.monotonic() < self._engaged_until

    @property
    def busy(self) -> bool:
        """Whether others talk all the time."""
        now = self._clock.monotonic()
        while self._passed_by and self._passed_by[0].until < now - self._options.window:
            self._passed_by.popleft()
        talked = sum((stretch.duration for stretch in self._passed_by), timedelta())
        return talked >= self._options.busy_share * self._options.window

    def engage(self) -> None:
        """A talk begins or goes on: it was touched, or called, or has just spoken."""
        self._engaged_until = self._clock.monotonic() + self._options.engaged_for

    def meant(
        self, text: str, duration: timedelta, *, understood: bool, asked: bool = False, elsewhere: bool = False
    ) -> bool:
        """Whether `text` is for the robot. `asked`: a question waits; `elsewhere`: it was said to another by name."""
        if not elsewhere and self._is_meant(text, understood=understood, asked=asked):
            self.engage()
            return True
        self._passed_by.append(_Stretch(until=self._clock.monotonic(), duration=duration))
        return False

    def called(self, text: str) -> bool:
        """Whether a name of the robot stands in `text`, in Mandarin by its sound."""
        return self._names.stand_in(text)

    def _is_meant(self, text: str, *, understood: bool, asked: bool) -> bool:
        if asked or self.engaged or self.called(text) or self._options.listening is Listening.ALWAYS:
            return True
        return self._options.listening is Listening.ADAPTIVE and understood and not self.busy
