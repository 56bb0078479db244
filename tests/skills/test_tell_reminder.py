"""A reminder at its hour: to her alone, heard or not heard, later at her word, and for the carers in the end."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from carebot.core.actions import AlarmLevel, Approach, Ask, KeepReminder, NoteReminder, Notify, Say
from carebot.core.goals import GoalResult
from carebot.core.intents import HELP, NO, YES
from carebot.core.language import Language
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import Requester, RequesterKind
from carebot.core.reminders import Pending, Reminder, ReminderNote
from skills.base import NOT_NOW, Finding, Knowledge
from skills.tell_reminder import TellReminder
from tests.skills.house import BY_HERSELF, KNOWLEDGE, REFUSAL, SILENCE, SUCCESS, Played, failed, reply, run

ZONE = ZoneInfo("Asia/Shanghai")
DUE = datetime(2026, 11, 25, 15, 30, tzinfo=ZONE)
CALL = Reminder(
    id="r1",
    about="wang",
    words="给女儿打电话",
    language=Language.ZH,
    due=DUE.astimezone(UTC),
    by=BY_HERSELF,
    set_at=DUE.astimezone(UTC) - timedelta(minutes=20),
)
OFTEN = replace(
    CALL, days=frozenset(range(7)), at=time(9, 30), until=time(20, 30), interval=timedelta(hours=2), timer=True
)
HEARD, TRIED, PASSED_ON = ReminderNote.HEARD, ReminderNote.TRIED, ReminderNote.PASSED_ON


def knowing(reminder: Reminder = CALL, now: datetime = DUE, language: Language = Language.ZH) -> Knowledge:
    pending = Pending(reminder=reminder, at=reminder.due)
    return replace(KNOWLEDGE, local_time=now, language=language, reminders=(pending,))


def told(knowledge: Knowledge, *answers: Outcome, wish: str = "", **ends: Outcome | tuple[Outcome, ...]) -> Played:
    parameters = {"about": "wang", "reminder": "r1", "at": knowledge.reminders[0].at.isoformat()}
    parameters |= {"wish": wish} if wish else {}
    return run(TellReminder(), answers, knowledge=knowledge, ends=ends, parameters=parameters)


def notes(played: Played) -> list[ReminderNote]:
    return [one.note for one in played.of(NoteReminder) if isinstance(one, NoteReminder)]


def test_it_is_on_record_that_it_is_tried_before_a_word_is_said() -> None:
    played = told(knowing(), reply(text="知道了"))
    assert played.kinds == ["note_reminder", "say", "ask", "note_reminder", "say"]
    assert notes(played) == [TRIED, HEARD]
    assert played.said == "奶奶，下午三点半到了。您让我提醒您：给女儿打电话。您听到了吗？好的。"
    assert played.words[0].en == (
        "Mrs Wang, it is half past three in the afternoon. You asked me to remind you: what you told me."
    )
    assert played.conclusion.result is GoalResult.DONE


def test_what_it_is_about_is_for_her_alone() -> None:
    [first, *_] = [one for one in told(knowing(), reply(text="好")).of(Say) if isinstance(one, Say)]
    assert first.private


@pytest.mark.parametrize(
    ("reminder", "now", "zh", "en"),
    [
        (
            replace(CALL, words="", timer=True),
            DUE,
            "20分钟到了，您让我叫您。",
            "your 20 minutes are over. You asked me",
        ),
        (replace(CALL, words=""), DUE, "下午三点半到了，您让我叫您。", "You asked me to call you."),
        (
            OFTEN,
            DUE + timedelta(minutes=40),
            "到时候了。您让我提醒您：给女儿打电话。",
            "it is time again. You asked me to remind you",
        ),
        (
            CALL,
            DUE + timedelta(minutes=3),
            "对不起，下午三点半的提醒我说晚了。您让我提醒您：给女儿打电话。",
            "this reminder for half past three in the afternoon is late. You asked me to remind you",
        ),
        (
            replace(CALL, words=""),
            DUE + timedelta(days=1),
            "对不起，昨天下午三点半的提醒我说晚了。您让我那时候叫您。",
            "for yesterday at half past three in the afternoon is late. You asked me to call you then.",
        ),
        (
            replace(CALL, by=Requester(kind=RequesterKind.CAREGIVER, id="li")),
            DUE,
            "下午三点半到了。护理员让我提醒您：给女儿打电话。",
            "Your carer asked me to remind you",
        ),
    ],
)
def test_what_she_hears(reminder: Reminder, now: datetime, zh: str, en: str) -> None:
    first = told(knowing(reminder, now), reply(text="好")).words[0]
    assert first.zh.removeprefix("奶奶，") == zh
    assert en in first.en


def test_before_others_it_asks_first() -> None:
    private = (REFUSAL, SUCCESS)
    played = told(knowing(), reply(YES, "说吧"), say=private)
    assert notes(played) == [TRIED, HEARD]
    assert [type(one) for one in played.of(Say, Ask)] == [Say, Ask, Say, Say]
    [_, said, _] = played.of(Say)
    assert isinstance(said, Say)
    assert (said.private, "给女儿打电话" in said.text.zh) == (False, True)


def test_before_others_it_keeps_it_for_later_where_she_wants_that() -> None:
    for answer in (reply(NO, "不用"), reply(text="等他们走了"), reply(NOT_NOW)):
        played = told(knowing(), answer, say=(REFUSAL, SUCCESS))
        [again] = [one.reminder for one in played.of(KeepReminder) if isinstance(one, KeepReminder)]
        assert again.due == CALL.due + timedelta(minutes=10)
        assert notes(played) == [TRIED, HEARD]
        assert played.said.endswith("好的，下午三点四十分我再提醒您。")
    silent = told(knowing(), SILENCE, SILENCE, say=REFUSAL)
    assert notes(silent) == [TRIED]


def test_without_an_answer_it_comes_nearer_and_says_it_again() -> None:
    played = told(knowing(), SILENCE, reply(text="哦"))
    assert [one.kind for one in played.of(Say, Ask, Approach)] == ["say", "ask", "approach", "say", "ask", "say"]
    assert notes(played) == [TRIED, HEARD]
    not_caught = told(knowing(), reply(NO, "没听清"), reply(text="哦"))
    assert "approach" in not_caught.kinds
    assert notes(not_caught) == [TRIED, HEARD]


def test_what_nobody_answered_stays_open() -> None:
    played = told(knowing(), SILENCE, SILENCE)
    assert notes(played) == [TRIED]
    assert played.conclusion.finding is Finding.NO_ANSWER


def test_what_did_not_sound_is_not_told() -> None:
    mute = Outcome(result=Result.UNHEARD, heard=False)
    for end in (mute, failed()):
        played = told(knowing(), say=end)
        assert notes(played) == [TRIED]
        assert played.kinds == ["note_reminder", "say"]
        assert played.conclusion.result is GoalResult.FAILED
    asked_in_vain = told(knowing(), say=REFUSAL, ask=REFUSAL)
    assert notes(asked_in_vain) == [TRIED]


def test_whoever_speaks_into_it_has_heard_it() -> None:
    played = told(knowing(), say=Outcome(result=Result.INTERRUPTED))
    assert notes(played) == [TRIED, HEARD]


@pytest.mark.parametrize(
    ("answer", "later"),
    [
        (reply("remind_again", "过二十分钟再叫我", after="1200"), timedelta(minutes=20)),
        (reply("remind_again", "等会儿再叫我"), timedelta(minutes=10)),
        (reply(NOT_NOW, "等会儿"), timedelta(minutes=10)),
    ],
)
def test_again_later_at_her_word(answer: Outcome, later: timedelta) -> None:
    played = told(knowing(OFTEN), answer)
    [again] = [one.reminder for one in played.of(KeepReminder) if isinstance(one, KeepReminder)]
    assert (again.due - CALL.due, again.words, again.days, again.at) == (later, CALL.words, frozenset(), None)
    assert again.id != OFTEN.id
    assert notes(played) == [TRIED, HEARD]
    assert (again.timer, again.interval, again.until) == (False, None, None)


def test_what_cannot_be_taken_down_again_stays_open() -> None:
    played = told(knowing(), reply(NOT_NOW), keep_reminder=failed())
    assert notes(played) == [TRIED]


def test_whoever_asks_for_help_gets_a_person() -> None:
    played = told(knowing(), reply(HELP, "救命"))
    [call] = played.of(Notify)
    assert isinstance(call, Notify)
    assert call.level is AlarmLevel.HIGH
    assert played.conclusion.finding is Finding.NEEDS_HELP


def test_in_the_end_the_carers_read_that_she_did_not_answer_and_none_of_her_words() -> None:
    played = told(knowing(), wish="carers")
    [told_carers] = played.of(Notify)
    assert isinstance(told_carers, Notify)
    assert told_carers.level is AlarmLevel.LOW
    assert told_carers.text.zh == "王秀英下午三点半让机器人提醒的事，叫了几次都没有回应，请去问问她。"
    assert "half past three" in told_carers.text.en
    assert "女儿" not in told_carers.text.en
    assert notes(played) == [TRIED, PASSED_ON]
    assert notes(told(knowing(), wish="carers", notify=failed())) == [TRIED]


def test_of_what_comes_at_intervals_carers_read_that_they_are_told_once() -> None:
    [notice] = told(knowing(OFTEN), wish="carers").of(Notify)
    assert isinstance(notice, Notify)
    assert notice.text.zh.endswith("请去问问她。今天再没有回应，就不再通知。")
    assert notice.text.en.endswith("please look in on her. You are not told again today.")


def test_what_is_gone_or_of_another_time_is_not_told() -> None:
    gone = run(TellReminder(), knowledge=knowing(), reminder="r2", at=CALL.due.isoformat())
    other = run(TellReminder(), knowledge=knowing(), reminder="r1", at=(CALL.due + timedelta(days=1)).isoformat())
    assert gone.kinds == other.kinds == []


def test_again_with_nothing_told_is_a_new_reminder() -> None:
    played = run(TellReminder(), knowledge=replace(knowing(), reminders=()), after="600")
    assert played.kinds == ["keep_reminder", "say"]
