"""Progress is shown on a terminal alone, in its language, and gives way to what is found."""

import asyncio
import io
from datetime import UTC, datetime, timedelta

import pytest

from carebot.clocks import SimulatedClock
from carebot.commands.progress import Progress
from carebot.core.language import Language
from tests.carebot.stranger import language, machine

__all__ = ["language", "machine"]

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


class Screen(io.StringIO):
    """What a terminal was told."""

    def isatty(self) -> bool:
        return True


async def three_looks(terminal: io.StringIO) -> str:
    """What stands there after 75 s of a recording, which took three seconds, and a line in between."""
    recording, clock = SimulatedClock(START), SimulatedClock(START)
    progress = Progress(recording, terminal)
    async with progress.shown(clock):
        for _ in range(3):
            await clock.advance(timedelta(seconds=1))
            await recording.advance(timedelta(seconds=25))
        await clock.advance(timedelta(seconds=1))
        progress.clear()
        terminal.write("found\n")
    return terminal.getvalue()


@pytest.mark.parametrize("told", [{Language.ZH: "已处理 1:15", Language.EN: "1:15 dealt with"}])
def test_how_far_it_is_is_shown_on_a_terminal(told: dict[Language, str], language: Language) -> None:
    shown = asyncio.run(three_looks(Screen()))
    assert told[language] in shown
    assert shown.endswith("\r\x1b[Kfound\n")


def test_elsewhere_nothing_is_shown() -> None:
    assert asyncio.run(three_looks(io.StringIO())) == "found\n"
