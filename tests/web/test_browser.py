"""The panel in a real browser: alarms, stop, talk, keyboard, a lost connection, injection, accessibility."""

from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any, Final, Literal

import pytest
from playwright.async_api import Browser, FloatRect, Page, ViewportSize, expect

from carebot.core.actions import AlarmLevel
from carebot.core.deeds import Spoken
from carebot.core.events import FaultRaised
from carebot.core.language import Language, Text
from tests.safety.builders import BY_LI, BY_NURSE, NURSE_ZHANG
from tests.web.browser import DESKTOP, PHONE, Relay, Ward, needs_chromium, ward
from tests.web.test_decisions import decide, need_a_yes

pytestmark = [pytest.mark.anyio, pytest.mark.slow, needs_chromium]

INJECTION: Final = "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>"
ACKNOWLEDGE: Final = {Language.ZH: "我来处理，正在赶去", Language.EN: "I am on my way"}
ARRIVE: Final = {Language.ZH: "我到老人身边了", Language.EN: "I am with her"}
RESOLVE: Final = {Language.ZH: "处理完了，结束警报", Language.EN: "All seen to: end the alarm"}
FALSE: Final = {Language.ZH: "误报，结束警报", Language.EN: "A false alarm: end it"}
CALM: Final = {Language.ZH: "没有警报", Language.EN: "No alarms"}
AXE_RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOST_WITHIN_MS: Final = 10_000


def fill(at: Ward) -> None:
    """Something in every part of the page."""
    robot = at.robot
    robot.hear("请给我拿杯水", Language.ZH, BY_LI)
    robot.bus.publish(Spoken(**robot.stamp(), text="好的", language=Language.ZH, to="li", audible=False))
    robot.request("go_to_place", {"place": "kitchen"}, BY_NURSE)
    decide(robot)
    need_a_yes(robot)
    trouble = Text(zh="麦克风没有接好。", en="The microphone is not connected.")
    robot.bus.publish(FaultRaised(**robot.stamp(), source="microphone", level=AlarmLevel.MEDIUM, text=trouble))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_an_alarm_is_acknowledged_and_resolved(
    browser: Browser, tmp_path: Path, language: Language, size: ViewportSize
) -> None:
    async with ward(browser, tmp_path) as at:
        page = await at.open(language, size)
        await expect(page.locator("#alarms")).to_contain_text(CALM[language])
        at.robot.alarm()
        acknowledge = page.get_by_role("button", name=ACKNOWLEDGE[language])
        place = await acknowledge.bounding_box()
        assert place is not None
        x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
        await page.mouse.click(x, y)
        await acknowledge.wait_for(state="hidden")
        await page.mouse.down(click_count=2)
        await page.mouse.up(click_count=2)
        await expect(page.locator(".alarm .stage")).to_contain_text(NURSE_ZHANG.in_(language))
        await expect(page.get_by_role("button", name=ARRIVE[language])).to_be_visible()
        await page.get_by_role("button", name=ARRIVE[language]).click()
        await expect(page.get_by_role("button", name=ARRIVE[language])).to_be_hidden()
        await page.locator(".alarm").get_by_role("button", name=RESOLVE[language]).click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_role("button", name=FALSE[language]).click()
        await expect(page.locator("#alarms")).to_contain_text(CALM[language])
        await expect(dialog).to_be_hidden()
        assert at.robot.orchestrator.alarming.open == ()


async def test_stop_by_button_and_keyboard_and_release(browser: Browser, tmp_path: Path) -> None:
    async with ward(browser, tmp_path) as at:
        page = await at.open()
        await page.click("#stop")
        await expect(page.locator("#status")).to_contain_text("Stopped")
        await page.click("#release")
        await page.get_by_role("button", name="The area is clear: release").click()
        await expect(page.locator("#status")).to_contain_text("Ready")
        await page.click("#talk-text")
        await page.keyboard.press("Alt+s")
        await expect(page.locator("#status")).to_contain_text("Stopped")
        await expect(page.locator("#toast")).to_contain_text("The robot has stopped.")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("dialog", ["resolve-dialog", "part-dialog", "link-dialog"])
