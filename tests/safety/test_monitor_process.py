"""The monitor's process, look by look: it hears, halts by the stop line, tells, and outlives what it watches."""

import multiprocessing
import signal
from collections.abc import Iterator
from datetime import timedelta
from multiprocessing.connection import Connection
from typing import Any

import pytest

from safety.ladder import Rung
from safety.monitor import Order
from safety.monitor_process import ORPHANED, TELL_EVERY, Post, Watch, keep_watch
from safety.vitals import Options, Vitals
from tests.safety import builders as b

NO_TIME = timedelta()
TICK = timedelta(milliseconds=20)


class Line:
    """A stop line that remembers how it was left."""

    def __init__(self) -> None:
        self.state = "as it was"

    def halt(self) -> None:
        self.state = "halted"

    def let_go(self) -> None:
        self.state = "let go"


class Rig:
    """A watch, the pipe to it, its stop line and the time."""

    def __init__(self, ours: "Connection[Vitals, Order]", theirs: "Connection[Order, Vitals]") -> None:
        self.pipe = ours
        self.theirs = theirs
        self.line = Line()
        self.now = timedelta(hours=1)
        self.watch = Watch(Post(pipe=theirs, stop_line=self.line, options=Options()), lambda: self.now)

    def look(self, after: timedelta = TICK) -> None:
        self.now += after
        self.watch.once(NO_TIME)

    def orders(self) -> list[Order]:
        found = []
        while self.pipe.poll():
            found.append(self.pipe.recv())
        return found


@pytest.fixture
def rig() -> Iterator[Rig]:
    ours, theirs = multiprocessing.Pipe()
    yield Rig(ours, theirs)
    ours.close()
    theirs.close()


def vitals(**body: Any) -> Vitals:
    return Vitals(body=b.body(**body), body_age=NO_TIME, people_age=NO_TIME)


def test_it_tells_at_once_what_changes_and_now_and_then_that_it_is_there(rig: Rig) -> None:
    rig.look()
    assert rig.orders() == [Order()]
    rig.look(TELL_EVERY - TICK)
    assert rig.orders() == []
    rig.look(TICK)
    assert rig.orders() == [Order()]
    rig.pipe.send(vitals(bumped=True))
    rig.look()
    assert rig.orders() == [Order(rung=Rung.SAFE_STOP, faults=("bumped",))]


def test_it_holds_the_stop_line_while_the_order_halts(rig: Rig) -> None:
    rig.pipe.send(vitals())
    rig.look()
    assert rig.line.state == "let go"
    rig.look(Options().heartbeat + TICK)
    assert rig.line.state == "halted"
    for _ in range(60):
        rig.pipe.send(vitals())
        rig.look()
    assert rig.line.state == "let go"


def test_the_latest_of_many_words_counts(rig: Rig) -> None:
    rig.pipe.send(vitals(bumped=True))
    rig.pipe.send(vitals())
    rig.look()
    assert rig.orders() == [Order()]


def test_a_program_that_is_gone_leaves_the_body_halted_until_it_rests(rig: Rig) -> None:
    rig.pipe.send(vitals())
    rig.look()
    rig.pipe.close()
    rig.look()
    assert rig.line.state == "halted"
    overs = [rig.watch.over]
    for after in (ORPHANED - TICK, TICK):
        rig.look(after)
        overs.append(rig.watch.over)
    assert overs == [False, False, True]
    assert rig.line.state == "halted"


def test_an_orphan_looks_as_often_as_before_and_no_more(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    rig.pipe.close()
    rig.look()
    rig.watch.once(TICK)
    assert slept == [TICK.total_seconds()]


def test_a_program_that_goes_while_it_is_told_is_gone(rig: Rig) -> None:
    watch = Watch(Post(pipe=Deaf(), stop_line=rig.line, options=Options()), lambda: rig.now)
    watch.once(NO_TIME)
    watch.once(NO_TIME)
    assert rig.line.state == "halted"


class Deaf(Connection):
    """A pipe whose other end goes between a look and a word."""

    def __init__(self) -> None:
        super().__init__(0)
        self._handle = None

    def poll(self, timeout: float | None = 0.0) -> bool:
        return False

    def send(self, obj: object) -> None:
        raise BrokenPipeError


def test_a_body_without_a_stop_line_is_watched_all_the_same() -> None:
    ours, theirs = multiprocessing.Pipe()
    ours.send(vitals(bumped=True))
    ours_again = Watch(Post(pipe=theirs, stop_line=None, options=Options()), lambda: timedelta(hours=1))
    ours_again.once(NO_TIME)
    assert ours.recv().faults == ("bumped",)
    ours.close()
    theirs.close()


def test_the_process_ends_when_its_watch_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run here, with the time after the end of its program shortened and no more patience than needed."""
    asked: list[int] = []
    monkeypatch.setattr("safety.monitor_process.ORPHANED", NO_TIME)
    monkeypatch.setattr("os.nice", asked.append)
    ours, theirs = multiprocessing.Pipe()
    ours.close()
    line = Line()
    keep_watch(Post(pipe=theirs, stop_line=line, options=Options()))
    assert line.state == "halted"
    assert asked == [-10]
    theirs.close()


def test_a_machine_that_grants_no_priority_is_watched_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> int:
        raise PermissionError

    monkeypatch.setattr("os.nice", refuse)
    monkeypatch.setattr("safety.monitor_process.ORPHANED", NO_TIME)
    ours, theirs = multiprocessing.Pipe()
    ours.close()
    line = Line()
    keep_watch(Post(pipe=theirs, stop_line=line, options=Options()))
    assert line.state == "halted"
    theirs.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_what_ends_the_program_does_not_end_who_holds_the_body(
    number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As at a terminal, where an interrupt reaches every process: it comes while the stop line is taken."""

    class Interrupted(Line):
        def halt(self) -> None:
            signal.raise_signal(number)
            super().halt()

    monkeypatch.setattr("safety.monitor_process.ORPHANED", NO_TIME)
    monkeypatch.setattr("os.nice", lambda _: None)

    def answer(_: int, __: object) -> None:
        pytest.fail("somebody interrupted the watch")

    before = signal.signal(number, answer)
    ours, theirs = multiprocessing.Pipe()
    ours.close()
    line = Interrupted()
    keep_watch(Post(pipe=theirs, stop_line=line, options=Options()))
    assert line.state == "halted"
    assert signal.signal(number, before) is answer, "afterwards it is answered as before"
    theirs.close()
