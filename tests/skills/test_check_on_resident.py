"""Checking on a resident: only clear words that all is well count as that; everything else calls people."""

from dataclasses import replace
from datetime import timedelta

import pytest

from carebot.core.actions import AlarmLevel, Approach, Ask, Notify, Wait
from carebot.core.goals import GoalResult
from carebot.core.home import Point
from carebot.core.intents import HELP, NO, STOP, YES
from carebot.core.outcomes import Outcome, Result
from skills.base import CALL_CAREGIVER, DESPAIR, FINE, QUIET, Finding
from skills.check_on_resident import CheckOnResident, Options
from tests.skills.house import KNOWLEDGE, REFUSAL, SILENCE, Played, failed, reply, run

DOUBTFUL = reply(text="嗯哎")


def check(*answers: Outcome, incident: str = "i1", **parameters: str) -> Played:
    return run(CheckOnResident(), answers, parameters=parameters, about="wang", incident=incident)


def question(played: Played, number: int) -> Ask:
    ask = played.of(Ask)[number]
    assert isinstance(ask, Ask)
    return ask


@pytest.mark.parametrize(
    ("first", "second", "finding"),
    [
        (FINE, None, Finding.WELL),
        (NO, None, Finding.NEEDS_HELP),
        (HELP, None, Finding.NEEDS_HELP),
        (CALL_CAREGIVER, None, Finding.NEEDS_HELP),
        (DESPAIR, None, Finding.NEEDS_HELP),
        (STOP, None, Finding.REFUSED),
        (QUIET, None, Finding.REFUSED),
        (YES, NO, Finding.WELL),
        (YES, YES, Finding.NEEDS_HELP),
        ("ask_time", FINE, Finding.WELL),
        ("ask_time", "ask_time", Finding.NEEDS_HELP),
        (YES, STOP, Finding.REFUSED),
    ],
)
def test_answers_and_what_they_mean(first: str, second: str | None, finding: Finding) -> None:
    answers = [reply(first)] + ([reply(second)] if second else [])
    played = check(*answers)
    assert len(played.of(Ask)) == len(answers)
    assert played.conclusion.finding == finding
    assert played.conclusion.result is (GoalResult.DONE if finding is Finding.WELL else GoalResult.FAILED)


@pytest.mark.parametrize(
    ("answers", "finding"),
    [
        ((SILENCE, SILENCE), Finding.NO_ANSWER),
        ((SILENCE, DOUBTFUL), Finding.NEEDS_HELP),
        ((DOUBTFUL, SILENCE), Finding.NO_ANSWER),
        ((SILENCE, reply(FINE)), Finding.WELL),
        ((reply(YES), SILENCE), Finding.NO_ANSWER),
        ((failed(Result.UNHEARD), failed(Result.UNHEARD)), Finding.NO_ANSWER),
        ((REFUSAL, REFUSAL), Finding.NO_ANSWER),
    ],
)
def test_silence_and_moans_never_mean_well(answers: tuple[Outcome, ...], finding: Finding) -> None:
    assert check(*answers).conclusion.finding == finding


def test_it_asks_before_it_drives_and_again_when_it_is_there() -> None:
    played = check(x_m="2.5", y_m="6.0")
    assert played.kinds == ["ask", "approach", "ask"]
    assert question(played, 0).text.zh == "奶奶，我来看看您。您还好吗？"
    assert question(played, 0).timeout == timedelta(seconds=4)
    assert question(played, 1).text.zh == "奶奶，我来了。您需要帮忙吗？"
    assert question(played, 1).timeout == timedelta(seconds=8)
    approach = played.actions[1]
    assert isinstance(approach, Approach)
    assert (approach.person, approach.stop_at_m, approach.last_seen) == ("wang", 1.0, Point(x_m=2.5, y_m=6.0))


@pytest.mark.parametrize(("x_m", "y_m"), [("", ""), ("nan", "1"), ("1", "inf"), ("eins", "2"), ("1", "")])
def test_a_place_that_is_none_falls_back_to_where_she_was_seen(x_m: str, y_m: str) -> None:
    approach = check(x_m=x_m, y_m=y_m).actions[1]
    assert isinstance(approach, Approach)
    assert approach.last_seen == Point(x_m=1.0, y_m=2.0)


def test_it_asks_from_where_it_is_when_it_cannot_come() -> None:
    played = run(CheckOnResident(), ends={"approach": failed(Result.PLANNING)}, about="wang", incident="i1")
    assert played.kinds == ["ask", "approach", "ask"]
    assert question(played, 1).text.zh == "奶奶，我过不去。您需要帮忙吗？"


def test_an_incident_is_asked_about_aloud_and_its_own_chain_calls() -> None:
    played = check()
    assert question(played, 0).alarm
    assert question(played, 0).volume_db == 65.0
    assert played.of(Notify) == []


@pytest.mark.parametrize(
    ("answer", "level"), [(reply(HELP), AlarmLevel.HIGH), (SILENCE, AlarmLevel.MEDIUM), (DOUBTFUL, AlarmLevel.MEDIUM)]
)
def test_a_routine_check_calls_by_itself_and_says_so(answer: Outcome, level: AlarmLevel) -> None:
    played = check(answer, answer, incident="")
    [notify] = played.of(Notify)
    assert isinstance(notify, Notify)
    assert (notify.level, notify.about) == (level, "wang")
    assert "我已经通知护理员了" in played.said
    assert not question(played, 0).alarm


def test_the_one_named_is_meant_whoever_asked() -> None:
    played = run(CheckOnResident(), [reply(FINE)], resident="li")
    assert question(played, 0).to == "li"
    assert played.said.startswith("爷爷，")


def test_who_is_only_taken_for_her_is_not_called_by_her_name() -> None:
    guessed = replace(KNOWLEDGE, guessed=frozenset({"wang"}))
    played = run(CheckOnResident(), knowledge=guessed, resident="wang")
    assert played.words[0].zh == "我来看看您。您还好吗？"
    assert "奶奶" not in played.said
    [approach], [notify] = played.of(Approach), played.of(Notify)
    assert isinstance(approach, Approach)
    assert isinstance(notify, Notify)
    assert approach.person == "wang", "it goes to whom it took for her"
    assert notify.text.zh.startswith("有人（可能是王秀英）")
    assert notify.text.en.startswith("Somebody (probably Wang Xiuying)")
    of_another = run(CheckOnResident(), knowledge=replace(KNOWLEDGE, guessed=frozenset({"li"})), resident="wang")
    assert of_another.words[0].zh.startswith("奶奶，")


def test_with_people_called_it_comes_stays_and_speaks_from_time_to_time() -> None:
    played = run(CheckOnResident(Options(comfort_rounds=4)), about="wang", incident="i1", called="yes")
    assert played.kinds == ["say", "say", "approach", *("say", "wait") * 4]
    assert played.words[0].zh == "奶奶，我已经在叫护理员了。"
    assert "我在这儿陪着您" in played.said
    assert all(isinstance(wait, Wait) and wait.duration == timedelta(seconds=45) for wait in played.of(Wait))


def test_it_stays_even_when_it_cannot_come_near() -> None:
    played = run(CheckOnResident(), ends={"approach": failed()}, about="wang", called="yes")
    assert len(played.of(Wait)) == Options().comfort_rounds
    assert len(played.of(Approach)) == 1