async def test_stop_is_within_reach_whatever_is_open_in_front_of_the_page(
    browser: Browser, tmp_path: Path, size: ViewportSize, dialog: str
) -> None:
    async with ward(browser, tmp_path) as at:
        page = await at.open(size=size)
        at.robot.alarm()
        decide(at.robot)
        openers = {
            "resolve-dialog": "[data-resolve]",
            "part-dialog": "#decision-d1",
            "link-dialog": "[data-shows-link]",
        }
        await page.locator(openers[dialog]).click()
        await page.locator(f"#{dialog}").get_by_role("button", name="STOP").click()
        await expect(page.locator("#status")).to_contain_text("Stopped")


async def test_stop_works_without_the_pages_own_script(browser: Browser, tmp_path: Path) -> None:
    async with ward(browser, tmp_path) as at:
        signed_in = await at.open()
        cookies = await signed_in.context.cookies()
        context = await at.browser.new_context(java_script_enabled=False)
        await context.add_cookies([{**cookie} for cookie in cookies])  # type: ignore[typeddict-item]  # same keys
        page = await context.new_page()
        await page.goto(at.server.address)
        await page.click("#stop")
        assert at.robot.orchestrator.mode.value == "stopped"
        await expect(page.locator("#status")).to_contain_text("Stopped")


async def test_talking_to_the_robot(browser: Browser, tmp_path: Path) -> None:
    async with ward(browser, tmp_path) as at:
        page = await at.open()
        await page.fill("#talk-text", "请过来")
        await page.select_option("[name=speaker]", "li")
        await page.keyboard.press("Enter")
        await page.locator(".talk-box button").click()
        await expect(page.locator("#talk")).to_contain_text("请过来")
        await expect(page.locator("#talk-text")).to_have_value("")
        assert at.robot.heard[0] == ("请过来", Language.ZH, BY_LI)


async def test_asking_for_a_task_and_saying_yes(browser: Browser, tmp_path: Path) -> None:
    async with ward(browser, tmp_path) as at:
        page = await at.open()
        await page.get_by_text("Go to a place").click()
        await page.select_option("[hx-post='/goals/go_to_place'] [name=place]", "kitchen")
        await page.locator("[hx-post='/goals/go_to_place'] button").click()
        await expect(page.locator("#doing")).to_contain_text("Drive to: kitchen")
        await page.get_by_text("Check on a resident").click()
        await page.locator("[hx-post='/goals/check_on_resident']").get_by_role("button", name="Li Xiulan").click()
        await expect(page.locator("#doing")).to_contain_text("Check on a resident")
        goals = {run.goal.skill: dict(run.goal.parameters) for run in at.robot.orchestrator.pursuit.runs}
        assert goals["check_on_resident"] == {"resident": "li"}
        need_a_yes(at.robot)
        await page.locator("#confirmations").get_by_role("button", name="Yes").click()
        await expect(page.locator("#toast")).to_contain_text("Your yes is recorded.")
        assert [given.confirmed for given in at.robot.confirmed] == [True]


async def test_a_decision_opens_with_everything(browser: Browser, tmp_path: Path) -> None:
    async with ward(browser, tmp_path) as at:
        page = await at.open()
        decide(at.robot)
        await page.locator("#decisions a").click()
        dialog = page.get_by_role("dialog")
        await expect(dialog).to_contain_text("distance_m: 0.9")
        await page.keyboard.press("Escape")
        await expect(dialog).to_be_hidden()
        gone = '{"text": {"en": "It is gone.", "zh": "没有了。"}}'
        await page.route("**/decisions/d1", lambda route: route.fulfill(status=404, body=gone))
        await page.locator("#decisions a").click()
        await expect(dialog.locator("#part")).to_have_text("It is gone.")


async def test_focus_stays_when_a_part_is_drawn_anew(browser: Browser, tmp_path: Path) -> None:
    async with ward(browser, tmp_path) as at:
        page = await at.open()
        incident = at.robot.alarm()
        await page.focus(f"#resolve-{incident}")
        at.robot.let_timer_elapse()
        await expect(page.locator(".alarm .stage")).to_contain_text("Nobody has come")
        await expect(page.locator(f"#resolve-{incident}")).to_be_focused()


