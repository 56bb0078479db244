"""Why and what if in a real browser: opened from an alarm, switched in place, and usable by everybody."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, ViewportSize, expect

from carebot.core.language import Language
from tests.carebot.explaining.story import book, started
from tests.web.browser import DESKTOP, PHONE, needs_chromium, ward
from tests.web.test_browser import assert_accessible

pytestmark = [pytest.mark.anyio, pytest.mark.slow, needs_chromium]

QUESTION = "whatif?action=handover+hot_tea+li&night=yes&asker=family"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_why_and_what_if_can_be_used_by_everybody(
    browser: Browser, tmp_path: Path, language: Language, size: ViewportSize
) -> None:
    async with ward(browser, tmp_path, book=book()) as at:
        at.robot.journal.append(started())
        page = await at.open(language, size)
        at.robot.alarm()
        await at.robot.settle()
        await page.locator(".alarm .why-link").click()
        await page.locator("#part article.why").wait_for()
        await assert_accessible(page, "why in front of the page")
        await page.locator("#part .levels a").nth(3).click()
        await expect(page.locator("#part .part-proof")).to_be_visible()
        await assert_accessible(page, "why for an inspector")
        for path in ("why/last alarm", "whatif", QUESTION):
            await page.goto(f"{at.address}{path}")
            await assert_accessible(page, path)


async def test_a_supposed_moment_is_chosen_and_answered(browser: Browser, tmp_path: Path) -> None:
    async with ward(browser, tmp_path, book=book()) as at:
        page = await at.open(Language.EN)
        await page.locator("a[href='/whatif']").click()
        await page.get_by_label("Suppose it was to").select_option("set_device front_door open")
        await page.get_by_label("it is night").select_option("yes")
        await page.get_by_role("button", name="See what it says").click()
        await expect(page.locator("#answer")).to_contain_text("If it were by day, it would be allowed.")
        await expect(page.get_by_label("it is night")).to_have_value("yes")
