"""Carers, doses and ways out on the panel: whose they are, what is asked before the last way goes, and trying one."""

import asyncio
import html
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from carebot.assembly.outlets import send_by
from carebot.core.actions import AlarmLevel
from carebot.core.entries import OutletTried
from carebot.core.errors import SettingsError
from carebot.core.language import Language
from carebot.core.outcomes import NOTHING
from carebot.outlets.base import Delivery, Notice
from tests.carebot.changing.books import FULL, PAGER, book_at, file_at, layers_at
from tests.carebot.changing.test_ward_rows import BROKER, LIN, PILL, SMS
from tests.safety.builders import text
from tests.web.robot import events_of
from tests.web.test_changing import changes, post
from tests.web.test_rows import form
from tests.web.visitor import Visit, visiting
from web.pausing import PAUSE

pytestmark = pytest.mark.anyio


class Sent:
    """A way out that takes what it is sent, or says why not."""

    def __init__(self, *, why_not: str = "") -> None:
        self.delivery = Delivery(delivered=not why_not, detail=text(why_not) if why_not else NOTHING)
        self.notices: list[tuple[str, Mapping[str, Any], Notice]] = []

    async def __call__(self, name: str, given: Mapping[str, Any], notice: Notice) -> Delivery:
        self.notices.append((name, given, notice))
        return self.delivery


def tried(visit: Visit) -> list[tuple[str, str, bool]]:
    return [(one.by, one.outlet, one.delivered) for one in events_of(visit.robot) if isinstance(one, OutletTried)]


async def test_a_nurse_sets_doses_and_nothing_else(tmp_path: Path) -> None:
    async with visiting(tmp_path, "nurse", Language.EN, changing=book_at(tmp_path)) as visit:
        listed = html.unescape((await visit.client.get("/settings")).text)
        assert '<a href="/settings" aria-current="page">Doses</a>' in listed
        assert "<h3>Doses</h3>" in listed
        assert "Ways out for alarms" not in listed
        assert "The settings in force" not in listed
        blank = html.unescape((await visit.client.get("/settings/add/doses")).text)
        assert "have another nurse check it" in blank
        assert 'type="time"' in blank
        added = await post(visit, "/settings/add/doses", form("doses", PILL))
        (key,) = added.json()["fields"]
        page = await visit.client.get(f"/settings/doses.{key[7:-1]}")
        assert 'value="12:30"' in page.text
        assert (await post(visit, "/settings/remove", {"key": key})).status_code == 200
        assert (await post(visit, "/settings/remove", {"key": "caregivers.[zhang]"})).status_code == 403
        assert (await visit.client.get("/settings/add/outlets.webhook")).status_code == 403
        await visit.sign_in("technician")
        refused = await post(visit, "/settings/add/doses", form("doses", PILL))
        assert "ask a nurse or the head nurse" in refused.json()["text"]["en"]
    assert [(one.by, one.removed) for one in changes(visit)] == [("nurse", False), ("nurse", True)]


async def test_a_head_nurse_adds_a_carer_and_is_told_how_she_gets_in(tmp_path: Path) -> None:
    async with visiting(tmp_path, "head_nurse", Language.EN, changing=book_at(tmp_path)) as visit:
        blank = html.unescape((await visit.client.get("/settings/add/caregivers")).text)
        assert "signs in with a link that a colleague makes" in blank
        assert '<option value="resident"' not in blank
        assert (await post(visit, "/settings/add/caregivers", form("caregivers", LIN))).status_code == 200
        last = await post(visit, "/settings/remove", {"key": "caregivers.[head_nurse]"})
        assert (last.status_code, "no head nurse left" in last.json()["text"]["en"]) == (409, True)


