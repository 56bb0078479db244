"""Commands: each reaches the robot with the carer's name, is recorded before it is answered, and bears nonsense."""

from dataclasses import replace
from pathlib import Path

import pytest

from carebot.core.alarms import AlarmAcknowledged, AlarmResolved
from carebot.core.events import GoalRequested, PauseRequested, StopPressed, StopReleased
from carebot.core.language import Language
from tests.safety.builders import BY_CARER, BY_LI, BY_NURSE, CAREGIVERS, HOUSE, NURSE_ZHANG
from tests.web.robot import events_of
from tests.web.test_decisions import DIGEST, need_a_yes
from tests.web.visitor import visiting
from web.catalogue import SKILLS, Catalogue

pytestmark = pytest.mark.anyio


async def test_acknowledging_is_recorded_with_her_name_before_it_is_answered(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        incident = visit.robot.alarm()
        answer = await visit.post(f"/alarms/{incident}/acknowledge")
        assert answer.json()["state"] == "acknowledged"
        recorded = [event for event in events_of(visit.robot) if isinstance(event, AlarmAcknowledged)]
        assert [(event.incident, event.by, event.name) for event in recorded] == [(incident, BY_NURSE, NURSE_ZHANG)]
        assert visit.robot.orchestrator.alarming.open[0].acknowledged_by == NURSE_ZHANG


async def test_of_two_carers_the_first_is_named_and_the_second_told(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        incident = visit.robot.alarm()
        await visit.post(f"/alarms/{incident}/acknowledge")
        await visit.sign_in("carer")
        second = await visit.post(f"/alarms/{incident}/acknowledge")
        assert second.status_code == 200
        assert second.json()["text"]["en"] == "Nurse Zhang is on the way already."
        assert visit.robot.orchestrator.alarming.open[0].acknowledged_by == NURSE_ZHANG


async def test_resolving_says_who_and_whether_it_was_real(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        incident = visit.robot.alarm()
        await visit.post(f"/alarms/{incident}/acknowledge")
        await visit.sign_in("carer")
        answer = await visit.post(f"/alarms/{incident}/resolve", real="no", note="  她在找眼镜  ")
        assert answer.json()["state"] == "closed"
        assert visit.robot.orchestrator.alarming.open == ()
        resolved = next(event for event in events_of(visit.robot) if isinstance(event, AlarmResolved))
        assert (resolved.by, resolved.name) == (BY_CARER, CAREGIVERS[1].name)
        assert (resolved.real, resolved.note) == (False, "她在找眼镜")
        shown = (await visit.client.get("/state?language=en")).json()["state"]["closed"]
        assert (shown[0]["how"], shown[0]["right"]) == ("Resolved by Xiao Chen", "no")


async def test_what_is_over_can_be_ended_again_and_changes_nothing(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        incident = visit.robot.alarm()
        await visit.post(f"/alarms/{incident}/resolve", real="yes")
        for command in ("resolve", "acknowledge"):
            answer = await visit.post(
                f"/alarms/{incident}/{command}", **({"real": "no"} if command == "resolve" else {})
            )
            assert (answer.status_code, answer.json()["state"]) == (200, "closed")
        assert len([event for event in events_of(visit.robot) if isinstance(event, AlarmResolved)]) == 1


async def test_an_alarm_that_nobody_answered_sounds_again(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        incident = visit.robot.alarm()
        await visit.post(f"/alarms/{incident}/acknowledge")
        assert not (await visit.client.get("/state")).json()["state"]["alarms"][0]["sounding"]
        visit.robot.let_timer_elapse()
        alarm = (await visit.client.get("/state")).json()["state"]["alarms"][0]
        assert (alarm["stage"], alarm["sounding"]) == ("escalated", True)
        assert (await visit.post(f"/alarms/{incident}/acknowledge")).json()["state"] == "acknowledged"


async def test_stop_and_release(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        assert (await visit.post("/control/release")).status_code == 409
        assert (await visit.post("/control/stop")).status_code == 200
        assert visit.robot.orchestrator.mode.value == "stopped"
        assert (await visit.post("/control/stop")).status_code == 200
        assert (await visit.post("/control/release")).status_code == 200
        assert visit.robot.orchestrator.mode.value == "idle"
        pressed = [event for event in events_of(visit.robot) if isinstance(event, StopPressed | StopReleased)]
        assert [event.by for event in pressed] == [BY_NURSE] * 3


async def test_stop_needs_nothing_but_a_session(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        visit.robot.state = None
        visit.robot.alarm()
        answer = await visit.client.post(
            "/control/stop", content=b"\xff garbage", headers={"Origin": "http://panel.test", "Content-Type": "x/y"}
        )
        assert answer.status_code == 200
        assert visit.robot.orchestrator.mode.value == "stopped"


async def test_pause_and_go_on(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        assert (await visit.post("/control/go-on")).status_code == 409
        assert (await visit.post("/control/pause")).status_code == 200
        assert visit.robot.orchestrator.mode.value == "paused"
        assert (await visit.post("/control/go-on")).status_code == 200
        assert visit.robot.orchestrator.mode.value == "idle"
        paused = [event.paused for event in events_of(visit.robot) if isinstance(event, PauseRequested)]
        assert paused == [True, False]


async def test_what_cannot_be_paused_says_so(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        visit.robot.alarm()
        answer = await visit.post("/control/pause")
        assert answer.status_code == 409
        assert answer.json()["text"]["en"] == "It cannot be paused at present."


@pytest.mark.parametrize(
    ("words", "language"),
    [("请给我拿杯水", Language.ZH), ("bring me water", Language.EN), ("OK 好", Language.ZH), ("123", Language.EN)],
)
async def test_talking_as_oneself(tmp_path: Path, words: str, language: Language) -> None:
    async with visiting(tmp_path) as visit:
        assert (await visit.post("/talk", text=f" {words} ")).status_code == 200
        assert visit.robot.heard == [(words, language, BY_NURSE)]


async def test_talking_as_a_resident(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        assert (await visit.post("/talk", text="你好", speaker="li")).status_code == 200
        assert visit.robot.heard == [("你好", Language.ZH, BY_LI)]
        said = (await visit.client.get("/state")).json()["state"]["talk"]
        assert [(one["who"], one["text"], one["how"]) for one in said] == [("李秀兰", "你好", "面板输入")]


async def test_nobody_speaks_for_a_resident_who_is_really_there(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        assert 'name="speaker"' in (await visit.client.get("/")).text
        visit.robot.scenes = {}
        assert 'name="speaker"' not in (await visit.client.get("/")).text
        answer = await visit.post("/talk", text="我没事", speaker="li")
        assert answer.status_code == 403
        assert answer.json()["text"]["zh"].startswith("只有在模拟的家里才能替老人说话")
        assert answer.json()["text"]["en"].startswith("Only in the simulated home can you speak for the resident")
        assert visit.robot.heard == []
        assert (await visit.post("/talk", text="你好", speaker="")).status_code == 200
        assert visit.robot.heard == [("你好", Language.ZH, BY_NURSE)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "complaint"),
    [
        ({}, "'text' is missing."),
        ({"text": ""}, "'text' is missing."),
        ({"text": "   "}, "'text' must not be empty."),
        ({"text": "好" * 501}, "'text' is too long: 500 characters at most."),
        ({"text": "hello", "speaker": "stranger"}, "There is no such resident."),
        ({"text": "hello", "language": "fr"}, "'language' is wrong: it must be 'zh' or 'en'."),
        ({"text": "hello", "volume": "100"}, "There is nothing called 'volume' here."),
    ],
)
async def test_nonsense_is_not_said(tmp_path: Path, form: dict[str, str], complaint: str) -> None:
    async with visiting(tmp_path) as visit:
        answer = await visit.post("/talk", **form)
        assert (answer.status_code, answer.json()["text"]["en"]) == (422, complaint)
        assert visit.robot.heard == []


async def test_500_characters_are_not_too_long(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        assert (await visit.post("/talk", text="好" * 500)).status_code == 200


async def test_asking_for_a_skill(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        answer = await visit.post("/goals/go_to_place", place="kitchen", room="")
        assert answer.status_code == 200
        asked = next(event for event in events_of(visit.robot) if isinstance(event, GoalRequested))
        assert (asked.skill, asked.parameters, asked.by) == ("go_to_place", (("place", "kitchen"),), BY_NURSE)
        doing = (await visit.client.get("/state?language=en")).json()["state"]["doing"]
        assert (doing[0]["step"], doing[0]["why"]) == ("Drive to: kitchen", "Asked for by Nurse Zhang")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("skill", "form", "status"),
    [
        ("dance", {}, 404),
        ("stop", {}, 404),
        ("go_to_place", {"place": "the moon"}, 422),
        ("go_to_place", {"speed": "9"}, 422),
        ("check_on_resident", {"incident": "i1"}, 422),
        ("check_on_resident", {"called": "yes"}, 422),
        ("keep_company", {"topic": "politics"}, 422),
        ("patrol_rooms", {"rooms": "living,moon"}, 422),
        ("go_to_place", {"place": "x" * 201}, 422),
        ("__init__", {}, 404),
    ],
)
async def test_no_such_task(tmp_path: Path, skill: str, form: dict[str, str], status: int) -> None:
    async with visiting(tmp_path) as visit:
        answer = await visit.post(f"/goals/{skill}", **form)
        assert answer.status_code == status
        assert answer.json()["text"]["zh"]
        assert not [event for event in events_of(visit.robot) if isinstance(event, GoalRequested)]


async def test_a_task_without_what_it_needs_says_what_to_choose(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        for form in ({}, {"place": ""}, {"resident": "li"}):
            answer = await visit.post("/goals/escort", **form)
            assert (answer.status_code, answer.json()["text"]["en"]) == (422, "Choose first: Place or Room.")
        assert not [event for event in events_of(visit.robot) if isinstance(event, GoalRequested)]
        assert (await visit.post("/goals/escort", place="kitchen", resident="li")).status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize(
    ("skill", "form"),
    [
        ("patrol_rooms", {"rooms": "living,kitchen"}),
        ("keep_company", {"topic": "poem"}),
        ("go_to_place", {"to": "me"}),
        ("fetch_item", {"object": "cup", "resident": "li"}),
        ("remind_medication", {"dose": "noon"}),
    ],
)
async def test_what_the_catalogue_knows_is_taken(tmp_path: Path, skill: str, form: dict[str, str]) -> None:
    async with visiting(tmp_path) as visit:
        assert (await visit.post(f"/goals/{skill}", **form)).status_code == 200


async def test_a_scene_happens(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        assert (await visit.post("/scenes/earthquake")).status_code == 404
        assert visit.robot.orchestrator.alarming.open == ()
        assert (await visit.post("/scenes/fall")).json()["text"]["en"] == "Scene: The resident falls."
        assert len(visit.robot.orchestrator.alarming.open) == 1


def test_nobody_chooses_a_resident_where_one_lives_alone_and_what_answers_words_is_not_offered() -> None:
    catalogue = Catalogue(SKILLS.load_all())
    alone = {offer.name: offer for offer in catalogue.offers(replace(HOUSE, residents=HOUSE.residents[:1]))}
    of_several = {offer.name: offer for offer in catalogue.offers(HOUSE)}
    assert alone["check_on_resident"].parameters == ()
    assert [one.name for one in of_several["check_on_resident"].parameters] == ["resident"]
    assert (of_several["check_on_resident"].by_itself, of_several["go_to_place"].by_itself) == (True, False)
    assert next(iter(of_several)) == "check_on_resident", "what is asked for most stands first"
    assert not {"clarify", "stop"} & set(of_several)
    catalogue.check("check_on_resident", {"resident": "li"}, replace(HOUSE, residents=HOUSE.residents[:1]))


@pytest.mark.parametrize(
    ("form", "status"), [({}, 422), ({"real": "maybe"}, 422), ({"real": "yes", "note": "x" * 501}, 422)]
)
async def test_an_alarm_is_not_ended_by_nonsense(tmp_path: Path, form: dict[str, str], status: int) -> None:
    async with visiting(tmp_path) as visit:
        incident = visit.robot.alarm()
        answer = await visit.post(f"/alarms/{incident}/resolve", **form)
        assert answer.status_code == status
        assert visit.robot.orchestrator.alarming.open != ()


async def test_whatever_is_accepted_is_recorded_before_it_is_answered(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        incident = visit.robot.alarm()
        commands: tuple[tuple[str, dict[str, str]], ...] = (
            (f"/alarms/{incident}/acknowledge", {}),
            (f"/alarms/{incident}/resolve", {"real": "yes"}),
            ("/talk", {"text": "hello"}),
            ("/goals/go_to_place", {"place": "kitchen"}),
            ("/control/pause", {}),
            ("/control/go-on", {}),
            ("/control/stop", {}),
            ("/control/release", {}),
            ("/scenes/fall", {}),
        )
        need_a_yes(visit.robot)
        for path, form in (*commands, ("/confirmations/run", {"digest": DIGEST, "confirmed": "no"})):
            visit.robot.unsettled = 0
            assert (await visit.post(path, **form)).status_code == 200, path
            assert visit.robot.unsettled == 0, path


@pytest.mark.parametrize(
    ("level", "said"),
    [(None, "No microphone is listening; please type."), (-40.0, "The robot is listening; please speak.")],
)
async def test_a_carer_has_the_robot_listen_without_its_name(tmp_path: Path, level: float | None, said: str) -> None:
    async with visiting(tmp_path) as visit:
        visit.robot.microphone_level_dbfs = level
        answer = await visit.post("/talk/attend")
        assert answer.json()["text"]["en"] == said
        assert visit.robot.attended == 1


def test_rooms_where_the_robot_cannot_stand_are_not_offered() -> None:
    """What lies behind the front door is on the map, and no place to go to."""
    catalogue = Catalogue(SKILLS.load_all())
    indoors = tuple(one for one in HOUSE.home.places if one.room != "porch")
    house = replace(HOUSE, home=replace(HOUSE.home, places=indoors))
    offered = {
        choice.value
        for offer in catalogue.offers(house)
        for parameter in offer.parameters
        if parameter.name == "room"
        for choice in parameter.choices
    }
    assert offered == {room.id for room in HOUSE.home.rooms} - {"porch"}
