"""The live stream: a snapshot first, then what changes, as server-sent events (WHATWG HTML, section 9.2).

A viewer that falls behind is told so and ended, so that nobody ever looks at a page that has silently gone stale.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Set
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from carebot.bus import Bus, Stream, StreamOverflowError
from carebot.core.clock import Clock
from carebot.core.ids import Id, fresh_id
from carebot.core.language import Language
from carebot.core.record import AnyEvent
from web.board import Section, touched
from web.roles import Sight

TICK: Final = timedelta(milliseconds=200)
BEAT_TICKS: Final = 10
# A viewer counts as watching while its page has confirmed within this time that it shows what it is sent.
SEEN_HOLDS: Final = timedelta(seconds=10)

Sections = Callable[[Section, Language], str]
Motion = Callable[[Language, Sight], dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """Who reads a stream: her language, what she may see, and whether she is still signed in."""

    language: Language
    sight: Sight
    signed_in: Callable[[], bool]


class Live:
    """Streams for any number of viewers. `sections` renders a part of the page, `motion` says where everything is."""

    def __init__(self, bus: Bus, clock: Clock, now: Callable[[], str], sections: Sections, motion: Motion) -> None:
        self._bus = bus
        self._clock = clock
        self._now = now
        self._sections = sections
        self._motion = motion
        self._seen: dict[Id, timedelta | None] = {}
        self._over = asyncio.Event()

    def viewers(self) -> int:
        """How many pages are connected and have lately confirmed that they show what they are sent."""
        now = self._clock.monotonic()
        return sum(1 for seen in self._seen.values() if seen is not None and now - seen <= SEEN_HOLDS)

    def connected(self) -> int:
        """How many streams are open."""
        return len(self._seen)

    def seen(self, viewer: Id) -> bool:
        """The page of `viewer` confirms that it shows what it was sent; whether its stream is open."""
        if viewer not in self._seen:
            return False
        self._seen[viewer] = self._clock.monotonic()
        return True

    def end(self) -> None:
        """End all streams; the pages notice at once and try to come back."""
        self._over.set()

    async def stream(self, watcher: Watcher) -> AsyncGenerator[str, None]:
        """The stream of one viewer, until it goes away, is signed out, falls behind or the panel ends."""
        viewer = fresh_id()
        with self._bus.stream() as events:
            self._seen[viewer] = None
            try:
                yield _message("snapshot", self._snapshot(viewer, watcher))
                async for message in self._changes(events, watcher):
                    yield message
            except StreamOverflowError as error:
                yield _message("fell_behind", {"text": error.text.in_(watcher.language)})
            finally:
                del self._seen[viewer]

    async def _changes(self, events: Stream, watcher: Watcher) -> AsyncIterator[str]:
        incoming = aiter(events)
        event, tick = _next(incoming), self._tick()
        over = asyncio.create_task(self._over.wait())
        motion: dict[str, Any] = {}
        ticks = 0
        try:
            while not over.done():
                await asyncio.wait({event, tick, over}, return_when=asyncio.FIRST_COMPLETED)
                if event.done():
                    changed, event = await _collect(event, incoming)
                    if shown := changed & watcher.sight.sections:
                        yield _message("change", {"sections": self._rendered(shown, watcher.language)})
                if tick.done():
                    tick, ticks = self._tick(), ticks + 1
                    if (moved := self._motion(watcher.language, watcher.sight)) != motion:
                        motion = moved
                        yield _message("motion", motion)
                    if ticks % BEAT_TICKS == 0:
                        if not watcher.signed_in():
                            return
                        yield _message("beat", {"now": self._now()})
        finally:
            for task in (event, tick, over):
                task.cancel()
            await asyncio.gather(event, tick, over, return_exceptions=True)

    def _tick(self) -> asyncio.Task[None]:
        async def tick() -> None:
            await self._clock.sleep(TICK)

        return asyncio.create_task(tick())

    def _snapshot(self, viewer: Id, watcher: Watcher) -> dict[str, Any]:
        return {
            "viewer": viewer,
            "now": self._now(),
            "sections": self._rendered(watcher.sight.sections, watcher.language),
            "motion": self._motion(watcher.language, watcher.sight),
        }

    def _rendered(self, sections: Set[Section], language: Language) -> dict[str, str]:
        return {section.value: self._sections(section, language) for section in Section if section in sections}


def _next(incoming: AsyncIterator[AnyEvent]) -> asyncio.Task[AnyEvent]:
    async def following() -> AnyEvent:
        return await anext(incoming)

    return asyncio.create_task(following())


async def _collect(
    event: asyncio.Task[AnyEvent], incoming: AsyncIterator[AnyEvent]
) -> tuple[set[Section], asyncio.Task[AnyEvent]]:
    """The sections that this event and those right behind it change, and the wait for the next."""
    changed: set[Section] = set()
    while event.done():
        changed.update(touched(event.result()))
        event = _next(incoming)
        await asyncio.wait({event}, timeout=0)
    return changed, event


def _message(kind: str, data: dict[str, Any]) -> str:
    return f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False, allow_nan=False)}\n\n"
