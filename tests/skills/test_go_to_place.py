"""Going to a place: words to whoever asked, silence where nobody did."""

from dataclasses import replace

import pytest

from carebot.core.actions import Approach, MoveTo
from carebot.core.goals import GoalResult
from carebot.core.outcomes import Result
from skills.go_to_place import GoToPlace
from tests.skills.house import BY_SCHEDULE, KNOWLEDGE, REFUSAL, failed, run


@pytest.mark.parametrize(
    ("parameter", "value", "place", "zh", "en"),
    [
        ("place", "kitchen_table", "kitchen_table", "去餐桌", "go to the kitchen table"),
        ("place", "living_room_seat", "living_room_seat", "去沙发旁", "go beside the sofa"),
        ("room", "kitchen", "kitchen_table", "去厨房", "go to the kitchen"),
        ("place", "kitchen", "kitchen_table", "去厨房", "go to the kitchen"),
    ],
)
def test_it_says_where_it_goes_and_goes(parameter: str, value: str, place: str, zh: str, en: str) -> None:
    played = run(GoToPlace(), parameters={parameter: value})
    assert [(text.zh, text.en) for text in played.words] == [(f"好的，我{zh}。", f"All right, I will {en}.")]
    assert played.moves == [MoveTo(place=place)]
    assert played.conclusion.result is GoalResult.DONE


def test_nobody_is_disturbed_by_what_nobody_asked_for() -> None:
    assert run(GoToPlace(), by=BY_SCHEDULE, place="dock").kinds == ["move_to"]
    assert run(GoToPlace(), by=BY_SCHEDULE, ends={"move_to": REFUSAL}, place="dock").words == []


def test_a_refusal_is_spoken_with_reason_and_alternative() -> None:
    played = run(GoToPlace(), ends={"move_to": REFUSAL}, place="bedside")
    assert played.said.endswith("对不起，我不能去床边。夜里不进卧室。我可以在门口等。")
    assert played.conclusion.result is GoalResult.REFUSED


def test_no_way_is_no_fault_of_the_listener() -> None:
    played = run(GoToPlace(), ends={"move_to": failed(Result.PLANNING)}, place="bedside")
    assert played.words[-1].en == "I'm sorry, there is no free way, so I cannot go to the bedside."
    assert played.conclusion.result is GoalResult.FAILED


def test_it_comes_when_called() -> None:
    played = run(GoToPlace(), to="me")
    assert played.kinds == ["say", "approach", "say"]
    assert played.moves == [Approach(person="wang", stop_at_m=1.0, last_seen=KNOWLEDGE.last_seen)]


def test_it_admits_that_it_could_not_come_or_does_not_know_to_whom() -> None:
    assert "我没能到您身边去" in run(GoToPlace(), ends={"approach": failed()}, to="me").said
    unknown = run(GoToPlace(), knowledge=replace(KNOWLEDGE, resident=None), to="me")
    assert unknown.moves == []
    assert unknown.said == "对不起，我不知道是谁叫我。"


@pytest.mark.parametrize(
    ("parameters", "zh"),
    [({"place": "车库"}, "不认识“车库”"), ({}, "您要我去哪儿"), ({"room": "front_door"}, "大门我去不了")],
)
def test_a_place_where_it_cannot_stand_is_said(parameters: dict[str, str], zh: str) -> None:
    played = run(GoToPlace(), parameters=parameters)
    assert zh in played.said
    assert played.moves == []
