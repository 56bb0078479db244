"""Comfort: fear is met and not explained away, a moan is asked about, and silence is told to people."""

from dataclasses import replace

import pytest

from carebot.core.actions import AlarmLevel, Ask, Notify
from carebot.core.goals import GoalResult
from carebot.core.intents import NO, YES
from carebot.core.outcomes import Outcome
from skills.base import FEEL_UNWELL, FINE, Finding
from skills.comfort import Comfort
from tests.skills.house import BY_SCHEDULE, KNOWLEDGE, SILENCE, Played, failed, reply, run


def told(played: Played) -> tuple[str, AlarmLevel]:
    [notice] = played.of(Notify)
    assert isinstance(notice, Notify)
    return notice.text.zh, notice.level


def test_whoever_is_afraid_is_not_left_alone() -> None:
    played = run(Comfort(), [reply(YES)], topic="afraid")
    assert played.said == "我在这儿陪着您。要我叫个人过来吗？我已经通知护理员了。"
    assert told(played) == ("王秀英说害怕，想有人过去陪着。", AlarmLevel.MEDIUM)
    assert run(Comfort(), [reply(NO)], topic="afraid").said.endswith("好的，听您的。")
    assert run(Comfort(), [SILENCE], topic="afraid").of(Notify) == []


def test_whoever_does_not_know_the_place_is_told_it_without_a_correction() -> None:
    played = run(Comfort(), topic="place")
    assert [text.zh for text in played.words] == [
        "奶奶，您在自己住的地方。",
        "这儿是客厅。",
        "这儿很安全。",
        "我在这儿陪着您。",
        "要我叫个人过来吗？",
    ]
    unseen = replace(KNOWLEDGE, last_seen=None)
    assert "客厅" not in run(Comfort(), knowledge=unseen, topic="place").said


@pytest.mark.parametrize("answer", [reply(FINE), reply(NO)])
def test_a_moan_that_was_nothing_is_left_at_that(answer: Outcome) -> None:
    played = run(Comfort(), [answer], topic="moan")
    assert played.said == "奶奶，您怎么了？要我叫人吗？那就好，我在这儿呢。"
    assert played.of(Notify) == []


def test_a_moan_without_an_answer_is_told_softly() -> None:
    played = run(Comfort(), [SILENCE], topic="moan")
    assert told(played) == ("王秀英呻吟了一声，问了没有回答，请去看看。", AlarmLevel.LOW)
    assert played.conclusion.finding is Finding.NO_ANSWER


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        (reply(YES), "王秀英好像不舒服，请过去看看。"),
        (reply(text="腿抽筋了"), "王秀英不舒服，说：“腿抽筋了”，请过去看看。"),
        (reply(FEEL_UNWELL, "我难受"), "王秀英不舒服，说：“我难受”，请过去看看。"),
    ],
)
def test_what_hurts_is_told_in_her_words(answer: Outcome, read: str) -> None:
    assert told(run(Comfort(), [answer], topic="moan")) == (read, AlarmLevel.MEDIUM)


def test_unasked_it_asks_nothing_and_a_voice_that_fails_is_admitted() -> None:
    assert run(Comfort(), by=BY_SCHEDULE, topic="place").of(Ask) == []
    assert run(Comfort(), ends={"say": failed()}, topic="afraid").conclusion.result is GoalResult.FAILED


def complaining(*answers: Outcome) -> Played:
    return run(Comfort(), answers, knowledge=replace(KNOWLEDGE, words="后脊梁骨跟针扎似的"), topic="complaint")


def test_a_complaint_is_offered_to_a_carer_in_her_own_words() -> None:
    assert told(complaining(reply(YES))) == ("王秀英说：“后脊梁骨跟针扎似的”，请过去看看。", AlarmLevel.MEDIUM)
    assert complaining(reply(NO)).of(Notify) == []
    assert told(complaining(SILENCE)) == ("王秀英说：“后脊梁骨跟针扎似的”，请过去看看。", AlarmLevel.LOW)
