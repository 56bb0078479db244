"""Why and what if on the panel: each at the level of whoever is signed in, and nothing of it is ever carried out."""

from pathlib import Path

import pytest

from carebot.core.actions import AlarmLevel
from carebot.core.deeds import ActionDecided
from carebot.core.events import FaultRaised
from tests.carebot.explaining.story import book, story
from tests.safety.builders import BY_NURSE, text
from tests.web.visitor import Visit, visiting

pytestmark = pytest.mark.anyio

BOOK = book()
DOOR = "set_device front_door open"


async def tell_the_story(visit: Visit) -> None:
    """Let the robot live through the story; what it makes of it itself stands beside."""
    for event in story():
        visit.robot.journal.append(event)
    await visit.robot.journal.settle()


async def read(visit: Visit, path: str, **query: str) -> str:
    answer = await visit.client.get(path, params={"language": "en", **query})
    assert answer.status_code == 200, answer.text
    return answer.text


async def test_a_nurse_reads_why_and_switches_levels(tmp_path: Path) -> None:
    async with visiting(tmp_path, book=BOOK) as visit:
        await tell_the_story(visit)
        page = await read(visit, "/why/last refusal")
        for expected in ("<html", "Nothing sharp is handed over.", "Li Xiulan", "给我拿刀", "What can be done"):
            assert expected in page
        assert "house.sharp_handover" not in page
        inspector = await read(visit, "/why/last refusal", level="inspector")
        assert "house.sharp_handover" in inspector
        assert "the record up to it is unchanged" in inspector
        resident = await read(visit, "/why/last refusal", level="resident")
        assert "That concerns somebody else" in resident
        assert "Li Xiulan" not in resident


async def test_each_role_sees_its_own_levels_and_no_more(tmp_path: Path) -> None:
    async with visiting(tmp_path, caregiver="carer", book=BOOK) as visit:
        await tell_the_story(visit)
        page = await read(visit, "/why/last refusal", level="inspector")
        assert "house.sharp_handover" not in page
        assert "level=resident" in page
        assert "level=inspector" not in page
        await visit.sign_in("technician")
        page = await read(visit, "/why/last refusal", level="carer")
        assert "house.sharp_handover" in page
        assert "给我拿刀" not in page
        assert "levels" not in page


async def test_a_part_is_given_to_a_script(tmp_path: Path) -> None:
    async with visiting(tmp_path, book=BOOK) as visit:
        await tell_the_story(visit)
        part = await visit.client.get("/why/last stop", headers={"HX-Request": "true"})
        assert "<html" not in part.text
        assert "发生了什么" in part.text


async def test_what_is_not_on_record_is_answered_with_what_to_do(tmp_path: Path) -> None:
    async with visiting(tmp_path, book=BOOK) as visit:
        await tell_the_story(visit)
        answer = await visit.client.get("/why/abcdef")
        assert answer.status_code == 404
        assert "carebot journal show" in answer.json()["text"]["en"]
        assert (await visit.client.get("/why/x")).status_code == 404


async def test_nobody_reads_it_without_signing_in(tmp_path: Path) -> None:
    async with visiting(tmp_path, caregiver="", book=BOOK) as visit:
        for path in ("/why/last", "/whatif"):
            assert (await visit.client.get(path)).status_code == 401


async def test_every_part_of_the_panel_links_to_its_why(tmp_path: Path) -> None:
    async with visiting(tmp_path, book=BOOK) as visit:
        robot = visit.robot
        robot.journal.append(story()[0])
        incident = robot.alarm()
        robot.request("go_to_place", {"place": "kitchen"}, BY_NURSE)
        robot.bus.publish(FaultRaised(**robot.stamp(), source="microphone", level=AlarmLevel.LOW, text=text("loose")))
        robot.stop(BY_NURSE)
        await robot.settle()
        page = await read(visit, "/")
        goal = robot.orchestrator.pursuit.runs[0].goal.id
        for link in (f"alarm {incident}", f"goal {goal}", "source microphone", "last stop"):
            assert f'href="/why/{link}"' in page
            assert "What happened" in await read(visit, f"/why/{link}")


async def test_a_decision_leads_to_its_why(tmp_path: Path) -> None:
    async with visiting(tmp_path, book=BOOK) as visit:
        decided = next(event for event in story() if isinstance(event, ActionDecided))
        visit.robot.journal.append(story()[0])
        visit.robot.bus.publish(decided)
        page = await read(visit, f"/decisions/{decided.decision.id}")
        assert f'href="/why/{decided.id}"' in page


async def test_without_rules_nothing_is_supposed_but_the_record_is_told(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await tell_the_story(visit)
        page = await read(visit, "/why/last refusal")
        assert "Nothing sharp is handed over." in page
        assert "What would change it" not in page
        assert (await visit.client.get("/whatif")).status_code == 503


async def test_what_if_offers_actions_and_answers(tmp_path: Path) -> None:
    async with visiting(tmp_path, book=BOOK) as visit:
        empty = await read(visit, "/whatif")
        assert 'value="handover cup li"' in empty
        assert 'id="answer"' not in empty
        before = visit.robot.unsettled
        answer = await read(visit, "/whatif", action=DOOR, night="yes")
        for expected in (
            "Refused",
            "Set front_door to open",
            "Doors and windows are opened",
            "If it were by day, it would be allowed.",
            "house.doors",
        ):
            assert expected in answer
        assert 'value="yes" selected' in answer
        assert visit.robot.unsettled == before, "nothing is carried out, and nothing is recorded"
        allowed = await read(visit, "/whatif", action=DOOR, night="yes", asker="nurse")
        assert ">Allowed<" in allowed


async def test_what_cannot_be_supposed_is_refused(tmp_path: Path) -> None:
    async with visiting(tmp_path, book=BOOK) as visit:
        for query in ({"action": "dance"}, {"action": DOOR, "time": "noonish"}, {"action": DOOR, "room": "cellar"}):
            answer = await visit.client.get("/whatif", params=query)
            assert answer.status_code == 422
            assert answer.json()["text"]["zh"]
