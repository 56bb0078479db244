"""What no panel is meant to meet, and every panel does: clear words, nothing lost, and never a page that fails."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import httpx
import pytest
from fastapi.routing import APIRoute

from carebot.core.alarms import AlarmAcknowledged, AlarmArrived
from carebot.core.language import Language
from carebot.core.people import Role
from tests.safety.builders import NOW, middle, person
from tests.web.robot import events_of
from tests.web.test_reports import read
from tests.web.visitor import HOST, SAME_ORIGIN, Visit, visiting
from web.map import motion
from web.panel import ROUTERS
from web.roles import TABLE

pytestmark = pytest.mark.anyio

NONSENSE: Final = (
    "", " ", "\x00", "x" * 5000, "💊\u202e\ud7ff", "-1", "1e309", "nan", "null", "<script>", "'; drop table events; --",
    "0001-01-01T00:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59+14:00", "2026-02-30T25:61",
    "{}", "[]", "../../etc/passwd", "%00",
)  # fmt: skip
FIELDS: Final = (
    *(
        "name",
        "password",
        "new",
        "again",
        "old",
        "pin",
        "caregiver",
        "secret",
        "token",
        "real",
        "note",
        "right",
        "text",
    ),
    *("speaker", "place", "yes", "digest", "concern", "about", "happened_at", "since", "until", "report", "incident"),
    *("event", "text", "resident", "room", "language"),
)
KEPT: Final = {"report": "incident", "incident": "i1", "since": NOW.isoformat(), "until": NOW.isoformat()}


def commands() -> Iterator[str]:
    for part in ROUTERS:
        for route in part.router.routes:
            if isinstance(route, APIRoute) and "POST" in (route.methods or ()) and route.path != "/leave":
                yield route.path


def addresses() -> Iterator[str]:
    for part in ROUTERS:
        for route in part.router.routes:
            if isinstance(route, APIRoute) and "GET" in (route.methods or ()) and route.path != "/live":
                yield route.path


def named(path: str, value: str) -> str:
    return "/".join(value if step.startswith("{") else step for step in path.split("/"))


@pytest.mark.parametrize("path", sorted(commands()))
async def test_nonsense_in_a_form_is_refused_in_words(tmp_path: Path, path: str) -> None:
    async with visiting(tmp_path, caregiver="head_nurse") as visit:
        incident = visit.robot.alarm()
        for nonsense in NONSENSE:
            forms: list[dict[str, str]] = [{}, dict.fromkeys(FIELDS, nonsense)]
            for kind in ("incident", "handover") if path == "/reports" else ():
                kept = {**KEPT, "report": kind}
                forms += [{**kept, field: nonsense} for field in (*KEPT, "event", "text")]
                forms += [{**kept, "since": nonsense, "until": nonsense}]
            forms += [
                {"concern": "fall", "about": "li", "happened_at": nonsense},
                {"concern": "fall", "about": nonsense, "happened_at": "2026-02-01T10:00"},
            ] if path == "/honesty/missed" else []  # fmt: skip
            for form in forms:
                answer = await visit.client.post(named(path, incident), data=form, headers=SAME_ORIGIN)
                assert answer.status_code < 500, (path, form, answer.text)
                if answer.status_code >= 400 and "json" in answer.headers["content-type"]:
                    said = answer.json()["text"]
                    assert said["zh"]
                    assert said["en"]


@pytest.mark.parametrize("path", sorted(addresses()))
async def test_nonsense_in_an_address_is_answered_in_words(tmp_path: Path, path: str) -> None:
    async with visiting(tmp_path, caregiver="head_nurse", language=Language.EN) as visit:
        for nonsense in ("x", "%00", "%F0%9F%92%8A", "0001-01-01", "9999-12-31", "-1", "1e309", "x" * 3000, "%2e%2e"):
            query = dict.fromkeys(("day", "days", "said", "token", "level", "language", "action"), nonsense)
            for asked in (named(path, nonsense), path if "{" not in path else named(path, "li")):
                answer = await visit.client.get(asked, params=query, headers={"Accept": "text/html"})
                assert answer.status_code < 500 or (path in {"/rules", "/whatif"} and answer.status_code == 503), (
                    asked,
                    answer.text,
                )


async def another(visit: Visit, caregiver: str) -> httpx.AsyncClient:
    client = httpx.AsyncClient(transport=httpx.ASGITransport(visit.app), base_url=HOST, headers=SAME_ORIGIN)
    client.cookies.set("carebot_session", visit.access.begin(caregiver))
    return client


async def test_two_carers_acknowledging_at_once_are_one_who_goes_and_one_who_is_told(tmp_path: Path) -> None:
    async with visiting(tmp_path, caregiver="nurse", language=Language.EN) as visit:
        incident = visit.robot.alarm()
        async with await another(visit, "carer") as other:
            answers = await asyncio.gather(
                *(
                    client.post(f"/alarms/{incident}/acknowledge", headers=SAME_ORIGIN)
                    for client in (visit.client, other)
                )
            )
            assert [one.status_code for one in answers] == [200, 200]
            (going,) = [one for one in events_of(visit.robot) if isinstance(one, AlarmAcknowledged)]
            told = sorted(one.json()["text"]["en"] for one in answers)
            assert told == sorted(
                [
                    f"{going.name.en} is on the way already.",
                    "Noted: you are on the way. End the alarm once you are there.",
                ]
            )
            arrived = await asyncio.gather(
                *(client.post(f"/alarms/{incident}/arrive", headers=SAME_ORIGIN) for client in (visit.client, other))
            )
            assert [one.json()["state"] for one in arrived] == ["arrived", "arrived"]
            both = {one.by.id for one in events_of(visit.robot) if isinstance(one, AlarmArrived)}
            assert both == {"nurse", "carer"}, "each of them was there, and the record says so"


async def test_a_resident_who_left_the_settings_falls_and_everything_goes_on(tmp_path: Path) -> None:
    async with visiting(tmp_path, language=Language.EN) as visit:
        incident = visit.robot.fall(about="moved_out")
        visit.robot.let_timer_elapse()
        (alarm,) = (await visit.client.get("/state")).json()["state"]["alarms"]
        assert (alarm["who"], alarm["where"], alarm["step"]) == ("somebody", "living", "first call")
        for path in ("/", "/residents", "/reports", "/figures", "/honesty"):
            await read(visit, path)
        assert "or there is none" in await read(visit, "/residents/moved_out", 404)
        await visit.post(f"/alarms/{incident}/resolve", real="yes")
        assert "somebody may have fallen" in await read(visit, f"/incidents/{incident}")


async def test_fifty_people_in_view_are_fifty_on_the_plan(tmp_path: Path) -> None:
    async with visiting(tmp_path, language=Language.EN) as visit:
        crowd = tuple(replace(person(), track=f"t{number}", resident="") for number in range(49))
        lost = replace(person("li"), track="lost", position=replace(middle("living"), x_m=float("nan")))
        visit.robot.seen = (*crowd, lost)
        page = await read(visit, "/")
        assert 'id="map-drawing"' in page
        shown = (await visit.client.get("/state")).status_code
        assert shown == 200
        people = motion(visit.robot, Language.EN, TABLE[Role.NURSE].sight)["people"]
        assert len({one["track"] for one in people}) == 50
        assert all(isinstance(one["x"], float) for one in people)


async def test_nobody_for_a_day_is_said_and_not_made_up(tmp_path: Path) -> None:
    async with visiting(tmp_path, language=Language.EN) as visit:
        visit.robot.seen = ()
        rounds = await read(visit, "/reports")
        assert rounds.count("nothing on record") >= 24
        assert "Nothing is on record of this time." in await read(visit, "/residents/li")
        handover = await read(visit, "/handover")
        assert "Nothing is on record of this time." in handover
        form = {"report": "handover", "since": NOW.isoformat(), "until": NOW.isoformat()}
        empty = await visit.post("/reports", **form)
        assert (empty.status_code, empty.json()["text"]["en"]) == (
            422, "There is nothing to sign; write one sentence at least.",
        )  # fmt: skip
        assert (await visit.post("/reports", **form, event="", text="A quiet day.")).status_code == 200
        assert "No incidents" in await read(visit, "/figures")
        await read(visit, "/honesty")
