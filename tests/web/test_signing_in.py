"""Signing in: passwords as digests, growing waits for guesses alone, sessions that can be ended, a change of user."""

import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from carebot.clocks import SimulatedClock
from carebot.core.errors import SettingsError
from carebot.core.language import Language
from carebot.core.people import Role
from tests.safety.builders import BY_CARER, HOUSE, NOW
from tests.web.visitor import SAME_ORIGIN, Visit, visiting
from web.access import Access
from web.accounts import Accounts, accounts_of
from web.attempts import Attempts
from web.devices import device_in_words

pytestmark = pytest.mark.anyio

PASSWORD = "白菜 carrot 9"
PIN = "482913"
BROWSER = {"Accept": "text/html"}


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    """The nurse has a password and a PIN, the carer a password, the head nurse neither."""
    kept = accounts_of(tmp_path / "journal.db")
    kept.set_password("nurse", PASSWORD, NOW)
    kept.set_pin("nurse", PIN)
    kept.set_password("carer", "another one 7", NOW)
    return kept


async def sign_in(visit: Visit, name: str, password: str = PASSWORD, **headers: str) -> httpx.Response:
    form = {"name": name, "password": password}
    return await visit.client.post("/sign-in", data=form, headers={**SAME_ORIGIN, **headers})


async def watches(visit: Visit) -> bool:
    return (await visit.client.get("/state")).status_code == 200


def test_the_file_is_private_and_holds_no_password(accounts: Accounts, tmp_path: Path) -> None:
    file = tmp_path / "journal.accounts.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    kept = file.read_text()
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in kept
    assert "carrot" not in kept
    assert PIN not in kept


def test_the_right_password_and_nothing_else_is_right(accounts: Accounts, tmp_path: Path) -> None:
    again = accounts_of(tmp_path / "journal.db")
    assert again.right_password("nurse", PASSWORD)
    assert again.right_pin("nurse", PIN)
    assert not again.right_password("nurse", PASSWORD + " ")
    assert not again.right_password("nurse", PIN)
    assert not again.right_pin("carer", "")
    assert not again.right_password("head_nurse", "")
    assert not again.right_password("nobody", " ")
    assert again.names() == ("nurse", "carer")


@pytest.mark.parametrize("password", ["", "short 7", "aaaaaaaaaa", "ababababab", "x" * 129])
def test_weak_passwords_are_refused(accounts: Accounts, password: str) -> None:
    with pytest.raises(SettingsError):
        accounts.set_password("nurse", password, NOW)
    assert accounts.right_password("nurse", PASSWORD)


@pytest.mark.parametrize("pin", ["", "12345", "111111", "12345a"])
def test_weak_pins_are_refused(accounts: Accounts, pin: str) -> None:
    with pytest.raises(SettingsError):
        accounts.set_pin("nurse", pin)


@pytest.mark.parametrize("content", ["[]", "{]", '{"nurse": 1}', '{"nurse": {"password": "x"}}', "\udcff"])
def test_a_spoiled_file_lets_nobody_in_and_locks_nobody_out(accounts: Accounts, tmp_path: Path, content: str) -> None:
    assert accounts.has("nurse")
    file = tmp_path / "journal.accounts.json"
    file.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert accounts.right_password("nurse", PASSWORD)
    spoiled = accounts_of(tmp_path / "journal.db")
    assert spoiled.names() == ()
    assert not spoiled.readable()
    file.unlink()
    assert spoiled.readable()


def test_a_digest_that_is_none_fits_nothing(tmp_path: Path) -> None:
    file = tmp_path / "journal.accounts.json"
    file.write_text('{"nurse": {"password": "plain", "pin": "", "changed_at": "2026-01-01T00:00:00+00:00"}}')
    assert not accounts_of(tmp_path / "journal.db").right_password("nurse", "plain")


async def test_a_session_is_over_once_the_account_changes(accounts: Accounts, tmp_path: Path) -> None:
    clock = SimulatedClock(NOW)
    access = Access(clock, tmp_path / "sessions.json", accounts=accounts)
    nurse, carer = access.begin("nurse"), access.begin("carer")
    await clock.advance(timedelta(seconds=1))
    accounts_of(tmp_path / "journal.db").set_password("nurse", "a new one 123", clock.now())
    assert access.session(nurse) is None
    assert not access.holds(nurse)
    assert access.holds(carer)
    accounts_of(tmp_path / "journal.db").remove("carer", clock.now())
    assert not access.holds(carer)
    again = Access(clock, tmp_path / "sessions.json", accounts=accounts)
    again.start()
    assert again.sessions() == {}
    assert again.holds(again.begin("nurse"))


