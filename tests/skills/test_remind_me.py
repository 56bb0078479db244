"""Being asked to remind: taken down before it is confirmed, with the hour said back, asked where it is not plain."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from carebot.core.actions import Ask, KeepReminder, Notify, Say
from carebot.core.goals import GoalResult
from carebot.core.intents import NO, YES
from carebot.core.language import Language, Text
from carebot.core.outcomes import Outcome
from carebot.core.people import Dose, Requester, RequesterKind
from carebot.core.reminders import Pending, Reminder
from skills._clock_words import apart
from skills.base import Finding
from skills.remind_me import AT_MOST, RemindMe
from tests.skills.house import BY_HERSELF, HOUSE, KNOWLEDGE, REFUSAL, SILENCE, Played, failed, reply, run

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZONE)
HERE = replace(KNOWLEDGE, local_time=NOW, language=Language.ZH, house=replace(HOUSE, doses=()))
ENGLISH = replace(HERE, language=Language.EN)
CALL = {"at": "15:30", "sure": "yes", "words": "给女儿打电话"}


def pending(number: int, words: str, hour: int) -> Pending:
    due = NOW.replace(hour=hour).astimezone(UTC)
    reminder = Reminder(
        id=f"r{number}", about="wang", words=words, language=Language.ZH, due=due, by=BY_HERSELF,
        set_at=NOW.astimezone(UTC) + timedelta(minutes=number),
    )  # fmt: skip
    return Pending(reminder=reminder, at=due)


CALLING, FLOWERS = pending(1, "给女儿打电话", 15), pending(2, "浇花", 17)
TWO = replace(HERE, reminders=(CALLING, FLOWERS))


def kept(played: Played) -> list[Reminder]:
    return [one.reminder for one in played.of(KeepReminder) if isinstance(one, KeepReminder) and one.kept]


def struck(played: Played) -> list[str]:
    return [one.reminder.id for one in played.of(KeepReminder) if isinstance(one, KeepReminder) and not one.kept]


def test_it_is_taken_down_first_and_said_back_with_the_hour() -> None:
    played = run(RemindMe(), knowledge=HERE, parameters=CALL)
    [reminder] = kept(played)
    assert (reminder.words, reminder.about, reminder.by) == ("给女儿打电话", "wang", BY_HERSELF)
    assert reminder.due == datetime(2026, 11, 25, 7, 30, tzinfo=UTC)
    assert played.kinds == ["keep_reminder", "say"]
    assert played.said == "好的，下午三点半我提醒您：给女儿打电话。"
    assert played.words[0].en == "All right, I will remind you at half past three in the afternoon: what you told me."


@pytest.mark.parametrize(
    ("slots", "zh", "en"),
    [
        ({"at": "03:00", "words": "收衣服"}, "好的，下午三点我提醒您：收衣服。", "at three o'clock in the afternoon"),
        ({"after": "1200"}, "好的，上午十点二十分我叫您。", "I will call you at twenty past ten in the morning."),
        (
            {"at": "07:00", "wake": "yes", "words": "起床"},
            "好的，明天早上七点我提醒您：起床。",
            "tomorrow at seven o'clock in the morning",
        ),
        (
            {"at": "08:00", "every": "0123456", "words": "量血压"},
            "好的，每天早上八点我提醒您：量血压。",
            "every day at eight o'clock in the morning",
        ),
        (
            {"at": "15:00", "sure": "yes", "every": "24", "words": "唱歌"},
            "好的，每个星期三、五下午三点我提醒您：唱歌。",
            "every Wednesday and Friday at three o'clock in the afternoon",
        ),
        ({"at": "09:00", "day": "12-05"}, "好的，十二月五号上午九点我叫您。", "on 5 December at nine o'clock"),
    ],
)
def test_what_it_understood(slots: dict[str, str], zh: str, en: str) -> None:
    played = run(RemindMe(), knowledge=HERE, parameters=slots)
    assert played.said == zh
    assert en in played.words[0].en


def test_what_repeats_does_so_by_the_wall_clock() -> None:
    [reminder] = kept(run(RemindMe(), knowledge=HERE, at="08:00", every="0123456", words="量血压"))
    assert (reminder.days, reminder.at) == (frozenset(range(7)), time(8))


def test_what_comes_at_intervals_is_by_day_from_then_on() -> None:
    played = run(RemindMe(), knowledge=HERE, interval="7200", words="喝水")
    [reminder] = kept(played)
    assert played.said == "好的，每两小时一次，白天提醒您：喝水。第一次是中午十二点。"
    assert played.words[0].en.startswith("All right, I will remind you every two hours through the day: what you told")
    assert (reminder.interval, reminder.days) == (timedelta(hours=2), frozenset(range(7)))
    assert (reminder.due, reminder.at, reminder.until) == (NOW.replace(hour=12), time(8), time(20, 30))
    assert run(RemindMe(), knowledge=HERE, interval="1800").said.startswith("好的，每半小时一次，白天提醒您。第一次")


@pytest.mark.parametrize(
    ("minutes", "zh", "en"),
    [
        (30, "每半小时", "every half hour"),
        (60, "每小时", "every hour"),
        (90, "每一个半小时", "every one and a half hours"),
        (120, "每两小时", "every two hours"),
        (150, "每两个半小时", "every two and a half hours"),
        (45, "每45分钟", "every 45 minutes"),
        (100, "每1小时40分钟", "every 1 hour and 40 minutes"),
    ],
)
def test_how_often_in_words(minutes: int, zh: str, en: str) -> None:
    assert apart(timedelta(minutes=minutes)) == Text(zh=zh, en=en)


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        (reply("say_when", "一个小时", after="3600"), timedelta(hours=1)),
        (reply("remind_me", "每四十分钟", interval="2400"), timedelta(minutes=40)),
        (reply("say_when", "五分钟", after="300"), None),
        (reply(NO), None),
        (SILENCE, None),
    ],
)
@pytest.mark.parametrize("asked_for", ["0", "600", "50000"])
def test_how_often_is_asked_where_it_is_not_said_or_will_not_do(
    said: Outcome, taken: timedelta | None, asked_for: str
) -> None:
    played = run(RemindMe(), [said], knowledge=HERE, interval=asked_for, words="喝水")
    assert played.said.startswith("您要我隔多久提醒一次？最短半小时，最长半天。")
    assert [reminder.interval for reminder in kept(played)] == ([taken] if taken else [])


def test_without_an_hour_it_asks_and_takes_her_answer() -> None:
    played = run(RemindMe(), [reply("say_when", "下午四点", at="16:00", sure="yes")], knowledge=HERE, words="浇花")
    assert played.said == "您要我几点提醒您？好的，下午四点我提醒您：浇花。"
    assert [reminder.words for reminder in kept(played)] == ["浇花"]


def test_what_names_no_hour_is_asked_about_twice_and_never_guessed() -> None:
    played = run(RemindMe(), [reply(text="等她来的时候"), reply(text="嗯")], knowledge=HERE, words="浇花")
    assert [one.text.zh[:4] for one in played.of(Ask) if isinstance(one, Ask)] == ["您要我几", "我只会看"]
    assert played.said.endswith("没听清几点，我就没记。您想好了再告诉我。")
    assert kept(played) == []
    assert run(RemindMe(), [reply(NO)], knowledge=HERE, words="浇花").said == "您要我几点提醒您？好的，听您的。"


def test_of_two_readings_she_chooses() -> None:
    late = replace(HERE, local_time=NOW.replace(hour=16))
    played = run(RemindMe(), [reply(text="下午的")], knowledge=late, at="03:00", words="收衣服")
    assert played.said == "是明天凌晨三点，还是明天下午三点？好的，明天下午三点我提醒您：收衣服。"
    morning = run(RemindMe(), [reply(text="in the morning")], knowledge=late, at="03:00")
    assert [one.due for one in kept(morning)] == [datetime(2026, 11, 25, 19, 0, tzinfo=UTC)]
    for unclear in (SILENCE, reply(text="对"), reply(text="早上或者下午")):
        assert kept(run(RemindMe(), [unclear], knowledge=late, at="03:00")) == []


def test_an_hour_of_today_that_is_past_is_asked_about() -> None:
    slots = {"at": "09:00", "sure": "yes", "day": "+0"}
    played = run(RemindMe(), [reply(YES)], knowledge=HERE, parameters=slots)
    assert played.said == "今天的已经过了。明天上午九点提醒您，好吗？好的，明天上午九点我叫您。"
    assert kept(run(RemindMe(), [reply(NO)], knowledge=HERE, parameters=slots)) == []


def test_of_medicine_the_record_alone_reminds() -> None:
    dose = Dose(id="d", resident="wang", drug=HOUSE.doses[0].drug, amount=HOUSE.doses[0].amount, due=time(8))
    on_record = replace(HERE, house=replace(HOUSE, doses=(dose,)))
    played = run(RemindMe(), knowledge=on_record, at="20:00", sure="yes", words="吃降压药")
    assert played.said == "到了吃药的时间，我会提醒您。"
    assert kept(played) == []
    offered = run(RemindMe(), [reply(YES)], knowledge=replace(HERE, words="八点叫我吃降压药"), words="吃降压药")
    [told] = offered.of(Notify)
    assert isinstance(told, Notify)
    assert told.text.zh == "王秀英想请人到时候提醒用药（“八点叫我吃降压药”）。"
    assert kept(offered) == []


def test_what_it_cannot_it_says() -> None:
    full = replace(HERE, reminders=tuple(pending(number, "浇花", 15) for number in range(AT_MOST)))
    assert "提醒太多了" in run(RemindMe(), knowledge=full, parameters=CALL).said


def test_what_is_not_kept_is_not_confirmed() -> None:
    for end in (REFUSAL, failed()):
        played = run(RemindMe(), knowledge=HERE, ends={"keep_reminder": end}, parameters=CALL)
        assert "好的" not in played.said
        assert played.conclusion.result in {GoalResult.FAILED, GoalResult.REFUSED}


def test_what_may_not_be_said_aloud_is_not_kept() -> None:
    played = run(RemindMe(), knowledge=HERE, ends={"say": (REFUSAL, reply())}, parameters=CALL)
    assert struck(played) == [kept(played)[0].id]
    assert played.conclusion.result is GoalResult.REFUSED


def test_nobody_in_particular_has_no_reminders() -> None:
    played = run(RemindMe(), knowledge=replace(HERE, resident=None), parameters=CALL)
    assert (played.kinds, played.said) == (["say"], "对不起，我不知道是谁在说话，没法记。")


def test_what_there_is_it_tells_in_private() -> None:
    played = run(RemindMe(), knowledge=TWO, wish="list")
    assert played.said == "我记着要提醒您的有：下午三点：给女儿打电话。下午五点：浇花。"
    assert all(one.private for one in played.of(Say) if isinstance(one, Say))
    assert played.words[1].en == "At three o'clock in the afternoon: what you told me."
    assert run(RemindMe(), knowledge=HERE, wish="list").said == "现在没有要提醒您的事。"
    many = replace(HERE, reminders=tuple(pending(number, "浇花", 15) for number in range(9)))
    assert run(RemindMe(), knowledge=many, wish="list").said.endswith("后面还有一些。")


def test_before_others_it_tells_nothing_of_them() -> None:
    played = run(RemindMe(), knowledge=TWO, wish="list", ends={"say": (REFUSAL, reply())})
    assert "女儿" not in played.said


def test_the_only_one_is_cancelled_without_a_question() -> None:
    played = run(RemindMe(), knowledge=replace(HERE, reminders=(CALLING,)), wish="cancel")
    assert struck(played) == ["r1"]
    assert played.said == "好的，不提醒了：下午三点：给女儿打电话。"
    assert run(RemindMe(), knowledge=HERE, wish="cancel").said == "现在没有要提醒您的事。"


@pytest.mark.parametrize(
    ("answer", "gone"),
    [
        ("第二个", ["r2"]),
        ("the second one", ["r2"]),
        ("浇花那个", ["r2"]),
        ("下午三点的", ["r1"]),
        ("最后一个", ["r2"]),
        ("都取消", ["r1", "r2"]),
        ("all of them", ["r1", "r2"]),
        ("嗯", []),
    ],
)
def test_of_several_it_asks_which(answer: str, gone: list[str]) -> None:
    played = run(RemindMe(), [reply(text=answer)], knowledge=TWO, wish="cancel")
    assert played.said.startswith("有这几个：下午三点：给女儿打电话；下午五点：浇花。取消哪一个？")
    assert struck(played) == gone
    if not gone:
        assert played.conclusion.finding is Finding.NO_ANSWER
        assert played.said.endswith("没听清是哪一个，都还留着。")


def test_what_her_words_name_needs_no_question() -> None:
    by_words = run(RemindMe(), knowledge=replace(TWO, words="把浇花的提醒取消了"), wish="cancel")
    assert (struck(by_words), by_words.of(Ask)) == (["r2"], [])
    assert struck(run(RemindMe(), knowledge=TWO, wish="cancel", which="latest")) == ["r2"]
    assert struck(run(RemindMe(), knowledge=TWO, wish="cancel", which="all")) == ["r1", "r2"]
    assert struck(run(RemindMe(), [reply(NO)], knowledge=TWO, wish="cancel")) == []


def test_what_could_not_be_struck_out_is_not_said_to_be() -> None:
    one = replace(ENGLISH, reminders=(CALLING,))
    played = run(RemindMe(), knowledge=one, wish="cancel", ends={"keep_reminder": failed()})
    assert "我没能取消这个提醒" in played.said


def test_a_carer_hears_for_whom_it_is() -> None:
    by = Requester(kind=RequesterKind.CAREGIVER, id="li")
    played = run(RemindMe(), knowledge=HERE, by=by, parameters=CALL)
    assert played.said == "好的，下午三点半我提醒王秀英：给女儿打电话。"
    assert "I will remind Wang Xiuying at half past three" in played.words[0].en
