"""Reminders in a whole robot: kept through its end, told at their hour by the next one, and her words sealed."""

from pathlib import Path
from unittest import mock

import pytest

from carebot.core.reminders import ReminderNote
from carebot.core.reminding import ReminderKept, ReminderNoted
from tests.carebot.app.house import Home, home
from tests.carebot.stranger import machine, still_body

__all__ = ["machine", "still_body"]
pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.usefixtures("still_body")]
DAUGHTER = "给我女儿打电话"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def notes(house: Home) -> list[ReminderNote]:
    return [event.note for event in house.of(ReminderNoted)]


def on_disk(machine: Path) -> bytes:
    return b"".join(path.read_bytes() for path in machine.glob("j.db*"))


async def test_what_she_asked_of_one_robot_the_next_one_tells_her(machine: Path) -> None:
    async with home(machine) as house:
        house.hear(f"过一秒钟提醒我{DAUGHTER}")
        await house.until(lambda: "好的" in "".join(house.said()))
        [kept] = house.of(ReminderKept)
        assert (kept.reminder.words, kept.reminder.about) == (DAUGHTER, "wang")
        assert DAUGHTER in house.said()[-1]
    assert DAUGHTER.encode() not in on_disk(machine)
    with mock.patch("carebot.reminding.LOOK_EVERY", kept.reminder.due - kept.reminder.set_at):
        async with home(machine) as again:
            await again.until(lambda: "现在方便说出来吗" in "".join(again.said()))
            assert DAUGHTER not in "".join(again.said()), "nobody sees whether she is alone, and so it asks first"
            again.hear("好")
            await again.until(lambda: ReminderNote.HEARD in notes(again))
            assert any(DAUGHTER in said for said in again.said())
            assert notes(again) == [ReminderNote.TRIED, ReminderNote.HEARD]
            again.hear("我有什么要提醒的")
            await again.until(lambda: "现在没有要提醒您的事。" in again.said())
