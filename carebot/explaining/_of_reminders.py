"""What is to be said of reminders: that one was asked for, struck out or told, and never what its words are."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from carebot.core.language import Text
from carebot.core.reminders import ReminderNote
from carebot.core.reminding import ReminderKept, ReminderNoted
from carebot.explaining.case import Case, Said

_ASKED: Final = Text(
    zh="有人要它到点提醒；原话只说给本人听。",
    en="Somebody asked to be reminded; the words are told to the resident alone.",
)
_HOW: Final = Text(
    zh="没有听到回答就隔五分钟再说，三遍都没有回答就告诉护理员。",
    en="Without an answer it is said again after five minutes, and after three times the carers are told.",
)
_NOTED: Final[Mapping[ReminderNote, tuple[Text, Text]]] = {
    ReminderNote.TRIED: (
        Text(zh="开始提醒{whom}{when}的事。", en="{whom}: it began to tell the reminder for {when}."),
        Text(zh="我来提醒您{when}的事。", en="I came to tell you the reminder for {when}."),
    ),
    ReminderNote.HEARD: (
        Text(zh="{whom}听到了{when}的提醒。", en="{whom} heard the reminder for {when}."),
        Text(zh="{when}的提醒您听到了。", en="You heard the reminder for {when}."),
    ),
    ReminderNote.PASSED_ON: (
        Text(
            zh="{whom}没有回应{when}的提醒，告诉了护理员。",
            en="{whom} did not answer the reminder for {when}; the carers were told.",
        ),
        Text(
            zh="{when}的提醒您没有回应，我告诉了护理员。",
            en="You did not answer the reminder for {when}, so I told the carers.",
        ),
    ),
}


def of_reminder(case: Case, event: ReminderKept | ReminderNoted) -> Said:
    """That a reminder was kept or struck out, or what became of one of its times."""
    if isinstance(event, ReminderNoted):
        what, told = _NOTED[event.note]
        whom, when = case.person(event.about), _clock(case, event.at)
        return Said(what=_filled(what, whom, when), told=_filled(told, whom, when), why=(_HOW,), concerns=event.about)
    whom, when = case.person(event.reminder.about), _clock(case, event.reminder.due)
    if event.kept:
        what = Text(zh=f"记下了{whom.zh}的提醒：{when.zh}。", en=f"A reminder for {whom.en} was taken down: {when.en}.")
        told = Text(zh=f"我记下了{when.zh}提醒您。", en=f"I took down to remind you at {when.en}.")
    else:
        what = Text(zh=f"取消了{whom.zh}{when.zh}的提醒。", en=f"{whom.en}'s reminder for {when.en} was struck out.")
        told = Text(zh=f"我取消了{when.zh}的提醒。", en=f"I struck out the reminder for {when.en}.")
    return Said(what=what, told=told, why=(_ASKED,), concerns=event.reminder.about)


def _clock(case: Case, at: datetime) -> Text:
    """Day and hour on the home's wall clock."""
    local = at.astimezone(ZoneInfo(case.record.timezone))
    return Text(zh=f"{local.month}月{local.day}日{local:%H:%M}", en=f"{local:%H:%M} on {local.day} {local:%B}")


def _filled(text: Text, whom: Text, when: Text) -> Text:
    return Text(zh=text.zh.format(whom=whom.zh, when=when.zh), en=text.en.format(whom=whom.en, when=when.en))