async def test_the_last_way_out_goes_only_after_it_was_said_what_that_means(tmp_path: Path) -> None:
    async with visiting(tmp_path, "technician", Language.EN, changing=book_at(tmp_path)) as visit:
        listed = html.unescape((await visit.client.get("/settings")).text)
        assert "This is the last way out" in listed
        assert 'name="sure" value="true" required' in listed
        refused = await post(visit, "/settings/remove", {"key": "outlets.[pager]"})
        assert (refused.status_code, "last way out" in refused.json()["text"]["en"]) == (409, True)
        assert (await post(visit, "/settings/add/outlets.webhook", form("outlets", SMS))).status_code == 200
        assert "This is the last way out" not in html.unescape((await visit.client.get("/settings")).text)
        assert (await post(visit, "/settings/remove", {"key": "outlets.[pager]"})).status_code == 200
        assert (await post(visit, "/settings/back", {"key": "outlets.[sms]"})).status_code == 409
        assert (await post(visit, "/settings/remove", {"key": "outlets.[sms]", "sure": "true"})).status_code == 200
    assert layers_at(tmp_path).settings.outlets == {}


async def test_a_way_out_is_tried_by_a_message_that_says_that_it_is_a_test(tmp_path: Path) -> None:
    send = Sent()
    async with visiting(tmp_path, "head_nurse", Language.EN, changing=book_at(tmp_path), send=send) as visit:
        shown = await post(visit, "/settings/try/outlets.webhook", form("outlets", SMS), page=True)
        page = html.unescape(shown.text)
        assert (shown.status_code, "The test message was delivered" in page) == (200, True)
        assert ('value="sms"' in page, "Nothing was kept" in page) == (True, False)
        kept = await post(visit, "/settings/try-kept/pager", {}, page=True)
        assert "The test message was delivered" in html.unescape(kept.text)
        await visit.clock.advance(PAUSE)
        assert (await post(visit, "/settings/try-kept/pager", {})).json()["ok"]
        assert (await post(visit, "/settings/try-kept/nothing", {})).status_code == 404
        assert (await post(visit, "/settings/try/devices", {})).status_code == 404
    assert not file_at(tmp_path).path.exists()
    name, given, notice = send.notices[0]
    assert (name, given["url"], given["token"]) == ("sms", SMS["url"], SMS["token"])
    assert notice.text.en.startswith("TEST: this is a test message and no alarm")
    assert notice.text.zh.startswith("【试验】")
    assert "Head nurse Zhou" in notice.text.en
    assert (notice.level, notice.incident) == (AlarmLevel.INFORMATION, "")
    assert [(name, "geheim" in given["url"]) for name, given, _ in send.notices[1:]] == [("pager", True)] * 2
    assert tried(visit) == [("head_nurse", "sms", True), *[("head_nurse", "pager", True)] * 2]


async def test_what_was_not_delivered_is_told_and_written_down_as_that(tmp_path: Path) -> None:
    send = Sent(why_not="nobody answers.")
    async with visiting(tmp_path, "technician", Language.EN, changing=book_at(tmp_path), send=send) as visit:
        failed = await post(visit, "/settings/try/outlets.webhook", form("outlets", SMS), page=True)
        assert (failed.status_code, "not delivered: nobody answers." in failed.text) == (422, True)
        assert "Nothing was kept" not in failed.text
        kept = await post(visit, "/settings/try-kept/pager", {})
        assert (kept.status_code, kept.json()["text"]["en"]) == (
            422,
            "The test message was not delivered: nobody answers.",
        )
        wrong = {**form("outlets", SMS), "outlets.+.url": "gopher://a"}
        refused = await post(visit, "/settings/try/outlets.webhook", wrong, page=True)
        assert (refused.status_code, "begins with http://" in html.unescape(refused.text)) == (422, True)
        assert (await post(visit, "/settings/try/outlets.webhook", wrong)).status_code == 422
    assert len(send.notices) == 2
    assert [one[2] for one in tried(visit)] == [False, False]


async def test_between_test_messages_by_one_way_there_is_a_pause(tmp_path: Path) -> None:
    send = Sent()
    async with visiting(tmp_path, "technician", Language.EN, changing=book_at(tmp_path), send=send) as visit:
        assert (await post(visit, "/settings/try-kept/pager", {})).status_code == 200
        await visit.clock.advance(PAUSE / 2)
        again = await post(visit, "/settings/try-kept/pager", {}, page=True)
        assert (again.status_code, "try again in 10 s. Real alarms never wait." in again.text) == (429, True)
        # Whoever tries ways that are not kept under ever new names waits as well.
        assert (await post(visit, "/settings/try/outlets.webhook", form("outlets", SMS))).status_code == 200
        renamed = {**form("outlets", SMS), "outlets.+.name": "sms_2"}
        assert (await post(visit, "/settings/try/outlets.webhook", renamed)).status_code == 429
        await visit.clock.advance(PAUSE / 2)
        assert (await post(visit, "/settings/try-kept/pager", {})).status_code == 200
    assert [name for name, _, _ in send.notices] == ["pager", "sms", "pager"]


