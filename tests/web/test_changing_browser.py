"""The pages on which settings are changed, in a real browser: for everybody, by keyboard, and without a script."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, ViewportSize, expect

from carebot.core.language import Language
from tests.carebot.changing.books import book_at, file_at, keep
from tests.web.browser import DESKTOP, PHONE, needs_chromium, ward
from tests.web.test_browser import assert_accessible

pytestmark = [pytest.mark.anyio, pytest.mark.slow, needs_chromium]

PAGES = {
    "head_nurse": (
        "settings",
        "settings/residents.wang",
        "settings/add/residents",
        "settings/company",
        "settings/badges",
        "settings/add/caregivers",
        "settings/add/doses",
        "settings/add/outlets.mail",
        "settings/outlets.pager",
    ),
    "technician": (
        "settings",
        "settings/sight.cameras.hall",
        "settings/add/sight.cameras",
        "settings/add/devices",
        "settings/general",
        "settings/monitors.sitting",
    ),
}


Look = tuple[Language, ViewportSize, Literal["light", "dark"]]


@pytest.mark.parametrize(
    ("caregiver", "look"),
    [("head_nurse", (Language.ZH, PHONE, "dark")), ("technician", (Language.EN, DESKTOP, "light"))],
    ids=["head-nurse-zh-phone-dark", "technician-en-desktop-light"],
)
async def test_everybody_can_change_settings(browser: Browser, tmp_path: Path, caregiver: str, look: Look) -> None:
    keep(tmp_path, residents__gone__frail=True, speech__rate=1.5, sight__frames_per_s=99)
    async with ward(browser, tmp_path, changing=book_at(tmp_path)) as at:
        page = await at.open(*look, caregiver)
        for path in PAGES[caregiver]:
            await page.goto(f"{at.address}{path}")
            await assert_accessible(page, path)
            wider = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            assert not wider, path


async def test_a_setting_is_changed_by_keyboard_alone_and_without_a_script(browser: Browser, tmp_path: Path) -> None:
    async with ward(browser, tmp_path, changing=book_at(tmp_path)) as at:
        signed_in = await at.open(caregiver="head_nurse")
        context = await at.browser.new_context(java_script_enabled=False)
        await context.add_cookies([{**one} for one in await signed_in.context.cookies()])  # type: ignore[typeddict-item]  # same keys
        page = await context.new_page()
        await page.goto(f"{at.server.address}settings")
        await page.get_by_role("link", name="Wang Xiuying", exact=True).press("Enter")
        rate = page.get_by_label("Speed of speech")
        await rate.fill("9")
        await rate.press("Enter")
        await expect(page.get_by_role("alert")).to_contain_text("Nothing was kept")
        await expect(rate).to_have_attribute("aria-invalid", "true")
        await expect(rate).to_have_accessible_description("It must be from 0.5 to 1.5. From 0.5 to 1.5 · default: 1")
        await rate.fill("0.8")
        await page.get_by_role("checkbox", name="scalds").press("Space")
        await rate.press("Enter")
        await expect(page.get_by_role("status")).to_contain_text("It counts from the robot’s next start on")
        assert [one.value for one in file_at(tmp_path).read().values()] == [["scalds"], 0.8]
        back = page.get_by_role("button", name="Back to the default")
        await back.filter(has_text="Speed of speech").press("Enter")
        await expect(page.get_by_role("status")).to_contain_text("Left to the settings file again")
        await expect(rate).to_have_value("1")
        assert list(file_at(tmp_path).read()) == ["residents.wang.risks"]
