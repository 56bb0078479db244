"""The clocks: sleepers wake in order and act before time goes on, cancelled ones do not, and held time stands still."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from carebot.clocks import SimulatedClock, SystemClock
from carebot.core.clock import Clock, DrivenClock

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock(START)


async def turns(count: int = 50) -> None:
    """Let everything that is ready run."""
    for _ in range(count):
        await asyncio.sleep(0)


class Diary:
    """When who woke, in seconds of the clock."""

    def __init__(self, clock: SimulatedClock) -> None:
        self.clock = clock
        self.entries: list[tuple[str, float]] = []

    def note(self, name: str) -> None:
        self.entries.append((name, self.clock.monotonic().total_seconds()))

    async def sleep(self, name: str, *seconds: float) -> None:
        """Sleep for one time after another, and note each waking."""
        for duration in seconds:
            await self.clock.sleep(timedelta(seconds=duration))
            self.note(name)


def play(clock: SimulatedClock, scenario: Callable[[Diary], Awaitable[None]]) -> list[tuple[str, float]]:
    """The diary of `scenario`."""
    diary = Diary(clock)

    async def run() -> None:
        await scenario(diary)

    asyncio.run(run())
    return diary.entries


def test_time_stands_still_until_it_is_advanced(clock: SimulatedClock) -> None:
    async def scenario(diary: Diary) -> None:
        sleeper = asyncio.create_task(diary.sleep("a", 1))
        await turns()
        assert clock.now() == START
        await clock.advance(SECOND - timedelta(microseconds=1))
        assert not sleeper.done()
        await clock.advance(timedelta(microseconds=1))
        assert sleeper.done()
        assert (clock.now(), clock.monotonic()) == (START + SECOND, SECOND)

    assert play(clock, scenario) == [("a", 1.0)]


def test_sleepers_wake_in_the_order_of_their_times_and_at_their_times(clock: SimulatedClock) -> None:
    async def scenario(diary: Diary) -> None:
        async with asyncio.TaskGroup() as group:
            for name, seconds in (("late", 3.0), ("early", 1.0), ("middle", 2.0)):
                group.create_task(diary.sleep(name, seconds))
            await turns()
            await clock.advance(10 * SECOND)

    assert play(clock, scenario) == [("early", 1.0), ("middle", 2.0), ("late", 3.0)]


def test_sleepers_of_one_time_wake_in_the_order_in_which_they_lay_down(clock: SimulatedClock) -> None:
    async def scenario(diary: Diary) -> None:
        async with asyncio.TaskGroup() as group:
            for name in "abcdef":
                group.create_task(diary.sleep(name, 1.0))
            await turns()
            await clock.advance(SECOND)

    assert play(clock, scenario) == [(name, 1.0) for name in "abcdef"]


def test_who_wakes_and_sleeps_again_wakes_again_within_the_same_advance(clock: SimulatedClock) -> None:
    async def scenario(diary: Diary) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(diary.sleep("tick", 1, 1, 1))
            group.create_task(diary.sleep("tock", 1.5, 1))
            await turns()
            await clock.advance(3 * SECOND)
            diary.note("end")

    assert play(clock, scenario) == [
        ("tick", 1.0), ("tock", 1.5), ("tick", 2.0), ("tock", 2.5), ("tick", 3.0), ("end", 3.0)
    ]  # fmt: skip


def test_what_a_sleeper_sets_off_happens_at_its_time(clock: SimulatedClock) -> None:
    """A chain of tasks, one turn of the loop each, ends before the clock goes on."""

    async def scenario(diary: Diary) -> None:
        async def link(depth: int) -> None:
            if depth:
                await asyncio.create_task(link(depth - 1))
            else:
                diary.note("consequence")

        async def cause() -> None:
            await clock.sleep(SECOND)
            await link(5)

        async with asyncio.TaskGroup() as group:
            group.create_task(cause())
            group.create_task(diary.sleep("other", 1.001))
            await turns()
            await clock.advance(5 * SECOND)

    assert play(clock, scenario) == [("consequence", 1.0), ("other", 1.001)]


def test_a_cancelled_sleeper_does_not_wake_and_keeps_nobody_else_asleep(clock: SimulatedClock) -> None:
    async def scenario(diary: Diary) -> None:
        cancelled = asyncio.create_task(diary.sleep("cancelled", 1))
        woken = asyncio.create_task(diary.sleep("woken", 2))
        await turns()
        cancelled.cancel()
        await turns()
        await clock.advance(3 * SECOND)
        await woken
        assert cancelled.cancelled()

    assert play(clock, scenario) == [("woken", 2.0)]


def test_a_sleeper_may_be_cancelled_by_one_that_wakes_at_the_same_time(clock: SimulatedClock) -> None:
    async def scenario(diary: Diary) -> None:
        async def limit() -> None:
            await clock.sleep(SECOND)
            work.cancel()

        watch = asyncio.create_task(limit())
        await turns()
        work = asyncio.create_task(diary.sleep("work", 1))
        await turns()
        await clock.advance(SECOND)
        await watch
        assert work.cancelled()

    assert play(clock, scenario) == []


@pytest.mark.parametrize("seconds", [0.0, -1.0])
def test_to_sleep_for_nothing_needs_no_time_to_pass(clock: SimulatedClock, seconds: float) -> None:
    async def scenario(diary: Diary) -> None:
        async with asyncio.timeout(10):
            await diary.sleep("at once", seconds)

    assert play(clock, scenario) == [("at once", 0.0)]


def test_time_never_goes_back(clock: SimulatedClock) -> None:
    async def scenario(diary: Diary) -> None:
        await clock.advance(2 * SECOND)
        await clock.advance(-SECOND)
        diary.note("after")
        async with asyncio.TaskGroup() as group:
            group.create_task(clock.sleep(SECOND / 2))
            await turns()
            group.create_task(clock.advance(SECOND))
            group.create_task(clock.advance(3 * SECOND))
        diary.note("after both")

    assert play(clock, scenario) == [("after", 2.0), ("after both", 5.5)]


def test_an_advance_waits_while_time_is_held(clock: SimulatedClock) -> None:
    async def scenario(diary: Diary) -> None:
        async with clock.hold():
            driving = asyncio.create_task(clock.advance(SECOND))
            await turns()
            diary.note("held")
            assert not driving.done()
        await driving
        diary.note("let go")

    assert play(clock, scenario) == [("held", 0.0), ("let go", 1.0)]


def test_time_that_several_hold_passes_when_the_last_lets_go(clock: SimulatedClock) -> None:
    async def scenario(diary: Diary) -> None:
        async with clock.hold():
            async with clock.hold():
                driving = asyncio.create_task(clock.advance(SECOND))
                await turns()
            await turns()
            diary.note("still held")
        await driving
        diary.note("let go")

    assert play(clock, scenario) == [("still held", 0.0), ("let go", 1.0)]


def test_an_engine_that_fails_lets_go_of_time(clock: SimulatedClock) -> None:
    async def scenario(diary: Diary) -> None:
        with pytest.raises(ZeroDivisionError):
            async with clock.hold():
                raise ZeroDivisionError
        await clock.advance(SECOND)
        diary.note("on")

    assert play(clock, scenario) == [("on", 1.0)]


@pytest.mark.parametrize("depth", [1, 10])
def test_what_an_engine_found_is_acted_on_before_time_goes_on(clock: SimulatedClock, depth: int) -> None:
    """A sleeper wakes, an engine computes on held time, and what follows from its answer happens at that time."""

    async def scenario(diary: Diary) -> None:
        async def follow(number: int) -> None:
            if number:
                await asyncio.create_task(follow(number - 1))
            else:
                diary.note("acted")

        async def compute() -> None:
            await clock.sleep(SECOND)
            async with clock.hold():
                await turns(200)
                diary.note("computed")
            await follow(depth)

        async with asyncio.TaskGroup() as group:
            group.create_task(compute())
            group.create_task(diary.sleep("other", 1.001))
            await turns()
            await clock.advance(2 * SECOND)
            diary.note("end")

    assert play(clock, scenario) == [("computed", 1.0), ("acted", 1.0), ("other", 1.001), ("end", 2.0)]


def test_time_held_before_an_advance_ends_with_its_consequences_too(clock: SimulatedClock) -> None:
    async def scenario(diary: Diary) -> None:
        async def compute() -> None:
            async with clock.hold():
                await turns()
            await asyncio.create_task(asyncio.sleep(0))
            diary.note("acted")

        computing = asyncio.create_task(compute())
        await asyncio.sleep(0)
        await clock.advance(SECOND)
        await computing

    assert play(clock, scenario) == [("acted", 0.0)]


def test_the_machines_clock_tells_aware_utc_and_never_goes_back() -> None:
    clock = SystemClock()
    before = datetime.now(UTC)
    told = clock.now()
    assert before <= told <= datetime.now(UTC)
    assert told.utcoffset() == timedelta()
    readings = [clock.monotonic() for _ in range(1000)]
    assert readings == sorted(readings)


@pytest.mark.parametrize("seconds", [0.002, 0.0, -1.0])
def test_the_machines_clock_sleeps_at_least_as_long_as_it_is_told(seconds: float) -> None:
    clock = SystemClock()
    before = clock.monotonic()
    asyncio.run(clock.sleep(timedelta(seconds=seconds)))
    # The loop's timers are as coarse as the system's clock; a sleep may end that much early.
    assert clock.monotonic() - before >= timedelta(seconds=seconds) - timedelta(milliseconds=1)


def test_which_clock_is_driven(clock: SimulatedClock) -> None:
    clocks: list[Clock] = [clock, SystemClock()]
    assert [isinstance(one, DrivenClock) for one in clocks] == [True, False]
