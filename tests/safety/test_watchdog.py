"""The watchdog: its pulse step by step, and that it stops everything whatever fails."""

import threading
from datetime import timedelta

import pytest

from safety.watchdog import Heartbeat, News, Options, Pulse, Watchdog

LIMIT = Options().limit
HANG = Options().hang
TICK = timedelta(milliseconds=20)
MICROSECOND = timedelta(microseconds=1)


class Clock:
    """A monotonic clock that stands where it is put."""

    def __init__(self) -> None:
        self.now = timedelta()

    def __call__(self) -> timedelta:
        return self.now


def pulse(heart: Heartbeat) -> Pulse:
    return heart.pulse


def heartbeat() -> Heartbeat:
    return Heartbeat(Options(), timedelta())


def test_the_limit_itself_is_no_miss() -> None:
    heart = heartbeat()
    assert heart.step(LIMIT) is None
    assert pulse(heart) is Pulse.BEATING
    news = heart.step(LIMIT + MICROSECOND)
    assert news is not None
    assert (news.pulse, news.gap) == (Pulse.MISSED, LIMIT + MICROSECOND)
    assert heart.step(LIMIT + TICK) is None


def test_a_beat_ends_a_miss() -> None:
    heart = heartbeat()
    heart.step(LIMIT + TICK)
    heart.beat(LIMIT + TICK)
    news = heart.step(LIMIT + 2 * TICK)
    assert news is not None
    assert (news.pulse, news.gap) == (Pulse.BEATING, TICK)


def hang(heart: Heartbeat, since: timedelta, length: timedelta = HANG) -> timedelta:
    """Leave the beat out for `length` from `since`, looking all the while, and beat again; gives the time after."""
    heart.beat(since)
    for look in (LIMIT + TICK, length - TICK, length):
        heart.step(since + look)
    heart.beat(since + length)
    heart.step(since + length)
    return since + length


def test_three_hangs_latch_the_stop_until_it_is_released() -> None:
    heart = heartbeat()
    now = timedelta()
    for _ in range(2):
        now = hang(heart, now)
        assert pulse(heart) is Pulse.BEATING
    now = hang(heart, now)
    assert pulse(heart) is Pulse.CRASH_LOOP
    heart.beat(now)
    assert heart.step(now) is None
    assert pulse(heart) is Pulse.CRASH_LOOP
    heart.release()
    heart.step(now)
    assert pulse(heart) is Pulse.BEATING
    hang(heart, now)
    assert pulse(heart) is Pulse.BEATING


def test_hiccups_are_no_hangs() -> None:
    heart = heartbeat()
    now = timedelta()
    for _ in range(10):
        now = hang(heart, now, HANG - MICROSECOND)
        assert pulse(heart) is Pulse.BEATING


def test_hangs_long_ago_do_not_count() -> None:
    heart = heartbeat()
    now = hang(heart, hang(heart, timedelta()))
    hang(heart, now + Options().hang_window)
    assert pulse(heart) is Pulse.BEATING
    heart = heartbeat()
    now = hang(heart, hang(heart, timedelta()))
    hang(heart, Options().hang_window - HANG)
    assert pulse(heart) is Pulse.CRASH_LOOP


def test_one_long_hang_is_one() -> None:
    heart = heartbeat()
    for look in range(2, 20):
        heart.step(look * HANG)
    assert pulse(heart) is Pulse.MISSED


def test_hangs_count_until_the_end_of_their_window() -> None:
    for beyond, expected in ((timedelta(), Pulse.CRASH_LOOP), (MICROSECOND, Pulse.MISSED)):
        heart = heartbeat()
        for at in (HANG, 3 * HANG, HANG + Options().hang_window + beyond):
            heart.beat(at - HANG)
            heart.step(at - HANG)
            heart.step(at)
        assert pulse(heart) is expected


def watchdog(clock: Clock, failing: bool = False) -> tuple[Watchdog, list[str], list[News]]:
    stopped: list[str] = []
    told: list[News] = []

    def broken() -> None:
        raise OSError("the link is down")

    stops = [lambda: stopped.append("base"), lambda: stopped.append("voice")]
    return Watchdog([broken, *stops] if failing else stops, told.append, clock), stopped, told


def started(clock: Clock, failing: bool = False) -> tuple[Watchdog, list[str], list[News]]:
    """A watchdog that watches, but whose own thread has ended, so that only the test looks."""
    dog, stopped, told = watchdog(clock, failing)
    dog.start()
    dog.close()
    return dog, stopped, told


def test_it_stops_everything_again_and_again_while_the_beat_is_missing() -> None:
    clock = Clock()
    dog, stopped, told = started(clock)
    assert dog.look() is Pulse.BEATING
    assert stopped == []
    clock.now = LIMIT + TICK
    assert [dog.look(), dog.look()] == [Pulse.MISSED, Pulse.MISSED]
    assert stopped == ["base", "voice"] * 2
    dog.beat()
    assert dog.look() is Pulse.BEATING
    assert stopped == ["base", "voice"] * 2
    assert [news.pulse for news in told] == [Pulse.MISSED, Pulse.BEATING]


def test_one_stop_that_fails_keeps_none_of_the_others(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    dog, stopped, told = started(clock, failing=True)
    clock.now = LIMIT + TICK
    dog.look()
    assert "the link is down" in caplog.text
    assert stopped == ["base", "voice"]
    assert len(told) == 2
    assert "emergency stop" in told[1].text.en


def test_telling_may_fail_too() -> None:
    clock = Clock()
    stopped: list[str] = []

    def deaf(_: News) -> None:
        raise RuntimeError("nobody listens")

    dog = Watchdog([lambda: stopped.append("base")], deaf, clock)
    dog.start()
    dog.close()
    clock.now = LIMIT + TICK
    assert dog.look() is Pulse.MISSED
    assert stopped == ["base"]


def test_staff_release_a_crash_loop() -> None:
    clock = Clock()
    dog, _, told = started(clock)
    for number in range(3):
        clock.now = (number + 1) * 2 * HANG
        dog.look()
        dog.beat()
        dog.look()
    assert dog.look() is Pulse.CRASH_LOOP
    dog.release()
    assert dog.look() is Pulse.BEATING
    assert told[-1].pulse is Pulse.CRASH_LOOP


def test_before_it_starts_nothing_is_stopped() -> None:
    clock = Clock()
    dog, stopped, told = watchdog(clock)
    clock.now = timedelta(hours=1)
    dog.beat()
    dog.release()
    assert dog.look() is Pulse.BEATING
    dog.close()
    assert (stopped, told) == ([], [])


def test_its_own_thread_looks() -> None:
    clock = Clock()
    stopped = threading.Event()
    dog = Watchdog([stopped.set], lambda _: None, clock)
    for _ in range(2):
        dog.start()
        assert [thread.daemon for thread in threading.enumerate() if thread.name == "watchdog"] == [True]
        clock.now += LIMIT + TICK
        assert stopped.wait(timeout=30)
        dog.close()
        assert "watchdog" not in {thread.name for thread in threading.enumerate()}
        stopped.clear()
