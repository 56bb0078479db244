"""The latest command to the simulated body: one slot, written from any thread, read once a stretch of physics.

A new command replaces the old one; nothing is kept for later, and a latched stop beats everything.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_LEASE_S: Final = 0.5
"""How long the wheels follow a velocity that is not renewed: enforced here too, because the loop may hang."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What is applied in one stretch: velocity (m/s, rad/s), a new gaze (pan, tilt), and whether the arm holds."""

    velocity: tuple[float, float]
    gaze: tuple[float, float] | None
    hold: bool


class CommandSlot:
    """Where commands are left for the thread that owns the world."""

    def __init__(self, latched: Callable[[], bool]) -> None:
        self._latched = latched
        self._lock = threading.Lock()
        self._time_s = 0.0
        self._until_s = 0.0
        self._velocity = (0.0, 0.0)
        self._gaze: tuple[float, float] | None = None
        self._hold = False

    def drive(self, linear_mps: float, angular_radps: float) -> None:
        """Drive like this for the length of a lease."""
        with self._lock:
            self._velocity = (linear_mps, angular_radps)
            self._until_s = self._time_s + _LEASE_S

    def look(self, pan_rad: float, tilt_rad: float) -> None:
        """Turn the head there."""
        with self._lock:
            self._gaze = (pan_rad, tilt_rad)

    def halt(self) -> None:
        """End all motion of base and arm; the head comes to rest where it was last told to look."""
        with self._lock:
            self._velocity = (0.0, 0.0)
            self._hold = True

    def take_hold(self) -> bool:
        """Whether the arm was told to hold since the last look; whoever is to move it next has it hold first."""
        with self._lock:
            hold, self._hold = self._hold, False
            return hold

    def take(self, time_s: float) -> Orders:
        """What holds at `time_s`: nothing drives while a stop is latched, nor on a lease that has run out."""
        with self._lock:
            self._time_s = time_s
            latched = self._latched()
            still = latched or time_s >= self._until_s
            orders = Orders(
                velocity=(0.0, 0.0) if still else self._velocity, gaze=self._gaze, hold=self._hold or latched
            )
            self._gaze, self._hold = None, False
            return orders
