"""A home's rule file that cannot be used does not keep the robot from its work, and is told in the record."""

from pathlib import Path

import pytest

from carebot import journal
from carebot.__main__ import main
from carebot.core.deeds import RobotReady
from carebot.core.events import FaultRaised
from tests.carebot.stranger import machine, still_body, write_tone

__all__ = ["machine", "still_body"]


@pytest.mark.slow
@pytest.mark.usefixtures("still_body")
def test_a_start_with_unsigned_rules_is_told_and_goes_on(machine: Path) -> None:
    (machine / "home.cedar").write_text("forbid (principal, action, resource);", "utf-8")
    (machine / "carebot.toml").write_text('[policies]\nhouse_rules = "home.cedar"\n', "utf-8")
    recorded = machine / "journal.db"
    words = ["run", "--body", "still", "--port", "0", "--journal", str(recorded), "--settings", "carebot.toml"]
    assert main([*words, "--microphone", str(write_tone(machine / "tone.wav"))]) == 0
    events = [entry.event for entry in journal.read(recorded)]
    told = [event for event in events if isinstance(event, FaultRaised) and event.source == "house_rules"]
    assert len(told) == 1
    assert "not signed" in told[0].text.en
    assert "Only carebot's own rules are in force" in told[0].text.en
    assert any(isinstance(event, RobotReady) for event in events)
