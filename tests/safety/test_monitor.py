"""The running monitor as a pure step: what it orders, what clears by itself, and what staff must end."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from safety.ladder import Rung
from safety.monitor import HANG, HANG_WINDOW, HANGS, Monitor, Order
from safety.vitals import Options, Vitals
from tests.safety import builders as b

TICK = timedelta(milliseconds=20)
SECOND = timedelta(seconds=1)
START = timedelta(hours=3)
HEARTBEAT = Options().heartbeat


def vitals(releases: int = 0, **body: Any) -> Vitals:
    return Vitals(body=b.body(**body), body_age=timedelta(), people_age=timedelta(), releases=releases)


class Watched:
    """A monitor and the time."""

    def __init__(self) -> None:
        self.monitor = Monitor()
        self.now = START

    def told(self, what: Vitals, duration: timedelta = TICK) -> Order:
        """Tell it `what` every tick for `duration`; gives the last order."""
        order = Order()
        for _ in range(max(1, duration // TICK)):
            self.now += TICK
            self.monitor.hear(what, self.now)
            order = self.monitor.step(self.now)
        return order

    def silent(self, duration: timedelta) -> Order:
        """Let it step every tick without a word."""
        order = Order()
        for _ in range(duration // TICK):
            self.now += TICK
            order = self.monitor.step(self.now)
        return order


def test_nothing_is_ordered_before_the_first_word() -> None:
    watched = Watched()
    assert watched.silent(10 * SECOND) == Order()


def test_a_body_in_order_goes_on() -> None:
    assert Watched().told(vitals(), SECOND) == Order(rung=Rung.NORMAL, faults=())


def test_silence_halts_and_the_next_word_lets_go_on_after_a_second() -> None:
    watched = Watched()
    watched.told(vitals())
    assert not watched.silent(HEARTBEAT).halts
    order = watched.silent(TICK)
    assert order.halts
    assert order.faults == ("heartbeat_lost",)
    assert watched.told(vitals(), SECOND - TICK).halts
    assert watched.told(vitals(), 2 * TICK) == Order()


@pytest.mark.parametrize("fault", ["bumped", "emergency_stop"])
def test_what_staff_must_end_stays_until_they_do(fault: str) -> None:
    watched = Watched()
    watched.told(vitals())
    assert watched.told(vitals(**{fault: True})).halts
    assert watched.told(vitals(), 60 * SECOND).faults == (fault,)
    order = watched.told(vitals(releases=1))
    assert order == Order(rung=Rung.NORMAL, faults=(), releases=1)


def test_a_release_while_the_fault_is_there_is_used_up() -> None:
    watched = Watched()
    watched.told(vitals())
    watched.told(vitals(bumped=True))
    assert watched.told(vitals(releases=1, bumped=True)).faults == ("bumped",)
    assert watched.told(vitals(releases=1), 5 * SECOND).faults == ("bumped",)
    assert watched.told(vitals(releases=2)).faults == ()


def test_releases_of_an_earlier_monitor_release_nothing() -> None:
    watched = Watched()
    watched.told(vitals(releases=4, bumped=True))
    assert watched.told(vitals(releases=4), 5 * SECOND).faults == ("bumped",)


def test_the_worst_fault_decides() -> None:
    watched = Watched()
    order = watched.told(vitals(battery=0.1, bumped=True))
    assert order == Order(rung=Rung.SAFE_STOP, faults=("bumped", "battery_low"))
    assert Watched().told(vitals(battery=0.1)) == Order(rung=Rung.WARN, faults=("battery_low",))


def hang(watched: Watched) -> Order:
    watched.told(vitals(), 2 * SECOND)
    watched.silent(HANG)
    return watched.told(vitals(), 2 * SECOND)


def test_hangs_in_a_row_are_a_crash_loop_which_staff_must_end() -> None:
    watched = Watched()
    for _ in range(HANGS - 1):
        assert hang(watched) == Order()
    assert hang(watched).faults == ("crash_loop",)
    assert watched.told(vitals(), SECOND).faults == ("crash_loop",)
    assert watched.told(vitals(releases=1)).faults == ()
    assert hang(watched) == Order(releases=0)


def test_a_crash_loop_stays_though_the_hangs_are_long_past() -> None:
    watched = Watched()
    for _ in range(HANGS):
        hang(watched)
    assert watched.told(vitals(), HANG_WINDOW + SECOND).faults == ("crash_loop",)


def test_one_long_silence_is_one_hang() -> None:
    watched = Watched()
    watched.told(vitals())
    watched.silent(10 * HANG)
    assert watched.told(vitals(), 2 * SECOND) == Order()


def test_a_silence_just_short_of_a_hang_is_none() -> None:
    watched = Watched()
    for _ in range(HANGS):
        watched.told(vitals(), 2 * SECOND)
        watched.silent(HANG - TICK)
    assert watched.told(vitals(), 2 * SECOND) == Order()


def test_hangs_far_apart_are_no_loop() -> None:
    watched = Watched()
    for _ in range(HANGS + 1):
        assert hang(watched) == Order()
        watched.told(vitals(), HANG_WINDOW / 2)


def test_before_the_first_word_silence_is_no_hang() -> None:
    watched = Watched()
    for _ in range(HANGS + 1):
        watched.silent(2 * HANG)
    for _ in range(HANGS - 1):
        assert hang(watched) == Order()


def test_a_hang_during_which_nobody_looked_is_one() -> None:
    watched = Watched()
    watched.monitor.hear(vitals(), watched.now)
    watched.now += HANG
    watched.silent(TICK)
    for _ in range(HANGS - 2):
        assert hang(watched) == Order()
    assert hang(watched).faults == ("crash_loop",)


@pytest.mark.parametrize(("beyond", "loop"), [(timedelta(), True), (timedelta(microseconds=1), False)])
def test_hangs_count_until_the_end_of_their_window(beyond: timedelta, loop: bool) -> None:
    monitor = Monitor()
    hung_at = [START + HANG, START + HANG_WINDOW / 2, START + HANG + HANG_WINDOW + beyond]
    order = Order()
    for at in hung_at:
        monitor.hear(vitals(), at - HANG)
        monitor.step(at - HANG)
        order = monitor.step(at)
    assert ("crash_loop" in order.faults) is loop


def test_a_clock_that_goes_back_is_no_silence() -> None:
    watched = Watched()
    watched.told(vitals())
    assert watched.monitor.step(watched.now - SECOND) == Order()


def test_an_order_halts_from_the_safe_stop_on() -> None:
    assert [rung for rung in Rung if replace(Order(), rung=rung).halts] == [Rung.SAFE_STOP, Rung.POWER_OFF]
