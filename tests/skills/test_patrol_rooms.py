"""Patrols: shared rooms by default, others on order; what was not seen is named with its reason."""

from dataclasses import replace

import pytest

from carebot.core.actions import Action, Look, MoveTo
from carebot.core.goals import GoalResult
from carebot.core.outcomes import Outcome, Result
from skills.patrol_rooms import Options, PatrolRooms
from tests.skills.house import BY_SCHEDULE, HOME, HOUSE, KNOWLEDGE, REFUSAL, SUCCESS, failed, goal_of, play, run


def places(moves: list[Action]) -> list[str]:
    return [move.place for move in moves if isinstance(move, MoveTo)]


def test_by_itself_it_visits_the_shared_rooms_but_never_the_way_out() -> None:
    played = run(PatrolRooms(), by=BY_SCHEDULE)
    assert places(played.moves) == ["living_room_seat", "kitchen_table", "dock"]
    assert played.words == []
    assert played.conclusion.summary.zh == "去过：客厅、厨房、走廊。"
    assert played.conclusion.summary.en == "Seen: living room, kitchen and hallway."


def test_in_each_room_it_looks_around_and_ahead_again() -> None:
    played = run(PatrolRooms(Options(look_at_rad=(0.5, 0.0))), by=BY_SCHEDULE, rooms="kitchen")
    assert played.moves == [MoveTo(place="kitchen_table"), Look(pan_rad=0.5), Look(pan_rad=0.0)]


def test_a_named_private_room_is_left_to_the_gate_and_reported() -> None:
    def gate(action: Action) -> Outcome:
        return REFUSAL if isinstance(action, MoveTo) and action.place == "bedside" else SUCCESS

    skill = PatrolRooms()
    played = play(skill.plan(goal_of(skill, {"rooms": "bedroom, kitchen"}), KNOWLEDGE), gate)
    assert places(played.moves) == ["bedside", "kitchen_table"]
    assert played.said.endswith("厨房我去过了，卧室没去成。")
    assert played.conclusion.summary.zh == "去过：厨房。没去成：卧室（夜里不进卧室）。"
    assert played.conclusion.summary.en == ("Seen: kitchen. Not seen: bedroom (Bedrooms are not entered at night).")
    assert played.conclusion.result is GoalResult.DONE


@pytest.mark.parametrize(
    ("outcome", "result"), [(REFUSAL, GoalResult.REFUSED), (failed(Result.PLANNING), GoalResult.FAILED)]
)
def test_a_round_that_saw_nothing_is_none(outcome: Outcome, result: GoalResult) -> None:
    played = run(PatrolRooms(), ends={"move_to": outcome})
    assert len(places(played.moves)) == 3
    assert played.conclusion.result is result
    assert played.said.endswith("客厅、厨房、走廊我没能去成。")


def test_a_body_that_cannot_drive_is_asked_once() -> None:
    assert len(run(PatrolRooms(), ends={"move_to": failed(Result.UNSUPPORTED)}).moves) == 1


def test_an_unknown_room_is_reported_among_the_others() -> None:
    played = run(PatrolRooms(), rooms="kitchen,车库")
    assert places(played.moves) == ["kitchen_table"]
    assert "车库（不认识这个房间）" in played.conclusion.summary.zh
    assert played.said.endswith("厨房我去过了，车库没去成。")


def test_a_room_without_a_place_is_reported() -> None:
    played = run(PatrolRooms(), by=BY_SCHEDULE, rooms="front_door")
    assert played.moves == []
    assert "地图上没有可以站的地方" in played.conclusion.summary.zh


def test_a_house_without_shared_rooms_is_not_patrolled() -> None:
    private = replace(KNOWLEDGE, house=replace(HOUSE, home=replace(HOME, rooms=HOME.rooms[2:4])))
    played = run(PatrolRooms(), knowledge=private)
    assert played.said == "对不起，没有我能去看的房间。"
    assert played.moves == []
    assert run(PatrolRooms(), by=BY_SCHEDULE, knowledge=private).actions == ()


def test_one_room_is_one() -> None:
    assert run(PatrolRooms(), room="kitchen").said.endswith("厨房我去过了。")
