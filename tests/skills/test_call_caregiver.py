"""Calling a caregiver: the call goes out before any word, and the words follow from what became of it."""

from dataclasses import replace

import pytest

from carebot.core.actions import AlarmLevel, Notify, Say
from carebot.core.goals import GoalResult
from carebot.core.outcomes import Result
from skills.call_caregiver import CallCaregiver
from tests.skills.house import KNOWLEDGE, SUCCESS, Played, failed, run


def notification(played: Played) -> Notify:
    first = played.actions[0]
    assert isinstance(first, Notify)
    return first


@pytest.mark.parametrize(
    ("urgency", "level"),
    [
        ("", AlarmLevel.HIGH),
        ("no such urgency", AlarmLevel.HIGH),
        ("despair", AlarmLevel.HIGH),
        ("usual", AlarmLevel.MEDIUM),
        ("unwell", AlarmLevel.MEDIUM),
        ("lift", AlarmLevel.MEDIUM),
    ],
)
def test_the_call_comes_first_and_has_its_level(urgency: str, level: AlarmLevel) -> None:
    played = run(CallCaregiver(), urgency=urgency)
    assert notification(played).level is level
    assert notification(played).about == "wang"
    assert played.moves == []
    assert played.conclusion.result is GoalResult.DONE
    assert "我已经通知护理员了" in played.said


def test_carers_read_who_and_where() -> None:
    text = notification(run(CallCaregiver())).text
    assert text.zh == "王秀英呼救，请马上过去！（最后看到在客厅）"
    assert text.en == "Wang Xiuying calls for help. Please go at once! (last seen in the living room)"
    unseen = replace(KNOWLEDGE, resident=None, last_seen=None)
    assert notification(run(CallCaregiver(), knowledge=unseen)).text.zh == "有位老人呼救，请马上过去！（位置不明）"


def test_a_call_that_reaches_nobody_is_repeated_and_then_admitted() -> None:
    played = run(CallCaregiver(), ends={"notify": failed()})
    assert len(played.of(Notify)) == 2
    assert "没能通知到护理员" in played.said
    assert "呼叫铃" in played.said
    assert played.conclusion.result is GoalResult.FAILED


def test_a_second_attempt_that_reaches_somebody_counts() -> None:
    played = run(CallCaregiver(), ends={"notify": (failed(), SUCCESS)})
    assert "我已经通知护理员了" in played.said
    assert played.conclusion.result is GoalResult.DONE


def test_a_refused_call_is_not_tried_again() -> None:
    assert len(run(CallCaregiver(), ends={"notify": failed(Result.REFUSED)}).of(Notify)) == 1


def test_words_of_despair_are_met_calmly() -> None:
    played = run(CallCaregiver(), urgency="despair")
    assert [text.zh for text in played.words] == [
        "奶奶，谢谢您肯告诉我，这话我听进去了。",
        "我已经通知护理员了。",
        "您不用一个人扛着。",
    ]


def test_what_is_urgent_is_spoken_as_part_of_the_alarm() -> None:
    assert all(say.alarm for say in run(CallCaregiver()).of(Say) if isinstance(say, Say))
    assert not any(say.alarm for say in run(CallCaregiver(), urgency="usual").of(Say) if isinstance(say, Say))
