"""Music with a whole robot: it gives way to every word, goes on afterwards, and a stop or a no ends it."""

import asyncio
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np
import pytest

from carebot.assembly import music
from carebot.core.deeds import GoalFinished
from carebot.core.events import FaultRaised
from carebot.core.goals import GoalResult
from carebot.core.language import Language, Text
from dialogue.base import AudioSink, Readiness, Speech
from tests.carebot.app import house
from tests.carebot.app.house import HERSELF, Home
from tests.carebot.stranger import machine, still_body

__all__ = ["machine", "still_body"]
pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.usefixtures("still_body")]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Box(AudioSink):
    """Plays until it is silenced, and takes note."""

    made: "list[Box]"

    def __init__(self, *_: object) -> None:
        self.volumes: list[float] = []
        self.silenced, self.begun, self.ended = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.playing = False
        Box.made.append(self)

    def readiness(self) -> Readiness:
        return Readiness(ready=True, detail=Text(zh="好", en="ready"))

    async def play(self, speech: Speech, *, volume_db: float) -> bool:
        self.volumes.append(volume_db)
        self.silenced.clear()
        self.playing = True
        self.begun.set()
        try:
            await self.silenced.wait()
        finally:
            self.playing = False
            self.ended.set()
        return False

    def stop(self) -> None:
        self.silenced.set()


@asynccontextmanager
async def home(folder: Path, monkeypatch: pytest.MonkeyPatch, **company: object) -> AsyncIterator[tuple[Home, Box]]:
    Box.made = []
    monkeypatch.setattr(music, "Loudspeaker", Box)
    async with house.home(folder, company=company) as at_home:
        yield at_home, Box.made[0]


def song(path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes((8000 * np.sin(np.arange(80_000) / 3)).astype("<i2").tobytes())


async def until_played(box: Box, times: int) -> None:
    """Until it plays for the `times`th time."""
    async with asyncio.timeout(60):
        while len(box.volumes) < times or not box.playing:
            box.begun.clear()
            await box.begun.wait()


async def until_quiet(box: Box) -> None:
    """Until it plays nothing."""
    async with asyncio.timeout(60):
        while box.playing:
            box.ended.clear()
            await box.ended.wait()


async def test_music_gives_way_to_every_word_and_a_stop_ends_it(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = machine / "songs"
    folder.mkdir()
    song(folder / "one.wav")
    async with home(machine, monkeypatch, music=str(folder)) as (house, box):
        house.hear("放点音乐吧")
        await until_played(box, 1)
        house.hear("几点了")
        await house.until(lambda: any("点" in said for said in house.said()[1:]))
        await until_played(box, 2)
        house.hear("音乐小声点")
        await until_played(box, 3)
        assert box.volumes[2] == box.volumes[1] - 5
        house.hear("停")
        assert box.silenced.is_set(), "it is silent before anything else happens"
        await house.until(lambda: "play_music" in {one.skill for one in house.of(GoalFinished)})
        await until_quiet(box)
        house.hear("放点音乐吧")
        house.hear("继续吧")
        await until_played(box, 4)
        house.hear("不要")
        await house.until(lambda: [one.skill for one in house.of(GoalFinished)].count("play_music") == 2)
        await until_quiet(box)
        music_ended = [one.conclusion.result for one in house.of(GoalFinished) if one.skill == "play_music"]
        assert music_ended == [GoalResult.CANCELLED] * 2


async def test_without_a_folder_it_says_so_and_offers_a_person(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with home(machine, monkeypatch) as (house, box):
        house.robot.hear("play some music", Language.EN, HERSELF)
        await house.until(lambda: any("Shall I ask a carer" in said for said in house.said()))
        assert any("there is no music here yet" in said for said in house.said())
        assert box.volumes == []
        assert not [one for one in house.of(FaultRaised) if one.source == "music"]
