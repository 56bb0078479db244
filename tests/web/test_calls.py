"""Calls outside an incident: shown and sounding until a carer has seen to them, and answered under her name."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from carebot.core.actions import AlarmLevel, Notify
from carebot.core.alarms import AlarmAcknowledged, AlarmResolved
from carebot.core.events import FaultRaised, Source, StopPressed, TimerElapsed
from carebot.core.verdicts import Verdict
from tests.carebot.examples import DECISION
from tests.safety.builders import BY_NURSE, BY_ROBOT, NURSE_ZHANG, middle, text
from tests.web.robot import events_of
from tests.web.test_decisions import decide
from tests.web.visitor import Visit, visiting

pytestmark = pytest.mark.anyio

CALL = Notify(text=text("Li asks for a carer"), level=AlarmLevel.MEDIUM, about="li")


def call(visit: Visit, notify: Notify = CALL, run: str = "call", granted: bool = True) -> None:
    decision = replace(
        DECISION, id=f"d-{run}", requested=notify, considered=notify, granted=notify if granted else None,
        verdict=Verdict.ALLOW if granted else Verdict.DENY, judgements=(),
    )  # fmt: skip
    decide(visit.robot, decision, run=run)


async def shown(visit: Visit) -> list[dict[str, Any]]:
    alarms: list[dict[str, Any]] = (await visit.client.get("/state?language=en")).json()["state"]["alarms"]
    return alarms


async def test_a_call_sounds_until_somebody_is_on_her_way(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        call(visit)
        alarm = (await shown(visit))[0]
        assert (alarm["id"], alarm["text"], alarm["level"], alarm["sounding"]) == ("call", CALL.text.en, 2, True)
        assert CALL.text.zh in (await visit.client.get("/")).text
        assert (await visit.post("/alarms/call/acknowledge")).json()["state"] == "acknowledged"
        answered = (await shown(visit))[0]
        assert (answered["sounding"], answered["acknowledged_by"]) == (False, "Nurse Zhang")
        recorded = [event for event in events_of(visit.robot) if isinstance(event, AlarmAcknowledged)]
        assert [(event.incident, event.by) for event in recorded] == [("call", BY_NURSE)]
        assert (await visit.post("/alarms/call/acknowledge")).json()["text"][
            "en"
        ] == "Nurse Zhang is on the way already."


async def test_a_call_is_shown_until_somebody_has_seen_to_it(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        call(visit)
        assert (await visit.post("/alarms/call/resolve", real="yes")).json()["state"] == "closed"
        assert await shown(visit) == []
        resolved = next(event for event in events_of(visit.robot) if isinstance(event, AlarmResolved))
        assert (resolved.incident, resolved.name) == ("call", NURSE_ZHANG)
        closed = (await visit.client.get("/state?language=en")).json()["state"]["closed"]
        assert (closed[0]["text"], closed[0]["how"], closed[0]["right"]) == (
            CALL.text.en,
            "Resolved by Nurse Zhang",
            "yes",
        )
        assert (await visit.post("/alarms/call/resolve", real="yes")).json()["state"] == "closed"


async def test_a_call_that_is_repeated_is_one_call_and_sounds_again(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        call(visit)
        await visit.post("/alarms/call/acknowledge")
        call(visit, run="again")
        assert [(alarm["id"], alarm["sounding"]) for alarm in await shown(visit)] == [("call", True)]


async def test_whoever_is_there_says_so_and_nobody_else_need_come(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        call(visit)
        assert (await visit.post("/alarms/call/arrive")).json()["state"] == "arrived"
        alarm = (await shown(visit))[0]
        assert (alarm["sounding"], alarm["attended"], alarm["acknowledged_by"]) == (False, True, "Nurse Zhang")
        assert (await visit.post("/alarms/call/acknowledge")).json()["text"]["en"] == "Nurse Zhang is with her already."
        await visit.post("/alarms/call/resolve", real="yes")
        assert (await visit.post("/alarms/call/arrive")).json()["state"] == "closed"


async def test_the_worst_comes_first(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        call(visit)
        incident = visit.robot.alarm()
        assert [alarm["id"] for alarm in await shown(visit)] == [incident, "call"]


@pytest.mark.parametrize(
    ("notify", "granted"),
    [
        (replace(CALL, incident="i1"), True),
        (replace(CALL, level=AlarmLevel.INFORMATION), True),
        (CALL, False),
    ],
    ids=["of an incident", "information alone", "refused"],
)
async def test_what_is_no_call_is_not_shown_as_one(tmp_path: Path, notify: Notify, granted: bool) -> None:
    async with visiting(tmp_path) as visit:
        call(visit, notify, granted=granted)
        assert await shown(visit) == []


async def test_that_it_cannot_see_is_an_alarm_about_the_robot_and_no_place(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        told = text("no pictures come from the hall")
        visit.robot.bus.publish(
            FaultRaised(**visit.robot.stamp(), source="sight.hall", level=AlarmLevel.HIGH, text=told, calls=True)
        )
        (alarm,) = await shown(visit)
        assert (alarm["who"], alarm["where"], alarm["level"], alarm["sounding"]) == ("the robot", "", 2, True)
        assert told.en in alarm["text"]
        page = (await visit.client.get("/?language=en")).text
        assert ">I am seeing to it</button>" in page
        assert ">I am with her</button>" not in page
        await visit.post(f"/alarms/{alarm['id']}/arrive")
        (attended,) = await shown(visit)
        assert attended["stage_words"] == "Nurse Zhang is seeing to it"


async def test_a_robot_that_stands_still_says_so_with_its_place_until_somebody_releases_it(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        stop = StopPressed(**visit.robot.stamp(), by=BY_ROBOT, source=Source.SCHEDULE, position=middle("kitchen"))
        visit.robot.bus.publish(stop)
        assert await shown(visit) == []
        visit.robot.bus.publish(TimerElapsed(**visit.robot.stamp(), timer=f"standing:{stop.id}"))
        (alarm,) = await shown(visit)
        assert (alarm["who"], alarm["where"], alarm["level"], alarm["sounding"]) == ("the robot", "kitchen", 2, True)
        await visit.post("/control/release")
        state = (await visit.client.get("/state?language=en")).json()["state"]
        assert state["alarms"] == []
        assert state["closed"][0]["how"] == "Released by Nurse Zhang"