@pytest.mark.parametrize(("said", "field"), [({"topic": "ward/#"}, "topic"), ({"password": "x"}, "user")])
async def test_what_a_plug_in_says_stands_beside_its_field(tmp_path: Path, said: dict[str, str], field: str) -> None:
    broker = form("outlets", {**BROKER, **said})
    async with visiting(tmp_path, "technician", Language.EN, changing=book_at(tmp_path), send=send_by) as visit:
        for path in ("/settings/try/outlets.mqtt", "/settings/add/outlets.mqtt"):
            page = html.unescape((await post(visit, path, broker, page=True)).text)
            beside = page.split(f'name="outlets.+.{field}"')[1]
            assert beside.index('<p class="problem">') < beside.index("<label"), path


async def test_a_secret_that_is_not_shown_can_be_removed(tmp_path: Path) -> None:
    pager = {**PAGER, "token": "geheim3"}
    book = book_at(tmp_path, file={**FULL, "outlets": {"pager": pager}})
    async with visiting(tmp_path, "technician", Language.EN, changing=book) as visit:
        page = html.unescape((await visit.client.get("/settings/outlets.pager")).text)
        assert page.count("Remove it") == 1
        was = page.split('name="was:outlets.pager.token" value="')[1].split('">')[0]
        sent: dict[str, str | list[str]] = {
            "was:outlets.pager.token": was,
            "none:outlets.pager.token": "true",
            "outlets.pager.token": "",
        }
        both = await post(visit, "/settings/outlets.pager", {**sent, "outlets.pager.token": "new"}, page=True)
        assert (both.status_code, "leave one of them" in both.text) == (422, True)
        assert (await post(visit, "/settings/outlets.pager", sent)).json()["fields"] == ["outlets.pager.token"]
        # What must be there has no such box, whatever is sent.
        url: dict[str, str | list[str]] = {
            "was:outlets.pager.url": page.split('name="was:outlets.pager.url" value="')[1].split('">')[0],
        }
        await post(visit, "/settings/outlets.pager", {**url, "none:outlets.pager.url": "true"})
    assert {key: one.value for key, one in file_at(tmp_path).read().items()} == {"outlets.pager.token": ""}


async def test_settings_of_which_no_way_out_can_be_made_send_nothing(tmp_path: Path) -> None:
    async def send(_: str, __: Mapping[str, Any], ___: Notice) -> Delivery:
        raise SettingsError(text("no such topic"))

    async with visiting(tmp_path, "technician", Language.EN, changing=book_at(tmp_path), send=send) as visit:
        assert (await post(visit, "/settings/try-kept/pager", {})).json()["text"]["en"] == "no such topic"
    assert tried(visit) == []


async def test_one_way_out_is_tried_at_a_time_and_only_by_whom_it_is_for(tmp_path: Path) -> None:
    began, go_on = asyncio.Event(), asyncio.Event()

    async def send(_: str, __: Mapping[str, Any], ___: Notice) -> Delivery:
        began.set()
        await go_on.wait()
        return Delivery(delivered=True)

    async with visiting(tmp_path, "technician", Language.EN, changing=book_at(tmp_path), send=send) as visit:
        first = asyncio.create_task(post(visit, "/settings/try-kept/pager", {}))
        await began.wait()
        assert (await post(visit, "/settings/try-kept/pager", {})).status_code == 409
        go_on.set()
        assert (await first).status_code == 200
        await visit.sign_in("nurse")
        assert (await post(visit, "/settings/try-kept/pager", {})).status_code == 403


async def test_where_nothing_can_be_sent_that_is_said(tmp_path: Path) -> None:
    async with visiting(tmp_path, "technician", Language.EN, changing=book_at(tmp_path)) as visit:
        refused = await post(visit, "/settings/try-kept/pager", {})
        assert refused.json()["text"]["en"].endswith("No way out can be tried here.")
