"""The music player: pieces in their order, gone on with where they were broken off, silent at once when it must be."""

import asyncio
import threading
import wave
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from carebot.clocks import SimulatedClock
from carebot.core.actions import Action, MusicChange, PlayMusic, Say
from carebot.core.errors import DeviceError
from carebot.core.language import Language, Text
from carebot.core.outcomes import Outcome, Result
from carebot.core.permits import PermitLedger
from carebot.core.verdicts import Permit
from dialogue import music
from dialogue.base import AudioSink, Readiness, Samples, Speech
from dialogue.music import STEP_DB, MusicPlayer, Wiring
from dialogue.music_files import RATE_HZ, excerpt, pieces_in
from dialogue.simulated import SimulatedLoudspeaker
from tests.dialogue.conftest import run_for

pytestmark = pytest.mark.anyio
Permits = Callable[[Action], Permit]
PLAY = PlayMusic(session="one", volume_db=55.0)


def change(what: MusicChange) -> PlayMusic:
    return PlayMusic(change=what)


def song(path: Path, seconds: float, hertz: float = 440.0) -> None:
    """A tone of this length as a WAV file."""
    at = np.arange(round(seconds * 8000)) / 8000
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes((8000 * np.sin(2 * np.pi * hertz * at)).astype("<i2").tobytes())


class Recorder(SimulatedLoudspeaker):
    """Takes note of how much it was to play, and how loud."""

    def __init__(self, clock: SimulatedClock) -> None:
        super().__init__(clock, lambda *_: None)
        self.played: list[tuple[float, float]] = []

    async def play(self, speech: Speech, *, volume_db: float) -> bool:
        self.played.append((round(speech.duration.total_seconds(), 1), volume_db))
        return await super().play(speech, volume_db=volume_db)


class Unplugged(AudioSink):
    def __init__(self, *, ready: bool) -> None:
        self.ready = ready

    def readiness(self) -> Readiness:
        return Readiness(ready=self.ready, detail=Text(zh="拔掉了", en="unplugged"))

    async def play(self, speech: Speech, *, volume_db: float) -> bool:
        raise DeviceError(Text(zh="拔掉了", en="unplugged"))

    def stop(self) -> None:
        return


