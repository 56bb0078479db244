"""The core's figures: gate, stop, journal, and a run of the simulated home with camera, pose and a fall."""

import argparse
import asyncio
import tempfile
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from carebot.app import running
from carebot.assembly.parts import Running
from carebot.assembly.plugins import POLICIES, build_all
from carebot.clocks import SystemClock
from carebot.core.actions import AlarmLevel
from carebot.core.events import FaultRaised
from carebot.core.ids import fresh_id
from carebot.core.language import Text
from carebot.core.people import SCHEDULE
from carebot.demo import Day
from carebot.journal import Journal
from carebot.settings import load
from safety.benchmark import measure_gate

_JOURNAL_EVENTS: Final = 5000
_STOPS: Final = 100
_DRIVE: Final = timedelta(seconds=30)

Figures = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The core suite takes no arguments of its own."""
    del parser


def run(args: argparse.Namespace) -> Figures:
    """All figures of the core, measured one after the other on this machine."""
    del args
    return {
        "gate": measure_gate(list(build_all(POLICIES, {}, "policies").items()), residents=500),
        "journal": measure_journal(),
        **asyncio.run(_measure_home()),
    }


def measure_journal(count: int = _JOURNAL_EVENTS) -> Figures:
    """Events a second from `append` to the last commit."""
    clock = SystemClock()
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder) / "journal.db", lambda _: None)
        journal.start()
        text = Text(zh="测量", en="measurement")
        began = clock.monotonic()
        for _ in range(count):
            now = clock.now()
            journal.append(FaultRaised(id=fresh_id(), occurred_at=now, source="bench", level=AlarmLevel.LOW, text=text))
        asyncio.run(journal.settle())
        lasted = clock.monotonic() - began
        journal.close()
    return {"events_per_s": round(count / lasted.total_seconds())}


async def _measure_home() -> Figures:
    async with _home("dock") as at_work:
        figures: Figures = {"home": {"real_time_factor": await _measure_pace(at_work)}}
        figures["stop"] = await _measure_stops(at_work)
    async with _home("living_room") as at_work:
        day = Day(at_work, lambda _: None)
        await day.play_fall()
        figures["fall"] = _times_of_fall(day)
        figures["memory"] = {"mb": round(_memory_mb())}
    return figures


@asynccontextmanager
async def _home(start_place: str) -> AsyncIterator[Running]:
    """The simulated home as fast as it goes, everything at work but the panel."""
    with tempfile.TemporaryDirectory() as folder:
        body = {"name": "simulated", "options": {"speed": None, "start_place": start_place}}
        settings = load(None, {"journal": Path(folder) / "journal.db", "panel": {"enabled": False}, "body": body})
        async with running(settings) as at_work:
            yield at_work


async def _measure_pace(at_work: Running) -> float:
    """Simulated seconds for each real one, as fast as it goes, with camera and pose estimation, while it patrols."""
    clock = SystemClock()
    at_work.robot.request("patrol_rooms", {}, SCHEDULE)
    began = clock.monotonic()
    await at_work.robot.clock.sleep(_DRIVE)
    return round(_DRIVE / (clock.monotonic() - began), 2)


async def _measure_stops(at_work: Running) -> Figures:
    """Milliseconds from a stop in another thread until zero velocity stands commanded."""
    clock = SystemClock()
    lasted: list[float] = []

    def stop() -> None:
        began = clock.monotonic()
        at_work.body.stop()
        lasted.append((clock.monotonic() - began).total_seconds() * 1000)

    for _ in range(_STOPS):
        thread = threading.Thread(target=stop)
        thread.start()
        await asyncio.to_thread(thread.join)
        at_work.body.release()
        await asyncio.sleep(0.01)
    ordered = sorted(lasted)
    return {"p50_ms": round(ordered[len(ordered) // 2], 3), "p99_ms": round(ordered[int(len(ordered) * 0.99)], 3)}


def _times_of_fall(day: Day) -> Figures:
    """Seconds of the home's time from a fall before the robot's eyes to suspicion, question and alarm, unanswered."""
    at = {link.name: link.at for link in day.links}
    began = at["fell"]
    names = {"to_suspicion_s": "seen", "to_question_s": "asked", "to_alarm_s": "alarmed"}
    ends = {key: at.get(name) for key, name in names.items()}
    return {
        key: None if end is None or began is None else round((end - began).total_seconds(), 2)
        for key, end in ends.items()
    }


def _memory_mb() -> float:
    """The resident memory of this process and its children (proportional set size, Linux)."""
    own = Path("/proc/self")
    children = [
        Path("/proc") / child for task in (own / "task").iterdir() for child in (task / "children").read_text().split()
    ]
    return sum(_pss_kb(process) for process in (own, *children)) / 1024


def _pss_kb(process: Path) -> int:
    for line in (process / "smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
