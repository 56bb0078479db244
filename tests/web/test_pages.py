"""Pages: who gets in, what a stranger sees, languages, and what the state shows."""

from pathlib import Path
from typing import Any

import pytest

from carebot.core.language import Language
from tests.safety.builders import LI
from tests.web.visitor import HOST, SAME_ORIGIN, Visit, visiting

pytestmark = pytest.mark.anyio

COMMANDS = (
    "/alarms/x/acknowledge",
    "/alarms/x/resolve",
    "/talk",
    "/control/stop",
    "/control/release",
    "/control/pause",
    "/control/go-on",
    "/goals/go_to_place",
    "/confirmations/x",
    "/scenes/fall",
    "/links",
    "/live/x/seen",
)
READING = ("/state", "/live", "/decisions", "/decisions/x", "/map.svg")


async def state(visit: Visit, language: str = "zh") -> Any:
    answer = await visit.client.get("/state", params={"language": language})
    assert answer.status_code == 200
    return answer.json()["state"]


async def test_a_stranger_is_told_how_to_sign_in(tmp_path: Path) -> None:
    async with visiting(tmp_path, caregiver="") as visit:
        zh = await visit.client.get("/")
        assert zh.status_code == 401
        assert "一次性登录链接" in zh.text
        assert 'lang="zh-CN"' in zh.text
        en = await visit.client.get("/?language=en")
        assert "signs you in once" in en.text


async def test_no_command_without_a_session(tmp_path: Path) -> None:
    async with visiting(tmp_path, caregiver="") as visit:
        for path in COMMANDS:
            answer = await visit.post(path)
            assert (path, answer.status_code) == (path, 401)
            assert answer.json()["text"]["zh"].startswith("请先")
            assert answer.json()["text"]["en"].startswith("Please sign in")


async def test_nothing_is_shown_without_a_session(tmp_path: Path) -> None:
    async with visiting(tmp_path, caregiver="") as visit:
        for path in READING:
            answer = await visit.client.get(path)
            assert (path, answer.status_code) == (path, 401)
            for name in (LI.name.zh, LI.name.en, LI.called.en):
                assert name not in answer.text


@pytest.mark.slow
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.test"},
        {"Origin": "null"},
        {"Origin": f"{HOST}.evil.test"},
        {"Origin": HOST, "Sec-Fetch-Site": "cross-site"},
        {"Origin": HOST, "Sec-Fetch-Site": "same-site"},
    ],
)
async def test_no_command_from_a_foreign_page(tmp_path: Path, headers: dict[str, str]) -> None:
    async with visiting(tmp_path) as visit:
        for path in (*COMMANDS, "/enter", "/leave"):
            answer = await visit.client.post(path, headers=headers)
            assert (path, answer.status_code) == (path, 403)
            assert answer.json()["text"]["en"].startswith("This request did not come from")
        assert visit.robot.orchestrator.mode.value == "idle"


