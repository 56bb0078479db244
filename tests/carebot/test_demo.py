"""The simulated home from a fall on: seen, asked about, alarmed, escalated, and replayed without a difference."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from carebot import journal
from carebot.app import running
from carebot.assembly.gate import PERMIT_LIFE
from carebot.assembly.plugins import SKILLS, build_all, build_policies
from carebot.assembly.scenes import attach_scenes
from carebot.core.alarms import IncidentChanged, IncidentStage
from carebot.core.concerns import Concern
from carebot.core.events import FallSuspected
from carebot.demo import KEPT_DISTANCE_M, Day
from carebot.incidents import Chain
from carebot.replay import replay
from carebot.settings import Settings, load
from safety.gate import Gate

MORNING = datetime(2026, 3, 3, 1, tzinfo=UTC)
LINKS = [
    *("called", "fell", "seen", "dropped_everything", "asked", "came_near"),
    *("alarmed", "escalated", "acknowledged", "kept_distance", "resolved"),
]


def settings_for(folder: Path) -> Settings:
    body = {"name": "simulated", "options": {"speed": None, "start_place": "living_room", "camera_hz": 5.0}}
    speech = {"by_meaning": False, "phrases_ahead": False}
    return load(None, {"journal": folder / "day.db", "panel": {"enabled": False}, "body": body, "speech": speech})


async def fall(settings: Settings) -> Day:
    async with running(settings, start_at=MORNING) as at_work:
        attach_scenes(at_work)
        day = Day(at_work, lambda _: None)
        await day.play_fall()
        return day


@pytest.mark.slow
def test_a_fall_is_seen_asked_about_alarmed_and_seen_to_and_the_record_replays(tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    day = asyncio.run(fall(settings))
    assert [link.name for link in day.links if link.at is not None] == LINKS
    at_s = {link.name: link.at.timestamp() for link in day.links if link.at is not None}
    assert at_s["asked"] - at_s["fell"] <= 5
    assert at_s["alarmed"] - at_s["fell"] <= 25
    assert at_s["escalated"] - at_s["alarmed"] <= 31
    assert day.nearest_m >= KEPT_DISTANCE_M

    assert journal.verify(settings.journal).broken_at is None
    events = [entry.event for entry in journal.read(settings.journal)]
    assert any(isinstance(event, FallSuspected) for event in events)
    changes = [event for event in events if isinstance(event, IncidentChanged) and event.concern is Concern.FALL]
    assert len({change.incident for change in changes}) == 1, "seen twice on the floor, she fell once"
    stages = [change.stage for change in changes]
    assert stages[0] is IncidentStage.SUSPECTED
    assert stages[-1] is IncidentStage.RESOLVED

    gate = Gate(build_policies(settings), b"replay makes no permits", PERMIT_LIFE)
    again = replay(events, build_all(SKILLS, {}, "skills"), gate, Chain())
    assert again.differences == ()
    assert again.decisions > 20
