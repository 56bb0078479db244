"""Adding and removing on the panel: whose it is, what is refused, what goes on record, and that no secret is shown."""

import asyncio
import html
from pathlib import Path

import pytest

from carebot.core.errors import DeviceError
from carebot.core.language import Language
from monitoring.glance import Glance
from tests.carebot.changing.books import book_at, file_at
from tests.carebot.changing.test_rows import CHEN, DOOR, LOCK, PLACE
from tests.safety.builders import text
from tests.web.test_changing import changes, post
from tests.web.visitor import visiting

pytestmark = pytest.mark.anyio


def form(key: str, said: dict[str, str]) -> dict[str, str | list[str]]:
    return {f"{key}.+.{name}": value for name, value in said.items()}


async def test_a_head_nurse_adds_a_resident_and_lets_another_move_out(tmp_path: Path) -> None:
    book = book_at(tmp_path, file={})
    async with visiting(tmp_path, "head_nurse", Language.EN, changing=book) as visit:
        blank = html.unescape((await visit.client.get("/settings/add/residents")).text)
        assert "Add a resident" in blank
        assert '<option value="" selected>—</option>' in blank
        sent = form("residents", {**CHEN, "risks": "dementia"})
        added = await post(visit, "/settings/add/residents", sent, page=True)
        assert (added.status_code, added.headers["location"]) == (303, "/settings?said=added")
        listed = html.unescape((await visit.client.get("/settings?said=added")).text)
        assert "It is there from the robot’s next start on" in listed
        assert "added by Head nurse Zhou" in listed
        (key,) = file_at(tmp_path).read()
        hers = await visit.client.get(f"/settings/residents.{key[11:-1]}")
        assert "陈奶奶" in hers.text
        removed = await post(visit, "/settings/remove", {"key": "residents.[wang]"}, page=True)
        assert removed.headers["location"] == "/settings?said=removed"
        listed = html.unescape((await visit.client.get("/settings")).text)
        assert "removed by Head nurse Zhou" in listed
        assert "Keep after all" in listed
        assert (await post(visit, "/settings/back", {"key": "residents.[wang]"})).status_code == 200
        assert (await post(visit, "/settings/back", {"key": "residents.[wang]"})).status_code == 404
    assert [(one.by, one.sections, one.keys, one.taken_back, one.removed) for one in changes(visit)] == [
        ("head_nurse", ("residents",), (key,), False, False),
        ("head_nurse", ("residents",), ("residents.[wang]",), False, True),
        ("head_nurse", ("residents",), ("residents.[wang]",), True, False),
    ]


async def test_a_technician_adds_a_camera_whose_password_nobody_sees_again(tmp_path: Path) -> None:
    async with visiting(tmp_path, "technician", Language.EN, changing=book_at(tmp_path)) as visit:
        sent = form("sight.cameras", {**DOOR, **PLACE})
        added = await post(visit, "/settings/add/sight.cameras", sent)
        assert added.json()["fields"] == ["sight.cameras.[door]"]
        pages = [await visit.client.get(path) for path in ("/settings", "/settings/sight.cameras.door")]
        wrong = form("sight.cameras.door", {})
        assert wrong == {}
    assert all(page.status_code == 200 for page in pages)
    assert not any("geheim" in page.text for page in pages)
    assert "may hold a password" in pages[1].text
    assert "geheim" not in str(changes(visit))


async def test_what_is_wrong_is_said_beside_the_field_with_what_was_written(tmp_path: Path) -> None:
    async with visiting(tmp_path, "technician", Language.EN, changing=book_at(tmp_path)) as visit:
        sent = form("devices", {**LOCK, "id": "front lock", "room": ""})
        refused = await post(visit, "/settings/add/devices", sent, page=True)
        shown = html.unescape(refused.text)
        assert (refused.status_code, shown.count('<p class="problem">')) == (422, 1)
        assert 'value="front lock"' in shown
        assert '<option value="lock" selected>lock</option>' in shown
        plain = await post(visit, "/settings/add/devices", {**sent, "devices.+.room": "hallway"})
        assert (plain.status_code, plain.json()["fields"]) == (422, ["devices.+.id"])
        assert (await post(visit, "/settings/add/devices", {"devices.+.secret": "x"})).status_code == 422
        assert (await post(visit, "/settings/remove", {"key": "devices.[gone]"})).status_code == 409
        assert (await post(visit, "/settings/remove", {"key": "speech.rate"})).status_code == 404
        assert (await visit.client.get("/settings/add/nothing")).status_code == 404
    assert changes(visit) == []


