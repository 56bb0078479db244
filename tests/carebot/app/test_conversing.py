"""A conversation with a whole robot: several wishes, words that lean on others, and a question back."""

from pathlib import Path

import pytest

from carebot.core.alarms import IncidentChanged
from carebot.core.deeds import GoalAccepted, GoalFinished
from carebot.core.events import IntentRecognized, IntentUnclear, Transcript
from tests.carebot.app.house import SOMEBODY, home
from tests.carebot.stranger import machine, still_body

__all__ = ["machine", "still_body"]
pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.usefixtures("still_body")]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_two_wishes_in_one_sentence_become_two_of_one_cause(machine: Path) -> None:
    async with home(machine) as house:
        house.hear("现在几点了，再讲个笑话吧")
        [words] = house.of(Transcript)
        assert house.wishes() == ["ask_time", "tell_joke"]
        assert {event.cause for event in house.of(IntentRecognized)} == {words.id}


async def test_once_more_is_the_last_wish_of_the_one_who_says_it(machine: Path) -> None:
    async with home(machine) as house:
        house.hear("现在几点了")
        house.hear("再来一次", SOMEBODY)
        assert house.wishes() == ["ask_time"]
        house.hear("再来一次")
        assert house.wishes() == ["ask_time", "ask_time"]


async def test_what_may_have_been_a_cry_is_asked_about_and_a_yes_calls_people(machine: Path) -> None:
    async with home(machine) as house:
        house.hear("我知道了")
        [unclear] = house.of(IntentUnclear)
        assert unclear.candidates[0].intent.name == "help"
        await house.until(lambda: any(words.startswith("您是说“") for words in house.said()))
        assert house.of(IncidentChanged) == []
        house.hear("是的")
        await house.until(lambda: house.of(IncidentChanged))
        assert house.wishes()[-1] == "help"


async def test_a_no_leaves_it_be(machine: Path) -> None:
    async with home(machine) as house:
        house.hear("我知道了")
        await house.until(lambda: [event for event in house.of(GoalAccepted) if event.goal.skill == "clarify"])
        await house.until(house.said)
        house.hear("不是")
        await house.until(lambda: [event for event in house.of(GoalFinished) if event.skill == "clarify"])
        assert house.of(IncidentChanged) == []
        assert "help" not in house.wishes()
