"""Company: asks leave, can be sent away, says what it is, and passes over no word of despair."""

from dataclasses import replace

import pytest

from carebot.core.actions import AlarmLevel, Ask, Notify, Say
from carebot.core.body import Ability
from carebot.core.goals import GoalResult
from carebot.core.intents import HELP, NO, STOP, YES
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import Consent
from skills.base import DESPAIR, FEEL_UNWELL, NOT_NOW, QUIET, Finding
from skills.keep_company import KeepCompany
from skills.repertoire.poems import POEMS
from skills.repertoire.questions import MEMORIES, OPENINGS
from skills.repertoire.stories import JOKES, STORIES
from tests.skills.house import (
    BY_SCHEDULE,
    GRANDFATHER,
    KNOWLEDGE,
    SILENCE,
    SUCCESS,
    Played,
    at,
    failed,
    reply,
    run,
)

TOLD = reply(text="我小时候住在胡同里")


def calls(played: Played) -> list[tuple[AlarmLevel, str]]:
    return [(one.level, one.text.zh) for one in played.of(Notify) if isinstance(one, Notify)]


@pytest.mark.parametrize(
    ("hour", "zh"),
    [
        (3, "奶奶，夜深了，我在这儿。"),
        (5, "奶奶，早上好。"),
        (11, "奶奶，中午好。"),
        (13, "奶奶，下午好。"),
        (18, "奶奶，晚上好。"),
        (22, "奶奶，夜深了，我在这儿。"),
    ],
)
def test_it_greets_by_the_time_of_day(hour: int, zh: str) -> None:
    assert run(KeepCompany(), knowledge=at(hour), topic="greeting").said == zh


def test_uninvited_it_asks_leave_and_then_talks() -> None:
    played = run(KeepCompany(), [reply(YES), TOLD, TOLD, reply(YES)], by=BY_SCHEDULE)
    words = [text.zh for text in played.words]
    assert words[:2] == ["奶奶，下午好。", "我陪您聊会儿天，好吗？"]
    assert words[2] in [text.zh for text in OPENINGS]
    assert words[3] == words[5] == "谢谢您讲给我听。"
    assert words[4] in [text.zh for text in MEMORIES]
    assert words[6] == "您想听首古诗吗？"
    assert any(words[7:] == [piece.announcement.zh, *(part.zh for part in piece.parts)] for piece in POEMS)


def test_invited_it_does_not_ask_leave() -> None:
    played = run(KeepCompany())
    assert played.words[0] in OPENINGS


@pytest.mark.parametrize(
    ("answer", "finding", "says_so"),
    [
        (reply(NO), Finding.REFUSED, True),
        (reply(STOP), Finding.REFUSED, True),
        (reply(QUIET), Finding.REFUSED, True),
        (reply(NOT_NOW), Finding.REFUSED, True),
        (SILENCE, Finding.NO_ANSWER, False),
    ],
)
def test_without_leave_it_withdraws(answer: Outcome, finding: Finding, says_so: bool) -> None:
    played = run(KeepCompany(), [answer], by=BY_SCHEDULE)
    assert len(played.of(Ask)) == 1
    assert played.conclusion.finding is finding
    assert ("好的，我不打扰您了。" in played.said) is says_so


@pytest.mark.parametrize("answer", [reply(QUIET), reply(STOP), SILENCE])
def test_it_can_be_sent_away_in_the_middle(answer: Outcome) -> None:
    played = run(KeepCompany(), [TOLD, answer])
    assert len(played.of(Ask)) == 2


def test_who_likes_it_quiet_is_not_asked() -> None:
    played = run(KeepCompany(), by=BY_SCHEDULE, knowledge=replace(KNOWLEDGE, resident=GRANDFATHER))
    assert played.of(Ask) == []
    assert played.said == "爷爷，下午好。我在这儿，有事叫我。"


@pytest.mark.parametrize(
    ("intent", "level"),
    [(HELP, AlarmLevel.HIGH), (DESPAIR, AlarmLevel.HIGH), (FEEL_UNWELL, AlarmLevel.MEDIUM)],
)
def test_a_call_for_a_person_in_the_talk_is_taken_up(intent: str, level: AlarmLevel) -> None:
    played = run(KeepCompany(), [reply(intent, "我不舒服")])
    assert calls(played) == [(level, "王秀英聊天时说：“我不舒服”。")]
    assert len(played.of(Ask)) == 1


@pytest.mark.parametrize(("topic", "pieces"), [("poem", POEMS), ("story", STORIES), ("joke", JOKES)])
def test_it_tells_one_piece_whole(topic: str, pieces: tuple[object, ...]) -> None:
    played = run(KeepCompany(), topic=topic)
    assert played.conclusion.result is GoalResult.DONE
    assert len(played.of(Say)) == len(played.actions) >= 3
    assert len(pieces) >= 3


