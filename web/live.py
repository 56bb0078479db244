"""The live stream: a snapshot first, then what changes, as server-sent events (WHATWG HTML, section 9.2).

A slow viewer is sent what stands when it can take it, never a heap of what has passed; a page that gets nothing any
more notices by the missing heartbeat.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Iterator, Set
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from carebot.bus import Bus
from carebot.core.clock import Clock
from carebot.core.events import Event
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


@dataclass(slots=True, eq=False)
class _Viewer:
    """One open page: what has changed since it was last sent something, and the motion that it was last told."""

    watcher: Watcher
    changed: set[Section] = field(default_factory=set)
    motion: str = ""
    motion_due: bool = False
    beat_due: bool = False
    ticks: int = 0
    over: bool = False
    seen_at: timedelta | None = None
    wake: asyncio.Event = field(default_factory=asyncio.Event)

    def tick(self, motion: str) -> None:
        """A tick has passed, and everything is where `motion` says."""
        self.ticks += 1
        if motion != self.motion:
            self.motion, self.motion_due = motion, True
        if self.ticks % BEAT_TICKS == 0:
            self.beat_due = True
        if self.motion_due or self.beat_due:
            self.wake.set()

    def end(self) -> None:
        """Nothing more is sent."""
        self.over = True
        self.wake.set()


class Live:
    """Streams for any number of viewers. `sections` renders a part of the page, `motion` says where everything is.

    What is the same for many viewers is made once.
    """

    def __init__(self, bus: Bus, clock: Clock, now: Callable[[], str], sections: Sections, motion: Motion) -> None:
        self._clock = clock
        self._now = now
        self._sections = sections
        self._motion = motion
        self._viewers: dict[Id, _Viewer] = {}
        self._made: dict[tuple[frozenset[Section], Language], tuple[dict[str, str], str]] = {}
        self._ticker: asyncio.Task[None] | None = None
        bus.subscribe(Event, self._take_in)

    def viewers(self) -> int:
        """How many pages are connected and have lately confirmed that they show what they are sent."""
        now = self._clock.monotonic()
        confirmed = (one.seen_at for one in self._viewers.values() if one.seen_at is not None)
        return sum(1 for seen_at in confirmed if now - seen_at <= SEEN_HOLDS)

    def connected(self) -> int:
        """How many streams are open."""
        return len(self._viewers)

    def seen(self, viewer: Id) -> bool:
        """The page of `viewer` confirms that it shows what it was sent; whether its stream is open."""
        if viewer not in self._viewers:
            return False
        self._viewers[viewer].seen_at = self._clock.monotonic()
        return True

    def end(self) -> None:
        """End all streams; the pages notice at once and try to come back."""
        for viewer in self._viewers.values():
            viewer.end()

    async def stream(self, watcher: Watcher) -> AsyncGenerator[str, None]:
        """The stream of one viewer, until it goes away, is signed out or the panel ends."""
        name, viewer = fresh_id(), _Viewer(watcher=watcher)
        self._viewers[name] = viewer
        if self._ticker is None or self._ticker.done():
            self._ticker = asyncio.create_task(self._tick(), name="ticks of the live stream")
        try:
            yield _message("snapshot", self._snapshot(name, watcher))
            while await viewer.wake.wait() and not viewer.over:
                viewer.wake.clear()
                for message in self._due(viewer):
                    yield message
                if viewer.beat_due and not watcher.signed_in():
                    return
                if viewer.beat_due:
                    viewer.beat_due = False
                    yield _message("beat", {"now": self._now()})
        finally:
            del self._viewers[name]
            if not self._viewers:
                self._ticker.cancel()

    def _take_in(self, event: AnyEvent) -> None:
        if sections := touched(event):
            for viewer in self._viewers.values():
                viewer.changed.update(sections)
                viewer.wake.set()

    async def _tick(self) -> None:
        """Look where everything is, for all viewers at once. Where that fails, the pages are ended and come back."""
        try:
            while True:
                await self._clock.sleep(TICK)
                sights = {(one.watcher.language, one.watcher.sight) for one in self._viewers.values()}
                motions = {sight: _message("motion", self._motion(*sight)) for sight in sights}
                for viewer in self._viewers.values():
                    viewer.tick(motions[viewer.watcher.language, viewer.watcher.sight])
        finally:
            self.end()

    def _due(self, viewer: _Viewer) -> Iterator[str]:
        """What the viewer has not been sent yet."""
        if shown := frozenset(viewer.changed & viewer.watcher.sight.sections):
            viewer.changed.clear()
            yield self._change(shown, viewer.watcher.language)
        if viewer.motion_due:
            viewer.motion_due = False
            yield viewer.motion

    def _change(self, sections: frozenset[Section], language: Language) -> str:
        rendered = self._rendered(sections, language)
        made = self._made.get((sections, language))
        if made is None or made[0] != rendered:
            made = self._made[sections, language] = rendered, _message("change", {"sections": rendered})
        return made[1]

    def _snapshot(self, viewer: Id, watcher: Watcher) -> dict[str, Any]:
        return {
            "viewer": viewer,
            "now": self._now(),
            "sections": self._rendered(watcher.sight.sections, watcher.language),
            "motion": self._motion(watcher.language, watcher.sight),
        }

    def _rendered(self, sections: Set[Section], language: Language) -> dict[str, str]:
        return {section.value: self._sections(section, language) for section in Section if section in sections}


def _message(kind: str, data: dict[str, Any]) -> str:
    return f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False, allow_nan=False)}\n\n"
