"""The live stream: snapshot, increments, heartbeats, slow viewers, and who counts as watching."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from carebot.core.home import Point, Pose
from carebot.core.language import Language
from carebot.core.people import Role
from tests.safety.builders import BY_LI, body, person
from tests.web.visitor import Visit, visiting
from web.live import BEAT_TICKS, SEEN_HOLDS, TICK, Live, Watcher
from web.panel import live_of
from web.roles import TABLE, Sight

pytestmark = pytest.mark.anyio

EVERYTHING = TABLE[Role.NURSE].sight
Message = tuple[str, dict[str, Any]]


def read(message: str) -> Message:
    kind, data, end = message.split("\n", 2)
    assert kind.startswith("event: ")
    assert end == "\n"
    return kind.removeprefix("event: "), json.loads(data.removeprefix("data: "))


class Viewer:
    """Reads one stream; the clock ticks only when the test says so."""

    def __init__(self, visit: Visit, language: Language = Language.EN, sight: Sight = EVERYTHING) -> None:
        self.signed_in = True
        self.live: Live = live_of(visit.app)
        self._visit = visit
        self._stream = self.live.stream(Watcher(language=language, sight=sight, signed_in=lambda: self.signed_in))

    async def __aenter__(self) -> "Viewer":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stream.aclose()

    async def next(self) -> Message:
        async with asyncio.timeout(5):
            return read(await anext(self._stream))

    async def rest(self) -> list[Message]:
        """Everything until the stream ends."""
        async with asyncio.timeout(5):
            return [read(message) async for message in self._stream]

    async def next_tick(self) -> Message:
        """The message that the passing of one tick brings."""
        following = asyncio.create_task(self.next())
        while not following.done():
            await self._visit.clock.advance(TICK)
        return await following

    async def until(self, kind: str) -> dict[str, Any]:
        while True:
            got, data = await self.next_tick()
            if got == kind:
                return data


async def test_first_a_snapshot_of_everything(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit, Viewer(visit) as viewer:
        visit.robot.alarm()
        kind, data = await viewer.next()
        assert kind == "snapshot"
        assert set(data["sections"]) == {
            "status", "alarms", "confirmations", "doing", "talk", "decisions", "faults",
        }  # fmt: skip
        assert "may have fallen" in data["sections"]["alarms"]
        assert (data["motion"]["body"]["x"], data["motion"]["body"]["y"]) == (2.0, -2.0)
        assert data["motion"]["people"][0]["posture_words"] == "sitting"


async def test_then_only_what_changes(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit, Viewer(visit) as viewer:
        await viewer.next()
        await viewer.until("motion")
        visit.robot.hear("你好", Language.ZH, BY_LI)
        kind, data = await viewer.next_tick()
        assert kind == "change"
        assert set(data["sections"]) == {"talk"}
        assert "你好" in data["sections"]["talk"]


async def test_what_happens_at_once_comes_at_once_and_together(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit, Viewer(visit) as viewer:
        await viewer.next()
        waiting = asyncio.create_task(viewer.next())
        await asyncio.sleep(0)
        visit.robot.alarm()
        kind, data = await waiting
        assert kind == "change"
        assert {"status", "alarms", "doing"} <= set(data["sections"])
        assert "Please go at once" in data["sections"]["alarms"]


async def test_each_viewer_reads_her_own_language(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit, Viewer(visit) as en, Viewer(visit, Language.ZH) as zh:
        await en.next()
        await zh.next()
        visit.robot.alarm()
        assert "请马上过去" in (await zh.until("change"))["sections"]["alarms"]
        assert "Please go at once" in (await en.until("change"))["sections"]["alarms"]


async def test_movement_is_told_when_there_is_any(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit, Viewer(visit) as viewer:
        await viewer.next()
        await viewer.until("motion")
        visit.robot.state = body(pose=Pose(x_m=3.0, y_m=1.0, yaw_rad=0.5), path=(Point(x_m=3.0, y_m=1.0),))
        visit.robot.seen = ()
        moved = await viewer.until("motion")
        assert (moved["body"]["x"], moved["body"]["y"], moved["body"]["degrees"]) == (3.0, -1.0, -28.6)
        assert moved["body"]["path"] == "3.0,-1.0"
        assert moved["people"] == []
        for _ in range(2):
            assert (await viewer.next_tick())[0] == "beat", "nothing moved, so nothing but heartbeats"


async def test_a_body_that_reports_nonsense_is_still_drawn(tmp_path: Path) -> None:
    nan = float("nan")
    async with visiting(tmp_path) as visit, Viewer(visit) as viewer:
        visit.robot.state = body(pose=Pose(x_m=nan, y_m=float("inf"), yaw_rad=nan), linear_mps=nan, battery=nan)
        visit.robot.seen = (replace(person("li"), position=Point(x_m=nan, y_m=nan)),)
        _, data = await viewer.next()
        assert data["motion"]["body"]["x"] == 0.0
        visit.robot.state = None
        assert (await viewer.until("motion"))["body"] is None


async def test_the_heart_beats_every_two_seconds(tmp_path: Path) -> None:
    assert timedelta(seconds=2) == TICK * BEAT_TICKS
    async with visiting(tmp_path) as visit, Viewer(visit) as viewer:
        await viewer.next()
        await viewer.until("beat")
        before = visit.clock.monotonic()
        await viewer.until("beat")
        assert visit.clock.monotonic() - before <= timedelta(seconds=2.5)


async def test_a_viewer_that_falls_behind_is_sent_what_stands_and_no_heap_of_what_has_passed(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit, Viewer(visit) as viewer:
        await viewer.next()
        await viewer.until("motion")
        for number in range(2000):
            visit.robot.hear(f"嗯{number}", Language.ZH, BY_LI)
        kind, data = await viewer.next()
        assert kind == "change"
        assert "嗯1999" in data["sections"]["talk"]
        assert (await viewer.next_tick())[0] == "beat"


async def test_where_the_floor_plan_fails_the_pages_are_ended_and_come_back(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit, Viewer(visit) as viewer:
        await viewer.next()
        healthy = viewer.live._motion
        viewer.live._motion = failing_motion
        following = asyncio.create_task(viewer.rest())
        while not following.done():
            await visit.clock.advance(TICK)
        assert await following == []
        viewer.live._motion = healthy
        async with Viewer(visit) as again:
            await again.next()
            await again.until("beat")


def failing_motion(language: Language, sight: Sight) -> dict[str, Any]:
    raise ArithmeticError("a map that cannot be drawn")


async def test_only_a_page_that_confirms_counts_as_watching(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit, Viewer(visit) as viewer:
        _, data = await viewer.next()
        assert (viewer.live.connected(), viewer.live.viewers()) == (1, 0)
        assert (await visit.post(f"/live/{data['viewer']}/seen")).status_code == 204
        assert viewer.live.viewers() == 1
        await visit.clock.advance(SEEN_HOLDS + timedelta(milliseconds=1))
        assert viewer.live.viewers() == 0
        assert (await visit.post("/live/unknown/seen")).status_code == 404


async def test_who_leaves_is_no_longer_counted(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        async with Viewer(visit) as viewer:
            _, data = await viewer.next()
            viewer.live.seen(data["viewer"])
        assert (viewer.live.connected(), viewer.live.viewers()) == (0, 0)


async def test_the_end_of_the_panel_ends_every_stream(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit, Viewer(visit) as viewer:
        await viewer.next()
        viewer.live.end()
        with pytest.raises(StopAsyncIteration):
            await viewer.next()


async def test_a_part_is_rendered_once_for_all_viewers_until_it_changes(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit, Viewer(visit) as one, Viewer(visit) as other:
        _, first = await one.next()
        _, second = await other.next()
        assert first["sections"] == second["sections"]
        visit.robot.hear("新的话", Language.ZH, BY_LI)
        assert "新的话" in (await one.until("change"))["sections"]["talk"]
