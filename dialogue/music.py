"""The home's music, played as it is permitted: it gives way to whoever speaks, and falls silent at once on a stop.

Where it was broken off it goes on; a pause ends the session, and the next begins where that left off. What was asked
for by name has an order of its own: all that is called so, or from that piece on.
"""

import asyncio
import itertools
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from carebot.core.actions import Action, MusicChange, PlayMusic
from carebot.core.clock import Clock
from carebot.core.errors import DeviceError, PermitError
from carebot.core.ids import Id
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from carebot.core.permits import PermitLedger
from carebot.core.verdicts import Limits, Permit
from dialogue._floor import Floor, Verdict
from dialogue.base import AudioSink, Readiness, Samples, Speech, duration_of
from dialogue.music_files import RATE_HZ, excerpt, pieces_in, silent
from dialogue.music_titles import MusicTitles, not_here

AT_ONCE: Final = timedelta(minutes=4)
"""How much of a piece is held in memory at a time, 12 MB."""
STEP_DB: Final = 5.0
SOFTEST_DB: Final = -20.0
_BACK: Final = timedelta(seconds=1)
"""What was drowned by whoever spoke is played again."""
_JUST_NOW: Final = timedelta(minutes=1)
_NO_FOLDER: Final = Text(
    zh="没有设置音乐文件夹。请在设置里写上 company.music，里面放上音乐。",
    en="No music folder is set up. Name one in the settings, as company.music, and put music into it.",
)
_STOPPED: Final = Text(zh="音乐停了。", en="The music has stopped.")
_NOT_PLAYING: Final = Text(zh="现在没有在放音乐。", en="No music is playing now.")
_NOT_MUSIC: Final = Text(zh="这不是放音乐的动作。", en="This action is not music.")


