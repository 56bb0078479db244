"""The running monitor: vitals in, orders out, twenty times a second and more. It judges by the ladder alone.

A pure step of what it heard and the time. `monitor_process` runs it apart from everything that it watches.
"""

from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from safety.ladder import Ladder, LadderState, Rung
from safety.vitals import DEFAULTS, Options, Vitals, conditions

HANG: Final = timedelta(seconds=2)
"""A silence of this length is no hiccup."""

HANGS: Final = 3
HANG_WINDOW: Final = timedelta(minutes=5)
"""So many hangs within so long are a crash loop, which staff must end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What holds now: the rung of the worst active fault, and the names of all that are active, the worst first.

    `releases` is how many releases by staff it has taken into account.
    """

    rung: Rung = Rung.NORMAL
    faults: tuple[str, ...] = ()
    releases: int = 0

    @property
    def halts(self) -> bool:
        """Whether the body must be kept from moving by the way that does not lead through its program."""
        return self.rung >= Rung.SAFE_STOP


class Monitor:
    """Remembers the last vitals and where each fault stands."""

    def __init__(self, options: Options = DEFAULTS) -> None:
        self._options = options
        self._ladder = Ladder()
        self._state = LadderState()
        self._vitals: Vitals | None = None
        self._heard_at = timedelta()
        self._releases = 0
        self._released = False
        self._hung = False
        self._hangs: deque[timedelta] = deque(maxlen=HANGS)

    def hear(self, vitals: Vitals, now: timedelta) -> None:
        """Take note of `vitals`, which came at `now`."""
        if vitals.releases > self._releases:
            self._released = True
            self._hangs.clear()
        self._releases = vitals.releases
        self._vitals = vitals
        self._heard_at = now

    def step(self, now: timedelta) -> Order:
        """What holds at `now`; a clock that went back counts as no time at all."""
        silence = max(timedelta(), now - self._heard_at)
        self._count_hangs(silence, now)
        present = conditions(self._vitals, silence, self._options)
        if len([hang for hang in self._hangs if now - hang <= HANG_WINDOW]) >= HANGS:
            present |= {"crash_loop"}
        self._state = self._ladder.step(self._state, present, now, released=self._released)
        self._released = False
        active = self._ladder.active(self._state)
        names = tuple(fault.name for fault in active)
        return Order(rung=self._ladder.rung(self._state), faults=names, releases=self._releases)

    def _count_hangs(self, silence: timedelta, now: timedelta) -> None:
        """Count a silence that lasts as a hang, once."""
        if self._vitals is None or silence < HANG:
            self._hung = False
        elif not self._hung:
            self._hung = True
            self._hangs.append(now)
