"""Roles: one table says who sees and does what; every route asks it, and a refusal says what and whom to ask."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from fastapi.routing import APIRoute

from carebot.core.language import Language
from carebot.core.people import Caregiver, Role
from carebot.core.situation import House
from tests.safety.builders import HOUSE, LI, WANG, text
from tests.web.test_live import Viewer
from tests.web.visitor import visiting
from web.board import Section
from web.navigation import ways
from web.panel import ROUTERS
from web.roles import TABLE, Right, may, refusal, residents_of

pytestmark = pytest.mark.anyio

CARE: Final = {Role.CAREGIVER, Role.NURSE, Role.HEAD_NURSE}
ON_THE_SPOT: Final = CARE | {Role.TECHNICIAN}
CHECKING: Final = CARE | {Role.INSPECTOR}
SETTING: Final = {Role.NURSE, Role.HEAD_NURSE, Role.TECHNICIAN}
"""Who changes some of the settings: a nurse the doses."""
EVERYBODY: Final = set(Role)
OPEN: Final = {
    ("GET", "/"), ("GET", "/enter"), ("POST", "/enter"), ("POST", "/leave"), ("POST", "/sign-in"), ("POST", "/links"),
}  # fmt: skip
"""What needs no right: getting in, getting out, and the way to one's own first page."""
WHO_MAY: Final = {
    ("GET", "/state"): ON_THE_SPOT | {Role.INSPECTOR},
    ("GET", "/live"): ON_THE_SPOT | {Role.INSPECTOR},
    ("POST", "/live/{viewer}/seen"): ON_THE_SPOT | {Role.INSPECTOR},
    ("GET", "/map.svg"): ON_THE_SPOT | {Role.INSPECTOR},
    ("POST", "/switch"): CARE,
    ("POST", "/talk"): CARE,
    ("POST", "/talk/attend"): CARE,
    ("POST", "/control/stop"): EVERYBODY,
    ("POST", "/control/release"): ON_THE_SPOT,
    ("POST", "/control/pause"): ON_THE_SPOT,
    ("POST", "/control/go-on"): ON_THE_SPOT,
    ("POST", "/goals/{skill}"): CARE,
    ("POST", "/confirmations/{run}"): CARE,
    ("GET", "/decisions"): CHECKING,
    ("GET", "/decisions/{decision_id}"): CHECKING,
    ("GET", "/why/{wanted}"): ON_THE_SPOT | {Role.INSPECTOR},
    ("GET", "/whatif"): ON_THE_SPOT | {Role.INSPECTOR},
    ("GET", "/rules"): ON_THE_SPOT | {Role.INSPECTOR},
    ("POST", "/scenes/{name}"): ON_THE_SPOT,
    ("GET", "/account"): EVERYBODY,
    ("POST", "/account/password"): EVERYBODY,
    ("POST", "/account/pin"): EVERYBODY,
    ("POST", "/sessions/{name}/end"): EVERYBODY,
    ("GET", "/residents"): CARE | {Role.FAMILY},
    ("GET", "/residents/{resident}"): CARE | {Role.FAMILY},
    ("GET", "/reports"): CHECKING,
    ("GET", "/reports/{report}"): CHECKING,
    ("GET", "/handover"): CARE,
    ("GET", "/incidents/{incident}"): CARE,
    ("POST", "/reports"): CARE,
    ("GET", "/figures"): CHECKING,
    ("GET", "/honesty"): CHECKING,
    ("GET", "/sign-ins"): {Role.HEAD_NURSE, Role.INSPECTOR},
    ("GET", "/settings"): SETTING | {Role.INSPECTOR},
    ("GET", "/settings/{group}"): SETTING,
    ("POST", "/settings/{group}"): SETTING,
    ("POST", "/settings/back"): SETTING,
    ("GET", "/settings/add/{key}"): SETTING,
    ("POST", "/settings/add/{key}"): SETTING,
    ("POST", "/settings/try"): {Role.TECHNICIAN},
    ("POST", "/settings/try/{key}"): {Role.HEAD_NURSE, Role.TECHNICIAN},
    ("POST", "/settings/try-kept/{name}"): {Role.HEAD_NURSE, Role.TECHNICIAN},
    ("POST", "/settings/remove"): SETTING,
    ("POST", "/honesty/missed"): CARE,
}
ALARMS: Final = "/alarms/"
"""Every command of alarms.py is for those who look after residents."""


def one_of_each() -> House:
    """A home in which every role has somebody."""
    people = tuple(Caregiver(id=role.value, name=text(role.value), role=role) for role in Role)
    named = replace(LI, values=replace(LI.values, told=frozenset({Role.FAMILY.value})))
    return replace(HOUSE, caregivers=people, residents=(named, WANG))


def routes() -> Iterator[tuple[str, str]]:
    for part in ROUTERS:
        for route in part.router.routes:
            assert isinstance(route, APIRoute)
            yield from ((method, route.path) for method in route.methods or ())


def filled(path: str) -> str:
    for name in ("viewer", "alarm_id", "skill", "run", "decision_id", "wanted", "name", "report", "incident", "group"):
        path = path.replace(f"{{{name}}}", "x")
    return path.replace("{resident}", "li")


