"""Escorting: her yes first, her pace, and no hand on anybody."""

from datetime import timedelta

import pytest

from carebot.core.actions import Approach, Ask, Escort, Notify, Wait
from carebot.core.goals import GoalResult
from carebot.core.intents import NO, STOP, YES
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import Requester, RequesterKind
from skills.base import FINE, NOT_NOW, QUIET, Finding
from skills.escort import EscortToPlace
from tests.skills.house import BY_SCHEDULE, KNOWLEDGE, REFUSAL, SILENCE, asked_by, failed, reply, run

YES_PLEASE = reply(YES)


def test_she_asked_so_it_comes_asks_whether_she_is_ready_and_leads() -> None:
    played = run(EscortToPlace(), [YES_PLEASE], room="kitchen")
    assert played.kinds == ["say", "approach", "ask", "say", "escort", "say"]
    assert [text.zh for text in played.words] == [
        "奶奶，我过来陪您去厨房。",
        "您准备好了吗？",
        "我在前面慢慢走，您跟着我。",
        "奶奶，我们到了。",
    ]
    assert played.moves == [
        Approach(person="wang", stop_at_m=1.0, last_seen=KNOWLEDGE.last_seen),
        Escort(person="wang", place="kitchen_table", speed_mps=0.3),
    ]
    assert played.conclusion.result is GoalResult.DONE


@pytest.mark.parametrize(
    "by", [BY_SCHEDULE, asked_by(RequesterKind.CAREGIVER, "zhao"), asked_by(RequesterKind.RESIDENT, "li")]
)
def test_whoever_else_asked_she_is_asked_first(by: Requester) -> None:
    played = run(EscortToPlace(), [YES_PLEASE, YES_PLEASE], by=by, room="kitchen")
    assert played.kinds[:2] == ["ask", "approach"]
    assert played.words[0].zh == "奶奶，我过来陪您去厨房，好吗？"
    assert played.conclusion.result is GoalResult.DONE


@pytest.mark.parametrize("answer", [reply(NO), reply(STOP), reply(QUIET), SILENCE, reply(text="嗯那个")])
def test_without_her_yes_nothing_moves(answer: Outcome) -> None:
    played = run(EscortToPlace(), [answer], by=BY_SCHEDULE, room="kitchen")
    assert played.moves == []
    assert played.conclusion.finding is Finding.REFUSED
    assert played.conclusion.result is GoalResult.CANCELLED


def test_she_may_take_her_time() -> None:
    played = run(EscortToPlace(), [reply(NO), SILENCE, reply(FINE)], room="kitchen")
    assert len(played.of(Ask)) == 3
    assert played.of(Wait) == [Wait(duration=timedelta(seconds=20))] * 2
    assert len(played.of(Escort)) == 1


@pytest.mark.parametrize(
    ("answers", "finding", "words"),
    [
        ((SILENCE, SILENCE, SILENCE), Finding.NO_ANSWER, "那我们过一会儿再去。"),
        ((reply(NOT_NOW),), Finding.NO_ANSWER, "那我们过一会儿再去。"),
        ((reply(STOP),), Finding.REFUSED, "好的，那我们不去。"),
        ((reply(QUIET),), Finding.REFUSED, "好的，那我们不去。"),
    ],
)
def test_it_does_not_lead_who_is_not_ready(answers: tuple[Outcome, ...], finding: Finding, words: str) -> None:
    played = run(EscortToPlace(), answers, room="kitchen")
    assert played.of(Escort) == []
    assert played.said.endswith(words)
    assert played.conclusion.finding is finding


@pytest.mark.parametrize(("need", "place"), [("toilet", "washbasin"), ("bed", "bedside")])
def test_a_need_names_its_place(need: str, place: str) -> None:
    played = run(EscortToPlace(), [YES_PLEASE], need=need)
    assert [escort.place for escort in played.of(Escort) if isinstance(escort, Escort)] == [place]


def test_a_refused_way_is_explained_and_a_carer_offered() -> None:
    played = run(EscortToPlace(), [YES_PLEASE, YES_PLEASE], ends={"escort": REFUSAL}, place="dock")
    assert "对不起，我不能陪您去充电座。夜里不进卧室。" in played.said
    assert "要我请护理员来帮您吗？" in played.said
    [notify] = played.of(Notify)
    assert isinstance(notify, Notify)
    assert notify.text.zh == "王秀英想去充电座，需要人陪。"
    assert played.conclusion.result is GoalResult.REFUSED


@pytest.mark.parametrize("kind", ["approach", "escort"])
@pytest.mark.parametrize("result", [Result.UNSUPPORTED, Result.EXECUTION, Result.TIMED_OUT, Result.PLANNING])
def test_a_failure_is_said(kind: str, result: Result) -> None:
    played = run(EscortToPlace(), [YES_PLEASE], ends={kind: failed(result)}, room="kitchen")
    assert "对不起" in played.said
    assert "我们到了" not in played.said
    assert played.conclusion.result is GoalResult.FAILED