def test_it_breaks_off_when_nobody_hears_it() -> None:
    played = run(KeepCompany(), ends={"say": (SUCCESS, failed(Result.UNHEARD))}, topic="story")
    assert len(played.actions) == 2
    assert played.conclusion.result is GoalResult.FAILED


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("who", "是机器，不是真人"),
        ("feelings", "没有心情"),
        ("abilities", "也能叫护理员"),
        ("thanks", "不客气"),
    ],
)
def test_it_answers_honestly(topic: str, words: str) -> None:
    played = run(KeepCompany(), topic=topic)
    assert words in played.said
    assert played.kinds == ["say"]


def test_it_plays_no_relative_and_offers_the_real_ones() -> None:
    played = run(KeepCompany(), [reply(YES)], topic="relative")
    assert "我是机器人，不是您家里人" in played.said
    assert calls(played) == [(AlarmLevel.LOW, "王秀英想跟家里人联系。")]
    assert calls(run(KeepCompany(), [reply(NO)], topic="relative")) == []


def test_who_is_lonely_is_heard_and_offered_a_person() -> None:
    played = run(KeepCompany(), [TOLD, reply(YES)], topic="lonely")
    assert "谢谢您讲给我听" in played.said
    assert calls(played) == [(AlarmLevel.LOW, "王秀英想有人陪着坐坐。")]


def test_what_nobody_claims_is_not_pretended_to_be_understood() -> None:
    played = run(KeepCompany(), unclear="嗯，就那样")
    assert played.said == "对不起，我没听明白。我能陪您聊天、拿东西、报时间，也能叫护理员。"
    assert played.of(Notify) == []


def test_a_question_that_nobody_answers_is_offered_to_carers() -> None:
    played = run(KeepCompany(), [reply(YES)], unclear="这儿几点熄灯")
    assert played.said.startswith("对不起，这个我不知道。要我请护理员来吗？")
    assert len(played.of(Notify)) == 1


def test_a_wish_that_nobody_claims_is_offered_to_carers_in_her_own_words() -> None:
    played = run(KeepCompany(), [reply(YES)], unclear="把那个弄一下")
    assert played.said.startswith("对不起，我没听明白。要我请护理员来吗？")
    assert len(played.of(Notify)) == 1
    assert run(KeepCompany(), [reply(NO)], unclear="把那个弄一下").of(Notify) == []


@pytest.mark.parametrize("words", ["唉，我有时候真觉得活着没什么意思了", "Sometimes I think I want to die, you know"])
def test_despair_in_other_words_calls_a_person(words: str) -> None:
    played = run(KeepCompany(), unclear=words)
    [(level, text)] = calls(played)
    assert level is AlarmLevel.HIGH
    assert words in text
    assert played.said.startswith("奶奶，谢谢您肯告诉我")
    assert played.conclusion.finding is Finding.NEEDS_HELP


@pytest.mark.parametrize(("looks", "agrees"), [(True, True), (False, True), (True, False)])
def test_it_promises_to_watch_only_where_it_can_and_may(looks: bool, agrees: bool) -> None:
    assert KNOWLEDGE.resident is not None
    abilities = frozenset({Ability.DRIVE, *([Ability.LOOK] if looks else [])})
    manifest = replace(KNOWLEDGE.house.manifest, abilities=abilities)
    resident = replace(KNOWLEDGE.resident, consents=frozenset({Consent.CAMERA_POSE} if agrees else ()))
    knowledge = replace(KNOWLEDGE, house=replace(KNOWLEDGE.house, manifest=manifest), resident=resident)
    assert ("我会看着您" in run(KeepCompany(), knowledge=knowledge, topic="watch").said) is (looks and agrees)


@pytest.mark.parametrize("answer", [reply(YES), reply(NO), reply(STOP), reply(QUIET), TOLD])
def test_a_pause_is_suggested_kindly_and_every_answer_is_right(answer: Outcome) -> None:
    played = run(KeepCompany(), [answer], by=BY_SCHEDULE, topic="pause")
    assert [text.zh for text in played.words] == [
        "奶奶，咱们今天聊了好一会儿了。",
        "您要不要歇一会儿？",
        "好的，听您的。",
    ]
    assert played.conclusion.result is GoalResult.DONE


def test_who_leans_on_the_machine_is_led_to_people() -> None:
    played = run(KeepCompany(), [reply(YES)], topic="attached")
    assert "可我是机器" in played.said
    assert calls(played) == [(AlarmLevel.LOW, "王秀英想有人陪着坐坐。")]
