"""The book of reminders: on disk before anything is said, and her words sealed there."""

import json
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from carebot import journal as journals
from carebot.bus import Bus
from carebot.clocks import SimulatedClock
from carebot.codec import event_from_json, event_to_plain
from carebot.core.actions import Action, KeepReminder, NoteReminder, Wait
from carebot.core.events import Event
from carebot.core.outcomes import Result
from carebot.core.permits import PermitLedger, signature
from carebot.core.record import AnyEvent
from carebot.core.reminders import ReminderNote
from carebot.core.reminding import ReminderKept, ReminderNoted
from carebot.core.verdicts import Limits, Permit
from carebot.journal import Journal
from carebot.reminder_book import ReminderBook
from carebot.reminders import Reminders, taken_up
from tests.carebot.examples import REMINDER
from tests.safety.builders import NOW

KEY = b"k" * 32
ONCE = replace(REMINDER, days=frozenset())
KEEP = KeepReminder(reminder=ONCE)
NOTE = NoteReminder(about="li", reminder="r1", at=NOW, note=ReminderNote.TRIED)


def permit(action: Action, number: int = 0) -> Permit:
    unsigned = Permit(
        id=f"p {action.kind} {number}", decision="d", action=action, limits=Limits(), issued_at=NOW,
        expires_at=NOW + timedelta(seconds=30), signature="",
    )  # fmt: skip
    return replace(unsigned, signature=signature(unsigned, KEY))


@dataclass
class Desk:
    """A book, the journal beneath it, and what was published."""

    book: ReminderBook
    journal: Journal
    events: list[AnyEvent] = field(default_factory=list)


@asynccontextmanager
async def desk(file: Path) -> AsyncIterator[Desk]:
    bus, clock = Bus(), SimulatedClock(NOW)
    journal = Journal(file, lambda _: None)
    journal.start()
    bus.subscribe(Event, journal.append)
    found = Desk(book=ReminderBook(bus, clock, PermitLedger(KEY), journal), journal=journal)
    bus.subscribe(Event, found.events.append)
    try:
        yield found
    finally:
        journal.close()


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


@pytest.mark.anyio
async def test_what_it_says_is_kept_can_be_read_by_another_process_at_once(tmp_path: Path) -> None:
    file = tmp_path / "j.db"
    async with desk(file) as at_work:
        actions: tuple[Action, ...] = (KEEP, NOTE, replace(KEEP, kept=False))
        for number, action in enumerate(actions):
            assert (await at_work.book.execute(permit(action, number))).succeeded
            assert [entry.event for entry in journals.read(file)] == at_work.events


@pytest.mark.anyio
async def test_events_tell_what_was_permitted(tmp_path: Path) -> None:
    async with desk(tmp_path / "j.db") as at_work:
        await at_work.book.execute(permit(KEEP))
        await at_work.book.execute(permit(NOTE))
        kept, noted = at_work.events
        assert isinstance(kept, ReminderKept)
        assert (kept.reminder, kept.kept) == (ONCE, True)
        assert isinstance(noted, ReminderNoted)
        assert (noted.about, noted.reminder, noted.at, noted.note) == ("li", "r1", NOW, ReminderNote.TRIED)


@pytest.mark.anyio
async def test_her_words_stand_in_the_journal_sealed(tmp_path: Path) -> None:
    async with desk(tmp_path / "j.db") as at_work:
        await at_work.book.execute(permit(KEEP))
        on_disk = everything_in(tmp_path)
        assert REMINDER.words.encode() not in on_disk
        assert at_work.journal.forget([REMINDER.words], NOW - timedelta(minutes=1)) == 1


@pytest.mark.anyio
async def test_what_the_disk_does_not_take_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(_: object = None) -> bool:
        return False

    async with desk(tmp_path / "j.db") as at_work:
        monkeypatch.setattr(at_work.journal, "settle", never)
        outcome = await at_work.book.execute(permit(KEEP))
        assert (outcome.result, bool(outcome.detail.zh)) == (Result.EXECUTION, True)
        assert [event.kept for event in at_work.events if isinstance(event, ReminderKept)] == [True, False]
        assert (await at_work.book.execute(permit(NOTE))).result is Result.EXECUTION
        assert len(at_work.events) == 3


@pytest.mark.anyio
async def test_nothing_is_done_without_a_good_permit(tmp_path: Path) -> None:
    async with desk(tmp_path / "j.db") as at_work:
        assert (await at_work.book.execute(replace(permit(KEEP), signature="no"))).result is Result.REFUSED
        assert at_work.events == []


@pytest.mark.anyio
async def test_only_reminders_are_its_own(tmp_path: Path) -> None:
    async with desk(tmp_path / "j.db") as at_work:
        assert [at_work.book.supports(one) for one in (KEEP, NOTE, Wait(duration=timedelta(1)))] == [True, True, False]
        at_work.book.stop()


KILLED = """
import asyncio, sys
from pathlib import Path
from tests.carebot.test_reminder_book import KEEP, desk, permit

async def main() -> None:
    async with desk(Path(sys.argv[1])) as at_work:
        print((await at_work.book.execute(permit(KEEP))).result, flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


def test_what_a_killed_process_had_said_to_be_kept_is_due_after_it(tmp_path: Path) -> None:
    file = tmp_path / "j.db"
    with subprocess.Popen([sys.executable, "-c", KILLED, str(file)], stdout=subprocess.PIPE, text=True) as victim:
        assert victim.stdout is not None
        said = victim.stdout.readline().strip()
        victim.kill()
    assert (said, victim.returncode) == ("succeeded", -signal.SIGKILL)
    reminders = Reminders()
    for event in taken_up(entry.event for entry in journals.read(file)):
        reminders.take_in(event)
    [due] = reminders.due(REMINDER.due, ZoneInfo("Asia/Shanghai"), {})
    assert (due.reminder, due.pass_on) == (ONCE, False)


def test_a_record_from_before_there_were_intervals_reads_as_it_did() -> None:
    event = ReminderKept(id="e", occurred_at=NOW, reminder=ONCE)
    plain = event_to_plain(event)
    del plain["reminder"]["interval"], plain["reminder"]["until"]
    assert event_from_json(json.dumps(plain)) == event
