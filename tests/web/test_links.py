"""Links that were made outside the robot: they let one person in once, soon, and are gone for good."""

import stat
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from carebot.clocks import SimulatedClock
from tests.safety.builders import NOW
from web.access import Access, new_link, new_token
from web.links import LINK_HOLDS, LinkFolder, entrance, links_of

ENTRIES = 8


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock(NOW)


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Threads that give way to each other all the time."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.fixture
def links(tmp_path: Path) -> LinkFolder:
    return links_of(tmp_path / "data" / "journal.db")


def make(links: LinkFolder, caregiver: str = "") -> str:
    """What `carebot link` does."""
    token = new_token()
    links.put(token, new_link(caregiver, NOW))
    return token


def test_a_link_from_outside_signs_one_person_in_once(clock: SimulatedClock, links: LinkFolder) -> None:
    access = Access(clock, waiting=links)
    token = make(links)
    assert access.link(token) is not None
    session = access.enter(token, "nurse")
    assert session is not None
    assert access.session(session) is not None
    assert access.enter(token, "nurse") is None
    assert Access(clock, waiting=links).enter(token, "nurse") is None, "a restart does not bring it back"


@pytest.mark.slow
@pytest.mark.usefixtures("hasty_threads")
def test_of_many_entries_at_once_one_succeeds(clock: SimulatedClock, links: LinkFolder) -> None:
    accesses = [Access(clock, waiting=links) for _ in range(ENTRIES)]
    for token in [make(links) for _ in range(20)]:
        together = threading.Barrier(ENTRIES)

        def enter(access: Access, token: str = token, together: threading.Barrier = together) -> bool:
            together.wait()
            return access.enter(token, "nurse") is not None

        with ThreadPoolExecutor(ENTRIES) as pool:
            assert sum(pool.map(enter, accesses)) == 1


@pytest.mark.slow
@pytest.mark.usefixtures("hasty_threads")
def test_of_many_entries_by_a_link_of_the_robot_itself_one_succeeds(clock: SimulatedClock) -> None:
    access = Access(clock)
    for token in [access.new_link_token() for _ in range(100)]:
        together = threading.Barrier(ENTRIES)

        def enter(token: str = token, together: threading.Barrier = together) -> bool:
            together.wait()
            return access.enter(token, "nurse") is not None

        with ThreadPoolExecutor(ENTRIES) as pool:
            assert sum(pool.map(lambda _: enter(), range(ENTRIES))) == 1


def test_a_link_for_one_carer_is_for_her_alone(clock: SimulatedClock, links: LinkFolder) -> None:
    access = Access(clock, waiting=links)
    token = make(links, "nurse")
    assert access.enter(token, "carer") is None
    assert access.enter(token, "nurse") is not None


def test_a_link_expires_and_is_cleared_away(links: LinkFolder, tmp_path: Path) -> None:
    token = make(links)
    in_time = Access(SimulatedClock(NOW + LINK_HOLDS - timedelta(seconds=1)), waiting=links)
    assert in_time.link(token) is not None
    too_late = Access(SimulatedClock(NOW + LINK_HOLDS), waiting=links)
    assert too_late.enter(token, "nurse") is None
    assert list(tmp_path.rglob("*.link")) == []


def test_the_file_is_private_and_holds_no_token(links: LinkFolder, tmp_path: Path) -> None:
    token = make(links)
    (file,) = tmp_path.rglob("*.link")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert token not in file.read_text() + file.name


@pytest.mark.parametrize(
    "content", ["", "[]", "null", "{]", "\udcff", '{"caregiver": ""}', '{"caregiver": "", "expires_at": "2999-01-01"}']
)
def test_a_spoiled_file_lets_nobody_in(clock: SimulatedClock, links: LinkFolder, tmp_path: Path, content: str) -> None:
    token = make(links)
    (file,) = tmp_path.rglob("*.link")
    file.write_bytes(content.encode("utf-8", "surrogateescape"))
    access = Access(clock, waiting=links)
    assert access.enter(token, "nurse") is None
    assert access.enter(make(links), "nurse") is not None


@pytest.mark.parametrize("token", ["", "../address", "x" * 5000, "\x00", "令牌"])
def test_a_token_that_nobody_made_lets_nobody_in(clock: SimulatedClock, links: LinkFolder, token: str) -> None:
    make(links)
    assert Access(clock, waiting=links).enter(token, "nurse") is None


def test_the_address_is_known_while_the_panel_runs(tmp_path: Path) -> None:
    running, asking = LinkFolder(tmp_path / "links"), LinkFolder(tmp_path / "links")
    assert asking.address() == ""
    running.open_at("http://127.0.0.1:8460/")
    assert asking.address() == "http://127.0.0.1:8460/"
    running.close()
    assert asking.address() == "", "what a panel leaves behind is no panel"
    again = LinkFolder(tmp_path / "links")
    again.open_at("http://127.0.0.1:1/")
    assert asking.address() == "http://127.0.0.1:1/"
    again.close()


def test_the_entrance_is_where_links_lead() -> None:
    assert entrance("http://[::1]:8460/", "abc") == "http://[::1]:8460/enter?token=abc"
