"""Changing settings on the panel: whose they are, what is refused and in which words, and what goes on record."""

import html
from pathlib import Path
from typing import Final

import httpx
import pytest

from carebot.changing.book import Book
from carebot.core.entries import SettingsChanged
from carebot.core.language import Language
from tests.carebot.changing.books import FULL, as_drawn, book_at, file_at, keep
from tests.web.robot import events_of
from tests.web.visitor import Visit, visiting

pytestmark = pytest.mark.anyio

WANG = "/settings/residents.wang"
RATE = "residents.wang.spoken_to.rate"
PAGE = {"Accept": "text/html"}


def form(book: Book, group: str, **changed: str | list[str]) -> dict[str, str | list[str]]:
    """What the page of `group` sends, with some fields changed (dots as double underscores)."""
    sent: dict[str, str | list[str]] = {}
    for leaf in book.leaves():
        if leaf.group == group:
            drawn = as_drawn(book, leaf.key)
            sent[f"was:{leaf.key}"] = drawn.was
            sent[leaf.key] = list(drawn.raw)
    return {**sent, **{key.replace("__", "."): value for key, value in changed.items()}}


async def post(visit: Visit, path: str, sent: dict[str, str | list[str]], *, page: bool = False) -> httpx.Response:
    headers = {"Origin": "http://panel.test", **(PAGE if page else {})}
    return await visit.client.post(path, data=sent, headers=headers)


def changes(visit: Visit) -> list[SettingsChanged]:
    return [one for one in events_of(visit.robot) if isinstance(one, SettingsChanged)]