async def test_an_alarm_is_answered_and_ended_by_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    async with ward(browser, tmp_path) as at:
        page = await at.open()
        incident = at.robot.alarm()
        await page.locator(".alarm").wait_for()
        await page.keyboard.press("Tab")
        await expect(page.locator(".skip")).to_be_focused()
        await page.keyboard.press("Enter")
        await page.keyboard.press("Tab")
        await expect(page.locator(f"#acknowledge-{incident}")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.locator(".alarm .stage")).to_contain_text(NURSE_ZHANG.en)
        await page.keyboard.press("Tab")
        await expect(page.locator(f"#arrive-{incident}")).to_be_focused()
        await page.keyboard.press("Tab")
        await expect(page.locator(f"#resolve-{incident}")).to_be_focused()
        for key in ("Enter", "Tab", "Tab", "Enter"):
            await page.keyboard.press(key)
        await expect(page.locator("#alarms")).to_contain_text(CALM[Language.EN])
        assert at.robot.orchestrator.alarming.open == ()


async def test_what_people_say_is_never_run(browser: Browser, tmp_path: Path) -> None:
    async with ward(browser, tmp_path) as at:
        page = await at.open()
        at.robot.hear(INJECTION, Language.EN, BY_LI)
        bad = Text(zh=f"坏{INJECTION}", en=INJECTION)
        at.robot.bus.publish(FaultRaised(**at.robot.stamp(), source=INJECTION, level=AlarmLevel.LOW, text=bad))
        at.robot.alarm()
        await page.get_by_role("button", name=ACKNOWLEDGE[Language.EN]).wait_for()
        await expect(page.locator("#talk")).to_contain_text(INJECTION)
        await page.reload()
        await page.wait_for_selector(".connection.live")
        await expect(page.locator("#faults")).to_contain_text(INJECTION)
        assert await page.locator("#talk img, #faults img, #talk script").count() == 0
        assert "hacked" not in await page.title()


async def test_a_lost_connection_is_seen_in_time_and_mends_itself(browser: Browser, tmp_path: Path) -> None:
    async with ward(browser, tmp_path) as at:
        page = await at.open()
        await expect(page.locator("#connection-banner")).to_be_hidden()
        await at.stop_serving()
        await expect(page.locator("#connection-banner")).to_be_visible(timeout=LOST_WITHIN_MS)
        await expect(page.locator("#connection-banner")).to_contain_text("out of date")
        await page.click("#stop")
        await expect(page.locator("#toast")).to_contain_text("It did not get through")
        at.serve_again()
        at.robot.alarm()
        await expect(page.locator("#alarms")).to_contain_text("Please go at once", timeout=LOST_WITHIN_MS)
        await expect(page.locator("#connection-banner")).to_be_hidden()


async def test_a_connection_that_dies_without_a_word_is_seen_in_time(browser: Browser, tmp_path: Path) -> None:
    async with ward(browser, tmp_path) as at:
        relay = Relay(int(at.address.rsplit(":", 1)[1].strip("/")))
        page = await at.open(address=await relay.start())
        relay.go_dead()
        await expect(page.locator("#connection-banner")).to_be_visible(timeout=LOST_WITHIN_MS)
        relay.recover()
        await expect(page.locator("#connection-banner")).to_be_hidden(timeout=LOST_WITHIN_MS)
        await relay.aclose()


async def test_whose_session_ended_is_told_to_sign_in(browser: Browser, tmp_path: Path) -> None:
    async with ward(browser, tmp_path) as at:
        page = await at.open()
        await page.context.clear_cookies()
        await page.click("#pause")
        await expect(page.locator("#connection-banner")).to_contain_text("You are signed out")
        await expect(page.locator("#connection-banner a")).to_have_attribute("href", "/")


async def test_sound_is_locked_until_the_shift_starts(browser: Browser, tmp_path: Path) -> None:
    async with ward(browser, tmp_path) as at:
        page = await at.open()
        await expect(page.locator("#sound-state")).to_have_text("Alarm sound is off!")
        await page.click("#start-shift")
        await expect(page.locator("#sound-state")).to_have_text("Alarm sound is on")


