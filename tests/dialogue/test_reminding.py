"""Wishes to be reminded: when, of what, and what is only told of reminding."""

from functools import cache

import pytest

from carebot.core.intents import Intent
from carebot.core.language import Language
from dialogue.base import Interpretation, Interpreter
from dialogue.pinyin import han
from dialogue.reminding import ReminderInterpreter
from skills.remind_me import RemindMe


class Knowing(Interpreter):
    """Knows one sentence by heart, and guesses at another."""

    def start(self) -> None:
        """Nothing to prepare."""

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """The intents of two sentences."""
        sure = {"提醒我吃药": 1.0, "三点叫我起来": 0.9}.get(text, 0.0)
        return Interpretation(intent=Intent(name="known") if sure else None, confidence=sure)


@cache
def reminding() -> ReminderInterpreter:
    made = ReminderInterpreter(Knowing(), RemindMe.forms, RemindMe.vocabulary)
    made.start()
    return made


def heard(text: str, *, asked: bool = False) -> Interpretation:
    return reminding().interpret(text, Language.ZH if han(text) else Language.EN, asked=asked)


def meant(text: str, *, asked: bool = False) -> tuple[str, dict[str, str]]:
    intent = heard(text, asked=asked).intent
    return (intent.name, dict(intent.slots)) if intent is not None else ("", {})


