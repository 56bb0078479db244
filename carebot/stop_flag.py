"""A stop line for bodies that live in this program: one byte of memory shared with the monitor's process.

Whoever turns the wheels reads it before every step; it works although the loop of the program hangs.
"""

import multiprocessing
from ctypes import c_bool


class StopFlag:
    """Up while the monitor keeps the body from moving."""

    def __init__(self) -> None:
        self._up = multiprocessing.get_context("spawn").RawValue(c_bool, False)

    def halt(self) -> None:
        """Keep the body from moving."""
        self._up.value = True

    def let_go(self) -> None:
        """Let the body follow its program."""
        self._up.value = False

    def is_up(self) -> bool:
        """Whether the body must not move."""
        return bool(self._up.value)
