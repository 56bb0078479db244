"""The journal: order, chain, tampering, two writers, damage, a full disk and a kill."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from carebot import journal as journals
from carebot._journal_file import RESERVE_BYTES, JournalFault
from carebot.core.errors import JournalError
from carebot.core.events import TimerElapsed
from carebot.journal import Journal
from tests.carebot.examples import examples, stamp


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "journal.db"


@pytest.fixture
def faults() -> list[JournalFault | None]:
    return []


@pytest.fixture
def journal(path: Path, faults: list[JournalFault | None]) -> Iterator[Journal]:
    opened = Journal(path, faults.append)
    opened.start()
    yield opened
    opened.close()


def write_all(journal: Journal) -> None:
    for event in examples():
        journal.append(event)
    asyncio.run(journal.settle())


def test_what_is_settled_can_be_read_in_order(journal: Journal) -> None:
    write_all(journal)
    entries = list(journals.read(journal.path))
    assert [entry.sequence for entry in entries] == list(range(1, len(examples()) + 1))
    assert [entry.event.kind for entry in entries] == [event.kind for event in examples()]
    assert next(entry.sequence for entry in journals.read(journal.path, after=3)) == 4


def test_the_chain_holds_over_a_restart(path: Path, faults: list[JournalFault | None]) -> None:
    for _ in range(2):
        journal = Journal(path, faults.append)
        journal.start()
        write_all(journal)
        journal.close()
    found = journals.verify(path)
    assert (found.rows, found.broken_at) == (2 * len(examples()), None)
    assert faults == []


@pytest.mark.parametrize(
    ("change", "broken_at"),
    [
        ("update events set body = replace(body, '请给我拿杯水', '不要') where sequence = 1", 1),
        ("update events set chain = 'x' where sequence = 5", 5),
        ("delete from events where sequence = 7", 8),
        ("update events set sequence = 1000 where sequence = 9", 10),
    ],
)
def test_tampering_is_found_where_it_happened(journal: Journal, change: str, broken_at: int) -> None:
    write_all(journal)
    with sqlite3.connect(journal.path) as database:
        database.executescript("drop trigger events_stay; drop trigger events_remain;" + change)
    database.close()
    assert journals.verify(journal.path).broken_at == broken_at


@pytest.mark.parametrize("change", ["update events set body = ''", "delete from events"])
def test_rows_cannot_be_changed_in_passing(journal: Journal, change: str) -> None:
    write_all(journal)
    database = sqlite3.connect(journal.path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        database.execute(change)
    database.close()


def test_a_second_instance_is_told_so(journal: Journal) -> None:
    second = Journal(journal.path, lambda _: None)
    with pytest.raises(JournalError, match="Another carebot"):
        second.start()


def test_a_damaged_file_is_set_aside_and_somebody_is_told(path: Path, faults: list[JournalFault | None]) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"this is no database, " * 1000)
    journal = Journal(path, faults.append)
    journal.start()
    write_all(journal)
    journal.close()
    assert journals.verify(path).broken_at is None
    assert path.with_name("journal.db.damaged-1").exists()
    assert len(faults) == 1
    assert faults[0] is not None
    assert "set aside" in faults[0].text.en


def test_a_full_disk_gives_up_the_reserve_and_loses_nothing(
    journal: Journal, path: Path, faults: list[JournalFault | None]
) -> None:
    write_all(journal)
    reserve = path.with_name(path.name + ".reserve")
    assert reserve.stat().st_size == RESERVE_BYTES
    database = journal._database
    assert database is not None
    pages = database.execute("pragma page_count").fetchone()[0]
    database.execute(f"pragma max_page_count = {pages}")
    for number in range(400):
        journal.append(TimerElapsed(**stamp(), timer=f"{number} " + "x" * 500))
    while not faults:
        os.sched_yield()
    assert faults[0] is not None
    assert faults[0].reserve_given_up
    assert not reserve.exists()
    database.execute("pragma max_page_count = 100000")
    asyncio.run(journal.settle())
    assert faults[-1] is None
    found = journals.verify(path)
    assert (found.rows, found.broken_at) == (len(examples()) + 400, None)


def test_nothing_that_was_accepted_is_lost_by_a_kill(tmp_path: Path) -> None:
    program = textwrap.dedent(
        """
        import asyncio, pathlib, sys
        from carebot.core.events import TimerElapsed
        from carebot.journal import Journal
        from tests.carebot.examples import stamp

        journal = Journal(pathlib.Path(sys.argv[1]), lambda _: None)
        journal.start()
        number = 0
        while True:
            journal.append(TimerElapsed(**stamp(), timer=str(number)))
            asyncio.run(journal.settle())
            print(number, flush=True)
            number += 1
        """
    )
    path = tmp_path / "journal.db"
    for _ in range(3):
        process = subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        accepted = [process.stdout.readline() for _ in range(40)]
        process.send_signal(signal.SIGKILL)
        accepted += process.stdout.readlines()
        process.wait()
        process.stdout.close()
        timers = [entry.event.timer for entry in journals.read(path) if isinstance(entry.event, TimerElapsed)]
        assert {line.strip() for line in accepted if line.endswith("\n")} <= set(timers)
        assert journals.verify(path).broken_at is None


def test_a_missing_or_foreign_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="There is no journal"):
        list(journals.read(tmp_path / "none.db"))
    foreign = tmp_path / "foreign.db"
    foreign.write_bytes(b"not a database at all, by any means whatsoever" * 100)
    with pytest.raises(JournalError, match="cannot be used"):
        list(journals.read(foreign))


def test_a_closed_journal_takes_nothing(journal: Journal) -> None:
    journal.close()
    with pytest.raises(JournalError, match="closed"):
        journal.append(examples()[0])
