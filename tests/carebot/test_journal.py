"""The journal: order, chain, tampering, two writers, damage, a full disk and a kill."""

import asyncio
import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from carebot import journal as journals
from carebot._journal_file import NO_RESERVE, RESERVE_BYTES, JournalFault, keep_reserve
from carebot.core.errors import JournalError
from carebot.core.events import TimerElapsed
from carebot.journal import Journal
from tests.carebot.examples import examples, stamp

NOBODY: Final = 65_534
"""The user without rights (Debian's base-passwd)."""


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
        ("update events set body = replace(body, 'sealed:', 'sealed:0') where sequence = 1", 1),
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_full_disk_is_told_of_until_the_reserve_is_laid_by_again(
    journal: Journal, path: Path, faults: list[JournalFault | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journals, "_RESERVE_RETRY_S", 0.01)
    reserve = path.with_name(path.name + ".reserve")
    database = journal._database
    assert database is not None
    database.execute("pragma max_page_count = 1")
    for event in examples():
        journal.append(event)
    while not faults:
        os.sched_yield()
    assert not reserve.exists()
    # A folder in its place keeps the reserve from being written, as a disk with hardly any room does.
    reserve.mkdir()
    database.execute("pragma max_page_count = 100000")
    asyncio.run(journal.settle())
    assert faults[1:] == [NO_RESERVE]
    assert journals.verify(path).rows == len(examples())
    reserve.rmdir()
    while faults[-1] is not None:
        os.sched_yield()
    assert reserve.stat().st_size == RESERVE_BYTES
    assert faults[2:] == [None]


def test_no_part_of_a_reserve_takes_up_the_last_of_the_room(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    assert not keep_reserve(path)
    assert list(path.parent.iterdir()) == []


def test_a_disk_without_room_for_a_reserve_is_told_of_at_the_start(
    path: Path, faults: list[JournalFault | None]
) -> None:
    path.with_name(path.name + ".reserve").mkdir(parents=True)
    journal = Journal(path, faults.append)
    journal.start()
    write_all(journal)
    journal.close()
    assert faults == [NO_RESERVE]
    assert journals.verify(path).rows == len(examples())


@pytest.fixture
def kept_folder() -> Iterator[Path]:
    """A folder with an odd name in which whoever runs the test may write nothing, once `reader` reads."""
    with tempfile.TemporaryDirectory(prefix="100% kept?#") as name:
        yield Path(name)
        Path(name).chmod(0o700)


@contextmanager
def reader(folder: Path) -> Iterator[None]:
    """Read as somebody who may write nothing in `folder`."""
    folder.chmod(0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def test_a_journal_where_nothing_may_be_written_is_read(kept_folder: Path) -> None:
    journal = Journal(kept_folder / "journal.db", lambda _: None)
    journal.start()
    write_all(journal)
    journal.close()
    before = {path.name: path.read_bytes() for path in kept_folder.iterdir()}
    with reader(kept_folder):
        assert journals.verify(journal.path).rows == len(examples())
        assert len(list(journals.read(journal.path, after=3))) == len(examples()) - 3
    assert {path.name: path.read_bytes() for path in kept_folder.iterdir()} == before


def test_a_running_journal_is_read_by_somebody_who_may_not_write(kept_folder: Path) -> None:
    journal = Journal(kept_folder / "journal.db", lambda _: None)
    journal.start()
    write_all(journal)
    with reader(kept_folder):
        assert journals.verify(journal.path).rows == len(examples())
    journal.close()


def test_a_journal_that_was_not_closed_and_lies_where_nothing_may_be_written_says_what_to_do(
    kept_folder: Path, tmp_path: Path
) -> None:
    journal = Journal(tmp_path / "journal.db", lambda _: None)
    journal.start()
    write_all(journal)
    for name in ("journal.db", "journal.db-wal"):
        shutil.copy(tmp_path / name, kept_folder)
    journal.close()
    with reader(kept_folder), pytest.raises(JournalError, match="Copy both into a folder that can be written"):
        journals.verify(kept_folder / "journal.db")


@pytest.mark.slow
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