def test_every_route_is_in_the_table() -> None:
    others = {route for route in routes() if not route[1].startswith(ALARMS)}
    assert others == set(WHO_MAY) | OPEN


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
async def test_each_role_gets_what_is_hers_and_is_refused_the_rest(tmp_path: Path, role: Role) -> None:
    async with visiting(tmp_path, caregiver="", house=one_of_each()) as visit:
        await visit.sign_in(role.value)
        for method, path in routes():
            if (method, path) in OPEN or path in {"/live", "/honesty"}:
                continue
            answer = await visit.client.request(method, filled(path), headers={"Origin": "http://panel.test"})
            entitled = CARE if path.startswith(ALARMS) else WHO_MAY[method, path]
            assert (method, path, answer.status_code == 403) == (method, path, role not in entitled)
            if role not in entitled:
                said = answer.json()["text"]
                assert "请找" in said["zh"]
                assert "Please ask" in said["en"]


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
async def test_each_role_begins_on_its_own_page(tmp_path: Path, role: Role) -> None:
    first = {Role.FAMILY: 303, Role.RESIDENT: 403, Role.VISITOR: 403}.get(role, 200)
    async with visiting(tmp_path, caregiver="", house=one_of_each(), language=Language.EN) as visit:
        await visit.sign_in(role.value)
        answer = await visit.client.get("/")
        assert answer.status_code == first
        if first == 303:
            assert answer.headers["location"] == "/residents"
        for way in ways(next(one for one in one_of_each().caregivers if one.role is role), Language.EN):
            shown = (await visit.client.get(way.path)).status_code
            assert (way.path, shown) == (way.path, 503 if way.path == "/rules" else 200 if first == 200 else shown)


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.NURSE, set(Section)),
        (Role.TECHNICIAN, {Section.STATUS, Section.FAULTS}),
        (Role.INSPECTOR, {Section.STATUS, Section.DECISIONS}),
    ],
)
async def test_the_state_and_the_stream_hold_what_the_role_sees(tmp_path: Path, role: Role, seen: set[Section]) -> None:
    async with visiting(tmp_path, caregiver="", house=one_of_each()) as visit:
        await visit.sign_in(role.value)
        visit.robot.alarm()
        state = (await visit.client.get("/state")).json()["state"]
        assert {Section(name) for name in state if name not in {"now", "closed"}} == seen
        page = (await visit.client.get("/")).text
        assert (LI.name.zh in page) is (role is Role.NURSE)
        async with Viewer(visit, sight=TABLE[role].sight) as viewer:
            _, snapshot = await viewer.next()
            assert {Section(name) for name in snapshot["sections"]} == seen
            visit.robot.fall("wang")
            if role is not Role.NURSE:
                kind, _ = await viewer.next_tick()
                assert kind in {"motion", "beat"}


async def test_a_technician_sees_the_robot_and_nobody_beside_it(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        async with Viewer(visit, sight=TABLE[Role.TECHNICIAN].sight) as viewer:
            _, snapshot = await viewer.next()
            assert snapshot["motion"]["people"] is None
            assert snapshot["motion"]["body"]["battery"] == 0.8
        async with Viewer(visit, sight=TABLE[Role.INSPECTOR].sight) as viewer:
            assert (await viewer.next())[1]["motion"] == {}


async def test_a_stream_ends_with_the_session(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit, Viewer(visit) as viewer:
        await viewer.until("beat")
        viewer.signed_in = False
        with pytest.raises(StopAsyncIteration):
            await viewer.until("never")


def test_a_head_nurse_may_whatever_a_nurse_may_and_whoever_is_signed_in_may_stop() -> None:
    assert TABLE[Role.NURSE].rights < TABLE[Role.HEAD_NURSE].rights
    assert all(Right.STOP in TABLE[role].rights for role in Role)


@pytest.mark.parametrize("right", Right)
def test_whoever_is_sent_to_somebody_is_sent_to_one_who_may(right: Right) -> None:
    said = refusal(Role.FAMILY, right)
    sent_to = {
        "head nurse": Role.HEAD_NURSE, "carer": Role.CAREGIVER, "nurse": Role.NURSE,
        "technician": Role.TECHNICIAN, "inspector": Role.INSPECTOR,
    }  # fmt: skip
    whom = said.en.partition("Please ask ")[2]
    named = {
        role
        for word, role in sent_to.items()
        if word in whom.replace("head nurse", "" if word == "nurse" else "head nurse")
    }
    assert named
    assert all(right in TABLE[role].rights for role in named)


def test_family_reads_of_those_who_name_her_alone() -> None:
    daughter = Caregiver(id="daughter", name=text("daughter"), role=Role.FAMILY)
    named = replace(LI, values=replace(LI.values, told=frozenset({"daughter"})))
    both = replace(HOUSE, residents=(named, WANG))
    assert residents_of(daughter, both) == (named,)
    assert residents_of(daughter, HOUSE) == ()
    assert residents_of(daughter, replace(HOUSE, residents=(LI,))) == (LI,)
    assert residents_of(replace(daughter, role=Role.TECHNICIAN), replace(HOUSE, residents=(LI,))) == ()
    assert residents_of(replace(daughter, role=Role.CAREGIVER), both) == both.residents
    assert not may(daughter, Right.WATCH)
