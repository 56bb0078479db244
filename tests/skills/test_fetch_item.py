"""Fetching: every step that can fail has its words, and what could not be handed over is put back."""

from dataclasses import replace

import pytest

from carebot.core.actions import AlarmLevel, Approach, Ask, Handover, MoveTo, Notify, Pick, PutDown
from carebot.core.goals import GoalResult
from carebot.core.intents import NO, YES
from carebot.core.outcomes import Outcome, Result
from skills.fetch_item import FetchItem
from tests.skills.house import BY_SCHEDULE, HOME, HOUSE, KNOWLEDGE, REFUSAL, SUCCESS, Played, failed, reply, run


def test_it_says_what_it_does_and_brings_it() -> None:
    played = run(FetchItem(), object="cup_of_water")
    assert played.kinds == ["say", "move_to", "pick", "say", "approach", "say", "handover", "say"]
    assert [text.zh for text in played.words] == [
        "奶奶，我去拿水杯。",
        "奶奶，水杯拿到了，我给您送过来。",
        "水杯来了，请您接一下。",
        "请您拿好。",
    ]
    assert played.moves == [
        MoveTo(place="kitchen_table"),
        Pick(object="cup_of_water"),
        Approach(person="wang", stop_at_m=0.7, last_seen=KNOWLEDGE.last_seen),
        Handover(object="cup_of_water", to="wang"),
    ]
    assert played.conclusion.result is GoalResult.DONE


def test_thirst_is_met_with_what_holds_water() -> None:
    assert Pick(object="cup_of_water") in run(FetchItem(), need="water").moves


def test_a_need_that_nothing_meets_is_said() -> None:
    dry = replace(KNOWLEDGE, house=replace(HOUSE, home=replace(HOME, objects=HOME.objects[1:])))
    played = run(FetchItem(), knowledge=dry, need="water")
    assert played.moves == []
    assert played.said == "对不起，我不知道水放在哪儿。我能拿的有老花镜。"


def test_an_unknown_thing_is_said_with_what_there_is_but_no_medicine() -> None:
    played = run(FetchItem(), object="风筝")
    assert played.said == "对不起，我不知道“风筝”放在哪儿。我能拿的有水杯、老花镜。"
    assert played.words[1].en == "I can bring the cup of water and the glasses."


def test_without_a_name_it_asks_once_and_goes_on() -> None:
    played = run(FetchItem(), [reply("fetch_item", object="glasses")])
    assert Pick(object="glasses") in played.moves
    unheard = run(FetchItem())
    assert len(unheard.of(Ask)) == 1
    assert "没听清" in unheard.said


def test_it_brings_it_to_the_one_who_is_named() -> None:
    played = run(FetchItem(), object="glasses", resident="li")
    assert Handover(object="glasses", to="li") in played.moves
    assert [action.last_seen for action in played.of(Approach) if isinstance(action, Approach)] == [None]


def test_it_does_not_set_out_without_knowing_for_whom() -> None:
    played = run(FetchItem(), knowledge=replace(KNOWLEDGE, resident=None), object="glasses")
    assert played.moves == []
    assert played.conclusion.result is GoalResult.FAILED


def refused_or_failed(kind: str, result: Result) -> Played:
    return run(FetchItem(), ends={kind: failed(result)}, object="cup_of_water")


@pytest.mark.parametrize("kind", ["move_to", "pick"])
@pytest.mark.parametrize(
    ("result", "words"),
    [
        (Result.UNSUPPORTED, "我没有这个本事，没法把水杯拿过来"),
        (Result.PLANNING, "路不通"),
        (Result.PRECONDITION, "我没能把水杯拿过来"),
        (Result.EXECUTION, "我没能把水杯拿过来"),
        (Result.POSTCONDITION, "我没能把水杯拿过来"),
        (Result.TIMED_OUT, "我没能把水杯拿过来"),
    ],
)
def test_a_failure_on_the_way_is_said_and_ends_it(kind: str, result: Result, words: str) -> None:
    played = refused_or_failed(kind, result)
    assert words in played.said
    assert played.of(Approach, Handover) == []
    assert played.conclusion.result is GoalResult.FAILED


def test_a_refusal_is_spoken_with_its_reason_its_alternative_and_a_carer() -> None:
    played = run(FetchItem(), [reply(YES)], ends={"pick": REFUSAL}, object="cup_of_water")
    said = played.said
    assert "对不起，我不能把水杯拿过来。夜里不进卧室。" in said
    assert "我可以在门口等。" in said
    assert "要我请护理员来帮您吗？" in said
    [notify] = played.of(Notify)
    assert isinstance(notify, Notify)
    assert notify.level is AlarmLevel.LOW
    assert notify.text.zh == "王秀英想要水杯，需要人帮忙拿。"
    assert played.conclusion.result is GoalResult.REFUSED
    assert played.conclusion.summary == REFUSAL.detail


def test_a_carer_is_called_only_on_a_yes() -> None:
    assert run(FetchItem(), [reply(NO)], ends={"pick": REFUSAL}, object="cup_of_water").of(Notify) == []
    assert run(FetchItem(), ends={"pick": REFUSAL}, object="cup_of_water").of(Notify) == []