async def test_a_head_nurse_changes_how_a_resident_is_spoken_to(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    async with visiting(tmp_path, "head_nurse", Language.EN, changing=book) as visit:
        sent = form(book, "residents.wang", residents__wang__spoken_to__rate="0.8", residents__wang__risks=["scalds"])
        answered = await post(visit, WANG, sent, page=True)
        assert (answered.status_code, answered.headers["location"]) == (303, f"{WANG}?said=kept")
        shown = html.unescape((await visit.client.get(f"{WANG}?said=kept")).text)
    assert "It counts from the robot’s next start on" in shown
    assert "Until the next start it is still: 1." in shown
    assert "Set on the panel by Head nurse Zhou" in shown
    assert 'value="0.8"' in shown
    (changed,) = changes(visit)
    assert (changed.by, changed.sections, changed.taken_back) == ("head_nurse", ("residents",), False)
    assert set(changed.keys) == {RATE, "residents.wang.risks"}
    assert set(file_at(tmp_path).read()) == set(changed.keys)


async def test_a_technician_changes_what_is_technical(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    async with visiting(tmp_path, "technician", changing=book) as visit:
        answered = await post(visit, "/settings/sight", form(book, "sight", sight__frames_per_s="12"))
        assert answered.json()["fields"] == ["sight.frames_per_s"]
        overview = (await visit.client.get("/settings")).text
    assert "/settings/sight.cameras.hall" in overview
    assert "residents" not in overview
    assert [one.keys for one in changes(visit)] == [("sight.frames_per_s",)]


@pytest.mark.parametrize(
    ("caregiver", "paths", "ask"),
    [
        ("technician", (WANG, "/settings/residents.nosuch", "/settings/company"), "the head nurse"),
        ("head_nurse", ("/settings/speech",), "a technician"),
        ("nurse", (WANG, "/settings/company"), "the head nurse"),
        ("nurse", ("/settings/speech",), "a technician"),
        ("technician", ("/settings/doses.amlodipine-morning",), "a nurse or the head nurse"),
        ("inspector", (WANG,), "the head nurse"),
    ],
)
async def test_what_is_not_hers_is_refused_with_whom_to_ask(
    tmp_path: Path, caregiver: str, paths: tuple[str, ...], ask: str
) -> None:
    async with visiting(tmp_path, caregiver, changing=book_at(tmp_path)) as visit:
        for path in paths:
            for answered in (await visit.client.get(path), await post(visit, path, {})):
                assert answered.status_code == 403
                assert f"Please ask {ask}" in answered.json()["text"]["en"]
                assert "请找" in answered.json()["text"]["zh"]
        back = await post(visit, "/settings/back", {"key": RATE if caregiver != "head_nurse" else "speech.rate"})
        assert back.status_code == 403
    assert changes(visit) == []


async def test_both_change_the_times_of_a_monitor_and_a_page_shows_each_her_part(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    for caregiver, minutes in (("head_nurse", "90"), ("technician", "100")):
        async with visiting(tmp_path / caregiver, caregiver, Language.EN, changing=book) as visit:
            sent = form(book, "monitors.sitting", monitors__sitting__allowed__usual=minutes)
            assert (await post(visit, "/settings/monitors.sitting", sent)).status_code == 200
            shown = (await visit.client.get("/settings/monitors.sitting")).text
            assert "From 60 to 180 · default: 2 hours" in shown
            badges = (await visit.client.get("/settings/badges")).text
            assert ("badges.worn.b1" in badges) is (caregiver == "head_nurse")
            assert ("badges.readers.door.x_m" in badges) is (caregiver == "technician")


async def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_kept(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    async with visiting(tmp_path, "head_nurse", Language.EN, changing=book) as visit:
        sent = form(
            book, "residents.wang", residents__wang__spoken_to__rate="9", residents__wang__called__zh="<b>" + "王" * 300
        )
        answered = await post(visit, WANG, sent, page=True)
        assert answered.status_code == 422
        shown = html.unescape(answered.text)
        assert shown.count('<p class="problem">') == 2
        assert "It must be from 0.5 to 1.5." in shown
        assert "That is too long" in shown
        assert 'value="9"' in shown
        assert "<b>" not in answered.text
        told = (await post(visit, WANG, sent)).json()
        assert told["fields"] == ["residents.wang.called.zh", RATE]
    assert not file_at(tmp_path).path.exists()
    assert changes(visit) == []


async def test_the_second_of_two_is_told_who_changed_it_meanwhile(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    async with visiting(tmp_path, "head_nurse", Language.EN, changing=book) as visit:
        first = form(book, "residents.wang", residents__wang__spoken_to__rate="0.8")
        second = form(book, "residents.wang", residents__wang__spoken_to__rate="0.7")
        await post(visit, WANG, first)
        answered = await post(visit, WANG, second, page=True)
        assert answered.status_code == 409
        shown = html.unescape(answered.text)
        assert "After you opened this page Head nurse Zhou" in shown
        assert 'value="0.7"' in shown
        assert 'name="was:residents.wang.spoken_to.rate" value="0.8"' in shown
        sent = {**second, f"was:{RATE}": "0.8"}
        assert (await post(visit, WANG, sent)).json()["fields"] == [RATE]
    assert file_at(tmp_path).read()[RATE].value == 0.7


async def test_a_setting_goes_back_to_the_file(tmp_path: Path) -> None:
    keep(tmp_path, residents__wang__spoken_to__rate=0.8, residents__gone__frail=True)
    book = book_at(tmp_path)
    async with visiting(tmp_path, "head_nurse", Language.EN, changing=book) as visit:
        overview = html.unescape((await visit.client.get("/settings")).text)
        assert "Set on the panel, and not counting any more" in overview
        assert "residents.gone.frail" in overview
        answered = await post(visit, "/settings/back", {"key": RATE}, page=True)
        assert answered.headers["location"] == f"{WANG}?said=taken_back"
        answered = await post(visit, "/settings/back", {"key": "residents.gone.frail"}, page=True)
        assert answered.headers["location"] == "/settings"
        assert (await post(visit, "/settings/back", {"key": RATE})).status_code == 404
    assert file_at(tmp_path).read() == {}
    assert [one.taken_back for one in changes(visit)] == [True, True]


async def test_nothing_new_keeps_nothing(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    async with visiting(tmp_path, "head_nurse", changing=book) as visit:
        answered = await post(visit, WANG, form(book, "residents.wang"), page=True)
        assert answered.headers["location"] == f"{WANG}?said=nothing_new"
    assert changes(visit) == []


NO_FORMS: Final[tuple[dict[str, str | list[str]], ...]] = (
    {"panel.port": "80"},
    {"was:panel.port": "8460", "panel.port": "80"},
    {"was:speech.rate": "1", "speech.rate": "2"},
    {RATE: "0.8"},
    {f"was:{RATE}": "1"},
    {"was:residents.wang.values.quiet_hours": "null", "residents.wang.values.quiet_hours": ["12:00"]},
)


async def test_a_form_that_is_none_of_ours_changes_nothing(tmp_path: Path) -> None:
    async with visiting(tmp_path, "head_nurse", changing=book_at(tmp_path)) as visit:
        for sent in NO_FORMS:
            assert (await post(visit, WANG, sent)).status_code == 422
            assert (await post(visit, WANG, sent, page=True)).status_code == 422
        assert (await post(visit, WANG, {})).json()["fields"] == []
    assert not file_at(tmp_path).path.exists()


async def test_a_file_in_a_form_and_a_foreign_page_are_refused(tmp_path: Path) -> None:
    async with visiting(tmp_path, "head_nurse", changing=book_at(tmp_path)) as visit:
        answered = await visit.client.post(WANG, files={RATE: ("x", b"1")}, headers={"Origin": "http://panel.test"})
        assert answered.status_code in {400, 422}
        foreign = await visit.client.post(WANG, data={}, headers={"Origin": "http://evil.test"})
        assert foreign.status_code == 403


async def test_what_stands_above_the_panel_is_shown_and_cannot_be_filled_in(tmp_path: Path) -> None:
    book = book_at(tmp_path, FULL, {"company": {"offers_a_day": 5}})
    async with visiting(tmp_path, "head_nurse", Language.EN, changing=book) as visit:
        shown = (await visit.client.get("/settings/company")).text
    assert "Fixed by the environment; a change here would not count." in shown
    assert shown.count(" disabled") == 2


async def test_a_broken_file_is_told_on_the_page(tmp_path: Path) -> None:
    file_at(tmp_path).path.write_text("{")
    async with visiting(tmp_path, "head_nurse", Language.EN, changing=book_at(tmp_path)) as visit:
        assert "cannot be used" in (await visit.client.get("/settings")).text
    async with visiting(tmp_path / "i", "inspector", Language.EN, changing=book_at(tmp_path)) as visit:
        assert "cannot be used" not in (await visit.client.get("/settings")).text


async def test_a_robot_whose_settings_nobody_changes_says_so(tmp_path: Path) -> None:
    async with visiting(tmp_path, "head_nurse", Language.EN) as visit:
        answered = await visit.client.get("/settings/company")
        assert (answered.status_code, (await visit.client.get("/settings")).status_code) == (404, 200)
        assert "in the settings file" in answered.json()["text"]["en"]


async def test_who_changed_what_stands_among_the_sign_ins(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    async with visiting(tmp_path, "head_nurse", Language.EN, changing=book) as visit:
        await post(visit, WANG, form(book, "residents.wang", residents__wang__spoken_to__rate="0.8"))
        await post(visit, "/settings/back", {"key": RATE})
        await visit.robot.settle()
        shown = html.unescape((await visit.client.get("/sign-ins")).text)
    name = f"speed of speech (1 is normal) [{RATE}]"
    assert f"Head nurse Zhou changed settings on the panel, from the next start on: {name}." in shown
    assert f"Head nurse Zhou left settings to the settings file again, from the next start on: {name}." in shown
    assert "0.8" not in shown
