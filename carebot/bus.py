"""The bus: typed publish and subscribe inside the process. Handlers run on the loop, in order, one event at a time."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Final

from carebot.core.errors import CarebotError
from carebot.core.events import Event
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
        """Queue `event` for the reader, or note that the reader is too slow."""
        if self._queue.full():
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
    """

    def __init__(self) -> None:
        self._handlers: list[tuple[type[Event], Callable[[AnyEvent], None]]] = []
        self._streams: list[Stream] = []
        self._waiting: deque[AnyEvent] = deque()
        self._handing_out = False

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
        """Hand out `event`; to be called on the loop's thread only."""
        self._waiting.append(event)
        if self._handing_out:
            return
        self._handing_out = True
        try:
            while self._waiting:
                self._hand_out(self._waiting.popleft())
        finally:
            self._handing_out = False

    def _hand_out(self, event: AnyEvent) -> None:
        for kind, handler in self._handlers:
            if isinstance(event, kind):
                handler(event)
        for stream in self._streams:
            stream.offer(event)
