"""The bus: one order for all, a handler that fails keeps nothing from anybody, and bounded streams."""

import asyncio
import threading
from collections.abc import Callable, Iterable
from typing import get_args

import pytest

from carebot.bus import Bus, Stream, StreamOverflowError
from carebot.core.actions import AlarmLevel
from carebot.core.deeds import RobotReady
from carebot.core.events import Event, FaultCleared, FaultRaised, StopPressed, StopReleased, TimerElapsed
from carebot.core.record import AnyEvent
from tests.carebot.examples import examples, stamp


def timer(name: str) -> TimerElapsed:
    return TimerElapsed(**stamp(), timer=name)


def names(events: Iterable[AnyEvent]) -> list[str]:
    """The names of timers, and the sources of faults with a sign that says whether they are raised or cleared."""
    told = []
    for event in events:
        match event:
            case TimerElapsed(timer=name):
                told.append(name)
            case FaultRaised(source=source):
                told.append(f"+{source}")
            case FaultCleared(source=source):
                told.append(f"-{source}")
            case _:
                told.append(event.kind)
    return told


class Broken:
    """Raises over the timers that it is told to, and remembers which it took."""

    def __init__(self, *over: str) -> None:
        self.over = set(over)
        self.took: list[str] = []

    def take(self, event: AnyEvent) -> None:
        assert isinstance(event, TimerElapsed)
        if event.timer in self.over:
            raise LookupError(event.timer)
        self.took.append(event.timer)


@pytest.fixture
def bus() -> Bus:
    return Bus()


def kept(bus: Bus, kind: type[Event] = Event) -> list[AnyEvent]:
    """Everything of `kind` that the bus hands out from now on."""
    events: list[AnyEvent] = []
    bus.subscribe(kind, events.append)
    return events


def test_every_event_comes_in_the_order_of_publication(bus: Bus) -> None:
    events = kept(bus)
    published = examples()
    for event in published:
        bus.publish(event)
    assert events == published


@pytest.mark.parametrize("kind", get_args(AnyEvent))
def test_a_handler_gets_its_kind_alone(bus: Bus, kind: type[Event]) -> None:
    events = kept(bus, kind)
    for event in examples():
        bus.publish(event)
    assert events
    assert {type(event) for event in events} == {kind}


def test_handlers_hear_in_the_order_of_their_subscription(bus: Bus) -> None:
    heard: list[str] = []
    for name in ("first", "second", "third"):
        bus.subscribe(TimerElapsed, lambda _, name=name: heard.append(name))  # type: ignore[misc]  # a default binds it
    bus.publish(timer("t"))
    assert heard == ["first", "second", "third"]


def test_what_a_handler_publishes_waits_until_everybody_has_heard_the_present_event(bus: Bus) -> None:
    before = kept(bus)

    def follow(event: AnyEvent) -> None:
        assert isinstance(event, TimerElapsed)
        if len(event.timer) < 3:
            bus.publish(timer(f"{event.timer}a"))
            bus.publish(timer(f"{event.timer}b"))

    bus.subscribe(TimerElapsed, follow)
    after = kept(bus)
    bus.publish(timer("t"))
    assert names(before) == ["t", "ta", "tb", "taa", "tab", "tba", "tbb"]
    assert before == after


def test_who_subscribes_hears_what_comes_later(bus: Bus) -> None:
    late: list[AnyEvent] = []
    bus.subscribe(StopPressed, lambda _: bus.subscribe(Event, late.append))
    press = next(event for event in examples() if isinstance(event, StopPressed))
    release = next(event for event in examples() if isinstance(event, StopReleased))
    bus.publish(press)
    bus.publish(release)
    assert late == [release]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_handler_that_fails_keeps_nothing_from_the_others(bus: Bus, place: int) -> None:
    broken = Broken("bad")
    others = []
    for number in range(3):
        if number == place:
            bus.subscribe(TimerElapsed, broken.take)
        others.append(kept(bus, TimerElapsed))
    with bus.stream() as stream, pytest.raises(LookupError):
        bus.publish(timer("bad"))
    for heard in others:
        assert names(heard) == ["bad"]
    assert names(drained(stream)[0]) == ["bad", "+bus.timer_elapsed"]


def test_what_waits_behind_a_failure_is_handed_out_all_the_same(bus: Bus) -> None:
    broken = Broken("bad", "worse")
    bus.subscribe(TimerElapsed, broken.take)

    def follow(_: AnyEvent) -> None:
        for name in ("good", "bad", "fine", "worse", "last"):
            bus.publish(timer(name))

    bus.subscribe(RobotReady, follow)
    events = kept(bus)
    with pytest.raises(LookupError):
        bus.publish(RobotReady(**stamp()))
    assert broken.took == ["good", "fine", "last"]
    assert [name for name in names(events) if name[0] not in "+-"] == [
        "robot_ready", "good", "bad", "fine", "worse", "last"
    ]  # fmt: skip


def test_a_failure_is_told_once_and_its_end_once(bus: Bus) -> None:
    bus.subscribe(TimerElapsed, Broken("bad").take)
    events = kept(bus)
    for name in ("bad", "bad", "good", "good", "bad"):
        try:
            bus.publish(timer(name))
        except LookupError:
            assert name == "bad"
        else:
            assert name == "good"
    source = "bus.timer_elapsed"
    assert names(events) == ["bad", f"+{source}", "bad", "good", f"-{source}", "good", "bad", f"+{source}"]


