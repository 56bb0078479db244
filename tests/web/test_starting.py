"""The robot that is still starting: every page works without a body, says so, and stops; then the body comes."""

from pathlib import Path
from typing import Any, Final

import pytest
from playwright.async_api import Browser, expect

from carebot.core.actions import AlarmLevel
from carebot.core.events import FaultRaised
from carebot.core.language import Language
from tests.safety.builders import BY_NURSE, body, person, text
from tests.web.browser import needs_chromium, ward
from tests.web.test_decisions import decide
from tests.web.test_live import Viewer
from tests.web.visitor import Visit, visiting

pytestmark = pytest.mark.anyio
PAGES = ("/", "/state", "/map.svg", "/decisions", "/decisions/d1")


async def state(visit: Visit, language: str = "en") -> dict[str, Any]:
    shown: dict[str, Any] = (await visit.client.get(f"/state?language={language}")).json()["state"]
    return shown


async def test_every_page_works_and_says_that_the_robot_is_starting(tmp_path: Path) -> None:
    async with visiting(tmp_path, ready=False) as visit:
        decide(visit.robot)
        for path in PAGES:
            assert (await visit.client.get(path)).status_code == 200, path
        zh, en = await state(visit, "zh"), await state(visit)
        assert (zh["status"]["name"], en["status"]["name"]) == ("正在启动", "Starting")
        page = (await visit.client.get("/?language=zh")).text
        assert "正在启动" in page
        assert 'id="pause"' not in page, "there is nothing to pause yet"


async def test_a_stop_works_and_holds_when_the_body_comes(tmp_path: Path) -> None:
    async with visiting(tmp_path, ready=False) as visit:
        assert (await visit.post("/control/stop")).status_code == 200
        assert (await state(visit))["status"]["stopped"]
        visit.robot.state = body()
        visit.robot.come_to_life()
        assert (await state(visit))["status"]["stopped"], "only a person releases it"
        assert (await visit.post("/control/release")).status_code == 200
        assert (await state(visit))["status"]["mode"] == "idle"


async def test_what_is_asked_for_waits_until_the_body_comes(tmp_path: Path) -> None:
    async with visiting(tmp_path, ready=False) as visit:
        assert (await visit.post("/goals/go_to_place", place="kitchen")).status_code == 200
        assert [goal["state_words"] for goal in (await state(visit))["doing"]] == ["waiting"]
        visit.robot.come_to_life()
        assert [goal["state_words"] for goal in (await state(visit))["doing"]] == ["under way"]


async def test_what_cannot_be_done_yet_says_why(tmp_path: Path) -> None:
    async with visiting(tmp_path, ready=False) as visit:
        for path in ("/control/pause", "/control/go-on", "/control/release"):
            answer = await visit.post(path)
            assert answer.status_code == 409, path
            assert answer.json()["text"]["zh"]


async def test_alarms_are_raised_and_answered_while_it_starts(tmp_path: Path) -> None:
    async with visiting(tmp_path, ready=False) as visit:
        incident = visit.robot.alarm()
        assert (await state(visit))["alarms"][0]["sounding"]
        assert (await visit.post(f"/alarms/{incident}/acknowledge")).status_code == 200
        assert (await visit.post(f"/alarms/{incident}/resolve", real="no")).status_code == 200
        assert (await state(visit))["alarms"] == []


async def test_the_stream_tells_when_the_body_comes(tmp_path: Path) -> None:
    async with visiting(tmp_path, ready=False) as visit, Viewer(visit) as viewer:
        _, snapshot = await viewer.next()
        assert snapshot["motion"] == {
            "body": None,
            "without_body": "The body is still starting",
            "microphone": None,
            "people": [],
        }
        await viewer.until("motion")
        visit.robot.state = body()
        assert (await viewer.until("motion"))["body"]["battery"] > 0
        visit.robot.come_to_life()
        assert "Ready" in (await viewer.until("change"))["sections"]["status"]
        visit.robot.state = None
        assert (await viewer.until("motion"))["without_body"] == "The body cannot be read"


IN_WORDS: Final = {
    Language.ZH: ("正在启动", "机身还在启动", "电量", "待命"),
    Language.EN: ("Starting", "The body is still starting", "Battery", "Ready"),
}


@pytest.mark.slow
@needs_chromium
@pytest.mark.parametrize("language", Language)
async def test_a_page_that_was_open_before_the_body_came_needs_no_reload(
    browser: Browser, tmp_path: Path, language: Language
) -> None:
    starting, no_body, battery, ready = IN_WORDS[language]
    async with ward(browser, tmp_path, ready=False) as at:
        page = await at.open(language)
        await expect(page.locator("#status")).to_contain_text(starting)
        await expect(page.locator("#map-words")).to_contain_text(no_body)
        await expect(page.locator("#map-robot")).to_be_hidden()
        trouble = text("camera")
        at.robot.bus.publish(FaultRaised(**at.robot.stamp(), source="camera", level=AlarmLevel.LOW, text=trouble))
        await expect(page.locator("#faults")).to_contain_text("camera")
        at.robot.request("go_to_place", {"place": "kitchen"}, BY_NURSE)
        at.robot.state, at.robot.seen = body(), (person("li"),)
        at.robot.come_to_life()
        await expect(page.locator("#map-words")).to_contain_text(battery)
        await expect(page.locator("#map-robot")).to_be_visible()
        await page.click("#stop")
        await page.click("#release")
        await page.locator("#release-dialog .primary").click()
        await expect(page.locator("#status")).to_contain_text(ready)
