"""A journal that was damaged amid an incident, in a whole robot: nothing open is forgotten, and somebody is told."""

import asyncio
import os
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from carebot import journal
from carebot.app import running
from carebot.assembly.parts import Running
from carebot.clocks import SystemClock
from carebot.core.actions import AlarmLevel
from carebot.core.alarms import IncidentChanged, IncidentStage, NotificationSent
from carebot.core.concerns import Concern
from carebot.core.deeds import RobotStarted
from carebot.core.events import Event, FaultRaised, Source, Transcript
from carebot.core.language import Language, Text
from carebot.core.record import AnyEvent
from carebot.journal import Journal
from carebot.settings import Settings
from tests.carebot.app.house import HERSELF, QUIET, Home
from tests.carebot.stranger import machine, still_body
from web.board import Board
from web.showing import Showing

__all__ = ["machine", "still_body"]
pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.usefixtures("still_body")]
NOBODY_ANSWERS = {"webhook": {"url": "http://127.0.0.1:9/call"}}
PAGE = 4096


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def a_fall_and_much_talk(path: Path) -> None:
    """A record that ends with an alarm that nobody has answered."""
    now = SystemClock().now() - timedelta(minutes=1)
    written = Journal(path, lambda _: None)
    written.start()
    for number in range(200):
        written.append(
            Transcript(
                id=f"t{number}", occurred_at=now, text="今天天气真好" * 20, language=Language.ZH, confidence=1.0,
                source=Source.PANEL, speaker=HERSELF,
            )
        )  # fmt: skip
    written.append(
        IncidentChanged(
            id="f", occurred_at=now, incident="fall", about="wang", stage=IncidentStage.ESCALATED,
            level=AlarmLevel.HIGH, chain_step=1, text=Text(zh="可能摔倒了", en="may have fallen"),
            deadline=now + timedelta(seconds=30), opened_at=now,
        )
    )  # fmt: skip
    written.close()


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    page = len(content) // 2 // PAGE * PAGE
    content[page : page + PAGE] = os.urandom(PAGE)
    path.write_bytes(content)


async def test_an_open_alarm_outlives_a_damaged_journal_and_whoever_is_not_told_is_named(machine: Path) -> None:
    path = machine / "j.db"
    await asyncio.to_thread(a_fall_and_much_talk, path)
    damage(path)
    told: list[AnyEvent] = []

    async def listen(at_work: Running, _: AsyncExitStack) -> None:
        at_work.robot.bus.subscribe(Event, told.append)

    settings = {"body": {"name": "still"}, "journal": path, "speech": QUIET, "outlets": NOBODY_ANSWERS}
    async with running(Settings.model_validate(settings), first=listen) as at_work:
        house, board = Home(at_work.robot, told), Board()
        at_work.robot.bus.subscribe(Event, lambda _: house.happened.set())
        house.hear("帮我叫个护士")
        await house.until(
            lambda: len(house.robot.orchestrator.alarming.open) == 3 and undelivered(house) >= open_in(house)
        )
        for event in told:
            board.take_in(event)
        shown = Showing(at_work.robot, board, Language.EN)
        alarms = {one.id: one for one in shown.alarms()}
        concerns = {one.id: one.concern for one in at_work.robot.orchestrator.alarming.open}
        assert sorted(concerns.values()) == [Concern.CALL, Concern.FALL, Concern.UNWATCHED]
        assert alarms["fall"].sounding
        assert all("webhook" in " ".join(one.unreached) for one in alarms.values()), "each says who was not reached"
        unwatched = next(one for one in alarms.values() if concerns[one.id] is Concern.UNWATCHED)
        assert ("j.db.damaged-1" in unwatched.text, unwatched.who, unwatched.where) == (True, "the robot", "")
        assert any("j.db.damaged-1" in fault.text for fault in shown.faults())
    assert journal.verify(path).broken_at is None
    events = [entry.event for entry in journal.read(path)]
    assert isinstance(events[0], RobotStarted), "what fails from here on belongs to this run"
    assert any(isinstance(event, FaultRaised) and event.source == "journal" for event in events)


def open_in(house: Home) -> set[str]:
    return {one.id for one in house.robot.orchestrator.alarming.open}


def undelivered(house: Home) -> set[str]:
    """The incidents of which the way out beside the panel has told nobody."""
    sent = (one for one in house.of(NotificationSent) if one.outlet in NOBODY_ANSWERS)
    return {one.incident for one in sent if not one.delivered}
