"""An e-mail about a notice, in both languages: what happened, how grave, when, and what is to be done."""

from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final

from carebot.core.actions import AlarmLevel
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.outlets.base import LEVEL_WORDS, Notice, in_both

_SUBJECT_CHARACTERS: Final = 60
"""So much of each sentence a telephone shows of a subject; the whole of it stands in the letter."""
_WHAT_TO_DO: Final[Mapping[AlarmLevel, Text]] = {
    AlarmLevel.INFORMATION: Text(zh="不用做什么。", en="Nothing has to be done."),
    AlarmLevel.LOW: Text(zh="有空时请看一下。", en="Have a look when you can."),
    AlarmLevel.MEDIUM: Text(
        zh="请尽快去看看，并在护理面板上接手。", en="See to it soon, and take it over on the care panel."
    ),
    AlarmLevel.HIGH: Text(
        zh="请马上过去，并在护理面板上接手；到老人身边处理以后，报警才会结束。",
        en="Go at once, and take it over on the care panel; it ends when somebody has seen to it at her side.",
    ),
}


def letter(notice: Notice, sender: str, recipients: Sequence[str]) -> EmailMessage:
    """The e-mail about `notice`; written again, it bears the same Message-ID."""
    written = EmailMessage()
    level = LEVEL_WORDS[notice.level]
    written["Subject"] = f"【{level.zh}】{_short(notice.text.zh)} | {level.en}: {_short(notice.text.en)}"
    written["From"] = sender
    written["To"] = ", ".join(recipients)
    written["Date"] = format_datetime(notice.sent_at)
    written["Message-ID"] = f"<{notice.key}@{sender.rpartition('@')[2]}>"
    # RFC 3834: so that no holiday notice answers it.
    written["Auto-Submitted"] = "auto-generated"
    if notice.level is AlarmLevel.HIGH:
        written["Importance"] = "high"
    written.set_content("\n".join(_lines(notice)))
    return written


def _lines(notice: Notice) -> list[str]:
    level, to_do = LEVEL_WORDS[notice.level], _WHAT_TO_DO[notice.level]
    its = notice.bearings
    about = (("谁 / Who", its.who), ("在哪里 / Where", its.where), ("步骤 / Step", its.step))
    whom = [f"通知 / To: {in_both(notice.whom)}"] if notice.whom != NOTHING else []
    return [
        notice.text.zh,
        notice.text.en,
        "",
        f"级别 / Level: {in_both(level)}",
        *(f"{name}: {in_both(words)}" for name, words in about if words != NOTHING),
        *([f"发生于 / Since: {its.since:%Y-%m-%d %H:%M:%S}"] if its.since else []),
        f"时间 / Time: {notice.sent_at:%Y-%m-%d %H:%M:%S %z}",
        *whom,
        "",
        to_do.zh,
        to_do.en,
        "",
        f"carebot {notice.incident or notice.id}",
    ]


def _short(sentence: str) -> str:
    """`sentence` in one line that fits a subject."""
    line = "".join(character if character.isprintable() else " " for character in sentence)
    return line if len(line) <= _SUBJECT_CHARACTERS else f"{line[: _SUBJECT_CHARACTERS - 1]}…"
