"""The ward's pages in a real browser: every page for everybody, sound, a lost line, a snooze, a change of user."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

import pytest
from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from carebot.core.alarms import IncidentChanged
from carebot.core.language import Language
from carebot.core.reports import ReportSigned
from tests.carebot.explaining.story import book
from tests.safety.builders import BY_NURSE, NOW, NURSE_ZHANG, person
from tests.web.browser import PHONE, Ward, needs_chromium, ward
from tests.web.day import day
from tests.web.robot import events_of
from tests.web.test_browser import LOST_WITHIN_MS, assert_accessible, fill
from web.accounts import Accounts

pytestmark = [pytest.mark.anyio, pytest.mark.slow, needs_chromium]

PAGES: Final = (
    "residents",
    "residents/li",
    "reports",
    "handover",
    "incidents/i1",
    "figures",
    "honesty",
    "account",
    "rules",
    "whatif",
)
WALL: Final = ViewportSize(width=1920, height=1080)
COUNTED: Final = """() => {
window.pulses = [];
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (at) {
  window.pulses.push({ hertz: this.frequency.value, at: performance.now() });
  start.call(this, at);
};
}"""
"""Counts the tones that the page plays: a harmonic of each pulse is an oscillator of its own."""
LOST_HERTZ: Final = 330


async def live_through(at: Ward) -> None:
    """The day up to now, by the wall clock that the browser's panel goes by."""
    later = datetime.now(UTC) - NOW
    for event in day():
        moved = replace(event, occurred_at=event.occurred_at + later)
        if isinstance(moved, IncidentChanged):
            moved = replace(moved, opened_at=moved.opened_at + later)
        at.robot.journal.append(moved)
    await at.robot.settle()


async def played(page: Page, hertz: int = 0) -> int:
    """How many tones were played, or how many of this pitch."""
    pulses: list[dict[str, float]] = await page.evaluate("window.pulses")
    return sum(1 for pulse in pulses if not hertz or round(pulse["hertz"]) == hertz)


async def until_played(page: Page, number: int, hertz: int = 0) -> None:
    """Wait until so many tones were played; the page's own policy lets no test evaluate words in it."""
    async with asyncio.timeout(LOST_WITHIN_MS / 1000):
        while await played(page, hertz) < number:
            await page.wait_for_timeout(100)


async def begins_below(lower: Locator, upper: Locator) -> bool:
    """Whether nothing of the one is covered by the other."""
    one, other = await lower.bounding_box(), await upper.bounding_box()
    assert one is not None
    assert other is not None
    return one["y"] >= other["y"] + other["height"] - 1


async def begin_shift(page: Page) -> None:
    """Count tones from here on, and press the button."""
    await page.evaluate(COUNTED)
    await page.click("#start-shift")
    await expect(page.locator("#sound-state")).to_have_text("Alarm sound is on")


@pytest.mark.parametrize(
    ("language", "size", "scheme"),
    [(Language.ZH, PHONE, "dark"), (Language.EN, WALL, "light")],
    ids=["zh-phone-dark", "en-wall-light"],
)
async def test_everybody_can_use_every_page(
    browser: Browser, tmp_path: Path, language: Language, size: ViewportSize, scheme: Literal["light", "dark"]
) -> None:
    accounts = Accounts(tmp_path / "accounts.json")
    accounts.set_password("carer", "another one 7", NOW)
    async with ward(browser, tmp_path, book=book(), accounts=accounts) as at:
        await live_through(at)
        page = await at.open(language, size, scheme)
        at.robot.alarm()
        for path in PAGES:
            await page.goto(f"{at.address}{path}")
            await page.locator("#alarm-ribbon").wait_for()
            assert await begins_below(page.locator(".ways"), page.locator("#alarm-ribbon")), path
            await assert_accessible(page, path)
        await page.goto(f"{at.address}handover")
        await page.locator(".draft .primary").click()
        await page.wait_for_url("**/reports/*")
        await assert_accessible(page, "signed report")
        fill(at)
        at.robot.seen = (person("li"), *(person(track=f"t{number}") for number in range(49)))
        await page.goto(at.address)
        await page.wait_for_selector(".connection.live")
        await expect(page.locator("#map-people .person")).to_have_count(50)
        await expect(page.locator("#map-people text")).to_have_count(1)
        await expect(page.locator("#map-words")).to_contain_text("× 49")
        await page.click("#switch")
        await assert_accessible(page, "change of user")
        stranger = await at.browser.new_page(viewport=size, color_scheme=scheme)
        await stranger.goto(f"{at.address}?language={language.value}")
        await assert_accessible(stranger, "sign-in with a password")