SURE, DAILY = {"sure": "yes"}, {"every": "0123456"}


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("下午四点提醒我收衣服", {"at": "16:00", **SURE, "words": "收衣服"}),
        ("请你晚上七点半提醒我看电视，谢谢", {"at": "19:30", **SURE, "words": "看电视"}),
        ("十五分钟后叫我", {"after": "900"}),
        ("等二十分钟喊我一声", {"after": "1200"}),
        ("明天早上六点半叫醒我", {"at": "06:30", **SURE, "day": "+1", "wake": "yes"}),
        ("你三点钟叫我起来活动活动", {"at": "03:00", "wake": "yes", "words": "起来活动活动"}),
        ("每天下午三点提醒我喝水", {"at": "15:00", **SURE, **DAILY, "words": "喝水"}),
        ("到五点提醒我一下", {"at": "05:00"}),
        ("提醒我明天上午十点给儿子打电话", {"at": "10:00", **SURE, "day": "+1", "words": "给儿子打电话"}),
        ("定一个二十分钟的倒计时", {"after": "1200", "timer": "yes"}),
        ("给我上个七点的闹钟", {"at": "07:00"}),
        ("设个半小时的闹钟", {"after": "1800"}),
        ("我两点要开会，到时候提醒我一声", {"at": "02:00", "words": "开会"}),
        ("麻烦你四点半告诉我一声", {"at": "04:30"}),
        ("每周一、三、五上午九点提醒我去唱歌", {"at": "09:00", **SURE, "every": "024", "words": "去唱歌"}),
        ("下周二上午九点提醒我去医院", {"at": "09:00", **SURE, "day": "nw1", "words": "去医院"}),
        ("十二月五号上午九点提醒我去接人", {"at": "09:00", **SURE, "day": "12-05", "words": "去接人"}),
        ("每到工作日早上七点叫我", {"at": "07:00", **SURE, "every": "01234"}),
        ("今晚十二点叫我", {"at": "00:00", **SURE, "day": "+1"}),
        ("中午叫我", {"at": "12:00", **SURE}),
        ("提醒我关火，十分钟以后", {"after": "600", "words": "关火"}),
        ("今天下午五点叫我，我要接电话", {"at": "17:00", **SURE, "day": "+0", "words": "接电话"}),
        ("15：30提醒我浇花", {"at": "15:30", **SURE, "words": "浇花"}),
        ("差一刻九点提醒我关电视", {"at": "08:45", "words": "关电视"}),
        ("三點提醒我澆花", {"at": "03:00", "words": "浇花"}),
        ("每隔两个小时提醒我喝水", {"interval": "7200", "words": "喝水"}),
        ("每个钟头叫我起来走走", {"interval": "3600", "wake": "yes", "words": "起来走走"}),
        ("隔半小时提醒我一下", {"interval": "1800"}),
        ("每天每两个半小时提醒我活动活动", {"interval": "9000", **DAILY, "words": "活动活动"}),
        ("隔一会儿提醒我喝水", {"interval": "0", "words": "喝水"}),
        ("后天提醒我交水费", {"day": "+2", "words": "交水费"}),
        ("提醒我浇花", {"words": "浇花"}),
        ("remind me at four to bring the washing in", {"at": "04:00", "words": "bring the washing in"}),
        ("Please remind me to ring my sister at six, love", {"at": "06:00", "words": "ring my sister"}),
        ("in ten minutes remind me to turn off the gas", {"after": "600", "words": "turn off the gas"}),
        ("wake me up at half seven tomorrow", {"day": "+1", "at": "07:30", "wake": "yes"}),
        ("set a twenty minute timer", {"after": "1200", "timer": "yes"}),
        ("set an alarm for eight in the morning", {"at": "08:00", **SURE}),
        ("Remind me to call Dr. Li at 3.30", {"at": "03:30", "words": "call Dr. Li"}),
        ("remind me at 10 p.m. to lock up", {"at": "22:00", **SURE, "words": "lock up"}),
        ("give me a call at six", {"at": "06:00"}),
        ("tell me when it's four", {"at": "04:00"}),
        ("I've got bingo at two, remind me will you", {"at": "02:00", "words": "I've got bingo"}),
        ("every Tuesday and Thursday at nine remind me to swim", {"at": "09:00", "every": "13", "words": "swim"}),
        ("every weekday at nine remind me to swim", {"at": "09:00", "every": "01234", "words": "swim"}),
        ("every Sunday morning at nine remind me of church", {"at": "09:00", **SURE, "every": "6", "words": "church"}),
        ("remind me on the fifth of December at ten to pack", {"at": "10:00", "day": "12-05", "words": "pack"}),
        ("remind me on the 5th at ten to pack", {"at": "10:00", "day": "05", "words": "pack"}),
        ("remind me the day after tomorrow at ten to pack", {"at": "10:00", "day": "+2", "words": "pack"}),
        ("remind me every two hours to drink", {"interval": "7200", "words": "drink"}),
        ("every half hour remind me to sit up", {"interval": "1800", "words": "sit up"}),
        ("remind me to drink every hour and a half", {"interval": "5400", "words": "drink"}),
        ("nudge me every other hour to drink", {"interval": "7200", "words": "drink"}),
        ("remind me every couple of hours to drink", {"interval": "7200", "words": "drink"}),
        ("remind me to drink every so often", {"interval": "0", "words": "drink"}),
        ("I want to be reminded at noon to feed the fish", {"at": "12:00", **SURE, "words": "feed the fish"}),
        ("Don't let me forget the oven", {"words": "the oven"}),
        ("set an alarm", {}),
        ("可不可以四点的时候提醒我关窗", {"at": "04:00", "words": "关窗"}),
        ("remind me please at ten to lock the door", {"at": "10:00", "words": "lock the door"}),
        ("remind me at six to ring my son, love", {"at": "06:00", "words": "ring my son"}),
        ("小宝，提醒我五点接闺女", {"at": "05:00", "words": "接闺女"}),
        ("I'd be ever so grateful if you'd remind me at five to eat", {"at": "05:00", "words": "eat"}),
        ("remind me about the bins on Thursday evening", {"day": "w3", "words": "the bins"}),
        ("set an alarm for twenty minutes", {"after": "1200"}),
        ("我得去接孩子，三点叫我", {"at": "03:00", "words": "去接孩子"}),
        ("I mustn't forget the oven, remind me in twelve minutes", {"after": "720", "words": "the oven"}),
        ("七点差五分提醒我开电视", {"at": "06:55", "words": "开电视"}),
        ("下午提醒我晒被子", {"words": "晒被子"}),
        ("let me know when twenty minutes are up", {"after": "1200"}),
        ("闹钟定到明天早上六点", {"at": "06:00", **SURE, "day": "+1"}),
    ],
)
def test_when_and_of_what(text: str, slots: dict[str, str]) -> None:
    assert meant(text) == ("remind_me", slots)