def test_the_fault_says_what_to_do_and_what_it_follows_from(bus: Bus) -> None:
    bus.subscribe(TimerElapsed, Broken("bad").take)
    events = kept(bus, FaultRaised)
    bad = timer("bad")
    with pytest.raises(LookupError):
        bus.publish(bad)
    (fault,) = events
    assert isinstance(fault, FaultRaised)
    assert (fault.cause, fault.occurred_at, fault.level) == (bad.id, bad.occurred_at, AlarmLevel.HIGH)
    assert fault.text.zh
    assert "technician" in fault.text.en


def test_a_handler_that_fails_over_everything_does_not_go_round_in_circles(bus: Bus) -> None:
    def refuse(event: AnyEvent) -> None:
        raise LookupError(event.kind)

    bus.subscribe(Event, refuse)
    events = kept(bus)
    for name in ("one", "two"):
        with pytest.raises(LookupError):
            bus.publish(timer(name))
    assert names(events) == ["one", "+bus.timer_elapsed", "+bus.fault_raised", "two"]


def test_when_several_fail_none_is_forgotten(bus: Bus) -> None:
    def first(_: AnyEvent) -> None:
        raise LookupError("first")

    def second(_: AnyEvent) -> None:
        raise OSError("second")

    bus.subscribe(TimerElapsed, first)
    bus.subscribe(TimerElapsed, second)
    with pytest.raises(OSError, match="second") as caught:
        bus.publish(timer("t"))
    assert isinstance(caught.value.__context__, LookupError)


def test_after_a_failure_the_bus_hands_out_at_once_again(bus: Bus) -> None:
    bus.subscribe(TimerElapsed, Broken("bad").take)
    events = kept(bus, TimerElapsed)
    with pytest.raises(LookupError):
        bus.publish(timer("bad"))
    bus.publish(timer("good"))
    assert names(events) == ["bad", "good"]


def in_a_thread(work: Callable[[], None]) -> BaseException | None:
    """What `work` raises in a thread of its own."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except RuntimeError as error:
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return raised[0] if raised else None


def test_publishing_from_another_thread_is_refused_and_harms_nothing(bus: Bus) -> None:
    events = kept(bus)
    error = in_a_thread(lambda: bus.publish(timer("elsewhere")))
    assert error is not None
    assert "call_soon_threadsafe" in str(error)
    bus.publish(timer("here"))
    assert names(events) == ["here"]


def test_another_thread_publishes_by_way_of_the_loop(bus: Bus) -> None:
    events = kept(bus)

    async def scenario() -> None:
        loop = asyncio.get_running_loop()
        arrived = asyncio.Event()
        bus.subscribe(TimerElapsed, lambda _: arrived.set())
        await asyncio.to_thread(loop.call_soon_threadsafe, bus.publish, timer("from afar"))
        await arrived.wait()

    asyncio.run(scenario())
    assert names(events) == ["from afar"]


def drained(stream: Stream) -> tuple[list[AnyEvent], StreamOverflowError | None]:
    """What a reader gets of `stream` without waiting, and the error that it ends with."""

    async def read() -> tuple[list[AnyEvent], StreamOverflowError | None]:
        events: list[AnyEvent] = []
        reader = aiter(stream)
        try:
            async with asyncio.timeout(0):
                while True:
                    events.append(await anext(reader))
        except StreamOverflowError as error:
            return events, error
        except TimeoutError:
            return events, None

    return asyncio.run(read())


@pytest.mark.parametrize(("count", "late"), [(0, False), (1, False), (3, False), (4, True), (9, True)])
def test_a_stream_keeps_as_much_as_it_may_and_tells_of_more(bus: Bus, count: int, late: bool) -> None:
    with bus.stream(capacity=3) as stream:
        published = [timer(str(number)) for number in range(count)]
        for event in published:
            bus.publish(event)
        events, error = drained(stream)
    assert events == published[:3]
    assert (error is not None) is late
    if error is not None:
        assert error.text.zh
        assert "again" in error.text.en


def test_nothing_follows_a_gap(bus: Bus) -> None:
    """A reader that catches up must not get what came after the events that it missed."""

    async def scenario() -> list[AnyEvent]:
        events: list[AnyEvent] = []
        with bus.stream(capacity=2) as stream:
            reader = aiter(stream)
            for name in ("one", "two", "missed"):
                bus.publish(timer(name))
            events.append(await anext(reader))
            bus.publish(timer("after the gap"))
            events.append(await anext(reader))
            with pytest.raises(StreamOverflowError):
                await anext(reader)
        return events

    assert names(asyncio.run(scenario())) == ["one", "two"]


def test_a_stream_ends_with_its_context_and_leaves_others_alone(bus: Bus) -> None:
    with bus.stream() as outer:
        with bus.stream() as inner:
            bus.publish(timer("both"))
        bus.publish(timer("one"))
        assert names(drained(inner)[0]) == ["both"]
        assert names(drained(outer)[0]) == ["both", "one"]


def test_a_reader_waits_for_what_comes(bus: Bus) -> None:
    async def scenario() -> AnyEvent:
        with bus.stream() as stream:
            reading = asyncio.ensure_future(anext(aiter(stream)))
            await asyncio.sleep(0)
            assert not reading.done()
            bus.publish(timer("late"))
            return await reading

    assert names([asyncio.run(scenario())]) == ["late"]