@pytest.mark.parametrize(
    ("caregiver", "key", "row"),
    [
        ("technician", "residents", "residents.[wang]"),
        ("head_nurse", "devices", "devices.[light.lamp]"),
        ("head_nurse", "sight.cameras", "sight.cameras.[hall]"),
        ("nurse", "residents", "residents.[wang]"),
        ("inspector", "devices", "devices.[light.lamp]"),
    ],
)
async def test_what_is_not_hers_is_refused(tmp_path: Path, caregiver: str, key: str, row: str) -> None:
    async with visiting(tmp_path, caregiver, changing=book_at(tmp_path)) as visit:
        answers = [
            await visit.client.get(f"/settings/add/{key}"),
            await post(visit, f"/settings/add/{key}", {}),
            await post(visit, "/settings/remove", {"key": row}),
            await post(visit, "/settings/back", {"key": row}),
        ]
        assert [one.status_code for one in answers] == [403] * 4
        assert row not in (await visit.client.get("/settings")).text
    assert not file_at(tmp_path).path.exists()


async def test_what_another_setting_names_is_not_taken_back(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    async with visiting(tmp_path, "head_nurse", Language.EN, changing=book) as visit:
        await post(visit, "/settings/add/residents", form("residents", CHEN))
        (key,) = file_at(tmp_path).read()
        was: dict[str, str | list[str]] = {"was:badges.worn.b1": '"wang"', "badges.worn.b1": key[11:-1]}
        assert (await post(visit, "/settings/badges", was)).status_code == 200
        refused = await post(visit, "/settings/back", {"key": key})
        assert (refused.status_code, "no such choice" in refused.json()["text"]["en"]) == (409, True)


async def test_a_camera_is_tried_before_it_is_kept(tmp_path: Path) -> None:
    asked = []

    async def look(source: str) -> Glance:
        asked.append(source)
        if source != DOOR["source"]:
            raise DeviceError(text("nothing there"))
        return Glance(width=640, height=480, frames_per_s=14.96)

    sent = form("sight.cameras", {"name": "door", "source": DOOR["source"]})
    async with visiting(tmp_path, "technician", Language.EN, changing=book_at(tmp_path), look=look) as visit:
        tried = await post(visit, "/settings/try", sent, page=True)
        assert "640 × 480 pixels, 15.0 frames a second. Nothing is kept yet." in tried.text
        assert 'value="door"' in tried.text
        assert (await post(visit, "/settings/try", sent)).json()["ok"]
        for source, why in (("/dev/video7", "nothing there"), ("/etc/shadow", "Write a camera")):
            wrong = {**sent, "sight.cameras.+.source": source}
            refused = await post(visit, "/settings/try", wrong)
            assert (refused.status_code, why in refused.json()["text"]["en"]) == (422, True)
            assert why in html.unescape((await post(visit, "/settings/try", wrong, page=True)).text)
    assert asked == [DOOR["source"], DOOR["source"], "/dev/video7", "/dev/video7"]
    assert not file_at(tmp_path).path.exists()


async def test_one_camera_is_tried_at_a_time_and_only_by_a_technician(tmp_path: Path) -> None:
    began, go_on = asyncio.Event(), asyncio.Event()

    async def look(_: str) -> Glance:
        began.set()
        await go_on.wait()
        return Glance(width=1, height=1, frames_per_s=1)

    sent = form("sight.cameras", {"source": "0"})
    async with visiting(tmp_path, "technician", Language.EN, changing=book_at(tmp_path), look=look) as visit:
        first = asyncio.create_task(post(visit, "/settings/try", sent))
        await began.wait()
        assert (await post(visit, "/settings/try", sent)).status_code == 409
        go_on.set()
        assert (await first).status_code == 200
        await visit.sign_in("head_nurse")
        assert (await post(visit, "/settings/try", sent)).status_code == 403


async def test_where_nobody_looks_through_cameras_that_is_said(tmp_path: Path) -> None:
    async with visiting(tmp_path, "technician", Language.EN, changing=book_at(tmp_path)) as visit:
        refused = await post(visit, "/settings/try", form("sight.cameras", {"source": "0"}))
        assert refused.json()["text"]["en"] == "No camera can be tried here."


async def test_a_head_nurse_gets_from_a_residents_day_to_her_settings(tmp_path: Path) -> None:
    async with visiting(tmp_path, "head_nurse", Language.EN, changing=book_at(tmp_path, file={})) as visit:
        assert "/settings/residents.wang" in (await visit.client.get("/residents/wang")).text
        assert "Change her settings" not in (await visit.client.get("/residents/li")).text
        await visit.sign_in("nurse")
        assert "/settings/residents.wang" not in (await visit.client.get("/residents/wang")).text
