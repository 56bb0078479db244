"""Decisions and confirmations: what the gate said, everything behind it, and the yes or no of staff."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from carebot.core.actions import Handover, StoreClip
from carebot.core.deeds import ActionDecided, ActionFinished, ConfirmationNeeded, LimitsTightened
from carebot.core.events import ConfirmationGiven
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import Caregiver, Role, ValueProfile
from carebot.core.permits import action_digest
from carebot.core.verdicts import Confirmer, Decision, Judgement, Limits, Verdict
from tests.carebot.examples import DECISION
from tests.safety.builders import BY_LI, BY_NURSE, LI, NOW, present, text
from tests.web.robot import RobotUnderTest
from tests.web.visitor import Visit, visiting

pytestmark = pytest.mark.anyio

HANDOVER = Handover(object="cup", to="li")
DIGEST = action_digest(HANDOVER)
BOTH = frozenset({Confirmer.RESIDENT, Confirmer.STAFF})


def decide(robot: RobotUnderTest, decision: Decision = DECISION, run: str = "r") -> None:
    robot.bus.publish(ActionDecided(**robot.stamp(), run=run, decision=decision, present=present(requester=BY_LI)))


def need_a_yes(
    robot: RobotUnderTest, confirmers: frozenset[Confirmer] = BOTH, action: Handover | StoreClip = HANDOVER
) -> None:
    judgement = Judgement(rule="touch", verdict=Verdict.CONFIRM, reason=text("may I?"), confirmers=confirmers)
    decision = Decision(
        id="d2", decided_at=NOW, requested=action, considered=action, granted=None, verdict=Verdict.CONFIRM,
        judgements=(judgement,), limits=Limits(),
    )  # fmt: skip
    decide(robot, decision, run="run")
    robot.bus.publish(
        ConfirmationNeeded(
            **robot.stamp(), run="run", action_digest=action_digest(action), confirmers=confirmers,
            question=text("may I?"), until=NOW + timedelta(seconds=60),
        )
    )  # fmt: skip


async def waiting(visit: Visit) -> list[dict[str, object]]:
    shown: list[dict[str, object]] = (await visit.client.get("/state?language=en")).json()["state"]["confirmations"]
    return shown


async def test_decisions_are_listed_the_latest_first(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        decide(visit.robot)
        decide(visit.robot, replace(DECISION, id="d9", verdict=Verdict.DENY, granted=None))
        listed = (await visit.client.get("/decisions?language=en")).json()["decisions"]
        assert [(one["id"], one["verdict_words"], one["action"]) for one in listed] == [
            ("d9", "Refused", "Drive to: kitchen"),
            ("d1", "Limited", "Drive to: kitchen"),
        ]
        assert listed[0]["reason"] == "slow"


async def test_one_decision_with_everything(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        decide(visit.robot)
        page = (await visit.client.get("/decisions/d1?language=en")).text
        for expected in (
            "slow",
            "r1",
            "distance_m: 0.9",
            "Li Xiulan",
            "speed 0.30 m/s",
            "Ready",
            "<html",
            "local_minute",
        ):
            assert expected in page
        part = (await visit.client.get("/decisions/d1?language=zh", headers={"HX-Request": "true"})).text
        assert "<html" not in part
        assert "限制后允许" in part


async def test_bounds_that_were_lowered_on_the_way_are_told(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        visit.robot.bus.publish(
            LimitsTightened(**visit.robot.stamp(), run="r", decision=DECISION, present=present(), revoked=True)
        )
        listed = (await visit.client.get("/decisions")).json()["decisions"]
        assert (listed[0]["watched"], listed[0]["revoked"]) == (True, True)
        assert "途中收回许可" in (await visit.client.get("/")).text
        assert (await visit.client.get("/decisions/d1")).status_code == 200


async def test_staff_may_say_yes_to_what_they_were_shown(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        need_a_yes(visit.robot)
        shown = (await waiting(visit))[0]
        assert (shown["action"], shown["for_staff"]) == ("Hand cup to Li Xiulan", True)
        assert shown["from_whom"] == "the resident, staff"
        assert "left, then it counts as a no" in (await visit.client.get("/?language=en")).text
        answer = await visit.post("/confirmations/run", digest=DIGEST, confirmed="yes")
        assert answer.status_code == 200
        given = visit.robot.confirmed[0]
        assert (given.run, given.action_digest, given.confirmer, given.by, given.confirmed) == (
            "run", DIGEST, Confirmer.STAFF, BY_NURSE, True,
        )  # fmt: skip
        assert len(await waiting(visit)) == 1, "the resident's yes is still missing"


async def test_a_no_settles_it(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        need_a_yes(visit.robot)
        assert (await visit.post("/confirmations/run", digest=DIGEST, confirmed="no")).status_code == 200
        assert not visit.robot.confirmed[0].confirmed
        assert await waiting(visit) == []
        assert (await visit.post("/confirmations/run", digest=DIGEST, confirmed="yes")).status_code == 409


async def test_a_yes_to_something_else_is_no_yes(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        need_a_yes(visit.robot)
        other = action_digest(Handover(object="knife", to="li"))
        assert (await visit.post("/confirmations/run", digest=other, confirmed="yes")).status_code == 409
        assert (await visit.post("/confirmations/other", digest=DIGEST, confirmed="yes")).status_code == 409
        assert (await visit.post("/confirmations/run", digest=DIGEST, confirmed="perhaps")).status_code == 422
        assert visit.robot.confirmed == []


async def test_staff_cannot_answer_for_the_resident(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        need_a_yes(visit.robot, frozenset({Confirmer.RESIDENT}))
        assert not (await waiting(visit))[0]["for_staff"]
        assert (await visit.post("/confirmations/run", digest=DIGEST, confirmed="yes")).status_code == 409
        assert visit.robot.confirmed == []


async def test_what_is_over_waits_no_longer(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        need_a_yes(visit.robot)
        outcome = Outcome(result=Result.REFUSED)
        visit.robot.bus.publish(ActionFinished(**visit.robot.stamp(), run="run", action=HANDOVER, outcome=outcome))
        assert await waiting(visit) == []


async def test_the_residents_yes_is_shown_by_what_is_still_missing(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        need_a_yes(visit.robot)
        visit.robot.bus.publish(
            ConfirmationGiven(
                **visit.robot.stamp(), run="run", action_digest=DIGEST, confirmer=Confirmer.RESIDENT, by=BY_LI,
                confirmed=True,
            )
        )  # fmt: skip
        need_a_yes(visit.robot, frozenset({Confirmer.STAFF}))
        assert [one["from_whom"] for one in await waiting(visit)] == ["staff"]


async def test_family_on_the_list_of_carers_is_no_staff(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        family = Caregiver(id="daughter", name=text("daughter"), role=Role.FAMILY)
        known = visit.robot.orchestrator.known
        known.house = replace(known.house, caregivers=(*known.house.caregivers, family))
        await visit.sign_in("daughter")
        need_a_yes(visit.robot)
        assert (await visit.post("/confirmations/run", digest=DIGEST, confirmed="yes")).status_code == 403
        assert visit.robot.confirmed == []


@pytest.mark.parametrize(
    ("can_decide", "proxy", "status"), [(False, "nurse", 200), (True, "nurse", 409), (False, "son", 409)]
)
async def test_whoever_she_entrusted_agrees_to_pictures_while_she_cannot_decide(
    tmp_path: Path, can_decide: bool, proxy: str, status: int
) -> None:
    clip = StoreClip(about="li", incident="i", retention=timedelta(hours=1))
    async with visiting(tmp_path) as visit:
        known = visit.robot.orchestrator.known
        li = replace(LI, can_decide=can_decide, values=ValueProfile(proxy=proxy))
        known.house = replace(known.house, residents=(li,))
        need_a_yes(visit.robot, frozenset({Confirmer.RESIDENT}), clip)
        answer = await visit.post("/confirmations/run", digest=action_digest(clip), confirmed="yes")
        assert answer.status_code == status
        assert [given.confirmer for given in visit.robot.confirmed] == ([Confirmer.RESIDENT] if status == 200 else [])