@pytest.mark.parametrize(
    "text",
    [
        *("女儿下午三点提醒我吃饭", "你昨天没提醒我", "他提醒我三点要下雨", "我三点叫你了", "叫我奶奶", "大声叫我一声"),
        *(
            "my daughter reminds me to eat at three",
            "you remind me of my father",
            "he told me at three",
            "call me Mary",
        ),
        *("call me a taxi at three", "what time do you wake me", "make sure I am happy", "tell me a story"),
        *("别叫我老太太了", "把门铃关了", "我的闹钟坏了", "烟雾报警器响了", "每年三十二号", "每天都有人来"),
        *("don't remind me of that day", "turn off the fire alarm", "the alarm went off", "it reminds me of home"),
    ],
)
def test_what_is_told_is_no_wish(text: str) -> None:
    assert meant(text) == ("", {})


def test_what_is_known_by_heart_stays_so_and_what_is_guessed_gives_way() -> None:
    assert meant("提醒我吃药")[0] == "known"
    assert meant("三点叫我起来")[0] == "remind_me"


def test_what_it_is_about_is_no_wish_of_its_own_and_another_wish_is() -> None:
    assert heard("三点提醒我跟老李下棋").confidence == 1.0
    assert heard("把灯打开，三点叫我").confidence < 1.0
    assert meant("把灯打开，三点叫我") == ("remind_me", {"at": "03:00"})


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("把三点的提醒取消了", {"at": "03:00", "wish": "cancel"}),
        ("取消明天早上的闹钟", {"day": "+1", "wish": "cancel"}),
        ("cancel the three o'clock reminder", {"at": "03:00", "wish": "cancel"}),
        ("cancel tomorrow's alarm", {"wish": "cancel"}),
        ("明天早上不用叫我起床了", {"day": "+1", "wish": "cancel"}),
        ("闹钟别响了", {"wish": "cancel"}),
        ("不用再提醒我喝水了", {"wish": "cancel"}),
        ("stop reminding me to drink", {"wish": "cancel"}),
        ("you needn't remind me to drink any more", {"wish": "cancel"}),
        ("cancel the one about the washing", {"wish": "cancel"}),
        ("I don't need waking tomorrow after all", {"day": "+1", "wish": "cancel"}),
    ],
)
def test_a_certain_one_is_cancelled(text: str, slots: dict[str, str]) -> None:
    assert meant(text) == ("cancel_reminder", slots)


@pytest.mark.parametrize(
    ("text", "name", "slots"),
    [
        ("cancel all my alarms", "cancel_all_reminders", {"wish": "cancel", "which": "all"}),
        ("把所有的提醒都删了", "cancel_all_reminders", {"wish": "cancel", "which": "all"}),
        ("刚才说的那个提醒不要了", "cancel_latest_reminder", {"wish": "cancel", "which": "latest"}),
        ("undo that last alarm", "cancel_latest_reminder", {"wish": "cancel", "which": "latest"}),
        ("你今天都要提醒我些什么呀", "ask_reminders", {"wish": "list", "day": "+0"}),
        ("have I got any alarms on", "ask_reminders", {"wish": "list"}),
    ],
)
def test_all_of_them_the_last_and_what_there_is(text: str, name: str, slots: dict[str, str]) -> None:
    assert meant(text) == (name, slots)


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("下午三点", {"at": "15:00", **SURE}),
        ("嗯，四点半吧", {"at": "04:30"}),
        ("二十分钟以后", {"after": "1200"}),
        ("half past three", {"at": "03:30"}),
        ("seven", {"at": "07:00"}),
        ("in an hour, please", {"after": "3600"}),
    ],
)
def test_while_a_question_waits_a_time_alone_is_its_answer(text: str, slots: dict[str, str]) -> None:
    assert meant(text, asked=True) == ("say_when", slots)
    assert meant(text) == ("", {})


def test_while_a_question_waits_again_is_an_answer_and_a_new_reminder_is_none() -> None:
    assert meant("过十分钟再叫我", asked=True) == ("remind_again", {"after": "600"})
    assert meant("过十分钟再叫我") == ("remind_me", {"after": "600"})
    assert meant("过十分钟提醒我浇花", asked=True)[0] == "remind_me"
    assert meant("给我讲个故事", asked=True) == ("", {})


def test_a_tale_is_too_long_for_a_wish() -> None:
    assert meant("从前有个人，" * 20 + "三点叫我") == ("", {})