@dataclass
class Room:
    """A player with a folder of music."""

    ledger: PermitLedger
    clock: SimulatedClock
    permit: Permits
    folder: Path
    sounding: list[bool] = field(default_factory=list)
    faults: list[Text | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sink = Recorder(self.clock)
        self.player = self.with_sink(self.sink)

    def with_sink(self, sink: AudioSink, folder: Path | None = None) -> MusicPlayer:
        wiring = Wiring(
            ledger=self.ledger,
            clock=self.clock,
            sink=sink,
            sounding=self.sounding.append,
            fault=self.faults.append,
            computing=self.clock.hold,
        )
        return MusicPlayer(wiring, folder or self.folder)

    def begin(self, action: PlayMusic = PLAY) -> asyncio.Task[Outcome]:
        return asyncio.create_task(self.player.execute(self.permit(action)))

    async def do(self, action: PlayMusic) -> Outcome:
        return await self.player.execute(self.permit(action))


@pytest.fixture
def room(ledger: PermitLedger, clock: SimulatedClock, permit: Permits, tmp_path: Path) -> Room:
    song(tmp_path / "1 first.wav", 20)
    song(tmp_path / "2 second.wav", 10)
    return Room(ledger=ledger, clock=clock, permit=permit, folder=tmp_path)


async def left(task: asyncio.Task[Outcome]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_pieces_follow_each_other_and_begin_anew_after_the_last(room: Room) -> None:
    for seconds in (20, 10, 20):
        playing = room.begin()
        await run_for(room.clock, seconds + 0.5)
        assert (await playing).succeeded
    assert [length for length, _ in room.sink.played] == [20, 10, 20]
    assert room.sounding == [True, False] * 3
    assert room.faults == [None]


async def test_what_was_broken_off_goes_on_where_it_was(room: Room) -> None:
    playing = room.begin()
    await run_for(room.clock, 5)
    await left(playing)
    assert room.sounding == [True, False]
    playing = room.begin()
    await run_for(room.clock, 15.5)
    assert (await playing).succeeded
    assert [length for length, _ in room.sink.played] == [20, 15]


async def test_a_stop_silences_it_at_once_from_any_thread_and_ends_the_session(room: Room) -> None:
    playing = room.begin()
    await run_for(room.clock, 5)
    stopping = threading.Thread(target=room.player.stop)
    stopping.start()
    stopping.join()
    assert (await playing).result is Result.CANCELLED
    assert (await room.do(PLAY)).result is Result.CANCELLED, "the same session does not come back"
    another = room.begin(replace(PLAY, session="two"))
    await run_for(room.clock, 15.5)
    assert (await another).succeeded
    assert [length for length, _ in room.sink.played] == [20, 15]


async def test_it_is_silent_while_somebody_speaks_and_goes_on_a_little_before(room: Room) -> None:
    playing = room.begin()
    await run_for(room.clock, 5)
    room.player.interrupt()
    await run_for(room.clock, 1)
    assert room.sounding == [True, False]
    room.player.go_on()
    await run_for(room.clock, 17)
    assert (await playing).succeeded
    assert [length for length, _ in room.sink.played] == [20, 16]


async def test_a_stop_while_somebody_speaks_is_a_stop(room: Room) -> None:
    playing = room.begin()
    await run_for(room.clock, 5)
    room.player.interrupt()
    await run_for(room.clock, 1)
    room.player.stop()
    assert (await playing).result is Result.CANCELLED
    assert len(room.sink.played) == 1


async def test_nobody_interrupts_what_does_not_play(room: Room) -> None:
    room.player.interrupt()
    playing = room.begin()
    await run_for(room.clock, 20.5)
    assert (await playing).succeeded


async def test_softer_louder_and_the_next_piece_count_from_where_it_goes_on(room: Room) -> None:
    usual = PLAY.volume_db - STEP_DB
    for what, length, volume_db in (
        (MusicChange.SOFTER, 20, usual - STEP_DB),
        (MusicChange.LOUDER, 20, usual),
        (MusicChange.LOUDER, 20, PLAY.volume_db),
        (MusicChange.LOUDER, 20, PLAY.volume_db),
        (MusicChange.NEXT, 10, PLAY.volume_db),
        *((MusicChange.SOFTER, 10, max(volume, PLAY.volume_db - 20)) for volume in (50.0, 45.0, 40.0, 35.0, 30.0)),
    ):
        playing = room.begin()
        await run_for(room.clock, 0.04)
        await left(playing)
        assert (await room.do(change(what))).succeeded
        playing = room.begin()
        await run_for(room.clock, 0.04)
        await left(playing)
        played, loud_db = room.sink.played[-1]
        assert (round(played), loud_db) == (length, volume_db), what


async def test_a_pause_ends_the_session_and_the_next_goes_on_there(room: Room) -> None:
    playing = room.begin()
    await run_for(room.clock, 5)
    await left(playing)
    assert (await room.do(change(MusicChange.PAUSE))).succeeded
    assert (await room.do(PLAY)).result is Result.CANCELLED
    playing = room.begin(replace(PLAY, session="two"))
    await run_for(room.clock, 15.5)
    assert (await playing).succeeded
    assert [length for length, _ in room.sink.played] == [20, 15]


async def test_what_is_asked_for_by_name_comes_first_and_the_rest_after_it(room: Room) -> None:
    named = replace(PLAY, session="named", called="second")
    for seconds in (10, 20):
        playing = room.begin(named)
        await run_for(room.clock, seconds + 0.5)
        assert (await playing).succeeded
    playing = room.begin(replace(PLAY, session="two"))
    await run_for(room.clock, 20.5)
    assert (await playing).succeeded, "without a name it goes on where it was"
    assert [length for length, _ in room.sink.played] == [10, 20, 20]


async def test_of_several_that_are_called_so_only_those_are_played(room: Room) -> None:
    (room.folder / "Mozart").mkdir()
    song(room.folder / "Mozart" / "aria.wav", 3)
    song(room.folder / "Mozart" / "minuet.wav", 5)
    for seconds in (3, 5, 3):
        playing = room.begin(replace(PLAY, called="mozart"))
        await run_for(room.clock, seconds + 0.5)
        assert (await playing).succeeded
    assert [length for length, _ in room.sink.played] == [3, 5, 3]


async def test_what_is_not_there_is_told_with_what_is(room: Room) -> None:
    outcome = await room.do(replace(PLAY, called="茉莉花"))
    assert (outcome.result, room.sink.played) == (Result.PRECONDITION, [])
    assert "没有“茉莉花”" in outcome.detail.zh
    assert "“first”" in outcome.detail.en


async def test_what_does_not_play_cannot_be_changed(room: Room) -> None:
    assert (await room.do(change(MusicChange.SOFTER))).result is Result.EXECUTION
    playing = room.begin()
    await run_for(room.clock, 1)
    await left(playing)
    await run_for(room.clock, 61)
    outcome = await room.do(change(MusicChange.NEXT))
    assert outcome.detail.en == "No music is playing now."


async def test_a_file_that_is_no_music_is_told_and_passed_over(room: Room) -> None:
    (room.folder / "0 notes.mp3").write_bytes(b"this is no music" * 500)
    song(room.folder / "01 silence.wav", 3, hertz=0.0)
    playing = room.begin()
    await run_for(room.clock, 20.5)
    assert (await playing).succeeded
    told = [fault.en for fault in room.faults if fault is not None]
    assert [words.split(".")[0] for words in told] == ["0 notes", "01 silence"]


async def test_without_any_music_it_says_what_to_do(room: Room, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    player = room.with_sink(room.sink, empty)
    outcome = await player.execute(room.permit(PLAY))
    assert outcome.result is Result.UNSUPPORTED
    assert str(empty) in outcome.detail.en
    assert not player.readiness().ready
    nowhere = MusicPlayer(replace(player._wiring), None)
    assert "company.music" in (await nowhere.execute(room.permit(PLAY))).detail.en
    assert not nowhere.readiness().ready
    for path in pieces_in(room.folder):
        path.write_bytes(b"")
    outcome = await room.do(PLAY)
    assert (outcome.result, "no music that can be played" in outcome.detail.en) == (Result.EXECUTION, True)


async def test_what_nobody_hears_is_not_played(room: Room) -> None:
    player = room.with_sink(Unplugged(ready=True))
    outcome = await player.execute(room.permit(PLAY))
    assert (outcome.result, outcome.detail.en, outcome.heard) == (Result.UNHEARD, "unplugged", False)
    assert room.faults == [None], "the file is not to blame"
    assert not room.with_sink(Unplugged(ready=False)).readiness().ready
    assert room.player.readiness().detail.en == "2 pieces"


async def test_only_music_and_only_once_permitted(room: Room) -> None:
    assert room.player.supports(PLAY)
    hello = Say(text=Text(zh="您好", en="Hello"), language=Language.ZH)
    assert not room.player.supports(hello)
    assert (await room.player.execute(room.permit(hello))).result is Result.UNSUPPORTED
    permit = room.permit(change(MusicChange.SOFTER))
    await room.player.execute(permit)
    assert (await room.player.execute(permit)).result is Result.REFUSED


async def test_a_long_piece_is_read_bit_by_bit(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(music, "AT_ONCE", timedelta(seconds=8))
    playing = room.begin()
    await run_for(room.clock, 21)
    assert (await playing).succeeded
    assert [length for length, _ in room.sink.played] == [8, 8, 4]


def loudness(samples: Samples) -> float:
    return float(np.sqrt(np.mean(samples.astype(float) ** 2)))


def test_an_excerpt_begins_where_it_should(tmp_path: Path) -> None:
    at = np.arange(10 * 8000) / 8000
    swelling = np.where(at < 5, 500, 8000) * np.sin(2 * np.pi * 440 * at)
    with wave.open(str(tmp_path / "swell.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(swelling.astype("<i2").tobytes())
    whole = excerpt(tmp_path / "swell.wav", timedelta(), timedelta(minutes=1))
    assert len(whole) == pytest.approx(10 * RATE_HZ, abs=RATE_HZ / 50)
    loud = excerpt(tmp_path / "swell.wav", timedelta(seconds=5.1), timedelta(seconds=2))
    assert len(loud) == 2 * RATE_HZ
    assert loudness(loud) > 10 * loudness(excerpt(tmp_path / "swell.wav", timedelta(), timedelta(seconds=2)))
    assert len(excerpt(tmp_path / "swell.wav", timedelta(seconds=30), timedelta(seconds=2))) == 0


def test_pieces_are_sound_files_in_order_and_nothing_hidden(tmp_path: Path) -> None:
    (tmp_path / "opera").mkdir()
    for name in ("b.mp3", "a.FLAC", "opera/c.ogg", ".d.mp3", "e.txt"):
        (tmp_path / name).write_bytes(b"")
    assert [path.name for path in pieces_in(tmp_path)] == ["a.FLAC", "b.mp3", "c.ogg"]
    assert pieces_in(tmp_path / "nowhere") == ()