async def test_the_browsers_own_word_suffices(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        answer = await visit.client.post("/control/stop", headers={"Sec-Fetch-Site": "same-origin"})
        assert answer.status_code == 200


async def test_entering_by_a_link(tmp_path: Path) -> None:
    async with visiting(tmp_path, caregiver="") as visit:
        token = visit.access.new_link_token()
        names = await visit.client.get("/enter", params={"token": token})
        assert names.status_code == 200
        assert "张护士" in names.text
        entered = await visit.client.post("/enter", data={"token": token, "caregiver": "nurse"}, headers=SAME_ORIGIN)
        assert entered.status_code == 303
        cookie = entered.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        main = await visit.client.get("/")
        assert main.status_code == 200
        assert 'data-carer="张护士"' in main.text
        back = await visit.client.get("/enter", params={"token": token})
        assert (back.status_code, back.headers["location"]) == (303, "/"), "she is in, and has not to sign in again"
        again = await visit.client.post("/enter", data={"token": token, "caregiver": "nurse"}, headers=SAME_ORIGIN)
        assert again.status_code == 401
        await visit.post("/leave")
        assert (await visit.client.get("/enter", params={"token": token})).status_code == 401


async def test_a_link_for_one_carer_offers_her_name_alone(tmp_path: Path) -> None:
    async with visiting(tmp_path, caregiver="") as visit:
        page = await visit.client.get("/enter", params={"token": visit.access.new_link_token("carer")})
        assert "小陈" in page.text
        assert "张护士" not in page.text


async def test_a_name_that_the_house_does_not_know_gets_nobody_in(tmp_path: Path) -> None:
    async with visiting(tmp_path, caregiver="") as visit:
        assert (await visit.sign_in("nobody")).status_code == 422
        assert (await visit.client.get("/")).status_code == 401


async def test_signing_out(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        session = visit.client.cookies["carebot_session"]
        assert (await visit.post("/leave")).status_code == 303
        visit.client.cookies.set("carebot_session", session)
        assert (await visit.client.get("/")).status_code == 401


async def test_a_colleague_can_be_let_in(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        link = (await visit.post("/links")).json()["link"]
        assert link.startswith(f"{HOST}/enter?token=")
        visit.client.cookies.clear()
        assert (await visit.client.get(link)).status_code == 200


async def test_the_language_is_remembered(tmp_path: Path) -> None:
    async with visiting(tmp_path, language=Language.EN) as visit:
        assert "Safety decisions" in (await visit.client.get("/")).text
        assert "安全决定" in (await visit.client.get("/?language=zh")).text
        assert "安全决定" in (await visit.client.get("/")).text
        assert "安全决定" in (await visit.client.get("/?language=klingon")).text


@pytest.mark.slow
async def test_the_state_in_both_languages(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        visit.robot.alarm()
        zh, en = await state(visit, "zh"), await state(visit, "en")
        assert (zh["status"]["name"], en["status"]["name"]) == ("处理警情", "Incident")
        assert zh["alarms"][0]["stage_words"] == "请马上过去"
        assert en["alarms"][0]["stage_words"] == "Please go at once"
        assert en["alarms"][0]["level"] == 3
        assert en["doing"][0]["title"] == "Check on a resident"
        assert en["doing"][0]["why"].startswith("Because Li Xiulan may have fallen")


async def test_answers_carry_the_headers_that_protect_them(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        main = await visit.client.get("/")
        assert "frame-ancestors 'none'" in main.headers["content-security-policy"]
        assert main.headers["cache-control"] == "no-store"
        assert (await visit.client.get("/static/panel.css")).headers["cache-control"] == "no-cache"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/control/stop", 405),
        ("DELETE", "/", 405),
        ("GET", "/static/../pages.py", 404),
        ("GET", "/decisions/none", 404),
        ("POST", "/alarms/none/acknowledge", 404),
    ],
)
async def test_wrong_addresses_are_answered_in_words(tmp_path: Path, method: str, path: str, status: int) -> None:
    async with visiting(tmp_path) as visit:
        answer = await visit.client.request(method, path, headers=SAME_ORIGIN)
        assert answer.status_code == status
        assert answer.json()["text"]["zh"]
        assert answer.json()["text"]["en"]


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/nowhere", "/decisions/none", "/control/stop"])
@pytest.mark.parametrize(("language", "way_back"), [("zh", "返回面板"), ("en", "Back to the panel")])
async def test_a_browser_at_a_wrong_address_gets_a_page(
    tmp_path: Path, path: str, language: str, way_back: str
) -> None:
    async with visiting(tmp_path) as visit:
        browser = {"Accept": "text/html,application/xhtml+xml"}
        answer = await visit.client.get(f"{path}?language={language}", headers=browser)
        sentence = (await visit.client.get(path)).json()["text"][language]
        assert answer.status_code in {404, 405}
        assert sentence in answer.text
        assert way_back in answer.text
        part = await visit.client.get(path, headers={**browser, "HX-Request": "true"})
        assert part.json()["text"][language] == sentence


async def test_a_browser_that_is_not_signed_in_is_told_how(tmp_path: Path) -> None:
    async with visiting(tmp_path, caregiver="") as visit:
        answer = await visit.client.get("/decisions/d1?language=en", headers={"Accept": "text/html"})
        assert answer.status_code == 401
        assert "<code>carebot link</code>" in answer.text


async def test_a_page_without_script_comes_back_after_a_stop(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        answer = await visit.client.post("/control/stop", headers={**SAME_ORIGIN, "Accept": "text/html"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert visit.robot.orchestrator.mode.value == "stopped"


async def test_a_link_that_only_this_computer_can_open_says_so(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        assert (await visit.post("/links")).json()["text"]["en"].startswith("Open it on the other device")
        here = {"Host": "127.0.0.1:8460", "Origin": "http://127.0.0.1:8460"}
        assert "on this computer alone" in (await visit.client.post("/links", headers=here)).json()["text"]["en"]


async def test_too_much_at_once_is_refused(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        assert (await visit.post("/talk", text="x" * 70_000)).status_code == 413

        async def endless() -> Any:
            yield b"text=hello"

        chunked = await visit.client.post("/talk", content=endless(), headers=SAME_ORIGIN)
        assert chunked.status_code == 413
        assert visit.robot.heard == []