def nothing_in(folder: Path) -> Text:
    """That there is no music in `folder`, and what to do."""
    return Text(
        zh=f"音乐文件夹 {folder} 里没有能播放的音乐。请放几首进去。",
        en=f"There is no music in the folder {folder}. Put some files into it.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """What the player is joined to. `sounding` is told when music begins and ends, `fault` of files that are no music.

    `computing` holds simulated time while a file is read.
    """

    ledger: PermitLedger
    clock: Clock
    sink: AudioSink
    sounding: Callable[[bool], None]
    fault: Callable[[Text | None], None]
    computing: Callable[[], AbstractAsyncContextManager[None]] = nullcontext


@dataclass(slots=True, kw_only=True)
class _Place:
    """Where the music is: which piece, how far into it, and what of it is `held` in memory, from `held_from` on."""

    piece: int = 0
    position: timedelta = timedelta()
    held: Samples | None = None
    held_from: timedelta = timedelta()
    held_path: Path | None = None

    def next(self) -> None:
        """Go to the beginning of the following piece."""
        self.piece += 1
        self.position = timedelta()
        self.held = None


class MusicPlayer:
    """Plays the pieces of `folder` in the order of their names; an Actuator. On the loop, but for `stop`."""

    def __init__(self, wiring: Wiring, folder: Path | None) -> None:
        self._wiring = wiring
        self._folder = folder
        self.titles = MusicTitles(folder)
        self._whole = _Place()
        self._place = self._whole
        self._floor = Floor(wiring.clock)
        self._relative_db = -STEP_DB
        self._session: Id = ""
        self._last_session: Id = ""
        self._left_at = timedelta()
        self._ended: Id = ""
        self._playing = False
        self._mute: Text | None = None
        self._stop_numbers = itertools.count(1)
        self._stops = 0
        self._loop: asyncio.AbstractEventLoop | None = None

    def readiness(self) -> Readiness:
        """Whether there is music, and a loudspeaker for it."""
        if self._folder is None:
            return Readiness(ready=False, detail=_NO_FOLDER)
        count = len(pieces_in(self._folder))
        if not count:
            return Readiness(ready=False, detail=nothing_in(self._folder))
        sink = self._wiring.sink.readiness()
        return Readiness(ready=True, detail=Text(zh=f"{count} 首", en=f"{count} pieces")) if sink.ready else sink

    def supports(self, action: Action) -> bool:
        """Whether `action` is music."""
        return isinstance(action, PlayMusic)

    async def execute(self, permit: Permit) -> Outcome:
        """Play, or change what plays. Cancelling it ends in silence, and it goes on there the next time."""
        self._loop = asyncio.get_running_loop()
        try:
            self._wiring.ledger.take(permit, self._wiring.clock.now())
        except PermitError as error:
            return Outcome(result=Result.REFUSED, detail=error.text)
        match permit.action:
            case PlayMusic(change=MusicChange.PLAY) as action:
                return await self._play(action)
            case PlayMusic(change=change):
                return self._changed(change)
            case _:
                return Outcome(result=Result.UNSUPPORTED, detail=_NOT_MUSIC)

    def bound(self, limits: Limits) -> None:
        """Music has neither speed nor force: there is nothing to bound."""

    def hush(self, hushed: bool) -> None:
        """Somebody may begin to speak, or it was nothing: be silent for a moment, or sound again. On the loop."""
        if self._playing:
            self._wiring.sink.hush(hushed=hushed)

    def interrupt(self) -> None:
        """Somebody speaks: be silent until it is known whether that was meant for the robot. On the loop."""
        if self._playing:
            self._floor.hold()
            self._wiring.sink.stop()

    def go_on(self) -> None:
        """Whoever spoke has spoken, and wants nothing that ended the music."""
        self._floor.decide(Verdict.GO_ON)

    def stop(self) -> None:
        """Be silent at once, callable from any thread. The session is over."""
        self._stops = next(self._stop_numbers)
        self._ended = self._session
        self._wiring.sink.stop()
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._floor.decide, Verdict.GIVE_WAY)

    def _changed(self, change: MusicChange) -> Outcome:
        """Change what plays or was playing until this was said."""
        if not self._session or self._wiring.clock.monotonic() - self._left_at > _JUST_NOW:
            return Outcome(result=Result.EXECUTION, detail=_NOT_PLAYING)
        match change:
            case MusicChange.PAUSE:
                self._ended = self._session
            case MusicChange.NEXT:
                self._place.next()
            case MusicChange.SOFTER:
                self._relative_db = max(SOFTEST_DB, self._relative_db - STEP_DB)
            case _:
                self._relative_db = min(0.0, self._relative_db + STEP_DB)
        return Outcome(result=Result.SUCCEEDED)

    async def _play(self, action: PlayMusic) -> Outcome:
        if action.session and action.session == self._ended:
            return Outcome(result=Result.CANCELLED, detail=_STOPPED)
        if action.session != self._last_session:
            self._wiring.fault(None)
            self._place = _Place() if action.called else self._whole
        self._last_session = action.session
        stops, self._session, self._mute = self._stops, action.session, None
        try:
            outcome = await self._play_piece(action, stops)
        finally:
            self._left_at = self._wiring.clock.monotonic()
        self._session = ""
        return outcome

    async def _play_piece(self, action: PlayMusic, stops: int) -> Outcome:
        """The piece whose turn it is, or the next that can be played."""
        if self._folder is None:
            return Outcome(result=Result.UNSUPPORTED, detail=_NO_FOLDER)
        async with self._wiring.computing():
            pieces = await asyncio.to_thread(self._pieces, self._folder, action.called)
            if pieces is None:
                why_not = await asyncio.to_thread(not_here, action.called, self.titles)
                return Outcome(result=Result.PRECONDITION, detail=why_not)
        why_not = nothing_in(self._folder)
        for _ in pieces:
            try:
                if await self._play_file(pieces[self._place.piece % len(pieces)], action, stops):
                    self._place.next()
                    return Outcome(result=Result.SUCCEEDED)
            except DeviceError as error:
                why_not = error.text
                self._wiring.fault(why_not)
                self._place.next()
                continue
            if self._mute is not None:
                return Outcome(result=Result.UNHEARD, detail=self._mute, heard=False)
            return Outcome(result=Result.CANCELLED, detail=_STOPPED)
        return Outcome(result=Result.EXECUTION if pieces else Result.UNSUPPORTED, detail=why_not)

    def _pieces(self, folder: Path, called: str) -> tuple[Path, ...] | None:
        """What is to be played, in its order; None where there is music, and none that is called so."""
        pieces = pieces_in(folder)
        if not called or not pieces:
            return pieces
        meant = self.titles.meant_by(called)
        if len(meant) != 1:
            return meant or None
        at = pieces.index(meant[0])
        return (*pieces[at:], *pieces[:at])

    async def _play_file(self, path: Path, action: PlayMusic, stops: int) -> bool:
        """Play `path` from where it was; whether to its end. Raises DeviceError where it is no music."""
        try:
            while True:
                rest = await self._at_hand(path)
                if self._stops != stops:
                    return False
                if not len(rest):
                    return True
                if not await self._play_rest(rest, action.volume_db) and not await self._may_go_on(stops):
                    return False
        finally:
            self._floor.clear()

    async def _play_rest(self, rest: Samples, volume_db: float) -> bool:
        """Play and take note of how far it came; whether to the end of `rest`."""
        place, clock = self._place, self._wiring.clock
        start, began, length = place.position, clock.monotonic(), duration_of(rest, RATE_HZ)
        try:
            complete = await self._sound(rest, volume_db + self._relative_db)
        finally:
            place.position = start + min(clock.monotonic() - began, length)
        if complete:
            place.position = start + length
        return complete

    async def _may_go_on(self, stops: int) -> bool:
        """After it was broken off: wait for whoever speaks, and go on a little before where it was."""
        if self._stops != stops or not self._floor.held:
            return False
        if await self._floor.verdict() is Verdict.GIVE_WAY or self._stops != stops:
            return False
        self._place.position = max(timedelta(), self._place.position - _BACK)
        return True

    async def _sound(self, samples: Samples, volume_db: float) -> bool:
        self._wiring.sounding(True)
        self._playing = True
        try:
            return await self._wiring.sink.play(Speech(samples=samples, rate_hz=RATE_HZ), volume_db=volume_db)
        except DeviceError as error:
            self._mute = error.text
            return False
        finally:
            self._playing = False
            self._wiring.sounding(False)

    async def _at_hand(self, path: Path) -> Samples:
        """What of the piece follows its place, read if need be; empty at its end."""
        place = self._place
        rest = self._rest(path)
        if rest is None or not len(rest):
            start = place.position
            async with self._wiring.computing():
                held = await asyncio.to_thread(excerpt, path, start, AT_ONCE)
            if not start and silent(held):
                raise DeviceError(_silent(path))
            place.held, place.held_from, place.held_path = held, start, path
            rest = held
        return rest

    def _rest(self, path: Path) -> Samples | None:
        place = self._place
        if place.held is None or place.held_path != path or place.position < place.held_from:
            return None
        return place.held[round((place.position - place.held_from).total_seconds() * RATE_HZ) :]


def _silent(path: Path) -> Text:
    return Text(zh=f"“{path.name}”里没有声音，已跳过。", en=f"{path.name} holds no sound and was passed over.")
