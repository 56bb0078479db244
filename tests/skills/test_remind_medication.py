"""Reminding of a medicine: the record's words and hers, and nothing of the robot's own."""

from dataclasses import replace

import pytest

from carebot.core.actions import AlarmLevel, Approach, Ask, Notify, RemindDose
from carebot.core.goals import GoalResult
from carebot.core.intents import HELP, NO, STOP, YES
from carebot.core.outcomes import Outcome, Result
from skills.base import CALL_CAREGIVER, NOT_NOW, QUIET, TAKEN, Finding
from skills.remind_medication import RemindMedication
from tests.skills.house import BY_SCHEDULE, GRANDFATHER, KNOWLEDGE, REFUSAL, SILENCE, Played, at, failed, reply, run


def remind(*answers: Outcome, dose: str = "afternoon_tablet") -> Played:
    return run(RemindMedication(), answers, by=BY_SCHEDULE, dose=dose)


def reminder(played: Played) -> RemindDose:
    first = played.actions[0]
    assert isinstance(first, RemindDose)
    return first


def nurse(played: Played) -> Notify:
    [notify] = played.of(Notify)
    assert isinstance(notify, Notify)
    return notify


def test_it_says_what_the_record_says() -> None:
    first = reminder(remind(reply(YES)))
    assert first.text.zh == "奶奶，到吃药的时间了。记录上写的是：降压药，一片。"
    assert (first.dose, first.resident, first.minutes_from_due) == ("afternoon_tablet", "wang", 30.0)


def test_a_medicine_that_is_not_swallowed_is_not_called_eaten() -> None:
    played = run(RemindMedication(), [reply(YES)], knowledge=at(23, 50), dose="night_drops")
    assert "吃" not in played.said
    assert "您用了吗？" in played.said


@pytest.mark.parametrize(
    ("hour", "minute", "minutes"), [(23, 50, 0.0), (23, 20, -30.0), (0, 20, 30.0), (11, 50, -720.0)]
)
def test_the_nearest_due_time_counts_over_midnight_too(hour: int, minute: int, minutes: float) -> None:
    played = run(RemindMedication(), knowledge=at(hour, minute), dose="night_drops")
    assert reminder(played).minutes_from_due == minutes


@pytest.mark.parametrize("answer", [reply(YES), reply(TAKEN), reply("dose_taken", said="taken")])
def test_her_word_that_it_is_taken_is_recorded_as_her_word(answer: Outcome) -> None:
    played = remind(answer)
    assert played.conclusion.finding is Finding.TAKEN_SAID
    assert played.conclusion.result is GoalResult.DONE
    assert "未经核实" in played.conclusion.summary.zh
    assert played.of(Notify) == []


@pytest.mark.parametrize(
    ("answer", "finding", "nurse_reads"),
    [
        (reply(NO), Finding.NOT_TAKEN_SAID, "本人说还没用"),
        (reply(NOT_NOW), Finding.NOT_TAKEN_SAID, "本人说还没用"),
        (reply("dose_later", said="later"), Finding.NOT_TAKEN_SAID, "本人说还没用"),
        (reply("dose_refused", said="refused"), Finding.REFUSED, "本人说不用"),
        (reply(STOP), Finding.REFUSED, "本人说不用"),
        (reply(QUIET), Finding.REFUSED, "本人说不用"),
        (reply(text="那个药不知道"), Finding.NEEDS_HELP, "没说清"),
        (reply("ask_time"), Finding.NEEDS_HELP, "没说清"),
    ],
)
def test_any_other_answer_is_respected_and_told_to_the_nurse(
    answer: Outcome, finding: Finding, nurse_reads: str
) -> None:
    played = remind(answer)
    assert played.conclusion.finding is finding
    assert nurse_reads in nurse(played).text.zh
    assert "降压药" in nurse(played).text.zh
    assert nurse(played).level is AlarmLevel.LOW
    assert len(played.of(RemindDose)) == 1


@pytest.mark.parametrize(("intent", "level"), [(HELP, AlarmLevel.HIGH), (CALL_CAREGIVER, AlarmLevel.MEDIUM)])
def test_an_answer_that_calls_for_a_person_calls_one(intent: str, level: AlarmLevel) -> None:
    assert nurse(remind(reply(intent))).level is level


def test_silence_is_met_once_more_from_nearby_and_then_told() -> None:
    played = remind()
    assert played.kinds == ["remind_dose", "ask", "say", "approach", "remind_dose", "ask", "say", "notify"]
    assert played.conclusion.finding is Finding.NO_ANSWER
    assert nurse(played).level is AlarmLevel.LOW


