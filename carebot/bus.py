"""The bus: typed publish and subscribe inside the process. Handlers run on the loop, in order, one event at a time."""

import asyncio
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Final

from carebot.core.actions import AlarmLevel
from carebot.core.errors import CarebotError
from carebot.core.events import Event, FaultCleared, FaultRaised
from carebot.core.ids import derived_id
from carebot.core.language import Text
from carebot.core.record import AnyEvent

STREAM_CAPACITY: Final = 1000


class StreamOverflowError(CarebotError):
    """A reader of the stream fell too far behind and must begin again."""


class Stream:
    """The events as one reader gets them, bounded: a reader that falls behind is told so and ends."""

    def __init__(self, capacity: int) -> None:
        self._queue: asyncio.Queue[AnyEvent] = asyncio.Queue(capacity)
        self._overflowed = False

    def offer(self, event: AnyEvent) -> None:
        """Queue `event` for the reader, or note that the reader is too slow; nothing follows a gap."""
        if self._overflowed or self._queue.full():
            self._overflowed = True
        else:
            self._queue.put_nowait(event)

    async def __aiter__(self) -> AsyncIterator[AnyEvent]:
        """The events as they come; raises StreamOverflowError once the reader has fallen behind."""
        while True:
            if self._overflowed and self._queue.empty():
                raise StreamOverflowError(
                    Text(zh="显示跟不上事件，请重新连接。", en="The display fell behind the events; connect again.")
                )
            yield await self._queue.get()


class Bus:
    """Hands every event to every handler that wants its kind, in the order of publication.

    An event published by a handler waits until the present one has reached all handlers, so that all see one order.
    What a handler raises keeps no event from anybody: it is told as a fault, and goes to whoever published last.
    """

    def __init__(self) -> None:
        self._handlers: list[tuple[type[Event], Callable[[AnyEvent], None]]] = []
        self._streams: list[Stream] = []
        self._waiting: deque[AnyEvent] = deque()
        self._handing_out = False
        self._failing: set[str] = set()
        self._thread = threading.get_ident()

    def subscribe(self, kind: type[Event], handler: Callable[[AnyEvent], None]) -> None:
        """Call `handler` with every event of `kind` from now on."""
        self._handlers.append((kind, handler))

    @contextmanager
    def stream(self, capacity: int = STREAM_CAPACITY) -> Iterator[Stream]:
        """A bounded stream of all events from now on, for as long as the context lasts."""
        stream = Stream(capacity)
        self._streams.append(stream)
        try:
            yield stream
        finally:
            self._streams.remove(stream)

    def publish(self, event: AnyEvent) -> None:
        """Hand out `event`; to be called on the loop's thread only.

        Raises what a handler raised, once everybody has heard of everything.
        """
        if threading.get_ident() != self._thread:
            raise RuntimeError("publish on the thread that made the bus; from another, use loop.call_soon_threadsafe")
        self._waiting.append(event)
        if self._handing_out:
            return
        self._handing_out = True
        try:
            self._hand_out_waiting()
        finally:
            self._handing_out = False

    def _hand_out_waiting(self) -> None:
        try:
            while self._waiting:
                self._hand_out(self._waiting.popleft())
        finally:
            if self._waiting:
                self._hand_out_waiting()

    def _hand_out(self, event: AnyEvent) -> None:
        heard = False
        try:
            _call(event, iter(tuple(self._handlers)))
            heard = True
        finally:
            for stream in self._streams:
                stream.offer(event)
            self._tell(event, heard=heard)

    def _tell(self, event: AnyEvent, *, heard: bool) -> None:
        """Tell once that events of a kind are not taken as they should be, and once that they are again."""
        source = f"bus.{event.kind}"
        if heard and source in self._failing:
            self._failing.discard(source)
            cleared = derived_id(event.id, "bus", "taken")
            self._waiting.append(FaultCleared(id=cleared, occurred_at=event.occurred_at, cause=event.id, source=source))
        elif not heard and source not in self._failing:
            self._failing.add(source)
            self._waiting.append(_fault(event, source))


def _call(event: AnyEvent, handlers: Iterator[tuple[type[Event], Callable[[AnyEvent], None]]]) -> None:
    """Hand `event` to each that wants its kind; the rest hears it also when one raises."""
    done = False
    try:
        for kind, handler in handlers:
            if isinstance(event, kind):
                handler(event)
        done = True
    finally:
        if not done:
            _call(event, handlers)


def _fault(event: AnyEvent, source: str) -> FaultRaised:
    return FaultRaised(
        id=derived_id(event.id, "bus", "missed"),
        occurred_at=event.occurred_at,
        cause=event.id,
        source=source,
        level=AlarmLevel.HIGH,
        text=Text(
            zh=f"程序的一部分处理“{event.kind}”事件时出错了。若反复出现，请重新启动 carebot 并通知技术人员。",
            en=f"Part of the program failed over an event '{event.kind}'. "
            "If it happens again, restart carebot and tell a technician.",
        ),
    )