async def test_guesses_wait_longer_each_time_and_time_heals(tmp_path: Path) -> None:
    clock = SimulatedClock(NOW)
    attempts = Attempts(clock)
    waits = []
    for _ in range(14):
        attempts.failed("nurse", "10.0.0.9")
        waits.append(attempts.wait("nurse", "10.0.0.9").total_seconds())
    assert waits[:6] == [0, 0, 2, 4, 8, 16]
    assert waits[-1] == 300
    assert attempts.wait("nurse", "10.0.0.7") == timedelta(), "nobody else at another address waits"
    assert attempts.wait("carer", "10.0.0.9") > timedelta(), "whoever guesses there tries no other name meanwhile"
    await clock.advance(timedelta(minutes=5))
    assert attempts.wait("nurse", "10.0.0.9") == timedelta()
    await clock.advance(timedelta(hours=1))
    attempts.failed("nurse", "10.0.0.9")
    assert attempts.wait("nurse", "10.0.0.9") == timedelta()


async def test_one_account_is_not_guessed_faster_from_many_addresses() -> None:
    attempts = Attempts(SimulatedClock(NOW))
    for number in range(21):
        attempts.failed("nurse", f"10.0.1.{number}")
    assert attempts.wait("nurse", "10.0.2.1") > timedelta()
    assert attempts.wait("carer", "10.0.2.1") == timedelta()


async def test_counting_guesses_takes_no_more_memory_than_is_its_own() -> None:
    attempts = Attempts(SimulatedClock(NOW))
    for number in range(2_000):
        attempts.failed(f"name {number}", f"address {number}")
    assert attempts.wait("name 1999", "address 1999") == timedelta()


@pytest.mark.parametrize(
    ("asked", "there", "goes_to"),
    [
        ("/figures", "/figures", "/figures"),
        ("/residents/li", "/residents/li", "/residents/li"),
        ("/", "/", "/"),
        ("/figures", "//elsewhere.test/", "/"),
        ("/figures", "https://elsewhere.test/", "/"),
        ("/figures", "/figures\r\nX: y", "/"),
    ],
)
async def test_who_signs_in_anew_goes_on_where_she_was_and_nowhere_else(
    tmp_path: Path, accounts: Accounts, asked: str, there: str, goes_to: str
) -> None:
    async with visiting(tmp_path, caregiver="", accounts=accounts) as visit:
        shown = await visit.client.get(asked, headers=BROWSER)
        assert f'name="there" value="{asked}"' in shown.text
        entered = await visit.post("/sign-in", name="nurse", password=PASSWORD, there=there)
        assert entered.headers["location"] == goes_to


async def test_a_wrong_password_does_not_lose_where_she_was(tmp_path: Path, accounts: Accounts) -> None:
    async with visiting(tmp_path, caregiver="", accounts=accounts) as visit:
        form = {"name": "nurse", "password": "wrong", "there": "/figures"}
        again = await visit.client.post("/sign-in", data=form, headers={**SAME_ORIGIN, **BROWSER})
        assert 'name="there" value="/figures"' in again.text


async def test_behind_a_proxy_each_address_counts_for_itself(tmp_path: Path, accounts: Accounts) -> None:
    async with visiting(tmp_path, caregiver="", accounts=accounts) as visit:
        guesser, ward = {"X-Forwarded-For": "1.2.3.4, 10.0.0.9"}, {"X-Forwarded-For": "10.0.0.7"}
        for number in range(11):
            await sign_in(visit, f"name {number}", "wrong wrong 1", **guesser)
        assert (await sign_in(visit, "carer", "another one 7", **guesser)).status_code == 429
        assert (await sign_in(visit, "nurse", **ward)).status_code == 303