def test_an_answer_to_the_second_reminder_counts() -> None:
    assert remind(SILENCE, reply(YES)).conclusion.finding is Finding.TAKEN_SAID


def test_it_repeats_from_where_it_is_when_it_cannot_come() -> None:
    played = run(RemindMedication(), ends={"approach": failed()}, by=BY_SCHEDULE, dose="afternoon_tablet")
    assert len(played.of(RemindDose)) == 2
    assert len(played.of(Approach)) == 1


def test_a_reminder_that_may_not_be_given_is_the_nurses_matter() -> None:
    played = run(RemindMedication(), ends={"remind_dose": REFUSAL}, by=BY_SCHEDULE, dose="afternoon_tablet")
    assert played.of(Ask) == []
    assert REFUSAL.detail.zh in nurse(played).text.zh
    assert played.conclusion.result is GoalResult.REFUSED


def test_a_dose_that_is_given_is_not_reminded_of() -> None:
    given = replace(KNOWLEDGE, given_doses=frozenset({"afternoon_tablet"}))
    played = run(RemindMedication(), by=BY_SCHEDULE, knowledge=given, dose="afternoon_tablet")
    assert played.actions == ()
    assert played.conclusion.result is GoalResult.DONE


def test_the_resident_of_the_dose_is_reminded_whoever_asked() -> None:
    played = run(RemindMedication(), knowledge=replace(KNOWLEDGE, resident=GRANDFATHER), dose="afternoon_tablet")
    assert reminder(played).text.zh.startswith("奶奶，")


@pytest.mark.parametrize(
    ("hour", "minute", "dose"),
    [(13, 59, ""), (14, 0, "afternoon_tablet"), (16, 0, "afternoon_tablet"), (16, 1, ""), (0, 50, "night_drops")],
)
def test_without_a_name_the_dose_that_is_due_is_meant(hour: int, minute: int, dose: str) -> None:
    played = run(RemindMedication(), [reply(YES)], knowledge=at(hour, minute))
    assert [one.dose for one in played.of(RemindDose) if isinstance(one, RemindDose)] == ([dose] if dose else [])
    assert dose or "没有要用的药" in played.said


def test_without_a_record_it_sends_to_the_nurse() -> None:
    played = run(RemindMedication(), knowledge=replace(KNOWLEDGE, resident=GRANDFATHER))
    assert played.said == "我这儿没有您的用药记录，请问问护士。"


def test_an_unknown_dose_is_told_to_the_nurse_and_not_to_the_resident() -> None:
    played = remind(dose="no_such_dose")
    assert played.words == []
    assert "请核对" in nurse(played).text.zh


@pytest.mark.parametrize(
    ("said", "finding", "told"),
    [("taken", Finding.TAKEN_SAID, False), ("refused", Finding.REFUSED, True), ("later", Finding.NOT_TAKEN_SAID, True)],
)
def test_a_report_of_her_own_accord_is_passed_on(said: str, finding: Finding, told: bool) -> None:
    played = run(RemindMedication(), said=said)
    assert played.conclusion.finding is finding
    assert bool(played.of(Notify)) is told
    assert played.of(RemindDose) == []


def test_an_unheard_reminder_is_no_reminder() -> None:
    unheard = failed(Result.UNHEARD)
    played = run(
        RemindMedication(), ends={"remind_dose": unheard, "ask": unheard}, by=BY_SCHEDULE, dose="afternoon_tablet"
    )
    assert played.conclusion.finding is Finding.NO_ANSWER


def test_by_itself_it_says_nothing_when_nothing_is_due() -> None:
    assert run(RemindMedication(), by=BY_SCHEDULE, knowledge=at(9)).actions == ()


def test_whether_it_was_taken_is_answered_from_the_record_alone() -> None:
    given = replace(KNOWLEDGE, given_doses=frozenset({"afternoon_tablet"}))
    assert run(RemindMedication(), knowledge=given, wish="ask").said == "记录上写着，降压药给过了。"
    unknown = run(RemindMedication(), wish="ask")
    assert unknown.said == "记录上没写。您先别再吃，我请护士看看。"
    assert nurse(unknown).text.zh == "王秀英，药：问今天的药吃了没有，请核对。"
    none = run(RemindMedication(), knowledge=replace(KNOWLEDGE, resident=GRANDFATHER), wish="ask")
    assert none.said == "我这儿没有您的用药记录，请问问护士。"
