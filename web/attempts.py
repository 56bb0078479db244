"""Attempts to sign in: whoever guesses waits longer each time, by account and by address.

It stands before signing in and nowhere else, so that it delays no alarm and nobody who is signed in.
"""

import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from carebot.core.clock import Clock

_FREE: Final = 3
"""Slips of the finger that cost nothing."""
_FREE_OF_ADDRESS: Final = 10
"""A ward has one address, and many people."""
_FREE_OF_ALL: Final = 20
"""One account from anywhere: many addresses guess no faster, and a stranger seldom keeps her waiting."""
_FIRST: Final = timedelta(seconds=2)
_LONGEST: Final = timedelta(minutes=5)
_FORGOTTEN: Final = timedelta(hours=1)
_MOST: Final = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Failures:
    number: int
    last: timedelta
    free: int

    def over_at(self) -> timedelta:
        """When the next attempt is taken, in the clock's monotonic time."""
        beyond = self.number - self.free
        if beyond < 0:
            return self.last
        return self.last + min(_FIRST * (1 << min(beyond, 16)), _LONGEST)


class Attempts:
    """Counts failures by account and by address, in memory."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failures: dict[str, _Failures] = {}
        self._lock = threading.Lock()

    def wait(self, account: str, address: str) -> timedelta:
        """How long until this account may be tried from this address; nothing where it may be at once."""
        now = self._clock.monotonic()
        with self._lock:
            found = [self._failures.get(key) for key, _ in _keys(account, address)]
        return max((one.over_at() - now for one in found if one), default=timedelta())

    def failed(self, account: str, address: str) -> None:
        """It was not she."""
        now = self._clock.monotonic()
        with self._lock:
            for key, free in _keys(account, address):
                before = self._failures.pop(key, None)
                number = before.number + 1 if before and now - before.last < _FORGOTTEN else 1
                self._failures[key] = _Failures(number=number, last=now, free=free)
            while len(self._failures) > _MOST:
                del self._failures[next(iter(self._failures))]

    def succeeded(self, account: str, address: str) -> None:
        """It was she: her account starts afresh there; what others tried from the same address still counts."""
        with self._lock:
            self._failures.pop(_keys(account, address)[0][0], None)


def _keys(account: str, address: str) -> tuple[tuple[str, int], ...]:
    """What is counted, with how many failures cost nothing: an account at an address first."""
    return (
        (f"{account} at {address}", _FREE),
        (f"from {address}", _FREE_OF_ADDRESS),
        (f"of {account}", _FREE_OF_ALL),
    )
