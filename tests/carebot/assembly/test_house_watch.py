"""The watch over the house as it is joined to the robot: it ticks by the clock, and takes up its own record."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from carebot.assembly.house_watch import attach_house_watch, remembered
from carebot.bus import Bus
from carebot.clocks import SimulatedClock
from carebot.core.concerns import Concern, ConcernRaised
from carebot.core.errors import SettingsError
from carebot.core.events import Observation
from carebot.core.ids import fresh_id
from carebot.core.record import AnyEvent
from carebot.core.situation import Posture
from carebot.journal import Journal
from carebot.settings import Settings
from carebot.supervisor import Supervisor
from monitoring.house_watch import PEOPLE
from monitoring.monitors.long_in_bathroom import LongInBathroom
from tests.monitoring.house_script import AT_BATHROOM_DOOR, BEFORE_BATHROOM, LI, at, house_of

NOW = at(9)


def seen(
    monitor: str, ago: timedelta, *, door: bool = True, evidence: tuple[tuple[str, float], ...] = ()
) -> Observation:
    return Observation(
        id=fresh_id(),
        occurred_at=NOW - ago,
        monitor=monitor,
        about=LI.id,
        posture=Posture.STANDING,
        position=AT_BATHROOM_DOOR if door else BEFORE_BATHROOM,
        confidence=0.9,
        evidence=evidence,
    )


def told(ago: timedelta) -> ConcernRaised:
    return ConcernRaised(
        id=fresh_id(),
        occurred_at=NOW - ago,
        monitor="long_in_bathroom",
        concern=Concern.LONG_IN_BATHROOM,
        about=LI.id,
        position=None,
        confidence=0.7,
        since=NOW - timedelta(minutes=40),
    )


async def write(path: Path, events: list[AnyEvent]) -> None:
    journal = Journal(path, lambda fault: None)
    journal.start()
    for event in events:
        journal.append(event)
    assert await journal.settle()
    journal.close()


async def concerns(path: Path, lasts: timedelta) -> list[ConcernRaised]:
    """What is published in this time by a robot that begins with the record at `path`."""
    clock, bus = SimulatedClock(NOW), Bus()
    published: list[ConcernRaised] = []
    bus.subscribe(ConcernRaised, lambda event: published.append(event) if isinstance(event, ConcernRaised) else None)
    supervisor = Supervisor(clock, lambda *_: None)
    attach_house_watch(Settings(journal=path), lambda: house_of(LI), bus, clock, supervisor)
    await asyncio.sleep(0)
    await clock.advance(lasts)
    await supervisor.aclose()
    return published


WENT_IN: Final = timedelta(minutes=35)
WAY: Final = [
    seen(PEOPLE, WENT_IN + timedelta(seconds=4), door=False),
    seen(PEOPLE, WENT_IN, evidence=(("unseen_s", 3.0), ("heading_x", 0.0), ("heading_y", -1.0))),
]


def test_who_went_into_the_bathroom_before_the_restart_is_minded_by_the_clock(tmp_path: Path) -> None:
    asyncio.run(write(tmp_path / "journal.db", [*WAY]))
    published = asyncio.run(concerns(tmp_path / "journal.db", timedelta(seconds=5)))
    assert [(event.concern, event.since) for event in published] == [
        (Concern.LONG_IN_BATHROOM, NOW - WENT_IN - timedelta(seconds=3))
    ]


def test_what_was_told_before_the_restart_is_not_told_again(tmp_path: Path) -> None:
    asyncio.run(write(tmp_path / "journal.db", [*WAY, told(timedelta(minutes=5))]))
    assert asyncio.run(concerns(tmp_path / "journal.db", timedelta(seconds=5))) == []


def test_the_record_is_read_as_far_back_as_each_monitor_remembers(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    kept = seen("long_in_bathroom", timedelta(days=20), evidence=(("lasted_s", 300.0),))
    events: list[AnyEvent] = [
        seen("long_in_bathroom", timedelta(days=40)),
        kept,
        seen(PEOPLE, timedelta(hours=20)),
        *WAY,
        seen("somebody_elses", timedelta(hours=1)),
    ]
    asyncio.run(write(path, events))
    found = list(remembered(path, {"long_in_bathroom": LongInBathroom.remembers}, NOW))
    assert found == [kept, *WAY]


def test_wrong_settings_of_a_house_monitor_are_refused(tmp_path: Path) -> None:
    settings = Settings(journal=tmp_path / "journal.db", monitors={"sitting_long": {"seat": 1}})
    clock = SimulatedClock(NOW)
    with pytest.raises(SettingsError, match="sitting_long"):
        attach_house_watch(settings, lambda: house_of(LI), Bus(), clock, Supervisor(clock, lambda *_: None))
