"""The mouth of a starting robot: what cannot speak is told, and what must be said at once is made ahead."""

import asyncio
import shutil
from pathlib import Path

import pytest

from carebot import app, journal
from carebot.assembly.phrases import phrases_at_hand
from carebot.assembly.plugins import SKILLS, build_all
from carebot.core.actions import AlarmLevel
from carebot.core.events import FaultRaised
from carebot.settings import Settings
from tests.carebot.stranger import machine, still_body

__all__ = ["machine", "still_body"]


@pytest.mark.slow
def test_a_voice_that_is_missing_is_told_and_another_makes_the_phrases(machine: Path, still_body: str) -> None:
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed")
    settings = Settings.model_validate(
        {
            "body": {"name": still_body},
            "journal": machine / "journal.db",
            "panel": {"enabled": False},
            "speech": {"voices": ("piper", "espeak")},
        }
    )

    async def scenario() -> int:
        async with app.running(settings) as at_work:
            house = at_work.robot.orchestrator.known.house
            wanted = phrases_at_hand(house, build_all(SKILLS, {}, "skills"), at_work.robot.clock.now())
            (chosen,) = [each for each in at_work.speaking.voices if each.name == "espeak"]
            assert chosen.voice is not None
            async with asyncio.timeout(60):
                while chosen.voice.shelf.get(wanted[0]) is None:  # noqa: ASYNC110 - the disk tells of no event
                    await asyncio.sleep(0.1)
            return len(wanted)

    assert asyncio.run(scenario()) > 20
    told = [entry.event for entry in journal.read(settings.journal)]
    faults = [event for event in told if isinstance(event, FaultRaised) and event.source == "voice.piper"]
    assert [fault.level for fault in faults] == [AlarmLevel.LOW]
    assert "carebot models install piper-joe" in faults[0].text.en
