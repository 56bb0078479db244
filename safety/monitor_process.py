"""The process of the running monitor: hears vitals, steps the monitor, holds the body's stop line, tells its orders.

It shares nothing with the program that drives the body but a pipe, so that it goes on when that program hangs, is
stopped or is killed; then it keeps the body halted for as long as a body might still roll, and ends.
"""

import os
import signal
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from typing import Final

from carebot.core.actuator import StopLine
from safety.monitor import Monitor, Order
from safety.vitals import Options, Vitals

PERIOD: Final = timedelta(milliseconds=20)
TELL_EVERY: Final = timedelta(milliseconds=100)
"""How often the order is told although nothing changed, so that a silent monitor is noticed."""

ORPHANED: Final = timedelta(seconds=5)
"""How long an orphaned monitor still holds the stop line of a body whose program is gone."""

_NICENESS: Final = -10


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Where a monitor stands: its end of the pipe, the body's stop line (None: there is none) and its settings."""

    pipe: "Connection[Order, Vitals]"
    stop_line: StopLine | None
    options: Options


def keep_watch(post: Post) -> None:
    """Watch until the program at the other end is gone and the body has had time to rest."""
    with suppress(OSError):
        os.nice(_NICENESS)
    watch = Watch(post, lambda: timedelta(seconds=time.monotonic()))
    with _undisturbed():
        while not watch.over:
            watch.once(PERIOD)


@contextmanager
def _undisturbed() -> Generator[None]:
    """What ends the program at a terminal or a service reaches its whole group; who holds the body at rest stays."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, answer in before.items():
            signal.signal(number, answer)


class Watch:
    """The watch of one process, a look at a time."""

    def __init__(self, post: Post, monotonic: Callable[[], timedelta]) -> None:
        self._post = post
        self._monotonic = monotonic
        self._monitor = Monitor(post.options)
        self._told: Order | None = None
        self._told_at = timedelta()
        self._gone_at: timedelta | None = None
        self.over = False

    def once(self, patience: timedelta) -> None:
        """Wait for vitals at most for `patience`, then look: halt or let go, and tell."""
        self._listen(patience)
        now = self._monotonic()
        order = self._monitor.step(now)
        self._hold(order)
        if order != self._told or now - self._told_at >= TELL_EVERY:
            self._tell(order, now)
        self.over = self._gone_at is not None and now - self._gone_at >= ORPHANED

    def _listen(self, patience: timedelta) -> None:
        if self._gone_at is not None:
            time.sleep(patience.total_seconds())
            return
        try:
            waited = self._post.pipe.poll(patience.total_seconds())
            while waited:
                self._monitor.hear(self._post.pipe.recv(), self._monotonic())
                waited = self._post.pipe.poll()
        except (EOFError, OSError):
            self._gone_at = self._monotonic()

    def _hold(self, order: Order) -> None:
        if self._post.stop_line is None:
            return
        if order.halts or self._gone_at is not None:
            self._post.stop_line.halt()
        else:
            self._post.stop_line.let_go()

    def _tell(self, order: Order, now: timedelta) -> None:
        self._told, self._told_at = order, now
        if self._gone_at is None:
            try:
                self._post.pipe.send(order)
            except OSError:
                self._gone_at = now
