"""The register: entries stand on record with who and by what, and nothing that anybody typed in secret."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from carebot.clocks import SimulatedClock
from carebot.core.entries import AccountChange, AccountChanged, Means, SessionEnded, SignedIn, SignInRefused
from carebot.core.language import Language
from carebot.core.record import AnyEvent
from carebot.explaining.case import Case
from carebot.explaining.record import Record
from carebot.explaining.saying import said_of
from carebot.scribe import Stamp
from tests.contracts.rig import bilingual
from tests.safety.builders import HOUSE, NOW
from tests.web.robot import RobotUnderTest, events_of, robot_at
from tests.web.visitor import SAME_ORIGIN, Visit, visiting
from web.accounts import Accounts
from web.register import LOOKS_EVERY, Register

pytestmark = pytest.mark.anyio

PASSWORD = "白菜 carrot 9"
PIN = "4829130571"
TYPED = "my secret in the wrong place 1"
ENTRIES = (SignedIn, SignInRefused, SessionEnded, AccountChanged)


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    kept = Accounts(tmp_path / "accounts.json")
    kept.set_password("nurse", PASSWORD, NOW)
    return kept


def entries(robot: RobotUnderTest) -> list[AnyEvent]:
    return [event for event in events_of(robot) if isinstance(event, ENTRIES)]


async def sign_in(visit: Visit, name: str, password: str) -> int:
    form = {"name": name, "password": password}
    headers = {**SAME_ORIGIN, "User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/120.0"}
    return (await visit.client.post("/sign-in", data=form, headers=headers)).status_code


async def test_who_comes_in_goes_and_changes_her_account_stands_on_record(tmp_path: Path, accounts: Accounts) -> None:
    async with visiting(tmp_path, caregiver="", accounts=accounts) as visit:
        assert await sign_in(visit, "nurse", "wrong wrong 1") == 401
        assert await sign_in(visit, TYPED, TYPED) == 401
        assert await sign_in(visit, "Nurse Zhang", PASSWORD) == 303
        await visit.clock.advance(timedelta(seconds=1))
        await visit.post("/account/pin", pin=PIN, old=PASSWORD)
        await visit.post("/account/password", new="tea at four 4", again="tea at four 4", old=PASSWORD)
        await visit.post("/leave")
        await visit.post("/leave")
        await visit.robot.settle()
        said = [(one.kind, one.caregiver) for one in entries(visit.robot) if isinstance(one, ENTRIES)]
        assert said == [
            ("sign_in_refused", "nurse"), ("sign_in_refused", ""), ("signed_in", "nurse"),
            ("account_changed", "nurse"), ("account_changed", "nurse"), ("session_ended", "nurse"),
        ]  # fmt: skip
        record = visit.robot.journal.path.read_bytes()
        wal = visit.robot.journal.path.with_name("journal.db-wal").read_bytes()
        for secret in (PASSWORD, PIN, TYPED, "wrong wrong 1", "tea at four 4", "$argon2"):
            assert secret.encode() not in record + wal, secret
        assert b"Android \xc2\xb7 Chrome" in record + wal


async def test_links_pins_and_ended_sessions_name_their_means_and_who_did_it(
    tmp_path: Path, accounts: Accounts
) -> None:
    accounts.set_pin("nurse", PIN)
    async with visiting(tmp_path, caregiver="head_nurse", accounts=accounts) as visit:
        phone = visit.access.begin("carer")
        await visit.post(f"/sessions/{visit.access.name_of(phone)}/end")
        await visit.post("/switch", caregiver="nurse", secret=PIN)
        await visit.post("/enter", token="none", caregiver="carer")
        await visit.robot.settle()
        came, ended, left, switched, refused = entries(visit.robot)
        assert isinstance(came, SignedIn)
        assert (came.caregiver, came.means) == ("head_nurse", Means.LINK)
        assert isinstance(ended, SessionEnded)
        assert (ended.caregiver, ended.by) == ("carer", "head_nurse")
        assert isinstance(left, SessionEnded)
        assert (left.caregiver, left.by) == ("head_nurse", "head_nurse")
        assert isinstance(switched, SignedIn)
        assert (switched.caregiver, switched.means) == ("nurse", Means.PIN)
        assert isinstance(refused, SignInRefused)
        assert (refused.caregiver, refused.means) == ("", Means.LINK), "a link proves nobody"


async def test_an_inspector_reads_it_and_a_carer_does_not(tmp_path: Path) -> None:
    async with visiting(tmp_path, caregiver="inspector", language=Language.EN) as visit:
        visit.robot.bus.publish(SignInRefused(**visit.robot.stamp(), caregiver="", means=Means.PIN, times=3))
        await visit.robot.settle()
        page = (await visit.client.get("/sign-ins")).text
        assert "Inspector Wu signed in (one-time link, ?)." in page
        assert "A sign-in was refused: a name that nobody has (PIN, 3 times)." in page
        await visit.sign_in("carer")
        assert (await visit.client.get("/sign-ins")).status_code == 403


async def test_whoever_guesses_names_fills_no_record(tmp_path: Path) -> None:
    async with robot_at(tmp_path) as robot:
        clock = SimulatedClock(NOW)
        register = Register(robot, clock)
        for _ in range(50):
            register.refused("", Means.PASSWORD, "", remote=True)
        await clock.advance(timedelta(seconds=11))
        register.refused("", Means.PASSWORD, "", remote=True)
        await robot.settle()
        assert [one.times for one in entries(robot) if isinstance(one, SignInRefused)] == [1, 50]


async def test_what_was_changed_elsewhere_is_written_down_once(tmp_path: Path, accounts: Accounts) -> None:
    async with robot_at(tmp_path) as robot:
        clock = SimulatedClock(NOW)
        register = Register(robot, clock)
        watching = asyncio.create_task(register.watch(accounts))
        await clock.advance(timedelta())
        await clock.advance(LOOKS_EVERY)
        watching.cancel()
        accounts.remove("nurse", NOW + timedelta(days=1))
        register.look(accounts)
        register.look(accounts)
        await robot.settle()
        changes = [one for one in entries(robot) if isinstance(one, AccountChanged)]
        assert [(one.change, one.by) for one in changes] == [(AccountChange.PASSWORD, ""), (AccountChange.REMOVED, "")]
        again = Register(robot, SimulatedClock(NOW))
        again.take_up(events_of(robot))
        again.look(accounts)
        await robot.settle()
        assert len([one for one in entries(robot) if isinstance(one, AccountChanged)]) == 2


@pytest.mark.parametrize("by", ["nurse", "head_nurse", ""])
@pytest.mark.parametrize("remote", [False, True])
def test_every_entry_has_words(by: str, remote: bool) -> None:
    stamp = Stamp(id="e", occurred_at=NOW, cause="")
    events: tuple[AnyEvent, ...] = (
        SignedIn(**stamp, caregiver="nurse", means=Means.PIN, remote=remote),
        SignInRefused(**stamp, caregiver=by, means=Means.LINK, device="iPad", remote=remote),
        SessionEnded(**stamp, caregiver="nurse", by=by or "nurse", device="iPad" if remote else ""),
        *(AccountChanged(**stamp, caregiver="nurse", change=one, by=by, changed_at=NOW) for one in AccountChange),
    )
    for event in events:
        record = Record(house=HOUSE, timezone="Asia/Shanghai")
        said = said_of(Case(event=event, record=record, house=HOUSE))
        assert bilingual(said.what)
        assert all(bilingual(one) for one in said.why)