def test_nobody_is_asked_where_nobody_had_asked() -> None:
    assert run(FetchItem(), ends={"pick": REFUSAL}, by=BY_SCHEDULE, object="cup_of_water").of(Ask) == []


def test_it_puts_back_what_it_cannot_bring() -> None:
    played = refused_or_failed("approach", Result.PLANNING)
    assert played.moves[-2:] == [MoveTo(place="kitchen_table"), PutDown(object="cup_of_water")]
    assert "我没法走到您身边" in played.said
    assert "我先把水杯放回去" in played.said
    assert played.conclusion.result is GoalResult.FAILED


def test_a_handover_that_is_not_taken_is_offered_again_on_a_yes() -> None:
    ends = {"handover": (failed(Result.TIMED_OUT), SUCCESS)}
    played = run(FetchItem(), [reply(YES)], ends=ends, object="cup_of_water")
    assert len(played.of(Handover)) == 2
    assert played.of(PutDown) == []
    assert played.conclusion.result is GoalResult.DONE


def test_a_handover_that_is_not_wanted_any_more_goes_back() -> None:
    played = run(FetchItem(), [reply(NO)], ends={"handover": failed(Result.TIMED_OUT)}, object="cup_of_water")
    assert len(played.of(Handover)) == 1
    assert played.moves[-1] == PutDown(object="cup_of_water")


def test_a_refused_handover_is_not_tried_again() -> None:
    played = run(FetchItem(), [reply(YES), reply(YES)], ends={"handover": REFUSAL}, object="cup_of_water")
    assert len(played.of(Handover)) == 1
    assert "我不能把水杯递给您。夜里不进卧室。" in played.said
    assert played.conclusion.result is GoalResult.REFUSED


@pytest.mark.parametrize("kind", ["put_down", "move_to"])
def test_it_says_so_when_it_still_holds_it(kind: str) -> None:
    ends = {"handover": failed(), kind: (SUCCESS, failed()) if kind == "move_to" else failed()}
    assert "水杯还在我手上" in run(FetchItem(), ends=ends, object="cup_of_water").said


def test_it_brings_at_once_what_it_holds() -> None:
    played = run(FetchItem(), knowledge=replace(KNOWLEDGE, holding="cup_of_water"), object="cup_of_water")
    assert [action.kind for action in played.moves] == ["approach", "handover"]


def test_it_frees_its_hand_first() -> None:
    played = run(FetchItem(), knowledge=replace(KNOWLEDGE, holding="cup_of_water"), object="glasses")
    assert played.moves[:3] == [
        MoveTo(place="kitchen_table"),
        PutDown(object="cup_of_water"),
        MoveTo(place="bedside"),
    ]
    stuck = run(
        FetchItem(),
        ends={"put_down": failed()},
        knowledge=replace(KNOWLEDGE, holding="cup_of_water"),
        object="glasses",
    )
    assert stuck.of(Pick) == []
    assert "我没能放下水杯" in stuck.said


def test_a_thing_that_the_house_does_not_know_is_left_to_the_body() -> None:
    played = run(FetchItem(), knowledge=replace(KNOWLEDGE, holding="something"), object="glasses")
    assert played.of(PutDown) == []
    assert Pick(object="glasses") in played.moves


def test_an_empty_house_has_nothing_to_offer() -> None:
    empty = replace(KNOWLEDGE, house=replace(HOUSE, home=replace(HOME, objects=())))
    assert "现在没有我能拿的东西" in run(FetchItem(), knowledge=empty, object="风筝").said


def test_a_medicine_that_the_home_does_not_have_may_be_another_that_it_has() -> None:
    meant = run(FetchItem(), [reply(YES)], called="药水", kind="medicine")
    assert meant.words[0].zh == "奶奶，您要的是药盒吗？"
    assert Pick(object="tablets") in meant.moves


@pytest.mark.parametrize("answers", [[reply(NO)], [reply("ask_time")]])
def test_a_medicine_that_nobody_meant_is_not_brought(answers: list[Outcome]) -> None:
    other = run(FetchItem(), answers, called="药水", kind="medicine")
    assert other.moves == []
    assert [ask.text.zh for ask in other.of(Ask) if isinstance(ask, Ask)] == [
        "奶奶，您要的是药盒吗？",
        "要我请护理员给您拿吗？",
    ]


def test_of_many_medicines_two_are_asked_about() -> None:
    some = [replace(HOME.objects[-1], id=f"pills-{number}") for number in range(3)]
    many = replace(KNOWLEDGE, house=replace(HOUSE, home=replace(HOME, objects=tuple(some))))
    asked = run(FetchItem(), [reply(NO), reply(NO)], knowledge=many, called="药水", kind="medicine")
    assert sum("药盒" in text.zh for text in asked.words) == 2


def test_no_medicine_is_asked_about_where_something_else_is_wanted_or_nobody_asks() -> None:
    assert "药盒" not in run(FetchItem(), called="毛衣").said
    assert run(FetchItem(), by=BY_SCHEDULE, called="药水", kind="medicine").of(Ask) == []