@pytest.mark.parametrize("name", ["nurse", "张护士", " Nurse Zhang ", "NURSE"])
async def test_a_name_and_its_password_begin_a_session(tmp_path: Path, accounts: Accounts, name: str) -> None:
    async with visiting(tmp_path, caregiver="", accounts=accounts) as visit:
        assert 'name="password"' in (await visit.client.get("/")).text
        assert (await sign_in(visit, name)).status_code == 303
        assert 'data-carer="张护士"' in (await visit.client.get("/")).text


async def test_a_wrong_password_says_so_and_then_waits_and_alarms_are_answered_all_the_same(
    tmp_path: Path, accounts: Accounts
) -> None:
    async with visiting(tmp_path, caregiver="", language=Language.EN, accounts=accounts) as visit:
        await sign_in(visit, "nurse")
        signed_in = visit.client.cookies["carebot_session"]
        visit.client.cookies.clear()
        for name in ("nurse", "nurse", "nobody", "nurse"):
            refused = await sign_in(visit, name, "wrong wrong 1", **BROWSER)
            assert refused.status_code == 401
            assert "Name or password is wrong." in refused.text
        waiting = await sign_in(visit, "nurse")
        assert waiting.status_code == 429
        assert waiting.json()["text"]["en"].startswith("Too many wrong attempts: try again in 2 s.")
        visit.client.cookies.set("carebot_session", signed_in)
        incident = visit.robot.alarm()
        assert (await visit.post(f"/alarms/{incident}/acknowledge")).status_code == 200
        await visit.clock.advance(timedelta(seconds=2))
        visit.client.cookies.clear()
        assert (await sign_in(visit, "nurse")).status_code == 303


async def test_whoever_has_a_password_does_not_come_in_by_a_link_of_others(tmp_path: Path, accounts: Accounts) -> None:
    async with visiting(tmp_path, caregiver="", accounts=accounts) as visit:
        assert (await visit.sign_in("nurse")).status_code == 401
        assert (await visit.sign_in("off_shift")).status_code == 303
        own = visit.access.new_link_token("nurse")
        entered = await visit.client.post("/enter", data={"token": own, "caregiver": "nurse"}, headers=SAME_ORIGIN)
        assert entered.status_code == 303


async def test_who_left_the_settings_no_longer_comes_in(tmp_path: Path, accounts: Accounts) -> None:
    accounts.set_password("gone", PASSWORD, NOW)
    async with visiting(tmp_path, caregiver="", accounts=accounts) as visit:
        assert (await sign_in(visit, "gone")).status_code == 401


async def test_a_link_that_lets_nobody_in_says_how_to_sign_in(tmp_path: Path, accounts: Accounts) -> None:
    for one in HOUSE.caregivers:
        accounts.set_password(one.id, PASSWORD, NOW)
    async with visiting(tmp_path, caregiver="", language=Language.EN, accounts=accounts) as visit:
        page = await visit.client.get("/enter", params={"token": visit.access.new_link_token()})
        assert "has a password; sign in with it" in page.text


async def test_where_nobody_is_head_nurse_it_is_said_how_to_name_one(tmp_path: Path) -> None:
    hint = "There is no head nurse yet"
    led, others = HOUSE.caregivers, tuple(one for one in HOUSE.caregivers if one.role is not Role.HEAD_NURSE)
    for caregivers, said in ((led, False), (others, True)):
        house = replace(HOUSE, caregivers=caregivers)
        async with visiting(tmp_path, caregiver="", language=Language.EN, house=house) as visit:
            assert (hint in (await visit.client.get("/")).text) is said


async def test_nobody_lets_in_somebody_who_may_more(tmp_path: Path) -> None:
    async with visiting(tmp_path, caregiver="nurse", language=Language.EN) as visit:
        offered = (await visit.client.get((await visit.post("/links")).json()["link"])).text
        assert "Nurse Zhang" in offered
        assert "Head nurse Zhou" not in offered
        await visit.sign_in("carer")
        offered = (await visit.client.get((await visit.post("/links")).json()["link"])).text
        assert "Nurse Zhang" not in offered, "she sets doses, and a carer does not"
        await visit.sign_in("technician")
        offered = (await visit.client.get((await visit.post("/links")).json()["link"])).text
        assert "Xiao Sun" in offered
        assert "Nurse Zhang" not in offered


