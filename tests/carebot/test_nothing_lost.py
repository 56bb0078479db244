"""Nothing accepted is ever lost: power cuts, damaged files, a full disk and jumping clocks amid open incidents.

Kills have a measurement of their own (`carebot/bench/alarms.py`).
"""

import asyncio
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from carebot import journal as journals
from carebot._journal_file import JournalFault
from carebot.core.actions import AlarmLevel, Notify
from carebot.core.alarms import AlarmResolved, IncidentChanged, IncidentStage
from carebot.core.concerns import Concern, ConcernRaised
from carebot.core.deeds import ActionProposed
from carebot.core.events import Event, FaultRaised
from carebot.core.ids import Id
from carebot.core.language import Text
from carebot.core.record import AnyEvent
from carebot.incidents import Chain
from carebot.journal import Journal
from carebot.replay import unreported, unresolved
from carebot.salvage import salvaged
from tests.carebot.test_orchestrator import World
from tests.safety.builders import BY_NURSE, NOW, NURSE_ZHANG

CHAIN: Final = Chain()
PEOPLE: Final = 12
KINDS: Final = ("incident_changed",)


@dataclass
class Ward:
    """A robot with a journal: one after the other is in need, and every second of them is seen to."""

    path: Path
    world: World = field(default_factory=World)
    faults: list[JournalFault | None] = field(default_factory=list)
    accepted: list[tuple[int, set[Id]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.journal = Journal(self.path, self.faults.append)
        self.journal.start()
        self.world.bus.subscribe(Event, self.journal.append)

    def chokes(self, about: str) -> Id:
        self.world.tell(
            lambda s: ConcernRaised(
                **s, monitor="m", concern=Concern.CHOKING, about=about, position=None, confidence=0.9, since=NOW
            )
        )
        return self.world.of(IncidentChanged)[-1].incident

    def resolve(self, incident: Id) -> None:
        self.world.tell(lambda s: AlarmResolved(**s, incident=incident, by=BY_NURSE, name=NURSE_ZHANG, real=True))

    def settle(self) -> None:
        assert asyncio.run(self.journal.settle(timedelta(seconds=60)))

    def live(self) -> None:
        """What is open at each moment is noted with the length of the log at which it had been accepted."""
        for number in range(PEOPLE):
            incident = self.chokes(f"p{number}")
            if number % 2:
                self.resolve(incident)
            self.settle()
            log = self.path.with_name(self.path.name + "-wal")
            still_open = {one.id for one in self.world.orchestrator.alarming.open}
            self.accepted.append((log.stat().st_size, still_open))


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    made = Ward(tmp_path / "journal.db")
    yield made
    made.journal.close()


def open_in(events: list[AnyEvent]) -> set[Id]:
    return {event.incident for event in unresolved(events)}


def read(path: Path) -> list[AnyEvent]:
    return [entry.event for entry in journals.read(path, kinds=KINDS)]


def cut(ward: Ward, length: int, folder: Path, *, garbled: int = 0) -> Path:
    """The files as a power cut leaves them: of the log so many bytes, the last `garbled` of them torn."""
    folder.mkdir()
    path = folder / "journal.db"
    shutil.copy(ward.path, path)
    whole = ward.path.with_name("journal.db-wal").read_bytes()[:length]
    torn = whole[: len(whole) - garbled] + bytes(garbled)
    path.with_name("journal.db-wal").write_bytes(torn)
    return path


@pytest.mark.parametrize(("beyond", "garbled"), [(0, 0), (1, 0), (2000, 0), (4096, 2048), (-1, 0), (0, 700)])
def test_a_power_cut_leaves_what_was_accepted_before_it(ward: Ward, tmp_path: Path, beyond: int, garbled: int) -> None:
    ward.live()
    for number, (length, still_open) in enumerate(ward.accepted[2:-1], start=2):
        path = cut(ward, length + beyond, tmp_path / f"{number}", garbled=garbled)
        faults: list[JournalFault | None] = []
        journal = Journal(path, faults.append)
        journal.start()
        journal.close()
        assert faults == []
        assert journals.verify(path).broken_at is None
        whole = beyond - garbled >= 0
        assert open_in(read(path)) >= (still_open if whole else ward.accepted[number - 1][1])


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_what_is_open_in_a_damaged_file_is_taken_up_again(ward: Ward, share: float) -> None:
    ward.live()
    ward.journal.close()
    still_open = ward.accepted[-1][1]
    content = bytearray(ward.path.read_bytes())
    page = int(len(content) * share) // 4096 * 4096
    content[page : page + 4096] = os.urandom(4096)
    ward.path.write_bytes(content)
    faults: list[JournalFault | None] = []
    journal = Journal(ward.path, faults.append)
    journal.start()
    journal.close()
    assert len(faults) == 1
    assert read(ward.path) == []
    found = open_in(list(salvaged(ward.path, KINDS)))
    missing = still_open - found
    assert len(missing) <= 2, "what stood on the page that is gone"
    again = World(ready=False)
    again.orchestrator.alarming.restore(unreported(salvaged(ward.path, KINDS)))
    assert {one.id for one in again.orchestrator.alarming.open} == found


def test_the_only_incident_is_found_wherever_the_damage_is_but_on_its_own_page(ward: Ward) -> None:
    def much_else() -> None:
        for _ in range(100):
            ward.world.tell(
                lambda s: FaultRaised(**s, source="x", level=AlarmLevel.LOW, text=Text(zh="字" * 99, en="x" * 99))
            )

    much_else()
    incident = ward.chokes("li")
    much_else()
    ward.journal.close()
    whole = ward.path.read_bytes()
    pages, lost = len(whole) // 4096, 0
    aside = ward.path.with_name("copy.db.damaged-1")
    for page in range(pages):
        aside.write_bytes(whole[: page * 4096] + bytes(4096) + whole[(page + 1) * 4096 :])
        lost += open_in(list(salvaged(ward.path.with_name("copy.db"), KINDS))) != {incident}
    assert pages > 30
    assert lost <= 4, "its own pages, and those that lead to every other"


def test_nothing_is_salvaged_where_nothing_was_set_aside_or_all_of_it_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    assert list(salvaged(path, KINDS)) == []
    path.with_name("journal.db.damaged-1").write_bytes(b"no database, " * 1000)
    path.with_name("journal.db.damaged-x").write_bytes(b"no number")
    assert list(salvaged(path, KINDS)) == []


def test_the_last_word_on_an_incident_counts_over_all_files(ward: Ward) -> None:
    incident = ward.chokes("li")
    ward.journal.close()
    shutil.copy(ward.path, ward.path.with_name("journal.db.damaged-2"))
    later = Ward(ward.path.with_name("later.db"))
    later.world.orchestrator.alarming.restore(unreported(read(ward.path)))
    later.resolve(incident)
    later.journal.close()
    assert open_in(list(salvaged(ward.path, KINDS))) == {incident}
    shutil.copy(later.path, ward.path.with_name("journal.db.damaged-10"))
    assert open_in(list(salvaged(ward.path, KINDS))) == set()


def test_on_a_full_disk_people_are_called_all_the_same_and_everything_is_there_afterwards(ward: Ward) -> None:
    ward.settle()
    database = ward.journal._database
    assert database is not None
    database.execute(f"pragma max_page_count = {database.execute('pragma page_count').fetchone()[0]}")
    incident = ward.chokes("li")
    while not ward.faults:
        for number in range(20):
            ward.chokes(f"p{number}")
        os.sched_yield()
    for _ in range(3):
        timer = next(name for name, _ in reversed(ward.world.timers) if incident in name)
        ward.world.elapse(timer)
    told = [one.action for one in ward.world.of(ActionProposed) if isinstance(one.action, Notify)]
    assert [one.chain_step for one in told if one.incident == incident] == [0, 1, 2, 3]
    database.execute("pragma max_page_count = 100000")
    ward.settle()
    assert journals.verify(ward.path).broken_at is None
    assert read(ward.path) == ward.world.of(IncidentChanged)


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(hours=-1), timedelta(hours=1), timedelta(days=400)])
def test_a_clock_that_jumps_amid_an_incident_delays_no_call(jump: timedelta) -> None:
    world = World()
    world.fall()
    waits: list[timedelta] = []
    for number in range(6):
        name, wait = world.timers[-1]
        waits.append(wait)
        world.now_offset += wait + (jump if number % 2 else timedelta())
        world.elapse(name)
    assert waits[:4] == [CHAIN.ask, CHAIN.steps[0], CHAIN.steps[1] - CHAIN.steps[0], CHAIN.steps[2] - CHAIN.steps[1]]
    assert set(waits[4:]) == {CHAIN.repeat}
    last = world.of(IncidentChanged)[-1]
    assert (last.stage, last.level, last.chain_step) == (IncidentStage.ESCALATED, AlarmLevel.HIGH, 3)


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(days=1)])
def test_a_clock_that_was_set_while_the_robot_was_off_delays_no_call(jump: timedelta) -> None:
    world = World()
    world.fall()
    world.elapse(world.timers[-1][0])
    again = World(ready=False)
    again.now_offset = jump
    again.orchestrator.alarming.restore(unreported(world.events))
    again.ready_now()
    name, wait = again.timers[-1]
    assert timedelta() <= wait <= CHAIN.steps[0]
    again.elapse(name)
    assert again.of(IncidentChanged)[-1].chain_step == 1