async def test_an_alarm_out_of_view_is_named_at_the_top(browser: Browser, tmp_path: Path) -> None:
    async with ward(browser, tmp_path) as at:
        page = await at.open(size=PHONE)
        fill(at)
        at.robot.alarm()
        await page.locator(".alarm").wait_for()
        await page.locator("#decisions").scroll_into_view_if_needed()
        await expect(page.locator("#alarm-ribbon")).to_contain_text("may have fallen")
        await page.click("#alarm-ribbon")
        await expect(page.locator("#alarm-ribbon")).to_be_hidden()
        names = await boxes(page, ".room-name")
        assert len(names) > 1
        assert [name for name in names for label in await boxes(page, ".person text") if meet(name, label)] == []
        assert [pair for pair in combinations(names, 2) if meet(*pair)] == []
        (stop,) = await boxes(page, ".stop-form")
        assert (stop["x"], stop["width"], stop["y"] + stop["height"]) == (0, PHONE["width"], PHONE["height"])
        await page.goto(f"{at.address}nowhere")
        await expect(page.locator("#alarm-ribbon")).to_contain_text("may have fallen")


async def test_only_a_page_that_is_open_counts_as_reached(browser: Browser, tmp_path: Path) -> None:
    async with ward(browser, tmp_path) as at:
        assert at.server.viewers() == 0
        page = await at.open()
        async with page.expect_response("**/seen"):
            pass
        assert at.server.viewers() == 1


@pytest.mark.parametrize(
    ("language", "scheme", "size"),
    [
        pytest.param(Language.ZH, "light", DESKTOP, id="zh-light-desktop"),
        pytest.param(Language.EN, "dark", DESKTOP, id="en-dark-desktop"),
        pytest.param(Language.EN, "light", PHONE, id="en-light-phone"),
        pytest.param(Language.ZH, "dark", PHONE, id="zh-dark-phone"),
    ],
)
async def test_everybody_can_use_it(
    browser: Browser, tmp_path: Path, language: Language, scheme: Literal["light", "dark"], size: ViewportSize
) -> None:
    """Every pair of language, colours and size is among them."""
    async with ward(browser, tmp_path) as at:
        page = await at.open(language, size, scheme)
        await assert_accessible(page, "calm")
        fill(at)
        at.robot.alarm()
        await page.locator(".alarm").wait_for()
        await page.locator("#confirmations article").wait_for()
        await page.locator("details summary").first.click()
        await assert_accessible(page, "alarm")
        await page.locator(".alarm [data-resolve]").click()
        await assert_accessible(page, "dialog")
        await page.keyboard.press("Escape")
        await page.locator("#decision-d1").click()
        await page.locator("#part article").wait_for()
        await assert_accessible(page, "decision in front of the page")
        for path in ("decisions/d1", "nowhere"):
            await page.goto(f"{at.address}{path}")
            await assert_accessible(page, path)


async def test_nobody_needs_to_see_to_sign_in(browser: Browser, tmp_path: Path) -> None:
    async with ward(browser, tmp_path) as at:
        page = await at.browser.new_page()
        await page.goto(at.server.address)
        await assert_accessible(page, "how to sign in")
        await page.goto(at.server.link(at.access))
        await assert_accessible(page, "names")


async def boxes(page: Page, what: str) -> list[FloatRect]:
    """Where each of these is drawn."""
    drawn = [await one.bounding_box() for one in await page.locator(what).all()]
    return [box for box in drawn if box is not None]


def meet(one: FloatRect, other: FloatRect) -> bool:
    """Whether one covers some of the other."""
    across = one["x"] < other["x"] + other["width"] and other["x"] < one["x"] + one["width"]
    return across and one["y"] < other["y"] + other["height"] and other["y"] < one["y"] + one["height"]


async def assert_accessible(page: Page, what: str) -> None:
    """WCAG 2.2 AA as far as axe can tell, and nothing wider than the screen."""
    await page.wait_for_load_state()  # with its colours
    await page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = await page.evaluate(
        "rules => axe.run(document, {runOnly: rules}).then(result => result.violations)", AXE_RULES
    )
    told = [f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found for node in one["nodes"]]
    assert not told, "\n".join([what, *told])
    width = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert width <= 0, f"{what} is {width} px too wide"
