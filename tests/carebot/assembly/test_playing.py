"""Recordings: begun when the robot is ready, played once, ended when nobody waits for an answer any more."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from carebot.assembly.playing import check_sound, check_video, play
from carebot.bus import Bus
from carebot.clocks import SimulatedClock
from carebot.core.actions import AlarmLevel
from carebot.core.alarms import IncidentChanged, IncidentStage
from carebot.core.deeds import RobotReady
from carebot.core.errors import DeviceError
from carebot.core.language import Text
from carebot.supervisor import Supervisor
from tests.carebot.examples import stamp
from tests.carebot.stranger import bad_recordings, write_tone, write_video

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def told() -> list[str]:
    """What the supervisor told of failures."""
    return []


@pytest.fixture
async def supervisor(told: list[str]) -> AsyncIterator[Supervisor]:
    def fault(_: str, text: Text | None) -> None:
        told.extend([text.en] if text is not None else [])

    keeper = Supervisor(SimulatedClock(datetime(2026, 3, 1, tzinfo=UTC)), fault)
    yield keeper
    await keeper.aclose()


def incident(name: str, stage: IncidentStage) -> IncidentChanged:
    return IncidentChanged(
        **stamp(),
        incident=name,
        about="wang",
        stage=stage,
        level=AlarmLevel.MEDIUM,
        chain_step=0,
        text=Text(zh="可能摔倒了", en="may have fallen"),
        opened_at=datetime(2026, 3, 1, tzinfo=UTC),
    )


class Recorded:
    """A recording that notes that it began and ends when it is told to."""

    def __init__(self) -> None:
        self.begun = 0
        self.over = asyncio.Event()

    async def __call__(self) -> None:
        self.begun += 1
        await self.over.wait()


async def let_run() -> None:
    """Let every task take all the steps that it can."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_it_begins_when_the_robot_is_ready_and_not_before(supervisor: Supervisor) -> None:
    bus, recorded = Bus(), Recorded()
    task = play(bus, supervisor, "sight", recorded)
    await let_run()
    assert recorded.begun == 0
    bus.publish(RobotReady(**stamp()))
    await let_run()
    assert recorded.begun == 1
    recorded.over.set()
    await task


@pytest.mark.parametrize("end", [IncidentStage.ALARM, IncidentStage.DISMISSED])
async def test_the_robot_stays_until_people_were_called_or_she_is_well(
    end: IncidentStage, supervisor: Supervisor
) -> None:
    bus, recorded = Bus(), Recorded()
    task = play(bus, supervisor, "sight", recorded)
    bus.publish(RobotReady(**stamp()))
    bus.publish(incident("one", IncidentStage.SUSPECTED))
    bus.publish(incident("two", IncidentStage.SUSPECTED))
    recorded.over.set()
    bus.publish(incident("one", end))
    bus.publish(incident("two", IncidentStage.ASKED))
    await let_run()
    assert not task.done()
    bus.publish(incident("two", end))
    await task


async def test_one_that_breaks_off_is_told_and_not_begun_anew(supervisor: Supervisor, told: list[str]) -> None:
    bus = Bus()
    begun: list[int] = []

    async def broken() -> None:
        begun.append(1)
        raise DeviceError(Text(zh="坏了，请换一个。", en="It is broken; take another."))

    task = play(bus, supervisor, "sight", broken)
    bus.publish(RobotReady(**stamp()))
    await let_run()
    assert task.done()
    assert begun == [1]
    assert told == ["It is broken; take another."]


@pytest.mark.parametrize("name", ["empty", "text", "noise", "stub", "header", "folder", "missing"])
async def test_what_is_no_recording_is_found_before_it_plays(name: str, tmp_path: Path) -> None:
    path = bad_recordings(tmp_path)[name]
    for check in (check_sound, check_video):
        with pytest.raises(DeviceError, match=str(path)):
            await check(path)


async def test_a_recording_of_the_other_sense_is_none(tmp_path: Path) -> None:
    with pytest.raises(DeviceError, match="cannot be read as a video"):
        await check_video(write_tone(tmp_path / "tone.wav"))
    with pytest.raises(DeviceError, match="holds no sound"):
        await check_sound(write_video(tmp_path / "video.mp4"))


async def test_whole_recordings_pass(tmp_path: Path) -> None:
    await check_sound(write_tone(tmp_path / "tone.wav", rate_hz=48_000, channels=2))
    await check_video(write_video(tmp_path / "video.mp4"))
