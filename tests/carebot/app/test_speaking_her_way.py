"""A whole robot that speaks her way: at her word, after the process has ended, and as before when she says so."""

from pathlib import Path

import pytest

from carebot.core.actions import Say
from carebot.core.deeds import ActionProposed
from carebot.core.events import SpeechChanged
from carebot.core.people import SpokenTo
from tests.carebot.app.house import Home, home
from tests.carebot.stranger import machine, still_body

__all__ = ["machine", "still_body"]
pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.usefixtures("still_body")]
USUAL = SpokenTo()
SOFTLY_DB = USUAL.volume_db - 5.0


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def loudness(house: Home) -> set[float]:
    """How loud it spoke to her."""
    said = (one.action for one in house.of(ActionProposed))
    return {action.volume_db for action in said if isinstance(action, Say)}


async def test_it_speaks_softly_at_her_word_also_after_its_end_and_as_before_when_she_says_so(machine: Path) -> None:
    async with home(machine) as house:
        house.hear("以后说话小声点")
        await house.until(house.said)
        assert [one.volume_db for one in house.of(SpeechChanged)] == [SOFTLY_DB]
        assert loudness(house) == {SOFTLY_DB}
    async with home(machine) as again:
        again.hear("现在几点了")
        await again.until(again.said)
        assert loudness(again) == {SOFTLY_DB}
        again.hear("还是像原来那样说吧")
        await again.until(lambda: again.of(SpeechChanged))
    async with home(machine) as later:
        later.hear("现在几点了")
        await later.until(later.said)
        assert loudness(later) == {USUAL.volume_db}