async def test_changing_ones_password_ends_every_other_session(tmp_path: Path, accounts: Accounts) -> None:
    async with visiting(tmp_path, caregiver="", language=Language.EN, accounts=accounts) as visit:
        await sign_in(visit, "nurse")
        elsewhere = visit.access.begin("nurse")
        await visit.clock.advance(timedelta(seconds=1))
        new = {"new": "tea at four 4", "again": "tea at four 4"}
        wrong = await visit.client.post(
            "/account/password", data={**new, "old": "no"}, headers={**SAME_ORIGIN, **BROWSER}
        )
        assert (wrong.status_code, "Name or password is wrong" in wrong.text) == (401, True)
        assert (await visit.post("/account/password", new="a b c d e", again="other", old=PASSWORD)).status_code == 422
        assert (await visit.post("/account/password", new="short", again="short", old=PASSWORD)).status_code == 422
        assert visit.access.holds(elsewhere)
        assert (await visit.post("/account/password", **new, old=PASSWORD)).status_code == 303
        assert not visit.access.holds(elsewhere)
        assert await watches(visit)
        assert "The password is changed" in (await visit.client.get("/account?said=password")).text


async def test_a_first_password_needs_no_earlier_one_and_a_pin_needs_a_password(tmp_path: Path) -> None:
    kept = Accounts(tmp_path / "accounts.json")
    async with visiting(tmp_path, accounts=kept) as visit:
        assert (await visit.post("/account/pin", pin=PIN)).status_code == 409
        assert (await visit.post("/account/password", new=PASSWORD, again=PASSWORD)).status_code == 303
        assert (await visit.post("/account/pin", pin="1", old=PASSWORD)).status_code == 422
        assert (await visit.post("/account/pin", pin=PIN, old=PASSWORD)).status_code == 303
        assert kept.right_pin("nurse", PIN)


async def test_a_head_nurse_ends_anybodys_session_and_others_their_own(tmp_path: Path) -> None:
    async with visiting(tmp_path, caregiver="head_nurse", language=Language.EN) as visit:
        phone = visit.access.begin("carer", "Mozilla/5.0 (Linux; Android 14) Chrome/120.0")
        page = (await visit.client.get("/account")).text
        assert "Xiao Chen" in page
        assert "Android · Chrome" in page
        name = visit.access.name_of(phone)
        await visit.sign_in("nurse")
        assert "Xiao Chen" not in (await visit.client.get("/account")).text
        refused = await visit.post(f"/sessions/{name}/end")
        assert (refused.status_code, visit.access.holds(phone)) == (403, True)
        assert "head nurse" in refused.json()["text"]["en"]
        await visit.sign_in("head_nurse")
        assert (await visit.post(f"/sessions/{name}/end")).status_code == 200
        assert not visit.access.holds(phone)
        assert (await visit.post(f"/sessions/{name}/end")).status_code == 404
        own = visit.access.name_of(visit.client.cookies["carebot_session"])
        ended = await visit.client.post(f"/sessions/{own}/end", headers={**SAME_ORIGIN, **BROWSER})
        assert ended.status_code == 303
        assert not await watches(visit)


async def test_on_a_shared_tablet_the_user_changes_by_pin(tmp_path: Path, accounts: Accounts) -> None:
    async with visiting(tmp_path, caregiver="", accounts=accounts) as visit:
        await sign_in(visit, "carer", "another one 7")
        before = visit.client.cookies["carebot_session"]
        assert 'id="switch-form"' in (await visit.client.get("/")).text
        assert (await visit.post("/switch", caregiver="nurse", secret="000000")).status_code == 401
        assert (await visit.post("/switch", caregiver="technician", secret=PIN)).status_code == 403
        changed = await visit.post("/switch", caregiver="nurse", secret=PIN)
        assert changed.json()["name"]["zh"] == "张护士"
        assert not visit.access.holds(before)
        assert 'data-carer="张护士"' in (await visit.client.get("/")).text
        assert (await visit.post("/switch", caregiver="carer", secret="another one 7")).status_code == 200
        await visit.post("/talk", text="hello")
        assert visit.robot.heard[-1][2] == BY_CARER


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (
            "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Safari/604.1",
            "iPad · Safari",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0", "Windows · Edge"),
        ("curl/8", "?"),
    ],
)
def test_devices_are_told_apart(agent: str, words: str) -> None:
    assert device_in_words(agent) == words