@pytest.mark.parametrize("role", ["technician", "inspector"])
async def test_who_sees_less_can_use_what_is_left(browser: Browser, tmp_path: Path, role: str) -> None:
    async with ward(browser, tmp_path) as at:
        fill(at)
        page = await at.open(caregiver=role)
        await assert_accessible(page, role)
        await expect(page.locator("body")).not_to_contain_text("请给我拿杯水")
        at.robot.alarm()
        await at.robot.settle()
        await expect(page.locator("body")).not_to_contain_text("may have fallen")
        await page.click("#stop")
        await expect(page.locator("#status")).to_contain_text("Stopped")
        await expect(page.locator("#release")).to_be_visible(visible=role == "technician")
        await page.goto(f"{at.address}settings")
        await expect(page.locator(".values").first).to_contain_text("panel.port")
        await assert_accessible(page, "settings")
        if role == "inspector":
            await page.goto(f"{at.address}sign-ins")
            await expect(page.locator(".rows")).to_contain_text("Inspector Wu signed in")
            await assert_accessible(page, "sign-ins")


async def test_a_lost_line_is_heard_in_time_and_an_alarm_through_a_snooze(browser: Browser, tmp_path: Path) -> None:
    async with ward(browser, tmp_path) as at:
        page = await at.open()
        await begin_shift(page)
        assert await played(page) >= 10, "beginning the shift plays the alarm once"
        at.robot.fall()
        await page.locator("[data-sounding=yes]").wait_for()
        await page.click("#snooze")
        await expect(page.locator("#sound-state")).to_contain_text("Muted")
        before = await played(page)
        at.robot.let_timer_elapse()
        await page.locator(".alarm.level-3").wait_for()
        await until_played(page, before + 10)
        await expect(page.locator("#snooze")).to_be_visible()
        await page.click("#snooze")
        await expect(page.locator("#sound-state")).to_have_text("Alarm sound is on")
        await page.get_by_role("button", name="I am on my way").click()
        await page.locator("[data-sounding=no]").wait_for()
        quiet = await played(page, LOST_HERTZ)
        await at.stop_serving()
        await until_played(page, quiet + 1, LOST_HERTZ)
        await expect(page.locator("#connection-banner")).to_be_visible()


async def test_whoever_writes_a_handover_sees_and_hears_an_alarm(browser: Browser, tmp_path: Path) -> None:
    async with ward(browser, tmp_path) as at:
        page = await at.open()
        # Browsers slow the timers of a page that lies behind another one.
        await page.add_init_script("window.setInterval = () => 0;")
        await page.goto(f"{at.address}handover")
        await page.evaluate(COUNTED)
        await page.click("#start-shift")
        await expect(page.locator("#start-shift")).to_have_text("Alarm sound is on")
        await page.fill(".draft textarea", "She slept well.")
        incident = at.robot.alarm()
        ribbon = page.locator("#alarm-ribbon")
        await expect(ribbon).to_contain_text("Li Xiulan may have fallen")
        await until_played(page, 60)
        await expect(page.locator(".draft textarea")).to_have_value("She slept well.")
        at.robot.acknowledge(incident, BY_NURSE, NURSE_ZHANG)
        at.robot.fall("wang")
        await expect(ribbon).to_contain_text("(2): Wang Jianguo may have fallen")
        async with page.expect_worker() as pulse:
            await page.get_by_role("button", name="Sign as").click()
        await (await pulse.value).evaluate("() => 0")
        await expect(page.locator("main")).to_contain_text("She slept well.")
        assert any(isinstance(event, ReportSigned) for event in events_of(at.robot))
        await at.stop_serving()
        await expect(page.locator("#connection-banner")).to_be_visible(timeout=LOST_WITHIN_MS)


async def test_the_user_changes_and_the_alarm_stays_in_view(browser: Browser, tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "accounts.json")
    accounts.set_password("carer", "another one 7", NOW)
    accounts.set_pin("carer", "482913")
    async with ward(browser, tmp_path, accounts=accounts) as at:
        page = await at.open()
        at.robot.alarm()
        await page.locator(".alarm").wait_for()
        await page.evaluate("window.stayed = true")
        await page.click("#switch")
        await page.get_by_label("Xiao Chen").check()
        await page.fill("#switch-form [name=secret]", "000000")
        await page.keyboard.press("Enter")
        await expect(page.locator("#switch-problem")).to_contain_text("PIN or password is wrong")
        await page.fill("#switch-form [name=secret]", "482913")
        await page.keyboard.press("Enter")
        await expect(page.locator("#carer-name")).to_have_text("Xiao Chen")
        await expect(page.locator(".alarm")).to_be_visible()
        assert await page.evaluate("window.stayed"), "the page was not loaded anew"
        await page.get_by_role("button", name="I am on my way").click()
        await expect(page.locator(".alarm .stage")).to_contain_text("Xiao Chen")


async def test_an_ended_session_is_told_at_once(browser: Browser, tmp_path: Path) -> None:
    async with ward(browser, tmp_path) as at:
        page = await at.open()
        cookie = next(one for one in await page.context.cookies() if one.get("name") == "carebot_session")
        at.access.end(at.access.name_of(cookie.get("value", "")))
        await expect(page.locator("#connection-banner")).to_contain_text("signed out", timeout=LOST_WITHIN_MS)
