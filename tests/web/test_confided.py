"""What a resident said in confidence is not shown to everybody at the panel."""

from datetime import timedelta
from pathlib import Path

import pytest

from carebot.core.dangers import CONFIDE
from carebot.core.events import IntentRecognized, Source, Transcript
from carebot.core.intents import Intent
from carebot.core.language import Language
from tests.safety.builders import BY_LI, NOW
from tests.web.visitor import visiting
from web.board import Board, Section

pytestmark = pytest.mark.anyio


def transcript(event_id: str, words: str) -> Transcript:
    return Transcript(
        id=event_id, occurred_at=NOW, text=words, language=Language.ZH, confidence=1.0, source=Source.MICROPHONE,
        speaker=BY_LI, duration=timedelta(seconds=1),
    )  # fmt: skip


def meant(event_id: str, cause: str, intent: str) -> IntentRecognized:
    return IntentRecognized(
        id=event_id, occurred_at=NOW, cause=cause, intent=Intent(name=intent), text="…", language=Language.ZH,
        confidence=1.0, source=Source.MICROPHONE, speaker=BY_LI,
    )  # fmt: skip


async def test_only_what_was_confided_is_hidden() -> None:
    board = Board()
    for event in (transcript("t1", "护工打我"), meant("i1", "t1", CONFIDE), transcript("t2", "几点了")):
        board.take_in(event)
    board.take_in(meant("i2", "t2", "ask_time"))
    assert list(board.confided) == ["t1"]


async def test_the_talk_is_drawn_anew_once_it_is_known_to_be_confided() -> None:
    board = Board()
    board.take_in(transcript("t1", "护工打我"))
    before = board.revisions[Section.TALK]
    board.take_in(meant("i1", "t1", CONFIDE))
    assert board.revisions[Section.TALK] > before


async def test_nobody_reads_it_on_the_page(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        for event in (transcript("t1", "护工打我"), meant("i1", "t1", CONFIDE), transcript("t2", "几点了")):
            visit.robot.bus.publish(event)
        page = (await visit.client.get("/", params={"language": "zh"})).text
        assert "护工打我" not in page
        assert "私下说的话" in page
        assert "几点了" in page
