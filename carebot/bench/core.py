"""The core's figures: gate, stop, journal, and a run of the simulated home with camera, pose and a fall."""

import argparse
import asyncio
import tempfile
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from carebot.app import running
from carebot.assembly.parts import Running
from carebot.clocks import SystemClock
from carebot.core.actions import AlarmLevel
from carebot.core.alarms import IncidentChanged, IncidentStage
from carebot.core.deeds import Spoken
from carebot.core.events import Event, FallSuspected, FaultRaised
from carebot.core.ids import fresh_id
from carebot.core.language import Text
from carebot.core.people import SCHEDULE
from carebot.core.record import AnyEvent
from carebot.journal import Journal
from carebot.settings import load
from robot_adapters.simulated import SimulatedRobot
from safety.benchmark import measure_gate

_JOURNAL_EVENTS: Final = 5000
_STOPS: Final = 100
_DRIVE: Final = timedelta(seconds=30)
_FALL_LIMIT: Final = timedelta(seconds=60)
_TICK: Final = timedelta(milliseconds=50)

Figures = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The core suite takes no arguments of its own."""
    del parser


def run(args: argparse.Namespace) -> Figures:
    """All figures of the core, measured one after the other on this machine."""
    del args
    return {
        "gate": measure_gate(residents=500),
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
    with tempfile.TemporaryDirectory() as folder:
        settings = load(None, {"journal": Path(folder) / "journal.db", "panel": {"enabled": False}})
        async with running(settings) as at_work:
            assert isinstance(at_work.body, SimulatedRobot)
            at_work.robot.request("patrol_rooms", {}, SCHEDULE)
            await at_work.robot.clock.sleep(_DRIVE)
            figures: Figures = {"home": {"real_time_factor": round(at_work.body.real_time_factor, 2)}}
            figures["stop"] = await _measure_stops(at_work)
            figures["fall"] = await _measure_fall(at_work, at_work.body)
            figures["memory"] = {"mb": round(_memory_mb())}
    return figures


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


async def _measure_fall(at_work: Running, body: SimulatedRobot) -> Figures:
    """Seconds of the home's time from the fall to the question and to the alarm, nobody answering."""
    events: list[AnyEvent] = []
    clock = at_work.robot.clock
    await body.scene.resident_help_up()
    at_work.robot.request("go_to_place", {"place": "living_room"}, SCHEDULE)
    await clock.sleep(_FALL_LIMIT)
    at_work.robot.bus.subscribe(Event, events.append)
    await body.scene.resident_fall("forward")
    began = clock.now()
    until = clock.monotonic() + _FALL_LIMIT
    while not any(_is_alarm(event) for event in events) and clock.monotonic() < until:
        await clock.sleep(_TICK)

    def after(fits: Callable[[AnyEvent], bool]) -> float | None:
        found = next((event for event in events if fits(event)), None)
        return None if found is None else round((found.occurred_at - began).total_seconds(), 2)

    return {
        "to_suspicion_s": after(lambda event: isinstance(event, FallSuspected)),
        "to_question_s": after(lambda event: isinstance(event, Spoken)),
        "to_alarm_s": after(_is_alarm),
    }


def _is_alarm(event: AnyEvent) -> bool:
    return isinstance(event, IncidentChanged) and event.stage is IncidentStage.ALARM


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
