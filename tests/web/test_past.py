"""The past: after a restart the board shows what was, nothing of it waits for a yes, and the loop goes on meanwhile."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from carebot.core.actions import AlarmLevel, Notify, Say
from carebot.core.alarms import IncidentChanged, NotificationSent
from carebot.core.deeds import ActionDecided
from carebot.core.events import Source, Transcript
from carebot.core.language import Language
from carebot.core.memories import MemoriesErased
from carebot.core.record import AnyEvent
from carebot.core.verdicts import Verdict
from carebot.journal import Journal
from carebot.replay import unresolved
from tests.carebot.examples import DECISION
from tests.safety.builders import BY_LI, BY_NURSE, NOW, NURSE_ZHANG, present, text
from tests.web.robot import RobotUnderTest, events_of, robot_at
from tests.web.test_decisions import decide, need_a_yes
from web.board import Board, Section
from web.past import recall
from web.showing import Showing

pytestmark = pytest.mark.anyio

CALL = Notify(text=text("Li asks for a carer"), level=AlarmLevel.MEDIUM, about="li")
CALLED = replace(
    DECISION, id="d-call", requested=CALL, considered=CALL, granted=CALL, verdict=Verdict.ALLOW, judgements=()
)


def unheard(robot: RobotUnderTest, incident: str, outlet: str, *, delivered: bool = False) -> None:
    robot.bus.publish(
        NotificationSent(
            **robot.stamp(), outlet=outlet, incident=incident, level=AlarmLevel.HIGH, delivered=delivered,
            detail=text(f"{outlet} is silent"),
        )
    )  # fmt: skip


async def a_day(folder: Path) -> tuple[str, list[AnyEvent]]:
    """A day of a robot until it is killed; gives the incident that is open then, and the record."""
    async with robot_at(folder) as robot:
        robot.hear("你好", Language.ZH, BY_LI)
        decide(robot)
        decide(robot, CALLED, run="call")
        decide(robot, replace(CALLED, id="d-seen-to"), run="seen-to")
        over = robot.alarm()
        unheard(robot, over, "mail")
        robot.resolve(over, BY_NURSE, NURSE_ZHANG, real=False, note="")
        incident = robot.alarm()
        unheard(robot, incident, "mail")
        unheard(robot, incident, "pager")
        unheard(robot, incident, "pager", delivered=True)
        need_a_yes(robot)
        await robot.settle()
        return incident, events_of(robot)


async def after_restart(folder: Path, robot: RobotUnderTest) -> Showing:
    """What the panel shows of the robot that was started again."""
    past = [event for event in events_of(robot) if isinstance(event, IncidentChanged)]
    robot.orchestrator.alarming.restore(unresolved(past))
    return Showing(robot, (await asyncio.to_thread(recall, folder / "journal.db")).board, Language.EN)


async def test_a_restart_empties_nothing(tmp_path: Path) -> None:
    await a_day(tmp_path)
    async with robot_at(tmp_path) as robot:
        show = await after_restart(tmp_path, robot)
        assert [one.text for one in show.talk()] == ["你好"]
        assert [one.id for one in show.decisions()] == ["d2", "d-seen-to", "d-call", "d1"]
        assert [(one.how, one.right) for one in show.closed()] == [("Resolved by Nurse Zhang", "no")]


async def test_what_is_open_stays_open_and_says_whom_it_did_not_reach(tmp_path: Path) -> None:
    incident, _ = await a_day(tmp_path)
    async with robot_at(tmp_path) as robot:
        alarms = (await after_restart(tmp_path, robot)).alarms()
        assert [(one.id, one.sounding, one.unreached) for one in alarms] == [
            (incident, True, ("mail is silent",)),
            ("call", True, ()),
        ]


async def test_what_waited_for_a_yes_waits_no_longer(tmp_path: Path) -> None:
    _, day = await a_day(tmp_path)
    live = Board()
    for event in day:
        live.take_in(event)
    assert live.waiting, "it did wait before the restart"
    assert recall(tmp_path / "journal.db").board.waiting == {}


async def test_the_board_is_as_it_was(tmp_path: Path) -> None:
    """Recalling gives what a panel that was never restarted has, but for what waited for a yes."""
    _, day = await a_day(tmp_path)
    live = Board()
    for event in day:
        live.take_in(event)
    recalled = recall(tmp_path / "journal.db").board
    assert recalled.utterances == live.utterances
    assert recalled.decisions == live.decisions
    assert recalled.closed == live.closed
    assert recalled.undelivered == live.undelivered
    assert all(recalled.revisions[section] <= count for section, count in live.revisions.items())


def record(path: Path, events: Sequence[AnyEvent]) -> None:
    """A journal with these events alone."""
    faults: list[object] = []
    journal = Journal(path, faults.append)
    journal.start()
    for event in events:
        journal.append(event)
    journal.close()
    assert faults == []


def said(number: int) -> Transcript:
    return Transcript(
        id=f"t{number}", occurred_at=NOW, text=str(number), language=Language.EN, confidence=1.0,
        source=Source.PANEL, speaker=BY_LI,
    )  # fmt: skip


@pytest.mark.parametrize(("reach", "first"), [(0, 9), (1, 8), (3, 6), (9, 0), (99, 0)])
def test_it_looks_back_so_far_and_no_further(tmp_path: Path, reach: int, first: int) -> None:
    record(tmp_path / "journal.db", [said(number) for number in range(9)])
    board = recall(tmp_path / "journal.db", reach).board
    assert [utterance.text for utterance in board.utterances] == [str(number) for number in range(first, 9)]


def test_what_is_forgotten_is_shown_no_more() -> None:
    board = Board()
    back = Say(text=text("dumplings"), language=Language.EN, private=True)
    judged = ActionDecided(
        id="d", occurred_at=NOW, run="r", decision=replace(DECISION, requested=back), present=present()
    )
    hello = replace(judged, id="e", decision=replace(DECISION, requested=replace(back, private=False)))
    for event in (said(1), judged, hello):
        board.take_in(event)
    before = dict(board.revisions)
    board.take_in(MemoriesErased(id="m", occurred_at=NOW, about="li", memories=("m",), digests=("d",), illegible=3))
    assert not board.utterances
    assert list(board.decisions) == [hello]
    assert {section for section in Section if board.revisions[section] > before[section]} == {
        Section.TALK,
        Section.DECISIONS,
    }


def test_a_new_journal_has_no_past(tmp_path: Path) -> None:
    record(tmp_path / "journal.db", [])
    recalled = recall(tmp_path / "journal.db")
    assert (list(recalled.board.decisions), recalled.troubles) == ([], ())


def test_a_line_of_another_version_hides_no_other_kind(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    record(path, [said(0), said(1)])
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        old = '{"id": "x", "kind": "spoken", "words": "the form of before"}'
        columns = ("x", "spoken", NOW.isoformat(), "", old, "")
        database.execute("insert into events values (null, ?, ?, ?, ?, ?, ?)", columns)
    recalled = recall(path)
    assert [utterance.text for utterance in recalled.board.utterances] == ["0", "1"]
    assert ["of this version" in trouble.en for trouble in recalled.troubles] == [True]


def test_a_journal_that_cannot_be_read_leaves_the_board_empty(tmp_path: Path) -> None:
    (tmp_path / "journal.db").write_bytes(b"no journal" * 1000)
    recalled = recall(tmp_path / "journal.db")
    assert list(recalled.board.utterances) == []
    assert recalled.troubles
