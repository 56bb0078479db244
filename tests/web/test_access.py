"""Links work once and soon, sessions last a shift, and a restart signs nobody out."""

import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from carebot.clocks import SimulatedClock
from tests.safety.builders import NOW
from web.access import SESSION_HOLDS, Access
from web.links import LINK_HOLDS

pytestmark = pytest.mark.anyio


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock(NOW)


def test_a_link_signs_one_person_in_once(clock: SimulatedClock) -> None:
    access = Access(clock)
    token = access.new_link_token()
    session = access.enter(token, "nurse")
    assert session is not None
    kept = access.session(session)
    assert kept is not None
    assert kept.caregiver == "nurse"
    assert access.enter(token, "nurse") is None


def test_looking_at_a_link_does_not_use_it_up(clock: SimulatedClock) -> None:
    access = Access(clock)
    token = access.new_link_token()
    assert access.link(token) is not None
    assert access.link(token) is not None
    assert access.enter(token, "nurse") is not None


def test_a_link_for_one_carer_is_for_her_alone(clock: SimulatedClock) -> None:
    access = Access(clock)
    token = access.new_link_token("nurse")
    assert access.enter(token, "carer") is None
    assert access.enter(token, "nurse") is not None


async def test_a_link_expires(clock: SimulatedClock) -> None:
    access = Access(clock)
    token = access.new_link_token()
    await clock.advance(LINK_HOLDS - timedelta(seconds=1))
    assert access.link(token) is not None
    await clock.advance(timedelta(seconds=1))
    assert access.enter(token, "nurse") is None


async def test_a_session_that_is_not_used_expires(clock: SimulatedClock) -> None:
    access = Access(clock)
    session = access.enter(access.new_link_token(), "nurse")
    assert session is not None
    await clock.advance(SESSION_HOLDS)
    assert access.session(session) is None


async def test_a_session_that_is_used_goes_on(clock: SimulatedClock) -> None:
    access = Access(clock)
    session = access.enter(access.new_link_token(), "nurse")
    assert session is not None
    for _ in range(3):
        await clock.advance(SESSION_HOLDS - timedelta(hours=1))
        assert access.session(session) is not None


def test_who_leaves_is_signed_out(clock: SimulatedClock) -> None:
    access = Access(clock)
    session = access.enter(access.new_link_token(), "nurse")
    assert session is not None
    access.leave(session)
    assert access.session(session) is None


def test_a_restart_signs_nobody_out(clock: SimulatedClock, tmp_path: Path) -> None:
    file = tmp_path / "deep" / "sessions.json"
    before = Access(clock, file)
    session = before.enter(before.new_link_token(), "nurse")
    assert session is not None
    after = Access(clock, file)
    after.start()
    assert after.session(session) is not None


def test_the_file_is_private_and_holds_no_token(clock: SimulatedClock, tmp_path: Path) -> None:
    file = tmp_path / "sessions.json"
    access = Access(clock, file)
    session = access.enter(access.new_link_token(), "nurse")
    assert session is not None
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert session not in file.read_text()


NAIVE = '{"x": {"caregiver": "nurse", "expires_at": "2999-01-01T00:00:00"}}'


@pytest.mark.parametrize(
    "content", ["", "[]", "null", "{]", '{"x": 1}', '{"x": {"caregiver": "nurse"}}', "\udcff", NAIVE]
)
def test_a_spoiled_file_signs_everybody_out(clock: SimulatedClock, tmp_path: Path, content: str) -> None:
    file = tmp_path / "sessions.json"
    file.write_bytes(content.encode("utf-8", "surrogateescape"))
    access = Access(clock, file)
    access.start()
    assert access.session("x") is None
    assert access.enter(access.new_link_token(), "nurse") is not None
    assert len(json.loads(file.read_text())) == 1


def test_a_folder_that_cannot_be_written_keeps_nobody_out(clock: SimulatedClock, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    access = Access(clock, tmp_path / "file" / "sessions.json")
    session = access.enter(access.new_link_token(), "nurse")
    assert session is not None
    assert access.session(session) is not None
